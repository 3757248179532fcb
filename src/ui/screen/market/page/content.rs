//! What the rows of the page of an advert show, and what can be done with them.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::adverts::Met;
use crate::catalog::{OccupationIx, SkillIx};
use crate::profile::SkillState;
use crate::text::sanitize;
use crate::ui::model::theme::Theme;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::list_view::Ends;
use crate::ui::widget::page::Row;

/// A row of the page.
pub(super) type PageRow = Row<Target, Content>;

/// A group of rows that folds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Conditions,
    Asked,
    Perhaps,
    Lacking,
    Mandate,
    Questions,
    Say,
    Pay,
}

/// What keys act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Section(Section),
    /// The place of work, whose country can be said.
    Place,
    Post,
    Occupation(OccupationIx),
    /// By number.
    Condition(usize),
    Skill(SkillIx),
    /// A skill that is only perhaps asked for.
    Perhaps(SkillIx),
    /// A term that ESCO lacks.
    Term(String),
    /// An item of the checklist, by number.
    Answer(usize),
    /// By number.
    Question(usize),
}

/// How a part of a row is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    Dim,
    Title,
    Accent,
    Caution,
}

/// The sign before a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    None,
    /// Whether the group below is open.
    Fold(bool),
    Met(Met),
    State(SkillState, bool),
    /// Whether it is ticked.
    Tick(bool),
}

/// A row: a sign, parts of a line, and what stands at its right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) sign: Sign,
    pub(super) parts: Vec<(Tone, String)>,
    pub(super) right: String,
}

fn style(tone: Tone, theme: &Theme) -> Style {
    match tone {
        Tone::Plain => theme.text,
        Tone::Dim => theme.dim,
        Tone::Title => theme.title,
        Tone::Accent => theme.accent,
        Tone::Caution => theme.caution,
    }
}

fn sign(sign: Sign, theme: &Theme) -> Option<(&'static str, Style)> {
    let signs = &theme.signs;
    Some(match sign {
        Sign::None => return None,
        Sign::Fold(true) => (signs.unfolded, theme.dim),
        Sign::Fold(false) => (signs.folded, theme.dim),
        Sign::Met(Met::Yes) => (signs.done, theme.held),
        Sign::Met(Met::No) => (signs.denied, theme.caution),
        Sign::Met(Met::Unknown) => ("?", theme.accent),
        Sign::State(state, denied) => (theme.sign(state, denied), theme.state(state)),
        Sign::Tick(true) => (signs.ticked, theme.held),
        Sign::Tick(false) => (signs.unticked, theme.text),
    })
}

/// The two ends of a row as it is drawn.
pub(super) fn ends(ctx: ViewContext<'_>, row: &PageRow) -> Ends<'static> {
    let theme = ctx.theme;
    let Content {
        sign: each,
        parts,
        right,
    } = &row.content;
    let mut spans = vec![Span::raw(" ".repeat(usize::from(row.indent)))];
    spans.extend(sign(*each, theme).map(|(sign, style)| Span::styled(format!("{sign} "), style)));
    let parts = parts.iter();
    spans.extend(
        parts.map(|(tone, text)| Span::styled(sanitize(text).into_owned(), style(*tone, theme))),
    );
    (Line::from(spans), Line::styled(right.clone(), theme.dim))
}
