//! `schema`: the JSON Schema of the replies.

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use super::{
    advert, advert_decision, advert_match, advert_say, assumptions, backup, begin, catalog,
    certificates, compare, doctor, done, evidence, gap, guide, import, leverage, library, mark,
    market_gaps, market_pay, milestones, roles, route, routes, shell, skills, status, tracks, undo,
    what_if, worked_with,
};
use crate::cli::failure::{Failure, Kind};
use crate::cli::names::unknown_id;
use crate::cli::output::{Document, Reply};
use crate::geography::Census;

/// Makes the schema of a reply.
type Describe = fn() -> Schema;

/// Every command with the schema of its reply, by name.
const SCHEMAS: &[(&str, Describe)] = &[
    ("advert accept", schema_of::<advert_decision::DecisionReply>),
    ("advert add", schema_of::<advert::AddReply>),
    ("advert class", schema_of::<advert::ChangeReply>),
    ("advert country", schema_of::<advert::ChangeReply>),
    ("advert list", schema_of::<advert::ListReply>),
    ("advert match", schema_of::<advert_match::AdvertMatch>),
    ("advert pay", schema_of::<advert::ChangeReply>),
    ("advert redo", schema_of::<advert::RedoneReply>),
    ("advert reject", schema_of::<advert_decision::DecisionReply>),
    ("advert remove", schema_of::<advert::ChangeReply>),
    ("advert say", schema_of::<advert_say::Said>),
    ("advert show", schema_of::<advert::ShowReply>),
    ("advert state", schema_of::<advert::ChangeReply>),
    ("advert undo", schema_of::<advert::UndoneReply>),
    ("assumptions", schema_of::<assumptions::Assumptions>),
    ("backup list", schema_of::<backup::Backups>),
    ("backup restore", schema_of::<backup::Restored>),
    ("begin", schema_of::<begin::Begun>),
    ("catalog build", schema_of::<catalog::Built>),
    ("catalog diff", schema_of::<library::DiffReply>),
    ("catalog list", schema_of::<library::Catalogs>),
    ("catalog remove", schema_of::<library::Removed>),
    ("catalog use", schema_of::<library::Activated>),
    ("certificates", schema_of::<certificates::CertificatesReply>),
    ("compare", schema_of::<compare::CompareReply>),
    ("completions", schema_of::<shell::Completions>),
    ("doctor", schema_of::<doctor::Checkup>),
    ("done", schema_of::<done::Done>),
    ("evidence", schema_of::<evidence::EvidenceReply>),
    ("gap", schema_of::<gap::GapReply>),
    ("guide", schema_of::<guide::GuideReply>),
    ("import esco", schema_of::<import::Imported>),
    ("leverage", schema_of::<leverage::LeverageReply>),
    ("man", schema_of::<shell::ManualPage>),
    ("mark", schema_of::<mark::Marked>),
    ("market gaps", schema_of::<market_gaps::GapsReply>),
    ("market map", schema_of::<Census>),
    ("market pay", schema_of::<market_pay::PayReply>),
    ("milestone", schema_of::<milestones::OneMilestone>),
    ("milestones", schema_of::<milestones::Milestones>),
    ("next", schema_of::<status::Next>),
    ("redo", schema_of::<undo::Redone>),
    ("role", schema_of::<roles::OneRole>),
    ("roles", schema_of::<roles::Roles>),
    ("route", of_two::<route::OwnRoute, routes::Routes>),
    ("routes", schema_of::<routes::Routes>),
    ("schema", schema_of::<Schemas>),
    ("skill", schema_of::<skills::OneSkill>),
    ("skills", schema_of::<skills::SkillHits>),
    ("status", schema_of::<status::Status>),
    ("tracks", schema_of::<tracks::Tracks>),
    ("undo", schema_of::<undo::Undone>),
    ("undone", schema_of::<done::Done>),
    ("what-if", schema_of::<what_if::WhatIfReply>),
    ("worked-with", schema_of::<worked_with::WorkedWithReply>),
];

/// The JSON Schemas of the replies, by command.
#[derive(Serialize, JsonSchema)]
struct Schemas {
    schemas: BTreeMap<&'static str, Schema>,
}

fn generator() -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator()
}

fn schema_of<T: JsonSchema>() -> Schema {
    generator().into_root_schema_for::<Document<T>>()
}

/// The schema of a command that answers in one of two ways.
fn of_two<A: JsonSchema, B: JsonSchema>() -> Schema {
    let mut generator = generator();
    let a = generator.subschema_for::<Document<A>>();
    let b = generator.subschema_for::<Document<B>>();
    json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "anyOf": [a, b],
        "$defs": generator.take_definitions(true),
    })
}

/// The schema of one command, or all of them.
pub(super) fn schema(words: &[String]) -> Result<Reply, Failure> {
    let command = words.join(" ");
    let wanted = SCHEMAS
        .iter()
        .filter(|(name, _)| command.is_empty() || *name == command);
    let schemas: BTreeMap<&str, Schema> = wanted.map(|(name, schema)| (*name, schema())).collect();
    let text = match schemas.get(&*command) {
        Some(one) => serde_json::to_string_pretty(one),
        None if command.is_empty() => serde_json::to_string_pretty(&schemas),
        None => {
            let known = SCHEMAS.iter().map(|(name, _)| (*name, *name));
            // A command that does not exist is a usage error here as everywhere.
            let mut failure = unknown_id("command", &command, known);
            failure.kind = Kind::Usage;
            return Err(failure.hint("`cisopath --help` lists the commands"));
        }
    };
    let text = text.map_err(|e| Failure::bug("the schema cannot be written").because(&e))?;
    Ok(Reply::exact(Schemas { schemas }, text + "\n"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Args;

    fn leaves(command: &clap::Command, above: &str, out: &mut Vec<String>) {
        for sub in command.get_subcommands() {
            let name = format!("{above}{}", sub.get_name());
            if sub.has_subcommands() {
                leaves(sub, &format!("{name} "), out);
            } else {
                out.push(name);
            }
        }
    }

    #[test]
    fn every_command_has_a_schema() {
        let mut commands = Vec::new();
        leaves(&Args::command(), "", &mut commands);
        commands.sort();
        let described: Vec<&str> = SCHEMAS.iter().map(|(name, _)| *name).collect();
        assert_eq!(described, commands);
    }
}
