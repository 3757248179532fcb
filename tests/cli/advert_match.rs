//! `advert match`: an advert as text, read against ESCO and the record.

use serde_json::json;

use crate::support::home::{Expect, Home, has, holds};

/// An advert of nobody.
const ADVERT: &str = "\
Chief Information Security Officer (m/f/d)
Nordhafen Logistik, Hamburg

About us
We are a leader in cloud security.

Your tasks
- As our CISO you report directly to the CFO.
- You own the ISMS and assess supplier risks.
- Our DPO handles privacy.
- You advise the business on risk.

What you bring
- Five years of leading a team; a CISM or CISSP is required.
- Knowledge of COBIT or ITIL, of NIS2, and German at C1.

What we offer
- EUR 110,000–135,000 base salary a year.
";

fn put(home: &Home, text: &str) -> String {
    let path = home.file("advert.txt");
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn each_answer_has_the_place_of_its_words() {
    let home = Home::begun();
    let path = put(&home, ADVERT);
    let answer = home.json(format!("advert match {path}"));
    has(
        &answer,
        "post occupations conditions skills not_in_esco match missing step checklist questions",
    );
    let words = |span: &serde_json::Value| -> String {
        let at = |key: &str| span[key].as_u64().unwrap() as usize;
        let chars = ADVERT.chars().skip(at("start"));
        chars.take(at("end") - at("start")).collect()
    };
    assert_eq!(answer["post"]["kind"], "ciso_entity");
    assert_eq!(words(&answer["post"]["span"]), "As our CISO");
    let skill = |label: &str| {
        let mut skills = answer["skills"].list().iter();
        skills.find(|skill| skill["label"] == label).unwrap()
    };
    let isms = skill("establish an Information Security Management System");
    isms.includes(json!({ "tier": "sure", "need": "unsaid", "group": null }));
    assert_eq!(words(&isms["spans"][0]), "own the ISMS");
    let cobit = skill("control objectives for information and related technology");
    cobit.includes(json!({ "tier": "sure", "need": "required" }));
    assert_eq!(
        cobit["group"],
        skill("apply operations for an ITIL-based environment")["group"]
    );
    assert_eq!(answer["not_in_esco"][0]["text"], "NIS2");
    let item = |name: &str| {
        let mut rows = answer["checklist"].list().iter();
        rows.find(|row| row["item"] == name).unwrap()["answer"].clone()
    };
    assert_eq!(item("reporting_line"), "yes");
    assert_eq!(item("isms"), "yes");
    assert_eq!(item("privacy"), "no");
    assert_eq!(item("decision_authority"), "vague");
    assert_eq!(item("recovery_exercises"), "silent");
    let kinds: Vec<&str> = answer["conditions"]
        .list()
        .iter()
        .map(|c| c["kind"].text())
        .collect();
    assert_eq!(kinds, ["years", "certificate", "language"]);
}

#[test]
fn the_count_is_of_what_is_quoted() {
    let home = Home::begun();
    let path = put(&home, ADVERT);
    let before = home.json(format!("advert match {path}"));
    let held = |answer: &serde_json::Value| answer["match"]["held"].as_u64().unwrap();
    home.ok("mark 'assess supplier risks' held");
    let after = home.json(format!("advert match {path}"));
    assert_eq!(held(&after), held(&before) + 1);
    assert_eq!(
        before["missing"].list().len(),
        after["missing"].list().len() + 1
    );
}

#[test]
fn people_are_shown_the_words_first() {
    let home = Home::new();
    let path = put(&home, ADVERT);
    let text = home.ok(format!("advert match {path}"));
    let parts = [
        "Post: CISO of one entity \"As our CISO\"",
        "Conditions, read these first",
        "Asks for ",
        "The guide's checklist",
        "Pay EUR 110,000–135,000 base, year",
    ];
    holds(&text, &parts);
    home.fails(4, "advert match /nowhere/advert.txt", &["cannot be read"]);
}

#[test]
fn a_text_that_is_no_advert_is_unclear() {
    let home = Home::new();
    for text in ["\u{1b}[31mred\u{7}\n\n\n", "Good day."] {
        let path = put(&home, text);
        let answer = home.json(format!("advert match {path}"));
        assert_eq!(
            answer["post"],
            json!({ "kind": "unclear", "span": null }),
            "{text:?}"
        );
        assert!(
            answer["skills"]
                .list()
                .iter()
                .all(|skill| skill["tier"] == "maybe"),
            "{text:?}"
        );
        assert!(!home.ok(format!("advert match {path}")).contains('\u{1b}'));
    }
    let path = put(&home, "");
    home.fails(3, format!("advert match {path}"), &["it is empty"]);
}
