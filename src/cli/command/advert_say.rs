//! `advert say`: whether the person meets a condition of an advert. The answer belongs to the record.

use schemars::JsonSchema;
use serde::Serialize;

use super::advert_match::{self, ConditionReply};
use crate::adverts::standing;
use crate::cli::args::ConditionAnswerArg;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Reply, sentence};
use crate::profile::change;
use crate::usecase::advert_report::ConditionRow;
use crate::wording::advert as wording;

/// What became of an answer.
#[derive(Serialize, JsonSchema)]
pub(super) struct Said<'a> {
    changed: bool,
    /// What was changed; null when it was so already.
    title: Option<&'a str>,
    condition: ConditionReply<'a>,
}

pub(super) fn say(
    context: &Context,
    id: u64,
    number: usize,
    answer: ConditionAnswerArg,
) -> Result<Reply, Failure> {
    let report = advert_match::report(context, &id.to_string())?;
    let found = number
        .checked_sub(1)
        .and_then(|at| report.conditions.get(at));
    let row = found.ok_or_else(|| {
        Failure::no(format!("advert {id} has no condition {number}")).hint(format!(
            "`cisopath advert match {id}` shows them with their numbers"
        ))
    })?;
    let key = &row.condition.key;
    let text = &row.condition.text;
    context.change(|record, catalog, now| {
        let title = match answer {
            ConditionAnswerArg::Yes => change::answer_condition(record, key, text, true, now),
            ConditionAnswerArg::No => change::answer_condition(record, key, text, false, now),
            ConditionAnswerArg::Unsaid => change::forget_condition(record, key, text, now),
        };
        let row = ConditionRow {
            standing: standing(&row.condition, catalog, &record.profile, now.on),
            ..row.clone()
        };
        let met = wording::met(&row);
        let words = match &title {
            Some(title) => format!(
                "{} It is: {met}. `cisopath undo` takes it back.",
                sentence(title)
            ),
            None => format!("Nothing was changed. It is: {met}."),
        };
        let answer = Said {
            changed: title.is_some(),
            title: title.as_deref(),
            condition: ConditionReply::new(number, &row, now.on),
        };
        Ok(Reply::new(answer, words))
    })
}
