//! A kept catalogue whose checksums are right: it is refused, or all of it can be looked at.
#![no_main]

use std::fs;
use std::sync::LazyLock;

use cisopath::catalog::Catalog;
use cisopath::library::Library;
use cisopath::search::{Boosts, Index};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;
use xxhash_rust::xxh3::xxh3_64;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| tempfile::tempdir().unwrap());

/// Bytes of a part's head: magic (8), version (4), length (8), checksum (8).
const HEAD: usize = 28;

/// The file with lengths that fit and checksums that are right.
fn sealed(data: &[u8]) -> Option<Vec<u8>> {
    let (first, mut rest) = data.split_at_checked(HEAD)?;
    let mut head = first;
    let mut out = Vec::new();
    for last in [false, true] {
        let wanted = u64::from_le_bytes(head[12..20].try_into().ok()?);
        let len = if last { rest.len() } else { rest.len().min(wanted as usize) };
        let (part, after) = rest.split_at(len);
        out.extend(&head[..12]);
        out.extend((part.len() as u64).to_le_bytes());
        out.extend(xxh3_64(part).to_le_bytes());
        out.extend(part);
        if !last {
            (head, rest) = after.split_at_checked(HEAD)?;
        }
    }
    Some(out)
}

fn look_at(catalog: &Catalog) {
    for each in catalog.occupations() {
        assert!(each.essential().len() + each.optional().len() <= 2 * catalog.skills().len());
        let _ = (each.label(), each.code(), each.uri(), each.isco().code.len());
        each.alternative_labels().iter().for_each(drop);
        let _ = each.description();
    }
    for each in catalog.skills() {
        assert!(each.rarity() >= 0.0);
        let _ = (each.label(), each.uri(), each.groups().len());
        each.alternative_labels().iter().for_each(drop);
        let _ = (each.description(), each.essential_for().len());
    }
    for index in [Index::skills(catalog), Index::occupations(catalog)] {
        index.search("test a", &Boosts::none(), 20);
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
