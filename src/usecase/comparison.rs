//! The figures of a person now and in a what-if, side by side.

use crate::catalog::Catalog;
use crate::planning::current_role::current_role;
use crate::planning::forecast::{Figures, RouteSummary};
use crate::planning::hours::SkillHours;
use crate::usecase::person::Person;

/// The routes of a side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SideRoutes<'a> {
    Known(&'a RouteSummary),
    /// There are none: it is not known where the person is, or they are at their goal.
    None,
    /// They are still being computed.
    Pending,
}

/// One of the two persons.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ComparisonSide<'a> {
    pub figures: Figures,
    /// Whether anything is known of the person.
    pub is_known: bool,
    pub routes: SideRoutes<'a>,
}

impl<'a> ComparisonSide<'a> {
    /// The side of a person, with their routes where those are computed already.
    pub fn new(
        catalog: &Catalog,
        hours: &SkillHours,
        person: &Person,
        routes: Option<&'a RouteSummary>,
    ) -> Self {
        let (profile, plan) = (&person.profile, person.plan.as_ref());
        let figures = Figures::new(catalog, hours, profile, &person.states, plan);
        let from = current_role(catalog, profile);
        let ends = from.zip(figures.goal).filter(|(from, to)| from != to);
        Self {
            figures,
            is_known: person.is_known(),
            routes: match (ends, routes) {
                (None, _) => SideRoutes::None,
                (Some(_), Some(routes)) => SideRoutes::Known(routes),
                (Some(_), None) => SideRoutes::Pending,
            },
        }
    }
}
