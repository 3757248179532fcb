//! The page of a skill: what it is, how it stands and why, who asks for it, what shows it.

use crate::catalog::milestone::Milestone;
use crate::catalog::{Catalog, GroupIx, OccupationIx, Relation, Skill, SkillIx};
use crate::planning::related_skills;
use crate::profile::SkillState;
use crate::text::{plural, thousands};
use crate::ui::model::Model;
use crate::ui::widget::occupation_line::OccupationStatus;
use crate::ui::widget::page::build::Builder;
use crate::ui::widget::page::content::{Marker, Page, Row, Section, Target, Tone};
use crate::wording::skill::day;
use crate::wording::{self, figures};

/// How many related skills are shown.
const RELATED: usize = 10;

/// The rows of the page, text wrapped to `width`.
pub(super) fn rows(model: &Model, page: &Page, ix: SkillIx, width: usize) -> Vec<Row> {
    let mut out = Builder::new(model, page, width);
    let skill = model.catalog.skill(ix);
    facts(&mut out, skill);
    steps(&mut out, skill);
    evidence(&mut out, skill);
    milestones(&mut out, skill);
    for (relation, title, occupations) in [
        (Relation::Essential, "Essential for", skill.essential_for()),
        (Relation::Optional, "Optional for", skill.optional_for()),
    ] {
        occupation_rows(&mut out, relation, title, occupations);
    }
    related(&mut out, skill);
    out.rows
}

/// The page of a skill group: where it stands, and what of it the goal asks for.
pub(super) fn group_rows(model: &Model, page: &Page, ix: GroupIx, width: usize) -> Vec<Row> {
    let mut out = Builder::new(model, page, width);
    let catalog = &model.catalog;
    let group = catalog.skill_group(ix);
    let inside: Vec<Skill<'_>> = catalog.skills().filter(|s| s.is_in(group)).collect();
    let held = inside.iter().filter(|s| model.states().get(s.ix).is_held());
    let (held, of) = (thousands(held.count()), thousands(inside.len()));
    let text = format!("{held} of {of} skills held");
    out.fact_in(Tone::Accent, "For you", &text);
    out.fact("Skill group", &place(catalog, ix));
    let Some(goal) = model.profile().goal_in(catalog) else {
        return out.rows;
    };
    let asked = catalog.occupation(goal).essential().iter().copied();
    let asked: Vec<SkillIx> = asked.filter(|s| catalog.skill(*s).is_in(group)).collect();
    out.blank();
    let title = format!("Essential for {}", catalog.short_name(goal));
    if asked.is_empty() {
        out.text(0, &format!("{title}: none of it."));
    } else {
        out.skills(Section::GoalSkills, true, &title, &asked);
    }
    out.rows
}

fn facts(out: &mut Builder<'_>, skill: Skill<'_>) {
    let model = out.model;
    let catalog = &model.catalog;
    let (profile, states) = (model.profile(), model.states());
    let state = wording::skill::state(catalog, profile, states, skill.ix, model.now.on);
    let tone = match states.get(skill.ix) {
        SkillState::Missing => Tone::Plain,
        _ => Tone::Accent,
    };
    out.fact_in(tone, "For you", &state);
    out.description(skill.description());
    out.fact("Kind", skill.kind().title());
    out.fact("Reuse level", skill.reuse_level().word());
    for (at, group) in skill.groups().iter().enumerate() {
        let name = if at == 0 { "Skill groups" } else { "" };
        out.fact(name, &place(catalog, *group));
    }
    let rarity = figures::rarity_formula(catalog, skill.ix);
    out.fact("Rarity", &rarity);
    out.fact("URI", skill.uri());
    if !skill.alternative_labels().is_empty() {
        out.fact("Also called", &skill.alternative_labels().join(", "));
    }
}

/// Where a skill group stands: the titles from the top down to it, behind its code.
fn place(catalog: &Catalog, group: GroupIx) -> String {
    let mut titles = Vec::new();
    let mut next = Some(group);
    while let Some(group) = next {
        let group = catalog.skill_group(group);
        titles.push(&*group.title);
        next = group.above;
    }
    titles.reverse();
    let path = titles.join(" › ");
    format!("{} {path}", catalog.skill_group(group).code)
}

fn steps(out: &mut Builder<'_>, skill: Skill<'_>) {
    let model = out.model;
    let Some(plan) = model.plan() else { return };
    let asking: Vec<_> = plan.steps_for(&model.catalog, skill.ix).collect();
    out.blank();
    let count = if asking.is_empty() {
        "no step asks for it".to_owned()
    } else {
        plural(asking.len(), "step asks for it", "steps ask for it")
    };
    if !out.heading(Section::Steps, true, "On your route", count, None) {
        return;
    }
    for (at, step, relation) in asking {
        let name = |ix| model.catalog.short_name(ix);
        let text = format!("{}  {} → {}", at + 1, name(step.from), name(step.to));
        out.entry(Marker::Point, text, relation.word(), Some(Target::Step(at)));
    }
}

fn occupation_rows(
    out: &mut Builder<'_>,
    relation: Relation,
    title: &str,
    occupations: &[OccupationIx],
) {
    if occupations.is_empty() {
        return;
    }
    let model = out.model;
    out.blank();
    let count = plural(occupations.len(), "occupation here", "occupations here");
    if !out.heading(Section::Occupations(relation), true, title, count, None) {
        return;
    }
    // What concerns the person first; by label where two are alike.
    let mut occupations = occupations.to_vec();
    out.rows.reserve(occupations.len());
    let label = |ix| model.catalog.occupation(ix).label().to_lowercase();
    occupations.sort_by_cached_key(|ix| (OccupationStatus::of(model, *ix), label(*ix)));
    for ix in occupations {
        out.occupation(ix, None);
    }
}

fn milestones(out: &mut Builder<'_>, skill: Skill<'_>) {
    let model = out.model;
    let shows = |m: &&Milestone| m.shows().any(|s| s == skill.ix);
    let showing: Vec<_> = model.catalog.milestones.iter().filter(shows).collect();
    if showing.is_empty() {
        return;
    }
    out.blank();
    let title = "Milestones that show it";
    let reached = |id: &str| model.profile().milestones.contains_key(id);
    let done = showing.iter().filter(|m| reached(&m.id)).count();
    let remark = format!("{done} of {} reached", showing.len());
    if !out.heading(Section::Milestones, true, title, remark, None) {
        return;
    }
    for milestone in showing {
        let id = milestone.id.clone();
        let marker = Marker::Tick(reached(&id));
        let (theme, target) = (milestone.theme.word(), Target::Milestone(id));
        out.entry(marker, &*milestone.title, theme, Some(target));
    }
}

fn evidence(out: &mut Builder<'_>, skill: Skill<'_>) {
    let model = out.model;
    let uri = skill.uri();
    let mut pieces: Vec<_> = model.profile().evidence_for(uri).map(|(_, e)| e).collect();
    pieces.sort_by_key(|e| std::cmp::Reverse((e.date, e.at)));
    out.blank();
    let title = "Evidence";
    let remark = match pieces.len() {
        0 => "none yet".to_owned(),
        count => plural(count, "piece", "pieces"),
    };
    if !out.heading(Section::Evidence, true, title, remark, None) {
        return;
    }
    for piece in pieces {
        let day = day(piece.date, model.now.on);
        let part = piece.part.map(|part| format!(" · {}", part.word()));
        let part = part.unwrap_or_default();
        let kind = if piece.exercised { "exercised" } else { "real" };
        let head = format!("{day}{part} · {kind}");
        let target = Some(Target::Skill(skill.ix));
        out.entry(Marker::Point, head, &*piece.confirmed_by, target);
        out.text_in(Tone::Plain, 4, &piece.note);
        if !piece.outcome.is_empty() {
            out.text(4, &format!("Outcome: {}", piece.outcome));
        }
        if !piece.link.is_empty() {
            out.text(4, &piece.link);
        }
    }
}

fn related(out: &mut Builder<'_>, skill: Skill<'_>) {
    let model = out.model;
    let related = related_skills::related(&model.catalog, skill.ix, RELATED);
    if related.is_empty() {
        return;
    }
    out.blank();
    let (section, title) = (Section::RelatedSkills, "Related skills");
    if out.heading(section, true, title, "asked for together", None) {
        let of = skill.required_by().count();
        for each in related {
            let remark = match each.shared {
                0 => "same group".to_owned(),
                shared => format!("in {shared} of {of}"),
            };
            out.skill(2, each.skill, Some(remark));
        }
    }
}
