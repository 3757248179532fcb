//! The definition of what matches, label by label and without an index; the tests compare the index with it.

use proptest::prelude::*;

use super::abbreviation::{can_be_initials, initials};
use super::boosts::Boosts;
use super::candidates::{by_substring, by_words, label_costs};
use super::entry::{Entry, Term};
use super::fuzzy_words::{Cost, INITIALS, NO_MATCH, Reading, WordMatcher};
use super::index::{Index, LabelRef, Source};
use super::query::{Query, QueryWord};
use super::tier::{Tier, word_tier};
use crate::text::words;

/// How a folded label answers a word of a query.
pub(super) fn cost(word: &str, reading: Reading, label: &str) -> Cost {
    let mut matcher = WordMatcher::new(word, reading);
    let by_word = words(label).map(|word| matcher.cost(word)).min();
    let has_initials = can_be_initials(word) && initials(label).collect::<String>().contains(word);
    let by_initials = if has_initials { INITIALS } else { NO_MATCH };
    by_word.unwrap_or(NO_MATCH).min(by_initials)
}

/// The tier of every label that matches by its words, and how far it is from the query.
fn matching_words(index: &Index, query: &Query) -> Vec<(LabelRef, Tier, u8)> {
    let begins_any = |word: &str| {
        let labels = index.folded_labels().map(|(_, label)| label);
        let mut texts = labels.chain(index.synonyms().map(|(.., term)| term));
        texts.any(|text| words(text).any(|known| known.starts_with(word)))
    };
    let in_term = |word: &str| {
        let mut terms = index.synonyms().map(|(.., term)| term);
        terms.any(|term| words(term).any(|known| known == word))
    };
    let reading = |word: &QueryWord| Reading {
        is_known: begins_any(&word.text),
        is_whole: word.is_complete
            && match word.text.chars().count() {
                0..=2 => true,
                3 => in_term(&word.text),
                _ => false,
            },
    };
    let read: Vec<(&str, Reading)> = query
        .words()
        .iter()
        .map(|word| (&*word.text, reading(word)))
        .collect();
    let tier = |(label, text)| {
        let costs = read
            .iter()
            .map(|(word, reading)| cost(word, *reading, text));
        let (tier, cost) = word_tier(query, text, &costs.collect::<Vec<_>>())?;
        let is_other_name = tier == Tier::Equal && index.source(label) == Source::Alternative;
        // A term that is the query decides whose it is.
        let mut deciders = index
            .synonyms()
            .filter(|(.., term)| query.equals(term))
            .map(|(of, ..)| index.item(of))
            .peekable();
        let is_decided = deciders.peek().is_some() && deciders.all(|of| of != index.item(label));
        let tier = if is_other_name && is_decided {
            Tier::Words
        } else {
            tier
        };
        Some((label, tier, if is_other_name { 1 } else { cost }))
    };
    index.folded_labels().filter_map(tier).collect()
}

/// Entries that share words, with synonyms and with letters that ESCO's English lacks.
fn entries() -> Vec<Entry<'static>> {
    let labels: [(&str, &[&str], &str); 10] = [
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
        (
            "manage disaster recovery plans",
            &["disaster planning", "IT recovery"],
            "DR plan",
        ),
        (
            "risk management",
            &["manage risks", "managing the risk of disasters"],
            "ERM",
        ),
        (
            "handle incidents",
            &["incident response", "respond to incidents"],
            "IR",
        ),
        (
            "ICT security standards",
            &["security of information"],
            "ISO 27001",
        ),
        (
            "audit techniques",
            &["internal audits", "auditing in teams"],
            "audit",
        ),
    ];
    let entry = |(rank, (preferred, alternatives, term)): (u8, (_, &[&'static str], _))| Entry {
        preferred,
        alternatives: alternatives.to_vec(),
        synonyms: [term, "pen test"]
            .into_iter()
            .map(|text| Term {
                text,
                rank,
                exact: rank % 2 == 0,
                pinned: rank == 4,
                whole: rank % 3 == 0,
            })
            .collect(),
    };
    (0..).zip(labels).map(entry).collect()
}

/// Queries as people type them, and as they do not.
fn queries() -> impl Strategy<Value = String> {
    let part = (any::<prop::sample::Index>(), 0..40_usize, 1..14_usize);
    let fragments = part.prop_map(|(entry, from, len)| {
        let entries = entries();
        let entry = entry.get(&entries);
        let text = [&[entry.preferred][..], &entry.alternatives[..]]
            .concat()
            .join(" ");
        text.chars().skip(from).take(len).collect::<String>()
    });
    let letters = prop_oneof![
        "[a-z]{0,3}",
        "[aest]{1,6}",
        "s{1,5}[aei]{0,3}",
        "(pen|acc|ass|ris|man|ict|sec|aud|δι)[a-z]{0,4}",
        "[drmpis]{2,4}",
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

fn boosts() -> impl Strategy<Value = Boosts> {
    let rank = prop_oneof![8 => 0..4_u8, 1 => Just(Boosts::HIDDEN)];
    prop::collection::vec(rank, 0..12).prop_map(Boosts::new)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() })]

    #[test]
    fn the_index_finds_what_the_definition_finds(query in queries()) {
        let (index, query) = (Index::build(entries()), Query::new(&query));
        prop_assume!(!query.is_empty());
        let found = by_words(&index, &query, &label_costs(&index, &query));
        let found: Vec<_> = found.iter().map(|c| (c.label, c.tier, c.distance)).collect();
        prop_assert_eq!(found, matching_words(&index, &query), "{:?}", query);
        let inside: Vec<_> = by_substring(&index, &query).iter().map(|c| c.label).collect();
        let holds = |(label, text): (_, &str)| text.contains(query.text()).then_some(label);
        let expected: Vec<_> = index.folded_labels().filter_map(holds).collect();
        prop_assert_eq!(inside, expected, "{:?}", query);
    }

    #[test]
    fn a_term_answers_a_word_as_a_label_would(query in queries()) {
        let (index, query) = (Index::build(entries()), Query::new(&query));
        for word in query.words() {
            let reading = index.reading(word);
            let found = index.terms().costs(&word.text, reading);
            let terms = index.synonyms().map(|(.., term)| cost(&word.text, reading, term));
            prop_assert_eq!(found, terms.collect::<Vec<_>>(), "{:?}", query);
        }
    }

    #[test]
    fn few_rows_are_the_first_of_many_and_each_item_stands_once(
        query in queries(), boosts in boosts(), limit in 0..8_usize,
    ) {
        let index = Index::build(entries());
        let all = index.search(&query, &boosts, usize::MAX);
        let few = index.search(&query, &boosts, limit);
        prop_assert_eq!(few.total, all.total);
        prop_assert!(all.hits.starts_with(&few.hits));
        prop_assert!(few.is_fallback() || few.hits.len() == limit.min(all.total));
        let mut items: Vec<u32> = all.hits.iter().map(|hit| hit.item).collect();
        prop_assert!(items.iter().all(|item| boosts.admits(*item)));
        items.sort_unstable();
        items.dedup();
        prop_assert_eq!(items.len(), all.hits.len());
        prop_assert!(all.total == 0 || all.total == items.len());
        // Tier by tier, within a tier by boost where nothing but scores and labels decide.
        let key = |hit: &super::Hit| (hit.tier, match hit.tier {
            Tier::WordsInOrder | Tier::Words | Tier::Substring => boosts.rank(hit.item),
            _ => 0,
        });
        prop_assert!(all.hits.is_sorted_by_key(key));
    }

    #[test]
    fn lit_letters_are_chars_of_the_label(query in queries(), boosts in boosts()) {
        let index = Index::build(entries());
        let results = index.search(&query, &boosts, usize::MAX);
        for hit in results.matches() {
            let label = index.label(hit.label).text;
            let lit = super::positions(&query, label, hit.tier);
            prop_assert!(lit.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(lit.iter().all(|at| *at < label.chars().count()));
            let is_literal = (Tier::WordsInOrder..=Tier::Substring).contains(&hit.tier);
            prop_assert!(!is_literal || !lit.is_empty(), "{:?} in {:?}", query, label);
        }
    }
}
