//! A condition that an advert sets.

use super::context::Need;
use crate::posting::Span;
use crate::profile::{ConditionKey, ConditionKind};

/// A condition of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    pub kind: ConditionKind,
    /// The words of the advert that set it.
    pub text: String,
    pub need: Need,
    /// What is asked for by name: certificates, or languages in English. One of several suffices where they are
    /// alternatives.
    pub names: Vec<String>,
    /// An "or" stands between the names.
    pub any: bool,
    /// How many years are asked for.
    pub years: Option<u32>,
    /// What it asks for, as the record keys it.
    pub key: ConditionKey,
    /// It accepts something like what it names.
    pub accepts_equivalent: bool,
    pub spans: Vec<Span>,
}
