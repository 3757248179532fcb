//! Adding, changing and removing adverts.

use super::*;
use crate::market::testing::moment;
use crate::posting::{Pay, PayBasis, Span};

const TEXT: &str = "We look for a chief information security officer who leads a team of seven in Leeds. \
                    You report to the board, own the budget and plan two recovery exercises a year.";

fn posting(change: impl FnOnce(&mut Posting)) -> Posting {
    let mut posting = Posting {
        title: "CISO".to_owned(),
        organisation: "Example Bank".to_owned(),
        places: vec![Place::of("Leeds")],
        posted: Some("2026-11-03".parse().unwrap()),
        address: "https://bank.example/jobs/1".to_owned(),
        text: TEXT.to_owned(),
        ..Posting::default()
    };
    change(&mut posting);
    posting
}

/// Adds a posting; its text is its hash.
fn add(market: &mut Market, posting: Posting, day: i64) -> AdditionKind {
    let hash = Some(posting.text.clone()).filter(|text| !text.is_empty());
    let text_of = |hash: &str| Some(hash.to_owned());
    let additions = market.add(&[(posting, hash)], &text_of, moment(day));
    additions.first().unwrap().kind
}

#[test]
fn one_advert_is_known_again() {
    use AdditionKind::{Added, Again, Same};
    type Change = fn(&mut Posting);
    let cases: [(Change, AdditionKind); 13] = [
        (|_| {}, Same),
        (|p| p.address.push_str("?utm_source=mail#apply"), Same),
        (|p| p.text = "Another text".to_owned(), Again),
        (|p| p.posted = Some("2026-11-21".parse().unwrap()), Again),
        (|p| p.address = "https://board.example/9".to_owned(), Again),
        (
            |p| {
                p.address = String::new();
                p.text = p.text.replace("seven", "eight");
            },
            Again,
        ),
        (
            |p| {
                p.address = String::new();
                p.text = "Quite another post with other duties and no budget at all.".to_owned();
            },
            Added,
        ),
        (
            |p| {
                p.address = String::new();
                p.places = vec![Place::of("York")];
                p.text.push_str(" Apply now.");
            },
            Added,
        ),
        (
            |p| {
                p.address = String::new();
                p.title = "Deputy CISO".to_owned();
            },
            Added,
        ),
        (|p| p.text = String::new(), Same),
        // The same text for another place, organisation and title.
        (
            |p| {
                p.address = String::new();
                p.places = vec![Place::of("York")];
            },
            Added,
        ),
        (
            |p| {
                p.address = String::new();
                p.organisation = "Another Bank".to_owned();
            },
            Added,
        ),
        // Another advert on the page.
        (
            |p| {
                p.title = "Cook".to_owned();
                p.text =
                    "You cook for two hundred guests a day and order what you need.".to_owned();
            },
            Added,
        ),
    ];
    for (at, (change, expected)) in cases.into_iter().enumerate() {
        let mut market = Market::default();
        assert_eq!(add(&mut market, posting(|_| {}), 0), Added);
        assert_eq!(add(&mut market, posting(change), 5), expected, "case {at}");
        let count = if expected == Added { 2 } else { 1 };
        assert_eq!(market.len(), count, "case {at}");
        let first = market.advert(AdvertId(1)).unwrap();
        assert_eq!(first.first_seen, moment(0).on);
        assert_eq!(first.posted, posting(|_| {}).posted, "case {at}");
        assert_eq!(
            first.posted_again.len(),
            usize::from(expected == Again),
            "case {at}"
        );
        assert!(first.hash.is_some(), "case {at}");
    }
}

#[test]
fn an_address_that_chooses_no_page_tells_nothing() {
    for [a, b] in [
        ["https://x.example/#/job/1", "https://x.example/#/job/2"],
        ["https://x.example/", "https://x.example/"],
    ] {
        let mut market = Market::default();
        let at = |address: &str, place: &str| {
            posting(|p| {
                p.address = address.to_owned();
                p.places = vec![Place::of(place)];
            })
        };
        assert_eq!(add(&mut market, at(a, "Leeds"), 0), AdditionKind::Added);
        assert_eq!(
            add(&mut market, at(b, "York"), 1),
            AdditionKind::Added,
            "{a} {b}"
        );
    }
}

#[test]
fn what_the_person_said_survives_a_new_posting() {
    let mut market = Market::default();
    let place = |posting: &mut Posting| posting.places = vec![Place::of("our office")];
    add(&mut market, posting(place), 0);
    let id = AdvertId(1);
    let country = Country::from_code("GB").unwrap();
    market.set_country(id, country, moment(1)).unwrap();
    market
        .set_state(
            id,
            AdvertState::Applied,
            moment(1).on,
            " by mail ",
            moment(1),
        )
        .unwrap();
    add(
        &mut market,
        posting(|p| {
            place(p);
            p.text.push('!');
        }),
        2,
    );
    let advert = market.advert(id).unwrap();
    assert_eq!(advert.places[0].country, Some(country));
    assert_eq!(advert.places[0].basis, PlaceBasis::You);
    assert_eq!(advert.states[0].note, "by mail");
    assert_eq!(advert.state(), Some(AdvertState::Applied));
}

#[test]
fn a_country_that_was_said_is_kept_whatever_the_places_are_called() {
    let [said, stated] = ["CH", "GB"].map(Country::from_code);
    for (before, after, expected) in [
        (vec![], vec!["our office"], vec![said]),
        (vec!["our office"], vec!["headquarters"], vec![said]),
        (vec![], vec![], vec![said]),
        // The place that it was said of is still there.
        (
            vec!["our office"],
            vec!["our office", "our depot"],
            vec![said, None],
        ),
        // The advert states a country now.
        (
            vec!["our office"],
            vec!["Office, United Kingdom"],
            vec![stated],
        ),
    ] {
        let mut market = Market::default();
        let at = |texts: &[&str]| {
            let places = texts.iter().map(|text| Place::of(text)).collect();
            posting(|p| p.places = places)
        };
        add(&mut market, at(&before), 0);
        market.set_country(AdvertId(1), said.unwrap(), moment(1));
        add(&mut market, at(&after), 2);
        let places = &market.advert(AdvertId(1)).unwrap().places;
        let found: Vec<_> = places.iter().map(|place| place.country).collect();
        assert_eq!(found, expected, "{before:?} {after:?}");
        assert_eq!(market.len(), 1);
    }
    // Without an address the place that was made for the country is not one that tells adverts apart.
    let mut market = Market::default();
    let nowhere = || {
        posting(|p| {
            p.address.clear();
            p.places.clear();
        })
    };
    add(&mut market, nowhere(), 0);
    market.set_country(AdvertId(1), said.unwrap(), moment(1));
    assert_eq!(add(&mut market, nowhere(), 2), AdditionKind::Same);
}

#[test]
fn pay_that_a_page_states_is_kept() {
    let pay = |amount: f64, span: Option<Span>| Pay {
        min: Some(amount),
        max: None,
        currency: "EUR".to_owned(),
        unit: None,
        is_unit_guessed: false,
        total: false,
        basis: PayBasis::Field,
        span,
    };
    let [none, field, quoted] = [
        vec![],
        vec![pay(100.0, None)],
        vec![pay(90.0, Some(Span { start: 0, end: 9 }))],
    ];
    for (postings, expected) in [
        (vec![("", &field)], &field),
        (vec![("", &field), ("", &none)], &field),
        (vec![("", &field), (TEXT, &none)], &field),
        (vec![("", &field), (TEXT, &quoted)], &quoted),
        (vec![(TEXT, &quoted), ("", &none)], &quoted),
        // The words that stated it are not there any more.
        (vec![(TEXT, &quoted), ("Another", &none)], &none),
    ] {
        let mut market = Market::default();
        for (text, pay) in postings {
            let states = |p: &mut Posting| {
                p.text = text.to_owned();
                p.pay.clone_from(pay);
            };
            add(&mut market, posting(states), 0);
        }
        assert_eq!(market.len(), 1);
        assert_eq!(&market.adverts[0].pay, expected);
    }
}

#[test]
fn what_an_addition_changes_can_be_undone_and_when_it_was_seen_stays() {
    let mut market = Market::default();
    add(&mut market, posting(|_| {}), 0);
    market.set_state(
        AdvertId(1),
        AdvertState::Applied,
        moment(1).on,
        "",
        moment(1),
    );
    let marked = market.clone();
    add(&mut market, posting(|_| {}), 2);
    assert_eq!(market.history, marked.history, "it was only seen");

    let until = Some("2026-12-31".parse().unwrap());
    assert_eq!(
        add(&mut market, posting(|p| p.until = until), 3),
        AdditionKind::Same
    );
    assert_eq!(market.undo().as_deref(), Some("updated 1 advert"));
    assert_eq!(market.adverts[0].until, None);
    assert_eq!(market.adverts[0].states, marked.adverts[0].states);
    market.undo().unwrap();
    assert_eq!(market.adverts[0].state(), None);
    assert_eq!(market.adverts[0].last_seen, moment(3).on);
    market.redo().unwrap();
    market.redo().unwrap();
    assert_eq!(market.adverts[0].until, until);
    assert_eq!(market.adverts[0].last_seen, moment(3).on);
}

#[test]
fn postings_that_are_known_are_not_posted_again() {
    let first = || posting(|_| {});
    let second = || {
        posting(|p| {
            p.posted = Some("2026-11-21".parse().unwrap());
            p.address = "https://board.example/9".to_owned();
            p.text.push_str(" Apply now.");
        })
    };
    let mut market = Market::default();
    assert_eq!(add(&mut market, first(), 0), AdditionKind::Added);
    assert_eq!(add(&mut market, second(), 1), AdditionKind::Again);
    let days = market.adverts[0].posted_again.clone();
    for day in 2..5 {
        assert_eq!(add(&mut market, second(), day), AdditionKind::Same);
        assert_eq!(add(&mut market, first(), day), AdditionKind::Same);
    }
    assert_eq!(market.adverts[0].posted_again, days);
    assert_eq!(market.adverts[0].posted, first().posted);
}

#[test]
fn undo_and_redo_lead_through_every_change() {
    let mut market = Market::default();
    let mut states = vec![market.adverts.clone()];
    add(&mut market, posting(|_| {}), 0);
    states.push(market.adverts.clone());
    market
        .set_state(AdvertId(1), AdvertState::Offer, moment(1).on, "", moment(1))
        .unwrap();
    states.push(market.adverts.clone());
    market.remove(AdvertId(1), moment(2)).unwrap();
    states.push(market.adverts.clone());
    // What changes nothing is no change.
    assert_eq!(market.remove(AdvertId(1), moment(3)), None);
    for state in states.iter().rev().skip(1) {
        market.undo().unwrap();
        assert_eq!(&market.adverts, state);
    }
    assert_eq!(market.undo(), None);
    for state in states.iter().skip(1) {
        market.redo().unwrap();
        assert_eq!(&market.adverts, state);
    }
    assert_eq!(market.redo(), None);
    // A number is not used again.
    add(&mut market, posting(|_| {}), 4);
    assert_eq!(market.adverts[0].id, AdvertId(2));
}

#[test]
fn a_change_is_known_whatever_the_journal_holds() {
    let mut market = Market::default();
    add(&mut market, posting(|_| {}), 0);
    for day in 0..MAX_ENTRIES as i64 + 3 {
        let now = moment(day);
        let mut set = || {
            let state = AdvertState::Applied;
            market
                .set_state(AdvertId(1), state, now.on, "", now)
                .unwrap()
        };
        assert!(set().is_recorded, "day {day}");
        assert!(!set().is_recorded, "day {day}");
    }
    assert_eq!(market.journal().count(), MAX_ENTRIES);
}

#[test]
fn what_is_written_is_read() {
    let mut market = Market::default();
    add(&mut market, posting(|_| {}), 0);
    market.remove(AdvertId(1), moment(1)).unwrap();
    add(&mut market, posting(|p| p.text.clear()), 2);
    let text = market.to_counted_json(7).unwrap();
    let (read, schema) = Market::read(text.as_bytes(), &[]).unwrap();
    assert_eq!((schema, read.saves()), (1, 7));
    assert_eq!(read.adverts, market.adverts);
    assert_eq!(read.history, market.history);
    assert!(text.starts_with("{\n  \"schema\": 1,\n"), "{text}");
}

#[test]
fn an_advert_whose_number_another_one_has_is_kept() {
    let advert = |title: &str| {
        format!(
            r#"{{"id": 3, "title": "{title}", "first_seen": "2026-11-23", "last_seen": "2026-11-23"}}"#
        )
    };
    let adverts = ["CISO", "CISO", "Deputy"].map(advert).join(",");
    let file = format!(r#"{{"schema": 1, "last_id": 7, "adverts": [{adverts}]}}"#);
    let (market, _) = Market::read(file.as_bytes(), &[]).unwrap();
    let kept: Vec<_> = market.adverts.iter().map(|a| (a.id.0, &*a.title)).collect();
    assert_eq!(kept, [(3, "CISO"), (8, "Deputy")]);
    assert_eq!(market.last_id, 8);
}

#[test]
fn a_decision_holds_for_its_wording_and_can_be_undone() {
    let catalog = &crate::catalog::testing::CATALOG;
    let mut skills = catalog.skills();
    let [skill, other] = [(); 2].map(|()| skills.next().unwrap());
    let mut market = Market::default();
    let told = |market: &Market| {
        let decisions = market.decisions();
        [
            decisions.get("Third-party  Risk", skill.uri()),
            decisions.get("third party risks", skill.uri()),
            decisions.get("third-party risk", other.uri()),
        ]
    };
    let words = ["third-party\nrisk"];
    let changed = market.decide(&words, &skill, Some(true), moment(0));
    assert!(changed.title.starts_with("accepted"), "{changed:?}");
    assert!(changed.is_recorded);
    assert_eq!(told(&market), [Some(true), None, None]);
    let saved = market.clone();
    let changed = market.decide(&words, &skill, Some(true), moment(0));
    assert!(!changed.is_recorded);
    assert_eq!(market, saved, "nothing was changed");
    market.decide(&words, &skill, Some(false), moment(1));
    assert_eq!(told(&market), [Some(false), None, None]);
    market.undo();
    assert_eq!(told(&market), [Some(true), None, None]);
    market.undo();
    assert_eq!(told(&market), [None; 3]);
    market.redo();
    assert_eq!(told(&market), [Some(true), None, None]);
    market.decide(&words, &skill, None, moment(2));
    assert_eq!(told(&market), [None; 3]);

    market.undo();
    let json = market.to_counted_json(1).unwrap();
    let (read, _) = Market::read(json.as_bytes(), &[]).unwrap();
    assert_eq!(read.decisions(), market.decisions());
    assert_eq!(read.journal().count(), market.journal().count());
}
