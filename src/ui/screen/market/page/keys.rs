//! The keys that work on the page of an advert, by what the cursor is on.

use super::content::{Section, Target};
use crate::catalog::SkillIx;
use crate::ui::input::command::Command;
use crate::ui::widget::hints::Hint;

/// The keys that work in the text.
pub(super) const TEXT: &[Hint<'static>] = &[
    (Command::Up, "scroll"),
    (Command::PageDown, "page"),
    (Command::AdvertText, "what was read"),
    (Command::Back, "back"),
    (Command::Help, "help"),
];

/// The keys that work on a row; `is_open` says it of the group below, where the row folds one.
pub(super) fn on(
    target: Option<&Target>,
    is_open: Option<bool>,
    is_accepted: impl Fn(SkillIx) -> bool,
) -> Vec<Hint<'static>> {
    let fold = if is_open == Some(true) {
        "fold"
    } else {
        "unfold"
    };
    let of_row: &[Hint<'static>] = match target {
        None => &[],
        Some(Target::Section(Section::Pay)) => &[
            (Command::Open, fold),
            (Command::Evidence, "what you were told"),
        ],
        Some(Target::Section(_)) => &[(Command::Open, fold)],
        Some(Target::Place) => &[(Command::Open, "its country")],
        Some(Target::Post | Target::Answer(_) | Target::Question(_)) => {
            &[(Command::Open, "its words")]
        }
        Some(Target::Occupation(_)) => &[(Command::Open, "its page")],
        Some(Target::Condition(_)) => &[
            (Command::Mark, "yes, no"),
            (Command::Reject, "no"),
            (Command::Open, "its words"),
        ],
        Some(Target::Skill(skill)) if is_accepted(*skill) => &[
            (Command::Open, "its page"),
            (Command::Mark, "mark"),
            (Command::Reject, "not asked"),
            (Command::Evidence, "evidence"),
        ],
        Some(Target::Skill(_)) => &[
            (Command::Open, "its page"),
            (Command::Mark, "mark"),
            (Command::Evidence, "evidence"),
        ],
        Some(Target::Perhaps(skill)) if is_accepted(*skill) => &[
            (Command::Open, "take back"),
            (Command::Reject, "it does not"),
        ],
        Some(Target::Perhaps(_)) => &[
            (Command::Open, "it asks for this"),
            (Command::Reject, "it does not"),
        ],
        Some(Target::Term(_)) => &[
            (Command::Mark, "worked with"),
            (Command::Evidence, "a note"),
        ],
    };
    let mut keys = vec![(Command::Up, "move")];
    keys.extend(of_row);
    keys.extend([
        (Command::AdvertText, "the text"),
        (Command::Back, "adverts"),
        (Command::Help, "help"),
        (Command::AdvertState, "state"),
        (Command::Undo, "undo"),
    ]);
    keys
}
