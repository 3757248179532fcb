//! Tracks, routes, transitions and the milestones on them.

use std::collections::BTreeSet;

use super::Issues;
use crate::catalog::milestone::Theme;
use crate::catalog::track::{Route, Transition};

const SHORT: usize = 16;
/// Milestones of a transition, least and most.
const PER_TRANSITION: std::ops::RangeInclusive<usize> = 3..=6;

impl Issues<'_> {
    pub(super) fn routes(&mut self) {
        let tracks = &self.catalog.tracks;
        self.unique("transition", tracks.transitions.iter().map(|t| &*t.id));
        self.unique("track", tracks.tracks.iter().map(|t| &*t.id));
        self.unique("short name", tracks.stations.iter().map(|s| &*s.short));
        let routes = || tracks.tracks.iter().flat_map(|t| &t.routes);
        self.unique("route", routes().map(|r| &*r.id));
        for station in &tracks.stations {
            if station.short.chars().count() > SHORT {
                self.report(format!(
                    "short name {} is longer than {SHORT} letters",
                    station.short
                ));
            }
        }
        for track in &tracks.tracks {
            if track.routes.is_empty() {
                self.report(format!("track {} has no route", track.id));
            }
        }
        for transition in &tracks.transitions {
            self.transition(transition);
            if !routes().any(|r| r.transitions.contains(&transition.id)) {
                self.report(format!("transition {} is on no route", transition.id));
            }
        }
        for route in routes() {
            self.route(route);
        }
    }

    fn transition(&mut self, transition: &Transition) {
        let id = &transition.id;
        let tracks = &self.catalog.tracks;
        if transition.why.is_empty() {
            self.report(format!("transition {id} does not say why"));
        }
        let count = transition.milestones.len();
        if !PER_TRANSITION.contains(&count) {
            self.report(format!("transition {id} has {count} milestones"));
        }
        for milestone in &transition.milestones {
            if self.catalog.milestone(milestone).is_none() {
                self.report(format!("transition {id}: no milestone {milestone}"));
            }
        }
        let same = |t: &&Transition| {
            (&t.from.uri, &t.to.uri) == (&transition.from.uri, &transition.to.uri)
        };
        if tracks.transitions.iter().filter(same).count() > 1 {
            self.report(format!(
                "transition {id}: another one joins the same two occupations"
            ));
        }
        for end in [&transition.from, &transition.to] {
            if end.ix.is_some_and(|ix| tracks.station(ix).is_none()) {
                self.report(format!("transition {id}: {} has no station", end.label));
            }
        }
    }

    fn route(&mut self, route: &Route) {
        let id = &route.id;
        let tracks = &self.catalog.tracks;
        for transition in &route.transitions {
            if tracks.transition(transition).is_none() {
                self.report(format!("route {id}: no transition {transition}"));
            }
        }
        let transitions: Vec<&Transition> = tracks.transitions_of(route).collect();
        for pair in transitions.windows(2) {
            if pair[0].to.uri != pair[1].from.uri {
                let (before, after) = (&pair[0].id, &pair[1].id);
                self.report(format!(
                    "route {id}: {after} does not begin where {before} ends"
                ));
            }
        }
        if transitions
            .last()
            .is_none_or(|t| t.to.uri != tracks.goal.uri)
        {
            self.report(format!("route {id} does not end at the goal"));
        }
        let mut seen = BTreeSet::new();
        let starts = transitions.iter().map(|t| &t.from);
        for occupation in starts.chain(transitions.last().map(|t| &t.to)) {
            if !seen.insert(&occupation.uri) {
                self.report(format!("route {id} passes {} twice", occupation.label));
            }
        }
        let milestones: Vec<_> = transitions
            .iter()
            .flat_map(|t| &t.milestones)
            .filter_map(|m| self.catalog.milestone(m))
            .collect();
        for theme in Theme::ON_EVERY_ROUTE {
            if milestones.iter().all(|m| m.theme != theme) {
                self.report(format!("route {id}: no milestone of {}", theme.word()));
            }
        }
        if !milestones.iter().any(|m| m.is_privacy()) {
            self.report(format!("route {id}: no privacy milestone"));
        }
    }
}
