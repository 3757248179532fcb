//! A key file: it is refused, or every problem in it has a message.
#![no_main]

use std::path::Path;

use cisopath::config::keys;
use cisopath::ui::input::keymap::Keymap;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(table) = keys::load(Some((Path::new("keys.toml"), text))) {
        let (_, problems) = Keymap::resolve(&table);
        assert!(problems.iter().all(|p| !p.is_empty()));
    }
});
