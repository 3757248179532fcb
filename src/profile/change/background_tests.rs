//! Certificates, terms and conditions: each change has a title, and undo takes it back.

use jiff::civil::date;
use proptest::prelude::*;

use super::background::*;
use super::*;
use crate::profile::testing::moment;
use crate::profile::{Certificate, ConditionKey, ConditionKind};
use crate::text::name_key;

fn years(subject: &str, figure: u32) -> ConditionKey {
    ConditionKey {
        kind: ConditionKind::Years,
        subject: subject.to_owned(),
        figure,
    }
}

fn met(record: &Record, asked: &ConditionKey) -> Option<bool> {
    record
        .profile
        .condition_answer(asked)
        .map(|answer| answer.met)
}

#[test]
fn certificates_are_held_planned_and_removed() {
    let mut record = Record::new(moment(0));
    let until = Certificate {
        until: Some(date(2027, 1, 31)),
        ..Certificate::new("CISA", moment(1))
    };
    let title = hold_certificate(&mut record, "cisa", until.clone(), moment(1));
    assert_eq!(
        title.as_deref(),
        Some("noted the certificate CISA, until 2027-01")
    );
    assert_eq!(
        hold_certificate(&mut record, "cisa", until, moment(2)),
        None
    );
    let held = &record.profile.certificates["cisa"];
    assert!(held.is_valid(date(2027, 1, 31)) && held.is_expired(date(2027, 2, 1)));
    let planned = Certificate {
        planned: true,
        ..Certificate::new("CISM", moment(3))
    };
    let title = hold_certificate(&mut record, "cism", planned, moment(3));
    assert_eq!(title.as_deref(), Some("planned the certificate CISM"));
    assert!(!record.profile.certificates["cism"].is_valid(date(2026, 11, 23)));
    let title = remove_certificate(&mut record, "cisa", moment(4));
    assert_eq!(title.as_deref(), Some("removed the certificate CISA"));
    assert_eq!(remove_certificate(&mut record, "cisa", moment(5)), None);
    record.undo(moment(6));
    assert!(record.profile.certificates.contains_key("cisa"));
}

#[test]
fn a_term_is_known_by_any_spelling() {
    let mut record = Record::new(moment(0));
    let title = work_with(&mut record, "PCI DSS", None, moment(1));
    assert_eq!(title.as_deref(), Some("noted that you worked with PCI DSS"));
    assert_eq!(work_with(&mut record, "pci-dss", None, moment(2)), None);
    let title = work_with(&mut record, "PCI-DSS", Some("scope reduced"), moment(3));
    assert_eq!(title.as_deref(), Some("added your note on PCI DSS"));
    let term = &record.profile.terms[&name_key("pci dss")];
    assert_eq!((&*term.name, &*term.note), ("PCI DSS", "scope reduced"));
    let title = work_with(&mut record, "PCI DSS", Some("led it"), moment(4));
    assert_eq!(title.as_deref(), Some("changed your note on PCI DSS"));
    assert_eq!(work_with(&mut record, "  ", None, moment(4)), None);
    let title = remove_term(&mut record, "pci dss", moment(5));
    assert_eq!(
        title.as_deref(),
        Some("removed that you worked with PCI DSS")
    );
    assert!(record.profile.terms.is_empty());
}

#[test]
fn what_was_said_to_a_condition_is_taken_back_with_all_that_decides_it() {
    let mut record = Record::new(moment(0));
    let say = |record: &mut Record, asked: &ConditionKey, met, at| {
        answer_condition(record, asked, "years in audit", met, moment(at))
    };
    let title = say(&mut record, &years("audit", 8), true, 1);
    assert_eq!(title.as_deref(), Some("said yes to \"years in audit\""));
    assert_eq!(say(&mut record, &years("audit", 8), true, 2), None);
    assert_eq!(met(&record, &years("audit", 5)), Some(true));
    say(&mut record, &years("audit", 5), false, 3);
    assert_eq!(met(&record, &years("audit", 8)), Some(false));
    assert!(
        say(&mut record, &years("audit", 8), true, 4).is_some(),
        "a later no had outweighed it"
    );
    assert_eq!(met(&record, &years("audit", 8)), Some(true));
    let before = record.profile.clone();
    let title = forget_condition(&mut record, &years("audit", 8), "years in audit", moment(5));
    assert_eq!(
        title.as_deref(),
        Some("took back what you said to \"years in audit\"")
    );
    assert_eq!(met(&record, &years("audit", 8)), None);
    assert_eq!(
        forget_condition(&mut record, &years("audit", 8), "", moment(6)),
        None
    );
    record.undo(moment(7));
    assert_eq!(record.profile, before);
}

fn any_asked() -> impl Strategy<Value = ConditionKey> {
    let kind = prop_oneof![Just(ConditionKind::Language), Just(ConditionKind::Years)];
    let subject = prop_oneof![
        Just(String::new()),
        Just("a".to_owned()),
        Just("b".to_owned()),
        Just("a or b".to_owned()),
    ];
    (kind, subject, 0u32..4).prop_map(|(kind, subject, figure)| ConditionKey {
        kind,
        subject,
        figure,
    })
}

proptest! {
    #[test]
    fn the_last_answer_counts_until_it_is_taken_back(
        said in proptest::collection::vec((any_asked(), any::<bool>()), 1..6),
        other in any_asked(),
    ) {
        let mut record = Record::new(moment(0));
        for (at, (asked, yes)) in said.iter().enumerate() {
            let before = record.profile.clone();
            let title = answer_condition(&mut record, asked, "it", *yes, moment(1 + at as i64));
            prop_assert_eq!(met(&record, asked), Some(*yes));
            if title.is_some() {
                let mut undone = record.clone();
                undone.undo(moment(50));
                prop_assert_eq!(&undone.profile, &before);
            }
        }
        forget_condition(&mut record, &other, "it", moment(60));
        prop_assert_eq!(met(&record, &other), None);
    }

    #[test]
    fn answers_of_both_sides_are_kept(mine in any_asked(), theirs in any_asked(), yes in any::<bool>()) {
        let base = Record::new(moment(0));
        let (mut here, mut there) = (base.clone(), base.clone());
        answer_condition(&mut here, &mine, "mine", yes, moment(2));
        answer_condition(&mut there, &theirs, "theirs", !yes, moment(1));
        let merged = here.rebase_onto(&base, &there, moment(3));
        prop_assert_eq!(met(&merged, &mine), Some(yes));
        prop_assert!(merged.profile.conditions.contains_key(&theirs.to_string()));
    }
}
