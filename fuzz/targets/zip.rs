//! An ESCO download as a zip file: it is refused or read.
#![no_main]

use std::fs;
use std::sync::LazyLock;

use cisopath::import::esco::{Options, read};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| tempfile::tempdir().unwrap());

fuzz_target!(|data: &[u8]| {
    let path = FOLDER.path().join("esco.zip");
    fs::write(&path, data).unwrap();
    let options = Options {
        language: None,
        release: Some("9.9"),
    };
    read(&[path], options, &mut |_| true).ok();
});
