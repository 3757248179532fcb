//! In which order the record and the kept adverts were changed in this run: each has a journal of its own, and where
//! both are in view undo takes back the newest change of either.

/// What has a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Journal {
    Record,
    /// That of the record in a what-if, which ends with it.
    Trial,
    Adverts,
}

/// The journals in which changes were made and undone in this run, the newest last.
#[derive(Debug, Default)]
pub(super) struct ChangeOrder {
    done: Vec<Journal>,
    undone: Vec<Journal>,
}

impl ChangeOrder {
    /// The journal of the newest change; that of the adverts before the first one.
    pub(super) fn newest(&self) -> Journal {
        self.done.last().copied().unwrap_or(Journal::Adverts)
    }

    /// The journal of the change that was undone last; that of the adverts where none was.
    pub(super) fn last_undone(&self) -> Journal {
        self.undone.last().copied().unwrap_or(Journal::Adverts)
    }

    /// Notes a change: what was undone in the same journal cannot be redone any more.
    pub(super) fn note(&mut self, journal: Journal) {
        self.undone.retain(|other| *other != journal);
        self.done.push(journal);
    }

    /// Notes that the newest change of a journal was undone.
    pub(super) fn note_undo(&mut self, journal: Journal) {
        take_last(&mut self.done, journal);
        self.undone.push(journal);
    }

    /// Notes that what was undone last in a journal was redone.
    pub(super) fn note_redo(&mut self, journal: Journal) {
        take_last(&mut self.undone, journal);
        self.done.push(journal);
    }

    /// Takes back a note: nothing was changed after all.
    pub(super) fn forget_last(&mut self, journal: Journal) {
        take_last(&mut self.done, journal);
    }

    /// Forgets the changes of a journal that is another one now.
    pub(super) fn forget(&mut self, journal: Journal) {
        self.done.retain(|other| *other != journal);
        self.undone.retain(|other| *other != journal);
    }
}

/// Removes the last one of a journal, if there is one.
fn take_last(journals: &mut Vec<Journal>, journal: Journal) {
    if let Some(at) = journals.iter().rposition(|other| *other == journal) {
        journals.remove(at);
    }
}

#[cfg(test)]
mod tests {
    use super::Journal::{Adverts, Record, Trial};
    use super::*;

    #[test]
    fn undo_and_redo_follow_the_order_of_the_changes() {
        let mut order = ChangeOrder::default();
        for journal in [Record, Adverts, Record] {
            order.note(journal);
        }
        let mut undone = Vec::new();
        for _ in 0..3 {
            let journal = order.newest();
            order.note_undo(journal);
            undone.push(journal);
        }
        assert_eq!(undone, [Record, Adverts, Record]);
        assert_eq!(order.last_undone(), Record);
        order.note_redo(Record);
        assert_eq!((order.newest(), order.last_undone()), (Record, Adverts));
    }

    #[test]
    fn a_change_of_one_journal_leaves_the_redo_of_the_other() {
        let mut order = ChangeOrder::default();
        order.note(Adverts);
        order.note_undo(Adverts);
        order.note(Record);
        assert_eq!((order.newest(), order.last_undone()), (Record, Adverts));
        order.note(Trial);
        order.forget(Trial);
        assert_eq!(order.newest(), Record);
    }
}
