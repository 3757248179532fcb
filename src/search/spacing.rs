//! Queries with a space too many or too few: "cyber security" for "cybersecurity", "riskmanagement" for "risk management".

use super::index::Index;
use super::query::Query;

/// Words of fewer letters are not cut out of a longer one.
const MIN_PART: usize = 3;

/// The same query with two of its words joined to one that labels have, or with a word that none has cut into two that they
/// have.
pub(crate) fn spaced_otherwise(index: &Index, query: &Query) -> Vec<Query> {
    let words: Vec<&str> = query.text().split(' ').collect();
    let has = |word: &str| index.words().has(word) || index.terms().has(word);
    let mut others = Vec::new();
    for (at, pair) in words.windows(2).enumerate() {
        let joined = pair.concat();
        if has(&joined) {
            others.push(
                [&words[..at], &[joined.as_str()], &words[at + 2..]]
                    .concat()
                    .join(" "),
            );
        }
    }
    for (at, word) in words
        .iter()
        .enumerate()
        .filter(|(_, word)| !index.is_known(word))
    {
        let ends = word.char_indices().map(|(end, _)| end);
        let cuts = ends.map(|end| word.split_at(end));
        let mut cuts = cuts.filter(|(a, b)| a.len() >= MIN_PART && b.len() >= MIN_PART);
        if let Some((first, second)) = cuts.find(|(a, b)| has(a) && has(b)) {
            others.push(
                [&words[..at], &[first, second], &words[at + 1..]]
                    .concat()
                    .join(" "),
            );
        }
    }
    others.iter().map(|text| Query::new(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::entry::Entry;
    use super::*;

    #[test]
    fn words_are_joined_and_cut_where_labels_have_the_result() {
        let entry = |preferred| Entry {
            preferred,
            ..Entry::default()
        };
        let index = Index::build(["cybersecurity risk", "risk management"].map(entry));
        let check = |query: &str, expected: &[&str]| {
            let others = spaced_otherwise(&index, &Query::new(query));
            let texts: Vec<&str> = others.iter().map(Query::text).collect();
            assert_eq!(texts, expected, "{query}");
        };
        check("cyber security risk", &["cybersecurity risk"]);
        check("riskmanagement", &["risk management"]);
        check("risk management", &[]);
        check("riskmanager", &[]);
    }
}
