//! The words of an index with the labels that hold them, and what they say of a query whose words are only nearly
//! right or only partly there.
//!
//! Made when a search first needs it. Knows nothing of items and of order.

use std::collections::HashMap;

use super::near;
use super::rank::Candidate;
use super::tier::{Query, Tier, letters};

/// Every word of every label.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// The words, ascending.
    known: Vec<Word>,
    /// Positions in `known` by stem.
    by_stem: Vec<(String, u32)>,
    /// The labels of each word, ascending; a word's part begins at its `from`.
    labels: Vec<u32>,
    /// How many labels there are.
    all: usize,
}

#[derive(Debug)]
struct Word {
    text: Box<str>,
    letters: u64,
    chars: u16,
    from: u32,
}

/// How the words of an index answer one word of a query.
struct Answers {
    /// Words with their cost, the least first.
    words: Vec<(u32, u8)>,
}

impl Words {
    /// The words of folded labels.
    pub(crate) fn new<'a>(labels: impl Iterator<Item = &'a str> + Clone) -> Self {
        let mut ids: HashMap<&str, (u32, u32)> = HashMap::new();
        let mut held = 0;
        let mut all = 0;
        let mut of_label: Vec<&str> = Vec::new();
        let distinct = |label: &'a str, into: &mut Vec<&'a str>| {
            into.clear();
            for word in near::words(label) {
                if !into.contains(&word) {
                    into.push(word);
                }
            }
        };
        for label in labels.clone() {
            all += 1;
            distinct(label, &mut of_label);
            for word in &of_label {
                ids.entry(word).or_default().1 += 1;
                held += 1;
            }
        }
        let mut sorted: Vec<&str> = ids.keys().copied().collect();
        sorted.sort_unstable();
        let mut from = 0;
        let mut words = Vec::with_capacity(sorted.len());
        for text in sorted {
            let Some(entry) = ids.get_mut(text) else {
                continue;
            };
            let count = entry.1;
            *entry = (words.len() as u32, from);
            words.push(Word {
                text: text.into(),
                letters: letters(text),
                chars: text.chars().count().min(usize::from(u16::MAX)) as u16,
                from,
            });
            from += count;
        }
        let mut places = vec![0; held];
        for (label, text) in (0..).zip(labels) {
            distinct(text, &mut of_label);
            for word in &of_label {
                if let Some((_, next)) = ids.get_mut(word) {
                    places[*next as usize] = label;
                    *next += 1;
                }
            }
        }
        let stems = (0..)
            .zip(&words)
            .map(|(at, word): (u32, &Word)| (near::stem(&word.text), at));
        let mut by_stem: Vec<(String, u32)> = stems.collect();
        by_stem.sort_unstable();
        Self {
            known: words,
            by_stem,
            labels: places,
            all,
        }
    }

    fn labels_of(&self, word: u32) -> &[u32] {
        let at = word as usize;
        let from = self.known[at].from as usize;
        let to = self
            .known
            .get(at + 1)
            .map_or(self.labels.len(), |w| w.from as usize);
        &self.labels[from..to]
    }

    /// The words that answer `asked`, as [`near::cost`] says.
    fn answers(&self, asked: &str) -> Answers {
        let from = self.known.partition_point(|w| &*w.text < asked);
        let begun = self.known[from..]
            .iter()
            .take_while(|w| w.text.starts_with(asked))
            .count();
        let begun = from..from + begun;
        let mut words: Vec<(u32, u8)> = begun.clone().map(|at| (at as u32, 0)).collect();
        let chars = asked.chars().count();
        if near::has_stem(asked) {
            let stem = near::stem(asked);
            let first = self.by_stem.partition_point(|(s, _)| *s < stem);
            let alike = self.by_stem[first..].iter().take_while(|(s, _)| *s == stem);
            let alike = alike
                .map(|(_, at)| *at)
                .filter(|at| !begun.contains(&(*at as usize)));
            words.extend(alike.map(|at| (at, near::FORM)));
        }
        if begun.is_empty() {
            let most = near::allowed(chars);
            let wanted = letters(asked);
            for (at, word) in (0..).zip(&self.known) {
                let missing = (wanted & !word.letters).count_ones() as usize;
                if missing > most || usize::from(word.chars) + most < chars {
                    continue;
                }
                let Some(wrong) = near::wrong_letters(asked, &word.text) else {
                    continue;
                };
                match words.iter_mut().find(|(known, _)| *known == at) {
                    Some((_, cost)) => *cost = wrong.min(*cost),
                    None => words.push((at, wrong)),
                }
            }
        }
        words.sort_unstable_by_key(|(at, cost)| (*cost, *at));
        Answers { words }
    }

    /// Every label that answers the query's words nearly, or enough of them, in order.
    pub(crate) fn candidates(&self, query: &Query) -> Vec<Candidate> {
        let asked = near::asked(query.text());
        if asked.is_empty() || asked.len() > MOST {
            return Vec::new();
        }
        let mut answered = vec![0_u32; self.all];
        let mut costs = vec![0_u8; self.all];
        let mut weights = Vec::with_capacity(asked.len());
        for (n, word) in asked.iter().enumerate() {
            let bit = 1 << n;
            let mut count = 0;
            for (at, cost) in self.answers(word).words {
                for label in self.labels_of(at) {
                    let label = *label as usize;
                    if answered[label] & bit == 0 {
                        answered[label] |= bit;
                        costs[label] = costs[label].saturating_add(cost);
                        count += 1;
                    }
                }
            }
            weights.push(near::weight(self.all, count));
        }
        let every = (1_u32 << asked.len()) - 1;
        let all: u32 = weights.iter().sum();
        let mut out = Vec::new();
        for (label, (answered, cost)) in (0..).zip(answered.into_iter().zip(costs)) {
            if answered == every {
                out.push(Candidate {
                    label,
                    tier: Tier::Near,
                    cost,
                });
            } else if answered != 0 {
                let each = weights.iter().enumerate();
                let sum = each
                    .filter(|(n, _)| answered >> n & 1 == 1)
                    .map(|(_, w)| w)
                    .sum();
                if let Some(cost) = near::short_of(sum, all) {
                    out.push(Candidate {
                        label,
                        tier: Tier::Partly,
                        cost,
                    });
                }
            }
        }
        out
    }
}

/// Most words of a query that are looked at; a longer one is a pasted sentence.
pub(crate) const MOST: usize = 16;
