//! The ids of transitions that nobody curated: made of the two occupations, and parsed again. A record keeps marks of such a
//! step under its id, so they never change.

use super::{Catalog, Occupation, OccupationIx, StepId};

const PREFIX: &str = "derived-";

/// How many characters of each occupation are used.
const PART: usize = 8;

/// The id of the move between two occupations.
pub(crate) fn id(catalog: &Catalog, from: OccupationIx, to: OccupationIx) -> StepId {
    let [from, to] = [from, to].map(|ix| part(catalog.occupation(ix)));
    format!("{PREFIX}{from}-{to}").into()
}

/// Where the move with this id leads, if it is one and the catalogue has the occupation. No URI of ESCO has a hyphen among
/// the characters that are taken.
pub(crate) fn destination(catalog: &Catalog, id: &str) -> Option<OccupationIx> {
    let (_, to) = id.strip_prefix(PREFIX)?.split_once('-')?;
    let mut all = catalog.occupations();
    all.find(|o| !to.is_empty() && part(*o) == to).map(|o| o.ix)
}

/// The beginning of the last part of an occupation's URI.
fn part(occupation: Occupation<'_>) -> String {
    let uri = occupation.uri();
    let last = uri.rsplit('/').next().unwrap_or_default();
    last.chars().take(PART).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::CATALOG;

    #[test]
    fn an_id_says_where_the_move_leads() {
        // As records have it.
        let named = ["2511.18", "2529.1"].map(|code| CATALOG.occupation_by_code(code).unwrap());
        assert_eq!(
            id(&CATALOG, named[0], named[1]),
            "derived-cdd3d773-276ba420"
        );
        let from = OccupationIx(0);
        for to in CATALOG.occupations().skip(1) {
            let id = id(&CATALOG, from, to.ix);
            assert_eq!(destination(&CATALOG, &id), Some(to.ix), "{id}");
        }
    }

    #[test]
    fn what_is_no_such_id_leads_nowhere() {
        for id in ["", "derived-", "derived-0-", "derived-0-xqzxqz", "se-1"] {
            assert_eq!(destination(&CATALOG, id), None, "{id}");
        }
    }
}
