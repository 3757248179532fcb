//! The overlays, which lie on top of a screen and take all input until they close.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::view_context::ViewContext;
use crate::ui::overlay::{
    advert_filter::AdvertFilterChooser, advert_state::AdvertStateForm, assumptions::Assumptions,
    compare_occupations::OccupationComparison, confirm::Confirm, evidence::EvidenceForm,
    filter::FilterChooser, help::Help, messages::Messages, palette::Palette, prompt::Prompt,
    recovery::Recovery, routes::RouteChooser, setup_wizard::SetupWizard, what_if::WhatIf,
};

macro_rules! overlays {
    ($($variant:ident($type:ty), $context:ident;)*) => {
        #[derive(Debug)]
        pub enum Overlay {
            $(#[doc = concat!("See [`", stringify!($type), "`].")] $variant(Box<$type>),)*
        }

        $(impl From<$type> for Overlay {
            fn from(overlay: $type) -> Self {
                Self::$variant(Box::new(overlay))
            }
        })*

        impl Overlay {
            /// The context whose keys apply.
            pub fn context(&self) -> KeyContext {
                match self { $(Self::$variant(_) => KeyContext::$context,)* }
            }

            pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
                match self { $(Self::$variant(o) => o.update(action, model),)* }
            }

            /// Draws the overlay over `area`, the whole screen.
            pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) -> HitMap {
                match self { $(Self::$variant(o) => o.view(ctx, area, buf),)* }
            }
        }
    };
}

impl Overlay {
    /// Whether printable keys go to a text field now.
    pub fn typing(&self) -> bool {
        match self {
            Self::Palette(_)
            | Self::Help(_)
            | Self::Evidence(_)
            | Self::Prompt(_)
            | Self::AdvertState(_) => true,
            Self::SetupWizard(wizard) => wizard.typing(),
            Self::Filter(chooser) => chooser.typing(),
            _ => false,
        }
    }

    /// Whether a paste goes to it as a whole, rather than as an edit of its field.
    pub fn takes_paste(&self, text: &str) -> bool {
        matches!(self, Self::Prompt(prompt) if prompt.takes_paste(text))
    }

    /// Whether a click beside it closes it like Esc: only where nothing is lost or decided by that.
    pub fn closes_outside(&self) -> bool {
        match self {
            Self::Evidence(_) | Self::Recovery(_) | Self::AdvertState(_) => false,
            Self::WhatIf(window) => !window.asks(),
            Self::SetupWizard(wizard) => wizard.is_menu(),
            _ => true,
        }
    }
}

overlays! {
    Palette(Palette), Palette;
    Help(Help), Help;
    Confirm(Confirm), Confirm;
    Evidence(EvidenceForm), Evidence;
    Routes(RouteChooser), Routes;
    OccupationComparison(OccupationComparison), CompareOccupations;
    SetupWizard(SetupWizard), SetupWizard;
    Assumptions(Assumptions), Assumptions;
    Filter(FilterChooser), Filter;
    Prompt(Prompt), Prompt;
    AdvertState(AdvertStateForm), AdvertState;
    AdvertFilter(AdvertFilterChooser), AdvertFilter;
    Messages(Messages), Messages;
    Recovery(Recovery), Recovery;
    WhatIf(WhatIf), WhatIf;
}
