//! Writes what a command answers: text for people, one JSON object for scripts. Control characters are removed or
//! escaped here. A closed pipe is not an error.

use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write};

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::failure::{Failure, Kind};
use super::reply::{Schema, fields};
use crate::catalog::{Catalog, OccupationIx, SkillIx};
use crate::profile::States;
use crate::text;

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Reply {
    /// The fields of the JSON object beside `schema`.
    pub answer: Map<String, Value>,
    /// What is written without `--json`.
    pub text: Body,
    pub schema: Schema,
}

/// Text for people or for another program.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Body {
    /// Lines, which are sanitized when they are written.
    Lines(String),
    /// Text that is written as it is, such as a script.
    Exact(String),
}

impl Default for Body {
    fn default() -> Self {
        Self::Lines(String::new())
    }
}

impl Reply {
    /// A reply with lines for people. `answer` must serialize as an object.
    pub(crate) fn new(answer: impl Serialize, text: impl Into<String>) -> Self {
        Self {
            answer: fields(answer),
            text: Body::Lines(text.into()),
            schema: Schema::default(),
        }
    }

    /// The same reply in another form of JSON.
    #[must_use]
    pub(crate) fn schema(self, schema: Schema) -> Self {
        Self { schema, ..self }
    }

    /// A reply with text that is written as it is.
    pub(crate) fn exact(answer: impl Serialize, text: String) -> Self {
        Self {
            answer: fields(answer),
            text: Body::Exact(text),
            schema: Schema::default(),
        }
    }
}

/// Writes the outcome of a command and returns its exit code.
pub(crate) fn write_reply(
    outcome: Result<Reply, Failure>,
    json: bool,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    match outcome {
        Ok(reply) => {
            let text = match reply.text {
                _ if json => document(reply.schema, Answer::Positive(reply.answer)),
                Body::Lines(lines) => sanitize_lines(&lines),
                Body::Exact(text) => text,
            };
            match write_out(out, &text) {
                Ok(()) => 0,
                Err(error) => {
                    let failure = Failure::io("the answer cannot be written").because(&error);
                    print_error(&failure, err);
                    failure.kind.code()
                }
            }
        }
        Err(failure) => {
            // On a terminal the error comes first, then the part of the answer that is known.
            print_error(&failure, err);
            if failure.kind == Kind::No {
                let text = if json {
                    let answer = Answer::Negative(Negative::new(&failure));
                    document(failure.details.schema, answer)
                } else {
                    sanitize_lines(&failure.details.text)
                };
                // The exit code is the answer if this cannot be written.
                write_out(out, &text).ok();
            }
            failure.kind.code()
        }
    }
}

/// Writes a text and flushes. A closed pipe is not an error.
pub(crate) fn write_out(out: &mut dyn Write, text: &str) -> io::Result<()> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}

/// Writes a warning to standard error.
pub(crate) fn print_warning(notice: &str, err: &mut dyn Write) {
    // An error of standard error cannot be reported anywhere.
    write_out(err, &sanitize_lines(&format!("cisopath: {notice}"))).ok();
}

/// Writes a failure to standard error.
pub(crate) fn print_error(failure: &Failure, err: &mut dyn Write) {
    let mut text = format!("cisopath: {}\n", failure.message);
    for cause in &failure.details.causes {
        text.push_str("  because: ");
        text.push_str(cause);
        text.push('\n');
    }
    for hint in &failure.details.hints {
        text.push_str("  hint: ");
        text.push_str(hint);
        text.push('\n');
    }
    // An error of standard error cannot be reported anywhere.
    write_out(err, &sanitize_lines(&text)).ok();
}

/// What is written with `--json`.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Document<T> {
    schema: Schema,
    #[serde(flatten)]
    answer: Answer<T>,
}

/// The reply of a command (exit code 0), or why there is none (exit code 1).
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum Answer<T> {
    Positive(T),
    Negative(Negative),
}

/// A negative answer. It may hold fields of the positive one as well, and `nearest`, the names that come nearest.
#[derive(Serialize, JsonSchema)]
struct Negative {
    #[serde(flatten)]
    answer: Map<String, Value>,
    error: String,
    /// What a name may mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    candidates: Option<Vec<Value>>,
    hints: Vec<String>,
}

impl Negative {
    fn new(failure: &Failure) -> Self {
        let details = &failure.details;
        Self {
            error: failure.sentence(),
            candidates: (!details.answer.contains_key("candidates")).then(Vec::new),
            answer: details.answer.clone(),
            hints: details.hints.clone(),
        }
    }
}

fn document(schema: Schema, answer: Answer<Map<String, Value>>) -> String {
    let whole = fields(Document { schema, answer });
    let mut out = String::new();
    // Writing to a string cannot fail.
    for c in format!("{:#}\n", Value::Object(whole)).chars() {
        // Only strings hold such characters, and JSON has a form for them that no terminal acts on.
        _ = if c != '\n' && text::is_unsafe_to_print(c) {
            write!(out, "\\u{:04x}", u32::from(c))
        } else {
            out.write_char(c)
        };
    }
    out
}

/// The lines without control characters and without white space at their ends.
pub(crate) fn sanitize_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        out.push_str(text::sanitize(line).trim_end());
        out.push('\n');
    }
    out
}

/// Rows of cells in aligned columns.
#[derive(Debug, Default)]
pub(crate) struct Table {
    rows: Vec<Vec<String>>,
    right: Vec<usize>,
    indent: usize,
}

impl Table {
    /// An empty table, indented by so many columns.
    pub(crate) fn indented(indent: usize) -> Self {
        Self {
            indent,
            ..Self::default()
        }
    }

    /// Aligns these columns to the right.
    #[must_use]
    pub(crate) fn right(mut self, columns: &[usize]) -> Self {
        self.right = columns.to_vec();
        self
    }

    /// Adds the names of the columns as a row.
    #[must_use]
    pub(crate) fn header<const N: usize>(mut self, names: [&str; N]) -> Self {
        self.row(names.map(str::to_owned));
        self
    }

    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells = cells.into_iter().map(|c| text::sanitize(&c).into_owned());
        self.rows.push(cells.collect());
    }

    pub(crate) fn text(&self) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let wide = |at: usize| {
            let cells = self.rows.iter().filter_map(|r| r.get(at));
            cells.map(|c| text::width(c)).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(wide).collect();
        let mut out = String::new();
        for row in &self.rows {
            let mut line = " ".repeat(self.indent);
            for (at, cell) in row.iter().enumerate() {
                let pad = " ".repeat(widths[at].saturating_sub(text::width(cell)));
                if self.right.contains(&at) {
                    line.push_str(&pad);
                    line.push_str(cell);
                } else {
                    line.push_str(cell);
                    line.push_str(&pad);
                }
                line.push_str("  ");
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }
}

/// A text that is built line by line.
#[derive(Debug, Default)]
pub(crate) struct Lines(String);

impl Lines {
    pub(crate) fn line(&mut self, line: impl AsRef<str>) -> &mut Self {
        self.0.push_str(line.as_ref());
        self.0.push('\n');
        self
    }

    pub(crate) fn gap(&mut self) -> &mut Self {
        self.line("")
    }

    pub(crate) fn table(&mut self, table: &Table) -> &mut Self {
        self.0.push_str(&table.text());
        self
    }

    /// Adds a sentence that lists names, unless there are none.
    pub(crate) fn list(&mut self, lead: &str, names: &[&str]) -> &mut Self {
        match names {
            [] => self,
            names => self.line(format!("{lead} {}.", names.join(", "))),
        }
    }

    pub(crate) fn done(self) -> String {
        self.0
    }
}

/// The ESCO code of an occupation.
pub(crate) fn code(catalog: &Catalog, ix: OccupationIx) -> &str {
    catalog.occupation(ix).code()
}

/// The preferred label of an occupation.
pub(crate) fn label(catalog: &Catalog, ix: OccupationIx) -> &str {
    catalog.occupation(ix).label()
}

/// A description as JSON has it: none where it is empty.
pub(crate) fn described(description: &str) -> Option<&str> {
    Some(description).filter(|text| !text.is_empty())
}

/// The names and the description of an occupation or a skill in lines.
pub(crate) fn describe(text: &mut Lines, alternative_labels: &[&str], description: &str) {
    text.list("Also called", alternative_labels);
    for paragraph in description.lines() {
        text.line(paragraph);
    }
}

/// Skills with their states.
pub(crate) fn skill_table(
    catalog: &Catalog,
    states: &States,
    all: impl IntoIterator<Item = SkillIx>,
) -> Table {
    let mut table = Table::indented(2);
    for skill in all {
        let state = states.get(skill).word().to_owned();
        table.row([state, catalog.skill(skill).label().to_owned()]);
    }
    table
}

/// The codes and labels of occupations.
pub(crate) fn occupation_table(catalog: &Catalog, all: &[OccupationIx]) -> Table {
    let mut table = Table::indented(2);
    for ix in all {
        table.row([code(catalog, *ix), label(catalog, *ix)].map(str::to_owned));
    }
    table
}

/// The labels of the first `most` skills, separated by commas, and the number of the others.
pub(crate) fn in_a_line(catalog: &Catalog, all: &[SkillIx], most: usize) -> String {
    let first = all.iter().take(most).map(|s| catalog.skill(*s).label());
    let mut out = first.collect::<Vec<_>>().join(", ");
    if all.len() > most {
        // Writing to a string cannot fail.
        write!(out, " and {} more", all.len() - most).ok();
    }
    out
}

/// The words as a sentence: with a capital letter and a full stop.
pub(crate) fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>());
    format!("{}{}.", first.unwrap_or_default(), chars.as_str())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[track_caller]
    fn check(outcome: Result<Reply, Failure>, json: bool, expected: (u8, &str, &str)) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = write_reply(outcome, json, &mut out, &mut err);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        assert_eq!((code, &*text(out), &*text(err)), expected);
    }

    #[test]
    fn the_outcome_decides_where_it_is_written() {
        let reply = || Ok(Reply::new(json!({"a": 1}), "one\u{1b}[2J\nline"));
        check(reply(), false, (0, "one\u{fffd}[2J\nline\n", ""));
        check(
            reply(),
            true,
            (0, "{\n  \"schema\": 1,\n  \"a\": 1\n}\n", ""),
        );
        let no = || Err(Failure::no("no such thing").hint("look"));
        let said = "cisopath: no such thing\n  hint: look\n";
        check(no(), false, (1, "", said));
        let object = "{\n  \"schema\": 1,\n  \"error\": \"no such thing\",\n  \"candidates\": [],\n  \
                      \"hints\": [\n    \"look\"\n  ]\n}\n";
        check(no(), true, (1, object, said));
        let data = Err(Failure::data("bad"));
        check(data, true, (3, "", "cisopath: bad\n"));
    }

    #[test]
    fn what_a_terminal_acts_on_is_escaped_in_json_and_dropped_in_text() {
        let label = "a\u{9b}31mb\u{61c}c\u{202e}d\u{200d}e";
        let reply = || Ok(Reply::new(json!({ "a": label }), label));
        let escaped = "a\\u009b31mb\\u061cc\\u202ed\u{200d}e";
        let object = format!("{{\n  \"schema\": 1,\n  \"a\": \"{escaped}\"\n}}\n");
        let back: Value = serde_json::from_str(&object).unwrap();
        assert_eq!(back["a"], label);
        check(reply(), true, (0, &object, ""));
        check(reply(), false, (0, "a31mbcd\u{200d}e\n", ""));
    }

    #[test]
    fn a_closed_pipe_is_quiet() {
        let mut err = Vec::new();
        let reply = Ok(Reply::new(json!({}), "text"));
        assert_eq!(write_reply(reply, false, &mut Closed, &mut err), 0);
        assert!(err.is_empty());
    }

    #[test]
    fn tables_are_aligned_by_columns() {
        let mut table = Table::indented(1).right(&[1]);
        table.row(["世界".into(), "7".into(), "x".into()]);
        table.row(["a".into(), "12".into(), "y\u{7}".into()]);
        assert_eq!(table.text(), " 世界   7  x\n a     12  y\u{fffd}\n");
    }

    #[test]
    fn sentences_begin_large() {
        assert_eq!(sentence("marked a as held"), "Marked a as held.");
        assert_eq!(sentence(""), ".");
    }
}
