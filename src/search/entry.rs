//! What is laid out in an index: things with their labels, and what people type when they mean them.
//!
//! Skills and occupations are taken from the catalogue here, and nothing of how they are found is known.

use std::collections::BTreeMap;

use crate::catalog::label::Labels;
use crate::catalog::{Catalog, OccupationIx, synonym::Fit};
use crate::text::{fold, folds_to};

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

/// The entries of [`Index::skills`](super::Index::skills).
pub fn skill_entries(catalog: &Catalog) -> Vec<Entry<'_>> {
    each_skill(catalog).collect()
}

/// The same one by one: all at once they would take as much memory as what is made of them.
pub(super) fn each_skill(catalog: &Catalog) -> impl Iterator<Item = Entry<'_>> {
    let mut synonyms: BTreeMap<usize, Vec<Term<'_>>> = BTreeMap::new();
    for row in &catalog.synonyms.synonyms {
        for (rank, target) in row.targets.iter().enumerate() {
            if let Some(ix) = target.skill.ix {
                let terms = row.terms.iter();
                let terms = terms.map(|term| Term::new(term, rank, target.fit == Fit::Exact));
                synonyms.entry(ix.index()).or_default().extend(terms);
            }
        }
    }
    catalog.skills().enumerate().map(move |(at, skill)| Entry {
        synonyms: synonyms.remove(&at).unwrap_or_default(),
        ..Entry::of(skill.label(), skill.alternative_labels())
    })
}

/// The entries of [`Index::occupations`](super::Index::occupations). A pinned name is a label of nothing but its owner.
pub fn occupation_entries(catalog: &Catalog) -> Vec<Entry<'_>> {
    let occupations = catalog.occupations();
    let mut entries: Vec<Entry<'_>> = occupations
        .map(|o| Entry::of(o.label(), o.alternative_labels()))
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
    fn of(preferred: &'a str, alternatives: Labels<'a>) -> Self {
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
