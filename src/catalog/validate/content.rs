//! Milestones, synonyms, exclusions, certificates, practice and guide.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Issues;
use crate::catalog::exclusion::words;
use crate::catalog::guide::{Link, LinkTarget};
use crate::catalog::label::Labels;
use crate::catalog::synonym::Fit;
use crate::text::fold;

/// Skills of a milestone, least and most.
const PER_MILESTONE: std::ops::RangeInclusive<usize> = 1..=4;

/// The site of an address: the last two names of its host. None where it is no https address.
fn site(url: &str) -> Option<&str> {
    let host = url.strip_prefix("https://")?.split('/').next()?;
    let (above, _) = host.rsplit_once('.')?;
    let start = above.rfind('.').map_or(0, |at| at + 1);
    host.get(start..)
}

impl Issues<'_> {
    pub(super) fn milestones(&mut self) {
        let milestones = &self.catalog.milestones;
        self.unique("milestone", milestones.iter().map(|m| &*m.id));
        for milestone in milestones {
            let id = &milestone.id;
            let count = milestone.skills.len();
            if !PER_MILESTONE.contains(&count) {
                self.report(format!("milestone {id} shows {count} skills"));
            }
            for (what, [least, most]) in [("hours", milestone.hours), ("months", milestone.months)]
            {
                if least == 0 || least > most {
                    self.report(format!("milestone {id}: {least} to {most} {what}"));
                }
            }
            for (what, text) in [
                ("title", &milestone.title),
                ("needs", &milestone.needs),
                ("evidence", &milestone.evidence),
            ] {
                if text.is_empty() {
                    self.report(format!("milestone {id} has no {what}"));
                }
            }
        }
    }

    pub(super) fn synonyms(&mut self) {
        let synonyms = &self.catalog.synonyms;
        let skills = synonyms
            .synonyms
            .iter()
            .map(|r| (&r.terms, r.targets.len(), &r.note, "skills"));
        let jobs = synonyms
            .occupations
            .iter()
            .map(|r| (&r.terms, r.targets.len(), &r.note, "occupations"));
        for (terms, targets, note, what) in skills.chain(jobs) {
            let Some(first) = terms.first() else {
                self.report("a row of synonyms has no term".to_owned());
                continue;
            };
            if targets == 0 {
                self.report(format!("synonym {first} hits nothing"));
            }
            if targets > 1 && note.is_empty() {
                self.report(format!(
                    "synonym {first} hits {targets} {what} without saying why"
                ));
            }
        }
        self.labels_of_others();
        // One term, one row: among skills with what is absent, and among occupations.
        let of_skills = synonyms.synonyms.iter().map(|r| &*r.terms);
        let absent = synonyms.absent.iter().map(|r| &*r.terms);
        self.one_row_each(of_skills.chain(absent));
        self.one_row_each(synonyms.occupations.iter().map(|r| &*r.terms));
        let pinned = synonyms.pinned.iter();
        self.one_row_each(pinned.map(|p| std::slice::from_ref(&p.name)));
    }

    /// A term is excluded once, for a reason, and only where no synonym says exactly what it means.
    pub(super) fn exclusions(&mut self) {
        let catalog = self.catalog;
        let mut exact: BTreeMap<Vec<String>, &str> = BTreeMap::new();
        for row in &catalog.synonyms.synonyms {
            let mut targets = row.targets.iter();
            if let Some(target) = targets.find(|t| t.fit == Fit::Exact) {
                exact.extend(row.terms.iter().map(|t| (words(t), &*target.skill.label)));
            }
        }
        let mut seen: BTreeSet<Vec<String>> = BTreeSet::new();
        for row in &catalog.exclusions.exclusions {
            let Some(first) = row.terms.first() else {
                self.report("a row of exclusions has no term".to_owned());
                continue;
            };
            if row.reason.is_empty() {
                self.report(format!("excluded {first}: no reason"));
            }
            for term in &row.terms {
                let words = words(term);
                if let Some(label) = exact.get(&words) {
                    self.report(format!(
                        "excluded {term}: a synonym means \"{label}\" by it exactly"
                    ));
                }
                let text = words.join(" ");
                if !seen.insert(words) {
                    self.report(format!("the excluded term {text} stands there twice"));
                }
            }
        }
    }

    /// A term that ESCO gives to something which its row does not name says so in its note. For occupations a pin
    /// decides; it has to name whom it decides against.
    fn labels_of_others(&mut self) {
        let catalog = self.catalog;
        let skills = catalog.skills();
        let skills = carriers(skills.map(|s| (s.ix, s.label(), s.alternative_labels())));
        let jobs = catalog.occupations();
        let jobs = carriers(jobs.map(|o| (o.ix, o.label(), o.alternative_labels())));
        let skill = |ix| catalog.skill(ix).label();
        let job = |ix| catalog.occupation(ix).label();
        let synonyms = &catalog.synonyms;
        for row in synonyms.synonyms.iter().filter(|r| r.note.is_empty()) {
            let named = |ix| row.targets.iter().any(|t| t.skill.ix == Some(ix));
            for term in &row.terms {
                self.label_of_another(term, another(&skills, term, named).map(skill));
            }
        }
        for row in synonyms.occupations.iter().filter(|r| r.note.is_empty()) {
            let named = |ix| row.targets.iter().any(|t| t.occupation.ix == Some(ix));
            for term in &row.terms {
                self.label_of_another(term, another(&jobs, term, named).map(job));
            }
        }
        for pin in &synonyms.pinned {
            let named = |ix| {
                let mut all = std::iter::once(&pin.occupation).chain(&pin.also);
                all.any(|o| o.ix == Some(ix))
            };
            if let Some(label) = another(&jobs, &pin.name, named).map(job) {
                self.report(format!(
                    "pinned {}: ESCO gives it to \"{label}\" too, which is not named",
                    pin.name
                ));
            }
        }
    }

    fn label_of_another(&mut self, term: &str, label: Option<&str>) {
        if let Some(label) = label {
            self.report(format!(
                "synonym {term}: ESCO gives it to \"{label}\", which no note says"
            ));
        }
    }

    fn one_row_each<'b>(&mut self, rows: impl Iterator<Item = &'b [Box<str>]>) {
        let mut rows_of: BTreeMap<String, usize> = BTreeMap::new();
        for terms in rows {
            // Spellings of one row may fold to the same.
            let spellings: BTreeSet<String> = terms.iter().map(|term| fold(term)).collect();
            for term in spellings {
                *rows_of.entry(term).or_default() += 1;
            }
        }
        for (term, _) in rows_of.iter().filter(|(_, rows)| **rows > 1) {
            self.report(format!("the term {term} stands in two rows"));
        }
    }

    pub(super) fn certificates(&mut self) {
        let all = &self.catalog.certifications.certifications;
        self.unique("certificate", all.iter().map(|c| &*c.id));
        for each in all {
            let id = &each.id;
            let site = each.verify_url.as_deref().and_then(site);
            if site.is_none() {
                self.report(format!("certificate {id} names no page of its issuer"));
            }
            for source in &each.sources {
                if self::site(&source.url) != site {
                    self.report(format!(
                        "certificate {id}: {} is no page of its issuer",
                        source.url
                    ));
                }
            }
            let states = each.not_confirmed().len() < 3 || !each.changes.is_empty();
            if states && each.sources.is_empty() {
                self.report(format!("certificate {id} names no source"));
            }
            if each.as_of.parse::<Date>().is_err() {
                self.report(format!("certificate {id}: {:?} is no day", each.as_of));
            }
            let confidence = if each.sources.is_empty() { "none" } else { "A" };
            if *each.confidence != *confidence {
                self.report(format!(
                    "certificate {id}: the confidence is {:?}, not {confidence:?}",
                    each.confidence
                ));
            }
            for help in &each.helps {
                if let Some(track) = &help.track
                    && self.catalog.tracks.track(track).is_none()
                {
                    self.report(format!("certificate {id}: no track {track}"));
                }
                if help.uri.is_some() && help.ix.is_none() {
                    self.report(format!("certificate {id}: no such occupation"));
                }
            }
        }
    }

    pub(super) fn practice(&mut self) {
        let practice = &self.catalog.practice;
        for each in &practice.skills {
            if each.why.is_empty() {
                self.report(format!("practice: {} does not say why", each.skill.label));
            }
            let goal = practice.occupation.ix.map(|ix| self.catalog.occupation(ix));
            let asked = goal
                .zip(each.skill.ix)
                .is_some_and(|(o, s)| o.requires(s) || o.accepts(s));
            if asked {
                self.report(format!(
                    "practice: ESCO asks for {} already",
                    each.skill.label
                ));
            }
        }
    }

    pub(super) fn not_assumed(&mut self) {
        for row in &self.catalog.practice.not_assumed {
            let label = &row.occupation.label;
            if row.why.is_empty() {
                self.report(format!("not assumed of {label}: does not say why"));
            }
            for skill in &row.skills {
                let occupation = row.occupation.ix.map(|ix| self.catalog.occupation(ix));
                let asked = occupation.zip(skill.ix).is_some_and(|(o, s)| o.requires(s));
                if !asked {
                    self.report(format!(
                        "not assumed of {label}: ESCO does not ask for {}",
                        skill.label
                    ));
                }
            }
        }
    }

    pub(super) fn guide(&mut self) {
        let guide = &self.catalog.guide;
        self.unique("section", guide.sections.iter().map(|s| &*s.id));
        if guide.disclaimer.is_empty() {
            self.report("the guide has no disclaimer".to_owned());
        }
        for section in &guide.sections {
            for link in &section.links {
                if !self.leads_somewhere(link) {
                    self.report(format!(
                        "guide, {}: the link \"{}\" leads nowhere",
                        section.id, link.label
                    ));
                }
            }
        }
    }

    fn leads_somewhere(&self, link: &Link) -> bool {
        let catalog = self.catalog;
        match link.to {
            LinkTarget::Skill => catalog.skill_by_uri(&link.id).is_some(),
            LinkTarget::Occupation => catalog.occupation_by_uri(&link.id).is_some(),
            LinkTarget::Track => catalog.tracks.track(&link.id).is_some(),
            LinkTarget::Milestone => catalog.milestone(&link.id).is_some(),
            LinkTarget::Section => catalog.guide.sections.iter().any(|s| s.id == *link.id),
            LinkTarget::Screen => ["path", "roles", "skills", "guide"].contains(&&*link.id),
        }
    }
}

/// Who carries a label, by its folded text.
fn carriers<'a, T: Copy>(
    all: impl Iterator<Item = (T, &'a str, Labels<'a>)>,
) -> BTreeMap<String, Vec<T>> {
    let mut out: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for (ix, label, alternatives) in all {
        for label in std::iter::once(label).chain(alternatives.iter()) {
            out.entry(fold(label)).or_default().push(ix);
        }
    }
    out
}

/// The entry that has the label `term` and is not `named`.
fn another<T: Copy>(
    carriers: &BTreeMap<String, Vec<T>>,
    term: &str,
    named: impl Fn(T) -> bool,
) -> Option<T> {
    let all = carriers.get(&fold(term))?;
    all.iter().copied().find(|ix| !named(*ix))
}
