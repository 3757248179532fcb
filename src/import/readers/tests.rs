//! Rows of all kinds, good and bad.

use super::*;
use crate::import::classification::asked_by;

fn skills_of(csv: &str) -> (Classification, Vec<Problem>) {
    let mut out = Classification::default();
    let mut problems = Vec::new();
    let table = Table::open("skills_en.csv", csv.as_bytes()).unwrap();
    skills(table, &mut out, &mut problems).unwrap();
    (out, problems)
}

/// The problems of a skills file, as sentences.
fn check(csv: &str, kept: usize, expected: &[&str]) {
    let (out, problems) = skills_of(csv);
    assert_eq!(out.skills.len(), kept);
    let found: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
}

#[test]
fn columns_may_stand_in_any_order_behind_a_byte_order_mark() {
    check("\u{feff}preferredLabel,conceptUri\r\nGDPR,a\r\n", 1, &[]);
}

#[test]
fn labels_are_tidied_and_each_stands_once() {
    let csv = "conceptUri,preferredLabel,altLabels\na,\u{a0}risk  management ,\"x\n x\u{a0}\nrisk management\ny\"\n";
    let (out, problems) = skills_of(csv);
    assert_eq!(problems, []);
    assert_eq!(out.skills["a"].label, "risk management");
    assert_eq!(out.skills["a"].alternative_labels, ["x", "y"]);
}

#[test]
fn a_skill_without_type_is_kept() {
    let (out, problems) =
        skills_of("conceptUri,preferredLabel,skillType,reuseLevel\na,ICT safety,,cross-sector\n");
    assert_eq!(problems, []);
    assert_eq!(out.skills["a"].kind, Kind::Untyped);
    assert_eq!(out.skills["a"].reuse_level, ReuseLevel::CrossSector);
}

#[test]
fn bad_rows_are_told_and_passed_over() {
    check(
        "conceptUri,preferredLabel,skillType\n,no uri,\na,one,\na,again,\nb,two,magic\nc,three,,extra\n",
        3,
        &[
            "skills_en.csv:2: no URI or no label; left out",
            "skills_en.csv:4: a stands here again; the first one counts",
            "skills_en.csv:5: unknown skill type or reuse level; kept without it",
            "skills_en.csv:6: 4 cells under 3 columns; the extra cells were ignored",
        ],
    );
}

#[test]
fn relations_to_unknown_ids_are_told() {
    let (mut out, mut problems) = skills_of("conceptUri,preferredLabel\ns,skill\n");
    let table = Table::open(
        "o",
        "conceptUri,preferredLabel,iscoGroup,code\no,job,2529,2529.1\n".as_bytes(),
    );
    occupations(table.unwrap(), &mut out, &mut problems).unwrap();
    let csv = "occupationUri,relationType,skillUri\no,essential,s\no,essential,s\no,optional,s\no,optional,t\np,optional,s\no,maybe,s\n";
    relations(
        Table::open("r", csv.as_bytes()).unwrap(),
        &mut out,
        &mut problems,
    )
    .unwrap();
    assert_eq!(out.relations.len(), 2, "a pair may stand in both lists");
    let found: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "r:3: the relation stands here again; counted once",
            "r:5: no skill t; left out",
            "r:6: no occupation p; left out",
            "r:7: \"maybe\" is no relation; left out",
        ]
    );
    assert_eq!(asked_by(&out)["s"], 1, "both lists count once");
}

#[test]
fn a_missing_column_is_named() {
    let table = Table::open("skills_en.csv", "conceptUri,label\n".as_bytes()).unwrap();
    let error = table.needed("preferredLabel").unwrap_err();
    assert_eq!(
        error.to_string(),
        "skills_en.csv has no column \"preferredLabel\""
    );
}

#[test]
fn an_empty_file_and_bytes_that_are_no_text_are_refused_or_told() {
    assert!(matches!(
        Table::open("e", "".as_bytes()),
        Err(ReadError::Empty { .. })
    ));
    let (out, problems) = {
        let mut out = Classification::default();
        let mut problems = Vec::new();
        let bytes: &[u8] = b"conceptUri,preferredLabel\na,\xff\xfe\nb,fine\n";
        skills(Table::open("s", bytes).unwrap(), &mut out, &mut problems).unwrap();
        (out, problems)
    };
    assert_eq!(out.skills.len(), 1);
    assert_eq!(problems.len(), 1);
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300)) {
        let mut all = b"conceptUri,preferredLabel,skillType\n".to_vec();
        all.extend(bytes);
        let mut out = Classification::default();
        let mut problems = Vec::new();
        if let Ok(table) = Table::open("s", &*all) {
            skills(table, &mut out, &mut problems).unwrap();
        }
    }
}
