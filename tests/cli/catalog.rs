//! `catalog build` and `import esco` on a classification of a few rows, and choosing between catalogues.

use std::fs;
use std::path::Path;

use crate::support::home::Home;

#[test]
fn a_folder_without_the_files_is_named() {
    let home = Home::new();
    let out = home.file("out.json");
    let args = [
        "catalog",
        "build",
        "--from",
        "nowhere",
        "--out",
        out.to_str().unwrap(),
    ];
    let said = home.run(&args).failed(4);
    assert!(
        said.contains("nowhere") && said.contains("name the folder"),
        "{said}"
    );
    assert!(!out.exists());
}

#[test]
fn a_slice_that_is_none_is_bad_data() {
    let home = Home::new();
    fs::write(home.file("slice.toml"), "include = 3").unwrap();
    let args = [
        "catalog",
        "build",
        "--from",
        ".",
        "--out",
        "out.json",
        "--slice",
        "slice.toml",
    ];
    assert!(
        home.run(&args)
            .failed(3)
            .contains("slice file is not valid")
    );
    let args = [
        "catalog",
        "build",
        "--from",
        ".",
        "--out",
        "out.json",
        "--slice",
        "none.toml",
    ];
    assert!(home.run(&args).failed(4).contains("none.toml"));
}

/// The official files in miniature, one row broken.
fn small(folder: &Path) {
    let put = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
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
    let from = home.file("esco");
    fs::create_dir(&from).unwrap();
    small(&from);
    fs::write(
        home.file("slice.toml"),
        "[[include]]\nisco = \"2529\"\nwhy = \"security\"\n",
    )
    .unwrap();
    let args = [
        "catalog",
        "build",
        "--from",
        "esco",
        "--out",
        "out.json",
        "--slice",
        "slice.toml",
    ];
    assert!(home.run(&args).failed(2).contains("--release"));
    let args = [&args[..], &["--release", "9.9"]].concat();
    let answer = home.json(&args);
    let count = |key: &str| answer[key].as_u64().unwrap();
    assert_eq!(
        [count("occupations"), count("skills"), count("relations")],
        [1, 2, 2]
    );
    assert_eq!(answer["release"], "9.9");
    assert_eq!(
        answer["problems"].as_array().unwrap().len(),
        1,
        "{}",
        answer["problems"]
    );
    let first = fs::read(home.file("out.json")).unwrap();
    let text = home.run(&args).ok();
    assert!(
        text.contains("Problems: 1.") && text.contains("occupations_en.csv:6"),
        "{text}"
    );
    assert!(
        fs::read(home.file("out.json")).unwrap() == first,
        "the same bytes"
    );
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
    let answer = home.json(&[
        "catalog",
        "build",
        "--from",
        from.to_str().unwrap(),
        "--out",
        "out.json",
    ]);
    assert_eq!(answer["relations"], 6944);
    let committed = fs::read(root.join("data/esco.json")).unwrap();
    assert!(fs::read(home.file("out.json")).unwrap() == committed);
}

/// A home with the miniature imported.
pub(super) fn imported() -> Home {
    let home = Home::begun();
    let from = home.file("esco");
    fs::create_dir(&from).unwrap();
    small(&from);
    let said = home.run(&["import", "esco", "esco"]).failed(2);
    assert!(
        said.contains("no known release") && said.contains("--release"),
        "{said}"
    );
    assert_eq!(home.json(&["catalog", "list"])["in_use"], "embedded");
    let answer = home.json(&["import", "esco", "esco", "--release", "9.9"]);
    assert_eq!(
        (&answer["id"], &answer["skills"]),
        (&"esco-9.9-en".into(), &2.into())
    );
    assert_eq!(answer["problems"].as_array().unwrap().len(), 1);
    home
}

#[test]
fn an_imported_catalogue_is_in_use_until_another_is_chosen() {
    let home = imported();
    assert_eq!(home.json(&["roles"])["roles"].as_array().unwrap().len(), 2);
    let text = home.run(&["status"]).ok();
    assert!(text.starts_with("ESCO v9.9 · 2 occupations"), "{text}");
    assert!(
        text.contains("IT auditor") || text.contains("not in this catalogue"),
        "{text}"
    );

    let said = home.run(&["route"]).failed(1);
    assert!(
        said.contains("what you said is kept") && said.contains("catalog list"),
        "{said}"
    );

    let found = &home.json(&["doctor"])["catalogue"];
    assert_eq!(
        found["in_use"], "esco-9.9-en",
        "what it lacks of the tracks is no mistake"
    );

    let listed = home.json(&["catalog", "list"]);
    let of = |at: usize| &listed["catalogs"][at];
    assert_eq!(
        (&of(0)["id"], &of(0)["in_use"]),
        (&"embedded".into(), &false.into())
    );
    assert_eq!(
        (&of(1)["id"], &of(1)["in_use"]),
        (&"esco-9.9-en".into(), &true.into())
    );

    home.json(&["catalog", "use", "embedded"]);
    assert_eq!(
        home.json(&["roles"])["roles"].as_array().unwrap().len(),
        111
    );
    assert_eq!(
        home.json(&["status"])["start"],
        "2511.18",
        "the record is as it was"
    );
    home.json(&["catalog", "use", "esco-9.9-en"]);
    assert_eq!(
        home.json(&["catalog", "remove", "esco-9.9-en"])["was_in_use"],
        true
    );
    assert_eq!(
        home.json(&["roles"])["roles"].as_array().unwrap().len(),
        111
    );
    for args in [["use", "esco-9.9-en"], ["remove", "esco-9.9-en"]] {
        let said = home.run(&[&["catalog"], &args[..]].concat()).failed(1);
        assert!(
            said.contains("no catalogue") && said.contains("catalog list"),
            "{said}"
        );
    }
    home.run(&["catalog", "remove", "embedded"]).failed(2);
}

#[test]
fn a_damaged_catalogue_is_refused_with_the_way_out() {
    let home = imported();
    let file = home
        .record()
        .with_file_name("catalogs")
        .join("esco-9.9-en.catalog");
    let mut bytes = fs::read(&file).unwrap();
    let label = bytes.windows(5).position(|w| w == b"chief").unwrap();
    bytes[label] ^= 1;
    fs::write(&file, &bytes).unwrap();
    let said = home.run(&["roles"]).failed(3);
    assert!(
        said.contains("checksum") && said.contains("catalog use embedded"),
        "{said}"
    );
    // A file of the form before this one.
    bytes[8] -= 1;
    fs::write(&file, &bytes).unwrap();
    let said = home.run(&["roles"]).failed(3);
    assert!(
        said.contains("it has format 5; this version reads format 6")
            && said.contains("cisopath import esco"),
        "{said}"
    );
    assert!(home.json(&["catalog", "list"])["catalogs"][1]["problem"].is_string());
    let found = home.run(&["doctor", "--json"]).json(1);
    assert!(
        found["problems"][0]
            .as_str()
            .unwrap()
            .contains("catalog use embedded")
    );
    home.json(&["catalog", "use", "embedded"]);
    home.json(&["roles"]);
}

#[cfg(unix)]
#[test]
fn an_import_before_the_first_record_is_for_the_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let from = home.file("esco");
    fs::create_dir(&from).unwrap();
    small(&from);
    home.json(&["import", "esco", "esco", "--release", "9.9"]);
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
    let ran = home.run(&["tracks"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err
            .contains("the embedded catalogue is used: byte 11 is not UTF-8"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("catalog use NAME"), "{}", ran.err);
    let found = home.run(&["doctor", "--json"]).json(1);
    assert!(
        found["problems"][0]
            .as_str()
            .unwrap()
            .contains("catalog use")
    );
    let ran = home.run(&["catalog", "list", "--json"]);
    assert!(ran.err.contains("catalog use NAME"), "{}", ran.err);
    let listed: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(listed["in_use"], "embedded");
    fs::remove_file(&in_use).unwrap();
    fs::create_dir(&in_use).unwrap();
    for args in [["catalog", "use", "esco-9.9-en"].as_slice(), &["tracks"]] {
        let ran = home.run(args);
        assert!(!ran.err.contains("catalog use NAME"), "{}", ran.err);
        ran.ok();
    }
    assert_eq!(home.json(&["catalog", "list"])["in_use"], "esco-9.9-en");
}

#[test]
fn what_another_catalogue_changes_is_told() {
    let home = imported();
    let diff = home.json(&[
        "catalog",
        "diff",
        "embedded",
        "esco-9.9-en",
        "--for",
        "chief",
    ]);
    let diff = &diff["diff"];
    assert_eq!(diff["occupations"]["before"], 111);
    assert_eq!(diff["occupations"]["after"], 2);
    assert_eq!(diff["occupation"]["after"]["code"], "2529.1");
    assert!(diff["occupation"]["before"].is_null());
    let essential = &diff["occupation"]["relations"][0];
    assert_eq!(
        (&essential["before"], &essential["after"]),
        (&0.into(), &1.into())
    );
    let back = ["catalog", "diff", "esco-9.9-en", "embedded"];
    let text = home.run(&back).ok();
    assert!(
        text.contains("Essential: 0 skills before, 47 now"),
        "{text}"
    );
    assert!(text.contains("  + risk management"), "{text}");
    home.run(&["catalog", "diff", "embedded", "xqzxqz"])
        .failed(1);
    home.run(&["catalog", "diff", "embedded", "embedded", "--for", "xqzxqz"])
        .failed(1);
}

#[test]
fn descriptions_and_skill_groups_of_an_import_are_shown() {
    let home = imported();
    let role = &home.json(&["role", "chief"])["role"];
    assert_eq!(role["description"], "Decides.\nAnswers for it.");
    let text = home.run(&["role", "chief"]).ok();
    assert!(text.contains("\nDecides.\nAnswers for it.\n"), "{text}");
    assert!(home.json(&["role", "auditor"])["role"]["description"].is_null());
    assert_eq!(
        home.json(&["skill", "GDPR"])["skill"]["groups"],
        serde_json::json!(["law"])
    );
    let gap = &home.json(&["gap", "chief"])["gap"];
    assert_eq!(
        gap["groups"],
        serde_json::json!([{"code": "", "title": "law", "above": null, "level": 1,
            "needed": 1, "held": 0, "missing": 1}])
    );
    let text = home.run(&["gap", "chief", "--by-group"]).ok();
    assert!(text.contains("law"), "{text}");
}
