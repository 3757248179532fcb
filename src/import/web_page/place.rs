//! The place of a post where only a sentence of its text says it.

use crate::posting::{Place, Posting};

/// Words before a place.
const BEFORE: [&str; 15] = [
    "based in",
    "based at",
    "located in",
    "located at",
    "headquartered in",
    "headquarters in",
    "office in",
    "offices in",
    "place of work is",
    "you work in",
    "you will work in",
    "with its seat in",
    "mit sitz in",
    "am standort",
    "büro in",
];

/// A place may stand between this and one of [`OFFICES`]: "in our Zurich office".
const OUR: &str = "our";
const OFFICES: [&str; 7] = [
    "office",
    "offices",
    "headquarters",
    "hq",
    "hub",
    "site",
    "campus",
];

/// A sentence about these says nothing of the place of the post.
const OTHERS: [&str; 10] = [
    "customer",
    "client",
    "supplier",
    "vendor",
    "partner",
    "provider",
    "kunde",
    "lieferant",
    "data centre",
    "candidates",
];

/// The most words of a place.
const WORDS: usize = 4;

/// Fills the place from the sentences of the text if no field states one. Where they name several countries none is
/// taken.
pub(super) fn complete(posting: &mut Posting) {
    if !posting.places.is_empty() {
        return;
    }
    let mut places: Vec<Place> = sentences(&posting.text).filter_map(place).collect();
    places.dedup_by(|a, b| a.text == b.text);
    let mut countries = places.iter().map(|place| place.country);
    let first = countries.next();
    if countries.all(|country| Some(country) == first) {
        posting.places.extend(places.into_iter().next());
    }
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split(". "))
}

/// The place that a sentence names, if its country is known.
fn place(sentence: &str) -> Option<Place> {
    // Bytes stay where they are.
    let lower = sentence.to_ascii_lowercase();
    if OTHERS.iter().any(|word| lower.contains(word)) {
        return None;
    }
    let after = |words: &str| {
        let at = find_words(&lower, words)?;
        sentence.get(at + words.len()..)
    };
    let named = BEFORE.iter().filter_map(|words| after(words));
    let mut named = named.filter_map(|rest| longest_place(&capitalized(rest)));
    named.next().or_else(|| {
        let rest = after(OUR)?;
        let words = capitalized(rest);
        let behind = rest.split_whitespace().nth(words.len())?;
        let behind = behind.trim_matches(|c: char| !c.is_alphabetic());
        let is_office = OFFICES.contains(&&*behind.to_lowercase());
        longest_place(&words).filter(|_| is_office)
    })
}

/// Where whole words stand in a text, in bytes.
fn find_words(text: &str, words: &str) -> Option<usize> {
    // "Risk-based" is another word than "based".
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    let mut places = text.match_indices(words);
    places
        .find(|(at, found)| {
            let (before, behind) = (text.get(..*at), text.get(at + found.len()..));
            !is_letter(before.and_then(|text| text.chars().next_back()))
                && !is_letter(behind.and_then(|text| text.chars().next()))
        })
        .map(|(at, _)| at)
}

/// The words with a capital letter at the beginning of a text; an article before them is left out.
fn capitalized(text: &str) -> Vec<&str> {
    let words = text.split_whitespace();
    let words = words.skip_while(|word| matches!(*word, "the" | "central" | "downtown"));
    let is_capitalized = |word: &&str| word.starts_with(char::is_uppercase);
    words.take_while(is_capitalized).take(WORDS).collect()
}

/// The place of as many of the words as possible.
fn longest_place(words: &[&str]) -> Option<Place> {
    let mut sizes = (1..=words.len()).rev();
    sizes.find_map(|size| {
        let text = words.get(..size)?.join(" ");
        let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
        Some(Place::of(text)).filter(|place| place.country.is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str)>) {
        let mut posting = Posting {
            text: text.to_owned(),
            ..Posting::default()
        };
        complete(&mut posting);
        let found = posting.places.first();
        let found = found.map(|place| (&*place.text, place.country.unwrap().code()));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_sentence_names_the_place() {
        check(
            "CISO\nThe position is based in Zurich and reports to the CFO.",
            Some(("Zurich", "CH")),
        );
        check(
            "The role is located in London, UK. Travel is rare.",
            Some(("London, UK", "GB")),
        );
        check(
            "You join us in our Munich office three days a week.",
            Some(("Munich", "DE")),
        );
        check(
            "We are headquartered in the Netherlands.",
            Some(("Netherlands", "NL")),
        );
        check("Am Standort Hamburg suchen wir.", Some(("Hamburg", "DE")));
    }

    #[test]
    fn what_is_no_place_of_the_post_is_none() {
        check("Our customers are based in London.", None);
        check("Our approach is risk-based in Zurich style.", None);
        check("Decisions are based in Evidence.", None);
        check(
            "Based in Berlin, with offices in Paris.\nBased in Paris.",
            None,
        );
        check("We like our Berlin colleagues.", None);
    }
}
