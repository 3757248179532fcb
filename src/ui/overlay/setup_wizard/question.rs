//! The questions, their texts, and the order in which the first run asks them.

use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::view_context::ViewContext;

/// The context whose keys apply.
pub(super) const CONTEXT: KeyContext = KeyContext::SetupWizard;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// Which of the four to change.
    Menu,
    /// The present occupation.
    Now,
    /// Earlier ones.
    Before,
    /// Whether the person holds the post that they named on either of the two.
    Mandate,
    /// The goal.
    Goal,
    /// The track, with its best route.
    Track,
}

impl Question {
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Menu => "Roles held and goal",
            Self::Now => "Where are you now?",
            Self::Before => "And before that?",
            Self::Mandate => "Are you a chief information security officer?",
            Self::Goal => "Where do you want to go?",
            Self::Track => "Which way?",
        }
    }

    pub(super) fn hint(self, ctx: ViewContext<'_>) -> String {
        let key = |command| ctx.key(CONTEXT, self.has_field(), command);
        let open = key(Command::Open);
        let text = match self {
            Self::Menu => {
                return format!("{open} changes a line; {} closes.", key(Command::Back));
            }
            Self::Now => "Type your job title, as your contract or an advert would put it.",
            Self::Before => {
                return format!(
                    "Earlier jobs count as much as the present one. {open} adds a job; on an empty line it goes on."
                );
            }
            Self::Mandate => crate::wording::goal::MANDATE,
            Self::Goal => {
                return format!("The goal is chief information security officer; {open} keeps it.");
            }
            Self::Track if is_there(ctx.model) => {
                "You are at your goal already: there is no track to choose."
            }
            Self::Track if ctx.model.is_to_ciso() => {
                "Tracks you are already on come first, shortest first; then those that you would join by a move, easiest \
                 first. You can change it at any time."
            }
            Self::Track => {
                "The five tracks lead to chief ICT security officer. Routes to other goals are computed from your \
                 skills: usual ones first, by hours."
            }
        };
        text.to_owned()
    }

    /// The word under which the first run is taken up again.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Menu | Self::Mandate | Self::Now => "now",
            Self::Before => "before",
            Self::Goal => "goal",
            Self::Track => "track",
        }
    }

    /// Whether there is a text field on the question.
    pub(super) fn has_field(self) -> bool {
        matches!(self, Self::Now | Self::Before | Self::Goal)
    }

    pub(super) fn before(self) -> Option<Self> {
        match self {
            Self::Menu | Self::Mandate | Self::Now => None,
            Self::Before => Some(Self::Now),
            Self::Goal => Some(Self::Before),
            Self::Track => Some(Self::Goal),
        }
    }

    pub(super) fn after(self) -> Option<Self> {
        match self {
            Self::Menu | Self::Mandate | Self::Track => None,
            Self::Now => Some(Self::Before),
            Self::Before => Some(Self::Goal),
            Self::Goal => Some(Self::Track),
        }
    }
}

/// Whether the person is where they want to be.
pub(super) fn is_there(model: &Model) -> bool {
    model.plan().is_some_and(|plan| plan.steps.is_empty())
}
