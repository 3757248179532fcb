//! `compare`: two or three occupations or routes side by side.

use schemars::JsonSchema;
use serde::Serialize;

use super::routes::{self, NamedRoute, RouteReply};
use crate::catalog::{Catalog, Kind, OccupationIx};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{self, Lines, Reply, Table};
use crate::cli::reply::{self, OccupationName, SkillWithState};
use crate::planning::closeness;
use crate::planning::route_choices::RouteChoices;
use crate::planning::route_search::{CuratedRef, FoundRoute, RouteFinder};
use crate::planning::skill_comparison::{ComparedRelation, compared};
use crate::profile::Profile;
use crate::text::{capitalize, plural, truncate};
use crate::wording::figures;
use crate::wording::skill::compared_heading;

/// What the sides are called in the tables.
const LETTERS: [&str; 3] = ["A", "B", "C"];

/// How wide a skill's name may be, in columns.
const NAME: usize = 74;

enum Side {
    Occupation(OccupationIx),
    Route(Box<FoundRoute>),
}

impl Side {
    /// The occupations whose skills it asks for.
    fn asks(&self) -> Vec<OccupationIx> {
        match self {
            Self::Occupation(ix) => vec![*ix],
            Self::Route(found) => found.steps.iter().map(|s| s.to).collect(),
        }
    }
}

/// Two or three occupations or routes side by side.
#[derive(Serialize, JsonSchema)]
pub(super) struct CompareReply<'a> {
    compare: Comparison<'a>,
}

#[derive(Serialize, JsonSchema)]
struct Comparison<'a> {
    subjects: Vec<Subject<'a>>,
    closeness: Vec<PairCloseness>,
    groups: Vec<SkillGroups<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum Subject<'a> {
    Occupation {
        #[serde(flatten)]
        occupation: OccupationName<'a>,
        kind: &'static str,
        coverage: Option<f64>,
        hours: u32,
    },
    Route {
        #[serde(flatten)]
        route: RouteReply<'a>,
        kind: &'static str,
    },
}

#[derive(Serialize, JsonSchema)]
struct PairCloseness {
    /// The places of two subjects, from 0.
    between: [usize; 2],
    /// 0 to 1.
    closeness: f64,
}

/// The skills of one relation and kind, by who asks for them.
#[derive(Serialize, JsonSchema)]
struct SkillGroups<'a> {
    relation: ComparedRelation,
    kind: Kind,
    /// Who calls which of them essential, where some do and others call them optional.
    essential_in: Vec<SkillsOf<'a>>,
    shared: Option<Vec<SkillWithState<'a>>>,
    only: Vec<SkillsOf<'a>>,
    in_two: Vec<SkillsOf<'a>>,
}

/// The skills that some of the subjects ask for.
#[derive(Serialize, JsonSchema)]
struct SkillsOf<'a> {
    /// The places of the subjects, from 0.
    r#in: Vec<usize>,
    skills: Vec<SkillWithState<'a>>,
}

pub(super) fn show(context: &Context, names: &[String]) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let person = context.person()?;
    let flat = context.flat()?;
    let roles = person.profile.roles(catalog);
    let finder = RouteFinder::new(catalog, &flat, &person.states, &roles);
    let side = |name: &String| side(context, &finder, &person.profile, name);
    let sides = names.iter().map(side);
    let sides = sides.collect::<Result<Vec<Side>, Failure>>()?;
    let asked: Vec<Vec<OccupationIx>> = sides.iter().map(Side::asks).collect();
    let groups = compared(catalog, &asked);
    let coverage = |ix| person.coverage(catalog, ix);

    let subjects = sides.iter().map(|side| match side {
        Side::Occupation(ix) => Subject::Occupation {
            occupation: reply::occupation(catalog, *ix),
            kind: "occupation",
            coverage: coverage(*ix),
            hours: finder.weights().hours(*ix),
        },
        Side::Route(found) => Subject::Route {
            route: NamedRoute::new(catalog, found).reply(&finder),
            kind: "route",
        },
    });
    let skills = |all: &[_]| reply::skills(catalog, &person.states, all);
    let values = groups.iter().map(|group| {
        let parts = group.parts.iter();
        let shared = parts
            .clone()
            .find(|(places, _)| places.len() == sides.len());
        let skills_of = |(places, all): &(Vec<usize>, Vec<_>)| SkillsOf {
            r#in: places.clone(),
            skills: skills(all),
        };
        let of = |wanted: usize| {
            let some = parts
                .clone()
                .filter(|(places, _)| places.len() == wanted && wanted < sides.len());
            some.map(skills_of).collect()
        };
        SkillGroups {
            relation: group.relation,
            kind: group.kind,
            essential_in: group.essential_in.iter().map(skills_of).collect(),
            shared: shared.map(|(_, all)| skills(all)),
            only: of(1),
            in_two: of(2),
        }
    });
    let pairs = pairs(catalog, &sides);
    let close = pairs.iter().map(|(between, closeness)| PairCloseness {
        between: *between,
        closeness: *closeness,
    });
    let answer = CompareReply {
        compare: Comparison {
            subjects: subjects.collect(),
            closeness: close.collect(),
            groups: values.collect(),
        },
    };

    let mut text = Lines::default();
    for (letter, side) in LETTERS.iter().zip(&sides) {
        match side {
            Side::Occupation(ix) => {
                let occupation = catalog.occupation(*ix);
                let (label, code) = (occupation.label(), occupation.code());
                text.line(format!("{letter}  {label} ({code})"));
                text.line(format!(
                    "   coverage {}, {}, {} essential and {} optional skills",
                    figures::coverage_or_none(coverage(*ix)),
                    figures::study(finder.weights().hours(*ix)),
                    occupation.essential().len(),
                    occupation.optional_only().count()
                ));
            }
            Side::Route(found) => {
                let route = NamedRoute::new(catalog, found);
                let from = found.occupations.first();
                let from = from.map_or("", |from| output::label(catalog, *from));
                route.write(&mut text, &finder, &format!("{letter}  from {from}: "));
            }
        }
    }
    for (pair, closeness) in &pairs {
        let [a, b] = pair.map(|at| LETTERS[at]);
        let closeness = figures::percent(*closeness);
        text.line(format!("Closeness of {a} and {b}: {closeness}"));
    }
    let mut table = Table::default().right(&[1, 2, 3, 4, 5, 6, 7]);
    let names = groups.first().map_or(&[][..], |g| &g.parts);
    let names = names.iter().map(|(places, _)| who(places, sides.len()));
    table.row(std::iter::once("skills".to_owned()).chain(names));
    for group in &groups {
        let counts = group.parts.iter().map(|(_, all)| all.len().to_string());
        table.row(std::iter::once(compared_heading(group.relation, group.kind)).chain(counts));
    }
    text.gap().table(&table);
    for group in &groups {
        for (places, all) in group.parts.iter().filter(|(_, all)| !all.is_empty()) {
            let title = capitalize(&compared_heading(group.relation, group.kind));
            let count = plural(all.len(), "skill", "skills");
            text.gap()
                .line(format!("{title}, {}: {count}", who(places, sides.len())));
            for skill in all {
                let label = truncate(catalog.skill(*skill).label(), NAME);
                let remark = match group.essential_sides(*skill) {
                    Some(places) => format!(" (essential to {})", letters(places)),
                    None => String::new(),
                };
                text.line(format!("  {label}{remark}"));
            }
        }
    }
    Ok(Reply::new(answer, text.done()))
}

/// "shared", "A and B", "only A".
fn who(places: &[usize], sides: usize) -> String {
    match places {
        all if all.len() == sides => "shared".to_owned(),
        [_] => format!("only {}", letters(places)),
        _ => letters(places),
    }
}

/// "A", "A and B".
fn letters(places: &[usize]) -> String {
    let letters = places.iter().map(|at| LETTERS[*at]);
    letters.collect::<Vec<_>>().join(" and ")
}

/// The closeness of each pair of occupations among the sides, with the positions of the two.
fn pairs(catalog: &Catalog, sides: &[Side]) -> Vec<([usize; 2], f64)> {
    let occupations = sides
        .iter()
        .enumerate()
        .filter_map(|(at, side)| match side {
            Side::Occupation(ix) => Some((at, *ix)),
            Side::Route(_) => None,
        });
    let (places, occupations): (Vec<_>, Vec<_>) = occupations.unzip();
    closeness::pairs(catalog, &occupations)
        .map(|(pair, closeness)| (pair.map(|at| places[at]), closeness))
        .collect()
}

/// A curated route by its id, from where the person is; a route by the codes of its occupations; else an occupation.
fn side(
    context: &Context,
    finder: &RouteFinder<'_>,
    profile: &Profile,
    name: &str,
) -> Result<Side, Failure> {
    let catalog = context.catalog()?;
    let found = if let Some((track, route)) = catalog.tracks.route(name) {
        let whole = || {
            let curated = CuratedRef {
                track: track.id.clone(),
                route: route.id.clone(),
            };
            finder.route_over(&catalog.tracks.occupations_of(route), Some(curated))
        };
        RouteChoices::curated_ahead(finder, profile, (track, route)).or_else(whole)
    } else {
        routes::by_codes(catalog, name)?.and_then(|all| finder.route_over(&all, None))
    };
    if let Some(found) = found {
        return Ok(Side::Route(Box::new(found)));
    }
    let occupation = context.occupation(name).map_err(|failure| {
        failure.hint("Routes go by the ids that `cisopath tracks` and `cisopath routes` show.")
    });
    occupation.map(Side::Occupation)
}
