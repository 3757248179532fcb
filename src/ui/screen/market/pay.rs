//! The pay of the adverts that are shown, as spans: one country, currency, class and form at a time.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use crate::market::AdvertId;
use crate::text::{truncate, width, wrap};
use crate::ui::input::command::Command;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::advert_filter::AdvertFilter;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::market::MarketChange;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::flow::paragraph;
use crate::ui::widget::hints::Hint;
use crate::ui::widget::list_view::ListView;
use crate::ui::widget::page::{Page, Row};
use crate::ui::widget::pane::pane;
use crate::usecase::pay_comparison::{self, PayComparison, PaySource};
use crate::wording::market::range;
use crate::wording::{advert, pay as wording};

/// The keys that work on pay.
pub(super) const KEYS: &[Hint<'static>] = &[
    (Command::Up, "move"),
    (Command::Open, "its page"),
    (Command::Class, "class"),
    (Command::Evidence, "what you were told"),
    (Command::Back, "list"),
    (Command::Undo, "undo"),
    (Command::Help, "help"),
];

/// What an action did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PayEvent {
    Ignored,
    Done,
    /// Back to the list of adverts.
    Leave,
    /// The page of an advert.
    Show(AdvertId),
    /// A note of what the person was told.
    Note(AdvertId),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    Heading(String),
    Text(String),
    /// A span with what stands beside it.
    Bar(String, String),
}

type PayRow = Row<AdvertId, Content>;

/// The charts of pay.
#[derive(Debug, Default)]
pub(super) struct PayCharts {
    page: Page<AdvertId>,
}

fn sources<'a>(
    filter: &'a AdvertFilter,
    model: &'a Model,
) -> impl Iterator<Item = PaySource<'a>> + 'a {
    let shown = model.market.adverts();
    let shown = shown.filter(|advert| filter.admits(model, advert));
    shown.map(|advert| PaySource {
        advert,
        reading: model.market.read(advert),
    })
}

fn rows(filter: &AdvertFilter, model: &Model, width: usize, is_ascii: bool) -> Vec<PayRow> {
    let comparison = PayComparison::new(sources(filter, model));
    let mut rows = Vec::new();
    let text = |rows: &mut Vec<PayRow>, text: &str| {
        for line in wrap(text, width) {
            rows.push(Row::new(Content::Text(line), None));
        }
    };
    let heading = |rows: &mut Vec<PayRow>, title: String| {
        if !rows.is_empty() {
            rows.push(Row::new(Content::Text(String::new()), None));
        }
        rows.push(Row::new(Content::Heading(title), None));
    };
    let columns = (width * 2 / 5).clamp(16, 64);
    if comparison.charts.is_empty() {
        text(&mut rows, wording::NONE);
        text(&mut rows, "`e` on an advert notes what you were told.");
    }
    for chart in &comparison.charts {
        heading(&mut rows, wording::title(chart));
        let scale = wording::scale(chart, columns);
        rows.push(Row::new(Content::Text(scale), None));
        for row in &chart.rows {
            let bar = wording::bar(chart, row, columns, is_ascii);
            let [beside, below] = beside(row, width.saturating_sub(columns + 1));
            rows.push(Row::new(Content::Bar(bar, beside), Some(row.advert)));
            let below = Some(below).filter(|text| !text.is_empty());
            for line in below.map_or_else(Vec::new, |text| {
                wrap(&text, width.saturating_sub(columns + 1))
            }) {
                let content = Content::Bar(" ".repeat(columns), line);
                rows.push(Row {
                    continues: true,
                    ..Row::new(content, Some(row.advert))
                });
            }
        }
        text(&mut rows, &wording::medians(chart));
    }
    if !comparison.left_out.is_empty() {
        heading(&mut rows, "In no chart".to_owned());
        for (id, title, why) in &comparison.left_out {
            let line = format!("{title}: {}", wording::left_out(*why));
            rows.push(Row::new(Content::Text(line), Some(*id)));
        }
    }
    heading(&mut rows, wording::BEFORE.to_owned());
    for question in wording::questions() {
        text(&mut rows, question);
    }
    heading(&mut rows, "The range before the first interview".to_owned());
    text(&mut rows, wording::RIGHT);
    heading(&mut rows, "The classes of responsibility".to_owned());
    for line in advert::CLASSES.lines() {
        text(&mut rows, line);
    }
    rows
}

/// The least columns in which a title is recognized.
const NAME: usize = 20;

/// The least columns of an organisation.
const ORGANISATION: usize = 8;

/// What stands beside a span in `room` columns, and below that. A title may be cut; how an amount was converted must
/// not, and has a line of its own where the title would vanish.
fn beside(row: &pay_comparison::PayRow, room: usize) -> [String; 2] {
    let join = |parts: &[&str]| -> String {
        let parts = parts.iter().filter(|part| !part.is_empty());
        parts.copied().collect::<Vec<_>>().join(" · ")
    };
    let range = range(row.min, row.max);
    let remarks = wording::remarks(row);
    // The dots stand between the parts.
    let left = |parts: &[&str]| room.saturating_sub(width(&join(parts)) + 3);
    let name = |left: usize| {
        // A letter or two of an organisation say nothing.
        let is_title_only = left < width(&row.title) + 3 + ORGANISATION;
        let organisation = if is_title_only { "" } else { &row.organisation };
        truncate(&join(&[&row.title, organisation]), left).into_owned()
    };
    let in_one = left(&[&range, &remarks]);
    if remarks.is_empty() || in_one >= NAME.min(width(&row.title)) {
        [join(&[&range, &name(in_one), &remarks]), String::new()]
    } else {
        [join(&[&range, &name(left(&[&range]))]), remarks]
    }
}

impl PayCharts {
    pub(super) fn update(
        &mut self,
        action: &Action,
        filter: &AdvertFilter,
        model: &mut Model,
    ) -> PayEvent {
        let panes = &model.view.panes;
        let (width, height) = (panes.width(Pane::List), panes.height(Pane::List));
        // Signs do not change which rows there are.
        let rows = rows(filter, model, width, true);
        let selected = self.page.target(&rows, height);
        match action {
            Action::Do(Command::Back) => return PayEvent::Leave,
            Action::Do(Command::Open) => return selected.map_or(PayEvent::Done, PayEvent::Show),
            Action::Do(Command::Evidence) => {
                return selected.map_or(PayEvent::Done, PayEvent::Note);
            }
            Action::Do(Command::Class) => {
                if let Some(id) = selected {
                    // The row may move to another chart.
                    self.page.select(id);
                    model.change_market(MarketChange::NextClass(id));
                }
            }
            Action::Do(command) if self.page.go(*command, &rows, height) => {}
            Action::Point {
                pane: Pane::List,
                row,
            } => {
                self.page.point(*row, &rows, height);
            }
            Action::Wheel {
                pane: Pane::List,
                down,
            } => self.page.wheel(*down, &rows, height),
            _ => return PayEvent::Ignored,
        }
        PayEvent::Done
    }

    pub(super) fn view(
        &self,
        ctx: ViewContext<'_>,
        filter: &AdvertFilter,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
    ) {
        let (model, theme) = (ctx.model, ctx.theme);
        let remark = filter.describe(model).unwrap_or_default();
        let inner = pane("Pay, like with like", &remark, true, theme, area, buf);
        let width = usize::from(inner.width);
        let warning = wrap(wording::WARNING, width).len() as u16;
        let heights = [
            Constraint::Length(warning),
            Constraint::Fill(1),
            Constraint::Length(1),
        ];
        let [top, list, foot] = Layout::vertical(heights).areas(inner);
        paragraph(wording::WARNING, theme.caution, top, buf);
        let rows = rows(filter, model, width, theme.signs.ascii);
        let view = ListView::new(theme, Pane::List, true);
        self.page.view(view, &rows, list, buf, hits, |row| {
            let spans = match &row.content {
                Content::Heading(text) => vec![Span::styled(text.clone(), theme.title)],
                Content::Text(text) => vec![Span::styled(text.clone(), theme.dim)],
                Content::Bar(bar, beside) => vec![
                    Span::styled(bar.clone(), theme.bar),
                    Span::styled(format!(" {beside}"), theme.text),
                ],
            };
            (Line::from(spans), Line::default())
        });
        let selected = self.page.target(&rows, usize::from(list.height));
        if let Some(why) = selected.and_then(|id| reasons(model, id)) {
            let line = truncate(&why, width);
            buf.set_stringn(foot.x, foot.y, line, width, theme.dim);
        }
    }
}

/// The class of an advert and what speaks for it.
fn reasons(model: &Model, id: AdvertId) -> Option<String> {
    let shown = model.market.advert(id)?;
    let proposed = match model.market.read(shown) {
        Some(reading) => advert::class_of(&reading.responsibility),
        None => "no class is proposed: its text was not read".to_owned(),
    };
    Some(advert::set_class(shown.class, proposed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posting::PayBasis;
    use crate::usecase::pay_comparison::{self, Conversion};

    #[test]
    fn a_title_stays_and_remarks_are_never_cut() {
        let mut row = pay_comparison::PayRow {
            advert: AdvertId(1),
            title: "Chief Information Security Officer".to_owned(),
            organisation: "Example Bank".to_owned(),
            date: jiff::civil::date(2026, 11, 23),
            min: Some(110_000.0),
            max: None,
            basis: PayBasis::You,
            conversion: Conversion::default(),
            is_class_set: true,
            note: String::new(),
        };
        let remarks = "your note · class set by you";
        for room in 40..120 {
            let [first, second] = beside(&row, room);
            assert!(first.starts_with("from 110,000 · Chief Inform"), "{first}");
            assert!(
                first.ends_with(remarks) != (second == remarks),
                "{room}: {first}"
            );
            assert!(width(&first) <= room, "{room}: {first}");
        }
        assert_eq!(beside(&row, 44)[1], remarks);
        row.basis = PayBasis::Field;
        row.is_class_set = false;
        let [first, second] = beside(&row, 40);
        assert_eq!(first, "from 110,000 · Chief Information Securi…");
        assert_eq!(second, "");
    }
}
