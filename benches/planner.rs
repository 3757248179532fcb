//! Loading, planning and drawing, each beside a reference.

// What benches and tests share may panic like the tests themselves.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::string_slice,
    unreachable_pub
)]

#[path = "../tests/support/planner.rs"]
mod planner;

use cisopath::catalog::Catalog;
use cisopath::catalog::EMBEDDED_ESCO;
use cisopath::planning::{current_plan, gap, suggestions};
use cisopath::profile::States;
use planner::{Planner, catalog, record};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Paragraph, Widget};

fn main() {
    divan::main();
}

/// Loads the embedded catalogue.
#[divan::bench]
fn load_catalogue() -> Catalog {
    Catalog::embedded().expect("the embedded data are sound")
}

/// The reference: parses `esco.json` into untyped JSON.
#[divan::bench]
fn load_esco_as_untyped_json() -> serde_json::Value {
    serde_json::from_str(EMBEDDED_ESCO).expect("it is JSON")
}

/// Coverage and gap of one person for all occupations.
#[divan::bench]
fn gap_to_all_occupations(bencher: divan::Bencher<'_, '_>) {
    let catalog = catalog();
    let record = record("2511.18", &["2522.1.1"]);
    let states = States::of(&record.profile, &catalog);
    bencher.bench_local(|| {
        catalog
            .occupations()
            .map(|o| gap::gap(&catalog, &states, o.ix).coverage)
            .sum::<f64>()
    });
}

/// Derives everything after a change: states, plan, suggestions.
#[divan::bench]
fn derive_after_a_change(bencher: divan::Bencher<'_, '_>) {
    let catalog = catalog();
    let record = record("2511.18", &["2522.1.1"]);
    bencher.bench_local(|| {
        let states = States::of(&record.profile, &catalog);
        let plan = current_plan::current_plan(&catalog, &record.profile, &states)
            .expect("there is a route");
        suggestions::suggest(&catalog, &record.profile, &states, &plan, &[], 3)
    });
}

/// The planner of an IT auditor with the first step open.
fn at_work(size: (u16, u16)) -> Planner {
    let mut planner = Planner::new(record("2511.18", &[]), size);
    planner.keys("<Esc><Enter>");
    planner
}

/// A cursor key on the Path screen with its frame.
#[divan::bench(args = [(80, 24), (120, 40), (200, 60)])]
fn key_and_frame(bencher: divan::Bencher<'_, '_>, size: (u16, u16)) {
    let mut planner = at_work(size);
    bencher.bench_local(move || {
        planner.keys("<Down>");
    });
}

/// A letter and its removal in the palette, with their frames.
#[divan::bench(args = [(80, 24), (120, 40), (200, 60)])]
fn letter_in_the_palette(bencher: divan::Bencher<'_, '_>, size: (u16, u16)) {
    let mut planner = at_work(size);
    planner.keys(":");
    bencher.bench_local(move || {
        planner.keys("r<BS>");
    });
}

/// The reference: a frame of one bordered paragraph.
#[divan::bench(args = [(80, 24), (120, 40), (200, 60)])]
fn bare_frame(bencher: divan::Bencher<'_, '_>, (width, height): (u16, u16)) {
    let area = Rect::new(0, 0, width, height);
    bencher.bench_local(|| {
        let mut buf = Buffer::empty(area);
        Paragraph::new("hello")
            .block(Block::bordered())
            .render(area, &mut buf);
        buf
    });
}
