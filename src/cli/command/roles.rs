//! `roles` and `role`: occupations.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::Kind;
use crate::catalog::Relation;
use crate::catalog::relation_group::{RelationGroup, groups};
use crate::catalog::{Basis, Catalog, Occupation, OccupationIx};
use crate::cli::context::{Context, only_a_part, repeated};
use crate::cli::failure::Failure;
use crate::cli::output::{self, Lines, Reply, Table, sentence};
use crate::cli::reply::{self, OccupationName, SkillWithState};
use crate::planning::boosts;
use crate::planning::closeness::closest;
use crate::search::{self, Index, Results, Source, Tier};
use crate::text::plural;
use crate::usecase::person::Person;
use crate::wording::figures;

/// What stands before what comes nearest.
pub(super) const NEAREST: &str = "the nearest";

/// What stands before the hits of a query that nothing matches.
pub(super) fn near_by(results: &Results) -> &'static str {
    match results.hits.first().map(|hit| hit.tier) {
        Some(Tier::Spelling) => "closest in spelling",
        _ => NEAREST,
    }
}

/// How many close occupations are shown.
const CLOSEST: usize = 10;

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
    uri: &'a str,
    code: &'a str,
    label: &'a str,
    /// The code of its group in ISCO-08.
    isco: &'a str,
    /// How many essential skills it has.
    essential: usize,
    optional: usize,
    /// 0 to 1; null while nothing is known of the person.
    coverage: Option<f64>,
}

/// One occupation.
#[derive(Serialize, JsonSchema)]
pub(super) struct OneRole<'a> {
    role: Role<'a>,
}

#[derive(Serialize, JsonSchema)]
struct Role<'a> {
    uri: &'a str,
    code: &'a str,
    label: &'a str,
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
    /// 0 to 1.
    closeness: f64,
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
    let (all, (how, nearest)) = match query {
        None => (
            catalog.occupations().map(|o| Row::listed(o.ix)).collect(),
            (NEAREST, Vec::new()),
        ),
        Some(query) => found(catalog, &person, query),
    };
    if let (true, Some(query)) = (all.is_empty(), query) {
        let said = format!("no occupation matches \"{}\"", repeated(query));
        let failure = Failure::no(said)
            .hint("`cisopath roles` lists all of them")
            .with("roles", [(); 0])
            .nearest(how, &nearest);
        let failure = match cut {
            Some(cut) => failure.hint(cut),
            None => failure,
        };
        return Err(match only_a_part(catalog) {
            Some(said) => failure.hint(said),
            None => failure,
        });
    }
    let roles = all.iter().map(|r| row(catalog, &person, r.ix)).collect();
    let mut table = Table::default().right(&[2, 3, 4]);
    table.row(
        [
            "code",
            "occupation",
            "essential",
            "optional",
            "coverage",
            "",
        ]
        .map(str::to_owned),
    );
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
    text.table(&table).gap().line(format!(
        "{}.",
        plural(all.len(), "occupation", "occupations")
    ));
    if let Some(query) = query.filter(|_| all.iter().all(Row::is_far)) {
        let nothing = format!("No occupation matches \"{}\"", repeated(query));
        let part = only_a_part(catalog).map(|said| format!(" {}", sentence(&said)));
        text.line(format!(
            "{nothing}; the last column says how these fit.{}",
            part.unwrap_or_default()
        ));
    }
    if let Some(cut) = &cut {
        text.line(sentence(cut));
    }
    let answer = Roles {
        roles,
        query_note: cut.as_deref(),
    };
    Ok(Reply::new(answer, text.done()))
}

/// An occupation that is listed, and why.
struct Row {
    ix: OccupationIx,
    tier: Tier,
    /// The label that matched, when it is not the preferred one.
    matched: Option<String>,
}

impl Row {
    fn listed(ix: OccupationIx) -> Self {
        Self {
            ix,
            tier: Tier::Listed,
            matched: None,
        }
    }

    fn is_far(&self) -> bool {
        self.tier.is_approximate()
    }

    /// How it fits, in the words of the screens.
    fn remark(&self) -> String {
        let called = self.matched.as_ref().map(|m| format!("also called {m}"));
        match (called, self.tier.remark()) {
            (Some(called), "") => called,
            (Some(called), remark) => format!("{called} ({remark})"),
            (None, remark) => remark.to_owned(),
        }
    }
}

/// Occupations whose code begins so, then those whose titles match, best first; and what comes nearest where none does.
fn found<'a>(
    catalog: &'a Catalog,
    person: &Person,
    query: &str,
) -> (Vec<Row>, (&'static str, Vec<&'a str>)) {
    let occupations = catalog.occupations();
    let code = query.trim();
    let is_code = code.starts_with(|c: char| c.is_ascii_digit());
    let by_code = occupations
        .clone()
        .filter(|o| is_code && o.code().starts_with(code));
    let mut out: Vec<Row> = by_code.map(|o| Row::listed(o.ix)).collect();
    let boosts = boosts::occupations(catalog, &person.profile, person.plan.as_ref());
    let index = Index::occupations(catalog);
    let results = index.search(query, &boosts, usize::MAX);
    let near = results.hits.iter().filter(|_| results.is_fallback());
    let near = near.map(|hit| output::label(catalog, OccupationIx(hit.item)));
    let nearest = (near_by(&results), near.collect());
    for hit in results.matches() {
        let ix = OccupationIx(hit.item);
        let label = index.label(hit.label);
        if out.iter().all(|row| row.ix != ix) {
            out.push(Row {
                ix,
                tier: hit.tier,
                matched: (label.source != Source::Preferred).then(|| label.text.to_owned()),
            });
        }
    }
    (out, nearest)
}

fn row<'a>(catalog: &'a Catalog, person: &Person, ix: OccupationIx) -> RoleRow<'a> {
    let occupation = catalog.occupation(ix);
    RoleRow {
        uri: occupation.uri(),
        code: occupation.code(),
        label: occupation.label(),
        isco: &occupation.isco().code,
        essential: occupation.essential().len(),
        optional: occupation.optional().len(),
        coverage: person.coverage(catalog, ix),
    }
}

pub(super) fn show(context: &Context, name: &str) -> Result<Reply, Failure> {
    let ix = context.occupation(name)?;
    let catalog = context.catalog()?;
    let person = context.person()?;
    let occupation = catalog.occupation(ix);
    let groups = groups(catalog, ix);
    let close: Vec<(OccupationIx, f64)> = closest(catalog, ix).into_iter().take(CLOSEST).collect();
    let moves = catalog.tracks.transitions.iter();
    let leads_here: Vec<OccupationIx> = moves
        .clone()
        .filter(|t| t.to.ix == Some(ix))
        .filter_map(|t| t.from.ix)
        .collect();
    let leads_to: Vec<OccupationIx> = moves
        .filter(|t| t.from.ix == Some(ix))
        .filter_map(|t| t.to.ix)
        .collect();
    let counterpart = catalog.counterpart(ix);
    let practice = catalog.practice_skills(ix).iter();
    let practice = practice.filter_map(|p| {
        Some(PracticeReply {
            skill: reply::skill(catalog, &person.states, p.skill.ix?),
            why: &p.why,
        })
    });
    let closest = close.iter().map(|(other, closeness)| CloseOccupation {
        occupation: reply::occupation(catalog, *other),
        closeness: *closeness,
    });
    let nice = counterpart.and_then(|c| c.nice.as_ref());
    let role = Role {
        uri: occupation.uri(),
        code: occupation.code(),
        label: occupation.label(),
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

    let text = page(
        catalog,
        &person,
        &groups,
        &close,
        ix,
        [&leads_here, &leads_to],
    );
    Ok(Reply::new(OneRole { role }, text))
}

/// An occupation for people.
fn page(
    catalog: &Catalog,
    person: &Person,
    groups: &[RelationGroup],
    close: &[(OccupationIx, f64)],
    ix: OccupationIx,
    [leads_here, leads_to]: [&[OccupationIx]; 2],
) -> String {
    let occupation = catalog.occupation(ix);
    let counterpart = catalog.counterpart(ix);
    let mut text = Lines::default();
    text.line(occupation.label())
        .line(format!(
            "ESCO {} · ISCO-08 {} {} · {}",
            occupation.code(),
            occupation.isco().code,
            occupation.isco().label,
            Occupation::CONCEPT_TYPE
        ))
        .line(occupation.uri());
    if !occupation.alternative_labels().is_empty() {
        let also = occupation.alternative_labels().join(", ");
        text.line(format!("Also called {also}."));
    }
    output::describe(&mut text, catalog.occupation(ix).description());
    let basis = catalog.frameworks.basis.word();
    if let Some(ecsf) = counterpart.and_then(|c| c.ecsf.as_ref()) {
        text.line(format!(
            "ENISA ECSF: {} ({}, {basis}).",
            ecsf.profile, ecsf.fit
        ));
    }
    if let Some(nice) = counterpart.and_then(|c| c.nice.as_ref()) {
        text.line(format!(
            "NIST NICE: {} {} ({}, {basis}).",
            nice.id, nice.role, nice.fit
        ));
    }
    text.gap();
    match person.coverage(catalog, ix) {
        Some(_) => text.line(format!(
            "Coverage {}.",
            figures::coverage_formula(catalog, &person.states, ix)
        )),
        None => text.line("Coverage is not known: say where you are with cisopath begin."),
    };
    for each in groups {
        group_text(&mut text, catalog, person, each);
    }
    if !catalog.practice_skills(ix).is_empty() {
        text.gap().line(format!(
            "{} ({}, not counted)",
            sentence_head(&catalog.practice.title),
            catalog.practice.basis.word()
        ));
        for each in catalog.practice_skills(ix) {
            if let Some(skill) = each.skill.ix {
                text.line(format!("  {}: {}", catalog.skill(skill).label(), each.why));
            }
        }
    }
    let mut table = Table::indented(2).right(&[0]);
    for (other, closeness) in close {
        let other = catalog.occupation(*other);
        let figure = figures::percent(*closeness);
        table.row([figure, other.code().to_string(), other.label().to_string()]);
    }
    text.gap().line("Closest occupations").table(&table);
    for (what, all) in [
        ("Curated moves lead here from", leads_here),
        ("and from here to", leads_to),
    ] {
        if !all.is_empty() {
            let names: Vec<&str> = all.iter().map(|o| output::label(catalog, *o)).collect();
            text.line(sentence(&format!("{what} {}", names.join(", "))));
        }
    }
    text.done()
}

fn sentence_head(words: &str) -> String {
    sentence(words).trim_end_matches('.').to_owned()
}

fn held(person: &Person, group: &RelationGroup) -> usize {
    let skills = group.skills.iter();
    skills.filter(|s| person.states.get(**s).is_held()).count()
}

fn group<'a>(catalog: &'a Catalog, person: &Person, group: &RelationGroup) -> RoleGroup<'a> {
    RoleGroup {
        relation: group.relation,
        kind: group.kind,
        count: group.skills.len(),
        held: held(person, group),
        skills: reply::skills(catalog, &person.states, &group.skills),
    }
}

fn group_text(text: &mut Lines, catalog: &Catalog, person: &Person, group: &RelationGroup) {
    let title = sentence_head(&group.title());
    let held = held(person, group);
    text.gap()
        .line(format!("{title}: {held} of {} held", group.skills.len()));
    let mut table = Table::indented(2);
    for skill in &group.skills {
        let state = person.states.get(*skill).word().to_owned();
        table.row([state, catalog.skill(*skill).label().to_string()]);
    }
    text.table(&table);
}
