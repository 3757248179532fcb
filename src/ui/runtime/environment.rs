//! The environment variables that tell what the terminal can draw: colours, signs, background.

use crate::ui::model::theme::ThemeName;

/// The prefix of terminals without colours and Unicode; a digit follows: vt100, vt220.
const DEC: &str = "vt";

/// Terminals with at most sixteen colours and a font of 256 or 512 signs; a suffix may follow (`linux-16color`).
const CONSOLES: [&str; 7] = ["linux", "ansi", "pcansi", "cons25", "wsvt25", "sun", "hurd"];

/// The variables that matter, if they are not empty.
#[derive(Debug)]
pub(super) struct Environment {
    no_color: bool,
    colorfgbg: Option<String>,
    term: String,
    /// `LC_ALL`, else `LC_CTYPE`, else `LANG`.
    locale: Option<String>,
}

impl Environment {
    pub(super) fn read() -> Self {
        Self::of(|name| std::env::var(name).ok())
    }

    fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        Self {
            no_color: set("NO_COLOR").is_some(),
            colorfgbg: set("COLORFGBG"),
            term: set("TERM").unwrap_or_default(),
            locale: ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set),
        }
    }

    pub(super) fn refuses_colours(&self) -> bool {
        self.no_color
    }

    /// Whether the terminal has at most sixteen colours.
    pub(super) fn has_few_colours(&self) -> bool {
        self.is_dec() || self.is_console()
    }

    /// Whether the terminal or the locale has no Unicode. Without a locale, UTF-8 is assumed.
    pub(super) fn is_ascii(&self) -> bool {
        let is_utf8 = |locale: &String| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        };
        self.has_few_colours() || !self.locale.as_ref().is_none_or(is_utf8)
    }

    /// The theme that fits.
    pub(super) fn theme(&self) -> ThemeName {
        if self.no_color || self.is_dec() {
            return ThemeName::Mono;
        }
        // rxvt, Konsole and others say "foreground;background"; 7 and 15 are the light ones.
        let background = self.colorfgbg.as_ref();
        match background.and_then(|v| v.rsplit(';').next()?.parse::<u8>().ok()) {
            Some(7 | 9..=15) => ThemeName::Light,
            _ => ThemeName::Dark,
        }
    }

    fn is_dec(&self) -> bool {
        // Not `vte`, which has colours and Unicode.
        let number = self.term.strip_prefix(DEC);
        number.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    }

    fn is_console(&self) -> bool {
        let kind = self.term.split('-').next().unwrap_or_default();
        CONSOLES.contains(&kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> Environment {
        Environment::of(|name| {
            let found = variables.iter().find(|(n, _)| *n == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[track_caller]
    fn check(variables: &[(&str, &str)], ascii: bool, few: bool, theme: ThemeName) {
        let environment = environment(variables);
        assert_eq!(environment.is_ascii(), ascii, "{variables:?}");
        assert_eq!(environment.has_few_colours(), few, "{variables:?}");
        assert_eq!(environment.theme(), theme, "{variables:?}");
    }

    #[test]
    fn the_terminal_says_what_it_draws() {
        use ThemeName::{Dark, Light, Mono};
        check(&[], false, false, Dark);
        for term in [
            "xterm-256color",
            "vte-256color",
            "tmux",
            "screen",
            "xterm-kitty",
            "vtx",
        ] {
            check(&[("TERM", term)], false, false, Dark);
        }
        for term in ["linux", "linux-16color", "ansi", "cons25"] {
            check(&[("TERM", term)], true, true, Dark);
        }
        for term in ["vt100", "vt102", "vt220-8bit", "vt52"] {
            check(&[("TERM", term), ("LANG", "C.UTF-8")], true, true, Mono);
        }
        check(&[("COLORFGBG", "0;15")], false, false, Light);
        check(
            &[("COLORFGBG", "0;15"), ("NO_COLOR", "1")],
            false,
            false,
            Mono,
        );
        check(&[("NO_COLOR", "")], false, false, Dark);
    }

    #[test]
    fn the_locale_says_whether_there_is_unicode() {
        for (variables, ascii) in [
            (&[("LANG", "en_GB.UTF-8")][..], false),
            (&[("LANG", "de_DE.utf8")], false),
            (&[("LANG", "C")], true),
            (&[("LANG", "en_US.ISO-8859-1")], true),
            (&[("LANG", "en_GB.UTF-8"), ("LC_ALL", "POSIX")], true),
            (&[("LANG", "C"), ("LC_CTYPE", "C.UTF-8")], false),
            (&[("LANG", "C.UTF-8"), ("LC_ALL", "")], false),
        ] {
            check(variables, ascii, false, ThemeName::Dark);
        }
    }
}
