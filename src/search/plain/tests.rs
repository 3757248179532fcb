//! The fast way gives the rows of the definition: on parts of the catalogue with random queries, on all
//! of it with chosen ones, and letter by letter as well as at once.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::Row;
use crate::catalog::Catalog;
use crate::search::entry::{occupation_entries, skill_entries};
use crate::search::matcher::Scorer;
use crate::search::tier::Query;
use crate::search::{Concern, Entry, Index, LabelRef, Results, Session, Term, near};
use crate::text;
use crate::text::letters::heads;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());
static SKILLS: LazyLock<Vec<Entry<'static>>> = LazyLock::new(|| skill_entries(&CATALOG));

/// What the definition and the index must agree on.
const ROWS: usize = 200;

#[track_caller]
fn check(entries: &[Entry<'_>], index: &Index, query: &str, concern: &Concern, fast: &Results) {
    let (total, rows) = super::search(entries, query, concern, ROWS);
    assert_eq!(fast.total, total, "total for {query:?}");
    assert_eq!(fast.hits.len(), rows.len(), "rows for {query:?}");
    for (at, (hit, row)) in fast.hits.iter().zip(rows).enumerate() {
        let label = index.label(hit.label);
        let got = Row {
            item: hit.item,
            label: label.text.to_owned(),
            source: label.source,
            tier: hit.tier,
            score: hit.score,
            said: row.said,
            cost: row.cost,
        };
        assert_eq!(got, row, "row {at} for {query:?}");
    }
}

/// Some entries that share words with others, with terms and letters that the catalogue lacks.
fn few_entries(from: usize, step: usize) -> Vec<Entry<'static>> {
    let mut entries: Vec<_> = SKILLS
        .iter()
        .skip(from)
        .step_by(step)
        .take(24)
        .cloned()
        .collect();
    let more: [(&str, &[&str], &str); 5] = [
        (
            "Contrôle d'accès (ICT)",
            &["ÉVALUER les risques", "Straße"],
            "accès",
        ),
        (
            "assess success of processes",
            &["sss", "classless  society"],
            "assess",
        ),
        (
            "ΔΊΚΤΥΟ ασφάλειας",
            &["世界 security", "e\u{301}tude"],
            "δίκτυο",
        ),
        (
            "pen-test (manual)",
            &["pen (test)", "C++ / C#", "ASP.NET"],
            "assessment",
        ),
        ("SSS", &["accès", "pen test"], "pen testing"),
    ];
    for (rank, (preferred, alternatives, term)) in (0..).zip(more) {
        let synonyms = ["pen test", "penultimate"].map(|text| Term {
            text,
            rank,
            exact: rank == 1,
            pinned: rank == 0,
            whole: rank == 2,
        });
        let own = Term {
            text: term,
            rank: 0,
            exact: true,
            pinned: rank == 4,
            whole: rank == 3,
        };
        let synonyms = synonyms
            .into_iter()
            .take(usize::from(rank))
            .chain([own])
            .collect();
        entries.push(Entry {
            preferred,
            alternatives: alternatives.to_vec(),
            synonyms,
        });
    }
    entries
}

/// Queries as people type them, and as they do not.
fn queries() -> impl Strategy<Value = String> {
    let fragments =
        (any::<prop::sample::Index>(), 0..40_usize, 1..12_usize).prop_map(|(entry, from, len)| {
            let entries = few_entries(3, 7);
            let entry = entry.get(&entries);
            let text = [&[entry.preferred][..], &entry.alternatives[..]]
                .concat()
                .join(" ");
            text.chars().skip(from).take(len).collect::<String>()
        });
    let letters = prop_oneof![
        "[a-z]{0,3}",
        "[aest]{1,6}",
        "[a-eé ]{1,8}",
        "s{1,5}[aei]{0,3}",
        "(pen|acc|ass|ris|man|ict|sec|δι)[a-z]{0,3}",
        "[ -~]{0,6}",
        "\\PC{0,4}",
    ];
    let one = prop_oneof![3 => fragments, 2 => letters];
    prop_oneof![
        3 => one.clone(),
        1 => one.clone().prop_map(|query| query.to_uppercase()),
        2 => prop::collection::vec(one, 2..4).prop_map(|words| words.join(" ")),
    ]
}

fn concerns() -> impl Strategy<Value = Concern> {
    let ranks = prop::collection::vec(prop_oneof![8 => 0..4_u8, 1 => Just(Concern::HIDDEN)], 0..40);
    prop_oneof![Just(Concern::none()), ranks.prop_map(Concern::new)]
}

#[test]
fn long_gaps_make_scores_below_nothing_and_the_higher_is_still_the_better() {
    let entries = vec![Entry {
        preferred: "conduct training on monitoring and evaluation frameworks",
        alternatives: vec!["teach monitoring and evaluation frameworks"],
        synonyms: Vec::new(),
    }];
    let index = Index::build(entries.clone());
    let (query, concern) = ("cK", Concern::none());
    let fast = index.search(query, &concern, ROWS);
    assert_eq!(fast.hits[0].score, Some(-8));
    check(&entries, &index, query, &concern, &fast);
}

#[test]
fn typing_over_all_skills_gives_the_rows_of_asking_at_once() {
    let index = Index::build(SKILLS.iter().cloned());
    let concern = Concern::none();
    for query in [
        "risk",
        "incident response",
        "security manage",
        "scrty",
        "dsaster recovery",
    ] {
        let mut session = Session::new(ROWS);
        for (at, c) in query.char_indices() {
            let now = query.get(..at + c.len_utf8()).unwrap();
            let at_once = index.search(now, &concern, ROWS);
            assert_eq!(session.update(&index, now, &concern), &at_once, "{now}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_query_gives_the_rows_of_the_definition(
        query in queries(), concern in concerns(), from in 0..7_usize, step in 7..50_usize, few in 0..30_usize,
    ) {
        let entries = few_entries(from, step);
        let index = Index::build(entries.clone());
        let fast = index.search(&query, &concern, ROWS);
        check(&entries, &index, &query, &concern, &fast);
        let items = index.items(&query, &concern);
        prop_assert_eq!(items.len(), fast.total);
        prop_assert!(fast.hits.iter().all(|hit| items.binary_search(&hit.item).is_ok()));
        // Fewer rows are the first of many.
        let limit = few;
        let few = index.search(&query, &concern, limit);
        prop_assert_eq!(few.total, fast.total);
        prop_assert_eq!(&few.hits[..], &fast.hits[..few.hits.len()]);
        prop_assert_eq!(few.hits.len(), fast.hits.len().min(limit));
    }

    #[test]
    fn typing_gives_the_rows_of_asking_at_once(
        queries in prop::collection::vec(queries(), 1..4), concern in concerns(),
        back in 0..4_usize, rows in prop_oneof![Just(ROWS), 0..20_usize],
    ) {
        let index = Index::build(few_entries(3, 7));
        let mut session = Session::new(rows);
        for query in queries {
            let ends: Vec<usize> = query.char_indices().map(|(at, _)| at).collect();
            let typed = ends.iter().copied().chain([query.len()]);
            let deleted = ends.iter().rev().take(back).copied();
            for end in typed.chain(deleted) {
                let now = query.get(..end).unwrap();
                let at_once = index.search(now, &concern, rows);
                prop_assert_eq!(session.update(&index, now, &concern), &at_once, "{:?}", now);
            }
        }
    }

    #[test]
    fn no_score_exceeds_its_bound(query in queries(), item in 0..1464_usize) {
        let query = super::folded_words(&query).join(" ");
        let scorer = Scorer::new(&query);
        for label in [&[SKILLS[item].preferred][..], &SKILLS[item].alternatives[..]].concat() {
            let label = text::fold(label);
            let score = super::fresh_score(&label, &query);
            prop_assert_eq!(scorer.score(&label), score);
            let Some(score) = score.filter(|_| !query.is_empty()) else { continue };
            let tier = Query::new(&query).tier(&label).unwrap();
            let bound = scorer.bound(&label, heads(&label), tier);
            prop_assert!(score <= bound, "{}", label);
            if tier == crate::search::Tier::Close {
                let close = scorer.close_bound(&label, heads(&label));
                prop_assert!(score <= close && close <= bound, "{}", label);
            }
        }
    }

    #[test]
    fn a_score_is_what_a_new_matcher_gives(
        labels in prop::collection::vec("[a-c0 (/._-]{0,24}|[ -@\\[-~]{0,12}|[abé ß]{0,9}", 1..6),
        query in "[a-c]{1,5}|[abc .(-]{1,7}|[ -@\\[-~]{1,3}|[abé]{1,3}",
    ) {
        let scorer = Scorer::new(&query);
        for label in labels {
            prop_assert_eq!(scorer.score(&label), super::fresh_score(&label, &query), "{}", label);
        }
    }

    #[test]
    fn wrong_letters_of_many_words_are_those_of_each(
        mut words in prop::collection::vec("[ab]{1,14}|[a-dé]{1,9}|(abcab|bcadb)[a-c]{0,9}", 1..20),
        asked in "[ab]{1,12}|[a-d]{1,8}|[a-cé]{4,6}|(abcab|bcadb)[a-c]{0,9}",
    ) {
        words.sort();
        let longest = words.iter().map(|word| word.chars().count()).max().unwrap_or(0);
        let mut wrong = near::Wrong::new(&asked, longest);
        let mut before = "";
        for word in &words {
            let same = before.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
            let found = wrong.as_mut().and_then(|wrong| wrong.letters_in(word, same));
            // A word that may have no wrong letter is not asked for here: it would be begun.
            let expected = near::wrong_letters(&asked, word);
            let expected = expected.filter(|_| near::allowed(asked.chars().count()) > 0);
            prop_assert_eq!(found, expected, "{} in {}", asked, word);
            before = word;
        }
    }

    #[test]
    fn what_stands_inside_is_found_in_one_pass(query in queries(), from in 0..7_usize, step in 7..50_usize) {
        let text = super::folded_words(&query).join(" ");
        let index = Index::build(few_entries(from, step));
        let holds = |label: &u32| index.folded(LabelRef(*label)).contains(&text);
        let first = |item| index.labels_of(item).find(holds);
        let expected: Vec<u32> = (0..index.len() as u32).filter_map(first).collect();
        prop_assert!(text.is_empty() || index.holding(&text) == expected, "{:?}", text);
    }

    #[test]
    fn lights_are_chars_of_the_label(query in queries(), entry in any::<prop::sample::Index>()) {
        let entries = few_entries(3, 7);
        let label = entry.get(&entries).preferred;
        let lit = crate::search::positions(&query, label);
        prop_assert!(lit.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(lit.iter().all(|at| *at < label.chars().count()));
        let words = super::folded_words(&query).join(" ");
        let literal = !words.is_empty() && super::tier(label, &words).is_some();
        prop_assert!(!literal || !lit.is_empty());
        prop_assert!(!words.is_empty() || lit.is_empty());
    }
}

#[test]
fn all_skills_give_the_rows_of_the_definition() {
    let index = Index::build(SKILLS.iter().cloned());
    let ranks = (0..SKILLS.len()).map(|item| (item % 5) as u8).collect();
    let concerns = [Concern::none(), Concern::new(ranks)];
    for (at, query) in ["r", "isms", "sss", "man sec", ""].iter().enumerate() {
        let concern = &concerns[at % 2];
        check(
            &SKILLS,
            &index,
            query,
            concern,
            &index.search(query, concern, ROWS),
        );
    }
}

#[test]
fn all_occupations_give_the_rows_of_the_definition() {
    let entries = occupation_entries(&CATALOG);
    let index = Index::occupations(&CATALOG);
    for query in ["ciso", "cis", "audit", "e", "security eng"] {
        let concern = Concern::none();
        check(
            &entries,
            &index,
            query,
            &concern,
            &index.search(query, &concern, ROWS),
        );
    }
}

#[test]
fn what_bears_a_name_stands_before_what_is_also_called_so() {
    let entry = |preferred, alternatives: &[&'static str]| Entry {
        preferred,
        alternatives: alternatives.to_vec(),
        synonyms: Vec::new(),
    };
    let entries = [
        entry("security guard", &["security manager"]),
        entry("Security manager", &[]),
    ];
    let concern = Concern::new(vec![0, 9]);
    let index = Index::build(entries.iter().cloned());
    let results = index.search("security manager", &concern, ROWS);
    let items: Vec<u32> = results.hits.iter().map(|hit| hit.item).collect();
    assert_eq!(items, [1, 0]);
    check(&entries, &index, "security manager", &concern, &results);
}
