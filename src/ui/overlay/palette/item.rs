//! What the palette lists: what each thing is called, its kind, and what Enter does.

use ratatui::style::Style;

use crate::catalog::{Catalog, OccupationIx, SkillIx};
use crate::market::AdvertId;
use crate::profile::change::PlanChange;
use crate::ui::input::command::Command;
use crate::ui::model::Model;
use crate::ui::model::action::{Action, OverlayRequest};
use crate::ui::model::outcome::Outcome;
use crate::ui::model::view_context::ViewContext;

/// Columns for the kind, with the blank columns before it.
pub(super) const KIND_COLUMNS: usize = 11;

/// A thing in the palette. Numbers are positions in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Command(Command),
    Role(OccupationIx),
    Milestone(usize),
    Section(usize),
    Track(usize),
    /// Track and route.
    Route(usize, usize),
    Skill(SkillIx),
    Advert(AdvertId),
}

/// A kind, the fewest first: of two things that match equally well the rarer kind is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Command,
    Track,
    Route,
    Guide,
    Advert,
    Milestone,
    Role,
    Skill,
}

impl Kind {
    /// The word shown.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Command => "command",
            Self::Track => "track",
            Self::Route => "route",
            Self::Guide => "guide",
            Self::Advert => "advert",
            Self::Milestone => "milestone",
            Self::Role => "role",
            Self::Skill => "skill",
        }
    }
}

/// Whether a command makes sense in the palette: not what moves a cursor, and not the palette itself.
pub(super) fn runs(command: Command) -> bool {
    let in_place = matches!(
        command,
        Command::Open | Command::Back | Command::Palette | Command::Save
    );
    !in_place && !command.moves()
}

/// A command's name with a capital letter; what it does stands behind it.
fn title(command: Command) -> String {
    let title = command.title();
    let mut chars = title.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

impl Item {
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Command(_) => Kind::Command,
            Self::Role(_) => Kind::Role,
            Self::Milestone(_) => Kind::Milestone,
            Self::Section(_) => Kind::Guide,
            Self::Track(_) => Kind::Track,
            Self::Route(..) => Kind::Route,
            Self::Skill(_) => Kind::Skill,
            Self::Advert(_) => Kind::Advert,
        }
    }

    /// What it is called.
    pub(super) fn name(self, model: &Model) -> String {
        let catalog = &model.catalog;
        let tracks = &catalog.tracks.tracks;
        match self {
            Self::Command(command) => title(command),
            Self::Role(ix) => catalog.occupation(ix).label().to_string(),
            Self::Skill(ix) => catalog.skill(ix).label().to_string(),
            Self::Advert(id) => {
                let advert = model.market.advert(id);
                advert.map_or_else(String::new, |advert| advert.title.clone())
            }
            Self::Milestone(at) => catalog.milestones[at].title.to_string(),
            Self::Section(at) => catalog.guide.sections[at].title.to_string(),
            Self::Track(at) => tracks[at].title.to_string(),
            Self::Route(track, at) => tracks[track].routes[at].title.to_string(),
        }
    }

    /// What is said behind the name.
    pub(super) fn remark(self, model: &Model) -> Option<String> {
        let catalog = &model.catalog;
        match self {
            Self::Command(command) => Some(command.help().to_owned()),
            Self::Route(track, _) => Some(catalog.tracks.tracks[track].title.to_string()),
            Self::Milestone(at) => Some(catalog.milestones[at].theme.word().to_owned()),
            Self::Advert(id) => {
                let advert = model.market.advert(id)?;
                Some(advert.organisation.clone()).filter(|name| !name.is_empty())
            }
            _ => None,
        }
    }

    /// Whether `text` says what it does, rather than being another name of it.
    pub(super) fn explains(self, text: &str) -> bool {
        matches!(self, Self::Command(command) if command.help() == text)
            || matches!(self, Self::Milestone(_) | Self::Route(..) | Self::Advert(_))
    }

    /// How it stands for the person.
    pub(super) fn sign(self, ctx: ViewContext<'_>) -> Option<(&'static str, Style)> {
        let theme = ctx.theme;
        let model = ctx.model;
        let profile = model.profile();
        match self {
            Self::Skill(ix) => {
                let state = model.states().get(ix);
                Some((
                    theme.sign(state, model.states().is_denied(ix)),
                    theme.state(state),
                ))
            }
            Self::Milestone(at) => {
                let id = &model.catalog.milestones[at].id;
                let reached = profile.milestones.contains_key(&**id);
                Some(if reached {
                    (theme.signs.ticked, theme.held)
                } else {
                    (theme.signs.unticked, theme.dim)
                })
            }
            Self::Role(ix) => {
                let held = profile.roles(&model.catalog);
                Some(if held.first() == Some(&ix) {
                    (theme.signs.present, theme.held)
                } else if held.contains(&ix) {
                    (theme.signs.passed, theme.held)
                } else if profile.goal_in(&model.catalog) == Some(ix) {
                    (theme.signs.goal, theme.accent)
                } else {
                    (theme.signs.station, theme.dim)
                })
            }
            _ => None,
        }
    }

    /// What Enter does.
    pub(super) fn open(self, catalog: &Catalog) -> Outcome {
        let tracks = &catalog.tracks.tracks;
        let show = match self {
            Self::Command(command) => Action::Do(command),
            Self::Role(ix) => Action::ShowOccupation(ix),
            Self::Skill(ix) => Action::ShowSkill(ix),
            Self::Advert(id) => Action::ShowAdvert(id),
            Self::Milestone(at) => Action::ShowMilestone(catalog.milestones[at].id.clone()),
            Self::Section(at) => Action::ShowSection(catalog.guide.sections[at].id.clone()),
            Self::Track(at) => Action::ShowTrack(tracks[at].id.clone()),
            Self::Route(track, at) => {
                let (track, route) = (&tracks[track], &tracks[track].routes[at]);
                let stops: Vec<&str> = catalog
                    .tracks
                    .occupations_of(route)
                    .into_iter()
                    .map(|ix| catalog.short_name(ix))
                    .collect();
                let lines = vec![
                    format!("{}: {}", track.title, route.title),
                    stops.join(", then "),
                    route.why.to_string(),
                    "Your route changes; what you marked and reached stays. Undo brings it back."
                        .to_owned(),
                ];
                let choose = PlanChange {
                    track: Some(track.id.clone()),
                    route: Some(route.id.clone()),
                    ..PlanChange::default()
                };
                Action::Open(OverlayRequest::confirm(
                    "Take this route?",
                    lines,
                    "take it",
                    Action::ChangePlan(choose),
                ))
            }
        };
        Outcome::close_with(show)
    }
}
