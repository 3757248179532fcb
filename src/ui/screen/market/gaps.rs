//! What the adverts of one kind ask for and the person does not bring, as bars below the list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::text::truncate;
use crate::ui::model::Model;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::flow::paragraph;
use crate::usecase::market_gaps::{AdvertKind, MIN_FOR_CHART, MarketGaps};
use crate::wording::market as wording;

/// Rows of bars.
const BARS: usize = 5;

/// Rows in all: a blank one, the title, the bars.
pub(super) const HEIGHT: u16 = 2 + BARS as u16;

/// How wide a full bar is, in columns.
const BAR: usize = 10;

/// Columns of "12 of 14" and the blanks around it.
const SHARE: usize = 10;

/// The adverts of the next step if there are enough of them, else those of chief information security officers.
fn charted(model: &Model) -> Option<MarketGaps> {
    let kinds = [AdvertKind::next(model.person()), AdvertKind::Ciso];
    let mut gaps = kinds.into_iter().map(|kind| model.market_gaps(kind));
    gaps.find(MarketGaps::has_chart)
}

pub(super) fn view(ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) {
    let (model, theme) = (ctx.model, ctx.theme);
    let width = usize::from(area.width);
    let area = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let Some(gaps) = charted(model) else {
        let starts =
            format!("A chart of what they ask for starts at {MIN_FOR_CHART} adverts of one kind.");
        paragraph(&starts, theme.dim, area, buf);
        return;
    };
    let title = wording::open_gaps(&model.catalog, &gaps);
    let title = Line::styled(truncate(&title, width).into_owned(), theme.title);
    let room = width.saturating_sub(BAR + SHARE);
    let bars = open(model, &gaps).into_iter().take(BARS);
    let bars = bars.map(|(name, asked)| {
        let name = truncate(&name, room).into_owned();
        let bar = wording::bar(asked, gaps.adverts, BAR, theme.signs.ascii);
        Line::from(vec![
            Span::styled(format!("{name:room$} "), theme.text),
            Span::styled(format!("{bar:BAR$}"), theme.bar),
            Span::styled(format!(" {asked} of {}", gaps.adverts), theme.dim),
        ])
    });
    let lines = std::iter::once(title).chain(bars);
    for (row, line) in area.rows().zip(lines) {
        buf.set_line(row.x, row.y, &line, row.width);
    }
}

/// What the person does not bring, the most asked first: skills, and terms that ESCO lacks.
fn open(model: &Model, gaps: &MarketGaps) -> Vec<(String, usize)> {
    let skills = gaps.skills.iter().filter(|row| !row.held);
    let skills = skills.map(|row| (model.catalog.skill(row.skill).label().to_owned(), row.asked));
    let terms = gaps.not_in_esco.iter().filter(|row| !row.worked_with);
    let terms = terms.map(|row| (format!("{} (not in ESCO)", row.name), row.asked));
    let mut all: Vec<(String, usize)> = skills.chain(terms).collect();
    all.sort_by_key(|(_, asked)| std::cmp::Reverse(*asked));
    all
}
