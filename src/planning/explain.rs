//! Figures as text, for sentences that are still made here.

use super::gap::leap;

/// A coverage (0 to 1) as a percentage: as [`percent`], but rounded down where rounding would lift it over a leap that it
/// does not reach.
pub fn coverage(coverage: f64) -> String {
    let rounded = (coverage * 100.0).round() / 100.0;
    if leap(rounded) == leap(coverage) {
        percent(coverage)
    } else {
        percent(rounded - 0.01)
    }
}

/// A share (0 to 1) as "38 %". 100 % only when nothing is left, 0 % only when nothing was done.
pub fn percent(share: f64) -> String {
    let rounded = (share * 100.0).round();
    let shown = if share >= 1.0 {
        100.0
    } else if share <= 0.0 {
        0.0
    } else {
        rounded.clamp(1.0, 99.0)
    };
    format!("{shown:.0} %")
}
