//! The labels and synonyms of an index that match a query, found by the words of the query.

use super::boosts::Boosts;
use super::fuzzy_words::{Cost, INITIALS, NO_MATCH, max_typos};
use super::index::{Index, LabelRef, Source, Synonym};
use super::query::Query;
use super::tier::{Tier, word_tier};

/// A query of fewer letters is never taken for the beginning of a synonym.
const MIN_BEGINNING: usize = 3;

/// How many items the synonyms that a query begins may mean together: beyond that nobody can tell what is being typed.
const MAX_BEGUN: usize = 5;

/// The same where the query begins words of labels too, which are the better guess then.
const MAX_BEGUN_BESIDE_LABELS: usize = 2;

/// A label is near a query when it answers at least so much of what the query's words weigh, in percent.
const MIN_ANSWERED: u32 = 50;

/// Words are spelt much alike from this Jaro-Winkler similarity on.
const MIN_SIMILARITY: f64 = 0.7;

/// A word is spelt like one of a query only if it has at least this part of its letters.
const MIN_LENGTH: f64 = 0.66;

/// So many of the most similar words are looked up.
const SIMILAR_WORDS: usize = 5;

/// A label or synonym that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) item: u32,
    pub(crate) label: LabelRef,
    pub(crate) tier: Tier,
    /// What a synonym says of the item.
    pub(crate) meaning: Meaning,
    /// How far the label is from the query, within its tier.
    pub(crate) cost: Cost,
}

/// What orders the synonyms that a query means: whole terms before begun ones, the rank among the meanings of a term,
/// exact meanings before near ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Meaning {
    begun: bool,
    rank: u8,
    near: bool,
}

/// Everything that matches a query that is not empty.
pub(crate) fn candidates(index: &Index, query: &Query, boosts: &Boosts) -> Vec<Candidate> {
    let mut found = by_words(index, query, &label_costs(index, query));
    let is_worded = found.iter().any(|candidate| candidate.tier <= Tier::Words);
    found.extend(by_synonyms(index, query, is_worded));
    found.retain(|candidate| boosts.admits(candidate.item));
    if !query.is_short() || found.is_empty() {
        found.extend(by_substring(index, query));
        found.retain(|candidate| boosts.admits(candidate.item));
    }
    if query.is_short()
        && found
            .iter()
            .any(|candidate| candidate.tier != Tier::Abbreviation)
    {
        found.retain(|candidate| candidate.tier != Tier::Abbreviation);
    }
    found
}

/// For each word of a query, how each label answers it.
pub(crate) fn label_costs(index: &Index, query: &Query) -> Vec<Vec<Cost>> {
    let words = query.words().iter();
    words.map(|word| index.words().costs(&word.text)).collect()
}

fn candidate(index: &Index, label: LabelRef, tier: Tier, cost: Cost) -> Candidate {
    // What bears a name stands before what is also called that.
    let is_other_name = tier == Tier::Equal && index.source(label) == Source::Alternative;
    Candidate {
        item: index.item(label),
        label,
        tier,
        meaning: Meaning::default(),
        cost: if is_other_name { 1 } else { cost },
    }
}

/// The labels that answer all words of the query, of which `costs` says how each label answers it.
pub(crate) fn by_words(index: &Index, query: &Query, costs: &[Vec<Cost>]) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut of_label = vec![0; costs.len()];
    // Only labels that answer every word with content are looked at; where none has any, those that answer all.
    let has_content = query.words().iter().any(|word| word.is_content);
    let asked = query
        .words()
        .iter()
        .zip(costs)
        .filter(|(word, _)| word.is_content || !has_content);
    let asked: Vec<&[Cost]> = asked.map(|(_, costs)| &**costs).collect();
    for (label, text) in index.folded_labels() {
        let at = label.0 as usize;
        if asked.iter().any(|costs| costs[at] > INITIALS) {
            continue;
        }
        for (own, costs) in of_label.iter_mut().zip(costs) {
            *own = costs[at];
        }
        if let Some((tier, cost)) = word_tier(query, text, &of_label) {
            found.push(candidate(index, label, tier, cost));
        }
    }
    let equal: Vec<(u32, u8)> = index
        .synonyms()
        .filter(|(.., text)| *text == query.text())
        .map(|(label, synonym, _)| (index.item(label), synonym.rank))
        .collect();
    for candidate in found
        .iter_mut()
        .filter(|candidate| candidate.tier == Tier::Equal)
    {
        // Among equal labels the rank of a synonym counts, so that a pinned name finds its owner.
        let ranks = equal.iter().filter(|(item, _)| *item == candidate.item);
        candidate.meaning.rank = ranks.map(|(_, rank)| *rank).min().unwrap_or(0);
    }
    found
}

/// The labels inside which the query stands.
pub(crate) fn by_substring(index: &Index, query: &Query) -> Vec<Candidate> {
    let longest = query.words().iter().max_by_key(|word| word.text.len());
    let containing = longest.map(|word| index.words().containing(&word.text));
    let labels = index.folded_labels().filter(|(label, text)| {
        let is_likely = containing
            .as_ref()
            .is_none_or(|labels| labels[label.0 as usize]);
        is_likely && text.contains(query.text())
    });
    labels
        .map(|(label, _)| candidate(index, label, Tier::Substring, 0))
        .collect()
}

/// The synonyms that the query means: those that equal it; when there are none, those that it begins, as long as these
/// mean few items; when it begins none and no words of labels (`is_worded`), those from which it differs in a few letters.
fn by_synonyms(index: &Index, query: &Query, is_worded: bool) -> Vec<Candidate> {
    let text = query.text();
    let length = text.chars().count();
    let matching = |matches: &dyn Fn(&Synonym, &str) -> bool| -> Vec<(LabelRef, Synonym)> {
        let matching = index
            .synonyms()
            .filter(|(_, synonym, text)| matches(synonym, text));
        matching
            .map(|(label, synonym, _)| (label, *synonym))
            .collect()
    };
    let meant = |(label, synonym): (LabelRef, Synonym), begun: bool| {
        let is_pinned = synonym.pinned && !begun;
        Candidate {
            meaning: Meaning {
                begun,
                rank: synonym.rank,
                near: !synonym.exact && !is_pinned,
            },
            ..candidate(
                index,
                label,
                if is_pinned {
                    Tier::Equal
                } else {
                    Tier::Synonym
                },
                0,
            )
        }
    };
    let equal = matching(&|_, term| term == text);
    if !equal.is_empty() {
        return equal.into_iter().map(|term| meant(term, false)).collect();
    }
    // Where the query begins words of labels as well, a begun synonym must mean its item exactly: `audit` is not on its
    // way to everything near "audit manager" when there is an IT auditor.
    let begun = matching(&|synonym, term| {
        !synonym.whole
            && (synonym.exact || !is_worded)
            && length >= MIN_BEGINNING
            && term.starts_with(text)
    });
    if !begun.is_empty() {
        let mut items: Vec<u32> = begun.iter().map(|(label, _)| index.item(*label)).collect();
        items.sort_unstable();
        items.dedup();
        let most = if is_worded {
            MAX_BEGUN_BESIDE_LABELS
        } else {
            MAX_BEGUN
        };
        let begun = begun.into_iter().filter(|_| items.len() <= most);
        return begun.map(|term| meant(term, true)).collect();
    }
    if is_worded {
        return Vec::new();
    }
    let misspelt = index.synonyms().filter_map(|(label, synonym, term)| {
        let typos = typos(text, term).filter(|_| synonym.pinned || !synonym.whole)?;
        Some(candidate(index, label, Tier::Fuzzy, typos))
    });
    misspelt.collect()
}

/// The number of wrong letters of a text, if it has the words of another, none with more than it may have.
fn typos(text: &str, other: &str) -> Option<Cost> {
    if text.split(' ').count() != other.split(' ').count() {
        return None;
    }
    let of_word = |(a, b): (&str, &str)| {
        let typos = strsim::osa_distance(a, b);
        let letters = a.chars().count().min(b.chars().count());
        (typos <= max_typos(letters)).then_some(typos as Cost)
    };
    text.split(' ').zip(other.split(' ')).map(of_word).sum()
}

/// What comes nearest to a query that matches nothing: labels that answer most of its words; when there are none, those
/// with the words that are spelt most like its longest one.
pub(crate) fn nearest(index: &Index, query: &Query, boosts: &Boosts) -> Vec<Candidate> {
    let mut found = by_some_words(index, query);
    found.retain(|candidate| boosts.admits(candidate.item));
    if found.is_empty() {
        found = by_spelling(index, query);
        found.retain(|candidate| boosts.admits(candidate.item));
    }
    found
}

/// The labels that answer words of at least half the weight of all. A word weighs what its rarity tells: ln(1 + all labels
/// / labels that answer it).
fn by_some_words(index: &Index, query: &Query) -> Vec<Candidate> {
    let content = query.words().iter().filter(|word| word.is_content);
    let costs: Vec<Vec<Cost>> = content
        .map(|word| index.words().costs(&word.text))
        .collect();
    let weight = |costs: &Vec<Cost>| {
        let answered = costs.iter().filter(|cost| **cost != NO_MATCH).count();
        if answered == 0 {
            0
        } else {
            (1000.0 * (1.0 + costs.len() as f64 / answered as f64).ln()) as u32
        }
    };
    let weights: Vec<u32> = costs.iter().map(weight).collect();
    let all: u32 = weights.iter().sum();
    let labels = index.folded_labels().map(|(label, _)| label);
    labels
        .filter_map(|label| {
            let answers = costs
                .iter()
                .zip(&weights)
                .filter(|(costs, _)| costs[label.0 as usize] != NO_MATCH);
            let answered: u32 = answers.map(|(_, weight)| weight).sum();
            let is_near = answered > 0 && answered * 100 >= all * MIN_ANSWERED;
            is_near.then(|| {
                candidate(
                    index,
                    label,
                    Tier::Partial,
                    ((all - answered) * 255 / all) as Cost,
                )
            })
        })
        .collect()
}

fn by_spelling(index: &Index, query: &Query) -> Vec<Candidate> {
    let Some(longest) = query.words().iter().max_by_key(|word| word.text.len()) else {
        return Vec::new();
    };
    let asked = &longest.text;
    let least = asked.len() as f64 * MIN_LENGTH;
    let words = index.words().words();
    let words = words.filter(|(word, _)| word.len() as f64 >= least);
    let similar = words.map(|(word, labels)| (strsim::jaro_winkler(asked, word), labels));
    let mut similar: Vec<(f64, &[u32])> = similar
        .filter(|(similarity, _)| *similarity >= MIN_SIMILARITY)
        .collect();
    similar.sort_by(|a, b| b.0.total_cmp(&a.0));
    similar.truncate(SIMILAR_WORDS);
    let labels = similar.into_iter().flat_map(|(similarity, labels)| {
        let cost = ((1.0 - similarity) * 255.0) as Cost;
        labels
            .iter()
            .map(move |label| candidate(index, LabelRef(*label), Tier::Spelling, cost))
    });
    labels.collect()
}
