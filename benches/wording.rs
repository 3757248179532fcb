//! How often the wording of adverts leads to the skill that people gave it: the share of texts with a right skill first,
//! among the first five and among the first ten, and of the hits that are sure, how many are right.
//!
//! `CISOPATH_WORDING=FILE cargo bench --bench wording` reads lines of a text and one or more URIs of skills, separated by
//! tabs; without a file it says so. `CISOPATH_CATALOGS=FOLDER` measures the catalogue in use in a folder of imported ones. With `CISOPATH_SHOW` set it
//! prints the texts without a right skill among the first five.

// A tool for developers: what it needs must be there.
#![allow(clippy::expect_used, clippy::print_stdout)]

use std::time::{Duration, Instant};

use cisopath::catalog::SkillIx;
use cisopath::library::Library;
use cisopath::search::{Boosts, Index};

fn main() {
    let Some(path) = std::env::var_os("CISOPATH_WORDING") else {
        println!("set CISOPATH_WORDING to lines of a text and the URIs of its skills");
        return;
    };
    let list = std::fs::read_to_string(path).expect("the list can be read");
    let folder = std::env::var_os("CISOPATH_CATALOGS").unwrap_or_else(|| "/nonexistent".into());
    let catalog = Library::new(folder.into()).open_in_use();
    let catalog = catalog.expect("the catalogue is sound");
    let index = Index::skills(&catalog);
    index.prepare();
    let show = std::env::var_os("CISOPATH_SHOW").is_some();
    let (mut texts, mut sure, mut right_and_sure, mut took) = (0, 0, 0, Duration::ZERO);
    let mut within = [(1, 0), (5, 0), (10, 0)];
    for line in list.lines() {
        let mut cells = line.split('\t');
        let text = cells.next().unwrap_or_default();
        let uris: Vec<&str> = cells.collect();
        let started = Instant::now();
        let results = index.search(text, &Boosts::none(), 10);
        took += started.elapsed();
        let is_right = |item: u32| uris.contains(&catalog.skill(SkillIx(item)).uri());
        let right = results.matches().iter().position(|hit| is_right(hit.item));
        for (most, count) in &mut within {
            *count += u32::from(right.is_some_and(|at| at < *most));
        }
        for hit in results.matches().iter().filter(|hit| hit.is_sure) {
            sure += 1;
            right_and_sure += u32::from(is_right(hit.item));
        }
        texts += 1;
        if show && right.is_none_or(|at| at >= 5) {
            let labels = results.hits.iter().take(5);
            let labels = labels.map(|hit| catalog.skill(SkillIx(hit.item)).label());
            println!("{text}: {:?}", labels.collect::<Vec<_>>());
        }
    }
    println!(
        "{}: {texts} texts, {:.1?} each",
        catalog.title(),
        took / texts.max(1)
    );
    for (most, count) in within {
        let share = f64::from(count) / f64::from(texts.max(1));
        println!("among the first {most}: {count} ({share:.3})");
    }
    println!("{right_and_sure} of {sure} hits that are sure are right");
}
