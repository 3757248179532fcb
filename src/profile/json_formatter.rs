//! A JSON formatter that indents the upper levels and writes each deeper value in one line, so that a long journal
//! stays small and a change of the record is a short diff.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

/// The number of levels that are indented. Entries of the journal are deeper.
const INDENTED: usize = 3;

/// Formats `value`, with a line feed at the end.
pub(crate) fn print(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut out = Vec::new();
    let mut serializer =
        serde_json::Serializer::with_formatter(&mut out, RecordFormatter::default());
    value.serialize(&mut serializer)?;
    out.push(b'\n');
    String::from_utf8(out).map_err(serde::ser::Error::custom)
}

#[derive(Default)]
struct RecordFormatter {
    depth: usize,
    /// Whether the innermost container has an element.
    filled: bool,
}

impl RecordFormatter {
    fn begin<W: ?Sized + Write>(&mut self, out: &mut W, bracket: u8) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        out.write_all(&[bracket])
    }

    fn end<W: ?Sized + Write>(&mut self, out: &mut W, bracket: u8) -> io::Result<()> {
        let indented = self.depth <= INDENTED && self.filled;
        self.depth -= 1;
        self.filled = true;
        if indented {
            self.line(out)?;
        }
        out.write_all(&[bracket])
    }

    fn item<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        if self.depth <= INDENTED {
            self.line(out)
        } else if first {
            Ok(())
        } else {
            out.write_all(b" ")
        }
    }

    fn line<W: ?Sized + Write>(&self, out: &mut W) -> io::Result<()> {
        const DEEP: &[u8] = b"\n      ";
        out.write_all(DEEP.get(..=2 * self.depth).unwrap_or(DEEP))
    }
}

impl Formatter for RecordFormatter {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(out, b'[')
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, b']')
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.item(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(out, b'{')
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, b'}')
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.item(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn the_upper_levels_are_indented() {
        let value = json!({"schema": 1, "none": [], "a": {"b": [{"c": [1, 2], "d": {}}, 3]}});
        let expected = r#"{
  "schema": 1,
  "none": [],
  "a": {
    "b": [
      {"c": [1, 2], "d": {}},
      3
    ]
  }
}
"#;
        assert_eq!(print(&value).unwrap(), expected);
        assert_eq!(print(&json!({})).unwrap(), "{}\n");
    }

    proptest! {
        #[test]
        fn it_is_the_same_json(keys in proptest::collection::vec(".{0,5}", 0..6), depth in 0usize..6) {
            let mut value = Value::from(keys.clone());
            for key in keys.iter().cycle().take(depth) {
                value = json!([{key.as_str(): value, "x": []}, null]);
            }
            prop_assert_eq!(serde_json::from_str::<Value>(&print(&value).unwrap()).unwrap(), value);
        }
    }
}
