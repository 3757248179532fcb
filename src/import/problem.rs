//! What was wrong with a download, where, and what was done about it.

use std::collections::BTreeMap;
use std::fmt;

use crate::text::truncate;

/// How many problems are kept one by one; the others are counted.
pub(crate) const KEPT: usize = 100;

/// How much of what is wrong is kept, in columns: it quotes cells, and a cell can be long.
const LONGEST: usize = 200;

/// One thing wrong in a file; the import went on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub file: String,
    /// Line of the file on which the row begins, from 1; none where the file as a whole is meant.
    pub line: Option<u64>,
    pub what: String,
    /// What was done about it, or can be.
    pub done: &'static str,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}; {}", self.what, self.done)
    }
}

/// The problems of a download: the first hundred of them, and how many each file has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    first: Vec<Problem>,
    by_file: BTreeMap<String, usize>,
}

impl Problems {
    pub fn add(&mut self, file: &str, line: Option<u64>, what: &str, done: &'static str) {
        match self.by_file.get_mut(file) {
            Some(count) => *count += 1,
            None => _ = self.by_file.insert(file.to_owned(), 1),
        }
        if self.first.len() < KEPT {
            self.first.push(Problem {
                file: file.to_owned(),
                line,
                what: truncate(what, LONGEST).into_owned(),
                done,
            });
        }
    }

    /// The first of them, in the order in which they were met.
    pub fn first(&self) -> &[Problem] {
        &self.first
    }

    /// How many there are in all.
    pub fn count(&self) -> usize {
        self.by_file.values().sum()
    }

    /// How many each file has, by its name.
    pub fn by_file(&self) -> impl Iterator<Item = (&str, usize)> {
        self.by_file
            .iter()
            .map(|(file, count)| (file.as_str(), *count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_kept_and_all_are_counted() {
        let mut problems = Problems::default();
        let long = "x".repeat(10_000);
        for line in 0..1000 {
            let file = if line % 2 == 0 { "a" } else { "b" };
            problems.add(file, Some(line), &long, "left out");
        }
        assert_eq!((problems.first().len(), problems.count()), (KEPT, 1000));
        let by_file: Vec<_> = problems.by_file().collect();
        assert_eq!(by_file, [("a", 500), ("b", 500)]);
        assert!(problems.first().iter().all(|p| p.what.len() < 300));
    }
}
