//! The labels of one kind of thing, folded and laid out for a fast scan. Built once from the catalogue, small,
//! and never changed.
//!
//! One string holds every label, so that a scan walks through memory in order; a set of letters beside each
//! label rejects most of them without a look at the text. Knows nothing of the query's past (that is
//! [`super::Session`]) and nothing of order (that is `rank`).

use std::ops::Range;
use std::sync::OnceLock;

use super::matcher::heads;
use super::rank;
use super::scan::scan;
use super::tier::{Query, Tier, letters};
use super::words::{Marks, Words};
use super::{Concern, Label, LabelRef, Results, Session, Source};
use crate::catalog::label::Labels;
use crate::catalog::{Catalog, OccupationIx, synonym::Fit};
use crate::text::{fold, fold_char, folds_to};

/// A query of fewer letters is never taken for the beginning of a synonym.
pub(crate) const BEGINNING: usize = 3;

/// How many items the synonyms that a query begins may mean together: beyond that nobody can tell what is being
/// typed. Fewer where the query begins words of labels too, as these are the better guess then.
pub(crate) fn items_begun(worded: bool) -> usize {
    if worded { 2 } else { 5 }
}

/// A thing to be found. Its position among the entries is [`super::Hit::item`].
#[derive(Clone, Debug, Default)]
pub struct Entry<'a> {
    /// Its preferred label.
    pub preferred: &'a str,
    /// Its alternative labels.
    pub alternatives: Vec<&'a str>,
    /// What people type when they mean it.
    pub synonyms: Vec<Term<'a>>,
}

/// A synonym of an [`Entry`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term<'a> {
    /// What people type.
    pub text: &'a str,
    /// Among all things that the term means, 0 is the likeliest.
    pub rank: u8,
    /// Whether whoever says the term means exactly this.
    pub exact: bool,
    /// Whether the term is this thing's by decision, as if it were a label of it.
    pub pinned: bool,
    /// Whether only the whole of the term means this thing, not the beginning of it.
    pub whole: bool,
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
    /// The letters of each label.
    letters: Vec<u64>,
    /// The letters with which words of each label begin.
    heads: Vec<u64>,
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

/// Where a label stands in the arena, folded and as shown (often the same place).
#[derive(Clone, Copy, Debug)]
struct Stored {
    item: u32,
    folded: (u32, u32),
    shown: (u32, u32),
    /// Length as shown, in chars.
    chars: u32,
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
        Self::build(skill_entries(catalog))
    }

    /// The occupations of a catalogue; items are positions as in `OccupationIx`. A name that is pinned counts as
    /// a synonym of its occupation, and of the others that carry it after that.
    pub fn occupations(catalog: &Catalog) -> Self {
        Self::build(occupation_entries(catalog))
    }

    /// An index of any things with labels.
    pub fn build<'a>(entries: impl IntoIterator<Item = Entry<'a>>) -> Self {
        let mut index = Self::default();
        let mut terms = Vec::new();
        for (item, entry) in entries.into_iter().enumerate() {
            let item = item as u32;
            index.preferred.push(index.labels.len() as u32);
            for label in std::iter::once(entry.preferred).chain(entry.alternatives) {
                let stored = index.store(item, label);
                index.letters.push(letters(index.text(stored.folded)));
                index.heads.push(heads(index.text(stored.folded)));
                index.labels.push(stored);
            }
            terms.extend(entry.synonyms.into_iter().map(|term| (term, item)));
        }
        index.add_terms(terms);
        index.arena.shrink_to_fit();
        index.labels.shrink_to_fit();
        index.letters.shrink_to_fit();
        index.heads.shrink_to_fit();
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
        order.sort_by_key(|at| self.text(self.terms[*at as usize].folded));
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
        if label.is_ascii() {
            self.arena.push_str(label);
            if let Some(stored) = self.arena.get_mut(start..) {
                stored.make_ascii_lowercase();
            }
        } else {
            self.arena.extend(label.chars().flat_map(fold_char));
        }
        let folded = (start as u32, self.arena.len() as u32);
        let mut shown = folded;
        if self.text(folded) != label {
            self.arena.push_str(label);
            shown = (folded.1, self.arena.len() as u32);
        }
        let chars = label.chars().count() as u32;
        Stored {
            item,
            folded,
            shown,
            chars,
        }
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
            text: self.text(self.stored(label).shown),
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
        &self.letters
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

    /// The words of the labels.
    pub(crate) fn words(&self) -> &Words {
        self.words
            .get_or_init(|| Words::new(self.labels.iter().map(|stored| self.text(stored.folded))))
    }

    /// The items in the order of their folded preferred labels.
    pub(crate) fn by_label(&self) -> &[u32] {
        self.by_label.get_or_init(|| {
            let mut items: Vec<u32> = (0..self.len() as u32).collect();
            items.sort_by_key(|item| self.folded(self.preferred(*item)));
            items
        })
    }

    /// The letters with which the words of a label begin; all letters for a term, of which there are few.
    #[inline]
    pub(crate) fn heads(&self, label: LabelRef) -> u64 {
        self.heads
            .get(label.0 as usize)
            .copied()
            .unwrap_or(u64::MAX)
    }

    pub(crate) fn folded(&self, label: LabelRef) -> &str {
        self.text(self.stored(label).folded)
    }

    pub(crate) fn item(&self, label: u32) -> u32 {
        self.labels[label as usize].item
    }

    /// Length as shown, in chars.
    pub(crate) fn chars(&self, label: LabelRef) -> u32 {
        self.stored(label).chars
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
        let term = |at: usize| self.text(self.terms[at].folded);
        let all = 0..self.terms.len();
        let from = self
            .terms
            .partition_point(|stored| self.text(stored.folded) < query);
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

    fn text(&self, (start, end): (u32, u32)) -> &str {
        let range: Range<usize> = start as usize..end as usize;
        self.arena.get(range).unwrap_or_default()
    }
}

/// The entries of [`Index::skills`].
pub fn skill_entries(catalog: &Catalog) -> Vec<Entry<'_>> {
    let skills = catalog.skills().iter();
    let mut entries: Vec<Entry<'_>> = skills
        .map(|s| Entry::of(&s.label, &s.alternative_labels))
        .collect();
    for row in &catalog.synonyms.synonyms {
        for (rank, target) in row.targets.iter().enumerate() {
            if let Some(ix) = target.skill.ix {
                let terms = row.terms.iter();
                let terms = terms.map(|term| Term::new(term, rank, target.fit == Fit::Exact));
                entries[ix.index()].synonyms.extend(terms);
            }
        }
    }
    entries
}

/// The entries of [`Index::occupations`]. A pinned name is a label of nothing but its owner.
pub fn occupation_entries(catalog: &Catalog) -> Vec<Entry<'_>> {
    let occupations = catalog.occupations().iter();
    let mut entries: Vec<Entry<'_>> = occupations
        .map(|o| Entry::of(&o.label, &o.alternative_labels))
        .collect();
    for row in &catalog.synonyms.occupations {
        for (rank, target) in row.targets.iter().enumerate() {
            if let Some(ix) = target.occupation.ix {
                let terms = row.terms.iter();
                let terms = terms.map(|term| Term::new(term, rank, target.fit == Fit::Exact));
                entries[ix.index()].synonyms.extend(terms);
            }
        }
    }
    for pin in &catalog.synonyms.pinned {
        let Some(owner) = pin.occupation.ix.map(OccupationIx::index) else {
            continue;
        };
        let name = &*pin.name;
        // None but the owner has the name as a label, so that no other is shown under it while it is being typed; the
        // others that ESCO gives it to are found by the whole of it.
        let named = pin.also.iter().filter_map(|o| Some(o.ix?.index()));
        let mut carriers: Vec<usize> = std::iter::once(owner).chain(named).collect();
        let folded = fold(name);
        for (at, entry) in entries.iter_mut().enumerate() {
            if at == owner {
                continue;
            }
            let terms = entry.synonyms.iter_mut();
            for term in terms.filter(|term| folds_to(term.text, &folded)) {
                term.whole = true;
            }
            let before = entry.alternatives.len();
            entry.alternatives.retain(|l| !folds_to(l, &folded));
            if entry.alternatives.len() < before && !carriers.contains(&at) {
                carriers.push(at);
            }
        }
        for (rank, at) in carriers.into_iter().enumerate() {
            let pinned = rank == 0;
            let term = Term::new(name, rank, pinned);
            entries[at].synonyms.push(Term {
                pinned,
                whole: true,
                ..term
            });
        }
    }
    entries
}

impl<'a> Entry<'a> {
    fn of(preferred: &'a str, alternatives: &'a Labels) -> Self {
        Self {
            preferred,
            alternatives: alternatives.iter().collect(),
            synonyms: Vec::new(),
        }
    }
}

impl<'a> Term<'a> {
    fn new(text: &'a str, rank: usize, exact: bool) -> Self {
        Self {
            text,
            rank: rank.min(usize::from(u8::MAX)) as u8,
            exact,
            pinned: false,
            whole: false,
        }
    }
}
