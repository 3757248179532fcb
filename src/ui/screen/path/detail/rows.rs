//! The rows about a step: what it asks for, in the order in which it is read.

use super::skill_order::{remark, sort_skills};
use crate::catalog::certification::Certification;
use crate::catalog::milestone::Milestone;
use crate::catalog::relation_group;
use crate::catalog::{Relation, SkillIx};
use crate::planning::plan::{Plan, Step};
use crate::text::capitalize;
use crate::ui::model::Model;
use crate::ui::widget::page::build::Builder;
use crate::ui::widget::page::content::{Content, Marker, Row, Section, Target, Tone};
use crate::wording::{self, certificate};

/// The rows about a step of the route.
pub(super) fn step_rows(out: &mut Builder<'_>, plan: &Plan, at: usize, step: &Step) {
    let catalog = &out.model.catalog;
    let leap = wording::figures::leap_word(step.coverage);
    let kind = format!("{} · {} · {leap}", step.class.word(), step.basis.word());
    out.text(0, &kind);
    out.text(0, &wording::step::why(catalog, step));
    let station = catalog.tracks.station(step.to);
    if let Some(station) = station.filter(|s| !s.adverts.is_empty()) {
        let text = format!("In adverts: {}", station.adverts.join(", "));
        out.text(0, &text);
    }
    let caution = wording::step::caution(catalog, step);
    if !caution.is_empty() {
        out.text_in(Tone::Caution, 0, &caution);
    }
    out.blank();
    // What the person may have already comes before two long lists of what they lack.
    similar_skills(out, step);
    skill_groups(out, plan, at, step);
    if step.to == plan.goal {
        practice(out, step);
    }
    milestones(out, step);
    certificates(out, plan, step);
    make_move(out, step);
    // The cursor begins on the first skill.
    let is_skill = |row: &&mut Row| matches!(row.content, Content::Skill { .. });
    if let Some(first) = out.rows.iter_mut().find(is_skill) {
        first.is_start = true;
    }
}

fn skill_groups(out: &mut Builder<'_>, plan: &Plan, at: usize, step: &Step) {
    let model = out.model;
    let target = model.catalog.occupation(step.to);
    for group in relation_group::groups(&model.catalog, step.to) {
        let essential = group.relation == Relation::Essential;
        // A pair that ESCO has in both lists counts as essential.
        let skills = group.skills.iter().copied();
        let skills: Vec<SkillIx> = skills
            .filter(|s| essential || !target.requires(*s))
            .collect();
        if skills.is_empty() {
            continue;
        }
        let (held, of) = out.held(&skills);
        let section = Section::Skills(group.relation, group.kind);
        let usually = essential && held < of;
        let title = capitalize(&wording::skill::heading(group.relation, group.kind));
        if !out.heading(section, usually, title, "", Some((held, of))) {
            continue;
        }
        let share = if essential {
            &step.essential
        } else {
            &step.optional
        };
        let room = out.width.saturating_sub(2);
        for skill in sort_skills(model, skills, &share.missing) {
            let earlier = earlier_step(model, plan, at, skill);
            let earlier = earlier.map(|step| format!("comes with step {}", step + 1));
            let remark = earlier.or_else(|| remark(model, skill, room));
            out.skill(2, skill, remark);
        }
    }
}

fn similar_skills(out: &mut Builder<'_>, step: &Step) {
    if step.near.is_empty() {
        return;
    }
    let (held, of) = out.held(&step.near);
    // They stand in the transition, and share its basis.
    let title = format!("Near, confirm yourself ({})", step.basis.word());
    let (section, figures) = (Section::SimilarSkills, Some((held, of)));
    if out.heading(section, held == 0, title, "", figures) {
        let note = "You may have these under another name; mark what is true.";
        out.text(2, note);
        for skill in &step.near {
            out.skill(2, *skill, None);
        }
    }
}

fn practice(out: &mut Builder<'_>, step: &Step) {
    let model = out.model;
    let asked = model.catalog.practice_skills(step.to);
    let skills: Vec<SkillIx> = asked.iter().filter_map(|p| p.skill.ix).collect();
    if skills.is_empty() {
        return;
    }
    let practice = &model.catalog.practice;
    let title = format!(
        "{} ({}, not in coverage)",
        capitalize(&practice.title),
        practice.basis.word()
    );
    out.skills(Section::Practice, false, &title, &skills);
}

fn milestones(out: &mut Builder<'_>, step: &Step) {
    if step.milestones.is_empty() {
        return;
    }
    let done = step.milestones.iter().filter(|m| m.done).count();
    let figures = Some((done, step.milestones.len()));
    if !out.heading(Section::Milestones, true, "Milestones", "", figures) {
        return;
    }
    let catalog = out.model.catalog.clone();
    for each in &step.milestones {
        if let Some(each) = catalog.milestone(&each.id) {
            milestone(out, 2, each, false, true);
        }
    }
}

/// A milestone, with its particulars when it is open; what it needs is named where that is still open.
pub(super) fn milestone(
    out: &mut Builder<'_>,
    indent: u16,
    milestone: &Milestone,
    usually: bool,
    with_needs: bool,
) {
    let id = milestone.id.clone();
    let remark = match out.model.evidence_count(&id) {
        0 => wording::milestone::months(milestone),
        count => format!("{count} evidence"),
    };
    let marker = Marker::Tick(out.model.profile().milestones.contains_key(&id));
    let entry = (marker, milestone.title.to_string(), remark);
    if !out.folding_entry(indent, entry, Target::Milestone(id), usually) {
        return;
    }
    let indent = indent + 2;
    let exercise = if milestone.exercise {
        " · real or exercised"
    } else {
        ""
    };
    let theme = milestone.theme.word();
    let basis = out.model.catalog.milestones_basis.word();
    let hours = wording::milestone::hours(milestone);
    let hours = format!("{theme} · {hours} ({basis}){exercise}");
    out.text(indent, &hours);
    if with_needs {
        out.text(indent, &format!("Needs {}", milestone.needs));
    }
    let evidence = format!("Evidence: {}", milestone.evidence);
    out.text(indent, &evidence);
    for skill in milestone.shows() {
        out.skill(indent, skill, None);
    }
}

fn certificates(out: &mut Builder<'_>, plan: &Plan, step: &Step) {
    let catalog = out.model.catalog.clone();
    let certifications = &catalog.certifications;
    let helps = |c: &&Certification| c.helps_with(plan.track.as_deref(), step.to);
    let helpful: Vec<_> = certifications.certifications.iter().filter(helps).collect();
    let title = "Certificates that help (optional, never a gate)";
    if helpful.is_empty() || !out.heading(Section::Certificates, false, title, "", None) {
        return;
    }
    for each in helpful {
        let name = format!("{}, {}", each.name, each.issuer);
        let remark = if each.sources.is_empty() {
            certificate::confirmed(each)
        } else {
            let source = certificate::confidence_source(certifications, each);
            format!("{source} · {}", each.as_of)
        };
        let entry = (Marker::Point, name.clone(), remark);
        if out.folding_entry(2, entry, Target::Certificate(name), false) {
            certificate_particulars(out, each);
        }
    }
}

fn certificate_particulars(out: &mut Builder<'_>, each: &Certification) {
    let mut text = |text: &str| out.text(4, text);
    text(&each.title);
    text(&format!("That it helps here: {}", each.helps_basis.word()));
    if !each.experience.text.is_empty() {
        text(&format!("Experience: {}", each.experience.text));
    }
    if let Some(upkeep) = certificate::upkeep(&each.upkeep) {
        text(&format!("Upkeep: {upkeep}"));
    }
    for change in &each.changes {
        let change = format!("{}: {}", change.date, change.text);
        out.text_in(Tone::Caution, 4, &change);
    }
    for line in certificate::sources(each) {
        out.text(4, &line);
    }
}

/// The row of the move itself.
pub(super) fn make_move(out: &mut Builder<'_>, step: &Step) {
    let role = out.model.catalog.occupation(step.to).label();
    let verb = if step.done { "made" } else { "make" };
    let text = format!("{verb} the move to {role}");
    let remark = match out.model.evidence_count(&step.id) {
        0 => String::new(),
        count => format!("{count} evidence  "),
    };
    out.make_move(text, step.done, remark);
}

/// The earlier step of the route that brings a skill which is not held yet.
fn earlier_step(model: &Model, plan: &Plan, at: usize, skill: SkillIx) -> Option<usize> {
    if model.states().get(skill).is_held() {
        return None;
    }
    let mut earlier = plan.steps.iter().take(at);
    earlier.position(|s| model.catalog.occupation(s.to).requires(skill))
}
