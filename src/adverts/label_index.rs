//! The labels and synonyms of a catalogue's skills, found in a text by their words.

use std::ops::Range;

use super::word::{SharedWords, Word, join};
use crate::catalog::synonym::Fit;
use crate::catalog::{Catalog, Kind, SkillIx};

/// Longest a label may be to be found, in words.
const LONGEST: usize = 12;

/// Where a sequence of stems begins, and one of the words themselves.
const STEMS: u64 = 1;
const FORMS: u64 = 2;

/// What of a skill was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LabelKind {
    Preferred,
    /// An alternative label.
    Alternative,
    /// An exact synonym of the practice, with its rank among the targets of its term.
    Synonym {
        rank: u8,
    },
    /// The closest ESCO has for a term of the practice.
    Near,
}

/// One label of one skill.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// The hash of its words' stems. Knowledge and one-word labels are hashed by word form, not by stem, so that
    /// "solid" does not match "Solidity".
    words: u64,
    skill: SkillIx,
    kind: LabelKind,
    /// An abbreviation: it counts in capital letters only.
    capitals: bool,
}

/// A label found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LabelHit {
    /// In bytes.
    pub(super) at: Range<usize>,
    pub(super) skill: SkillIx,
    pub(super) kind: LabelKind,
    /// How many words it has.
    pub(super) words: usize,
    /// Another skill is called so, or has the same alternative label or term.
    pub(super) ambiguous: bool,
    pub(super) capitals: bool,
}

/// Every label by the hash of its words' stems.
pub(super) struct LabelIndex {
    entries: Vec<Entry>,
}

/// Whether a label is an abbreviation.
fn is_abbreviation(label: &str) -> bool {
    !label.contains(' ')
        && label.chars().count() >= 2
        && label
            .chars()
            .filter(|c| c.is_alphabetic())
            .all(char::is_uppercase)
}

impl LabelIndex {
    pub(super) fn new<'c>(catalog: &'c Catalog, words: &mut SharedWords<'_, 'c>) -> Self {
        let mut entries = Vec::new();
        let mut all: Vec<Word> = Vec::new();
        let mut add = |label: &'c str, skill, kind| {
            all.clear();
            all.extend(words.of(label));
            if (1..=LONGEST).contains(&all.len()) {
                let stems = all.len() > 1 && catalog.skill(skill).kind() != Kind::Knowledge;
                let sequence = if stems {
                    all.iter()
                        .fold(STEMS, |sequence, word| join(sequence, word.stem))
                } else {
                    all.iter()
                        .fold(FORMS, |sequence, word| join(sequence, word.form))
                };
                let capitals = is_abbreviation(label);
                entries.push(Entry {
                    words: sequence,
                    skill,
                    kind,
                    capitals,
                });
            }
        };
        for skill in catalog.skills() {
            // ESCO tells labels of one name apart by an explanation in parentheses.
            let label = skill.label();
            add(label, skill.ix, LabelKind::Preferred);
            if let Some((name, _)) = label.split_once(" (") {
                add(name, skill.ix, LabelKind::Preferred);
            }
            for label in skill.alternative_labels().iter() {
                add(label, skill.ix, LabelKind::Alternative);
            }
        }
        for row in &catalog.synonyms.synonyms {
            for (rank, target) in row.targets.iter().enumerate() {
                let Some(skill) = target.skill.ix else {
                    continue;
                };
                let kind = match target.fit {
                    Fit::Exact => LabelKind::Synonym {
                        rank: rank.min(255) as u8,
                    },
                    Fit::Near => LabelKind::Near,
                };
                for term in &row.terms {
                    add(term, skill, kind);
                }
            }
        }
        entries.sort_by_key(|entry| (entry.words, entry.kind, entry.skill));
        entries.dedup_by_key(|entry| (entry.words, entry.skill));
        entries.shrink_to_fit();
        Self { entries }
    }

    /// The labels with one sequence of words.
    fn of(&self, words: u64) -> impl Iterator<Item = &Entry> {
        let first = self.entries.partition_point(|entry| entry.words < words);
        let from = self.entries.get(first..).unwrap_or_default();
        from.iter().take_while(move |entry| entry.words == words)
    }

    /// The labels that stand in a text, the words of which are given.
    pub(super) fn find(&self, text: &str, words: &[Word]) -> Vec<LabelHit> {
        let mut out = Vec::new();
        for from in 0..words.len() {
            let (mut stems, mut forms) = (STEMS, FORMS);
            for (count, word) in (1..=LONGEST).zip(words.get(from..).unwrap_or_default()) {
                stems = join(stems, word.stem);
                forms = join(forms, word.form);
                let at = words[from].at.start..word.at.end;
                let gap = words[(from + count).saturating_sub(2)].at.end..word.at.start;
                if count > 1 && !text.get(gap).is_some_and(is_inside_label) {
                    break;
                }
                let found = [stems, forms]
                    .into_iter()
                    .flat_map(|sequence| self.of(sequence));
                let found: Vec<&Entry> = found
                    .filter(|entry| !entry.capitals || is_capital(text, &at))
                    .collect();
                let others = found
                    .iter()
                    .filter(|entry| entry.kind != LabelKind::Preferred)
                    .count();
                let named = others < found.len();
                for entry in found {
                    let preferred = entry.kind == LabelKind::Preferred;
                    out.push(LabelHit {
                        at: at.clone(),
                        skill: entry.skill,
                        kind: entry.kind,
                        words: count,
                        ambiguous: !preferred && named
                            || entry.kind == LabelKind::Alternative && others > 1,
                        capitals: entry.capitals,
                    });
                }
            }
        }
        out
    }
}

/// Whether words with this between them can be of one label: passed over words, spaces and hyphens, no other signs.
fn is_inside_label(between: &str) -> bool {
    between
        .chars()
        .all(|c| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '-' | '/' | '\'' | '’'))
}

fn is_capital(text: &str, at: &Range<usize>) -> bool {
    let word = text.get(at.clone()).unwrap_or_default();
    let word = word.strip_suffix('s').unwrap_or(word);
    word.chars()
        .filter(|c| c.is_alphabetic())
        .all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::super::word::Words;
    use super::*;

    #[test]
    fn labels_are_found_by_the_forms_of_their_words() {
        let catalog = Catalog::embedded().unwrap();
        let words = Words::new("en");
        let index = LabelIndex::new(&catalog, &mut SharedWords::new(&words));
        let found = |text: &str| -> Vec<(String, LabelKind)> {
            let hits = index.find(text, &words.of(text));
            hits.iter()
                .map(|hit| (catalog.skill(hit.skill).label().to_owned(), hit.kind))
                .collect()
        };
        let text = "You managed budgets and know COBIT.";
        assert!(found(text).contains(&("manage budgets".into(), LabelKind::Preferred)));
        let cobit = "control objectives for information and related technology";
        assert!(found(text).iter().any(|(label, _)| label == cobit));
        assert!(!found("a cobit").iter().any(|(label, _)| label == cobit));
    }
}
