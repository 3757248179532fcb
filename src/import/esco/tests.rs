//! Whole downloads in miniature, in folders and zip files.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use super::*;
use crate::import::classification::{RawOccupation, RawSkill};

const FILES: [(&str, &str); 6] = [
    (
        "occupations_en.csv",
        "conceptUri,iscoGroup,preferredLabel,altLabels,code\r\no1,2529,chief,\"boss\nhead\",2529.1\r\no2,2511,auditor,,2511.18\r\n",
    ),
    (
        "skills_en.csv",
        "conceptUri,skillType,reuseLevel,preferredLabel,altLabels\ns1,knowledge,sector-specific,law,statute\ns2,,,audit,\n",
    ),
    (
        "occupationSkillRelations_en.csv",
        "occupationUri,relationType,skillUri\no1,essential,s1\no2,essential,s2\n",
    ),
    (
        "broaderRelationsSkillPillar_en.csv",
        "conceptUri,broaderUri\ns1,g\ns2,s1\n",
    ),
    (
        "ISCOGroups_en.csv",
        "code,preferredLabel\n2529,security\n2511,analysts\n",
    ),
    (
        "skillGroups_en.csv",
        "conceptUri,preferredLabel\ng,jurisprudence\n",
    ),
];

const GERMAN: [(&str, &str); 4] = [
    (
        "occupations_de.csv",
        "conceptUri,preferredLabel,altLabels\no1,Leiter,Chef\no2,,\no9,Geist,\n",
    ),
    (
        "skills_de.csv",
        "conceptUri,preferredLabel,altLabels\ns1,Recht,law\n",
    ),
    (
        "ISCOGroups_de.csv",
        "code,preferredLabel\n2529,Sicherheit\n2511,\n",
    ),
    (
        "skillGroups_de.csv",
        "conceptUri,preferredLabel\ng,Rechtskunde\n",
    ),
];

fn folder(files: &[&[(&str, &str)]]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files.concat() {
        fs::write(dir.path().join(name), text).unwrap();
    }
    dir
}

fn zip(path: &Path, files: &[(String, &str)]) {
    let mut zip = zip::ZipWriter::new(File::create(path).unwrap());
    for (name, text) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

fn read_as(path: &Path, language: Option<&str>) -> Result<Reading, ReadError> {
    let options = Options {
        language,
        release: Some("v9.9"),
    };
    read(&[path.to_owned()], options, &mut |_| true)
}

fn sentences(problems: &Problems) -> Vec<String> {
    problems.first().iter().map(ToString::to_string).collect()
}

#[test]
fn a_folder_is_read() {
    let dir = folder(&[&FILES]);
    let reading = read_as(dir.path(), None).unwrap();
    let out = &reading.classification;
    assert_eq!((out.release.as_str(), out.language.as_str()), ("9.9", "en"));
    assert_eq!(
        (out.occupations.len(), out.skills.len(), out.relations.len()),
        (2, 2, 2)
    );
    assert_eq!(
        out.occupations["o1"].names.alternative_labels,
        ["boss", "head"]
    );
    assert_eq!(out.broader["s1"], ["g"]);
    assert_eq!(out.broader["s2"], ["s1"], "a skill may stand below another");
    assert_eq!(out.skill_groups["g"].title, "jurisprudence");
    assert_eq!((reading.problems.count(), reading.untranslated), (0, 0));
}

#[test]
fn zips_with_relation_files_without_a_language_are_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let (mut concepts, mut relations) = (Vec::new(), Vec::new());
    for (name, text) in FILES {
        if name.contains("elations") {
            relations.push((name.replace("_en", ""), text));
        } else {
            concepts.push((format!("inner/{name}"), text));
        }
    }
    zip(&dir.path().join("v1-en.zip"), &concepts);
    zip(&dir.path().join("v1-relations.zip"), &relations);
    let whole = folder(&[&FILES]);
    let known = format!("{:?}", read_as(whole.path(), None).unwrap().classification);
    let found = read_as(dir.path(), None).unwrap().classification;
    assert_eq!(format!("{found:?}"), known);
    let both = ["v1-relations.zip", "v1-en.zip"].map(|name| dir.path().join(name));
    let options = Options {
        release: Some("9.9"),
        ..Options::default()
    };
    let found = read(&both, options, &mut |_| true).unwrap().classification;
    assert_eq!(format!("{found:?}"), known);
}

#[test]
fn another_language_is_shown_and_english_is_still_there() {
    let dir = folder(&[&FILES, &GERMAN]);
    let reading = read_as(dir.path(), Some("de")).unwrap();
    let out = &reading.classification;
    let (chief, auditor) = (&out.occupations["o1"].names, &out.occupations["o2"].names);
    assert_eq!(chief.label, "Leiter");
    assert_eq!(chief.alternative_labels, ["Chef", "chief", "boss", "head"]);
    assert_eq!(auditor.label, "auditor", "no label in German");
    assert_eq!(
        out.skills["s1"].names.alternative_labels,
        ["law", "statute"]
    );
    assert_eq!(out.isco["2529"], "Sicherheit");
    assert_eq!(out.isco["2511"], "analysts");
    assert_eq!(reading.untranslated, 2);
    let problems = sentences(&reading.problems);
    assert_eq!(problems, ["occupations_de.csv:4: no concept o9; left out"]);
    let error = read_as(dir.path(), Some("fr")).unwrap_err().to_string();
    assert!(error.contains("no labels in \"fr\"; it has"), "{error}");
    assert_eq!(
        read_as(dir.path(), None).unwrap().classification.language,
        "en"
    );
}

/// Found by the fuzz target `tables`.
#[test]
fn things_with_two_rows_in_a_language_are_counted_once() {
    let twice = [(
        "occupations_de.csv",
        "conceptUri,preferredLabel,altLabels\no1,Leiter,\no1,Leiter,\no1,Chef,\no2,Prüfer,\n",
    )];
    let dir = folder(&[&FILES, &GERMAN, &twice]);
    let reading = read_as(dir.path(), Some("de")).unwrap();
    assert_eq!(reading.untranslated, 1, "one skill, s2");
}

#[test]
fn a_missing_file_is_named_and_whoever_watches_can_stop() {
    let dir = folder(&[&FILES[..5]]);
    let error = read_as(dir.path(), None).unwrap_err().to_string();
    assert_eq!(error, "the download has no file \"skillGroups_en.csv\"");
    let mut seen = Vec::new();
    let stopped = read(&[dir.path().to_owned()], Options::default(), &mut |step| {
        seen.push(step.clone());
        step.at < 2
    });
    assert!(matches!(stopped, Err(ReadError::Stopped)));
    assert_eq!(
        (seen.len(), seen[2].of, seen[1].file.as_str()),
        (3, 6, "skills_en.csv")
    );
}

#[test]
fn the_release_is_named_or_counted_or_in_a_name() {
    let counted = |occupations, skills| {
        let out = Classification {
            occupations: (0..occupations)
                .map(|i| (i.to_string(), RawOccupation::default()))
                .collect(),
            skills: (0..skills)
                .map(|i| (i.to_string(), RawSkill::default()))
                .collect(),
            ..Classification::default()
        };
        move |said, names: &[&str]| {
            let names: Vec<String> = names.iter().map(|n| (*n).to_owned()).collect();
            release(&out, said, &names).ok()
        }
    };
    let known = |release: &str, by| Some((release.to_owned(), by));
    assert_eq!(
        counted(3039, 13939)(None, &[]),
        known("1.2.0", KnownBy::Counts)
    );
    assert_eq!(
        counted(3007, 13896)(None, &["v1.2.0"]),
        known("1.1.1", KnownBy::Counts)
    );
    assert_eq!(
        counted(3007, 13896)(Some("v2"), &[]),
        known("2", KnownBy::Option)
    );
    let other = counted(1, 1);
    let name = "ESCO dataset - v1.2.1 - classification - en - csv";
    assert_eq!(other(None, &["esco", name]), known("1.2.1", KnownBy::Name));
    assert_eq!(other(None, &["v1.2", "2024-05-01", "a..b"]), None);
}

#[test]
fn a_release_without_all_its_relations_was_cut_off() {
    assert!(whole("1.2.0", 129_004).is_ok() && whole("1.1.1", 200_000).is_ok());
    assert!(whole("1.3.0", 0).is_ok(), "nothing is known of another");
    let error = whole("1.2.0", 58_994).unwrap_err().to_string();
    assert!(
        error.contains("v1.2.0") && error.contains("58994"),
        "{error}"
    );
}

#[test]
fn a_release_of_which_nothing_is_known_must_ask_for_something() {
    let check = |occupations: u32, with: u32, expected: &[&str]| {
        let uris = (0..occupations).map(|at| (format!("{at:04}"), RawOccupation::default()));
        let out = Classification {
            occupations: uris.collect(),
            relations: (0..with).map(|at| (at, Relation::Essential, 0)).collect(),
            ..Classification::default()
        };
        let mut problems = Problems::default();
        bare_occupations(&out, "relations.csv", &mut problems);
        assert_eq!(sentences(&problems), expected);
    };
    check(2, 1, &[]);
    check(1000, 960, &[]);
    let said = "relations.csv: 500 of 1,000 occupations have no essential skill: relations may be missing; get the download again";
    check(1000, 500, &[said]);
}

#[test]
fn a_download_without_relations_is_refused() {
    let head = "occupationUri,relationType,skillUri\n";
    let dir = folder(&[&FILES, &[("occupationSkillRelations_en.csv", head)]]);
    let error = read_as(dir.path(), None).unwrap_err().to_string();
    assert!(error.contains("has no relation between"), "{error}");
}

#[test]
fn a_second_copy_is_told_and_not_read() {
    let dir = folder(&[&FILES, &[("skills_en (1).csv", "")]]);
    let reading = read_as(dir.path(), None).unwrap();
    let said = "skills_en (1).csv: there is skills_en.csv as well; not read";
    assert_eq!(sentences(&reading.problems), [said]);
}
