//! ESCO's descriptions of occupations and skills. They are never part of the program: only an imported catalogue has
//! them, and they are read when the first page is opened.
//!
//! Knows places, not what stands there.

use arcstr::ArcStr;

/// What is said where a description would stand that is damaged.
pub const DAMAGED: &str =
    "The descriptions of this catalogue are damaged; importing it again mends that.";

/// What there is to be said of an occupation or a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Description<'a> {
    /// ESCO's text; lines are paragraphs.
    Text(&'a str),
    /// Nothing: the catalogue has no descriptions, or this concept has none.
    None,
    /// The catalogue has descriptions that are damaged.
    Damaged,
}

impl<'a> Description<'a> {
    /// Its paragraphs; none where there is no text.
    pub fn paragraphs(self) -> impl Iterator<Item = &'a str> {
        let text = match self {
            Self::Text(text) => text,
            Self::None | Self::Damaged => "",
        };
        text.lines()
    }
}

/// Descriptions by place: those of all occupations, then those of all skills.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Descriptions {
    text: ArcStr,
    /// Where each ends in the text.
    ends: Vec<u32>,
    damaged: bool,
}

impl Descriptions {
    /// Descriptions from their text and its numbers, as [`Self::packed`] made them.
    pub fn new(text: ArcStr, numbers: &[u8]) -> Self {
        let (numbers, _) = numbers.as_chunks();
        Self {
            text,
            ends: numbers.iter().map(|n| u32::from_le_bytes(*n)).collect(),
            damaged: false,
        }
    }

    /// In place of descriptions that cannot be read.
    pub fn damaged() -> Self {
        Self {
            damaged: true,
            ..Self::default()
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
    pub(super) fn get(&self, at: usize) -> Description<'_> {
        if self.damaged {
            return Description::Damaged;
        }
        let end = |at: usize| self.ends.get(at).map(|end| *end as usize);
        let start = at.checked_sub(1).map_or(Some(0), end);
        let range = start.zip(end(at)).map(|(start, end)| start..end);
        match range.and_then(|range| self.text.get(range)) {
            None | Some("") => Description::None,
            Some(text) => Description::Text(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_comes_back_from_its_place() {
        let (text, numbers) = Descriptions::packed(["Leads.", "", "Pr\u{fc}ft."]);
        let all = Descriptions::new(text.into(), &numbers);
        let got: Vec<_> = (0..4).map(|at| all.get(at)).collect();
        let text = Description::Text;
        assert_eq!(
            got,
            [
                text("Leads."),
                Description::None,
                text("Pr\u{fc}ft."),
                Description::None
            ]
        );
        assert_eq!(Descriptions::default().get(0), Description::None);
        assert_eq!(Descriptions::damaged().get(0), Description::Damaged);
    }
}
