//! `what-if`: what would change if this were so. Nothing is saved; the record is not even locked.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::{Basis, Catalog, OccupationIx, SkillIx};
use crate::cli::args::WhatIfArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{self, Lines, Reply, Table};
use crate::cli::reply::{self, Share};
use crate::planning::flat_catalog::FlatCatalog;
use crate::planning::forecast::{Figures, RouteSummary, routes_ahead};
use crate::planning::gap::{Gap, gap};
use crate::planning::hours::SkillHours;
use crate::planning::plan::Plan;
use crate::planning::route_search::{FoundRoute, FoundRoutes, RouteFinder};
use crate::profile::change;
use crate::profile::{Claim, Record};
use crate::text::capitalize;
use crate::usecase::comparison::ComparisonSide;
use crate::usecase::person::Person;
use crate::usecase::plan_change;
use crate::usecase::route_id::route_id;
use crate::wording::{self, figures};

/// How many routes are listed.
const LISTED: usize = 5;

/// How many of them the text shows.
const SHOWN: usize = 3;

/// How wide the name of an occupation may be, in columns.
const NAME: usize = 33;

/// How the person stands and would stand.
#[derive(Serialize, JsonSchema)]
pub(super) struct WhatIfReply<'a> {
    what_if: WhatIf<'a>,
}

#[derive(Serialize, JsonSchema)]
struct WhatIf<'a> {
    /// Always false.
    saved: bool,
    tried: &'a [String],
    remarks: &'a [String],
    before: SideReply<'a>,
    after: SideReply<'a>,
}

#[derive(Serialize, JsonSchema)]
struct SideReply<'a> {
    /// The code of the occupation.
    goal: Option<&'a str>,
    coverage: Option<f64>,
    essential: Option<Share<'a>>,
    next_step: Option<NextStep<'a>>,
    /// Of the open steps of the route.
    hours: Option<u32>,
    /// How many routes are within the leap; null where no routes are known.
    routes_within_leap: Option<usize>,
    routes: Vec<ListedRoute<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct NextStep<'a> {
    to: &'a str,
    label: &'a str,
    coverage: f64,
}

#[derive(Serialize, JsonSchema)]
struct ListedRoute<'a> {
    id: String,
    basis: Basis,
    hours: u32,
    /// The lowest coverage of its moves, 0 to 1.
    weakest: f64,
    /// The codes of its occupations.
    occupations: Vec<&'a str>,
}

pub(super) fn show(context: &Context, args: &WhatIfArgs) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let claims = claims(context, args)?;
    let moved = args.moved.iter().map(|name| context.occupation(name));
    let moved = moved.collect::<Result<Vec<OccupationIx>, Failure>>()?;
    let now = context.now();
    let record = context.record()?;
    let trial = record.as_ref().map(Record::trial);
    let mut trial = trial.unwrap_or_else(|| Record::new(now));
    let before = Person::new(catalog, record.map(|r| r.profile).unwrap_or_default());
    let mut remarks = Vec::new();
    for occupation in moved {
        let new_track = plan_change::move_to(&mut trial, catalog, occupation, now);
        remarks.extend(new_track.map(|change| wording::plan::track_change(catalog, &change)));
    }
    for (skill, claim) in claims {
        change::mark(&mut trial, catalog, skill, Some(claim), now);
    }
    let mut tried: Vec<String> = trial.journal().map(|e| e.title.clone()).collect();
    tried.reverse();
    let after = Person::new(catalog, trial.profile);

    let flat = context.flat()?;
    let sides = [&before, &after].map(|person| Side::new(catalog, &flat, person));
    let what_if = WhatIf {
        saved: false,
        tried: &tried,
        remarks: &remarks,
        before: sides[0].reply(catalog),
        after: sides[1].reply(catalog),
    };
    let text = text(catalog, flat.hours(), &tried, &remarks, &sides);
    Ok(Reply::new(WhatIfReply { what_if }, text))
}

/// What is supposed of skills. One skill cannot be supposed in two ways.
fn claims(context: &Context, args: &WhatIfArgs) -> Result<Vec<(SkillIx, Claim)>, Failure> {
    let mut out: Vec<(SkillIx, Claim)> = Vec::new();
    for (names, claim) in [
        (&args.held, Claim::Held),
        (&args.learning, Claim::Learning),
        (&args.missing, Claim::Missing),
    ] {
        for name in names {
            let skill = context.skill(name)?;
            if out.iter().any(|(s, other)| *s == skill && *other != claim) {
                let label = context.catalog()?.skill(skill).label();
                let message = format!("{label} is supposed in two ways at once");
                return Err(Failure::usage(message));
            }
            out.push((skill, claim));
        }
    }
    Ok(out)
}

/// How a person stands.
struct Side<'a> {
    person: &'a Person,
    figures: Figures,
    gap: Option<Gap>,
    /// The routes ahead; none where it is not known where they are.
    routes: Option<FoundRoutes>,
}

impl<'a> Side<'a> {
    fn new(catalog: &Catalog, flat: &FlatCatalog, person: &'a Person) -> Self {
        let (profile, plan) = (&person.profile, person.plan.as_ref());
        let roles = profile.roles(catalog);
        let finder = RouteFinder::new(catalog, flat, &person.states, &roles);
        let figures = Figures::new(catalog, flat.hours(), profile, &person.states, plan);
        Self {
            person,
            gap: figures.goal.map(|goal| gap(catalog, &person.states, goal)),
            figures,
            routes: routes_ahead(&finder, profile, plan).map(|(_, routes)| routes),
        }
    }

    /// Coverage of the goal; not known without a record.
    fn coverage(&self, catalog: &Catalog) -> Option<f64> {
        self.person.coverage(catalog, self.figures.goal?)
    }

    fn routes(&self) -> &[FoundRoute] {
        self.routes.as_ref().map_or(&[], |found| &found.routes)
    }

    fn reply<'c>(&self, catalog: &'c Catalog) -> SideReply<'c> {
        let gap = self.gap.as_ref();
        let routes = self.routes().iter().take(LISTED).map(|found| ListedRoute {
            id: route_id(catalog, &found.occupations),
            basis: found.basis,
            hours: found.hours(),
            weakest: found.weakest(),
            occupations: reply::codes(catalog, &found.occupations),
        });
        SideReply {
            goal: self.figures.goal.map(|g| output::code(catalog, g)),
            coverage: self.coverage(catalog),
            essential: gap.map(|gap| reply::share(catalog, &self.person.states, &gap.essential)),
            next_step: self.figures.step.map(|(to, coverage)| NextStep {
                to: output::code(catalog, to),
                label: output::label(catalog, to),
                coverage,
            }),
            hours: self.figures.hours,
            routes_within_leap: self.routes.as_ref().map(|found| found.routes.len()),
            routes: routes.collect(),
        }
    }
}

fn text(
    catalog: &Catalog,
    hours: &SkillHours,
    tried: &[String],
    remarks: &[String],
    sides: &[Side<'_>; 2],
) -> String {
    let mut text = Lines::default();
    if tried.is_empty() {
        text.line("Nothing would be different: all of this is on record already.");
    } else {
        text.line("What if (nothing is saved):");
        for title in tried {
            text.line(format!("  {}", capitalize(title)));
        }
        for remark in remarks {
            text.line(remark);
        }
    }
    let rows = rows(catalog, hours, sides);
    let mut table = Table::default()
        .right(&[1, 2])
        .header(["", "now", "what if"]);
    for row in &rows {
        table.row(row.clone());
    }
    text.gap().table(&table);
    if !tried.is_empty() && rows.iter().all(|[_, before, after]| before == after) {
        text.gap().line("None of these figures changes.");
    }
    let mut has_unusual = false;
    for (name, side) in ["now", "what if"].into_iter().zip(sides) {
        if side.routes().is_empty() {
            continue;
        }
        text.gap().line(format!("Shortest routes, {name}:"));
        let mut table = Table::indented(2).right(&[0]);
        let mut shortest: Vec<&FoundRoute> = side.routes().iter().collect();
        shortest.sort_by_key(|found| found.hours());
        for found in shortest.into_iter().take(SHOWN) {
            let names = found.occupations.iter().map(|o| catalog.short_name(*o));
            let names = names.collect::<Vec<_>>().join(" → ");
            let remark = if found.unusual { " (unusual)" } else { "" };
            has_unusual |= found.unusual;
            table.row([figures::hours(found.hours()), names + remark]);
        }
        text.table(&table);
    }
    if has_unusual {
        let heading = wording::routes::unusual_heading();
        text.gap().line(format!("{heading}."));
    }
    let [_, after] = sides;
    if after.routes.is_none() {
        let plan = after.person.plan.as_ref();
        text.gap().line(if plan.is_some_and(Plan::is_reached) {
            "You have reached your goal; there is no route to compare."
        } else {
            "Routes are not known: say where you are with cisopath begin, or suppose it with --moved NAME."
        });
    }
    text.done()
}

/// The figures side by side: what is compared, now, and what if.
fn rows(catalog: &Catalog, hours: &SkillHours, sides: &[Side<'_>; 2]) -> Vec<[String; 3]> {
    let routes = sides
        .each_ref()
        .map(|s| s.routes.as_ref().map(RouteSummary::of));
    let side =
        |at: usize| ComparisonSide::new(catalog, hours, sides[at].person, routes[at].as_ref());
    let rows = wording::comparison::rows(catalog, [side(0), side(1)], NAME).into_iter();
    rows.map(|row| {
        let [name, _] = row.names;
        let [before, after] = row.values.map(Option::unwrap_or_default);
        [name, before, after]
    })
    .collect()
}
