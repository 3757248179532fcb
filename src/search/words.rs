//! The words of an index with the labels that hold them, and what they say of a query whose words are only nearly
//! right or only partly there.
//!
//! Made when a search first needs it. Knows nothing of items and of order. What a query finds here is a mark on each
//! label ([`Marks`]), which also tells without a look at the text which labels the query's words begin.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::marks::Marks;
use super::near;
use super::tier::Query;
use crate::text::letters::letter;

/// Every word of every label.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// The words, ascending; one text holds them all.
    known: Vec<Word>,
    text: String,
    /// How many letters each word has in common with the one before it.
    shared: Vec<u8>,
    /// The most letters of a word.
    longest: usize,
    /// Positions in `known` by stem. The stems are made again where they are asked: there are few in a search.
    by_stem: Vec<u32>,
    /// The labels of each word, ascending; a word's part begins at its `from`.
    labels: Vec<u32>,
    /// How many labels there are.
    all: usize,
}

#[derive(Debug)]
struct Word {
    /// Where its text begins.
    text: u32,
    from: u32,
}

/// How the words of an index answer one word of a query.
#[derive(Debug)]
pub(crate) struct Answers {
    /// Words with their cost, the least first.
    words: Vec<(u32, u8)>,
}

impl Words {
    /// The words of folded labels.
    pub(crate) fn new<'a>(labels: impl Iterator<Item = &'a str>) -> Self {
        let mut ids: HashMap<&str, u32, FixedState> = HashMap::default();
        let mut texts: Vec<&str> = Vec::new();
        // The words of one label after the other, each once, and how many a label has.
        let mut held: Vec<u32> = Vec::new();
        let mut counts: Vec<u32> = Vec::new();
        for label in labels {
            let before = held.len();
            for word in near::words(label) {
                let id = *ids.entry(word).or_insert_with(|| {
                    texts.push(word);
                    texts.len() as u32 - 1
                });
                if !held[before..].contains(&id) {
                    held.push(id);
                }
            }
            counts.push((held.len() - before) as u32);
        }
        drop(ids);
        let mut made = Self {
            all: counts.len(),
            ..Self::default()
        };
        let places = made.sort(&texts, &held);
        made.distribute(&held, &counts, &places);
        let mut by_stem: Vec<u32> = (0..texts.len() as u32).collect();
        by_stem.sort_by_cached_key(|at| near::stem(made.text_of(*at)));
        made.by_stem = by_stem;
        made
    }

    /// Makes the words from their texts in any order and what labels hold of them; gives the place of each.
    fn sort(&mut self, texts: &[&str], held: &[u32]) -> Vec<u32> {
        let mut order: Vec<u32> = (0..texts.len() as u32).collect();
        order.sort_unstable_by_key(|id| texts[*id as usize]);
        let mut count = vec![0; texts.len()];
        for id in held {
            count[*id as usize] += 1;
        }
        let mut places = vec![0; texts.len()];
        self.text.reserve_exact(texts.iter().map(|t| t.len()).sum());
        self.known.reserve_exact(texts.len());
        self.shared.reserve_exact(texts.len());
        let mut from = 0;
        let mut before = "";
        for (place, id) in (0..).zip(order) {
            let text = texts[id as usize];
            places[id as usize] = place;
            self.known.push(Word {
                text: self.text.len() as u32,
                from,
            });
            self.text.push_str(text);
            let same = before.chars().zip(text.chars()).take_while(|(a, b)| a == b);
            self.shared
                .push(same.count().min(usize::from(u8::MAX)) as u8);
            self.longest = self.longest.max(text.chars().count());
            from += count[id as usize];
            before = text;
        }
        places
    }

    /// Gives each word its labels.
    fn distribute(&mut self, held: &[u32], counts: &[u32], places: &[u32]) {
        let mut next: Vec<u32> = self.known.iter().map(|word| word.from).collect();
        self.labels = vec![0; held.len()];
        let mut held = held.iter();
        for (label, count) in (0..).zip(counts) {
            for id in held.by_ref().take(*count as usize) {
                let next = &mut next[places[*id as usize] as usize];
                self.labels[*next as usize] = label;
                *next += 1;
            }
        }
    }

    fn text_of(&self, word: u32) -> &str {
        let at = word as usize;
        let from = self.known[at].text as usize;
        let next = self.known.get(at + 1);
        let to = next.map_or(self.text.len(), |w| w.text as usize);
        self.text.get(from..to).unwrap_or_default()
    }

    /// The words that an asked one begins.
    fn begun(&self, asked: &str) -> Range<u32> {
        let first = |wanted: &dyn Fn(&str) -> bool| {
            let (mut from, mut to) = (0, self.known.len() as u32);
            while from < to {
                let middle = u32::midpoint(from, to);
                if wanted(self.text_of(middle)) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            from
        };
        // What is begun stands together: behind what is smaller, before what is larger and not begun.
        let from = first(&|text| text < asked);
        from..first(&|text| text < asked || text.starts_with(asked))
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
        let begun = self.begun(asked);
        let mut words: Vec<(u32, u8)> = begun.clone().map(|at| (at, 0)).collect();
        if near::has_stem(asked) {
            let stem = near::stem(asked);
            let of = |at: &u32| near::stem(self.text_of(*at));
            let first = self.by_stem.partition_point(|at| of(at) < stem);
            let alike = self.by_stem[first..].iter().take_while(|at| of(at) == stem);
            let alike = alike.copied().filter(|at| !begun.contains(at));
            words.extend(alike.map(|at| (at, near::FORM)));
        }
        if begun.is_empty()
            && let Some(mut wrong) = near::Wrong::new(asked, self.longest)
        {
            for (at, shared) in (0..).zip(&self.shared) {
                let Some(wrong) = wrong.letters_in(self.text_of(at), usize::from(*shared)) else {
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

    /// Marks the labels that answer the query's words. `heads` are those of every label.
    pub(crate) fn mark(&self, query: &Query, heads: &[u64], marks: &mut Marks) {
        let mut known = marks.clear(self.all);
        let mut asked = near::asked(query.text());
        if asked.len() > MOST {
            return;
        }
        let mut nearly = !asked.is_empty();
        if asked.is_empty() && query.is_single() {
            // A small word alone is looked for as it stands and stands for nothing else.
            asked.push(query.text());
        }
        let one = asked.len() == 1 && query.is_single();
        let mut exactly = true;
        // The first word may stand at the end of a longer one.
        let first = near::words(query.text()).next();
        for word in asked {
            marks.next_word(first != Some(word));
            // One letter begins so many words that the labels are known sooner by their heads.
            if let Some(letter) = lone(word) {
                let count = marks.headed(heads, letter);
                marks.weigh(near::weight(self.all, count));
                continue;
            }
            let at = known.iter().position(|(known, _)| known == word);
            let answers = match at {
                Some(at) => known.swap_remove(at).1,
                None => self.answers(word),
            };
            let mut count = 0;
            exactly &= answers.words.iter().all(|(_, cost)| *cost == 0);
            for (at, cost) in &answers.words {
                for label in self.labels_of(*at) {
                    count += usize::from(marks.answer(*label, *cost));
                }
            }
            marks.weigh(near::weight(self.all, count));
            marks.answers.push((word.to_owned(), answers));
        }
        // What one word begins is there literally.
        nearly &= !(one && exactly);
        marks.finish(nearly);
    }
}

/// The only letter of a word, as a set that no other char shares: then it begins a word of a label exactly where it is
/// among the label's heads.
fn lone(word: &str) -> Option<u64> {
    match word.as_bytes() {
        [c] if c.is_ascii_alphanumeric() => Some(letter(char::from(*c))),
        _ => None,
    }
}

/// Most words of a query that are looked at; a longer one is a pasted sentence.
pub(crate) const MOST: usize = 16;
