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
    /// The commands that stand for [`Command::Up`].
    moves: &'static [Command],
}

impl<'a> Hints<'a> {
    pub fn new(context: KeyContext, typing: bool, keys: &'a [Hint<'a>]) -> Self {
        Self {
            context,
            typing,
            keys,
            moves: &[Command::Up, Command::Down],
        }
    }

    /// The same for a screen, on which the cursor moves in four directions.
    #[must_use]
    pub fn of_screen(self) -> Self {
        let moves = &[Command::Up, Command::Down, Command::Left, Command::Right];
        Self { moves, ..self }
    }
}

/// The commands that stand for [`Command::PanLeft`].
const PANS: &[Command] = &[Command::PanLeft, Command::PanRight];

/// The label of keys that move: their signs, or the names of the first two.
fn move_label(keys: &[String]) -> String {
    match keys.concat().as_str() {
        "updownleftright" => "arrows".to_owned(),
        all if keys.iter().all(|key| width(key) == 1) => all.to_owned(),
        _ => keys[..keys.len().min(2)].join("/"),
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
        moves,
    } = hints;
    let mut x = area.x;
    if area.height == 0 {
        return;
    }
    for (command, word) in keys {
        let shown = |command: &Command| ctx.shown_key(context, typing, *command);
        // One of the keys that move would read as if it were all.
        let together = match command {
            Command::Up => moves,
            Command::PanLeft => PANS,
            _ => &[],
        };
        let key = if together.is_empty() {
            shown(command).unwrap_or_default()
        } else {
            move_label(&together.iter().filter_map(shown).collect::<Vec<_>>())
        };
        if key.is_empty() {
            continue;
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
