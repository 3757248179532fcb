//! What the palette finds for a query: three indexes asked, their answers merged by tier, kind and score.

use super::item::{Item, runs};
use crate::catalog::{Catalog, OccupationIx, SkillIx};
use crate::search::{self, Concern, Entry, Index, LabelRef, Tier};
use crate::ui::input::command::Command;
use crate::ui::model::Model;

/// Most hits of each index that are listed; the count above the list is of all.
const MOST: usize = 300;

/// Commands, milestones, sections, tracks and routes, with an index over them.
#[derive(Debug)]
pub(super) struct Things {
    pub(super) items: Vec<Item>,
    index: Index,
}

/// What stands for an item of an index.
type ItemOf<'a> = &'a dyn Fn(u32) -> Option<Item>;

/// What each of the three indexes was asked so far: a longer query is found among what a shorter one left.
#[derive(Debug)]
pub(super) struct Searches([search::Session; 3]);

impl Default for Searches {
    fn default() -> Self {
        Self(std::array::from_fn(|_| search::Session::new(MOST)))
    }
}

/// Something found.
#[derive(Clone, Copy, Debug)]
pub(super) struct PaletteRow {
    pub(super) item: Item,
    /// The label that matched, when something was asked.
    pub(super) label: Option<LabelRef>,
    /// What is said beside it when it is only nearly what was typed.
    pub(super) remark: &'static str,
}

impl PaletteRow {
    fn plain(item: Item) -> Self {
        Self {
            item,
            label: None,
            remark: "",
        }
    }
}

impl Things {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let tracks = &catalog.tracks.tracks;
        let mut commands: Vec<Command> =
            Command::ALL.iter().copied().filter(|c| runs(*c)).collect();
        // Turning to the next screen is for a key; it need not stand above everything.
        commands.sort_by_key(|c| matches!(c, Command::NextTab | Command::PreviousTab));
        let routes = tracks
            .iter()
            .enumerate()
            .flat_map(|(i, t)| (0..t.routes.len()).map(move |j| Item::Route(i, j)));
        let items: Vec<Item> = commands
            .into_iter()
            .map(Item::Command)
            .chain((0..tracks.len()).map(Item::Track))
            .chain(routes)
            .chain((0..catalog.guide.sections.len()).map(Item::Section))
            .chain((0..catalog.milestones.len()).map(Item::Milestone))
            .collect();
        let names: Vec<(String, Vec<String>)> = items
            .iter()
            .map(|item| (item.name(catalog), others(*item, catalog)))
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
fn others(item: Item, catalog: &Catalog) -> Vec<String> {
    match item {
        Item::Command(command) => vec![command.name().to_owned(), command.help().to_owned()],
        Item::Milestone(at) => vec![catalog.milestones[at].theme.word().to_owned()],
        Item::Route(track, _) => vec![catalog.tracks.tracks[track].title.to_string()],
        Item::Section(at) => vec![format!("guide {}", catalog.guide.sections[at].title)],
        _ => Vec::new(),
    }
}

/// What `query` finds, best first, and how many there are in all. No query finds everything.
pub(super) fn search(
    things: &Things,
    searches: &mut Searches,
    query: &str,
    model: &Model,
) -> (Vec<PaletteRow>, usize) {
    let catalog = &model.catalog;
    if query.trim().is_empty() {
        let roles = (0..catalog.occupations().len() as u32).map(|i| Item::Role(OccupationIx(i)));
        let skills = (0..catalog.skills().len() as u32).map(|i| Item::Skill(SkillIx(i)));
        let all = things.items.iter().copied().chain(roles).chain(skills);
        let found: Vec<PaletteRow> = all.map(PaletteRow::plain).collect();
        let total = found.len();
        return (found, total);
    }
    let mut total = 0;
    let mut found = Vec::new();
    let mut far = Vec::new();
    let mut letters = 0;
    let [of_things, of_roles, of_skills] = &mut searches.0;
    let mut ask = |search: &mut search::Session, index: &Index, concern: &Concern, item: ItemOf| {
        let results = search.shown(index, query, concern);
        total += results.total;
        let is_close = |hit: &&search::Hit| hit.tier == Tier::Close;
        if results.hits.first().as_ref().is_some_and(is_close) {
            let others = results.hits.iter().filter(|hit| !is_close(hit)).count();
            letters += results.total - others;
        }
        let into = if results.is_fallback() {
            &mut far
        } else {
            &mut found
        };
        for (place, hit) in results.hits.iter().enumerate() {
            if let Some(item) = item(hit.item) {
                // Within one kind the index's own order is kept: it knows what concerns the person.
                into.push((
                    hit.tier,
                    item.kind(),
                    place,
                    PaletteRow {
                        item,
                        label: Some(hit.label),
                        remark: hit.tier.remark(),
                    },
                ));
            }
        }
    };
    ask(of_things, &things.index, &Concern::none(), &|at| {
        things.items.get(at as usize).copied()
    });
    let roles = |at| Some(Item::Role(OccupationIx(at)));
    ask(
        of_roles,
        model.occupation_index(),
        model.occupation_concern(),
        &roles,
    );
    let skills = |at| Some(Item::Skill(SkillIx(at)));
    ask(
        of_skills,
        model.skill_index(),
        model.skill_concern(),
        &skills,
    );
    if found.is_empty() {
        found = far;
    }
    // Letters that occur in order are the answer only where none of the three indexes has a better one.
    if found.iter().any(|(tier, ..)| *tier < Tier::Close) {
        found.retain(|(tier, ..)| *tier != Tier::Close);
        total -= letters;
    }
    let absent = search::absent(catalog, query);
    if absent.is_some() {
        // The curated skills are the answer; of the rest only what is called so.
        found.retain(|(tier, _, _, each)| {
            *tier <= Tier::Words && !matches!(each.item, Item::Skill(_))
        });
        total = found.len();
    }
    found.sort_by_key(|(tier, kind, place, _)| (*tier, *kind, *place));
    let nearest = absent.iter().flat_map(|absent| &absent.nearest);
    let nearest: Vec<PaletteRow> = nearest
        .filter_map(|skill| skill.ix)
        .map(|ix| PaletteRow::plain(Item::Skill(ix)))
        .collect();
    total += nearest.len();
    let rest = found.into_iter().map(|(.., found)| found);
    (nearest.into_iter().chain(rest).collect(), total)
}
