//! The one vocabulary: what keys, the palette, help, clicks and tests can ask of the screens.
//!
//! A [`Command`] has a name that key files use; an [`Action`] may carry a value as well.

use super::overlay::filter::Filter;
use super::session::Reckoned;
use crate::catalog::{OccupationIx, SkillIx};
use crate::profile::Claim;

macro_rules! commands {
    ($($variant:ident, $name:literal, $title:literal, $help:literal;)*) => {
        /// What can be bound to a key and is listed in the palette and in help.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command {
            $(#[doc = $help] $variant,)*
        }

        impl Command {
            /// Every command, in the order of the help.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in key files.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// A word or three, for the footer.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }

            /// What it does, for the palette and help.
            pub fn help(self) -> &'static str {
                match self { $(Self::$variant => $help,)* }
            }
        }
    };
}

commands! {
    Up, "up", "up", "Move up";
    Down, "down", "down", "Move down";
    Left, "left", "left", "Move left, fold, or back to the pane before";
    Right, "right", "right", "Move right, unfold, or on to the next pane";
    First, "first", "first", "Go to the first row";
    Last, "last", "last", "Go to the last row";
    PageUp, "page-up", "page up", "Move up a page";
    PageDown, "page-down", "page down", "Move down a page";
    Open, "open", "open", "Open, fold or unfold what is selected";
    Back, "back", "back", "Close, clear the search, or go back";
    NextTab, "next-tab", "next tab", "Go to the next screen";
    PreviousTab, "previous-tab", "previous tab", "Go to the screen before";
    Path, "path", "Path", "Go to Path: the map, the steps of your route and what each asks for";
    Roles, "roles", "Roles", "Go to Roles: every occupation and its skills";
    Skills, "skills", "Skills", "Go to Skills: search all skills";
    Guide, "guide", "Guide", "Go to Guide: the post, the five fields, adverts, pay, careers";
    Search, "search", "search", "Search or filter this list by typing";
    Filter, "filter", "filter", "Filter the list by kind, reuse level, state, occupation or step";
    Groups, "groups", "groups", "Fold the skills by ESCO's skill groups, or list them flat";
    Mark, "mark", "mark", "Mark a skill: missing, learning, held; tick a milestone";
    Deny, "deny", "not me", "Say that you do not have this skill, whatever your roles suggest";
    Complete, "complete", "done", "Complete a step or a milestone, or take it back";
    Evidence, "evidence", "evidence", "Write down evidence for what is selected";
    Save, "save", "save", "Save the form";
    Routes, "routes", "routes", "Choose a route, and compare routes side by side";
    Begin, "roles-held", "roles held", "Change where you are, where you have been, your goal and track";
    Assumptions, "assumptions", "assumed", "Review what was assumed from your roles, least certain first";
    Compare, "compare", "compare", "Put this route beside others; on Roles, put two or three occupations side by side";
    WhatIf, "what-if", "what if", "Try changes without saving them: what if this were so?";
    Keep, "keep", "keep", "In a what-if: keep what was tried, as one change of your record; asks first";
    Drop, "drop", "drop", "In a what-if: drop what was tried, your record is as before";
    Undo, "undo", "undo", "Undo the last change";
    Redo, "redo", "redo", "Redo what was undone";
    Palette, "palette", "palette", "Find every command, occupation, skill, milestone and section";
    Help, "help", "help", "Show the keys of this screen";
    Messages, "messages", "messages", "Show the messages of this session in full";
    Theme, "theme", "theme", "Change the theme: dark, light, mono";
    Mouse, "mouse", "mouse", "Give the mouse to the terminal, or take it back";
    Redraw, "redraw", "redraw", "Draw the screen anew";
    Suspend, "suspend", "suspend", "Suspend to the shell; fg brings the planner back";
    Quit, "quit", "quit", "Quit; everything is saved already";
}

impl Command {
    /// Whether it changes the record on the screens, at once or by a form.
    pub fn changes_record(self) -> bool {
        matches!(
            self,
            Self::Mark
                | Self::Deny
                | Self::Complete
                | Self::Evidence
                | Self::Undo
                | Self::Redo
                | Self::Begin
        )
    }

    /// Whether it moves a cursor.
    pub fn moves(self) -> bool {
        matches!(
            self,
            Self::Up
                | Self::Down
                | Self::Left
                | Self::Right
                | Self::First
                | Self::Last
                | Self::PageUp
                | Self::PageDown
        )
    }

    /// The command of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.name() == name)
    }
}

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
pub enum Typed {
    /// Text, typed or pasted.
    Text(String),
    /// Text and backspaces that came faster than they were answered.
    Several(Vec<Typed>),
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
    Type(Typed),
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
    Reckoned(Box<Reckoned>),
    /// The record was saved.
    Saved(Result<(), String>),
    /// The file changed behind our back.
    FileChanged,
    /// The terminal has another size.
    Resize(u16, u16),
}

impl Action {
    /// Whether an overlay that answers may leave the screen below as it is: it moves its cursor or takes text. Whether the
    /// session changed all the same is for the session to say.
    pub fn stays(&self) -> bool {
        match self {
            Self::Do(command) => command.moves(),
            Self::Type(_) | Self::Wheel { .. } => true,
            _ => false,
        }
    }

    /// Whether the planner itself answers, whatever lies on top: the world reports something, or an overlay that just
    /// closed decided something. No overlay may swallow these.
    pub fn is_planners(&self) -> bool {
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
            | Self::Reckoned(_)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_lead_back() {
        for (i, command) in Command::ALL.iter().enumerate() {
            assert_eq!(Command::from_name(command.name()), Some(*command));
            assert!(
                Command::ALL[i + 1..]
                    .iter()
                    .all(|c| c.name() != command.name())
            );
        }
    }
}
