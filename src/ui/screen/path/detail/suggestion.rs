//! The rows of the detail pane about a suggestion of Next, and about the goal once it is reached.

use super::rows::{make_move, milestone};
use crate::catalog::SkillIx;
use crate::catalog::guide::Block;
use crate::catalog::milestone::Milestone;
use crate::planning::completion::Completion;
use crate::planning::plan::Plan;
use crate::planning::suggestion::Task;
use crate::planning::suggestions::to_confirm;
use crate::text::{capitalize, plural};
use crate::ui::widget::page::build::Builder;
use crate::ui::widget::page::content::Section;
use crate::wording;

/// What stands at the right of the pane's title when it is about a suggestion of this kind.
pub(super) fn remark(task: &Task) -> &'static str {
    match task {
        Task::Skill(_) => "skill",
        Task::Milestone(_) => "milestone",
        Task::Step { .. } => "move",
        Task::Confirm(_) => "skills to confirm",
        Task::Section(_) => "guide",
    }
}

/// The rows about a suggestion.
pub(super) fn rows(out: &mut Builder<'_>, task: &Task) {
    let model = out.model;
    match task {
        Task::Skill(skill) => {
            reason(out, task);
            skill_proposed(out, *skill);
        }
        Task::Milestone(id) => {
            if let Some(milestone) = model.catalog.milestone(id) {
                milestone_proposed(out, milestone);
            }
        }
        Task::Step { id, .. } => {
            if let Some(step) = model.step(id) {
                reason(out, task);
                if let Some(report) = model.step_report(id) {
                    for line in wording::step::open_ends(&model.catalog, &report) {
                        out.text(0, &line);
                    }
                }
                out.blank();
                make_move(out, step);
            }
        }
        Task::Confirm(id) => {
            reason(out, task);
            if let Some(step) = model.step(id) {
                let (profile, states) = (model.profile(), model.states());
                for skill in to_confirm(&model.catalog, profile, states, step) {
                    out.skill(0, skill, None);
                }
            }
        }
        Task::Section(id) => {
            let mut sections = model.catalog.guide.sections.iter();
            if let Some(section) = sections.find(|s| *s.id == **id) {
                for block in &section.blocks {
                    guide_block(out, block);
                }
            }
        }
    }
}

/// The reason of a suggestion, as long as it is one.
fn reason(out: &mut Builder<'_>, task: &Task) {
    let mut all = out.model.suggestions().iter();
    if let Some(suggestion) = all.find(|s| s.task == *task) {
        let reason = wording::suggestion::reason(&out.model.catalog, suggestion);
        out.text(0, &format!("{}.", capitalize(&reason)));
        out.blank();
    }
}

fn skill_proposed(out: &mut Builder<'_>, skill: SkillIx) {
    let model = out.model;
    let each = model.catalog.skill(skill);
    out.skill(0, skill, None);
    let kind = format!("{} · {}", each.kind().title(), each.reuse_level().word());
    out.text(0, &kind);
    out.blank();
    let steps = model.plan().map_or(&[][..], |p| &p.steps);
    for (at, step) in steps.iter().enumerate() {
        let to = model.catalog.occupation(step.to);
        let how = if to.requires(skill) {
            "essential"
        } else if to.accepts(skill) {
            "optional"
        } else {
            continue;
        };
        let text = format!(
            "Step {}, {}: {how}",
            at + 1,
            wording::step::title(&model.catalog, step)
        );
        out.text(0, &text);
    }
    let shown = steps.iter().flat_map(|s| &s.milestones);
    let mut shown: Vec<&Milestone> = shown
        .filter_map(|m| model.catalog.milestone(&m.id))
        .filter(|m| m.shows().any(|s| s == skill))
        .collect();
    shown.sort_by_key(|m| &m.id);
    shown.dedup_by_key(|m| &m.id);
    if !shown.is_empty() {
        out.blank();
        out.text(0, "Milestones of your route that show it:");
        for each in shown {
            milestone(out, 0, each, false, true);
        }
    }
}

fn milestone_proposed(out: &mut Builder<'_>, each: &Milestone) {
    let model = out.model;
    let plan = model.plan();
    let step = plan.and_then(|p| p.steps.get(p.current?));
    let target = step.map(|step| model.catalog.occupation(step.to));
    let open = each.shows().filter(|s| {
        let asked = target.as_ref().is_some_and(|to| to.requires(*s));
        asked && !model.states().get(*s).is_held()
    });
    let open = open.count();
    if open > 0 {
        let skills = plural(open, "essential skill", "essential skills");
        let text = format!("It shows {skills} of this step that you do not hold yet.");
        out.text(0, &text);
        out.blank();
    }
    let at_goal = plan.is_some_and(Plan::is_reached);
    milestone(out, 0, each, true, !at_goal);
}

fn guide_block(out: &mut Builder<'_>, block: &Block) {
    match block {
        Block::Paragraph { text } | Block::Fact { text, .. } => out.text(0, text),
        Block::List { items } | Block::Checklist { items } => {
            for item in items {
                out.text(2, item);
            }
        }
    }
    out.blank();
}

/// The rows about the goal, which is reached: what is open, and what comes next.
pub(super) fn goal(out: &mut Builder<'_>) {
    let model = out.model;
    let (profile, states) = (model.profile(), model.states());
    let plan = model.plan();
    let finish = plan.and_then(|p| Completion::new(&model.catalog, profile, states, p));
    let Some(finish) = finish else { return };
    out.text(0, &wording::goal::reached(&model.catalog, &finish));
    out.text(0, &wording::goal::open(&model.catalog, &finish));
    out.blank();
    let all = finish.of_milestones;
    let done = all - finish.milestones.len();
    let figures = Some((done, all));
    if all > 0 && out.heading(Section::Milestones, done < all, "Milestones", "", figures) {
        for each in &finish.milestones {
            milestone(out, 2, each, false, false);
        }
    }
    let all = finish.of_asked;
    let held = all - finish.asked.len();
    let figures = Some((held, all));
    let title = wording::goal::asked_title(&model.catalog);
    if all > 0 && out.heading(Section::Practice, held < all, title, "", figures) {
        for skill in finish.asked.iter().filter_map(|p| p.skill.ix) {
            out.skill(2, skill, None);
        }
    }
    if let Some(section) = finish.section {
        out.blank();
        out.text(0, &format!("{} (guide):", section.title));
        for point in finish.first_year() {
            out.text(2, point);
        }
    }
}
