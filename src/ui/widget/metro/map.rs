//! What a metro map shows.

use super::layout::{MapLayout, MapLine};
use crate::catalog::OccupationIx;
use crate::ui::model::theme::Theme;

/// How a station is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StationMark {
    /// Ahead.
    Ahead,
    /// Passed by the person.
    Passed,
    /// Where the person is.
    Present,
    /// The goal.
    Goal,
}

/// A map ready to be drawn.
pub struct Metro<'a> {
    /// The lines, a row each.
    pub lines: &'a [MapLine],
    /// Where everything stands.
    pub layout: &'a MapLayout,
    /// A station's name, short.
    pub names: &'a dyn Fn(OccupationIx) -> &'a str,
    /// How a station is drawn.
    pub marks: &'a dyn Fn(OccupationIx) -> StationMark,
    /// The station under the cursor.
    pub selected: Option<OccupationIx>,
    /// Whether the map has the keys.
    pub focus: bool,
    /// Colours and signs.
    pub theme: &'a Theme,
}
