//! The content of a record: what the person said of themselves, and what they chose.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::certificate::Certificate;
use super::claim::Mark;
use super::condition::ConditionAnswer;
use super::evidence::Evidence;
use super::moment::Moment;
use super::role::RoleHeld;
use super::term::Term;
use crate::catalog::{
    Catalog, MilestoneId, OccupationIx, OccupationUri, RouteId, SkillUri, StepId, TrackId,
};

/// The schema of the record that this version writes.
pub const SCHEMA: u32 = 1;

/// The setting that names the question at which the first run was interrupted.
pub const FIRST_RUN: &str = "first_run";

/// The present content of a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a record")]
pub struct Profile {
    /// Stands first in the file.
    pub schema: u32,
    /// The URI of the occupation in which the route begins. Moves do not change it.
    #[serde(default)]
    pub start: Option<OccupationUri>,
    /// The present role comes first. All roles count.
    #[serde(default)]
    pub roles_held: Vec<RoleHeld>,
    /// The URI of the occupation that is the goal.
    #[serde(default)]
    pub goal: Option<OccupationUri>,
    #[serde(default)]
    pub track: Option<TrackId>,
    #[serde(default)]
    pub route: Option<RouteId>,
    /// The URIs of the stops of a computed route, which replaces the curated one. An empty list goes straight to the
    /// goal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stops: Option<Vec<OccupationUri>>,
    /// Claims by the URI of the skill.
    #[serde(default)]
    pub skills: BTreeMap<SkillUri, Mark>,
    /// When milestones were reached, by id.
    #[serde(default)]
    pub milestones: BTreeMap<MilestoneId, Moment>,
    /// When moves were made, by the id of the step.
    #[serde(default)]
    pub moves: BTreeMap<StepId, Moment>,
    /// Evidence by number. Numbers are never used twice.
    #[serde(default)]
    pub evidence: BTreeMap<u64, Evidence>,
    /// Certificates by the key that `Certifications::key` of the catalogue gives
    /// their name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub certificates: BTreeMap<String, Certificate>,
    /// What the person worked with that ESCO lacks, by its name folded, without spaces and signs.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub terms: BTreeMap<String, Term>,
    /// What the person said to conditions of adverts, by [`ConditionKey`](super::ConditionKey).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub conditions: BTreeMap<String, ConditionAnswer>,
    /// Settings kept with the record, such as the last screen.
    #[serde(default)]
    pub settings: Map<String, Value>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            schema: SCHEMA,
            start: None,
            roles_held: Vec::new(),
            goal: None,
            track: None,
            route: None,
            stops: None,
            skills: BTreeMap::new(),
            milestones: BTreeMap::new(),
            moves: BTreeMap::new(),
            evidence: BTreeMap::new(),
            certificates: BTreeMap::new(),
            terms: BTreeMap::new(),
            conditions: BTreeMap::new(),
            settings: Map::new(),
            unknown: Map::new(),
        }
    }
}

impl Profile {
    /// Whether the person said nothing yet.
    pub fn is_empty(&self) -> bool {
        self.start.is_none() && self.roles_held.is_empty() && self.skills.is_empty()
    }

    /// The roles held that the catalogue has, each once, the present one first.
    pub fn roles(&self, catalog: &Catalog) -> Vec<OccupationIx> {
        let mut seen = HashSet::new();
        let held = self.roles_held.iter();
        held.filter_map(|r| catalog.occupation_by_uri(&r.occupation))
            .filter(|ix| seen.insert(*ix))
            .collect()
    }

    /// The start, if one is set and the catalogue has it.
    pub fn start_in(&self, catalog: &Catalog) -> Option<OccupationIx> {
        catalog.occupation_by_uri(self.start.as_deref()?)
    }

    /// The goal, if the catalogue has it. Without one set, the goal is chief ICT security officer.
    pub fn goal_in(&self, catalog: &Catalog) -> Option<OccupationIx> {
        match self.goal.as_deref() {
            Some(uri) => catalog.occupation_by_uri(uri),
            None => catalog.goal(),
        }
    }

    /// The evidence for one subject, oldest first.
    pub fn evidence_for<'a>(
        &'a self,
        subject: &'a str,
    ) -> impl Iterator<Item = (u64, &'a Evidence)> {
        self.evidence
            .iter()
            .filter(move |(_, e)| e.subject == subject)
            .map(|(id, e)| (*id, e))
    }
}
