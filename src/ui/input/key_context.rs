//! The contexts that can have keys of their own: the screens, the overlays, and two that the others fall back to.

macro_rules! key_contexts {
    ($($variant:ident, $name:literal, $typing:expr;)*) => {
        /// A table of a key file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum KeyContext {
            $($variant,)*
        }

        impl KeyContext {
            /// All contexts, in the order in which messages name them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in key files.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Whether printable keys are text here: always, never, or at times.
            pub(crate) fn typing(self) -> &'static [bool] {
                match self { $(Self::$variant => $typing,)* }
            }
        }
    };
}

/// Printable keys are text.
const TEXT: &[bool] = &[true];
/// Printable keys are commands.
const KEYS: &[bool] = &[false];
/// Printable keys are text while a field has the focus.
const BOTH: &[bool] = &[false, true];

key_contexts! {
    Everywhere, "everywhere", KEYS;
    Typing, "typing", TEXT;
    Path, "path", KEYS;
    Roles, "roles", BOTH;
    Skills, "skills", BOTH;
    Guide, "guide", BOTH;
    Market, "market", BOTH;
    MarketMap, "market-map", BOTH;
    MarketPay, "market-pay", KEYS;
    Palette, "palette", TEXT;
    Help, "help", TEXT;
    Confirm, "confirm", KEYS;
    Evidence, "evidence", TEXT;
    Routes, "routes", KEYS;
    CompareOccupations, "side-by-side", KEYS;
    SetupWizard, "roles-held", BOTH;
    Assumptions, "assumptions", KEYS;
    Filter, "filter", BOTH;
    Prompt, "prompt", TEXT;
    AdvertState, "advert-state", TEXT;
    AdvertFilter, "advert-filter", KEYS;
    Messages, "messages", KEYS;
    Recovery, "damaged", KEYS;
    WhatIf, "what-if", KEYS;
}

impl KeyContext {
    /// The context of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.name() == name)
    }

    /// The context whose keys apply where a context binds none of its own.
    pub(crate) fn fallback(typing: bool) -> Self {
        if typing {
            Self::Typing
        } else {
            Self::Everywhere
        }
    }
}
