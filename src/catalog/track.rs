//! The curated ways to the goal: tracks, their routes, the transitions these are made of and the
//! stations they pass.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::id::{Basis, MilestoneId, OccupationIx, RouteId, StepId, TrackId};
use super::reference::{OccupationRef, SkillRef};

/// How a move compares with the post before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
pub enum MoveClass {
    /// More responsibility in the same field.
    #[serde(rename = "advancement")]
    Advancement,
    /// More responsibility in another field.
    #[serde(rename = "lateral advancement")]
    LateralAdvancement,
    /// Like responsibility, same field.
    #[serde(rename = "similar")]
    Similar,
    /// Like responsibility, another field.
    #[serde(rename = "lateral")]
    Lateral,
}

impl MoveClass {
    /// The words shown and written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Advancement => "advancement",
            Self::LateralAdvancement => "lateral advancement",
            Self::Similar => "similar",
            Self::Lateral => "lateral",
        }
    }
}

/// A directed move from one occupation to another. The same pair on two tracks is one transition.
#[derive(Clone, Debug, Deserialize)]
pub struct Transition {
    /// Stable slug; also the id of the step in a person's record.
    pub id: StepId,
    pub from: OccupationRef,
    pub to: OccupationRef,
    #[serde(rename = "move")]
    pub class: MoveClass,
    /// Where the statement that people make this move comes from.
    pub basis: Basis,
    /// One line: why this move.
    pub why: Box<str>,
    /// What to say in the same breath, where the figures are weak or ESCO misleads; often empty.
    #[serde(default)]
    pub caution: Box<str>,
    /// Skills that the person may well have under another name: "near, confirm yourself".
    #[serde(default)]
    pub near: Vec<SkillRef>,
    /// Milestones of the step, by id.
    pub milestones: Vec<MilestoneId>,
}

/// An occupation on the map.
#[derive(Clone, Debug, Deserialize)]
pub struct Station {
    #[serde(flatten)]
    pub occupation: OccupationRef,
    /// Its short name on the map, at most 16 characters.
    pub short: Box<str>,
    /// What adverts call it; may be empty.
    #[serde(default)]
    pub adverts: Vec<Box<str>>,
    /// A remark; may be empty.
    #[serde(default)]
    pub note: Box<str>,
}

/// Transitions that start somewhere and end at the goal.
#[derive(Clone, Debug, Deserialize)]
pub struct Route {
    pub id: RouteId,
    /// A short name.
    pub title: Box<str>,
    /// One line: for whom.
    pub why: Box<str>,
    pub basis: Basis,
    /// Its transitions by id, in order.
    pub transitions: Vec<StepId>,
}

/// One of the five curated ways.
#[derive(Clone, Debug, Deserialize)]
pub struct Track {
    pub id: TrackId,
    pub title: Box<str>,
    /// Its name where room is short, at most 13 characters; the title's beginning when empty.
    #[serde(default)]
    pub short: Box<str>,
    /// What the field gives and what it hides.
    pub summary: Box<str>,
    /// Its routes, the default first.
    pub routes: Vec<Route>,
}

impl Track {
    /// The name for narrow places.
    pub fn short_title(&self) -> &str {
        if self.short.is_empty() {
            &self.title
        } else {
            &self.short
        }
    }
}

/// All of `tracks.json`.
#[derive(Clone, Debug, Deserialize)]
pub struct Tracks {
    /// Where short names and names in adverts come from.
    pub basis: Basis,
    /// The occupation to which every curated route leads.
    pub goal: OccupationRef,
    /// Every occupation on any route.
    pub stations: Vec<Station>,
    /// Every transition of any route.
    pub transitions: Vec<Transition>,
    /// The tracks, in the order in which they are drawn.
    pub tracks: Vec<Track>,
}

impl Tracks {
    pub fn track(&self, id: &str) -> Option<&Track> {
        self.tracks.iter().find(|t| &*t.id == id)
    }

    /// The track and the route with this route id.
    pub fn route(&self, id: &str) -> Option<(&Track, &Route)> {
        self.tracks
            .iter()
            .find_map(|t| Some((t, t.routes.iter().find(|r| &*r.id == id)?)))
    }

    pub fn transition(&self, id: &str) -> Option<&Transition> {
        self.transitions.iter().find(|t| &*t.id == id)
    }

    /// The curated transition between two occupations.
    pub fn between(&self, from: OccupationIx, to: OccupationIx) -> Option<&Transition> {
        self.transitions
            .iter()
            .find(|t| t.from.ix == Some(from) && t.to.ix == Some(to))
    }

    pub fn station(&self, occupation: OccupationIx) -> Option<&Station> {
        self.stations
            .iter()
            .find(|s| s.occupation.ix == Some(occupation))
    }

    /// The transitions of a route in order; ids that do not exist are left out (the validator names them).
    pub fn transitions_of<'a>(&'a self, route: &'a Route) -> impl Iterator<Item = &'a Transition> {
        route
            .transitions
            .iter()
            .filter_map(|id| self.transition(id))
    }

    /// The occupations a route passes, the start first. Empty when the catalogue lacks one of them.
    pub fn occupations_of(&self, route: &Route) -> Vec<OccupationIx> {
        let mut out = Vec::new();
        for transition in self.transitions_of(route) {
            let (Some(from), Some(to)) = (transition.from.ix, transition.to.ix) else {
                return Vec::new();
            };
            if out.is_empty() {
                out.push(from);
            }
            out.push(to);
        }
        out
    }
}
