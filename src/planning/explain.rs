//! Sentences for figures: every share can be asked how it came about.

use super::gap::{Leap, leap, points};
use super::route::Step;
use crate::catalog::{Catalog, OccupationIx, SkillIx};
use crate::profile::{SkillState, States};

/// A coverage as it is shown: two digits, or three where rounding would lift it over a leap that it does not reach
/// (0.097 is under the large leap; 0.10 would not be).
pub fn figure(coverage: f64) -> String {
    let rounded = (coverage * 100.0).round() / 100.0;
    if leap(rounded) == leap(coverage) {
        format!("{coverage:.2}")
    } else {
        format!("{coverage:.3}")
    }
}

/// A share (0 to 1) as " 38 %", five characters wide. 100 % only when nothing is left, 0 % only when nothing was done.
pub fn percent(share: f64) -> String {
    let rounded = (share * 100.0).round();
    let shown = if share >= 1.0 {
        100.0
    } else if share <= 0.0 {
        0.0
    } else {
        rounded.clamp(1.0, 99.0)
    };
    format!("{shown:>3.0} %")
}

/// Coverage of where a step leads as words: now, and on arrival where the steps before it add to that.
pub fn coverages(catalog: &Catalog, states: &States, step: &Step) -> String {
    let now = super::gap::coverage(catalog, states, step.to);
    let [now, then] = [now, step.coverage].map(figure);
    if step.done {
        format!("coverage now {now}")
    } else if now == then {
        format!("coverage on arrival {then}")
    } else {
        format!("coverage now {now}, on arrival {then}")
    }
}

/// What the percentage of a step is, in a sentence.
pub const PROGRESS: &str = "Progress of a step: 0.7 × coverage now + 0.3 × milestones reached; of the route: the mean of its steps.";

/// "small leap", up to "very large leap".
pub fn leap_word(coverage: f64) -> &'static str {
    match leap(coverage) {
        Some(Leap::Small) => "small leap",
        Some(Leap::Medium) => "medium leap",
        Some(Leap::Large) => "large leap",
        None => "very large leap",
    }
}

/// "0.46 = 19.2 of 41.5 rarity points: 6 held, 5 likely at half, 8 missing".
pub fn coverage(catalog: &Catalog, states: &States, occupation: OccupationIx) -> String {
    let points = points(catalog, states, occupation);
    let essential = catalog.occupation(occupation).essential();
    let count = |wanted: fn(SkillState) -> bool| {
        essential.iter().filter(|s| wanted(states.get(**s))).count()
    };
    format!(
        "{} = {:.1} of {:.1} rarity points: {} held, {} likely at half, {} missing",
        figure(points.share()),
        points.covered,
        points.all,
        count(SkillState::is_held),
        count(|s| s == SkillState::Likely),
        count(|s| matches!(s, SkillState::Missing | SkillState::Learning)),
    )
}

/// "rarity 4.61 = ln(3,039 / 30): 30 of 3,039 occupations ask for it".
pub fn rarity(catalog: &Catalog, skill: SkillIx) -> String {
    let skill = catalog.skill(skill);
    let all = crate::text::grouped(catalog.occupations_in_all() as usize);
    let n = skill.asked_by();
    format!(
        "rarity {:.2} = ln({all} / {n}): {n} of {all} occupations ask for it",
        skill.rarity()
    )
}

/// What closeness is, in a sentence.
pub const CLOSENESS: &str = "Closeness: rarity-weighted cosine of the two skill lists, essential 1, optional ½; 1 is the same.";

/// What coverage is, in a sentence.
pub const COVERAGE: &str = "Coverage: share of the essential skills held, each weighted by rarity ln(N / n), likely ones counting half.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_of_a_sentence_agree_with_coverage() {
        let catalog = Catalog::embedded().unwrap();
        let auditor = catalog.occupation_by_code("2511.18").unwrap();
        let manager = catalog.occupation_by_code("2519.2").unwrap();
        let states = States::derive(&catalog, &[auditor], []);
        let sentence = coverage(&catalog, &states, manager);
        assert!(sentence.starts_with("0.46 = "), "{sentence}");
        assert!(sentence.contains("6 held"), "{sentence}");
        assert_eq!(leap_word(0.4629), "small leap");
        assert_eq!(figure(0.4629), "0.46");
        assert_eq!(figure(0.0973), "0.097", "never let rounding decide");
    }
}
