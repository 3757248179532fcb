//! `gap`: what one occupation still asks for, and how every occupation stands.

use schemars::JsonSchema;
use serde::Serialize;

use super::roles::COVERAGE_UNKNOWN;
use crate::catalog::{Catalog, Occupation};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{self, Lines, Reply, Table, sentence};
use crate::cli::reply::{self, OccupationName, Share};
use crate::planning::by_skill_group::{self, GroupSum};
use crate::planning::gap::{Leap, gap as gap_of, leap};
use crate::planning::hours;
use crate::planning::route_search::person_weights::PersonWeights;
use crate::text::{plural, thousands, truncate};
use crate::wording::{self, figures};

/// How wide an occupation's name may be in a table, in columns.
const NAME: usize = 40;

/// How many levels of skill groups people are shown; scripts get all.
const LEVELS: u8 = 3;

/// What one occupation asks for, or how all of them stand.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum GapReply<'a> {
    One { gap: OneGap<'a> },
    All { gaps: Vec<GapRow<'a>> },
}

/// What an occupation asks for and the person does not hold.
#[derive(Serialize, JsonSchema)]
pub(super) struct OneGap<'a> {
    #[serde(flatten)]
    occupation: OccupationName<'a>,
    /// 0 to 1; null while nothing is known of the person.
    coverage: Option<f64>,
    essential: Share<'a>,
    optional: Share<'a>,
    groups: Vec<GroupReply<'a>>,
}

/// The essential skills that lie in a skill group or below it.
#[derive(Serialize, JsonSchema)]
struct GroupReply<'a> {
    /// ESCO's code of the group.
    code: &'a str,
    title: &'a str,
    /// The code of the group above it.
    above: Option<&'a str>,
    /// 1 at the top.
    level: u8,
    #[serde(flatten)]
    counts: Counts,
}

/// How an occupation stands.
#[derive(Serialize, JsonSchema)]
pub(super) struct GapRow<'a> {
    #[serde(flatten)]
    occupation: OccupationName<'a>,
    coverage: Option<f64>,
    leap: Option<Leap>,
    /// Of the missing essential skills.
    hours: u32,
    essential: Counts,
}

/// How many skills are needed, held and missing.
#[derive(Serialize, JsonSchema)]
struct Counts {
    needed: usize,
    held: usize,
    missing: usize,
}

impl Counts {
    fn new(needed: usize, held: usize) -> Self {
        let missing = needed - held;
        Self {
            needed,
            held,
            missing,
        }
    }
}

pub(super) fn one(context: &Context, name: Option<&str>, by_group: bool) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let named = name.map(|n| context.occupation(n)).transpose()?;
    let person = context.person()?;
    let target = named
        .or_else(|| person.profile.goal_in(catalog))
        .ok_or_else(|| {
            Failure::no("this catalogue lacks your goal")
                .hint("name an occupation: cisopath gap NAME")
        })?;
    let gap = gap_of(catalog, &person.states, target);
    let coverage = person.coverage(catalog, target);
    let asked = catalog.occupation(target).essential();
    let sums = by_skill_group::group_sums(catalog, &person.states, asked);
    let share = |share| reply::share(catalog, &person.states, share);
    let answer = GapReply::One {
        gap: OneGap {
            occupation: reply::occupation(catalog, target),
            coverage,
            essential: share(&gap.essential),
            optional: share(&gap.optional),
            groups: sums.iter().map(|sum| group(catalog, sum)).collect(),
        },
    };

    let mut text = Lines::default();
    text.line(format!(
        "{} ({}), coverage {}, {} of {} held",
        output::label(catalog, target),
        output::code(catalog, target),
        figures::coverage_or_none(coverage),
        gap.essential.held,
        plural(gap.essential.needed, "essential skill", "essential skills")
    ));
    if by_group {
        text.gap()
            .line("Essential skills by ESCO's skill groups.")
            .line(wording::skill::GROUPS_NOTE);
        text.table(&groups(catalog, &sums));
        return Ok(Reply::new(answer, text.done()));
    }
    for (name, share) in [("essential", &gap.essential), ("optional", &gap.optional)] {
        text.gap().line(sentence(&format!(
            "{name}: {} of {} held, {} missing",
            share.held,
            share.needed,
            share.missing.len()
        )));
        let missing = share.missing.iter().copied();
        text.table(&output::skill_table(catalog, &person.states, missing));
    }
    Ok(Reply::new(answer, text.done()))
}

/// A skill group for scripts.
fn group<'a>(catalog: &'a Catalog, sum: &GroupSum) -> GroupReply<'a> {
    let group = catalog.skill_group(sum.group);
    GroupReply {
        code: &group.code,
        title: &group.title,
        above: group.above.map(|above| &*catalog.skill_group(above).code),
        level: group.depth + 1,
        counts: Counts::new(sum.count, sum.held),
    }
}

/// The upper levels of the hierarchy for people, indented.
fn groups(catalog: &Catalog, sums: &[GroupSum]) -> Table {
    let heads = ["held", "needed", "code", "group"];
    let mut table = Table::indented(2).right(&[0, 1]).header(heads);
    for sum in sums {
        let group = catalog.skill_group(sum.group);
        if group.depth < LEVELS {
            let indent = "  ".repeat(usize::from(group.depth));
            table.row([
                sum.held.to_string(),
                sum.count.to_string(),
                group.code.to_string(),
                format!("{indent}{}", group.title),
            ]);
        }
    }
    table
}

/// Every occupation with its coverage, the best covered first; of equals the one that takes fewer hours.
pub(super) fn all(context: &Context) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let person = context.person()?;
    let flat = context.flat()?;
    let roles = person.profile.roles(catalog);
    let weights = PersonWeights::new(&flat, catalog, &person.states, &roles);
    let rows = catalog.occupations();
    let rows = rows.map(|o| (weights.coverage(&flat, o.ix), weights.hours(o.ix), o));
    let mut rows: Vec<(f64, u32, Occupation<'_>)> = rows.collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));

    let known = person.is_known();
    let heads = ["coverage", "missing", "hours", "code", "occupation"];
    let mut table = Table::default().right(&[0, 1, 2]).header(heads);
    let mut gaps = Vec::with_capacity(rows.len());
    for (coverage, hours, occupation) in rows {
        let held = person.states.count_held(occupation.essential());
        let needed = occupation.essential().len();
        let shown = known.then_some(coverage);
        gaps.push(GapRow {
            occupation: reply::occupation(catalog, occupation.ix),
            coverage: shown,
            leap: shown.and_then(leap),
            hours,
            essential: Counts::new(needed, held),
        });
        table.row([
            figures::coverage_or_none(shown),
            (needed - held).to_string(),
            thousands(hours as usize),
            occupation.code().to_string(),
            truncate(occupation.label(), NAME).into_owned(),
        ]);
    }
    let mut text = Lines::default();
    let count = plural(gaps.len(), "occupation", "occupations");
    text.table(&table).gap().line(format!(
        "{count}; hours of the missing essential skills ({}), without those of a move.",
        hours::BASIS.word()
    ));
    if !known {
        text.line(COVERAGE_UNKNOWN);
    }
    Ok(Reply::new(GapReply::All { gaps }, text.done()))
}
