//! Countries, the regions they form, their outlines, and the country that the text of a place means.
//!
//! The tables are embedded and are read when they are first asked for: somebody without adverts never pays for them.

mod bounds;
mod census;
mod country;
mod place;
mod region;
mod shape;
mod table;
mod town;

pub use bounds::Bounds;
pub use census::{Census, CountryCount, RegionCount};
pub use country::Country;
pub use place::{CountryBasis, country_of_place, names_only_places};
pub use region::Region;
pub(crate) use shape::{Arc, Outlines, Shape};
