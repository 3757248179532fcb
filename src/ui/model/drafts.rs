//! Evidence that was begun and not written down yet.
//!
//! It is kept beside the journal of the record, as the looks are: it says nothing of the person that could be undone, and
//! it must be there again when the planner was ended by something else than its keys. Knows what a form holds, not how it
//! is filled, and nothing of files.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Access, Model};
use crate::profile::Profile;
use crate::ui::model::evidence_draft::EvidenceDraft;

/// The setting of the record that has the drafts, by subject.
const DRAFTS: &str = "drafts";

/// What was begun, by subject, and what of it the file does not have yet.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    begun: BTreeMap<String, EvidenceDraft>,
    /// Subjects whose draft is not in the record as it is here, whether begun or let go of.
    changed: BTreeSet<String>,
    /// Those that are in the record and may not be in the file, because no save of it was answered yet.
    sent: BTreeSet<String>,
}

impl Drafts {
    /// The drafts that a record has. What a later version wrote stays in the record and is not shown.
    pub(super) fn of(profile: &Profile) -> Self {
        let mut drafts = Self::default();
        drafts.renew(profile);
        drafts
    }

    /// Takes the drafts of a record that was read anew. What was changed here and is in no file goes before, and is still to
    /// be kept; of all others the file says whether they are there.
    pub(super) fn renew(&mut self, profile: &Profile) {
        self.changed.append(&mut self.sent);
        let kept = profile.settings.get(DRAFTS).and_then(Value::as_object);
        let mut begun = BTreeMap::new();
        for (subject, draft) in kept.into_iter().flatten() {
            if let Ok(draft) = EvidenceDraft::deserialize(draft) {
                begun.insert(subject.clone(), draft);
            }
        }
        for subject in &self.changed {
            match self.begun.remove(subject) {
                Some(draft) => begun.insert(subject.clone(), draft),
                None => begun.remove(subject),
            };
        }
        self.begun = begun;
    }
}

impl Model {
    /// What was begun as evidence for `subject`, if anything.
    pub fn draft(&self, subject: &str) -> Option<&EvidenceDraft> {
        self.drafts.begun.get(subject)
    }

    /// How many pieces of evidence were begun and are lost when the planner is left: none where the record can be written
    /// and has room for them.
    pub fn drafts_at_risk(&self) -> usize {
        let changed = self.drafts.changed.iter();
        let lost = changed.filter(|s| self.access != Access::Write || !self.has_room(s));
        lost.filter(|s| self.draft(s).is_some()).count()
    }

    /// The subjects of which evidence was begun and not written down yet.
    pub fn drafts(&self) -> impl ExactSizeIterator<Item = &str> {
        self.drafts.begun.keys().map(String::as_str)
    }

    /// Keeps what was begun as evidence for `subject`, or lets go of it; [`Model::save_drafts`] takes it to the record.
    pub fn keep_draft(&mut self, subject: &str, draft: Option<EvidenceDraft>) {
        let drafts = &mut self.drafts;
        let had = match draft {
            Some(draft) => drafts.begun.insert(subject.to_owned(), draft),
            None => drafts.begun.remove(subject),
        };
        if had.as_ref() != drafts.begun.get(subject) {
            drafts.changed.insert(subject.to_owned());
        }
    }

    /// Whether the record has room for a draft of `subject`: not where a later version keeps it in another form, which it is
    /// not for this one to replace.
    fn has_room(&self, subject: &str) -> bool {
        match self.record.profile.settings.get(DRAFTS) {
            None => true,
            Some(Value::Object(kept)) => {
                let there = kept.get(subject);
                there.is_none_or(|draft| EvidenceDraft::deserialize(draft).is_ok())
            }
            Some(_) => false,
        }
    }

    /// Puts into the record what was begun since, to be saved with it. Where the record cannot be written or has no room, it
    /// stays here.
    pub fn save_drafts(&mut self) {
        if self.drafts.changed.is_empty() || self.access != Access::Write {
            return;
        }
        let changed = std::mem::take(&mut self.drafts.changed);
        let (kept, stay): (BTreeSet<_>, BTreeSet<_>) =
            changed.into_iter().partition(|s| self.has_room(s));
        self.drafts.changed = stay;
        self.put_drafts(kept);
    }

    fn put_drafts(&mut self, subjects: BTreeSet<String>) {
        let settings = &mut self.record.profile.settings;
        let place = settings.entry(DRAFTS).or_insert_with(|| Map::new().into());
        let Some(kept) = place.as_object_mut() else {
            return;
        };
        let drafts = &mut self.drafts;
        for subject in subjects {
            let begun = drafts.begun.get(&subject);
            let draft = begun.and_then(|draft| serde_json::to_value(draft).ok());
            // A save of what the file has already would have another planner on the same file read it anew.
            if draft.as_ref() == kept.get(&subject) {
                continue;
            }
            self.dirty = true;
            match draft {
                Some(draft) => kept.insert(subject.clone(), draft),
                None => kept.shift_remove(&subject),
            };
            drafts.sent.insert(subject);
        }
        if kept.is_empty() {
            settings.shift_remove(DRAFTS);
        }
    }

    /// Takes note that the record as it was last handed over is in the file.
    pub fn drafts_are_saved(&mut self) {
        self.drafts.sent.clear();
    }
}
