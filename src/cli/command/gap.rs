//! `gap`: what one occupation still asks for, and how every occupation stands.

use serde_json::{Value, json};

use crate::catalog::Catalog;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{self, Lines, Reply, Table, sentence};
use crate::planning::by_skill_group::{self, GroupSum};
use crate::planning::gap::{Leap, SkillBreakdown, gap as gap_of, leap};
use crate::planning::hours;
use crate::planning::route_search::person_weights::PersonWeights;
use crate::text::{plural, thousands, truncate};
use crate::wording::figures;

/// How wide an occupation's name may be in a table, in columns.
const NAME: usize = 40;

/// How many levels of skill groups people are shown; scripts get all.
const LEVELS: u8 = 3;

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
    let side = |share: &SkillBreakdown| {
        json!({
            "needed": share.needed,
            "held": share.held,
            "missing": output::skills(catalog, &person.states, &share.missing),
        })
    };
    let asked = catalog.occupation(target).essential();
    let sums = by_skill_group::group_sums(catalog, &person.states, asked);
    let answer = json!({ "gap": {
        "uri": catalog.occupation(target).uri(),
        "code": output::code(catalog, target),
        "label": output::label(catalog, target),
        "coverage": coverage,
        "essential": side(&gap.essential),
        "optional": side(&gap.optional),
        "groups": sums.iter().map(|sum| group(catalog, sum)).collect::<Vec<_>>(),
    }});

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
            .line("Essential skills by ESCO's skill groups; a skill of two groups counts in both.");
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
        let mut table = Table::indented(2);
        for skill in &share.missing {
            let state = person.states.get(*skill).word().to_owned();
            table.row([state, catalog.skill(*skill).label().to_string()]);
        }
        text.table(&table);
    }
    Ok(Reply::new(answer, text.done()))
}

/// A skill group for scripts.
fn group(catalog: &Catalog, sum: &GroupSum) -> Value {
    let group = catalog.skill_group(sum.group);
    json!({
        "code": group.code,
        "title": group.title,
        "above": group.above.map(|above| &catalog.skill_group(above).code),
        "level": group.depth + 1,
        "needed": sum.count,
        "held": sum.held,
        "missing": sum.count - sum.held,
    })
}

/// The upper levels of the hierarchy for people, indented.
fn groups(catalog: &Catalog, sums: &[GroupSum]) -> Table {
    let mut table = Table::indented(2).right(&[0, 1]);
    table.row(["held", "needed", "code", "group"].map(str::to_owned));
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
    let mut rows: Vec<(f64, u32, crate::catalog::Occupation<'_>)> = catalog
        .occupations()
        .map(|o| (weights.coverage(&flat, o.ix), weights.hours(o.ix), o))
        .collect();
    rows.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then(a.1.cmp(&b.1))
            .then(a.2.ix.cmp(&b.2.ix))
    });

    let known = person.is_known();
    let mut table = Table::default().right(&[0, 1, 2]);
    table.row(["coverage", "missing", "hours", "code", "occupation"].map(str::to_owned));
    let mut gaps = Vec::with_capacity(rows.len());
    for (coverage, hours, occupation) in rows {
        let held = occupation.essential().iter();
        let held = held.filter(|s| person.states.get(**s).is_held()).count();
        let needed = occupation.essential().len();
        let shown = known.then_some(coverage);
        gaps.push(json!({
            "uri": occupation.uri(),
            "code": occupation.code(),
            "label": occupation.label(),
            "coverage": shown,
            "leap": shown.and_then(leap).map(Leap::word),
            "hours": hours,
            "essential": { "needed": needed, "held": held, "missing": needed - held },
        }));
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
        text.line("Coverage is not known: say where you are with cisopath begin.");
    }
    Ok(Reply::new(json!({ "gaps": gaps }), text.done()))
}
