//! Whether the letters of a query occur in a label in order, for as many labels as all of ESCO has.
//!
//! That is asked of tens of thousands of labels at a key, and most of them say no. A search from letter to letter guesses
//! wrong at each of them; here a label is read once, and what is known after each of its bytes is one number (Baeza-Yates
//! and Gonnet, "A new approach to text searching", 1992, with gaps allowed). Knows nothing of tiers.

use super::tier::Query;

/// Most letters of a query that fit into the number.
const MOST: usize = 63;

/// The letters of a query, laid out to be looked for.
pub(crate) struct InOrder<'q> {
    query: &'q Query,
    /// For each byte the places at which the query has it, as bits. None where it is not ASCII, or too long.
    places: Option<Box<[u64; 256]>>,
}

impl<'q> InOrder<'q> {
    pub(crate) fn new(query: &'q Query) -> Self {
        let text = query.text().as_bytes();
        let places = (text.is_ascii() && text.len() <= MOST).then(|| {
            let mut places = Box::new([0; 256]);
            for (at, byte) in text.iter().enumerate() {
                places[usize::from(*byte)] |= 1 << at;
            }
            places
        });
        Self { query, places }
    }

    /// What [`Query::occurs_in`] says of the bytes of a folded label.
    pub(crate) fn occur_in(&self, label: &[u8]) -> bool {
        let Some(places) = &self.places else {
            return std::str::from_utf8(label).is_ok_and(|label| self.query.occurs_in(label));
        };
        // Bit n: the first n letters were met, and no more; to add it to itself is to move it on. Bytes of chars that are
        // not ASCII are no letter of the query.
        let bytes = label.iter();
        let met = bytes.fold(1_u64, |met, byte| met + (met & places[usize::from(*byte)]));
        met >> self.query.text().len() & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{InOrder, Query};

    proptest! {
        #[test]
        fn letters_occur_as_the_query_says(
            query in "[abc]{1,6}|[ab é(]{1,5}|[a-b]{60,70}", label in "[abcdé (]{0,20}|[ab]{50,140}",
        ) {
            let query = Query::new(&query);
            let in_order = InOrder::new(&query);
            prop_assert_eq!(in_order.occur_in(label.as_bytes()), query.occurs_in(&label));
            let around = format!("é{} ", query.text());
            prop_assert!(in_order.occur_in(query.text().as_bytes()) && in_order.occur_in(around.as_bytes()));
        }
    }
}
