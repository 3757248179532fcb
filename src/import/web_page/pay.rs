//! The pay that the text of an advert names.

use crate::adverts;
use crate::posting::{Pay, PayBasis, Posting};

/// Adds the pay that the text names and no field states.
pub(super) fn complete(posting: &mut Posting) {
    let named = adverts::pay_in(&posting.text);
    for pay in named.iter().map(of_text) {
        let is_known = posting.pay.iter().any(|known| is_equal(known, &pay));
        if !is_known {
            posting.pay.push(pay);
        }
    }
}

fn is_equal(a: &Pay, b: &Pay) -> bool {
    (a.min, a.max, &a.currency) == (b.min, b.max, &b.currency)
}

fn of_text(pay: &adverts::Pay) -> Pay {
    Pay {
        min: pay.min.map(|amount| amount as f64),
        max: pay.max.map(|amount| amount as f64),
        currency: pay.currency.to_owned(),
        unit: Some(pay.unit),
        basis: PayBasis::Text,
        span: Some(pay.span),
    }
}
