//! A record: it is refused, or it can be planned with and is the same after it was written and read.
#![no_main]

use std::sync::LazyLock;

use cisopath::catalog::Catalog;
use cisopath::planning::current_plan::current_plan;
use cisopath::profile::{Record, States};
use libfuzzer_sys::fuzz_target;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());

fuzz_target!(|text: &str| {
    let Ok(mut record) = Record::from_json(text) else {
        return;
    };
    let written = record.to_json().unwrap();
    let back = Record::from_json(&written).unwrap();
    assert_eq!(back.to_json().unwrap(), written);

    let states = States::of(&record.profile, &CATALOG);
    current_plan(&CATALOG, &record.profile, &states);
    if let Some(now) = record.changed() {
        while record.undo(now).is_some() {}
        while record.redo(now).is_some() {}
    }
});
