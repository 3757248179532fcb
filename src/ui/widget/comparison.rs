//! The figures of a what-if, before and now, in words: for the row under the tabs and for the overlay. Knows no place
//! and no keys.

use ratatui::text::{Line, Span};

use crate::ui::model::Model;
use crate::ui::model::theme::Theme;
use crate::ui::widget::rows::line_width;
use crate::usecase::comparison::ComparisonSide;
use crate::wording::comparison::rows;
use crate::wording::figures::NONE;

/// Most columns for the name of an occupation.
const NAME: usize = 22;

/// A figure before and now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it is, in full and in short.
    pub names: [String; 2],
    /// As it is; none while it is not known yet.
    pub before: Option<String>,
    /// As it would be.
    pub now: Option<String>,
}

impl Figure {
    fn new(names: [String; 2], before: Option<String>, now: Option<String>) -> Self {
        Self { names, before, now }
    }

    /// Whether the trial changes it.
    pub fn changes(&self) -> bool {
        self.before.is_some() && self.now.is_some() && self.before != self.now
    }

    /// Whether only one side has the figure, so that there is no difference to show.
    fn is_new(&self) -> bool {
        self.changes() && self.before.as_deref() == Some(NONE)
    }

    /// As it is.
    pub fn before_text(&self) -> &str {
        self.before.as_deref().unwrap_or("…")
    }

    /// As it would be.
    pub fn now_text(&self) -> &str {
        self.now.as_deref().unwrap_or("…")
    }

    /// "coverage of CISO 26 % → 41 %"; what does not change stands once.
    fn spans(&self, long: bool, theme: &Theme) -> Vec<Span<'static>> {
        let name = &self.names[usize::from(!long)];
        let mut out = vec![Span::styled(format!("{name} "), theme.dim)];
        if self.is_new() {
            out.push(Span::styled(self.now_text().to_owned(), theme.accent));
        } else if self.changes() {
            // The unit stands behind the second figure only.
            let before = self.before_text().trim_end_matches(" h");
            let before = format!("{before} {} ", theme.signs.arrow);
            out.push(Span::styled(before, theme.text));
            out.push(Span::styled(self.now_text().to_owned(), theme.accent));
        } else {
            out.push(Span::styled(self.before_text().to_owned(), theme.text));
        }
        out
    }
}

/// As many figures as fit into `room` columns, those first that matter most, the first ones under their full names where
/// that fits as well.
pub fn line(figures: &[Figure], room: usize, theme: &Theme) -> Line<'static> {
    let gap = format!(" {} ", theme.signs.dot);
    for count in (1..=figures.len()).rev() {
        for long in (0..=count).rev() {
            let mut spans = Vec::new();
            for (at, each) in figures.iter().take(count).enumerate() {
                if at > 0 {
                    spans.push(Span::styled(gap.clone(), theme.dim));
                }
                spans.extend(each.spans(at < long, theme));
            }
            let line = Line::from(spans);
            if line_width(&line) <= room {
                return line;
            }
        }
    }
    Line::default()
}

/// The figures of a comparison, those first that matter most.
pub fn figures(model: &Model, sides: [ComparisonSide<'_>; 2]) -> Vec<Figure> {
    let mut rows = rows(&model.catalog, sides, NAME);
    if sides.iter().all(|side| side.figures.hours.is_none()) {
        // Without a start there is nothing to say of routes.
        rows.truncate(1);
    }
    let figures = rows.into_iter().map(|row| {
        let [before, now] = row.values;
        Figure::new(row.names, before, now)
    });
    figures.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::model::theme::ThemeName;

    fn figure(long: &str, short: &str, before: &str, now: &str) -> Figure {
        let names = [long.to_owned(), short.to_owned()];
        Figure::new(names, Some(before.to_owned()), Some(now.to_owned()))
    }

    #[track_caller]
    fn check(room: usize, expected: &str) {
        let figures = [
            figure("coverage of CISO", "CISO", "20 %", "35 %"),
            figure("your route", "route", "2,565 h", "1,850 h"),
            figure("routes within the medium leap", "routes", "5", "5"),
        ];
        let theme = Theme::new(ThemeName::Dark, false);
        assert_eq!(line(&figures, room, &theme).to_string(), expected);
    }

    #[test]
    fn as_much_is_told_as_there_is_room_for() {
        let full = "coverage of CISO 20 % → 35 % · your route 2,565 → 1,850 h · routes within the medium leap 5";
        check(200, full);
        check(
            70,
            "coverage of CISO 20 % → 35 % · your route 2,565 → 1,850 h · routes 5",
        );
        check(55, "CISO 20 % → 35 % · route 2,565 → 1,850 h · routes 5");
        check(45, "CISO 20 % → 35 % · route 2,565 → 1,850 h");
        check(30, "coverage of CISO 20 % → 35 %");
        check(5, "");
    }

    #[test]
    fn what_is_not_known_yet_is_no_change() {
        let mut pending = figure("routes", "routes", "5", "4");
        pending.now = None;
        assert!(!pending.changes());
        assert_eq!((pending.before_text(), pending.now_text()), ("5", "…"));
    }
}
