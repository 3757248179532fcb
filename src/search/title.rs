//! What a job title means: the one occupation that carries it, those between which the person must choose, or the
//! nearest ones. The screens and the commands both ask here, so that they offer the same rows.

use super::boosts::Boosts;
use super::index::Index;
use super::ranking::Hit;
use super::tier::Tier;
use crate::catalog::resolve::{self, Resolved};
use crate::catalog::{Catalog, OccupationIx};

/// The occupations offered for a title, the likeliest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Titles {
    /// How far the title decides between the rows.
    pub title_match: TitleMatch,
    /// The rows; those that carry the title stand first.
    pub hits: Vec<Hit>,
    /// How many rows there are, shown or not.
    pub total: usize,
}

/// How far a title decides between the rows that are offered for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TitleMatch {
    /// The first row is what was typed.
    First,
    /// Several occupations carry the title, or one that differs comes nearest: this many of the first rows.
    Several(usize),
    /// Nothing carries the title; the rows merely resemble it.
    #[default]
    Nearest,
}

/// The rows for `title`, at most `most`; where nothing matches, those that share most of its words.
pub fn titles(
    catalog: &Catalog,
    index: &Index,
    title: &str,
    boosts: &Boosts,
    most: usize,
) -> Titles {
    let mut hits = index.search(title, boosts, usize::MAX).hits;
    hits.retain(|hit| hit.tier != Tier::Spelling);
    // "Officer" alone brings nobody nearer to the post of the goal.
    let goal = catalog.goal();
    let far = |hit: &Hit| hit.tier >= Tier::Meaning && Some(OccupationIx(hit.item)) == goal;
    if let Some(at) = hits.iter().position(far) {
        let hit = hits.remove(at);
        hits.push(hit);
    }
    let resolved = resolve::occupation(catalog, title);
    let (carriers, one) = match resolved {
        Resolved::One(ix) => (vec![ix], true),
        Resolved::Several(all) => (all, false),
        Resolved::Broad { bearer, others } => ([&[bearer][..], &others].concat(), false),
        Resolved::Near(ix) => (vec![ix], false),
        Resolved::None => (Vec::new(), false),
    };
    let first: Vec<Hit> = carriers
        .iter()
        .map(|ix| row_of(&mut hits, index, *ix))
        .collect();
    hits.splice(..0, first);
    let title_match = match carriers.len() {
        1.. if !one => TitleMatch::Several(carriers.len()),
        0 => TitleMatch::Nearest,
        _ => TitleMatch::First,
    };
    let total = hits.len();
    hits.truncate(most);
    Titles {
        title_match,
        hits,
        total,
    }
}

/// Takes the row of an occupation out of `hits`; a code or URI is no label, so there may be none.
fn row_of(hits: &mut Vec<Hit>, index: &Index, ix: OccupationIx) -> Hit {
    match hits.iter().position(|hit| hit.item == ix.0) {
        Some(at) => hits.remove(at),
        None => Hit {
            item: ix.0,
            label: index.preferred(ix.0),
            tier: Tier::Equal,
            score: None,
            is_sure: true,
        },
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());
    static INDEX: LazyLock<Index> = LazyLock::new(|| Index::occupations(&CATALOG));

    fn of(title: &str) -> (TitleMatch, Vec<String>) {
        let titles = titles(&CATALOG, &INDEX, title, &Boosts::none(), 5);
        let code = |hit: &Hit| CATALOG.occupation(OccupationIx(hit.item)).code().to_owned();
        (titles.title_match, titles.hits.iter().map(code).collect())
    }

    #[track_caller]
    fn check(title: &str, expected: TitleMatch, first: &[&str]) {
        let (found, codes) = of(title);
        assert_eq!(found, expected, "{title}: {codes:?}");
        assert!(
            codes.iter().take(first.len()).eq(first),
            "{title}: {codes:?}"
        );
    }

    #[test]
    fn a_title_that_one_occupation_carries_stands_first() {
        check("pentester", TitleMatch::First, &["2529.4"]);
        check("2529.4", TitleMatch::First, &["2529.4"]);
        check("IT audit", TitleMatch::First, &["2511.18"]);
        check("tier 2 soc analyst", TitleMatch::First, &["2529.7"]);
    }

    #[test]
    fn a_title_of_several_is_not_decided() {
        check(
            "information security officer",
            TitleMatch::Several(2),
            &["2529.8", "2529.1"],
        );
        check(
            "security officer",
            TitleMatch::Several(3),
            &["3512.3", "1219.1.2", "2529.1"],
        );
    }

    #[test]
    fn what_begins_one_title_is_that_and_a_vague_word_is_none() {
        for title in ["IT audit", "it auditor", "  It  Audit "] {
            check(title, TitleMatch::First, &["2511.18"]);
        }
        check("network admin", TitleMatch::First, &["2522.1.1"]);
        check("ethical hack", TitleMatch::First, &["2529.4"]);
        check("chief information sec", TitleMatch::First, &["2529.1"]);
        for title in [
            "security",
            "audit",
            "risk",
            "manager",
            "it",
            "security man",
            "ict sec",
        ] {
            assert_eq!(
                of(title).0,
                TitleMatch::Nearest,
                "{title}: {:?}",
                of(title).1
            );
            assert!(!of(title).1.is_empty(), "{title}");
        }
    }

    #[test]
    fn an_unknown_title_means_nothing() {
        for title in [
            "military officer",
            "submarine analyst",
            "blue team lead",
            "xqzxqz",
        ] {
            assert_eq!(
                of(title).0,
                TitleMatch::Nearest,
                "{title}: {:?}",
                of(title).1
            );
        }
        assert!(of("xqzxqz").1.is_empty());
        assert!(!of("military officer").1.contains(&"2529.1".to_owned()));
        assert_eq!(of("C.I.S.O.").1[0], "2529.1");
        assert_eq!(of("product owner").1, ["1330.6"]);
    }
}
