//! The keys that work on a suggestion, with a word for each.

use crate::planning::suggestion::Task;
use crate::ui::input::command::Command;

/// What the key does that makes a move, where the move was made.
pub(super) const TAKE_BACK: &str = "take back the move";

/// The keys that work on a suggestion.
pub(super) fn keys(task: &Task) -> Vec<(Command, &'static str)> {
    match task {
        Task::Skill(_) => vec![
            (Command::Open, "its page"),
            (Command::Complete, "I have it"),
            (Command::Mark, "mark"),
            (Command::Deny, "not me"),
            (Command::Evidence, "evidence"),
        ],
        Task::Milestone(_) => vec![
            (Command::Open, "what it needs"),
            (Command::Complete, "done"),
            (Command::Evidence, "evidence"),
        ],
        Task::Step { .. } => vec![
            (Command::Complete, "made the move"),
            (Command::Evidence, "evidence"),
        ],
        Task::Confirm(_) => vec![
            (Command::Open, "one by one"),
            (Command::Complete, "I have all"),
            (Command::Deny, "none of them"),
        ],
        Task::Section(_) => vec![(Command::Open, "read")],
    }
}
