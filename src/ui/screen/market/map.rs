//! The map of the adverts with a list of their countries beside it. The cursor is the list's; the map can be zoomed and
//! moved, and does not follow the cursor.

mod view;

use std::collections::BTreeMap;

use ratatui::layout::{Position, Rect};

use crate::geography::{Census, Country, Region};
use crate::market::{Advert, AdvertId};
use crate::text::fold;
use crate::ui::input::command::Command;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::advert_filter::{AdvertFilter, AdvertPlace};
use crate::ui::model::pane::Pane;
use crate::ui::model::theme::{Theme, ThemeName};
use crate::ui::widget::flow::QueryWords;
use crate::ui::widget::hints::Hint;
use crate::ui::widget::page::{Click, Page, Row};
use crate::ui::widget::text_field::TextField;
use crate::ui::widget::world_map::{Viewport, WorldMap};

/// The keys that work on the map.
pub(super) const KEYS: &[Hint<'static>] = &[
    (Command::Up, "country"),
    (Command::Open, "its adverts"),
    (Command::ZoomIn, "in"),
    (Command::ZoomOut, "out"),
    (Command::PanLeft, "pan"),
    (Command::Search, "find country"),
    (Command::WholeMap, "world"),
    (Command::Pay, "pay"),
    (Command::Back, "list"),
    (Command::Help, "help"),
];

/// What an action did to the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MapEvent {
    Ignored,
    Done,
    /// Back to the list of adverts.
    Leave,
    /// The adverts there are to be listed.
    List(AdvertPlace),
    /// The country of this advert is to be said.
    Say(AdvertId),
}

/// How many adverts there are in a place.
type PlaceRow = Row<AdvertPlace, usize>;

/// The map with its list.
#[derive(Debug)]
pub(super) struct AdvertMap {
    viewport: Viewport,
    /// What the viewport is about: a region or a country; empty once the map was moved.
    title: &'static str,
    cursor: Page<AdvertPlace>,
    /// The countries that share the cell that was clicked, until one is chosen.
    asked: Vec<Country>,
    field: TextField,
    typing: bool,
}

impl Default for AdvertMap {
    fn default() -> Self {
        Self {
            viewport: Viewport::of(Region::WORLD),
            title: Region::WORLD.name(),
            cursor: Page::default(),
            asked: Vec::new(),
            field: TextField::default(),
            typing: false,
        }
    }
}

/// The adverts by place, those of all places: what is narrowed by place is not the map.
fn places(filter: &AdvertFilter, model: &Model) -> Places {
    let filter = filter.in_place(None);
    let adverts = model.market.adverts();
    let places = adverts.filter(|advert| filter.admits(model, advert));
    let places: Vec<AdvertPlace> = places.map(AdvertPlace::of).collect();
    let census = Census::of(
        places
            .iter()
            .map(|place| (place.country(), *place == AdvertPlace::Remote)),
    );
    let remote = places.iter().filter(|place| **place == AdvertPlace::Remote);
    let remote = remote.count();
    Places {
        total: census.total,
        counts: census.by_country(),
        remote,
        unknown: census.unknown - remote,
    }
}

/// Counts of adverts. `total` is the sum of all others.
#[derive(Debug)]
struct Places {
    total: usize,
    counts: BTreeMap<Country, usize>,
    remote: usize,
    unknown: usize,
}

/// Whether an advert is in a place and not filtered out otherwise.
fn is_in(advert: &Advert, place: AdvertPlace, filter: &AdvertFilter, model: &Model) -> bool {
    filter.in_place(Some(place)).admits(model, advert)
}

impl AdvertMap {
    /// Shows the smallest region that holds four fifths of the adverts.
    pub(super) fn open(&mut self, filter: &AdvertFilter, model: &Model) {
        *self = Self::default();
        let region = Region::smallest_holding(&places(filter, model).counts);
        self.viewport = Viewport::of(region);
        self.title = region.name();
    }

    pub(super) fn typing(&self) -> bool {
        self.typing
    }

    /// The places of the list: the most adverts first, then those without a country; while a country is looked for,
    /// the countries that match.
    fn rows(&self, places: &Places) -> Vec<PlaceRow> {
        let row = |country: Country, count| Row::new(count, Some(AdvertPlace::Country(country)));
        let count = |country| places.counts.get(&country).copied().unwrap_or(0);
        if self.typing && !self.field.is_empty() {
            return self.matching().map(|c| row(c, count(c))).collect();
        }
        let mut countries: Vec<(Country, usize)> =
            places.counts.iter().map(|(c, n)| (*c, *n)).collect();
        countries.sort_by_key(|(country, count)| (std::cmp::Reverse(*count), country.name()));
        if !self.asked.is_empty() {
            countries.retain(|(country, _)| self.asked.contains(country));
        }
        let mut rows: Vec<PlaceRow> = countries.into_iter().map(|(c, n)| row(c, n)).collect();
        let others = [
            (AdvertPlace::Remote, places.remote),
            (AdvertPlace::Unknown, places.unknown),
        ];
        for (place, count) in others {
            if count > 0 && self.asked.is_empty() {
                rows.push(Row::new(count, Some(place)));
            }
        }
        rows
    }

    /// The countries whose name has all words that were typed, those first whose name begins with them.
    fn matching(&self) -> impl Iterator<Item = Country> {
        let query = self.field.text();
        let words = QueryWords::of(query);
        let named = Country::parse(query);
        let mut found: Vec<Country> = Country::all()
            .filter(|country| named == Some(*country) || words.all_in(&fold(country.name())))
            .collect();
        let query = fold(query);
        found.sort_by_key(|country| {
            let begins = fold(country.name()).starts_with(&query);
            (named != Some(*country), !begins, country.name())
        });
        found.into_iter()
    }

    fn widget<'a>(
        &self,
        places: &'a Places,
        selected: Option<Country>,
        theme: &'a Theme,
    ) -> WorldMap<'a> {
        WorldMap {
            counts: &places.counts,
            selected,
            viewport: self.viewport,
            theme,
        }
    }

    pub(super) fn update(
        &mut self,
        action: &Action,
        filter: &AdvertFilter,
        model: &mut Model,
    ) -> MapEvent {
        let places = places(filter, model);
        let rows = self.rows(&places);
        let height = model.view.panes.height(Pane::List);
        match action {
            Action::Type(typed) if self.typing => {
                if self.field.apply(typed) {
                    self.cursor.reset();
                }
            }
            Action::Do(Command::Search) => {
                self.typing = true;
                self.field.select_all();
            }
            Action::Do(Command::Back) if self.typing => self.stop_typing(),
            Action::Do(Command::Back) if !self.asked.is_empty() => self.asked.clear(),
            Action::Do(Command::Back) => return MapEvent::Leave,
            Action::Do(Command::Open) if self.typing => {
                if let Some(AdvertPlace::Country(country)) = self.cursor.target(&rows, height) {
                    self.go_to(country);
                }
            }
            Action::Do(Command::Mark)
                if self.cursor.target(&rows, height) == Some(AdvertPlace::Unknown) =>
            {
                let mut adverts = model.market.adverts();
                let unknown =
                    adverts.find(|advert| is_in(advert, AdvertPlace::Unknown, filter, model));
                return unknown.map_or(MapEvent::Done, |advert| MapEvent::Say(advert.id));
            }
            Action::Do(Command::Open | Command::Mark) => return self.list(&rows, height),
            Action::Do(command) if self.pan(*command) => {}
            Action::Do(command) if self.cursor.go(*command, &rows, height) => {}
            Action::Point {
                pane: Pane::List,
                row,
            } => {
                let click = self.cursor.point(*row, &rows, height);
                if self.typing && click != Click::Nothing {
                    return self.update(&Command::Open.into(), filter, model);
                }
                if click == Click::Again {
                    return self.list(&rows, height);
                }
            }
            Action::Wheel {
                pane: Pane::List,
                down,
            } => self.cursor.wheel(*down, &rows, height),
            Action::Wheel {
                pane: Pane::WorldMap,
                down,
            } => {
                self.viewport = self.viewport.zoomed(if *down { -1 } else { 1 });
                self.title = "";
            }
            Action::PointAt {
                pane: Pane::WorldMap,
                column,
                row,
            } => {
                let countries = self.countries_at(*column, *row, &places, model);
                return self.click(&countries, &places, model);
            }
            _ => return MapEvent::Ignored,
        }
        MapEvent::Done
    }

    fn list(&self, rows: &[PlaceRow], height: usize) -> MapEvent {
        let place = self.cursor.target(rows, height);
        place.map_or(MapEvent::Done, MapEvent::List)
    }

    fn stop_typing(&mut self) {
        self.typing = false;
        self.field.clear();
        self.cursor.reset();
    }

    /// Centers the map on a country.
    fn go_to(&mut self, country: Country) {
        self.stop_typing();
        self.asked.clear();
        self.viewport = Viewport::centered_on(country);
        self.title = country.name();
        self.cursor.select(AdvertPlace::Country(country));
    }

    /// Zooms or moves the map; false for any other command.
    fn pan(&mut self, command: Command) -> bool {
        let viewport = self.viewport;
        let (viewport, title) = match command {
            Command::ZoomIn => (viewport.zoomed(1), ""),
            Command::ZoomOut => (viewport.zoomed(-1), ""),
            Command::PanLeft | Command::Left => (viewport.moved(-1, 0), ""),
            Command::PanRight | Command::Right => (viewport.moved(1, 0), ""),
            Command::PanUp => (viewport.moved(0, 1), ""),
            Command::PanDown => (viewport.moved(0, -1), ""),
            Command::WholeMap => (Viewport::of(Region::WORLD), Region::WORLD.name()),
            _ => return false,
        };
        self.viewport = viewport;
        self.title = title;
        true
    }

    /// The countries at a cell of the map as it was drawn last.
    fn countries_at(&self, column: u16, row: u16, places: &Places, model: &Model) -> Vec<Country> {
        let panes = &model.view.panes;
        let size = |of: usize| u16::try_from(of).unwrap_or(u16::MAX);
        let (width, height) = (panes.width(Pane::WorldMap), panes.height(Pane::WorldMap));
        let area = Rect::new(0, 0, size(width), size(height));
        // Where things stand does not depend on colours.
        let theme = Theme::new(ThemeName::Mono, true);
        let layout = self.widget(places, None, &theme).layout(area);
        layout.countries_at(Position::new(column, row), &places.counts)
    }

    fn click(&mut self, countries: &[Country], places: &Places, model: &mut Model) -> MapEvent {
        let counted = countries.iter().filter(|c| places.counts.contains_key(c));
        let counted: Vec<Country> = counted.copied().collect();
        self.asked.clear();
        match (counted.as_slice(), countries.first()) {
            ([], None) => {}
            ([], Some(country)) => {
                model.notify(format!("You kept no advert in {}", country.name()));
            }
            ([country], _) => return MapEvent::List(AdvertPlace::Country(*country)),
            (several, _) => {
                let names: Vec<&str> = several.iter().map(|country| country.name()).collect();
                model.notify(format!(
                    "Which one: {}? Choose in the list",
                    names.join(", ")
                ));
                self.cursor.select(AdvertPlace::Country(several[0]));
                self.asked = counted;
            }
        }
        MapEvent::Done
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::geography::Census;
    use crate::ui::model::market::MarketAnswer;
    use crate::ui::overlay::testing::model;

    /// A model that keeps adverts: of each the countries of its places, and how far it is remote.
    fn keeping(adverts: &[(Vec<Country>, &str)]) -> Model {
        let advert = |(id, (countries, remote)): (usize, &(Vec<Country>, &str))| {
            let place = |country: &Country| json!({"text": country.name(), "country": country, "basis": "stated"});
            json!({
                "id": id + 1, "title": "CISO", "first_seen": "2026-11-23", "last_seen": "2026-11-23",
                "places": countries.iter().map(place).collect::<Vec<_>>(), "remote": remote,
            })
        };
        let adverts: Vec<_> = adverts.iter().enumerate().map(advert).collect();
        let market = json!({"schema": 1, "adverts": adverts});
        let mut model = model();
        model.finish_market_job(MarketAnswer {
            market: Ok(serde_json::from_value(market).unwrap()),
            is_read: true,
            is_lost: false,
            is_unchanged: false,
            message: None,
            added: None,
        });
        model
    }

    fn any_advert() -> impl Strategy<Value = (Vec<Country>, &'static str)> {
        // Few, so that adverts share them.
        let country = (0_usize..20).prop_map(|at| Country::all().nth(at * 12).unwrap());
        let remote = prop::sample::select(&["yes", "partly", "no", "unknown"][..]);
        (prop::collection::vec(country, 0..3), remote)
    }

    proptest! {
        #[test]
        fn map_list_and_command_count_the_same(adverts in prop::collection::vec(any_advert(), 1..40)) {
            let model = keeping(&adverts);
            let filter = AdvertFilter::default();
            let places = places(&filter, &model);
            prop_assert_eq!(places.total, adverts.len());
            // What `market map` prints.
            let census = Census::of(model.market.adverts().map(Advert::counted));
            prop_assert_eq!(census.total, places.total);
            prop_assert_eq!(census.unknown, places.remote + places.unknown);
            prop_assert_eq!(census.remote, places.remote);
            prop_assert_eq!(&census.by_country(), &places.counts);
            // The list beside the map, and the list of adverts that each of its rows opens.
            let rows = AdvertMap::default().rows(&places);
            prop_assert_eq!(rows.iter().map(|row| row.content).sum::<usize>(), places.total);
            for row in rows {
                let place = row.target.unwrap();
                let listed = model.market.adverts().filter(|advert| is_in(advert, place, &filter, &model));
                prop_assert_eq!(listed.count(), row.content, "{:?}", place);
            }
        }
    }
}
