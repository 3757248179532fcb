//! What many JSON replies hold.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::catalog::{Catalog, OccupationIx, SkillIx};
use crate::planning::gap::SkillBreakdown;
use crate::profile::{Certificate, SkillState, States, Term};

/// The version of the form of a JSON reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub(crate) struct Schema(u32);

impl Schema {
    /// What searches answer with: how each hit matches.
    pub(crate) const SEARCH: Self = Self(2);
}

impl Default for Schema {
    fn default() -> Self {
        Self(1)
    }
}

/// A skill, with its state for the person.
#[derive(Serialize, JsonSchema)]
pub(crate) struct SkillWithState<'a> {
    uri: &'a str,
    label: &'a str,
    state: SkillState,
}

/// A skill by its name.
#[derive(Serialize, JsonSchema)]
pub(crate) struct SkillName<'a> {
    uri: &'a str,
    label: &'a str,
}

/// An occupation by its names.
#[derive(Serialize, JsonSchema)]
pub(crate) struct OccupationName<'a> {
    uri: &'a str,
    /// The ESCO code.
    code: &'a str,
    label: &'a str,
}

/// How many skills an occupation asks for and the person holds, and those that are missing.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Share<'a> {
    needed: usize,
    held: usize,
    missing: Vec<SkillWithState<'a>>,
}

/// The same for a step of a route.
#[derive(Serialize, JsonSchema)]
pub(crate) struct StepShare<'a> {
    needed: usize,
    held: usize,
    /// How many an earlier step brings.
    earlier: usize,
    missing: Vec<SkillWithState<'a>>,
}

/// How many of a number are done.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Progress {
    pub(crate) done: usize,
    pub(crate) total: usize,
}

/// Two values, before a change and after it.
#[derive(Serialize, JsonSchema)]
pub(crate) struct BeforeAfter<T> {
    pub(crate) before: T,
    pub(crate) after: T,
}

impl<T> BeforeAfter<T> {
    pub(crate) fn of([before, after]: [T; 2]) -> Self {
        Self { before, after }
    }
}

/// The fields of a struct. One of texts, numbers and structs of them can always be written.
pub(crate) fn fields(answer: impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(answer) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

pub(crate) fn skill<'a>(catalog: &'a Catalog, states: &States, ix: SkillIx) -> SkillWithState<'a> {
    let skill = catalog.skill(ix);
    SkillWithState {
        uri: skill.uri(),
        label: skill.label(),
        state: states.get(ix),
    }
}

pub(crate) fn skills<'a>(
    catalog: &'a Catalog,
    states: &States,
    all: &[SkillIx],
) -> Vec<SkillWithState<'a>> {
    all.iter().map(|ix| skill(catalog, states, *ix)).collect()
}

pub(crate) fn skill_names<'a>(catalog: &'a Catalog, all: &[SkillIx]) -> Vec<SkillName<'a>> {
    all.iter().map(|ix| skill_name(catalog, *ix)).collect()
}

pub(crate) fn skill_name(catalog: &Catalog, ix: SkillIx) -> SkillName<'_> {
    let skill = catalog.skill(ix);
    SkillName {
        uri: skill.uri(),
        label: skill.label(),
    }
}

pub(crate) fn occupation(catalog: &Catalog, ix: OccupationIx) -> OccupationName<'_> {
    let occupation = catalog.occupation(ix);
    OccupationName {
        uri: occupation.uri(),
        code: occupation.code(),
        label: occupation.label(),
    }
}

pub(crate) fn share<'a>(
    catalog: &'a Catalog,
    states: &States,
    share: &SkillBreakdown,
) -> Share<'a> {
    Share {
        needed: share.needed,
        held: share.held,
        missing: skills(catalog, states, &share.missing),
    }
}

pub(crate) fn step_share<'a>(
    catalog: &'a Catalog,
    states: &States,
    share: &SkillBreakdown,
) -> StepShare<'a> {
    StepShare {
        needed: share.needed,
        held: share.held,
        earlier: share.earlier,
        missing: skills(catalog, states, &share.missing),
    }
}

/// The codes of occupations.
pub(crate) fn codes<'a>(catalog: &'a Catalog, all: &[OccupationIx]) -> Vec<&'a str> {
    let code = |ix: &OccupationIx| catalog.occupation(*ix).code();
    all.iter().map(code).collect()
}

/// A certificate that the person holds or plans.
#[derive(Serialize, JsonSchema)]
pub(crate) struct OwnCertificate {
    id: String,
    name: String,
    since: Option<Date>,
    /// The last day on which it is valid; null where it was not said.
    until: Option<Date>,
    planned: bool,
    expired: bool,
}

impl OwnCertificate {
    pub(crate) fn new(id: &str, certificate: &Certificate, today: Date) -> Self {
        Self {
            id: id.to_owned(),
            name: certificate.name.clone(),
            since: certificate.since,
            until: certificate.until,
            planned: certificate.planned,
            expired: certificate.is_expired(today),
        }
    }
}

/// Something that ESCO lacks and the person worked with.
#[derive(Serialize, JsonSchema)]
pub(crate) struct TermReply {
    name: String,
    note: String,
    /// The day on which it was noted.
    on: Date,
}

impl TermReply {
    pub(crate) fn new(term: &Term) -> Self {
        Self {
            name: term.name.clone(),
            note: term.note.clone(),
            on: term.when.on,
        }
    }
}
