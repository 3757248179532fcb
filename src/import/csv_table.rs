//! A CSV file read by the names of its columns, in any order, with or without a byte-order mark. Bad rows are reported and
//! skipped.
//!
//! `csv-core` splits the rows: unlike `csv` it leaves the limit of a row's size and the counting of lines to us.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::PathBuf;
use std::str::Utf8Error;

use csv_core::ReadRecordResult;
use memchr::memchr2_iter;

use super::classification::ReadError;
use super::limits;
use super::problem::Problems;

/// A file being read.
pub(crate) struct CsvTable<'r> {
    name: String,
    rows: Rows<'r>,
    headers: Vec<String>,
}

pub(crate) struct Row<'a> {
    /// Line of the file on which it begins, from 1.
    pub line: u64,
    text: &'a [u8],
    /// Where each cell ends in the text.
    ends: &'a [usize],
}

/// What is wrong with a row.
#[derive(Debug)]
pub(crate) enum Fault {
    /// What is wrong, and what was done about it; the import goes on.
    Skipped(String, &'static str),
    /// The file has more than this and is refused.
    TooMany(String),
}

impl Fault {
    /// A fault that ends nothing.
    pub(crate) fn skipped(what: impl Into<String>, done: &'static str) -> Self {
        Self::Skipped(what.into(), done)
    }
}

impl Row<'_> {
    /// The cell of a column; empty where the column is missing or the row is short.
    pub(crate) fn cell(&self, column: Option<usize>) -> &str {
        let cell = column.and_then(|c| self.bytes(c));
        cell.and_then(|c| std::str::from_utf8(c).ok())
            .unwrap_or_default()
    }

    fn bytes(&self, column: usize) -> Option<&[u8]> {
        let end = *self.ends.get(column)?;
        let start = column.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start..end)
    }

    fn check_text(&self) -> Result<(), Utf8Error> {
        let cells = (0..self.ends.len()).filter_map(|c| self.bytes(c));
        cells
            .map(std::str::from_utf8)
            .try_for_each(|cell| cell.map(|_| ()))
    }
}

impl<'r> CsvTable<'r> {
    /// Reads the head of `input`; `name` is the file's name in messages.
    ///
    /// # Errors
    /// [`ReadError`] without a head, when it is no text, is separated by something else than commas, or has too many
    /// columns.
    pub(crate) fn open(name: &str, input: impl Read + 'r) -> Result<Self, ReadError> {
        let mut rows = Rows::new(Box::new(input));
        let file = || name.to_owned();
        let head = rows.next().map_err(|stop| stop.into_error(name))?;
        let Some(head) = head else {
            return Err(ReadError::Empty { file: file() });
        };
        if head.ends.len() > limits::COLUMNS {
            return Err(ReadError::TooMany {
                file: file(),
                what: format!("more than {} columns", limits::COLUMNS),
            });
        }
        head.check_text().map_err(|source| ReadError::NotText {
            file: file(),
            source,
        })?;
        let cells = (0..head.ends.len()).map(|at| head.cell(Some(at)));
        let headers: Vec<String> = cells
            .map(|h| h.trim_start_matches('\u{feff}').trim().to_owned())
            .collect();
        if headers.iter().all(String::is_empty) {
            return Err(ReadError::Empty { file: file() });
        }
        if let [only] = &headers[..]
            && let Some(found) = separator(only)
        {
            return Err(ReadError::Separator {
                file: file(),
                found,
            });
        }
        Ok(Self {
            name: file(),
            rows,
            headers,
        })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// A column that must be there.
    ///
    /// # Errors
    /// [`ReadError::Column`] when it is not.
    pub(crate) fn needed(&self, column: &'static str) -> Result<Option<usize>, ReadError> {
        match self.optional(column) {
            Some(at) => Ok(Some(at)),
            None => Err(ReadError::Column {
                file: self.name.clone(),
                column,
            }),
        }
    }

    /// A column that may be missing.
    pub(crate) fn optional(&self, column: &str) -> Option<usize> {
        self.headers.iter().position(|h| h == column)
    }

    /// Gives each row to `take`, which returns what is wrong with it; unreadable rows are reported and skipped.
    ///
    /// # Errors
    /// [`ReadError`] when the file cannot be read to its end or has more than it may.
    pub(crate) fn rows(
        mut self,
        problems: &mut Problems,
        mut take: impl FnMut(&Row<'_>) -> Result<(), Fault>,
    ) -> Result<(), ReadError> {
        let name = &self.name;
        let width = self.headers.len();
        while let Some(row) = self.rows.next().map_err(|stop| stop.into_error(name))? {
            let (line, cells) = (row.line, row.ends.len());
            let mut add = |what: &str, done| problems.add(name, Some(line), what, done);
            if let Err(error) = row.check_text() {
                add(&format!("the row is not UTF-8: {error}"), "left out");
                continue;
            }
            let under = format!("{cells} cells under {width} columns");
            if cells > width {
                add(&under, "the extra cells were ignored");
            }
            match take(&row) {
                Ok(()) => {}
                Err(Fault::Skipped(what, done)) => add(&what, done),
                Err(Fault::TooMany(what)) => {
                    return Err(ReadError::TooMany {
                        file: self.name,
                        what,
                    });
                }
            }
            if cells < width {
                if self.rows.at_end().map_err(|stop| stop.into_error(name))? {
                    add(
                        &format!("the last row has {under}: the file may be cut off"),
                        "get the download again",
                    );
                } else {
                    add(&under, "the missing cells were taken as empty");
                }
            }
        }
        Ok(())
    }
}

/// What a head that has no comma is separated by.
fn separator(head: &str) -> Option<&'static str> {
    [(';', "semicolons"), ('\t', "tabs")]
        .into_iter()
        .find_map(|(c, name)| head.contains(c).then_some(name))
}

/// Why there is no next row.
enum Stop {
    Io(io::Error),
    /// The row that begins on this line never ends.
    OpenQuote(u64),
    /// The row that begins on this line is too long.
    Long(u64),
}

impl Stop {
    fn into_error(self, name: &str) -> ReadError {
        let file = name.to_owned();
        match self {
            Self::Io(source) if source.kind() == ErrorKind::FileTooLarge => {
                ReadError::TooMuch { file }
            }
            Self::Io(source) => ReadError::File {
                path: PathBuf::from(file),
                source,
            },
            Self::OpenQuote(line) => ReadError::OpenQuote { file, line },
            Self::Long(line) => ReadError::TooMany {
                file,
                what: format!(
                    "a row of more than {} kB on line {line}",
                    limits::ROW / 1000
                ),
            },
        }
    }
}

/// The rows of a file, one after the other. Empty lines are passed over.
struct Rows<'r> {
    input: BufReader<Box<dyn Read + 'r>>,
    parser: csv_core::Reader,
    /// The line on which the next byte stands.
    line: u64,
    /// Whether the last byte was a carriage return: a line feed after it ends no other line.
    returned: bool,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl<'r> Rows<'r> {
    fn new(input: Box<dyn Read + 'r>) -> Self {
        Self {
            input: BufReader::with_capacity(1 << 16, input),
            parser: csv_core::Reader::new(),
            line: 1,
            returned: false,
            text: vec![0; 1 << 12],
            ends: vec![0; 32],
        }
    }

    fn next(&mut self) -> Result<Option<Row<'_>>, Stop> {
        if self.at_end()? {
            return Ok(None);
        }
        let line = self.line;
        let (mut written, mut cells) = (0, 0);
        loop {
            let piece = self.input.fill_buf().map_err(Stop::Io)?;
            let ended = piece.is_empty();
            // A line feed in place of the end: it ends every row but one whose quotation mark is still open.
            let piece = if ended { b"\n" } else { piece };
            let (result, read, wrote, found) =
                self.parser
                    .read_record(piece, &mut self.text[written..], &mut self.ends[cells..]);
            if !ended {
                (self.line, self.returned) = lines(&piece[..read], self.line, self.returned);
                self.input.consume(read);
            }
            written += wrote;
            cells += found;
            match result {
                ReadRecordResult::InputEmpty if ended => return Err(Stop::OpenQuote(line)),
                ReadRecordResult::InputEmpty => {}
                _ if written >= limits::ROW || cells >= limits::ROW => {
                    return Err(Stop::Long(line));
                }
                ReadRecordResult::OutputFull => self.text.resize(2 * self.text.len(), 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * self.ends.len(), 0),
                ReadRecordResult::Record => {
                    return Ok(Some(Row {
                        line,
                        text: &self.text[..written],
                        ends: &self.ends[..cells],
                    }));
                }
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    /// Whether nothing follows but ends of lines, which are passed over.
    fn at_end(&mut self) -> Result<bool, Stop> {
        loop {
            let piece = self.input.fill_buf().map_err(Stop::Io)?;
            if piece.is_empty() {
                return Ok(true);
            }
            let empty = piece.iter().take_while(|b| matches!(b, b'\r' | b'\n'));
            let empty = empty.count();
            let more = empty < piece.len();
            (self.line, self.returned) = lines(&piece[..empty], self.line, self.returned);
            self.input.consume(empty);
            if more {
                return Ok(false);
            }
        }
    }
}

/// The line after these bytes, and whether the last of them was a carriage return.
fn lines(bytes: &[u8], line: u64, returned: bool) -> (u64, bool) {
    let returns = |at: usize| match at.checked_sub(1) {
        Some(before) => bytes[before] == b'\r',
        None => returned,
    };
    let ends = memchr2_iter(b'\r', b'\n', bytes);
    let ends = ends.filter(|at| bytes[*at] == b'\r' || !returns(*at));
    (line + ends.count() as u64, returns(bytes.len()))
}
