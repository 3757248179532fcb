//! What a short look tells of routes, beside what the whole graphs tell.

use proptest::prelude::*;

use super::*;
use crate::planning::testing::{ground, made};

/// The answer of whoever looks before the graphs are made, and of whoever has them all.
fn both(catalog: &Catalog, states: &States, roles: &[OccupationIx], query: &Query) -> [Answer; 2] {
    let ground = ground(catalog);
    let [quick, slow] = [(); 2].map(|()| Atlas::new(catalog, &ground, states, roles));
    for limit in Limit::ALL {
        slow.network(limit);
    }
    [quick.routes(query), slow.routes(query)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn a_short_look_tells_what_the_whole_graph_tells(
        made in made(), pair in any::<[prop::sample::Index; 2]>(), moves in 1..=MOVES, shut in any::<u8>(),
    ) {
        let catalog = made.catalog();
        let count = catalog.occupations().len();
        let [from, to] = pair.map(|at| OccupationIx(at.index(count) as u32));
        let avoid = (0..count.min(8) as u32).filter(|at| shut >> at & 1 == 1).map(OccupationIx);
        for limit in Limit::ALL {
            let query = Query {
                limit,
                moves,
                avoid: avoid.clone().filter(|o| *o != from && *o != to).collect(),
                ..Query::new(from, to)
            };
            let [quick, slow] = both(&catalog, &made.states(&catalog), &made.roles(), &query);
            prop_assert_eq!(quick, slow);
        }
    }
}

#[test]
fn pairs_of_the_embedded_catalogue_are_told_alike() {
    let catalog = Catalog::embedded().unwrap();
    let states = States::blank(&catalog);
    let (mut none, mut large) = (0, 0);
    for pair in 0..60_u32 {
        let [from, to] = [pair * 37 % 111, pair * 53 % 109].map(OccupationIx);
        if from == to {
            continue;
        }
        let [quick, slow] = both(&catalog, &states, &[], &Query::new(from, to));
        none += usize::from(quick.routes.is_empty());
        large += usize::from(quick.limit_that_would_do == Some(Limit::Large));
        assert_eq!(quick, slow, "{pair}");
    }
    assert!(none > 10 && large > 10, "{none} {large}");
}
