//! Which of the kept adverts a command is about: those that ask for skills, those of a kind.

use super::advert::source::Source;
use super::advert_match::reader;
use crate::adverts::PostKind;
use crate::catalog::SkillIx;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::market::{Advert, Market};
use crate::usecase::demands::quotes_all;

/// The adverts that ask for all of these skills in their own words, or in words that the person accepted; all for none.
pub(super) fn asking_for<'m>(
    context: &Context,
    market: &'m Market,
    skills: &[String],
) -> Result<Vec<&'m Advert>, Failure> {
    if skills.is_empty() {
        return Ok(market.adverts().collect());
    }
    let skills = skills.iter().map(|name| context.skill(name));
    let skills: Vec<SkillIx> = skills.collect::<Result<_, _>>()?;
    let catalog = context.catalog()?;
    let person = context.person()?;
    let store = context.market()?;
    let reader = reader(catalog)?;
    let mut found = Vec::new();
    for advert in market.adverts() {
        let Some(source) = Source::kept(&store, advert)? else {
            continue;
        };
        let reading = source.read(catalog, &reader, &person);
        let asked = skills.iter().copied();
        if quotes_all(
            catalog,
            &source.text,
            &reading.skills,
            market.decisions(),
            asked,
        ) {
            found.push(advert);
        }
    }
    Ok(found)
}

/// Those of the adverts whose text was read as a post of this kind.
pub(super) fn of_kind<'m>(
    context: &Context,
    adverts: Vec<&'m Advert>,
    kind: PostKind,
) -> Result<Vec<&'m Advert>, Failure> {
    let catalog = context.catalog()?;
    let person = context.person()?;
    let store = context.market()?;
    let reader = reader(catalog)?;
    let mut found = Vec::new();
    for advert in adverts {
        let Some(source) = Source::kept(&store, advert)? else {
            continue;
        };
        if source.read(catalog, &reader, &person).post.kind == kind {
            found.push(advert);
        }
    }
    Ok(found)
}
