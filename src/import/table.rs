//! A CSV file by the names of its columns: in any order, with or without a byte-order mark, bad rows told and passed over.

use std::io::Read;

use super::classification::ReadError;
use super::problem::Problem;

/// A file being read.
pub struct Table<R> {
    name: String,
    reader: csv::Reader<R>,
    headers: Vec<String>,
}

/// One row.
pub struct Row {
    /// Line on which it begins, from 1.
    pub line: u64,
    cells: csv::StringRecord,
}

impl Row {
    /// The cell of a column; empty where the column is missing or the row is short.
    pub fn cell(&self, column: Option<usize>) -> &str {
        column.and_then(|c| self.cells.get(c)).unwrap_or_default()
    }
}

impl<R: Read> Table<R> {
    /// Reads the head of `input`; `name` is the file's name in messages.
    ///
    /// # Errors
    /// [`ReadError::Empty`] without a head, [`ReadError::Csv`] when it is no text.
    pub fn open(name: &str, input: R) -> Result<Self, ReadError> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(input);
        let headers = reader
            .headers()
            .map_err(|source| ReadError::Csv {
                file: name.to_owned(),
                source,
            })?
            .iter()
            .map(|h| h.trim_start_matches('\u{feff}').trim().to_owned())
            .collect::<Vec<_>>();
        if headers.iter().all(String::is_empty) {
            return Err(ReadError::Empty {
                file: name.to_owned(),
            });
        }
        Ok(Self {
            name: name.to_owned(),
            reader,
            headers,
        })
    }

    /// A column that must be there.
    ///
    /// # Errors
    /// [`ReadError::Column`] when it is not.
    pub fn needed(&self, column: &'static str) -> Result<Option<usize>, ReadError> {
        match self.optional(column) {
            Some(at) => Ok(Some(at)),
            None => Err(ReadError::Column {
                file: self.name.clone(),
                column,
            }),
        }
    }

    /// A column that may be missing.
    pub fn optional(&self, column: &str) -> Option<usize> {
        self.headers.iter().position(|h| h == column)
    }

    /// Gives each row to `take`, which says what is wrong with it; unreadable rows are told and passed over.
    pub fn rows(
        mut self,
        problems: &mut Vec<Problem>,
        mut take: impl FnMut(&Row) -> Result<(), (String, &'static str)>,
    ) {
        let mut tell = |line, what, done| {
            problems.push(Problem {
                file: self.name.clone(),
                line,
                what,
                done,
            });
        };
        let width = self.headers.len();
        let mut records = self.reader.records();
        loop {
            let before = records.reader().position().line();
            match records.next() {
                None => return,
                Some(Err(error)) => {
                    let line = error.position().map_or(before, csv::Position::line);
                    tell(line, error.to_string(), "left out");
                    if matches!(error.kind(), csv::ErrorKind::Io(_)) {
                        return;
                    }
                }
                Some(Ok(cells)) => {
                    let line = cells.position().map_or(before, csv::Position::line);
                    if cells.len() > width {
                        let what = format!("{} cells under {width} columns", cells.len());
                        tell(line, what, "the extra cells were ignored");
                    }
                    if let Err((what, done)) = take(&Row { line, cells }) {
                        tell(line, what, done);
                    }
                }
            }
        }
    }
}
