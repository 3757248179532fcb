//! Key files: the command of each key in each context, as strings.

use std::collections::BTreeMap;
use std::path::Path;

use super::settings::Settings;
use super::{ConfigError, parse};

/// The default key file.
pub const DEFAULTS: &str = include_str!("../../data/keys/default.toml");

/// The context whose keys work in every context that does not bind them.
pub const EVERYWHERE: &str = "everywhere";

/// Commands by key by context, as written in the file.
pub type KeyTable = BTreeMap<String, BTreeMap<String, String>>;

/// The default keys, overridden by those of `own` (a path and its text).
pub fn load(own: Option<(&Path, &str)>) -> Result<KeyTable, ConfigError> {
    let mut table: KeyTable = parse(Path::new("keys/default.toml"), DEFAULTS)?;
    if let Some((path, text)) = own {
        let over: KeyTable = parse(path, text)?;
        for (place, keys) in over {
            table.entry(place).or_default().extend(keys);
        }
    }
    Ok(table)
}

/// The default keys, overridden by the key file that the settings name. `config` is the settings file.
pub fn load_own(settings: &Settings, config: &Path) -> Result<KeyTable, ConfigError> {
    match settings.keys_file(config) {
        None => load(None),
        Some(own) => load(Some((&own, &super::read(&own)?))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_keys_lie_over_the_shipped_ones() {
        let own = "[everywhere]\n\"q\" = \"none\"\n[guide]\n\"n\" = \"down\"\n";
        let table = load(Some((Path::new("k.toml"), own))).unwrap();
        assert_eq!(table[EVERYWHERE]["q"], "none");
        assert_eq!(table[EVERYWHERE]["u"], "undo");
        assert_eq!(table["guide"]["n"], "down");
    }

    #[test]
    fn a_broken_file_names_its_line() {
        let error = load(Some((Path::new("k.toml"), "[everywhere]\n\"q\" = 3\n"))).unwrap_err();
        assert!(
            error.to_string().starts_with("k.toml is not valid, line 2"),
            "{error}"
        );
    }
}
