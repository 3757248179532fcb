//! Milestones, synonyms, certificates, practice and guide.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Flaws;
use crate::catalog::guide::{Link, LinkTarget};
use crate::text::fold;

/// Skills of a milestone, least and most.
const PER_MILESTONE: std::ops::RangeInclusive<usize> = 1..=4;

impl Flaws<'_> {
    pub(super) fn milestones(&mut self) {
        let milestones = &self.catalog.milestones;
        self.unique("milestone", milestones.iter().map(|m| &*m.id));
        for milestone in milestones {
            let id = &milestone.id;
            let count = milestone.skills.len();
            if !PER_MILESTONE.contains(&count) {
                self.say(format!("milestone {id} shows {count} skills"));
            }
            for (what, [least, most]) in [("hours", milestone.hours), ("months", milestone.months)]
            {
                if least == 0 || least > most {
                    self.say(format!("milestone {id}: {least} to {most} {what}"));
                }
            }
            for (what, text) in [
                ("title", &milestone.title),
                ("needs", &milestone.needs),
                ("evidence", &milestone.evidence),
            ] {
                if text.is_empty() {
                    self.say(format!("milestone {id} has no {what}"));
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
                self.say("a row of synonyms has no term".to_owned());
                continue;
            };
            if targets == 0 {
                self.say(format!("synonym {first} hits nothing"));
            }
            if targets > 1 && note.is_empty() {
                self.say(format!(
                    "synonym {first} hits {targets} {what} without saying why"
                ));
            }
        }
        // One term, one row: among skills with what is absent, and among occupations.
        let of_skills = synonyms.synonyms.iter().map(|r| &r.terms);
        let absent = synonyms.absent.iter().map(|r| &r.terms);
        self.one_row_each(of_skills.chain(absent).flatten());
        self.one_row_each(synonyms.occupations.iter().flat_map(|r| &r.terms));
        self.one_row_each(synonyms.pinned.iter().map(|p| &p.name));
    }

    fn one_row_each<'b>(&mut self, terms: impl Iterator<Item = &'b Box<str>>) {
        let mut rows: BTreeMap<String, usize> = BTreeMap::new();
        for term in terms {
            *rows.entry(fold(term)).or_default() += 1;
        }
        for (term, _) in rows.iter().filter(|(_, rows)| **rows > 1) {
            self.say(format!("the term {term} stands in two rows"));
        }
    }

    pub(super) fn certificates(&mut self) {
        let all = &self.catalog.certifications.certifications;
        self.unique("certificate", all.iter().map(|c| &*c.id));
        for each in all {
            let id = &each.id;
            if each.sources.iter().all(|s| s.url.is_empty()) {
                self.say(format!("certificate {id} names no source"));
            }
            if each.as_of.parse::<Date>().is_err() {
                self.say(format!("certificate {id}: {:?} is no day", each.as_of));
            }
            if !["A", "B", "C"].contains(&&*each.confidence) {
                self.say(format!(
                    "certificate {id}: {:?} is no confidence",
                    each.confidence
                ));
            }
            for help in &each.helps {
                if let Some(track) = &help.track
                    && self.catalog.tracks.track(track).is_none()
                {
                    self.say(format!("certificate {id}: no track {track}"));
                }
                if help.uri.is_some() && help.ix.is_none() {
                    self.say(format!("certificate {id}: no such occupation"));
                }
            }
        }
    }

    pub(super) fn practice(&mut self) {
        let practice = &self.catalog.practice;
        self.occupation("practice", &practice.occupation);
        for each in &practice.skills {
            self.skill("practice", &each.skill);
            if each.why.is_empty() {
                self.say(format!("practice: {} does not say why", each.skill.label));
            }
            let goal = practice.occupation.ix.map(|ix| self.catalog.occupation(ix));
            let asked = goal
                .zip(each.skill.ix)
                .is_some_and(|(o, s)| o.needs(s) || o.welcomes(s));
            if asked {
                self.say(format!(
                    "practice: ESCO asks for {} already",
                    each.skill.label
                ));
            }
        }
    }

    pub(super) fn guide(&mut self) {
        let guide = &self.catalog.guide;
        self.unique("section", guide.sections.iter().map(|s| &*s.id));
        if guide.disclaimer.is_empty() {
            self.say("the guide has no disclaimer".to_owned());
        }
        for section in &guide.sections {
            for link in &section.links {
                if !self.leads_somewhere(link) {
                    self.say(format!(
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
            LinkTarget::Section => catalog.guide.sections.iter().any(|s| s.id == link.id),
            LinkTarget::Screen => ["path", "roles", "skills", "guide"].contains(&&*link.id),
        }
    }
}
