//! The organisation and the place in the lines below the title of a text, where no label names them.

use crate::adverts::employment_in;
use crate::geography::names_only_places;
use crate::posting::{Place, Posting};
use crate::text::fold;

/// The lines below the title that are looked at.
const LINES: usize = 2;

/// The longest such line in characters.
const LONGEST: usize = 80;

/// The most words of the name of an organisation.
const WORDS: usize = 7;

/// Legal forms of companies without their full stops, as they end a name.
const LEGAL_FORMS: [&str; 49] = [
    "AB",
    "AG",
    "AS",
    "ASA",
    "A/S",
    "AöR",
    "ApS",
    "BV",
    "Bhd",
    "Co",
    "Corp",
    "Corporation",
    "DAC",
    "GmbH",
    "Inc",
    "Incorporated",
    "KG",
    "KGaA",
    "Kft",
    "LLC",
    "LLP",
    "LP",
    "Limited",
    "Ltd",
    "NV",
    "OHG",
    "OY",
    "OÜ",
    "Oy",
    "Oyj",
    "PLC",
    "Plc",
    "Pty",
    "SA",
    "SARL",
    "SAS",
    "SE",
    "SIA",
    "SL",
    "SpA",
    "Srl",
    "Sàrl",
    "UAB",
    "UG",
    "eG",
    "eV",
    "gGmbH",
    "mbH",
    "plc",
];

/// Those of them that no country or state has as its code: they may follow a comma.
const AFTER_COMMA: [&str; 7] = ["Inc", "Incorporated", "LLC", "LLP", "Limited", "Ltd", "plc"];

/// Words of the names of organisations, folded, and endings of such words.
const ORGANISATION_WORDS: [&str; 32] = [
    "agency",
    "airlines",
    "bank",
    "banking",
    "behorde",
    "council",
    "energie",
    "energy",
    "foundation",
    "group",
    "gruppe",
    "holding",
    "holdings",
    "hospital",
    "insurance",
    "institute",
    "kantonsspital",
    "kraftwerke",
    "kasse",
    "klinikum",
    "ministry",
    "mutual",
    "partners",
    "software",
    "spital",
    "stadtwerke",
    "stiftung",
    "trust",
    "universitat",
    "university",
    "versicherung",
    "versicherungen",
];

/// Words that may stand in a name in small letters.
const CONNECTORS: [&str; 14] = [
    "&", "+", "and", "und", "of", "der", "des", "die", "for", "für", "the", "de", "du", "et",
];

/// Words of departments: what ends in one is none of an organisation.
const DEPARTMENTS: [&str; 9] = [
    "abteilung",
    "department",
    "division",
    "engineering",
    "informationssicherheit",
    "it",
    "security",
    "team",
    "technology",
];

/// Labels of the place of work, folded.
const PLACE_LABELS: [&str; 7] = [
    "location",
    "place",
    "place of work",
    "ort",
    "standort",
    "arbeitsort",
    "einsatzort",
];

/// Signs that separate an organisation from its place wherever they stand.
const STRONG: [&str; 7] = [" · ", " | ", " • ", " – ", " — ", " - ", " / "];

/// Fills the organisation and the place from the lines below the title.
pub(super) fn complete<'t>(posting: &mut Posting, lines: impl Iterator<Item = &'t str>) {
    let clean = |line: &'t str| line.trim_matches(['*', '#', '_', '>', ' ']);
    let lines: Vec<&str> = lines.take(LINES).map(clean).collect();
    let is_short = |line: &&str| line.chars().count() <= LONGEST;
    let mut above: Option<&str> = None;
    for line in lines.into_iter().filter(is_short) {
        let (organisation, rest) = split(line);
        let rest = rest.trim_start_matches([',', ' ']);
        let is_labelled = is_labelled_place(line);
        let is_located = is_labelled || is_place(rest) || is_away(rest);
        let named = organisation.or_else(|| above.filter(|_| is_located));
        if let Some(name) = named.filter(|_| posting.organisation.is_empty()) {
            name.clone_into(&mut posting.organisation);
        }
        if posting.places.is_empty() && !is_labelled && is_place(rest) {
            posting.places.push(Place::of(rest));
        }
        above = Some(line).filter(|line| is_name(line) && organisation.is_none() && !is_located);
    }
}

/// The organisation at the beginning of a line, and what follows it.
fn split(line: &str) -> (Option<&str>, &str) {
    let strong = STRONG.iter().filter_map(|sign| line.split_once(sign));
    if let Some((name, rest)) = strong.min_by_key(|(name, _)| name.len())
        && !is_place(name)
        && (is_organisation(name) || is_place(rest) || is_away(rest))
    {
        return (Some(name).filter(|name| is_name(name)), rest);
    }
    let ends = line
        .match_indices(',')
        .map(|(at, _)| at)
        .chain([line.len()]);
    let parts = ends.filter_map(|end| Some((line.get(..end)?, line.get(end..)?)));
    let mut named = parts.filter(|(name, _)| is_name(name) && is_organisation(name));
    match named.next() {
        // "Example, Inc." has its form behind a comma, as "Example Bank, Ltd." has.
        Some((name, rest)) => match named.next() {
            Some((longer, rest)) if ends_after_comma(longer) => (Some(longer), rest),
            _ => (Some(name), rest),
        },
        None => (None, line),
    }
}

/// Whether a text ends in a legal form or has a word of organisations in it.
fn is_organisation(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    let form = last.replace('.', "");
    // "5400 Baden AG" is a town in the canton of Aargau.
    let first = text.split(' ').next().unwrap_or_default();
    let is_town = first.len() > 3 && first.bytes().all(|byte| byte.is_ascii_digit());
    if ends_after_comma(text) || LEGAL_FORMS.contains(&&*form) && !is_town {
        return true;
    }
    !text.contains(',')
        && fold(text)
            .split(' ')
            .any(|word| ORGANISATION_WORDS.contains(&word))
}

fn ends_after_comma(text: &str) -> bool {
    let last = text
        .rsplit_once(',')
        .map(|(_, last)| last.trim().replace('.', ""));
    last.is_some_and(|form| AFTER_COMMA.contains(&&*form))
}

/// Whether a text may be the name of an organisation.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_capitalized = |word: &&str| {
        !word.starts_with(char::is_lowercase) || CONNECTORS.contains(word) || is_form(word)
    };
    let last = words.last().map(|word| fold(word)).unwrap_or_default();
    let ends_in_form = words.last().is_some_and(|word| is_form(word));
    (1..=WORDS).contains(&words.len())
        && text.starts_with(char::is_alphanumeric)
        && !text.contains([':', '?', '!', '%'])
        && (ends_in_form || !text.ends_with('.'))
        && words.iter().all(is_capitalized)
        && !DEPARTMENTS.contains(&&*last)
        && !is_place(text)
        && !is_away(text)
        && employment_in(text).is_empty()
}

fn is_form(word: &str) -> bool {
    LEGAL_FORMS.contains(&&*word.replace('.', ""))
}

/// Whether a text is a place of work, be it in a country that is not known.
fn is_place(text: &str) -> bool {
    !text.ends_with('.') && (names_only_places(text) || Place::of(text).country.is_some())
}

/// Whether a text says that the work is done from elsewhere, or in part.
fn is_away(text: &str) -> bool {
    let folded = fold(text);
    let words = [
        "remote",
        "fully remote",
        "hybrid",
        "homeoffice",
        "home office",
    ];
    words.iter().any(|word| {
        folded
            .strip_prefix(word)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Whether a label is that of the place.
pub(super) fn is_label_of_place(label: &str) -> bool {
    PLACE_LABELS.contains(&&*fold(label))
}

/// Whether a line names a place behind a label.
fn is_labelled_place(line: &str) -> bool {
    line.split_once(':')
        .is_some_and(|(name, _)| is_label_of_place(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: &[&str], organisation: &str, place: &str) {
        let mut posting = Posting::default();
        complete(&mut posting, lines.iter().copied());
        let found = posting.places.first().map_or("", |place| &*place.text);
        assert_eq!(
            (&*posting.organisation, found),
            (organisation, place),
            "{lines:?}"
        );
    }

    #[test]
    fn organisation_and_place_are_kept_apart() {
        for (line, organisation, place) in [
            (
                "Alpstein Kraftwerke AG, Zürich, Schweiz",
                "Alpstein Kraftwerke AG",
                "Zürich, Schweiz",
            ),
            ("Baltia Bank, Riga, Latvia", "Baltia Bank", "Riga, Latvia"),
            ("Example, Inc., Boston, MA", "Example, Inc.", "Boston, MA"),
            ("Example B.V. | Utrecht", "Example B.V.", "Utrecht"),
            (
                "Sample · Munich, Bavaria, Germany (Hybrid)",
                "Sample",
                "Munich, Bavaria, Germany (Hybrid)",
            ),
            ("Sample & Daughters – Remote", "Sample & Daughters", ""),
            ("Thornbury Retail plc", "Thornbury Retail plc", ""),
            (
                "Leeds, United Kingdom (hybrid)",
                "",
                "Leeds, United Kingdom (hybrid)",
            ),
            ("Walldorf, Germany", "", "Walldorf, Germany"),
            ("Canary Wharf, London, UK", "", "Canary Wharf, London, UK"),
            ("Stockholm, SE", "", "Stockholm, SE"),
            ("5400 Baden AG", "", ""),
            ("Full-time | London", "", "London"),
            ("Information Security | London", "", "London"),
            ("Remote", "", ""),
            ("We look for a CISO for Example AG", "", ""),
            ("You own the security of the bank.", "", ""),
        ] {
            check(&[line], organisation, place);
        }
    }

    #[test]
    fn the_line_above_a_place_is_the_organisation() {
        check(
            &["Firma A", "Berlin, Deutschland"],
            "Firma A",
            "Berlin, Deutschland",
        );
        check(&["Acme", "Cambridge"], "Acme", "Cambridge");
        check(&["Quiltwork", "Fully remote"], "Quiltwork", "");
        check(
            &["Quiltwork", "Location: Leipzig, Germany"],
            "Quiltwork",
            "",
        );
        check(&["Permanent, full-time", "Berlin"], "", "Berlin");
        check(&["What you do", "Berlin"], "", "Berlin");
        check(&["Quiltwork", "You own the programme."], "", "");
        check(&["Berlin", "Hamburg"], "", "Berlin");
    }
}
