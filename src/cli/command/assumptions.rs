//! `assumptions`: skills that the roles held suggest and the person has not marked, the least certain first.

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{self, Lines, Reply, Table};
use crate::cli::reply::{self, OccupationName, SkillWithState};
use crate::planning::suggestions;
use crate::text::plural;
use crate::wording;

/// What is assumed of the person, least certain first.
#[derive(Serialize, JsonSchema)]
pub(super) struct Assumptions<'a> {
    total: usize,
    assumptions: Vec<AssumptionReply<'a>>,
}

/// A skill and the role that suggests it.
#[derive(Serialize, JsonSchema)]
struct AssumptionReply<'a> {
    #[serde(flatten)]
    skill: SkillWithState<'a>,
    from_role: OccupationName<'a>,
}

pub(super) fn list(context: &Context, limit: Option<u32>) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let person = context.person()?;
    if !person.is_known() {
        return Err(Failure::no_record());
    }
    let all = suggestions::assumptions(catalog, &person.profile, &person.states);
    let shown = limit.map_or(all.len(), |limit| all.len().min(limit as usize));
    let rows = all.iter().take(shown);
    let assumptions = rows.clone().map(|a| AssumptionReply {
        skill: reply::skill(catalog, &person.states, a.skill),
        from_role: reply::occupation(catalog, a.from),
    });
    let answer = Assumptions {
        total: all.len(),
        assumptions: assumptions.collect(),
    };
    let mut text = Lines::default();
    if person.profile.roles_held.is_empty() {
        text.line(wording::NO_JOB)
            .line("`cisopath begin --start NAME` names one.");
        return Ok(Reply::new(answer, text.done()));
    }
    if all.is_empty() {
        text.line(wording::NOTHING_ASSUMED);
        return Ok(Reply::new(answer, text.done()));
    }
    let mut table = Table::default();
    for each in rows {
        table.row([
            each.state.word().to_owned(),
            catalog.skill(each.skill).label().to_string(),
            format!("from {}", output::label(catalog, each.from)),
        ]);
    }
    let count = plural(all.len(), "skill is", "skills are");
    text.table(&table).gap().line(format!(
        "{count} assumed from your roles, least certain first. Deny what is not you: cisopath mark SKILL not-me",
    ));
    Ok(Reply::new(answer, text.done()))
}
