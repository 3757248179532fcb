//! The evidence of a person that comes nearest to a skill that they do not hold.

use std::cmp::Ordering;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::{Catalog, SkillIx};
use crate::meaning::{Table, Vector};
use crate::profile::Profile;
use crate::profile::evidence::Part;

/// From which cosine on a piece of evidence is near to a skill in meaning. What somebody would call related lies above
/// it ("chose the supplier in a tender" and "assess supplier risks": 0.48). Texts that only share a common word stay
/// below it.
const NEAR: f32 = 0.45;

/// Why a piece of evidence is near to a skill; the later is nearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Nearness {
    /// Its words are near in meaning.
    Meaning,
    /// It is evidence for a skill of the same group.
    Group,
    /// It is evidence for the skill, or for a milestone that shows it.
    Skill,
}

/// A piece of evidence that is near to a skill.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NearEvidence {
    pub(crate) id: u64,
    pub(crate) nearness: Nearness,
    pub(crate) note: String,
    pub(crate) date: Date,
    pub(crate) part: Option<Part>,
}

/// A piece of evidence with what it is compared by.
struct Candidate {
    piece: NearEvidence,
    /// What it is evidence for.
    skills: Vec<SkillIx>,
    /// The vectors of its note and of what it is evidence for.
    vectors: Vec<Vector>,
}

/// The evidence of a person, made ready to be compared with skills.
pub(super) struct NearestEvidence<'c> {
    catalog: &'c Catalog,
    table: Option<&'static Table>,
    candidates: Vec<Candidate>,
}

impl<'c> NearestEvidence<'c> {
    pub(super) fn new(catalog: &'c Catalog, profile: &Profile) -> Self {
        let table = Table::of_language(catalog.language());
        let candidates = profile.evidence.iter().map(|(id, evidence)| {
            let skill = catalog.skill_by_uri(&evidence.subject);
            let milestone = catalog.milestone(&evidence.subject);
            let name = match (skill, milestone) {
                (Some(skill), _) => catalog.skill(skill).label(),
                (None, Some(milestone)) => &milestone.title,
                (None, None) => "",
            };
            let texts = [&*evidence.note, name];
            let vectors = texts.iter().filter_map(|text| table?.vector(text));
            let shown = milestone.iter().flat_map(|milestone| milestone.shows());
            Candidate {
                skills: skill.into_iter().chain(shown).collect(),
                vectors: vectors.collect(),
                piece: NearEvidence {
                    id: *id,
                    nearness: Nearness::Meaning,
                    note: evidence.note.clone(),
                    date: evidence.date,
                    part: evidence.part,
                },
            }
        });
        Self {
            catalog,
            table,
            candidates: candidates.collect(),
        }
    }

    /// The piece that is nearest to a skill: one for it, else one for its group, else one near in meaning; of several
    /// the nearest in meaning, then the newest.
    pub(super) fn to(&self, skill: SkillIx) -> Option<NearEvidence> {
        let asked = self
            .table
            .and_then(|table| table.vector(self.catalog.skill(skill).label()));
        let groups = self.catalog.skill(skill).groups();
        let near = self.candidates.iter().filter_map(|candidate| {
            let cosines = candidate.vectors.iter();
            let cosine = asked.as_ref().map_or(0.0, |asked| {
                cosines.map(|v| v.cosine(asked)).fold(0.0, f32::max)
            });
            let shares_group = |other: &SkillIx| {
                let mut of = self.catalog.skill(*other).groups().iter();
                of.any(|group| groups.contains(group))
            };
            let nearness = if candidate.skills.contains(&skill) {
                Nearness::Skill
            } else if candidate.skills.iter().any(shares_group) {
                Nearness::Group
            } else if cosine >= NEAR {
                Nearness::Meaning
            } else {
                return None;
            };
            Some((nearness, cosine, &candidate.piece))
        });
        let order =
            |a: &(Nearness, f32, &NearEvidence), b: &(Nearness, f32, &NearEvidence)| -> Ordering {
                let by_cosine = a.1.total_cmp(&b.1);
                let by_date = (a.2.date, a.2.id).cmp(&(b.2.date, b.2.id));
                a.0.cmp(&b.0).then(by_cosine).then(by_date)
            };
        let (nearness, _, piece) = near.max_by(order)?;
        Some(NearEvidence {
            nearness,
            ..piece.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::CATALOG;
    use crate::profile::Evidence;

    /// Which of the notes is nearest to a skill, and why. A piece is what it is for and its note.
    #[track_caller]
    fn check(pieces: &[(&str, &str)], skill: &str, expected: Option<(&str, Nearness)>) {
        let uri = |label: &str| {
            let mut skills = CATALOG.skills().filter(|skill| skill.label() == label);
            skills.next().map(|skill| skill.uri().to_owned())
        };
        let mut profile = Profile::default();
        for (id, (subject, note)) in (1..).zip(pieces) {
            let evidence = Evidence {
                subject: uri(subject).unwrap_or_else(|| (*subject).to_owned()),
                date: jiff::civil::date(2017, 5, 2),
                at: jiff::Timestamp::UNIX_EPOCH,
                note: (*note).to_owned(),
                part: None,
                scope: String::new(),
                outcome: String::new(),
                confirmed_by: String::new(),
                exercised: false,
                link: String::new(),
                unknown: serde_json::Map::new(),
            };
            profile.evidence.insert(id, evidence);
        }
        let asked = CATALOG.skill_by_uri(&uri(skill).unwrap()).unwrap();
        let found = NearestEvidence::new(&CATALOG, &profile).to(asked);
        let found = found.as_ref().map(|near| (&*near.note, near.nearness));
        assert_eq!(found, expected, "{skill}");
    }

    #[test]
    fn the_nearest_piece_is_for_the_skill_then_its_group_then_like_it() {
        let tender = (
            "lead-a-tender",
            "assessed the risks of suppliers in the tender",
        );
        let bread = ("", "baked bread for the fair");
        check(&[bread], "assess supplier risks", None);
        check(
            &[bread, tender],
            "assess supplier risks",
            Some((tender.1, Nearness::Meaning)),
        );
        let groups = |label: &str| {
            let mut skills = CATALOG.skills().filter(|skill| skill.label() == label);
            skills.next().unwrap().groups()
        };
        let asked = groups("assess supplier risks");
        let mut siblings = CATALOG.skills().filter(|skill| {
            let mut of = skill.groups().iter();
            skill.label() != "assess supplier risks" && of.any(|group| asked.contains(group))
        });
        let sibling = (siblings.next().unwrap().label(), "the walk of 2017");
        check(
            &[sibling, tender],
            "assess supplier risks",
            Some((sibling.1, Nearness::Group)),
        );
        let own = ("assess supplier risks", "the review of 2017");
        check(
            &[own, sibling, tender],
            "assess supplier risks",
            Some((own.1, Nearness::Skill)),
        );
    }
}
