//! A row of keys with what they do, for the foot of an overlay. Each can be clicked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::width;
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::action::Action;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::view_context::ViewContext;

/// What is shown for a key: the command that finds the key and that a click does, and a word for it.
pub type Hint<'a> = (Command, &'a str);

/// The keys of a context, those first that matter most.
#[derive(Clone, Copy, Debug)]
pub struct Hints<'a> {
    context: KeyContext,
    /// Whether printable keys are text.
    typing: bool,
    keys: &'a [Hint<'a>],
}

impl<'a> Hints<'a> {
    pub fn new(context: KeyContext, typing: bool, keys: &'a [Hint<'a>]) -> Self {
        Self {
            context,
            typing,
            keys,
        }
    }
}

/// Draws as many hints as there is room for.
pub fn draw(
    ctx: ViewContext<'_>,
    hints: Hints<'_>,
    area: Rect,
    buf: &mut Buffer,
    hits: &mut HitMap,
) {
    let theme = ctx.theme;
    let Hints {
        context,
        typing,
        keys,
    } = hints;
    let mut x = area.x;
    if area.height == 0 {
        return;
    }
    for (command, word) in keys {
        let Some(mut key) = ctx.shown_key(context, typing, *command) else {
            continue;
        };
        // A list is moved in both ways; one of them would read as if it were all.
        if *command == Command::Up
            && let Some(down) = ctx.shown_key(context, typing, Command::Down)
        {
            key = if theme.signs.ascii {
                format!("{key}/{down}")
            } else {
                key + &down
            };
        }
        let needed = (width(&key) + 1 + width(word)) as u16;
        if x + needed > area.right() {
            break;
        }
        buf.set_string(x, area.y, &key, theme.key);
        buf.set_string(x + width(&key) as u16 + 1, area.y, word, theme.dim);
        hits.click(
            Rect {
                x,
                width: needed,
                height: 1,
                ..area
            },
            Action::Do(*command),
        );
        x += needed + 2;
    }
}
