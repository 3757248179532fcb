//! The home screen: the metro map over the whole width, the steps of the person's route below left, the selected
//! step below right. Under 100 columns the two panes below become one.

mod detail;
mod layout;
mod map;
mod steps;
mod suggestion;
mod suggestion_keys;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::detail::{Detail, Subject};
use self::layout::{Focus, areas};
use self::map::TrackMap;
use self::steps::{StepTarget, Steps};
use crate::catalog::{MilestoneId, OccupationIx};
use crate::planning::plan::{Plan, Step};
use crate::ui::input::command::Command;
use crate::ui::model::Model;
use crate::ui::model::action::{Action, OverlayRequest};
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;

use crate::ui::widget::metro::layout::Direction;
use crate::ui::widget::page::Click;
use crate::ui::widget::page::content::Target;
use crate::ui::widget::page_actions;
use crate::wording;

#[derive(Debug)]
pub struct Path {
    focus: Focus,
    map: TrackMap,
    steps: Steps,
    detail: Detail,
    /// Whether the goal was reached when the record last changed.
    reached: bool,
}

impl Path {
    /// The screen as it is first shown: the current step is selected, the map has the keys.
    pub fn new(model: &Model) -> Self {
        let mut path = Self {
            focus: Focus::Map,
            map: TrackMap::new(model),
            steps: Steps::default(),
            detail: Detail::default(),
            reached: is_reached(model),
        };
        path.steps.reset(model);
        path.follow_step(model);
        path
    }

    /// The record changed: rows may have come and gone.
    pub fn refresh(&mut self, model: &Model) {
        let moved = self.map.refresh(model);
        let reached = is_reached(model);
        // When the goal is reached, select it and show what is still open.
        let before = std::mem::replace(&mut self.reached, reached);
        let arrived = reached && !before;
        if moved || arrived {
            self.steps.reset(model);
            self.follow_step(model);
        }
        self.jobs_finished(model);
    }

    /// Figures were computed: suggestions and skills may stand in another order.
    pub(in crate::ui) fn jobs_finished(&mut self, model: &Model) {
        self.steps.refresh(model);
        if self.focus != Focus::Detail {
            self.explain_selected(model);
        }
    }

    /// Selects a step and gives its pane the keys.
    pub fn show_step(&mut self, step: usize, model: &Model) {
        self.steps.select(step);
        self.follow_step(model);
        self.focus = Focus::Detail;
    }

    /// Selects a milestone where it stands on the route. Whether it does.
    pub fn show_milestone(&mut self, id: &MilestoneId, model: &Model) -> bool {
        let has_milestone = |step: &Step| step.milestones.iter().any(|m| m.id == *id);
        let step = model
            .plan()
            .and_then(|p| p.steps.iter().position(has_milestone));
        let Some(step) = step else {
            return false;
        };
        self.show_step(step, model);
        self.detail.select_milestone(id);
        true
    }

    /// Selects the start of a track on the map.
    pub fn show_track(&mut self, id: &str, model: &Model) {
        self.map.select_track(id, model);
        self.focus = Focus::Map;
    }

    pub fn footer(&self, model: &Model) -> Vec<(Command, &'static str)> {
        let mut out = vec![(Command::Up, "move")];
        match self.focus {
            Focus::Map => {
                out.extend([(Command::Open, "open"), (Command::Routes, "routes")]);
                if self.is_on_route(model) {
                    out.extend([
                        (Command::Complete, self.move_word(model)),
                        (Command::Evidence, "evidence"),
                    ]);
                }
            }
            Focus::Steps => match self.selected_suggestion(model) {
                Some(suggestion) => out.extend(suggestion_keys::keys(&suggestion.task)),
                None => out.extend([
                    (Command::Open, "open"),
                    (Command::Complete, self.move_word(model)),
                    (Command::Evidence, "evidence"),
                    (Command::Routes, "routes"),
                ]),
            },
            Focus::Detail => out.extend([
                (Command::Mark, "mark"),
                (Command::Deny, "not me"),
                (Command::Complete, "done"),
                (Command::Evidence, "evidence"),
                (Command::Back, "back"),
            ]),
        }
        out.extend([
            (Command::Search, "search"),
            (Command::Help, "help"),
            (Command::Undo, "undo"),
            (Command::Begin, "roles held"),
            (Command::Quit, "quit"),
            (Command::WhatIf, "what if"),
        ]);
        out
    }

    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        let outcome = self.answer(action, model);
        self.release_pin(model);
        outcome
    }

    fn answer(&mut self, action: &Action, model: &mut Model) -> Outcome {
        match action {
            Action::Do(Command::Search) => Outcome::follow_up(Command::Palette),
            Action::Do(command) => match self.focus {
                Focus::Map => self.on_map(*command, model),
                Focus::Steps => self.on_steps(*command, model),
                Focus::Detail => self.on_detail(*command, model),
            },
            Action::Point { pane, row } => self.point(*pane, *row, model),
            Action::Wheel { pane, down } => {
                self.wheel(*pane, *down, model);
                Outcome::done()
            }
            _ => Outcome::ignored(),
        }
    }

    fn on_map(&mut self, command: Command, model: &mut Model) -> Outcome {
        let direction = match command {
            Command::Left => Direction::Left,
            Command::Right => Direction::Right,
            Command::Up => Direction::Up,
            Command::Down => Direction::Down,
            Command::First => return self.go_to(model.plan().map(|p| p.start), model),
            Command::Last => return self.go_to(model.plan().map(|p| p.goal), model),
            // What can be done with a step can be done from its station, at once.
            Command::Complete | Command::Evidence if self.is_on_route(model) => {
                self.step_of_station(model);
                return match command {
                    Command::Complete => self.complete_step(model),
                    _ => self.evidence_of_step(model, None),
                };
            }
            Command::Open => return self.open_station(model),
            Command::Complete | Command::Evidence => {
                model.notify("That is for a step of your route, and this station is not on it");
                return Outcome::done();
            }
            Command::PageDown => {
                self.focus = Focus::Steps;
                return Outcome::done();
            }
            _ => return Outcome::ignored(),
        };
        let moved = self.map.go(direction, model);
        if !moved && direction == Direction::Down {
            self.focus = Focus::Steps;
        } else if moved {
            self.step_of_station(model);
        }
        Outcome::done()
    }

    fn go_to(&mut self, station: Option<OccupationIx>, model: &Model) -> Outcome {
        self.map.select(station);
        self.step_of_station(model);
        Outcome::done()
    }

    /// Enter on the map: the step that leads to the station, or the occupation's page when the route does not pass.
    fn open_station(&mut self, model: &Model) -> Outcome {
        let Some(station) = self.map.selected() else {
            return Outcome::done();
        };
        if self.is_on_route(model) {
            self.step_of_station(model);
            self.focus = Focus::Detail;
            return Outcome::done();
        }
        Outcome::follow_up(Action::ShowOccupation(station))
    }

    /// Whether the route begins at the station under the cursor or passes it.
    fn is_on_route(&self, model: &Model) -> bool {
        let (station, plan) = (self.map.selected(), model.plan());
        station.zip(plan).is_some_and(|(station, plan)| {
            plan.start == station || plan.steps.iter().any(|s| s.to == station)
        })
    }

    /// The selected step of the route.
    fn step<'a>(&self, model: &'a Model) -> Option<&'a Step> {
        model.plan()?.steps.get(self.steps.step())
    }

    /// The form for evidence of the selected step, with a note to begin with.
    fn evidence_of_step(&self, model: &Model, note: Option<&str>) -> Outcome {
        let Some(step) = self.step(model) else {
            return Outcome::done();
        };
        Outcome::open(OverlayRequest::Evidence {
            subject: step.id.to_string(),
            title: wording::step::title(&model.catalog, step),
            note: note.map(str::to_owned),
        })
    }

    fn on_steps(&mut self, command: Command, model: &mut Model) -> Outcome {
        let selected = self.steps.selected(model);
        match command {
            Command::Up if self.steps.is_first(model) => self.focus = Focus::Map,
            command if self.steps.go(command, model) => self.follow_step(model),
            Command::Left | Command::Back => self.focus = Focus::Map,
            Command::Right | Command::Open => match selected {
                Some(StepTarget::Suggestion(_)) => return self.on_suggestion(command, model),
                Some(StepTarget::Setup) => return Outcome::follow_up(Command::Begin),
                Some(StepTarget::Step(_) | StepTarget::Goal) => self.focus = Focus::Detail,
                _ => {}
            },
            Command::Complete | Command::Evidence | Command::Mark | Command::Deny
                if matches!(selected, Some(StepTarget::Suggestion(_))) =>
            {
                return self.on_suggestion(command, model);
            }
            Command::Complete => return self.complete_step(model),
            Command::Evidence => return self.evidence_of_step(model, None),
            _ => return Outcome::ignored(),
        }
        Outcome::done()
    }

    fn on_detail(&mut self, command: Command, model: &mut Model) -> Outcome {
        let step = self.steps.step();
        let height = model.view.panes.height(Pane::Detail);
        let rows = self.detail.rows(model, step);
        let page = &mut self.detail.page;
        if page.go(command, &rows, height) {
            return Outcome::done();
        }
        match command {
            Command::Back => self.focus = Focus::Steps,
            Command::Left if !page.fold(true, &rows, height) => self.focus = Focus::Steps,
            Command::Left => {}
            Command::Right => {
                page.fold(false, &rows, height);
            }
            _ => {
                let target = page.hold(&rows, height);
                return self.on_detail_row(command, target, model);
            }
        }
        Outcome::done()
    }

    fn on_detail_row(
        &mut self,
        command: Command,
        target: Option<Target>,
        model: &mut Model,
    ) -> Outcome {
        match (command, target) {
            (Command::Open | Command::Mark, Some(group @ Target::Section(_)))
            | (Command::Open, Some(group @ (Target::Milestone(_) | Target::Certificate(_)))) => {
                self.detail.page.toggle(group);
                let rows = self.detail.rows(model, self.steps.step());
                let height = model.view.panes.height(Pane::Detail);
                self.detail.page.show_group(&rows, height);
                Outcome::done()
            }
            (Command::Mark | Command::Complete, Some(Target::Certificate(name))) => {
                let note = "helps, but no step asks for it; evidence can name it";
                model.notify(format!("{name} {note}"));
                Outcome::done()
            }
            (Command::Mark | Command::Open | Command::Complete, Some(Target::Move)) => {
                self.complete_step(model)
            }
            // A certificate is written down as evidence of the step it helps with.
            (Command::Evidence, Some(Target::Certificate(name))) => {
                self.evidence_of_step(model, Some(&name))
            }
            (command, Some(target @ (Target::Skill(_) | Target::Milestone(_)))) => {
                page_actions::act(command, Some(&target), model)
            }
            (Command::Complete, _) => self.complete_step(model),
            (Command::Evidence, _) => self.evidence_of_step(model, None),
            _ => Outcome::ignored(),
        }
    }

    /// Completes the selected step, and asks first when something of it is open; or takes it back, and asks always.
    fn complete_step(&self, model: &mut Model) -> Outcome {
        let Some(step) = self.step(model) else {
            return Outcome::done();
        };
        let (id, made) = (step.id.clone(), !step.done);
        let role = model.catalog.occupation(step.to).label().to_string();
        if !made {
            let line = format!(
                "The step is open again and {role} leaves your roles held; it can be undone."
            );
            let title = format!("Take back the move to {role}?");
            let (lines, yes) = (vec![line], suggestion_keys::TAKE_BACK);
            let action = Action::Move { step: id, made };
            return Outcome::open(OverlayRequest::confirm(title, lines, yes, action));
        }
        let mut lines = model.step_report(&step.id).map_or_else(Vec::new, |report| {
            wording::step::open_ends(&model.catalog, &report)
        });
        if lines.is_empty() {
            model.make_move(&id, true);
            return Outcome::done();
        }
        let note = format!("Completing the step adds {role} to your roles held; it can be undone.");
        lines.extend([String::new(), note]);
        if model.is_trial() {
            lines.push("This is a what-if: nothing is saved until you keep it.".to_owned());
        }
        let title = format!("Made the move to {role}?");
        let action = Action::Move { step: id, made };
        Outcome::open(OverlayRequest::confirm(
            title,
            lines,
            "made the move",
            action,
        ))
    }

    fn point(&mut self, pane: Pane, row: usize, model: &mut Model) -> Outcome {
        match pane {
            Pane::Map => {
                let station = OccupationIx(row as u32);
                let again = self.focus == Focus::Map && self.map.selected() == Some(station);
                self.focus = Focus::Map;
                self.map.select(Some(station));
                self.step_of_station(model);
                if again {
                    self.open_station(model)
                } else {
                    Outcome::done()
                }
            }
            Pane::Steps => {
                let had_keys = self.focus == Focus::Steps;
                self.focus = Focus::Steps;
                let again = self.steps.point(row, model);
                self.follow_step(model);
                if again && had_keys {
                    self.on_steps(Command::Open, model)
                } else {
                    Outcome::done()
                }
            }
            _ => {
                let had_keys = self.focus == Focus::Detail;
                self.focus = Focus::Detail;
                let rows = self.detail.rows(model, self.steps.step());
                let height = model.view.panes.height(Pane::Detail);
                let again = self.detail.page.point(row, &rows, height) == Click::Again;
                match self.detail.page.target(&rows, height) {
                    // One click folds, as the sign promises; what opens a page or marks takes a second.
                    Some(Target::Section(_)) => self.on_detail(Command::Open, model),
                    Some(Target::Milestone(_) | Target::Move) if again && had_keys => {
                        self.on_detail(Command::Complete, model)
                    }
                    Some(_) if again && had_keys => self.on_detail(Command::Open, model),
                    _ => Outcome::done(),
                }
            }
        }
    }

    fn wheel(&mut self, pane: Pane, down: bool, model: &Model) {
        match pane {
            Pane::Steps => {
                self.steps.wheel(down, model);
                self.follow_step(model);
            }
            Pane::Detail => {
                let rows = self.detail.rows(model, self.steps.step());
                let height = model.view.panes.height(Pane::Detail);
                self.detail.page.wheel(down, &rows, height);
            }
            _ => {}
        }
    }

    /// The map shows where the selected step leads.
    fn follow_step(&mut self, model: &Model) {
        if let Some(step) = self.step(model) {
            self.map.select(Some(step.to));
        } else if self.map.selected().is_none() {
            self.map.select(model.plan().map(|p| p.start));
        }
        self.explain_selected(model);
    }

    /// The pane beside the steps explains what is selected there.
    fn explain_selected(&mut self, model: &Model) {
        let subject = match self.steps.selected(model) {
            Some(StepTarget::Goal) => Subject::Goal,
            Some(StepTarget::Suggestion(task)) => Subject::Suggestion(task),
            _ => Subject::Step,
        };
        self.detail.show(subject, model, self.steps.step());
    }

    /// The steps show what leads to the station selected on the map.
    fn step_of_station(&mut self, model: &Model) {
        let (Some(plan), Some(station)) = (model.plan(), self.map.selected()) else {
            return;
        };
        let step = plan.steps.iter().position(|s| s.to == station);
        let step = step.or_else(|| (plan.start == station).then_some(0));
        if let Some(step) = step {
            self.steps.select(step);
            self.explain_selected(model);
        }
    }

    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer, hits: &mut HitMap) {
        let rows = |room| self.map.rows(room, ctx.model);
        let areas = areas(area, self.focus, rows);
        // The pane with the keys is drawn last: shared borders take its colour. ASCII borders do not join: there the
        // lower panes come last, whose titles stand in the shared row.
        let mut panes = [Focus::Map, Focus::Steps, Focus::Detail];
        if !ctx.theme.signs.ascii {
            panes.sort_by_key(|p| *p == self.focus);
        }
        for each in panes {
            let focus = each == self.focus;
            match each {
                Focus::Map if areas.map.height > 2 => {
                    self.map.view(ctx, focus, areas.map, buf, hits);
                }
                Focus::Steps if areas.steps.height > 2 => {
                    self.steps.view(ctx, focus, areas.steps, buf, hits);
                }
                Focus::Detail if areas.detail.height > 2 => {
                    self.detail
                        .view(ctx, self.steps.step(), focus, areas.detail, buf, hits);
                }
                _ => {}
            }
        }
    }
}

fn is_reached(model: &Model) -> bool {
    model.plan().is_some_and(Plan::is_reached)
}
