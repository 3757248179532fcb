//! The planner as a value: screens, overlays, messages. `update` is the only way it changes; `view` is pure.
//!
//! It knows no terminal, no file and no clock: the run loop brings keys and the time, and carries out effects.

pub mod frame;
pub mod overlay_stack;
mod trial;
mod view;

use crossterm::event::KeyEvent;

use super::screen::{guide, market, path, roles, skills};
use crate::profile::Moment;
use crate::ui::app::overlay_stack::Overlay;
use crate::ui::input::command::Command;
use crate::ui::input::edit_command::EditCommand;
use crate::ui::input::key_context::KeyContext;
use crate::ui::input::keymap::{Key, Keymap};
use crate::ui::model::action::{Action, OverlayRequest, Tab};
use crate::ui::model::effect::Effect;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::theme::{Theme, ThemeName};
use crate::ui::model::{Access, Model};
use crate::ui::overlay::{
    advert_filter::AdvertFilterChooser, advert_state::AdvertStateForm, assumptions::Assumptions,
    compare_occupations::OccupationComparison, confirm::Confirm, evidence::EvidenceForm,
    filter::FilterChooser, help::Help, messages::Messages, palette::Palette, prompt::Prompt,
    routes::RouteChooser, setup_wizard::SetupWizard,
};

/// The record's settings: a theme by name, and whether the planner takes the mouse.
pub const THEME: &str = "theme";
/// See [`THEME`].
pub const MOUSE: &str = "mouse";

/// Smallest screen that can be drawn, columns and rows.
pub const SMALLEST: (u16, u16) = (60, 15);

/// Follow-up actions after which an update gives up: a loop would be a bug, not a reason to hang.
const MOST_FOLLOW_UPS: usize = 64;

/// The planner.
#[derive(Debug)]
pub struct App {
    /// What the screens share.
    pub model: Model,
    /// Colours and signs.
    pub theme: Theme,
    pub keymap: Keymap,
    /// The screen shown.
    pub tab: Tab,
    pub path: path::Path,
    pub roles: roles::Roles,
    pub skills: skills::Skills,
    pub guide: guide::Guide,
    pub market: market::MarketScreen,
    overlays: Vec<Overlay>,
    /// The message in the footer until the next key.
    toast: Option<String>,
    /// All messages of this session, oldest first.
    messages: Vec<(Moment, String)>,
    mouse: bool,
    /// Whether the theme was set outside of the record, which then does not keep another one.
    pub theme_is_set: bool,
    /// Whether the person was warned that leaving loses something.
    warned: bool,
    size: (u16, u16),
    hits: HitMap,
}

impl App {
    /// A planner over a model. Without a record it opens with the question where the person is.
    pub fn new(model: Model, theme: Theme, keymap: Keymap, mouse: bool) -> Self {
        let mut app = Self {
            path: path::Path::new(&model),
            roles: roles::Roles::new(roles::Occupations::default()),
            skills: skills::Skills::new(skills::FilteredSkills::default()),
            guide: guide::Guide::new(&model),
            market: market::MarketScreen::default(),
            model,
            theme,
            keymap,
            tab: Tab::Path,
            overlays: Vec::new(),
            toast: None,
            messages: Vec::new(),
            mouse,
            theme_is_set: false,
            warned: false,
            size: (80, 24),
            hits: HitMap::default(),
        };
        app.ask_where();
        app
    }

    /// Opens the first run over an empty record, or goes on with one that was interrupted. A record that cannot be
    /// written is only looked at.
    pub fn ask_where(&mut self) {
        let asked = self
            .overlays
            .iter()
            .any(|l| matches!(l, Overlay::SetupWizard(_)));
        let writable = *self.model.access() == Access::Write;
        if asked || !writable {
            return;
        }
        if self.model.profile().is_empty() {
            self.push(SetupWizard::first_run(&self.model));
        } else if let Some(word) = self.model.open_question() {
            match SetupWizard::resumed(&self.model, word) {
                Some(begin) => self.push(begin),
                None => self.push(Assumptions::new(&self.model)),
            }
        }
    }

    /// Whether the planner has the mouse.
    pub fn mouse(&self) -> bool {
        self.mouse
    }

    /// Lays an overlay on top.
    pub fn push(&mut self, overlay: impl Into<Overlay>) {
        self.overlays.push(overlay.into());
    }

    /// Shows a message in the footer and keeps it among the messages.
    pub fn notify(&mut self, text: impl Into<String>) {
        let text = text.into();
        self.messages.push((self.model.now, text.clone()));
        self.toast = Some(text);
    }

    /// Sets the moment of the update that follows.
    pub fn set_now(&mut self, now: Moment) {
        self.model.now = now;
    }

    /// Sets the size of the screen.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (columns, rows);
    }

    /// Lets every screen take in a changed record.
    fn refresh(&mut self) {
        self.path.refresh(&self.model);
        self.refresh_if_stale();
    }

    /// Refreshes the visible screen if the record changed since it was drawn.
    fn refresh_if_stale(&mut self) {
        match self.tab {
            Tab::Roles => self.roles.refresh_if_stale(&self.model),
            Tab::Skills => self.skills.refresh_if_stale(&self.model),
            Tab::Path | Tab::Guide | Tab::Market => {}
        }
    }

    /// Whether the screen is too small to draw.
    fn too_small(&self) -> bool {
        self.size.0 < SMALLEST.0 || self.size.1 < SMALLEST.1
    }

    /// The context whose keys apply, and whether printable keys are text now.
    pub fn key_context(&self) -> (KeyContext, bool) {
        if let Some(top) = self.overlays.last() {
            return (top.context(), top.typing());
        }
        let typing = match self.tab {
            Tab::Path => false,
            Tab::Roles => self.roles.typing(),
            Tab::Skills => self.skills.typing(),
            Tab::Guide => self.guide.typing(),
            Tab::Market => self.market.typing(),
        };
        let context = match self.tab {
            Tab::Market => self.market.context(),
            tab => tab.context(),
        };
        (context, typing)
    }

    /// A key was pressed.
    pub fn key(&mut self, event: KeyEvent) -> Vec<Effect> {
        let key = Key::from(event);
        let (context, typing) = self.key_context();
        if self.too_small() {
            // Nothing can be seen, so nothing must happen but leaving.
            return match self.keymap.command(context, false, key) {
                Some(command @ (Command::Quit | Command::Suspend)) => self.update(command.into()),
                _ => Vec::new(),
            };
        }
        if let Some(typed) = self.typed(event) {
            return self.update(Action::Type(typed));
        }
        match self.keymap.command(context, typing, key) {
            Some(command) => self.update(command.into()),
            None => Vec::new(),
        }
    }

    /// What a key means to the field that has the keys, if one has.
    fn typed(&self, event: KeyEvent) -> Option<EditCommand> {
        let (context, typing) = self.key_context();
        let key = Key::from(event);
        let is_bound = || self.keymap.command(context, true, key).is_some();
        if self.too_small() || !typing || (!key.is_printable() && is_bound()) {
            return None;
        }
        EditCommand::from_key(event)
    }

    /// What a key means to the field that has the keys, where it can be taken together with others that wait: text and
    /// backspaces mean the same in any number.
    pub fn edit(&self, event: KeyEvent) -> Option<EditCommand> {
        let typed = self.typed(event);
        typed.filter(|t| matches!(t, EditCommand::Text(_) | EditCommand::Backspace))
    }

    /// Text was pasted: one insertion where text is typed, an advert on Market, else nothing.
    pub fn paste(&mut self, text: &str) -> Vec<Effect> {
        if self.too_small() {
            return Vec::new();
        }
        let takes_paste = match self.overlays.last() {
            Some(top) => top.takes_paste(text),
            None => !self.key_context().1,
        };
        if takes_paste {
            return self.update(Action::Paste(text.to_owned()));
        }
        self.update(Action::Type(EditCommand::Text(text.to_owned())))
    }

    /// The left button was pressed.
    pub fn click(&mut self, column: u16, row: u16) -> Vec<Effect> {
        match self.hits.at(column, row) {
            Some(action) if !self.too_small() => self.update(action),
            None if !self.too_small() && self.is_beside(column, row) => {
                self.update(Command::Back.into())
            }
            _ => Vec::new(),
        }
    }

    /// Whether a click there misses an overlay that can be closed so.
    fn is_beside(&self, column: u16, row: u16) -> bool {
        let closes = self.overlays.last().is_some_and(Overlay::closes_outside);
        closes && self.hits.is_outside(column, row)
    }

    /// The wheel was turned.
    pub fn wheel(&mut self, column: u16, row: u16, down: bool) -> Vec<Effect> {
        match self.hits.wheel(column, row) {
            Some(pane) if !self.too_small() => self.update(Action::Wheel { pane, down }),
            _ => Vec::new(),
        }
    }

    /// Carries out an action and what follows from it; gives what must be done outside.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        let mut effects = Vec::new();
        let changes = self.model.generation();
        if !matches!(
            action,
            Action::Saved(_)
                | Action::Resize(..)
                | Action::FileChanged
                | Action::JobResult(_)
                | Action::SearchResult(_)
                | Action::MarketAnswer(_)
                | Action::AdvertRead(_)
        ) {
            self.toast = None;
        }
        if !matches!(action, Action::Do(Command::Quit)) && !action.is_global() {
            // After anything but a second quit, the warning is shown again.
            self.warned = false;
        }
        let mut queue = std::collections::VecDeque::from([action]);
        for _ in 0..MOST_FOLLOW_UPS {
            let Some(action) = queue.pop_front() else {
                break;
            };
            let outcome = if action.is_global() {
                Outcome::ignored()
            } else {
                self.route(&action)
            };
            if outcome.close {
                self.overlays.pop();
            }
            if !outcome.handled {
                self.handle_unconsumed(action, &mut effects);
            }
            queue.extend(outcome.follow_ups);
        }
        if self.tab == Tab::Market {
            self.market.follow(&self.model);
        }
        for text in self.model.take_messages() {
            self.notify(text);
        }
        if self.model.generation() != changes {
            self.refresh();
        }
        let leaves = effects
            .iter()
            .any(|e| matches!(e, Effect::Quit | Effect::Suspend));
        if leaves || !matches!(self.overlays.last(), Some(Overlay::Evidence(_))) {
            self.model.save_drafts();
        }
        if self.model.take_dirty() {
            // What is kept on the way out is saved before the planner is left.
            effects.insert(0, Effect::Save);
        }
        effects
    }

    /// Keeps what was begun in a form that is still open. What is to be saved then is in the effects.
    pub fn keep_drafts(&mut self) -> Vec<Effect> {
        self.model.save_drafts();
        Vec::from_iter(self.model.take_dirty().then_some(Effect::Save))
    }

    /// Gives the action to the overlay on top, else to the screen.
    fn route(&mut self, action: &Action) -> Outcome {
        if let Some(top) = self.overlays.last_mut() {
            return top.update(action, &mut self.model);
        }
        let model = &mut self.model;
        if let Action::Do(command) = action
            && command.changes_record()
            && model.is_read_only()
        {
            // The answers to its questions could not be saved.
            model.notify("Read-only: nothing will be saved.");
            return Outcome::done();
        }
        match self.tab {
            Tab::Path => self.path.update(action, model),
            Tab::Roles => self.roles.update(action, model),
            Tab::Skills => self.skills.update(action, model),
            Tab::Guide => self.guide.update(action, model),
            Tab::Market => self.market.update(action, model),
        }
    }

    /// Handles an action that no overlay and no screen consumed.
    fn handle_unconsumed(&mut self, action: Action, effects: &mut Vec<Effect>) {
        match action {
            Action::Do(command) => self.command(command, effects),
            Action::Open(request) => self.open(request),
            Action::ShowOccupation(ix) => {
                self.show(Tab::Roles);
                self.roles.show(ix.0, &self.model);
            }
            Action::ShowSkill(ix) => {
                self.show(Tab::Skills);
                self.skills.show(ix.0, &self.model);
            }
            Action::ShowSection(id) => {
                self.show(Tab::Guide);
                self.guide.show(&id, &self.model);
            }
            Action::ShowAdvert(id) => {
                self.show(Tab::Market);
                self.market.show(id, &self.model);
            }
            Action::AddAdverts(source) => self.model.add_adverts(source),
            Action::ChangeMarket(change) => self.model.change_market(change),
            Action::MarketAnswer(answer) => {
                self.model.finish_market_job(*answer);
                self.market.refresh(&mut self.model);
            }
            Action::AdvertRead(read) => self.model.finish_reading(*read),
            Action::ShowStep(step) => {
                self.show(Tab::Path);
                self.path.show_step(step, &self.model);
            }
            Action::ShowMilestone(id) => {
                self.show(Tab::Path);
                if !self.path.show_milestone(&id, &self.model) {
                    let routes = self
                        .view_context()
                        .key(KeyContext::Path, false, Command::Routes);
                    self.notify(format!(
                        "This milestone is not on your route; {routes} compares routes that have it"
                    ));
                }
            }
            Action::ShowTrack(id) => {
                self.show(Tab::Path);
                self.path.show_track(&id, &self.model);
            }
            Action::ChangePlan(change) => {
                self.model.update_plan(change);
            }
            Action::Move { step, made } => {
                let report = self.model.step_report(&step);
                let open = report.map_or(0, |report| report.skills.len());
                if self.model.make_move(&step, made) && made && open > 0 {
                    let keys = self
                        .keymap
                        .keys(KeyContext::Path, false, Command::Assumptions);
                    let key = keys.first().copied().unwrap_or("assumptions");
                    self.model.notify(format!(
                        "The new role suggests {}; press {key} to review them.",
                        crate::text::plural(open, "more skill", "more skills")
                    ));
                }
            }
            Action::Reach { id, reached } => {
                self.model.reach(&id, reached);
            }
            Action::KeepTrial => {
                self.model.keep_trial();
            }
            Action::MarkAll { skills, claim } => {
                self.model.mark_all(&skills, claim);
            }
            Action::Effect(effect) => effects.push(effect),
            Action::JobResult(answer) => self.finish_job(*answer),
            Action::SearchResult(result) => {
                if self.model.finish_search(*result) {
                    self.skills.search_finished(&self.model);
                    if let Some(Overlay::Palette(palette)) = self.overlays.last_mut() {
                        palette.search_finished(&self.model);
                    }
                }
            }
            Action::Saved(Ok(())) => {
                self.model.save_status.saved = Some(self.model.now);
                self.model.save_status.unsaved = None;
                self.model.drafts_mut().mark_saved();
            }
            Action::Saved(Err(problem)) => {
                self.notify(format!("Not saved: {problem}"));
                self.model.save_status.unsaved = Some(problem);
            }
            Action::FileChanged => effects.push(Effect::Reload),
            Action::Resize(columns, rows) => self.resize(columns, rows),
            Action::Type(_)
            | Action::Paste(_)
            | Action::Filter(_)
            | Action::FilterAdverts(_)
            | Action::Point { .. }
            | Action::PointAt { .. }
            | Action::Wheel { .. } => {}
        }
    }

    fn command(&mut self, command: Command, effects: &mut Vec<Effect>) {
        match command {
            Command::Path => self.show(Tab::Path),
            Command::Roles => self.show(Tab::Roles),
            Command::Skills => self.show(Tab::Skills),
            Command::Guide => self.show(Tab::Guide),
            Command::Market => self.show(Tab::Market),
            Command::NextTab => self.turn(1),
            Command::PreviousTab => self.turn(Tab::ALL.len() - 1),
            Command::Routes | Command::Compare => {
                self.push(RouteChooser::new(&self.model, command == Command::Compare));
            }
            Command::Begin => self.push(SetupWizard::change(&self.model)),
            Command::Assumptions => self.push(Assumptions::new(&self.model)),
            Command::Palette => self.push(Palette::new(&self.model)),
            Command::Help => {
                let (context, _) = self.key_context();
                self.push(Help::new(context, self.tab, &self.keymap));
            }
            Command::Messages => self.push(Messages::new(&self.messages)),
            Command::WhatIf | Command::Keep | Command::Drop => self.what_if(command),
            Command::Undo => self.model.undo(),
            Command::Redo => self.model.redo(),
            Command::Theme => self.next_theme(),
            Command::Mouse => {
                self.mouse = !self.mouse;
                self.model.remember(MOUSE, self.mouse);
                effects.push(Effect::Mouse(self.mouse));
                self.notify(if self.mouse {
                    "The planner has the mouse"
                } else {
                    "The terminal has the mouse: select text as usual"
                });
            }
            Command::Redraw => effects.push(Effect::Redraw),
            Command::Suspend => effects.push(Effect::Suspend),
            Command::Quit => self.quit(effects),
            Command::Back if self.model.view.selection.clear() => {
                self.notify("No skill is selected any more");
            }
            // The rest belongs to whatever has the focus.
            _ => {}
        }
    }

    /// Opens an overlay that was asked for.
    fn open(&mut self, request: OverlayRequest) {
        let model = &mut self.model;
        let overlay: Overlay = match request {
            OverlayRequest::Confirm {
                title,
                lines,
                yes,
                action,
            } => Confirm::new(title, lines, yes, *action).into(),
            OverlayRequest::Evidence {
                subject,
                title,
                note,
            } => {
                if model.refuses_evidence() {
                    return;
                }
                EvidenceForm::for_subject(model, subject, title, note).into()
            }
            OverlayRequest::Assumptions => Assumptions::new(model).into(),
            OverlayRequest::StepSkills(step) => Assumptions::of_step(model, &step).into(),
            OverlayRequest::MilestoneSkills(id) => match Assumptions::after_milestone(model, &id) {
                Some(assumptions) => assumptions.into(),
                None => return,
            },
            OverlayRequest::SkillFilter { filter, counted } => {
                FilterChooser::new(filter, counted).into()
            }
            OverlayRequest::AddAdvert => Prompt::add_advert().into(),
            OverlayRequest::AdvertCountry(id) => Prompt::country(model, id).into(),
            OverlayRequest::PayNote(id) => Prompt::pay_note(&self.model, id).into(),
            OverlayRequest::TermNote(name) => Prompt::term_note(model, name).into(),
            OverlayRequest::AdvertState(id) => AdvertStateForm::new(model, id).into(),
            OverlayRequest::AdvertFilter(filter) => AdvertFilterChooser::new(filter).into(),
            OverlayRequest::CompareOccupations(beside) => {
                OccupationComparison::new(model, &beside).into()
            }
        };
        self.push(overlay);
    }

    /// Leaves, unless something would be lost: then it says so once, and the second time it leaves.
    fn quit(&mut self, effects: &mut Vec<Effect>) {
        let drafts = self.model.drafts_at_risk();
        let warning = match &self.model.save_status.unsaved {
            Some(problem) => Some(format!(
                "The last change is not saved ({problem}); quit once more to leave"
            )),
            None if drafts > 0 => {
                let forms = crate::text::plural(drafts, "evidence form is", "evidence forms are");
                Some(format!(
                    "{forms} begun and not saved; quit once more to leave"
                ))
            }
            None => None,
        };
        match warning {
            Some(warning) if !std::mem::replace(&mut self.warned, true) => self.notify(warning),
            _ if self.asks_before_leaving() => {}
            _ => effects.push(Effect::Quit),
        }
    }

    /// Shows a screen and closes the overlays over it.
    fn show(&mut self, tab: Tab) {
        self.overlays.clear();
        self.tab = tab;
        self.refresh_if_stale();
    }

    fn turn(&mut self, by: usize) {
        let at = Tab::ALL.iter().position(|t| *t == self.tab).unwrap_or(0);
        self.show(Tab::ALL[(at + by) % Tab::ALL.len()]);
    }

    fn next_theme(&mut self) {
        let name: ThemeName = self.theme.name.next();
        self.theme = self.theme.renamed(name);
        let kept = !self.theme_is_set && self.model.remember(THEME, name.word());
        self.notify(if kept {
            format!("Theme: {}", name.word())
        } else {
            format!(
                "Theme: {0}, for now; theme = \"{0}\" in config.toml keeps it",
                name.word()
            )
        });
    }
}
