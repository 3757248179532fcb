//! Figures as text: percentages, coverage, leaps, hours. One function for each, so that two places never disagree.

use crate::catalog::{Catalog, OccupationIx, SkillIx};
use crate::planning::gap::{Leap, leap, points};
use crate::profile::{SkillState, States};
use crate::text::thousands;

/// What stands where there is no figure.
pub const NONE: &str = "-";

/// What coverage is, in a sentence.
pub const COVERAGE: &str = "Coverage: share of the essential skills held, each weighted by rarity ln(N / n), likely ones counting half.";

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

/// A coverage, or a dash where none is known.
pub fn coverage_or_none(figure: Option<f64>) -> String {
    figure.map_or_else(|| NONE.to_owned(), coverage)
}

/// "1,850 h".
pub fn hours(hours: u32) -> String {
    format!("{} h", thousands(hours as usize))
}

/// "about 60 h of study".
pub fn study(hours: u32) -> String {
    format!("about {} of study", self::hours(hours))
}

/// "small leap", up to "very large leap".
pub fn leap_word(coverage: f64) -> &'static str {
    match leap(coverage) {
        Some(Leap::Small) => "small leap",
        Some(Leap::Medium) => "medium leap",
        Some(Leap::Large) => "large leap",
        None => "very large leap",
    }
}

/// "46 % = 19.2 of 41.5 rarity points: 6 held, 5 likely at half, 8 missing".
pub fn coverage_formula(catalog: &Catalog, states: &States, occupation: OccupationIx) -> String {
    let points = points(catalog, states, occupation);
    let essential = catalog.occupation(occupation).essential();
    let count = |wanted: fn(SkillState) -> bool| {
        essential.iter().filter(|s| wanted(states.get(**s))).count()
    };
    format!(
        "{} = {:.1} of {:.1} rarity points: {} held, {} likely at half, {} missing",
        coverage(points.share()),
        points.covered,
        points.all,
        count(SkillState::is_held),
        count(|s| s == SkillState::Likely),
        count(|s| matches!(s, SkillState::Missing | SkillState::Learning)),
    )
}

/// "4.61 = ln(3,039 / 30): 30 of 3,039 occupations ask for it".
pub fn rarity_formula(catalog: &Catalog, skill: SkillIx) -> String {
    let skill = catalog.skill(skill);
    let all = thousands(catalog.occupations_in_all() as usize);
    let n = thousands(skill.asked_by() as usize);
    format!(
        "{:.2} = ln({all} / {n}): {n} of {all} occupations ask for it",
        skill.rarity()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_formula_begins_with_the_coverage() {
        let catalog = Catalog::embedded().unwrap();
        let auditor = catalog.occupation_by_code("2511.18").unwrap();
        let manager = catalog.occupation_by_code("2519.2").unwrap();
        let states = States::derive(&catalog, &[auditor], []);
        let formula = coverage_formula(&catalog, &states, manager);
        assert!(formula.starts_with("46 % = "), "{formula}");
        assert!(formula.contains("6 held"), "{formula}");
        assert_eq!(leap_word(0.4629), "small leap");
    }

    #[test]
    fn rounding_never_lifts_a_coverage_over_a_leap() {
        for (figure, expected) in [
            (0.0, "0 %"),
            (0.0001, "1 %"),
            (0.0949, "9 %"),
            (0.0973, "9 %"),
            (0.1, "10 %"),
            (0.2499, "24 %"),
            (0.4499, "44 %"),
            (0.45, "45 %"),
            (0.4629, "46 %"),
            (0.4671, "47 %"),
            (0.9999, "99 %"),
            (1.0, "100 %"),
        ] {
            assert_eq!(coverage(figure), expected, "{figure}");
        }
        assert_eq!(percent(0.0973), "10 %");
    }
}
