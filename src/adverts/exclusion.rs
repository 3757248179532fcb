//! What an advert says that its post does not include, each item of a list.

use std::ops::Range;

use super::clause::clause;
use super::phrasing::Phrasing;
use super::section::Section;
use super::sentence::Sentence;
use crate::posting::overlap;

/// The places of what the sentence leaves out, in bytes.
pub(super) fn excluded(sentence: &Sentence<'_>, phrasing: &Phrasing) -> Vec<Range<usize>> {
    let text = sentence.text;
    if sentence.section == Section::Excluded {
        return std::iter::once(0..text.len()).collect();
    }
    let phrases = &phrasing.exclusion;
    let behind = phrases.before.find_all(text).map(|at| {
        let clause = clause(text, at.end);
        let list = text.get(at.end..clause.end).unwrap_or_default();
        let end = phrases.ends.find(list).map_or(list.len(), |end| end.start);
        at.start..at.end + end
    });
    let before = phrases.after.find_all(text).map(|at| {
        let clause = clause(text, at.start);
        let list = text.get(clause.start..at.start).unwrap_or_default();
        // Behind "you" and a verb only the last part of the sentence is left out.
        let start = if phrases.ends.is_in(list) {
            list.rfind(',').unwrap_or(list.len())
        } else {
            0
        };
        clause.start + start..at.end
    });
    behind.chain(before).collect()
}

/// Whether the words there are of what the sentence leaves out.
pub(super) fn is_excluded(sentence: &Sentence<'_>, phrasing: &Phrasing, at: &Range<usize>) -> bool {
    let ranges = excluded(sentence, phrasing);
    ranges.iter().any(|range| overlap(range, at))
}

#[cfg(test)]
mod tests {
    use super::super::phrasing::phrasing;
    use super::*;

    #[test]
    fn every_item_of_a_list_is_left_out() {
        let places = |text: &'static str| -> Vec<&str> {
            let section = Section::Duties;
            let sentence = Sentence {
                text,
                start: 0,
                section,
            };
            let found = excluded(&sentence, phrasing().unwrap());
            found.into_iter().filter_map(|at| text.get(at)).collect()
        };
        for whole in [
            "Not included: people management, vendor risk (Procurement does that) and privacy (Legal does that)",
            "does not include vendor risk or people management",
            "not be responsible for people management, vendor risk or privacy",
            "Privacy, vendor risk and people management are not part of this role",
            "not part of this role: privacy, vendor risk and people management",
            "Privacy, vendor risk and audits sit with other teams",
            "Vendor risk, privacy and training fall outside the scope of this role",
            "Nicht zu Ihren Aufgaben gehören Datenschutz, Einkauf und Lieferanten",
            "nicht verantwortlich für Datenschutz, Einkauf oder Lieferanten",
        ] {
            assert_eq!(places(whole), [whole]);
        }
        assert_eq!(
            places("It does not include privacy, but you run the ISMS."),
            ["does not include privacy, "]
        );
        assert_eq!(
            places("You run the ISMS, privacy is not part of your remit."),
            [", privacy is not part of your remit"]
        );
        assert!(places("You are not only responsible for privacy.").is_empty());
    }
}
