//! `catalog build`, on a classification of a few rows.

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
        said.contains("nowhere") && said.contains("--from"),
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
        "conceptUri,iscoGroup,preferredLabel,altLabels,code\nurn:o1,2529,chief,boss,2529.1\n\
         urn:o2,2511,auditor,,2511.18\nurn:o3,2529,,,2529.2\n",
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
    assert!(home.run(&args).failed(3).contains("--release"));
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
        text.contains("Problems: 1.") && text.contains("occupations_en.csv:4"),
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
