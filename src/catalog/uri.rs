//! The URIs of a classification in little room. ESCO's end with a UUID behind a stem that all of one kind share, so what
//! differs is a number of 16 bytes; as text they would be most of what is read before a first frame.
//!
//! Any other URI stands beside as it is. Knows nothing of what a URI stands for.

use std::fmt;
use std::ops::Deref;

use serde::{Serialize, Serializer};

/// Bytes of a UUID as text.
const UUID: usize = 36;

/// Most bytes of a URI that is put together of stem and number.
const MOST: usize = 80;

/// Where the hyphens of a UUID stand.
const HYPHENS: [usize; 4] = [8, 13, 18, 23];

/// A URI. It reads as text.
#[derive(Clone, Copy)]
pub struct Uri<'a>(Text<'a>);

#[derive(Clone, Copy)]
enum Text<'a> {
    Whole(&'a str),
    Made { bytes: [u8; MOST], len: usize },
}

impl Deref for Uri<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            Text::Whole(text) => text,
            Text::Made { bytes, len } => {
                let bytes = bytes.get(..*len).unwrap_or_default();
                std::str::from_utf8(bytes).unwrap_or_default()
            }
        }
    }
}

impl AsRef<str> for Uri<'_> {
    fn as_ref(&self) -> &str {
        self
    }
}

impl PartialEq for Uri<'_> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Display for Uri<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl fmt::Debug for Uri<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl Serialize for Uri<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }
}

/// The URIs of all entries of one kind, by place.
#[derive(Clone, Debug, Default)]
pub(super) struct Uris {
    stem: Box<str>,
    /// What follows the stem; 0 where the URI stands among the others.
    numbers: Vec<u128>,
    /// Those that are no stem and number, by place.
    others: Vec<(u32, Box<str>)>,
}

impl Uris {
    /// URIs from their parts; none when they do not fit together.
    pub(super) fn new(
        stem: &str,
        numbers: Vec<u128>,
        others: Vec<(u32, Box<str>)>,
    ) -> Option<Self> {
        let fits = stem.len() + UUID <= MOST
            && others.is_sorted_by(|(a, _), (b, _)| a < b)
            && others
                .last()
                .is_none_or(|(at, _)| (*at as usize) < numbers.len());
        fits.then(|| Self {
            stem: stem.into(),
            numbers,
            others,
        })
    }

    /// What those begin with that are numbers.
    pub(super) fn stem(&self) -> &str {
        &self.stem
    }

    /// The numbers, by place.
    pub(super) fn numbers(&self) -> &[u128] {
        &self.numbers
    }

    /// Those that are no numbers, with their places.
    pub(super) fn others(&self) -> &[(u32, Box<str>)] {
        &self.others
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The URI at a place; empty where there is none.
    pub(super) fn get(&self, at: usize) -> Uri<'_> {
        let other = self
            .others
            .binary_search_by_key(&at, |(at, _)| *at as usize);
        Uri(match (other, self.numbers.get(at)) {
            (Ok(other), _) => Text::Whole(&self.others[other].1),
            (Err(_), Some(number)) => made(&self.stem, *number),
            (Err(_), None) => Text::Whole(""),
        })
    }

    /// Where a URI stands; `place` says which place is the first, second and so on in the [order](Self::order) of them.
    pub(super) fn find(&self, uri: &str, place: impl Fn(usize) -> usize) -> Option<usize> {
        let Some(number) = self.number(uri) else {
            let other = self.others.iter().find(|(_, other)| **other == *uri);
            return other.map(|(at, _)| *at as usize);
        };
        let of = |at: usize| self.numbers.get(place(at)).copied().unwrap_or_default();
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            if of(middle) < number {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        // The number of the others is one that a URI may have as well.
        let mut same = (from..self.len()).take_while(|at| of(*at) == number);
        same.find(|at| *self.get(place(*at)) == *uri).map(place)
    }

    /// The number that stands for a URI; none where it has another stem, or where there is none yet.
    fn number(&self, uri: &str) -> Option<u128> {
        let stem = Some(&*self.stem).filter(|stem| !stem.is_empty())?;
        uri.strip_prefix(stem).and_then(number)
    }

    /// Places in the order that [`Self::find`] needs; none where they stand in it.
    pub(super) fn order(&self) -> Option<Vec<u32>> {
        if self.numbers.is_sorted() {
            return None;
        }
        let mut sorted: Vec<u32> = (0..self.len() as u32).collect();
        sorted.sort_by_key(|at| self.numbers[*at as usize]);
        Some(sorted)
    }
}

impl<'a> FromIterator<&'a str> for Uris {
    fn from_iter<I: IntoIterator<Item = &'a str>>(all: I) -> Self {
        let mut out = Self::default();
        for (at, uri) in (0..).zip(all) {
            if out.stem.is_empty() {
                out.stem = stem(uri).unwrap_or_default().into();
            }
            let number = out.number(uri);
            if number.is_none() {
                out.others.push((at, uri.into()));
            }
            out.numbers.push(number.unwrap_or_default());
        }
        out
    }
}

/// What stands before the UUID with which a URI ends, if both fit.
fn stem(uri: &str) -> Option<&str> {
    let (stem, uuid) = uri.split_at_checked(uri.len().checked_sub(UUID)?)?;
    (uri.len() <= MOST && number(uuid).is_some()).then_some(stem)
}

/// The number that a UUID is, if it is written as ESCO writes them: in small letters, with hyphens. In that form numbers
/// have the order of the texts.
fn number(uuid: &str) -> Option<u128> {
    let bytes = uuid.as_bytes();
    if bytes.len() != UUID {
        return None;
    }
    let mut number = 0;
    for (at, byte) in bytes.iter().enumerate() {
        if HYPHENS.contains(&at) {
            if *byte != b'-' {
                return None;
            }
            continue;
        }
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'f' => byte - b'a' + 10,
            _ => return None,
        };
        number = number << 4 | u128::from(digit);
    }
    Some(number)
}

/// The URI of a stem and a number.
fn made(stem: &str, number: u128) -> Text<'static> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut bytes = [b'-'; MOST];
    let len = stem.len() + UUID;
    if let Some(start) = bytes.get_mut(..stem.len()) {
        start.copy_from_slice(stem.as_bytes());
    }
    let uuid = bytes.iter_mut().skip(stem.len()).take(UUID).enumerate();
    let digits = uuid.filter(|(at, _)| !HYPHENS.contains(at));
    for (place, (_, byte)) in digits.enumerate() {
        *byte = DIGITS[(number >> (124 - 4 * place) & 15) as usize];
    }
    Text::Made { bytes, len }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SKILL: &str = "http://data.europa.eu/esco/skill/";

    #[track_caller]
    fn check(all: &[&str]) {
        let uris: Uris = all.iter().copied().collect();
        let order = uris.order();
        let place = |at: usize| order.as_ref().map_or(at, |order| order[at] as usize);
        assert_eq!(uris.len(), all.len());
        for (at, uri) in all.iter().enumerate() {
            assert_eq!(&*uris.get(at), *uri);
            assert_eq!(uris.find(uri, place), Some(at), "{uri} in {all:?}");
        }
        for uri in [
            "",
            "no",
            SKILL,
            "http://data.europa.eu/esco/skill/00000000-0000-0000-0000-0000000000aa",
        ] {
            assert_eq!(uris.find(uri, place), None);
        }
        assert_eq!(&*uris.get(all.len()), "");
    }

    #[test]
    fn every_form_comes_back_and_is_found() {
        let [a, b, nil, upper] = [
            "0123abcd-4567-89ef-0123-456789abcdef",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "00000000-0000-0000-0000-000000000000",
            "0123ABCD-4567-89ef-0123-456789abcdef",
        ]
        .map(|uuid| format!("{SKILL}{uuid}"));
        let long = a.replace(SKILL, &"x/".repeat(40));
        check(&[]);
        check(&[&a, &b]);
        check(&[&b, &a, &nil]);
        check(&["o/1", &upper, &b, "o/0", &nil, &a, &long]);
        check(&[&long, "o/0"]);
        // A UUID alone has no stem, and gets none by the URIs behind it.
        let alone = a.replace(SKILL, "");
        check(&[&alone, &a, &b]);
        check(&[&alone, "o/0"]);
        assert_eq!(
            [&*a, &*b, &*a].into_iter().collect::<Uris>().others().len(),
            0
        );
    }

    proptest! {
        #[test]
        fn numbers_have_the_order_of_the_texts(a: u128, b: u128) {
            let [x, y] = [a, b].map(|n| Uri(made(SKILL, n)));
            prop_assert_eq!(a.cmp(&b), x.cmp(&*y));
            prop_assert_eq!(x.strip_prefix(SKILL).and_then(number), Some(a));
        }
    }
}
