//! The effort of a milestone in words.

use crate::catalog::milestone::Milestone;

/// "12–20 hours".
pub fn hours(milestone: &Milestone) -> String {
    format!("{} hours", range(milestone.hours))
}

/// "2–4 months".
pub fn months(milestone: &Milestone) -> String {
    format!("{} months", range(milestone.months))
}

fn range([least, most]: [u16; 2]) -> String {
    if least == most {
        return least.to_string();
    }
    format!("{least}–{most}")
}
