//! Rules that the compiler does not check: layers, cycles, file lengths, one place for each crate.

mod imports;

use std::fs;
use std::path::{Path, PathBuf};

use self::imports::{Import, Tree};

type Layers = &'static [&'static [&'static str]];

/// The modules of the library from the lowest layer up. Modules of one layer do not import each other.
const LAYERS: Layers = &[
    &["text", "file"],
    &["catalog", "geography", "meaning"],
    &["search", "profile", "posting"],
    &["planning", "adverts"],
    &["import", "library", "config", "market"],
    &["usecase"],
    &["wording"],
    &["ui", "cli"],
    &["start"],
    &["main"],
];

/// The modules inside `ui`, likewise.
const UI_LAYERS: Layers = &[
    &["input"],
    &["model"],
    &["widget"],
    &["overlay"],
    &["screen"],
    &["app"],
    &["runtime"],
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

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn src() -> PathBuf {
    root().join("src")
}

/// The imports that do not point to a lower layer. Only what stands below `parent` (`""` or `"ui::"`) has a layer.
fn upward(imports: Vec<Import>, layers: Layers, parent: &str) -> Vec<Import> {
    let place = |module: &str| {
        let name = module.strip_prefix(parent)?.split("::").next()?;
        let layer = layers.iter().position(|layer| layer.contains(&name))?;
        Some((layer, name.to_owned()))
    };
    let points_up = |import: &Import| {
        let (Some(from), Some(to)) = (place(&import.from), place(&import.to)) else {
            return false;
        };
        from.0 <= to.0 && from.1 != to.1
    };
    imports.into_iter().filter(points_up).collect()
}

/// The modules directly below `parent` that are in no layer.
fn unplaced(tree: &Tree, layers: Layers, parent: &str) -> Vec<String> {
    let inside = tree.modules().filter_map(|m| m.strip_prefix(parent));
    let names = inside
        .filter(|m| *m != "lib" && !m.contains("::") && !layers.iter().any(|l| l.contains(m)));
    names.map(str::to_owned).collect()
}

#[test]
fn imports_point_down_only() {
    let tree = Tree::read(&src());
    assert!(tree.imports().len() > 500, "most imports are not seen");
    assert_eq!(unplaced(&tree, LAYERS, ""), [""; 0]);
    assert_eq!(upward(tree.imports(), LAYERS, ""), []);
}

#[test]
fn imports_inside_ui_point_down_only() {
    let tree = Tree::read(&src());
    assert_eq!(unplaced(&tree, UI_LAYERS, "ui::"), [""; 0]);
    let mut imports = tree.imports();
    imports.retain(|import| !import.is_test);
    assert_eq!(upward(imports, UI_LAYERS, "ui::"), []);
}

#[test]
fn modules_do_not_import_each_other_in_cycles() {
    let cycles = Tree::read(&src()).cycles();
    assert!(cycles.is_empty(), "{cycles:#?}");
}

/// The wrong imports of a small tree, and its cycles.
fn check(files: &[(&str, &str)], expected_upward: &[(&str, usize, &str)], cycles: &[&[&str]]) {
    let tree = Tree::of(files);
    let mut found = upward(tree.imports(), LAYERS, "");
    found.extend(upward(tree.imports(), UI_LAYERS, "ui::"));
    let found: Vec<_> = found.iter().map(|i| (&*i.from, i.line, &*i.to)).collect();
    assert_eq!(found, expected_upward, "{files:?}");
    assert_eq!(tree.cycles(), cycles, "{files:?}");
}

#[test]
fn a_planted_violation_is_found() {
    let ui = ("ui.rs", "mod app;\nmod model;\nmod screen;");
    let app = ("ui/app.rs", "");
    let text = ("text.rs", "");
    for import in [
        "use crate::ui::app::App;",
        "use crate::{\n    text,\n    ui::app::App,\n};",
        "use super::ui::app;",
        "fn f() -> crate::ui::app::App { todo() }",
        "pub use crate::ui::{app::{self, App}};",
    ] {
        let catalog = ("catalog.rs", import);
        check(&[ui, app, text, catalog], &[("catalog", 1, "ui::app")], &[]);
    }
    let profile = ("profile.rs", "//! Plain.\nuse crate::search::Index;");
    let beside = [("profile", 2, "search")];
    check(&[text, ("search.rs", ""), profile], &beside, &[]);
    let (model, screen) = (
        ("ui/model.rs", ""),
        ("ui/screen.rs", "use super::{app, model};"),
    );
    let inside_ui = [("ui::screen", 1, "ui::app")];
    check(&[ui, app, model, screen], &inside_ui, &[]);
    // What points down, and comments.
    let app = ("ui/app.rs", "use crate::text::width; // crate::ui::screen");
    check(&[ui, app, text], &[], &[]);
}

#[test]
fn a_planted_cycle_is_found() {
    let parent = "mod child;\nmod other;\n";
    let reexport = format!("{parent}pub use child::Child;");
    let in_code = format!("{parent}fn f() {{ child::f() }}");
    let in_tests = format!("{parent}#[cfg(test)]\nmod tests {{\n    use super::child::Child;\n}}");
    let test_child = "#[cfg(test)]\nmod child;\npub(crate) use child::Child;";
    let uses_parent = "use super::Parent;";
    let cycle: &[&[&str]] = &[&["text", "text::child"]];
    for (parent, child, cycles) in [
        (&*reexport, uses_parent, cycle),
        (&*in_code, uses_parent, cycle),
        (&*reexport, "use crate::text::{Parent, other};", cycle),
        (&*in_code, "use super::*;", cycle),
        (parent, uses_parent, &[]),
        (&*in_tests, uses_parent, &[]),
        (test_child, uses_parent, &[]),
        (&*reexport, "use super::other::Other;", &[]),
    ] {
        let other = ("text/other.rs", "");
        check(
            &[("text.rs", parent), ("text/child.rs", child), other],
            &[],
            cycles,
        );
    }
    let through_another = [
        ("text.rs", "mod a;\nmod b;\nmod c;"),
        ("text/a.rs", "use super::b::B;"),
        ("text/b.rs", "use super::c::C;"),
        ("text/c.rs", "use super::a::A;"),
    ];
    check(&through_another, &[], &[&["text::a", "text::b", "text::c"]]);
}

#[test]
fn the_layers_are_those_of_the_architecture() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let section = text.split("\n## Layers\n").nth(1).unwrap();
    let block = section.split("```\n").nth(1).unwrap();
    let (modules, inside_ui) = block.split_once("\n\ninside ui:").unwrap();
    let layers = modules
        .lines()
        .rev()
        .map(|line| line.split_whitespace().skip(1).collect::<Vec<_>>());
    assert_eq!(layers.collect::<Vec<_>>(), LAYERS);
    let layers = inside_ui.trim().rsplit(" → ").map(|module| vec![module]);
    assert_eq!(layers.collect::<Vec<_>>(), UI_LAYERS);
    let tree = Tree::read(&src());
    for (parent, layers) in [("", LAYERS), ("ui::", UI_LAYERS)] {
        for module in layers.concat() {
            let path = format!("{parent}{module}");
            assert!(
                tree.modules().any(|m| m == path),
                "there is no module {path}"
            );
        }
    }
}

#[test]
fn no_file_is_too_long() {
    for path in [src(), root().join("tests")]
        .iter()
        .flat_map(|folder| sources(folder))
    {
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
fn what_has_one_place_is_named_there_only() {
    const THEME: &[&str] = &["ui/model/theme.rs"];
    const INPUT: &[&str] = &["ui/runtime/terminal_input.rs"];
    for (word, allowed) in [
        ("Color::", THEME),
        ("fuzzy_matcher", &["search/matcher.rs"]),
        // Nobody below the top reads a clock.
        ("::now()", &["start.rs"]),
        // What the library renders as a `Line` it measures by whole spans and draws by graphemes, which are not the same
        // in every script: text is drawn with `Buffer::set_line` and measured with `text::width`.
        // The canvas of the world map draws no text.
        (
            ".render(",
            &[
                "ui/widget/pane.rs",
                "ui/widget/world_map.rs",
                "src/start.rs",
            ],
        ),
        ("Paragraph::new", &[]),
        // Each of these waits for bytes that belong to the one thread that reads the terminal.
        ("event::read", INPUT),
        ("event::poll", INPUT),
        ("cursor::position", INPUT),
        ("supports_keyboard_enhancement", INPUT),
        ("get_cursor_position", &[]),
        ("stdin()", &["ui/runtime/terminal_input.rs", "start.rs"]),
    ] {
        only_in(word, allowed);
    }
}

#[test]
fn there_is_one_crossterm() {
    let text = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    assert_eq!(text.matches("name = \"crossterm\"").count(), 1);
}
