//! Which of the kept adverts are shown.

use crate::geography::Country;
use crate::market::Advert;
use crate::posting::Remote;
use crate::ui::model::Model;
use crate::ui::model::market::AdvertReading;
use crate::usecase::demands::quotes_all;

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

    pub fn name(self) -> &'static str {
        match self {
            Self::Country(country) => country.name(),
            Self::Remote => "remote, no country",
            Self::Unknown => "country not known",
        }
    }
}

/// What an advert must have to be shown, beside the skills that are selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AdvertFilter {
    pub place: Option<AdvertPlace>,
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

    pub fn admits(&self, model: &Model, advert: &Advert) -> bool {
        let is_there = |place| place == AdvertPlace::of(advert);
        self.place.is_none_or(is_there) && quotes_selection(model, advert)
    }

    /// What is asked for, in a few words; `None` without a filter.
    pub fn describe(&self, model: &Model) -> Option<String> {
        let place = self.place.map(|place| place.name().to_owned());
        let selection = &model.view.selection;
        let skills = (!selection.is_empty()).then(|| selection.count());
        let parts: Vec<String> = place.into_iter().chain(skills).collect();
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
