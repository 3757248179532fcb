//! Which letters of a label a query matched.

use std::ops::Range;

use super::fuzzy_words::{MAX_FUZZY, NO_MATCH, Reading, WordMatcher};
use super::query::{Query, is_stop_word};
use super::tier::{Tier, start, starts_in_order};
use crate::text::{fold_with_origins, words};

/// The chars of `label` (as shown) that `query` matched in this tier, ascending: the words that it begins, else the
/// place where it stands inside, else the words that are nearly its own, or what it abbreviates if it matched as an
/// abbreviation. Empty when nothing matches.
pub fn positions(query: &str, label: &str, tier: Tier) -> Vec<usize> {
    let query = Query::new(query);
    if query.is_empty() {
        return Vec::new();
    }
    let (folded, origins) = fold_with_origins(label);
    let mut matched: Vec<usize> = matched_bytes(&query, &folded, tier)
        .into_iter()
        .flat_map(|range| &origins[range])
        .copied()
        .collect();
    matched.sort_unstable();
    matched.dedup();
    matched
}

/// The parts of a folded label that a query matched.
fn matched_bytes(query: &Query, label: &str, tier: Tier) -> Vec<Range<usize>> {
    let starts = starts_in_order(query, label);
    let starts = starts.or_else(|| query.parts().map(|part| start(label, part)).collect());
    if let Some(starts) = starts {
        let parts = starts.into_iter().zip(query.parts());
        return parts.map(|(at, part)| at..at + part.len()).collect();
    }
    if let Some(at) = label.find(query.text()) {
        return std::iter::once(at..at + query.text().len()).collect();
    }
    let content = query.words().iter().filter(|word| word.is_content);
    content
        .flat_map(|word| matched_word(&word.text, label, tier))
        .collect()
}

/// The parts of a folded label that answer one word of a query.
fn matched_word(asked: &str, label: &str, tier: Tier) -> Vec<Range<usize>> {
    let place = |word: &str| word.as_ptr() as usize - label.as_ptr() as usize;
    let is_known = words(label).any(|word| word.starts_with(asked));
    let reading = Reading {
        is_known,
        is_whole: false,
    };
    let mut matcher = WordMatcher::new(asked, reading);
    let costs = words(label).map(|word| (matcher.cost(word), word));
    let Some((cost, word)) = costs.min_by_key(|(cost, _)| *cost) else {
        return Vec::new();
    };
    let at = place(word);
    match cost {
        0 => std::iter::once(at..at + asked.len()).collect(),
        1..=MAX_FUZZY => std::iter::once(at..at + word.len()).collect(),
        // Elsewhere the initials of words, and letters within one, agree by chance.
        _ if tier != Tier::Abbreviation => Vec::new(),
        NO_MATCH => {
            let initials: Vec<(usize, char)> = words(label)
                .filter(|word| !is_stop_word(word))
                .filter_map(|word| Some((place(word), word.chars().next()?)))
                .collect();
            let length = asked.chars().count();
            let mut windows = initials.windows(length);
            let matching =
                windows.find(|initials| initials.iter().map(|(_, c)| *c).eq(asked.chars()));
            let letters = matching.unwrap_or_default().iter();
            letters.map(|(at, c)| *at..at + c.len_utf8()).collect()
        }
        _ => {
            let mut letters = word.char_indices();
            let next = |wanted| letters.find(|(_, c)| *c == wanted);
            let chosen = asked.chars().filter_map(next);
            chosen
                .map(|(from, c)| at + from..at + from + c.len_utf8())
                .collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Tier, positions};

    #[track_caller]
    fn check(query: &str, label: &str, expected: &str) {
        check_in(Tier::Abbreviation, query, label, expected);
    }

    /// Compares the label with its matched chars in brackets.
    #[track_caller]
    fn check_in(tier: Tier, query: &str, label: &str, expected: &str) {
        let matched = positions(query, label, tier);
        let mark = |(at, c)| {
            if matched.contains(&at) {
                format!("[{c}]")
            } else {
                String::from(c)
            }
        };
        let shown: String = label.chars().enumerate().map(mark).collect();
        assert_eq!(shown.replace("][", ""), expected);
    }

    #[test]
    fn words_are_lit_where_they_begin() {
        check("ict sec", "manage ICT security", "manage [ICT] [sec]urity");
        check("sec man", "manage ICT security", "[man]age ICT [sec]urity");
        check("gdpr", "GDPR", "[GDPR]");
        check("ware", "software", "soft[ware]");
        check("", "software", "software");
        check("qqq", "software", "software");
    }

    #[test]
    fn words_that_are_nearly_right_are_lit_whole() {
        check(
            "secruity stadards",
            "ICT security standards",
            "ICT [security] [standards]",
        );
        check(
            "respond to incidents",
            "incident response",
            "[incident] [response]",
        );
    }

    #[test]
    fn the_letters_of_an_abbreviation_are_lit() {
        check(
            "dr plan",
            "manage disaster recovery plans",
            "manage [d]isaster [r]ecovery [plan]s",
        );
        check("cs", "chief of security", "[c]hief of [s]ecurity");
        check("scrty", "die Sécurity", "die [S]é[c]u[r]i[ty]");
        for tier in [Tier::Meaning, Tier::Partial, Tier::Fuzzy] {
            check_in(
                tier,
                "is it secure",
                "ICT security risks",
                "ICT [security] risks",
            );
        }
    }

    #[test]
    fn matched_chars_are_those_of_the_label_as_shown() {
        check("acces", "Contrôle d'accès", "Contrôle d'[accès]");
        check("strasse", "die Straße", "die [Straße]");
        check("ae", "e\u{301}ae\u{301}", "e\u{301}[ae]\u{301}");
        check("cafe", "世界 CAFÉ 🎉", "世界 [CAFÉ] 🎉");
    }
}
