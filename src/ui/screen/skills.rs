//! Every skill: left the list, searched by preferred and alternative labels and by what people call it, narrowed by
//! filters; right the page of one.

mod list;
mod page;
mod tree;

use ratatui::text::Line;

use self::tree::{Tree, TreeItem};
use crate::catalog::{Catalog, GroupIx};
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::{Action, OverlayRequest};
use crate::ui::model::outcome::Outcome;
use crate::ui::model::skill_filter::Filter;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::browser::Browser;
use crate::ui::widget::browser::listing::{Listing, ListingEvent};
use crate::ui::widget::hints::Hint;
use crate::ui::widget::list_view::Ends;
use crate::ui::widget::page::content::{Page, Row, Target};
use crate::ui::widget::search_list::{FoundRows, ListRow, SearchList};

/// The skills screen.
pub type Skills = Browser<FilteredSkills>;

/// The skills that filters admit, flat or as a tree of groups.
#[derive(Debug, Default)]
pub struct FilteredSkills {
    /// The query of the rows.
    query: String,
    filter: Filter,
    tree: Tree,
}

impl FilteredSkills {
    /// The group that an action opens or closes.
    fn group_to_toggle(&self, action: &Action, item: u32) -> Option<GroupIx> {
        let group = TreeItem::group(item).filter(|_| self.tree.is_on())?;
        let toggles = match action {
            Action::Point { .. } | Action::Do(Command::Open | Command::Mark) => true,
            Action::Do(Command::Right) => !self.tree.is_open(group),
            Action::Do(Command::Left) => self.tree.is_open(group),
            _ => false,
        };
        toggles.then_some(group)
    }
}

impl Listing for FilteredSkills {
    const TITLE: &'static str = "Skills";
    const HINT: &'static str = "type";
    const CONTEXT: KeyContext = KeyContext::Skills;
    const KEYS: &'static [Hint<'static>] = &[
        (Command::Up, "move"),
        (Command::Open, "open"),
        (Command::Mark, "mark"),
        (Command::Select, "select"),
        (Command::Deny, "not me"),
        (Command::Search, "search"),
        (Command::Filter, "filter"),
        (Command::Groups, "groups"),
        (Command::Evidence, "evidence"),
        (Command::Help, "help"),
    ];

    fn count(catalog: &Catalog) -> usize {
        catalog.skills().len()
    }

    fn target(item: u32) -> Option<Target> {
        match TreeItem::of(item) {
            TreeItem::Skill(skill) => Some(Target::Skill(skill)),
            TreeItem::Group(_) => None,
        }
    }

    fn heading(catalog: &Catalog, item: u32) -> (String, String) {
        match TreeItem::of(item) {
            TreeItem::Skill(skill) => (catalog.skill(skill).label().to_string(), String::new()),
            TreeItem::Group(group) => {
                let group = catalog.skill_group(group);
                (group.title.to_string(), group.code.to_string())
            }
        }
    }

    fn page_rows(model: &Model, page: &Page, item: u32, width: usize) -> Vec<Row> {
        match TreeItem::of(item) {
            TreeItem::Skill(skill) => page::rows(model, page, skill, width),
            TreeItem::Group(group) => page::group_rows(model, page, group, width),
        }
    }

    fn find(&mut self, query: &str, limit: usize, model: &Model) -> Option<FoundRows> {
        query.clone_into(&mut self.query);
        let found = list::matching_rows(query, limit, &self.filter, model)?;
        let searching = !query.trim().is_empty();
        Some(FoundRows {
            rows: self.tree.rows(model, found.rows, searching),
            ..found
        })
    }

    fn update(
        &mut self,
        action: &Action,
        item: Option<u32>,
        _shown: Option<u32>,
        model: &mut Model,
    ) -> ListingEvent {
        match action {
            Action::Filter(filter) if *filter == self.filter => ListingEvent::Done(Outcome::done()),
            Action::Filter(filter) => {
                self.filter = filter.clone();
                ListingEvent::QueryChanged
            }
            Action::Do(Command::Filter) => {
                let counted = list::counted(&self.query, model);
                ListingEvent::Done(Outcome::open(OverlayRequest::SkillFilter {
                    filter: self.filter.clone(),
                    counted,
                }))
            }
            Action::Do(Command::Groups) => {
                self.tree.toggle_grouping();
                ListingEvent::QueryChanged
            }
            _ => match item.and_then(|item| self.group_to_toggle(action, item)) {
                Some(group) => {
                    self.tree.toggle(group);
                    ListingEvent::RowsChanged
                }
                None => ListingEvent::Ignored,
            },
        }
    }

    fn clear_filters(&mut self) -> bool {
        !std::mem::take(&mut self.filter).is_empty()
    }

    fn settings(&self, ctx: ViewContext<'_>, _is_asked: bool, room: u16) -> Line<'static> {
        list::filter_line(ctx, &self.filter, usize::from(room))
    }

    fn filtered_out(&self, ctx: ViewContext<'_>) -> Option<String> {
        let key = |command| ctx.key(KeyContext::Skills, false, command);
        let (change, back) = (key(Command::Filter), key(Command::Back));
        (!self.filter.is_empty()).then(|| {
            format!(
                "No skill is left under these filters. {change} changes them; {back} takes away the search, then the \
                 filters."
            )
        })
    }

    fn ends<'a>(
        &'a self,
        ctx: ViewContext<'a>,
        list: &'a SearchList,
        width: u16,
    ) -> impl Fn(&ListRow) -> Ends<'static> + 'a {
        list::ends(ctx, list, &self.tree, width)
    }
}
