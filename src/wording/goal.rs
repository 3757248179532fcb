//! The goal in sentences.

use crate::catalog::Catalog;
use crate::planning::completion::Completion;
use crate::text::{capitalize, plural};

/// The sentence that the person confirms to start as chief information security officer.
pub(crate) const MANDATE: &str = "A chief information security officer decides and answers for security in the whole \
                                  organisation, on behalf of its top management.";

/// "You have reached your goal, chief ICT security officer." Then how much of its coverage is an assumption.
pub fn reached(catalog: &Catalog, finish: &Completion<'_>) -> String {
    let goal = catalog.occupation(finish.goal);
    let reached = format!("You have reached your goal, {}.", goal.label());
    if finish.assumed == 0 {
        return reached;
    }
    let skills = plural(
        goal.essential().len(),
        "essential skill",
        "essential skills",
    );
    format!(
        "{reached} {} of its {skills} are assumed from your roles until you confirm or deny them.",
        finish.assumed
    )
}

/// "Still open: 5 of 6 milestones, 21 of 22 skills asked for in practice." Then what comes next.
pub fn open(catalog: &Catalog, finish: &Completion<'_>) -> String {
    let mut open = Vec::new();
    if !finish.milestones.is_empty() {
        let all = plural(finish.of_milestones, "milestone", "milestones");
        open.push(format!("{} of {all}", finish.milestones.len()));
    }
    if !finish.asked.is_empty() {
        let all = plural(finish.of_asked, "skill", "skills");
        let title = &catalog.practice.title;
        open.push(format!("{} of {all} {title}", finish.asked.len()));
    }
    let open = if open.is_empty() {
        "No milestone is open.".to_owned()
    } else {
        format!("Still open: {}.", open.join(", "))
    };
    match finish.section {
        Some(section) => format!("{open} Next: {}.", section.title),
        None => open,
    }
}

/// The heading over the skills that panels ask for, with its basis.
pub fn asked_title(catalog: &Catalog) -> String {
    let practice = &catalog.practice;
    format!(
        "{} ({})",
        capitalize(&practice.title),
        practice.basis.word()
    )
}
