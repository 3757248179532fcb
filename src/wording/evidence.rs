//! Evidence in one line.

use crate::profile::Evidence;

/// Why a text is not the day of a piece of evidence.
pub(crate) const NOT_A_DATE: &str =
    "this is not a date; write it as year-month-day, such as 2026-03-31";

/// Everything that a piece of evidence says except its date.
pub(crate) fn line(piece: &Evidence) -> String {
    let mut out = vec![piece.note.clone()];
    out.extend(piece.part.map(|part| part.word().to_owned()));
    if piece.exercised {
        out.push("exercised".to_owned());
    }
    let named = [
        ("scope", &piece.scope),
        ("outcome", &piece.outcome),
        ("confirmed by", &piece.confirmed_by),
        ("see", &piece.link),
    ];
    let named = named.into_iter().filter(|(_, text)| !text.is_empty());
    out.extend(named.map(|(name, text)| format!("{name}: {text}")));
    out.join("; ")
}
