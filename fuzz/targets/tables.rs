//! One table of an ESCO download: the first byte chooses the table, the rest is its content.
#![no_main]

use std::fs;
use std::sync::LazyLock;

use cisopath::import::esco::{Options, read};
use cisopath::import::slice::{descriptions, whole};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

/// A download of two occupations, one skill and one group, in two languages.
const BASE: [(&str, &str); 8] = [
    (
        "occupations_en.csv",
        "conceptUri,iscoGroup,preferredLabel,altLabels,description,code\n\
         o1,2511,auditor,tester,Checks.,2511.1\no2,2529,chief,CISO,Leads.,2529.1\n",
    ),
    (
        "skills_en.csv",
        "conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description\n\
         s1,knowledge,cross-sector,law,,\ns2,,,audit,,\n",
    ),
    (
        "occupationSkillRelations.csv",
        "occupationUri,relationType,skillUri\no1,essential,s1\n",
    ),
    ("ISCOGroups_en.csv", "code,preferredLabel\n2511,analysts\n"),
    ("skillGroups_en.csv", "conceptUri,preferredLabel,code\ng1,one,A\ng2,two,B\n"),
    (
        "broaderRelationsSkillPillar.csv",
        "conceptUri,broaderUri\ns1,g1\ns2,s1\ng1,g2\n",
    ),
    ("occupations_de.csv", "conceptUri,preferredLabel,altLabels\no1,Prüfer,\n"),
    ("skills_de.csv", "conceptUri,preferredLabel\ns1,Recht\n"),
];

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in BASE {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
});

fuzz_target!(|data: &[u8]| {
    let Some((which, text)) = data.split_first() else {
        return;
    };
    let (name, base) = BASE[usize::from(*which) % BASE.len()];
    let path = FOLDER.path().join(name);
    fs::write(&path, text).unwrap();
    let options = Options {
        language: (*which >= 128).then_some("de"),
        release: Some("9.9"),
    };
    let reading = read(&[FOLDER.path().to_owned()], options, &mut |_| true);
    fs::write(&path, base).unwrap();
    let Ok(reading) = reading else {
        return;
    };
    assert!(reading.problems.first().len() <= reading.problems.count());
    if let Ok(file) = whole(&reading.classification) {
        file.to_binary(descriptions(&reading.classification, &file)).unwrap();
        let texts = descriptions(&reading.classification, &file).count();
        assert_eq!(texts, file.occupations.len() + file.skills.len());
    }
});
