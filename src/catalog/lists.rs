//! Many short lists in a long one: a catalogue has thousands, and an allocation for each would be most of what loading
//! costs. Knows nothing of what stands in them.

/// Lists that stand one behind the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lists<T> {
    entries: Vec<T>,
    /// Where each begins, and at last where the last ends.
    starts: Vec<u32>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            starts: vec![0],
        }
    }
}

impl<T> Lists<T> {
    /// Lists from all their entries; `starts` says where each begins, and at last where the last ends. None when they do not
    /// stand one behind the other.
    pub fn new(entries: Vec<T>, starts: Vec<u32>) -> Option<Self> {
        let whole = starts.first() == Some(&0)
            && starts
                .last()
                .is_some_and(|end| *end as usize == entries.len());
        (whole && starts.is_sorted()).then_some(Self { entries, starts })
    }

    /// How many lists there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether there is no list.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The list at a place.
    ///
    /// # Panics
    /// When there is no such list.
    pub fn of(&self, at: usize) -> &[T] {
        let range = self.starts[at] as usize..self.starts[at + 1] as usize;
        &self.entries[range]
    }

    /// All lists, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &[T]> + ExactSizeIterator {
        (0..self.len()).map(|at| self.of(at))
    }

    /// The entries of all lists.
    pub fn entries(&self) -> &[T] {
        &self.entries
    }

    /// Where each list begins, and at last where the last ends.
    pub fn starts(&self) -> &[u32] {
        &self.starts
    }

    /// The list in which an entry stands, by the entry's place among all.
    pub fn holder(&self, entry: usize) -> usize {
        self.starts.partition_point(|s| *s as usize <= entry) - 1
    }

    /// For each of `count` places, which lists have it, ascending. `place` says which one an entry is, below `count`; a list
    /// becomes an entry by `entry`.
    pub fn turned<U: Copy>(
        &self,
        count: usize,
        place: impl Fn(&T) -> usize,
        entry: impl Fn(u32) -> U,
    ) -> Lists<U> {
        let mut starts = vec![0_u32; count + 1];
        for each in &self.entries {
            starts[place(each) + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut entries = vec![entry(0); self.entries.len()];
        for (at, list) in (0..).zip(self.iter()) {
            for each in list {
                let next = &mut next[place(each)];
                entries[*next as usize] = entry(at);
                *next += 1;
            }
        }
        Lists { entries, starts }
    }
}

/// What stands in `list` and not in `other`. Both ascend, so that one walk through both is enough.
pub(super) fn without<'a, T: Copy + Ord>(
    list: &'a [T],
    other: &'a [T],
) -> impl Iterator<Item = T> + use<'a, T> {
    let mut other = other.iter().copied().peekable();
    list.iter().copied().filter(move |each| {
        while other.next_if(|o| o < each).is_some() {}
        other.peek() != Some(each)
    })
}

impl<T, L: IntoIterator<Item = T>> FromIterator<L> for Lists<T> {
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
    fn lists_come_back_and_know_their_entries() {
        let lists: Lists<u8> = [vec![1, 2], vec![], vec![3]].into_iter().collect();
        assert_eq!(lists.iter().collect::<Vec<_>>(), [&[1, 2][..], &[], &[3]]);
        assert_eq!((lists.holder(1), lists.holder(2)), (0, 2));
        let again = Lists::new(lists.entries().to_vec(), lists.starts().to_vec());
        assert_eq!(again, Some(lists));
    }

    #[test]
    fn what_does_not_stand_one_behind_the_other_is_refused() {
        for starts in [&[][..], &[0], &[1, 1], &[0, 2], &[0, 1, 0, 1]] {
            assert_eq!(Lists::new(vec![7], starts.to_vec()), None, "{starts:?}");
        }
    }

    proptest! {
        #[test]
        fn turned_twice_they_are_the_same(
            sets in prop::collection::vec(prop::collection::btree_set(0_u32..9, 0..5), 0..9),
        ) {
            let lists: Lists<u32> = sets.into_iter().collect();
            let turned = lists.turned(9, |at| *at as usize, |at| at);
            prop_assert_eq!(turned.entries().len(), lists.entries().len());
            for (at, list) in turned.iter().enumerate() {
                prop_assert!(list.is_sorted());
                prop_assert!(list.iter().all(|o| lists.of(*o as usize).contains(&(at as u32))));
            }
            prop_assert_eq!(turned.turned(lists.len(), |at| *at as usize, |at| at), lists);
        }
    }
}
