//! The verbs: what they say, what they change, and that undo takes it back.

use super::*;
use crate::profile::NextChange;
use crate::profile::testing::{CATALOG, moment};

const AUDITOR: &str = "2511.18";
const MANAGER: &str = "2519.2";
const CISO: &str = "2529.1";

fn occupation(code: &str) -> OccupationIx {
    CATALOG.occupation_by_code(code).unwrap()
}

fn begun(start: &str, before: &[&str]) -> Record {
    let mut record = Record::new(moment(0));
    let change = PlanChange {
        start: Some(occupation(start)),
        before: Some(before.iter().map(|code| occupation(code).into()).collect()),
        ..PlanChange::default()
    };
    update_plan(&mut record, &CATALOG, change, moment(1));
    record
}

/// The codes of the roles held, `+` behind those that a move added.
fn roles(record: &Record) -> Vec<String> {
    let code = |r: &RoleHeld| {
        let ix = CATALOG.occupation_by_uri(&r.occupation).unwrap();
        let by_move = if r.by_step.is_some() { "+" } else { "" };
        format!("{}{by_move}", CATALOG.occupation(ix).code())
    };
    record.profile.roles_held.iter().map(code).collect()
}

fn state(record: &Record, skill: SkillIx) -> SkillState {
    States::of(&record.profile, &CATALOG).get(skill)
}

/// Does one thing: the title it gives is that of the newest entry, and undo takes it back.
#[track_caller]
fn check(
    record: &mut Record,
    expected: Option<&str>,
    verb: impl FnOnce(&mut Record) -> Option<String>,
) {
    let before = record.clone();
    let title = verb(record);
    assert_eq!(title.as_deref(), expected);
    let Some(title) = title else {
        assert_eq!(*record, before, "nothing changed");
        return;
    };
    assert_eq!(record.next_undo(), NextChange::Change(&title));
    assert_eq!(record.journal().count(), before.journal().count() + 1);
    let mut undone = record.clone();
    undone.undo(moment(99));
    assert_eq!(undone.profile, before.profile);
}

#[track_caller]
fn check_plan(record: &mut Record, expected: Option<&str>, change: PlanChange) {
    check(record, expected, |r| {
        update_plan(r, &CATALOG, change, moment(2))
    });
}

#[test]
fn marking_once_is_enough() {
    let mut record = begun(AUDITOR, &[]);
    let skill = SkillIx(0);
    let label = CATALOG.skill(skill).label();
    for (claim, title) in [
        (Some(Claim::Held), format!("marked {label} as held")),
        (Some(Claim::Learning), format!("marked {label} as learning")),
        (Some(Claim::Missing), format!("marked {label} as not held")),
        (None, format!("cleared your mark on {label}")),
    ] {
        check(&mut record, Some(&title), |r| {
            mark(r, &CATALOG, skill, claim, moment(2))
        });
        check(&mut record, None, |r| {
            mark(r, &CATALOG, skill, claim, moment(3))
        });
    }
}

#[test]
fn several_skills_are_one_change() {
    let mut record = begun(AUDITOR, &[]);
    let all: Vec<SkillIx> = CATALOG.skills().take(3).map(|s| s.ix).collect();
    mark(&mut record, &CATALOG, all[0], Some(Claim::Held), moment(2));
    check(&mut record, Some("marked 2 skills as held"), |r| {
        mark_all(r, &CATALOG, &all, Some(Claim::Held), moment(3))
    });
    let first = &record.profile.skills[CATALOG.skill(all[0]).uri()];
    assert_eq!(first.when, moment(2));
    check(&mut record, None, |r| {
        mark_all(r, &CATALOG, &[], Some(Claim::Held), moment(4))
    });
}

#[test]
fn space_goes_round() {
    use SkillState::{HeldFromRole, HeldMarked, Learning, Likely, Missing};
    let auditor = CATALOG.occupation(occupation(AUDITOR));
    let likely = auditor.optional_only().next().unwrap();
    let foreign = CATALOG
        .skills()
        .map(|s| s.ix)
        .find(|s| !auditor.requires(*s) && !auditor.accepts(*s))
        .unwrap();
    for (skill, expected) in [
        (foreign, [Missing, Learning, HeldMarked, Missing]),
        (likely, [Likely, Learning, HeldMarked, Likely]),
        (
            auditor.essential()[0],
            [HeldFromRole, HeldMarked, HeldFromRole, HeldMarked],
        ),
    ] {
        let mut record = begun(AUDITOR, &[]);
        let mut seen = vec![state(&record, skill)];
        for i in 0..3 {
            cycle(&mut record, &CATALOG, skill, moment(i));
            seen.push(state(&record, skill));
        }
        assert_eq!(seen, expected, "{}", CATALOG.skill(skill).label());
    }
    let mut record = begun(AUDITOR, &[]);
    let label = &CATALOG.skill(auditor.essential()[0]).label();
    check(&mut record, Some(&format!("confirmed {label}")), |r| {
        cycle(r, &CATALOG, auditor.essential()[0], moment(2))
    });
}

#[test]
fn a_denial_stands_until_it_is_taken_back() {
    let mut record = begun(AUDITOR, &[]);
    let skill = CATALOG.occupation(occupation(AUDITOR)).essential()[0];
    deny(&mut record, &CATALOG, skill, moment(2));
    assert_eq!(state(&record, skill), SkillState::Missing);
    let mut learning = record.clone();
    cycle(&mut learning, &CATALOG, skill, moment(3));
    assert_eq!(state(&learning, skill), SkillState::Learning);
    deny(&mut record, &CATALOG, skill, moment(4));
    assert_eq!(state(&record, skill), SkillState::HeldFromRole);
}

#[test]
fn milestones_mark_no_skill() {
    let mut record = Record::new(moment(0));
    let reach = |id: &'static str, reached: bool| {
        move |r: &mut Record| milestone(r, &CATALOG, &id.into(), reached, moment(2))
    };
    check(&mut record, None, reach("own-policy", false));
    check(
        &mut record,
        Some("reached \"Own one policy\""),
        reach("own-policy", true),
    );
    check(&mut record, None, reach("own-policy", true));
    check(
        &mut record,
        Some("took back \"Own one policy\""),
        reach("own-policy", false),
    );
    check(&mut record, Some("reached \"later\""), reach("later", true));
    assert!(record.profile.skills.is_empty());
}

#[test]
fn a_move_adds_a_role_and_taking_it_back_removes_that_one() {
    let mut record = begun(AUDITOR, &[MANAGER]);
    let (manager, step) = (occupation(MANAGER), &StepId::from("auditor-manager"));
    check(&mut record, Some("moved to ICT auditor manager"), |r| {
        make_move(r, &CATALOG, step, manager, moment(2))
    });
    assert_eq!(roles(&record), ["2519.2+", "2511.18", "2519.2"]);
    assert_eq!(record.profile.start_in(&CATALOG), Some(occupation(AUDITOR)));
    check(&mut record, None, |r| {
        make_move(r, &CATALOG, step, manager, moment(3))
    });
    let (last, chief) = ("last".into(), occupation(CISO));
    make_move(&mut record, &CATALOG, &last, chief, moment(4));
    assert_eq!(roles(&record), ["2529.1+", "2519.2+", "2511.18", "2519.2"]);
    check(
        &mut record,
        Some("took back the move to ICT auditor manager"),
        |r| unmake_move(r, &CATALOG, step, moment(5)),
    );
    assert_eq!(roles(&record), ["2529.1+", "2511.18", "2519.2"]);
    check(&mut record, None, |r| {
        unmake_move(r, &CATALOG, step, moment(6))
    });
}

#[test]
fn evidence_comes_changes_and_goes() {
    let mut record = begun(AUDITOR, &[]);
    let evidence = Evidence {
        subject: "lead-incident".into(),
        date: moment(-90_000).on,
        at: moment(-1).at,
        note: "ransomware at a supplier".into(),
        part: None,
        scope: String::new(),
        outcome: String::new(),
        confirmed_by: "head of operations".into(),
        exercised: false,
        link: String::new(),
        unknown: Map::new(),
    };
    let id = add_evidence(&mut record, &CATALOG, evidence.clone(), moment(2));
    assert_eq!(record.profile.evidence[&id].at, moment(2).at);
    let mut other = record.profile.evidence[&id].clone();
    check(&mut record, None, |r| {
        change_evidence(r, &CATALOG, id, other.clone(), moment(3))
    });
    other.exercised = true;
    check(
        &mut record,
        Some("changed evidence for \"Lead a serious incident\""),
        |r| change_evidence(r, &CATALOG, id, other.clone(), moment(3)),
    );
    check(
        &mut record,
        Some("removed evidence for \"Lead a serious incident\""),
        |r| remove_evidence(r, &CATALOG, id, moment(4)),
    );
    check(&mut record, None, |r| {
        remove_evidence(r, &CATALOG, id, moment(5))
    });
    let next = add_evidence(&mut record, &CATALOG, evidence, moment(6));
    assert!(next > id);
}

#[test]
fn beginning_says_what_it_did() {
    let mut record = Record::new(moment(0));
    let change = PlanChange {
        span: None,
        start: Some(occupation(AUDITOR)),
        before: Some(vec![
            occupation("2529.7").into(),
            occupation(AUDITOR).into(),
        ]),
        goal: Some(occupation(CISO)),
        track: Some("no-such-track".into()),
        route: Some("no-such-route".into()),
        stops: None,
    };
    let title = "began as IT auditor, added the earlier job cyber incident responder, \
                 set the goal to chief ICT security officer, chose the track \"no-such-track\", \
                 chose the route \"no-such-route\"";
    check_plan(&mut record, Some(title), change.clone());
    assert_eq!(roles(&record), [AUDITOR, "2529.7"]);
    check_plan(&mut record, None, change);
    check_plan(&mut record, None, PlanChange::default());
}

#[test]
fn a_computed_route_stands_until_another_is_chosen() {
    let mut record = begun(AUDITOR, &[]);
    let over = |codes: &[&str]| PlanChange {
        stops: Some(codes.iter().map(|code| occupation(code)).collect()),
        ..PlanChange::default()
    };
    let first = over(&[MANAGER, "2529.8"]);
    let title = "chose a computed route via ICT auditor manager and cybersecurity risk manager";
    check_plan(&mut record, Some(title), first.clone());
    check_plan(&mut record, None, first);
    let straight = Some("chose to go straight to the goal");
    check_plan(&mut record, straight, over(&[]));
    assert_eq!(record.profile.stops, Some(Vec::new()));
    let goal = PlanChange {
        goal: Some(occupation(MANAGER)),
        ..PlanChange::default()
    };
    check_plan(
        &mut record,
        Some("set the goal to ICT auditor manager"),
        goal,
    );
    assert_eq!(record.profile.stops, None);
}

#[test]
fn another_start_takes_the_place_of_the_former() {
    let mut record = begun(AUDITOR, &["2529.7"]);
    let skill = SkillIx(0);
    mark(&mut record, &CATALOG, skill, Some(Claim::Held), moment(2));
    let (up, manager) = ("up".into(), occupation(MANAGER));
    make_move(&mut record, &CATALOG, &up, manager, moment(3));
    record.profile.roles_held[2].from = Some(moment(0).on);
    let start = |code| PlanChange {
        start: Some(occupation(code)),
        ..PlanChange::default()
    };
    check_plan(&mut record, None, start(AUDITOR));
    check_plan(
        &mut record,
        Some("changed the start to ICT project manager"),
        start("1330.7"),
    );
    assert_eq!(roles(&record), ["2519.2+", "1330.7", "2529.7"]);
    assert_eq!(record.profile.roles_held[2].from, Some(moment(0).on));
    assert_eq!(record.profile.skills.len(), 1);

    let none_before = PlanChange {
        before: Some(Vec::new()),
        ..PlanChange::default()
    };
    check_plan(&mut record, Some("removed the earlier roles"), none_before);
    assert_eq!(roles(&record), ["2519.2+", "1330.7"]);

    let back = PlanChange {
        before: Some(vec![occupation("1330.7").into()]),
        ..start(AUDITOR)
    };
    let title = "changed the start to IT auditor, added the earlier job ICT project manager";
    check_plan(&mut record, Some(title), back);
    assert_eq!(roles(&record), ["2519.2+", AUDITOR, "1330.7"]);
}

#[test]
fn a_role_held_twice_stays_twice() {
    let mut record = begun(AUDITOR, &["2529.7"]);
    let mut again = record.profile.roles_held[1].clone();
    again.until = Some(moment(0).on);
    record.profile.roles_held.push(again);
    let none_before = PlanChange {
        start: Some(occupation("2529.7")),
        before: Some(Vec::new()),
        ..PlanChange::default()
    };
    let title = "changed the start to cyber incident responder";
    check_plan(&mut record, Some(title), none_before);
    assert_eq!(roles(&record), ["2529.7", "2529.7"]);
    assert_eq!(record.profile.roles_held[1].until, Some(moment(0).on));
}
