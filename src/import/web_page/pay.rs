//! The pay that the text of an advert names.

use crate::adverts;
use crate::posting::{Pay, Posting};

/// Adds the pay that the text names and no field states.
pub(super) fn complete(posting: &mut Posting) {
    for pay in adverts::pay_in(&posting.text) {
        let is_known = posting.pay.iter().any(|known| is_equal(known, &pay));
        if !is_known {
            posting.pay.push(pay);
        }
    }
}

fn is_equal(a: &Pay, b: &Pay) -> bool {
    (a.min, a.max, &a.currency) == (b.min, b.max, &b.currency)
}
