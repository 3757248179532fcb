//! The words of an index with the labels that hold them, and what they say of a query whose words are only nearly
//! right or only partly there.
//!
//! Made when a search first needs it. Knows nothing of items and of order. What a query finds here is a mark on each
//! label ([`Marks`]), which also tells without a look at the text which labels the query's words begin.

use std::collections::HashMap;

use super::near;
use super::rank::Candidate;
use super::tier::{Query, Tier, letter, letters};

/// Every word of every label.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// The words, ascending; one text holds them all.
    known: Vec<Word>,
    text: String,
    /// Positions in `known` by stem. The stems are made again where they are asked: there are few in a search.
    by_stem: Vec<u32>,
    /// The labels of each word, ascending; a word's part begins at its `from`.
    labels: Vec<u32>,
    /// How many labels there are.
    all: usize,
}

#[derive(Debug)]
struct Word {
    letters: u64,
    /// Where its text begins, and its length.
    text: (u32, u16),
    chars: u16,
    from: u32,
}

/// How the words of an index answer one word of a query.
#[derive(Debug)]
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
        let mut words: Vec<Word> = Vec::with_capacity(sorted.len());
        let mut all_text = String::with_capacity(sorted.iter().map(|word| word.len()).sum());
        for text in sorted {
            let Some(entry) = ids.get_mut(text) else {
                continue;
            };
            let count = entry.1;
            *entry = (words.len() as u32, from);
            let len = text.len().min(usize::from(u16::MAX)) as u16;
            words.push(Word {
                text: (all_text.len() as u32, len),
                letters: letters(text),
                chars: text.chars().count().min(usize::from(u16::MAX)) as u16,
                from,
            });
            all_text.push_str(text);
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
        let mut made = Self {
            by_stem: (0..words.len() as u32).collect(),
            known: words,
            text: all_text,
            labels: places,
            all,
        };
        let mut by_stem = std::mem::take(&mut made.by_stem);
        by_stem.sort_by_cached_key(|at| near::stem(made.text_of(&made.known[*at as usize])));
        made.by_stem = by_stem;
        made
    }

    fn text_of(&self, word: &Word) -> &str {
        let (from, len) = word.text;
        let from = from as usize;
        self.text
            .get(from..from + usize::from(len))
            .unwrap_or_default()
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
        let text = |word: &Word| self.text_of(word);
        let from = self.known.partition_point(|w| text(w) < asked);
        let begun = self.known[from..]
            .iter()
            .take_while(|w| text(w).starts_with(asked))
            .count();
        let begun = from..from + begun;
        let mut words: Vec<(u32, u8)> = begun.clone().map(|at| (at as u32, 0)).collect();
        let chars = asked.chars().count();
        if near::has_stem(asked) {
            let stem = near::stem(asked);
            let of = |at: &u32| near::stem(self.text_of(&self.known[*at as usize]));
            let first = self.by_stem.partition_point(|at| of(at) < stem);
            let alike = self.by_stem[first..].iter().take_while(|at| of(at) == stem);
            let alike = alike.copied().filter(|at| !begun.contains(&(*at as usize)));
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
                // Each letter that the word begins with and that was not asked is wrong as well.
                let begins = text(word).chars().take(chars - most);
                let sure = begins.fold(0, |set, c| set | letter(c));
                if (sure & !wanted).count_ones() as usize > most {
                    continue;
                }
                let Some(wrong) = near::wrong_letters(asked, text(word)) else {
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

    /// Marks the labels that answer the query's words.
    pub(crate) fn mark(&self, query: &Query, marks: &mut Marks) {
        let mut known = marks.clear(self.all);
        let mut asked = near::asked(query.text());
        if asked.len() > MOST {
            return;
        }
        marks.nearly = !asked.is_empty();
        if asked.is_empty() && query.is_single() {
            // A small word alone is looked for as it stands and stands for nothing else.
            asked.push(query.text());
        }
        marks.every = ((1_u32 << asked.len()) - 1) as u16;
        for (n, word) in asked.into_iter().enumerate() {
            let bit = 1 << n;
            let at = known.iter().position(|(known, _)| known == word);
            let answers = match at {
                Some(at) => known.swap_remove(at).1,
                None => self.answers(word),
            };
            let mut count = 0;
            for (at, cost) in &answers.words {
                for label in self.labels_of(*at) {
                    let label = *label as usize;
                    if marks.bits[label] & bit == 0 {
                        marks.bits[label] |= bit;
                        marks.costs[label] = marks.costs[label].saturating_add(*cost);
                        count += 1;
                    }
                }
            }
            marks.weights.push(near::weight(self.all, count));
            marks.answers.push((word.to_owned(), answers));
        }
    }
}

/// Which words of a query each label answers. Kept from one query to the next, for its room and for the words that
/// stay: those with wrong letters are the dear ones.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// For each label one bit a word.
    bits: Vec<u16>,
    /// For each label the sum of what its answers cost.
    costs: Vec<u8>,
    /// The bits of all words.
    every: u16,
    /// Whether a label may answer them nearly or in part.
    nearly: bool,
    /// What the words weigh.
    weights: Vec<u32>,
    /// How the words of the last query are answered.
    answers: Vec<(String, Answers)>,
}

impl Marks {
    /// Nothing is marked any more; gives the former answers.
    fn clear(&mut self, labels: usize) -> Vec<(String, Answers)> {
        self.bits.clear();
        self.bits.resize(labels, 0);
        self.costs.clear();
        self.costs.resize(labels, 0);
        self.weights.clear();
        (self.every, self.nearly) = (0, false);
        std::mem::take(&mut self.answers)
    }

    /// Another index is asked from now on.
    pub(crate) fn forget(&mut self) {
        self.answers.clear();
    }

    /// Whether every word of the query begins a word of the label, as far as words are runs of letters and digits: a
    /// query whose words, signs and all, begin words of a label is begun by these runs as well.
    pub(crate) fn begin(&self, label: u32) -> bool {
        let at = label as usize;
        self.bits[at] == self.every && self.costs[at] == 0
    }

    /// Whether [`Self::begin`] leaves nothing more to be asked of a label.
    pub(crate) fn suffice(&self, query: &Query) -> bool {
        self.every != 0 && query.is_single()
    }

    /// The label as a candidate of an approximate tier, if it answers the query's words nearly, or enough of them.
    pub(crate) fn candidate(&self, label: u32) -> Option<Candidate> {
        let at = label as usize;
        let bits = self.bits[at];
        if bits == 0 || !self.nearly {
            return None;
        }
        if bits == self.every {
            return Some(Candidate {
                label,
                tier: Tier::Near,
                cost: self.costs[at],
            });
        }
        let each = || self.weights.iter().enumerate();
        let all = each().map(|(_, weight)| weight).sum();
        let answered = each().filter(|(n, _)| bits >> n & 1 == 1);
        let cost = near::short_of(answered.map(|(_, weight)| weight).sum(), all)?;
        Some(Candidate {
            label,
            tier: Tier::Partly,
            cost,
        })
    }
}

/// Most words of a query that are looked at; a longer one is a pasted sentence.
pub(crate) const MOST: usize = 16;
