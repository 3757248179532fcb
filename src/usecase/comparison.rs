//! Two persons side by side, in figures: as somebody is, and as they would be.

use crate::planning::forecast::{Figures, RouteSummary};

/// The routes of a side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SideRoutes<'a> {
    /// These.
    Known(&'a RouteSummary),
    /// There are none: it is not known where the person is, or they are at their goal.
    None,
    /// They are still being computed.
    Pending,
}

/// One of the two persons.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ComparisonSide<'a> {
    /// Their figures.
    pub figures: Figures,
    /// Whether anything is known of them.
    pub is_known: bool,
    /// Their routes.
    pub ways: SideRoutes<'a>,
}
