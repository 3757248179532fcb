//! Skills near a sentence in meaning: candidates, which the person decides on.
//!
//! One scan of the preferred labels gives the nearest to the sentence; windows of its words score only those. The score
//! is a logistic regression that was fitted on labelled sentences of adverts.

use std::collections::HashSet;
use std::ops::Range;

use super::word::{SharedWords, Word};
use crate::catalog::{Catalog, Skill, SkillIx};
use crate::meaning::{Nearest, Table, Vector};

/// How many labels one scan keeps.
const SCANNED: usize = 200;

/// Longest window of words that is compared with a label.
const LONGEST_WINDOW: usize = 7;

/// The weights of the score, in the order of [`Features::values`], and what is added: fitted on the first half of
/// `tests/data/adverts/sentences.jsonl` and on sentences of adverts for other posts. In standard deviations they weigh
/// .70, .51, -.34, -.24, .09 and .21.
const WEIGHTS: [f32; 6] = [5.0, 3.4, -0.24, -0.004, 2.4, 7.0];
const BIAS: f32 = -8.86;

/// The least score of a candidate: by it the harmonic mean of precision and recall is best on what served for fitting.
const LEAST: f32 = -2.75;

/// By which words of its own a skill was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// By none but those of its label, which other features weigh.
    Nowhere,
    /// By a term of the practice.
    Term,
    /// By a phrasing, or by an abbreviation.
    Phrase,
}

/// What is known of a candidate.
#[derive(Clone, Copy, Debug)]
struct Features {
    /// Cosine with its best window.
    window: f32,
    /// The share of the label's stems that stand in the sentence.
    stems: f32,
    /// How many words the label has.
    length: f32,
    /// Its place among the labels nearest to the sentence.
    rank: f32,
    named: Named,
}

impl Features {
    fn values(self) -> [f32; 6] {
        let is = |named| f32::from(u8::from(self.named == named));
        [
            self.window,
            self.stems,
            self.length,
            self.rank,
            is(Named::Term),
            is(Named::Phrase),
        ]
    }

    /// The logarithm of the odds that the sentence asks for the skill.
    fn log_odds(self) -> f32 {
        let values = self.values();
        values
            .iter()
            .zip(WEIGHTS)
            .fold(BIAS, |sum, (value, weight)| sum + value * weight)
    }
}

/// A skill that a sentence may ask for.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) skill: SkillIx,
    /// The words nearest to it, in bytes.
    pub(super) at: Range<usize>,
    pub(super) log_odds: f32,
}

/// The preferred labels in meaning and in words.
pub(super) struct Candidates {
    nearest: Nearest,
    stems: Vec<Box<[u64]>>,
    /// Whether the label is the name of a product: all its words begin with a capital letter.
    is_name: Vec<bool>,
}

impl Candidates {
    /// None for a catalogue in a language that the table of words lacks.
    pub(super) fn new<'c>(catalog: &'c Catalog, words: &mut SharedWords<'_, 'c>) -> Option<Self> {
        let table = Table::of_language(catalog.language())?;
        let labels = catalog.skills().map(Skill::label);
        let stems = labels.map(|label| words.of(label).map(|word| word.stem).collect());
        let is_name = catalog.skills().map(|skill| is_name(skill.label()));
        Some(Self {
            is_name: is_name.collect(),
            nearest: Nearest::new(table, catalog.skills().map(Skill::label)),
            stems: stems.collect(),
        })
    }

    /// The skills that a sentence is likely to ask for. `named` are those that were found in it by words.
    pub(super) fn likely(
        &self,
        text: &str,
        words: &[Word],
        named: &[(SkillIx, Named)],
    ) -> Vec<Candidate> {
        let table = Table::embedded();
        let Some(sentence) = table.vector(text) else {
            return Vec::new();
        };
        let windows = windows(table, text, words);
        let stems: HashSet<u64> = words.iter().map(|word| word.stem).collect();
        let mut near = self.nearest.top(&sentence, SCANNED);
        for (skill, _) in named {
            let at = skill.index();
            if !near.iter().any(|(known, _)| *known == at) {
                near.push((at, 0.0));
            }
        }
        let rated = near.into_iter().enumerate().filter_map(|(rank, (at, _))| {
            let skill = SkillIx(at as u32);
            let known = named.iter().find(|(known, _)| *known == skill);
            let label = &self.stems[at];
            let shared = label.iter().filter(|stem| stems.contains(stem)).count();
            // "Microsoft Sentinel" is no "WhiteHat Sentinel".
            if known.is_none() && self.is_name[at] && shared < label.len() {
                return None;
            }
            let mut features = Features {
                // No window is nearer than one with the same words.
                window: 1.0,
                stems: shared as f32 / label.len().max(1) as f32,
                length: label.len() as f32,
                rank: rank.min(SCANNED) as f32,
                named: known.map_or(Named::Nowhere, |(_, named)| *named),
            };
            if features.log_odds() <= LEAST {
                return None;
            }
            let own = self.nearest.vector(at);
            let cosines = windows
                .iter()
                .map(|(range, vector)| (own.cosine(vector), range));
            let (window, range) = cosines.max_by(|a, b| a.0.total_cmp(&b.0))?;
            features.window = window;
            let log_odds = features.log_odds();
            (log_odds > LEAST).then(|| Candidate {
                skill,
                at: range.clone(),
                log_odds,
            })
        });
        rated.collect()
    }
}

/// Whether a label of several words is a name: each begins with a capital letter or a figure.
fn is_name(label: &str) -> bool {
    let mut words = label.split_whitespace();
    let is_capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    label.contains(' ') && words.all(is_capital)
}

/// The windows of two and more words of a sentence, and its single words, with their vectors.
fn windows(table: &Table, text: &str, words: &[Word]) -> Vec<(Range<usize>, Vector)> {
    let mut out = Vec::new();
    for from in 0..words.len() {
        for word in words.iter().skip(from).take(LONGEST_WINDOW) {
            let range = words[from].at.start..word.at.end;
            let vector = text
                .get(range.clone())
                .and_then(|words| table.vector(words));
            out.extend(vector.map(|vector| (range, vector)));
        }
    }
    out
}
