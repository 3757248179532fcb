//! How close two occupations are, and what the figure is made of.

use crate::planning::closeness::Closeness;
use crate::wording::figures::percent;

/// The cosines behind a figure: skills by name, skills in meaning, titles in meaning. Empty where the figure is one
/// cosine.
pub(crate) fn parts(closeness: Closeness) -> String {
    let meaning = closeness.meaning.iter();
    let parts = meaning.flat_map(|m| [closeness.rarity, m.skills, m.titles]);
    let parts: Vec<String> = parts.map(|p| format!("{:>4}", percent(p))).collect();
    parts.join(" ")
}

/// What the figures of a catalogue are; `with_meaning` says whether they have three parts.
pub(crate) fn explanation(with_meaning: bool) -> &'static str {
    if with_meaning {
        "The mean of three cosines: skills by name, skills in meaning, titles in meaning. Skills weigh their rarity: \
         essential 1, optional ½."
    } else {
        "Cosine of what both ask for, weighted by rarity: essential 1, optional ½. Meaning is known of English labels only."
    }
}
