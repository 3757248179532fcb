//! The drafts of evidence: forms that were begun and not saved yet.
//!
//! The record keeps them in a setting beside the journal: they say nothing of the person that could be undone, and they
//! must be there again when the planner was ended by something else than its keys.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::Value;

use crate::profile::Profile;
use crate::ui::model::evidence_draft::EvidenceDraft;

/// The setting of the record that has the drafts, by subject.
pub(super) const DRAFTS: &str = "drafts";

/// The drafts, and which of them the file does not have yet.
#[derive(Debug, Default)]
pub struct Drafts {
    /// By subject: URI of a skill, or id of a milestone or step.
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

    /// The draft of `subject`, if there is one.
    pub(crate) fn get(&self, subject: &str) -> Option<&EvidenceDraft> {
        self.begun.get(subject)
    }

    /// How many subjects have a draft.
    pub fn count(&self) -> usize {
        self.begun.len()
    }

    /// How many drafts the record does not take: `kept` is its setting.
    pub(super) fn at_risk(&self, writable: bool, kept: Option<&Value>) -> usize {
        let changed = self.changed.iter();
        let lost = changed.filter(|s| !writable || !has_room(kept, s));
        lost.filter(|s| self.begun.contains_key(*s)).count()
    }

    /// Sets or removes the draft of `subject`.
    pub(crate) fn set(&mut self, subject: &str, draft: Option<EvidenceDraft>) {
        let had = match draft {
            Some(draft) => self.begun.insert(subject.to_owned(), draft),
            None => self.begun.remove(subject),
        };
        if had.as_ref() != self.begun.get(subject) {
            self.changed.insert(subject.to_owned());
        }
    }

    /// Writes the drafts that changed into `kept`, the setting of the record, as far as it has room. Says whether it is
    /// different now: a save of what the file has already would have another planner on the same file read it anew.
    pub(super) fn write_to(&mut self, kept: &mut Value) -> bool {
        let changed = std::mem::take(&mut self.changed);
        let (written, stay): (BTreeSet<_>, BTreeSet<_>) =
            changed.into_iter().partition(|s| has_room(Some(kept), s));
        self.changed = stay;
        let Some(kept) = kept.as_object_mut() else {
            return false;
        };
        let mut differs = false;
        for subject in written {
            let begun = self.begun.get(&subject);
            let draft = begun.and_then(|draft| serde_json::to_value(draft).ok());
            if draft.as_ref() == kept.get(&subject) {
                continue;
            }
            differs = true;
            match draft {
                Some(draft) => kept.insert(subject.clone(), draft),
                None => kept.shift_remove(&subject),
            };
            self.sent.insert(subject);
        }
        differs
    }

    /// Marks the drafts of the record as it was last handed over as saved.
    pub(crate) fn mark_saved(&mut self) {
        self.sent.clear();
    }
}

/// Whether the setting has room for a draft of `subject`: not where a later version keeps it in another form, which this
/// one must not replace.
fn has_room(kept: Option<&Value>, subject: &str) -> bool {
    match kept {
        None => true,
        Some(Value::Object(kept)) => {
            let there = kept.get(subject);
            there.is_none_or(|draft| EvidenceDraft::deserialize(draft).is_ok())
        }
        Some(_) => false,
    }
}
