//! The figures of two persons in words, row by row. Commands and screens show the same rows; how wide and in which
//! colours is theirs.

use super::figures::{NONE, coverage, hours};
use crate::catalog::{Catalog, OccupationIx};
use crate::planning::forecast::{COUNTED, RouteSummary};
use crate::text::truncate;
use crate::usecase::comparison::{ComparisonSide, SideRoutes};

/// A figure of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonRow {
    /// What it is, in full and in short.
    pub names: [String; 2],
    /// Its value for each, [`NONE`] where there is no such figure; none while it is still being computed.
    pub values: [Option<String>; 2],
}

/// The rows, those first that matter most. An occupation is named in at most `room` columns.
pub fn rows(catalog: &Catalog, sides: [ComparisonSide<'_>; 2], room: usize) -> Vec<ComparisonRow> {
    let name = |ix: OccupationIx| truncate(catalog.short_name(ix), room).into_owned();
    let known = |of: &dyn Fn(&ComparisonSide<'_>) -> Option<String>| {
        sides.map(|side| Some(of(&side).unwrap_or_else(|| NONE.to_owned())))
    };
    let routes = |of: &dyn Fn(&RouteSummary) -> String| {
        sides.map(|side| match side.routes {
            SideRoutes::Known(routes) => Some(of(routes)),
            SideRoutes::None => Some(NONE.to_owned()),
            SideRoutes::Pending => None,
        })
    };
    let names = |long: &str, short: &str| [long.to_owned(), short.to_owned()];
    let [before, after] = sides.map(|side| side.figures);
    // Under another goal these are the figures of two goals, and both are named.
    let goal = match (before.goal, after.goal) {
        (Some(before), Some(after)) if before != after => {
            format!("{}, {}", name(before), name(after))
        }
        (_, goal) => goal.map_or_else(|| "the goal".to_owned(), name),
    };
    let of_goal = |side: &ComparisonSide<'_>| {
        let is_known = side.is_known && side.figures.goal.is_some();
        is_known.then(|| coverage(side.figures.coverage))
    };
    let mut out = vec![
        ComparisonRow {
            names: [format!("coverage of {goal}"), goal],
            values: known(&of_goal),
        },
        ComparisonRow {
            names: names("your route", "route"),
            values: known(&|side| side.figures.hours.map(hours)),
        },
        ComparisonRow {
            names: names("routes within the medium leap", "routes"),
            values: routes(&|routes| match routes.within {
                COUNTED.. => format!("{COUNTED} or more"),
                n => n.to_string(),
            }),
        },
        ComparisonRow {
            names: names("the shortest of them", "shortest"),
            values: routes(&|routes| {
                let shortest = routes.shortest.as_ref();
                shortest.map_or_else(|| NONE.to_owned(), |(h, _)| hours(*h))
            }),
        },
    ];
    if let Some((to, _)) = after.step {
        // Only the same step can be compared.
        let same = |side: &ComparisonSide<'_>| side.figures.step.filter(|(step, _)| *step == to);
        out.push(ComparisonRow {
            names: [format!("next step to {}", name(to)), name(to)],
            values: known(&|side| same(side).map(|(_, figure)| coverage(figure))),
        });
    }
    out.push(ComparisonRow {
        names: names("essential skills held", "essential"),
        values: known(&|side| {
            let (held, needed) = side.figures.essential;
            let is_known = side.is_known && needed > 0;
            is_known.then(|| format!("{held} of {needed}"))
        }),
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::forecast::Figures;

    #[test]
    fn another_next_step_is_not_compared_and_what_is_pending_is_not_none() {
        let catalog = Catalog::embedded().unwrap();
        let goal = catalog.goal();
        let figures = |step, coverage| Figures {
            goal,
            step: Some((OccupationIx(step), coverage)),
            ..Figures::default()
        };
        let side = |figures, routes| ComparisonSide {
            figures,
            is_known: true,
            routes,
        };
        let routes = RouteSummary::default();
        let sides = [
            side(figures(1, 0.3), SideRoutes::Known(&routes)),
            side(figures(2, 0.4), SideRoutes::Pending),
        ];
        let found = rows(&catalog, sides, 30);
        let values = |name: &str| {
            let row = found.iter().find(|r| r.names[0].starts_with(name));
            let [a, b] = &row.unwrap().values;
            (a.clone(), b.clone())
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(values("next step"), (some("-"), some("40 %")));
        assert_eq!(values("routes within"), (some("0"), None));
        assert_eq!(values("the shortest"), (some("-"), None));
        assert_eq!(values("essential"), (some("-"), some("-")));
    }
}
