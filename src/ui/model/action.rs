//! The one vocabulary: what keys, the palette, help, clicks and tests can ask of the screens.
//!
//! A [`Command`] has a name that key files use; an [`Action`] may carry a value as well.

use crate::catalog::{OccupationIx, SkillIx};
use crate::profile::Claim;
use crate::ui::input::command::Command;
use crate::ui::model::JobResult;
use crate::ui::overlay::filter::Filter;

/// The screens, in the order of their tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Tab {
    /// Map, steps, the selected step.
    #[default]
    Path,
    /// Occupations.
    Roles,
    /// Skills.
    Skills,
    /// The guide.
    Guide,
}

impl Tab {
    /// All tabs, from left to right.
    pub const ALL: [Self; 4] = [Self::Path, Self::Roles, Self::Skills, Self::Guide];

    /// What stands on the tab; also the name of its section in key files, in lower case.
    pub fn title(self) -> &'static str {
        match self {
            Self::Path => "Path",
            Self::Roles => "Roles",
            Self::Skills => "Skills",
            Self::Guide => "Guide",
        }
    }

    /// The command that leads there.
    pub fn command(self) -> Command {
        match self {
            Self::Path => Command::Path,
            Self::Roles => Command::Roles,
            Self::Skills => Command::Skills,
            Self::Guide => Command::Guide,
        }
    }
}

/// Something typed into a text field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditCommand {
    /// Text, typed or pasted.
    Text(String),
    /// Text and backspaces that came faster than they were answered.
    Several(Vec<EditCommand>),
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Back to the start of the word, deleting.
    WordBack,
    /// Delete to the start of the field.
    KillToStart,
    /// Delete to the end of the field.
    KillToEnd,
    /// Cursor left.
    Left,
    /// Cursor right.
    Right,
    /// Cursor a word left.
    WordLeft,
    /// Cursor a word right.
    WordRight,
    /// Cursor to the start.
    Start,
    /// Cursor to the end.
    End,
}

/// Everything that can happen to the planner.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A command.
    Do(Command),
    /// Text for the field that has the keys.
    Type(EditCommand),
    /// A click on row `row` of pane `pane`; what these mean is the screen's own business.
    Point {
        /// Which pane.
        pane: u8,
        /// Which row of its content.
        row: usize,
    },
    /// The wheel over a pane.
    Wheel {
        /// Which pane.
        pane: u8,
        /// Towards the end.
        down: bool,
    },
    /// Show an occupation's page.
    ShowOccupation(OccupationIx),
    /// Show a skill's page.
    ShowSkill(SkillIx),
    /// Show the step with this number (from 0) of the route.
    ShowStep(usize),
    /// Show a milestone where it stands on the route, else in the palette's words.
    ShowMilestone(String),
    /// Show a section of the guide.
    ShowSection(String),
    /// Show a track on the map.
    ShowTrack(String),
    /// Choose a route.
    Choose {
        /// Track id.
        track: String,
        /// Route id.
        route: String,
    },
    /// Choose a computed route, by its stops between start and goal.
    ChooseStops(Vec<OccupationIx>),
    /// Make or take back the move of the step with this id, without asking.
    Move {
        /// The step.
        step: String,
        /// Made, or taken back.
        made: bool,
    },
    /// Reach or take back a milestone.
    Reach {
        /// The milestone.
        id: String,
        /// Reached, or taken back.
        reached: bool,
    },
    /// Say the same of several skills, as one change.
    MarkAll {
        /// Which ones.
        skills: Vec<SkillIx>,
        /// What is said.
        said: Claim,
    },
    /// Show the skills that a filter admits.
    Filter(Filter),
    /// A choice of the overlay for a damaged record: restore the newest good version.
    RestoreBackup,
    /// Set the damaged record aside and begin anew.
    BeginAnew,
    /// The file changed outside: put what is not saved on top of it.
    PutOnTop,
    /// The file changed outside: read it, and drop what is not saved.
    ReadAgain,
    /// Write what was tried into the record, without asking.
    KeepTrial,
    /// Leave the planner without asking.
    Leave,
    /// What was computed beside the screen is there.
    JobResult(Box<JobResult>),
    /// The record was saved.
    Saved(Result<(), String>),
    /// The file changed behind our back.
    FileChanged,
    /// The terminal has another size.
    Resize(u16, u16),
}

impl Action {
    /// Whether the planner itself answers, whatever lies on top: the world reports something, or an overlay that just
    /// closed decided something. No overlay may swallow these.
    pub fn is_global(&self) -> bool {
        match self {
            Self::Do(command) => matches!(
                command,
                Command::Suspend | Command::Redraw | Command::Theme | Command::Mouse
            ),
            Self::Choose { .. }
            | Self::ChooseStops(_)
            | Self::Move { .. }
            | Self::Reach { .. }
            | Self::MarkAll { .. }
            | Self::RestoreBackup
            | Self::BeginAnew
            | Self::PutOnTop
            | Self::ReadAgain
            | Self::KeepTrial
            | Self::Leave
            | Self::JobResult(_)
            | Self::Saved(_)
            | Self::FileChanged
            | Self::Resize(..) => true,
            _ => false,
        }
    }
}

impl From<Command> for Action {
    fn from(command: Command) -> Self {
        Self::Do(command)
    }
}
