//! How a word of a label answers a word of a query: as what was begun, with wrong letters, as another form,
//! abbreviated.
//!
//! A query word that begins a word of any label is taken as it was typed; only one that begins none may have wrong
//! letters or lack its vowels. That keeps `risk` from finding `disk`.

use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use super::abbreviation::{can_be_contraction, contracts};
use crate::text::is_own_stem;

/// Words of fewer letters are not compared by their stems.
const MIN_STEMMED: usize = 4;

/// Of words of at most so many letters wrong ones are looked for in whole words only, not in the beginnings of longer
/// ones.
const MAX_WHOLE: usize = 4;

/// Words of at most so many letters keep their first letter: with another it is another word.
const MAX_FIRST_KEPT: usize = 5;

/// Two words with the same stem share so many first letters.
const STEM_PREFIX: usize = 3;

/// How a word of a query is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Whether it begins a word of any label, so that it is taken as it was typed.
    pub(crate) is_known: bool,
    /// Whether it only equals words and begins none.
    pub(crate) is_whole: bool,
}

/// How far a word of a label is from a word of a query: 0 when the query's word begins it, up to 2 for the number of
/// wrong letters or another form, [`CONTRACTION`], [`INITIALS`] or [`NO_MATCH`].
pub(crate) type Cost = u8;

/// Another form of a word costs as much as two wrong letters: one wrong letter is the likelier reading.
const OTHER_FORM: Cost = 2;
pub(crate) const MAX_FUZZY: Cost = 2;
/// A word without its vowels is the likelier reading than the initials of several words.
pub(crate) const CONTRACTION: Cost = 4;
pub(crate) const INITIALS: Cost = 5;
pub(crate) const NO_MATCH: Cost = u8::MAX;

/// Compares one word of a query with words of labels.
pub(crate) struct WordMatcher<'a> {
    word: &'a str,
    is_whole: bool,
    /// Its first letters and its stem.
    stem: Option<(&'a str, String)>,
    typos: Option<Typos>,
    /// Whether wrong letters are looked for in whole words only.
    is_typo_in_whole: bool,
    /// The letter with which a misspelt word must begin.
    first: Option<char>,
    is_contraction: bool,
}

impl<'a> WordMatcher<'a> {
    /// A matcher for a word of a query.
    pub(crate) fn new(word: &'a str, reading: Reading) -> Self {
        let Reading { is_known, is_whole } = reading;
        let letters = word.chars().count();
        // ISO 27035 is no misspelt ISO 27005.
        let has_digit = word.chars().any(|c| c.is_ascii_digit());
        let prefix = word.char_indices().nth(STEM_PREFIX).map(|(end, _)| end);
        let prefix = prefix.filter(|_| letters >= MIN_STEMMED);
        Self {
            word,
            is_whole,
            is_typo_in_whole: letters <= MAX_WHOLE,
            stem: prefix.and_then(|end| Some((word.get(..end)?, stem(word)))),
            typos: (!is_known && !has_digit && max_typos(letters) > 0).then(|| Typos::new(word)),
            first: word.chars().next().filter(|_| letters <= MAX_FIRST_KEPT),
            is_contraction: !is_known && can_be_contraction(word),
        }
    }

    pub(crate) fn cost(&mut self, word: &str) -> Cost {
        if word.starts_with(self.word) && (!self.is_whole || word == self.word) {
            return 0;
        }
        let form = self
            .stem
            .as_ref()
            .filter(|(prefix, own)| word.starts_with(prefix) && stem(word) == *own);
        let form = form.map_or(NO_MATCH, |_| OTHER_FORM);
        let is_other = self.first.is_some_and(|first| !word.starts_with(first));
        let typos = self.typos.as_mut().filter(|_| !is_other);
        let typos = typos.map_or(NO_MATCH, |typos| {
            if self.is_typo_in_whole {
                whole_typos(self.word, word)
            } else {
                typos.count(word)
            }
        });
        let short = if self.is_contraction && contracts(self.word, word) {
            CONTRACTION
        } else {
            NO_MATCH
        };
        form.min(typos).min(short)
    }
}

/// The most wrong letters of a word. Half of all misspellings of the common list differ in one letter, a third in
/// two; in a short word two wrong letters make another word.
pub(crate) fn max_typos(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Counts the wrong letters of a word that is meant to be the beginning of another: the least number of letters
/// inserted, left out, replaced or swapped with their neighbour (optimal string alignment, Boytsov 2011).
struct Typos {
    word: Vec<char>,
    max: Cost,
    /// The distances between beginnings, a row for each letter of the other word and a column for each of this one. The
    /// first row and column never change.
    table: Vec<Cost>,
}

impl Typos {
    /// `word` has at most [`MAX_QUERY_CHARS`](super::query::MAX_QUERY_CHARS) letters.
    fn new(word: &str) -> Self {
        let word: Vec<char> = word.chars().collect();
        let (columns, max) = (word.len() + 1, max_typos(word.len()));
        let mut table = vec![0; columns * (columns + max)];
        for at in 0..columns + max {
            table[at * columns] = at as Cost;
        }
        for (at, distance) in table[..columns].iter_mut().enumerate() {
            *distance = at as Cost;
        }
        let max = max as Cost;
        Self { word, max, table }
    }

    /// The least distance to any beginning of `other`, [`NO_MATCH`] if it is more than allowed.
    fn count(&mut self, other: &str) -> Cost {
        let columns = self.word.len() + 1;
        let (mut least, mut before, mut least_above) = (NO_MATCH, None, 0);
        for (row, c) in (1..self.table.len() / columns).zip(other.chars()) {
            let at = row * columns;
            let mut least_here = row as Cost;
            for column in 1..columns {
                let asked = self.word[column - 1];
                let replaced = self.table[at - columns + column - 1] + Cost::from(asked != c);
                let one_more =
                    self.table[at - columns + column].min(self.table[at + column - 1]) + 1;
                let mut cost = replaced.min(one_more);
                if column > 1 && before == Some(asked) && self.word[column - 2] == c {
                    cost = cost.min(self.table[at - 2 * columns + column - 2] + 1);
                }
                self.table[at + column] = cost;
                least_here = least_here.min(cost);
            }
            least = least.min(self.table[at + columns - 1]);
            // A row is built on the two above it, on the upper one with a swap, which costs one more.
            if least_here > self.max && least_above >= self.max {
                break;
            }
            (before, least_above) = (Some(c), least_here);
        }
        if least <= self.max { least } else { NO_MATCH }
    }
}

/// The distance of two whole words, [`NO_MATCH`] if it is more than allowed for the first, a short one.
fn whole_typos(asked: &str, other: &str) -> Cost {
    if other.chars().nth(MAX_WHOLE + 1).is_some() {
        return NO_MATCH;
    }
    let typos = strsim::osa_distance(asked, other);
    if typos <= max_typos(asked.chars().count()) {
        typos as Cost
    } else {
        NO_MATCH
    }
}

/// Whether two words are forms of one.
pub(crate) fn have_same_stem(a: &str, b: &str) -> bool {
    let is_long = |word: &str| word.chars().nth(MIN_STEMMED - 1).is_some();
    let begins = |word: &str| word.chars().take(STEM_PREFIX).collect::<String>();
    a == b || is_long(a) && is_long(b) && begins(a) == begins(b) && stem(a) == stem(b)
}

/// The stem of an English word (Snowball). Verbs in -nd and -de make nouns in -ns and -s: to respond, a response; to
/// decide, a decision.
fn stem(word: &str) -> String {
    static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));
    if is_own_stem(word) {
        return word.to_owned();
    }
    let mut stem = ENGLISH.stem(word).into_owned();
    if stem.ends_with('d') {
        stem.pop();
        stem.push('s');
    }
    stem
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(query: &str, is_known: bool, word: &str, expected: Cost) {
        let reading = Reading {
            is_known,
            is_whole: false,
        };
        let cost = WordMatcher::new(query, reading).cost(word);
        assert_eq!(cost, expected, "{query} in {word}");
    }

    #[test]
    fn letters_may_be_wrong_in_longer_words() {
        check("secruity", false, "security", 1);
        check("stadards", false, "standards", 1);
        check("gdrp", false, "gdpr", 1);
        check("ikt", false, "ict", NO_MATCH);
        check("audt", false, "audit", 1);
        check("audt", false, "auditing", NO_MATCH);
        check("undo", false, "under", NO_MATCH);
        check("wizard", false, "hazard", NO_MATCH);
        check("maintainance", false, "maintenance", 2);
        check("risk", false, "rescue", NO_MATCH);
        check("maßnahme", false, "massnahmen", 2);
        check("mgmt", false, "management", CONTRACTION);
        check("27035", false, "27005", NO_MATCH);
    }

    #[test]
    fn a_whole_word_begins_none() {
        let reading = Reading {
            is_known: true,
            is_whole: true,
        };
        let cost = |word: &str| WordMatcher::new("log", reading).cost(word);
        assert_eq!([cost("log"), cost("logistics")], [0, NO_MATCH]);
    }

    #[test]
    fn a_known_word_has_no_wrong_letters() {
        check("risc", false, "risk", 1);
        check("risc", true, "risk", NO_MATCH);
        check("risk", true, "risks", 0);
        check("risk", false, "disk", NO_MATCH);
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        check("incidents", true, "incident", OTHER_FORM);
        check("response", true, "respond", OTHER_FORM);
        check("decide", true, "decision", OTHER_FORM);
        check("managing", true, "management", OTHER_FORM);
        check("contract", true, "control", NO_MATCH);
        check("security", true, "securities", NO_MATCH);
        check("audit", true, "author", NO_MATCH);
    }

    proptest! {
        #[test]
        fn typos_are_the_least_distance_to_a_beginning(
            query in "[ab]{4,12}|[a-d]{4,8}|[a-cé]{4,6}|(abcab|bcadb)[a-c]{0,9}",
            words in prop::collection::vec("[ab]{1,14}|[a-dé]{1,9}|(abcab|bcadb)[a-c]{0,9}", 1..6),
        ) {
            let mut typos = Typos::new(&query);
            for word in words {
                let letters = 1..=word.chars().count();
                let beginnings = letters.map(|n| word.chars().take(n).collect::<String>());
                let distances = beginnings.map(|beginning| strsim::osa_distance(&query, &beginning));
                let least = distances.min().unwrap();
                let expected = if least <= max_typos(query.chars().count()) { least as Cost } else { NO_MATCH };
                prop_assert_eq!(typos.count(&word), expected, "{} in {}", query, word);
            }
        }
    }
}
