//! The keymap: resolves the key tables of the configuration and maps key presses to a [`Command`].

use std::collections::HashMap;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::config::keys::KeyTable;
use crate::config::nearest;
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;

/// The modifiers, by their prefixes.
const MODIFIERS: [(&str, KeyModifiers); 3] = [
    ("ctrl-", KeyModifiers::CONTROL),
    ("alt-", KeyModifiers::ALT),
    ("shift-", KeyModifiers::SHIFT),
];

/// The keys with a name: the name in key files, and the label on screen.
const NAMED: [(KeyCode, &str, &str); 15] = [
    (KeyCode::Up, "up", "↑"),
    (KeyCode::Down, "down", "↓"),
    (KeyCode::Left, "left", "←"),
    (KeyCode::Right, "right", "→"),
    (KeyCode::Home, "home", "home"),
    (KeyCode::End, "end", "end"),
    (KeyCode::PageUp, "page-up", "pgup"),
    (KeyCode::PageDown, "page-down", "pgdn"),
    (KeyCode::Enter, "enter", "enter"),
    (KeyCode::Esc, "esc", "esc"),
    (KeyCode::Tab, "tab", "tab"),
    (KeyCode::Backspace, "backspace", "backspace"),
    (KeyCode::Delete, "delete", "delete"),
    (KeyCode::Insert, "insert", "insert"),
    (KeyCode::Char(' '), "space", "space"),
];

/// A key with its modifiers, as terminals report them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        let mut modifiers =
            event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        // Shift is part of a character already, and of BackTab.
        if matches!(event.code, KeyCode::Char(_) | KeyCode::BackTab) {
            modifiers -= KeyModifiers::SHIFT;
        }
        let code = match event.code {
            KeyCode::Char(c) if modifiers.contains(KeyModifiers::CONTROL) => {
                KeyCode::Char(c.to_ascii_lowercase())
            }
            code => code,
        };
        Self { code, modifiers }
    }
}

impl Key {
    /// Parses the name of a key in key files.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the name.
    pub fn parse(name: &str) -> Result<Self, String> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = name;
        while let Some((after, modifier)) = MODIFIERS.into_iter().find_map(|(prefix, modifier)| {
            let after = rest.strip_prefix(prefix)?;
            (!after.is_empty()).then_some((after, modifier))
        }) {
            modifiers |= modifier;
            rest = after;
        }
        let mut chars = rest.chars();
        let number = || rest.strip_prefix('f')?.parse::<u8>().ok();
        let code = if let Some((code, ..)) = NAMED.iter().find(|(_, name, _)| *name == rest) {
            *code
        } else if let (Some(c), None) = (chars.next(), chars.next()) {
            KeyCode::Char(c)
        } else if let Some(number @ 1..=12) = number() {
            KeyCode::F(number)
        } else {
            return Err(format!("\"{name}\" is not a key"));
        };
        if code == KeyCode::Tab && modifiers.contains(KeyModifiers::SHIFT) {
            modifiers -= KeyModifiers::SHIFT;
            return Ok(Self {
                code: KeyCode::BackTab,
                modifiers,
            });
        }
        Ok(Self { code, modifiers })
    }

    /// The label of the key on screen.
    pub fn label(self) -> String {
        let mut out = String::new();
        for (prefix, modifier) in MODIFIERS {
            if self.modifiers.contains(modifier) {
                out.push_str(prefix);
            }
        }
        if let Some((.., label)) = NAMED.iter().find(|(code, ..)| *code == self.code) {
            return out + label;
        }
        match self.code {
            KeyCode::Char(c) => out.push(c),
            KeyCode::BackTab => out.push_str("shift-tab"),
            code => out.push_str(&code.to_string().to_lowercase()),
        }
        out
    }

    /// The order in which keys are shown: ↑ before k, ? before F1, q before Ctrl-C.
    fn rank(self) -> u8 {
        match self.code {
            KeyCode::F(_) => 2,
            _ if !self.modifiers.is_empty() => 3,
            KeyCode::Char(_) => 1,
            _ => 0,
        }
    }

    /// Whether the key inserts a character into a text field.
    pub fn is_printable(self) -> bool {
        matches!(self.code, KeyCode::Char(_))
            && !self
                .modifiers
                .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
    }
}

/// A bound key as help and footers show it.
#[derive(Clone, Debug)]
struct Binding {
    context: KeyContext,
    key: Key,
    command: Command,
    label: String,
}

/// The resolved key tables.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    /// The command of each key; none where a key file unbinds it.
    commands: HashMap<(KeyContext, Key), Option<Command>>,
    /// The key to show for a command stands before its others.
    bindings: Vec<Binding>,
}

impl Keymap {
    /// Resolves a key table. Entries that cannot be resolved are left out and reported, with the nearest command.
    pub fn resolve(table: &KeyTable) -> (Self, Vec<String>) {
        let mut out = Self::default();
        let mut problems = Vec::new();
        let names = || KeyContext::ALL.iter().map(|c| c.name());
        for (name, keys) in table {
            let context = KeyContext::from_name(name);
            if context.is_none() {
                problems.push(format!(
                    "keys, [{name}]: there is no such place{}; the places are {}",
                    did_you_mean(nearest(name, names())),
                    names().collect::<Vec<_>>().join(", ")
                ));
            }
            for (key, command) in keys {
                match Self::binding(key, command) {
                    Ok((key, command)) => out.bind(context, key, command),
                    Err(problem) => problems.push(format!("keys, [{name}]: {problem}")),
                }
            }
        }
        out.bindings
            .sort_by_cached_key(|b| (b.key.rank(), b.label.len(), b.label.clone()));
        let stuck = KeyContext::ALL.iter().filter(|c| out.is_stuck(**c));
        let stuck: Vec<&str> = stuck.map(|c| c.name()).collect();
        if !stuck.is_empty() {
            problems.push(format!(
                "keys: no key quits in {}; bind one to \"quit\", such as \"ctrl-c\"",
                stuck.join(", ")
            ));
        }
        (out, problems)
    }

    /// The key and the command of an entry of a key file; no command where the key is unbound.
    fn binding(key: &str, command: &str) -> Result<(Key, Option<Command>), String> {
        let key = Key::parse(key)?;
        if command == "none" {
            return Ok((key, None));
        }
        if let Some(command) = Command::from_name(command) {
            return Ok((key, Some(command)));
        }
        let names = Command::ALL.iter().map(|c| c.name());
        let hint = did_you_mean(nearest(command, names));
        Err(format!("\"{command}\" is not a command{hint}"))
    }

    fn bind(&mut self, context: Option<KeyContext>, key: Key, command: Option<Command>) {
        let Some(context) = context else { return };
        self.commands.insert((context, key), command);
        self.bindings.extend(command.map(|command| Binding {
            context,
            key,
            command,
            label: key.label(),
        }));
    }

    /// Whether no key quits in a context.
    fn is_stuck(&self, context: KeyContext) -> bool {
        let quits = |typing: &bool| !self.keys(context, *typing, Command::Quit).is_empty();
        !context.typing().iter().all(quits)
    }

    /// The command of `key` in `context`. While text is typed, keys of [`KeyContext::Everywhere`] do not count.
    pub fn command(&self, context: KeyContext, typing: bool, key: Key) -> Option<Command> {
        [context, KeyContext::fallback(typing)]
            .into_iter()
            .find_map(|context| self.commands.get(&(context, key)).copied())
            .flatten()
    }

    /// The labels of the keys of `command` in `context`, the one to show first.
    pub fn keys(&self, context: KeyContext, typing: bool, command: Command) -> Vec<&str> {
        let mut out: Vec<&str> = Vec::new();
        for wanted in [context, KeyContext::fallback(typing)] {
            let bound = self.bindings.iter().filter(|b| {
                b.command == command
                    && b.context == wanted
                    && self.command(context, typing, b.key) == Some(command)
            });
            for each in bound {
                if !out.contains(&&*each.label) {
                    out.push(&each.label);
                }
            }
        }
        out
    }
}

fn did_you_mean(name: Option<&str>) -> String {
    name.map_or(String::new(), |name| format!("; did you mean \"{name}\"?"))
}

/// The label of a key with words for arrows.
pub fn ascii_label(key: &str) -> String {
    key.replace('↑', "up")
        .replace('↓', "down")
        .replace('←', "left")
        .replace('→', "right")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::keys;

    fn shipped() -> Keymap {
        let (keymap, problems) = Keymap::resolve(&keys::load(None).unwrap());
        assert_eq!(problems, Vec::<String>::new());
        keymap
    }

    #[test]
    fn every_command_has_a_key_or_is_known_to_have_none() {
        let keymap = shipped();
        let without: Vec<_> = Command::ALL
            .iter()
            .filter(|command| {
                [
                    KeyContext::Path,
                    KeyContext::Market,
                    KeyContext::MarketMap,
                    KeyContext::MarketPay,
                ]
                .iter()
                .all(|context| keymap.keys(*context, false, **command).is_empty())
            })
            .map(|c| c.name())
            .collect();
        assert_eq!(
            without,
            ["save", "mouse"],
            "in forms only, and in the palette only"
        );
        assert_eq!(
            keymap.keys(KeyContext::Evidence, true, Command::Save),
            ["ctrl-s"]
        );
    }

    #[test]
    fn no_default_key_is_unreachable_on_common_keyboards() {
        for place in keys::load(None).unwrap().values() {
            for key in place.keys() {
                assert!(!key.contains(['[', ']', '{', '}', '\\', '~', '@']), "{key}");
            }
        }
    }

    #[test]
    fn names_of_keys_lead_back() {
        for name in ["ctrl-r", "shift-tab", "f1", "space", "G", "-", "?"] {
            assert!(Key::parse(name).is_ok(), "{name}");
        }
        assert!(Key::parse("f13").is_err());
        assert!(Key::parse("enterr").is_err());
    }

    fn problems(own: &str) -> Vec<String> {
        let table = keys::load(Some((std::path::Path::new("k"), own))).unwrap();
        Keymap::resolve(&table).1
    }

    #[test]
    fn a_wrong_place_is_answered_with_the_nearest() {
        let said = problems("[evidenc]\n\"y\" = \"evidence\"\n");
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(
            said[0]
                .starts_with("keys, [evidenc]: there is no such place; did you mean \"evidence\"?"),
            "{said:?}"
        );
    }

    #[test]
    fn a_planner_that_no_key_quits_is_named() {
        let none = "\"q\" = \"none\"\n\"ctrl-c\" = \"none\"\n";
        let said = problems(&format!("[guide]\n{none}"));
        assert_eq!(
            said,
            ["keys: no key quits in guide; bind one to \"quit\", such as \"ctrl-c\""]
        );
        let said = problems(&format!("[everywhere]\n{none}"));
        assert_eq!(
            said,
            [
                "keys: no key quits in everywhere, path, roles, skills, guide, market, market-map, market-pay, confirm, \
                 routes, side-by-side, roles-held, assumptions, filter, advert-filter, messages, damaged, what-if; bind one to \"quit\", such as \"ctrl-c\""
            ]
        );
        let said = problems(&format!("[everywhere]\n{none}\"Q\" = \"quit\"\n"));
        assert_eq!(said, Vec::<String>::new());
        // Where text is typed at times, a key must quit at both times.
        let said = problems(&format!("[typing]\n{none}"));
        assert_eq!(
            said,
            [
                "keys: no key quits in typing, roles, skills, guide, market, market-map, palette, help, evidence, \
                 roles-held, filter, prompt, advert-state; bind one to \"quit\", such as \"ctrl-c\""
            ]
        );
    }

    #[test]
    fn a_wrong_command_is_answered_with_the_nearest() {
        let own = "[everywhere]\n\"y\" = \"evidense\"\n";
        let table = keys::load(Some((std::path::Path::new("k"), own))).unwrap();
        let (_, problems) = Keymap::resolve(&table);
        assert_eq!(
            problems,
            ["keys, [everywhere]: \"evidense\" is not a command; did you mean \"evidence\"?"]
        );
    }
}
