//! The indexes over the skills and the occupations of a catalogue.

use std::collections::BTreeMap;

use super::entry::{Entry, Term};
use super::index::Index;
use super::meaning_config::MeaningConfig;
use crate::catalog::label::Labels;
use crate::catalog::synonym::Fit;
use crate::catalog::{Catalog, OccupationIx};
use crate::text::{fold, folds_to};

impl Index {
    /// The skills of a catalogue; items are positions as in `SkillIx`.
    pub fn skills(catalog: &Catalog) -> Self {
        let mut index = Self::build(skill_entries(catalog));
        for row in &catalog.synonyms.absent {
            let nearest = row.nearest.iter().filter_map(|skill| Some(skill.ix?.0));
            let terms = row.terms.iter().map(|term| &**term);
            index.add_absent(terms, nearest.collect(), &row.note);
        }
        index.with_meaning(MeaningConfig::skills(catalog))
    }

    /// The occupations of a catalogue; items are positions as in `OccupationIx`. A name that is pinned counts as
    /// a synonym of its occupation, and of the others that carry it after that.
    pub fn occupations(catalog: &Catalog) -> Self {
        Self::build(occupation_entries(catalog)).with_meaning(MeaningConfig::occupations(catalog))
    }
}

/// The skills one by one: all at once they would take as much memory as what is made of them.
fn skill_entries(catalog: &Catalog) -> impl Iterator<Item = Entry<'_>> {
    let mut synonyms: BTreeMap<usize, Vec<Term<'_>>> = BTreeMap::new();
    for row in &catalog.synonyms.synonyms {
        for (rank, target) in row.targets.iter().enumerate() {
            if let Some(ix) = target.skill.ix {
                let terms = row.terms.iter();
                let terms = terms.map(|term| synonym(term, rank, target.fit == Fit::Exact));
                synonyms.entry(ix.index()).or_default().extend(terms);
            }
        }
    }
    catalog.skills().enumerate().map(move |(at, skill)| Entry {
        synonyms: synonyms.remove(&at).unwrap_or_default(),
        ..entry(skill.label(), skill.alternative_labels())
    })
}

/// The occupations. A pinned name is a label of nothing but its owner.
fn occupation_entries(catalog: &Catalog) -> Vec<Entry<'_>> {
    let occupations = catalog.occupations();
    let mut entries: Vec<Entry<'_>> = occupations
        .map(|o| entry(o.label(), o.alternative_labels()))
        .collect();
    for row in &catalog.synonyms.occupations {
        for (rank, target) in row.targets.iter().enumerate() {
            if let Some(ix) = target.occupation.ix {
                let terms = row.terms.iter();
                let terms = terms.map(|term| synonym(term, rank, target.fit == Fit::Exact));
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
            let term = synonym(name, rank, pinned);
            entries[at].synonyms.push(Term {
                pinned,
                whole: true,
                ..term
            });
        }
    }
    entries
}

fn entry<'a>(preferred: &'a str, alternatives: Labels<'a>) -> Entry<'a> {
    Entry {
        preferred,
        alternatives: alternatives.iter().collect(),
        synonyms: Vec::new(),
    }
}

fn synonym(text: &str, rank: usize, exact: bool) -> Term<'_> {
    Term {
        text,
        rank: rank.min(usize::from(u8::MAX)) as u8,
        exact,
        pinned: false,
        whole: false,
    }
}
