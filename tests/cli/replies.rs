//! The keys and types of every JSON reply, one snapshot for each command.

use serde_json::{Map, Value};
use std::fmt::Write;

use super::catalog;
use crate::support::home::Home;

/// How many characters of a command line stand in the snapshot.
const SHOWN: usize = 80;

/// The key under which the shape of a value stands that may also be null.
const OR_NULL: &str = "or null";

/// The types in place of the values; the elements of an array are merged into one.
fn shape(value: &Value) -> Value {
    match value {
        Value::Null => "null".into(),
        Value::Bool(_) => "boolean".into(),
        Value::Number(number) if number.is_f64() => "number".into(),
        Value::Number(_) => "integer".into(),
        Value::String(_) => "string".into(),
        Value::Array(all) => all.iter().map(shape).reduce(merge).into_iter().collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(key, v)| (key.clone(), shape(v)))
            .collect(),
    }
}

/// One shape for two: a key that only one has ends in `?`.
fn merge(a: Value, b: Value) -> Value {
    match (a, b) {
        (a, b) if a == b => a,
        (Value::String(a), Value::String(b)) if a != "null" && b != "null" => {
            let mut types: Vec<&str> = a.split(" | ").chain(b.split(" | ")).collect();
            types.sort_unstable();
            types.dedup();
            types.join(" | ").into()
        }
        (Value::Array(a), Value::Array(b)) => {
            a.into_iter().chain(b).reduce(merge).into_iter().collect()
        }
        (Value::Object(mut a), b) if a.contains_key(OR_NULL) => {
            or_null(merge_with(a.remove(OR_NULL), b))
        }
        (a, Value::Object(mut b)) if b.contains_key(OR_NULL) => {
            or_null(merge_with(b.remove(OR_NULL), a))
        }
        (Value::Object(a), Value::Object(b)) => fields(a, b),
        (null, other) | (other, null) if null == "null" => or_null(other),
        (a, b) => panic!("no shape for {a} and {b}"),
    }
}

fn merge_with(a: Option<Value>, b: Value) -> Value {
    match a {
        Some(a) if b == "null" => a,
        Some(a) => merge(a, b),
        None => b,
    }
}

fn or_null(inner: Value) -> Value {
    let inner = match inner {
        Value::Object(mut fields) if fields.contains_key(OR_NULL) => {
            fields.remove(OR_NULL).unwrap()
        }
        inner => inner,
    };
    Value::Object(Map::from_iter([(OR_NULL.to_owned(), inner)]))
}

fn fields(a: Map<String, Value>, b: Map<String, Value>) -> Value {
    let mut b: Vec<(String, Value)> = b.into_iter().collect();
    let mut out = Map::new();
    let plain = |key: &str| key.trim_end_matches('?').to_owned();
    for (key, value) in a {
        match b.iter().position(|(other, _)| plain(other) == plain(&key)) {
            Some(at) => {
                let (other, there) = b.remove(at);
                let longer = if other.len() > key.len() { other } else { key };
                out.insert(longer, merge(value, there));
            }
            None => drop(out.insert(plain(&key) + "?", value)),
        }
    }
    out.extend(b.into_iter().map(|(key, value)| (plain(&key) + "?", value)));
    Value::Object(out)
}

/// Runs commands in homes. A line of `runs` without an indent names a snapshot; those below it are the runs whose replies
/// it shows: the name of a home, then the command. Each reply is validated against the schema of its command.
#[track_caller]
fn check(homes: &[(&str, &Home)], runs: &str) {
    let schemas = Home::new().json("schema")["schemas"].take();
    let mut snapshots: Vec<(&str, String)> = Vec::new();
    for run in runs.lines().skip(1) {
        let Some(run) = run.strip_prefix("    ") else {
            snapshots.push((run, String::new()));
            continue;
        };
        let (name, line) = run.split_once(' ').unwrap();
        let (_, home) = homes.iter().find(|(n, _)| *n == name).unwrap();
        let line = line.replace("AUDIT", &"audit".repeat(100));
        let line = line.replace("RISKS", &"risk ".repeat(100));
        let ran = home.run(format!("{line} --json"));
        assert!(matches!(ran.code, 0 | 1), "{ran:?}");
        let reply: Value = serde_json::from_str(&ran.out).unwrap();
        validate(&schemas, &line, &reply);
        let shown: String = line.chars().take(SHOWN).collect();
        let (_, out) = snapshots.last_mut().unwrap();
        writeln!(out, "$ cisopath {shown}\n{:#}\n", shape(&reply)).unwrap();
    }
    for (name, out) in snapshots {
        insta::assert_snapshot!(name, out);
    }
}

/// Validates a reply against the schema of its command, which has one word or two.
#[track_caller]
fn validate(schemas: &Value, line: &str, reply: &Value) {
    let words: Vec<&str> = line.split(' ').collect();
    let of = |count: usize| schemas.get(words.get(..count)?.join(" "));
    let validator = jsonschema::validator_for(of(2).or_else(|| of(1)).unwrap()).unwrap();
    if let Err(error) = validator.validate(reply) {
        panic!("{line}: {error} at {}", error.instance_path());
    }
}

/// The home of somebody with marks, evidence, a former role and a milestone.
fn person() -> Home {
    let home = Home::begun();
    for line in [
        "begin --before 2513.1=2012..2015",
        "mark GDPR learning",
        "mark cryptography not-me",
        "done own-one-policy",
        "evidence own-one-policy --note n --part led --scope s --outcome o --confirmed-by c --exercised --link l",
        "evidence GDPR --note n",
        "certificates cissp --held --since 2020 --until 2030-01",
        "certificates TISP --planned",
        "worked-with NIS2 --note n",
    ] {
        home.ok(line);
    }
    home
}

/// The home of somebody at their goal.
fn arrived() -> Home {
    let home = Home::new();
    home.ok("begin --start 2529.1 --mandate");
    home
}

#[test]
fn replies_about_the_catalogue() {
    check(
        &[("nobody", &Home::new()), ("person", &person())],
        "
roles
    nobody roles
    person roles audit
    person roles 2529
    person roles xqzxqz
    person roles soldier
    person roles AUDIT
role
    nobody role CISO
    person role CISO
    person role 2511.18
    person role xqzxqz
    person role manager
    person role auditer
skills
    nobody skills gdpr
    person skills gdpr --limit 1
    person skills xqzxqz
    person skills siem
    person skills 'sign contracts with suppliers'
    person skills RISKS
skill
    nobody skill GDPR
    person skill GDPR
    person skill cryptography
    person skill 'risk management'
    person skill SIEM
    person skill xqzxqz
    person skill gdrp
tracks
    nobody tracks
guide
    nobody guide
    person guide reading-an-advert
    person guide xqzxqz
certificates
    nobody certificates
    person certificates
    person certificates cissp
    person certificates xqzxqz
milestones
    nobody milestones
    person milestones
milestone
    nobody milestone own-one-policy
    person milestone own-one-policy
    person milestone own-one-polcy",
    );
}

#[test]
fn replies_about_the_person() {
    check(
        &[
            ("nobody", &Home::new()),
            ("person", &person()),
            ("arrived", &arrived()),
        ],
        "
assumptions
    nobody assumptions
    person assumptions
    person assumptions --limit 1
route
    nobody route
    person route
    arrived route
status
    nobody status
    person status
    arrived status
next
    nobody next
    person next
    person next --by use --limit 40
    arrived next
gap
    nobody gap
    person gap
    person gap 2511.18 --by-group
    nobody gap --all
    person gap --all
    person gap xqzxqz",
    );
}

#[test]
fn replies_about_routes() {
    check(
        &[
            ("nobody", &Home::new()),
            ("person", &person()),
            ("arrived", &arrived()),
        ],
        "
routes
    nobody routes
    nobody routes --from 2511.18 --to CISO --k 2
    person routes
    person routes --leap small
    person routes --leap large --k 2
    person route --from 2511.18 --to 2529.8
    person routes --to 2511.18
    person routes --from 2166.6 --leap small --steps 1
    person routes --from xqzxqz
leverage
    nobody leverage
    person leverage
    person leverage --leap small --limit 2
    arrived leverage
what-if
    nobody what-if --held GDPR
    person what-if --held GDPR
    person what-if --moved 2529.8
    person what-if --moved 2166.6
    person what-if --moved CISO
    person what-if --held xqzxqz
compare
    nobody compare 2529.5 2529.8
    person compare 2529.5 2529.8 2529.1
    person compare auditor-manager-risk-ciso 2511.18-1213.9-2529.8-2529.1
    person compare 2529.5 xqzxqz",
    );
}

#[test]
fn replies_to_changes() {
    check(
        &[("nobody", &Home::new()), ("person", &Home::new())],
        "
begin
    nobody begin --start xqzxqz
    nobody begin --start 2511.18 --track xqzxqz
    nobody begin --since 2019
    person begin --before 2513.1=2012..2015
    person begin --start 2511.18
    person begin --start 2511.18
    person begin --track none
    person begin --track audit
mark
    person mark GDPR held
    person mark GDPR held
    person mark GDPR likely
    person mark xqzxqz held
done
    person done own-one-policy
    person done own-one-policy
    person done ict-auditor-manager-to-cybersecurity-risk-manager
    person done it-auditor-to-ict-auditor-manager
    person done it-auditor-to-ict-auditor-manager
    nobody done it-auditor-to-ict-auditor-manager
    person done xqzxqz
undone
    person undone own-one-policy
    person undone own-one-policy
    person undone it-auditor-to-ict-auditor-manager
    person undone own-one-polcy
evidence
    person evidence GDPR
    person evidence GDPR --note n
    person evidence GDPR --note n --part led --scope s --outcome o --confirmed-by c --exercised --link l
    person evidence GDPR
    person evidence GDPR --correct 1 --note m
    person evidence GDPR --correct 1 --note m
    person evidence GDPR --remove 2
    person evidence GDPR --remove 2
    person evidence xqzxqz
certificates-own
    person certificates CISA --held --until 2027-01
    person certificates CISA --held --until 2027-01
    person certificates CISA --remove
    person certificates CISA --remove
worked-with
    nobody worked-with
    person worked-with NIS2 --note n
    person worked-with NIS2
    person worked-with
    person worked-with NIS2 --remove
    person worked-with NIS2 --remove
undo
    nobody undo
    person undo
redo
    nobody redo
    person redo
backup-list
    nobody backup list
    person backup list
backup-restore
    nobody backup restore
    person backup restore xqzxqz
    person backup restore",
    );
}

#[test]
fn replies_about_adverts() {
    let home = Home::new();
    for name in ["plain.html", "nested.html"] {
        let page = format!(
            "{}/tests/data/adverts/pages/{name}",
            env!("CARGO_MANIFEST_DIR")
        );
        std::fs::copy(page, home.file(name)).unwrap();
    }
    std::fs::write(
        home.file("title.json"),
        r#"{"@type": "JobPosting", "title": "CISO", "x": 1}"#,
    )
    .unwrap();
    std::fs::write(home.file("advert.txt"), super::advert_match::ADVERT).unwrap();
    check(
        &[("person", &home)],
        "
advert-add
    person advert add plain.html nested.html title.json missing.html
    person advert add missing.html
advert-list
    person advert list
market-map
    person market map
market-gaps
    person market gaps --kind unclear
    person market gaps --kind ciso
advert-match
    person advert match advert.txt
    person advert match 1
    person advert match 9
advert-accept
    person advert accept advert.txt 'present reports'
    person advert accept advert.txt 'present reports' --remove
advert-reject
    person advert reject advert.txt 'present reports'
    person advert reject advert.txt 'audit techniques'
advert-show
    person advert show 1
    person advert show 3
    person advert show 9
advert-say
    person advert say 1 1 yes
    person advert say 1 1 yes
    person advert say 1 1 unsaid
    person advert say 1 99 yes
advert-state
    person advert state 1 applied --note n
    person advert state 9 applied
advert-country
    person advert country 2 CH
advert-class
    person advert class 1 programme
    person advert class 9 programme
advert-pay
    person advert pay 1 --from 110000 --to 125000 --currency EUR --note offer
    person advert pay 2 --from 9000 --currency CHF --unit month --salaries 13 --share 80
market-pay
    person market pay
advert-remove
    person advert remove 1
advert-undo
    person advert undo
advert-redo
    person advert redo
    person advert redo",
    );
}

#[test]
fn replies_about_the_program() {
    let damaged = Home::begun();
    damaged.put_record("{");
    damaged.put_config("x = 1");
    check(
        &[
            ("nobody", &Home::new()),
            ("person", &Home::begun()),
            ("damaged", &damaged),
        ],
        "
completions
    nobody completions bash
man
    nobody man
schema
    nobody schema undo
doctor
    nobody doctor
    person doctor
    person doctor --read-only
    damaged doctor",
    );
}

#[test]
fn replies_about_catalogues() {
    let home = catalog::imported();
    let catalogs = home.record().with_file_name("catalogs");
    std::fs::write(catalogs.join("broken-en.cisopath"), "no catalogue").unwrap();
    check(
        &[("person", &home)],
        "
import-esco
    person import esco esco --release 9.9
catalog-list
    person catalog list
catalog-diff
    person catalog diff embedded esco-9.9-en
    person catalog diff esco-9.9-en embedded --for CISO
    person catalog diff esco-9.9-en embedded --for xqzxqz
doctor-imported
    person doctor
catalog-use
    person catalog use embedded
    person catalog use xqzxqz
catalog-remove
    person catalog remove esco-9.9-en
    person catalog remove xqzxqz
catalog-build
    person catalog build --from esco --out out.json --slice slice.toml --release 9.9",
    );
}
