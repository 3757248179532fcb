//! The changes that a person makes to their record.
//!
//! Each is one entry of the journal. It returns the title of the entry, or `None` if nothing changed.

mod background;
mod names;
mod plan;

use serde_json::Map;

pub use background::{
    answer_condition, forget_condition, hold_certificate, remove_certificate, remove_term,
    work_with,
};
pub use plan::{PastRole, PlanChange, update_plan};

use self::names::{occupation_name, subject_name};
use super::claim::{Claim, Mark};
use super::data::Profile;
use super::edit::Edit;
use super::evidence::Evidence;
use super::history::Record;
use super::moment::Moment;
use super::role::RoleHeld;
use super::state::{SkillState, States};
use crate::catalog::{Catalog, MilestoneId, OccupationIx, SkillIx, StepId};
use crate::text::plural;

/// Sets the claim about a skill, or removes it.
pub fn mark(
    record: &mut Record,
    catalog: &Catalog,
    skill: SkillIx,
    claim: Option<Claim>,
    now: Moment,
) -> Option<String> {
    mark_all(record, catalog, &[skill], claim, now)
}

/// Sets the same claim about several skills. Skills that have it already keep its date.
pub fn mark_all(
    record: &mut Record,
    catalog: &Catalog,
    skills: &[SkillIx],
    claim: Option<Claim>,
    now: Moment,
) -> Option<String> {
    let skills: Vec<SkillIx> = skills
        .iter()
        .copied()
        .filter(|skill| claim_on(&record.profile, catalog, *skill) != claim)
        .collect();
    let what = match skills.as_slice() {
        [skill] => catalog.skill(*skill).label().to_string(),
        several => plural(several.len(), "skill", "skills"),
    };
    let title = match claim {
        Some(Claim::Held) => format!("marked {what} as held"),
        Some(Claim::Learning) => format!("marked {what} as learning"),
        Some(Claim::Missing) => format!("marked {what} as not held"),
        None => format!("cleared your mark on {what}"),
    };
    mark_as(record, catalog, &skills, claim, title, now)
}

/// Moves a claim on by one: missing or likely → learning → held → none. A skill held from a role is confirmed.
pub fn cycle(
    record: &mut Record,
    catalog: &Catalog,
    skill: SkillIx,
    now: Moment,
) -> Option<String> {
    let state = States::of(&record.profile, catalog).get(skill);
    let claim = match state {
        SkillState::Missing | SkillState::Likely => Some(Claim::Learning),
        SkillState::Learning | SkillState::HeldFromRole => Some(Claim::Held),
        SkillState::HeldMarked => None,
    };
    if state == SkillState::HeldFromRole {
        let title = format!("confirmed {}", catalog.skill(skill).label());
        return mark_as(record, catalog, &[skill], claim, title, now);
    }
    mark(record, catalog, skill, claim, now)
}

/// Claims that the skill is missing, or removes that claim.
pub fn deny(record: &mut Record, catalog: &Catalog, skill: SkillIx, now: Moment) -> Option<String> {
    let claim = match claim_on(&record.profile, catalog, skill) {
        Some(Claim::Missing) => None,
        _ => Some(Claim::Missing),
    };
    mark(record, catalog, skill, claim, now)
}

/// Sets whether a milestone is reached. Skills do not change.
pub fn milestone(
    record: &mut Record,
    catalog: &Catalog,
    id: &MilestoneId,
    reached: bool,
    now: Moment,
) -> Option<String> {
    if record.profile.milestones.contains_key(id) == reached {
        return None;
    }
    let name = catalog.milestone(id).map_or(&**id, |m| &*m.title);
    let title = if reached {
        format!("reached \"{name}\"")
    } else {
        format!("took back \"{name}\"")
    };
    let edit = Edit::Milestone {
        id: id.clone(),
        reached: reached.then_some(now),
    };
    record.commit_titled(title, edit, now)
}

/// Makes the move of a step: `to` becomes the present role. Earlier roles and the start of the route stay.
pub fn make_move(
    record: &mut Record,
    catalog: &Catalog,
    step: &StepId,
    to: OccupationIx,
    now: Moment,
) -> Option<String> {
    if record.profile.moves.contains_key(step) {
        return None;
    }
    let to = catalog.occupation(to);
    let mut roles = record.profile.roles_held.clone();
    // The date of the move is in `moves`; the first day in the post is for the person to say.
    let mut reached = RoleHeld::new(to.uri());
    reached.by_step = Some(step.clone());
    roles.insert(0, reached);
    let edit = Edit::Batch(vec![
        Edit::Move {
            step: step.clone(),
            made: Some(now),
        },
        Edit::RolesHeld(roles),
    ]);
    record.commit_titled(format!("moved to {}", to.label()), edit, now)
}

/// Takes a move back, with the role that it added.
pub fn unmake_move(
    record: &mut Record,
    catalog: &Catalog,
    step: &StepId,
    now: Moment,
) -> Option<String> {
    if !record.profile.moves.contains_key(step) {
        return None;
    }
    let mut edits = vec![Edit::Move {
        step: step.clone(),
        made: None,
    }];
    let mut roles = record.profile.roles_held.clone();
    let added = roles
        .iter()
        .position(|r| r.by_step.as_ref() == Some(step))
        .map(|at| roles.remove(at));
    let title = match added {
        Some(added) => {
            edits.push(Edit::RolesHeld(roles));
            let name = occupation_name(catalog, &added.occupation);
            format!("took back the move to {name}")
        }
        None => format!("took back the move {step}"),
    };
    record.commit_titled(title, Edit::Batch(edits), now)
}

/// Adds evidence, written down `now`, and returns its number.
pub fn add_evidence(
    record: &mut Record,
    catalog: &Catalog,
    evidence: Evidence,
    now: Moment,
) -> u64 {
    let id = record.next_evidence_id();
    let title = format!("added evidence for {}", subject_name(catalog, &evidence));
    let evidence = Evidence {
        at: now.at,
        ..evidence
    };
    set_evidence(record, id, Some(evidence), title, now);
    id
}

/// Replaces the evidence with a number; `None` if there is none.
pub fn change_evidence(
    record: &mut Record,
    catalog: &Catalog,
    id: u64,
    evidence: Evidence,
    now: Moment,
) -> Option<String> {
    record.profile.evidence.get(&id)?;
    let title = format!("changed evidence for {}", subject_name(catalog, &evidence));
    set_evidence(record, id, Some(evidence), title, now)
}

/// Removes the evidence with a number; `None` if there is none.
pub fn remove_evidence(
    record: &mut Record,
    catalog: &Catalog,
    id: u64,
    now: Moment,
) -> Option<String> {
    let evidence = record.profile.evidence.get(&id)?;
    let title = format!("removed evidence for {}", subject_name(catalog, evidence));
    set_evidence(record, id, None, title, now)
}

fn mark_as(
    record: &mut Record,
    catalog: &Catalog,
    skills: &[SkillIx],
    claim: Option<Claim>,
    title: String,
    now: Moment,
) -> Option<String> {
    let edits = skills.iter().map(|skill| Edit::Mark {
        skill: catalog.skill(*skill).uri().into(),
        mark: claim.map(|claim| Mark {
            claim,
            when: now,
            unknown: Map::new(),
        }),
    });
    record.commit_titled(title, Edit::Batch(edits.collect()), now)
}

fn set_evidence(
    record: &mut Record,
    id: u64,
    evidence: Option<Evidence>,
    title: String,
    now: Moment,
) -> Option<String> {
    let evidence = evidence.map(Box::new);
    record.commit_titled(title, Edit::Evidence { id, evidence }, now)
}

fn claim_on(profile: &Profile, catalog: &Catalog, skill: SkillIx) -> Option<Claim> {
    let mark = profile.skills.get(catalog.skill(skill).uri())?;
    Some(mark.claim)
}

#[cfg(test)]
mod background_tests;
#[cfg(test)]
mod tests;
