//! Every occupation: left the list, searched by preferred and alternative titles and by what people call it; right
//! the page of one, where its skills are marked.

mod list;
mod page;

use ratatui::text::Line;

use self::list::Sort;
use crate::catalog::{Catalog, OccupationIx};
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::{Action, OverlayRequest};
use crate::ui::model::outcome::Outcome;
use crate::ui::model::view_context::ViewContext;
use crate::ui::overlay::compare_occupations::MOST;
use crate::ui::widget::browser::Browser;
use crate::ui::widget::browser::listing::{Listing, ListingEvent};
use crate::ui::widget::hints::Hint;
use crate::ui::widget::list_view::Ends;
use crate::ui::widget::page::content::{Page, Row, Target};
use crate::ui::widget::search_list::{FoundRows, ListRow, SearchList};

/// The roles screen.
pub type Roles = Browser<Occupations>;

/// The occupations in an order.
#[derive(Debug, Default)]
pub struct Occupations {
    sort: Sort,
    /// The occupations that are put side by side, in the order in which they were chosen.
    compared: Vec<OccupationIx>,
}

impl Occupations {
    /// Puts the occupation at hand beside those chosen before, or takes it away again; two or three are shown.
    fn compare(&mut self, ix: OccupationIx, model: &mut Model) -> Outcome {
        let label = model.catalog.occupation(ix).label().to_owned();
        if let Some(at) = self.compared.iter().position(|o| *o == ix) {
            self.compared.remove(at);
            model.notify(format!("{label} is not compared any more"));
            return Outcome::done();
        }
        if self.compared.len() == MOST {
            self.compared.remove(0);
        }
        self.compared.push(ix);
        if self.compared.len() < 2 {
            model.notify(format!(
                "Comparing {label}: choose another occupation in the same way"
            ));
            return Outcome::done();
        }
        Outcome::open(OverlayRequest::CompareOccupations(self.compared.clone()))
    }
}

impl Listing for Occupations {
    const TITLE: &'static str = "Occupations";
    const HINT: &'static str = "type a title";
    const CONTEXT: KeyContext = KeyContext::Roles;
    const KEYS: &'static [Hint<'static>] = &[
        (Command::Up, "move"),
        (Command::Open, "open"),
        (Command::Search, "search"),
        (Command::Filter, "sort"),
        (Command::Compare, "compare"),
        (Command::Begin, "roles held"),
        (Command::Undo, "undo"),
        (Command::Help, "help"),
        (Command::Quit, "quit"),
    ];

    fn count(catalog: &Catalog) -> usize {
        catalog.occupations().len()
    }

    fn target(item: u32) -> Option<Target> {
        Some(Target::Occupation(OccupationIx(item)))
    }

    fn heading(catalog: &Catalog, item: u32) -> (String, String) {
        let occupation = catalog.occupation(OccupationIx(item));
        (
            occupation.label().to_string(),
            occupation.code().to_string(),
        )
    }

    fn page_rows(model: &Model, page: &Page, item: u32, width: usize) -> Vec<Row> {
        page::rows(model, page, OccupationIx(item), width)
    }

    fn find(&mut self, query: &str, limit: usize, model: &Model) -> Option<FoundRows> {
        Some(list::matching_rows(query, limit, self.sort, model))
    }

    fn ranks_by_match(&self) -> bool {
        self.sort == Sort::Relevance
    }

    fn update(
        &mut self,
        action: &Action,
        _item: Option<u32>,
        shown: Option<u32>,
        model: &mut Model,
    ) -> ListingEvent {
        match action {
            Action::Do(Command::Filter) => {
                self.sort = self.sort.next();
                ListingEvent::QueryChanged
            }
            Action::Do(Command::Compare) => ListingEvent::Done(match shown {
                Some(item) => self.compare(OccupationIx(item), model),
                None => Outcome::done(),
            }),
            _ => ListingEvent::Ignored,
        }
    }

    fn settings(&self, ctx: ViewContext<'_>, is_asked: bool, room: u16) -> Line<'static> {
        list::order_line(ctx, self.sort, is_asked, room)
    }

    fn legend(ctx: ViewContext<'_>) -> Option<String> {
        let signs = ctx.theme.signs;
        Some(format!(
            "{} present role  {} role held  {} on my route  {} goal",
            signs.present, signs.passed, signs.station, signs.goal
        ))
    }

    fn ends<'a>(
        &'a self,
        ctx: ViewContext<'a>,
        list: &'a SearchList,
        width: u16,
    ) -> impl Fn(&ListRow) -> Ends<'static> + 'a {
        list::ends(ctx, list, self.sort, width)
    }
}
