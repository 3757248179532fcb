//! Sentences about kept adverts.

use crate::adverts::PostKind;
use crate::catalog::Catalog;
use crate::market::{Addition, AdditionKind, Advert, OwnPay};
use crate::posting::{Pay, PayTerms, Place, PlaceBasis};
use crate::text::{plural, thousands};
use crate::usecase::market_gaps::{AdvertKind, MarketGaps};

/// What adding adverts did, such as "Added 2 adverts; 1 was kept already."
pub fn added(additions: &[Addition]) -> String {
    let count = |kind| additions.iter().filter(|a| a.kind == kind).count();
    let mut parts = vec![format!(
        "Added {}",
        plural(count(AdditionKind::Added), "advert", "adverts")
    )];
    let mut others = |count: usize, one: &str, many: &str| {
        if count > 0 {
            parts.push(plural(count, one, many));
        }
    };
    others(
        count(AdditionKind::Same),
        "was kept already",
        "were kept already",
    );
    others(
        count(AdditionKind::Again),
        "was posted again",
        "were posted again",
    );
    format!("{}.", parts.join("; "))
}

/// An advert in a line, such as "Group CISO, Example Foods, Lausanne (CH)".
pub fn advert(advert: &Advert) -> String {
    let mut parts = vec![advert.title.clone()];
    parts.extend(Some(advert.organisation.clone()).filter(|text| !text.is_empty()));
    let places: Vec<String> = advert.places.iter().map(place).collect();
    if !places.is_empty() {
        parts.push(places.join(" / "));
    }
    parts.join(", ")
}

/// A place with the code of its country, unless it is the country.
pub fn place(place: &Place) -> String {
    match place.country {
        Some(country) if country.name() != place.text && country.code() != place.text => {
            format!("{} ({})", place.text, country.code())
        }
        _ => place.text.clone(),
    }
}

/// What a post is called, such as "CISO of the group".
pub(crate) fn post_title(kind: PostKind) -> &'static str {
    match kind {
        PostKind::CisoGroup => "CISO of the group",
        PostKind::CisoEntity => "CISO of one entity",
        PostKind::Deputy => "deputy",
        PostKind::Advisory => "advisory officer",
        PostKind::ReportsToCiso => "reports to the CISO",
        PostKind::RouteStep => "step of your route",
        PostKind::Interim => "consultant or interim",
        PostKind::Vendor => "vendor",
        PostKind::Unclear => "unclear",
    }
}

/// "asks" for one advert, "ask" for several.
pub(crate) fn ask(adverts: usize) -> &'static str {
    if adverts == 1 { "asks" } else { "ask" }
}

/// Forms of employment in words, those of schema.org among them.
pub(crate) fn employment(stated: &[String]) -> Vec<&str> {
    let word = |stated| match stated {
        "FULL_TIME" => "full time",
        "PART_TIME" => "part time",
        "CONTRACTOR" => "contract",
        "TEMPORARY" => "temporary",
        "INTERN" => "internship",
        "VOLUNTEER" => "voluntary",
        "PER_DIEM" => "by the day",
        "OTHER" => "other",
        words => words,
    };
    stated.iter().map(|stated| word(stated)).collect()
}

/// A kind of post in a word or two, for a list.
pub fn post(kind: PostKind) -> &'static str {
    match kind {
        PostKind::CisoGroup => "group CISO",
        PostKind::CisoEntity => "CISO",
        PostKind::Deputy => "deputy",
        PostKind::Advisory => "advisory",
        PostKind::ReportsToCiso => "to the CISO",
        PostKind::RouteStep => "on the route",
        PostKind::Interim => "interim",
        PostKind::Vendor => "sales",
        PostKind::Unclear => "–",
    }
}

/// The state of an advert in a list, such as "applied 2026-11-02", or "new".
pub fn state(advert: &Advert) -> String {
    match advert.states.last() {
        Some(change) => format!("{} {}", change.state.word(), change.date),
        None => "new".to_owned(),
    }
}

/// How the country of a place is known, such as "by its town".
pub fn basis(basis: PlaceBasis) -> &'static str {
    match basis {
        PlaceBasis::Stated => "stated",
        PlaceBasis::Town => "by its town",
        PlaceBasis::You => "you said so",
        PlaceBasis::Unknown => "country not known",
    }
}

/// Which adverts are counted, as what each of them is: "step 2 of your route, IT audit manager".
pub(crate) fn kind(catalog: &Catalog, kind: AdvertKind) -> String {
    match kind {
        AdvertKind::Step(step) => {
            let role = catalog.occupation(step.occupation).label();
            format!("step {} of your route, {role}", step.number)
        }
        AdvertKind::Ciso => "a post of a chief information security officer".to_owned(),
        AdvertKind::Post(kind) => format!("of the kind \"{}\"", post_title(kind)),
    }
}

/// What stands above what the adverts of a kind ask for and the person does not bring.
pub(crate) fn open_gaps(catalog: &Catalog, gaps: &MarketGaps) -> String {
    let posts = plural(gaps.adverts, "post", "posts");
    let kind = match gaps.kind {
        AdvertKind::Step(step) => {
            format!(
                "step {}, {}",
                step.number,
                catalog.short_name(step.occupation)
            )
        }
        AdvertKind::Ciso => "CISO".to_owned(),
        AdvertKind::Post(kind) => post(kind).to_owned(),
    };
    format!("Asked in {posts} ({kind}), open for you")
}

/// A bar of at most `width` columns for some of all adverts.
pub(crate) fn bar(some: usize, all: usize, width: usize, is_ascii: bool) -> String {
    let columns = (some * width).div_ceil(all.max(1));
    if is_ascii { "#" } else { "█" }.repeat(columns)
}

/// How many adverts require a skill; empty for none.
pub(crate) fn required(count: usize) -> String {
    if count == 0 {
        String::new()
    } else {
        format!("{count} required")
    }
}

/// Pay in a line, such as "EUR 110,000–135,000 base, year", "EUR 2,800 base, day (guessed)"; empty where no amount is
/// known.
pub fn pay(pay: &Pay) -> String {
    let range = range(pay.min, pay.max);
    if range.is_empty() {
        return range;
    }
    let kind = if pay.total { "total" } else { "base" };
    let unit = pay
        .unit
        .map_or(String::new(), |unit| format!(", {}", unit.word()));
    let guessed = if pay.is_unit_guessed {
        " (guessed)"
    } else {
        ""
    };
    format!("{} {range} {kind}{unit}{guessed}", pay.currency)
        .trim_start()
        .to_owned()
}

/// What is understood of pay that a person types: "CHF 9,500 base, month · 13 salaries a year · first offer".
pub(crate) fn told(noted: &Pay, terms: PayTerms, note: &str) -> String {
    let mut parts = vec![pay(noted)];
    parts.extend(
        terms
            .salaries
            .map(|salaries| format!("{salaries} salaries a year")),
    );
    parts.extend(terms.share.map(|share| format!("{share} % of full time")));
    parts.extend(Some(note.to_owned()).filter(|note| !note.is_empty()));
    parts.join(" · ")
}

/// What a person noted of pay: "EUR 120,000 base, year (your note of 2026-11-23: first offer)".
pub(crate) fn own_pay(own: &OwnPay) -> String {
    let note = if own.note.is_empty() { "" } else { ": " };
    format!(
        "{} (your note of {}{note}{})",
        pay(&own.pay),
        own.date,
        own.note
    )
}

/// "110,000–125,000", "from 90,000", "up to 150,000", or one amount; empty without one.
pub(crate) fn range(min: Option<f64>, max: Option<f64>) -> String {
    let amount = |amount: f64| thousands(amount.round() as usize);
    match (min, max) {
        (Some(min), Some(max)) if min < max => format!("{}–{}", amount(min), amount(max)),
        (Some(only), Some(_)) => amount(only),
        (Some(min), None) => format!("from {}", amount(min)),
        (None, Some(max)) => format!("up to {}", amount(max)),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adverts::noted_pay;

    #[test]
    fn a_guessed_period_is_called_so() {
        let told = |line| {
            let (pay, terms, note) = noted_pay(line).unwrap();
            told(&pay, terms, note)
        };
        assert_eq!(told("EUR 2,800"), "EUR 2,800 base, day (guessed)");
        assert_eq!(told("EUR 2,800 a day"), "EUR 2,800 base, day");
    }
}
