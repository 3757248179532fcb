//! How long reading an advert takes: making the reader, reading one text, and beside it one plain scan of the preferred
//! labels for each of its lines.
//!
//! `cargo bench --bench adverts` reads `CISOPATH_ADVERT=FILE`, else a page of the tests. `CISOPATH_CATALOGS=FOLDER` reads
//! against the catalogue in use in a folder of imported ones.

// A tool for developers: what it needs must be there.
#![allow(clippy::expect_used, clippy::print_stdout)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use cisopath::adverts::{AdvertText, Reader};
use cisopath::catalog::Skill;
use cisopath::import::web_page;
use cisopath::library::Library;
use cisopath::meaning::{Nearest, Table};

const PAGE: &[u8] = include_bytes!("../tests/data/adverts/pages/plain.html");

/// How often each is measured; the median is printed.
const RUNS: usize = 15;

/// As many as the reader looks at.
const SCANNED: usize = 200;

fn main() {
    let page = std::env::var_os("CISOPATH_ADVERT")
        .map(|path| std::fs::read(path).expect("the advert can be read"));
    let postings = web_page::read(page.as_deref().unwrap_or(PAGE)).ok();
    let posting = postings.and_then(|mut all| all.pop()).expect("an advert");
    let folder = std::env::var_os("CISOPATH_CATALOGS").unwrap_or_else(|| "/nonexistent".into());
    let catalog = Library::new(folder.into()).open_in_use();
    let catalog = catalog.expect("the catalogue is sound");

    let started = Instant::now();
    let reader = Reader::new(&catalog).expect("the phrasings are sound");
    let first = started.elapsed();
    let made = median(|| {
        black_box(Reader::new(&catalog).expect("the phrasings are sound"));
    });
    let advert = AdvertText {
        text: &posting.text,
        title: Some(&posting.title)
            .filter(|title| !title.is_empty())
            .map(String::as_str),
        route: &[],
    };
    let started = Instant::now();
    black_box(reader.read(&catalog, &advert));
    let first_read = started.elapsed();
    let read = median(|| {
        black_box(reader.read(&catalog, &advert));
    });
    let table = Table::embedded();
    let labels = Nearest::new(table, catalog.skills().map(Skill::label));
    let scan = median(|| {
        for line in posting.text.lines().filter_map(|line| table.vector(line)) {
            black_box(labels.top(&line, SCANNED));
        }
    });
    let words = posting.text.split_whitespace().count();
    println!("{}: an advert of {words} words", catalog.title());
    println!("reader: first {first:.1?}, then {made:.1?}");
    println!("read: first {first_read:.1?}, then {read:.1?}; a scan a line {scan:.1?}");
    println!("ratio: {:.1}", read.as_secs_f64() / scan.as_secs_f64());
}

fn median(mut run: impl FnMut()) -> Duration {
    let mut all: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let started = Instant::now();
            run();
            started.elapsed()
        })
        .collect();
    all.sort_unstable();
    all[RUNS / 2]
}
