//! Texts near in meaning: a table of word vectors that is part of the program, the vectors of texts, and the nearest of
//! many.
//!
//! It knows nothing but text, English text only. A text is the sum of its words' vectors; two texts are as near as the
//! cosine of theirs. `tools/words/` makes the table.

mod nearest;
mod table;
mod vector;

pub use nearest::Nearest;
pub use table::Table;
pub use vector::{Sum, Vector};
