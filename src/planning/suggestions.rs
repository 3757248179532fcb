//! What to do next, and what is assumed of the person: short lists, the most useful first.

use super::closeness::nearest_in_skills;
use super::gap::Usefulness;
use crate::catalog::{Catalog, OccupationIx, SkillIx};
use crate::planning::completion::Completion;
use crate::planning::plan::{Plan, Step};
use crate::planning::skill_impact::SkillImpact;
use crate::planning::suggestion::{Reason, Suggestion, Task};
use crate::profile::{Profile, SkillState, States};

/// Progress from which on the move itself is proposed.
const NEARLY: f64 = 0.85;

/// How many neighbours of a role decide whether a skill is odd for it.
const NEIGHBOURS: usize = 10;

/// The most useful things to do in the current step, at most `limit`. The move itself comes first when the step is
/// nearly complete; then milestone, skill and confirmation by turns. Skills are sorted by `impacts`, equal ones by
/// usefulness; without impacts by usefulness alone. Where the goal is reached, what is
/// open there.
pub fn suggest(
    catalog: &Catalog,
    profile: &Profile,
    states: &States,
    plan: &Plan,
    impacts: &[SkillImpact],
    limit: usize,
) -> Vec<Suggestion> {
    if let Some(finish) = Completion::new(catalog, profile, states, plan) {
        return finish.suggestions(limit);
    }
    let Some((at, step)) = plan.current.and_then(|at| Some((at, plan.steps.get(at)?))) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    if step.progress >= NEARLY || step.essential.missing.is_empty() {
        out.push(made_the_move(step));
    }
    let mut milestones = milestones(catalog, states, step).into_iter();
    let mut skills = skills(catalog, states, plan, at, impacts).into_iter();
    let mut confirm = confirm(catalog, profile, states, step).into_iter();
    while out.len() < limit {
        let turn = [milestones.next(), skills.next(), confirm.next()];
        if turn.iter().all(Option::is_none) {
            break;
        }
        out.extend(turn.into_iter().flatten());
    }
    out.truncate(limit);
    out
}

fn made_the_move(step: &Step) -> Suggestion {
    Suggestion {
        task: Task::Step {
            id: step.id.clone(),
            to: step.to,
        },
        reason: Reason::Open(step.essential.missing.len()),
    }
}

/// Open milestones of a step, those first that show most of what is missing in it; the shorter one wins.
fn milestones(catalog: &Catalog, states: &States, step: &Step) -> Vec<Suggestion> {
    let target = catalog.occupation(step.to);
    let open = step.milestones.iter().filter(|m| !m.done);
    let mut found: Vec<_> = open
        .filter_map(|m| catalog.milestone(&m.id))
        .map(|m| {
            let shown: Vec<SkillIx> = m
                .shows()
                .filter(|s| target.requires(*s) && !states.get(*s).is_held())
                .collect();
            (shown, m)
        })
        .collect();
    found.sort_by_key(|(shown, m)| (std::cmp::Reverse(shown.len()), m.months[1], m.hours[1]));
    found
        .into_iter()
        .map(|(shown, m)| Suggestion {
            task: Task::Milestone(m.id.clone()),
            reason: Reason::Shows(shown.len()),
        })
        .collect()
}

/// Skills of the step that the person does not hold, by impact, then by usefulness. Likely ones are left to be
/// confirmed; those being learnt need no proposal, so they come last, as ones to finish.
fn skills(
    catalog: &Catalog,
    states: &States,
    plan: &Plan,
    at: usize,
    impacts: &[SkillImpact],
) -> Vec<Suggestion> {
    let step = &plan.steps[at];
    let later: Vec<OccupationIx> = plan.steps[at + 1..].iter().map(|s| s.to).collect();
    let rank = Usefulness {
        catalog,
        later: &later,
    };
    let open = step.essential.missing.iter().copied();
    let mut open: Vec<SkillIx> = open
        .filter(|s| states.get(*s) != SkillState::Likely)
        .collect();
    let learning = |s: SkillIx| states.get(s) == SkillState::Learning;
    let impact = |s: SkillIx| impacts.iter().find(|l| l.skill == s);
    let worth = |s: SkillIx| impact(s).map(SkillImpact::weight);
    open.sort_by_cached_key(|s| (learning(*s), std::cmp::Reverse(worth(*s))));
    open.into_iter()
        .map(|skill| Suggestion {
            task: Task::Skill(skill),
            reason: Reason::Asked {
                learning: learning(skill),
                impact: impact(skill).cloned(),
                later: rank.later_uses(skill),
            },
        })
        .collect()
}

fn confirm(
    catalog: &Catalog,
    profile: &Profile,
    states: &States,
    step: &Step,
) -> Option<Suggestion> {
    let skills = to_confirm(catalog, profile, states, step);
    let count = |state| skills.iter().filter(|s| states.get(**s) == state).count();
    (!skills.is_empty()).then(|| Suggestion {
        task: Task::Confirm(step.id.clone()),
        reason: Reason::Assumed {
            all: skills.len(),
            likely: count(SkillState::Likely),
            similar: count(SkillState::Missing),
        },
    })
}

/// The skills of a step that a person is asked to confirm or deny: likely ones, and near ones of which they have said
/// nothing. Where there are none, the essential ones that a role alone suggests, least certain first.
pub fn to_confirm(
    catalog: &Catalog,
    profile: &Profile,
    states: &States,
    step: &Step,
) -> Vec<SkillIx> {
    let essential = step.essential.missing.iter().copied();
    let likely = essential.filter(|s| states.get(*s) == SkillState::Likely);
    let mut skills: Vec<SkillIx> = likely.collect();
    for near in step.near.iter().copied() {
        let is_open = states.get(near) == SkillState::Missing && states.claim(near).is_none();
        if is_open && !skills.contains(&near) {
            skills.push(near);
        }
    }
    if skills.is_empty() {
        let target = catalog.occupation(step.to);
        let assumed = assumptions(catalog, profile, states).into_iter();
        skills.extend(assumed.map(|a| a.skill).filter(|s| target.requires(*s)));
    }
    skills
}

/// A skill that a role suggests and of which the person has said nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Assumption {
    pub skill: SkillIx,
    /// The role held that suggests it.
    pub from: OccupationIx,
    /// Held from the role, or likely.
    pub state: SkillState,
}

/// What was assumed, the least certain first: likely skills before those held from a role, in each of these the odd
/// ones first.
///
/// A skill is odd where a role asks for it, similar roles do not, and others do: closed-circuit television for a
/// security technician. Oddness = rarity × (f / (n − 1))² × weight: n occupations ask for the skill, f of them are
/// unrelated (neither this role, nor one of its ten closest in skills, nor another role held), and the weight is that
/// of the state in coverage. A skill that no other occupation asks for is specific to the role, not odd. The square
/// ranks a skill of which half the occupations are similar, such as network routing for a network engineer, behind
/// one that hardly any similar occupation asks for. Of equals the rarer comes first.
pub fn assumptions(catalog: &Catalog, profile: &Profile, states: &States) -> Vec<Assumption> {
    let roles = profile.roles(catalog);
    let families: Vec<(OccupationIx, Vec<OccupationIx>)> = roles
        .iter()
        .map(|role| {
            // Not by titles: what auditors of accounts ask for is odd for an auditor of ICT.
            let near = nearest_in_skills(catalog, *role, NEIGHBOURS);
            let near = near.filter(|o| !roles.contains(o));
            (*role, near.chain(roles.iter().copied()).collect())
        })
        .collect();
    let mut out: Vec<(f64, Assumption)> = Vec::new();
    for skill in catalog.skills() {
        let state = states.get(skill.ix);
        // States supposed for planning ahead have no source; those are no assumption about the person.
        let (SkillState::HeldFromRole | SkillState::Likely, Some(from)) =
            (state, states.source(skill.ix))
        else {
            continue;
        };
        let family = families.iter().find(|(role, _)| *role == from);
        let kin = family.map_or(1, |(_, family)| {
            let asks = |o: &&OccupationIx| {
                let occupation = catalog.occupation(**o);
                occupation.requires(skill.ix) || occupation.accepts(skill.ix)
            };
            family.iter().filter(asks).count()
        });
        let all = skill.asked_by().max(1) as usize;
        let strangers = all.saturating_sub(kin) as f64 / (all - 1).max(1) as f64;
        let odd = skill.rarity() * strangers * strangers * state.weight();
        out.push((
            odd,
            Assumption {
                skill: skill.ix,
                from,
                state,
            },
        ));
    }
    out.sort_by(|(x, a), (y, b)| {
        let rank = |a: &Assumption| {
            let skill = catalog.skill(a.skill);
            (skill.asked_by(), skill.label())
        };
        let is_held = |a: &Assumption| a.state != SkillState::Likely;
        (is_held(a).cmp(&is_held(b)))
            .then_with(|| y.total_cmp(x))
            .then_with(|| rank(a).cmp(&rank(b)))
    });
    out.into_iter().map(|(_, assumption)| assumption).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::CATALOG;
    use crate::planning::forecast::Forecast;
    use crate::planning::route_search::RouteFinder;
    use crate::planning::testing::{begun, derived, flat, now, person};
    use crate::profile::change::{mark, mark_all};
    use crate::profile::{Claim, Record};

    /// Among the first five likely or held assumptions of a role is one whose label contains `word`.
    fn check_odd(code: &str, word: &str) {
        let profile = person(&[code]);
        let states = States::of(&profile, &CATALOG);
        let all = assumptions(&CATALOG, &profile, &states);
        assert!(all.is_sorted_by_key(|a| a.state != SkillState::Likely));
        // The odd ones come first among the likely ones, and among those held.
        let of = |state| all.iter().filter(move |a| a.state == state).take(5);
        let first: Vec<String> = of(SkillState::Likely)
            .chain(of(SkillState::HeldFromRole))
            .map(|a| CATALOG.skill(a.skill).label().to_string())
            .collect();
        assert!(first.iter().any(|l| l.contains(word)), "{code}: {first:?}");
    }

    #[test]
    fn the_oddest_assumptions_stand_first() {
        check_odd("2529.6", "database");
        check_odd("3512.3", "alarm");
        check_odd("2529.7", "building systems");
        check_odd("2511.18", "financial audit");
        check_odd("2523.3", "define technology strategy");
    }

    #[test]
    fn suggestions_mix_kinds_and_keep_the_limit() {
        let profile = person(&["2511.18"]);
        let (states, plan) = derived(&profile);
        let found = suggest(&CATALOG, &profile, &states, &plan, &[], 3);
        let kinds: Vec<_> = found.iter().map(|s| s.task.kind()).collect();
        assert_eq!(kinds, ["milestone", "skill", "confirm"]);
        assert!(suggest(&CATALOG, &profile, &states, &plan, &[], 0).is_empty());
    }

    #[test]
    fn skills_stand_by_what_they_do() {
        let profile = person(&["2511.18"]);
        let (states, plan) = derived(&profile);
        let flat = flat(&CATALOG);
        let roles = profile.roles(&CATALOG);
        let finder = RouteFinder::new(&CATALOG, &flat, &states, &roles);
        let impacts = Forecast::new(&finder, &profile, Some(&plan)).impacts;
        let skills = |impacts: &[SkillImpact]| -> Vec<Suggestion> {
            let all = suggest(&CATALOG, &profile, &states, &plan, impacts, 99);
            all.into_iter()
                .filter(|s| s.task.kind() == "skill")
                .collect()
        };
        let (usual, sorted) = (skills(&[]), skills(&impacts));
        assert_eq!(usual.len(), sorted.len());
        assert_ne!(usual[0].task, sorted[0].task);
        let weight = |s: &Suggestion| {
            let Reason::Asked { impact, .. } = &s.reason else {
                panic!("{s:?}");
            };
            impact.as_ref().map(SkillImpact::weight)
        };
        assert!(sorted.is_sorted_by(|a, b| weight(a) >= weight(b)));
        assert!(sorted.iter().all(|s| weight(s).is_some()));
        assert!(usual.iter().all(|s| weight(s).is_none()));
    }

    #[test]
    fn what_is_being_learnt_is_not_proposed_to_be_learnt() {
        let mut record = begun(&["2511.18"]);
        let open = |record: &Record| {
            let (states, plan) = derived(&record.profile);
            let mut all = suggest(&CATALOG, &record.profile, &states, &plan, &[], 99);
            all.retain(|s| s.task.kind() == "skill");
            all
        };
        let before = open(&record);
        let Task::Skill(first) = before[0].task else {
            panic!("{before:?}");
        };
        mark(&mut record, &CATALOG, first, Some(Claim::Learning), now());
        let after = open(&record);
        assert_eq!(after[0], before[1]);
        let last = after.last().unwrap();
        assert_eq!(last.task, before[0].task);
        assert!(matches!(last.reason, Reason::Asked { learning: true, .. }));
    }

    #[test]
    fn a_finished_route_names_what_is_open() {
        let profile = person(&["2529.1"]);
        let (states, plan) = derived(&profile);
        let found = suggest(&CATALOG, &profile, &states, &plan, &[], 3);
        let kinds: Vec<_> = found.iter().map(|s| s.task.kind()).collect();
        assert_eq!(kinds, ["milestone", "skill", "section"]);
    }

    /// What is proposed to be confirmed for `code`: the skills, and what the proposal says of them.
    fn confirmed(profile: &Profile) -> (Vec<SkillIx>, [usize; 3]) {
        let (states, plan) = derived(profile);
        let step = &plan.steps[plan.current.unwrap()];
        let skills = to_confirm(&CATALOG, profile, &states, step);
        let found = suggest(&CATALOG, profile, &states, &plan, &[], 9);
        let counts = found.iter().find_map(|s| match s.reason {
            Reason::Assumed {
                all,
                likely,
                similar,
            } => Some([all, likely, similar]),
            _ => None,
        });
        (skills, counts.unwrap())
    }

    #[test]
    fn what_is_to_be_confirmed_is_of_the_step_and_counted() {
        // An auditor has likely skills, a corporate risk manager near ones besides.
        for (code, has_similar) in [("2511.18", false), ("2412.3", true)] {
            let (skills, [all, likely, similar]) = confirmed(&person(&[code]));
            assert_eq!((all, similar > 0), (skills.len(), has_similar), "{code}");
            assert_eq!(likely + similar, all, "{code}");
        }
        // Where neither is left, what the roles suggest is asked about, of this step only.
        let mut record = begun(&["2511.18"]);
        let (likely, _) = confirmed(&record.profile);
        mark_all(&mut record, &CATALOG, &likely, Some(Claim::Missing), now());
        let (assumed, counts) = confirmed(&record.profile);
        assert_eq!(counts, [assumed.len(), 0, 0]);
        assert!(assumed.len() < 20, "{}", assumed.len());
    }
}
