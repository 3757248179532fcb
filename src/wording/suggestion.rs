//! Suggestions in sentences: what to do, and why in a line.

use super::impact;
use crate::catalog::Catalog;
use crate::planning::suggestion::{Reason, Suggestion, Task};
use crate::text::plural;

pub fn title(catalog: &Catalog, suggestion: &Suggestion) -> String {
    match &suggestion.task {
        Task::Skill(skill) => catalog.skill(*skill).label().to_string(),
        Task::Milestone(id) => {
            let milestone = catalog.milestone(id);
            milestone.map_or_else(|| id.to_string(), |m| m.title.to_string())
        }
        Task::Step { to, .. } => {
            format!("Make the move to {}", catalog.occupation(*to).label())
        }
        Task::Confirm(_) => {
            let (count, what) = match suggestion.reason {
                Reason::Assumed { all, similar, .. } if similar > 0 => (all, "possible"),
                Reason::Assumed { all, likely, .. } if likely > 0 => (all, "likely"),
                Reason::Assumed { all, .. } => (all, "assumed"),
                _ => (0, "assumed"),
            };
            let [one, several] = ["skill", "skills"].map(|noun| format!("{what} {noun}"));
            format!("Confirm {}", plural(count, &one, &several))
        }
        Task::Section(id) => {
            let mut sections = catalog.guide.sections.iter();
            let section = sections.find(|s| *s.id == **id);
            let title = section.map_or(&**id, |s| &*s.title);
            format!("Read \u{201c}{title}\u{201d}")
        }
    }
}

/// Why, without a full stop.
pub fn reason(catalog: &Catalog, suggestion: &Suggestion) -> String {
    match &suggestion.reason {
        Reason::Open(0) => "you hold every essential skill of it".to_owned(),
        Reason::Open(open) => format!(
            "only {} open",
            plural(*open, "essential skill is", "essential skills are")
        ),
        Reason::Shows(skills) => {
            let Task::Milestone(id) = &suggestion.task else {
                return String::new();
            };
            let needs = catalog.milestone(id).map_or("", |m| &*m.needs);
            if *skills == 0 {
                return format!("needs {needs}");
            }
            let skills = plural(*skills, "skill of the step", "skills of the step");
            format!("shows {skills}; needs {needs}")
        }
        // The holder of the post needs no superior: what is missing is something to show.
        Reason::StillOpen => "still open: evidence that panels ask for".to_owned(),
        Reason::Asked {
            learning,
            impact,
            later,
        } => {
            let asked = match impact {
                Some(impact) => impact::sentence(impact),
                None => demand(catalog, &suggestion.task, *later),
            };
            if *learning {
                format!("you are learning it: mark it held when you can show it; {asked}")
            } else {
                asked
            }
        }
        Reason::AskedInPractice(occupation) => {
            let practice = catalog.practice_skills(*occupation).iter();
            let mut why =
                practice.filter(|p| p.skill.ix.map(Task::Skill).as_ref() == Some(&suggestion.task));
            let why = why.next().map_or("", |p| &*p.why);
            format!("{}: {why}", catalog.practice.title)
        }
        Reason::Assumed {
            likely, similar, ..
        } => {
            if *similar > 0 {
                let similar = plural(*similar, "similar skill", "similar skills");
                let likely = match likely {
                    0 => String::new(),
                    n => format!("{n} likely, "),
                };
                format!("{likely}{similar} that you may know by another name")
            } else if *likely > 0 {
                "they count half until confirmed or denied".to_owned()
            } else {
                "this step asks for them, and only your roles suggest them".to_owned()
            }
        }
        Reason::Checklist(points) => {
            format!(
                "a checklist of {} in the guide",
                plural(*points, "point", "points")
            )
        }
        Reason::Learning => "you are learning it".to_owned(),
        Reason::Held => "you hold it now".to_owned(),
    }
}

/// "required by 12 roles; 2 later steps ask for it".
fn demand(catalog: &Catalog, task: &Task, later: usize) -> String {
    let Task::Skill(skill) = task else {
        return String::new();
    };
    let roles = catalog.skill(*skill).essential_for().len();
    let roles = plural(roles, "role", "roles");
    match later {
        0 => format!("required by {roles}"),
        n => format!(
            "required by {roles}; {} for it",
            plural(n, "later step asks", "later steps ask")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::SkillIx;

    #[track_caller]
    fn check(task: Task, reason: Reason, expected: (&str, &str)) {
        let catalog = Catalog::embedded().unwrap();
        let suggestion = Suggestion { task, reason };
        let said = super::reason(&catalog, &suggestion);
        assert_eq!((&*title(&catalog, &suggestion), &*said), expected);
    }

    #[test]
    fn skills_to_confirm_are_called_by_what_is_least_certain_of_them() {
        let confirm = || Task::Confirm("step".into());
        let assumed = |likely, similar| Reason::Assumed {
            all: 6,
            likely,
            similar,
        };
        let said = "2 likely, 4 similar skills that you may know by another name";
        check(
            confirm(),
            assumed(2, 4),
            ("Confirm 6 possible skills", said),
        );
        let said = "they count half until confirmed or denied";
        check(confirm(), assumed(6, 0), ("Confirm 6 likely skills", said));
        let said = "this step asks for them, and only your roles suggest them";
        check(confirm(), assumed(0, 0), ("Confirm 6 assumed skills", said));
    }

    #[test]
    fn a_skill_that_is_learnt_is_suggested_to_be_finished() {
        let catalog = Catalog::embedded().unwrap();
        let skill = SkillIx(0);
        let asked = Reason::Asked {
            learning: true,
            impact: None,
            later: 2,
        };
        let roles = catalog.skill(skill).essential_for().len();
        let roles = plural(roles, "role", "roles");
        let said = format!(
            "you are learning it: mark it held when you can show it; required by {roles}; 2 later steps ask for it"
        );
        check(
            Task::Skill(skill),
            asked,
            (catalog.skill(skill).label(), &said),
        );
    }

    #[test]
    fn a_milestone_says_what_it_shows_and_needs() {
        let catalog = Catalog::embedded().unwrap();
        let milestone = &catalog.milestones[0];
        let (title, needs) = (&*milestone.title, &milestone.needs);
        let task = || Task::Milestone(milestone.id.clone());
        let said = format!("shows 1 skill of the step; needs {needs}");
        check(task(), Reason::Shows(1), (title, &said));
        check(task(), Reason::Shows(0), (title, &format!("needs {needs}")));
    }
}
