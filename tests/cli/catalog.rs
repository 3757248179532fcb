//! `catalog build` and `import esco` on a classification of a few rows, and choosing between catalogues.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::support::home::{Expect, Home, holds};

#[test]
fn a_folder_without_the_files_is_named() {
    let home = Home::new();
    let build = "catalog build --from nowhere --out out.json";
    home.fails(4, build, &["nowhere", "name the folder"]);
    assert!(!home.file("out.json").exists());
}

#[test]
fn a_slice_that_is_none_is_bad_data() {
    let home = Home::new();
    fs::write(home.file("slice.toml"), "include = 3").unwrap();
    let build = "catalog build --from . --out out.json --slice";
    let words = "slice file is not valid";
    home.fails(3, format!("{build} slice.toml"), &[words]);
    home.fails(4, format!("{build} none.toml"), &["none.toml"]);
}

/// Puts the official files in miniature, one row broken, into the folder `esco`, and a slice of them beside it.
fn put_download(home: &Home) {
    let folder = home.file("esco");
    fs::create_dir(&folder).unwrap();
    let put = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    put(
        "../slice.toml",
        "[[include]]\nisco = \"2529\"\nwhy = \"security\"\n",
    );
    put(
        "occupations_en.csv",
        "conceptUri,iscoGroup,preferredLabel,altLabels,description,code\n\
         urn:o1,2529,chief,boss,\"Decides.\n\n Answers\u{a0}for it. \",2529.1\n\
         urn:o2,2511,auditor,,,2511.18\nurn:o3,2529,,,,2529.2\n",
    );
    put(
        "skills_en.csv",
        "conceptUri,skillType,reuseLevel,preferredLabel,altLabels\n\
         urn:s1,knowledge,sector-specific,GDPR,\nurn:s2,,,audit,\n",
    );
    put(
        "occupationSkillRelations_en.csv",
        "occupationUri,relationType,skillType,skillUri\nurn:o1,essential,knowledge,urn:s1\n\
         urn:o1,optional,,urn:s2\nurn:o2,essential,,urn:s2\n",
    );
    put(
        "ISCOGroups_en.csv",
        "conceptUri,code,preferredLabel\nurn:i,2529,security\n",
    );
    put(
        "skillGroups_en.csv",
        "conceptUri,preferredLabel\nurn:g,law\n",
    );
    put(
        "broaderRelationsSkillPillar_en.csv",
        "conceptUri,broaderUri\nurn:s1,urn:g\n",
    );
}

#[test]
fn a_slice_is_written_with_counts_and_problems() {
    let home = Home::new();
    put_download(&home);
    let build = "catalog build --from esco --out out.json --slice slice.toml";
    home.fails(2, build, &["--release"]);
    let build = format!("{build} --release 9.9");
    let answer = home.json(&build);
    answer.includes(json!({ "occupations": 1, "skills": 2, "relations": 2, "release": "9.9" }));
    assert_eq!(answer["problems"].list().len(), 1, "{}", answer["problems"]);
    let first = fs::read(home.file("out.json")).unwrap();
    home.says(&build, &["Problems: 1.", "occupations_en.csv:6"]);
    let second = fs::read(home.file("out.json")).unwrap();
    assert!(second == first, "the same bytes");
    let left = fs::read_dir(home.file("")).unwrap().count();
    assert_eq!(left, 3, "nothing is left beside the file");
}

/// With the official files beside the repository the committed file comes out byte for byte.
#[test]
fn the_committed_file_comes_out_again() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Ok(from) = root.join("../shared/esco-1.2.0").canonicalize() else {
        return;
    };
    let home = Home::new();
    let answer = home.json(format!(
        "catalog build --from '{}' --out out.json",
        from.display()
    ));
    assert_eq!(answer["relations"], 6944);
    let committed = fs::read(root.join("data/esco.json")).unwrap();
    assert!(fs::read(home.file("out.json")).unwrap() == committed);
}

/// A home with the miniature imported.
pub(super) fn imported() -> Home {
    let home = Home::begun();
    put_download(&home);
    home.fails(2, "import esco esco", &["no known release", "--release"]);
    assert_eq!(home.json("catalog list")["in_use"], "embedded");
    let answer = home.json("import esco esco --release 9.9");
    answer.includes(json!({ "id": "esco-9.9-en", "skills": 2 }));
    assert_eq!(answer["problems"].list().len(), 1);
    home
}

#[test]
fn an_imported_catalogue_is_in_use_until_another_is_chosen() {
    let home = imported();
    assert_eq!(home.json("roles")["roles"].list().len(), 2);
    let text = home.says("status", &["not in this catalogue"]);
    assert!(text.starts_with("ESCO v9.9 · 2 occupations"), "{text}");
    home.fails(1, "route", &["what you said is kept", "catalog list"]);

    // What it lacks of the tracks is no mistake.
    assert_eq!(home.json("doctor")["catalogue"]["in_use"], "esco-9.9-en");
    let listed = &home.json("catalog list")["catalogs"];
    listed[0].includes(json!({ "id": "embedded", "in_use": false }));
    listed[1].includes(json!({ "id": "esco-9.9-en", "in_use": true }));
    home.json("catalog use embedded");
    assert_eq!(home.json("roles")["roles"].list().len(), 111);
    assert_eq!(home.json("status")["start"], "2511.18");
    home.json("catalog use esco-9.9-en");
    assert_eq!(home.json("catalog remove esco-9.9-en")["was_in_use"], true);
    assert_eq!(home.json("roles")["roles"].list().len(), 111);
    for line in ["catalog use esco-9.9-en", "catalog remove esco-9.9-en"] {
        home.fails(1, line, &["no catalogue", "catalog list"]);
    }
    home.fails(2, "catalog remove embedded", &[]);
}

#[test]
fn a_damaged_catalogue_is_refused_with_the_way_out() {
    let home = imported();
    let catalogs = home.record().with_file_name("catalogs");
    let file = catalogs.join("esco-9.9-en.catalog");
    let mut bytes = fs::read(&file).unwrap();
    let label = bytes.windows(5).position(|w| w == b"chief").unwrap();
    bytes[label] ^= 1;
    fs::write(&file, &bytes).unwrap();
    home.fails(3, "roles", &["checksum", "catalog use embedded"]);
    // A file of the form before this one.
    bytes[8] -= 1;
    fs::write(&file, &bytes).unwrap();
    let words = "it has format 5; this version reads format 6";
    home.fails(3, "roles", &[words, "cisopath import esco"]);
    assert!(home.json("catalog list")["catalogs"][1]["problem"].is_string());
    home.has_problem("catalog use embedded");
    home.json("catalog use embedded");
    home.json("roles");
}

#[cfg(unix)]
#[test]
fn an_import_before_the_first_record_is_for_the_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    put_download(&home);
    home.json("import esco esco --release 9.9");
    let catalogs = home.record().with_file_name("catalogs");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for folder in catalogs.ancestors().take(3) {
        assert_eq!(mode(folder), 0o700, "{}", folder.display());
    }
    for entry in fs::read_dir(&catalogs).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()), 0o600);
    }
}

#[test]
fn a_damaged_choice_is_told_and_repaired() {
    let home = imported();
    let in_use = home.record().with_file_name("catalogs").join("in-use");
    fs::write(&in_use, b"esco-9.9-e\xee").unwrap();
    let ran = home.run("tracks");
    assert_eq!(ran.code, 0, "{ran:?}");
    let words = "the embedded catalogue is used: byte 11 is not UTF-8";
    holds(&ran.err, &[words, "catalog use NAME"]);
    home.has_problem("catalog use");
    let ran = home.run("catalog list --json");
    holds(&ran.err, &["catalog use NAME"]);
    holds(&ran.out, &["\"in_use\": \"embedded\""]);
    fs::remove_file(&in_use).unwrap();
    fs::create_dir(&in_use).unwrap();
    home.ok("catalog use esco-9.9-en");
    home.ok("tracks");
    assert_eq!(home.json("catalog list")["in_use"], "esco-9.9-en");
}

#[test]
fn what_another_catalogue_changes_is_told() {
    let home = imported();
    let diff = home.json("catalog diff embedded esco-9.9-en --for chief");
    let diff = &diff["diff"];
    diff["occupations"].includes(json!({ "before": 111, "after": 2 }));
    diff["occupation"].includes(json!({ "before": null, "after": { "code": "2529.1" } }));
    let essential = &diff["occupation"]["relations"][0];
    essential.includes(json!({ "before": 0, "after": 1 }));
    let words = ["Essential: 0 skills before, 47 now", "  + risk management"];
    home.says("catalog diff esco-9.9-en embedded", &words);
    home.fails(1, "catalog diff embedded xqzxqz", &[]);
    home.fails(1, "catalog diff embedded embedded --for xqzxqz", &[]);
}

#[test]
fn descriptions_and_skill_groups_of_an_import_are_shown() {
    let home = imported();
    let role = &home.json("role chief")["role"];
    assert_eq!(role["description"], "Decides.\nAnswers for it.");
    home.says("role chief", &["\nDecides.\nAnswers for it.\n"]);
    assert!(home.json("role auditor")["role"]["description"].is_null());
    assert_eq!(home.json("skill GDPR")["skill"]["groups"], json!(["law"]));
    let law = json!([{"code": "", "title": "law", "above": null, "level": 1,
        "needed": 1, "held": 0, "missing": 1}]);
    assert_eq!(home.json("gap chief")["gap"]["groups"], law);
    home.says("gap chief --by-group", &["law"]);
}
