//! Rules of the house that a compiler does not check: floors, file lengths, one place for each crate.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the library from the lowest floor up. Neighbours on one floor do not import each other.
const FLOORS: &[&[&str]] = &[
    &["text"],
    &["catalog"],
    &["search", "profile"],
    &["planning"],
    &["import", "export", "library", "config"],
    &["ui", "cli"],
    &["start"],
    &["main", "lib"],
];

/// Longest a source file may be, in lines.
const LONGEST: usize = 600;

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
    out.sort();
    out
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The module of the library in which a file stands: `src/ui/app.rs` is in `ui`.
fn module_of(path: &Path) -> String {
    let inside = path.strip_prefix(src()).unwrap();
    let first = inside
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn floor_of(module: &str) -> usize {
    FLOORS
        .iter()
        .position(|f| f.contains(&module))
        .unwrap_or_else(|| panic!("{module} stands on no floor; give it one"))
}

/// Modules of the library that a line of code names: after `crate::` or, in the binary, `cisopath::`; also
/// inside the braces of `use crate::{…}`.
fn named(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    for prefix in ["crate::", "cisopath::"] {
        for (at, _) in line.match_indices(prefix) {
            let rest = &line[at + prefix.len()..];
            let parts: Vec<&str> = match rest.strip_prefix('{') {
                Some(inner) => inner.split(',').collect(),
                None => vec![rest],
            };
            for part in parts {
                let name: String = part
                    .trim()
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                if FLOORS.iter().any(|f| f.contains(&name.as_str())) {
                    out.push(name);
                }
            }
        }
    }
    out
}

#[test]
fn imports_point_down_only() {
    let mut seen = 0;
    for path in sources(&src()) {
        let module = module_of(&path);
        let floor = floor_of(&module);
        let text = fs::read_to_string(&path).unwrap();
        for (number, line) in text.lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for other in named(line) {
                seen += 1;
                let down = floor_of(&other) < floor || other == module;
                assert!(
                    down,
                    "{}:{}: {module} (floor {floor}) must not import {other}",
                    path.display(),
                    number + 1
                );
            }
        }
    }
    assert!(
        seen > 100,
        "only {seen} imports were seen: the test has gone blind"
    );
}

#[test]
fn no_file_is_too_long() {
    for path in sources(&src()) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(
            lines <= LONGEST,
            "{} has {lines} lines: split it by idea",
            path.display()
        );
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for path in sources(&src()) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(
            text.starts_with("//!"),
            "{} does not open with //!",
            path.display()
        );
    }
}

/// `word` is named in no source file but those whose path ends so.
fn only_in(word: &str, allowed: &[&str]) {
    for path in sources(&src()) {
        if allowed.iter().any(|a| path.ends_with(a)) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text.lines().filter(|l| !l.trim_start().starts_with("//"));
        for line in code {
            assert!(
                !line.contains(word),
                "{} names {word}: {line}",
                path.display()
            );
        }
    }
}

#[test]
fn colours_are_named_in_the_theme_only() {
    only_in("Color::", &["ui/theme.rs"]);
}

#[test]
fn the_fuzzy_crate_is_named_in_the_matcher_only() {
    only_in("fuzzy_matcher", &["search/matcher.rs"]);
}

#[test]
fn nobody_below_the_top_reads_a_clock() {
    only_in("::now()", &["start.rs"]);
}

#[test]
fn there_is_one_crossterm() {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    let text = fs::read_to_string(lock).unwrap();
    assert_eq!(text.matches("name = \"crossterm\"").count(), 1);
}
