//! A skill in sentences.

use jiff::civil::Date;

use crate::catalog::{Catalog, Kind, Relation, SkillIx};
use crate::planning::skill_comparison::ComparedRelation;
use crate::profile::{Profile, SkillState, States};

/// The heading over skills of one relation and kind: "essential knowledge", "other essential skills".
pub(crate) fn heading(relation: Relation, kind: Kind) -> String {
    match kind {
        Kind::Untyped => format!("other {} skills", relation.word()),
        kind => format!("{} {}", relation.word(), kind.title()),
    }
}

/// The heading over skills of two or three sides that are compared: "essential knowledge", "knowledge, essential or
/// optional".
pub(crate) fn compared_heading(relation: ComparedRelation, kind: Kind) -> String {
    match (relation, kind) {
        (ComparedRelation::Essential, kind) => heading(Relation::Essential, kind),
        (ComparedRelation::Optional, kind) => heading(Relation::Optional, kind),
        (ComparedRelation::Mixed, Kind::Untyped) => {
            "other skills, essential or optional".to_owned()
        }
        (ComparedRelation::Mixed, kind) => format!("{}, essential or optional", kind.title()),
    }
}

/// The note on counts by skill group.
pub(crate) const GROUPS_NOTE: &str = "A skill of two groups counts in both.";

/// A day as people say it: "3 Oct", with the year where it is not that of `today`.
pub(crate) fn day(day: Date, today: Date) -> String {
    if day.year() == today.year() {
        day.strftime("%-d %b").to_string()
    } else {
        day.strftime("%-d %b %Y").to_string()
    }
}

/// The state of a skill and its reason, such as "missing: you said so on 3 Oct".
pub(crate) fn state(
    catalog: &Catalog,
    profile: &Profile,
    states: &States,
    skill: SkillIx,
    today: Date,
) -> String {
    let label = |role| catalog.occupation(role).label();
    let source = states.source(skill).map(label);
    let marked = |preposition: &str| {
        let mark = profile.skills.get(catalog.skill(skill).uri());
        mark.map_or_else(String::new, |mark| {
            format!(" {preposition} {}", day(mark.when.on, today))
        })
    };
    match (states.get(skill), source) {
        (SkillState::HeldMarked, _) => format!("held: you marked it{}", marked("on")),
        (SkillState::HeldFromRole, Some(role)) => {
            format!("held: assumed from {role}; mark it \u{201c}not me\u{201d} if that is wrong")
        }
        (SkillState::Likely, Some(role)) => {
            format!("likely: optional for {role}; counts half until you confirm or deny it")
        }
        (SkillState::Learning, _) => format!("learning{}", marked("since")),
        (SkillState::Missing, _) if states.is_denied(skill) => {
            format!("missing: you said so{}", marked("on"))
        }
        (state, _) => match states.not_assumed(skill).map(label) {
            Some(role) => format!(
                "{}: ESCO asks it of {role}; not assumed of you",
                state.word()
            ),
            None => state.word().to_owned(),
        },
    }
}
