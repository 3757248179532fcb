//! What a screen or an overlay answers to an action.

use crate::ui::app::overlay_stack::Overlay;
use crate::ui::model::action::Action;

/// The answer of a screen or an overlay.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Whether the action was for it; otherwise the planner itself looks at it.
    pub handled: bool,
    /// What should happen next.
    pub follow_ups: Vec<Action>,
    /// Overlays to lay on top.
    pub push: Vec<Overlay>,
    /// Whether this overlay closes (an overlay that closes may push another).
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
    pub fn then(action: impl Into<Action>) -> Self {
        Self {
            handled: true,
            follow_ups: vec![action.into()],
            ..Self::default()
        }
    }

    /// Done; lay `overlay` on top.
    pub fn push(overlay: impl Into<Overlay>) -> Self {
        Self {
            handled: true,
            push: vec![overlay.into()],
            ..Self::default()
        }
    }

    /// Done; this overlay closes.
    pub fn close() -> Self {
        Self {
            handled: true,
            close: true,
            ..Self::default()
        }
    }

    /// Done; this overlay closes and `action` follows.
    pub fn close_then(action: impl Into<Action>) -> Self {
        Self {
            close: true,
            ..Self::then(action)
        }
    }
}
