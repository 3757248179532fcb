//! The commands: what can be bound to a key and is listed in the palette and in help.

/// Who carries out a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// The list or text with the focus: the command moves its cursor.
    Cursor,
    /// The pane or overlay with the focus.
    Focus,
    /// The app, unless the screen or the overlay on top takes it.
    App,
    /// The app, above every overlay that does not take it.
    Global,
    /// The app at once, whatever lies on top.
    Terminal,
}

/// A group of commands in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    Move,
    Screen,
    Record,
    Screens,
    Planner,
}

impl Group {
    /// All groups, in the order of the help.
    pub(crate) const ALL: [Self; 5] = [
        Self::Move,
        Self::Screen,
        Self::Record,
        Self::Screens,
        Self::Planner,
    ];

    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::Screen => "This screen",
            Self::Record => "Record",
            Self::Screens => "Screens",
            Self::Planner => "Planner",
        }
    }
}

macro_rules! commands {
    ($($variant:ident, $owner:ident, $group:ident, $name:literal, $title:literal, $help:literal;)*) => {
        /// What can be bound to a key and is listed in the palette and in help.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command {
            $(#[doc = $help] $variant,)*
        }

        impl Command {
            /// Every command, in the order of the help.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Who carries it out.
            pub(crate) fn owner(self) -> Owner {
                match self { $(Self::$variant => Owner::$owner,)* }
            }

            /// Its group in the help.
            pub(crate) fn group(self) -> Group {
                match self { $(Self::$variant => Group::$group,)* }
            }

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
    Up, Cursor, Move, "up", "up", "Move up";
    Down, Cursor, Move, "down", "down", "Move down";
    Left, Cursor, Move, "left", "left", "Move left, fold, or back to the pane before";
    Right, Cursor, Move, "right", "right", "Move right, unfold, or on to the next pane";
    First, Cursor, Move, "first", "first", "Go to the first row";
    Last, Cursor, Move, "last", "last", "Go to the last row";
    PageUp, Cursor, Move, "page-up", "page up", "Move up a page";
    PageDown, Cursor, Move, "page-down", "page down", "Move down a page";
    Open, Focus, Move, "open", "open", "Open, fold or unfold what is selected";
    Back, Focus, Move, "back", "back", "Close, clear the search, or go back";
    NextTab, App, Screens, "next-tab", "next tab", "Go to the next screen";
    PreviousTab, App, Screens, "previous-tab", "previous tab", "Go to the screen before";
    Path, App, Screens, "path", "Path", "Go to Path: the map and the steps of your route";
    Roles, App, Screens, "roles", "Roles", "Go to Roles: every occupation and its skills";
    Skills, App, Screens, "skills", "Skills", "Go to Skills: search all skills";
    Guide, App, Screens, "guide", "Guide", "Go to Guide: the post, the fields, adverts, pay, careers";
    Search, Focus, Screen, "search", "search", "Search or filter this list by typing";
    Filter, Focus, Screen, "filter", "filter", "Filter the list by kind, reuse, state, occupation or step";
    Groups, Focus, Screen, "groups", "groups", "Fold the skills by ESCO's skill groups, or list them flat";
    Mark, Focus, Record, "mark", "mark", "Mark a skill: missing, learning, held; tick a milestone";
    Deny, Focus, Record, "deny", "not me", "Say that you do not have this skill, despite your roles";
    Complete, Focus, Record, "complete", "done", "Complete a step or a milestone, or take it back";
    Evidence, Focus, Record, "evidence", "evidence", "Write down evidence for what is selected";
    Save, Focus, Screen, "save", "save", "Save the form";
    Routes, App, Screen, "routes", "routes", "Choose a route, and compare routes side by side";
    Begin, App, Record, "roles-held", "roles held", "Change your present role, earlier roles, goal and track";
    Assumptions, App, Record, "assumptions", "assumed", "Review assumptions from your roles, least certain first";
    Compare, App, Screen, "compare", "compare", "Compare this route with others; on Roles, occupations";
    WhatIf, App, Record, "what-if", "what if", "Try changes without saving them: what if this were so?";
    Keep, App, Record, "keep", "keep", "In a what-if: keep what was tried; asks first";
    Drop, App, Record, "drop", "drop", "In a what-if: drop what was tried; your record stays";
    Undo, App, Record, "undo", "undo", "Undo the last change";
    Redo, App, Record, "redo", "redo", "Redo what was undone";
    Palette, App, Screens, "palette", "palette", "Find any command, occupation, skill, milestone or section";
    Help, Global, Screens, "help", "help", "Show the keys of this screen";
    Messages, Global, Screens, "messages", "messages", "Show the messages of this session in full";
    Theme, Terminal, Planner, "theme", "theme", "Change the theme: dark, light, mono";
    Mouse, Terminal, Planner, "mouse", "mouse", "Give the mouse to the terminal, or take it back";
    Redraw, Terminal, Planner, "redraw", "redraw", "Draw the screen anew";
    Suspend, Terminal, Planner, "suspend", "suspend", "Suspend to the shell; fg brings the planner back";
    Quit, Global, Planner, "quit", "quit", "Quit; everything is saved already";
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
    pub(crate) fn moves(self) -> bool {
        self.owner() == Owner::Cursor
    }

    /// Whether it concerns the planner as a whole and works above any overlay.
    pub(crate) fn is_global(self) -> bool {
        matches!(self.owner(), Owner::Global | Owner::Terminal)
    }

    /// The command of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.name() == name)
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
