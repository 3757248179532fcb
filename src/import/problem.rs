//! What was wrong with a row, where, and what was done about it.

use std::fmt;

/// One thing wrong in a file; the import went on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file's name.
    pub file: String,
    /// Line of the file on which the row begins, from 1.
    pub line: u64,
    /// What is wrong.
    pub what: String,
    /// What was done about it.
    pub done: &'static str,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: {}; {}",
            self.file, self.line, self.what, self.done
        )
    }
}
