//! What an index is made of: things with their labels, and what people type when they mean them.

/// A thing to be found. An item of an index is its position among the entries.
#[derive(Clone, Debug, Default)]
pub struct Entry<'a> {
    /// Its preferred label.
    pub preferred: &'a str,
    pub alternatives: Vec<&'a str>,
    pub synonyms: Vec<Term<'a>>,
}

/// A synonym of an [`Entry`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term<'a> {
    pub text: &'a str,
    /// Among all things that the term means, 0 is the likeliest.
    pub rank: u8,
    /// Whether whoever says the term means exactly this.
    pub exact: bool,
    /// Whether the term is this thing's by decision, as if it were a label of it.
    pub pinned: bool,
    /// Whether only the whole of the term means this thing, not the beginning of it.
    pub whole: bool,
}
