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

/// What a command does with the record on the screens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RecordUse {
    Reads,
    /// It changes the record, at once or by a form.
    Writes,
}

macro_rules! commands {
    ($($variant:ident, $owner:ident, $group:ident, $record:ident, $name:literal, $title:literal, $help:literal;)*) => {
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

            pub fn changes_record(self) -> bool {
                match self { $(Self::$variant => RecordUse::$record == RecordUse::Writes,)* }
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
    Up, Cursor, Move, Reads, "up", "up", "Move up";
    Down, Cursor, Move, Reads, "down", "down", "Move down";
    Left, Cursor, Move, Reads, "left", "left", "Move left, fold, or back to the pane before";
    Right, Cursor, Move, Reads, "right", "right", "Move right, unfold, or on to the next pane";
    First, Cursor, Move, Reads, "first", "first", "Go to the first row";
    Last, Cursor, Move, Reads, "last", "last", "Go to the last row";
    PageUp, Cursor, Move, Reads, "page-up", "page up", "Move up a page";
    PageDown, Cursor, Move, Reads, "page-down", "page down", "Move down a page";
    Open, Focus, Move, Reads, "open", "open", "Open, fold or unfold what is selected";
    Back, Focus, Move, Reads, "back", "back", "Close, clear the search, or go back";
    NextTab, App, Screens, Reads, "next-tab", "next tab", "Go to the next screen";
    PreviousTab, App, Screens, Reads, "previous-tab", "previous tab", "Go to the screen before";
    Path, App, Screens, Reads, "path", "Path", "Go to Path: the map and the steps of your route";
    Roles, App, Screens, Reads, "roles", "Roles", "Go to Roles: every occupation and its skills";
    Skills, App, Screens, Reads, "skills", "Skills", "Go to Skills: search all skills";
    Guide, App, Screens, Reads, "guide", "Guide", "Go to Guide: the post, the fields, adverts, pay, careers";
    Market, App, Screens, Reads, "market", "Market", "Go to Market: the adverts you kept, read against ESCO";
    Search, Focus, Screen, Reads, "search", "search", "Search or filter this list by typing";
    Filter, Focus, Screen, Reads, "filter", "filter", "Filter the list by what its rows have: kind, state, step and more";
    Groups, Focus, Screen, Reads, "groups", "groups", "Fold the skills by ESCO's skill groups, or list them flat";
    Map, Focus, Screen, Reads, "map", "map", "Show on a map where the adverts are; back to the list";
    Pay, Focus, Screen, Reads, "pay", "pay", "Compare the pay of the adverts; back to the list";
    ZoomIn, Focus, Screen, Reads, "zoom-in", "zoom in", "Zoom into the map";
    ZoomOut, Focus, Screen, Reads, "zoom-out", "zoom out", "Zoom out of the map";
    WholeMap, Focus, Screen, Reads, "whole-map", "all", "Show the whole world on the map";
    PanLeft, Focus, Screen, Reads, "pan-left", "pan", "Move the map to the west";
    PanRight, Focus, Screen, Reads, "pan-right", "pan", "Move the map to the east";
    PanUp, Focus, Screen, Reads, "pan-up", "pan", "Move the map to the north";
    PanDown, Focus, Screen, Reads, "pan-down", "pan", "Move the map to the south";
    Select, Focus, Screen, Reads, "select", "select", "Select a skill; the selection narrows adverts, pay and map";
    Mark, Focus, Record, Writes, "mark", "mark", "Mark a skill: missing, learning, held; tick a milestone; answer a condition";
    Deny, Focus, Record, Writes, "deny", "not me", "Say that you do not have this skill, despite your roles";
    Complete, Focus, Record, Writes, "complete", "done", "Complete a step or a milestone, or take it back";
    Evidence, Focus, Record, Writes, "evidence", "evidence", "Write down evidence for what is selected";
    AddAdvert, Focus, Record, Writes, "add-advert", "add advert", "Keep an advert: paste it, or name a saved page";
    Class, Focus, Record, Writes, "class", "class", "Set the class by which the pay of the advert is compared";
    AdvertState, Focus, Record, Writes, "advert-state", "state", "Say how far you are with the advert, with a date and a note";
    Country, Focus, Record, Writes, "country", "country", "Say in which country the post of the advert is";
    AdvertText, Focus, Screen, Reads, "advert-text", "text", "Show the whole text of the advert, or what was read in it";
    Reject, Focus, Record, Writes, "not-asked", "not asked", "Say that the words do not ask for the skill, or no to a condition";
    Remove, Focus, Record, Writes, "remove", "remove advert", "Remove the advert; asks first";
    Save, Focus, Screen, Reads, "save", "save", "Save the form";
    Routes, App, Screen, Reads, "routes", "routes", "Choose a route, and compare routes side by side";
    Begin, App, Record, Writes, "roles-held", "roles held", "Change your present role, earlier roles, goal and track";
    Assumptions, App, Record, Reads, "assumptions", "assumed", "Review assumptions from your roles, least certain first";
    Compare, App, Screen, Reads, "compare", "compare", "Compare this route with others; on Roles, occupations";
    WhatIf, App, Record, Reads, "what-if", "what if", "Try changes without saving them: what if this were so?";
    Keep, App, Record, Reads, "keep", "keep", "In a what-if: keep what was tried; asks first";
    Drop, App, Record, Reads, "drop", "drop", "In a what-if: drop what was tried; your record stays";
    Undo, App, Record, Writes, "undo", "undo", "Undo the last change";
    Redo, App, Record, Writes, "redo", "redo", "Redo what was undone";
    Palette, App, Screens, Reads, "palette", "palette", "Find any command, occupation, skill, milestone, section or advert";
    Help, Global, Screens, Reads, "help", "help", "Show the keys of this screen";
    Messages, Global, Screens, Reads, "messages", "messages", "Show the messages of this session in full";
    Theme, Terminal, Planner, Reads, "theme", "theme", "Change the theme: dark, light, mono";
    Mouse, Terminal, Planner, Reads, "mouse", "mouse", "Give the mouse to the terminal, or take it back";
    Redraw, Terminal, Planner, Reads, "redraw", "redraw", "Draw the screen anew";
    Suspend, Terminal, Planner, Reads, "suspend", "suspend", "Suspend to the shell; fg brings the planner back";
    Quit, Global, Planner, Reads, "quit", "quit", "Quit; everything is saved already";
}

impl Command {
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
