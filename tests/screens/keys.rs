//! Keys by other names: what a person has bound is what every screen says.

use std::collections::BTreeMap;
use std::path::Path;

use cisopath::config::keys::{self, KeyTable};
use cisopath::profile::history::Record;
use cisopath::ui::input::command::Command;
use cisopath::ui::input::keymap::Key;
use cisopath::ui::model::theme::{Theme, ThemeName};

use crate::screens::market::CISO;
use crate::support::planner::{Planner, now, record};

/// The shipped keys freed, and each command on a key of its own that no shipped table uses.
fn rebound() -> KeyTable {
    let mut table = keys::load(None).unwrap();
    for keys in table.values_mut() {
        for command in keys.values_mut() {
            "none".clone_into(command);
        }
    }
    let own: BTreeMap<String, String> = Command::ALL
        .iter()
        .enumerate()
        .map(|(i, command)| {
            let letter = char::from(b'a' + (i % 26) as u8);
            let modifier = ["ctrl-alt", "ctrl-alt-shift", "alt-shift"][i / 26];
            (format!("{modifier}-{letter}"), command.name().to_owned())
        })
        .collect();
    for place in [keys::EVERYWHERE, "typing"] {
        table
            .entry(place.to_owned())
            .or_default()
            .extend(own.clone());
    }
    table
}

/// What the shipped keys are called on screen, without those that are words, units, signs or figures as well.
fn shipped() -> Vec<String> {
    let table = keys::load(Some((Path::new("k"), ""))).unwrap();
    let names = table.values().flat_map(BTreeMap::keys);
    let mut labels: Vec<String> = names
        .map(|name| Key::parse(name).unwrap().label())
        .filter(|label| {
            ![
                "a", "h", "home", "end", "/", "→", "+", "-", "=", "0", "1", "2", "3", "4", "5", "?",
            ]
            .contains(&&**label)
        })
        .collect();
    labels.sort();
    labels.dedup();
    labels
}

fn check(planner: &mut Planner, what: &str) {
    let text = planner.text();
    let shipped = shipped();
    for line in text.lines() {
        // The names of two commands.
        let line = line.replace("Next tab", "").replace("Previous tab", "");
        // A word that a frame cuts is no key: the frame stays part of it.
        for word in line.split(|c: char| c.is_whitespace() || "(),;.".contains(c)) {
            let word = word.trim_end_matches(':');
            let named = shipped
                .iter()
                .any(|key| *key == word || (key.len() > 1 && key.eq_ignore_ascii_case(word)));
            assert!(!named, "{what} names the key {word:?}: {line}\n{text}");
        }
        assert!(!line.contains(['↑', '↓', '←']), "{what}: {line}");
    }
}

fn planner(record: Record, size: (u16, u16)) -> Planner {
    let theme = Theme::new(ThemeName::Dark, false);
    Planner::with_keys(record, size, theme, &rebound())
}

#[test]
fn no_screen_names_a_key_that_is_bound_otherwise() {
    use Command as C;
    let steps: &[(&str, &[C], &str)] = &[
        ("path", &[], ""),
        ("a step", &[C::Open], ""),
        ("roles", &[C::Roles], ""),
        ("a role", &[C::Roles, C::Open], ""),
        ("roles, searching", &[C::Roles, C::Search], "audit"),
        ("roles, nothing found", &[C::Roles, C::Search], "qqqqzzzz"),
        ("skills", &[C::Skills], ""),
        ("a skill", &[C::Skills, C::Open], ""),
        ("skills, searching", &[C::Skills, C::Search], "iso 27001"),
        ("skills, nothing found", &[C::Skills, C::Search], "qqqqzzzz"),
        ("filters", &[C::Skills, C::Filter], ""),
        ("guide", &[C::Guide], ""),
        ("guide, nothing found", &[C::Guide, C::Search], "qqqqzzzz"),
        ("market", &[C::Market], ""),
        ("palette", &[C::Palette], ""),
        ("palette, nothing found", &[C::Palette], "qqqqzzzz"),
        ("help", &[C::Help], ""),
        ("help, nothing found", &[C::Help], "qqqqzzzz"),
        ("evidence", &[C::Evidence], ""),
        ("routes", &[C::Routes], ""),
        ("comparison", &[C::Compare], ""),
        ("roles held", &[C::Begin], ""),
        ("roles held, now", &[C::Begin, C::Open], ""),
        ("roles held, before", &[C::Begin, C::Down, C::Open], ""),
        (
            "roles held, goal",
            &[C::Begin, C::Down, C::Down, C::Open],
            "",
        ),
        ("roles held, track", &[C::Begin, C::Last, C::Open], ""),
        ("assumptions", &[C::Assumptions], ""),
        ("confirm", &[C::Complete], ""),
        ("messages", &[C::Messages], ""),
    ];
    for size in [(80, 24), (130, 40)] {
        for (what, commands, text) in steps {
            let mut planner = planner(record("2511.18", &["2522.1.1"]), size);
            for command in *commands {
                planner.act(*command);
            }
            planner.keys(text);
            check(&mut planner, what);
        }
    }
}

#[test]
fn nor_do_adverts() {
    use Command as C;
    let steps: &[&[C]] = &[
        &[],
        &[C::Open],
        &[C::AdvertText],
        &[C::AddAdvert],
        &[C::AdvertState],
        &[C::Country],
        &[C::Filter],
        &[C::Remove],
    ];
    for size in [(80, 24), (130, 40)] {
        for commands in steps {
            let mut planner = planner(record("2511.18", &["2522.1.1"]), size);
            planner.act(C::Market).paste(CISO);
            for command in *commands {
                planner.act(*command);
            }
            check(&mut planner, &format!("an advert, {commands:?}"));
        }
    }
}

#[test]
fn nor_does_the_first_run_or_the_planner_of_nobody() {
    let mut planner = planner(Record::new(now()), (100, 30));
    for question in 1..=4 {
        check(&mut planner, &format!("question {question}"));
        planner.keys("soldier").act(Command::Open);
        check(&mut planner, &format!("question {question}, far"));
        planner.act(Command::Back).act(Command::NextTab);
    }
    for tab in [
        Command::Path,
        Command::Roles,
        Command::Skills,
        Command::Guide,
        Command::Market,
    ] {
        planner.act(tab);
        check(&mut planner, tab.name());
        planner.act(Command::Open);
        check(&mut planner, tab.name());
    }
    planner.resize(40, 10);
    check(&mut planner, "too small");
}
