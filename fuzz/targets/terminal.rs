//! Bytes from a terminal: whole or in pieces, they decode to the same inputs, and the planner handles each.
#![no_main]

use std::sync::{Arc, LazyLock};

use cisopath::catalog::Catalog;
use cisopath::config::keys;
use cisopath::profile::Record;
use cisopath::ui::app::App;
use cisopath::ui::input::{Decoder, Input, decode};
use cisopath::ui::input::keymap::Keymap;
use cisopath::ui::model::{Access, Model};
use cisopath::ui::model::theme::{Theme, ThemeName};
use libfuzzer_sys::fuzz_target;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

static CATALOG: LazyLock<Arc<Catalog>> =
    LazyLock::new(|| Arc::new(Catalog::embedded().unwrap()));

/// The number of inputs that are handled, since each is drawn.
const MAX_INPUTS: usize = 40;

fuzz_target!(|data: &[u8]| {
    let Some((size, bytes)) = data.split_first() else {
        return;
    };
    let inputs = decode(bytes);
    let mut decoder = Decoder::default();
    let mut pieces = Vec::new();
    for piece in bytes.chunks(usize::from(*size % 16) + 1) {
        pieces.extend(decoder.feed(piece));
    }
    while let Some(wait) = decoder.wait() {
        pieces.extend(decoder.silence(wait));
    }
    assert_eq!(pieces, inputs);

    let record = Record::from_json(include_str!("../seeds/record/begun.json")).unwrap();
    let now = record.changed().unwrap();
    let model = Model::new(Arc::clone(&CATALOG), record, now, Access::Write);
    let keymap = Keymap::resolve(&keys::load(None).unwrap()).0;
    let mut app = App::new(model, Theme::new(ThemeName::Dark, false), keymap, true);
    let area = Rect::new(0, 0, 80, 24);
    app.resize(area.width, area.height);
    let draw = |app: &mut App| {
        let hits = app.view(area, &mut Buffer::empty(area));
        app.drawn(hits);
    };
    draw(&mut app);
    for input in inputs.into_iter().take(MAX_INPUTS) {
        drop(match input {
            Input::Key(key) => app.key(key),
            Input::Paste(text) => app.paste(&text),
            Input::Click(column, row) => app.click(column, row),
            Input::Wheel(column, row, down) => app.wheel(column, row, down),
            Input::Focus | Input::Reply(_) => Vec::new(),
        });
        draw(&mut app);
    }
});
