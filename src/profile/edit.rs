//! One change of the record as a value: it sets cells of the profile to new values, and applying it
//! gives the edit that sets them back. Undo, redo and the journal are made of nothing else.
//!
//! Knows nothing of titles, dates of the journal, catalogues or files.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::certificate::Certificate;
use super::claim::Mark;
use super::condition::ConditionAnswer;
use super::data::Profile;
use super::evidence::Evidence;
use super::moment::Moment;
use super::role::RoleHeld;
use super::term::Term;
use crate::catalog::{MilestoneId, OccupationUri, RouteId, SkillUri, StepId, TrackId};

/// A change of the record.
///
/// An edit in the file that this version cannot read to the last field is kept as
/// [`Edit::Unknown`]: applying it halfway would be worse than not applying it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Edit {
    /// Sets the claim about a skill, or removes it.
    Mark {
        /// The URI of the skill.
        skill: SkillUri,
        mark: Option<Mark>,
    },
    Milestone {
        id: MilestoneId,
        #[serde(deserialize_with = "strict_moment")]
        reached: Option<Moment>,
    },
    Move {
        /// The id of the step.
        step: StepId,
        #[serde(deserialize_with = "strict_moment")]
        made: Option<Moment>,
    },
    /// Replaces all roles held.
    RolesHeld(Vec<RoleHeld>),
    Start(Option<OccupationUri>),
    Goal(Option<OccupationUri>),
    Track(Option<TrackId>),
    Route(Option<RouteId>),
    Stops(Option<Vec<OccupationUri>>),
    /// Sets or removes one piece of evidence.
    Evidence {
        id: u64,
        evidence: Option<Box<Evidence>>,
    },
    /// Sets or removes a certificate.
    Certificate {
        id: String,
        certificate: Option<Box<Certificate>>,
    },
    /// Sets or removes a term that the person worked with.
    Term {
        key: String,
        term: Option<Box<Term>>,
    },
    /// Sets or removes what was said to a condition of adverts.
    Condition {
        key: String,
        answer: Option<Box<ConditionAnswer>>,
    },
    /// Sets or removes a setting. A value may be `null`, so that removal is a missing field.
    Setting {
        key: String,
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            deserialize_with = "some_value"
        )]
        value: Option<Value>,
    },
    /// Several edits, in order, that are undone together.
    Batch(Vec<Edit>),
    /// An edit of a later version, kept as it was read.
    #[serde(untagged)]
    Unknown(Value),
}

impl Edit {
    /// Applies the edit and returns its inverse, which restores the profile. Unknown edits do nothing.
    #[must_use = "the inverse is what undo needs"]
    pub fn apply(self, profile: &mut Profile) -> Edit {
        match self {
            Self::Mark { skill, mark } => {
                let mark = set(&mut profile.skills, &skill, mark);
                Self::Mark { skill, mark }
            }
            Self::Milestone { id, reached } => {
                let reached = set(&mut profile.milestones, &id, reached);
                Self::Milestone { id, reached }
            }
            Self::Move { step, made } => {
                let made = set(&mut profile.moves, &step, made);
                Self::Move { step, made }
            }
            Self::RolesHeld(roles) => {
                Self::RolesHeld(std::mem::replace(&mut profile.roles_held, roles))
            }
            Self::Start(start) => Self::Start(std::mem::replace(&mut profile.start, start)),
            Self::Goal(goal) => Self::Goal(std::mem::replace(&mut profile.goal, goal)),
            Self::Track(track) => Self::Track(std::mem::replace(&mut profile.track, track)),
            Self::Route(route) => Self::Route(std::mem::replace(&mut profile.route, route)),
            Self::Stops(stops) => Self::Stops(std::mem::replace(&mut profile.stops, stops)),
            Self::Evidence { id, evidence } => {
                let evidence = set(&mut profile.evidence, &id, evidence.map(|e| *e));
                let evidence = evidence.map(Box::new);
                Self::Evidence { id, evidence }
            }
            Self::Certificate { id, certificate } => {
                let old = set(&mut profile.certificates, &id, certificate.map(|c| *c));
                let certificate = old.map(Box::new);
                Self::Certificate { id, certificate }
            }
            Self::Term { key, term } => {
                let term = set(&mut profile.terms, &key, term.map(|t| *t)).map(Box::new);
                Self::Term { key, term }
            }
            Self::Condition { key, answer } => {
                let old = set(&mut profile.conditions, &key, answer.map(|a| *a));
                let answer = old.map(Box::new);
                Self::Condition { key, answer }
            }
            Self::Setting { key, value } => {
                let old = match value {
                    Some(value) => profile.settings.insert(key.clone(), value),
                    // `remove` would move the last setting into the gap.
                    None => profile.settings.shift_remove(&key),
                };
                Self::Setting { key, value: old }
            }
            Self::Batch(edits) => {
                let mut inverses: Vec<_> = edits.into_iter().map(|e| e.apply(profile)).collect();
                inverses.reverse();
                Self::Batch(inverses)
            }
            Self::Unknown(value) => Self::Unknown(value),
        }
    }

    /// Applies the edit and returns the part that changed something, with its inverse; `None` if nothing changed.
    pub(super) fn apply_changes(self, profile: &mut Profile) -> Option<(Edit, Edit)> {
        let mut edits = Vec::new();
        let mut inverses = Vec::new();
        for edit in self.leaves() {
            // Both set one cell: they are equal exactly when the cell held that value before.
            let inverse = edit.clone().apply(profile);
            if inverse != edit {
                edits.push(edit);
                inverses.push(inverse);
            }
        }
        inverses.reverse();
        match edits.len() {
            0 => None,
            1 => edits.pop().zip(inverses.pop()),
            _ => Some((Self::Batch(edits), Self::Batch(inverses))),
        }
    }

    /// Whether this version can apply all of the edit.
    pub fn is_known(&self) -> bool {
        match self {
            Self::Batch(edits) => edits.iter().all(Self::is_known),
            Self::Unknown(_) => false,
            _ => true,
        }
    }

    /// Reads an edit by way of a JSON value, in which a key that stood twice stands once.
    ///
    /// Read directly, such an edit is unknown; written and read again it would be a known one.
    pub(super) fn from_one_value<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(from)?;
        serde_json::from_value(value).map_err(serde::de::Error::custom)
    }

    /// The highest number of evidence in the edit.
    pub(super) fn evidence_id(&self) -> Option<u64> {
        match self {
            Self::Evidence { id, .. } => Some(*id),
            Self::Batch(edits) => edits.iter().filter_map(Self::evidence_id).max(),
            _ => None,
        }
    }

    /// Whether both edits set the same thing, to any value.
    pub(super) fn sets_what(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Mark { skill: a, .. }, Self::Mark { skill: b, .. }) => a == b,
            (Self::Setting { key: a, .. }, Self::Setting { key: b, .. })
            | (Self::Certificate { id: a, .. }, Self::Certificate { id: b, .. })
            | (Self::Term { key: a, .. }, Self::Term { key: b, .. })
            | (Self::Condition { key: a, .. }, Self::Condition { key: b, .. }) => a == b,
            (Self::Milestone { id: a, .. }, Self::Milestone { id: b, .. }) => a == b,
            (Self::Move { step: a, .. }, Self::Move { step: b, .. }) => a == b,
            (Self::Evidence { id: a, .. }, Self::Evidence { id: b, .. }) => a == b,
            (Self::RolesHeld(_), Self::RolesHeld(_))
            | (Self::Start(_), Self::Start(_))
            | (Self::Goal(_), Self::Goal(_))
            | (Self::Track(_), Self::Track(_))
            | (Self::Route(_), Self::Route(_))
            | (Self::Stops(_), Self::Stops(_)) => true,
            _ => false,
        }
    }

    /// The edits of all batches in one list.
    pub(super) fn leaves(self) -> Vec<Edit> {
        match self {
            Self::Batch(edits) => edits.into_iter().flat_map(Self::leaves).collect(),
            leaf => vec![leaf],
        }
    }
}

/// Sets or removes a value, and returns the former one.
fn set<K: Clone + Ord, V>(map: &mut BTreeMap<K, V>, key: &K, value: Option<V>) -> Option<V> {
    match value {
        Some(value) => map.insert(key.clone(), value),
        None => map.remove(key),
    }
}

/// Reads a [`Moment`] without other fields: an edit has no place for those, and is unknown with them.
fn strict_moment<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Moment>, D::Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Strict {
        on: jiff::civil::Date,
        at: jiff::Timestamp,
    }
    let read = Option::<Strict>::deserialize(from)?;
    Ok(read.map(|Strict { on, at }| Moment { on, at }))
}

/// Distinguishes a field that is `null` from a missing one.
fn some_value<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(from).map(Some)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::profile::testing::{any_edit, any_profile};

    /// Reads an edit and writes it again.
    fn check(json: &Value, known: bool) {
        let edit: Edit = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(edit.is_known(), known, "{json}");
        assert_eq!(serde_json::to_value(&edit).unwrap(), *json);
    }

    #[test]
    fn known_edits_are_known() {
        let moment = json!({"on": "2026-11-23", "at": "2026-11-23T14:23:01Z"});
        check(&json!({"start": null}), true);
        check(&json!({"milestone": {"id": "m", "reached": moment}}), true);
        check(&json!({"setting": {"key": "screen", "value": null}}), true);
        check(&json!({"setting": {"key": "screen"}}), true);
        check(&json!({"batch": [{"goal": "g"}, {"roles_held": []}]}), true);
        // A mark has room for fields of a later version.
        let mark =
            json!({"said": "held", "on": "2026-11-23", "at": "2026-11-23T14:23:01Z", "how": 3});
        check(&json!({"mark": {"skill": "s", "mark": mark}}), true);
    }

    #[test]
    fn what_cannot_be_read_whole_is_kept_as_it_is() {
        check(&json!({"review": {"id": 1, "when": [1, null]}}), false);
        check(&json!({"goal": {"uri": "g", "by": 2030}}), false);
        check(&json!({"batch": [{"goal": "g"}, {"review": 1}]}), false);
        check(
            &json!({"move": {"step": "s", "made": null, "to": "o"}}),
            false,
        );
        let moment = json!({"on": "2026-11-23", "at": "2026-11-23T14:23:01Z", "zone": "UTC"});
        check(&json!({"milestone": {"id": "m", "reached": moment}}), false);
        check(&json!("odd"), false);
        check(&Value::Null, false);
    }

    #[test]
    fn what_is_so_already_is_no_change() {
        let mut profile = Profile::default();
        let edit = Edit::Batch(vec![
            Edit::Goal(None),
            Edit::Track(Some("audit".into())),
            Edit::Batch(vec![Edit::Route(None)]),
        ]);
        let (done, inverse) = edit.clone().apply_changes(&mut profile).unwrap();
        assert_eq!(done, Edit::Track(Some("audit".into())));
        assert_eq!(inverse, Edit::Track(None));
        assert_eq!(edit.apply_changes(&mut profile), None);
        assert_eq!(
            Edit::Unknown(json!(1)).apply_changes(&mut profile),
            None,
            "an unknown edit does nothing"
        );
    }

    proptest! {
        #[test]
        fn applying_the_inverse_gives_the_profile_back(before in any_profile(), edit in any_edit()) {
            let mut profile = before.clone();
            let inverse = edit.clone().apply(&mut profile);
            let after = profile.clone();
            let again = inverse.apply(&mut profile);
            prop_assert_eq!(&profile, &before);
            let _inverse = again.apply(&mut profile);
            prop_assert_eq!(&profile, &after);
        }

        #[test]
        fn the_changing_part_does_what_the_whole_does(before in any_profile(), edit in any_edit()) {
            let mut whole = before.clone();
            let _inverse = edit.clone().apply(&mut whole);
            let mut part = before.clone();
            let changed = edit.apply_changes(&mut part);
            prop_assert_eq!(&part, &whole);
            match changed {
                None => prop_assert_eq!(&part, &before),
                Some((_, inverse)) => {
                    let _edit = inverse.apply(&mut part);
                    prop_assert_eq!(&part, &before);
                }
            }
        }

        #[test]
        fn edits_survive_the_file(edit in any_edit()) {
            let text = serde_json::to_string(&edit).unwrap();
            prop_assert_eq!(serde_json::from_str::<Edit>(&text).unwrap(), edit);
        }
    }
}
