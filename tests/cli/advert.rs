//! Keeping adverts.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::home::{Expect, Home, holds};

fn page(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/data/adverts/pages").join(name)
}

fn add(names: &[&str]) -> String {
    let files = names
        .iter()
        .map(|name| format!("'{}'", page(name).display()));
    format!("advert add {}", files.collect::<Vec<_>>().join(" "))
}

fn counts(answer: &Value) -> [u64; 4] {
    ["added", "same", "again", "without_text"].map(|key| answer[key].as_u64().unwrap())
}

#[test]
fn a_second_run_adds_nothing() {
    let home = Home::new();
    let line = add(&["plain.html", "several.html", "saved.mhtml", "latin-1.html"]);
    let first = home.json(&line);
    assert_eq!(counts(&first), [5, 0, 0, 0]);
    let adverts = home.record().with_file_name("adverts");
    let files = || std::fs::read_dir(&adverts).unwrap().count();
    assert_eq!(files(), 5);
    let kept = std::fs::read(home.record().with_file_name("adverts.json")).unwrap();
    let second = home.json(&line);
    assert_eq!(counts(&second), [0, 5, 0, 0]);
    assert_eq!(second["adverts"], first["adverts"]);
    assert_eq!(files(), 5);
    assert_eq!(
        std::fs::read(home.record().with_file_name("adverts.json")).unwrap(),
        kept
    );
    // No record is made.
    assert!(!home.record().exists());

    let advert = &first["adverts"][0];
    assert_eq!(advert["id"], 1);
    assert_eq!(advert["title"], "Chief Information Security Officer");
    assert_eq!(advert["places"][0]["country"], "GB");
    assert_eq!(advert["places"][0]["basis"], "stated");
    assert_eq!(advert["pay"][0]["max"], 165_000);
    assert_eq!(advert["first_seen"], "2026-11-23");
    assert_eq!(advert["state"], Value::Null);
    assert_eq!(advert["hash"].text().len(), 32);
}

#[test]
fn adding_says_what_was_kept_and_where() {
    let home = Home::new();
    let said = home.ok(add(&["plain.html"]));
    holds(
        &said,
        &[
            "Added 1 advert.",
            "Chief Information Security Officer, Example Bank, London (GB)",
            "adverts.json",
            "A work laptop is the employer's",
            "cisopath advert match 1",
        ],
    );
    let said = home.ok(add(&["plain.html"]));
    holds(&said, &["Added 0 adverts; 1 was kept already."]);
    assert!(!said.contains("laptop"), "{said}");
}

#[test]
fn what_cannot_be_read_is_refused_with_a_way_out() {
    let home = Home::new();
    let pdf = home.file("my advert.pdf");
    std::fs::write(&pdf, "%PDF-1.7").unwrap();
    let line = format!("advert add '{}'", pdf.display());
    let way_out = format!("pdftotext '{}' - | cisopath advert add -", pdf.display());
    home.fails(1, &line, &["it is a PDF", &way_out]);
    let denied = home.denied(&line);
    assert_eq!(counts(&denied), [0, 0, 0, 0]);
    assert_eq!(denied["refused"][0]["file"], pdf.display().to_string());
    assert_eq!(denied["refused"][0]["at"], Value::Null);
    holds(denied["refused"][0]["why"].text(), &["pdftotext"]);
    // One bad file does not stop the others.
    let both = format!("{} missing.html '{}'", add(&["plain.html"]), pdf.display());
    let answer = home.json(&both);
    assert_eq!(counts(&answer), [1, 0, 0, 0]);
    assert_eq!(answer["refused"].as_array().unwrap().len(), 2);
}

#[test]
fn standard_input_is_a_text() {
    use std::io::Write as _;
    let home = Home::new();
    let mut command = home.command("advert add - --json");
    command.stdin(std::process::Stdio::piped());
    command.stdout(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input
        .write_all("Deputy CISO\nSample Mutual\nLeeds, United Kingdom\n\nYou stand in.".as_bytes())
        .unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["adverts"][0]["title"], "Deputy CISO");
    assert_eq!(answer["adverts"][0]["places"][0]["country"], "GB");
    holds(&home.ok("advert show 1"), &["Deputy CISO", "You stand in."]);
}

#[test]
fn states_countries_and_removals_can_be_undone() {
    let home = Home::new();
    let text = home.file("advert.txt");
    std::fs::write(
        &text,
        "Information Security Officer\nLocation: Plant 3\n\nYou advise the plant.",
    )
    .unwrap();
    home.ok(format!("advert add '{}'", text.display()));
    home.ok(add(&["plain.html"]));
    let said = home.ok("advert state 1 applied --date 2026-11-02 --note 'by mail'");
    holds(
        &said,
        &["Marked \"Information Security Officer\" as applied."],
    );
    let answer = home.json("advert state 1 interview");
    assert_eq!(answer["advert"]["state"], "interview");
    assert_eq!(answer["advert"]["states"][0]["note"], "by mail");
    assert_eq!(answer["advert"]["states"][1]["date"], "2026-11-23");
    let again = home.json("advert state 1 interview");
    assert_eq!(again["changed"], false);
    let listed = home.json("advert list --state interview");
    assert_eq!(
        (&listed["kept"], listed["adverts"].as_array().unwrap().len()),
        (&2.into(), 1)
    );

    let said = home.json("advert country 1 'United Kingdom'");
    assert_eq!(said["advert"]["places"][0]["country"], "GB");
    assert_eq!(said["advert"]["places"][0]["basis"], "you");
    // It stays when the page is added again.
    home.ok(format!("advert add '{}'", text.display()));
    assert_eq!(home.json("advert show 1")["places"][0]["basis"], "you");

    home.ok("advert remove 1");
    home.fails(1, "advert show 1", &["there is no advert 1", "advert list"]);
    home.ok("advert undo");
    holds(
        &home.ok("advert show 1"),
        &["Plant 3 (GB) (you said so)", "2026-11-02 applied by mail"],
    );
    home.ok("advert redo");
    home.fails(1, "advert show 1", &["there is no advert 1"]);
    home.fails(1, "advert redo", &["no change of adverts"]);
    home.fails(
        1,
        "advert country 2 Atlantis",
        &["no country is called \"Atlantis\""],
    );
    home.fails(2, "advert state 2 hired", &["possible values"]);
    home.fails(2, "advert remove 2 --read-only", &["nothing was done"]);
}

#[test]
fn a_damaged_file_of_adverts_is_left_as_it_is() {
    let home = Home::new();
    home.ok(add(&["plain.html"]));
    let file = home.record().with_file_name("adverts.json");
    std::fs::write(&file, "{\"schema\": 1, \"adverts\": 3}").unwrap();
    home.fails(
        3,
        "advert list",
        &["is damaged", "the file was left as it is", "backups"],
    );
    home.fails(3, add(&["graph.html"]), &["is damaged"]);
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        "{\"schema\": 1, \"adverts\": 3}"
    );
}

#[test]
fn adverts_are_counted_by_country() {
    let home = Home::new();
    let empty = home.json("market map");
    assert_eq!(empty["total"], 0);
    home.ok(add(&[
        "plain.html",
        "several.html",
        "saved.mhtml",
        "nested.html",
    ]));
    let listed = home.json("advert list");
    let kept = listed["adverts"].list();
    let map = home.json("market map");
    assert_eq!(map["total"], kept.len());
    let sum = |list: &Value| -> u64 {
        let counts = list
            .list()
            .iter()
            .map(|each| each["count"].as_u64().unwrap());
        counts.sum()
    };
    let unknown = map["unknown"].as_u64().unwrap();
    assert_eq!(map["total"], sum(&map["regions"]) + unknown);
    let mut countries = 0;
    for region in map["regions"].list() {
        assert_eq!(region["count"], sum(&region["countries"]));
        countries += region["countries"].list().len();
        for each in region["countries"].list() {
            let of_country = |advert: &&Value| {
                let places = advert["places"].list();
                !places.is_empty() && places.iter().all(|place| place["country"] == each["code"])
            };
            assert_eq!(
                each["count"],
                kept.iter().filter(of_country).count(),
                "{each}"
            );
        }
    }
    assert_eq!(map["countries"], countries);
    let said = home.ok("market map");
    holds(&said, &["Europe", "United Kingdom", "adverts you kept"]);
    // Those that quote a skill are some of them, and the sums agree again.
    let asks = |id: &Value, skill: &str| {
        let reading = home.json(format!("advert match {id}"));
        let mut skills = reading["skills"].list().iter();
        skills.any(|row| row["label"] == skill && row["tier"] == "sure")
    };
    let id = |advert: &Value| advert["id"].clone();
    let skill = "manage budgets";
    let asking = kept.iter().map(id).filter(|id| asks(id, skill)).count();
    let map = home.json(format!("market map --skill \"{skill}\""));
    assert_eq!(map["total"], asking);
    assert!(asking > 0 && asking < kept.len(), "{asking}");
    // Pay of the same adverts, whether it can be compared or not.
    let pay = home.json(format!("market pay --skill \"{skill}\""));
    let charted = pay["charts"].list().iter();
    let charted: usize = charted.map(|chart| chart["adverts"].list().len()).sum();
    assert_eq!(charted + pay["left_out"].list().len(), asking);
    // The list is narrowed in the same ways as that of the screen.
    for region in home.json("market map")["regions"].list() {
        for each in region["countries"].list() {
            let code = each["code"].as_str().unwrap();
            let listed = home.json(format!("advert list --country {code}"));
            assert_eq!(listed["adverts"].list().len(), each["count"], "{code}");
        }
    }
    let of_kind = |kind: &str| {
        let listed = home.json(format!("advert list --kind {kind}"));
        listed["adverts"].list().len()
    };
    let kinds = [
        "ciso_group",
        "ciso_entity",
        "deputy",
        "advisory",
        "reports_to_ciso",
        "route_step",
        "interim",
        "vendor",
        "unclear",
    ];
    assert_eq!(kinds.map(of_kind).iter().sum::<usize>(), kept.len());
    let said = home.ok("advert list --kind unclear --country GB");
    holds(&said, &["of the kind", "in United Kingdom"]);
}
