//! Sentences for figures: every share can be asked how it came about.

use super::gap::{Leap, leap, points};
use super::route::{Plan, Step};
use crate::catalog::{Catalog, OccupationIx, SkillIx};
use crate::profile::{SkillState, States};
use crate::text::plural;

/// A coverage as it is shown beside its leap: "46 %", as [`share`] has it; "under 10 %" where rounding would lift it over
/// a leap that it does not reach.
pub fn figure(coverage: f64) -> String {
    let rounded = (coverage * 100.0).round() / 100.0;
    match leap(rounded) {
        Some(reached) if leap(coverage) != Some(reached) => {
            format!("under {}", share(reached.least()))
        }
        _ => share(coverage),
    }
}

/// A share (0 to 1) as "38 %". 100 % only when nothing is left, 0 % only when nothing was done.
pub fn share(share: f64) -> String {
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

/// The same, five characters wide: " 38 %".
pub fn percent(share: f64) -> String {
    format!("{:>5}", self::share(share))
}

/// Where somebody is on their route: "step 1 of 3".
pub fn place(plan: &Plan) -> String {
    match (plan.current, plan.steps.len()) {
        (Some(at), all) => format!("step {} of {all}", at + 1),
        (None, 0) => "goal reached".to_owned(),
        (None, all) => format!("{all} of {all} steps made"),
    }
}

/// What somebody has of a step now, in counts: "6 of 19 essential skills, 0 of 6 milestones".
pub fn counts(step: &Step) -> String {
    let share = &step.essential;
    let skills = plural(share.needed, "essential skill", "essential skills");
    let mut out = format!("{} of {skills}", share.held);
    if !step.milestones.is_empty() {
        let reached = step.milestones.iter().filter(|m| m.done).count();
        let milestones = plural(step.milestones.len(), "milestone", "milestones");
        out = format!("{out}, {reached} of {milestones}");
    }
    out
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
        assert!(sentence.starts_with("46 % = "), "{sentence}");
        assert!(sentence.contains("6 held"), "{sentence}");
        assert_eq!(leap_word(0.4629), "small leap");
        assert_eq!(figure(0.4629), "46 %");
        assert_eq!(figure(0.0973), "under 10 %", "never let rounding decide");
        assert_eq!(share(0.0973), "10 %");
        assert_eq!(figure(0.4499), "under 45 %");
        assert_eq!(
            (figure(0.0001), figure(0.9999)),
            ("1 %".into(), "99 %".into())
        );
        assert_eq!((figure(0.0), figure(1.0)), ("0 %".into(), "100 %".into()));
    }
}
