//! The skills screen and the guide.

use cisopath::profile::Evidence;
use cisopath::profile::evidence::Part;
use cisopath::ui::model::action::Action;
use ratatui::style::Modifier;

use crate::support::planner::{Planner, catalog, now};

fn planner(size: (u16, u16), keys: &str) -> Planner {
    let mut planner = Planner::auditor(size);
    planner.keys(keys);
    planner
}

/// How many skills are found, as the list says it.
fn count(planner: &mut Planner) -> String {
    planner.text().lines().nth(2).unwrap().to_owned()
}

/// The planner after a search for skills.
fn asked(query: &str) -> Planner {
    planner((80, 24), &format!("3/{query}"))
}

snapshots! {
    list_at_80_by_24: planner((80, 24), "3");
    list_and_page_at_120_by_36: planner((120, 36), "3");
    page_at_80_by_24: planner((80, 24), "3<Enter>");
    search_at_80_by_24: planner((80, 24), "3/vendor risk");
    search_at_120_by_36: planner((120, 36), "3/audit");
    guide_at_80_by_24: planner((80, 24), "4");
    guide_at_120_by_36: planner((120, 36), "4");
    folded_by_groups_at_120_by_36: planner((120, 36), "3z<Right><Down><Right><Down><Enter>");
    folded_by_groups_at_80_by_24: planner((80, 24), "3z/audit");
    in_mono_and_ascii: Planner::ascii((120, 36)).keys("3/audit");
}

#[test]
fn the_letters_that_were_typed_are_lit() {
    let mut planner = planner((120, 36), "3/audit");
    let buf = planner.draw();
    let lit: Vec<String> = (1..buf.area.height)
        .map(|y| {
            let cells = (0..buf.area.width).map(|x| &buf[(x, y)]);
            cells
                .filter(|c| c.modifier.contains(Modifier::UNDERLINED))
                .map(|c| c.symbol().to_lowercase())
                .collect()
        })
        .collect();
    assert!(lit.iter().filter(|l| **l == "audit").count() > 5, "{lit:?}");
}

#[test]
fn a_tree_is_walked_with_the_arrows_and_left_again() {
    let mut planner = planner((120, 36), "3z");
    planner.shows("▸ K knowledge");
    planner.keys("<Right>");
    planner.shows("▾ K knowledge");
    planner.shows("  ▸ ");
    planner.keys("<Left>");
    planner.shows("▸ K knowledge");
    // The page is the group's.
    planner.shows("skills held");
    planner.keys("<Space><Down><Space>");
    planner.shows("▾ K knowledge");
    planner.keys("z");
    planner.hides("▾ K knowledge");
}

#[test]
fn a_query_that_is_cut_says_so() {
    let words = "audit ".repeat(50);
    for keys in ["2/", "3/", "4/"] {
        let mut planner = planner((120, 36), keys);
        planner.app.paste(words.get(..200).unwrap());
        planner.hides("first 200");
        planner.app.paste("risk");
        planner.shows("first 200 characters");
    }
}

#[test]
fn a_word_that_no_skill_has_is_said_and_lists_no_tail() {
    for keys in ["3/dmqn", "2/soldier"] {
        let mut found = planner((120, 36), keys);
        found.shows("Nothing is meant. Try another word");
        found.shows("0 of ");
    }
    for query in ["siem", "xyzzy lathe"] {
        let mut near = planner((120, 60), &format!("3/{query}"));
        near.shows("Nothing is meant: nearest");
        near.shows("0 of 1,464");
        near.hides("nearly");
    }
    let mut siem = planner((120, 60), "3/siem");
    siem.shows("ESCO has no such skill");
    siem.shows("collect cyber defence data");
    let mut close = planner((120, 60), "3/sign contracts with suppliers");
    close.shows("close in meaning");
}

#[test]
fn rows_stay_while_a_search_runs_in_the_background() {
    let mut planner = planner((120, 36), "3");
    planner.app.model.search_in_background();
    planner.keys("/audi");
    planner.shows("1,464 of 1,464");
    let early = planner.app.model.search_job().unwrap().run();
    assert!(planner.app.model.search_job().is_none(), "it is run once");
    planner.keys("t");
    planner.app.update(Action::SearchResult(Box::new(early)));
    // An earlier result is dropped.
    planner.shows("1,464 of 1,464");
    let result = planner.app.model.search_job().unwrap().run();
    planner.app.update(Action::SearchResult(Box::new(result)));
    planner.hides("1,464 of 1,464");
    planner.shows("audit techniques");
}

#[test]
fn what_acts_on_a_row_waits_for_the_search() {
    for keys in ["3/gdpr<Enter>", "<C-p>gdpr<Enter>"] {
        let mut planner = planner((120, 36), "");
        planner.app.model.search_in_background();
        planner.keys(keys);
        assert!(
            planner.has("╭ GDPR") || planner.has("┬ GDPR"),
            "{}",
            planner.text()
        );
    }
}

#[test]
fn what_is_meant_is_among_the_first_five() {
    for (query, label) in [
        ("gdpr", "data protection"),
        ("isms", "an Information Security Management System"),
        ("vendor risk", "assess supplier risks"),
        ("dr plan", "manage disaster recovery plans"),
        ("pentest", "perform ICT security testing"),
        ("audit", "audit techniques"),
        ("audit", "execute ICT audits"),
    ] {
        let rows: Vec<String> = asked(query).rows().into_iter().take(5).collect();
        assert!(rows.iter().any(|r| r.contains(label)), "{query}: {rows:#?}");
    }
}

#[test]
fn the_label_that_matched_is_shown() {
    let rows = asked("dr plan").rows();
    let first = "· DR plan → manage disaster recovery plans";
    assert!(rows[0].starts_with(first), "{rows:#?}");
    assert!(rows[0].ends_with("roles"), "{rows:#?}");
}

#[test]
fn what_esco_lacks_is_said() {
    let mut planner = asked("siem");
    planner.shows("ESCO has no such skill");
    let selected = planner.selected();
    assert!(
        selected.contains("collect cyber defence data"),
        "{selected}"
    );
    let mut planner = asked("seams of the world");
    planner.hides("ESCO has no such skill");
}

#[test]
fn a_mark_is_seen_at_once_and_the_cursor_stays() {
    let mut planner = planner((120, 40), "3<Down><Down><Down>");
    let before = planner.selected();
    assert!(before.starts_with("· assess ICT knowledge"), "{before}");
    planner.keys("<Space><Space>");
    planner.is_on("✓ assess ICT knowledge");
    planner.shows("held: you marked it on 23 Nov");
    planner.keys("<Enter>d");
    planner.shows("missing: you said so on 23 Nov");
    planner.keys("duuuu<Esc>");
    assert_eq!(planner.selected(), before);
}

#[test]
fn the_page_says_what_the_skill_is() {
    let mut planner = asked("gdpr");
    planner.keys("<Enter>");
    planner.shows("Kind ");
    planner.shows("Reuse level");
    planner.shows("http://data.europa.eu/esco/skill/");
    planner.shows(" of 3,039 occupations ask for it");
    planner.shows("On your route");
    planner.keys("<End>");
    planner.shows("Related skills");
}

#[test]
fn links_lead_to_steps_and_occupations() {
    let mut planner = planner((120, 40), "3<Enter><Down><Enter>");
    planner.shows("Step 2 of 3");
    planner.keys("3");
    planner.click("cybersecurity risk manager");
    planner.click("cybersecurity risk manager");
    planner.shows("┬ cybersecurity risk manager ─");
}

#[test]
fn filters_combine_and_can_be_taken_away() {
    let mut planner = planner((80, 24), "3f<Space>");
    planner.shows("☑ knowledge");
    // The last state: missing.
    planner.keys("<Down><Down><Down><Down><Down><Down><Down><Space><Esc>");
    planner.shows("kind: knowledge · state: missing  (f changes, esc clears)");
    let rows = planner.rows();
    assert!(rows.iter().all(|r| r.starts_with('·')), "{rows:#?}");
    let knowledge = count(&mut planner);
    planner.keys("f/ethical hack<Enter><Esc>");
    planner.shows("kind: knowledge · state: missing · occupation: ethical hacker");
    assert_ne!(count(&mut planner), knowledge);
    planner.keys("/security<Esc>");
    planner.shows("occupation: ethical hacker");
    planner.keys("<Esc>");
    planner.shows("1,464 of 1,464");
}

#[test]
fn counts_say_what_a_value_would_give() {
    let mut planner = planner((80, 40), "3f<Space>");
    let text = planner.text();
    let count = |word: &str| -> usize {
        let mut parts = text.lines().flat_map(|l| l.split(['│', '┃']));
        let row = parts.find(|part| part.contains(word)).unwrap();
        let number = row.split_whitespace().last().unwrap();
        number.replace(',', "").parse().unwrap()
    };
    let knowledge = count("☑ knowledge");
    assert_eq!(knowledge + count("☐ skill") + count("☐ no type"), 1464);
    let states = [
        "marked by you",
        "from a role",
        "☐ likely",
        "☐ learning",
        "☐ missing",
    ];
    assert_eq!(states.map(count).iter().sum::<usize>(), knowledge);
    planner.shows(&format!("{knowledge} of 1,464"));
}

#[test]
fn a_row_stays_under_the_hands_that_changed_it() {
    let mut planner = planner(
        (80, 24),
        "3f<Down><Down><Down><Down><Down><Down><Down><Space><Esc><Down>",
    );
    planner.shows("state: missing");
    let name = |row: &str| row.chars().skip(1).take(8).collect::<String>();
    let before = planner.selected();
    planner.keys("<Space>").is_on("~");
    assert_eq!(name(&before), name(&planner.selected()));
    planner.keys("<Space>");
    planner.is_on("✓");
}

#[test]
fn evidence_is_listed_with_what_it_is() {
    let mut planner = planner((120, 40), "");
    let catalog = catalog();
    let mut skills = catalog.skills();
    let skill = skills.find(|s| s.label() == "execute ICT audits").unwrap();
    planner.app.model.add_evidence(Evidence {
        subject: skill.uri().to_string(),
        date: "2026-10-12".parse().unwrap(),
        at: now().at,
        note: "Audited the payroll system".to_owned(),
        part: Some(Part::Led),
        scope: String::new(),
        outcome: String::new(),
        confirmed_by: "head of audit".to_owned(),
        exercised: false,
        link: String::new(),
        unknown: serde_json::Map::new(),
    });
    planner.act(Action::ShowSkill(skill.ix));
    planner.shows("1 piece");
    planner.shows("12 Oct · led · real");
    planner.shows("Audited the payroll system");
    planner.shows("assumed from IT auditor");
}

#[test]
fn the_rest_is_listed_when_it_is_reached() {
    let mut planner = asked("e");
    let all = count(&mut planner);
    planner.keys("<Enter><Esc><End><End>");
    assert_eq!(count(&mut planner), all);
    let last = planner.selected();
    planner.keys("<Down>");
    assert_eq!(planner.selected(), last);
    planner.keys("<PgUp><PgDn>");
    assert_eq!(planner.selected(), last);
}

#[test]
fn selected_skills_are_counted_in_the_footer_until_esc_clears_them() {
    let mut planner = planner((120, 36), "3v<Down><Enter>v");
    planner.shows("2 skills selected");
    planner.shows("◆");
    planner.keys("2");
    planner.shows("2 skills selected");
    planner.keys("<Esc>");
    planner.shows("No skill is selected any more");
    planner.hides("2 skills selected");
    planner.keys("3<Esc>v");
    planner.shows("1 skill selected");
    planner.keys("v");
    planner.hides("1 skill selected");
}

#[test]
fn a_label_has_room_before_the_other_name_that_matched() {
    let mut planner = planner((100, 30), "3/stop people from leaking data");
    for row in planner
        .rows()
        .iter()
        .filter(|row| row.contains("close in meaning"))
    {
        let (label, _) = row.split_once("close in meaning").unwrap();
        assert!(!label.trim_end().ends_with('…'), "{row}");
    }
}
