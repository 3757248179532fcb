//! Where a person is now. Routes that are computed, what is closest, and the mark on the map all begin here.

use crate::catalog::{Catalog, OccupationIx};
use crate::profile::Profile;

/// The present role: what the last move led to, else the start. A curated route may be joined at an earlier job; that is
/// not where the person is. None when it is not known.
pub(crate) fn current_role(catalog: &Catalog, profile: &Profile) -> Option<OccupationIx> {
    let roles = profile.roles(catalog).into_iter();
    roles.chain(profile.start_in(catalog)).next()
}
