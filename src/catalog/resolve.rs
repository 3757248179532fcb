//! What a person means by a name: URI, code, preferred label, pinned synonym, alternative label if only
//! one thing has it; otherwise the candidates.

use super::id::{OccupationIx, SkillIx};
use super::{Catalog, synonym::Fit};
use crate::text::fold;

/// The outcome of looking up a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved<T> {
    /// One thing is meant.
    One(T),
    /// Several carry the name.
    Several(Vec<T>),
    /// Nothing carries it.
    None,
}

impl<T> Resolved<T> {
    /// The one thing, if exactly one is meant.
    pub fn one(self) -> Option<T> {
        match self {
            Self::One(it) => Some(it),
            Self::Several(_) | Self::None => None,
        }
    }

    fn of(mut all: Vec<T>) -> Self {
        match all.len() {
            0 => Self::None,
            1 => Self::One(all.remove(0)),
            _ => Self::Several(all),
        }
    }
}

/// The occupation that `name` means. Letter case, accents and stray spaces do not matter.
pub fn occupation(catalog: &Catalog, name: &str) -> Resolved<OccupationIx> {
    let name = crate::text::tidy(name);
    if let Some(ix) = catalog
        .occupation_by_uri(&name)
        .or_else(|| catalog.occupation_by_code(&name))
    {
        return Resolved::One(ix);
    }
    let wanted = fold(&name);
    let labelled = |o: &&super::Occupation| fold(&o.label) == wanted;
    let preferred: Vec<_> = catalog
        .occupations()
        .iter()
        .filter(labelled)
        .map(|o| o.ix)
        .collect();
    if !preferred.is_empty() {
        return Resolved::of(preferred);
    }
    let pinned = catalog
        .synonyms
        .pinned
        .iter()
        .find(|p| fold(&p.name) == wanted);
    if let Some(ix) = pinned.and_then(|p| p.occupation.ix) {
        return Resolved::One(ix);
    }
    let short = catalog
        .tracks
        .stations
        .iter()
        .find(|s| fold(&s.short) == wanted);
    if let Some(ix) = short.and_then(|s| s.occupation.ix) {
        return Resolved::One(ix);
    }
    let mut all: Vec<_> = catalog
        .occupations()
        .iter()
        .filter(|o| o.alternative_labels.iter().any(|l| fold(l) == wanted))
        .map(|o| o.ix)
        .collect();
    let rows = &catalog.synonyms.occupations;
    let targets = rows
        .iter()
        .filter(|r| r.terms.iter().any(|t| fold(t) == wanted));
    for target in targets.flat_map(|r| &r.targets) {
        if let Some(ix) = target.occupation.ix.filter(|ix| !all.contains(ix)) {
            all.push(ix);
        }
    }
    Resolved::of(all)
}

/// The skill that `name` means. Letter case, accents and stray spaces do not matter.
pub fn skill(catalog: &Catalog, name: &str) -> Resolved<SkillIx> {
    let name = crate::text::tidy(name);
    if let Some(ix) = catalog.skill_by_uri(&name) {
        return Resolved::One(ix);
    }
    let wanted = fold(&name);
    let preferred: Vec<_> = catalog
        .skills()
        .iter()
        .filter(|s| fold(&s.label) == wanted)
        .map(|s| s.ix)
        .collect();
    if !preferred.is_empty() {
        return Resolved::of(preferred);
    }
    let rows = &catalog.synonyms.synonyms;
    if let Some(row) = rows
        .iter()
        .find(|r| r.terms.iter().any(|t| fold(t) == wanted))
    {
        let exact = row.targets.iter().filter(|t| t.fit == Fit::Exact);
        let exact: Vec<_> = exact.filter_map(|t| t.skill.ix).collect();
        if exact.len() == 1 {
            return Resolved::of(exact);
        }
        return Resolved::Several(row.targets.iter().filter_map(|t| t.skill.ix).collect());
    }
    Resolved::of(
        catalog
            .skills()
            .iter()
            .filter(|s| s.alternative_labels.iter().any(|l| fold(l) == wanted))
            .map(|s| s.ix)
            .collect(),
    )
}
