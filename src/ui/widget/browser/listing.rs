//! What a browser lists: occupations or skills.

use std::fmt::Debug;

use ratatui::text::Line;

use crate::catalog::Catalog;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::hints::Hint;
use crate::ui::widget::list_view::Ends;
use crate::ui::widget::page::content::{Page, Row, Target};
use crate::ui::widget::search_list::{FoundRows, ListRow, SearchList};

/// What a listing did with an action.
#[derive(Debug)]
pub(crate) enum ListingEvent {
    /// It was not for the listing.
    Ignored,
    Done(Outcome),
    /// Other rows of the same query are listed; the cursor stays on its item.
    RowsChanged,
    /// Something else is asked for.
    QueryChanged,
}

/// The items of a browser, with the order or the filters under which they are listed.
pub(crate) trait Listing: Debug {
    /// The title of the list's pane.
    const TITLE: &'static str;
    /// What the empty field asks for.
    const HINT: &'static str;
    const CONTEXT: KeyContext;
    /// The keys that work in the list.
    const KEYS: &'static [Hint<'static>];

    /// How many items the catalogue has.
    fn count(catalog: &Catalog) -> usize;

    /// What marks and evidence for an item are about.
    fn target(item: u32) -> Option<Target>;

    /// The title of an item's page, and a remark.
    fn heading(catalog: &Catalog, item: u32) -> (String, String);

    /// The rows of an item's page, wrapped to a width.
    fn page_rows(model: &Model, page: &Page, item: u32, width: usize) -> Vec<Row>;

    /// The rows for a query, at most `limit`; none while they are searched for in the background.
    fn find(&mut self, query: &str, limit: usize, model: &Model) -> Option<FoundRows>;

    /// Whether what matches a query best comes first. In another order any row can be the first.
    fn ranks_by_match(&self) -> bool {
        true
    }

    /// Answers an action of its own: `item` is what it is about where the list has the keys, `shown` the page's.
    fn update(
        &mut self,
        action: &Action,
        item: Option<u32>,
        shown: Option<u32>,
        model: &mut Model,
    ) -> ListingEvent;

    /// Takes filters away; tells whether there were some.
    fn clear_filters(&mut self) -> bool {
        false
    }

    /// The order or the filters, and the key that changes them.
    fn settings(&self, ctx: ViewContext<'_>, is_asked: bool, room: u16) -> Line<'static>;

    /// What is said where the filters leave nothing.
    fn filtered_out(&self, _ctx: ViewContext<'_>) -> Option<String> {
        None
    }

    /// What the signs of the rows mean, for a list with room for it.
    fn legend(_ctx: ViewContext<'_>) -> Option<String> {
        None
    }

    /// The two ends of the rows at a width.
    fn ends<'a>(
        &'a self,
        ctx: ViewContext<'a>,
        list: &'a SearchList,
        width: u16,
    ) -> impl Fn(&ListRow) -> Ends<'static> + 'a;
}
