//! Numbers in figures and in words.

use std::collections::BTreeMap;

/// Figures by their names in lower case.
pub(super) type Numbers = BTreeMap<Box<str>, u32>;

/// The first number of a text.
pub(super) fn number(text: &str, numbers: &Numbers) -> Option<u32> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.into_iter().find_map(|word| {
        let named = numbers.get(&*word.to_lowercase()).copied();
        named.or_else(|| word.parse().ok())
    })
}

/// The fragment of a regular expression that matches a number.
pub(super) fn number_pattern(numbers: &Numbers) -> String {
    let names: Vec<&str> = numbers.keys().map(|name| &**name).collect();
    format!("(?:[0-9][0-9,.]*|{})", names.join("|"))
}

#[cfg(test)]
mod tests {
    use super::super::phrasing::phrasing;
    use super::*;

    #[test]
    fn every_number_in_words_is_found_and_has_its_figure() {
        let numbers = &phrasing().unwrap().numbers;
        let pattern = regex::Regex::new(&format!("^{}$", number_pattern(numbers))).unwrap();
        assert!(numbers.contains_key("einen"));
        for (name, figure) in numbers {
            assert!(pattern.is_match(name), "{name}");
            assert_eq!(
                number(&format!("Up to {name} days"), numbers),
                Some(*figure)
            );
        }
        assert_eq!(number("Up to 30 days", numbers), Some(30));
    }
}
