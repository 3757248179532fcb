//! The state of every skill for a person: what they said, else what their roles held suggest.

use super::{Profile, Said};
use crate::catalog::{Catalog, OccupationIx, SkillIx};

/// How a skill stands for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SkillState {
    /// The person said that they have it.
    HeldMarked,
    /// Essential to a role held: an assumption.
    HeldFromRole,
    /// Optional to a role held: a weaker assumption, counts half in coverage.
    Likely,
    /// The person is learning it.
    Learning,
    /// Neither said nor suggested, or denied.
    Missing,
}

impl SkillState {
    /// All states, strongest first.
    pub const ALL: [Self; 5] = [
        Self::HeldMarked,
        Self::HeldFromRole,
        Self::Likely,
        Self::Learning,
        Self::Missing,
    ];

    /// The word shown and written.
    pub fn word(self) -> &'static str {
        match self {
            Self::HeldMarked => "held-marked",
            Self::HeldFromRole => "held-from-role",
            Self::Likely => "likely",
            Self::Learning => "learning",
            Self::Missing => "missing",
        }
    }

    /// Whether the skill counts as held.
    pub fn is_held(self) -> bool {
        matches!(self, Self::HeldMarked | Self::HeldFromRole)
    }

    /// What the skill adds to coverage: 1 held, ½ likely, else 0.
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
    /// The first role held (present one first) that suggests the skill.
    sources: Vec<Option<OccupationIx>>,
    said: Vec<Option<Said>>,
}

impl States {
    /// Every skill missing: the states without a record.
    pub fn blank(catalog: &Catalog) -> Self {
        let count = catalog.skills().len();
        Self {
            of_skill: vec![SkillState::Missing; count],
            sources: vec![None; count],
            said: vec![None; count],
        }
    }

    /// The states that follow from a record.
    pub fn of(profile: &Profile, catalog: &Catalog) -> Self {
        let said = profile
            .skills
            .iter()
            .filter_map(|(uri, mark)| Some((catalog.skill_by_uri(uri)?, mark.said)));
        Self::derive(catalog, &profile.roles(catalog), said)
    }

    /// The states that follow from roles held (present one first) and from what was said.
    pub fn derive(
        catalog: &Catalog,
        roles: &[OccupationIx],
        said: impl IntoIterator<Item = (SkillIx, Said)>,
    ) -> Self {
        let mut out = Self::blank(catalog);
        for (relation_state, essential) in [
            (SkillState::HeldFromRole, true),
            (SkillState::Likely, false),
        ] {
            for &role in roles {
                let occupation = catalog.occupation(role);
                let list = if essential {
                    &occupation.essential
                } else {
                    &occupation.optional
                };
                for skill in list {
                    let state = &mut out.of_skill[skill.index()];
                    if *state == SkillState::Missing {
                        *state = relation_state;
                        out.sources[skill.index()] = Some(role);
                    }
                }
            }
        }
        for (skill, said) in said {
            out.said[skill.index()] = Some(said);
            out.of_skill[skill.index()] = match said {
                Said::Held => SkillState::HeldMarked,
                Said::Learning => SkillState::Learning,
                Said::Missing => SkillState::Missing,
            };
        }
        out
    }

    /// The state of a skill.
    pub fn get(&self, skill: SkillIx) -> SkillState {
        self.of_skill[skill.index()]
    }

    /// The role held that suggests the skill, whatever was said of it.
    pub fn source(&self, skill: SkillIx) -> Option<OccupationIx> {
        self.sources[skill.index()]
    }

    /// What the person said of the skill.
    pub fn said(&self, skill: SkillIx) -> Option<Said> {
        self.said[skill.index()]
    }

    /// Whether a role suggests the skill and the person denied it.
    pub fn is_denied(&self, skill: SkillIx) -> bool {
        self.said(skill) == Some(Said::Missing)
    }

    /// How many skills are in `state`.
    pub fn count(&self, state: SkillState) -> usize {
        self.of_skill.iter().filter(|s| **s == state).count()
    }

    /// Sets one state by hand, for planning ahead ("with this step's skills"). Nothing is recorded.
    pub fn suppose(&mut self, skill: SkillIx, state: SkillState) {
        self.of_skill[skill.index()] = state;
    }
}
