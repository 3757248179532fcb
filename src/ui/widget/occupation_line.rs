//! How an occupation stands to the person: the sign before its label, and the same in words.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::rows::highlight;
use crate::catalog::OccupationIx;
use crate::text::width;
use crate::ui::model::Model;
use crate::ui::model::theme::Theme;

/// How an occupation stands to the person, what concerns them most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OccupationStatus {
    /// The role they have now.
    Present,
    /// A role they had, or where the route began.
    Held,
    /// The step with this number (from 0) of their route leads there.
    Step(usize),
    /// The goal.
    Goal,
    /// None of these.
    Other,
}

impl OccupationStatus {
    /// The standing of an occupation.
    pub fn of(model: &Model, ix: OccupationIx) -> Self {
        let places = model.roles();
        if places.present == Some(ix) {
            return Self::Present;
        }
        if places.held.contains(&ix) {
            return Self::Held;
        }
        if places.goal == Some(ix) {
            return Self::Goal;
        }
        let step = places.steps.iter().position(|to| *to == ix);
        step.map_or(Self::Other, Self::Step)
    }

    /// The sign that stands for it, a column wide.
    pub fn sign(self, theme: &Theme) -> (&'static str, Style) {
        match self {
            Self::Present => (theme.signs.present, theme.held),
            Self::Held => (theme.signs.passed, theme.from_role),
            Self::Step(_) => (theme.signs.station, theme.accent),
            Self::Goal => (theme.signs.goal, theme.accent),
            Self::Other => (" ", theme.dim),
        }
    }

    /// A sentence for the page of the occupation; none where it stands in no relation.
    pub fn sentence(self, model: &Model) -> Option<String> {
        let steps = model.plan().map_or(0, |p| p.steps.len());
        Some(match self {
            Self::Present => "Your present role".to_owned(),
            Self::Held => "A role you held".to_owned(),
            Self::Step(step) => {
                format!("On your route: step {} of {steps} leads here", step + 1)
            }
            Self::Goal => "Your goal".to_owned(),
            Self::Other => return None,
        })
    }
}

/// Fewer columns say nothing of what matched.
const LEAST: usize = 4;

/// A label of which a search matched `positions`, for at most `room` columns: the preferred label, or what matched
/// with the preferred label after an arrow. Where both do not fit, what matched gives way first, down to its beginning, and
/// then altogether: a row must say whose it is.
pub fn match_spans(
    preferred: &str,
    matched: Option<&str>,
    positions: &[usize],
    style: Style,
    room: usize,
    theme: &Theme,
) -> Vec<Span<'static>> {
    let Some(matched) = matched else {
        return highlight(preferred, positions, style, theme);
    };
    let arrow = format!(" {} ", theme.signs.arrow);
    let left = room.saturating_sub(width(preferred) + width(&arrow));
    if left < LEAST {
        return highlight(preferred, &[], style, theme);
    }
    let line = super::rows::truncate_line(
        Line::from(highlight(matched, positions, theme.text, theme)),
        left,
    );
    let mut spans = line.spans;
    spans.push(Span::styled(arrow, theme.dim));
    spans.push(Span::styled(
        crate::text::sanitize(preferred).into_owned(),
        style,
    ));
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::model::theme::ThemeName;

    /// What is drawn of "GDPR expert", another title of the data protection officer, in `room` columns.
    fn check(room: usize, expected: &str) {
        let theme = Theme::new(ThemeName::Dark, false);
        let (label, matched) = ("data protection officer", Some("GDPR expert"));
        let spans = match_spans(label, matched, &[0, 1], theme.text, room, &theme);
        let text: String = spans.iter().map(|s| &*s.content).collect();
        assert_eq!(text, expected);
    }

    #[test]
    fn the_title_stays_whole_and_what_matched_gives_way() {
        check(40, "GDPR expert → data protection officer");
        check(32, "GDPR… → data protection officer");
        check(30, "GDP… → data protection officer");
        check(29, "data protection officer");
    }
}
