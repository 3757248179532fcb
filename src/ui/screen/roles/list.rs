//! The list of occupations: what is found, in which order, and how a row looks.

use ratatui::text::{Line, Span};

use crate::catalog::{Catalog, OccupationIx};
use crate::planning::closeness::Closeness;
use crate::planning::gap;
use crate::text::{self, truncate};
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::bar;
use crate::ui::widget::list_view::Ends;
use crate::ui::widget::occupation_line::{self, OccupationStatus};
use crate::ui::widget::rows::line_width;
use crate::ui::widget::search_list::{FoundRows, ListRow, SearchList};
use crate::wording::figures;

/// From this width on a row has a bar.
const WITH_BAR: u16 = 60;

/// Columns that codes get at most.
const CODE: usize = 12;

/// From this width on all orders are named.
const WITH_ORDERS: u16 = 56;

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sort {
    /// What concerns the person first; what fits best when something is asked.
    #[default]
    Relevance,
    /// By ESCO code.
    Code,
    /// By coverage, most first.
    Coverage,
    /// By closeness to the present role.
    Closeness,
}

impl Sort {
    const ALL: [Self; 4] = [Self::Relevance, Self::Code, Self::Coverage, Self::Closeness];

    /// The order after this one.
    pub(super) fn next(self) -> Self {
        let at = Self::ALL.iter().position(|s| *s == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }

    fn word(self, asked: bool) -> &'static str {
        match self {
            Self::Relevance if asked => "best match",
            Self::Relevance => "yours first",
            Self::Code => "code",
            Self::Coverage => "coverage",
            Self::Closeness => "closeness",
        }
    }
}

/// The occupation from which closeness is measured: the present role, else the goal.
pub(super) fn closeness_origin(model: &Model) -> Option<OccupationIx> {
    let catalog = &model.catalog;
    let roles = model.profile().roles(catalog);
    roles
        .first()
        .copied()
        .or_else(|| model.profile().goal_in(catalog))
}

/// Lists the occupations whose code begins like the query before those that labels find.
fn put_codes_first(found: &mut FoundRows, query: &str, catalog: &Catalog) {
    let coded: Vec<u32> = catalog
        .occupations_by_code_prefix(query.trim())
        .map(|ix| ix.0)
        .collect();
    if coded.is_empty() {
        return;
    }
    if found.total == 0 {
        // These only come nearest.
        found.rows.clear();
    }
    found.rows.retain(|row| !coded.contains(&row.item));
    found
        .rows
        .splice(..0, coded.iter().copied().map(ListRow::new));
    found.total = found.total.max(found.rows.len());
}

/// What is found, in order, and how many there are in all.
pub(super) fn matching_rows(query: &str, limit: usize, sort: Sort, model: &Model) -> FoundRows {
    let catalog = &model.catalog;
    let index = model.occupation_index();
    let results = index.search(query, model.occupation_boosts(), limit);
    let mut found = FoundRows::from(results);
    put_codes_first(&mut found, query, catalog);
    let rows = &mut found.rows;
    let code = |row: &ListRow| by_code(catalog.occupation(OccupationIx(row.item)).code());
    match sort {
        Sort::Relevance if query.trim().is_empty() => rows.sort_by_cached_key(|row| {
            (
                OccupationStatus::of(model, OccupationIx(row.item)),
                code(row),
            )
        }),
        Sort::Relevance => {}
        Sort::Code => rows.sort_by_cached_key(code),
        Sort::Coverage => {
            rows.sort_by_cached_key(code);
            let states = model.states();
            descending(rows, |ix| gap::coverage(catalog, states, ix));
        }
        Sort::Closeness => {
            rows.sort_by_cached_key(code);
            if let Some(from) = closeness_origin(model) {
                descending(rows, |ix| Closeness::between(catalog, from, ix).mean());
            }
        }
    }
    found
}

/// Codes in the order of their numbers: 2529.2 before 2529.10.
fn by_code(code: &str) -> Vec<u32> {
    code.split('.')
        .map(|part| part.parse().unwrap_or(u32::MAX))
        .collect()
}

fn descending(rows: &mut [ListRow], figure: impl Fn(OccupationIx) -> f64) {
    let mut figures: std::collections::BTreeMap<u32, f64> = std::collections::BTreeMap::new();
    for row in rows.iter() {
        figures.insert(row.item, figure(OccupationIx(row.item)));
    }
    rows.sort_by(|a, b| figures[&b.item].total_cmp(&figures[&a.item]));
}

/// The two ends of the rows at a width.
pub(super) fn ends<'a>(
    ctx: ViewContext<'a>,
    list: &'a SearchList,
    sort: Sort,
    width: u16,
) -> impl Fn(&ListRow) -> Ends<'static> + 'a {
    let model = ctx.model;
    let origin = (sort == Sort::Closeness)
        .then(|| closeness_origin(model))
        .flatten();
    let figures = origin.is_some() || !model.profile().is_empty();
    let codes = model.catalog.occupations().map(|o| text::width(o.code()));
    let codes = codes.max().unwrap_or(0).min(CODE);
    move |each| {
        let right = if figures {
            figure(ctx, OccupationIx(each.item), origin, width)
        } else {
            Line::default()
        };
        let room = usize::from(width.saturating_sub(each.remark_width()));
        let room = room.saturating_sub(codes + 4 + line_width(&right) + 1);
        (left(ctx, list, each, codes, room), right)
    }
}

/// The order of the list, and the key that changes it.
pub(super) fn order_line(
    ctx: ViewContext<'_>,
    sort: Sort,
    asked: bool,
    room: u16,
) -> Line<'static> {
    let theme = ctx.theme;
    let key = ctx.key(KeyContext::Roles, false, Command::Filter);
    let mut spans = vec![
        Span::styled(key, theme.key),
        Span::styled(" sorts  ", theme.dim),
    ];
    if room < WITH_ORDERS {
        spans.push(Span::styled(sort.word(asked), theme.text));
        return Line::from(spans);
    }
    for (at, each) in Sort::ALL.into_iter().enumerate() {
        if at > 0 {
            spans.push(Span::styled(format!(" {} ", theme.signs.dot), theme.dim));
        }
        let style = if each == sort { theme.title } else { theme.dim };
        spans.push(Span::styled(each.word(asked), style));
    }
    Line::from(spans)
}

/// The sign of the status, the code and the label.
fn left(
    ctx: ViewContext<'_>,
    list: &SearchList,
    each: &ListRow,
    codes: usize,
    room: usize,
) -> Line<'static> {
    let theme = ctx.theme;
    let ix = OccupationIx(each.item);
    let occupation = ctx.model.catalog.occupation(ix);
    let (sign, style) = OccupationStatus::of(ctx.model, ix).sign(theme);
    let code = truncate(occupation.code(), codes).into_owned();
    let (matched, positions) = list.matched(ctx.model.occupation_index(), each);
    let mut spans = vec![
        Span::styled(format!("{sign} "), style),
        Span::styled(format!("{code:<codes$}  "), theme.dim),
    ];
    let label = occupation.label();
    spans.extend(occupation_line::match_spans(
        label, matched, &positions, theme.text, room, theme,
    ));
    Line::from(spans)
}

/// Coverage, or closeness where that is the order; with a bar where there is room.
fn figure(
    ctx: ViewContext<'_>,
    ix: OccupationIx,
    origin: Option<OccupationIx>,
    room: u16,
) -> Line<'static> {
    let model = ctx.model;
    let (share, text) = if let Some(from) = origin {
        let share = Closeness::between(&model.catalog, from, ix).mean();
        (share, figures::percent(share))
    } else {
        let share = gap::coverage(&model.catalog, model.states(), ix);
        (share, figures::coverage(share))
    };
    let mut spans = Vec::new();
    if room >= WITH_BAR {
        spans.extend(bar::spans(share, 8, ctx.theme));
        spans.push(Span::raw(" "));
    }
    spans.push(Span::styled(format!("{text:>5}"), ctx.theme.text));
    Line::from(spans)
}
