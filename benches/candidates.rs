//! The candidates of routes, to be held against another implementation: writes the graph of a person without a record at
//! the medium leap, 200 random connected pairs, and for each the costs of its five cheapest loopless routes of at most
//! five moves with the time that they took.
//!
//! `CISOPATH_CATALOGS=FOLDER CISOPATH_GRAPH=FILE cargo bench --bench candidates`, then
//! `python3 benches/candidates.py FILE`, which finds the same with networkx, compares the costs and prints the ratio.

// A tool for developers: what it needs must be there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::time::Instant;

use cisopath::catalog::OccupationIx;
use cisopath::library::Library;
use cisopath::planning::flat_catalog::FlatCatalog;
use cisopath::planning::hours::{HoursTable, SkillHours};
use cisopath::planning::route_search::k_shortest::{BypassedStops, ShortestPaths};
use cisopath::planning::route_search::person_weights::PersonWeights;
use cisopath::planning::route_search::transition_graph::Limit;
use cisopath::planning::route_search::{RouteFinder, RouteQuery};
use cisopath::profile::States;
use serde_json::json;

/// How many pairs.
const PAIRS: usize = 200;

/// How many routes of each.
const ROUTES: usize = 5;

fn main() {
    let Some(file) = std::env::var_os("CISOPATH_GRAPH") else {
        println!("CISOPATH_GRAPH names no file: nothing to do");
        return;
    };
    let folder = std::env::var_os("CISOPATH_CATALOGS").unwrap_or_else(|| "/nonexistent".into());
    let catalog = Library::new(folder.into()).open_in_use();
    let catalog = catalog.expect("the catalogue is sound");
    let flat = FlatCatalog::new(&catalog, SkillHours::new(&catalog, &HoursTable::default()));
    let states = States::blank(&catalog);
    let weights = PersonWeights::new(&flat, &catalog, &states, &[]);
    let finder = RouteFinder::new(&catalog, &flat, &states, &[]);
    let graph = finder.graph(Limit::Medium);

    let count = catalog.occupations().len();
    let mut edges = Vec::new();
    for from in 0..count as u32 {
        let moves = graph.moves(&flat, &weights, OccupationIx(from));
        edges.extend(moves.into_iter().map(|(to, cost)| (from, to.0, cost)));
    }
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut any = || {
        // xorshift, Marsaglia 2003: the same pairs at each run.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        OccupationIx((random % count as u64) as u32)
    };
    let mut pairs = Vec::new();
    while pairs.len() < PAIRS {
        let (from, to) = (any(), any());
        if from == to {
            continue;
        }
        let query = RouteQuery::new(from, to).path_query(&catalog);
        let started = Instant::now();
        let found = ShortestPaths::new(&flat, &weights, graph, &query, BypassedStops::Keep);
        let costs: Vec<u32> = found.take(ROUTES).map(|path| path.hours).collect();
        let took = started.elapsed().as_secs_f64();
        if !costs.is_empty() {
            pairs.push(json!({"from": from.0, "to": to.0, "costs": costs, "seconds": took}));
        }
    }
    let graph = json!({"title": catalog.title(), "edges": edges, "pairs": pairs});
    std::fs::write(&file, graph.to_string()).expect("the file can be written");
    println!(
        "{}: {} moves, {} pairs",
        catalog.title(),
        edges.len(),
        pairs.len()
    );
}
