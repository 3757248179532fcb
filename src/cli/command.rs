//! The commands, a file for each family. A command computes and, where it is one that changes, saves; it prints
//! nothing.

mod advert;
mod advert_decision;
mod advert_filter;
mod advert_match;
mod advert_say;
mod assumptions;
mod backup;
mod begin;
mod catalog;
mod certificates;
mod compare;
mod doctor;
mod done;
mod evidence;
mod gap;
mod guide;
mod import;
mod leverage;
mod library;
mod mark;
mod market;
mod market_gaps;
mod market_pay;
mod milestones;
mod roles;
mod route;
mod routes;
mod schema;
mod shell;
mod skills;
mod status;
mod tracks;
mod undo;
mod what_if;
mod worked_with;

use super::args::{CatalogCommand, Command, ImportCommand};
use super::context::Context;
use super::failure::Failure;
use super::output::Reply;

/// Carries out a command.
///
/// # Errors
/// A [`Failure`], whose kind decides the exit code.
pub(crate) fn run(command: &Command, context: &Context) -> Result<Reply, Failure> {
    if needs_settings(command) {
        context.settings()?;
    }
    match command {
        Command::Roles { query } => {
            let query = (!query.is_empty()).then(|| query.join(" "));
            roles::list(context, query.as_deref())
        }
        Command::Role { name } => roles::show(context, name),
        Command::Skills { query, limit } => {
            skills::search(context, &query.join(" "), *limit as usize)
        }
        Command::Skill { name } => skills::show(context, name),
        Command::Tracks => tracks::list(context),
        Command::Guide { section } => guide::guide(context, section.as_deref()),
        Command::Certificates(args) => certificates::certificates(context, args),
        Command::WorkedWith(args) => worked_with::run(context, args),
        Command::Milestones => milestones::list(context),
        Command::Milestone { id } => milestones::show(context, id),
        Command::Assumptions { limit } => assumptions::list(context, *limit),
        Command::Begin(args) => begin::begin(context, args),
        Command::Route(args) if args.is_empty() => route::show(context),
        Command::Route(args) | Command::Routes(args) => routes::list(context, args),
        Command::Status => status::show(context),
        Command::Next { limit, by } => status::next(context, *limit as usize, *by),
        Command::Gap { all: true, .. } => gap::all(context),
        Command::Gap { name, by_group, .. } => gap::one(context, name.as_deref(), *by_group),
        Command::Leverage { routes, limit } => leverage::list(context, routes, *limit as usize),
        Command::WhatIf(args) => what_if::show(context, args),
        Command::Compare { names } => compare::show(context, names),
        Command::Mark { skill, state } => mark::mark(context, skill, *state),
        Command::Done { id } => done::done(context, id),
        Command::Undone { id } => done::undone(context, id),
        Command::Evidence(args) => evidence::evidence(context, args),
        Command::Advert(command) => advert::run(context, command),
        Command::Market(command) => market::run(context, command),
        Command::Undo => undo::undo(context),
        Command::Redo => undo::redo(context),
        Command::Backup(args) => backup::run(context, args),
        Command::Doctor => doctor::check(context),
        Command::Completions { shell } => Ok(shell::completions(*shell)),
        Command::Man => shell::man(),
        Command::Schema { command } => schema::schema(command),
        Command::Import(ImportCommand::Esco(args)) => import::esco(context, args),
        Command::Catalog(CatalogCommand::Build(args)) => catalog::build(args),
        Command::Catalog(CatalogCommand::List) => library::list(context),
        Command::Catalog(CatalogCommand::Use { id }) => library::activate(context, id),
        Command::Catalog(CatalogCommand::Diff { old, new, subject }) => {
            library::diff(context, (old, new), subject.as_deref())
        }
        Command::Catalog(CatalogCommand::Remove { id }) => library::remove(context, id),
    }
}

/// Whether a command is refused while the settings cannot be used. What tells of the program itself never is, and
/// `doctor` says what is wrong beside everything else.
fn needs_settings(command: &Command) -> bool {
    !matches!(
        command,
        Command::Completions { .. } | Command::Man | Command::Schema { .. } | Command::Doctor
    )
}
