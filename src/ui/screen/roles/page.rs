//! The page of an occupation, from its identity to where it leads.

use crate::catalog::{Occupation, OccupationIx, Relation, SkillIx, relation_group};
use crate::planning::{by_skill_group, closeness};
use crate::profile::{Claim, SkillState};
use crate::text::{capitalize, plural, width};
use crate::ui::model::Model;
use crate::ui::widget::occupation_line::OccupationStatus;
use crate::ui::widget::page::build::Builder;
use crate::ui::widget::page::content::{Marker, Page, Row, Section, Target, Tone};
use crate::wording::{self, figures};

/// How many levels of ESCO's skill groups are shown.
const GROUP_LEVELS: u8 = 2;

/// The rows of the page, text wrapped to `width`.
pub(super) fn rows(model: &Model, page: &Page, ix: OccupationIx, width: usize) -> Vec<Row> {
    let mut out = Builder::new(model, page, width);
    let occupation = model.catalog.occupation(ix);
    identity(&mut out, occupation);
    names(&mut out, ix);
    figures(&mut out, ix);
    skills(&mut out, ix);
    practice(&mut out, ix);
    by_group(&mut out, ix);
    nearest(&mut out, ix);
    transitions(&mut out, ix);
    tracks(&mut out, ix);
    out.rows
}

fn identity(out: &mut Builder<'_>, occupation: Occupation<'_>) {
    if let Some(sentence) = OccupationStatus::of(out.model, occupation.ix).sentence(out.model) {
        out.fact_in(Tone::Accent, "For you", &sentence);
    }
    out.description(occupation.description());
    let isco = occupation.isco();
    let code = format!(
        "{} · concept type {}",
        occupation.code(),
        Occupation::CONCEPT_TYPE
    );
    out.fact("ESCO code", &code);
    out.fact("ISCO-08", &format!("{} {}", isco.code, isco.label));
    out.fact("URI", occupation.uri());
}

fn names(out: &mut Builder<'_>, ix: OccupationIx) {
    let model = out.model;
    let catalog = &model.catalog;
    let titles = catalog.occupation(ix).alternative_labels().join(", ");
    if !titles.is_empty() {
        out.fact("Also called", &titles);
    }
    if let Some(station) = catalog.tracks.station(ix) {
        if !station.adverts.is_empty() {
            let basis = catalog.tracks.basis.word();
            let text = format!("{} ({basis})", station.adverts.join(", "));
            out.fact("In adverts", &text);
        }
        if !station.note.is_empty() {
            out.fact_in(Tone::Caution, "Remark", &station.note);
        }
    }
    let Some(counterpart) = catalog.counterpart(ix) else {
        return;
    };
    let basis = catalog.frameworks.basis.word();
    if let Some(ecsf) = &counterpart.ecsf {
        let text = format!("{} ({} fit, {basis})", ecsf.profile, ecsf.fit);
        out.fact("ECSF", &text);
    }
    if let Some(nice) = &counterpart.nice {
        let text = format!("{} {} ({} fit, {basis})", nice.role, nice.id, nice.fit);
        out.fact("NICE", &text);
    }
    if !counterpart.note.is_empty() {
        out.fact_in(Tone::Dim, "", &counterpart.note);
    }
}

fn figures(out: &mut Builder<'_>, ix: OccupationIx) {
    let model = out.model;
    let catalog = &model.catalog;
    out.blank();
    if let Some(share) = model.person().coverage(catalog, ix) {
        let held = matches!(
            OccupationStatus::of(model, ix),
            OccupationStatus::Present | OccupationStatus::Held
        );
        let leap = if held { "" } else { figures::leap_word(share) };
        out.share("Coverage", share, leap.to_owned());
        out.fact_in(
            Tone::Dim,
            "",
            &figures::coverage_formula(catalog, model.states(), ix),
        );
    }
    let all = all_skills(catalog.occupation(ix));
    let selected = selected(model, &all);
    out.fact(
        "Skills",
        &format!("{selected} of {} marked by you as held", all.len()),
    );
    out.blank();
}

/// Every skill of an occupation, once.
fn all_skills(occupation: Occupation<'_>) -> Vec<SkillIx> {
    occupation
        .essential()
        .iter()
        .copied()
        .chain(occupation.optional_only())
        .collect()
}

/// How many of `skills` the person marked as held themself.
fn selected(model: &Model, skills: &[SkillIx]) -> usize {
    let states = model.states();
    let marked = skills
        .iter()
        .filter(|s| states.claim(**s) == Some(Claim::Held));
    marked.count()
}

/// The groups as ESCO publishes them: a pair that it has in both lists stands in both groups.
fn skills(out: &mut Builder<'_>, ix: OccupationIx) {
    let model = out.model;
    for group in relation_group::groups(&model.catalog, ix) {
        let section = Section::Skills(group.relation, group.kind);
        let usually = group.relation == Relation::Essential;
        let states = model.states();
        let is_likely = |s: &&SkillIx| states.get(**s) == SkillState::Likely;
        let likely = group.skills.iter().filter(is_likely);
        let remark = match (selected(model, &group.skills), likely.count()) {
            (0, 0) => String::new(),
            (0, likely) => format!("{likely} likely"),
            (count, _) => format!("{count} selected"),
        };
        let (title, figures) = (
            capitalize(&wording::skill::heading(group.relation, group.kind)),
            Some(out.held(&group.skills)),
        );
        if out.heading(section, usually, title, remark, figures) {
            for skill in group.skills {
                out.skill(2, skill, None);
            }
        }
    }
}

fn practice(out: &mut Builder<'_>, ix: OccupationIx) {
    let model = out.model;
    let asked = model.catalog.practice_skills(ix);
    let skills: Vec<SkillIx> = asked.iter().filter_map(|p| p.skill.ix).collect();
    if skills.is_empty() {
        return;
    }
    let practice = &model.catalog.practice;
    let title = format!(
        "{} ({})",
        capitalize(&practice.title),
        practice.basis.word()
    );
    if out.heading(Section::Practice, true, title, "", Some(out.held(&skills))) {
        let note = "Asked by panels, not by ESCO; outside the counts and outside coverage.";
        out.text(4, note);
        for each in asked {
            let Some(skill) = each.skill.ix else { continue };
            out.skill(2, skill, None);
            out.text(4, &each.why);
        }
    }
}

/// The gap by ESCO's skill groups: where in the hierarchy the essential skills lie, and how many are held.
fn by_group(out: &mut Builder<'_>, ix: OccupationIx) {
    let model = out.model;
    let catalog = &model.catalog;
    let asked = catalog.occupation(ix).essential();
    if asked.is_empty() {
        return;
    }
    out.blank();
    let title = "Essential skills by ESCO's groups";
    if !out.heading(Section::SkillGroups, false, title, "", None) {
        return;
    }
    for sum in by_skill_group::group_sums(catalog, model.states(), asked) {
        let group = catalog.skill_group(sum.group);
        if group.depth < GROUP_LEVELS {
            let indent = "  ".repeat(usize::from(group.depth));
            let text = format!("{indent}{} {}", group.code, group.title);
            let figures = format!("{} of {}", sum.held, sum.count);
            out.entry(Marker::Point, text, figures, None);
        }
    }
    let note = format!("Held of asked for. {}", wording::skill::GROUPS_NOTE);
    out.text(4, &note);
}

fn nearest(out: &mut Builder<'_>, ix: OccupationIx) {
    let catalog = &out.model.catalog;
    let all = closeness::nearest(catalog, ix, closeness::LISTED);
    let with_meaning = all.iter().any(|(_, close)| close.meaning.is_some());
    let heads = wording::closeness::heads(with_meaning);
    // A long label is cut, so that the rows have their figures below each other.
    let room = out.width.saturating_sub(LABEL + BESIDE_LABEL);
    let remark = columns(heads, heads, room);
    out.blank();
    let (section, title) = (Section::ClosestOccupations, "Closest occupations");
    if out.heading(section, true, title, remark, None) {
        for (other, close) in all {
            let shared = closeness::count_shared(catalog, ix, other);
            let cells = wording::closeness::cells(close, shared);
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            out.occupation(other, Some(columns(heads, &cells, room)));
        }
        out.text(4, wording::closeness::explanation(with_meaning));
    }
}

/// Cells below their heads, so many of the last ones as have room; at least one.
fn columns(heads: &[&str], cells: &[&str], room: usize) -> String {
    let cells = heads.iter().zip(cells);
    let cells: Vec<String> = cells
        .map(|(head, cell)| format!("{cell:>0$}", width(head)))
        .collect();
    let from = (0..cells.len()).find(|from| cells[*from..].join(" ").len() <= room);
    cells[from.unwrap_or(cells.len().saturating_sub(1))..].join(" ")
}

/// Columns of a label that are always shown.
const LABEL: usize = 24;

/// Columns of a row before its label and between label and figures.
const BESIDE_LABEL: usize = 6;

fn transitions(out: &mut Builder<'_>, ix: OccupationIx) {
    let catalog = out.model.catalog.clone();
    let all = &catalog.tracks.transitions;
    let here = |section| -> Vec<_> {
        let ends = all.iter().filter_map(|t| Some((t, t.from.ix?, t.to.ix?)));
        ends.filter_map(|(t, from, to)| match section {
            Section::MovesHere if to == ix => Some((t, from)),
            Section::MovesOn if from == ix => Some((t, to)),
            _ => None,
        })
        .collect()
    };
    for (section, title) in [
        (Section::MovesHere, "Leads here"),
        (Section::MovesOn, "Leads to"),
    ] {
        let moves = here(section);
        if moves.is_empty() {
            continue;
        }
        out.blank();
        let count = plural(moves.len(), "curated move", "curated moves");
        if !out.heading(section, true, title, count, None) {
            continue;
        }
        for (transition, other) in moves {
            out.occupation(other, None);
            let (class, basis) = (transition.class.word(), transition.basis.word());
            out.text(4, &format!("{class} · {basis} · {}", transition.why));
        }
    }
}

fn tracks(out: &mut Builder<'_>, ix: OccupationIx) {
    let catalog = out.model.catalog.clone();
    let mut stands = Vec::new();
    for track in &catalog.tracks.tracks {
        for route in &track.routes {
            let stations = catalog.tracks.occupations_of(route);
            if let Some(at) = stations.iter().position(|s| *s == ix) {
                stands.push((track, route, at, stations));
            }
        }
    }
    if stands.is_empty() {
        return;
    }
    out.blank();
    let count = plural(stands.len(), "route", "routes");
    if !out.heading(Section::Tracks, true, "On the tracks", count, None) {
        return;
    }
    for (track, route, at, stations) in stands {
        let target = Target::Track(track.id.clone());
        out.entry(Marker::Point, &*route.title, "", Some(target));
        let names: Vec<&str> = stations.iter().map(|s| catalog.short_name(*s)).collect();
        let place = format!("{}, station {} of {}", track.title, at + 1, stations.len());
        let way = names.join(" → ");
        out.text(4, &format!("{place} · {} · {way}", route.basis.word()));
    }
}
