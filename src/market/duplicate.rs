//! Which kept advert a page shows.

use super::address;
use super::advert::Advert;
use super::similarity::is_nearly_same;
use crate::geography::Country;
use crate::posting::{Place, PlaceBasis, Posting};
use crate::text::fold;

/// Whether a page shows an advert that is kept: the same address with the same title or nearly the same text, or the
/// same organisation, title and place with nearly the same text.
pub(super) fn is_same(
    advert: &Advert,
    posting: &Posting,
    hash: Option<&str>,
    text_of: &dyn Fn(&str) -> Option<String>,
) -> bool {
    let is_equal = |a: &str, b: &str| fold(a) == fold(b);
    let is_titled = is_equal(&advert.title, &posting.title);
    // `None` where one of them has no text.
    let is_text_alike = || {
        let (kept, new) = advert.hash.as_deref().zip(hash)?;
        let is_alike = |text: String| is_nearly_same(&text, &posting.text);
        Some(kept == new || text_of(kept).is_some_and(is_alike))
    };
    let address = address::key(&posting.address);
    if address.is_some() && address == address::key(&advert.address) {
        return is_titled || is_text_alike().unwrap_or(true);
    }
    let is_alike = is_titled
        && is_equal(&advert.organisation, &posting.organisation)
        && is_placed_alike(&advert.places, &posting.places);
    // Without a text there is nothing that tells them apart; with one on one side, an organisation does.
    let is_named = || advert.hash.is_none() && hash.is_none() || !advert.organisation.is_empty();
    is_alike && is_text_alike().unwrap_or_else(is_named)
}

fn is_placed_alike(kept: &[Place], new: &[Place]) -> bool {
    let texts = |places: &[Place]| -> Vec<String> {
        let mut texts: Vec<String> = places.iter().map(|place| fold(&place.text)).collect();
        texts.sort_unstable();
        texts
    };
    // An advert without a place got one when the person said its country.
    let is_said = |place: &Place| {
        let country = place.country.map(Country::name);
        place.basis == PlaceBasis::You && country == Some(place.text.as_str())
    };
    texts(kept) == texts(new) || (new.is_empty() && kept.iter().all(is_said))
}
