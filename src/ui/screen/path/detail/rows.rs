//! The rows of the detail pane as data: what a step asks for, in the order in which it is read.

use std::collections::BTreeSet;

use super::About;
use super::skill_order::{in_order, remark};
use crate::catalog::certification::Certification;
use crate::catalog::milestone::Milestone;
use crate::catalog::relation_group;
use crate::catalog::{CertificationId, MilestoneId, Relation, SkillIx};
use crate::planning::plan::{Plan, Step};
use crate::text::{capitalize, sanitize, wrap};
use crate::ui::model::Model;
use crate::ui::screen::path::DETAIL;
use crate::wording;

/// Widest a remark gets before it is broken, in columns: longer lines are hard to read.
const REMARK: usize = 96;

/// What stands here before the person has said where they are.
const BEFORE: [&str; 3] = [
    "Say your job as your contract or an advert would say it. You get the steps to your goal, what each asks for, \
     what you bring already, and what is worth doing next.",
    "Or look around first: walk the map and open a station to see what the occupation asks for; search all roles and \
     skills; read in the guide what the post is.",
    "Nothing is sent anywhere. Your record is one file on this machine.",
];

/// A group that folds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fold {
    /// A skill group, by its number among the groups of the occupation.
    Group(usize),
    /// Near skills.
    Near,
    /// Asked for in practice.
    Practice,
    /// Milestones.
    Milestones,
    /// One milestone's particulars.
    Milestone(MilestoneId),
    /// Certificates.
    Certificates,
    /// One certificate's particulars.
    Certificate(CertificationId),
}

/// What can be done with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RowTarget {
    /// It folds.
    Fold,
    /// A skill.
    Skill(SkillIx),
    /// A milestone.
    Milestone(MilestoneId),
    /// A certificate, by its name.
    Certificate(String),
    /// The move itself.
    Move,
    /// Nothing.
    Text,
}

/// A row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Columns before it.
    pub indent: u16,
    /// What it shows.
    pub kind: RowKind,
}

/// What a row shows.
#[derive(Clone, Debug)]
pub(super) enum RowKind {
    Text {
        text: String,
        caution: bool,
    },
    Heading {
        fold: Fold,
        title: String,
        open: bool,
        held: usize,
        of: usize,
        remark: String,
    },
    Skill {
        skill: SkillIx,
        earlier: Option<usize>,
        why: Option<String>,
    },
    Milestone {
        id: MilestoneId,
        title: String,
        done: bool,
        evidence: usize,
        remark: String,
        open: bool,
    },
    Certificate {
        id: CertificationId,
        name: String,
        remark: String,
        open: bool,
    },
    Move {
        text: String,
        done: bool,
        evidence: usize,
    },
}

impl Row {
    pub(super) fn live(&self) -> RowTarget {
        match &self.kind {
            RowKind::Text { .. } => RowTarget::Text,
            RowKind::Heading { .. } => RowTarget::Fold,
            RowKind::Skill { skill, .. } => RowTarget::Skill(*skill),
            RowKind::Milestone { id, .. } => RowTarget::Milestone(id.clone()),
            RowKind::Certificate { name, .. } => RowTarget::Certificate(name.clone()),
            RowKind::Move { .. } => RowTarget::Move,
        }
    }

    pub(super) fn is_live(&self) -> bool {
        self.live() != RowTarget::Text
    }

    pub(super) fn skill(&self) -> Option<SkillIx> {
        match self.kind {
            RowKind::Skill { skill, .. } => Some(skill),
            _ => None,
        }
    }

    /// The group that the row opens and closes, and whether it is open.
    pub(super) fn fold(&self) -> Option<(Fold, bool)> {
        match &self.kind {
            RowKind::Heading { fold, open, .. } => Some((fold.clone(), *open)),
            RowKind::Milestone { id, open, .. } => Some((Fold::Milestone(id.clone()), *open)),
            RowKind::Certificate { id, open, .. } => Some((Fold::Certificate(id.clone()), *open)),
            _ => None,
        }
    }
}

/// Builds rows; `toggled` are the groups that are not as they usually are.
pub(super) struct Builder<'a> {
    pub(super) model: &'a Model,
    toggled: &'a BTreeSet<Fold>,
    rows: Vec<Row>,
}

/// The rows of a step, or of what else the pane is about.
pub(super) fn rows(model: &Model, at: usize, about: &About, toggled: &BTreeSet<Fold>) -> Vec<Row> {
    let mut builder = Builder {
        model,
        toggled,
        rows: Vec::new(),
    };
    match (about, model.plan().map(|p| (p, p.steps.get(at)))) {
        (About::Proposal(task), Some(_)) => builder.proposal(task),
        (About::Goal, Some(_)) | (About::Step, Some((_, None))) => builder.goal(),
        (About::Step, Some((plan, Some(step)))) => builder.step(plan, at, step),
        (_, None) => {
            for paragraph in BEFORE {
                builder.text(paragraph, false);
                builder.text("", false);
            }
        }
    }
    builder.rows
}

impl Builder<'_> {
    pub(super) fn push(&mut self, indent: u16, kind: RowKind) {
        self.rows.push(Row { indent, kind });
    }

    pub(super) fn text(&mut self, text: &str, caution: bool) {
        self.indented(0, text, caution);
    }

    pub(super) fn indented(&mut self, indent: u16, text: &str, caution: bool) {
        let width = self.model.view.widths[usize::from(DETAIL)].min(REMARK);
        for line in wrap(&sanitize(text), width.saturating_sub(usize::from(indent))) {
            self.push(
                indent,
                RowKind::Text {
                    text: line,
                    caution,
                },
            );
        }
    }

    fn is_open(&self, fold: &Fold, usually: bool) -> bool {
        usually != self.toggled.contains(fold)
    }

    pub(super) fn heading(
        &mut self,
        fold: Fold,
        usually: bool,
        title: String,
        held: usize,
        of: usize,
    ) -> bool {
        let open = self.is_open(&fold, usually);
        self.push(
            0,
            RowKind::Heading {
                fold,
                title,
                open,
                held,
                of,
                remark: String::new(),
            },
        );
        open
    }

    fn step(&mut self, plan: &Plan, at: usize, step: &Step) {
        let catalog = &self.model.catalog;
        self.text(
            &format!(
                "{} · {} · {}",
                step.class.word(),
                step.basis.word(),
                wording::figures::leap_word(step.coverage)
            ),
            false,
        );
        self.text(&wording::step::why(catalog, step), false);
        if let Some(station) = catalog
            .tracks
            .station(step.to)
            .filter(|s| !s.adverts.is_empty())
        {
            let names: Vec<&str> = station.adverts.iter().map(|a| &**a).collect();
            self.text(&format!("In adverts: {}", names.join(", ")), false);
        }
        let caution = wording::step::caution(catalog, step);
        if !caution.is_empty() {
            self.text(&caution, true);
        }
        self.text("", false);
        // What the person may have already comes before two long lists of what they lack.
        self.near(step);
        self.skill_groups(plan, at, step);
        if step.to == plan.goal {
            self.practice(step);
        }
        self.milestones(step);
        self.certificates(plan, step);
        self.make_the_move(step);
    }

    fn skill_groups(&mut self, plan: &Plan, at: usize, step: &Step) {
        let model = self.model;
        let catalog = &model.catalog;
        let target = catalog.occupation(step.to);
        for (number, group) in relation_group::groups(catalog, step.to)
            .into_iter()
            .enumerate()
        {
            let essential = group.relation == Relation::Essential;
            // A pair that ESCO has in both lists counts as essential.
            let skills: Vec<SkillIx> = group
                .skills
                .iter()
                .copied()
                .filter(|s| essential || !target.requires(*s))
                .collect();
            if skills.is_empty() {
                continue;
            }
            let held = skills
                .iter()
                .filter(|s| model.states().get(**s).is_held())
                .count();
            let usually = essential && held < skills.len();
            let title = capitalize(&group.title());
            if self.heading(Fold::Group(number), usually, title, held, skills.len()) {
                let share = if essential {
                    &step.essential
                } else {
                    &step.optional
                };
                let room = model.view.widths[usize::from(DETAIL)].saturating_sub(2);
                for skill in in_order(model, skills, &share.missing) {
                    let earlier = earlier_step(model, plan, at, skill);
                    let why = remark(model, skill, room);
                    let kind = RowKind::Skill {
                        skill,
                        earlier,
                        why,
                    };
                    self.push(2, kind);
                }
            }
        }
    }

    fn near(&mut self, step: &Step) {
        if step.near.is_empty() {
            return;
        }
        let states = self.model.states();
        let held = step
            .near
            .iter()
            .filter(|s| states.get(**s).is_held())
            .count();
        // They stand in the transition, and share its basis.
        let title = format!("Near, confirm yourself ({})", step.basis.word());
        if self.heading(Fold::Near, held == 0, title, held, step.near.len()) {
            self.indented(
                2,
                "You may have these under another name; mark what is true.",
                false,
            );
            for skill in &step.near {
                self.push(
                    2,
                    RowKind::Skill {
                        skill: *skill,
                        earlier: None,
                        why: None,
                    },
                );
            }
        }
    }

    fn practice(&mut self, step: &Step) {
        let catalog = &self.model.catalog;
        let asked = catalog.practice_skills(step.to);
        if asked.is_empty() {
            return;
        }
        let states = self.model.states();
        let held = asked
            .iter()
            .filter(|p| p.skill.ix.is_some_and(|s| states.get(s).is_held()))
            .count();
        let title = format!(
            "{} ({}, not in coverage)",
            capitalize(&catalog.practice.title),
            catalog.practice.basis.word()
        );
        if self.heading(Fold::Practice, false, title, held, asked.len()) {
            for practice in asked {
                if let Some(skill) = practice.skill.ix {
                    self.push(
                        2,
                        RowKind::Skill {
                            skill,
                            earlier: None,
                            why: None,
                        },
                    );
                }
            }
        }
    }

    fn milestones(&mut self, step: &Step) {
        if step.milestones.is_empty() {
            return;
        }
        let done = step.milestones.iter().filter(|m| m.done).count();
        let title = "Milestones".to_owned();
        if !self.heading(Fold::Milestones, true, title, done, step.milestones.len()) {
            return;
        }
        for each in &step.milestones {
            if let Some(milestone) = self.model.catalog.milestone(&each.id) {
                self.milestone(2, milestone, false);
            }
        }
    }

    /// A milestone, with its particulars when it is open.
    pub(super) fn milestone(&mut self, indent: u16, milestone: &Milestone, usually: bool) {
        let fold = Fold::Milestone(milestone.id.clone());
        let open = self.is_open(&fold, usually);
        let [least, most] = milestone.months;
        let remark = if least == most {
            format!("{least} months")
        } else {
            format!("{least}–{most} months")
        };
        let id = milestone.id.clone();
        self.push(
            indent,
            RowKind::Milestone {
                title: milestone.title.to_string(),
                done: self.model.profile().milestones.contains_key(&id),
                evidence: self.model.evidence_count(&id),
                remark,
                open,
                id,
            },
        );
        if open {
            self.milestone_particulars(indent + 2, milestone);
        }
    }

    fn milestone_particulars(&mut self, indent: u16, milestone: &Milestone) {
        let [least, most] = milestone.hours;
        let exercise = if milestone.exercise {
            " · real or exercised"
        } else {
            ""
        };
        let theme = milestone.theme.word();
        let basis = self.model.catalog.milestones_basis.word();
        self.indented(
            indent,
            &format!("{theme} · {least} to {most} hours ({basis}){exercise}"),
            false,
        );
        self.indented(indent, &format!("Needs {}", milestone.needs), false);
        self.indented(indent, &format!("Evidence: {}", milestone.evidence), false);
        for skill in milestone.shows() {
            self.push(
                indent,
                RowKind::Skill {
                    skill,
                    earlier: None,
                    why: None,
                },
            );
        }
    }

    fn certificates(&mut self, plan: &Plan, step: &Step) {
        let certifications = &self.model.catalog.certifications;
        let all = &certifications.certifications;
        let helpful: Vec<&Certification> = all
            .iter()
            .filter(|c| c.helps_with(plan.track.as_deref(), step.to))
            .collect();
        if helpful.is_empty() {
            return;
        }
        let title = "Certificates that help (optional, never a gate)".to_owned();
        if !self.heading(Fold::Certificates, false, title, 0, 0) {
            return;
        }
        for each in helpful {
            let fold = Fold::Certificate(each.id.clone());
            let open = self.is_open(&fold, false);
            self.push(
                2,
                RowKind::Certificate {
                    id: each.id.clone(),
                    name: format!("{}, {}", each.name, each.issuer),
                    remark: if each.sources.is_empty() {
                        each.confirmed()
                    } else {
                        let said_by = certifications.said_by(&each.confidence);
                        format!("{said_by} · {}", each.as_of)
                    },
                    open,
                },
            );
            if open {
                self.certificate_particulars(each);
            }
        }
    }

    fn certificate_particulars(&mut self, each: &Certification) {
        self.indented(4, &each.title, false);
        let helps = each.helps_basis.word();
        self.indented(4, &format!("That it helps here: {helps}"), false);
        if !each.experience.text.is_empty() {
            self.indented(4, &format!("Experience: {}", each.experience.text), false);
        }
        if let Some(upkeep) = each.upkeep.sentence() {
            self.indented(4, &format!("Upkeep: {upkeep}"), false);
        }
        for change in &each.changes {
            self.indented(4, &format!("{}: {}", change.date, change.text), true);
        }
        for line in each.source_line().into_iter().chain(each.see_issuer()) {
            self.indented(4, &line, false);
        }
    }
}

/// The earlier step of the route that brings a skill which is not held yet.
fn earlier_step(model: &Model, plan: &Plan, at: usize, skill: SkillIx) -> Option<usize> {
    if model.states().get(skill).is_held() {
        return None;
    }
    plan.steps
        .iter()
        .take(at)
        .position(|s| model.catalog.occupation(s.to).requires(skill))
}
