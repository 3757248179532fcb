//! What people who work in security type, with what they mean by it (`data/security_queries.json`).

use std::sync::LazyLock;

use cisopath::catalog::Catalog;
use cisopath::search::{Boosts, Index, Source, Tier};
use serde::Deserialize;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());
static FILE: LazyLock<Queries> =
    LazyLock::new(|| serde_json::from_str(include_str!("data/security_queries.json")).unwrap());

/// Of a hundred queries so many must have something meant among the first five rows.
const LEAST: usize = 98;

/// And so many of those that are no curated term, which a table of synonyms does not answer as they stand.
const LEAST_UNCURATED: usize = 95;

#[derive(Deserialize)]
struct Queries {
    /// Words of practice that ESCO lacks.
    practice: Vec<String>,
    skills: Vec<Query>,
    occupations: Vec<Query>,
}

#[derive(Deserialize)]
struct Query {
    query: String,
    /// Any of these is right. Some stand in the whole of ESCO only.
    meant: Vec<Concept>,
}

#[derive(Deserialize)]
struct Concept {
    uri: String,
    label: String,
}

/// The queries that have nothing meant among the first five rows, with these rows.
fn misses(index: &Index, queries: &[Query], uri: impl Fn(u32) -> String) -> Vec<String> {
    let miss = |each: &Query| {
        let hits = index.search(&each.query, &Boosts::none(), 5);
        let is_meant = |item| each.meant.iter().any(|concept| concept.uri == uri(item));
        let found = hits.matches().iter().any(|hit| is_meant(hit.item));
        let rows = hits.matches().iter();
        let rows: Vec<&str> = rows.map(|hit| index.label(hit.label).text).collect();
        (!found).then(|| format!("{:?} gives {rows:?}", each.query))
    };
    queries.iter().filter_map(miss).collect()
}

#[test]
fn what_is_meant_is_among_the_first_five() {
    let skills: Vec<_> = CATALOG.skills().map(|s| s.uri().to_owned()).collect();
    let occupations: Vec<_> = CATALOG.occupations().map(|o| o.uri().to_owned()).collect();
    let index = Index::skills(&CATALOG);
    let mut missed = misses(&index, &FILE.skills, |item| skills[item as usize].clone());
    let mut curated = curated(&index, &FILE.skills);
    let index = Index::occupations(&CATALOG);
    let uri = |item: u32| occupations[item as usize].clone();
    missed.extend(misses(&index, &FILE.occupations, uri));
    curated += self::curated(&index, &FILE.occupations);
    let all = FILE.skills.len() + FILE.occupations.len();
    let missing = missed.len();
    assert!(
        (all - missing) * 100 >= LEAST * all,
        "{missing} of {all}: {missed:#?}"
    );
    let others = all - curated;
    assert!(
        others >= 70 && (others - missing) * 100 >= LEAST_UNCURATED * others,
        "{missing} of {others}: {missed:#?}"
    );
}

/// How many queries are a curated term.
fn curated(index: &Index, queries: &[Query]) -> usize {
    let is_curated = |each: &&Query| {
        let results = index.search(&each.query, &Boosts::none(), 1);
        let first = results.matches().first();
        first.is_some_and(|hit| index.label(hit.label).source == Source::Synonym)
    };
    queries.iter().filter(is_curated).count()
}

#[test]
fn what_is_meant_is_in_the_catalogue() {
    for each in &FILE.skills {
        let known = each.meant.iter().filter_map(|concept| {
            let ix = CATALOG.skill_by_uri(&concept.uri)?;
            assert_eq!(CATALOG.skill(ix).label(), concept.label, "{}", each.query);
            Some(ix)
        });
        assert!(known.count() > 0, "{}", each.query);
    }
    for each in &FILE.occupations {
        for concept in &each.meant {
            let ix = CATALOG.occupation_by_uri(&concept.uri).unwrap();
            assert_eq!(CATALOG.occupation(ix).label(), concept.label);
        }
    }
}

#[test]
fn words_that_esco_lacks_have_a_curated_nearest_or_are_said_to_be_missing() {
    let index = Index::skills(&CATALOG);
    for word in &FILE.practice {
        let results = index.search(word, &Boosts::none(), 1);
        let first = results.hits.first();
        let curated = first.is_some_and(|hit| hit.tier <= Tier::Synonym);
        assert!(curated || results.note.is_some(), "{word}");
    }
}
