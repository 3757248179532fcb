//! Themes: every colour and sign of the screens is named here and nowhere else.
//!
//! Colours are the terminal's own sixteen, on the terminal's own background; only the greys are fixed, because
//! what terminals call bright black is invisible in several popular palettes. Nothing is shown by colour alone:
//! signs and weights carry the meaning, so `mono` (used under `NO_COLOR`) loses nothing.

use ratatui::style::{Color, Modifier, Style};

use crate::profile::SkillState;

/// The themes by the names used in the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ThemeName {
    /// For dark backgrounds.
    #[default]
    Dark,
    /// For light backgrounds.
    Light,
    /// No colours at all.
    Mono,
}

impl ThemeName {
    /// All themes, in the order in which the key cycles through them.
    pub const ALL: [Self; 3] = [Self::Dark, Self::Light, Self::Mono];

    pub fn word(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.word() == word)
    }

    /// The theme after this one.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Mono,
            Self::Mono => Self::Dark,
        }
    }
}

macro_rules! signs {
    ($($(#[$doc:meta])* $name:ident, $unicode:literal, $ascii_form:literal;)*) => {
        /// Signs for lines, stations and states. One terminal column each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Signs {
            /// Whether only ASCII is drawn.
            pub ascii: bool,
            $($(#[$doc])* pub $name: &'static str,)*
        }

        /// Signs for terminals that draw Unicode.
        pub const UNICODE: Signs = Signs { ascii: false, $($name: $unicode,)* };

        /// Signs in ASCII.
        pub const ASCII: Signs = Signs { ascii: true, $($name: $ascii_form,)* };
    };
}

signs! {
    /// A station that lies ahead.
    station, "○", "o";
    /// A station that was passed.
    passed, "●", "*";
    /// The station where the person is.
    present, "◉", "@";
    /// The goal.
    goal, "◎", "O";
    /// Done, or held because the person said so.
    done, "✓", "v";
    /// Held because of a role.
    from_role, "+", "+";
    /// Likely because of a role.
    likely, "≈", "=";
    /// A skill that is selected.
    selected, "◆", "*";
    /// Being learnt.
    learning, "~", "~";
    missing, "·", ".";
    /// Denied by the person.
    denied, "×", "x";
    /// A box to tick.
    unticked, "☐", "_";
    /// A ticked box.
    ticked, "☑", "X";
    /// A group that is open.
    unfolded, "▾", "v";
    /// A group that is folded.
    folded, "▸", ">";
    /// What the cursor is on, where nothing else shows it.
    cursor, "▸", ">";
    /// A point in a list.
    point, "•", "-";
    /// Filled part of a bar.
    bar_full, "█", "#";
    /// Empty part of a bar.
    bar_empty, "░", ".";
    /// From here to there.
    arrow, "→", ">";
    /// Vertical rule, also the scroll bar's track.
    rule, "│", "|";
    /// The scroll bar's thumb.
    thumb, "┃", "#";
    /// Horizontal rule.
    dash, "─", "-";
    /// Between two words of a line.
    dot, "·", "-";
}

/// A theme: a style per meaning, and the signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Which one it is.
    pub name: ThemeName,
    /// The signs in use.
    pub signs: Signs,
    /// Whether only the sixteen colours are used.
    few_colours: bool,
    /// Running text.
    pub text: Style,
    /// What matters less.
    pub dim: Style,
    /// Headings and pane titles.
    pub title: Style,
    /// What the eye should find first.
    pub accent: Style,
    /// Pane borders.
    pub border: Style,
    /// Border of the pane that has the keys.
    pub border_focus: Style,
    /// The row under the cursor in the pane that has the keys.
    pub selected: Style,
    /// The row under the cursor in another pane.
    pub selected_idle: Style,
    /// Letters that a search matched.
    pub matched: Style,
    /// A key in the footer or the help.
    pub key: Style,
    /// The current tab.
    pub tab: Style,
    /// Another tab.
    pub tab_idle: Style,
    /// The badge of a what-if: it must be seen at once.
    pub what_if: Style,
    /// Done, held.
    pub held: Style,
    /// Held because of a role.
    pub from_role: Style,
    pub likely: Style,
    /// Being learnt.
    pub learning: Style,
    pub missing: Style,
    /// A remark that must not be overlooked; never an alarm.
    pub caution: Style,
    /// Filled part of a bar.
    pub bar: Style,
    /// Empty part of a bar.
    pub bar_empty: Style,
    /// The lines of the five tracks.
    pub tracks: [Style; 5],
    /// The person's route.
    pub route: Style,
    /// Borders and coasts on the map of the world.
    pub land: Style,
    /// Those of countries with adverts.
    pub land_counted: Style,
    /// Those of the selected country.
    pub land_selected: Style,
    /// The ground of countries with adverts.
    pub land_tint: Style,
    /// A count on the map of the world.
    pub count: Style,
}

impl Theme {
    /// A theme by name, with Unicode or ASCII signs.
    pub fn new(name: ThemeName, ascii: bool) -> Self {
        Self::limited(name, ascii, false)
    }

    /// The theme of another name within the same limits.
    #[must_use]
    pub fn renamed(&self, name: ThemeName) -> Self {
        Self::limited(name, self.signs.ascii, self.few_colours)
    }

    /// A theme for a terminal that may draw ASCII signs only, or the sixteen colours only.
    pub fn limited(name: ThemeName, ascii: bool, few_colours: bool) -> Self {
        let signs = if ascii { ASCII } else { UNICODE };
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let reversed = plain.add_modifier(Modifier::REVERSED);
        let mono = Self {
            name,
            signs,
            few_colours,
            text: plain,
            dim: plain,
            title: bold,
            accent: bold,
            border: plain,
            border_focus: bold,
            selected: reversed,
            selected_idle: bold.add_modifier(Modifier::UNDERLINED),
            matched: bold.add_modifier(Modifier::UNDERLINED),
            key: bold,
            tab: reversed.add_modifier(Modifier::BOLD),
            tab_idle: plain,
            what_if: reversed.add_modifier(Modifier::BOLD),
            held: bold,
            from_role: plain,
            likely: plain,
            learning: plain,
            missing: plain,
            caution: bold,
            bar: bold,
            bar_empty: plain,
            tracks: [plain; 5],
            route: bold,
            land: plain,
            land_counted: bold,
            land_selected: bold,
            land_tint: plain,
            count: bold,
        };
        if name == ThemeName::Mono {
            return mono;
        }
        let light = name == ThemeName::Light;
        let ink = |dark: Color, on_light: Color| plain.fg(if light { on_light } else { dark });
        // Greys of the 256-colour cube: readable on dark (246 on black 6.9:1) and on light (240 on white 7.2:1).
        let (grey, faint) = if few_colours {
            // Consoles with sixteen colours have palettes of their own, in which bright black can be seen.
            (
                ink(Color::Gray, Color::DarkGray),
                ink(Color::DarkGray, Color::Gray),
            )
        } else {
            (
                ink(Color::Indexed(246), Color::Indexed(240)),
                ink(Color::Indexed(240), Color::Indexed(250)),
            )
        };
        let tint = match (few_colours, light) {
            (true, _) => plain,
            (false, false) => plain.bg(Color::Indexed(236)),
            (false, true) => plain.bg(Color::Indexed(254)),
        };
        Self {
            dim: grey,
            accent: ink(Color::LightCyan, Color::Blue).add_modifier(Modifier::BOLD),
            border: faint,
            border_focus: ink(Color::LightCyan, Color::Blue),
            matched: ink(Color::LightYellow, Color::Magenta)
                .add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            key: ink(Color::LightCyan, Color::Blue).add_modifier(Modifier::BOLD),
            tab: ink(Color::LightCyan, Color::Blue)
                .add_modifier(Modifier::BOLD | Modifier::REVERSED),
            tab_idle: grey,
            what_if: ink(Color::LightYellow, Color::Magenta)
                .add_modifier(Modifier::BOLD | Modifier::REVERSED),
            held: ink(Color::LightGreen, Color::Green).add_modifier(Modifier::BOLD),
            from_role: ink(Color::Green, Color::Green),
            likely: ink(Color::LightBlue, Color::Blue),
            learning: ink(Color::LightYellow, Color::Magenta),
            missing: grey,
            caution: ink(Color::LightYellow, Color::Magenta),
            bar: ink(Color::LightGreen, Color::Green),
            bar_empty: faint,
            // Yellow is unreadable on most light backgrounds, so black stands in for it there.
            tracks: [
                ink(Color::LightBlue, Color::Blue),
                ink(Color::LightMagenta, Color::Magenta),
                ink(Color::Yellow, Color::Black),
                ink(Color::Cyan, Color::Cyan),
                ink(Color::Green, Color::Green),
            ],
            route: ink(Color::White, Color::Black).add_modifier(Modifier::BOLD),
            land: faint,
            land_counted: ink(Color::LightCyan, Color::Blue),
            land_selected: ink(Color::LightYellow, Color::Magenta),
            land_tint: tint,
            count: bold.patch(tint),
            ..mono
        }
    }

    /// The sign of a skill's state; `denied` where a role suggests it and the person said no.
    pub fn sign(&self, state: SkillState, denied: bool) -> &'static str {
        match state {
            SkillState::HeldMarked => self.signs.done,
            SkillState::HeldFromRole => self.signs.from_role,
            SkillState::Likely => self.signs.likely,
            SkillState::Learning => self.signs.learning,
            SkillState::Missing if denied => self.signs.denied,
            SkillState::Missing => self.signs.missing,
        }
    }

    /// The style of a skill's state.
    pub fn state(&self, state: SkillState) -> Style {
        match state {
            SkillState::HeldMarked => self.held,
            SkillState::HeldFromRole => self.from_role,
            SkillState::Likely => self.likely,
            SkillState::Learning => self.learning,
            SkillState::Missing => self.missing,
        }
    }
}
