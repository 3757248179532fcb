//! Search: what people type, found in preferred and alternative labels and in synonyms, what they mean first.
//!
//! A label's [`Tier`] says how it fits the query, from "equal" to "the letters occur in this order". An item
//! stands in the tier of its best label; within a tier comes first what concerns the person, then what
//! `SkimMatcherV2` scores higher. [`plain`] is the definition, short and slow; [`Index`] and [`Session`] give the
//! same rows fast. Knows the catalogue and text; what concerns the person it is told as an argument, and
//! it knows nothing of records, screens or files.

pub mod concern;
pub mod entry;
mod grid;
mod in_order;
pub mod index;
mod marks;
mod matcher;
mod near;
pub mod plain;
mod rank;
mod scan;
pub mod session;
pub mod shown;
pub mod tier;
pub mod title;
mod words;

pub use concern::Concern;
pub use entry::{Entry, Term};
pub use index::Index;
pub use matcher::positions;
pub use session::Session;
pub use shown::{Shown, shown};
pub use tier::Tier;

use crate::catalog::Catalog;
use crate::catalog::synonym::Absent;
use tier::Query;

/// Most characters of a query that are searched for: a search takes longer than its query grows.
pub const LONGEST: usize = 200;

/// The part of what was typed that is searched for.
pub fn searched(typed: &str) -> &str {
    match typed.char_indices().nth(LONGEST) {
        Some((end, _)) => typed.get(..end).unwrap_or(typed),
        None => typed,
    }
}

/// What is said of a query that was cut; none of one that was not.
pub fn cut_note(typed: &str) -> Option<String> {
    (searched(typed).len() < typed.len())
        .then(|| format!("only the first {LONGEST} characters are searched for"))
}

/// Where a label comes from; the earlier wins where all else is equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// The preferred label.
    Preferred,
    /// An alternative label.
    Alternative,
    /// An editorial synonym.
    Synonym,
}

/// A label of one [`Index`], for [`Index::label`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LabelRef(u32);

/// A label as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label<'a> {
    /// Its text, unfolded.
    pub text: &'a str,
    /// Where it comes from.
    pub source: Source,
}

/// One row of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The item's position: what `SkillIx` and `OccupationIx` hold.
    pub item: u32,
    /// The item's best label for this query; for a synonym the term.
    pub label: LabelRef,
    /// How that label fits.
    pub tier: Tier,
    /// What `SkimMatcherV2` gives that label, both folded; none where it does not match (words in another
    /// order) or where nothing was asked.
    pub score: Option<i64>,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// How many items match, shown or not.
    pub total: usize,
    /// How many of these match only by letters that occur in order, close together or scattered.
    pub lettered: usize,
    /// The first of them, best first.
    pub hits: Vec<Hit>,
}

/// The row of terms for which ESCO has nothing that `query` names, so that a screen can say so and show
/// what comes nearest. Letter case, accents and stray spaces do not matter.
pub fn absent<'a>(catalog: &'a Catalog, query: &str) -> Option<&'a Absent> {
    let query = Query::new(query);
    if query.is_empty() {
        return None;
    }
    let named = |row: &&Absent| {
        let mut terms = row.terms.iter();
        terms.any(|term| Query::new(term).text() == query.text())
    };
    catalog.synonyms.absent.iter().find(named)
}

#[cfg(test)]
mod acceptance;
