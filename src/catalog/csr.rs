//! Compressed sparse rows: many short lists in one vector, without an allocation for each.

use serde::{Deserialize, Serialize};

/// Rows of entries, stored one after another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Csr<T> {
    entries: Vec<T>,
    /// Where each row starts in `entries`, and at last where the last one ends.
    starts: Vec<u32>,
}

impl<T> Default for Csr<T> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            starts: vec![0],
        }
    }
}

impl<T> Csr<T> {
    /// Whether every row lies within the entries; decoded rows may not.
    pub(super) fn is_valid(&self) -> bool {
        let whole = self.starts.first() == Some(&0)
            && self
                .starts
                .last()
                .is_some_and(|end| *end as usize == self.entries.len());
        whole && self.starts.is_sorted()
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The row at an index.
    ///
    /// # Panics
    /// When there is no such row.
    pub(crate) fn of(&self, at: usize) -> &[T] {
        let range = self.starts[at] as usize..self.starts[at + 1] as usize;
        &self.entries[range]
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &[T]> + ExactSizeIterator {
        (0..self.len()).map(|at| self.of(at))
    }

    pub(crate) fn entries(&self) -> &[T] {
        &self.entries
    }

    /// The transpose: for each of `count` columns, the rows that have an entry there, ascending. `column` is the column of
    /// an entry, below `count`; `entry` makes an entry of a row's index.
    pub(crate) fn transpose<U: Copy>(
        &self,
        count: usize,
        column: impl Fn(&T) -> usize,
        entry: impl Fn(u32) -> U,
    ) -> Csr<U> {
        let mut starts = vec![0_u32; count + 1];
        for each in &self.entries {
            starts[column(each) + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut entries = vec![entry(0); self.entries.len()];
        for (at, row) in (0..).zip(self.iter()) {
            for each in row {
                let next = &mut next[column(each)];
                entries[*next as usize] = entry(at);
                *next += 1;
            }
        }
        Csr { entries, starts }
    }
}

/// The entries of `list` that are not in `other`. Both ascend.
pub(super) fn difference<'a, T: Copy + Ord>(
    list: &'a [T],
    other: &'a [T],
) -> impl Iterator<Item = T> + use<'a, T> {
    let mut other = other.iter().copied().peekable();
    list.iter().copied().filter(move |each| {
        while other.next_if(|o| o < each).is_some() {}
        other.peek() != Some(each)
    })
}

impl<T, L: IntoIterator<Item = T>> FromIterator<L> for Csr<T> {
    fn from_iter<I: IntoIterator<Item = L>>(lists: I) -> Self {
        let mut out = Self::default();
        for list in lists {
            out.entries.extend(list);
            out.starts.push(out.entries.len() as u32);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rows_come_back() {
        let rows: Csr<u8> = [vec![1, 2], vec![], vec![3]].into_iter().collect();
        assert_eq!(rows.iter().collect::<Vec<_>>(), [&[1, 2][..], &[], &[3]]);
        assert_eq!(rows.entries(), [1, 2, 3]);
        assert!(rows.is_valid());
    }

    #[test]
    fn starts_that_do_not_fit_the_entries_are_not_valid() {
        for starts in [&[][..], &[0], &[1, 1], &[0, 2], &[0, 1, 0, 1]] {
            let rows = Csr {
                entries: vec![7],
                starts: starts.to_vec(),
            };
            assert!(!rows.is_valid(), "{starts:?}");
        }
    }

    proptest! {
        #[test]
        fn transposed_twice_they_are_the_same(
            sets in prop::collection::vec(prop::collection::btree_set(0_u32..9, 0..5), 0..9),
        ) {
            let lists: Csr<u32> = sets.into_iter().collect();
            let transposed = lists.transpose(9, |at| *at as usize, |at| at);
            prop_assert_eq!(transposed.entries().len(), lists.entries().len());
            for (at, list) in transposed.iter().enumerate() {
                prop_assert!(list.is_sorted());
                prop_assert!(list.iter().all(|o| lists.of(*o as usize).contains(&(at as u32))));
            }
            prop_assert_eq!(transposed.transpose(lists.len(), |at| *at as usize, |at| at), lists);
        }
    }
}
