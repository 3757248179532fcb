//! How the map and the list beside it are drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::{AdvertMap, Places, is_in, places};
use crate::geography::Country;
use crate::text::plural;
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::advert_filter::{AdvertFilter, AdvertPlace};
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::field::field;
use crate::ui::widget::flow::paragraph;
use crate::ui::widget::list_view::ListView;
use crate::ui::widget::pane::{TWO_PANES, pane};
use crate::wording::market as wording;

/// Columns of the list in a window with room for two panes, and in a narrower one.
const LIST: (u16, u16) = (40, 24);

impl AdvertMap {
    pub(in crate::ui::screen::market) fn view(
        &self,
        ctx: ViewContext<'_>,
        filter: &AdvertFilter,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
    ) {
        let places = places(filter, ctx.model);
        let is_empty = |country| !places.counts.contains_key(&country);
        let title = match self.title {
            "" => "Where your adverts are".to_owned(),
            place if Country::from_name(place).is_some_and(is_empty) => {
                format!("You kept no advert in {place}")
            }
            place => format!("Where your adverts are: {place}"),
        };
        let remark = "what you kept, not the labour market";
        let inner = pane(&title, remark, true, ctx.theme, area, buf);
        let list_width = if area.width >= TWO_PANES {
            LIST.0
        } else {
            LIST.1
        };
        let columns = [Constraint::Fill(1), Constraint::Length(list_width)];
        let [map, list] = Layout::horizontal(columns).spacing(1).areas(inner);

        let rows = self.rows(&places);
        let panes = &ctx.model.view.panes;
        let selected = self.cursor.target(&rows, panes.height(Pane::List));
        let country = match selected {
            Some(AdvertPlace::Country(country)) => Some(country),
            _ => None,
        };
        let widget = self.widget(&places, country, ctx.theme);
        let layout = widget.layout(map);
        widget.draw(&layout, buf);
        hits.cells(Pane::WorldMap, map);
        let is_off = |country: Country| layout.outside.contains(&country);
        self.view_list(ctx, filter, &places, selected, &is_off, list, buf, hits);
    }

    #[expect(clippy::too_many_arguments, reason = "a part of `view`")]
    fn view_list(
        &self,
        ctx: ViewContext<'_>,
        filter: &AdvertFilter,
        places: &Places,
        selected: Option<AdvertPlace>,
        is_off: &dyn Fn(Country) -> bool,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
    ) {
        let theme = ctx.theme;
        let rows = self.rows(places);
        let heights = [
            Constraint::Length(u16::from(self.typing)),
            Constraint::Max(rows.len().max(1) as u16),
            Constraint::Length(1),
            Constraint::Length(3),
            Constraint::Fill(1),
        ];
        let [search, list, rule, totals, rest] = Layout::vertical(heights).areas(area);
        if self.typing {
            let cursor = field("/", &self.field, "type a country", "", theme, search, buf);
            hits.cursor = Some(cursor);
        }
        let with_remark = area.width >= LIST.0;
        let view = ListView::new(theme, Pane::List, true);
        self.cursor.view(view, &rows, list, buf, hits, |row| {
            let place = row.target.unwrap_or(AdvertPlace::Unknown);
            let remark = match place {
                AdvertPlace::Country(country) if is_off(country) => "off this view",
                AdvertPlace::Unknown => "space: say it",
                _ => "",
            };
            let name = Span::styled(place.name(), theme.text);
            let mut right = vec![Span::styled(format!(" {:>4}", row.content), theme.count)];
            if with_remark {
                right.insert(0, Span::styled(remark, theme.dim));
            }
            (Line::from(name), Line::from(right))
        });
        if rows.is_empty() {
            let nothing = if self.typing {
                "No such country"
            } else {
                "No advert"
            };
            buf.set_stringn(list.x, list.y, nothing, usize::from(list.width), theme.dim);
        }
        let line = theme.signs.dash.repeat(usize::from(rule.width));
        buf.set_string(rule.x, rule.y, line, theme.border);
        let said = self.totals(ctx, filter, places);
        for (row, text) in totals.rows().zip(said) {
            buf.set_stringn(row.x, row.y, text, usize::from(row.width), theme.dim);
        }
        view_adverts(ctx, filter, selected, rest, buf);
    }

    /// How many adverts and countries are listed, and of what.
    fn totals(&self, ctx: ViewContext<'_>, filter: &AdvertFilter, places: &Places) -> [String; 3] {
        let adverts = plural(places.total, "advert", "adverts");
        let countries = plural(places.counts.len(), "country", "countries");
        if self.asked.is_empty() {
            return [adverts, format!("in {countries}"), filter_line(ctx, filter)];
        }
        let counts = self.asked.iter().filter_map(|c| places.counts.get(c));
        let key = ctx.key(KeyContext::MarketMap, false, Command::Back);
        [
            format!("{} of {adverts}", counts.sum::<usize>()),
            format!("in {} of {countries}", self.asked.len()),
            format!("{key}: all countries"),
        ]
    }
}

/// Draws the adverts of the selected place, as many as there is room for, and what the counts do not say.
fn view_adverts(
    ctx: ViewContext<'_>,
    filter: &AdvertFilter,
    selected: Option<AdvertPlace>,
    area: Rect,
    buf: &mut Buffer,
) {
    let theme = ctx.theme;
    let caution = "Counts are adverts you kept. They say nothing about jobs in a country.";
    let lines = crate::text::wrap(caution, usize::from(area.width)).len() as u16;
    let heights = [Constraint::Fill(1), Constraint::Length(lines)];
    let [adverts, foot] = Layout::vertical(heights).areas(area);
    if area.height > lines {
        paragraph(caution, theme.dim, foot, buf);
    }
    let Some(place) = selected else {
        return;
    };
    let found = ctx.model.market.adverts();
    let found = found.filter(|advert| is_in(advert, place, filter, ctx.model));
    let mut rows = adverts.rows().skip(1);
    let Some(heading) = rows.next() else {
        return;
    };
    let room = usize::from(adverts.width);
    let names: Vec<String> = found.map(wording::advert).collect();
    if names.is_empty() || adverts.height < 4 {
        return;
    }
    buf.set_stringn(heading.x, heading.y, place.name(), room, theme.title);
    let space = usize::from(adverts.height).saturating_sub(4).max(1);
    for (row, name) in rows.by_ref().zip(names.iter().take(space)) {
        let name = crate::text::sanitize(name);
        let name = crate::text::truncate(&name, room);
        buf.set_string(row.x, row.y, name, theme.text);
    }
    if let Some(row) = rows.next().filter(|_| names.len() > space) {
        let key = ctx.key(KeyContext::MarketMap, false, Command::Open);
        let more = format!("{} more: {key}", names.len() - space);
        buf.set_stringn(row.x, row.y, more, room, theme.dim);
    }
}

/// What the map is narrowed to, else how to narrow it.
fn filter_line(ctx: ViewContext<'_>, filter: &AdvertFilter) -> String {
    filter.in_place(None).describe(ctx.model).map_or_else(
        || "all that you kept".to_owned(),
        |filter| format!("only: {filter}"),
    )
}
