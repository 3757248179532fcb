//! The labels and synonyms of an index that match a query, found by the words of the query.

use super::abbreviation::initials;
use super::boosts::Boosts;
use super::candidate::{Candidate, candidate};
use super::fuzzy_words::{Cost, INITIALS, MAX_FUZZY};
use super::index::{Index, Source};
use super::query::{Query, content_words};
use super::spacing::spaced_otherwise;
use super::terms::by_synonyms;
use super::tier::{Tier, word_tier};
use crate::text::words;

/// Everything that matches a query that is not empty.
pub(crate) fn candidates(index: &Index, query: &Query, boosts: &Boosts) -> Vec<Candidate> {
    let mut found = as_written(index, query, boosts);
    if found
        .iter()
        .all(|candidate| candidate.tier > Tier::Substring)
    {
        for other in spaced_otherwise(index, query) {
            let as_typo = as_written(index, &other, boosts)
                .into_iter()
                .filter_map(typo);
            found.extend(as_typo);
        }
    }
    if found.is_empty()
        && let Some(doubting) = query.doubting(|word| index.is_doubtful(word))
    {
        found = as_written(index, &doubting, boosts);
    }
    if found.is_empty() {
        found = but_for_one_word(index, query);
        found.retain(|candidate| boosts.admits(candidate.item));
    }
    if query.content().any(|word| !index.is_known(&word.text)) {
        keep_likeliest_spelling(&mut found);
    }
    keep_whole_words_of_short_names(index, query, &mut found);
    keep_whole_initials(index, query, &mut found);
    let asked = query.content().count();
    for candidate in &mut found {
        let is_rough = candidate.tier.is_approximate();
        candidate.is_longer =
            is_rough && content_words(index.folded(candidate.label)).count() > asked;
    }
    found
}

/// Of what matches a misspelt query only the best is meant: `encyption` is "encryption", not "exception" as well.
fn keep_likeliest_spelling(found: &mut Vec<Candidate>) {
    let fuzzy = found.iter().filter(|each| each.tier == Tier::Fuzzy);
    if let Some(least) = fuzzy.map(|each| each.distance).min() {
        found.retain(|each| each.tier != Tier::Fuzzy || each.distance == least);
    }
}

/// The labels that have the words of a query, one after the other, but for one that is spelt much like it: a short
/// word or one with many wrong letters is known by those around it.
fn but_for_one_word(index: &Index, query: &Query) -> Vec<Candidate> {
    let asked: Vec<&str> = words(query.typed()).collect();
    if asked.len() < 2 {
        return Vec::new();
    }
    let found = index.folded_labels().filter_map(|(label, text)| {
        let (word, other) = odd_word(&asked, text)?;
        let wrong = strsim::osa_distance(word, other);
        let is_alike = wrong <= (word.chars().count() * 2 / 5).max(1);
        is_alike.then(|| candidate(index, label, Tier::Fuzzy, MAX_FUZZY + wrong as Cost))
    });
    found.collect()
}

/// The one word in which a query and a label of as many words differ, of each its own.
fn odd_word<'q, 'l>(asked: &[&'q str], label: &'l str) -> Option<(&'q str, &'l str)> {
    let mut others = words(label);
    let mut odd = None;
    for word in asked {
        let other = others.next()?;
        if *word != other && odd.replace((*word, other)).is_some() {
            return None;
        }
    }
    odd.filter(|_| others.next().is_none())
}

/// A short name means what is called so, not the beginning of other words as well: `soc` is not "social".
fn keep_whole_words_of_short_names(index: &Index, query: &Query, found: &mut Vec<Candidate>) {
    let is_name = |each: &Candidate| {
        matches!(each.tier, Tier::Equal | Tier::Synonym) && !each.synonym.is_beginning
    };
    let [word] = query.words() else {
        return;
    };
    if query.is_short() && found.iter().any(is_name) {
        found.retain(|each| {
            is_name(each) || words(index.folded(each.label)).any(|known| known == word.text)
        });
    }
}

/// Letters alone are the initials of a whole label or of none: `asm` is not "monitor stock market".
fn keep_whole_initials(index: &Index, query: &Query, found: &mut Vec<Candidate>) {
    let [word] = query.words() else {
        return;
    };
    found.retain(|each| {
        (each.tier, each.distance) != (Tier::Abbreviation, INITIALS)
            || initials(index.folded(each.label)).eq(word.text.chars())
    });
}

/// What matches a query with its spaces where they are.
fn as_written(index: &Index, query: &Query, boosts: &Boosts) -> Vec<Candidate> {
    let mut found = by_words(index, query, &label_costs(index, query));
    found.retain(|candidate| boosts.admits(candidate.item));
    let is_worded = found.iter().any(|candidate| candidate.tier <= Tier::Words);
    let synonyms = by_synonyms(index, query, is_worded).into_iter();
    found.extend(synonyms.filter(|candidate| boosts.admits(candidate.item)));
    if !query.is_short() || found.is_empty() {
        let inside = by_substring(index, query).into_iter();
        found.extend(inside.filter(|candidate| boosts.admits(candidate.item)));
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

/// A match of a query with a space too many or too few, which is a typo as well: the better the match, the less it
/// costs.
fn typo(candidate: Candidate) -> Option<Candidate> {
    (candidate.tier < Tier::Substring).then_some(Candidate {
        tier: Tier::Fuzzy,
        distance: 1 + candidate.tier.number(),
        ..candidate
    })
}

/// For each word of a query, how each label answers it.
pub(crate) fn label_costs(index: &Index, query: &Query) -> Vec<Vec<Cost>> {
    let words = query.words().iter();
    words
        .map(|word| index.words().costs(&word.text, index.reading(word)))
        .collect()
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
        .filter(|(.., text)| query.equals(text))
        .map(|(label, synonym, _)| (index.item(label), synonym.rank))
        .collect();
    for candidate in found
        .iter_mut()
        .filter(|candidate| candidate.tier == Tier::Equal)
    {
        let has_synonym = equal.iter().any(|(item, _)| *item == candidate.item);
        if index.source(candidate.label) == Source::Alternative && !equal.is_empty() && !has_synonym
        {
            // The query is another's by decision: "security" is also an alternative label of securities.
            candidate.tier = Tier::Words;
            candidate.synonym.is_near = true;
            continue;
        }
        // Among equal labels the rank of a synonym counts, so that a pinned name finds its owner.
        let ranks = equal.iter().filter(|(item, _)| *item == candidate.item);
        candidate.synonym.rank = ranks.map(|(_, rank)| *rank).min().unwrap_or(0);
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
