//! What the tests of this part share: moments, a catalogue with two milestones, arbitrary records.

use std::sync::LazyLock;

use jiff::Timestamp;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use serde_json::{Map, Value};

use super::evidence::Part;
use super::{
    Certificate, Claim, ConditionAnswer, Edit, Evidence, Mark, Moment, Profile, Record, RoleHeld,
    SCHEMA, Term,
};
use crate::catalog::{Catalog, EMBEDDED_EDITORIAL, EMBEDDED_ESCO, EditorialText, OccupationUri};

/// The embedded classification with two milestones of our own.
pub(super) static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let milestones = r#"{"basis": "editorial", "milestones": [
        {"id": "own-policy", "title": "Own one policy", "theme": "policy ownership", "hours": [20, 60],
         "months": [2, 6], "needs": "a mandate", "evidence": "the policy", "skills": []},
        {"id": "lead-incident", "title": "Lead a serious incident", "theme": "incident preparation",
         "hours": [8, 80], "months": [1, 3], "needs": "an incident", "evidence": "the report", "skills": []}
    ]}"#;
    let editorial = EditorialText {
        milestones,
        ..EMBEDDED_EDITORIAL
    };
    Catalog::from_json(EMBEDDED_ESCO, &editorial).unwrap()
});

/// The moment `seconds` after 23 November 2026, noon UTC.
pub(super) fn moment(seconds: i64) -> Moment {
    let noon: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
    let at = noon
        .checked_add(jiff::SignedDuration::from_secs(seconds))
        .unwrap();
    let on = jiff::tz::TimeZone::UTC.to_datetime(at).date();
    Moment { on, at }
}

/// A record with `count` changes in its journal.
pub(super) fn record_with(count: usize) -> Record {
    let mut record = Record::new(moment(0));
    for i in 0..count {
        let when = moment(i as i64);
        let mark = Mark {
            claim: if i % 2 == 0 {
                Claim::Learning
            } else {
                Claim::Held
            },
            when,
            unknown: Map::new(),
        };
        let skill = format!(
            "http://data.europa.eu/esco/skill/00000000-0000-0000-0000-{:012}",
            i % 700
        );
        let edit = Edit::Mark {
            skill: skill.into(),
            mark: Some(mark),
        };
        assert!(record.commit("marked something or other as held", edit, when));
    }
    record
}

/// Few ids, so that edits meet each other.
fn any_id<T: From<String> + std::fmt::Debug>() -> impl Strategy<Value = T> {
    prop_oneof!["[a-c]", Just("http://esco/ÿ \"q\"".to_owned())].prop_map(T::from)
}

pub(super) fn any_moment() -> impl Strategy<Value = Moment> {
    (0i64..400_000_000).prop_map(moment)
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            btree_map("[a-z]{1,3}", inner, 0..3)
                .prop_map(|m| Value::Object(m.into_iter().collect())),
        ]
    })
}

/// Fields that this version does not know.
fn any_unknown() -> impl Strategy<Value = Map<String, Value>> {
    btree_map("later_[a-z]{1,2}", any_value(), 0..2).prop_map(|m| m.into_iter().collect())
}

fn any_mark() -> impl Strategy<Value = Mark> {
    let claims = prop_oneof![
        Just(Claim::Held),
        Just(Claim::Learning),
        Just(Claim::Missing)
    ];
    (claims, any_moment(), any_unknown()).prop_map(|(claim, when, unknown)| Mark {
        claim,
        when,
        unknown,
    })
}

fn any_role() -> impl Strategy<Value = RoleHeld> {
    let day = || option::of(any_moment().prop_map(|m| m.on));
    (any_id(), day(), day(), option::of(any_id()), any_unknown()).prop_map(
        |(occupation, from, until, by_step, unknown)| RoleHeld {
            occupation,
            from,
            until,
            by_step,
            unknown,
        },
    )
}

fn any_evidence() -> impl Strategy<Value = Evidence> {
    let part = prop_oneof![
        Just(None),
        Just(Some(Part::Supported)),
        Just(Some(Part::Led)),
        Just(Some(Part::Accountable))
    ];
    (
        (any_id(), any_moment(), part, any::<bool>()),
        (".{0,9}", ".{0,3}", ".{0,3}", ".{0,3}", ".{0,3}"),
        any_unknown(),
    )
        .prop_map(
            |(
                (subject, when, part, exercised),
                (note, scope, outcome, confirmed_by, link),
                unknown,
            )| {
                Evidence {
                    subject,
                    date: when.on,
                    at: when.at,
                    note,
                    part,
                    scope,
                    outcome,
                    confirmed_by,
                    exercised,
                    link,
                    unknown,
                }
            },
        )
}

fn any_certificate() -> impl Strategy<Value = Certificate> {
    let day = || option::of(any_moment().prop_map(|m| m.on));
    (
        ".{0,5}",
        day(),
        day(),
        any::<bool>(),
        any_moment(),
        any_unknown(),
    )
        .prop_map(|(name, since, until, planned, when, unknown)| Certificate {
            name,
            since,
            until,
            planned,
            when,
            unknown,
        })
}

fn any_term() -> impl Strategy<Value = Term> {
    (".{0,5}", ".{0,9}", any_moment(), any_unknown()).prop_map(|(name, note, when, unknown)| Term {
        name,
        note,
        when,
        unknown,
    })
}

fn any_answer() -> impl Strategy<Value = ConditionAnswer> {
    (any::<bool>(), ".{0,9}", any_moment(), any_unknown()).prop_map(|(met, text, when, unknown)| {
        ConditionAnswer {
            met,
            text,
            when,
            unknown,
        }
    })
}

fn any_stops() -> impl Strategy<Value = Option<Vec<OccupationUri>>> {
    option::of(vec(any_id(), 0..3))
}

pub(super) fn any_profile() -> impl Strategy<Value = Profile> {
    (
        (
            option::of(any_id()),
            option::of(any_id()),
            option::of(any_id()),
            option::of(any_id()),
            any_stops(),
        ),
        vec(any_role(), 0..3),
        btree_map(any_id(), any_mark(), 0..3),
        btree_map(any_id(), any_moment(), 0..3),
        btree_map(any_id(), any_moment(), 0..3),
        (
            btree_map(0u64..4, any_evidence(), 0..2),
            btree_map(any_id(), any_certificate(), 0..2),
            btree_map(any_id(), any_term(), 0..2),
            btree_map(any_id(), any_answer(), 0..2),
        ),
        btree_map(any_id(), any_value(), 0..3),
        any_unknown(),
    )
        .prop_map(
            |(chosen, roles_held, skills, milestones, moves, background, settings, unknown)| {
                let (evidence, certificates, terms, conditions) = background;
                let (start, goal, track, route, stops) = chosen;
                Profile {
                    schema: SCHEMA,
                    start,
                    roles_held,
                    goal,
                    track,
                    route,
                    stops,
                    skills,
                    milestones,
                    moves,
                    evidence,
                    certificates,
                    terms,
                    conditions,
                    settings: settings.into_iter().collect(),
                    unknown,
                }
            },
        )
}

pub(super) fn any_edit() -> impl Strategy<Value = Edit> {
    let leaf = prop_oneof![
        (any_id(), option::of(any_mark())).prop_map(|(skill, mark)| Edit::Mark { skill, mark }),
        (any_id(), option::of(any_moment()))
            .prop_map(|(id, reached)| Edit::Milestone { id, reached }),
        (any_id(), option::of(any_moment())).prop_map(|(step, made)| Edit::Move { step, made }),
        vec(any_role(), 0..3).prop_map(Edit::RolesHeld),
        option::of(any_id()).prop_map(Edit::Start),
        option::of(any_id()).prop_map(Edit::Goal),
        option::of(any_id()).prop_map(Edit::Track),
        option::of(any_id()).prop_map(Edit::Route),
        any_stops().prop_map(Edit::Stops),
        (0u64..4, option::of(any_evidence().prop_map(Box::new)))
            .prop_map(|(id, evidence)| Edit::Evidence { id, evidence }),
        (any_id(), option::of(any_certificate().prop_map(Box::new)))
            .prop_map(|(id, certificate)| Edit::Certificate { id, certificate }),
        (any_id(), option::of(any_term().prop_map(Box::new)))
            .prop_map(|(key, term)| Edit::Term { key, term }),
        (any_id(), option::of(any_answer().prop_map(Box::new)))
            .prop_map(|(key, answer)| Edit::Condition { key, answer }),
        (any_id(), option::of(any_value())).prop_map(|(key, value)| Edit::Setting { key, value }),
    ];
    leaf.prop_recursive(2, 8, 4, |inner| vec(inner, 0..4).prop_map(Edit::Batch))
}
