//! Trials (what-if) and reloaded records: the questions that the app asks about them.

use super::App;
use crate::profile::history::Record;
use crate::text::plural;
use crate::ui::app::overlay_stack::Overlay;
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::action::Action;
use crate::ui::model::{Access, Job, JobResult, Rebased};
use crate::ui::overlay::confirm::Confirm;
use crate::ui::overlay::recovery::Recovery;
use crate::ui::overlay::what_if::WhatIf;

impl App {
    /// Carries out a command of trials.
    pub(super) fn what_if(&mut self, command: Command) {
        let key = |command| self.view_context().key(KeyContext::Path, false, command);
        match (command, self.model.is_trial()) {
            (Command::WhatIf, false) => {
                let (keep, drop) = (key(Command::Keep), key(Command::Drop));
                self.model.begin_trial();
                self.model.notify(format!(
                    "What if: try any change. {keep} keeps it, {drop} drops it"
                ));
            }
            (Command::WhatIf, true) => self.push(WhatIf::overview()),
            (Command::Keep, true) => self.ask_to_keep(),
            (Command::Drop, true) => self.model.drop_trial(),
            _ => {
                let begin = key(Command::WhatIf);
                self.model.notify(format!(
                    "Nothing is being tried: {begin} tries changes without saving them"
                ));
            }
        }
    }

    /// Asks before a trial is written into the record. Without a change there is no question.
    fn ask_to_keep(&mut self) {
        let tried = self.model.tried();
        if tried.is_empty() || *self.model.access() != Access::Write {
            self.model.keep_trial();
            return;
        }
        let changes = plural(tried.len(), "change", "changes");
        let mut lines = vec![format!(
            "This writes {changes} into your record; one undo takes back all of it."
        )];
        lines.push(String::new());
        let sign = self.theme.signs.point;
        lines.extend(tried.iter().map(|title| format!("{sign} {title}")));
        let question = "Keep what was tried?";
        self.push(Confirm::new(question, lines, "keep it", Action::KeepTrial));
    }

    /// Asks before quitting drops a trial. Returns false if there is none, or if the question is open already.
    pub(super) fn asks_before_leaving(&mut self) -> bool {
        let asked = |overlay: &Overlay| matches!(overlay, Overlay::WhatIf(w) if w.asks());
        if self.model.tried().is_empty() || self.overlays.iter().any(asked) {
            return false;
        }
        self.push(WhatIf::leaving());
        true
    }

    /// Replaces the record by one that was read again; returns what to say of the trial.
    pub fn reload(&mut self, record: Record) -> &'static str {
        let rebased = self.model.replace(record);
        self.show_anew(rebased)
    }

    /// Applies the unsaved changes to a record that was read again; returns what to say of the trial.
    pub fn put_on_top(&mut self, theirs: Record) -> &'static str {
        let rebased = self.model.put_on_top(theirs);
        self.show_anew(rebased)
    }

    fn show_anew(&mut self, rebased: Rebased) -> &'static str {
        self.refresh();
        match rebased {
            Rebased::Nothing => "",
            Rebased::GoesOn => "; the what-if goes on over it",
            Rebased::Dropped => "; the what-if was dropped, for it changed in what was tried",
        }
    }

    /// Asks what to do with unsaved changes when another program changed or damaged the file.
    pub fn ask_about_change(&mut self, damage: Option<String>) {
        let asks = |overlay: &Overlay| matches!(overlay, Overlay::Recovery(_));
        if !self.overlays.iter().any(asks) {
            let titles = self.model.unsaved_titles();
            self.push(Recovery::changed(titles, damage));
        }
    }

    pub fn job(&mut self) -> Option<Job> {
        self.model.job()
    }

    /// Takes the result of a job. Rows change their order; the cursors stay on their rows.
    pub(super) fn finish_job(&mut self, answer: JobResult) {
        self.model.finish_job(answer);
        self.path.jobs_finished(&self.model);
        for overlay in &mut self.overlays {
            match overlay {
                Overlay::Routes(chooser) => chooser.routes_found(&self.model),
                Overlay::SetupWizard(wizard) => wizard.routes_found(&self.model),
                _ => {}
            }
        }
    }
}
