//! A candidate: a label or synonym that matches a query, before rows are ranked.

use super::fuzzy_words::Cost;
use super::index::{Index, LabelRef, Source};
use super::tier::Tier;

/// A label or synonym that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) item: u32,
    pub(crate) label: LabelRef,
    pub(crate) tier: Tier,
    /// What a synonym says of the item.
    pub(crate) meaning: Meaning,
    /// How far the label is from the query, within its tier.
    pub(crate) cost: Cost,
    /// Whether the label has more words than a query that it answers only roughly.
    pub(crate) is_longer: bool,
}

/// What orders candidates before the person and the score do.
pub(crate) type Class = (Tier, Cost, bool, Meaning);

impl Candidate {
    pub(crate) fn class(&self) -> Class {
        (self.tier, self.cost, self.is_longer, self.meaning)
    }
}

/// What orders the synonyms that a query means: whole terms before begun ones, the rank among the meanings of a term,
/// exact meanings before near ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Meaning {
    pub(crate) begun: bool,
    pub(crate) rank: u8,
    pub(crate) near: bool,
}

pub(crate) fn candidate(index: &Index, label: LabelRef, tier: Tier, cost: Cost) -> Candidate {
    // What bears a name stands before what is also called that.
    let is_other_name = tier == Tier::Equal && index.source(label) == Source::Alternative;
    Candidate {
        item: index.item(label),
        label,
        tier,
        meaning: Meaning::default(),
        cost: if is_other_name { 1 } else { cost },
        is_longer: false,
    }
}
