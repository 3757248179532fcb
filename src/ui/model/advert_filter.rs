//! Which of the kept adverts are shown.

use crate::adverts::PostKind;
use crate::geography::Country;
use crate::market::{Advert, AdvertState};
use crate::posting::Remote;
use crate::ui::model::Model;
use crate::ui::model::market::AdvertReading;
use crate::usecase::demands::quotes_all;
use crate::wording::market::post_title;

/// Where the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdvertPlace {
    Country(Country),
    /// From elsewhere, in no country that is known.
    Remote,
    /// In a country that is not known.
    Unknown,
}

impl AdvertPlace {
    pub fn of(advert: &Advert) -> Self {
        match (advert.country(), advert.remote) {
            (Some(country), _) => Self::Country(country),
            (None, Remote::Yes) => Self::Remote,
            (None, _) => Self::Unknown,
        }
    }

    pub fn country(self) -> Option<Country> {
        match self {
            Self::Country(country) => Some(country),
            Self::Remote | Self::Unknown => None,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Country(country) => country.name(),
            Self::Remote => "remote, no country",
            Self::Unknown => "country not known",
        }
    }
}

/// One of the values by which adverts are narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdvertValue {
    Kind(PostKind),
    /// `None` for adverts that are new.
    State(Option<AdvertState>),
}

impl AdvertValue {
    /// Every value, in the order in which they are listed.
    pub fn all() -> impl Iterator<Item = Self> {
        let states = AdvertState::ALL.map(Some).into_iter().chain([None]);
        let kinds = PostKind::ALL.into_iter().map(Self::Kind);
        kinds.chain(states.map(Self::State))
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Kind(kind) => post_title(kind),
            Self::State(state) => state.map_or("new", AdvertState::word),
        }
    }

    pub fn is_kind(self) -> bool {
        matches!(self, Self::Kind(_))
    }

    /// Whether an advert has it; `read` is the kind of its post, once it was read.
    pub fn fits(self, advert: &Advert, read: Option<PostKind>) -> bool {
        match self {
            Self::Kind(kind) => read == Some(kind),
            Self::State(state) => advert.state() == state,
        }
    }
}

/// What an advert must have to be shown, beside the skills that are selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AdvertFilter {
    pub place: Option<AdvertPlace>,
    /// Of kinds and of states one must fit, where some are ticked.
    values: Vec<AdvertValue>,
}

impl AdvertFilter {
    /// Whether there was something to clear.
    pub fn clear(&mut self) -> bool {
        std::mem::take(self) != Self::default()
    }

    /// The same for another place.
    #[must_use]
    pub fn in_place(&self, place: Option<AdvertPlace>) -> Self {
        let mut filter = self.clone();
        filter.place = place;
        filter
    }

    pub fn is_empty(&self) -> bool {
        self.place.is_none() && self.values.is_empty()
    }

    pub fn has(&self, value: AdvertValue) -> bool {
        self.values.contains(&value)
    }

    pub fn toggle(&mut self, value: AdvertValue) {
        match self.values.iter().position(|ticked| *ticked == value) {
            Some(at) => drop(self.values.remove(at)),
            None => self.values.push(value),
        }
    }

    /// Whether an advert has one of the ticked kinds and one of the ticked states, where some are ticked.
    fn has_values(&self, model: &Model, advert: &Advert) -> bool {
        let read = model.market.kind(advert);
        [true, false].into_iter().all(|kinds| {
            let mut of_facet = self.values.iter().filter(|value| value.is_kind() == kinds);
            let is_open = of_facet.clone().next().is_none();
            is_open || of_facet.any(|value| value.fits(advert, read))
        })
    }

    pub fn admits(&self, model: &Model, advert: &Advert) -> bool {
        let is_there = |place| place == AdvertPlace::of(advert);
        self.place.is_none_or(is_there)
            && self.has_values(model, advert)
            && quotes_selection(model, advert)
    }

    /// What is asked for, in a few words; `None` without a filter.
    pub fn describe(&self, model: &Model) -> Option<String> {
        let place = self.place.map(|place| place.name().to_owned());
        let selection = &model.view.selection;
        let skills = (!selection.is_empty()).then(|| selection.count());
        let values = self.values.iter().map(|value| value.title().to_owned());
        let parts: Vec<String> = place.into_iter().chain(values).chain(skills).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

/// Whether an advert asks for every skill that is selected. One that was not read yet does not.
fn quotes_selection(model: &Model, advert: &Advert) -> bool {
    let selection = &model.view.selection;
    if selection.is_empty() {
        return true;
    }
    let AdvertReading::Read(read) = model.market.reading(advert) else {
        return false;
    };
    quotes_all(
        &model.catalog,
        &read.text,
        &read.reading.skills,
        model.market.market().decisions(),
        selection.iter(),
    )
}
