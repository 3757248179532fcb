//! ESCO's descriptions of occupations and skills. They are never part of the program: only an imported catalogue has
//! them, and each is read when it is looked at: together they would be a tenth of the planner's memory.
//!
//! Knows places, not what stands there and not where it is kept: whoever keeps them hands over how to read a part.

use std::fmt;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::columns::range;

/// What is said where a description would stand that is damaged.
pub const DAMAGED: &str =
    "The descriptions of this catalogue are damaged; importing it again mends that.";

/// What there is to be said of an occupation or a skill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Description {
    /// ESCO's text; lines are paragraphs.
    Text(String),
    /// Nothing: the catalogue has no descriptions, or this concept has none.
    None,
    /// The catalogue has descriptions that are damaged.
    Damaged,
}

impl Description {
    /// Its paragraphs; none where there is no text.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        let text = match self {
            Self::Text(text) => text,
            Self::None | Self::Damaged => "",
        };
        text.lines()
    }
}

/// Reads a part of the text, in bytes; none when that is not possible.
pub type ReadPart = Box<dyn Fn(Range<usize>) -> Option<String> + Send + Sync>;

/// Descriptions by place: those of all occupations, then those of all skills.
pub struct Descriptions {
    read: ReadPart,
    /// Where each ends in the text.
    ends: Vec<u32>,
    damaged: bool,
    /// What was read last, with its place: a page is drawn many times.
    last: Mutex<Option<(usize, Description)>>,
}

impl Descriptions {
    /// Descriptions whose text is read by `read`, with their numbers, as [`Self::packed`] made them.
    pub fn new(read: ReadPart, numbers: &[u8]) -> Self {
        let (numbers, _) = numbers.as_chunks();
        Self {
            read,
            ends: numbers.iter().map(|n| u32::from_le_bytes(*n)).collect(),
            damaged: false,
            last: Mutex::default(),
        }
    }

    /// Where there are none.
    pub fn none() -> Self {
        Self::new(Box::new(|_| None), &[])
    }

    /// In place of descriptions that cannot be read.
    pub fn damaged() -> Self {
        Self {
            damaged: true,
            ..Self::none()
        }
    }

    /// The text of all descriptions, and where each ends in it.
    pub fn packed<'a>(all: impl IntoIterator<Item = &'a str>) -> (String, Vec<u8>) {
        let (mut text, mut numbers) = (String::new(), Vec::new());
        for each in all {
            text.push_str(each);
            numbers.extend((text.len() as u32).to_le_bytes());
        }
        (text, numbers)
    }

    /// What stands at a place.
    pub(super) fn get(&self, at: usize) -> Description {
        if self.damaged {
            return Description::Damaged;
        }
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((place, description)) = &*last
            && *place == at
        {
            return description.clone();
        }
        let description = self.read_at(at);
        *last = Some((at, description.clone()));
        description
    }

    fn read_at(&self, at: usize) -> Description {
        let part = range(0, &self.ends, at);
        if part.is_empty() {
            return Description::None;
        }
        (self.read)(part).map_or(Description::Damaged, Description::Text)
    }
}

impl fmt::Debug for Descriptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Descriptions")
            .field("count", &self.ends.len())
            .field("damaged", &self.damaged)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_comes_back_from_its_place() {
        let (text, numbers) = Descriptions::packed(["Leads.", "", "\u{dc}bt.", "Past reading"]);
        let read = move |part: Range<usize>| {
            let part = text.get(part)?;
            (!part.starts_with('P')).then(|| part.to_string())
        };
        let all = Descriptions::new(Box::new(read), &numbers);
        let got: Vec<_> = (0..5).map(|at| all.get(at)).collect();
        let text = |text: &str| Description::Text(text.into());
        assert_eq!(
            got,
            [
                text("Leads."),
                Description::None,
                text("\u{dc}bt."),
                Description::Damaged,
                Description::None
            ]
        );
        assert_eq!(all.get(2), text("\u{dc}bt."), "and again");
        assert_eq!(Descriptions::none().get(0), Description::None);
        assert_eq!(Descriptions::damaged().get(0), Description::Damaged);
    }
}
