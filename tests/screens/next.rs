//! What is proposed next can be acted on where it stands, and says why.

use cisopath::profile::{Claim, change};
use cisopath::wording::suggestion;

use crate::support::planner::{Planner, catalog, now, record};

fn auditor(size: (u16, u16)) -> Planner {
    Planner::new(record("2511.18", &[]), size)
}

/// A planner with the cursor on the first proposal of this kind, reached by arrow keys from the steps.
fn on(kind: &str, size: (u16, u16)) -> Planner {
    let mut planner = auditor(size);
    let steps = planner.app.model.plan().unwrap().steps.len();
    let mut all = planner.app.model.suggestions().iter();
    let at = all.position(|s| s.task.kind() == kind).unwrap();
    planner.keys("<PgDn><Home>");
    for _ in 0..steps + at {
        planner.keys("<Down>");
    }
    planner
}

/// The title of the first proposal of a kind.
fn title(planner: &Planner, kind: &str) -> String {
    let mut all = planner.app.model.suggestions().iter();
    suggestion::title(&catalog(), all.find(|s| s.task.kind() == kind).unwrap())
}

#[test]
fn each_proposal_is_explained_beside_it() {
    for (kind, said) in [
        ("milestone", "Evidence: "),
        ("skill", "Step 1, IT auditor → audit manager: essential"),
        ("confirm", "likely from IT auditor"),
    ] {
        let mut planner = on(kind, (120, 36));
        assert!(planner.shows("Why this"), "{}", planner.text());
        assert!(planner.shows(said), "{}", planner.text());
        // Back on a step, the pane is the step's again.
        planner.keys("<Home>");
        assert!(!planner.shows("Why this"), "{}", planner.text());
        // Where there is one pane, the explanation takes its place.
        let mut narrow = on(kind, (80, 24));
        narrow.keys("<Right>");
        assert!(narrow.shows("Why this"), "{}", narrow.text());
        assert!(narrow.keys("<Esc>").shows("Next"), "{}", narrow.text());
    }
}

#[test]
fn a_milestone_is_opened_reached_and_evidenced_where_it_is_proposed() {
    let mut planner = on("milestone", (120, 36));
    let milestone = title(&planner, "milestone");
    planner.keys("e");
    let form = format!("Evidence: {milestone}");
    assert!(planner.shows(&form), "{}", planner.text());
    planner.keys("<Esc>");
    for key in ["x", "<Space>"] {
        let mut planner = on("milestone", (120, 36));
        planner.keys(key);
        assert_eq!(planner.app.model.profile().milestones.len(), 1, "{key}");
        assert!(planner.shows("Does it show these skills?"), "{key}");
    }
    // Enter goes to it, with what it needs; there it can be ticked as well.
    planner.keys("<Enter>");
    assert!(planner.shows("Needs "), "{}", planner.text());
    planner.keys("<Space>");
    assert_eq!(planner.app.model.profile().milestones.len(), 1);
}

#[test]
fn a_skill_is_marked_denied_and_opened_where_it_is_proposed() {
    let marks = |keys: &str| {
        let mut planner = on("skill", (120, 36));
        planner.keys(keys);
        let skills = planner.app.model.profile().skills.values();
        skills.map(|mark| mark.claim).collect::<Vec<_>>()
    };
    assert_eq!(marks("x"), [Claim::Held]);
    assert_eq!(marks("<Space>"), [Claim::Learning]);
    assert_eq!(marks("d"), [Claim::Missing]);
    let mut planner = on("skill", (120, 36));
    let skill = title(&planner, "skill");
    assert!(planner.keys("e").shows(&format!("Evidence: {skill}")));
    planner.keys("<Esc><Enter>");
    assert!(planner.shows("Reuse"), "{}", planner.text());
    assert!(planner.shows(&skill), "{}", planner.text());
}

#[test]
fn exactly_the_skills_of_the_proposal_are_confirmed() {
    let likely = 6;
    let mut planner = on("confirm", (120, 36));
    planner.keys("<Enter>");
    let answered = format!("0 of {likely} answered");
    assert!(planner.shows(&answered), "{}", planner.text());
    planner.keys("<Esc>");
    for (key, question, said) in [
        ("x", "Do you have these 6 skills?", Claim::Held),
        ("d", "You do not have these 6 skills?", Claim::Missing),
    ] {
        let mut planner = on("confirm", (120, 36));
        planner.keys(key);
        assert!(planner.shows(question), "{}", planner.text());
        assert!(planner.app.model.profile().skills.is_empty());
        planner.keys("n");
        assert!(planner.app.model.profile().skills.is_empty());
        planner.keys(key).keys("y");
        let skills = &planner.app.model.profile().skills;
        assert_eq!(skills.len(), likely);
        assert!(skills.values().all(|mark| mark.claim == said));
        planner.keys("u");
        assert!(planner.app.model.profile().skills.is_empty(), "one change");
    }
}

#[test]
fn near_skills_stand_above_the_lists_of_what_is_missing() {
    let mut planner = Planner::new(record("2412.3", &[]), (120, 40));
    let text = planner.keys("<PgDn><Home>").text();
    let row = |word: &str| text.lines().position(|l| l.contains(word));
    assert!(
        row("Near, confirm yourself") < row("Essential knowledge"),
        "{text}"
    );
    assert!(row("Near, confirm yourself").is_some(), "{text}");
    assert!(text.contains("possible skills"), "{text}");
}

#[test]
fn no_proposal_is_cut_without_a_sign_or_leaves_a_word_alone() {
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
    assert!(
        planner.shows("Goal reached: chief ICT"),
        "{}",
        planner.text()
    );
    assert!(planner.shows(&open), "{}", planner.text());
    planner.keys("r");
    let none = "No route is left to choose: you have reached your goal.";
    assert!(planner.shows(none), "{}", planner.text());
    planner.keys("<Esc>");
    // The goal is selected: what is open is named beside it, and can be ticked there.
    assert!(
        planner.shows("Own one policy from first draft"),
        "{}",
        planner.text()
    );
    planner.keys("<PgDn><Home>");
    for _ in 0..steps.len() {
        planner.keys("<Down>");
    }
    planner.keys("<Enter><Down><Space>");
    assert_eq!(planner.app.model.profile().milestones.len(), 1);
    // The last proposal is the first year, and Enter reads it.
    planner.keys("<Esc><Esc><PgDn><End><Enter>");
    assert!(
        planner.shows("The first year is judged by"),
        "{}",
        planner.text()
    );
}

#[test]
fn a_click_selects_a_proposal_and_a_second_opens_it() {
    let mut planner = auditor((120, 36));
    let text = planner.text();
    let row = text.lines().position(|l| l.contains("Confirm 6 likely"));
    let row = row.unwrap() as u16;
    // The line below the title is the proposal's as well.
    planner.app.click(10, row + 1);
    assert!(planner.shows("skills to confirm"), "{}", planner.text());
    planner.app.click(10, row);
    assert!(planner.shows("0 of 6 answered"), "{}", planner.text());
}

#[test]
fn who_has_said_nothing_can_begin_from_the_steps_and_sees_what_for() {
    for size in [(120, 36), (80, 24)] {
        let nobody = cisopath::profile::history::Record::new(now());
        let mut planner = Planner::new(nobody, size);
        planner.keys("<Esc>");
        assert!(planner.shows("Say your job"), "{}", planner.text());
        assert!(size.0 < 100 || planner.shows("look around first"));
        planner.keys("<PgDn><Enter>");
        assert!(planner.shows("Where are you now?"), "{}", planner.text());
        planner.keys("it audit");
        assert!(planner.shows("IT auditor"), "{}", planner.text());
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
        let mut planner = auditor((120, 36));
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
        let marks = planner.app.model.profile().skills.values();
        let marks: Vec<_> = marks.map(|mark| Some(mark.claim)).collect();
        assert_eq!(marks, [said], "{}", planner.text());
        assert_eq!(title(&planner, "skill"), skill);
    }
    assert!(planner.shows("you hold it now"), "{}", planner.text());
    // Once the cursor leaves it, it is proposed no more.
    planner.keys("<Up>");
    assert_ne!(title(&planner, "skill"), skill);
}

#[test]
fn evidence_is_for_one_skill_not_for_a_list_to_confirm() {
    let mut planner = on("confirm", (120, 36));
    planner.keys("e");
    assert!(
        planner.shows("Evidence goes with one skill"),
        "{}",
        planner.text()
    );
    planner.keys("<Enter>e");
    assert!(planner.shows("Evidence: "), "{}", planner.text());
}
