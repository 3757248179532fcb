//! The record as JSON: reading, with migration from older schemas, and writing.
//!
//! Fields that this version does not know are written again, on every level.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::data::{Profile, SCHEMA};
use super::history::{History, Record};
use super::json_formatter;
use super::unknown_fields::UnknownFields;
use crate::text::sanitize;

/// Converts a file from one schema to the next. The caller sets `schema` itself.
pub type Migration = fn(Value) -> Value;

/// The first schema.
pub(super) const OLDEST: u32 = 1;

/// The migrations, the first from [`OLDEST`].
pub(super) const MIGRATIONS: &[Migration] = &[];

const _: () = assert!(
    OLDEST as usize + MIGRATIONS.len() == SCHEMA as usize,
    "a new schema needs its migration"
);

/// Why a text cannot be read as a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    #[error("{detail}")]
    Damaged {
        /// What is wrong, and where.
        detail: String,
    },
    /// A later version of the program wrote it.
    #[error("it has schema {found}; this version knows {known}")]
    Newer {
        found: u64,
        /// The latest schema that this version knows.
        known: u32,
    },
}

/// A record, and the schema that it had before migration.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) record: Record,
    pub(super) schema: u32,
}

impl Record {
    ///
    /// # Errors
    /// [`FormatError`] if the text is not a record, or one of a later version.
    pub fn from_json(text: &str) -> Result<Self, FormatError> {
        read(text.as_bytes(), MIGRATIONS).map(|read| read.record)
    }

    /// Writes the record: indented, `schema` first, in a fixed order.
    ///
    /// # Errors
    /// None is known; but without one, an empty text would replace the record.
    pub fn to_json(&self) -> serde_json::Result<String> {
        self.to_counted_json(self.saves)
    }

    /// Like [`Record::to_json`], with another count of saves.
    pub(super) fn to_counted_json(&self, saves: u64) -> serde_json::Result<String> {
        #[derive(Serialize)]
        struct Written<'a> {
            #[serde(flatten)]
            profile: &'a Profile,
            #[serde(skip_serializing_if = "Option::is_none")]
            saves: Option<u64>,
            history: &'a History,
        }
        let file = Written {
            profile: &self.profile,
            saves: Some(saves).filter(|saves| *saves > 0),
            history: &self.history,
        };
        if self.unknown_fields.is_empty() {
            return json_formatter::print(&file);
        }
        let mut value = serde_json::to_value(&file)?;
        self.unknown_fields.write(&mut value, &self.profile);
        json_formatter::print(&value)
    }
}

/// The error of a damaged file. Messages quote the file, and a file may hold control characters.
pub(crate) fn damaged(detail: &str) -> FormatError {
    FormatError::Damaged {
        detail: sanitize(detail).into_owned(),
    }
}

/// The text of a file and its schema, which is between [`OLDEST`] and `known`.
pub(crate) fn schema_of(bytes: &[u8], known: u32) -> Result<(&str, u32), FormatError> {
    let text = std::str::from_utf8(bytes)
        .map_err(|e| damaged(&format!("byte {} is not UTF-8 text", e.valid_up_to() + 1)))?;
    // Some editors begin a file with a byte order mark.
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(damaged("it is empty"));
    }
    let peek: Peek = serde_json::from_str(text).map_err(|e| damaged(&e.to_string()))?;
    let found = peek.schema.as_u64();
    let found = found.ok_or_else(|| damaged("it has no schema number"))?;
    match u32::try_from(found) {
        Ok(schema) if schema < OLDEST => Err(damaged(&format!("schema {schema} was never in use"))),
        Ok(schema) if schema <= known => Ok((text, schema)),
        _ => Err(FormatError::Newer { found, known }),
    }
}

/// Reads a record of any schema that `migrations` know.
pub(super) fn read(bytes: &[u8], migrations: &[Migration]) -> Result<Read, FormatError> {
    let known = OLDEST + migrations.len() as u32;
    let (text, schema) = schema_of(bytes, known)?;
    let wrong = |e: serde_json::Error| damaged(&e.to_string());
    let file: File = if schema == known {
        serde_json::from_str(text)
    } else {
        serde_json::from_str(text)
            .and_then(|file| serde_json::from_value(migrate(file, schema, migrations)))
    }
    .map_err(wrong)?;
    let unknown_fields = UnknownFields::read(&file.profile);
    let profile = serde_json::from_value(Value::Object(file.profile)).map_err(wrong)?;
    let mut record = Record {
        profile,
        history: file.history,
        saves: file.saves,
        unknown_fields,
    };
    record.count_evidence();
    Ok(Read { record, schema })
}

/// The field that every schema has.
#[derive(Deserialize)]
#[serde(expecting = "a record")]
struct Peek {
    #[serde(default)]
    schema: Value,
}

/// A file of the present schema. The history is by far its longest part, and is not read into a `Value` first.
#[derive(Deserialize)]
#[serde(expecting = "a record")]
struct File {
    #[serde(default)]
    saves: u64,
    #[serde(default)]
    history: History,
    #[serde(flatten)]
    profile: Map<String, Value>,
}

/// Converts a file from its schema to the latest one.
fn migrate(file: Value, schema: u32, migrations: &[Migration]) -> Value {
    let mut file = file;
    let steps = migrations.iter().zip(OLDEST..);
    for (migration, from) in steps.skip_while(|(_, from)| *from < schema) {
        file = migration(file);
        if let Some(number) = file.get_mut("schema") {
            *number = Value::from(from + 1);
        }
    }
    file
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::profile::testing::{any_edit, any_profile, moment};

    /// A message about damage has no name from the program's source.
    #[test]
    fn messages_speak_of_records() {
        let moment = r#""on": "2026-11-23", "at": "2026-11-23T14:23:01Z""#;
        for (field, wrong) in [
            ("skills", r#"{"s": 3}"#),
            ("roles_held", "[3]"),
            ("milestones", r#"{"m": 3}"#),
            ("evidence", r#"{"1": 3}"#),
            ("certificates", r#"{"cisa": 3}"#),
            ("terms", r#"{"nis2": 3}"#),
            ("conditions", r#"{"years//5": 3}"#),
            ("history", "3"),
            ("history", r#"{"done": [3]}"#),
            ("history", r#"{"older": 3}"#),
            ("history", r#"{"changed": 3}"#),
        ] {
            let text = format!("{{\"schema\": 1, \"{field}\": {wrong}}}");
            let said = Record::from_json(&text).unwrap_err().to_string();
            assert!(said.contains("expected "), "{text}: {said}");
            assert!(!said.contains("struct"), "{text}: {said}");
        }
        let text = format!("{{\"schema\": 1, \"skills\": {{\"s\": {{\"said\": 3, {moment}}}}}}}");
        let said = Record::from_json(&text).unwrap_err().to_string();
        assert!(!said.contains("enum"), "{said}");
    }

    fn value(record: &Record) -> Value {
        serde_json::from_str(&record.to_json().unwrap()).unwrap()
    }

    /// Found by the fuzz target `record`: a key that stands twice in an edit of the journal.
    #[test]
    fn an_edit_with_a_key_twice_stays_what_it_is_when_written_again() {
        let text = Record::new(moment(0)).to_json().unwrap();
        let entry = r#"{"on": "2026-11-23", "at": "2026-11-23T10:00:00Z", "title": "t",
            "edit": {"evidence": {"id": 1, "evidence": {"subject": "s", "on": "2026-11-23", "date": "2026-10-01",
                "at": "2026-11-23T10:00:00Z", "note": "n", "note": "n"}}},
            "inverse": {"evidence": {"id": 1, "evidence": null}}}"#;
        let (head, tail) = text.split_once("\"done\": []").unwrap();
        let twice = format!("{head}\"done\": [{entry}]{tail}");
        let written = Record::from_json(&twice).unwrap().to_json().unwrap();
        let again = Record::from_json(&written).unwrap().to_json().unwrap();
        assert_eq!(again, written);
        assert!(written.contains("\"last_evidence\": 1"), "{written}");
    }

    #[test]
    fn a_new_record_begins_with_its_schema() {
        let text = Record::new(moment(0)).to_json().unwrap();
        assert!(text.starts_with("{\n  \"schema\": 1,\n"), "{text}");
        assert!(text.ends_with("}\n"), "{text}");
        assert!(Record::from_json(&format!("\u{feff}{text}")).is_ok());
    }

    #[test]
    fn what_is_not_a_record_says_why() {
        let cases = r#"
             => it is empty
            {"schema": 1 => EOF while parsing an object at line 1 column 12
            {} => it has no schema number
            [] => it has no schema number
            null => invalid type: null, expected a record at line 1 column 4
            3 => invalid type: integer `3`, expected a record at line 1 column 1
            [1] => invalid type: sequence, expected a record at line 1 column 0
            {"schema": "1"} => it has no schema number
            {"schema": 0} => schema 0 was never in use
            {"schema": 2} => it has schema 2; this version knows 1
            {"schema": 18446744073709551615, "skills": 1} => it has schema 18446744073709551615; this version knows 1
            {"schema": 1, "history": []} => invalid type: sequence, expected a history at line 1 column 25
            {"schema": 1, "start": {"DEL": 1}} => invalid type: map, expected a string
            {"schema": 1, "skills": {"s": {"said": "CSI1m"}}} => unknown variant `1m`, expected one of `held`, `learning`, `missing`
            {"schema": 1}BYTE => byte 14 is not UTF-8 text
        "#;
        for case in cases.lines().filter(|line| !line.trim().is_empty()) {
            let (text, expected) = case.split_once(" => ").unwrap();
            let text = text.replace("DEL", "\u{7f}").replace("CSI", "\u{9b}");
            let mut bytes = text.trim().as_bytes().to_vec();
            if let Some(start) = bytes.strip_suffix(b"BYTE") {
                bytes = [start, b"\xff"].concat();
            }
            let error = read(&bytes, MIGRATIONS).unwrap_err();
            assert_eq!(error.to_string(), expected, "{text}");
        }
    }

    #[test]
    fn older_forms_are_led_through_every_version() {
        fn goal_was_aim(mut file: Value) -> Value {
            let aim = file.as_object_mut().and_then(|f| f.remove("aim"));
            file["goal"] = aim.unwrap_or_default();
            file
        }
        fn goals_were_codes(mut file: Value) -> Value {
            file["goal"] = json!(format!("uri:{}", file["goal"].as_str().unwrap_or("?")));
            file
        }
        let chain: &[Migration] = &[goal_was_aim, goals_were_codes];
        let goals = |text: &str| {
            let read = read(text.as_bytes(), chain).unwrap();
            let profile = read.record.profile;
            (read.schema, profile.schema, profile.goal.unwrap())
        };
        assert_eq!(
            goals(r#"{"schema": 1, "aim": "x"}"#),
            (1, 3, "uri:x".into())
        );
        assert_eq!(
            goals(r#"{"schema": 2, "goal": "x"}"#),
            (2, 3, "uri:x".into())
        );
        assert_eq!(goals(r#"{"schema": 3, "goal": "x"}"#), (3, 3, "x".into()));
        assert_eq!(
            read(br#"{"schema": 4}"#, chain).unwrap_err(),
            FormatError::Newer { found: 4, known: 3 }
        );
    }

    #[test]
    fn fields_of_a_later_version_are_kept_on_every_level() {
        let at = json!({"on": "2026-11-23", "at": "2026-11-23T14:23:01Z"});
        let with = |mut object: Value| {
            let fields = json!({"later": {"deep": [1, null, "ÿ"]}, "later_too": false});
            let (object_fields, fields) = (object.as_object_mut(), fields.as_object());
            object_fields.unwrap().extend(fields.unwrap().clone());
            object
        };
        let mark = with(json!({"said": "held", "on": "2026-11-23", "at": "2026-11-23T14:23:01Z"}));
        let entry = |edit: Value, inverse: Value| {
            with(json!({
                "on": "2026-11-23", "at": "2026-11-23T14:23:01Z", "title": "did",
                "edit": edit, "inverse": inverse,
            }))
        };
        let file = with(json!({
            "schema": 1,
            "start": "s", "goal": "unknown:goal", "track": "no-such-track", "route": null,
            "roles_held": [with(json!({"occupation": "unknown:occupation"}))],
            "skills": {"unknown:skill": mark},
            "milestones": {"no-such-milestone": with(at.clone())},
            "moves": {"a-b": with(at.clone())},
            "evidence": {"7": with(json!({
                "subject": "s", "date": "2026-11-23", "at": "2026-11-23T14:23:01Z", "note": "n",
            }))},
            "certificates": {"cisa": with(json!({
                "name": "CISA", "until": "2027-01-31", "on": "2026-11-23", "at": "2026-11-23T14:23:01Z",
            }))},
            "terms": {"nis2": with(json!({
                "name": "NIS2", "note": "gap analysis", "on": "2026-11-23", "at": "2026-11-23T14:23:01Z",
            }))},
            "conditions": {"years/it risk/8": with(json!({
                "met": true, "text": "8 years in IT risk", "on": "2026-11-23", "at": "2026-11-23T14:23:01Z",
            })), "shoes of a later version": {
                "met": false, "text": "red shoes", "on": "2026-11-23", "at": "2026-11-23T14:23:01Z",
            }},
            "settings": with(json!({"screen": "path"})),
            "history": with(json!({
                "changed": at,
                "last_evidence": 9,
                "older": with(json!({"count": 2, "from": "2020-01-01", "until": "2020-02-01"})),
                "done": [
                    entry(json!({"mark": with(json!({"skill": "s", "mark": mark}))}), json!({"goal": null})),
                    entry(json!({"batch": [{"mark": {"skill": "s", "mark": mark}}]}), json!([1])),
                    entry(
                        json!({"milestone": {"id": "m", "reached": with(at.clone())}}),
                        json!({"milestone": {"id": "m", "reached": null}}),
                    ),
                ],
                "undone": [entry(json!({"later": 1}), json!("odd"))],
            })),
        }));
        let mut record = Record::from_json(&file.to_string()).unwrap();
        // `changed` is the one moment that only this program sets.
        assert_eq!(value(&record), file);
        assert_eq!(
            Record::from_json(&record.to_json().unwrap()).unwrap(),
            record
        );

        let edit = crate::profile::Edit::Move {
            step: "a-b".into(),
            made: None,
        };
        record.commit("took back", edit, moment(0));
        assert_eq!(value(&record)["moves"], json!({}));
        record.undo(moment(1));
        assert_eq!(value(&record)["moves"], file["moves"]);
    }

    fn any_record() -> impl Strategy<Value = Record> {
        (any_profile(), vec(any_edit(), 0..6), 0usize..3).prop_map(|(profile, edits, undone)| {
            let mut record = Record::new(moment(0));
            record.profile = profile;
            for (i, edit) in edits.into_iter().enumerate() {
                record.commit(format!("change {i}"), edit, moment(i as i64));
            }
            for _ in 0..undone {
                record.undo(moment(60));
            }
            record.count_evidence();
            record
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(record in any_record()) {
            let text = record.to_json().unwrap();
            let read = Record::from_json(&text).unwrap();
            prop_assert_eq!(read.to_json().unwrap(), text);
            prop_assert_eq!(read, record);
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in vec(any::<u8>(), 0..80)) {
            prop_assert!(read(&bytes, MIGRATIONS).is_err());
        }

        #[test]
        fn no_damage_makes_it_panic(
            record in any_record(),
            hits in vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
            cut in any::<prop::sample::Index>(),
        ) {
            let mut bytes = record.to_json().unwrap().into_bytes();
            for (at, byte) in hits {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            bytes.truncate(cut.index(bytes.len()) + 1);
            if let Ok(read) = read(&bytes, MIGRATIONS) {
                prop_assert!(Record::from_json(&read.record.to_json().unwrap()).is_ok());
            }
        }
    }
}
