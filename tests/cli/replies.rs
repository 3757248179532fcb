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

/// Runs the commands in their order, compares the shapes of their replies with the snapshot `name`, and validates them
/// against the schema of the command.
#[track_caller]
fn check(name: &str, runs: &[(&Home, &str)]) {
    let mut out = String::new();
    let schemas = Home::new().json(&["schema"])["schemas"].take();
    let of = |words: &[&str]| schemas.get(words.join(" "));
    for (home, line) in runs {
        let words = line.split_whitespace().map(|word| word.replace('_', " "));
        let args: Vec<String> = words.chain(["--json".to_owned()]).collect();
        let ran = home.run(&args.iter().map(|arg| &**arg).collect::<Vec<_>>());
        assert!(matches!(ran.code, 0 | 1), "{line}: {ran:?}");
        let reply: Value = serde_json::from_str(&ran.out).unwrap();
        let words: Vec<&str> = line.split_whitespace().collect();
        let schema = of(&words[..2.min(words.len())]).or_else(|| of(&words[..1]));
        let validator = jsonschema::validator_for(schema.unwrap()).unwrap();
        if let Err(error) = validator.validate(&reply) {
            panic!("{line}: {error} at {}", error.instance_path());
        }
        let shown: String = line.chars().take(SHOWN).collect();
        writeln!(out, "$ cisopath {shown}\n{:#}\n", shape(&reply)).unwrap();
    }
    insta::assert_snapshot!(name, out);
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
    ] {
        let args: Vec<&str> = line.split_whitespace().collect();
        home.run(&args).ok();
    }
    home
}

#[test]
fn replies_about_the_catalogue() {
    let (nobody, home) = (&Home::new(), &person());
    let long = format!("roles {}", "audit".repeat(100));
    let long_skill = format!("skills {}", "risk ".repeat(100));
    check(
        "roles",
        &[
            (nobody, "roles"),
            (home, "roles audit"),
            (home, "roles 2529"),
            (home, "roles xqzxqz"),
            (home, "roles soldier"),
            (home, &long),
        ],
    );
    check(
        "role",
        &[
            (nobody, "role CISO"),
            (home, "role CISO"),
            (home, "role 2511.18"),
            (home, "role xqzxqz"),
            (home, "role manager"),
            (home, "role auditer"),
        ],
    );
    check(
        "skills",
        &[
            (nobody, "skills gdpr"),
            (home, "skills gdpr --limit 1"),
            (home, "skills xqzxqz"),
            (home, "skills siem"),
            (home, "skills kubernetes"),
            (home, &long_skill),
        ],
    );
    check(
        "skill",
        &[
            (nobody, "skill GDPR"),
            (home, "skill GDPR"),
            (home, "skill cryptography"),
            (home, "skill risk_management"),
            (home, "skill SIEM"),
            (home, "skill xqzxqz"),
            (home, "skill gdrp"),
        ],
    );
    check("tracks", &[(nobody, "tracks")]);
    check(
        "guide",
        &[
            (nobody, "guide"),
            (home, "guide reading-an-advert"),
            (home, "guide xqzxqz"),
        ],
    );
    check(
        "certificates",
        &[
            (nobody, "certificates"),
            (home, "certificates cissp"),
            (home, "certificates xqzxqz"),
        ],
    );
    check(
        "milestones",
        &[(nobody, "milestones"), (home, "milestones")],
    );
    check(
        "milestone",
        &[
            (nobody, "milestone own-one-policy"),
            (home, "milestone own-one-policy"),
            (home, "milestone own-one-polcy"),
        ],
    );
}

#[test]
fn replies_about_the_person() {
    let (nobody, home, arrived) = (&Home::new(), &person(), &Home::new());
    arrived
        .run(&["begin", "--start", "2529.1", "--mandate"])
        .ok();
    check(
        "assumptions",
        &[
            (nobody, "assumptions"),
            (home, "assumptions"),
            (home, "assumptions --limit 1"),
        ],
    );
    check(
        "route",
        &[(nobody, "route"), (home, "route"), (arrived, "route")],
    );
    check(
        "status",
        &[(nobody, "status"), (home, "status"), (arrived, "status")],
    );
    check(
        "next",
        &[
            (nobody, "next"),
            (home, "next"),
            (home, "next --by use --limit 40"),
            (arrived, "next"),
        ],
    );
    check(
        "gap",
        &[
            (nobody, "gap"),
            (home, "gap"),
            (home, "gap 2511.18 --by-group"),
            (nobody, "gap --all"),
            (home, "gap --all"),
            (home, "gap xqzxqz"),
        ],
    );
}

#[test]
fn replies_about_routes() {
    let (nobody, home, arrived) = (&Home::new(), &person(), &Home::new());
    arrived
        .run(&["begin", "--start", "2529.1", "--mandate"])
        .ok();
    check(
        "routes",
        &[
            (nobody, "routes"),
            (nobody, "routes --from 2511.18 --to CISO --k 2"),
            (home, "routes"),
            (home, "routes --leap small"),
            (home, "routes --leap large --k 2"),
            (home, "route --from 2511.18 --to 2529.8"),
            (home, "routes --to 2511.18"),
            (home, "routes --from 2166.6 --leap small --steps 1"),
            (home, "routes --from xqzxqz"),
        ],
    );
    check(
        "leverage",
        &[
            (nobody, "leverage"),
            (home, "leverage"),
            (home, "leverage --leap small --limit 2"),
            (arrived, "leverage"),
        ],
    );
    check(
        "what-if",
        &[
            (nobody, "what-if --held GDPR"),
            (home, "what-if --held GDPR"),
            (home, "what-if --moved 2529.8"),
            (home, "what-if --moved 2166.6"),
            (home, "what-if --moved CISO"),
            (home, "what-if --held xqzxqz"),
        ],
    );
    check(
        "compare",
        &[
            (nobody, "compare 2529.5 2529.8"),
            (home, "compare 2529.5 2529.8 2529.1"),
            (
                home,
                "compare auditor-manager-risk-ciso 2511.18-1213.9-2529.8-2529.1",
            ),
            (home, "compare 2529.5 xqzxqz"),
        ],
    );
}

#[test]
fn replies_to_changes() {
    let (nobody, home) = (&Home::new(), &Home::new());
    check(
        "begin",
        &[
            (nobody, "begin --start xqzxqz"),
            (nobody, "begin --start 2511.18 --track xqzxqz"),
            (nobody, "begin --since 2019"),
            (home, "begin --before 2513.1=2012..2015"),
            (home, "begin --start 2511.18"),
            (home, "begin --start 2511.18"),
            (home, "begin --track none"),
            (home, "begin --track audit"),
        ],
    );
    check(
        "mark",
        &[
            (home, "mark GDPR held"),
            (home, "mark GDPR held"),
            (home, "mark GDPR likely"),
            (home, "mark xqzxqz held"),
        ],
    );
    let step = "it-auditor-to-ict-auditor-manager";
    let on_route = home.json(&["route"])["route"]["steps"][1]["id"].clone();
    let on_route = on_route.as_str().unwrap();
    check(
        "done",
        &[
            (home, "done own-one-policy"),
            (home, "done own-one-policy"),
            (home, &format!("done {on_route}")),
            (home, &format!("done {step}")),
            (home, &format!("done {step}")),
            (nobody, &format!("done {step}")),
            (home, "done xqzxqz"),
        ],
    );
    check(
        "undone",
        &[
            (home, "undone own-one-policy"),
            (home, "undone own-one-policy"),
            (home, &format!("undone {step}")),
            (home, "undone own-one-polcy"),
        ],
    );
    check(
        "evidence",
        &[
            (home, "evidence GDPR"),
            (home, "evidence GDPR --note n"),
            (
                home,
                "evidence GDPR --note n --part led --scope s --outcome o --confirmed-by c --exercised --link l",
            ),
            (home, "evidence GDPR"),
            (home, "evidence GDPR --correct 1 --note m"),
            (home, "evidence GDPR --correct 1 --note m"),
            (home, "evidence GDPR --remove 2"),
            (home, "evidence GDPR --remove 2"),
            (home, "evidence xqzxqz"),
        ],
    );
    check("undo", &[(nobody, "undo"), (home, "undo")]);
    check("redo", &[(nobody, "redo"), (home, "redo")]);
    check(
        "backup-list",
        &[(nobody, "backup list"), (home, "backup list")],
    );
    check(
        "backup-restore",
        &[
            (nobody, "backup restore"),
            (home, "backup restore xqzxqz"),
            (home, "backup restore"),
        ],
    );
}

#[test]
fn replies_about_the_program() {
    let (nobody, home) = (&Home::new(), &Home::begun());
    check("completions", &[(nobody, "completions bash")]);
    check("man", &[(nobody, "man")]);
    check(
        "schema",
        &[(nobody, "schema undo"), (nobody, "schema xqzxqz")],
    );
    let damaged = Home::begun();
    damaged.put_record("{");
    damaged.put_config("x = 1");
    check(
        "doctor",
        &[
            (nobody, "doctor"),
            (home, "doctor"),
            (home, "doctor --read-only"),
            (&damaged, "doctor"),
        ],
    );
}

#[test]
fn replies_about_catalogues() {
    let home = &catalog::imported();
    check("import-esco", &[(home, "import esco esco --release 9.9")]);
    let list = home.json(&["catalog", "list"]);
    let id = list["in_use"].as_str().unwrap();
    let broken = home.record().with_file_name("catalogs");
    let broken = broken.join("broken-en.cisopath");
    std::fs::write(broken, "no catalogue").unwrap();
    check("catalog-list", &[(home, "catalog list")]);
    check(
        "catalog-diff",
        &[
            (home, &format!("catalog diff embedded {id}")),
            (home, &format!("catalog diff {id} embedded --for CISO")),
            (home, &format!("catalog diff {id} embedded --for xqzxqz")),
        ],
    );
    check("doctor-imported", &[(home, "doctor")]);
    check(
        "catalog-use",
        &[(home, "catalog use embedded"), (home, "catalog use xqzxqz")],
    );
    check(
        "catalog-remove",
        &[
            (home, &format!("catalog remove {id}")),
            (home, "catalog remove xqzxqz"),
        ],
    );
    std::fs::write(
        home.file("slice.toml"),
        "[[include]]\nisco = \"2529\"\nwhy = \"security\"\n",
    )
    .unwrap();
    check(
        "catalog-build",
        &[(
            home,
            "catalog build --from esco --out out.json --slice slice.toml --release 9.9",
        )],
    );
}
