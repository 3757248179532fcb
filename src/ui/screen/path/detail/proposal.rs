//! The rows of the detail pane about a proposal of Next, and about the goal once it is reached.

use super::rows::{Builder, Fold, RowKind};
use crate::catalog::SkillIx;
use crate::catalog::guide::Block;
use crate::catalog::milestone::Milestone;
use crate::planning::completion::Completion;
use crate::planning::plan::Step;
use crate::planning::suggestion::Task;
use crate::planning::suggestions::to_confirm;
use crate::text::{capitalize, plural};
use crate::wording;

/// What stands at the right of the pane's title when it is about a proposal of this kind.
pub(super) fn remark(task: &Task) -> &'static str {
    match task {
        Task::Skill(_) => "skill",
        Task::Milestone(_) => "milestone",
        Task::Step { .. } => "move",
        Task::Confirm(_) => "skills to confirm",
        Task::Section(_) => "guide",
    }
}

impl Builder<'_> {
    /// The rows about a proposal.
    pub(super) fn proposal(&mut self, task: &Task) {
        let model = self.model;
        match task {
            Task::Skill(skill) => {
                self.why(task);
                self.skill_proposed(*skill);
            }
            Task::Milestone(id) => {
                if let Some(milestone) = model.catalog.milestone(id) {
                    self.milestone_proposed(milestone);
                }
            }
            Task::Step { id, .. } => {
                if let Some(step) = model.step(id) {
                    self.why(task);
                    if let Some(report) = model.step_report(id) {
                        for line in wording::step::open_ends(&model.catalog, &report) {
                            self.text(&line, false);
                        }
                    }
                    self.text("", false);
                    self.make_the_move(step);
                }
            }
            Task::Confirm(id) => {
                self.why(task);
                if let Some(step) = model.step(id) {
                    let (profile, states) = (model.profile(), model.states());
                    for skill in to_confirm(&model.catalog, profile, states, step) {
                        self.skill(0, skill);
                    }
                }
            }
            Task::Section(id) => {
                let mut sections = model.catalog.guide.sections.iter();
                if let Some(section) = sections.find(|s| *s.id == **id) {
                    for block in &section.blocks {
                        self.block(block);
                    }
                }
            }
        }
    }

    /// The reason of a proposal, as long as it is one.
    fn why(&mut self, task: &Task) {
        let mut all = self.model.suggestions().iter();
        if let Some(proposal) = all.find(|s| s.task == *task) {
            let reason = wording::suggestion::reason(&self.model.catalog, proposal);
            self.text(&format!("{}.", capitalize(&reason)), false);
            self.text("", false);
        }
    }

    fn skill_proposed(&mut self, skill: SkillIx) {
        let model = self.model;
        let each = model.catalog.skill(skill);
        self.skill(0, skill);
        self.text(
            &format!("{} · {}", each.kind().title(), each.reuse_level().word()),
            false,
        );
        self.text("", false);
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
            let moves = wording::step::title(&model.catalog, step);
            self.text(&format!("Step {}, {moves}: {how}", at + 1), false);
        }
        let shown = steps.iter().flat_map(|s| &s.milestones);
        let mut shown: Vec<&Milestone> = shown
            .filter_map(|m| model.catalog.milestone(&m.id))
            .filter(|m| m.shows().any(|s| s == skill))
            .collect();
        shown.sort_by_key(|m| &m.id);
        shown.dedup_by_key(|m| &m.id);
        if !shown.is_empty() {
            self.text("", false);
            self.text("Milestones of your route that show it:", false);
            for milestone in shown {
                self.milestone(0, milestone, false);
            }
        }
    }

    fn milestone_proposed(&mut self, milestone: &Milestone) {
        let model = self.model;
        let plan = model.plan();
        let step = plan.and_then(|p| p.steps.get(p.current?));
        let target = step.map(|step| model.catalog.occupation(step.to));
        let open = milestone.shows().filter(|s| {
            let asked = target.as_ref().is_some_and(|to| to.requires(*s));
            asked && !model.states().get(*s).is_held()
        });
        let open = open.count();
        if open > 0 {
            let skills = plural(open, "essential skill", "essential skills");
            self.text(
                &format!("It shows {skills} of this step that you do not hold yet."),
                false,
            );
            self.text("", false);
        }
        self.milestone(0, milestone, true);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { text } | Block::Fact { text, .. } => self.text(text, false),
            Block::List { items } | Block::Checklist { items } => {
                for item in items {
                    self.indented(2, item, false);
                }
            }
        }
        self.text("", false);
    }

    /// The rows about the goal, which is reached: what is open, and what comes next.
    pub(super) fn goal(&mut self) {
        let model = self.model;
        let (profile, states) = (model.profile(), model.states());
        let plan = model.plan();
        let finish = plan.and_then(|p| Completion::new(&model.catalog, profile, states, p));
        let Some(finish) = finish else { return };
        self.text(&wording::goal::reached(&model.catalog, &finish), false);
        self.text(&wording::goal::open(&model.catalog, &finish), false);
        self.text("", false);
        let all = finish.of_milestones;
        let done = all - finish.milestones.len();
        let title = "Milestones".to_owned();
        if all > 0 && self.heading(Fold::Milestones, done < all, title, done, all) {
            for milestone in &finish.milestones {
                self.milestone(2, milestone, false);
            }
        }
        let all = finish.of_asked;
        let held = all - finish.asked.len();
        let title = wording::goal::asked_title(&model.catalog);
        if all > 0 && self.heading(Fold::Practice, held < all, title, held, all) {
            for skill in finish.asked.iter().filter_map(|p| p.skill.ix) {
                self.skill(2, skill);
            }
        }
        if let Some(section) = finish.section {
            self.text("", false);
            self.text(&format!("{} (guide):", section.title), false);
            for point in finish.first_year() {
                self.indented(2, point, false);
            }
        }
    }

    fn skill(&mut self, indent: u16, skill: SkillIx) {
        let kind = RowKind::Skill {
            skill,
            earlier: None,
            why: None,
        };
        self.push(indent, kind);
    }

    /// The row of the move itself.
    pub(super) fn make_the_move(&mut self, step: &Step) {
        let role = self.model.catalog.occupation(step.to).label();
        let text = if step.done {
            format!("made the move to {role}")
        } else {
            format!("make the move to {role}")
        };
        self.push(
            0,
            RowKind::Move {
                text,
                done: step.done,
                evidence: self.model.evidence_count(&step.id),
            },
        );
    }
}
