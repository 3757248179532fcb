//! `assumptions`: what the roles held suggest and nobody said, the least certain first.

use serde_json::{Value, json};

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{self, Lines, Reply, Table};
use crate::planning::suggestions;
use crate::text::plural;
use crate::wording;

pub(super) fn list(context: &Context, limit: Option<u32>) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let person = context.person()?;
    if !person.is_known() {
        return Err(Failure::no_record());
    }
    let all = suggestions::assumptions(catalog, &person.profile, &person.states);
    let shown = limit.map_or(all.len(), |limit| all.len().min(limit as usize));
    let rows = all.iter().take(shown);
    let answer = json!({
        "total": all.len(),
        "assumptions": rows
            .clone()
            .map(|a| {
                let mut value = output::skill(catalog, &person.states, a.skill);
                value["from_role"] = output::occupation(catalog, a.from);
                value
            })
            .collect::<Value>(),
    });
    let mut text = Lines::default();
    if person.profile.roles_held.is_empty() {
        text.line("You have named no job yet, so nothing is assumed: cisopath begin --start NAME");
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
