//! The content of a record: what the person said of themselves, and what they chose.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::claim::Mark;
use super::evidence::Evidence;
use super::moment::Moment;
use super::role::RoleHeld;
use crate::catalog::{Catalog, OccupationIx};

/// The form of the record that this version writes.
pub const SCHEMA: u32 = 1;

/// The setting that names the question on which the first run was interrupted.
pub const FIRST_RUN: &str = "first_run";

/// A person's record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a record")]
pub struct Profile {
    /// [`SCHEMA`]; stands first in the file.
    pub schema: u32,
    /// The occupation in which the route begins, by URI: the present one when the record was begun.
    /// Made moves do not change it.
    #[serde(default)]
    pub start: Option<String>,
    /// Roles held, the present one first. They all count.
    #[serde(default)]
    pub roles_held: Vec<RoleHeld>,
    /// The goal, by URI.
    #[serde(default)]
    pub goal: Option<String>,
    /// The chosen track, by id.
    #[serde(default)]
    pub track: Option<String>,
    /// The chosen route, by id.
    #[serde(default)]
    pub route: Option<String>,
    /// The stops between start and goal of a computed route, by URI; it takes the place of the curated one. Empty for a
    /// route that goes straight to the goal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stops: Option<Vec<String>>,
    /// What was said of skills, by URI.
    #[serde(default)]
    pub skills: BTreeMap<String, Mark>,
    /// Milestones reached, by id.
    #[serde(default)]
    pub milestones: BTreeMap<String, Moment>,
    /// Moves made, by the step's id.
    #[serde(default)]
    pub moves: BTreeMap<String, Moment>,
    /// Evidence, by a number that only grows.
    #[serde(default)]
    pub evidence: BTreeMap<u64, Evidence>,
    /// Settings that travel with the record, such as the last screen.
    #[serde(default)]
    pub settings: Map<String, Value>,
    /// Fields of a later version.
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
            settings: Map::new(),
            unknown: Map::new(),
        }
    }
}

impl Profile {
    /// Whether nothing was said yet.
    pub fn is_empty(&self) -> bool {
        self.start.is_none() && self.roles_held.is_empty() && self.skills.is_empty()
    }

    /// Roles held that the catalogue has, the present one first, each once.
    pub fn roles(&self, catalog: &Catalog) -> Vec<OccupationIx> {
        let mut seen = HashSet::new();
        let held = self.roles_held.iter();
        held.filter_map(|r| catalog.occupation_by_uri(&r.occupation))
            .filter(|ix| seen.insert(*ix))
            .collect()
    }

    /// The start, when it is given and the catalogue has it.
    pub fn start_in(&self, catalog: &Catalog) -> Option<OccupationIx> {
        catalog.occupation_by_uri(self.start.as_deref()?)
    }

    /// The goal, when it is given and the catalogue has it; chief ICT security officer when none is given.
    pub fn goal_in(&self, catalog: &Catalog) -> Option<OccupationIx> {
        match self.goal.as_deref() {
            Some(uri) => catalog.occupation_by_uri(uri),
            None => catalog.goal(),
        }
    }

    /// Evidence for one thing, oldest first.
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
