//! Skills near a sentence in meaning: candidates, which the person decides on.
//!
//! One scan of the preferred labels gives the nearest to the sentence; windows of its words score only those. The score
//! is a logistic regression that was fitted on labelled sentences of adverts.

use std::collections::HashSet;
use std::ops::Range;

use super::word::{Word, Words};
use crate::catalog::{Catalog, Skill, SkillIx};
use crate::meaning::{Nearest, Table, Vector};

/// How many labels one scan keeps.
const SCANNED: usize = 200;

/// Longest window of words that is compared with a label.
const LONGEST_WINDOW: usize = 7;

/// The most candidates of one sentence.
const MOST: usize = 3;

/// The weights of the score, in the order of [`Features::values`], and what is added: fitted on the first half of
/// `tests/data/adverts/sentences.jsonl`. In standard deviations they weigh .73, .25, .55, .15 and -.29.
const WEIGHTS: [f32; 5] = [7.3, 1.55, 3.5, 0.125, -0.005];
const BIAS: f32 = -9.8;

/// The least score of a candidate. On the half that served for fitting about one in two of those above it is right.
const LEAST: f32 = -1.8;

/// What is known of a candidate.
#[derive(Clone, Copy, Debug)]
struct Features {
    /// Cosine with the whole sentence.
    sentence: f32,
    /// Cosine with its best window.
    window: f32,
    /// The share of the label's stems that stand in the sentence.
    stems: f32,
    /// How many words the label has.
    length: f32,
    /// Its place among the labels nearest to the sentence.
    rank: f32,
}

impl Features {
    fn values(self) -> [f32; 5] {
        let Self {
            sentence,
            window,
            stems,
            length,
            rank,
        } = self;
        [sentence, window, stems, length, rank]
    }

    /// The logarithm of the odds that the sentence asks for the skill.
    fn score(self) -> f32 {
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
    features: Features,
}

/// The preferred labels in meaning and in words.
pub(super) struct Candidates {
    nearest: Nearest,
    stems: Vec<Box<[u64]>>,
}

impl Candidates {
    /// None for a catalogue in a language that the table of words lacks.
    pub(super) fn new(catalog: &Catalog, words: &Words) -> Option<Self> {
        let table = Table::of_language(catalog.language())?;
        let stems = catalog.skills().map(|skill| {
            words
                .of(skill.label())
                .into_iter()
                .map(|w| w.stem)
                .collect()
        });
        Some(Self {
            nearest: Nearest::new(table, catalog.skills().map(Skill::label)),
            stems: stems.collect(),
        })
    }

    /// The likeliest skills of a sentence.
    pub(super) fn nearest(&self, text: &str, words: &[Word]) -> Vec<Candidate> {
        let mut all = self.all(text, words);
        all.retain(|candidate| candidate.features.score() > LEAST);
        all.sort_by(|a, b| b.features.score().total_cmp(&a.features.score()));
        all.truncate(MOST);
        all
    }

    /// The nearest labels with their features.
    fn all(&self, text: &str, words: &[Word]) -> Vec<Candidate> {
        let table = Table::embedded();
        let Some(sentence) = table.vector(text) else {
            return Vec::new();
        };
        let windows = windows(table, text, words);
        let stems: HashSet<u64> = words.iter().map(|word| word.stem).collect();
        let top = self.nearest.top(&sentence, SCANNED);
        let candidates = top
            .into_iter()
            .enumerate()
            .filter_map(|(rank, (at, cosine))| {
                let own = self.nearest.vector(at);
                let cosines = windows
                    .iter()
                    .map(|(range, vector)| (own.cosine(vector), range));
                let (window, range) = cosines.max_by(|a, b| a.0.total_cmp(&b.0))?;
                let label = &self.stems[at];
                let shared = label.iter().filter(|stem| stems.contains(stem)).count();
                Some(Candidate {
                    skill: SkillIx(at as u32),
                    at: range.clone(),
                    features: Features {
                        sentence: cosine,
                        window,
                        stems: shared as f32 / label.len().max(1) as f32,
                        length: label.len() as f32,
                        rank: rank as f32,
                    },
                })
            });
        candidates.collect()
    }
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
