//! What the tests of overlays and of the guide share: a model, frames as text, clicks on words.

use std::sync::{Arc, LazyLock};

use jiff::Timestamp;
use jiff::civil::date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::catalog::Catalog;
use crate::config::keys;
use crate::profile::Moment;
use crate::profile::history::Record;
use crate::text::width;
use crate::ui::input::keymap::Keymap;
use crate::ui::model::action::Action;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::theme::{Theme, ThemeName};
use crate::ui::model::view_context::ViewContext;
use crate::ui::model::{Access, Model};

/// The moment of every test.
pub(crate) const NOW: Moment = Moment {
    on: date(2026, 11, 23),
    at: Timestamp::UNIX_EPOCH,
};

/// Loaded once: it never changes.
static CATALOG: LazyLock<Arc<Catalog>> = LazyLock::new(|| Arc::new(Catalog::embedded().unwrap()));

/// A model over the embedded catalogue and an empty record.
pub(crate) fn model() -> Model {
    Model::new(CATALOG.clone(), Record::new(NOW), NOW, Access::Write)
}

/// The shipped keys.
pub(crate) fn keymap() -> Keymap {
    Keymap::resolve(&keys::load(None).unwrap()).0
}

/// A frame as text, its lines without trailing blanks, and what it left behind.
pub(crate) fn text(
    view: impl Fn(ViewContext<'_>, Rect, &mut Buffer) -> HitMap,
    model: &Model,
    columns: u16,
    rows: u16,
) -> (String, HitMap) {
    themed(
        view,
        model,
        &Theme::new(ThemeName::Dark, false),
        columns,
        rows,
    )
}

/// The same in a theme.
pub(crate) fn themed(
    view: impl Fn(ViewContext<'_>, Rect, &mut Buffer) -> HitMap,
    model: &Model,
    theme: &Theme,
    columns: u16,
    rows: u16,
) -> (String, HitMap) {
    let keymap = keymap();
    let ctx = ViewContext {
        model,
        theme,
        keymap: &keymap,
    };
    let area = Rect::new(0, 0, columns, rows);
    let mut buf = Buffer::empty(area);
    let hits = view(ctx, area, &mut buf);
    (shown(&buf), hits)
}

/// A buffer as text.
pub(crate) fn shown(buf: &Buffer) -> String {
    let area = buf.area;
    let line = |y: u16| {
        let cells = (0..area.width).map(|x| buf[(x, y)].symbol());
        cells.collect::<String>().trim_end().to_owned() + "\n"
    };
    (0..area.height).map(line).collect()
}

/// What a click on the first letter of `word` does.
pub(crate) fn ask(shown: &str, hits: &HitMap, word: &str) -> Option<Action> {
    let (y, line) = shown.lines().enumerate().find(|(_, l)| l.contains(word))?;
    let (before, _) = line.split_once(word)?;
    hits.at(width(before) as u16, y as u16)
}

/// Draws at many sizes and in every theme: nothing may panic.
pub(crate) fn sizes(view: impl Fn(ViewContext<'_>, Rect, &mut Buffer) -> HitMap, model: &Model) {
    for (columns, rows) in [
        (1, 1),
        (2, 2),
        (3, 9),
        (9, 3),
        (5, 5),
        (20, 4),
        (60, 15),
        (79, 23),
        (80, 24),
        (99, 30),
        (100, 30),
        (120, 40),
        (200, 60),
    ] {
        for name in ThemeName::ALL {
            for ascii in [false, true] {
                themed(&view, model, &Theme::new(name, ascii), columns, rows);
            }
        }
    }
}

/// The planner over a record that was begun, so that nothing asks where the person is.
pub(crate) fn app() -> crate::ui::app::App {
    let mut model = model();
    let start = model.catalog.occupation_by_code("2511.18");
    model.update_plan(crate::profile::change::PlanChange {
        start,
        ..Default::default()
    });
    let theme = Theme::new(ThemeName::Dark, false);
    let mut app = crate::ui::app::App::new(model, theme, keymap(), true);
    app.resize(120, 40);
    app
}

/// Presses keys by their names in key files (`enter`, `ctrl-s`) and draws after each; gives the last frame.
pub(crate) fn press(app: &mut crate::ui::app::App, keys: &[&str]) -> String {
    let mut frame = String::new();
    for key in keys {
        app.key(event(key));
        let area = Rect::new(0, 0, 120, 40);
        let mut buf = Buffer::empty(area);
        let hits = app.view(area, &mut buf);
        app.drawn(hits);
        frame = shown(&buf);
    }
    frame
}

fn event(name: &str) -> crossterm::event::KeyEvent {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    let (name, modifiers) = match name.strip_prefix("ctrl-") {
        Some(rest) => (rest, KeyModifiers::CONTROL),
        None => (name, KeyModifiers::NONE),
    };
    let code = match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "tab" => KeyCode::Tab,
        _ => KeyCode::Char(name.chars().next().unwrap_or(' ')),
    };
    KeyEvent::new(code, modifiers)
}

#[test]
fn keys_open_the_overlays_and_what_they_choose_is_done() {
    let mut app = app();
    let frame = press(&mut app, &["?", "g", "u", "i", "d", "e"]);
    assert!(frame.contains("Keys · Path"), "{frame}");
    let frame = press(&mut app, &["enter"]);
    assert!(frame.contains("A CISO's day"), "{frame}");
    let frame = press(&mut app, &["?"]);
    assert!(frame.contains("Keys · Guide"), "{frame}");
    press(&mut app, &["esc", ":"]);
    let frame = press(&mut app, &["l", "i", "m", "i", "t", "s", "enter"]);
    assert!(frame.contains("Limits of ESCO ─"), "{frame}");
    // Typing q into a form, a palette or a search never leaves the planner.
    let frame = press(&mut app, &["/", "q", "u", "e", "s", "t", "i", "o", "n"]);
    assert!(frame.contains("/ question"), "{frame}");
    let frame = press(&mut app, &["esc", "esc", "t", "m"]);
    assert!(
        frame.contains("Messages of this session") && frame.contains("Theme: light"),
        "{frame}"
    );
}

#[test]
fn a_form_over_a_screen_saves_with_its_own_key() {
    let mut app = app();
    let form = crate::ui::overlay::evidence::EvidenceForm::for_subject(
        &app.model,
        "a".into(),
        "a thing".into(),
        None,
    );
    app.push(form);
    let frame = press(
        &mut app,
        &["d", "o", "n", "e", "down", "right", "l", "tab", "q"],
    );
    assert!(frame.contains("◉ led"), "{frame}");
    let frame = press(&mut app, &["ctrl-s"]);
    assert!(!frame.contains("a thing"), "{frame}");
    let evidence = app
        .model
        .profile()
        .evidence_for("a")
        .next()
        .unwrap()
        .1
        .clone();
    assert_eq!((&*evidence.note, &*evidence.scope), ("done", "q"));
}

#[test]
fn a_question_is_answered_with_y_or_n() {
    let mut app = app();
    let ask = || {
        let line = vec!["Everything changes.".to_owned()];
        let theme = crate::ui::input::command::Command::Theme.into();
        crate::ui::overlay::confirm::Confirm::new("Sure?", line, "do it", theme)
    };
    app.push(ask());
    press(&mut app, &["u", "d", "n"]);
    assert_eq!(app.theme.name, ThemeName::Dark);
    app.push(ask());
    let frame = press(&mut app, &["y"]);
    assert_eq!(app.theme.name, ThemeName::Light);
    assert!(!frame.contains("Everything changes."), "{frame}");
}
