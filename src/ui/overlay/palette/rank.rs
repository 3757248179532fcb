//! What the palette finds for a query: the answers of three indexes, merged by tier and kind.

use std::sync::Arc;

use super::item::{Item, Kind, runs};
use crate::catalog::{Catalog, OccupationIx, SkillIx};
use crate::search::{Boosts, Entry, Index, LabelRef, Results, Source, Tier};
use crate::ui::input::command::Command;
use crate::ui::model::Model;

/// Most hits of each index that are listed; the count above the list is of all.
const MOST: usize = 300;

/// How many of the nearest are listed where nothing matches.
const NEAREST: usize = 5;

/// Commands, milestones, sections, tracks, routes and adverts, with an index over them.
#[derive(Debug)]
pub(super) struct Things {
    pub(super) items: Vec<Item>,
    index: Index,
}

/// Something found.
#[derive(Clone, Copy, Debug)]
pub(super) struct PaletteRow {
    pub(super) item: Item,
    /// The label that matched, when something was asked.
    pub(super) label: Option<LabelRef>,
    pub(super) tier: Tier,
    /// What is said beside it when it is only nearly what was typed.
    pub(super) remark: &'static str,
}

impl PaletteRow {
    fn plain(item: Item) -> Self {
        Self {
            item,
            label: None,
            tier: Tier::Listed,
            remark: "",
        }
    }
}

impl Things {
    pub(super) fn of(model: &Model) -> Self {
        let catalog = &model.catalog;
        let tracks = &catalog.tracks.tracks;
        let mut commands: Vec<Command> =
            Command::ALL.iter().copied().filter(|c| runs(*c)).collect();
        // Turning to the next screen is for a key; it need not stand above everything.
        commands.sort_by_key(|c| matches!(c, Command::NextTab | Command::PreviousTab));
        let routes = tracks
            .iter()
            .enumerate()
            .flat_map(|(i, t)| (0..t.routes.len()).map(move |j| Item::Route(i, j)));
        let adverts = model.market.adverts().map(|advert| Item::Advert(advert.id));
        let items: Vec<Item> = commands
            .into_iter()
            .map(Item::Command)
            .chain((0..tracks.len()).map(Item::Track))
            .chain(routes)
            .chain((0..catalog.guide.sections.len()).map(Item::Section))
            .chain(adverts)
            .chain((0..catalog.milestones.len()).map(Item::Milestone))
            .collect();
        let names: Vec<(String, Vec<String>)> = items
            .iter()
            .map(|item| (item.name(model), others(*item, model)))
            .collect();
        let index = Index::build(names.iter().map(|(name, others)| Entry {
            preferred: name,
            alternatives: others.iter().map(String::as_str).collect(),
            synonyms: Vec::new(),
        }));
        Self { items, index }
    }

    /// The text of a label that matched.
    pub(super) fn label<'a>(&'a self, label: LabelRef, item: Item, model: &'a Model) -> &'a str {
        let index = match item {
            Item::Role(_) => model.occupation_index(),
            Item::Skill(_) => model.skill_index(),
            _ => &self.index,
        };
        index.label(label).text
    }
}

/// By what else a thing is found.
fn others(item: Item, model: &Model) -> Vec<String> {
    let catalog = &model.catalog;
    match item {
        Item::Command(command) => vec![command.name().to_owned(), command.help().to_owned()],
        Item::Milestone(at) => vec![catalog.milestones[at].theme.word().to_owned()],
        Item::Route(track, _) => vec![catalog.tracks.tracks[track].title.to_string()],
        Item::Section(at) => vec![format!("guide {}", catalog.guide.sections[at].title)],
        Item::Advert(_) => item.remark(model).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// What a query finds, best first.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Where nothing is meant, the few that come nearest.
    pub(super) rows: Vec<PaletteRow>,
    pub(super) total: usize,
    /// What is said of a term for which ESCO has nothing.
    pub(super) note: Option<Arc<str>>,
}

/// What `query` finds; everything for no query. None while the skills are searched for in the background.
pub(super) fn search(things: &Things, query: &str, model: &Model) -> Option<Found> {
    let catalog = &model.catalog;
    if query.trim().is_empty() {
        let roles = (0..catalog.occupations().len() as u32).map(|i| Item::Role(OccupationIx(i)));
        let skills = (0..catalog.skills().len() as u32).map(|i| Item::Skill(SkillIx(i)));
        let all = things.items.iter().copied().chain(roles).chain(skills);
        let rows: Vec<PaletteRow> = all.map(PaletteRow::plain).collect();
        return Some(Found {
            total: rows.len(),
            rows,
            note: None,
        });
    }
    let thing = |at| things.items[at as usize];
    let role = |at| Item::Role(OccupationIx(at));
    let skill = |at| Item::Skill(SkillIx(at));
    let [roles, skills] = [model.occupation_boosts(), model.skill_boosts()];
    let skills = model.search_skills(query, skills, MOST)?;
    let of_things = things.index.search(query, &Boosts::none(), MOST);
    let of_roles = model.occupation_index().search(query, roles, MOST);
    let is_remark = |label| things.index.label(label).source != Source::Preferred;
    let answers = [
        ranked(&of_things, &thing, &is_remark),
        ranked(&of_roles, &role, &|_| false),
        ranked(&skills, &skill, &|_| false),
    ];
    let coded = with_code(catalog, query);
    let total: usize = answers.iter().map(|(_, total)| total).sum();
    if !coded.is_empty() {
        // A code means these occupations; of the rest only what has it in words.
        return Some(found_by_code(
            coded,
            answers.into_iter().flat_map(|(rows, _)| rows),
        ));
    }
    let answers = answers
        .into_iter()
        .filter(|(_, of_index)| total == 0 || *of_index > 0);
    let mut ranked: Vec<RankedRow> = answers.flat_map(|(rows, _)| rows).collect();
    ranked.sort_by_key(RankedRow::key);
    if let Some(note) = skills.note {
        // Of the rest only what is called so: what comes nearest among the skills is the better answer.
        ranked.retain(|ranked| ranked.tier <= Tier::Words);
        let total = ranked.len();
        let nearest = skills.hits.iter().map(|hit| PaletteRow {
            remark: if total == 0 { "" } else { "nearest" },
            ..PaletteRow::plain(skill(hit.item))
        });
        let rest = ranked.into_iter().map(|ranked| ranked.row);
        return Some(Found {
            rows: rest.chain(nearest).collect(),
            total,
            note: Some(note),
        });
    }
    if total == 0 {
        ranked.truncate(NEAREST);
    }
    let rows = ranked.into_iter().map(|ranked| ranked.row);
    Some(Found {
        rows: rows.collect(),
        total,
        note: None,
    })
}

/// The occupations whose code begins like the query.
fn with_code(catalog: &Catalog, query: &str) -> Vec<Item> {
    let coded = catalog.occupations_by_code_prefix(query.trim());
    coded.map(Item::Role).collect()
}

/// The occupations that a code means, then what has it in words.
fn found_by_code(coded: Vec<Item>, others: impl Iterator<Item = RankedRow>) -> Found {
    let mut others: Vec<RankedRow> = others
        .filter(|ranked| ranked.tier <= Tier::Words && !coded.contains(&ranked.row.item))
        .collect();
    others.sort_by_key(RankedRow::key);
    let coded = coded.into_iter().map(PaletteRow::plain);
    let rows: Vec<PaletteRow> = coded
        .chain(others.into_iter().map(|ranked| ranked.row))
        .collect();
    Found {
        total: rows.len(),
        rows,
        note: None,
    }
}

/// A row with what orders it among the rows of the other indexes.
struct RankedRow {
    tier: Tier,
    /// Whether what else is said of a thing matched, such as the theme of a milestone, not what it is called.
    is_remark: bool,
    /// Within one kind the index's own order is kept: it knows the boosts.
    place: usize,
    row: PaletteRow,
}

impl RankedRow {
    fn key(&self) -> (Tier, bool, Kind, usize) {
        (self.tier, self.is_remark, self.row.item.kind(), self.place)
    }
}

/// The rows of the results of one index, and how many there are in all.
fn ranked(
    results: &Results,
    item: &dyn Fn(u32) -> Item,
    is_remark: &dyn Fn(LabelRef) -> bool,
) -> (Vec<RankedRow>, usize) {
    let rows = results.hits.iter().enumerate();
    let rows = rows.map(|(place, hit)| RankedRow {
        tier: hit.tier,
        is_remark: is_remark(hit.label),
        place,
        row: PaletteRow {
            item: item(hit.item),
            label: Some(hit.label),
            tier: hit.tier,
            remark: hit.tier.remark(),
        },
    });
    (rows.collect(), results.total)
}
