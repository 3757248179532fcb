//! How close two occupations are, and what the figure is made of.

use crate::planning::closeness::Closeness;
use crate::wording::figures::percent;

/// The columns of the figures where they have three parts, in their order on screens and in commands.
pub(crate) const HEADS: [&str; 5] = ["shared", "rarity", "meaning", "titles", "mean"];

/// The columns where the figure is one cosine.
pub(crate) const HEADS_OF_ONE: [&str; 2] = ["shared", "rarity"];

/// The heads of the columns; `with_meaning` says whether the figures have three parts.
pub(crate) fn heads(with_meaning: bool) -> &'static [&'static str] {
    if with_meaning { &HEADS } else { &HEADS_OF_ONE }
}

/// The figures of two occupations as the columns have them; `shared` is how many skills both ask for.
pub(crate) fn cells(closeness: Closeness, shared: usize) -> Vec<String> {
    let mut cells = vec![shared.to_string(), percent(closeness.rarity)];
    if let Some(meaning) = closeness.meaning {
        let more = [meaning.skills, meaning.titles, closeness.mean()];
        cells.extend(more.map(percent));
    }
    cells
}

/// What the figures of a catalogue are.
pub(crate) fn explanation(with_meaning: bool) -> &'static str {
    if with_meaning {
        "The mean of three cosines (derived): skills in common, weighed by rarity, essential 1, optional ½ · skills close in \
         meaning · titles close in meaning."
    } else {
        "The cosine of skills in common, weighed by rarity, essential 1, optional ½ (derived). Meaning is known of English \
         labels only."
    }
}
