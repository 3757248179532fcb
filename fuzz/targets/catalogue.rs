//! A kept catalogue whose checksums are right: it is refused, or all of it can be looked at.
#![no_main]

use std::fs;
use std::sync::LazyLock;

use cisopath::catalog::Catalog;
use cisopath::library::Library;
use cisopath::search::{Concern, Index};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;
use xxhash_rust::xxh3::xxh3_64;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| tempfile::tempdir().unwrap());

/// Bytes before the table of sections: magic, version and count.
const HEAD: usize = 16;

/// Bytes of an entry of the table: length and checksum.
const ENTRY: usize = 16;

/// The file with lengths that fit and checksums that are right.
fn sealed(data: &[u8]) -> Option<Vec<u8>> {
    let count = u32::from_le_bytes(data.get(12..HEAD)?.try_into().ok()?) as usize;
    let table = data.get(HEAD..HEAD + count.min(16) * ENTRY)?;
    let mut out = data.get(..HEAD)?.to_vec();
    let start = HEAD + table.len() + 8;
    let mut rest = data.get(start..)?;
    for entry in table.chunks(ENTRY) {
        let len = u64::from_le_bytes(entry[..8].try_into().ok()?);
        let (section, after) = rest.split_at(rest.len().min(len as usize));
        rest = after;
        out.extend((section.len() as u64).to_le_bytes());
        out.extend(xxh3_64(section).to_le_bytes());
    }
    out.extend(xxh3_64(&out).to_le_bytes());
    out.extend(&data[start..data.len() - rest.len()]);
    Some(out)
}

fn look_at(catalog: &Catalog) {
    for each in catalog.occupations() {
        assert!(each.essential().len() + each.optional().len() <= 2 * catalog.skills().len());
        let _ = (each.label(), each.code(), each.uri(), each.isco().code.len());
        each.alternative_labels().iter().for_each(drop);
        let _ = catalog.occupation_description(each.ix);
    }
    for each in catalog.skills() {
        assert!(each.rarity() >= 0.0);
        let _ = (each.label(), each.uri(), each.groups().len());
        each.alternative_labels().iter().for_each(drop);
        let _ = (catalog.skill_description(each.ix), each.essential_for().len());
    }
    for index in [Index::skills(catalog), Index::occupations(catalog)] {
        index.search("test a", &Concern::none(), 20);
    }
}

fuzz_target!(|data: &[u8]| {
    let Some(file) = sealed(data) else {
        return;
    };
    let library = Library::new(FOLDER.path().to_owned());
    fs::write(library.path("fuzzed"), file).unwrap();
    if let Ok(catalog) = library.open("fuzzed") {
        look_at(&catalog);
    }
});
