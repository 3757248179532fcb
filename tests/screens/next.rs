//! What is proposed next can be acted on where it stands, and says why.

use cisopath::profile::{Claim, change};
use cisopath::wording::suggestion;

use crate::support::planner::{Planner, catalog, now, record};

/// A planner with the cursor on the first suggestion of this kind, reached by arrow keys from the steps.
fn on(kind: &str, size: (u16, u16)) -> Planner {
    let mut planner = Planner::auditor(size);
    let steps = planner.app.model.plan().unwrap().steps.len();
    let mut all = planner.app.model.suggestions().iter();
    let at = all.position(|s| s.task.kind() == kind).unwrap();
    planner.keys("<PgDn><Home>");
    for _ in 0..steps + at {
        planner.keys("<Down>");
    }
    planner
}

/// The title of the first suggestion of a kind.
fn title(planner: &Planner, kind: &str) -> String {
    let mut all = planner.app.model.suggestions().iter();
    suggestion::title(&catalog(), all.find(|s| s.task.kind() == kind).unwrap())
}

#[test]
fn each_suggestion_is_explained_beside_it() {
    for (kind, said) in [
        ("milestone", "Evidence: "),
        ("skill", "Step 1, IT auditor → audit manager: essential"),
        ("confirm", "likely from IT auditor"),
    ] {
        let mut planner = on(kind, (120, 36));
        planner.shows("Why this");
        planner.shows(said);
        // Back on a step, the pane is the step's again.
        planner.keys("<Home>");
        planner.hides("Why this");
        // Where there is one pane, the explanation takes its place.
        let mut narrow = on(kind, (80, 24));
        narrow.keys("<Right>");
        narrow.shows("Why this");
        narrow.keys("<Esc>").shows("Next");
    }
}

#[test]
fn a_milestone_is_opened_reached_and_evidenced_where_it_is_proposed() {
    let mut planner = on("milestone", (120, 36));
    let milestone = title(&planner, "milestone");
    planner.keys("e");
    let form = format!("Evidence: {milestone}");
    planner.shows(&form);
    planner.keys("<Esc>");
    for key in ["x", "<Space>"] {
        let mut planner = on("milestone", (120, 36));
        planner.keys(key);
        assert_eq!(planner.profile().milestones.len(), 1, "{key}");
        planner.shows("Does it show these skills?");
    }
    // Enter goes to it, with what it needs; there it can be ticked as well.
    planner.keys("<Enter>");
    planner.shows("Needs ");
    planner.keys("<Space>");
    assert_eq!(planner.profile().milestones.len(), 1);
}

#[test]
fn a_skill_is_marked_denied_and_opened_where_it_is_proposed() {
    let marks = |keys: &str| {
        let mut planner = on("skill", (120, 36));
        planner.keys(keys);
        let skills = planner.profile().skills.values();
        skills.map(|mark| mark.claim).collect::<Vec<_>>()
    };
    assert_eq!(marks("x"), [Claim::Held]);
    assert_eq!(marks("<Space>"), [Claim::Learning]);
    assert_eq!(marks("d"), [Claim::Missing]);
    let mut planner = on("skill", (120, 36));
    let skill = title(&planner, "skill");
    planner.keys("e").shows(&format!("Evidence: {skill}"));
    planner.keys("<Esc><Enter>");
    planner.shows("Reuse");
    planner.shows(&skill);
}

#[test]
fn exactly_the_skills_of_the_suggestion_are_confirmed() {
    let likely = 6;
    let mut planner = on("confirm", (120, 36));
    planner.keys("<Enter>");
    let answered = format!("0 of {likely} answered");
    planner.shows(&answered);
    planner.keys("<Esc>");
    for (key, question, said) in [
        ("x", "Do you have these 6 skills?", Claim::Held),
        ("d", "You do not have these 6 skills?", Claim::Missing),
    ] {
        let mut planner = on("confirm", (120, 36));
        planner.keys(key);
        planner.shows(question);
        assert!(planner.profile().skills.is_empty());
        planner.keys("n");
        assert!(planner.profile().skills.is_empty());
        planner.keys(key).keys("y");
        let skills = &planner.profile().skills;
        assert_eq!(skills.len(), likely);
        assert!(skills.values().all(|mark| mark.claim == said));
        planner.keys("u");
        assert!(planner.profile().skills.is_empty(), "one change");
    }
}

#[test]
fn near_skills_stand_above_the_lists_of_what_is_missing() {
    let mut planner = Planner::new(record("2412.3", &[]), (120, 40));
    let text = planner.keys("<PgDn><Home>").text();
    let row = |word: &str| text.lines().position(|l| l.contains(word));
    let (near, essential) = (row("Near, confirm yourself"), row("Essential knowledge"));
    assert!(near < essential, "{text}");
    assert!(row("Near, confirm yourself").is_some(), "{text}");
    assert!(text.contains("possible skills"), "{text}");
}

#[test]
fn no_suggestion_is_cut_without_a_sign_or_leaves_a_word_alone() {
    for size in [(60, 18), (80, 24), (100, 30), (120, 36), (200, 60)] {
        for code in ["2511.18", "2412.3", "2529.6", "2522.1.1"] {
            let mut planner = Planner::new(record(code, &[]), size);
            planner.keys("<PgDn><End>");
            let suggestions = planner.app.model.suggestions().to_vec();
            let text = planner.text();
            let rows: Vec<&str> = text
                .lines()
                .map(|l| l.split('│').nth(1).unwrap_or_default())
                .map(|l| l.trim_end_matches('┃').trim_end())
                .collect();
            let mut checked = 0;
            for (at, each) in suggestions.iter().enumerate() {
                let title = suggestion::title(&catalog(), each);
                let number = format!(" {} ", at + 1);
                // Not all are on the screen.
                let Some(first) = rows.iter().rposition(|r| r.starts_with(&number)) else {
                    continue;
                };
                checked += 1;
                let (mut shown, mut row) = (rows[first][2..].trim().to_owned(), first);
                while title != shown && !shown.ends_with('…') && row + 1 < rows.len() {
                    row += 1;
                    assert!(rows[row].trim().contains(' '), "{text}");
                    shown = format!("{shown} {}", rows[row].trim());
                }
                let start = shown.trim_end_matches('…').trim_end();
                assert!(title.starts_with(start), "{shown}\n{text}");
                let reason = rows.get(row + 1).map_or("", |r| r.trim());
                let is_whole = reason == suggestion::reason(&catalog(), each) || reason.is_empty();
                assert!(is_whole || reason.ends_with('…'), "{text}");
            }
            assert!(checked > 0, "{code} at {size:?}:\n{text}");
        }
    }
}

#[test]
fn who_reaches_the_goal_is_told_what_is_open_and_what_comes_then() {
    let catalog = catalog();
    let mut record = record("2511.18", &[]);
    let mut planner = Planner::new(record.clone(), (120, 36));
    let steps = planner.app.model.plan().unwrap().steps.clone();
    for step in &steps[..2] {
        change::make_move(&mut record, &catalog, &step.id, step.to, now());
    }
    planner = Planner::new(record, (120, 36));
    planner.keys("<End>xy");
    let all = planner.app.model.plan().unwrap().milestones().1;
    let open = format!("Still open: {all} of {all} milestones");
    planner.shows("Goal reached: chief ICT");
    planner.shows(&open);
    planner.keys("r");
    let none = "No route is left to choose: you have reached your goal.";
    planner.shows(none);
    planner.keys("<Esc>");
    // The goal is selected: what is open is named beside it, and can be ticked there.
    planner.shows("Own one policy from first draft");
    planner.keys("<PgDn><Home>");
    for _ in 0..steps.len() {
        planner.keys("<Down>");
    }
    planner.keys("<Enter><Down><Space>");
    assert_eq!(planner.profile().milestones.len(), 1);
    // The last suggestion is the first year, and Enter reads it.
    planner.keys("<Esc><Esc><PgDn><End><Enter>");
    planner.shows("The first year is judged by");
}

#[test]
fn a_click_selects_a_suggestion_and_a_second_opens_it() {
    let mut planner = Planner::auditor((120, 36));
    let text = planner.text();
    let row = text.lines().position(|l| l.contains("Confirm 6 likely"));
    let row = row.unwrap() as u16;
    // The line below the title is the suggestion's as well.
    planner.app.click(10, row + 1);
    planner.shows("skills to confirm");
    planner.app.click(10, row);
    planner.shows("0 of 6 answered");
}

#[test]
fn who_has_said_nothing_can_begin_from_the_steps_and_sees_what_for() {
    for size in [(120, 36), (80, 24)] {
        let mut planner = Planner::nobody(size);
        planner.keys("<Esc>");
        planner.shows("Say your job");
        assert!(size.0 < 100 || planner.has("look around first"));
        planner.keys("<PgDn><Enter>");
        planner.shows("Where are you now?");
        planner.keys("it audit");
        planner.shows("IT auditor");
    }
}

#[test]
fn at_most_two_panes_of_the_path_have_a_row_that_is_lit() {
    use ratatui::style::Modifier;
    for keys in [
        "",
        "<Enter>",
        "<PgDn>",
        "<PgDn><Down>",
        "<PgDn><End>",
        "<PgDn><End><Right>",
    ] {
        let mut planner = Planner::auditor((120, 36));
        planner.keys(keys);
        let buf = planner.draw();
        let lit = Modifier::REVERSED | Modifier::UNDERLINED;
        // The map, the steps, and the page beside them.
        let panes = [(1..119, 1..11), (1..48, 12..35), (49..119, 12..35)];
        let lit_panes = panes.into_iter().filter(|(columns, rows)| {
            rows.clone().any(|y: u16| {
                let cells = columns
                    .clone()
                    .filter(|x: &u16| buf[(*x, y)].modifier.intersects(lit));
                cells.count() > 3
            })
        });
        assert!(lit_panes.count() <= 2, "{keys}: {}", planner.text());
    }
}

#[test]
fn a_skill_stays_under_the_cursor_while_space_goes_through_its_states() {
    let mut planner = on("skill", (120, 36));
    let skill = title(&planner, "skill");
    for said in [Some(Claim::Learning), Some(Claim::Held)] {
        planner.keys("<Space>");
        let marks = planner.profile().skills.values();
        let marks: Vec<_> = marks.map(|mark| Some(mark.claim)).collect();
        assert_eq!(marks, [said], "{}", planner.text());
        assert_eq!(title(&planner, "skill"), skill);
    }
    planner.shows("you hold it now");
    // Once the cursor leaves it, it is proposed no more.
    planner.keys("<Up>");
    assert_ne!(title(&planner, "skill"), skill);
}

#[test]
fn evidence_is_for_one_skill_not_for_a_list_to_confirm() {
    let mut planner = on("confirm", (120, 36));
    planner.keys("e");
    planner.shows("Evidence goes with one skill");
    planner.keys("<Enter>e");
    planner.shows("Evidence: ");
}
