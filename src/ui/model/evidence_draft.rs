//! The draft of evidence: the fields of the form and their conversion into evidence.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::profile::evidence::{EvidenceError, Part};
use crate::profile::{Evidence, Moment, date_span};
use crate::text::capitalize;
use crate::ui::input::edit_command::EditCommand;
use crate::wording::evidence::NOT_A_DATE;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Date,
    Note,
    Part,
    Scope,
    Outcome,
    Confirmed,
    Real,
    Link,
}

impl Field {
    /// All fields from top to bottom.
    pub(crate) const ALL: [Self; 8] = [
        Self::Date,
        Self::Note,
        Self::Part,
        Self::Scope,
        Self::Outcome,
        Self::Confirmed,
        Self::Real,
        Self::Link,
    ];
    pub(crate) const FIRST: Self = Self::Date;
    pub(crate) const LAST: Self = Self::Link;

    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Date => "Date",
            Self::Note => "What you did",
            Self::Part => "Your part",
            Self::Scope => "Scope",
            Self::Outcome => "Outcome",
            Self::Confirmed => "Confirmed by",
            Self::Real => "It was",
            Self::Link => "Link or file",
        }
    }

    /// The placeholder of an empty field.
    pub(crate) fn hint(self) -> &'static str {
        match self {
            Self::Date => "year-month-day",
            Self::Note => "one or two sentences a colleague would recognise",
            Self::Scope => "people, systems, entities, a budget band",
            Self::Outcome => "what changed because of it",
            Self::Confirmed => "a role is enough: head of audit, mentor",
            Self::Link => "an address or a file's name; the file itself stays where it is",
            Self::Part | Self::Real => "",
        }
    }

    /// Whether it offers choices instead of taking text.
    pub(crate) fn is_choice(self) -> bool {
        matches!(self, Self::Part | Self::Real)
    }
}

/// Why the form cannot be saved yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) field: Field,
    pub(crate) sentence: String,
}

/// A draft of evidence, as the record keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EvidenceDraft {
    date: String,
    note: String,
    part: Option<Part>,
    scope: String,
    outcome: String,
    confirmed_by: String,
    exercised: bool,
    link: String,
    /// Fields of a later version, kept as they are.
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

impl EvidenceDraft {
    pub(crate) fn new(today: Date) -> Self {
        Self {
            date: today.to_string(),
            ..Self::default()
        }
    }

    /// The draft that corrects a piece of evidence.
    pub(crate) fn of(evidence: &Evidence) -> Self {
        Self {
            date: evidence.date.to_string(),
            note: evidence.note.clone(),
            part: evidence.part,
            scope: evidence.scope.clone(),
            outcome: evidence.outcome.clone(),
            confirmed_by: evidence.confirmed_by.clone(),
            exercised: evidence.exercised,
            link: evidence.link.clone(),
            unknown: Map::new(),
        }
    }

    /// Whether nothing was typed or chosen. The date does not count when it is `today` or `first`, the date with which
    /// the form opened.
    pub(crate) fn is_blank(&self, today: Date, first: &str) -> bool {
        let date_alone = Self {
            date: self.date.clone(),
            ..Self::default()
        };
        let stood_there = self.date.is_empty() || self.date == first;
        *self == date_alone && (stood_there || self.date == today.to_string())
    }

    /// The text of a field; empty for choices.
    pub(crate) fn text(&self, field: Field) -> &str {
        match field {
            Field::Date => &self.date,
            Field::Note => &self.note,
            Field::Scope => &self.scope,
            Field::Outcome => &self.outcome,
            Field::Confirmed => &self.confirmed_by,
            Field::Link => &self.link,
            Field::Part | Field::Real => "",
        }
    }

    pub(crate) fn set(&mut self, field: Field, text: &str) {
        let place = match field {
            Field::Date => &mut self.date,
            Field::Note => &mut self.note,
            Field::Scope => &mut self.scope,
            Field::Outcome => &mut self.outcome,
            Field::Confirmed => &mut self.confirmed_by,
            Field::Link => &mut self.link,
            Field::Part | Field::Real => return,
        };
        text.clone_into(place);
    }

    /// The choices of a field and the index of the current one.
    pub(crate) fn choices(&self, field: Field) -> (&'static [&'static str], usize) {
        match field {
            Field::Part => {
                let at = self
                    .part
                    .and_then(|p| Part::ALL.iter().position(|each| *each == p));
                (
                    &["blank", "supported", "led", "accountable"],
                    at.map_or(0, |i| i + 1),
                )
            }
            Field::Real => (&["real", "exercised"], usize::from(self.exercised)),
            _ => (&[], 0),
        }
    }

    /// Changes a choice: arrows go to the next one, a letter takes the choice that starts with it. Returns whether the
    /// choice changed.
    pub(crate) fn choose(&mut self, field: Field, typed: &EditCommand) -> bool {
        let mut changed = false;
        match typed {
            EditCommand::Several(edits) => {
                for edit in edits {
                    changed |= self.choose(field, edit);
                }
            }
            EditCommand::Text(text) => {
                for c in text.chars() {
                    changed |= self.choose_once(field, &EditCommand::Text(c.to_string()));
                }
            }
            key => changed = self.choose_once(field, key),
        }
        changed
    }

    fn choose_once(&mut self, field: Field, typed: &EditCommand) -> bool {
        let (choices, at) = self.choices(field);
        let last = choices.len().saturating_sub(1);
        let next = if at == last { 0 } else { at + 1 };
        let to = match typed {
            EditCommand::Left => at.checked_sub(1).unwrap_or(last),
            EditCommand::Right => next,
            EditCommand::Start | EditCommand::Backspace | EditCommand::Delete => 0,
            EditCommand::End => last,
            EditCommand::Text(text) if text == " " => next,
            EditCommand::Text(text) => {
                let text = text.to_lowercase();
                choices
                    .iter()
                    .position(|c| c.starts_with(&text))
                    .unwrap_or(at)
            }
            _ => at,
        };
        match field {
            Field::Part => self.part = to.checked_sub(1).and_then(|i| Part::ALL.get(i).copied()),
            Field::Real => self.exercised = to == 1,
            _ => return false,
        }
        to != at
    }

    pub(crate) fn evidence(&self, subject: &str, now: Moment) -> Result<Evidence, Problem> {
        let wrong = |field, text: &str| {
            let sentence = format!("{}.", capitalize(text));
            Err(Problem { field, sentence })
        };
        let Some(date) = date_span::day(&self.date) else {
            return wrong(Field::Date, NOT_A_DATE);
        };
        let text = |text: &str| text.trim().to_owned();
        let evidence = Evidence {
            subject: subject.to_owned(),
            date,
            at: now.at,
            note: text(&self.note),
            part: self.part,
            scope: text(&self.scope),
            outcome: text(&self.outcome),
            confirmed_by: text(&self.confirmed_by),
            exercised: self.exercised,
            link: text(&self.link),
            unknown: Map::new(),
        };
        match evidence.check(now.on) {
            Ok(()) => Ok(evidence),
            Err(error @ EvidenceError::InFuture) => wrong(Field::Date, &error.to_string()),
            Err(EvidenceError::NoNote) => wrong(Field::Note, "say in a few words what you did"),
        }
    }
}
