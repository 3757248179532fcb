//! Lists of phrasings as regular expressions.

use std::ops::Range;

use regex::Regex;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// A list of phrasings, compiled. They match whole words.
#[derive(Clone, Debug, Default)]
pub(super) struct Patterns(Option<Regex>);

impl<'de> Deserialize<'de> for Patterns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Vec::deserialize(deserializer)?;
        Self::new(&list, "(?i)").map_err(D::Error::custom)
    }
}

/// Reads a list of phrasings in which upper and lower case differ.
pub(super) fn cased<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Patterns, D::Error> {
    let list = Vec::deserialize(deserializer)?;
    Patterns::new(&list, "").map_err(D::Error::custom)
}

impl Patterns {
    /// Compiles regular expressions in which a space stands for any white space and one with a question mark for white
    /// space or none.
    fn new(list: &[String], case: &str) -> Result<Self, String> {
        if list.is_empty() {
            return Ok(Self(None));
        }
        let all = list.join("|");
        if let Some(name) = fragment(&all) {
            return Err(format!("{name} is no fragment"));
        }
        let all = all.replace(" ?", r"\s*").replace(' ', r"\s+");
        // The boundaries are those of ASCII: with those of Unicode the fast engine gives up on the first umlaut.
        let pattern = format!(r"{case}(?-u:\b{{start-half}})(?:{all})(?-u:\b{{end-half}})");
        let regex = Regex::new(&pattern).map_err(|error| error.to_string())?;
        Ok(Self(Some(regex)))
    }

    pub(super) fn is_in(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|regex| regex.is_match(text))
    }

    /// The first match in bytes, without white space around it.
    pub(super) fn find(&self, text: &str) -> Option<Range<usize>> {
        self.find_all(text).next()
    }

    pub(super) fn find_all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let all = self.0.iter().flat_map(move |regex| regex.find_iter(text));
        all.map(|found| {
            let words = found.as_str();
            let start = found.start() + (words.len() - words.trim_start().len());
            start..start + words.trim().len()
        })
        .filter(|range| !range.is_empty())
    }

    /// Whether the whole of a text is one of the phrasings.
    pub(super) fn is_all_of(&self, text: &str) -> bool {
        self.find(text)
            .is_some_and(|range| range == (0..text.len()))
    }
}

/// The first name of a fragment that was left: "<gap>".
fn fragment(text: &str) -> Option<&str> {
    text.split_inclusive('>').find_map(|part| {
        let name = part.get(part.rfind('<')?..)?;
        let inner = name.trim_start_matches('<').strip_suffix('>')?;
        let is_name = !inner.is_empty() && inner.chars().all(|c| c.is_ascii_lowercase());
        is_name.then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrasings_match_whole_words_with_any_white_space() {
        let list = ["(?:our|your) staff".to_owned(), "cyber ?team".to_owned()];
        let patterns = Patterns::new(&list, "(?i)").unwrap();
        assert_eq!(patterns.find("for Your\u{a0} staff."), Some(4..16));
        assert_eq!(patterns.find("a cyberteam"), Some(2..11));
        assert_eq!(patterns.find("a cyber team"), Some(2..12));
        assert_eq!(patterns.find("hour staff"), None);
        assert_eq!(patterns.find("our staffing"), None);
    }
    #[test]
    fn a_fragment_that_is_left_is_an_error() {
        let compile = |text: &str| Patterns::new(&[text.to_owned()], "").map(|_| ());
        assert_eq!(compile("a <gap> b"), Err("<gap> is no fragment".to_owned()));
        assert_eq!(compile("a > b < c"), Ok(()));
    }
}
