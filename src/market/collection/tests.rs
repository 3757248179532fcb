//! Adding, changing and removing adverts.

use super::*;
use crate::market::testing::moment;

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
fn add(market: &mut Market, posting: Posting, day: i64) -> Outcome {
    let hash = Some(posting.text.clone()).filter(|text| !text.is_empty());
    let text_of = |hash: &str| Some(hash.to_owned());
    let additions = market.add(&[(posting, hash)], &text_of, moment(day));
    additions.first().unwrap().outcome
}

#[test]
fn one_advert_is_known_again() {
    use Outcome::{Added, Again, Same};
    type Change = fn(&mut Posting);
    let cases: [(Change, Outcome); 13] = [
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
        assert_eq!(add(&mut market, at(a, "Leeds"), 0), Outcome::Added);
        assert_eq!(
            add(&mut market, at(b, "York"), 1),
            Outcome::Added,
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
    let title = market.decide(&words, &skill, Some(true), moment(0));
    assert!(title.starts_with("accepted"), "{title}");
    assert_eq!(told(&market), [Some(true), None, None]);
    let saved = market.clone();
    market.decide(&words, &skill, Some(true), moment(0));
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
