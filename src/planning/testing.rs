//! People in the embedded catalogue, and small catalogues made up at random.

use proptest::prelude::*;
use proptest::sample::Index;

use super::hours::{HoursTable, SkillHours};
use crate::catalog::EMBEDDED_EDITORIAL;
use crate::catalog::from_json::{EscoFile, EscoOccupation, EscoSkill, IscoTitle, SCHEMA};
use crate::catalog::testing::CATALOG;
use crate::catalog::{Catalog, Kind, OccupationIx, OccupationUri, ReuseLevel, SkillIx};
use crate::planning::current_plan::current_plan;
use crate::planning::flat_catalog::FlatCatalog;
use crate::planning::plan::Plan;
use crate::profile::{Claim, Moment, Profile, Record, RoleHeld, States};

/// A catalogue and a person in it.
#[derive(Clone, Debug)]
pub(super) struct Sample {
    /// For each occupation, for each skill: 0 not asked for, 1 essential, 2 optional, 3 both.
    pub(super) asks: Vec<Vec<u8>>,
    role: Option<Index>,
    claims: Vec<(Index, Claim)>,
}

/// Small catalogues, each with a person.
pub(super) fn samples() -> impl Strategy<Value = Sample> {
    // Few kinds of skills, so that costs are often equal.
    let ask = prop_oneof![5 => Just(0_u8), 3 => Just(1), 2 => Just(2), 1 => Just(3)];
    let claims = prop::sample::select(vec![Claim::Held, Claim::Learning, Claim::Missing]);
    let asks = (3_usize..8, 3_usize..10).prop_flat_map(move |(occupations, skills)| {
        let one = prop::collection::vec(ask.clone(), skills);
        prop::collection::vec(one, occupations)
    });
    let role = prop::option::of(any::<Index>());
    let claims = prop::collection::vec((any::<Index>(), claims), 0..3);
    (asks, role, claims).prop_map(|(asks, role, claims)| Sample { asks, role, claims })
}

impl Sample {
    /// A catalogue with these relations, and a person of whom nothing is known.
    pub(super) fn asking<const SKILLS: usize>(asks: &[[u8; SKILLS]]) -> Self {
        Self {
            asks: asks.iter().map(|row| row.to_vec()).collect(),
            role: None,
            claims: Vec::new(),
        }
    }

    pub(super) fn catalog(&self) -> Catalog {
        let skills = self.asks[0].len();
        let list = |row: &[u8], bit: u8| -> Vec<u32> {
            let at = row.iter().enumerate().filter(|(_, a)| **a & bit != 0);
            at.map(|(s, _)| s as u32).collect()
        };
        let occupations = self
            .asks
            .iter()
            .enumerate()
            .map(|(at, row)| EscoOccupation {
                uri: format!("o/{at}").into(),
                code: format!("{at}.1").into(),
                isco: "2529".into(),
                label: format!("occupation {at}").into(),
                alt: "".into(),
                essential: list(row, 1),
                optional: list(row, 2),
            });
        let skills = (0..skills).map(|s| EscoSkill {
            uri: format!("s/{s}").into(),
            label: format!("skill {s}").into(),
            kind: if s % 3 == 0 {
                Kind::Skill
            } else {
                Kind::Knowledge
            },
            reuse: ReuseLevel::CrossSector,
            n: self.asks.iter().filter(|row| row[s] != 0).count() as u32,
            groups: Box::default(),
            alt: "".into(),
        });
        let file = EscoFile {
            schema: SCHEMA,
            release: "0".into(),
            language: "en".into(),
            attribution: "".into(),
            occupations_in_all: self.asks.len() as u32,
            isco: vec![IscoTitle("2529".into(), "some".into())],
            skill_groups: Vec::new(),
            occupations: occupations.collect(),
            skills: skills.collect(),
        };
        let text = serde_json::to_string(&file).unwrap();
        Catalog::from_json(&text, &EMBEDDED_EDITORIAL).unwrap()
    }

    pub(super) fn roles(&self) -> Vec<OccupationIx> {
        let role = self
            .role
            .map(|r| OccupationIx(r.index(self.asks.len()) as u32));
        role.into_iter().collect()
    }

    /// What the person claims of skills.
    pub(super) fn claims(&self) -> impl Iterator<Item = (SkillIx, Claim)> {
        self.claims.iter().map(|(at, claims)| {
            let skill = at.index(self.asks[0].len());
            (SkillIx(skill as u32), *claims)
        })
    }

    pub(super) fn states(&self, catalog: &Catalog) -> States {
        States::derive(catalog, &self.roles(), self.claims())
    }
}

/// The flat lists of a catalogue with the shipped hours.
pub(super) fn flat(catalog: &Catalog) -> FlatCatalog {
    FlatCatalog::new(catalog, SkillHours::new(catalog, &HoursTable::default()))
}

/// The occupation of the embedded catalogue with this code.
pub(crate) fn find(code: &str) -> OccupationIx {
    CATALOG.occupation_by_code(code).unwrap()
}

pub(crate) fn uri(code: &str) -> OccupationUri {
    CATALOG.occupation(find(code)).uri().into()
}

pub(crate) fn now() -> Moment {
    Moment {
        on: "2026-11-23".parse().unwrap(),
        at: "2026-11-23T10:00:00Z".parse().unwrap(),
    }
}

/// A person with these jobs and nothing else claims, the present one first.
pub(crate) fn person(codes: &[&str]) -> Profile {
    Profile {
        start: Some(uri(codes[0])),
        roles_held: codes.iter().map(|code| RoleHeld::new(&uri(code))).collect(),
        ..Profile::default()
    }
}

/// The record of such a person.
pub(crate) fn begun(codes: &[&str]) -> Record {
    let mut record = Record::new(now());
    record.profile = person(codes);
    record
}

/// The states of a person's skills, and their route.
pub(crate) fn derived(profile: &Profile) -> (States, Plan) {
    let states = States::of(profile, &CATALOG);
    let plan = current_plan(&CATALOG, profile, &states).unwrap();
    (states, plan)
}
