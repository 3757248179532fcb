//! Words that are nearly right: with a wrong, missing or swapped letter, or another form of the same word.
//!
//! A query is taken word by word here, without the small words of English. A word that begins a word of any label is
//! taken as it was typed; only one that begins none may have wrong letters. That keeps `risk` from finding `disk`,
//! and the work away from most keys. Knows labels and words; [`super::words`] finds the labels fast.

use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

/// Words that say nothing of what is looked for.
const SMALL: [&str; 16] = [
    "a", "an", "and", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "their",
    "to", "with",
];

/// Words of fewer letters have no stem to be told by.
const STEMMED: usize = 4;

/// What another form of a word costs: as much as two wrong letters, for one wrong letter is the likelier reading.
pub(crate) const FORM: u8 = 2;

/// A label that answers less of a query than this, in hundredths of what its words weigh, is no answer.
const LEAST: u32 = 50;

/// The words of a folded label: runs of letters and digits.
pub(crate) fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// The words of a folded query that a label must answer, each once. A letter alone is none: so many words begin with it that
/// it says nothing, and of `c++` it is all that is left.
pub(crate) fn asked(folded: &str) -> Vec<&str> {
    let mut out: Vec<&str> = Vec::new();
    for word in words(folded) {
        let letter = word.len() == 1 && word.as_bytes()[0].is_ascii_alphabetic();
        if !letter && !SMALL.contains(&word) && !out.contains(&word) {
            out.push(word);
        }
    }
    out
}

/// How many wrong letters a word of `letters` may have. Half of all misspellings of the common list differ in one
/// letter, a third in two; in a short word two wrong letters make another word.
pub(crate) fn allowed(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=5 => 1,
        6..=9 => 2,
        _ => 3,
    }
}

/// How a word of a label answers an asked word: 0 when the asked word begins it, else the number of wrong letters, if
/// letters may be wrong (`wrong`), but no more than [`FORM`] for another form of it; none when it does not answer.
pub(crate) fn cost(asked: &str, wrong: bool, word: &str) -> Option<u8> {
    if word.starts_with(asked) {
        return Some(0);
    }
    let form = has_stem(asked) && stem(asked) == stem(word);
    let form = form.then_some(FORM);
    let wrong = wrong.then(|| wrong_letters(asked, word)).flatten();
    form.into_iter().chain(wrong).min()
}

/// How many letters of `asked` are wrong, if it is meant to be the beginning of `word`: the least number of letters
/// inserted, left out, replaced or swapped with their neighbour (optimal string alignment, Boytsov 2011).
pub(crate) fn wrong_letters(asked: &str, word: &str) -> Option<u8> {
    let letters = asked.chars().count();
    let most = allowed(letters);
    let ends = word
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .enumerate()
        .skip_while(|(at, _)| at + 1 + most < letters)
        .take_while(|(at, _)| *at < letters + most);
    ends.filter_map(|(_, end)| word.get(..end))
        .map(|beginning| strsim::osa_distance(asked, beginning))
        .min()
        .filter(|wrong| *wrong <= most)
        .map(|wrong| wrong as u8)
}

/// [`wrong_letters`] of one asked word in many words, one after the other.
///
/// One pass over a word gives the distance to each of its beginnings, a row a letter; and where words stand in order, most
/// of a word is that of the word before, and so are its rows.
pub(crate) struct Wrong {
    asked: Vec<char>,
    most: usize,
    /// The distance of each beginning of the asked word to each beginning of the last word, row after row.
    rows: Vec<u8>,
    /// The last word, as far as there are rows.
    word: Vec<char>,
    /// For each row the least distance of the whole asked word so far.
    least: Vec<u8>,
    /// Whether more letters behind the last row change nothing.
    settled: bool,
}

impl Wrong {
    /// None where no letter of the asked word may be wrong in any of the words, which have `longest` letters at most.
    pub(crate) fn new(asked: &str, longest: usize) -> Option<Self> {
        let asked: Vec<char> = asked.chars().collect();
        let most = allowed(asked.len());
        if most == 0 || asked.len() > longest + most {
            return None;
        }
        Some(Self {
            rows: (0..=asked.len()).map(count).collect(),
            word: Vec::new(),
            least: vec![u8::MAX],
            settled: false,
            asked,
            most,
        })
    }

    /// What [`wrong_letters`] says of a word that has its first `shared` letters, or more, from the word asked for before.
    pub(crate) fn letters_in(&mut self, word: &str, shared: usize) -> Option<u8> {
        if shared < self.word.len() {
            self.word.truncate(shared);
            self.least.truncate(shared + 1);
            self.rows.truncate((shared + 1) * (self.asked.len() + 1));
            self.settled = false;
        }
        if !self.settled {
            for c in word.chars().skip(self.word.len()) {
                self.add(c);
                if self.settled {
                    break;
                }
            }
        }
        let least = self.least.last().copied()?;
        (usize::from(least) <= self.most).then_some(least)
    }

    /// The row of one more letter.
    fn add(&mut self, c: char) {
        let columns = self.asked.len() + 1;
        let at = self.rows.len();
        let row = self.word.len() + 1;
        let before = self.word.last().copied();
        let mut best = count(row);
        self.rows.push(best);
        for (n, asked) in self.asked.iter().enumerate() {
            let above = at - columns + n;
            let other = self.rows[above].saturating_add(u8::from(*asked != c));
            let one = self.rows[above + 1]
                .min(self.rows[at + n])
                .saturating_add(1);
            let mut least = other.min(one);
            // Two neighbours that changed places are one wrong letter.
            if n > 0 && before == Some(*asked) && self.asked[n - 1] == c {
                least = least.min(self.rows[above - columns - 1].saturating_add(1));
            }
            self.rows.push(least);
            best = best.min(least);
        }
        let whole = self.rows[at + columns - 1];
        let least = self.least.last().map_or(whole, |least| whole.min(*least));
        self.least.push(least);
        self.word.push(c);
        // A row is built on the two above it: once one is beyond what is allowed, the next has no lesser, but where
        // neighbours changed places across it, which costs one more than the row above.
        let above = self.rows[at - columns..at].iter().min();
        let lost =
            usize::from(best) > self.most && above.is_none_or(|a| usize::from(*a) >= self.most);
        self.settled = lost || row >= self.asked.len() + self.most;
    }
}

/// A count as far as it matters.
fn count(letters: usize) -> u8 {
    letters.min(usize::from(u8::MAX)) as u8
}

/// Whether a word is long enough to be told by its stem.
pub(crate) fn has_stem(word: &str) -> bool {
    word.chars().count() >= STEMMED
}

/// The stem of an English word (Snowball). Verbs in -nd and -de make nouns in -ns and -s: to respond, a response; to
/// decide, a decision.
pub(crate) fn stem(word: &str) -> String {
    static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));
    let mut stem = ENGLISH.stem(word).into_owned();
    if stem.ends_with('d') {
        stem.pop();
        stem.push('s');
    }
    stem
}

/// What an asked word weighs that `answered` of `labels` labels answer, in thousandths of ln(labels / answered); 0
/// for one that no label answers.
pub(crate) fn weight(labels: usize, answered: usize) -> u32 {
    if answered == 0 {
        return 0;
    }
    (1000.0 * (1.0 + labels as f64 / answered as f64).ln()) as u32
}

/// How far a label is from the answer to a query, in 255ths, that answers asked words weighing `answered` of `all`; none
/// when that is too little.
pub(crate) fn short_of(answered: u32, all: u32) -> Option<u8> {
    if answered * 100 < all * LEAST || answered == 0 {
        return None;
    }
    Some(((all - answered) * 255 / all) as u8)
}

/// Where a folded label answers the words of a folded query, in bytes: the letters where a word begins one of the
/// label's, else the whole word.
pub(crate) fn places(query: &str, label: &str) -> Vec<(usize, usize)> {
    let of_label: Vec<&str> = words(label).collect();
    let start = |word: &str| word.as_ptr() as usize - label.as_ptr() as usize;
    let mut out = Vec::new();
    for asked in asked(query) {
        let costs = of_label
            .iter()
            .filter_map(|w| Some((cost(asked, true, w)?, w)));
        if let Some((cost, word)) = costs.min_by_key(|(cost, _)| *cost) {
            let len = if cost == 0 { asked.len() } else { word.len() };
            out.push((start(word), len));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{FORM, asked, cost, stem};

    #[track_caller]
    fn check(asked: &str, word: &str, expected: Option<u8>) {
        assert_eq!(cost(asked, true, word), expected, "{asked} by {word}");
    }

    #[test]
    fn letters_may_be_wrong_in_longer_words() {
        check("secruity", "security", Some(1));
        check("stadards", "standards", Some(1));
        check("gdrp", "gdpr", Some(1));
        check("ikt", "ict", None);
        check("audt", "auditing", Some(1));
        check("maintainance", "maintenance", Some(2));
        check("risk", "rescue", None);
        check("maßnahme", "massnahmen", Some(2));
    }

    #[test]
    fn a_known_word_has_no_wrong_letters() {
        assert_eq!(cost("risk", true, "disk"), Some(1));
        assert_eq!(cost("risk", false, "disk"), None);
        assert_eq!(cost("risk", false, "risks"), Some(0));
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        assert_eq!(cost("incidents", false, "incident"), Some(FORM));
        assert_eq!(cost("response", false, "respond"), Some(FORM));
        assert_eq!(cost("decide", false, "decision"), Some(FORM));
        assert_eq!(cost("managing", false, "management"), Some(FORM));
        assert_ne!(stem("contract"), stem("control"));
        assert_ne!(stem("audit"), stem("author"));
    }

    #[test]
    fn small_words_are_not_asked() {
        assert_eq!(
            asked("respond to incidents in the the"),
            ["respond", "incidents"]
        );
        assert!(asked("to the").is_empty());
        assert!(asked("c++").is_empty());
        assert_eq!(asked("vitamin c"), ["vitamin"]);
    }
}
