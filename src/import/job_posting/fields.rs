//! The fields of a `JobPosting`.

use itertools::Itertools as _;
use jiff::civil::Date;
use serde_json::{Map, Value};

use super::nodes::Nodes;
use crate::import::html_text;
use crate::posting::{Pay, PayBasis, PayUnit, Place, Posting, Remote, page_of};

type Object = Map<String, Value>;

/// The values of one field that are read at most.
const MOST: usize = 50;

/// What a `JobPosting` says.
pub(super) fn posting<'v>(object: &'v Object, nodes: &Nodes<'v>) -> Posting {
    let reader = Reader { object, nodes };
    let description = reader.text("description");
    let remote = reader.remote();
    Posting {
        title: reader.line(&["title", "name"]),
        organisation: reader.name("hiringOrganization"),
        places: reader.places(),
        remote,
        employment_types: reader.lines("employmentType"),
        posted: reader.date("datePosted"),
        until: reader.date("validThrough"),
        pay: reader.pay().into_iter().collect(),
        address: reader.address(),
        text: html_text::from_html(&description),
    }
}

#[derive(Clone, Copy)]
struct Reader<'v, 'n> {
    object: &'v Object,
    nodes: &'n Nodes<'v>,
}

impl<'v> Reader<'v, '_> {
    /// The values of a field: one or a list of them.
    fn values(&self, field: &str) -> impl Iterator<Item = &'v Value> + use<'v> {
        let values = match self.object.get(field) {
            Some(Value::Array(values)) => values.as_slice(),
            Some(value) => std::slice::from_ref(value),
            None => &[],
        };
        values.iter().take(MOST)
    }

    /// The first text of a field, as it is written.
    fn text(&self, field: &str) -> String {
        let mut texts = self.values(field).filter_map(scalar);
        texts.next().unwrap_or_default()
    }

    /// The first text of the first field that has one, in one line.
    fn line(&self, fields: &[&str]) -> String {
        let texts = fields.iter().map(|field| line_of(&self.text(field)));
        let mut texts = texts.filter(|text| !text.is_empty());
        texts.next().unwrap_or_default()
    }

    fn lines(&self, field: &str) -> Vec<String> {
        let texts = self.values(field).filter_map(scalar);
        let lines = texts.map(|text| line_of(&text));
        lines.filter(|line| !line.is_empty()).unique().collect()
    }

    /// The object in a field, whose own fields are then read.
    fn inner(&self, value: &'v Value) -> Option<Self> {
        let object = value.as_object()?;
        Some(Self {
            object: self.nodes.resolve(object),
            nodes: self.nodes,
        })
    }

    /// A field that is a text, or an object with a name.
    fn name(&self, field: &str) -> String {
        let names = self.values(field).map(|value| match self.inner(value) {
            Some(object) => object.line(&["name", "legalName"]),
            None => scalar(value).map(|text| line_of(&text)).unwrap_or_default(),
        });
        let mut names = names.filter(|name| !name.is_empty());
        names.next().unwrap_or_default()
    }

    fn remote(&self) -> Remote {
        let kinds = self.lines("jobLocationType");
        if kinds
            .iter()
            .any(|kind| kind.eq_ignore_ascii_case("TELECOMMUTE"))
        {
            Remote::Yes
        } else {
            Remote::Unknown
        }
    }

    /// The places of work; for remote work without one, where the person may live.
    fn places(&self) -> Vec<Place> {
        let mut places: Vec<Place> = self
            .values("jobLocation")
            .filter_map(|value| self.place(value))
            .collect();
        if places.is_empty() {
            let values = self.values("applicantLocationRequirements");
            places.extend(values.filter_map(|value| self.place(value)));
        }
        places
            .into_iter()
            .unique_by(|place| place.text.clone())
            .collect()
    }

    fn place(&self, value: &'v Value) -> Option<Place> {
        let Some(place) = self.inner(value) else {
            let text = line_of(&scalar(value)?);
            return (!text.is_empty()).then(|| Place::of(&text));
        };
        let address = place.values("address").next();
        let parts = match address.map(|address| (address, place.inner(address))) {
            Some((_, Some(address))) => address,
            Some((address, None)) => {
                let text = line_of(&scalar(address)?);
                return (!text.is_empty()).then(|| Place::of(&text));
            }
            None => place,
        };
        let country = parts.name("addressCountry");
        let region = parts.line(&["addressRegion"]);
        let town = parts.line(&["addressLocality"]);
        let text = [
            town.clone(),
            region.clone(),
            place.line(&["name"]),
            country.clone(),
        ];
        let text = text.into_iter().find(|text| !text.is_empty())?;
        if !country.is_empty() {
            return Some(Place::stated(&text, &country));
        }
        let whole = [&text, &region].into_iter().filter(|part| !part.is_empty());
        let found = Place::of(&whole.unique().join(", "));
        Some(Place { text, ..found })
    }

    fn date(&self, field: &str) -> Option<Date> {
        date(&self.text(field))
    }

    fn pay(&self) -> Option<Pay> {
        let salary = self.values("baseSalary").next()?;
        let mut currency = self.line(&["salaryCurrency"]);
        let (min, max, unit);
        if let Some(salary) = self.inner(salary) {
            let named = salary.line(&["currency"]);
            if !named.is_empty() {
                currency = named;
            }
            let inner = salary.values("value").next().and_then(|v| salary.inner(v));
            let amounts = inner.unwrap_or(salary);
            let only = amounts.amount("value");
            (min, max) = match (amounts.amount("minValue"), amounts.amount("maxValue")) {
                (None, None) => (only, only),
                range => range,
            };
            unit = [amounts, salary].iter().find_map(Self::unit);
        } else {
            let amount = amount(salary);
            (min, max, unit) = (amount, amount, None);
        }
        if min.is_none() && max.is_none() {
            return None;
        }
        Some(Pay {
            min,
            max,
            currency: currency.to_uppercase(),
            unit,
            is_unit_guessed: false,
            total: false,
            basis: PayBasis::Field,
            span: None,
        })
    }

    fn amount(&self, field: &str) -> Option<f64> {
        self.values(field).find_map(amount)
    }

    fn unit(&self) -> Option<PayUnit> {
        let text = self.line(&["unitText", "unitCode"]).to_lowercase();
        let word = text.trim_start_matches("per ").trim_end_matches("ly");
        Some(match word {
            "hour" | "hur" | "h" => PayUnit::Hour,
            "day" | "dai" | "d" => PayUnit::Day,
            "week" | "wee" => PayUnit::Week,
            "month" | "mon" => PayUnit::Month,
            "year" | "ann" | "annual" | "annum" => PayUnit::Year,
            _ => return None,
        })
    }

    /// The address of its page.
    fn address(&self) -> String {
        let url = self.line(&["url"]);
        let id = self.line(&["@id"]);
        // An id often names a part of the page.
        let mut stated = [url.as_str(), page_of(&id)].into_iter();
        let found = stated.find(|text| is_address(text));
        found.unwrap_or_default().to_owned()
    }
}

/// Whether a text is the address of a page.
pub(in crate::import) fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        // `{"@value": "…", "@language": "en"}`
        Value::Object(object) => object.get("@value")?.as_str().map(str::to_owned),
        _ => None,
    }
}

fn line_of(text: &str) -> String {
    html_text::line_of(&html_text::decode_entities(text))
}

/// The day of a date or a date and time.
fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let day = text.get(..10).unwrap_or(text);
    let forms = ["%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d"];
    let mut dates = forms
        .iter()
        .filter_map(|form| Date::strptime(form, day).ok());
    dates
        .next()
        .or_else(|| Date::strptime("%d %B %Y", text).ok())
}

/// An amount that is a number, or written as one with signs between the thousands.
fn amount(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => {
            let text: String = text
                .chars()
                .filter(|c| !matches!(c, ' ' | '\'' | '’' | '\u{a0}'))
                .collect();
            match text.rsplit_once([',', '.']) {
                // Three digits after the last sign are thousands.
                Some((_, last)) if last.len() == 3 => text.replace([',', '.'], "").parse().ok()?,
                Some((whole, part)) => {
                    let whole = whole.replace([',', '.'], "");
                    format!("{whole}.{part}").parse().ok()?
                }
                None => text.parse().ok()?,
            }
        }
        _ => return None,
    };
    (number.is_finite() && number > 0.0).then_some(number)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn amounts_and_dates_are_read_as_people_write_them() {
        for (text, expected) in [
            ("72000", Some(72_000.0)),
            ("72,000", Some(72_000.0)),
            ("72.000,50", Some(72_000.5)),
            ("1'050'000", Some(1_050_000.0)),
            ("42.5", Some(42.5)),
            ("competitive", None),
            ("0", None),
            ("inf", None),
        ] {
            assert_eq!(amount(&json!(text)), expected, "{text}");
        }
        for (text, expected) in [
            ("2026-11-03", Some("2026-11-03")),
            ("2026-10-20T08:15:00+02:00", Some("2026-10-20")),
            ("03.11.2026", Some("2026-11-03")),
            ("3 November 2026", Some("2026-11-03")),
            ("soon", None),
            ("2026-13-40", None),
        ] {
            let found = date(text).map(|date| date.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
