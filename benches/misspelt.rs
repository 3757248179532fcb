//! How often a misspelt label is found: one misspelling of a list in the form of codespell's dictionary
//! (`wrong->right` on a line) is put into one word of a label, and the label's owner should be among the first five.
//! And harder, how often a misspelt word alone finds among the first five something that has the right word.
//!
//! `CISOPATH_MISSPELLINGS=dictionary.txt cargo bench --bench misspelt` prints the shares; without a list it says so.
//! `CISOPATH_CATALOGS=FOLDER` measures the catalogue in use in a folder of imported ones, `CISOPATH_EVERY=N` asks every
//! Nth query only: the whole of ESCO has a hundred thousand. With `CISOPATH_SHOW` set it prints what was not found.

// A tool for developers: what it needs must be there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::collections::HashMap;

use cisopath::catalog::{Occupation, Skill};
use cisopath::library::Library;
use cisopath::search::{Boosts, Hit, Index};

/// A hit further down is one that nobody sees.
const FIRST: usize = 5;

fn main() {
    let Some(path) = std::env::var_os("CISOPATH_MISSPELLINGS") else {
        println!("set CISOPATH_MISSPELLINGS to a list of `wrong->right`");
        return;
    };
    let list = std::fs::read_to_string(path).expect("the list can be read");
    let mut wrong: HashMap<&str, Vec<&str>> = HashMap::new();
    for line in list.lines() {
        let Some((from, to)) = line.split_once("->") else {
            continue;
        };
        for right in to.split(',').map(str::trim).filter(|w| !w.is_empty()) {
            wrong.entry(right).or_default().push(from.trim());
        }
    }
    let folder = std::env::var_os("CISOPATH_CATALOGS").unwrap_or_else(|| "/nonexistent".into());
    let catalog = Library::new(folder.into()).open_in_use();
    let catalog = catalog.expect("the catalogue is sound");
    println!("{}", catalog.title());
    let skills = catalog.skills().map(Skill::label);
    let index = Index::skills(&catalog);
    measure("skills", skills.clone(), &index, &wrong);
    measure_words("words of skills", skills, &index, &wrong);
    let occupations = catalog.occupations().map(Occupation::label);
    measure(
        "occupations",
        occupations,
        &Index::occupations(&catalog),
        &wrong,
    );
}

/// Of so many queries one is asked.
fn every() -> usize {
    let said = std::env::var("CISOPATH_EVERY").ok();
    said.and_then(|n| n.parse().ok()).unwrap_or(1).max(1)
}

fn measure<'a>(
    what: &str,
    labels: impl Iterator<Item = &'a str>,
    index: &Index,
    wrong: &HashMap<&str, Vec<&str>>,
) {
    let (mut asked, mut found, mut took) = (0, 0, std::time::Duration::ZERO);
    let every = every();
    let mut query_at = 0_usize;
    let show = std::env::var_os("CISOPATH_SHOW").is_some();
    for (item, label) in (0..).zip(labels) {
        let words: Vec<&str> = label.split(' ').collect();
        for (at, word) in words.iter().enumerate() {
            for misspelt in wrong
                .get(word.to_lowercase().as_str())
                .into_iter()
                .flatten()
            {
                query_at += 1;
                if !query_at.is_multiple_of(every) {
                    continue;
                }
                let mut query = words.clone();
                query[at] = misspelt;
                let query = query.join(" ");
                let begun = std::time::Instant::now();
                let results = index.search(&query, &Boosts::none(), FIRST);
                took += begun.elapsed();
                asked += 1;
                if results.matches().iter().any(|hit| hit.item == item) {
                    found += 1;
                } else if show {
                    println!("  lost: {query:?} for {label:?}");
                }
            }
        }
    }
    let share = 100.0 * f64::from(found) / f64::from(asked.max(1));
    println!(
        "{what}: {found} of {asked} misspelt labels among the first {FIRST}: {share:.2} %, {:?} each",
        took / asked.max(1)
    );
}

fn measure_words<'a>(
    what: &str,
    labels: impl Iterator<Item = &'a str>,
    index: &Index,
    wrong: &HashMap<&str, Vec<&str>>,
) {
    let (mut asked, mut found) = (0, 0);
    let mut words: Vec<String> = labels
        .flat_map(|label| label.split(' '))
        .map(str::to_lowercase)
        .collect();
    words.sort_unstable();
    words.dedup();
    for word in words.iter().step_by(every()) {
        for misspelt in wrong.get(word.as_str()).into_iter().flatten() {
            let results = index.search(misspelt, &Boosts::none(), FIRST);
            asked += 1;
            let has = |hit: &Hit| {
                let label = index.label(hit.label).text.to_lowercase();
                label.split(' ').any(|w| w == word)
            };
            found += u32::from(results.matches().iter().any(has));
        }
    }
    let share = 100.0 * f64::from(found) / f64::from(asked.max(1));
    println!("{what}: {found} of {asked} misspelt words lead to the right one: {share:.2} %");
}
