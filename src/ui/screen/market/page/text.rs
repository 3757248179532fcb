//! The whole text of an advert, with the words lit that show what was read.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span as DrawnSpan};
use unicode_segmentation::UnicodeSegmentation;

use super::content::Target;
use crate::market::AdvertId;
use crate::posting::Span;
use crate::text::{sanitize, width};
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::market::{AdvertReading, Content};
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::cursor::Scroll;
use crate::ui::widget::flow::{WIDEST, scrolled};
use crate::usecase::advert_report::AdvertReport;

/// Where the text stands, and the words of the row from which it was opened.
#[derive(Debug)]
pub(super) struct TextView {
    scroll: Scroll,
    selected: Vec<Span>,
}

/// A line of the text as it is shown: the code points from `start` on.
#[derive(Debug, PartialEq, Eq)]
struct TextLine<'t> {
    start: usize,
    text: &'t str,
}

impl TextView {
    /// The text of an advert, scrolled to the words of a row; `None` where there is no text.
    pub(super) fn new(
        shown: Option<AdvertId>,
        target: Option<&Target>,
        model: &Model,
    ) -> Option<Self> {
        let content = content(shown?, model)?;
        let report = model.advert_report(shown?)?;
        let selected = target.map_or_else(Vec::new, |target| spans_of(target, &report));
        let lines = lines(&content.text, room(model.view.panes.width(Pane::Page)));
        let first = selected.iter().map(|span| span.start).min();
        let line = first.map_or(0, |first| {
            lines
                .partition_point(|line| line.start <= first)
                .saturating_sub(1)
        });
        // What stands before it is read with it.
        let height = model.view.panes.height(Pane::Page);
        Some(Self {
            scroll: Scroll::at(line.saturating_sub(height / 3)),
            selected,
        })
    }

    /// Scrolls; tells whether the action does.
    pub(super) fn go(&mut self, action: &Action, shown: Option<AdvertId>, model: &Model) -> bool {
        let height = model.view.panes.height(Pane::Page);
        let Some(by) = Scroll::rows_of(action, height) else {
            return false;
        };
        if let Some(content) = shown.and_then(|id| content(id, model)) {
            let width = model.view.panes.width(Pane::Page);
            let len = lines(&content.text, room(width)).len();
            self.scroll.by(by, len, height);
        }
        true
    }

    pub(super) fn view(
        &self,
        ctx: ViewContext<'_>,
        shown: Option<AdvertId>,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
    ) {
        hits.pane(Pane::Page, area);
        let found =
            shown.and_then(|id| Some((content(id, ctx.model)?, ctx.model.advert_report(id)?)));
        let Some((content, report)) = found else {
            return;
        };
        let pay = shown.and_then(|id| ctx.model.market.advert(id));
        let pay = pay.into_iter().flat_map(|advert| &advert.pay);
        let mut lit = all_spans(&report);
        lit.extend(pay.filter_map(|pay| pay.span));
        let theme = ctx.theme;
        let style = |at: usize| {
            let within = |span: &Span| span.start <= at && at < span.end;
            if self.selected.iter().any(within) {
                theme.selected
            } else if lit.iter().any(within) {
                theme.matched
            } else {
                theme.text
            }
        };
        let lines = lines(&content.text, room(usize::from(area.width)));
        let top = self.scroll.top(lines.len(), usize::from(area.height));
        let shown = top..top + usize::from(area.height);
        let lines = lines.iter().enumerate().map(|(at, line)| {
            // Only what is on screen is worth its styles.
            if shown.contains(&at) {
                drawn(line, &style)
            } else {
                Line::default()
            }
        });
        let lines: Vec<Line<'static>> = lines.collect();
        scrolled(&lines, self.scroll, area, theme, buf);
    }
}

fn content(id: AdvertId, model: &Model) -> Option<&Content> {
    match model.market.reading(model.market.advert(id)?) {
        AdvertReading::Read(content) => Some(content),
        _ => None,
    }
}

fn room(width: usize) -> usize {
    width.clamp(8, WIDEST)
}

/// The words that a row quotes.
fn spans_of(target: &Target, report: &AdvertReport) -> Vec<Span> {
    let quote = match target {
        Target::Post => Some(&report.post_quote),
        Target::Condition(at) => report.conditions.get(*at).map(|row| &row.quote),
        Target::Skill(skill) | Target::Perhaps(skill) => {
            let mut rows = report.skills.iter();
            rows.find(|row| row.skill == *skill).map(|row| &row.quote)
        }
        Target::Term(name) => {
            let mut rows = report.not_in_esco.iter();
            rows.find(|row| row.name == *name).map(|row| &row.quote)
        }
        Target::Answer(at) => report.checklist.get(*at).map(|row| &row.quote),
        Target::Question(at) => report.questions.get(*at).map(|row| &row.quote),
        Target::Section(_) | Target::Place | Target::Occupation(_) => None,
    };
    quote.map_or_else(Vec::new, |quote| quote.spans.clone())
}

/// The words that show anything.
fn all_spans(report: &AdvertReport) -> Vec<Span> {
    let conditions = report.conditions.iter().map(|row| &row.quote);
    let skills = report.skills.iter().map(|row| &row.quote);
    let terms = report.not_in_esco.iter().map(|row| &row.quote);
    let answers = report.checklist.iter().map(|row| &row.quote);
    let quotes = std::iter::once(&report.post_quote)
        .chain(conditions)
        .chain(skills)
        .chain(terms)
        .chain(answers);
    quotes
        .flat_map(|quote| quote.spans.iter().copied())
        .collect()
}

/// A text in lines of at most `room` columns, broken at spaces where possible.
fn lines(text: &str, room: usize) -> Vec<TextLine<'_>> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        for range in broken(line, room) {
            let part = line.get(range.clone()).unwrap_or_default();
            let before = line.get(..range.start).unwrap_or_default();
            out.push(TextLine {
                start: start + before.chars().count(),
                text: part,
            });
        }
        start += line.chars().count() + 1;
    }
    out
}

/// The byte ranges of a line's parts; the space at which it is broken is in none.
fn broken(line: &str, room: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut columns) = (0, 0);
    let mut space: Option<usize> = None;
    for (at, grapheme) in line.grapheme_indices(true) {
        if grapheme == " " {
            space = Some(at);
        }
        columns += width(grapheme);
        if columns > room && at > start {
            let (end, next) = match space.filter(|space| *space > start) {
                Some(space) => (space, space + 1),
                None => (at, at),
            };
            out.push(start..end);
            start = next;
            space = None;
            columns = line.get(start..at + grapheme.len()).map_or(0, width);
        }
    }
    out.push(start.min(line.len())..line.len());
    out
}

/// A line with the style of each grapheme.
fn drawn(line: &TextLine<'_>, style: &dyn Fn(usize) -> Style) -> Line<'static> {
    let mut spans: Vec<DrawnSpan<'static>> = Vec::new();
    let mut at = line.start;
    for grapheme in line.text.graphemes(true) {
        let style = style(at);
        at += grapheme.chars().count();
        let shown = sanitize(grapheme);
        match spans.last_mut() {
            Some(last) if last.style == style => last.content.to_mut().push_str(&shown),
            _ => spans.push(DrawnSpan::styled(shown.into_owned(), style)),
        }
    }
    Line::from(spans)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_break_at_spaces_and_know_where_they_begin() {
        let shown: Vec<(usize, &str)> = lines("one two three\n\nfünfzehn", 7)
            .iter()
            .map(|line| (line.start, line.text))
            .collect();
        assert_eq!(
            shown,
            [
                (0, "one two"),
                (8, "three"),
                (14, ""),
                (15, "fünfzeh"),
                (22, "n")
            ]
        );
    }

    proptest! {
        #[test]
        fn a_line_begins_where_it_says(text in "[a-zü 世\n]{0,80}", room in 4usize..20) {
            let chars: Vec<char> = text.chars().collect();
            for line in lines(&text, room) {
                let end = line.start + line.text.chars().count();
                prop_assert!(width(line.text) <= room + 1);
                let there: String = chars[line.start..end].iter().collect();
                prop_assert_eq!(there, line.text);
            }
        }
    }
}
