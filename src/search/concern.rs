//! What concerns the person, as search is told it: a rank for each item. Search does not know why.

/// A rank for each item of an index: 0 concerns the person most. Can also leave items out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concern(Vec<u8>);

impl Concern {
    /// The rank of an item that must not be found at all: a filter of the screen leaves it out.
    pub const HIDDEN: u8 = u8::MAX;
    /// The rank of an item without one.
    pub const OTHER: u8 = u8::MAX - 1;

    /// Nothing concerns the person more than anything else.
    pub fn none() -> Self {
        Self(Vec::new())
    }

    /// Ranks by the item's position; items beyond the end are [`Self::OTHER`].
    pub fn new(ranks: Vec<u8>) -> Self {
        Self(ranks)
    }

    /// The rank of an item.
    pub fn rank(&self, item: u32) -> u8 {
        self.0.get(item as usize).copied().unwrap_or(Self::OTHER)
    }

    /// Whether an item may be found.
    pub fn admits(&self, item: u32) -> bool {
        self.rank(item) != Self::HIDDEN
    }

    /// The same ranks, with those of the `items` items left out that `keep` denies.
    #[must_use]
    pub fn only(mut self, items: usize, mut keep: impl FnMut(u32) -> bool) -> Self {
        if self.0.len() < items {
            self.0.resize(items, Self::OTHER);
        }
        for (item, rank) in self.0.iter_mut().enumerate() {
            if !keep(item as u32) {
                *rank = Self::HIDDEN;
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::Concern;

    #[test]
    fn a_filter_hides_and_keeps_ranks() {
        let concern = Concern::new(vec![3, 0]).only(3, |item| item != 0);
        let ranks: Vec<_> = (0..4).map(|item| concern.rank(item)).collect();
        assert_eq!(ranks, [Concern::HIDDEN, 0, Concern::OTHER, Concern::OTHER]);
        assert!(!concern.admits(0) && concern.admits(3));
    }
}
