//! The page of an advert: which post it is, its conditions, what it asks for, what it answers to the checklist, what to
//! ask and what it pays; or its whole text with the words lit that show all this.

mod build;
mod content;
mod keys;
mod rows;
mod text;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::content::{PageRow, Section, Target};
use crate::adverts::Condition;
use crate::catalog::SkillIx;
use crate::market::AdvertId;
use crate::profile::change;
use crate::text::{capitalize, name_key};
use crate::ui::input::command::Command;
use crate::ui::model::Model;
use crate::ui::model::action::{Action, OverlayRequest};
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::market::MarketChange;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::hints::Hint;
use crate::ui::widget::list_view::ListView;
use crate::ui::widget::page::content::Target as Thing;
use crate::ui::widget::page::{Click, Page};
use crate::ui::widget::page_actions;
use crate::ui::widget::pane::pane;
use crate::usecase::demands::stays_quoted;
use crate::wording::advert as wording;

/// The page of the selected advert.
#[derive(Debug, Default)]
pub(super) struct AdvertPage {
    page: Page<Target>,
    shown: Option<AdvertId>,
    /// Where the text stands while it is shown in place of what was read.
    text: Option<text::TextView>,
}

impl AdvertPage {
    /// Begins at the top where another advert is shown than before.
    pub(super) fn follow(&mut self, shown: Option<AdvertId>) {
        if self.shown != shown {
            self.shown = shown;
            self.page.reset();
            self.text = None;
        }
    }

    /// The keys that work now: in the text, or on the row under the cursor.
    pub(super) fn keys(&self, model: &Model) -> Vec<Hint<'static>> {
        if self.text.is_some() {
            return keys::TEXT.to_vec();
        }
        let rows = self.rows(model);
        let height = model.view.panes.height(Pane::Page);
        let target = self.page.target(&rows, height);
        let is_open = target.as_ref().and_then(|target| {
            let mut of_target = rows
                .iter()
                .filter(|row| row.target.as_ref() == Some(target));
            of_target.find_map(|row| row.open)
        });
        keys::on(target.as_ref(), is_open, |skill| {
            self.is_accepted(skill, model)
        })
    }

    /// Whether the person accepted that the advert asks for a skill.
    fn is_accepted(&self, skill: SkillIx, model: &Model) -> bool {
        let report = self.shown.and_then(|id| model.advert_report(id));
        let mut rows = report.iter().flat_map(|report| &report.skills);
        rows.any(|row| row.skill == skill && row.is_accepted)
    }

    fn rows(&self, model: &Model) -> Vec<PageRow> {
        self.rows_in(model, model.view.panes.width(Pane::Page))
    }

    fn rows_in(&self, model: &Model, width: usize) -> Vec<PageRow> {
        let advert = self.shown.and_then(|id| model.market.advert(id));
        advert.map_or_else(Vec::new, |advert| {
            rows::rows(model, &self.page, advert, width)
        })
    }

    /// Answers a command; ignores what leaves the page.
    pub(super) fn update(&mut self, command: Command, model: &mut Model) -> Outcome {
        let height = model.view.panes.height(Pane::Page);
        if let Some(text) = &mut self.text {
            if matches!(command, Command::Back | Command::AdvertText | Command::Left) {
                self.text = None;
                return Outcome::done();
            }
            if text.go(&Action::Do(command), self.shown, model) {
                return Outcome::done();
            }
            return Outcome::ignored();
        }
        let rows = self.rows(model);
        if self.page.go(command, &rows, height) {
            return Outcome::done();
        }
        match command {
            Command::Left if self.page.fold(true, &rows, height) => return Outcome::done(),
            Command::Right => {
                self.page.fold(false, &rows, height);
                return Outcome::done();
            }
            Command::AdvertText => {
                let target = self.page.target(&rows, height);
                self.show_text(target.as_ref(), model);
                return Outcome::done();
            }
            Command::Left | Command::Back => return Outcome::ignored(),
            _ => {}
        }
        let target = self.page.hold(&rows, height);
        if let Some(section @ Target::Section(_)) = &target
            && matches!(command, Command::Open | Command::Mark)
        {
            self.page.toggle(section.clone());
            let rows = self.rows(model);
            self.page.show_group(&rows, height);
            return Outcome::done();
        }
        self.act(command, target, model)
    }

    /// Shows the text of the advert, with the words of a row lit.
    fn show_text(&mut self, target: Option<&Target>, model: &mut Model) {
        self.text = text::TextView::new(self.shown, target, model);
        if self.text.is_none() {
            model.notify("There is no text to show");
        }
    }

    /// Carries out a command on what the cursor is on.
    fn act(&mut self, command: Command, target: Option<Target>, model: &mut Model) -> Outcome {
        let on_skill = |skill, model: &mut Model| {
            page_actions::act(command, Some(&Thing::Skill(skill)), model)
        };
        match (command, target) {
            (Command::Open, Some(Target::Occupation(occupation))) => {
                return Outcome::follow_up(Action::ShowOccupation(occupation));
            }
            (Command::Mark, Some(Target::Condition(at))) => self.answer_condition(at, model),
            (Command::Reject, Some(Target::Condition(at))) => self.deny_condition(at, model),
            (
                Command::Open,
                target @ Some(
                    Target::Condition(_) | Target::Post | Target::Answer(_) | Target::Question(_),
                ),
            ) => self.show_text(target.as_ref(), model),
            (Command::Mark | Command::Open, Some(Target::Term(name))) => {
                let known = model.profile().terms.contains_key(&name_key(&name));
                model.change(|record, _, now| {
                    if known {
                        change::remove_term(record, &name, now)
                    } else {
                        change::work_with(record, &name, None, now)
                    }
                });
            }
            (Command::Evidence, Some(Target::Term(name))) => {
                return Outcome::open(OverlayRequest::TermNote(name));
            }
            (Command::Evidence, Some(Target::Section(Section::Pay))) => {
                return self.shown.map_or_else(Outcome::done, |id| {
                    Outcome::open(OverlayRequest::PayNote(id))
                });
            }
            (Command::Mark | Command::Open, Some(Target::Perhaps(skill))) => {
                let accepted = (!self.is_accepted(skill, model)).then_some(true);
                self.decide(skill, accepted, model);
            }
            (Command::Reject, Some(Target::Perhaps(skill))) => {
                self.decide(skill, Some(false), model);
            }
            (Command::Reject, Some(Target::Skill(skill))) => self.decide(skill, None, model),
            (Command::Mark | Command::Open, Some(Target::Place)) => {
                let id = self.shown;
                return id.map_or_else(Outcome::done, |id| {
                    Outcome::open(OverlayRequest::AdvertCountry(id))
                });
            }
            (_, Some(Target::Skill(skill) | Target::Perhaps(skill))) => {
                return on_skill(skill, model);
            }
            (
                Command::Mark
                | Command::Reject
                | Command::Evidence
                | Command::Deny
                | Command::Complete,
                _,
            ) => model.notify("That is for a condition, a skill or a term: move to one"),
            _ => return Outcome::ignored(),
        }
        Outcome::done()
    }

    /// Says whether the words that show a skill ask for it. What was accepted can be taken back; what is quoted without
    /// that stays quoted.
    fn decide(&self, skill: SkillIx, accepted: Option<bool>, model: &mut Model) {
        let report = self.shown.and_then(|id| model.advert_report(id));
        let mut rows = report.iter().flat_map(|report| &report.skills);
        let Some(row) = rows.find(|row| row.skill == skill) else {
            return;
        };
        if stays_quoted(row.tier, row.is_accepted) {
            model.notify(capitalize(wording::STAYS_QUOTED));
            return;
        }
        let words = self
            .shown
            .map(|id| model.market.words(id, &row.quote.spans));
        model.change_market(MarketChange::Decide {
            words: words.unwrap_or_default(),
            skill,
            accepted,
        });
    }

    /// A condition of the advert, by number, and what the person said of it.
    fn condition(&self, at: usize, model: &Model) -> Option<(Condition, Option<bool>)> {
        let report = self.shown.and_then(|id| model.advert_report(id))?;
        let condition = report.conditions.get(at)?.condition.clone();
        let said = model.profile().condition_answer(&condition.key);
        let said = said.map(|said| said.met);
        Some((condition, said))
    }

    /// Says yes to a condition, then no, then takes it back.
    fn answer_condition(&self, at: usize, model: &mut Model) {
        let Some((Condition { key, text, .. }, said)) = self.condition(at, model) else {
            return;
        };
        model.change(|record, _, now| match said {
            None => change::answer_condition(record, &key, &text, true, now),
            Some(true) => change::answer_condition(record, &key, &text, false, now),
            Some(false) => change::forget_condition(record, &key, &text, now),
        });
    }

    /// Says no to a condition.
    fn deny_condition(&self, at: usize, model: &mut Model) {
        match self.condition(at, model) {
            Some((_, Some(false))) => model.notify("You said no already"),
            Some((Condition { key, text, .. }, _)) => {
                model.change(|record, _, now| {
                    change::answer_condition(record, &key, &text, false, now)
                });
            }
            None => {}
        }
    }

    pub(super) fn point(&mut self, row: usize, model: &mut Model) -> Outcome {
        if self.text.is_some() {
            return Outcome::done();
        }
        let rows = self.rows(model);
        let again = self
            .page
            .point(row, &rows, model.view.panes.height(Pane::Page));
        let folds = rows.get(row).is_some_and(|row| row.open.is_some());
        if folds || again == Click::Again {
            return self.update(Command::Open, model);
        }
        Outcome::done()
    }

    pub(super) fn wheel(&mut self, action: &Action, down: bool, model: &Model) {
        if let Some(text) = &mut self.text {
            text.go(action, self.shown, model);
            return;
        }
        let rows = self.rows(model);
        self.page
            .wheel(down, &rows, model.view.panes.height(Pane::Page));
    }

    pub(super) fn view(
        &self,
        ctx: ViewContext<'_>,
        focus: bool,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
    ) {
        let advert = self.shown.and_then(|id| ctx.model.market.advert(id));
        let title = advert.map_or("", |advert| &advert.title);
        let again = advert.is_some_and(|advert| !advert.posted_again.is_empty());
        let remark = match (&self.text, again) {
            (Some(_), _) => "its text",
            (None, true) => "posted again",
            (None, false) => "",
        };
        let inner = pane(title, remark, focus, ctx.theme, area, buf);
        if let Some(text) = &self.text {
            text.view(ctx, self.shown, inner, buf, hits);
            return;
        }
        let rows = self.rows_in(ctx.model, usize::from(inner.width));
        let view = ListView::new(ctx.theme, Pane::Page, focus);
        self.page
            .view(view, &rows, inner, buf, hits, |row| content::ends(ctx, row));
    }
}
