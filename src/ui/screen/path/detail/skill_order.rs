//! What a missing skill is worth, in the step's pane: the order of its skills and the words at the right.
//!
//! Both come from a background job; until its result is there, planning's order stands.

use std::cmp::Reverse;

use crate::catalog::SkillIx;
use crate::planning::skill_impact::SkillImpact;
use crate::profile::SkillState;
use crate::text::{plural, width};
use crate::ui::model::Model;
use crate::wording;

/// What is being learnt and what is missing first, then what is likely, then what is held; in each of these what does most
/// first, then planning's order.
pub(super) fn sort_skills(
    model: &Model,
    mut skills: Vec<SkillIx>,
    missing: &[SkillIx],
) -> Vec<SkillIx> {
    skills.sort_by_cached_key(|skill| {
        let group = match model.states().get(*skill) {
            SkillState::Learning => 0,
            SkillState::Missing => 1,
            SkillState::Likely => 2,
            SkillState::HeldMarked => 3,
            SkillState::HeldFromRole => 4,
        };
        let usual = missing.iter().position(|m| m == skill);
        // What is held does nothing any more: it keeps its place while the figures are those of a moment ago.
        let does = usual.and_then(|_| model.impact(*skill));
        let worth = does.map(SkillImpact::weight);
        (group, Reverse(worth), usual.unwrap_or(usize::MAX))
    });
    skills
}

/// "about 60 h of study · needed on 5 routes · opens 2 roles" for a missing skill, as much of it as `room` columns hold
/// beside the label. None where something else is to be said of the skill.
pub(super) fn remark(model: &Model, skill: SkillIx, room: usize) -> Option<String> {
    let states = model.states();
    let is_plain = states.get(skill) == SkillState::Missing && !states.is_denied(skill);
    if !is_plain || states.not_assumed(skill).is_some() {
        return None;
    }
    let impact = model.impact(skill)?;
    let each = model.catalog.skill(skill);
    let (study, needed, opens) = (
        Some(wording::figures::study(impact.hours)),
        wording::impact::needed(impact),
        wording::impact::opened(impact),
    );
    let routes = (impact.routes > 0).then(|| plural(impact.routes, "route", "routes"));
    let evidence = model.evidence_count(each.uri());
    let evidence = (evidence > 0).then(|| format!("{evidence} evidence"));
    let join = |parts: &[&Option<String>]| {
        let parts = parts.iter().filter_map(|p| p.as_deref());
        parts.collect::<Vec<_>>().join(" · ")
    };
    // The sign, the label and the blank columns.
    let left = 2 + width(each.label()) + 2;
    let forms = [
        join(&[&study, &needed, &opens, &evidence]),
        join(&[&study, &needed, &evidence]),
        join(&[&study, &routes, &evidence]),
        join(&[&study, &evidence]),
    ];
    let [.., last] = &forms;
    let fits = |form: &&String| !form.is_empty() && left + width(form) <= room;
    Some(forms.iter().find(fits).unwrap_or(last).clone())
}
