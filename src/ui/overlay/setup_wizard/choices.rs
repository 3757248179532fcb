//! The choices that each question of the setup wizard offers.

use ratatui::text::{Line, Span};

use super::question::Question;
use crate::catalog::{Occupation, OccupationIx};
use crate::planning::curated_options::curated_options;
use crate::planning::job_history::RoutePosition;
use crate::planning::plan::Plan;
use crate::planning::route_choices::RouteSource;
use crate::profile::change::PlanChange;
use crate::search::title::{TitleMatch, titles};
use crate::search::{Source, Tier, positions};
use crate::text::{fold, plural};
use crate::ui::model::Model;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::rows::highlight;
use crate::wording;

/// Most rows a search shows.
const MOST: usize = 200;

/// The choices of a question.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices {
    /// The rows.
    pub(super) choices: Vec<Choice>,
    /// How many there are, shown or not.
    pub(super) total: usize,
    /// How far what was typed decides between them.
    pub(super) title_match: TitleMatch,
    /// What was typed, where it is a job that was named already.
    pub(super) named: Option<OccupationIx>,
}

impl Choices {
    /// Rows of which the first may be taken at once.
    fn all(choices: Vec<Choice>) -> Self {
        Self {
            total: choices.len(),
            choices,
            title_match: TitleMatch::First,
            named: None,
        }
    }

    /// The same without some occupations.
    fn without(mut self, left_out: &[OccupationIx]) -> Self {
        let before = self.choices.len();
        let is_out =
            |c: &Choice| matches!(c, Choice::Occupation { ix, .. } if left_out.contains(ix));
        // Of several, those that are left are still asked about.
        if let TitleMatch::Several(count) = self.title_match {
            let gone = self
                .choices
                .iter()
                .take(count)
                .filter(|c| is_out(c))
                .count();
            self.title_match = match count - gone {
                0 => TitleMatch::Nearest,
                left => TitleMatch::Several(left),
            };
        }
        if self.title_match == TitleMatch::First
            && let Some(Choice::Occupation { ix, .. }) = self.choices.first()
            && left_out.contains(ix)
        {
            // The one that was meant is gone; the next one is not.
            self.title_match = TitleMatch::Nearest;
            self.named = Some(*ix);
        }
        self.choices.retain(|c| !is_out(c));
        self.total -= before - self.choices.len();
        self
    }
}

/// A row.
#[derive(Clone, Debug)]
pub(super) enum Choice {
    /// A question, with its present answer.
    Question {
        question: Question,
        title: &'static str,
        answer: String,
    },
    /// An occupation; the label that matched when it is not the preferred one, and the matched letters.
    Occupation {
        ix: OccupationIx,
        matched: Option<String>,
        positions: Vec<usize>,
        tier: Tier,
    },
    /// An answer to whether the person holds the post of the goal.
    Mandate { held: bool, title: &'static str },
    /// A track with the route that suits best, or a computed route.
    Route {
        change: PlanChange,
        title: String,
        /// How it stands for the person, and what there is to gain.
        figures: String,
        /// Whether it is a track that the person is on.
        is_own: bool,
    },
}

/// The choices of a question.
pub(super) fn choices(question: Question, query: &str, model: &Model) -> Choices {
    match question {
        Question::Menu => menu(model),
        Question::Mandate => Choices::all(vec![
            Choice::Mandate {
                held: false,
                title: "No: I advise, deputise or run a part of it",
            },
            Choice::Mandate {
                held: true,
                title: "Yes: that is my post",
            },
        ]),
        Question::Track if model.is_to_ciso() => tracks(model),
        Question::Track => computed(model),
        Question::Goal if query.is_empty() => {
            let goal = model.profile().goal_in(&model.catalog);
            let first = goal.or_else(|| model.catalog.goal());
            let mut found = occupations(query, model);
            if let Some(ix) = first {
                found = found.without(&[ix]);
                let chosen = Choice::Occupation {
                    ix,
                    matched: None,
                    positions: vec![],
                    tier: Tier::Listed,
                };
                found.choices.insert(0, chosen);
                found.total += 1;
                found.title_match = TitleMatch::First;
            }
            found
        }
        Question::Before => {
            // What was said already is no question.
            let mut named = earlier(model);
            named.extend(model.profile().start_in(&model.catalog));
            own_jobs(query, model).without(&named)
        }
        Question::Now => own_jobs(query, model),
        Question::Goal => occupations(query, model),
    }
}

/// The occupations offered as a job of the person. The goal is offered only once it is typed.
fn own_jobs(query: &str, model: &Model) -> Choices {
    let mut found = occupations(query, model);
    let chief = model.catalog.goal();
    let is_goal = |c: &Choice| matches!(c, Choice::Occupation { ix, .. } if Some(*ix) == chief);
    if query.trim().is_empty()
        && let Some(at) = found.choices.iter().position(is_goal)
    {
        let goal = found.choices.remove(at);
        found.choices.push(goal);
    }
    found
}

fn occupations(query: &str, model: &Model) -> Choices {
    if query.trim().is_empty() {
        return listed(model);
    }
    let index = model.occupation_index();
    let found = titles(
        &model.catalog,
        index,
        query,
        model.occupation_boosts(),
        MOST,
    );
    let choices = found
        .hits
        .iter()
        .map(|hit| {
            let label = index.label(hit.label);
            let preferred = label.source == Source::Preferred;
            Choice::Occupation {
                ix: OccupationIx(hit.item),
                matched: (!preferred).then(|| label.text.to_owned()),
                positions: positions(query, label.text, hit.tier),
                tier: hit.tier,
            }
        })
        .collect();
    Choices {
        choices,
        total: found.total,
        title_match: found.title_match,
        named: None,
    }
}

/// The occupations offered before a word is typed, in the order of a search for nothing. The index is not used: it is
/// made in the background, and the first frame of the first run does not wait for it.
fn listed(model: &Model) -> Choices {
    let boosts = model.occupation_boosts();
    let mut all: Vec<Occupation<'_>> = model.catalog.occupations().collect();
    let total = all.len();
    all.sort_by_cached_key(|o| (boosts.rank(o.ix.0), fold(o.label()), o.ix));
    let rows = all.into_iter().take(MOST).map(|o| Choice::Occupation {
        ix: o.ix,
        matched: None,
        positions: Vec::new(),
        tier: Tier::Listed,
    });
    Choices {
        choices: rows.collect(),
        total,
        title_match: TitleMatch::First,
        named: None,
    }
}

/// What stands for an occupation that was said and that the catalogue in use does not have.
const LACKING: &str = "kept, but not in this catalogue";

fn menu(model: &Model) -> Choices {
    let catalog = &model.catalog;
    let profile = model.profile();
    let label = |ix: Option<OccupationIx>| {
        ix.map_or_else(
            || "not named".to_owned(),
            |ix| catalog.occupation(ix).label().to_string(),
        )
    };
    // With the dates, where they were said.
    let dated = |ix: OccupationIx| {
        let occupation = catalog.occupation(ix);
        let mut roles = profile.roles_held.iter();
        let role = roles.find(|r| r.by_step.is_none() && *r.occupation == *occupation.uri());
        match role.map(|r| r.span().to_string()) {
            Some(when) if !when.is_empty() => format!("{} ({when})", occupation.label()),
            _ => occupation.label().to_string(),
        }
    };
    let before: Vec<String> = earlier(model).into_iter().map(dated).collect();
    let strange = |uri: &str| catalog.occupation_by_uri(uri).is_none();
    let lacking = profile
        .roles_held
        .iter()
        .any(|r| strange(&r.occupation) && profile.start.as_deref() != Some(&*r.occupation));
    let before = if lacking && before.is_empty() {
        LACKING.to_owned()
    } else if before.is_empty() {
        "none named".to_owned()
    } else {
        before.join(", ")
    };
    let route = model.plan().map_or_else(
        || "not chosen".to_owned(),
        |p| {
            let track = p.track.as_deref().and_then(|t| catalog.tracks.track(t));
            let title = wording::plan::title(&model.catalog, p);
            match track {
                Some(track) => format!("{}: {title}", track.title),
                None => title,
            }
        },
    );
    let start = profile.start_in(catalog);
    let rows = vec![
        Choice::Question {
            question: Question::Now,
            title: "Where you started",
            answer: match start {
                Some(start) => dated(start),
                None if profile.start.is_some() => LACKING.to_owned(),
                None => label(None),
            },
        },
        Choice::Question {
            question: Question::Before,
            title: "Before that",
            answer: before,
        },
        Choice::Question {
            question: Question::Goal,
            title: "Goal",
            answer: label(profile.goal_in(catalog)),
        },
        Choice::Question {
            question: Question::Track,
            title: "Track",
            answer: route,
        },
    ];
    Choices::all(rows)
}

/// The route of each track that fits best, in the order of [`curated_options`]; the first is the default. Where it is
/// not known what fits, the tracks alone.
fn tracks(model: &Model) -> Choices {
    let catalog = &model.catalog;
    let mut rows: Vec<Choice> = Vec::new();
    if model.profile().start_in(catalog).is_none() {
        let alone = catalog.tracks.tracks.iter().map(|track| Choice::Route {
            change: PlanChange {
                track: Some(track.id.clone()),
                ..PlanChange::default()
            },
            title: track.title.to_string(),
            figures: String::new(),
            is_own: false,
        });
        rows.extend(alone);
    }
    for option in curated_options(catalog, model.profile(), model.states()) {
        let seen = rows
            .iter()
            .any(|c| matches!(c, Choice::Route { change, .. } if change.track.as_ref() == Some(&option.track)));
        if seen {
            continue;
        }
        let Some(track) = catalog.tracks.track(&option.track) else {
            continue;
        };
        let position = match option.position {
            RoutePosition::Current => "you are on it".to_owned(),
            RoutePosition::Earlier(at) => format!("continues from {}", catalog.short_name(at)),
            RoutePosition::NotOnRoute(at) => {
                format!("you would join at {}", catalog.short_name(at))
            }
        };
        rows.push(Choice::Route {
            title: track.title.to_string(),
            figures: format!("{position} · {}", work(&option.plan)),
            is_own: option.position.passes(),
            change: PlanChange {
                track: Some(option.track),
                route: Some(option.route),
                ..PlanChange::default()
            },
        });
    }
    Choices::all(rows)
}

/// The computed routes to another goal than that of the tracks, and the straight way, unusual ones last. None while
/// they are being looked for, so that the first is not taken before better ones are there.
fn computed(model: &Model) -> Choices {
    if model.is_finding_routes() {
        return Choices::default();
    }
    let mut routes: Vec<(Vec<OccupationIx>, Plan)> = Vec::new();
    for choice in model.route_choices().routes {
        if let RouteSource::Computed(stops) = choice.which {
            routes.push((stops, choice.plan));
        }
    }
    if let Some(plan) = model.plan().filter(|p| p.steps.len() == 1)
        && routes.iter().all(|(stops, _)| !stops.is_empty())
    {
        routes.push((Vec::new(), plan.clone()));
    }
    let row = |(stops, plan): (_, Plan)| Choice::Route {
        change: PlanChange {
            stops: Some(stops),
            ..PlanChange::default()
        },
        title: wording::plan::title(&model.catalog, &plan),
        figures: work(&plan),
        is_own: false,
    };
    Choices::all(routes.into_iter().map(row).collect())
}

/// Roles held before the present one, as the person named them.
pub(super) fn earlier(model: &Model) -> Vec<OccupationIx> {
    let profile = model.profile();
    profile
        .roles_held
        .iter()
        .filter(|r| r.by_step.is_none() && Some(&r.occupation) != profile.start.as_ref())
        .filter_map(|r| model.catalog.occupation_by_uri(&r.occupation))
        .collect()
}

impl Choice {
    /// The two ends of the row.
    pub(super) fn line(&self, ctx: ViewContext<'_>) -> (Line<'static>, Line<'static>) {
        let theme = ctx.theme;
        let catalog = &ctx.model.catalog;
        match self {
            Self::Question { title, answer, .. } => (
                Line::from(vec![
                    Span::styled(format!("{title:<19}"), theme.title),
                    Span::raw(crate::text::sanitize(answer).into_owned()),
                ]),
                Line::default(),
            ),
            Self::Occupation {
                ix,
                matched,
                positions,
                tier,
            } => {
                let occupation = catalog.occupation(*ix);
                let mut left = Vec::new();
                match matched {
                    Some(alternative) => {
                        left.extend(highlight(alternative, positions, theme.text, theme));
                        let arrow = theme.signs.arrow;
                        left.push(Span::styled(
                            format!(" {arrow} {}", occupation.label()),
                            theme.dim,
                        ));
                    }
                    None => {
                        left.extend(highlight(occupation.label(), positions, theme.text, theme));
                    }
                }
                if !tier.remark().is_empty() {
                    left.push(Span::styled(format!("  {}", tier.remark()), theme.dim));
                }
                let mut right = occupation.code().to_string();
                if catalog.tracks.station(*ix).is_some() {
                    right = format!("on the map · {right}");
                }
                (Line::from(left), Line::styled(right, theme.dim))
            }
            Self::Mandate { title, .. } => (Line::styled(*title, theme.text), Line::default()),
            Self::Route {
                title,
                figures,
                is_own,
                ..
            } => {
                let style = if *is_own { theme.accent } else { theme.text };
                (
                    Line::styled(title.clone(), style),
                    Line::styled(figures.clone(), theme.dim),
                )
            }
        }
    }
}

/// "3 steps, 47 skills": what there is to gain.
fn work(plan: &Plan) -> String {
    let steps = plural(plan.steps.len(), "step", "steps");
    let skills = plural(plan.to_gain(), "skill", "skills");
    format!("{steps}, {skills}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::DateSpan;
    use crate::ui::overlay::testing::model;

    #[test]
    fn before_a_word_is_typed_the_order_is_that_of_a_search_for_nothing() {
        let model = model();
        let of = |found: Choices| {
            let ix = |row: &Choice| match row {
                Choice::Occupation { ix, .. } => Some(*ix),
                _ => None,
            };
            let listed = found.choices.iter().filter_map(ix);
            (listed.collect::<Vec<_>>(), found.total)
        };
        let index = model.occupation_index();
        let searched = index.search("", model.occupation_boosts(), MOST);
        let items = searched.hits.iter().map(|hit| OccupationIx(hit.item));
        assert_eq!(of(listed(&model)), (items.collect(), searched.total));
    }
    #[test]
    fn the_menu_shows_dates_where_they_were_said() {
        let mut model = model();
        let find = |code: &str| model.catalog.occupation_by_code(code);
        let (start, before) = (find("2511.18"), find("2522.1.1"));
        let day = |year| Some(jiff::civil::date(year, 1, 1));
        let since = DateSpan {
            from: day(2019),
            until: None,
        };
        model.update_plan(PlanChange {
            start,
            before: Some(before.into_iter().map(Into::into).collect()),
            span: start.map(|ix| (ix, since)),
            ..PlanChange::default()
        });
        let answers = choices(Question::Menu, "", &model).choices.into_iter();
        let answers: Vec<String> = answers
            .filter_map(|choice| match choice {
                Choice::Question { answer, .. } => Some(answer),
                _ => None,
            })
            .collect();
        assert_eq!(answers[0], "IT auditor (since 2019-01)");
        assert_eq!(answers[1], "ICT network administrator");
    }
}
