//! A candidate: a label or synonym that matches a query, before rows are ranked.

use super::index::{Index, LabelRef, Source};
use super::tier::Tier;

/// A label or synonym that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) item: u32,
    pub(crate) label: LabelRef,
    pub(crate) tier: Tier,
    /// What a synonym says of the item.
    pub(crate) synonym: SynonymRank,
    /// How far the label is from the query, within its tier.
    pub(crate) distance: u8,
    /// Whether the label has more words than a query that it answers only roughly.
    pub(crate) is_longer: bool,
}

/// What orders candidates before the person and the score do.
pub(crate) type Class = (Tier, u8, bool, SynonymRank);

impl Candidate {
    pub(crate) fn class(&self) -> Class {
        (self.tier, self.distance, self.is_longer, self.synonym)
    }
}

/// What orders the synonyms that a query means: whole terms before begun ones, the rank among the meanings of a term,
/// exact meanings before near ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SynonymRank {
    pub(crate) is_beginning: bool,
    pub(crate) rank: u8,
    pub(crate) is_near: bool,
}

pub(crate) fn candidate(index: &Index, label: LabelRef, tier: Tier, distance: u8) -> Candidate {
    // What bears a name stands before what is also called that.
    let is_other_name = tier == Tier::Equal && index.source(label) == Source::Alternative;
    Candidate {
        item: index.item(label),
        label,
        tier,
        synonym: SynonymRank::default(),
        distance: if is_other_name { 1 } else { distance },
        is_longer: false,
    }
}
