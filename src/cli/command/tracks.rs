//! `tracks`: the curated ways to the goal.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::Basis;
use crate::catalog::Catalog;
use crate::catalog::track::{Route, Track};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Lines, Reply, Table};
use crate::cli::reply;

/// The curated tracks.
#[derive(Serialize, JsonSchema)]
pub(super) struct Tracks<'a> {
    tracks: Vec<TrackReply<'a>>,
}

/// A track with its routes, the default first.
#[derive(Serialize, JsonSchema)]
struct TrackReply<'a> {
    id: &'a str,
    title: &'a str,
    summary: &'a str,
    routes: Vec<TrackRoute<'a>>,
}

/// A curated route.
#[derive(Serialize, JsonSchema)]
struct TrackRoute<'a> {
    id: &'a str,
    title: &'a str,
    why: &'a str,
    /// The codes of its occupations.
    occupations: Vec<&'a str>,
    basis: Basis,
    /// The ids of its steps.
    steps: Vec<&'a str>,
}

pub(super) fn list(context: &Context) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let tracks = catalog.tracks.tracks.iter();
    let tracks = tracks.map(|t| track(catalog, t)).collect();
    let mut text = Lines::default();
    for (at, track) in catalog.tracks.tracks.iter().enumerate() {
        if at > 0 {
            text.gap();
        }
        text.line(format!("{} ({})", track.title, track.id))
            .line(&track.summary);
        let mut table = Table::indented(2);
        for route in &track.routes {
            let stations = catalog.tracks.occupations_of(route);
            let names: Vec<&str> = stations.iter().map(|o| catalog.short_name(*o)).collect();
            table.row([route.id.to_string(), names.join(" → ")]);
        }
        text.table(&table);
    }
    text.gap().line(
        "The first route of a track is its default. `cisopath begin --route ID` chooses one.",
    );
    Ok(Reply::new(Tracks { tracks }, text.done()))
}

fn track<'a>(catalog: &'a Catalog, track: &'a Track) -> TrackReply<'a> {
    TrackReply {
        id: &track.id,
        title: &track.title,
        summary: &track.summary,
        routes: track.routes.iter().map(|r| route(catalog, r)).collect(),
    }
}

fn route<'a>(catalog: &'a Catalog, route: &'a Route) -> TrackRoute<'a> {
    TrackRoute {
        id: &route.id,
        title: &route.title,
        why: &route.why,
        occupations: reply::codes(catalog, &catalog.tracks.occupations_of(route)),
        basis: route.basis,
        steps: route.transitions.iter().map(|id| &**id).collect(),
    }
}
