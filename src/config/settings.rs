//! The settings file.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::hours::Hours;
use super::{ConfigError, nearest, parse};
use crate::planning::hours::HoursTable;

/// The default settings file.
pub const DEFAULTS: &str = include_str!("../../data/config.toml");

const THEMES: [&str; 4] = ["auto", "dark", "light", "mono"];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// `auto`, `dark`, `light` or `mono`.
    pub theme: String,
    /// Whether to draw in ASCII only; `None` decides by the terminal and the locale.
    pub ascii: Option<bool>,
    pub mouse: bool,
    /// The key file, relative to the settings file; empty for none.
    pub keys: PathBuf,
    /// The hours that it takes to learn a skill.
    pub hours: HoursTable,
}

/// A settings file, which names only differences from the defaults.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Partial {
    theme: Option<String>,
    ascii: Option<Ascii>,
    mouse: Option<bool>,
    keys: Option<PathBuf>,
    #[serde(default)]
    hours: Hours,
}

/// `"auto"`, `true` or `false`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(untagged, expecting = "ascii is \"auto\", true or false")]
enum Ascii {
    Chosen(bool),
    Named(Auto),
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Auto {
    Auto,
}

impl Ascii {
    fn choice(self) -> Option<bool> {
        match self {
            Self::Chosen(ascii) => Some(ascii),
            Self::Named(Auto::Auto) => None,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        // A test compares this with the default file.
        Self {
            theme: "auto".to_owned(),
            ascii: None,
            mouse: true,
            keys: PathBuf::new(),
            hours: HoursTable::default(),
        }
    }
}

impl Settings {
    /// Reads a settings file. A missing file or setting means the default.
    ///
    /// # Errors
    /// [`ConfigError`] if the file cannot be read or has an unknown setting or value.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        match super::read(path) {
            Ok(text) => Self::from_toml(path, &text),
            Err(ConfigError::Read { source, .. })
                if source.kind() == std::io::ErrorKind::NotFound =>
            {
                Ok(Self::default())
            }
            Err(error) => Err(error),
        }
    }

    fn from_toml(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let partial: Partial = parse(path, text)?;
        let defaults = Self::default();
        let refused = |message| ConfigError::Value {
            path: path.to_owned(),
            message,
        };
        let settings = Self {
            theme: partial.theme.unwrap_or(defaults.theme),
            ascii: partial.ascii.map_or(defaults.ascii, Ascii::choice),
            mouse: partial.mouse.unwrap_or(defaults.mouse),
            keys: partial.keys.unwrap_or(defaults.keys),
            hours: partial.hours.table().map_err(refused)?,
        };
        if !THEMES.contains(&settings.theme.as_str()) {
            let mut message = format!(
                "theme = \"{}\" is not a theme; take auto, dark, light or mono",
                settings.theme
            );
            if let Some(name) = nearest(&settings.theme, THEMES.into_iter()) {
                message = format!("{message}; did you mean {name}?");
            }
            return Err(ConfigError::Syntax {
                path: path.to_owned(),
                line: line_of_setting(text, "theme"),
                message,
            });
        }
        Ok(settings)
    }

    /// The path of the key file, if one is named, relative to the settings file unless it is absolute or begins with
    /// `~`.
    pub fn keys_file(&self, config: &Path) -> Option<PathBuf> {
        if self.keys.as_os_str().is_empty() {
            return None;
        }
        let keys = expand(&self.keys, etcetera::home_dir().ok().as_deref());
        Some(config.parent().unwrap_or(Path::new("")).join(keys))
    }
}

/// Replaces `~` at the beginning of a path by the home folder.
fn expand(path: &Path, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

/// The line (from 1) that sets `name`.
fn line_of_setting(text: &str, name: &str) -> usize {
    let mut lines = text.lines();
    let at = lines.position(|line| line.trim_start().starts_with(name));
    at.map_or(1, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Kind, ReuseLevel};

    #[test]
    fn a_tilde_is_the_home_folder() {
        let home = Path::new("/home/me");
        let expand = |path: &str| expand(Path::new(path), Some(home));
        assert_eq!(expand("~/keys.toml"), home.join("keys.toml"));
        assert_eq!(expand("~you/keys.toml"), Path::new("~you/keys.toml"));
        assert_eq!(expand("a/~/keys.toml"), Path::new("a/~/keys.toml"));
        assert_eq!(super::expand(Path::new("~/x"), None), Path::new("~/x"));
    }

    #[test]
    fn the_shipped_file_says_the_defaults() {
        let shipped = Settings::from_toml(Path::new("config.toml"), DEFAULTS).unwrap();
        assert_eq!(shipped, Settings::default());
        // An empty file would pass as well.
        let table: toml::Table = toml::from_str(DEFAULTS).unwrap();
        let names: Vec<&str> = table.keys().map(String::as_str).collect();
        assert_eq!(names, ["ascii", "hours", "keys", "mouse", "theme"]);
        for kind in Kind::ALL {
            let levels = table["hours"][kind.word()].as_table().unwrap();
            assert_eq!(levels.len(), ReuseLevel::ALL.len());
        }
    }

    #[test]
    fn hours_name_only_what_differs() {
        let text = "[hours]\nskill = { transversal = 5 }\n[hours.own]\n\"risk management\" = 12\n";
        let settings = Settings::from_toml(Path::new("c.toml"), text).unwrap();
        let mut expected = HoursTable::default();
        expected.set(Kind::Skill, ReuseLevel::Transversal, 5);
        expected.overrides.insert("risk management".to_owned(), 12);
        assert_eq!(settings.hours, expected);
        for (text, said) in [
            (
                "[hours]\nskill = { transversal = 99999 }",
                "hours.skill.transversal = 99999 is too much",
            ),
            ("[hours]\nskill = { sometimes = 1 }", "line 2"),
            ("[hours]\nskil = { transversal = 1 }", "unknown field"),
        ] {
            let error = Settings::from_toml(Path::new("c.toml"), text).unwrap_err();
            assert!(error.to_string().contains(said), "{error}");
        }
    }

    #[test]
    fn an_unknown_setting_names_its_line() {
        let error =
            Settings::from_toml(Path::new("c.toml"), "ascii = true\ncolour = 1\n").unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("c.toml is not valid, line 2: unknown field")
        );
    }

    #[test]
    fn ascii_is_a_choice_or_left_to_the_terminal() {
        let read = |text| Settings::from_toml(Path::new("c.toml"), text);
        for (text, ascii) in [
            ("", None),
            ("ascii = \"auto\"", None),
            ("ascii = true", Some(true)),
            ("ascii = false", Some(false)),
        ] {
            assert_eq!(read(text).unwrap().ascii, ascii, "{text}");
        }
        let error = read("mouse = true\nascii = \"yes\"")
            .unwrap_err()
            .to_string();
        assert!(error.contains("line 2"), "{error}");
        assert!(error.contains("\"auto\", true or false"), "{error}");
    }

    #[test]
    fn an_unknown_theme_is_refused() {
        let error = Settings::from_toml(Path::new("c.toml"), "theme = \"pink\"").unwrap_err();
        assert!(error.to_string().contains("take auto, dark, light or mono"));
    }

    #[test]
    fn the_nearest_name_is_proposed() {
        for (text, said) in [
            (
                "ascii = true\nthem = \"dark\"",
                "line 2: unknown field `them`",
            ),
            ("them = \"dark\"", "did you mean `theme`?"),
            ("ascii = true\ntheme = \"drak\"", "line 2: theme = \"drak\""),
            ("theme = \"drak\"", "did you mean dark?"),
            ("[hours]\nskil = {}", "did you mean `skill`?"),
        ] {
            let error = Settings::from_toml(Path::new("c.toml"), text).unwrap_err();
            assert!(error.to_string().contains(said), "{error}");
        }
        let error = Settings::from_toml(Path::new("c.toml"), "xyzzy = 1").unwrap_err();
        assert!(!error.to_string().contains("did you mean"), "{error}");
    }
}
