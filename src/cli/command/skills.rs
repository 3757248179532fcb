//! `skills` and `skill`: search, and one skill.

use schemars::JsonSchema;
use serde::Serialize;

use super::roles::with_remark;
use crate::catalog::{Basis, Kind, ReuseLevel, SkillIx};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::names::{only_a_part, repeated};
use crate::cli::output::{self, Lines, Reply, Table};
use crate::cli::reply::{self, Schema, SkillName};
use crate::planning::boosts;
use crate::profile::{Claim, SkillState};
use crate::search::{self, How, Index, Source};
use crate::text::{capitalize, plural, thousands};
use crate::wording::{self, figures};

/// The skills that match a query, best first.
#[derive(Serialize, JsonSchema)]
pub(super) struct SkillHits<'a> {
    query: &'a str,
    /// How many match, shown or not.
    total: usize,
    hits: Vec<SkillHit<'a>>,
    /// That the query was cut.
    #[serde(skip_serializing_if = "Option::is_none")]
    query_note: Option<&'a str>,
}

/// A skill that matches, and how.
#[derive(Serialize, JsonSchema)]
struct SkillHit<'a> {
    #[serde(flatten)]
    skill: SkillName<'a>,
    matched_label: &'a str,
    /// 1 for the best kind of match.
    tier: u8,
    how: Option<How>,
    /// Whether it is clearly what was meant.
    sure: bool,
    /// Whether the words of the query are not literally there.
    approximate: bool,
    score: Option<i64>,
    /// The characters of `matched_label` that match, counted from 0.
    positions: Vec<usize>,
    state: SkillState,
}

/// One skill.
#[derive(Serialize, JsonSchema)]
pub(super) struct OneSkill<'a> {
    skill: SkillReply<'a>,
}

#[derive(Serialize, JsonSchema)]
struct SkillReply<'a> {
    #[serde(flatten)]
    skill: SkillName<'a>,
    kind: Kind,
    reuse_level: ReuseLevel,
    alternative_labels: Vec<&'a str>,
    description: Option<&'a str>,
    /// The codes of occupations.
    essential_for: Vec<&'a str>,
    optional_for: Vec<&'a str>,
    state: SkillState,
    /// What the person said of it.
    said: Option<Claim>,
    /// The code of the role that suggests it.
    from_role: Option<&'a str>,
    not_assumed: Option<NotAssumed<'a>>,
    asked_by: u32,
    rarity: f64,
    groups: Vec<&'a str>,
    /// The steps of the route that ask for it, by id.
    steps: Vec<&'a str>,
    /// How many pieces of evidence there are.
    evidence: usize,
}

/// Why a skill is not assumed although a role asks for it.
#[derive(Serialize, JsonSchema)]
struct NotAssumed<'a> {
    /// The code of the role.
    role: &'a str,
    why: &'a str,
    basis: Basis,
}

pub(super) fn search(context: &Context, query: &str, limit: usize) -> Result<Reply, Failure> {
    let (query, cut) = (search::searched(query), search::cut_note(query));
    let catalog = context.catalog()?;
    let person = context.person()?;
    let boosts = boosts::skills(catalog, &person.profile, person.plan.as_ref());
    let index = Index::skills(catalog);
    let results = index.search(query, &boosts, usize::MAX);
    if results.total == 0 {
        let message = format!("no skill matches \"{}\"", repeated(query));
        let failure = Failure::no(message)
            .schema(Schema::SEARCH)
            .with("query", query)
            .with("total", 0)
            .with("hits", [(); 0])
            .maybe_hint(cut);
        let nearest = results.hits.iter();
        let nearest = nearest.map(|hit| catalog.skill(SkillIx(hit.item)).label());
        let nearest: Vec<&str> = nearest.collect();
        return Err(match &results.note {
            Some(note) => {
                let failure = failure.with("note", &**note).hint(&**note);
                failure.nearest(&nearest)
            }
            None => failure.nearest(&nearest).maybe_hint(only_a_part(catalog)),
        });
    }
    let mut table = Table::default();
    let mut hits = Vec::new();
    let best = results.hits.len().min(limit);
    for hit in &results.hits[..best] {
        let ix = SkillIx(hit.item);
        let skill = catalog.skill(ix);
        let label = index.label(hit.label);
        hits.push(SkillHit {
            skill: reply::skill_name(catalog, ix),
            matched_label: label.text,
            tier: hit.tier.number(),
            how: hit.tier.how(),
            sure: hit.is_sure,
            approximate: hit.tier.is_approximate(),
            score: hit.score,
            positions: search::positions(query, label.text, hit.tier),
            state: person.states.get(ix),
        });
        let matched = match label.source {
            Source::Preferred => String::new(),
            Source::Alternative => format!("also called {}", label.text),
            Source::Synonym => format!("meant by {}", label.text),
        };
        let matched = with_remark(matched, hit.tier);
        let state = person.states.get(ix).word().to_owned();
        table.row([state, skill.label().to_string(), matched]);
    }
    let answer = SkillHits {
        query,
        total: results.total,
        hits,
        query_note: cut.as_deref(),
    };
    let mut text = Lines::default();
    if let Some(cut) = &cut {
        text.line(output::sentence(cut)).gap();
    }
    text.table(&table).gap();
    let [total, all] = [results.total, catalog.skills().len()].map(thousands);
    let of_all = format!("{total} of {all} skills match");
    if best < results.total {
        text.line(format!("{of_all}; the best {best} are shown (--limit)."));
    } else {
        text.line(format!("{of_all}."));
    }
    let is_rough = results.hits.iter().all(|hit| hit.tier.is_approximate());
    if let Some(part) = only_a_part(catalog).filter(|_| is_rough) {
        text.line(output::sentence(&part));
    }
    Ok(Reply::new(answer, text.done()).schema(Schema::SEARCH))
}

pub(super) fn show(context: &Context, name: &str) -> Result<Reply, Failure> {
    let ix = context.skill(name)?;
    let catalog = context.catalog()?;
    let person = context.person()?;
    let skill = catalog.skill(ix);
    let state = person.states.get(ix);
    let mark = person.profile.skills.get(skill.uri());
    let said = mark.map(|mark| mark.claim);
    let groups = skill.groups().iter();
    let groups: Vec<&str> = groups.map(|g| &*catalog.skill_group(*g).title).collect();
    let steps: Vec<&str> = person.plan.as_ref().map_or_else(Vec::new, |plan| {
        let steps = plan.steps_for(catalog, ix);
        steps.map(|(_, step, _)| &*step.id).collect()
    });
    let evidence = person.profile.evidence_for(skill.uri()).count();
    let role = person.states.not_assumed(ix);
    let row = role.and_then(|role| catalog.practice.not_assumed(role, ix));
    let basis = catalog.practice.basis.word();
    let not_assumed = role.zip(row).map(|(role, row)| NotAssumed {
        role: output::code(catalog, role),
        why: &row.why,
        basis: catalog.practice.basis,
    });
    let answer = SkillReply {
        skill: reply::skill_name(catalog, ix),
        kind: skill.kind(),
        reuse_level: skill.reuse_level(),
        alternative_labels: skill.alternative_labels().iter().collect(),
        description: output::described(skill.description()),
        essential_for: reply::codes(catalog, skill.essential_for()),
        optional_for: reply::codes(catalog, skill.optional_for()),
        state,
        said,
        from_role: person.states.source(ix).map(|o| output::code(catalog, o)),
        not_assumed,
        asked_by: skill.asked_by(),
        rarity: skill.rarity(),
        groups: groups.clone(),
        steps: steps.clone(),
        evidence,
    };

    let mut text = Lines::default();
    let (kind, level) = (skill.kind().title(), skill.reuse_level().word());
    text.line(skill.label())
        .line(format!("{kind} · {level}"))
        .line(skill.uri());
    let names: Vec<&str> = skill.alternative_labels().iter().collect();
    output::describe(&mut text, &names, skill.description());
    let rarity = figures::rarity_formula(catalog, ix);
    text.list("In", &groups)
        .line(format!("Rarity {rarity}."))
        .gap();
    let (profile, states, today) = (&person.profile, &person.states, context.now().on);
    let stated = wording::skill::state(catalog, profile, states, ix, today);
    text.line(output::sentence(&stated));
    if let Some(row) = row {
        text.line(format!("{}: {}", capitalize(basis), row.why));
    }
    if evidence > 0 {
        let pieces = plural(evidence, "piece", "pieces");
        text.line(format!("Evidence: {pieces}."));
    }
    text.list("Steps of your route that ask for it:", &steps);
    for (what, all) in [
        ("Essential", skill.essential_for()),
        ("Optional", skill.optional_for()),
    ] {
        if !all.is_empty() {
            let count = plural(all.len(), "occupation", "occupations");
            text.gap()
                .line(format!("{what} for {count}"))
                .table(&output::occupation_table(catalog, all));
        }
    }
    Ok(Reply::new(OneSkill { skill: answer }, text.done()))
}
