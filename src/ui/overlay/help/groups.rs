//! How help sorts the commands, and what the signs mean.

use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::action::Tab;
use crate::ui::model::theme::{Theme, UNICODE};

/// A group of commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Move,
    Screen,
    Record,
    Screens,
    Planner,
}

/// The groups in their order.
pub(super) const GROUPS: [Group; 5] = [
    Group::Move,
    Group::Screen,
    Group::Record,
    Group::Screens,
    Group::Planner,
];

impl Group {
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::Screen => "This screen",
            Self::Record => "Record",
            Self::Screens => "Screens",
            Self::Planner => "Planner",
        }
    }
}

/// The one group of a command.
pub(super) fn of(command: Command) -> Group {
    match command {
        Command::Up
        | Command::Down
        | Command::Left
        | Command::Right
        | Command::First
        | Command::Last
        | Command::PageUp
        | Command::PageDown
        | Command::Open
        | Command::Back => Group::Move,
        Command::Search
        | Command::Filter
        | Command::Groups
        | Command::Routes
        | Command::Compare
        | Command::Save => Group::Screen,
        Command::Mark
        | Command::Deny
        | Command::Complete
        | Command::Evidence
        | Command::Begin
        | Command::Assumptions
        | Command::WhatIf
        | Command::Keep
        | Command::Drop
        | Command::Undo
        | Command::Redo => Group::Record,
        Command::NextTab
        | Command::PreviousTab
        | Command::Path
        | Command::Roles
        | Command::Skills
        | Command::Guide
        | Command::Palette
        | Command::Help
        | Command::Messages => Group::Screens,
        Command::Theme | Command::Mouse | Command::Redraw | Command::Suspend | Command::Quit => {
            Group::Planner
        }
    }
}

/// Whether a command does something in a context over a screen. Help lists what does; a search finds the others too.
pub(super) fn serves(command: Command, context: KeyContext, tab: Tab) -> bool {
    match command {
        Command::Save => context == KeyContext::Evidence,
        Command::Filter => matches!(tab, Tab::Roles | Tab::Skills),
        Command::Groups => tab == Tab::Skills,
        Command::Mark | Command::Deny | Command::Complete | Command::Evidence => tab != Tab::Guide,
        _ => true,
    }
}

/// Signs and what they mean; hints stand under the name of a device.
pub(super) const LEGEND: [(&str, &str); 18] = [
    ("done", "a skill you hold: you marked it"),
    (
        "from_role",
        "a skill you hold, assumed because one of your roles asks for it",
    ),
    (
        "likely",
        "likely: optional for one of your roles; counts half in coverage",
    ),
    ("learning", "a skill you are learning"),
    ("missing", "a skill that is missing"),
    ("denied", "not me: you said that you do not have it"),
    ("station", "a station that lies ahead"),
    ("passed", "a station you have passed"),
    ("present", "the station where you are"),
    ("goal", "the goal"),
    ("thick line", "your route; thin lines are the five tracks"),
    ("box", "a milestone: empty is open, ticked is reached"),
    (
        "coverage now",
        "share of the essential skills you hold; rare ones weigh more, likely ones half",
    ),
    (
        "on arrival",
        "coverage of where a step leads, once the steps before it are made",
    ),
    (
        "progress",
        "of a step: 0.7 × coverage now + 0.3 × milestones reached",
    ),
    ("step 1 of 3", "how far you are on your route"),
    (
        "mouse",
        "a click selects, a second click opens, the wheel scrolls",
    ),
    (
        "select text",
        "hold Shift and drag, or run the mouse command to give the mouse back",
    ),
];

/// What is drawn for an entry of the legend.
pub(super) fn sign(name: &str, theme: &Theme) -> String {
    let signs = theme.signs;
    let one = match name {
        "done" => signs.done,
        "from_role" => signs.from_role,
        "likely" => signs.likely,
        "learning" => signs.learning,
        "missing" => signs.missing,
        "denied" => signs.denied,
        "station" => signs.station,
        "passed" => signs.passed,
        "present" => signs.present,
        "goal" => signs.goal,
        "thick line" if signs == UNICODE => "━━ ──",
        "thick line" => "== --",
        "box" => return format!("{} {}", signs.unticked, signs.ticked),
        name => name,
    };
    one.to_owned()
}
