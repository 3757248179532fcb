//! Tests of the module above.

use super::*;
use crate::ui::input::edit_command::EditCommand;
use crate::ui::model::pane::Pane;
use crate::ui::overlay::testing::{ask, keymap, model, sizes, text};

fn help() -> Help {
    Help::new(KeyContext::Path, Tab::Path, &keymap())
}

fn typed(help: &mut Help, model: &mut Model, query: &str) {
    help.update(&Action::Type(EditCommand::Text(query.to_owned())), model);
}

fn commands(help: &Help) -> Vec<Command> {
    help.rows
        .iter()
        .filter_map(|r| match r.content {
            HelpRow::Command(c) => Some(c),
            _ => None,
        })
        .collect()
}

/// The commands that do nothing on Path.
const ELSEWHERE: &[Command] = &[
    Command::Save,
    Command::Filter,
    Command::Groups,
    Command::Select,
    Command::Map,
    Command::Pay,
    Command::Class,
    Command::ZoomIn,
    Command::ZoomOut,
    Command::WholeMap,
    Command::PanLeft,
    Command::PanRight,
    Command::PanUp,
    Command::PanDown,
    Command::AddAdvert,
    Command::AdvertState,
    Command::Country,
    Command::AdvertText,
    Command::Reject,
    Command::Remove,
];

#[test]
fn every_command_that_serves_here_stands_there_once() {
    let listed = commands(&help());
    for command in Command::ALL {
        let idle = ELSEWHERE.contains(command);
        let times = listed.iter().filter(|c| *c == command).count();
        assert_eq!(times, usize::from(!idle), "{command:?}");
    }
    // Who looks for one that serves elsewhere finds it.
    let mut help = help();
    typed(&mut help, &mut model(), "filter");
    assert!(commands(&help).contains(&Command::Filter));
}

#[test]
fn typing_finds_by_name_and_by_key() {
    let mut model = model();
    let mut by_name = help();
    typed(&mut by_name, &mut model, "palette");
    assert_eq!(commands(&by_name), [Command::Palette]);
    let mut by_key = help();
    typed(&mut by_key, &mut model, "ctrl-r");
    assert_eq!(commands(&by_key), [Command::Redo]);
    let mut by_letter = help();
    typed(&mut by_letter, &mut model, "u");
    assert_eq!(
        commands(&by_letter)[0],
        Command::Undo,
        "the key u comes before names with a u"
    );
    let mut by_arrow = help();
    typed(&mut by_arrow, &mut model, "home");
    assert!(commands(&by_arrow).contains(&Command::First));
}

#[test]
fn enter_runs_what_is_selected() {
    let mut model = model();
    let mut help = help();
    typed(&mut help, &mut model, "undo");
    let outcome = help.update(&Command::Open.into(), &mut model);
    assert!(outcome.close);
    assert_eq!(outcome.follow_ups, [Action::Do(Command::Undo)]);
}

#[test]
fn esc_closes_it_whatever_is_typed() {
    let mut model = model();
    let mut help = help();
    typed(&mut help, &mut model, "zzz");
    assert!(help.rows.is_empty());
    assert!(help.update(&Command::Back.into(), &mut model).close);
}

#[test]
fn the_cursor_skips_titles() {
    let mut model = model();
    model.view.panes.set(Pane::Overlay, Rect::new(0, 0, 60, 18));
    let mut help = help();
    let at = |help: &Help| help.page.position(&help.rows, 18);
    for _ in 0..200 {
        help.update(&Command::Down.into(), &mut model);
        assert!(at(&help).0.is_some());
    }
    assert_eq!(at(&help).0, Some(help.rows.len() - 1));
    for _ in 0..200 {
        help.update(&Command::Up.into(), &mut model);
    }
    assert_eq!(at(&help), (Some(1), 0));
    let (pane, down) = (Pane::Overlay, true);
    help.update(&Action::Wheel { pane, down }, &mut model);
    assert_eq!(at(&help), (Some(3), 3));
}

#[test]
fn it_shows_keys_groups_and_signs() {
    let model = model();
    let (shown, hits) = text(|s, a, b| help().view(s, a, b), &model, 120, 80);
    println!("{shown}");
    for part in [
        "Keys · Path",
        "This screen",
        "u                 Undo the last change",
        "≈                 likely: optional for one",
        "Shift and drag",
        "What the signs mean",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    let undo = ask(&shown, &hits, "Undo the last");
    assert!(
        matches!(
            undo,
            Some(Action::Point {
                pane: Pane::Overlay,
                ..
            })
        ),
        "{undo:?}"
    );
    sizes(|s, a, b| help().view(s, a, b), &model);
}

#[test]
fn the_first_frame_fits_a_small_screen() {
    let model = model();
    let (shown, _) = text(|s, a, b| help().view(s, a, b), &model, 80, 24);
    println!("{shown}");
    assert!(shown.contains("Move up"), "{shown}");
    assert!(shown.contains("enter run"), "{shown}");
}
