//! `advert match`: an advert as text, read against ESCO and the record.

use serde_json::json;

use crate::support::home::{Expect, Home, has, holds};

/// An advert of nobody.
pub(super) const ADVERT: &str = "\
Chief Information Security Officer (m/f/d)
Nordhafen Logistik, Hamburg

About us
We are a leader in cloud security.

Your tasks
- As our CISO you report directly to the CFO.
- You own the ISMS and assess supplier risks.
- Our DPO handles privacy.
- You advise the business on risk.
- You prepare reports for the board.

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
    assert_ne!(cobit["group"], json!(null));
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
        "Mandate, by the guide's checklist",
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

#[test]
fn what_is_accepted_counts_as_quoted_and_what_is_rejected_is_gone() {
    let home = Home::begun();
    let path = put(&home, ADVERT);
    let skill = |label: &str| {
        let answer = home.json(format!("advert match {path}"));
        let mut skills = answer["skills"].list().iter().cloned();
        let found = skills.find(|skill| skill["label"] == label);
        (found, answer["match"]["asked"].as_u64().unwrap())
    };
    let label = "present reports";
    let (perhaps, before) = skill(label);
    assert_eq!(perhaps.unwrap()["tier"], "maybe");

    let answer = home.json(format!("advert accept {path} '{label}'"));
    assert_eq!(answer["words"], json!(["prepare reports"]));
    let (accepted, asked) = skill(label);
    accepted
        .unwrap()
        .includes(json!({ "tier": "sure", "accepted": true }));
    assert_eq!(asked, before + 1);

    home.ok(format!("advert reject {path} '{label}'"));
    assert_eq!(skill(label), (None, before));
    home.ok("advert undo");
    assert_eq!(skill(label).1, before + 1);
    home.ok(format!("advert accept {path} '{label}' --remove"));
    let (perhaps, asked) = skill(label);
    assert_eq!(
        (&perhaps.unwrap()["tier"], asked),
        (&json!("maybe"), before)
    );
    let again = home.ok(format!("advert accept {path} '{label}' --remove"));
    holds(&again, &["Nothing was changed"]);
    // What the advert's own words name stays quoted, on the screen and here.
    let named = "establish an Information Security Management System";
    let before = skill(named);
    assert_eq!(before.0.as_ref().unwrap()["tier"], "sure");
    for command in ["reject", "accept"] {
        home.fails(
            1,
            format!("advert {command} {path} '{named}'"),
            &["it stays quoted"],
        );
    }
    assert_eq!(skill(named), before);
    home.fails(
        1,
        format!("advert accept {path} 'audit techniques'"),
        &["no words of the advert"],
    );
}

#[test]
fn the_adverts_of_a_kind_are_counted_together() {
    let home = Home::begun();
    let organisations = ["Arbor", "Birke", "Cedrus", "Dogwood", "Elder"];
    for organisation in organisations {
        let mut text = ADVERT.replace("Nordhafen", organisation);
        if organisation == "Elder" {
            let few = home.ok("market gaps --kind ciso");
            holds(&few, &["4 of 4", "A chart starts at 5 adverts"]);
            assert!(!few.contains('█'), "{few}");
            text = text.replace("own the ISMS and assess", "assess");
        }
        home.ok(format!("advert add {}", put(&home, &text)));
    }
    let text = home.ok("market gaps --kind ciso");
    holds(&text, &["█", "5 of 5"]);
    assert!(!text.contains("A chart starts"), "{text}");
    let gaps = home.json("market gaps --kind ciso");
    let asked = |label: &str| {
        let mut skills = gaps["skills"].list().iter();
        skills.find(|skill| skill["label"] == label).unwrap()["asked"].clone()
    };
    assert_eq!(asked("assess supplier risks"), 5);
    assert_eq!(
        asked("establish an Information Security Management System"),
        4
    );
    gaps["not_in_esco"][0].includes(json!({ "text": "NIS2", "asked": 5, "worked_with": false }));
    let labels = gaps["skills"]
        .list()
        .iter()
        .map(|skill| skill["label"].text());
    assert!(!labels.collect::<Vec<_>>().contains(&"present reports"));
    home.ok("advert accept 1 'present reports'");
    let gaps = home.json("market gaps --kind ciso");
    gaps["skills"]
        .list()
        .iter()
        .find(|s| s["label"] == "present reports")
        .unwrap()
        .includes(json!({ "asked": 5, "held": false }));
    let none = home.ok("market gaps --kind vendor");
    holds(&none, &["None of the adverts you kept", "ciso_entity (5)"]);
}

#[test]
fn the_record_answers_conditions_of_the_next_advert_too() {
    let home = Home::new();
    let path = put(&home, ADVERT);
    home.ok(format!("advert add {path}"));
    let met = |line: &str, kind: &str| {
        let answer = home.json(line);
        let conditions = answer["conditions"].list();
        let found = conditions.iter().find(|c| c["kind"] == kind).unwrap();
        (found["met"].text().to_owned(), found["record"].clone())
    };
    assert_eq!(met("advert match 1", "years").0, "unknown");
    let said = home.json("advert say 1 1 yes");
    has(&said, "changed title condition");
    assert_eq!(said["condition"]["met"], "yes");
    assert_eq!(met("advert match 1", "years").0, "yes");
    let fewer = put(&home, "What you bring\n- Three years of leading a team.\n");
    assert_eq!(met(&format!("advert match {fewer}"), "years").0, "yes");
    home.ok("certificates cism --held --until 2024-01");
    let (expired, words) = met("advert match 1", "certificate");
    assert_eq!(expired, "no");
    assert!(words.text().contains("CISM expired 2024-01"), "{words}");
    home.ok("certificates cism --held --until 2999-01");
    assert_eq!(met("advert match 1", "certificate").0, "yes");
    home.ok("advert say 1 1 unsaid");
    assert_eq!(met("advert match 1", "years").0, "unknown");
    home.ok("undo");
    assert_eq!(met("advert match 1", "years").0, "yes");
    home.fails(
        1,
        "advert say 1 9 yes",
        &["no condition 9", "advert match 1"],
    );
}

#[test]
fn what_esco_lacks_is_counted_when_it_is_noted() {
    let home = Home::new();
    let path = put(&home, ADVERT);
    let known = || {
        let answer = home.json(format!("advert match {path}"));
        let terms = answer["not_in_esco"].list();
        terms
            .iter()
            .any(|t| t["text"] == "NIS2" && t["worked_with"] == true)
    };
    assert!(!known());
    home.ok("worked-with 'nis 2' --note 'gap analysis'");
    assert!(known());
    home.says("status", &["Worked with, not in ESCO: nis 2"]);
    home.ok("worked-with NIS2 --remove");
    assert!(!known());
}

#[test]
fn the_nearest_evidence_is_what_to_say_about_a_gap() {
    let home = Home::begun();
    let path = put(&home, ADVERT);
    let near = |label: &str| {
        let answer = home.json(format!("advert match {path}"));
        let mut gaps = answer["say"].list().iter();
        let gap = gaps.find(|gap| gap["label"] == label).unwrap();
        gap["evidence"].clone()
    };
    let label = "assess supplier risks";
    assert_eq!(near(label), json!(null));
    let note = "chose the supplier in the tender for the SOC";
    home.ok(format!(
        "evidence 'audit techniques' --note '{note}' --date 2017-05-02 --part supported"
    ));
    near(label).includes(json!({ "note": note, "nearness": "meaning", "part": "supported" }));
    let text = home.ok(format!("advert match {path}"));
    holds(&text, &[&format!("\"{note}\" (2017-05-02, supported)")]);
}

#[test]
fn what_the_person_noted_of_pay_is_shown_with_the_advert() {
    let home = Home::begun();
    let path = put(&home, ADVERT);
    home.ok(format!("advert add {path}"));
    home.ok("advert class 1 advisory");
    home.ok("advert pay 1 --from 120000 --currency EUR --note 'first offer'");
    home.says(
        "advert match 1",
        &[
            "EUR from 120,000 base, year (your note of ",
            ": first offer)",
            "Responsibility: you set: advisory; read: ",
        ],
    );
    // A file that is not kept has no notes.
    let unkept = home.ok(format!("advert match {path}"));
    assert!(!unkept.contains("you set") && !unkept.contains("your note"));
}
