//! The commands: what can be bound to a key and is listed in the palette and in help.

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
