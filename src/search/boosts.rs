//! Boosts: a rank for each item of an index, by which a caller puts first what concerns the person.

/// A rank for each item of an index, 0 first. It can also hide items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Boosts(Vec<u8>);

impl Boosts {
    /// The rank of an item that must not be found, because a filter leaves it out.
    pub const HIDDEN: u8 = u8::MAX;
    /// The rank of an item without one.
    pub const OTHER: u8 = u8::MAX - 1;

    /// Boosts that treat all items alike.
    pub fn none() -> Self {
        Self(Vec::new())
    }

    /// Ranks by the item's position; items beyond the end have [`Self::OTHER`].
    pub fn new(ranks: Vec<u8>) -> Self {
        Self(ranks)
    }

    pub fn rank(&self, item: u32) -> u8 {
        self.0.get(item as usize).copied().unwrap_or(Self::OTHER)
    }

    /// Whether an item may be found.
    pub fn admits(&self, item: u32) -> bool {
        self.rank(item) != Self::HIDDEN
    }

    /// The same ranks for `items` items, with those hidden that `keep` denies.
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
    use super::Boosts;

    #[test]
    fn a_filter_hides_and_keeps_ranks() {
        let boosts = Boosts::new(vec![3, 0]).only(3, |item| item != 0);
        let ranks: Vec<_> = (0..4).map(|item| boosts.rank(item)).collect();
        assert_eq!(ranks, [Boosts::HIDDEN, 0, Boosts::OTHER, Boosts::OTHER]);
        assert!(!boosts.admits(0) && boosts.admits(3));
    }
}
