//! What is open once the goal is reached: milestones of the route, what panels ask, and the first year in the post.

use itertools::Itertools as _;

use crate::catalog::guide::{Block, Section};
use crate::catalog::milestone::Milestone;
use crate::catalog::practice::PracticeSkill;
use crate::catalog::{Catalog, MilestoneId, OccupationIx};
use crate::planning::plan::Plan;
use crate::planning::suggestion::{Reason, Suggestion, Task};
use crate::profile::{Profile, SkillState, States};

/// The section of the guide that follows the goal of the curated tracks.
const FIRST_YEAR: &str = "the-first-year";

/// What is open for a person who has reached the goal.
#[derive(Clone, Debug)]
pub struct Completion<'a> {
    pub goal: OccupationIx,
    /// Milestones that are not reached. Those of the route; without steps, those of every curated move to the goal.
    pub milestones: Vec<&'a Milestone>,
    /// How many milestones there are, reached or not.
    pub of_milestones: usize,
    /// Skills that panels ask for and the person does not hold.
    pub asked: Vec<&'a PracticeSkill>,
    /// How many skills panels ask for, held or not.
    pub of_asked: usize,
    /// How many essential skills of the goal are held only because of a role.
    pub assumed: usize,
    /// The guide's section about the first year; none for another goal than that of the tracks.
    pub section: Option<&'a Section>,
}

impl<'a> Completion<'a> {
    /// What is open; none while the goal is not reached.
    pub fn new(
        catalog: &'a Catalog,
        profile: &Profile,
        states: &States,
        plan: &Plan,
    ) -> Option<Self> {
        if !plan.is_reached() {
            return None;
        }
        let goal = plan.goal;
        let ids: Vec<&MilestoneId> = if plan.steps.is_empty() {
            let moves = catalog.tracks.transitions.iter();
            let here = moves.filter(|t| t.to.ix == Some(goal));
            here.flat_map(|t| &t.milestones).collect()
        } else {
            let milestones = plan.steps.iter().rev().flat_map(|s| &s.milestones);
            milestones.map(|m| &m.id).collect()
        };
        let ids = ids.into_iter().unique();
        let all: Vec<&Milestone> = ids.filter_map(|id| catalog.milestone(id)).collect();
        let asked = catalog.practice_skills(goal).iter();
        let asked = asked.filter(|p| p.skill.ix.is_some());
        let sections = &catalog.guide.sections;
        let section = sections.iter().find(|s| &*s.id == FIRST_YEAR);
        Some(Self {
            goal,
            of_milestones: all.len(),
            milestones: all
                .into_iter()
                .filter(|m| !profile.milestones.contains_key(&*m.id))
                .collect(),
            of_asked: asked.clone().count(),
            assumed: catalog
                .occupation(goal)
                .essential()
                .iter()
                .filter(|s| states.get(**s) == SkillState::HeldFromRole)
                .count(),
            asked: asked
                .filter(|p| !p.skill.ix.is_some_and(|s| states.get(s).is_held()))
                .collect(),
            section: section.filter(|_| catalog.goal() == Some(goal)),
        })
    }

    /// The points that the guide lists for the first year.
    pub fn first_year(&self) -> Vec<&'a str> {
        let blocks = self.section.map_or(&[][..], |s| &s.blocks);
        let lists = blocks.iter().filter_map(|block| match block {
            Block::Checklist { items } => Some(items),
            _ => None,
        });
        lists.flatten().map(|item| &**item).collect()
    }

    /// What to do next, at most `limit`: milestones and skills by turns, the first year last.
    pub fn suggestions(&self, limit: usize) -> Vec<Suggestion> {
        let milestones = self.milestones.iter().map(|m| Suggestion {
            task: Task::Milestone(m.id.clone()),
            reason: Reason::StillOpen,
        });
        let asked = self.asked.iter().filter_map(|p| {
            Some(Suggestion {
                task: Task::Skill(p.skill.ix?),
                reason: Reason::AskedInPractice(self.goal),
            })
        });
        let section = self.section.map(|section| Suggestion {
            task: Task::Section(section.id.clone()),
            reason: Reason::Checklist(self.first_year().len()),
        });
        let room = limit.saturating_sub(usize::from(section.is_some()));
        let by_turns = milestones.interleave(asked).take(room);
        by_turns.chain(section).take(limit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::CATALOG;
    use crate::planning::testing::{begun, derived, now, person};
    use crate::profile::change;

    /// An auditor with the moves of their route made up to `made`.
    fn auditor(made: usize) -> (Profile, States, Plan) {
        let mut record = begun(&["2511.18"]);
        let (_, before) = derived(&record.profile);
        for step in before.steps.iter().take(made) {
            change::make_move(&mut record, &CATALOG, &step.id, step.to, now());
        }
        let (states, plan) = derived(&record.profile);
        (record.profile, states, plan)
    }

    #[test]
    fn nothing_is_finished_before_the_goal_is_reached() {
        for made in 0..3 {
            let (profile, states, plan) = auditor(made);
            let finish = Completion::new(&CATALOG, &profile, &states, &plan);
            assert!(finish.is_none(), "{made} moves made");
        }
    }

    #[test]
    fn every_open_milestone_is_counted_once_and_the_first_year_comes_last() {
        let (mut profile, states, plan) = auditor(3);
        let all = plan.milestones().1;
        let finish = Completion::new(&CATALOG, &profile, &states, &plan).unwrap();
        assert_eq!((finish.milestones.len(), finish.of_milestones), (all, all));
        assert!(!finish.asked.is_empty() && finish.asked.len() <= finish.of_asked);
        assert_eq!(finish.first_year().len(), 8);
        assert_eq!(finish.assumed, 47);
        for limit in 0..20 {
            let some = finish.suggestions(limit);
            assert_eq!(some.len(), limit);
            let last = some.last().map(|s| s.task.kind());
            assert!(last.is_none_or(|kind| kind == "section"));
        }
        let reached = finish.milestones[0].id.clone();
        profile.milestones.insert(reached, now());
        let finish = Completion::new(&CATALOG, &profile, &states, &plan).unwrap();
        assert_eq!(finish.milestones.len(), all - 1);
    }

    #[test]
    fn whoever_begins_at_the_goal_is_told_what_is_open_there() {
        let profile = person(&["2529.1"]);
        let (states, plan) = derived(&profile);
        assert!(plan.steps.is_empty());
        let finish = Completion::new(&CATALOG, &profile, &states, &plan).unwrap();
        assert!(finish.of_milestones > 0 && finish.section.is_some());
    }
}
