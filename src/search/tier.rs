//! Tiers: how a label matches a query. All text here is folded.
//!
//! The words of a label for the tiers 3 and 4 begin at its first char, after white space, and where a letter or digit
//! follows something that is neither: `pen test (ict)` has the words `pen`, `test`, `(ict` and `ict`.

use schemars::JsonSchema;
use serde::Serialize;

use super::fuzzy_words::{CONTRACTION, Cost, INITIALS, MAX_FUZZY};
use super::query::Query;

/// How well a label matches, best first. `tier as u8` is its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Tier {
    /// The query is empty, so everything is listed.
    Listed = 0,
    /// The label equals the query.
    Equal = 1,
    /// A curated synonym equals the query, or the query clearly begins it.
    Synonym = 2,
    /// Every query word begins a label word, in order.
    WordsInOrder = 3,
    /// Every query word begins a label word.
    Words = 4,
    /// The query stands somewhere inside.
    Substring = 5,
    /// Every query word is answered, some with wrong letters or by another form of the word; or a synonym with wrong
    /// letters equals the query.
    Fuzzy = 6,
    /// Every query word is answered, some as an abbreviation.
    Abbreviation = 7,
    /// The label is close in meaning.
    Meaning = 8,
    /// Some query words are answered, or the label is somewhat close in meaning. Nothing of the query is meant by that:
    /// such labels are only shown as the nearest.
    Partial = 9,
    /// A word of the label is spelt much like one of the query. Only shown as the nearest.
    Spelling = 10,
}

/// How a label matches, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// It is the query.
    Exact,
    /// The query is a synonym.
    Synonym,
    /// It has the words, or the query stands inside.
    Words,
    /// It has the words, some with wrong letters or in another form.
    Typo,
    /// It has the words, some abbreviated.
    Letters,
    /// It is close in meaning.
    Meaning,
}

impl Tier {
    /// How its labels match; none where nothing was asked, and for what only comes nearest.
    pub fn how(self) -> Option<How> {
        match self {
            Self::Equal => Some(How::Exact),
            Self::Synonym => Some(How::Synonym),
            Self::WordsInOrder | Self::Words | Self::Substring => Some(How::Words),
            Self::Fuzzy => Some(How::Typo),
            Self::Abbreviation => Some(How::Letters),
            Self::Meaning => Some(How::Meaning),
            Self::Listed | Self::Partial | Self::Spelling => None,
        }
    }

    /// Its number in replies; 0 where nothing was asked.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// What to say beside a hit whose match does not explain itself.
    pub fn remark(self) -> &'static str {
        match self {
            Self::Substring => "part of a word",
            Self::Fuzzy => "nearly",
            Self::Abbreviation => "abbreviated",
            Self::Meaning => "close in meaning",
            _ => "",
        }
    }

    /// Whether nothing of the query is meant by such a label: it only comes nearest.
    pub fn is_nearest(self) -> bool {
        self >= Self::Partial
    }

    /// Whether a label of this tier is only nearly what was typed.
    pub fn is_approximate(self) -> bool {
        self >= Self::Fuzzy
    }
}

/// The tier of a label by its words, and how far it is from the query. `costs` says for each word of the query how the
/// label answers it.
pub(crate) fn word_tier(query: &Query, label: &str, costs: &[Cost]) -> Option<(Tier, Cost)> {
    if costs.iter().all(|cost| *cost == 0) {
        if query.equals(label) {
            return Some((Tier::Equal, 0));
        }
        if starts_in_order(query, label).is_some() {
            return Some((Tier::WordsInOrder, 0));
        }
        if query.parts().all(|part| start(label, part).is_some()) {
            return Some((Tier::Words, 0));
        }
    }
    if !query.signed_parts().all(|part| label.contains(part)) {
        return None;
    }
    query_tier(query, costs)
}

/// The tier of a label that answers the words of a query in any way, and how far it is from the query.
pub(crate) fn query_tier(query: &Query, costs: &[Cost]) -> Option<(Tier, Cost)> {
    let words = query.words().iter().zip(costs);
    let content = words
        .filter(|(word, _)| word.is_content)
        .map(|(_, cost)| *cost);
    let tier = match content.clone().max()? {
        0..=MAX_FUZZY => Tier::Fuzzy,
        CONTRACTION..=INITIALS => Tier::Abbreviation,
        _ => return None,
    };
    Some((tier, content.sum()))
}

/// Where (in bytes) the parts of a query stand in a label, when each begins a word behind the one before.
pub(crate) fn starts_in_order(query: &Query, label: &str) -> Option<Vec<usize>> {
    let mut end = 0;
    let start = |part: &str| {
        let at = starts(label, part).find(|at| *at >= end)?;
        end = at + part.len();
        Some(at)
    };
    query.parts().map(start).collect()
}

/// Where a part of a query first begins a word of a label.
pub(crate) fn start(label: &str, part: &str) -> Option<usize> {
    starts(label, part).next()
}

fn starts(label: &str, part: &str) -> impl Iterator<Item = usize> {
    let (bytes, part) = (label.as_bytes(), part.as_bytes());
    let places = 0..(bytes.len() + 1).saturating_sub(part.len());
    places.filter(move |at| bytes[*at..].starts_with(part) && is_start(label, *at))
}

/// Whether a word starts at byte `at`.
fn is_start(label: &str, at: usize) -> bool {
    let bytes = label.as_bytes();
    // Most places are within a word, where none starts.
    if at > 0 && bytes[at - 1].is_ascii_alphanumeric() && bytes[at].is_ascii_alphanumeric() {
        return false;
    }
    let Some((before, rest)) = label.split_at_checked(at) else {
        return false;
    };
    match (before.chars().next_back(), rest.chars().next()) {
        (Some(before), Some(here)) => {
            before.is_whitespace() || (here.is_alphanumeric() && !before.is_alphanumeric())
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fuzzy_words::Reading;
    use super::super::reference::cost;
    use super::*;
    use crate::text::fold;

    #[track_caller]
    fn check(query: &str, label: &str, expected: Option<Tier>) {
        let (query, label) = (Query::new(query), fold(label));
        let costs = query
            .words()
            .iter()
            .map(|word| cost(&word.text, Reading::default(), &label));
        let tier = word_tier(&query, &label, &costs.collect::<Vec<_>>());
        assert_eq!(
            tier.map(|(tier, _)| tier),
            expected,
            "{query:?} in {label:?}"
        );
    }

    #[test]
    fn equal_is_folded() {
        check(" GDPR ", "gdpr", Some(Tier::Equal));
        check("controle d'acces", "Contrôle d'accès", Some(Tier::Equal));
        check("STRASSE", "Straße", Some(Tier::Equal));
    }

    #[test]
    fn words_begin_words() {
        check("ict sec", "manage ICT security", Some(Tier::WordsInOrder));
        check("ict sec", "ICT network security", Some(Tier::WordsInOrder));
        check("sec ict", "manage ICT security", Some(Tier::Words));
        check("pen test", "do a pen-test", Some(Tier::WordsInOrder));
        check("pen-te", "do a pen test", Some(Tier::WordsInOrder));
        check("pen test", "pentest", None);
        check("c++", "use C++ now", Some(Tier::WordsInOrder));
        check("c++", "use C# now", None);
        check("net", "ASP.NET", Some(Tier::WordsInOrder));
        check(
            "language (comp",
            "visual language (computer)",
            Some(Tier::WordsInOrder),
        );
        check(
            "language comp",
            "visual language (computer)",
            Some(Tier::WordsInOrder),
        );
        check("δικ", "ΔΊΚΤΥΟ", Some(Tier::WordsInOrder));
        check("ware", "software", None);
    }

    #[test]
    fn words_are_nearly_right_or_abbreviated() {
        check(
            "secruity stadards",
            "ICT security standards",
            Some(Tier::Fuzzy),
        );
        check(
            "respond to incidents",
            "incident response",
            Some(Tier::Fuzzy),
        );
        check(
            "dr plan",
            "manage disaster recovery plans",
            Some(Tier::Abbreviation),
        );
        check(
            "ict sec mgmt",
            "ICT security management",
            Some(Tier::Abbreviation),
        );
        check("dr plan", "data recovery", None);
        assert_eq!(Tier::Abbreviation.number(), 7);
    }
}
