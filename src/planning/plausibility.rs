//! Which computed routes are unusual: their skills would do, and hardly anybody goes that way.

use super::closeness::nearest;
use crate::catalog::{Catalog, OccupationIx};

/// The least coverage on arrival that every move of a usual route has.
pub(crate) const LEAST: f64 = 0.30;

/// How many of an occupation's closest ones are near it.
const NEAR: usize = 30;

/// Digits of an ISCO code that name its minor group.
const MINOR: usize = 3;

/// Whether a computed route over these occupations is unusual: its weakest coverage is below [`LEAST`], or one of its
/// stops is neither among the closest of the occupation before it nor in its ISCO minor group. The goal is the person's
/// choice and is not judged.
pub(crate) fn is_unusual(catalog: &Catalog, occupations: &[OccupationIx], weakest: f64) -> bool {
    let [to_stops @ .., _] = occupations else {
        return false;
    };
    weakest < LEAST
        || to_stops
            .windows(2)
            .any(|pair| is_far(catalog, pair[0], pair[1]))
}

fn is_far(catalog: &Catalog, from: OccupationIx, to: OccupationIx) -> bool {
    let group = |ix: OccupationIx| catalog.occupation(ix).isco().code.get(..MINOR);
    let is_near = || {
        nearest(catalog, from, NEAR)
            .iter()
            .any(|(near, _)| *near == to)
    };
    group(from) != group(to) && !is_near()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::CATALOG;

    #[test]
    fn weak_moves_and_far_stops_are_unusual() {
        let check = |codes: &[&str], weakest, expected| {
            let all = codes
                .iter()
                .map(|code| CATALOG.occupation_by_code(code).unwrap());
            let all: Vec<OccupationIx> = all.collect();
            assert_eq!(is_unusual(&CATALOG, &all, weakest), expected, "{codes:?}");
        };
        // IT auditor, ICT auditor manager, CISO: the stop is close.
        check(&["2511.18", "2519.2", "2529.1"], 0.30, false);
        check(&["2511.18", "2519.2", "2529.1"], 0.2999, true);
        check(&["2511.18", "2529.1"], 0.5, false);
        // 2529.4 and 2529.8 are of one minor group; a security consultant has little of a database developer.
        check(&["2529.4", "2529.8", "2529.1"], 0.5, false);
        check(&["5414.1.8", "2521.3", "2529.1"], 0.5, true);
        check(&[], 1.0, false);
    }
}
