//! Lists of phrasings as regular expressions.

use std::collections::BTreeMap;
use std::ops::Range;

use regex::Regex;
use serde::Deserialize;

/// A list of phrasings as they stand in the file: regular expressions, in which `<name>` stands for a fragment of the
/// file, a space for any white space and one with a question mark for white space or none. Upper and lower case are the same.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct PatternList(Vec<String>);

/// A list of phrasings, compiled. They match whole words.
#[derive(Clone, Debug)]
pub(super) struct Patterns(Option<Regex>);

impl Patterns {
    pub(super) fn new(
        list: &PatternList,
        fragments: &BTreeMap<String, String>,
        cased: bool,
    ) -> Result<Self, regex::Error> {
        if list.0.is_empty() {
            return Ok(Self(None));
        }
        let mut all = list.0.join("|");
        // Fragments may name fragments, two deep at most.
        for _ in 0..3 {
            for (name, text) in fragments {
                all = all.replace(&format!("<{name}>"), text);
            }
        }
        let all = all.replace(" ?", r"\s*").replace(' ', r"\s+");
        let case = if cased { "" } else { "(?i)" };
        // The boundaries are those of ASCII: with those of Unicode the fast engine gives up on the first umlaut.
        let pattern = format!(r"{case}(?-u:\b{{start-half}})(?:{all})(?-u:\b{{end-half}})");
        Ok(Self(Some(Regex::new(&pattern)?)))
    }

    /// The expression that the list was compiled to.
    #[cfg(test)]
    pub(super) fn source(&self) -> &str {
        self.0.as_ref().map_or("", Regex::as_str)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrasings_match_whole_words_with_any_white_space() {
        let list = PatternList(vec!["<who> staff".into(), "cyber ?team".into()]);
        let fragments = BTreeMap::from([("who".to_owned(), "(?:our|your)".to_owned())]);
        let patterns = Patterns::new(&list, &fragments, false).unwrap();
        assert_eq!(patterns.find("for Your\u{a0} staff."), Some(4..16));
        assert_eq!(patterns.find("a cyberteam"), Some(2..11));
        assert_eq!(patterns.find("a cyber team"), Some(2..12));
        assert_eq!(patterns.find("hour staff"), None);
        assert_eq!(patterns.find("our staffing"), None);
    }
}
