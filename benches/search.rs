//! Search on the embedded skills, key by key, beside a plain scan of the same labels with `SkimMatcherV2`.
//!
//! `cargo bench --bench search` prints first, for every prefix of eight queries, how long an answer takes; then
//! divan's table of the same.

#![allow(clippy::print_stdout, reason = "a benchmark's output")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use cisopath::catalog::Catalog;
use cisopath::search::{Concern, Index, Session};
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
    match Catalog::embedded() {
        Ok(catalog) => catalog,
        Err(error) => panic!("the embedded catalogue: {error}"),
    }
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

/// Every key of every query, 20 rounds. The first line of a pair counts every run, so that it shows what else the
/// machine did; the second the fastest run of each key.
fn print_percentiles() {
    let catalog = catalog();
    let labels = labels(&catalog);
    let started = Instant::now();
    let index = Index::skills(&catalog);
    let built = started.elapsed();
    println!(
        "{} labels of {} skills; first build {built:.2?}",
        labels.len(),
        index.len()
    );
    let matcher = SkimMatcherV2::default();
    let concern = Concern::none();
    let mut times: [Vec<Vec<Duration>>; 3] = Default::default();
    for _ in 0..20 {
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
    for (name, rounds) in ["plain scan", "session", "at once"].into_iter().zip(times) {
        let keys = 0..rounds[0].len();
        let fastest = keys.filter_map(|key| rounds.iter().map(|round| round[key]).min());
        print_line(name, "every run", rounds.concat());
        print_line("", "fastest", fastest.collect());
    }
}

fn timed(work: impl FnOnce() -> usize) -> Duration {
    let started = Instant::now();
    black_box(work());
    started.elapsed()
}

fn print_line(name: &str, what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let mean = times.iter().sum::<Duration>() / times.len() as u32;
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    println!(
        "{name:<10} {what:<9}  p50 {:>9.1?}  p99 {:>9.1?}  mean {mean:>9.1?}",
        at(50),
        at(99)
    );
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
