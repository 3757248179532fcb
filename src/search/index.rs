//! The labels of one kind of thing, folded and laid out for a fast scan. Built once from the catalogue, small,
//! and never changed.
//!
//! One string holds every label, so that a scan walks through memory in order; a set of letters beside each
//! label rejects most of them without a look at the text. Knows nothing of the query's past (that is
//! [`super::Session`]) and nothing of order (that is `rank`).

use std::ops::Range;
use std::sync::OnceLock;

use memchr::memmem;

use super::entry::{Entry, Term, each_skill, occupation_entries};
use super::marks::Marks;
use super::rank;
use super::scan::scan;
use super::tier::{Query, Tier};
use super::words::Words;
use super::{Concern, Label, LabelRef, Results, Session, Source};
use crate::catalog::Catalog;
use crate::text::fold_into;
use crate::text::letters::LetterSets;

/// A query of fewer letters is never taken for the beginning of a synonym.
pub(crate) const BEGINNING: usize = 3;

/// How many items the synonyms that a query begins may mean together: beyond that nobody can tell what is being
/// typed. Fewer where the query begins words of labels too, as these are the better guess then.
pub(crate) fn items_begun(worded: bool) -> usize {
    if worded { 2 } else { 5 }
}

/// What a query says of an item through a synonym. The smaller is meant rather: a whole term before the
/// beginning of one, then the row's order, then exact before near.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Meant {
    pub(crate) begun: bool,
    pub(crate) rank: u8,
    pub(crate) near: bool,
    /// Not pinned: a thing to which a name is pinned has it as if it were a label.
    pub(crate) loose: bool,
}

impl Meant {
    /// What of it orders the rows of a tier. Among equal labels the row's order decides for those that the
    /// term pins down, so that a name which several carry finds first the one that is meant.
    pub(crate) fn within(self, tier: Tier) -> Self {
        match tier {
            Tier::Synonym => self,
            Tier::Equal if !self.begun => Self {
                near: false,
                loose: false,
                ..self
            },
            _ => Self::default(),
        }
    }

    /// The same order as a number of 11 bits.
    pub(crate) fn number(self) -> u64 {
        let (begun, rank) = (u64::from(self.begun), u64::from(self.rank));
        begun << 10 | rank << 2 | u64::from(self.near) << 1 | u64::from(self.loose)
    }
}

/// The labels of one kind of thing.
#[derive(Debug, Default)]
pub struct Index {
    arena: String,
    /// Every label: item by item, the preferred one first.
    labels: Vec<Stored>,
    /// The letters of each label, and those with which its words begin.
    sets: LetterSets,
    /// The first label of each item.
    preferred: Vec<u32>,
    /// Every synonym once, by its folded text.
    terms: Vec<Stored>,
    /// What the terms mean, by term.
    meanings: Vec<Meaning>,
    /// Made when something is searched for.
    words: OnceLock<Words>,
    /// The items by folded preferred label; made when everything is listed.
    by_label: OnceLock<Vec<u32>>,
}

/// Where a label stands in the arena: folded, and behind that as shown, unless that is the same. There is one for every
/// label of ESCO, so it is kept small.
#[derive(Clone, Copy, Debug)]
struct Stored {
    item: u32,
    from: u32,
    /// Bytes of the folded label.
    folded: u32,
    /// Bytes of the label as shown, where that differs; and, as the highest bit, whether it is ASCII.
    shown: u32,
}

impl Stored {
    const ASCII: u32 = 1 << 31;

    fn folded(&self) -> Range<usize> {
        let from = self.from as usize;
        from..from + self.folded as usize
    }

    fn shown(&self) -> Range<usize> {
        let folded = self.folded();
        match (self.shown & !Self::ASCII) as usize {
            0 => folded,
            len => folded.end..folded.end + len,
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Meaning {
    term: u32,
    item: u32,
    rank: u8,
    near: bool,
    pinned: bool,
    whole: bool,
}

impl Index {
    /// The skills of a catalogue; items are positions as in `SkillIx`.
    pub fn skills(catalog: &Catalog) -> Self {
        Self::build(each_skill(catalog))
    }

    /// The occupations of a catalogue; items are positions as in `OccupationIx`. A name that is pinned counts as
    /// a synonym of its occupation, and of the others that carry it after that.
    pub fn occupations(catalog: &Catalog) -> Self {
        Self::build(occupation_entries(catalog))
    }

    /// An index of any things with labels.
    pub fn build<'a>(entries: impl IntoIterator<Item = Entry<'a>>) -> Self {
        Self::with_sets(entries, LetterSets::default())
    }

    /// The same, with the letters of the first labels as they were made before.
    fn with_sets<'a>(entries: impl IntoIterator<Item = Entry<'a>>, sets: LetterSets) -> Self {
        let mut index = Self {
            sets,
            ..Self::default()
        };
        let mut terms = Vec::new();
        for (item, entry) in entries.into_iter().enumerate() {
            let item = item as u32;
            index.preferred.push(index.labels.len() as u32);
            for label in std::iter::once(entry.preferred).chain(entry.alternatives) {
                let stored = index.store(item, label);
                index.labels.push(stored);
                if index.sets.len() < index.labels.len() {
                    let folded = index.arena.get(stored.folded()).unwrap_or_default();
                    index.sets.push(folded);
                }
            }
            terms.extend(entry.synonyms.into_iter().map(|term| (term, item)));
        }
        // Sets that were kept for labels of which some cannot be read any more are not those of the labels here.
        if index.sets.len() != index.labels.len() {
            index.sets = LetterSets::default();
            for stored in &index.labels {
                let folded = index.arena.get(stored.folded()).unwrap_or_default();
                index.sets.push(folded);
            }
        }
        index.add_terms(terms);
        index.arena.shrink_to_fit();
        index.labels.shrink_to_fit();
        index.sets.letters.shrink_to_fit();
        index.sets.heads.shrink_to_fit();
        index.preferred.shrink_to_fit();
        index
    }

    fn add_terms(&mut self, mut terms: Vec<(Term<'_>, u32)>) {
        terms.sort_by_key(|(term, _)| term.text);
        let mut last = None;
        for (term, item) in terms {
            if last != Some(term.text) {
                let stored = self.store(item, term.text);
                self.terms.push(stored);
                last = Some(term.text);
            }
            self.meanings.push(Meaning {
                term: self.terms.len() as u32 - 1,
                item,
                rank: term.rank,
                near: !term.exact,
                pinned: term.pinned,
                whole: term.whole,
            });
        }
        // By folded text, the meanings following their terms.
        let mut order: Vec<u32> = (0..self.terms.len() as u32).collect();
        order.sort_by_key(|at| self.text(self.terms[*at as usize].folded()));
        self.terms = order.iter().map(|at| self.terms[*at as usize]).collect();
        let mut place = vec![0; order.len()];
        for (to, from) in order.into_iter().enumerate() {
            place[from as usize] = to as u32;
        }
        for meaning in &mut self.meanings {
            meaning.term = place[meaning.term as usize];
        }
        self.meanings.sort_by_key(|meaning| meaning.term);
    }

    /// Puts a label into the arena: folded, and as shown where that differs.
    fn store(&mut self, item: u32, label: &str) -> Stored {
        let start = self.arena.len();
        fold_into(&mut self.arena, label);
        let mut stored = Stored {
            item,
            from: start as u32,
            folded: (self.arena.len() - start) as u32,
            shown: 0,
        };
        if self.text(stored.folded()) != label {
            self.arena.push_str(label);
            stored.shown = label.len() as u32;
        }
        if label.is_ascii() {
            stored.shown |= Stored::ASCII;
        }
        stored
    }

    /// The best `limit` rows for a query, and how many items match. Nothing asked: everything, what concerns
    /// the person first, then by label.
    pub fn search(&self, query: &str, concern: &Concern, limit: usize) -> Results {
        Session::new(limit).update(self, query, concern).clone()
    }

    /// Makes now what would otherwise be made when something is first searched for.
    pub fn prepare(&self) {
        self.words();
        self.by_label();
    }

    /// Every item that matches, in the order of items. Nothing asked: all.
    pub fn items(&self, query: &str, concern: &Concern) -> Vec<u32> {
        let query = Query::new(query);
        if query.is_empty() {
            let all = 0..self.len() as u32;
            return all.filter(|item| concern.admits(*item)).collect();
        }
        let matches = scan(self, &query, concern, None, 0, &mut Marks::default());
        rank::items(self, &query, concern, &matches)
    }

    /// A label of this index.
    pub fn label(&self, label: LabelRef) -> Label<'_> {
        Label {
            text: self.text(self.stored(label).shown()),
            source: self.source(label),
        }
    }

    /// How many things can be found.
    pub fn len(&self) -> usize {
        self.preferred.len()
    }

    /// Whether there is nothing to be found.
    pub fn is_empty(&self) -> bool {
        self.preferred.is_empty()
    }

    /// The preferred label of an item of this index.
    pub fn preferred(&self, item: u32) -> LabelRef {
        LabelRef(self.preferred[item as usize])
    }

    /// Every label with its letters.
    pub(crate) fn letters(&self) -> &[u64] {
        &self.sets.letters
    }

    /// How many labels there are.
    pub(crate) fn label_count(&self) -> u32 {
        self.labels.len() as u32
    }

    /// The labels of an item.
    pub(crate) fn labels_of(&self, item: u32) -> Range<u32> {
        let next = self.preferred.get(item as usize + 1).copied();
        self.preferred[item as usize]..next.unwrap_or(self.label_count())
    }

    /// The first label of each item in which `text` stands, in order. One pass over all labels, which lie side by side.
    pub(crate) fn holding(&self, text: &str) -> Vec<u32> {
        let finder = memmem::Finder::new(text);
        let arena = self.arena.as_bytes();
        let starts = |label: usize| self.labels.get(label).map(|l| l.from as usize);
        let (mut label, mut from) = (0, 0);
        let mut found = Vec::new();
        while let Some(at) = arena.get(from..).and_then(|rest| finder.find(rest)) {
            let at = from + at;
            while starts(label + 1).is_some_and(|start| start <= at) {
                label += 1;
            }
            let Some(stored) = self.labels.get(label) else {
                break;
            };
            let end = stored.folded().end;
            let next = if at + text.len() <= end {
                found.push(label as u32);
                // The item's other labels are not asked for.
                self.preferred
                    .get(stored.item as usize + 1)
                    .map(|l| *l as usize)
            } else if at < end {
                // Over the edge into what lies behind.
                from = at + 1;
                continue;
            } else {
                Some(label + 1)
            };
            // Behind the last label lie the terms.
            let Some(start) = next.and_then(starts) else {
                break;
            };
            from = start;
        }
        found
    }

    /// The words of the labels.
    pub(crate) fn words(&self) -> &Words {
        self.words
            .get_or_init(|| Words::new(self.labels.iter().map(|stored| self.text(stored.folded()))))
    }

    /// The items in the order of their folded preferred labels.
    pub(crate) fn by_label(&self) -> &[u32] {
        self.by_label.get_or_init(|| {
            let mut items: Vec<u32> = (0..self.len() as u32).collect();
            items.sort_by_key(|item| self.folded(self.preferred(*item)));
            items
        })
    }

    /// The letters with which the words of every label begin.
    pub(crate) fn all_heads(&self) -> &[u64] {
        &self.sets.heads
    }

    /// The letters with which the words of a label begin; all letters for a term, of which there are few.
    #[inline]
    pub(crate) fn heads(&self, label: LabelRef) -> u64 {
        self.sets
            .heads
            .get(label.0 as usize)
            .copied()
            .unwrap_or(u64::MAX)
    }

    /// The bytes of a folded label: to look at them is less than to see that they are text.
    pub(crate) fn folded_bytes(&self, label: u32) -> &[u8] {
        let place = self.labels[label as usize].folded();
        self.arena.as_bytes().get(place).unwrap_or_default()
    }

    pub(crate) fn folded(&self, label: LabelRef) -> &str {
        self.text(self.stored(label).folded())
    }

    pub(crate) fn item(&self, label: u32) -> u32 {
        self.labels[label as usize].item
    }

    /// Length as shown, in chars.
    pub(crate) fn chars(&self, label: LabelRef) -> u32 {
        let stored = self.stored(label);
        let shown = stored.shown();
        if stored.shown & Stored::ASCII != 0 {
            return shown.len() as u32;
        }
        self.text(shown).chars().count() as u32
    }

    pub(crate) fn source(&self, label: LabelRef) -> Source {
        match self.labels.get(label.0 as usize) {
            None => Source::Synonym,
            Some(stored) if self.preferred(stored.item) == label => Source::Preferred,
            Some(_) => Source::Alternative,
        }
    }

    /// What tells indices apart well enough that a session never mixes two of them up by accident.
    pub(crate) fn stamp(&self) -> [usize; 3] {
        [self.labels.len(), self.terms.len(), self.arena.len()]
    }

    /// What a (folded) query means by synonyms: the items of the terms that equal it; when there are none,
    /// those of the terms that it begins, as long as these are few. Where the query begins words of labels as
    /// well (`worded`), a term that is only begun must mean its item exactly: `audit` is not on its way to
    /// everything near "audit manager" when there is an IT auditor.
    pub(crate) fn meant(&self, query: &str, worded: bool) -> Vec<(u32, Meant, LabelRef)> {
        let term = |at: usize| self.text(self.terms[at].folded());
        let all = 0..self.terms.len();
        let from = self
            .terms
            .partition_point(|stored| self.text(stored.folded()) < query);
        let equal = from..all.end;
        let equal: Vec<usize> = equal.take_while(|at| term(*at) == query).collect();
        if !equal.is_empty() {
            return equal
                .into_iter()
                .flat_map(|at| self.meanings_of(at, false))
                .collect();
        }
        if query.chars().count() < BEGINNING {
            return Vec::new();
        }
        let begun = (from..all.end).take_while(|at| term(*at).starts_with(query));
        let mut items = Vec::new();
        let mut found = Vec::new();
        let meanings = begun.flat_map(|at| self.meanings_of(at, true));
        for meant in meanings.filter(|(_, meant, _)| !worded || !meant.near) {
            if !items.contains(&meant.0) {
                items.push(meant.0);
            }
            if items.len() > items_begun(worded) {
                return Vec::new();
            }
            found.push(meant);
        }
        found
    }

    fn meanings_of(
        &self,
        term: usize,
        begun: bool,
    ) -> impl Iterator<Item = (u32, Meant, LabelRef)> {
        let from = self.meanings.partition_point(|m| (m.term as usize) < term);
        let of_term = self.meanings[from..]
            .iter()
            .take_while(move |m| m.term as usize == term)
            .filter(move |m| !begun || !m.whole);
        let label = LabelRef((self.labels.len() + term) as u32);
        of_term.map(move |m| {
            (
                m.item,
                Meant {
                    begun,
                    rank: m.rank,
                    near: m.near,
                    loose: begun || !m.pinned,
                },
                label,
            )
        })
    }

    fn stored(&self, label: LabelRef) -> &Stored {
        let at = label.0 as usize;
        let term = at.wrapping_sub(self.labels.len());
        self.labels.get(at).unwrap_or_else(|| &self.terms[term])
    }

    fn text(&self, range: Range<usize>) -> &str {
        self.arena.get(range).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_were_kept_for_labels_that_are_gone_are_made_anew() {
        let entry = |alternatives| Entry {
            preferred: "manage risk",
            alternatives,
            synonyms: Vec::new(),
        };
        let whole = Index::build([entry(vec!["risk management", "zoology"])]);
        // As when the file of a catalogue was overwritten after it was opened.
        let rest = Index::with_sets([entry(Vec::new())], whole.sets.clone());
        assert_eq!(rest.sets.len(), 1);
        assert_eq!(rest.search("zoo", &Concern::none(), 9).total, 0);
        assert_eq!(rest.search("mrisk", &Concern::none(), 9).total, 1);
    }
}
