//! Rules of the house that a compiler does not check: floors, file lengths, one place for each crate.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the library from the lowest floor up. Neighbours on one floor do not import each other.
const FLOORS: &[&[&str]] = &[
    &["text", "file"],
    &["catalog"],
    &["search", "profile"],
    &["planning"],
    &["import", "library", "config"],
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

/// The code of a file, its comments blanked out: places and lines stay what they were.
fn code_of(text: &str) -> String {
    text.lines()
        .map(|line| {
            if line.trim_start().starts_with("//") {
                ""
            } else {
                line
            }
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// How many modules deep a file stands: 0 for the library itself, 1 for `src/ui.rs`, 2 for `src/ui/app.rs`.
fn depth_of(path: &Path) -> usize {
    path.strip_prefix(src()).unwrap().components().count()
}

/// Modules of the library that code names, with the place where: after `crate::` or, in the binary, `cisopath::`, and
/// after as many `super::` as lead to the library itself; also in the braces that follow, over several lines.
fn named(code: &str, depth: usize) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let mut prefixes = vec!["crate::".to_owned(), "cisopath::".to_owned()];
    // A test module stands one deeper than its file, so one `super::` more leads out as well.
    prefixes.extend([depth, depth + 1].map(|deep| "super::".repeat(deep)));
    for prefix in prefixes.iter().filter(|p| !p.is_empty()) {
        for (at, _) in code.match_indices(prefix.as_str()) {
            // Of a longer chain only its beginning counts.
            if code[..at].ends_with("super::") {
                continue;
            }
            let rest = &code[at + prefix.len()..];
            for part in first_names(rest) {
                let known = FLOORS.iter().any(|f| f.contains(&part.as_str()));
                if known {
                    out.push((at, part));
                }
            }
        }
    }
    out
}

/// The names a path goes on with: one, or each that stands directly in its braces.
fn first_names(rest: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        let letters = text.trim_start().chars();
        letters
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let Some(inner) = rest.strip_prefix('{') else {
        return vec![name(rest)];
    };
    let mut out = vec![name(inner)];
    let mut deep = 0;
    for (at, c) in inner.char_indices() {
        match c {
            '{' => deep += 1,
            '}' if deep == 0 => break,
            '}' => deep -= 1,
            ',' if deep == 0 => out.push(name(&inner[at + 1..])),
            _ => {}
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
        let code = code_of(&fs::read_to_string(&path).unwrap());
        for (at, other) in named(&code, depth_of(&path)) {
            seen += 1;
            let down = floor_of(&other) < floor || other == module;
            assert!(
                down,
                "{}:{}: {module} (floor {floor}) must not import {other}",
                path.display(),
                code[..at].lines().count()
            );
        }
    }
    assert!(
        seen > 100,
        "only {seen} imports were seen: the test has gone blind"
    );
}

#[test]
fn every_way_to_name_a_module_is_seen() {
    let check = |code: &str, depth: usize, expected: &[&str]| {
        let mut names: Vec<String> = named(code, depth).into_iter().map(|(_, n)| n).collect();
        names.sort();
        assert_eq!(names, expected, "{code}");
    };
    check("use crate::ui::app::App;", 2, &["ui"]);
    check("use crate::{catalog, ui};", 2, &["catalog", "ui"]);
    check(
        "use crate::{\n    ui,\n    text::{cut, config},\n};",
        2,
        &["text", "ui"],
    );
    check("use super::super::ui::app;", 2, &["ui"]);
    check(
        "use super::super::{\n    cli::args,\n    text,\n};",
        2,
        &["cli", "text"],
    );
    check("use super::text;", 2, &[]);
    check("use super::ui;", 1, &["ui"]);
    check("let x = crate::planning::gap();", 3, &["planning"]);
}

#[test]
fn every_floor_is_there_and_named_in_the_library() {
    let lib = fs::read_to_string(src().join("lib.rs")).unwrap();
    for module in FLOORS.iter().copied().flatten() {
        let file = src().join(format!("{module}.rs"));
        assert!(file.exists(), "there is no {module}");
        let is_module = !["main", "lib"].contains(module);
        assert!(
            !is_module || lib.contains(&format!("`{module}`")),
            "lib.rs does not say on which floor {module} stands"
        );
    }
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

#[test]
fn what_is_allowed_has_a_reason() {
    for path in sources(&src()) {
        let text = fs::read_to_string(&path).unwrap();
        for start in ["#[allow(", "#![allow("] {
            for (at, _) in text.match_indices(start) {
                let whole = text[at..].split(']').next().unwrap();
                assert!(
                    whole.contains("reason = "),
                    "{}: {whole}] gives no reason",
                    path.display()
                );
            }
        }
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
    only_in("Color::", &["ui/theme.rs", "ui/terminal/sparing/tests.rs"]);
}

/// What the library renders as a `Line` it measures by whole spans and draws by graphemes, which are not the same in every
/// script: text is drawn with `Buffer::set_line` and measured with `text::width`.
#[test]
fn text_is_drawn_as_it_is_measured() {
    only_in(".render(", &["ui/widget/pane.rs", "src/start.rs"]);
    only_in("Paragraph::new", &[]);
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
fn one_thread_reads_the_terminal() {
    // Each of these waits for bytes that belong to that thread.
    for word in [
        "event::read",
        "event::poll",
        "cursor::position",
        "supports_keyboard_enhancement",
    ] {
        only_in(word, &["ui/run/terminal_input.rs"]);
    }
    only_in("get_cursor_position", &["ui/terminal/sparing.rs"]);
    only_in("stdin()", &["ui/run/terminal_input.rs", "start.rs"]);
}

#[test]
fn there_is_one_crossterm() {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    let text = fs::read_to_string(lock).unwrap();
    assert_eq!(text.matches("name = \"crossterm\"").count(), 1);
}
