//! What a person means by a name. The first of these that answers decides:
//!
//! 1. the URI, and for an occupation the ESCO code;
//! 2. the preferred label, unless a row of synonyms puts another occupation before the one that bears it (a "project
//!    manager" of this field is one of ICT projects first): then all that the row names are candidates;
//! 3. what our data pin: for an occupation a pinned name, then the short name of a station; for both a row of synonyms
//!    whose only exact target stands first (so "risk assessment" means "assessment of risks and threats", although ESCO
//!    gives these words to "risk management" as well: practice says so, and a pin is there to say it);
//! 4. the alternative label, if only one thing has it;
//! 5. the one thing that a row of synonyms names, if it names one;
//! 6. the one thing that the labels mean which are the name but for its spaces ("cyber security" for "cybersecurity");
//! 7. for an occupation, the one that the titles mean which the name begins: "IT audit" means the IT auditor;
//! 8. for an occupation, what the name means without its rank: a "senior security engineer" is a security engineer.
//!
//! Otherwise all that a row names and all that carry the label are candidates, in this order: two at least, or none.
//! A job title for which a row names several occupations, none of them exactly, is always asked about: ESCO alone
//! must not make an information security officer the chief. So is one for which it names a single near one with a
//! note on how that differs: a security architect is no incident responder, although ESCO lists the title there.

mod seniority;

pub(crate) use self::seniority::without_seniority;
use super::id::{OccupationIx, SkillIx};
use super::{Catalog, synonym::Fit};
use crate::text::{fold, fold_char, fold_into, folds_to, words};

/// The outcome of looking up a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved<T> {
    One(T),
    Several(Vec<T>),
    /// One carries it as another title only, and it is a word in the titles of many others.
    Broad {
        /// Whose other title it is.
        bearer: T,
        /// In whose titles it is a word.
        others: Vec<T>,
    },
    /// Nothing is called so; this comes nearest, and [`occupation_note`] says how it differs.
    Near(T),
    None,
}

impl<T> Resolved<T> {
    /// The one thing, if exactly one is meant.
    pub fn one(self) -> Option<T> {
        match self {
            Self::One(it) => Some(it),
            Self::Several(_) | Self::Broad { .. } | Self::Near(_) | Self::None => None,
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

/// The occupation that `name` means. What folding changes does not matter: case, accents, hyphens for spaces.
pub fn occupation(catalog: &Catalog, name: &str) -> Resolved<OccupationIx> {
    let name = crate::text::normalize(name);
    match titled(catalog, &name) {
        Resolved::None => {
            let post = without_seniority(&name);
            if post.is_empty() || post == name {
                Resolved::None
            } else {
                titled(catalog, &post)
            }
        }
        resolved => resolved,
    }
}

/// The occupation that a normalized name means with its rank.
fn titled(catalog: &Catalog, name: &str) -> Resolved<OccupationIx> {
    match called(catalog, name) {
        Resolved::None => joined_occupation(catalog, &fold(name))
            .or_else(|| begun(catalog, &fold(name)))
            .map_or(Resolved::None, Resolved::One),
        resolved => resolved,
    }
}

/// What a row of synonyms says of a title that it has: how the occupations differ from it, or why there are several.
pub fn occupation_note<'a>(catalog: &'a Catalog, title: &str) -> Option<&'a str> {
    let title = crate::text::normalize(title);
    let row = [fold(&title), fold(&without_seniority(&title))]
        .iter()
        .find_map(|wanted| {
            let mut rows = catalog.synonyms.occupations.iter();
            rows.find(|row| row.terms.iter().any(|term| folds_to(term, wanted)))
        })?;
    Some(&*row.note).filter(|note| !note.is_empty())
}

/// The one occupation that a folded name means but for its spaces: "cyber security risk manager".
fn joined_occupation(catalog: &Catalog, wanted: &str) -> Option<OccupationIx> {
    let labels = occupation_labels(catalog);
    let named = joined_labels(labels, wanted).map(|label| called(catalog, label).one());
    only(named)
}

/// Every label of an occupation, every synonym and every pinned name.
fn occupation_labels(catalog: &Catalog) -> impl Iterator<Item = &str> {
    let labels = catalog.occupations().flat_map(|o| {
        let others = o.alternative_labels().iter();
        std::iter::once(o.label()).chain(others)
    });
    let rows = catalog.synonyms.occupations.iter();
    let terms = rows.flat_map(|r| &r.terms).map(|t| &**t);
    let pins = catalog.synonyms.pinned.iter().map(|p| &*p.name);
    labels.chain(terms).chain(pins)
}

/// The labels that are a folded name but for its spaces.
fn joined_labels<'a>(
    labels: impl Iterator<Item = &'a str>,
    wanted: &str,
) -> impl Iterator<Item = &'a str> {
    let wanted = wanted.replace(' ', "");
    let first = wanted.chars().next();
    let mut folded = String::new();
    labels.filter(move |label| {
        // Nearly all labels are done with here, without folding them.
        if label.chars().flat_map(fold_char).next() != first {
            return false;
        }
        folded.clear();
        fold_into(&mut folded, label);
        folded.chars().filter(|c| *c != ' ').eq(wanted.chars())
    })
}

/// What all of `meant` mean; none where they mean several things, or one of them means none.
fn only<T: PartialEq>(meant: impl Iterator<Item = Option<T>>) -> Option<T> {
    let mut all = None;
    for each in meant {
        let each = each?;
        if all.as_ref().is_some_and(|it| *it != each) {
            return None;
        }
        all = Some(each);
    }
    all
}

/// The occupation that a whole, normalized name means.
fn called(catalog: &Catalog, name: &str) -> Resolved<OccupationIx> {
    if let Some(ix) = catalog.occupation_by_uri(name) {
        return Resolved::One(ix);
    }
    let coded: Vec<_> = catalog.occupations_by_code(name).collect();
    if !coded.is_empty() {
        return Resolved::of(coded);
    }
    let wanted = fold(name);
    let labelled = |o: &super::Occupation<'_>| folds_to(o.label(), &wanted);
    let preferred: Vec<_> = catalog
        .occupations()
        .filter(labelled)
        .map(|o| o.ix)
        .collect();
    let rows = catalog.synonyms.occupations.iter();
    let mut named = rows.filter(|r| r.terms.iter().any(|t| folds_to(t, &wanted)));
    let row = named.next();
    let targets = row.into_iter().flat_map(|r| &r.targets);
    let targets: Vec<_> = targets
        .filter_map(|t| Some((t.occupation.ix?, t.fit)))
        .collect();
    if !preferred.is_empty() {
        let other_first = targets
            .first()
            .is_some_and(|(ix, _)| !preferred.contains(ix));
        return Resolved::of(if other_first {
            candidates(&targets, &preferred)
        } else {
            preferred
        });
    }
    let pinned = catalog
        .synonyms
        .pinned
        .iter()
        .find(|p| folds_to(&p.name, &wanted));
    if let Some(ix) = pinned.and_then(|p| p.occupation.ix) {
        return Resolved::One(ix);
    }
    let short = catalog
        .tracks
        .stations
        .iter()
        .find(|s| folds_to(&s.short, &wanted));
    if let Some(ix) = short.and_then(|s| s.occupation.ix) {
        return Resolved::One(ix);
    }
    let carriers = catalog.occupations();
    let carriers = carriers.filter(|o| o.alternative_labels().iter().any(|l| folds_to(l, &wanted)));
    if targets.len() > 1 && targets.iter().all(|(_, fit)| *fit == Fit::Near) {
        let carriers: Vec<_> = carriers.map(|o| o.ix).collect();
        return Resolved::of(candidates(&targets, &carriers));
    }
    if let ([(nearest, Fit::Near)], Some(row)) = (targets.as_slice(), row)
        && row.targets.len() == 1
        && !row.note.is_empty()
    {
        return Resolved::Near(*nearest);
    }
    let resolved = by_other_names(&targets, carriers.map(|o| o.ix));
    match resolved {
        Resolved::One(bearer)
            if targets.is_empty() && wanted.chars().all(char::is_alphanumeric) =>
        {
            broad(catalog, bearer, &wanted)
        }
        resolved => resolved,
    }
}

/// The one occupation that is plainly meant by the beginnings of two words or more: those of a whole title ("IT
/// audit"), or else those of a part of one ("chief information sec"). None where such titles mean several. One word
/// alone is too vague for either: "audit" begins "auditor", which only the financial auditor is also called.
fn begun(catalog: &Catalog, wanted: &str) -> Option<OccupationIx> {
    let asked: Vec<&str> = words(wanted).collect();
    let first = asked.first().filter(|_| asked.len() > 1)?;
    let mut whole = Vec::new();
    let mut in_part = Vec::new();
    let mut folded = String::new();
    for label in occupation_labels(catalog) {
        folded.clear();
        fold_into(&mut folded, label);
        // Most labels are done with here, without cutting them into words.
        if !folded.contains(first) {
            continue;
        }
        let of_label: Vec<&str> = words(&folded).collect();
        if is_in_order(&asked, &of_label) {
            let is_whole = of_label.len() == asked.len();
            let titles = if is_whole { &mut whole } else { &mut in_part };
            titles.push(folded.clone());
        }
    }
    let titles = if whole.is_empty() { in_part } else { whole };
    only(titles.iter().map(|title| called(catalog, title).one()))
}

/// Whether the asked words begin neighbouring words of a label, in order.
fn is_in_order(asked: &[&str], label: &[&str]) -> bool {
    let begin = |part: &[&str]| part.iter().zip(asked).all(|(word, a)| word.starts_with(a));
    label.windows(asked.len()).any(begin)
}

/// What a name of one word means that only `bearer` has as another title: that one, unless it is a word in the titles
/// of many others. ESCO calls a politics lecturer a teacher, too; who says "teacher" rarely means that.
fn broad(catalog: &Catalog, bearer: OccupationIx, wanted: &str) -> Resolved<OccupationIx> {
    let has = |label: &str| words(&fold(label)).any(|word| word == wanted);
    let all = catalog.occupations();
    let others = all.filter(|o| o.ix != bearer && has(o.label()));
    let others: Vec<OccupationIx> = others.map(|o| o.ix).collect();
    if others.len() < MANY {
        return Resolved::One(bearer);
    }
    Resolved::Broad { bearer, others }
}

/// From so many titles on a word in them names none.
const MANY: usize = 3;

/// The skill that `name` means. What folding changes does not matter: case, accents, hyphens for spaces.
pub fn skill(catalog: &Catalog, name: &str) -> Resolved<SkillIx> {
    let name = crate::text::normalize(name);
    match skill_called(catalog, &name) {
        Resolved::None => joined_skill(catalog, &fold(&name)).map_or(Resolved::None, Resolved::One),
        resolved => resolved,
    }
}

/// The one skill that a folded name means but for its spaces: "multicloud".
fn joined_skill(catalog: &Catalog, wanted: &str) -> Option<SkillIx> {
    let labels = catalog.skills().flat_map(|s| {
        let others = s.alternative_labels().iter();
        std::iter::once(s.label()).chain(others)
    });
    let rows = catalog.synonyms.synonyms.iter();
    let terms = rows.flat_map(|r| &r.terms).map(|t| &**t);
    let named = joined_labels(labels.chain(terms), wanted);
    only(named.map(|label| skill_called(catalog, label).one()))
}

/// The skill that a whole, normalized name means.
fn skill_called(catalog: &Catalog, name: &str) -> Resolved<SkillIx> {
    if let Some(ix) = catalog.skill_by_uri(name) {
        return Resolved::One(ix);
    }
    let wanted = fold(name);
    let preferred: Vec<_> = catalog
        .skills()
        .filter(|s| folds_to(s.label(), &wanted))
        .map(|s| s.ix)
        .collect();
    if !preferred.is_empty() {
        return Resolved::of(preferred);
    }
    let rows = catalog.synonyms.synonyms.iter();
    let mut named = rows.filter(|r| r.terms.iter().any(|t| folds_to(t, &wanted)));
    let targets = named.next().into_iter().flat_map(|r| &r.targets);
    let targets = targets.filter_map(|t| Some((t.skill.ix?, t.fit)));
    let carriers = catalog.skills();
    let carriers = carriers.filter(|s| s.alternative_labels().iter().any(|l| folds_to(l, &wanted)));
    by_other_names(&targets.collect::<Vec<_>>(), carriers.map(|s| s.ix))
}

/// What a term means of which a row of synonyms names `targets` and which `carriers` have as alternative label.
fn by_other_names<T: Copy + PartialEq>(
    targets: &[(T, Fit)],
    carriers: impl Iterator<Item = T>,
) -> Resolved<T> {
    let exact = |(_, fit): &&(T, Fit)| *fit == Fit::Exact;
    // An exact target behind a near one pins nothing: search shows the near one first, and a name must not mean
    // another.
    if let Some((pinned, _)) = targets.first().filter(exact)
        && targets.iter().filter(exact).count() == 1
    {
        return Resolved::One(*pinned);
    }
    let carriers: Vec<T> = carriers.collect();
    if let [only] = carriers.as_slice() {
        return Resolved::One(*only);
    }
    Resolved::of(candidates(targets, &carriers))
}

/// All that a row names, then those that carry the label and are not among them.
fn candidates<T: Copy + PartialEq>(targets: &[(T, Fit)], carriers: &[T]) -> Vec<T> {
    let mut all: Vec<T> = targets.iter().map(|(target, _)| *target).collect();
    all.extend(
        carriers
            .iter()
            .filter(|c| !targets.iter().any(|(t, _)| t == *c)),
    );
    all
}

#[cfg(test)]
mod tests;
