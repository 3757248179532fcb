//! What every view reads besides its own state.

use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::input::keymap::Keymap;
use crate::ui::input::keymap::ascii_label;
use crate::ui::model::Model;
use crate::ui::model::theme::Theme;

/// Everything a view may read besides its own state.
#[derive(Clone, Copy, Debug)]
pub struct ViewContext<'a> {
    /// Catalogue, record, plan, search.
    pub model: &'a Model,
    /// Colours and signs.
    pub theme: &'a Theme,
    /// Keys, to show them.
    pub keymap: &'a Keymap,
}

impl ViewContext<'_> {
    /// The name of the key for `command` in `context`, for a sentence; the command's own name where it has no key.
    pub fn key(&self, context: KeyContext, typing: bool, command: Command) -> String {
        self.shown_key(context, typing, command)
            .unwrap_or_else(|| command.name().to_owned())
    }

    /// The name of the key for `command` in `context`, if a key leads to it.
    pub fn shown_key(&self, context: KeyContext, typing: bool, command: Command) -> Option<String> {
        let key = *self.keymap.keys(context, typing, command).first()?;
        Some(if self.theme.signs.ascii {
            ascii_label(key)
        } else {
            key.to_owned()
        })
    }
}
