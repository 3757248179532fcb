//! `tracks`: the curated ways to the goal.

use serde_json::{Value, json};

use crate::catalog::Catalog;
use crate::catalog::track::{Route, Track};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{self, Lines, Reply, Table};

pub(super) fn list(context: &Context) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let tracks: Value = catalog
        .tracks
        .tracks
        .iter()
        .map(|t| track(catalog, t))
        .collect();
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
    Ok(Reply::new(json!({ "tracks": tracks }), text.done()))
}

fn track(catalog: &Catalog, track: &Track) -> Value {
    json!({
        "id": track.id,
        "title": track.title,
        "summary": track.summary,
        "routes": track.routes.iter().map(|r| route(catalog, r)).collect::<Value>(),
    })
}

fn route(catalog: &Catalog, route: &Route) -> Value {
    let stations = catalog.tracks.occupations_of(route);
    json!({
        "id": route.id,
        "title": route.title,
        "why": route.why,
        "occupations": stations.iter().map(|o| output::code(catalog, *o)).collect::<Value>(),
        "basis": route.basis.word(),
        "steps": route.transitions,
    })
}
