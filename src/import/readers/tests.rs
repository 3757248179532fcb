//! Rows of all kinds, good and bad.

use super::*;
use crate::import::classification::asked_by;

fn skills_of(csv: &str) -> (Classification, Problems) {
    let mut out = Classification::default();
    let mut problems = Problems::default();
    let table = CsvTable::open("skills_en.csv", csv.as_bytes()).unwrap();
    skills(table, &mut out, &mut problems).unwrap();
    (out, problems)
}

fn sentences(problems: &Problems) -> Vec<String> {
    problems.first().iter().map(ToString::to_string).collect()
}

/// The problems of a skills file, as sentences.
fn check(csv: &str, kept: usize, expected: &[&str]) {
    let (out, problems) = skills_of(csv);
    assert_eq!(out.skills.len(), kept);
    let found = sentences(&problems);
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
    assert_eq!(problems.count(), 0);
    assert_eq!(out.skills["a"].names.label, "risk management");
    assert_eq!(out.skills["a"].names.alternative_labels, ["x", "y"]);
}

#[test]
fn a_skill_without_type_is_kept() {
    let (out, problems) =
        skills_of("conceptUri,preferredLabel,skillType,reuseLevel\na,ICT safety,,cross-sector\n");
    assert_eq!(problems.count(), 0);
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
            "skills_en.csv:4: duplicate a; the first one was kept",
            "skills_en.csv:5: unknown skill type or reuse level; kept without it",
            "skills_en.csv:6: 4 cells under 3 columns; the extra cells were ignored",
        ],
    );
}

#[test]
fn relations_to_unknown_ids_are_told() {
    let (mut out, mut problems) = skills_of("conceptUri,preferredLabel\ns,skill\n");
    let table = CsvTable::open(
        "o",
        "conceptUri,preferredLabel,iscoGroup,code\no,job,2529,2529.1\n".as_bytes(),
    );
    occupations(table.unwrap(), &mut out, &mut problems).unwrap();
    let csv = "occupationUri,relationType,skillUri\no,essential,s\no,essential,s\no,optional,s\no,optional,t\np,optional,s\no,maybe,s\n";
    relations(
        CsvTable::open("r", csv.as_bytes()).unwrap(),
        &mut out,
        &mut problems,
    )
    .unwrap();
    assert_eq!(out.relations.len(), 2, "a pair may stand in both lists");
    let found = sentences(&problems);
    assert_eq!(
        found,
        [
            "r:3: duplicate relation; counted once",
            "r:5: no skill t; left out",
            "r:6: no occupation p; left out",
            "r:7: unknown relation type \"maybe\"; left out",
        ]
    );
    assert_eq!(asked_by(&out), [1], "both lists count once");
}

#[test]
fn lines_are_those_of_the_file_whatever_ends_them() {
    let csv = "conceptUri,preferredLabel\na,one\n\na,again\nb,\"two\nlines\"\na,third\n";
    for end in ["\n", "\r\n", "\r"] {
        check(
            &csv.replace('\n', end),
            2,
            &[
                "skills_en.csv:4: duplicate a; the first one was kept",
                "skills_en.csv:7: duplicate a; the first one was kept",
            ],
        );
    }
}

#[test]
fn short_rows_are_told_and_the_last_one_may_be_cut_off() {
    check(
        "conceptUri,preferredLabel,altLabels\na,one\nb,two,\nc,thr",
        3,
        &[
            "skills_en.csv:2: 2 cells under 3 columns; the missing cells were taken as empty",
            "skills_en.csv:4: the last row has 2 cells under 3 columns: the file may be cut off; get the download again",
        ],
    );
}

/// Why a skills file is refused.
fn refusal(csv: &str) -> String {
    let read = || {
        let table = CsvTable::open("skills_en.csv", csv.as_bytes())?;
        skills(
            table,
            &mut Classification::default(),
            &mut Problems::default(),
        )
    };
    read().unwrap_err().to_string()
}

#[test]
fn what_cannot_be_read_to_its_end_is_refused() {
    let open = "conceptUri,preferredLabel\na,one\r\nb,\"two\nc,three\n";
    assert!(refusal(open).starts_with("skills_en.csv:3: a quotation mark"));
    assert!(refusal("\"conceptUri,preferredLabel").starts_with("skills_en.csv:1: a quotation"));
    for (c, name) in [(';', "semicolons"), ('\t', "tabs")] {
        let head = "conceptUri,preferredLabel\n".replace(',', &c.to_string());
        assert!(refusal(&head).contains(&format!("uses {name} between")));
    }
}

#[test]
fn what_is_too_much_is_refused() {
    let check = |csv: String, expected: &str| {
        let said = refusal(&csv);
        assert!(said.contains(expected), "{said}");
    };
    let head = "conceptUri,preferredLabel\n";
    check(",".repeat(limits::COLUMNS), "more than 1000 columns");
    check(
        ",".repeat(limits::ROW),
        "a row of more than 1048 kB on line 1",
    );
    let long = format!("{head}a,{}\n", "x".repeat(limits::ROW));
    check(long, "a row of more than 1048 kB on line 2");
    let rows = (0..=limits::SKILLS).map(|at| format!("{at},x\n"));
    let many = std::iter::once(head.to_owned()).chain(rows).collect();
    check(many, "more than 100000 skills");
    let large = "x".repeat(limits::ROW / 2);
    let rows = (0..200).map(|at| format!("{at},{large}\n"));
    let large = std::iter::once(head.to_owned()).chain(rows).collect();
    check(large, "text beyond the 64 MiB");
}

#[test]
fn occupations_without_a_column_of_codes_have_their_group_in_its_place() {
    let read = |csv: &str| {
        let (mut out, mut problems) = <(Classification, Problems)>::default();
        let table = CsvTable::open("o.csv", csv.as_bytes()).unwrap();
        occupations(table, &mut out, &mut problems).unwrap();
        let codes = out.occupations.into_values().map(|o| o.code);
        (codes.collect::<Vec<_>>(), sentences(&problems))
    };
    let (codes, said) = read("conceptUri,preferredLabel,iscoGroup\na,x,2529\nb,y,2529\n");
    assert_eq!(codes, ["2529", "2529"]);
    let note = "o.csv: there is no column \"code\"; the ISCO group is used instead";
    assert_eq!(said, [note]);
    let (_, said) =
        read("conceptUri,preferredLabel,iscoGroup,code\na,x,2529,2529.1\nb,y,2529,2529.1\n");
    let shared =
        "o.csv: \"x\" and \"y\" have one code, 2529.1; both are kept: name them by their labels";
    assert_eq!(said, [shared]);
}

#[test]
fn a_missing_column_is_named() {
    let table = CsvTable::open("skills_en.csv", "conceptUri,label\n".as_bytes()).unwrap();
    let error = table.needed("preferredLabel").unwrap_err();
    assert_eq!(
        error.to_string(),
        "skills_en.csv has no column \"preferredLabel\""
    );
}

#[test]
fn an_empty_file_and_bytes_that_are_no_text_are_refused_or_told() {
    assert!(matches!(
        CsvTable::open("e", "".as_bytes()),
        Err(ReadError::Empty { .. })
    ));
    let (out, problems) = {
        let mut out = Classification::default();
        let mut problems = Problems::default();
        let bytes: &[u8] = b"conceptUri,preferredLabel\na,\xff\xfe\nb,fine\n";
        skills(CsvTable::open("s", bytes).unwrap(), &mut out, &mut problems).unwrap();
        (out, problems)
    };
    assert_eq!(out.skills.len(), 1);
    assert_eq!(problems.count(), 1);
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300)) {
        let mut all = b"conceptUri,preferredLabel,skillType\n".to_vec();
        all.extend(bytes);
        let mut out = Classification::default();
        let mut problems = Problems::default();
        if let Ok(table) = CsvTable::open("s", &*all) {
            // A quotation mark may stay open.
            skills(table, &mut out, &mut problems).ok();
        }
    }
}
