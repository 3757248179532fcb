//! Tiers: how a label fits a query, as far as it can be told without scoring. All text here is folded.
//!
//! A query is cut into words at white space. A word of a label starts at its first char, after white space,
//! and where a letter or digit follows something that is neither: `pen-test (ICT)` has the words `pen`, `test`,
//! `(ict` and `ict`, so that both `test` and `(ict` begin one. Knows nothing of items and scores.

use fixedbitset::FixedBitSet;

use super::searched;
use crate::text;
use crate::text::letters::{letter, letters};

/// How well a label fits, best first. `tier as u8` is its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Tier {
    /// Nothing was asked: everything is listed.
    Listed = 0,
    /// The label equals the query.
    Equal = 1,
    /// An editorial synonym is meant: the query equals it, or is clearly on the way to it.
    Synonym = 2,
    /// Every query word begins a label word, side by side and in order.
    WordsInOrder = 3,
    /// Every query word begins a label word.
    Words = 4,
    /// The query stands somewhere inside.
    Substring = 5,
    /// Approximate: every query word begins a label word, is another form of one, or is one with wrong letters.
    ///
    /// It stands behind everything that is literally there and before letters that merely occur in order: of 7,535
    /// misspellings typed as one word, 94.8 % then find the right word among the first five, and 75.6 % when it
    /// stands behind those letters (`benches/misspelt.rs`).
    Near = 6,
    /// The letters occur in order, and score well for this query: [`Tier::of_score`].
    Close = 7,
    /// The letters occur in order.
    Scattered = 8,
    /// Approximate: some of the query's words are answered, and they are most of what it says.
    Partly = 9,
}

impl Tier {
    /// Its number, as it is shown and written; 0 where nothing was asked.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// What is said beside a hit that is not what was typed; nothing for the others.
    pub fn remark(self) -> &'static str {
        match self {
            Self::Near => "nearly",
            Self::Close | Self::Scattered => "letters only",
            Self::Partly => "in part",
            _ => "",
        }
    }

    /// Whether a label of this tier is only nearly what was typed.
    pub fn is_approximate(self) -> bool {
        matches!(self, Self::Near | Self::Partly)
    }

    /// The tier of letters that occur in order: [`Tier::Close`] from seven tenths of `own`, what the query scores
    /// against itself. There each letter earns about 20 points; inside a label a letter that continues a run earns
    /// 20 as well, one that starts a word 24 less the gap before it, a lone one inside a word 12 at most. So seven
    /// tenths keep `scrty` in "security" (87 of 111) and lose letters that are merely there.
    pub fn of_score(score: i64, own: i64) -> Self {
        if score * 10 >= own * 7 {
            Self::Close
        } else {
            Self::Scattered
        }
    }
}

/// A query, folded and cut into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Query {
    /// The words with one space between them.
    text: String,
    letters: u64,
    /// The letters with which its words begin.
    heads: u64,
    /// Whether it is one word of letters and digits.
    single: bool,
}

impl Query {
    /// Folds what was typed, as far as it is searched for. White space at the ends and repeated white space do not count.
    pub(crate) fn new(typed: &str) -> Self {
        // Folding can make spaces of its own (a lone accent), so the words are cut afterwards.
        let folded = text::fold(&text::normalize(searched(typed)));
        // A letter can be several when it is folded.
        let words: Vec<&str> = searched(&folded).split_whitespace().collect();
        let text = words.join(" ");
        let letters = letters(&text);
        let first = words.iter().filter_map(|word| word.chars().next());
        let heads = first.fold(0, |set, c| set | letter(c));
        let single = !text.is_empty() && text.chars().all(char::is_alphanumeric);
        Self {
            text,
            letters,
            heads,
            single,
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.text.split(' ')
    }

    /// Whether a label with these letters can match at all.
    pub(crate) fn may_match(&self, letters: u64) -> bool {
        letters & self.letters == self.letters
    }

    /// The labels that can match at all, of all with these letters.
    pub(crate) fn matching(&self, letters: &[u64]) -> FixedBitSet {
        let mut matching = FixedBitSet::with_capacity(letters.len());
        let blocks = letters.chunks(usize::BITS as usize);
        for (block, letters) in matching.as_mut_slice().iter_mut().zip(blocks) {
            let each = letters.iter().enumerate();
            *block = each.fold(0, |block, (at, letters)| {
                block | usize::from(self.may_match(*letters)) << at
            });
        }
        matching
    }

    /// Whether its words can begin words of a label that begin with these [`heads`](crate::text::letters::heads).
    pub(crate) fn may_begin(&self, heads: u64) -> bool {
        heads & self.heads == self.heads
    }

    /// Whether it is one word of letters and digits: then it begins a word of a label exactly where it begins a run of
    /// letters and digits there.
    pub(crate) fn is_single(&self) -> bool {
        self.single
    }

    /// The tier of a label. [`Tier::Close`] stands for both last tiers, which only the score tells apart;
    /// none when the label does not match.
    pub(crate) fn tier(&self, label: &str) -> Option<Tier> {
        self.worded(label).or_else(|| self.lettered(label))
    }

    /// The tier of a label in which every word of the query begins a word.
    pub(crate) fn worded(&self, label: &str) -> Option<Tier> {
        if label == self.text {
            return Some(Tier::Equal);
        }
        if !self.words().all(|word| begin(label, word).is_some()) {
            return None;
        }
        // One word has no order.
        let in_order = self.words().nth(1).is_none() || self.side_by_side(label).is_some();
        Some(if in_order {
            Tier::WordsInOrder
        } else {
            Tier::Words
        })
    }

    /// The tier of a label that is not [`Self::worded`].
    pub(crate) fn lettered(&self, label: &str) -> Option<Tier> {
        // What stands inside is also a subsequence, and most labels that come this far are neither.
        if !is_subsequence(label, &self.text) {
            return None;
        }
        Some(if stands_in(label, &self.text) {
            Tier::Substring
        } else {
            Tier::Close
        })
    }

    /// Whether the query stands in a label, in one piece.
    pub(crate) fn stands_in(&self, label: &str) -> bool {
        stands_in(label, &self.text)
    }

    /// Whether the query's letters occur in a label, in order.
    pub(crate) fn occurs_in(&self, label: &str) -> bool {
        is_subsequence(label, &self.text)
    }

    /// Where (in bytes) the words stand, when each begins a label word, side by side and in order.
    pub(crate) fn side_by_side(&self, label: &str) -> Option<Vec<usize>> {
        let first = self.words().next()?;
        let starts = occurrences(label, first).filter(|at| starts_word(label, *at));
        starts.into_iter().find_map(|at| {
            let mut found = vec![at];
            let mut end = at + first.len();
            for word in self.words().skip(1) {
                let at = begin_next(label, word, end)?;
                found.push(at);
                end = at + word.len();
            }
            Some(found)
        })
    }
}

/// Where `word` first begins a word of `label`.
pub(crate) fn begin(label: &str, word: &str) -> Option<usize> {
    occurrences(label, word).find(|at| starts_word(label, *at))
}

/// Where `word` begins the word that comes next after a match that ended at `end`.
fn begin_next(label: &str, word: &str, end: usize) -> Option<usize> {
    let (before, rest) = label.split_at_checked(end)?;
    // The match may be a part of its word; the rest of that word is passed over.
    let inside = before
        .chars()
        .next_back()
        .is_some_and(char::is_alphanumeric);
    let passed = if inside {
        rest.trim_start_matches(char::is_alphanumeric)
    } else {
        rest
    };
    let from = label.len() - passed.len();
    for (at, c) in passed.char_indices() {
        let at = from + at;
        if label.as_bytes()[at..].starts_with(word.as_bytes()) && starts_word(label, at) {
            return Some(at);
        }
        if c.is_alphanumeric() {
            return None;
        }
    }
    None
}

/// Every place (in bytes) at which `part` stands in `label`.
pub(crate) fn occurrences(label: &str, part: &str) -> impl Iterator<Item = usize> {
    // Plain loops: both are so short that the standard search takes longer to set up than to search.
    let (label, part) = (label.as_bytes(), part.as_bytes());
    let places = (label.len() + 1).saturating_sub(part.len());
    let same = move |at: usize| part.iter().zip(&label[at..]).all(|(a, b)| a == b);
    (0..places).filter(move |at| same(*at))
}

/// Whether `part` stands in `label`.
fn stands_in(label: &str, part: &str) -> bool {
    // Its first two bytes are counted at all places at once, which settles most labels.
    if let [first, second, ..] = *part.as_bytes() {
        let both = label.as_bytes().windows(2);
        if both.filter(|two| **two == [first, second]).count() == 0 {
            return false;
        }
    }
    occurrences(label, part).next().is_some()
}

/// Whether a word starts at byte `at`, where something that is not white space stands.
fn starts_word(label: &str, at: usize) -> bool {
    let bytes = label.as_bytes();
    if at == 0 {
        return true;
    }
    let (before, here) = (bytes[at - 1], bytes[at]);
    if before.is_ascii() && here.is_ascii() {
        return is_start(char::from(before), char::from(here));
    }
    let Some((head, tail)) = label.split_at_checked(at) else {
        return false;
    };
    match (head.chars().next_back(), tail.chars().next()) {
        (Some(before), Some(here)) => is_start(before, here),
        _ => false,
    }
}

fn is_start(before: char, here: char) -> bool {
    before.is_whitespace() || (here.is_alphanumeric() && !before.is_alphanumeric())
}

/// Whether the chars of `part` occur in `label` in this order: exactly when `SkimMatcherV2` matches.
fn is_subsequence(label: &str, part: &str) -> bool {
    if part.is_ascii() {
        // From letter to letter is so short a way that a plain loop is there before a quicker search has begun.
        let mut rest = label.as_bytes().iter();
        return part.bytes().all(|wanted| rest.any(|c| *c == wanted));
    }
    let mut label = label.chars();
    part.chars().all(|wanted| label.any(|c| c == wanted))
}

#[cfg(test)]
mod tests {
    use super::{Query, Tier};
    use crate::search::{LONGEST, searched};
    use crate::text::fold;
    use crate::text::letters::letters;

    #[track_caller]
    fn check(query: &str, label: &str, expected: Option<Tier>) {
        let (query, label) = (Query::new(query), fold(label));
        let tier = query.tier(&label);
        assert_eq!(tier, expected, "{query:?} in {label:?}");
        let may = query.may_match(letters(&label));
        assert!(may || tier.is_none(), "the letters reject a match");
    }

    #[test]
    fn a_query_is_no_longer_than_is_searched_for() {
        let typed = "risk ".repeat(1000);
        assert_eq!(Query::new(&typed), Query::new(searched(&typed)));
        for letters in ["ß", "ﷺ", "e\u{301}", "x"] {
            let folded = Query::new(&letters.repeat(1000)).into_text();
            assert!(folded.chars().count() <= LONGEST, "{letters}");
        }
    }

    #[test]
    fn equal_is_folded() {
        check(" GDPR ", "gdpr", Some(Tier::Equal));
        check("controle d'acces", "Contrôle d'accès", Some(Tier::Equal));
        check("STRASSE", "Straße", Some(Tier::Equal));
    }

    #[test]
    fn words_in_order_stand_side_by_side() {
        let side = Some(Tier::WordsInOrder);
        check("ict sec", "manage ICT security", side);
        check("ict sec", "ICT network security", Some(Tier::Words));
        check("sec ict", "manage ICT security", Some(Tier::Words));
        check("pen test", "a pen-test", side);
        check("pen-te", "a pen-test", side);
        check("pen test", "pentest", None);
        check("c++", "use C++ now", side);
        check(".net", "ASP.NET", Some(Tier::Substring));
        check("net", "ASP.NET", side);
        check("language (comp", "visual language (computer)", side);
        check("language comp", "visual language (computer)", side);
        // The first place where the first word stands is not the one that counts.
        check("risk man", "risk and risk management", side);
    }

    #[test]
    fn inside_and_scattered() {
        check("ware", "software", Some(Tier::Substring));
        check("scrty", "security", Some(Tier::Close));
        check("ytrcs", "security", None);
        check("δικ", "ΔΊΚΤΥΟ", Some(Tier::WordsInOrder));
        check("δτο", "ΔΊΚΤΥΟ", Some(Tier::Close));
    }

    #[test]
    fn seven_tenths_of_its_own_score_are_close() {
        assert_eq!(Tier::of_score(78, 111), Tier::Close);
        assert_eq!(Tier::of_score(77, 111), Tier::Scattered);
        assert_eq!(Tier::Scattered.number(), 8);
    }
}
