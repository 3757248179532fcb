//! `roles` and `role`: occupations.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::relation_group::{RelationGroup, groups};
use crate::catalog::resolve;
use crate::catalog::{Basis, Catalog, Kind, Occupation, OccupationIx, Relation};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::names::{only_a_part, repeated};
use crate::cli::output::{self, Lines, Reply, Table, sentence};
use crate::cli::reply::{self, OccupationName, Schema, SkillWithState};
use crate::planning::boosts;
use crate::planning::closeness::{Closeness, LISTED, count_shared, nearest};
use crate::search::{self, How, Index, Source, Tier};
use crate::text::{capitalize, plural};
use crate::usecase::person::Person;
use crate::wording::{self, closeness, figures};

/// What is shown in place of a coverage while nothing is known of the person.
pub(super) const COVERAGE_UNKNOWN: &str =
    "Coverage is not known: say where you are with cisopath begin.";

/// Occupations, all or those that match.
#[derive(Serialize, JsonSchema)]
pub(super) struct Roles<'a> {
    roles: Vec<RoleRow<'a>>,
    /// That the query was cut.
    #[serde(skip_serializing_if = "Option::is_none")]
    query_note: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct RoleRow<'a> {
    #[serde(flatten)]
    occupation: OccupationName<'a>,
    /// The code of its group in ISCO-08.
    isco: &'a str,
    /// How many essential skills it has.
    essential: usize,
    optional: usize,
    /// 0 to 1; null while nothing is known of the person.
    coverage: Option<f64>,
    /// 1 for the best kind of match; 0 where nothing was asked.
    tier: u8,
    /// Null where nothing was asked.
    how: Option<How>,
    /// Whether it is clearly what was meant.
    sure: bool,
    /// Whether the words of the query are not literally there.
    approximate: bool,
}

/// One occupation.
#[derive(Serialize, JsonSchema)]
pub(super) struct OneRole<'a> {
    role: Role<'a>,
}

#[derive(Serialize, JsonSchema)]
struct Role<'a> {
    #[serde(flatten)]
    occupation: OccupationName<'a>,
    isco: Isco<'a>,
    concept_type: &'static str,
    alternative_labels: Vec<&'a str>,
    description: Option<&'a str>,
    /// How many skills it has.
    total: usize,
    coverage: Option<f64>,
    groups: Vec<RoleGroup<'a>>,
    closest: Vec<CloseOccupation<'a>>,
    /// The codes of occupations from which a curated move leads here.
    leads_here: Vec<&'a str>,
    leads_to: Vec<&'a str>,
    /// The profile of ENISA's framework.
    ecsf: Option<&'a str>,
    nice: Option<Nice<'a>>,
    /// Skills that practice asks for beside ESCO; they are not counted.
    practice: Vec<PracticeReply<'a>>,
    basis: RoleBasis,
}

/// A group of ISCO-08.
#[derive(Serialize, JsonSchema)]
struct Isco<'a> {
    code: &'a str,
    label: &'a str,
}

/// The skills of one relation and kind.
#[derive(Serialize, JsonSchema)]
struct RoleGroup<'a> {
    relation: Relation,
    kind: Kind,
    count: usize,
    held: usize,
    skills: Vec<SkillWithState<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct CloseOccupation<'a> {
    #[serde(flatten)]
    occupation: OccupationName<'a>,
    /// The mean of the cosines in `basis`, 0 to 1.
    closeness: f64,
    basis: ClosenessBasis,
}

/// Three cosines, each from 0 to 1. Those in meaning are null where the catalogue is not in English.
#[derive(Serialize, JsonSchema)]
struct ClosenessBasis {
    /// Of the skills by name, weighted by rarity.
    rarity: f64,
    /// Of the skills in meaning.
    skills: Option<f64>,
    /// Of the titles in meaning.
    titles: Option<f64>,
}

impl From<Closeness> for ClosenessBasis {
    fn from(closeness: Closeness) -> Self {
        let meaning = closeness.meaning;
        Self {
            rarity: closeness.rarity,
            skills: meaning.map(|m| m.skills),
            titles: meaning.map(|m| m.titles),
        }
    }
}

/// A work role of NIST's framework.
#[derive(Serialize, JsonSchema)]
struct Nice<'a> {
    id: &'a str,
    role: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct PracticeReply<'a> {
    #[serde(flatten)]
    skill: SkillWithState<'a>,
    why: &'a str,
}

/// Where the statements come from that are not ESCO's.
#[derive(Serialize, JsonSchema)]
struct RoleBasis {
    counterparts: Basis,
    practice: Basis,
}

pub(super) fn list(context: &Context, query: Option<&str>) -> Result<Reply, Failure> {
    let cut = query.and_then(search::cut_note);
    let query = query.map(search::searched);
    let catalog = context.catalog()?;
    let person = context.person()?;
    let (all, nearest) = match query {
        None => {
            let all = catalog.occupations();
            (
                all.map(|o| Row::new(o.ix, Tier::Listed)).collect(),
                Vec::new(),
            )
        }
        Some(query) => found(catalog, &person, query),
    };
    if let (true, Some(query)) = (all.is_empty(), query) {
        let message = format!("no occupation matches \"{}\"", repeated(query));
        return Err(Failure::no(message)
            .hint("`cisopath roles` lists all of them")
            .schema(Schema::SEARCH)
            .with("roles", [(); 0])
            .nearest(&nearest)
            .maybe_hint(cut)
            .maybe_hint(only_a_part(catalog)));
    }
    let roles = all.iter().map(|r| row(catalog, &person, r)).collect();
    let heads = ["code", "occupation", "essential", "optional", "coverage"];
    let mut table = Table::default().right(&[2, 3, 4]).header(heads);
    for row in &all {
        let occupation = catalog.occupation(row.ix);
        table.row([
            occupation.code().to_string(),
            occupation.label().to_string(),
            occupation.essential().len().to_string(),
            occupation.optional().len().to_string(),
            figures::coverage_or_none(person.coverage(catalog, row.ix)),
            row.remark(),
        ]);
    }
    let mut text = Lines::default();
    text.table(&table).gap();
    let count = plural(all.len(), "occupation", "occupations");
    text.line(match (query, all.len()) {
        (None, _) => format!("{count}."),
        (Some(_), 1) => format!("{count} matches."),
        (Some(_), _) => format!("{count} match."),
    });
    let is_rough = all.iter().all(|row| row.tier.is_approximate());
    if let Some(part) = only_a_part(catalog).filter(|_| is_rough) {
        text.line(sentence(&part));
    }
    if let Some(note) = query.and_then(|query| resolve::occupation_note(catalog, query)) {
        text.line(sentence(note));
    }
    if let Some(cut) = &cut {
        text.line(sentence(cut));
    }
    let answer = Roles {
        roles,
        query_note: cut.as_deref(),
    };
    Ok(Reply::new(answer, text.done()).schema(Schema::SEARCH))
}

/// An occupation that is listed, and why.
struct Row {
    ix: OccupationIx,
    tier: Tier,
    /// The label that matched, when it is not the preferred one.
    matched: Option<String>,
    is_sure: bool,
}

impl Row {
    fn new(ix: OccupationIx, tier: Tier) -> Self {
        Self {
            ix,
            tier,
            matched: None,
            is_sure: true,
        }
    }

    /// How it fits, in the words of the screens.
    fn remark(&self) -> String {
        let called = self.matched.as_ref().map(|m| format!("also called {m}"));
        with_remark(called.unwrap_or_default(), self.tier)
    }
}

/// Under which name a row matched, and how well that name does.
pub(super) fn with_remark(name: String, tier: Tier) -> String {
    match tier.remark() {
        "" => name,
        remark if name.is_empty() => remark.to_owned(),
        remark => format!("{name} ({remark})"),
    }
}

/// Occupations whose code begins so, then those whose titles match, best first; and what comes nearest where none does.
fn found<'a>(catalog: &'a Catalog, person: &Person, query: &str) -> (Vec<Row>, Vec<&'a str>) {
    let code = query.trim();
    let by_code = catalog.occupations_by_code_prefix(code).map(|ix| {
        let tier = if catalog.occupation(ix).code() == code {
            Tier::Equal
        } else {
            Tier::WordsInOrder
        };
        Row::new(ix, tier)
    });
    let mut out: Vec<Row> = by_code.collect();
    let boosts = boosts::occupations(catalog, &person.profile, person.plan.as_ref());
    let index = Index::occupations(catalog);
    let results = index.search(query, &boosts, usize::MAX);
    let near = results.hits.iter().filter(|_| results.is_fallback());
    let near = near.map(|hit| output::label(catalog, OccupationIx(hit.item)));
    for hit in results.matches() {
        let ix = OccupationIx(hit.item);
        let label = index.label(hit.label);
        if out.iter().all(|row| row.ix != ix) {
            out.push(Row {
                ix,
                tier: hit.tier,
                matched: (label.source != Source::Preferred).then(|| label.text.to_owned()),
                is_sure: hit.is_sure,
            });
        }
    }
    (out, near.collect())
}

fn row<'a>(catalog: &'a Catalog, person: &Person, row: &Row) -> RoleRow<'a> {
    let occupation = catalog.occupation(row.ix);
    RoleRow {
        occupation: reply::occupation(catalog, row.ix),
        isco: &occupation.isco().code,
        essential: occupation.essential().len(),
        optional: occupation.optional().len(),
        coverage: person.coverage(catalog, row.ix),
        tier: row.tier.number(),
        how: row.tier.how(),
        sure: row.is_sure,
        approximate: row.tier.is_approximate(),
    }
}

pub(super) fn show(context: &Context, name: &str) -> Result<Reply, Failure> {
    let ix = context.occupation(name)?;
    let catalog = context.catalog()?;
    let person = context.person()?;
    let occupation = catalog.occupation(ix);
    let groups = groups(catalog, ix);
    let close = nearest(catalog, ix, LISTED);
    let moves = catalog.tracks.transitions.iter();
    let moves = moves.filter_map(|t| Some((t.from.ix?, t.to.ix?)));
    let here = moves.clone().filter(|(_, to)| *to == ix);
    let leads_here: Vec<OccupationIx> = here.map(|(from, _)| from).collect();
    let away = moves.filter(|(from, _)| *from == ix);
    let leads_to: Vec<OccupationIx> = away.map(|(_, to)| to).collect();
    let counterpart = catalog.counterpart(ix);
    let practice = catalog.practice_skills(ix).iter();
    let practice = practice.filter_map(|p| {
        Some(PracticeReply {
            skill: reply::skill(catalog, &person.states, p.skill.ix?),
            why: &p.why,
        })
    });
    let closest = close.iter().map(|(other, of)| CloseOccupation {
        occupation: reply::occupation(catalog, *other),
        closeness: of.mean(),
        basis: (*of).into(),
    });
    let nice = counterpart.and_then(|c| c.nice.as_ref());
    let role = Role {
        occupation: reply::occupation(catalog, ix),
        isco: Isco {
            code: &occupation.isco().code,
            label: &occupation.isco().label,
        },
        concept_type: Occupation::CONCEPT_TYPE,
        alternative_labels: occupation.alternative_labels().iter().collect(),
        description: output::described(occupation.description()),
        total: occupation.essential().len() + occupation.optional().len(),
        coverage: person.coverage(catalog, ix),
        groups: groups.iter().map(|g| group(catalog, &person, g)).collect(),
        closest: closest.collect(),
        leads_here: reply::codes(catalog, &leads_here),
        leads_to: reply::codes(catalog, &leads_to),
        ecsf: counterpart
            .and_then(|c| c.ecsf.as_ref())
            .map(|e| &*e.profile),
        nice: nice.map(|n| Nice {
            id: &n.id,
            role: &n.role,
        }),
        practice: practice.collect(),
        basis: RoleBasis {
            counterparts: catalog.frameworks.basis,
            practice: catalog.practice.basis,
        },
    };

    let moves = [&*leads_here, &*leads_to];
    let text = page(catalog, &person, &groups, &close, ix, moves);
    Ok(Reply::new(OneRole { role }, text))
}

/// An occupation for people.
fn page(
    catalog: &Catalog,
    person: &Person,
    groups: &[RelationGroup],
    close: &[(OccupationIx, Closeness)],
    ix: OccupationIx,
    [leads_here, leads_to]: [&[OccupationIx]; 2],
) -> String {
    let occupation = catalog.occupation(ix);
    let (code, isco) = (occupation.code(), occupation.isco());
    let concept_type = Occupation::CONCEPT_TYPE;
    let mut text = Lines::default();
    text.line(occupation.label())
        .line(format!(
            "ESCO {code} · ISCO-08 {} {} · {concept_type}",
            isco.code, isco.label
        ))
        .line(occupation.uri());
    let names: Vec<&str> = occupation.alternative_labels().iter().collect();
    output::describe(&mut text, &names, occupation.description());
    let basis = catalog.frameworks.basis.word();
    let counterpart = catalog.counterpart(ix);
    if let Some(ecsf) = counterpart.and_then(|c| c.ecsf.as_ref()) {
        let (profile, fit) = (&ecsf.profile, &ecsf.fit);
        text.line(format!("ENISA ECSF: {profile} ({fit}, {basis})."));
    }
    if let Some(nice) = counterpart.and_then(|c| c.nice.as_ref()) {
        let (id, role, fit) = (&nice.id, &nice.role, &nice.fit);
        text.line(format!("NIST NICE: {id} {role} ({fit}, {basis})."));
    }
    text.gap();
    if person.is_known() {
        let formula = figures::coverage_formula(catalog, &person.states, ix);
        text.line(format!("Coverage {formula}."));
    } else {
        text.line(COVERAGE_UNKNOWN);
    }
    for group in groups {
        let title = capitalize(&wording::skill::heading(group.relation, group.kind));
        let (held, all) = (person.states.count_held(&group.skills), group.skills.len());
        let skills = group.skills.iter().copied();
        text.gap()
            .line(format!("{title}: {held} of {all} held"))
            .table(&output::skill_table(catalog, &person.states, skills));
    }
    if !catalog.practice_skills(ix).is_empty() {
        let title = capitalize(&catalog.practice.title);
        let basis = catalog.practice.basis.word();
        text.gap().line(format!("{title} ({basis}, not counted)"));
        for each in catalog.practice_skills(ix) {
            if let Some(skill) = each.skill.ix {
                text.line(format!("  {}: {}", catalog.skill(skill).label(), each.why));
            }
        }
    }
    let with_meaning = close.iter().any(|(_, c)| c.meaning.is_some());
    let heads = closeness::heads(with_meaning);
    let figures: Vec<usize> = (0..heads.len()).collect();
    let mut table = Table::indented(2).right(&figures);
    table.row(heads.iter().map(|head| (*head).to_owned()));
    for (other, of) in close {
        let shared = count_shared(catalog, ix, *other);
        let other = catalog.occupation(*other);
        let names = [other.code(), other.label()].map(str::to_owned);
        table.row(closeness::cells(*of, shared).into_iter().chain(names));
    }
    text.gap().line("Closest occupations").table(&table);
    text.line(closeness::explanation(with_meaning));
    for (lead, all) in [
        ("Curated moves lead here from", leads_here),
        ("And from here to", leads_to),
    ] {
        let names: Vec<&str> = all.iter().map(|o| output::label(catalog, *o)).collect();
        text.list(lead, &names);
    }
    text.done()
}

fn group<'a>(catalog: &'a Catalog, person: &Person, group: &RelationGroup) -> RoleGroup<'a> {
    RoleGroup {
        relation: group.relation,
        kind: group.kind,
        count: group.skills.len(),
        held: person.states.count_held(&group.skills),
        skills: reply::skills(catalog, &person.states, &group.skills),
    }
}
