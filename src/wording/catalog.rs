//! The catalogue in use in sentences.

use crate::catalog::Catalog;
use crate::text::thousands;

/// That the catalogue in use is a part of ESCO; `None` where it is the whole.
pub(crate) fn only_a_part(catalog: &Catalog) -> Option<String> {
    let known = catalog.occupations().len();
    let all = catalog.occupations_in_all() as usize;
    let [shown, whole] = [known, all].map(thousands);
    (known < all).then(|| format!("{shown} of ESCO's {whole} occupations are built in"))
}
