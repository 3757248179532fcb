//! Search in the skills, key by key, beside a plain scan of the same labels with `SkimMatcherV2`.
//!
//! `cargo bench --bench search` prints first, for every prefix of eight queries, how long an answer takes, how many
//! times faster that is than the scan, and whether some of the answers equal the definition; then the same for a few
//! thousand other queries, to find the slow ones: all of one and of two letters, some of three, labels typed to their end
//! and pasted; then how long it takes to make the index, and divan's table. `CISOPATH_CATALOGS=FOLDER` measures the catalogue
//! in use in a folder of imported ones; without it, the embedded one.

// A tool for developers: what it needs must be there.
#![allow(clippy::expect_used, clippy::print_stdout)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use cisopath::catalog::Catalog;
use cisopath::library::Library;
use cisopath::search::entry::skill_entries;
use cisopath::search::{Concern, Index, Results, Session, plain};
use divan::Bencher;
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

fn main() {
    // A filter asks for a part of the table only.
    if std::env::args().skip(1).eq(["--bench"]) {
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
        let Results {
            total: fast, hits, ..
        } = index.search(key, &concern, 200);
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

/// Queries that nobody chose, each asked at once: in the worst of them the words are rare and the letters are not.
fn print_others(labels: &[&str], index: &Index) {
    let letters = || 'a'..='z';
    let pairs = || letters().flat_map(move |a| letters().map(move |b| format!("{a}{b}")));
    let drawn = |n: u64, of: u64| xxh3_64(&n.to_le_bytes()) % of;
    let letter = |n| char::from(b'a' + drawn(n, 26) as u8);
    let three = (0..500).map(|n| (0..3).map(|c| letter(3 * n + c)).collect());
    let label = |n: u64| labels[drawn(n, labels.len() as u64) as usize];
    let mixed = |n| {
        let mut words: Vec<&str> = label(n).split_whitespace().collect();
        words.sort_by_key(|word| xxh3_64(word.as_bytes()));
        words.join(" ")
    };
    let backwards = |n| {
        let three = [label(n), label(n + 1), label(n + 2)].join(" ");
        three.chars().rev().collect()
    };
    let beside = |what: &str, queries: &mut dyn Iterator<Item = String>| {
        let queries: Vec<String> = queries.collect();
        print_beside(what, &queries, labels, index, Session::default());
    };
    beside("1 letter", &mut letters().map(String::from));
    beside("2 letters", &mut pairs());
    beside("3 letters", &mut { three });
    beside("mixed words", &mut (0..50).map(mixed));
    beside("backwards", &mut (0..50).map(backwards));
    // The end of the list is asked for.
    let each: Vec<String> = letters().map(String::from).collect();
    print_beside("to the end", &each, labels, index, Session::new(usize::MAX));
    let typed = labels.iter().step_by(labels.len() / 60 + 1);
    print_typed(
        "labels",
        typed.clone().map(|label| (*label).to_owned()),
        index,
    );
    let wrong = typed.map(|label| {
        let mut chars: Vec<char> = label.chars().collect();
        let middle = chars.len() / 2;
        chars.swap(middle, middle.saturating_sub(1));
        chars.into_iter().collect()
    });
    print_typed("misspelt", wrong, index);
}

/// Each query at once, beside the plain scan for it.
fn print_beside(
    what: &str,
    queries: &[String],
    labels: &[&str],
    index: &Index,
    mut session: Session,
) {
    let concern = Concern::none();
    let matcher = SkimMatcherV2::default();
    let mut times: Vec<(Duration, Duration, &str)> = Vec::new();
    for query in queries {
        // The room that a session keeps is there; what it knows of other queries does not help.
        session.update(index, "", &concern);
        let ask = |session: &mut Session| timed(|| session.update(index, query, &concern).total);
        let first = ask(&mut session);
        session.update(index, "", &concern);
        // Twice, for the machine has others to serve.
        let took = first.min(ask(&mut session));
        times.push((took, timed(|| scan(&matcher, labels, query).len()), query));
    }
    times.sort_unstable();
    let worst: Vec<&str> = times
        .iter()
        .rev()
        .take(5)
        .map(|(.., query)| *query)
        .collect();
    let took: Vec<Duration> = times.iter().map(|(took, ..)| *took).collect();
    let mut scanned: Vec<Duration> = times.iter().map(|(_, scanned, _)| *scanned).collect();
    scanned.sort_unstable();
    let at = |times: &[Duration], percent: usize| times[(times.len() - 1) * percent / 100];
    let of = |percent| {
        let (took, scanned) = (at(&took, percent), at(&scanned, percent));
        let ratio = scanned.as_secs_f64() / took.as_secs_f64();
        format!("{took:>9.1?} ({ratio:.1} times faster)")
    };
    let shown: Vec<String> = worst.iter().map(|q| q.chars().take(24).collect()).collect();
    println!("{what:<12} p50 {}  p99 {}  max {}", of(50), of(99), of(100));
    println!("{:<12} slowest {shown:?}", "");
}

/// Texts typed to their end.
fn print_typed(what: &str, texts: impl Iterator<Item = String>, index: &Index) {
    let concern = Concern::none();
    let mut times: Vec<(Duration, String)> = Vec::new();
    for text in texts {
        let mut session = Session::default();
        for key in keys(&text) {
            let took = timed(|| session.update(index, key, &concern).total);
            times.push((took, key.to_owned()));
        }
    }
    times.sort_unstable();
    let slowest: Vec<&str> = times.iter().rev().take(3).map(|(_, key)| &**key).collect();
    let max = times.last().map(|(took, _)| *took).unwrap_or_default();
    let times = times.iter().map(|(took, _)| *took).collect();
    print_line(what, "typed", times, None);
    println!("{:<12} max {max:>9.1?}  slowest {slowest:?}", "");
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
