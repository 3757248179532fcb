//! What a key on the lists of Roles and Skills costs with all of ESCO, beside the same key on the embedded lists.
//!
//! `CISOPATH_CATALOGS=FOLDER cargo bench --bench lists` takes the catalogue in use in a folder of imported ones.

// A tool for developers: what it needs must be there. What it shares with the tests may panic like them.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::string_slice,
    unreachable_pub
)]

#[path = "../tests/support/planner.rs"]
mod planner;

use std::sync::Arc;
use std::time::{Duration, Instant};

use cisopath::catalog::Catalog;
use cisopath::library::Library;
use planner::{Planner, catalog, record};

/// Keys of a run: rows that are passed from the first on.
const ROWS: usize = 100;

/// Runs of each, by turns.
const RUNS: usize = 60;

fn main() {
    let folder = std::env::var_os("CISOPATH_CATALOGS").unwrap_or_else(|| "/nonexistent".into());
    let library = Library::new(folder.into());
    let whole = Arc::new(library.open_in_use().expect("the catalogue is sound"));
    let embedded = catalog();
    println!(
        "down and its frame: {} to {}",
        whole.title(),
        embedded.title()
    );
    for (list, key) in [("Roles", "2"), ("Skills", "3")] {
        for size in [(80, 24), (120, 40), (200, 60)] {
            let mut planners = [&embedded, &whole].map(|catalog| at_list(catalog, key, size));
            let mut times = [Vec::new(), Vec::new()];
            for _ in 0..RUNS {
                for (planner, times) in planners.iter_mut().zip(&mut times) {
                    pass(planner, times);
                }
            }
            let [small, large] = times;
            let of = |share: f64| {
                let [small, large] = [&small, &large].map(|times| quantile(times, share));
                let ratio = large.as_secs_f64() / small.as_secs_f64();
                format!("{large:?} to {small:?}, {ratio:.2} times")
            };
            let (width, height) = size;
            println!(
                "{list} at {width}x{height}: p50 {}; p99 {}",
                of(0.5),
                of(0.99)
            );
        }
    }
}

/// A planner with the list on screen.
fn at_list(catalog: &Arc<Catalog>, key: &str, size: (u16, u16)) -> Planner {
    let mut planner = Planner::over(Arc::clone(catalog), record("2511.18", &[]), size);
    planner.keys("<Esc>").keys(key);
    planner
}

/// How long each of the first rows takes to be reached and drawn.
fn pass(planner: &mut Planner, times: &mut Vec<Duration>) {
    planner.keys("<Home>");
    for _ in 0..ROWS {
        let began = Instant::now();
        planner.keys("<Down>");
        times.push(began.elapsed());
    }
}

fn quantile(times: &[Duration], share: f64) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    times[(times.len() as f64 * share) as usize]
}
