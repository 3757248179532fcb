//! A query: what was typed, folded and cut into words. Labels are cut in the same way.

use crate::text::{self, words};

/// The most characters of a query that are searched for; the time of a search grows with its query.
pub const MAX_QUERY_CHARS: usize = 200;

/// A query is matched word by word by its first words only; each costs a pass over the vocabulary.
const MAX_WORDS: usize = 12;

/// A query of fewer letters stands inside words and among initials by chance.
const SHORT: usize = 5;

/// Words that say nothing of what is looked for.
const STOP_WORDS: [&str; 19] = [
    "a", "an", "and", "at", "by", "for", "from", "in", "into", "my", "of", "on", "or", "our",
    "the", "their", "to", "with", "your",
];

/// Stop words without which a query means the same: `manage a budget`, `train our staff`.
const FUNCTION_WORDS: [&str; 10] = [
    "a", "an", "for", "my", "of", "our", "the", "their", "to", "your",
];

/// The part of what was typed that is searched for.
pub fn searched(typed: &str) -> &str {
    match typed.char_indices().nth(MAX_QUERY_CHARS) {
        Some((end, _)) => typed.get(..end).unwrap_or(typed),
        None => typed,
    }
}

/// What to say of a query that was cut, if it was.
pub fn cut_note(typed: &str) -> Option<String> {
    (searched(typed).len() < typed.len())
        .then(|| format!("only the first {MAX_QUERY_CHARS} characters are searched for"))
}

/// The words of a folded text that say what it is about.
pub(crate) fn content_words(folded: &str) -> impl Iterator<Item = &str> {
    words(folded).filter(|word| is_content(word))
}

fn is_content(word: &str) -> bool {
    let is_letter = word.len() == 1 && word.as_bytes()[0].is_ascii_alphabetic();
    !is_letter && !is_stop_word(word)
}

pub(crate) fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.contains(&word)
}

/// The parts of a folded text without its function words. The last part stays, since it may be the beginning of another
/// word, and all stay where nothing else would.
fn without_function_words(folded: &str) -> Vec<&str> {
    let parts: Vec<&str> = folded.split_whitespace().collect();
    let last = parts.len().saturating_sub(1);
    let is_kept = |at: usize, part: &str| at == last || !FUNCTION_WORDS.contains(&part);
    let kept = parts
        .iter()
        .enumerate()
        .filter(|(at, part)| is_kept(*at, part));
    let kept: Vec<&str> = kept.map(|(_, part)| *part).collect();
    if kept.iter().any(|part| content_words(part).next().is_some()) {
        kept
    } else {
        parts
    }
}

/// Initials with dots as one word: `c.i.s.o.` is `ciso`.
fn join_initials(part: &str) -> String {
    let letters = || part.split('.').filter(|letter| !letter.is_empty());
    let is_letter =
        |letter: &str| letter.chars().all(char::is_alphabetic) && letter.chars().nth(1).is_none();
    if !part.starts_with('.') && letters().all(is_letter) && letters().nth(1).is_some() {
        letters().collect()
    } else {
        part.to_owned()
    }
}

/// A folded query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Query {
    /// The parts with one space between them.
    typed: String,
    /// The same without the function words.
    text: String,
    words: Vec<QueryWord>,
}

/// A run of letters and digits in a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QueryWord {
    pub(crate) text: String,
    /// Whether it says what is looked for. A lone letter does not: so many words begin with it, and of `c++` it is all
    /// that is left.
    pub(crate) is_content: bool,
    /// Whether another word follows, so that it is no longer being typed.
    pub(crate) is_complete: bool,
    /// Whether it may be misspelt although labels have it: a few labels are misspelt too.
    pub(crate) is_doubted: bool,
}

impl Query {
    /// Folds what was typed, as far as it is searched for.
    pub(crate) fn new(typed: &str) -> Self {
        let folded = text::fold(&text::normalize(searched(typed)));
        let parts: Vec<String> = folded.split_whitespace().map(join_initials).collect();
        // Folding can make several letters of one.
        let typed = searched(&parts.join(" ")).trim_end().to_owned();
        let text = without_function_words(&typed).join(" ");
        let mut all: Vec<QueryWord> = Vec::new();
        for word in words(&text) {
            if all.len() < MAX_WORDS && all.iter().all(|known| known.text != word) {
                all.push(QueryWord {
                    text: word.to_owned(),
                    is_content: is_content(word),
                    is_complete: false,
                    is_doubted: false,
                });
            }
        }
        let before_last = all.len().saturating_sub(1);
        for word in &mut all[..before_last] {
            word.is_complete = true;
        }
        Self {
            typed,
            text,
            words: all,
        }
    }

    /// The same query with those words doubted that may be misspelt; none where no word may.
    pub(crate) fn doubting(&self, may_be_misspelt: impl Fn(&str) -> bool) -> Option<Self> {
        let mut doubting = self.clone();
        for word in &mut doubting.words {
            word.is_doubted = may_be_misspelt(&word.text);
        }
        let is_doubted = doubting.words.iter().any(|word| word.is_doubted);
        is_doubted.then_some(doubting)
    }

    /// Whether a folded label says the same, function words aside.
    pub(crate) fn equals(&self, label: &str) -> bool {
        label == self.text
            || label == self.typed
            || (label.len() > self.text.len()
                && without_function_words(label).into_iter().eq(self.parts()))
    }

    /// The query with its function words.
    pub(crate) fn typed(&self) -> &str {
        &self.typed
    }

    /// The query without its function words.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The parts between spaces, signs included.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &str> {
        self.text.split_whitespace()
    }

    /// The runs of letters and digits, each once.
    pub(crate) fn words(&self) -> &[QueryWord] {
        &self.words
    }

    /// The words that say what is looked for.
    pub(crate) fn content(&self) -> impl Iterator<Item = &QueryWord> {
        self.words.iter().filter(|word| word.is_content)
    }

    /// The parts that a sign makes another name: `.net`, `c#`, `notepad++`.
    pub(crate) fn signed_parts(&self) -> impl Iterator<Item = &str> {
        let has_letter = |part: &&str| part.contains(char::is_alphanumeric);
        let parts = self.parts().filter(has_letter);
        parts.filter(|part| part.starts_with('.') || part.ends_with(['+', '#']))
    }

    /// Whether it is so short that it stands inside words and among initials by chance.
    pub(crate) fn is_short(&self) -> bool {
        let has_sign = self.signed_parts().next().is_some();
        !has_sign && self.text.chars().filter(|c| c.is_alphanumeric()).count() < SHORT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_no_longer_than_is_searched_for() {
        let typed = "risk ".repeat(1000);
        assert_eq!(Query::new(&typed), Query::new(searched(&typed)));
        for letters in ["ß", "ﷺ", "e\u{301}", "x"] {
            let query = Query::new(&letters.repeat(1000));
            assert!(query.text().chars().count() <= MAX_QUERY_CHARS, "{letters}");
        }
    }

    #[test]
    fn stop_words_and_lone_letters_have_no_content() {
        let content = |query: &str| -> Vec<String> {
            let words = Query::new(query).words;
            let content = words.into_iter().filter(|w| w.is_content);
            content.map(|w| w.text).collect()
        };
        assert_eq!(
            content("Respond to  incidents in the the"),
            ["respond", "incidents"]
        );
        assert!(content("to the").is_empty() && content("c++").is_empty());
        assert_eq!(content("vitamin c"), ["vitamin"]);
    }

    #[test]
    fn function_words_do_not_matter() {
        let check = |typed: &str, text: &str| assert_eq!(Query::new(typed).text(), text, "{typed}");
        check("manage a budget", "manage budget");
        check("the right to audit", "right audit");
        check("train our", "train our");
        check("to the", "to the");
        let query = Query::new("lead the team");
        assert!(
            query.equals("lead a team")
                && query.equals("lead team")
                && query.equals("lead the team")
        );
        assert!(!query.equals("lead a team of experts") && !query.equals("lead"));
    }

    #[test]
    fn initials_with_dots_are_one_word() {
        let check = |typed: &str, text: &str| assert_eq!(Query::new(typed).text(), text);
        check("C.I.S.O.", "ciso");
        check("an I.T. auditor", "it auditor");
        check("ASP.NET", "asp.net");
        check(".c", ".c");
    }
}
