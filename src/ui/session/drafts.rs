//! Evidence that was begun and not written down yet.
//!
//! It is kept beside the journal of the record, as the looks are: it says nothing of the person that could be undone, and
//! it must be there again whatever ended the planner. Knows nothing of forms and files.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Access, Session};
use crate::profile::Profile;
use crate::ui::overlay::evidence::EvidenceDraft;

/// The setting of the record that has the drafts, by subject.
const DRAFTS: &str = "drafts";

/// What was begun, by subject, and what of it the record does not have yet.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    begun: BTreeMap<String, EvidenceDraft>,
    changed: Vec<String>,
}

impl Drafts {
    /// The drafts that a record has. What a later version wrote stays in the record and is not shown.
    pub(super) fn of(profile: &Profile) -> Self {
        let mut drafts = Self::default();
        drafts.add(profile);
        drafts
    }

    /// Adds the drafts of a record that was read anew. What is begun here goes before, and is still to be kept there.
    pub(super) fn add(&mut self, profile: &Profile) {
        self.changed = self.begun.keys().cloned().collect();
        let kept = profile.settings.get(DRAFTS).and_then(Value::as_object);
        for (subject, draft) in kept.into_iter().flatten() {
            if let Ok(draft) = EvidenceDraft::deserialize(draft) {
                self.begun.entry(subject.clone()).or_insert(draft);
            }
        }
    }
}

impl Session {
    /// What was begun as evidence for `subject`, if anything.
    pub fn draft(&self, subject: &str) -> Option<&EvidenceDraft> {
        self.drafts.begun.get(subject)
    }

    /// How many pieces of evidence were begun and are lost when the planner is left: none where the record can be written.
    pub fn drafts_at_risk(&self) -> usize {
        match self.access {
            Access::Write => 0,
            Access::ReadOnly(_) => {
                let changed = self.drafts.changed.iter();
                changed.filter(|s| self.draft(s).is_some()).count()
            }
        }
    }

    /// How many pieces of evidence were begun and are not written down yet.
    pub fn draft_count(&self) -> usize {
        self.drafts.begun.len()
    }

    /// Keeps what was begun as evidence for `subject`, or lets go of it; [`Session::save_drafts`] takes it to the record.
    pub fn keep_draft(&mut self, subject: &str, draft: Option<EvidenceDraft>) {
        let drafts = &mut self.drafts;
        let had = match draft {
            Some(draft) => drafts.begun.insert(subject.to_owned(), draft),
            None => drafts.begun.remove(subject),
        };
        if had.as_ref() != drafts.begun.get(subject) && !drafts.changed.iter().any(|s| s == subject)
        {
            drafts.changed.push(subject.to_owned());
        }
    }

    /// Puts into the record what was begun since, to be saved with it. Where the record cannot be written it stays here.
    pub fn save_drafts(&mut self) {
        if self.drafts.changed.is_empty() || self.access != Access::Write {
            return;
        }
        let settings = &mut self.record.profile.settings;
        let kept = settings.shift_remove(DRAFTS);
        let mut kept = match kept {
            Some(Value::Object(kept)) => kept,
            _ => Map::new(),
        };
        for subject in self.drafts.changed.drain(..) {
            let begun = self.drafts.begun.get(&subject);
            match begun.and_then(|draft| serde_json::to_value(draft).ok()) {
                Some(draft) => kept.insert(subject, draft),
                None => kept.shift_remove(&subject),
            };
        }
        if !kept.is_empty() {
            settings.insert(DRAFTS.to_owned(), Value::Object(kept));
        }
        self.dirty = true;
    }
}
