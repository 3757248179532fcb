//! How long the questions about routes take: the gap to all occupations, and the five best routes between random pairs
//! that have one and random pairs that have none, beside the plain way to the same figures.
//!
//! `CISOPATH_CATALOGS=FOLDER cargo bench --bench routes` measures the catalogue in use in a folder of imported ones;
//! without it, the embedded one.

// A tool for developers: what it needs must be there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::time::{Duration, Instant};

use cisopath::catalog::{Catalog, OccupationIx};
use cisopath::library::Library;
use cisopath::planning::flat_catalog::FlatCatalog;
use cisopath::planning::gap;
use cisopath::planning::hours::{HoursTable, SkillHours};
use cisopath::planning::route_search::person_weights::PersonWeights;
use cisopath::planning::route_search::{RouteFinder, RouteQuery};
use cisopath::profile::States;

/// Pairs of each kind.
const PAIRS: usize = 200;

fn main() {
    let catalog = match std::env::var_os("CISOPATH_CATALOGS") {
        Some(folder) => Library::new(folder.into()).open_in_use(),
        None => Library::new("/nonexistent".into()).open_in_use(),
    };
    let catalog = catalog.expect("the catalogue is sound");
    let count = catalog.occupations().len();
    println!("{}", catalog.title());
    let (flat, took) =
        timed(|| FlatCatalog::new(&catalog, SkillHours::new(&catalog, &HoursTable::default())));
    println!("flat lists, once a catalogue: {took:?}");

    let roles = [OccupationIx(7)];
    let states = States::derive(&catalog, &roles, []);
    let (all, quick) = best(20, || PersonWeights::new(&flat, &catalog, &states, &roles));
    let (plain, slow) = best(20, || one_by_one(&catalog, &states));
    let same = (0..count).all(|at| {
        let occupation = OccupationIx(at as u32);
        all.coverage(&flat, occupation).to_bits() == plain[at].to_bits()
    });
    println!(
        "gap to all: {quick:?}; one by one {slow:?}, {:.1} times; equal: {same}",
        ratio(slow, quick)
    );

    // A person without a record: any start is theirs.
    let (states, roles) = (States::blank(&catalog), []);
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let (mut with, mut without) = (Vec::new(), Vec::new());
    while with.len() < PAIRS || without.len() < PAIRS {
        let [from, to] = [(); 2].map(|()| OccupationIx(random.below(count)));
        if from == to {
            continue;
        }
        // As a person asks it for the first time: nothing is kept from the pair before.
        let finder = RouteFinder::new(&catalog, &flat, &states, &roles);
        let query = RouteQuery::new(from, to);
        let (answer, whole) = timed(|| finder.routes(&query));
        let (_, routes) = timed(|| finder.routes(&query));
        let list = if answer.routes.is_empty() {
            &mut without
        } else {
            &mut with
        };
        if list.len() < PAIRS {
            list.push((whole, routes));
        }
    }
    report("five best routes", &with);
    report(
        "no route (with leap that would do and nearest miss)",
        &without,
    );
}

fn report(what: &str, times: &[(Duration, Duration)]) {
    let column = |of: fn(&(Duration, Duration)) -> Duration| {
        let mut all: Vec<Duration> = times.iter().map(of).collect();
        all.sort();
        (all[all.len() / 2], all[all.len() * 95 / 100])
    };
    let ((p50, p95), (only50, only95)) = (column(|t| t.0), column(|t| t.1));
    println!("{what}: p50 {p50:?}, p95 {p95:?}; asked again: p50 {only50:?}, p95 {only95:?}");
}

fn one_by_one(catalog: &Catalog, states: &States) -> Vec<f64> {
    let all = catalog.occupations();
    all.map(|o| gap::coverage(catalog, states, o.ix)).collect()
}

fn timed<T>(make: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let made = make();
    (made, start.elapsed())
}

fn best<T>(times: usize, make: impl Fn() -> T) -> (T, Duration) {
    let mut all: Vec<(T, Duration)> = (0..times).map(|_| timed(&make)).collect();
    all.sort_by_key(|(_, took)| *took);
    all.swap_remove(0)
}

fn ratio(slow: Duration, quick: Duration) -> f64 {
    slow.as_secs_f64() / quick.as_secs_f64()
}

/// Pairs that are the same at each run (xorshift, Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, count: usize) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % count as u64) as u32
    }
}
