//! What each label says of the words of a query: which of them it answers, and how nearly.
//!
//! Most queries mark few of the labels, so those that are marked are kept as a set of bits besides: where they are few, only
//! they are gone through and wiped. How the words of the last query were answered is kept here for [`super::words`], which
//! marks. Knows nothing of items and of order.

use std::ops::Range;

use fixedbitset::FixedBitSet;

use super::near;
use super::rank::Candidate;
use super::tier::{Query, Tier};
use super::words::Answers;

/// Labels are few that are less than one in so many: then they are wiped one by one.
const FEW: usize = 16;

/// Labels to a block of a set of bits.
const BLOCK: usize = usize::BITS as usize;

/// What a label says of a query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Mark {
    /// One bit for each word that it answers.
    bits: u16,
    /// The sum of what its answers cost.
    cost: u16,
}

/// Which words of a query each label answers. Kept from one query to the next, for its room and for the words that
/// stay: those with wrong letters are the dear ones.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    labels: Vec<Mark>,
    /// The labels that answer any word.
    marked: FixedBitSet,
    /// The labels that answer the words nearly, or enough of them.
    near: FixedBitSet,
    /// The bit of the word that is asked for now.
    word: u16,
    /// The bits of all words.
    every: u16,
    /// The bits of the words that begin words of a label wherever the query stands in it.
    inside: u16,
    /// What the words weigh.
    weights: Vec<u32>,
    /// By the bits of a label: how far it is from an answer, when it answers in part. Empty for a query of many words.
    partly: Vec<Option<u8>>,
    /// How the words of the last query are answered.
    pub(super) answers: Vec<(String, Answers)>,
}

impl Marks {
    /// Nothing is marked any more; gives the former answers.
    pub(super) fn clear(&mut self, labels: usize) -> Vec<(String, Answers)> {
        if self.labels.len() != labels {
            self.labels = vec![Mark::default(); labels];
            self.marked = FixedBitSet::with_capacity(labels);
            self.near = FixedBitSet::with_capacity(labels);
        } else if self.marked.count_ones(..) < labels / FEW {
            for label in self.marked.ones() {
                self.labels[label] = Mark::default();
            }
        } else {
            self.labels.fill(Mark::default());
        }
        self.marked.clear();
        self.near.clear();
        self.weights.clear();
        self.partly.clear();
        (self.word, self.every, self.inside) = (0, 0, 0);
        std::mem::take(&mut self.answers)
    }

    /// Another index is asked from now on.
    pub(crate) fn forget(&mut self) {
        self.answers.clear();
    }

    /// The next word of the query is asked for; `begins`: wherever the query stands in a label, this begins a word.
    pub(super) fn next_word(&mut self, begins: bool) {
        self.word = if self.every == 0 { 1 } else { self.word << 1 };
        self.every |= self.word;
        if begins {
            self.inside |= self.word;
        }
    }

    /// A label answers the word, at a cost. Says whether that is new; what it cost first stays.
    pub(super) fn answer(&mut self, label: u32, cost: u8) -> bool {
        let at = label as usize;
        let mark = &mut self.labels[at];
        if mark.bits & self.word != 0 {
            return false;
        }
        mark.bits |= self.word;
        mark.cost = mark.cost.saturating_add(u16::from(cost));
        self.marked.insert(at);
        true
    }

    /// Every label with `letter` among its heads answers the word, at no cost; gives how many do.
    pub(super) fn headed(&mut self, heads: &[u64], letter: u64) -> usize {
        let mut count = 0;
        let blocks = self.marked.as_mut_slice().iter_mut();
        let labels = self.labels.chunks_mut(BLOCK).zip(heads.chunks(BLOCK));
        for (block, (labels, heads)) in blocks.zip(labels) {
            let mut marked = 0;
            for (at, (mark, heads)) in labels.iter_mut().zip(heads).enumerate() {
                let has = heads & letter != 0;
                mark.bits |= self.word * u16::from(has);
                marked |= usize::from(has) << at;
            }
            *block |= marked;
            count += marked.count_ones() as usize;
        }
        count
    }

    /// What the word weighs.
    pub(super) fn weigh(&mut self, weight: u32) {
        self.weights.push(weight);
    }

    /// All words were asked for: which labels answer enough of them, if that is asked.
    pub(super) fn finish(&mut self, nearly: bool) {
        if !nearly {
            return;
        }
        if self.weights.len() <= TABLED {
            self.partly = (0..=self.every).map(|bits| self.short_of(bits)).collect();
        }
        for label in self.marked.ones() {
            if self.cost(label).is_some() {
                self.near.insert(label);
            }
        }
    }

    /// The labels that every word of the query begins a word of, as far as words are runs of letters and digits: a query
    /// whose words, signs and all, begin words of a label is begun by these runs as well. All where it has no such words.
    pub(crate) fn begun(&self) -> impl Iterator<Item = u32> {
        let begun = Mark {
            bits: self.every,
            cost: 0,
        };
        let all = if self.every == 0 {
            0..self.labels.len() as u32
        } else {
            0..0
        };
        all.chain(self.marked())
            .filter(move |label| self.labels[*label as usize] == begun)
    }

    /// The labels that answer any word.
    pub(crate) fn marked(&self) -> impl Iterator<Item = u32> {
        self.marked.ones().map(|label| label as u32)
    }

    /// Whether the query can stand in some labels only: those in which each word of it but the first begins a word.
    pub(crate) fn tell_inside(&self) -> bool {
        self.inside != 0
    }

    /// The labels in which it can stand then.
    pub(crate) fn may_hold(&self) -> impl Iterator<Item = u32> {
        let holds = |bits: u16| bits & self.inside == self.inside;
        self.marked()
            .filter(move |label| holds(self.labels[*label as usize].bits))
    }

    /// The labels that answer the query's words nearly, or enough of them.
    pub(crate) fn nearly(&self) -> impl Iterator<Item = u32> {
        self.near.ones().map(|label| label as u32)
    }

    /// Those among some labels, as candidates of the approximate tiers.
    pub(crate) fn nearly_in(&self, labels: Range<u32>) -> impl Iterator<Item = Candidate> {
        let range = labels.start as usize..labels.end as usize;
        let any = self.near.contains_any_in_range(range);
        let labels = if any { labels } else { 0..0 };
        labels
            .filter(|label| self.near.contains(*label as usize))
            .filter_map(|label| self.candidate(label))
    }

    /// Whether [`Self::begun`] leaves nothing more to be asked of a label.
    pub(crate) fn suffice(&self, query: &Query) -> bool {
        self.every != 0 && query.is_single()
    }

    /// A label as a candidate of an approximate tier, if it answers the query's words nearly, or enough of them.
    fn candidate(&self, label: u32) -> Option<Candidate> {
        let whole = self.labels[label as usize].bits == self.every;
        let tier = if whole { Tier::Near } else { Tier::Partly };
        let cost = self.cost(label as usize)?;
        Some(Candidate { label, tier, cost })
    }

    /// How far a label is from the query; none where it is no answer.
    fn cost(&self, label: usize) -> Option<u8> {
        let Mark { bits, cost } = self.labels[label];
        if bits == self.every {
            return Some(cost.min(u16::from(u8::MAX)) as u8);
        }
        let known = self.partly.get(usize::from(bits)).copied();
        known.unwrap_or_else(|| self.short_of(bits))
    }

    /// How far a label with these bits is from an answer.
    fn short_of(&self, bits: u16) -> Option<u8> {
        let each = || self.weights.iter().enumerate();
        let all = each().map(|(_, weight)| weight).sum();
        let answered = each().filter(|(n, _)| bits >> n & 1 == 1);
        near::short_of(answered.map(|(_, weight)| weight).sum(), all)
    }
}

/// Most words of a query for which there is a table of what labels answer.
const TABLED: usize = 8;

#[cfg(test)]
mod tests {
    use super::Marks;

    /// The labels that answer anything, of 200.
    fn marked(marks: &Marks) -> Vec<u32> {
        marks.marked().collect()
    }

    #[test]
    fn nothing_of_the_query_before_stays() {
        let mut marks = Marks::default();
        // Few are wiped one by one, many at once.
        for count in [3, 200, 2, 150] {
            marks.clear(200);
            assert!(marked(&marks).is_empty());
            marks.next_word(true);
            for label in 0..count {
                assert!(marks.answer(label, 1));
                assert!(!marks.answer(label, 0), "only the first answer counts");
            }
            marks.next_word(true);
            marks.answer(1, 2);
            assert_eq!(marked(&marks).len(), count as usize);
            marks.finish(true);
            let both = marks.nearly_in(0..200).map(|c| (c.label, c.cost));
            assert_eq!(
                both.collect::<Vec<_>>(),
                [(1, 3)],
                "the sum of both words alone"
            );
        }
    }

    #[test]
    fn heads_mark_the_labels_that_have_the_letter() {
        let heads: Vec<u64> = (0..200).map(|n| u64::from(n % 3 == 0)).collect();
        let mut marks = Marks::default();
        marks.clear(200);
        marks.next_word(false);
        assert_eq!(marks.headed(&heads, 1), 67);
        let expected: Vec<u32> = (0..200).filter(|n| n % 3 == 0).collect();
        assert_eq!(marked(&marks), expected);
        assert_eq!(marks.begun().collect::<Vec<_>>(), expected);
        assert!(!marks.tell_inside());
    }
}
