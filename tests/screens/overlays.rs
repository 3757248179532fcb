//! What lies on top of the screens.

use cisopath::ui::input::command::Command;
use cisopath::ui::model::action::Action;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::support::planner::{Planner, record};

fn over(size: (u16, u16), keys: &str) -> String {
    let mut planner = Planner::new(record("2511.18", &["2522.1.1"]), size);
    planner.keys(keys).snapshot()
}

macro_rules! overlays {
    ($($name:ident: $keys:literal;)*) => {
        $(mod $name {
            use super::over;

            #[test]
            fn at_80_by_24() {
                insta::assert_snapshot!(over((80, 24), $keys));
            }

            #[test]
            fn at_120_by_36() {
                insta::assert_snapshot!(over((120, 36), $keys));
            }
        })*
    };
}

overlays! {
    palette: ":";
    palette_with_a_search: ":audit";
    help: "?";
    evidence: "<PgDn>eheld the line<Tab>";
    routes: "r";
    comparison: "c";
    assumptions: "a";
    confirm: "<PgDn>x";
    roles_held: "g";
}

/// Whether the screen under the overlay that these keys open is kept when `then` is done.
fn keeps(open: &str, then: impl FnOnce(&mut Planner)) -> bool {
    let mut planner = Planner::new(record("2511.18", &["2522.1.1"]), (120, 36));
    planner.keys(open);
    assert!(planner.app.has_overlay(), "{open}");
    assert!(
        planner.app.is_still(),
        "{open}: nothing was done since the frame"
    );
    then(&mut planner);
    planner.app.is_still()
}

#[test]
fn what_lies_under_an_overlay_is_kept_while_only_the_overlay_changes() {
    let key = |planner: &mut Planner, code| {
        planner.app.key(KeyEvent::new(code, KeyModifiers::NONE));
    };
    for open in [":", "?", "c"] {
        assert!(keeps(open, |p| key(p, KeyCode::Down)), "{open}");
    }
    assert!(keeps(":", |p| key(p, KeyCode::Char('a'))));
    assert!(keeps("?", |p| {
        p.app.wheel(60, 18, true);
    }));
}

#[test]
fn what_lies_under_an_overlay_is_drawn_anew_when_something_else_happens() {
    let themed = |p: &mut Planner| drop(p.app.update(Command::Theme.into()));
    assert!(!keeps("?", themed));
    assert!(!keeps("?", |p| p.app.say("told")));
    assert!(!keeps("?", |p| p.app.resize(100, 30)));
    assert!(!keeps("?", |p| drop(p.app.update(Action::Saved(Ok(()))))));
    assert!(!keeps("?", |p| {
        p.app.key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE));
    }));
    // A toast goes with the next key, so that key draws the screen anew, and the one after it does not.
    assert!(!keeps("?", |p| {
        p.app.say("told");
        p.draw();
        p.app.key(KeyEvent::new(KeyCode::Down, KeyModifiers::NONE));
    }));
}

/// Letters of two columns, of none and of several code points.
const WIDE: &str = "café 世界 🎉 e\u{301}te\u{301}";

#[test]
fn wide_letters_keep_the_columns() {
    for size in [(80, 60), (120, 60)] {
        let mut planner = Planner::new(record("2511.18", &["2522.1.1"]), size);
        planner.keys("3<Enter>e").keys(WIDE);
        assert!(planner.shows("世"), "{}", planner.text());
        let form = planner.draw();
        planner.keys("<C-s>");
        assert_eq!(planner.app.model.profile().evidence.len(), 1);
        assert!(planner.shows("世"), "{}", planner.text());
        let page = planner.draw();
        for buf in [form, page] {
            let row = (0..buf.area.height)
                .find(|y| (0..buf.area.width).any(|x| buf[(x, *y)].symbol() == "世"))
                .unwrap();
            let cells: Vec<&str> = (0..buf.area.width)
                .map(|x| buf[(x, row)].symbol())
                .collect();
            // Each takes its columns and no more; what stands at the right stays where it stands in the rows beside.
            let at = cells.iter().position(|c| *c == "世").unwrap();
            assert_eq!(cells[at + 2], "界", "{cells:?}");
            assert_eq!(cells[at + 5], "🎉", "{cells:?}");
            assert_eq!(cells[at + 8], "e\u{301}", "{cells:?}");
            assert_eq!(cells[at + 9], "t", "{cells:?}");
            let frames = |y: u16| -> Vec<u16> {
                let frame = |x: &u16| "│┃║".contains(buf[(*x, y)].symbol());
                (0..buf.area.width).filter(frame).collect()
            };
            assert_eq!(
                frames(row),
                frames(row - 1),
                "{}",
                crate::support::planner::text_of(&buf)
            );
        }
    }
}

#[test]
fn a_row_with_wide_letters() {
    insta::assert_snapshot!(over((80, 24), &format!("3<Enter>e{WIDE}")));
}
