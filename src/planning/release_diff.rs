//! What another release of ESCO changes for a person: which skills an occupation asks for now, and what that does to
//! their coverage.
//!
//! Things are the same when their URI is: labels and codes move between releases.

use schemars::JsonSchema;
use serde::Serialize;

use super::gap::coverage;
use crate::catalog::{Catalog, Occupation, OccupationUri, Relation, SkillIx};
use crate::profile::{Profile, States};

/// How many things came and went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Turnover {
    pub(crate) before: usize,
    /// In the new one.
    pub(crate) after: usize,
    /// In the new one only.
    pub(crate) added: usize,
    /// In the old one only.
    pub(crate) removed: usize,
    /// In both under another label.
    pub(crate) renamed: usize,
}

/// What changed in one relation of an occupation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RelationChange {
    pub(crate) relation: Relation,
    /// How many skills before.
    pub(crate) before: usize,
    /// How many skills now.
    pub(crate) after: usize,
    /// Asked for now and not before, by label; positions in the new catalogue.
    pub(crate) added: Vec<SkillIx>,
    /// Asked for before and not now, by label; positions in the old catalogue.
    pub(crate) removed: Vec<SkillIx>,
}

/// What changed for one occupation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OccupationChange {
    pub(crate) uri: OccupationUri,
    /// Code and label before; none when the old catalogue lacks it.
    pub(crate) before: Option<(String, String)>,
    /// Code and label now; none when the new catalogue lacks it.
    pub(crate) after: Option<(String, String)>,
    /// Essential and optional skills.
    pub(crate) relations: Vec<RelationChange>,
    /// The person's coverage before and now, 0 to 1, where the catalogue has it.
    pub(crate) coverage: [Option<f64>; 2],
}

/// What a release changed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ReleaseDiff {
    pub(crate) occupations: Turnover,
    pub(crate) skills: Turnover,
    /// The occupation that was asked about.
    pub(crate) occupation: OccupationChange,
    /// Labels of the person's roles that the old catalogue lacks, and of those that the new one lacks: what follows from
    /// them is not in the coverage there.
    pub(crate) lacking: [Vec<String>; 2],
}

/// Compares two catalogues, for the occupation with this URI and the person of this record.
pub(crate) fn release_diff(
    old: &Catalog,
    new: &Catalog,
    profile: &Profile,
    uri: &str,
) -> ReleaseDiff {
    ReleaseDiff {
        occupations: turnover(
            (old.occupations().len(), new.occupations().len()),
            old.occupations().map(|o| {
                let now = new.occupation_by_uri(o.uri());
                now.map(|ix| new.occupation(ix).label() == o.label())
            }),
        ),
        skills: turnover(
            (old.skills().len(), new.skills().len()),
            old.skills().map(|s| {
                let now = new.skill_by_uri(s.uri());
                now.map(|ix| new.skill(ix).label() == s.label())
            }),
        ),
        occupation: occupation_change(old, new, profile, uri),
        lacking: [lacking(old, new, profile), lacking(new, old, profile)],
    }
}

/// The roles of a record that `catalog` lacks and `other` has, by their labels there.
fn lacking(catalog: &Catalog, other: &Catalog, profile: &Profile) -> Vec<String> {
    let held = profile.roles_held.iter();
    let gone = held.filter(|role| catalog.occupation_by_uri(&role.occupation).is_none());
    gone.filter_map(|role| other.occupation_by_uri(&role.occupation))
        .map(|ix| other.occupation(ix).label().to_owned())
        .collect()
}

/// `kept` says of each old thing whether the new catalogue has it, and if so whether under the same label.
fn turnover((before, after): (usize, usize), kept: impl Iterator<Item = Option<bool>>) -> Turnover {
    let (mut both, mut renamed) = (0, 0);
    for same in kept.flatten() {
        both += 1;
        renamed += usize::from(!same);
    }
    Turnover {
        before,
        after,
        added: after - both,
        removed: before - both,
        renamed,
    }
}

/// What changed for the occupation with this URI.
pub(crate) fn occupation_change(
    old: &Catalog,
    new: &Catalog,
    profile: &Profile,
    uri: &str,
) -> OccupationChange {
    let [before, after] = [old, new].map(|catalog| {
        let ix = catalog.occupation_by_uri(uri);
        ix.map(|ix| catalog.occupation(ix))
    });
    let name = |o: Occupation<'_>| (o.code().to_string(), o.label().to_string());
    let known = !profile.is_empty();
    let covered = |catalog: &Catalog, o: Option<Occupation<'_>>| {
        let o = o.filter(|_| known)?;
        Some(coverage(catalog, &States::of(profile, catalog), o.ix))
    };
    OccupationChange {
        uri: uri.into(),
        before: before.map(name),
        after: after.map(name),
        relations: Relation::ALL
            .into_iter()
            .map(|relation| {
                let [before, after] =
                    [before, after].map(|o| o.map_or(&[][..], |o| listed(o, relation)));
                RelationChange {
                    relation,
                    before: before.len(),
                    after: after.len(),
                    added: only(new, after, old, before),
                    removed: only(old, before, new, after),
                }
            })
            .collect(),
        coverage: [covered(old, before), covered(new, after)],
    }
}

fn listed(occupation: Occupation<'_>, relation: Relation) -> &[SkillIx] {
    match relation {
        Relation::Essential => occupation.essential(),
        Relation::Optional => occupation.optional(),
    }
}

/// The skills of `mine` that are not among `theirs`, by label.
fn only(catalog: &Catalog, mine: &[SkillIx], other: &Catalog, theirs: &[SkillIx]) -> Vec<SkillIx> {
    let shared = |ix: &SkillIx| {
        let there = other.skill_by_uri(catalog.skill(*ix).uri());
        there.is_some_and(|there| theirs.contains(&there))
    };
    let mut out: Vec<SkillIx> = mine.iter().copied().filter(|ix| !shared(ix)).collect();
    out.sort_by_cached_key(|ix| catalog.skill(*ix).label().to_lowercase());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::from_json::EscoFile;
    use crate::catalog::testing::CATALOG;
    use crate::catalog::{EMBEDDED_EDITORIAL, EMBEDDED_ESCO};
    use crate::planning::testing::{person, uri};

    /// The embedded catalogue with some of the goal's essential skills left out.
    fn older(leave_out: usize) -> Catalog {
        let mut file: EscoFile = serde_json::from_str(EMBEDDED_ESCO).unwrap();
        let goal = file
            .occupations
            .iter_mut()
            .find(|o| &*o.code == "2529.1")
            .unwrap();
        goal.essential.truncate(goal.essential.len() - leave_out);
        goal.label = "head of security".into();
        let text = serde_json::to_string(&file).unwrap();
        Catalog::from_json(&text, &EMBEDDED_EDITORIAL).unwrap()
    }

    #[test]
    fn what_came_is_told_for_the_goal() {
        let new = Catalog::embedded().unwrap();
        let old = older(3);
        let goal = new.occupation(new.goal().unwrap());
        let profile = Profile {
            start: Some(goal.uri().into()),
            ..Profile::default()
        };
        let found = release_diff(&old, &new, &profile, goal.uri());
        assert_eq!((found.occupations.renamed, found.occupations.added), (1, 0));
        assert_eq!(found.skills.removed, 0);
        let essential = &found.occupation.relations[0];
        assert_eq!(
            (essential.before, essential.after, essential.added.len()),
            (44, 47, 3)
        );
        assert!(essential.removed.is_empty());
        let back = release_diff(&new, &old, &profile, goal.uri());
        assert_eq!(back.occupation.relations[0].removed.len(), 3);
    }

    #[test]
    fn roles_that_a_catalogue_lacks_are_named() {
        let whole = Catalog::embedded().unwrap();
        let role = whole.occupations().find(|o| {
            let named = whole.counterpart(o.ix).is_some() || whole.goal() == Some(o.ix);
            whole.tracks.station(o.ix).is_none() && !named
        });
        let role = role.unwrap();
        let mut file: EscoFile = serde_json::from_str(EMBEDDED_ESCO).unwrap();
        file.occupations.retain(|o| &*o.code != role.code());
        let text = serde_json::to_string(&file).unwrap();
        let part = Catalog::from_json(&text, &EMBEDDED_EDITORIAL).unwrap();
        let profile = person(&[role.code()]);
        let goal = uri("2529.1");
        let lacking = |old, new| release_diff(old, new, &profile, &goal).lacking;
        let label = role.label().to_owned();
        assert_eq!(lacking(&whole, &part), [vec![], vec![label.clone()]]);
        assert_eq!(lacking(&part, &whole), [vec![label], vec![]]);
    }

    #[test]
    fn an_occupation_that_is_gone_is_said_to_be() {
        let profile = Profile {
            goal: Some("of:another".into()),
            ..Profile::default()
        };
        let found = release_diff(&CATALOG, &CATALOG, &profile, "of:another");
        assert_eq!(
            (found.occupation.before, found.occupation.after),
            (None, None)
        );
    }
}
