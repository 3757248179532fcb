//! From a key press to a [`Command`]: the key tables of the configuration, resolved.

use std::collections::HashMap;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::config::keys::{EVERYWHERE, KeyTable};
use crate::config::nearest;
use crate::ui::input::command::Command;

/// The place for lists in which printable keys go to a text field.
pub const TYPING: &str = "typing";

/// The places that can have keys of their own.
pub const PLACES: [&str; 18] = [
    EVERYWHERE,
    TYPING,
    "path",
    "roles",
    "skills",
    "guide",
    "palette",
    "help",
    "confirm",
    "evidence",
    "routes",
    "side-by-side",
    "roles-held",
    "assumptions",
    "filter",
    "messages",
    "damaged",
    "what-if",
];

/// A key with its modifiers, in the form in which terminals report them.
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
    /// A key by its name in key files.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the name.
    pub fn parse(name: &str) -> Result<Self, String> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = name;
        loop {
            let found = [
                ("ctrl-", KeyModifiers::CONTROL),
                ("alt-", KeyModifiers::ALT),
                ("shift-", KeyModifiers::SHIFT),
            ]
            .into_iter()
            .find_map(|(prefix, modifier)| Some((rest.strip_prefix(prefix)?, modifier)));
            match found {
                Some((after, modifier)) if !after.is_empty() => {
                    modifiers |= modifier;
                    rest = after;
                }
                _ => break,
            }
        }
        let code = match rest {
            "up" => KeyCode::Up,
            "down" => KeyCode::Down,
            "left" => KeyCode::Left,
            "right" => KeyCode::Right,
            "home" => KeyCode::Home,
            "end" => KeyCode::End,
            "page-up" => KeyCode::PageUp,
            "page-down" => KeyCode::PageDown,
            "enter" => KeyCode::Enter,
            "esc" => KeyCode::Esc,
            "tab" if modifiers.contains(KeyModifiers::SHIFT) => {
                modifiers -= KeyModifiers::SHIFT;
                KeyCode::BackTab
            }
            "tab" => KeyCode::Tab,
            "backspace" => KeyCode::Backspace,
            "delete" => KeyCode::Delete,
            "insert" => KeyCode::Insert,
            "space" => KeyCode::Char(' '),
            _ => {
                let mut chars = rest.chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) => KeyCode::Char(c),
                    (Some('f'), Some(_)) => {
                        let number = rest.trim_start_matches('f').parse::<u8>();
                        KeyCode::F(
                            number
                                .ok()
                                .filter(|n| (1..=12).contains(n))
                                .ok_or_else(|| format!("\"{name}\" is not a key"))?,
                        )
                    }
                    _ => return Err(format!("\"{name}\" is not a key")),
                }
            }
        };
        Ok(Self { code, modifiers })
    }

    /// How the key is shown.
    pub fn label(self) -> String {
        let mut out = String::new();
        for (modifier, name) in [
            (KeyModifiers::CONTROL, "ctrl-"),
            (KeyModifiers::ALT, "alt-"),
            (KeyModifiers::SHIFT, "shift-"),
        ] {
            if self.modifiers.contains(modifier) {
                out.push_str(name);
            }
        }
        match self.code {
            KeyCode::Char(' ') => out.push_str("space"),
            KeyCode::Char(c) => out.push(c),
            KeyCode::Up => out.push('↑'),
            KeyCode::Down => out.push('↓'),
            KeyCode::Left => out.push('←'),
            KeyCode::Right => out.push('→'),
            KeyCode::BackTab => out.push_str("shift-tab"),
            KeyCode::PageUp => out.push_str("pgup"),
            KeyCode::PageDown => out.push_str("pgdn"),
            KeyCode::F(n) => {
                out.push('f');
                out.push_str(&n.to_string());
            }
            code => out.push_str(&format!("{code:?}").to_lowercase()),
        }
        out
    }

    /// Which of several keys is shown: ↑ rather than k, ? rather than F1, q rather than Ctrl-C.
    fn rank(self) -> u8 {
        match self.code {
            KeyCode::F(_) => 2,
            _ if !self.modifiers.is_empty() => 3,
            KeyCode::Char(_) => 1,
            _ => 0,
        }
    }

    /// Whether the key types a character into a text field.
    pub fn is_printable(self) -> bool {
        matches!(self.code, KeyCode::Char(_))
            && !self
                .modifiers
                .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
    }
}

/// A key as help and footers show it.
#[derive(Clone, Debug)]
struct Shown {
    place: String,
    key: Key,
    command: Command,
    label: String,
}

/// Keys by place, resolved.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    places: HashMap<String, HashMap<Key, Option<Command>>>,
    /// The key to show for a command stands before its others.
    shown: Vec<Shown>,
}

impl Keymap {
    /// Resolves a key table. What cannot be resolved is left out and said, with the nearest command.
    pub fn resolve(table: &KeyTable) -> (Self, Vec<String>) {
        let mut out = Self::default();
        let mut problems = Vec::new();
        for (place, keys) in table {
            if !PLACES.contains(&place.as_str()) {
                problems.push(format!(
                    "keys, [{place}]: there is no such place{}; the places are {}",
                    did_you_mean(nearest(place, PLACES.into_iter())),
                    PLACES.join(", ")
                ));
            }
            let resolved = out.places.entry(place.clone()).or_default();
            for (key, command) in keys {
                let key = match Key::parse(key) {
                    Ok(key) => key,
                    Err(problem) => {
                        problems.push(format!("keys, [{place}]: {problem}"));
                        continue;
                    }
                };
                if command == "none" {
                    resolved.insert(key, None);
                } else if let Some(command) = Command::from_name(command) {
                    resolved.insert(key, Some(command));
                    out.shown.push(Shown {
                        place: place.clone(),
                        key,
                        command,
                        label: key.label(),
                    });
                } else {
                    let names = Command::ALL.iter().map(|c| c.name());
                    let hint = did_you_mean(nearest(command, names));
                    problems.push(format!(
                        "keys, [{place}]: \"{command}\" is not a command{hint}"
                    ));
                }
            }
        }
        out.shown
            .sort_by_cached_key(|s| (s.key.rank(), s.label.len(), s.label.clone()));
        let stuck: Vec<&str> = PLACES.into_iter().filter(|p| out.is_stuck(p)).collect();
        if !stuck.is_empty() {
            problems.push(format!(
                "keys: no key quits in {}; bind one to \"quit\", such as \"ctrl-c\"",
                stuck.join(", ")
            ));
        }
        (out, problems)
    }

    /// Whether no key quits in a place.
    fn is_stuck(&self, place: &str) -> bool {
        let typing: &[bool] = match place {
            EVERYWHERE => &[false],
            TYPING | "palette" | "help" | "evidence" => &[true],
            "roles" | "skills" | "guide" | "roles-held" | "filter" => &[false, true],
            _ => &[false],
        };
        let quits = |typing: &bool| !self.keys(place, *typing, Command::Quit).is_empty();
        !typing.iter().all(quits)
    }

    /// What `key` does in `place`; in a place where text is typed nothing falls back to [`EVERYWHERE`].
    pub fn command(&self, place: &str, typing: bool, key: Key) -> Option<Command> {
        [place, fallback(typing)]
            .into_iter()
            .find_map(|place| self.places.get(place)?.get(&key).copied())
            .flatten()
    }

    /// The keys that lead to `command` in `place`, the one to show first.
    pub fn keys(&self, place: &str, typing: bool, command: Command) -> Vec<&str> {
        let mut out: Vec<&str> = Vec::new();
        for wanted in [place, fallback(typing)] {
            let bound = self.shown.iter().filter(|s| {
                s.command == command
                    && s.place == wanted
                    && self.command(place, typing, s.key) == Some(command)
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

/// The place whose keys count where a place has none of its own.
fn fallback(typing: bool) -> &'static str {
    if typing { TYPING } else { EVERYWHERE }
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
            .filter(|c| keymap.keys("path", false, **c).is_empty())
            .map(|c| c.name())
            .collect();
        assert_eq!(
            without,
            ["save", "mouse"],
            "in forms only, and in the palette only"
        );
        assert_eq!(keymap.keys("evidence", true, Command::Save), ["ctrl-s"]);
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
                "keys: no key quits in everywhere, path, roles, skills, guide, confirm, routes, side-by-side, roles-held, \
                 assumptions, filter, messages, damaged, what-if; bind one to \"quit\", such as \"ctrl-c\""
            ]
        );
        let said = problems(&format!("[everywhere]\n{none}\"x\" = \"quit\"\n"));
        assert_eq!(said, Vec::<String>::new());
        // Where text is typed at times, a key must quit at both times.
        let said = problems(&format!("[typing]\n{none}"));
        assert_eq!(
            said,
            [
                "keys: no key quits in typing, roles, skills, guide, palette, help, evidence, roles-held, filter; bind one \
                 to \"quit\", such as \"ctrl-c\""
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
