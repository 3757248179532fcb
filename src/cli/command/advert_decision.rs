//! `advert accept` and `advert reject`: whether words of an advert ask for a skill.

use schemars::JsonSchema;
use serde::Serialize;

use super::advert::reply::told;
use super::advert::source;
use super::advert_match::reader;
use crate::cli::args::DecisionArgs;
use crate::cli::context::{Context, WAIT};
use crate::cli::failure::Failure;
use crate::cli::output::Reply;
use crate::cli::reply::{self, SkillName};
use crate::text::shell_word;
use crate::usecase::demands::{is_accepted, stays_quoted};
use crate::wording::advert::STAYS_QUOTED;

/// A decision about words of adverts.
#[derive(Serialize, JsonSchema)]
pub(crate) struct DecisionReply<'a> {
    changed: bool,
    title: String,
    #[serde(flatten)]
    skill: SkillName<'a>,
    /// The words of the advert; the decision holds for each advert with them.
    words: Vec<String>,
    /// Whether they ask for the skill; `null` where the decision was taken back.
    accepted: Option<bool>,
}

pub(super) fn decide(
    context: &Context,
    args: &DecisionArgs,
    accepted: bool,
) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let source = source::find(context, &args.advert)?;
    let skill = context.skill(&args.skill)?;
    let label = catalog.skill(skill).label();
    let reading = source.read(catalog, &reader(catalog)?, &context.person()?);
    let demand = reading.skills.iter().find(|demand| demand.skill == skill);
    let demand = demand.ok_or_else(|| {
        Failure::no(format!("no words of the advert were read as {label}")).hint(format!(
            "`cisopath advert match {}` lists the skills that it asks for, and those only perhaps",
            shell_word(&args.advert)
        ))
    })?;
    let market = context.market()?;
    if !args.remove {
        let kept = market.read()?;
        let is_accepted = is_accepted(catalog, &source.text, demand, kept.decisions());
        if stays_quoted(demand.tier, is_accepted) {
            return Err(Failure::no(format!("{label}: {STAYS_QUOTED}")));
        }
    }
    let mut words: Vec<&str> = demand.spans.iter().map(|s| s.of(&source.text)).collect();
    words.sort_unstable();
    words.dedup();
    let accepted = Some(accepted).filter(|_| !args.remove);
    let now = context.now();
    let changed = market.update(WAIT, now, |market| {
        market.decide(&words, &catalog.skill(skill), accepted, now)
    })?;
    let text = told(&changed, "It holds for each advert with these words; ");
    let answer = DecisionReply {
        changed: changed.is_recorded,
        title: changed.title,
        skill: reply::skill_name(catalog, skill),
        words: words.into_iter().map(str::to_owned).collect(),
        accepted,
    };
    Ok(Reply::new(answer, text))
}
