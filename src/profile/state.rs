//! The state of every skill for a person: their claim, else what the roles held suggest.
//!
//! Some essential skills are not assumed (`practice.json`): they are missing until the person claims them.

use schemars::JsonSchema;
use serde::Serialize;

use super::claim::Claim;
use super::data::Profile;
use crate::catalog::{Catalog, OccupationIx, SkillIx};

/// The state of a skill for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SkillState {
    /// The person claims it.
    HeldMarked,
    /// Assumed, since it is essential to a role held.
    HeldFromRole,
    /// Optional to a role held; counts half in coverage.
    Likely,
    Learning,
    /// Neither claimed nor assumed, or denied.
    Missing,
}

impl SkillState {
    /// Strongest first.
    pub const ALL: [Self; 5] = [
        Self::HeldMarked,
        Self::HeldFromRole,
        Self::Likely,
        Self::Learning,
        Self::Missing,
    ];

    /// The word in JSON and on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::HeldMarked => "held-marked",
            Self::HeldFromRole => "held-from-role",
            Self::Likely => "likely",
            Self::Learning => "learning",
            Self::Missing => "missing",
        }
    }

    pub fn is_held(self) -> bool {
        matches!(self, Self::HeldMarked | Self::HeldFromRole)
    }

    /// The share of the skill that counts in coverage.
    pub fn weight(self) -> f64 {
        match self {
            Self::HeldMarked | Self::HeldFromRole => 1.0,
            Self::Likely => 0.5,
            Self::Learning | Self::Missing => 0.0,
        }
    }
}

/// The states of all skills of a catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct States {
    of_skill: Vec<SkillState>,
    /// The first role held, the present one first, from which the skill is assumed.
    sources: Vec<Option<OccupationIx>>,
    claims: Vec<Option<Claim>>,
    /// Skills that are essential to a role held and yet not assumed.
    not_assumed: Vec<(SkillIx, OccupationIx)>,
}

impl States {
    /// Every skill is missing.
    pub fn blank(catalog: &Catalog) -> Self {
        let count = catalog.skills().len();
        Self {
            of_skill: vec![SkillState::Missing; count],
            sources: vec![None; count],
            claims: vec![None; count],
            not_assumed: Vec::new(),
        }
    }

    pub fn of(profile: &Profile, catalog: &Catalog) -> Self {
        let claims = profile
            .skills
            .iter()
            .filter_map(|(uri, mark)| Some((catalog.skill_by_uri(uri)?, mark.claim)));
        Self::derive(catalog, &profile.roles(catalog), claims)
    }

    /// The states that follow from roles held (the present one first) and claims.
    pub fn derive(
        catalog: &Catalog,
        roles: &[OccupationIx],
        claims: impl IntoIterator<Item = (SkillIx, Claim)>,
    ) -> Self {
        let mut out = Self::blank(catalog);
        for (relation_state, essential) in [
            (SkillState::HeldFromRole, true),
            (SkillState::Likely, false),
        ] {
            for &role in roles {
                let occupation = catalog.occupation(role);
                let list = if essential {
                    occupation.essential()
                } else {
                    occupation.optional()
                };
                for skill in list {
                    if catalog.practice.not_assumed(role, *skill).is_some() {
                        if essential {
                            out.not_assumed.push((*skill, role));
                        }
                        continue;
                    }
                    let state = &mut out.of_skill[skill.index()];
                    if *state == SkillState::Missing {
                        *state = relation_state;
                        out.sources[skill.index()] = Some(role);
                    }
                }
            }
        }
        for (skill, claim) in claims {
            out.claims[skill.index()] = Some(claim);
            out.of_skill[skill.index()] = match claim {
                Claim::Held => SkillState::HeldMarked,
                Claim::Learning => SkillState::Learning,
                Claim::Missing => SkillState::Missing,
            };
        }
        out
    }

    pub fn get(&self, skill: SkillIx) -> SkillState {
        self.of_skill[skill.index()]
    }

    /// The role held from which the skill is assumed, whatever the claim.
    pub fn source(&self, skill: SkillIx) -> Option<OccupationIx> {
        self.sources[skill.index()]
    }

    /// The role held to which the skill is essential and yet not assumed; `None` if another role suggests it or there
    /// is a claim.
    pub fn not_assumed(&self, skill: SkillIx) -> Option<OccupationIx> {
        if self.source(skill).is_some() || self.claim(skill).is_some() {
            return None;
        }
        let mut rows = self.not_assumed.iter();
        rows.find(|(of, _)| *of == skill).map(|(_, role)| *role)
    }

    pub fn claim(&self, skill: SkillIx) -> Option<Claim> {
        self.claims[skill.index()]
    }

    pub fn is_denied(&self, skill: SkillIx) -> bool {
        self.claim(skill) == Some(Claim::Missing)
    }

    /// The number of these skills that are held.
    pub fn count_held(&self, skills: &[SkillIx]) -> usize {
        skills.iter().filter(|s| self.get(**s).is_held()).count()
    }

    pub fn count(&self, state: SkillState) -> usize {
        self.of_skill.iter().filter(|s| **s == state).count()
    }

    /// Sets one state for planning ahead. The record does not change.
    pub fn suppose(&mut self, skill: SkillIx, state: SkillState) {
        self.of_skill[skill.index()] = state;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::CATALOG;

    #[test]
    fn what_few_holders_have_is_not_assumed() {
        let leader = CATALOG.occupation_by_code("1330.7").unwrap();
        let developer = CATALOG.occupation_by_code("2512.4.1").unwrap();
        let rows = &CATALOG.practice.not_assumed;
        let row = rows.iter().find(|r| r.occupation.ix == Some(leader));
        let skills: Vec<SkillIx> = row.unwrap().skills.iter().filter_map(|s| s.ix).collect();
        assert_eq!(skills.len(), 3);
        let states = States::derive(&CATALOG, &[leader], []);
        for skill in &skills {
            assert_eq!(states.get(*skill), SkillState::Missing);
            assert_eq!(states.not_assumed(*skill), Some(leader));
        }
        assert_eq!(states.count(SkillState::HeldFromRole), 23);
        // What the person says wins, and so does a role that does suggest it.
        let states = States::derive(&CATALOG, &[leader], [(skills[0], Claim::Held)]);
        assert_eq!(states.get(skills[0]), SkillState::HeldMarked);
        assert_eq!(states.not_assumed(skills[0]), None);
        let both = States::derive(&CATALOG, &[leader, developer], []);
        let suggested = skills
            .iter()
            .filter(|s| both.source(**s) == Some(developer));
        assert!(suggested.count() > 0);
    }
}
