//! Columns of strings: many strings in one text.
//!
//! A catalogue of thousands of entries is a handful of columns, so that loading it allocates next to nothing and touches
//! no memory that a frame does not need. Knows nothing of what stands in them.

use std::ops::Range;

use arcstr::ArcStr;

use super::label::{Labels, LaterText};

/// Where an entry begins and ends, by where all of them end; an empty range for one that is not there.
pub(super) fn range(start: u32, ends: &[u32], at: usize) -> Range<usize> {
    let from = at
        .checked_sub(1)
        .map_or(Some(start), |before| ends.get(before).copied());
    from.zip(ends.get(at))
        .map_or(0..0, |(from, to)| from as usize..*to as usize)
}

/// Strings that stand one behind the other in a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Strings {
    text: ArcStr,
    /// Where the first begins, in bytes.
    start: u32,
    /// Where each ends, in bytes.
    ends: Vec<u32>,
}

impl Strings {
    /// Strings from their text; none when one of them ends before it begins, or beyond the text.
    pub(super) fn new(text: &ArcStr, start: u32, ends: Vec<u32>) -> Option<Self> {
        let fits = ends.is_sorted()
            && ends.first().is_none_or(|first| *first >= start)
            && ends.last().is_none_or(|last| *last as usize <= text.len());
        fits.then(|| Self {
            text: text.clone(),
            start,
            ends,
        })
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Where the last ends in the text, in bytes.
    pub(super) fn end(&self) -> u32 {
        self.ends.last().copied().unwrap_or(self.start)
    }

    /// The string at a place; empty where there is none.
    pub(super) fn get(&self, at: usize) -> &str {
        let range = range(self.start, &self.ends, at);
        self.text.get(range).unwrap_or_default()
    }

    /// All, in order.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }
}

impl<'a> FromIterator<&'a str> for Strings {
    fn from_iter<I: IntoIterator<Item = &'a str>>(all: I) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for each in all {
            text.push_str(each);
            ends.push(text.len() as u32);
        }
        Self {
            text: text.into(),
            start: 0,
            ends,
        }
    }
}

/// Alternative labels of many entries, in a text that may come later.
#[derive(Clone, Debug)]
pub(super) struct LabelColumn {
    text: LaterText,
    /// Where those of each entry stand, in bytes: not one behind the other where the text is a file of another form.
    places: Vec<Range<u32>>,
}

impl LabelColumn {
    /// Labels from their text.
    pub(super) fn new(text: &LaterText, places: Vec<Range<u32>>) -> Self {
        let text = text.clone();
        Self { text, places }
    }

    /// How many entries there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// The labels of an entry; none where it is not there.
    pub(super) fn get(&self, at: usize) -> Labels<'_> {
        let place = self.places.get(at).cloned().unwrap_or_default();
        Labels::part(&self.text, place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_come_back_from_their_text() {
        let strings = ["ISO", "", "caf\u{e9}"].into_iter().collect::<Strings>();
        assert_eq!(strings.iter().collect::<Vec<_>>(), ["ISO", "", "caf\u{e9}"]);
        assert_eq!((strings.get(3), strings.end()), ("", 8));
    }

    #[test]
    fn ends_that_do_not_fit_the_text_are_refused() {
        let text = ArcStr::from("ab\u{e9}");
        let new = |start, ends: &[u32]| Strings::new(&text, start, ends.to_vec());
        assert!(new(0, &[2, 1]).is_none(), "one ends before it begins");
        assert!(new(3, &[2]).is_none(), "the first ends before it begins");
        assert!(new(0, &[5]).is_none(), "beyond the text");
        let half = new(1, &[3, 4]).unwrap();
        assert_eq!((half.get(0), half.get(1)), ("", ""), "half a letter");
    }
}
