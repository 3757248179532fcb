//! The page of an advert: its fields, and what was read in its text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::market::{Advert, AdvertId};
use crate::text::wrap;
use crate::ui::input::command::Command;
use crate::ui::model::Model;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::market::AdvertReading;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::hints::Hint;
use crate::ui::widget::list_view::ListView;
use crate::ui::widget::page::{Page, Row};
use crate::ui::widget::pane::pane;
use crate::wording::market as wording;

/// The keys that work on the page.
pub(super) const KEYS: &[Hint<'static>] = &[
    (Command::Up, "move"),
    (Command::Remove, "remove"),
    (Command::Back, "adverts"),
    (Command::Undo, "undo"),
    (Command::Help, "help"),
];

/// What keys act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {}

type PageRow = Row<Target, String>;

/// The page of the selected advert.
#[derive(Debug, Default)]
pub(super) struct AdvertPage {
    page: Page<Target>,
    shown: Option<AdvertId>,
}

impl AdvertPage {
    /// Begins at the top where another advert is shown than before.
    pub(super) fn follow(&mut self, shown: Option<AdvertId>) {
        if self.shown != shown {
            self.shown = shown;
            self.page.reset();
        }
    }

    pub(super) fn update(
        &mut self,
        command: Command,
        shown: Option<AdvertId>,
        model: &mut Model,
    ) -> Outcome {
        let panes = &model.view.panes;
        let rows = rows(model, shown, panes.width(Pane::Page));
        if self.page.go(command, &rows, panes.height(Pane::Page)) {
            return Outcome::done();
        }
        Outcome::ignored()
    }

    pub(super) fn point(
        &mut self,
        row: usize,
        shown: Option<AdvertId>,
        model: &mut Model,
    ) -> Outcome {
        let panes = &model.view.panes;
        let rows = rows(model, shown, panes.width(Pane::Page));
        self.page.point(row, &rows, panes.height(Pane::Page));
        Outcome::done()
    }

    pub(super) fn wheel(&mut self, down: bool, shown: Option<AdvertId>, model: &Model) {
        let panes = &model.view.panes;
        let rows = rows(model, shown, panes.width(Pane::Page));
        self.page.wheel(down, &rows, panes.height(Pane::Page));
    }

    pub(super) fn view(
        &self,
        ctx: ViewContext<'_>,
        shown: Option<AdvertId>,
        focus: bool,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
    ) {
        let advert = shown.and_then(|id| ctx.model.market.advert(id));
        let title = advert.map_or("", |advert| &advert.title);
        let again = advert.is_some_and(|advert| !advert.posted_again.is_empty());
        let remark = if again { "posted again" } else { "" };
        let inner = pane(title, remark, focus, ctx.theme, area, buf);
        let rows = rows(ctx.model, shown, usize::from(inner.width));
        let view = ListView::new(ctx.theme, Pane::Page, focus);
        self.page.view(view, &rows, inner, buf, hits, |row| {
            let text = Span::styled(row.content.clone(), ctx.theme.text);
            (Line::from(text), Line::default())
        });
    }
}

fn rows(model: &Model, shown: Option<AdvertId>, width: usize) -> Vec<PageRow> {
    let Some(advert) = shown.and_then(|id| model.market.advert(id)) else {
        return Vec::new();
    };
    let lines = std::iter::once(wording::advert(advert)).chain(said_of_text(model, advert));
    let lines = lines.flat_map(|line| wrap(&line, width));
    lines.map(|line| Row::new(line, None)).collect()
}

/// What is said where nothing was read.
fn said_of_text(model: &Model, advert: &Advert) -> Option<String> {
    let said = match model.market.reading(advert) {
        AdvertReading::Read(_) => return None,
        AdvertReading::Waiting => "reading…",
        AdvertReading::NoText => {
            "It was kept without a text: save the page again and add it, or paste its text."
        }
        AdvertReading::Lost => "The file of its text is gone: add the advert again.",
    };
    Some(said.to_owned())
}
