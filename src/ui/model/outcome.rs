//! The answer of a screen or an overlay to an action.

use crate::ui::model::action::{Action, OverlayRequest};

/// The answer of a screen or an overlay.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Whether the action was for it; otherwise the app looks at it.
    pub handled: bool,
    /// The actions that follow.
    pub follow_ups: Vec<Action>,
    /// Whether this overlay closes, before the actions that follow.
    pub close: bool,
}

impl Outcome {
    /// Not for us.
    pub fn ignored() -> Self {
        Self::default()
    }

    /// Done, nothing follows.
    pub fn done() -> Self {
        Self {
            handled: true,
            ..Self::default()
        }
    }

    /// Done; `action` follows.
    pub fn follow_up(action: impl Into<Action>) -> Self {
        Self {
            follow_ups: vec![action.into()],
            ..Self::done()
        }
    }

    /// Done; an overlay opens.
    pub fn open(request: OverlayRequest) -> Self {
        Self::follow_up(Action::Open(request))
    }

    /// Done; this overlay closes.
    pub fn close() -> Self {
        Self {
            close: true,
            ..Self::done()
        }
    }

    /// Done; this overlay closes and `action` follows.
    pub fn close_with(action: impl Into<Action>) -> Self {
        Self {
            close: true,
            ..Self::follow_up(action)
        }
    }
}
