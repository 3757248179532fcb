//! Search in the skills, key by key, beside a plain scan of the same labels with `SkimMatcherV2`.
//!
//! `cargo bench --bench search` prints first, for every prefix of eight queries, how long an answer takes, how many
//! times faster that is than the scan, and whether some of the answers equal the definition; then the same for a few
//! thousand other keys, to find the slow ones; then divan's table. `CISOPATH_CATALOGS=FOLDER` measures the catalogue
//! in use in a folder of imported ones; without it, the embedded one.

// A tool for developers: what it needs must be there.
#![allow(clippy::expect_used, clippy::print_stdout)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use cisopath::catalog::Catalog;
use cisopath::library::Library;
use cisopath::search::index::skill_entries;
use cisopath::search::{Concern, Index, Results, Session, plain};
use divan::Bencher;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

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

fn main() {
    if std::env::args().any(|arg| arg == "--bench") {
        print_percentiles();
    }
    divan::main();
}

/// What is in the field after each key.
fn keys(query: &str) -> impl Iterator<Item = &str> {
    query
        .char_indices()
        .filter_map(|(at, c)| query.get(..at + c.len_utf8()))
}

fn catalog() -> Catalog {
    let folder = std::env::var_os("CISOPATH_CATALOGS").unwrap_or_else(|| "/nonexistent".into());
    let catalog = Library::new(folder.into()).open_in_use();
    catalog.expect("the catalogue is sound")
}

fn labels(catalog: &Catalog) -> Vec<&str> {
    let skills = catalog.skills().iter();
    let labels = skills.flat_map(|s| std::iter::once(&*s.label).chain(s.alternative_labels.iter()));
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

/// Every key of every query, some rounds. The first line of a pair counts every run, so that it shows what else the
/// machine did; the second the fastest run of each key.
fn print_percentiles() {
    let catalog = catalog();
    let labels = labels(&catalog);
    let started = Instant::now();
    let index = Index::skills(&catalog);
    index.prepare();
    let built = started.elapsed();
    println!("{}", catalog.title());
    println!(
        "{} labels of {} skills; first build {built:.2?}",
        labels.len(),
        index.len()
    );
    let matcher = SkimMatcherV2::default();
    let concern = Concern::none();
    let mut times: [Vec<Vec<Duration>>; 3] = Default::default();
    for _ in 0..10 {
        let mut round: [Vec<Duration>; 3] = Default::default();
        for query in QUERIES {
            let mut session = Session::default();
            for key in keys(query) {
                round[0].push(timed(|| scan(&matcher, &labels, key).len()));
                round[1].push(timed(|| session.update(&index, key, &concern).total));
                round[2].push(timed(|| index.search(key, &concern, 200).total));
            }
        }
        for (times, round) in times.iter_mut().zip(round) {
            times.push(round);
        }
    }
    let mut scanned = None;
    for (name, rounds) in ["plain scan", "session", "at once"].into_iter().zip(times) {
        let keys = 0..rounds[0].len();
        let fastest = keys.filter_map(|key| rounds.iter().map(|round| round[key]).min());
        print_line(name, "every run", rounds.concat(), None);
        let line = print_line("", "fastest", fastest.collect(), scanned);
        scanned.get_or_insert(line);
    }
    print_whether_equal(&catalog, &index);
    print_others(&labels, &index);
}

/// Holds every eighth key against the definition, which takes seconds for one.
fn print_whether_equal(catalog: &Catalog, index: &Index) {
    let entries = skill_entries(catalog);
    let concern = Concern::none();
    let all: Vec<&str> = QUERIES.into_iter().flat_map(keys).step_by(8).collect();
    let equal = |key: &&str| {
        let (total, rows) = plain::search(&entries, key, &concern, 200);
        let Results { total: fast, hits } = index.search(key, &concern, 200);
        let same = |(hit, row): (&cisopath::search::Hit, &plain::Row)| {
            let label = index.label(hit.label);
            (hit.item, label.text, label.source) == (row.item, &*row.label, row.source)
                && (hit.tier, hit.score) == (row.tier, row.score)
        };
        total == fast && hits.len() == rows.len() && hits.iter().zip(&rows).all(same)
    };
    let (of, equal) = (all.len(), all.into_iter().filter(equal).count());
    println!("equal to the definition: {equal} of {of} keys");
}

/// Keys that nobody chose: every one and two letters, labels typed to their end, with a wrong letter too, and parts of
/// labels pasted together.
fn print_others(labels: &[&str], index: &Index) {
    let concern = Concern::none();
    let letters = || ('a'..='z').chain('0'..='9');
    let short = letters().flat_map(|a| {
        std::iter::once(a.to_string()).chain(letters().map(move |b| format!("{a}{b}")))
    });
    let typed = labels.iter().step_by(labels.len() / 60 + 1);
    let right = typed.clone().map(|label| (*label).to_owned());
    let wrong = typed.map(|label| {
        let mut chars: Vec<char> = label.chars().collect();
        let middle = chars.len() / 2;
        chars.swap(middle, middle.saturating_sub(1));
        chars.into_iter().collect()
    });
    let pasted = labels
        .windows(3)
        .step_by(labels.len() / 60 + 1)
        .map(|three| three.join(" ").chars().rev().collect());
    let typing = |what: &str, texts: &mut dyn Iterator<Item = String>, whole: bool| {
        let mut times: Vec<(Duration, String)> = Vec::new();
        for text in texts {
            let mut session = Session::default();
            for key in keys(&text).filter(|key| !whole || *key == text) {
                times.push((
                    timed(|| session.update(index, key, &concern).total),
                    key.to_owned(),
                ));
            }
        }
        times.sort_unstable();
        let slowest: Vec<&str> = times.iter().rev().take(3).map(|(_, key)| &**key).collect();
        let times: Vec<Duration> = times.iter().map(|(took, _)| *took).collect();
        let max = times.last().copied().unwrap_or_default();
        print_line(what, "every run", times, None);
        println!("{:<20}  max {max:>9.1?}  slowest {slowest:?}", "");
    };
    typing("1, 2 letters", &mut short.clone(), true);
    typing("labels", &mut right.into_iter(), false);
    typing("misspelt", &mut wrong.into_iter(), false);
    typing("pasted", &mut pasted.into_iter(), true);
}

fn timed(work: impl FnOnce() -> usize) -> Duration {
    let started = Instant::now();
    black_box(work());
    started.elapsed()
}

/// Prints a line and, beside `scanned`, how many times faster it is; gives median and mean.
fn print_line(
    name: &str,
    what: &str,
    mut times: Vec<Duration>,
    scanned: Option<(Duration, Duration)>,
) -> (Duration, Duration) {
    times.sort_unstable();
    let mean = times.iter().sum::<Duration>() / times.len().max(1) as u32;
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    let ratio = |slow: Duration, fast: Duration| slow.as_secs_f64() / fast.as_secs_f64();
    let beside = scanned.map_or_else(String::new, |(p50, whole)| {
        let (p50, whole) = (ratio(p50, at(50)), ratio(whole, mean));
        format!("  p50 {p50:.1} times, mean {whole:.1} times faster")
    });
    println!(
        "{name:<12} {what:<9}  p50 {:>9.1?}  p99 {:>9.1?}  mean {mean:>9.1?}{beside}",
        at(50),
        at(99)
    );
    (at(50), mean)
}

#[divan::bench(args = QUERIES)]
fn session(bencher: Bencher, query: &str) {
    let index = Index::skills(&catalog());
    let concern = Concern::none();
    bencher.bench_local(|| {
        let mut session = Session::default();
        keys(query)
            .map(|key| session.update(&index, key, &concern).total)
            .sum::<usize>()
    });
}

#[divan::bench(args = QUERIES)]
fn plain_scan(bencher: Bencher, query: &str) {
    let catalog = catalog();
    let labels = labels(&catalog);
    let matcher = SkimMatcherV2::default();
    bencher.bench_local(|| {
        keys(query)
            .map(|key| scan(&matcher, &labels, key).len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn build(bencher: Bencher) {
    let catalog = catalog();
    bencher.bench_local(|| Index::skills(&catalog).len());
}
