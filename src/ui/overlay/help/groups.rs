//! How help sorts the commands, and what the signs mean.

use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::action::Tab;
use crate::ui::model::theme::{Theme, UNICODE};

/// Whether a command does something in a context over a screen. Help lists what does; a search finds the others too.
pub(super) fn serves(command: Command, context: KeyContext, tab: Tab) -> bool {
    match command {
        Command::Save => context == KeyContext::Evidence,
        Command::Filter => matches!(tab, Tab::Roles | Tab::Skills | Tab::Market),
        Command::Groups => tab == Tab::Skills,
        Command::ZoomIn
        | Command::ZoomOut
        | Command::WholeMap
        | Command::PanLeft
        | Command::PanRight
        | Command::PanUp
        | Command::PanDown => context == KeyContext::MarketMap,
        Command::Select => matches!(tab, Tab::Roles | Tab::Skills),
        Command::Map
        | Command::Pay
        | Command::Class
        | Command::AddAdvert
        | Command::AdvertState
        | Command::Country
        | Command::AdvertText
        | Command::Reject
        | Command::Remove => tab == Tab::Market,
        Command::Mark | Command::Deny | Command::Complete | Command::Evidence => tab != Tab::Guide,
        _ => true,
    }
}

/// Signs and what they mean; hints stand under the name of a device.
pub(super) const LEGEND: [(&str, &str); 19] = [
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
    (
        "selected",
        "a skill you selected: Market shows the adverts that ask for it",
    ),
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
        "selected" => signs.selected,
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
