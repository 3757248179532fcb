//! Search in the skills, key by key, beside a plain scan of the same labels with `SkimMatcherV2`.
//!
//! `cargo bench --bench search` prints, for every prefix of eight queries, how long a search takes and how many times
//! faster than the scan it is; then the same for queries that nobody chose, to find the slow ones: all of one and of two
//! letters, some of three, and labels typed to their end, as they are and misspelt. Times are by the clock, so run it on a quiet machine. The budgets: 60 ms at the 99th percentile, and at the
//! median five times as fast as the scan. `CISOPATH_CATALOGS=FOLDER` measures the catalogue in use in a folder of imported
//! ones; without it, the embedded one.

// A tool for developers: what it needs must be there.
#![allow(clippy::expect_used, clippy::print_stdout)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use cisopath::catalog::Catalog;
use cisopath::library::Library;
use cisopath::search::{Boosts, Index};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use xxhash_rust::xxh3::xxh3_64;

const QUERIES: [&str; 8] = [
    "risk",
    "iso27",
    "scrty",
    "incident response",
    "manage information security",
    "dsaster recovery",
    "k",
    "xyzzyq",
];

/// The most rows that a list shows at first.
const ROWS: usize = 200;

fn main() {
    let catalog = catalog();
    let labels = labels(&catalog);
    let mut index = Index::default();
    let built = timed(|| {
        index = Index::skills(&catalog);
        index.prepare();
    });
    println!(
        "{}: {} labels of {} skills",
        catalog.title(),
        labels.len(),
        index.len()
    );
    println!("building the index took {built:.1?}");
    let letters = || ('a'..='z').map(String::from);
    let pairs = letters().flat_map(|a| letters().map(move |b| a.clone() + &b));
    let drawn = |n: u64| char::from(b'a' + (xxh3_64(&n.to_le_bytes()) % 26) as u8);
    let threes = (0..500).map(|n| (0..3).map(|c| drawn(3 * n + c)).collect());
    let some = || labels.iter().step_by(labels.len() / 60 + 1);
    let misspelt = |label: &&str| {
        let mut chars: Vec<char> = label.chars().collect();
        let middle = chars.len() / 2;
        chars.swap(middle, middle.saturating_sub(1));
        chars.into_iter().collect::<String>()
    };
    let groups: [(&str, Vec<String>); 6] = [
        ("the queries", QUERIES.into_iter().flat_map(keys).collect()),
        ("1 letter", letters().collect()),
        ("2 letters", pairs.collect()),
        ("3 letters", threes.collect()),
        ("labels", some().flat_map(|label| keys(label)).collect()),
        (
            "misspelt",
            some().flat_map(|label| keys(&misspelt(label))).collect(),
        ),
    ];
    for (name, queries) in groups {
        print_group(name, &queries, &labels, &index);
    }
}

/// What is in the field after each key.
fn keys(query: &str) -> Vec<String> {
    let ends = query.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.filter_map(|end| Some(query.get(..end)?.to_owned()))
        .collect()
}

fn catalog() -> Catalog {
    let folder = std::env::var_os("CISOPATH_CATALOGS").unwrap_or_else(|| "/nonexistent".into());
    let catalog = Library::new(folder.into()).open_in_use();
    catalog.expect("the catalogue is sound")
}

fn labels(catalog: &Catalog) -> Vec<&str> {
    let skills = catalog.skills();
    let labels =
        skills.flat_map(|s| std::iter::once(s.label()).chain(s.alternative_labels().iter()));
    labels.collect()
}

/// The plain way: every label scored, everything sorted.
fn scan(matcher: &SkimMatcherV2, labels: &[&str], query: &str) -> Vec<(i64, usize)> {
    let scored = labels.iter().enumerate();
    let mut found: Vec<_> = scored
        .filter_map(|(at, label)| Some((-matcher.fuzzy_match(label, query)?, at)))
        .collect();
    found.sort_unstable();
    found
}

fn print_group(name: &str, queries: &[String], labels: &[&str], index: &Index) {
    let (matcher, boosts) = (SkimMatcherV2::default(), Boosts::none());
    let search = |query: &str| timed(|| drop(black_box(index.search(query, &boosts, ROWS))));
    let searched = queries.iter().map(|query| (search(query), query.as_str()));
    let mut searched: Vec<(Duration, &str)> = searched.collect();
    searched.sort_unstable();
    // A few scans are enough to compare with.
    let some = queries.iter().step_by(queries.len() / 100 + 1);
    let scan = |query: &String| timed(|| drop(black_box(scan(&matcher, labels, query))));
    let mut scanned: Vec<Duration> = some.map(scan).collect();
    scanned.sort_unstable();
    let at = |percent: usize| searched[(searched.len() - 1) * percent / 100].0;
    let mean = searched.iter().map(|(took, _)| *took).sum::<Duration>() / searched.len() as u32;
    let ratio = scanned[scanned.len() / 2].as_secs_f64() / at(50).as_secs_f64();
    println!(
        "{name:<12} p50 {:>8.1?} ({ratio:.1} times as fast as the scan)  p99 {:>8.1?}  mean {mean:>8.1?}  max {:>8.1?}",
        at(50),
        at(99),
        at(100)
    );
    let slowest: Vec<&str> = searched
        .iter()
        .rev()
        .take(5)
        .map(|(_, query)| *query)
        .collect();
    println!("{:<12} slowest {slowest:?}", "");
}

/// How long something takes; by the clock, since processor time has ticks of 4 ms on some kernels.
fn timed(work: impl FnOnce()) -> Duration {
    let started = Instant::now();
    work();
    started.elapsed()
}
