//! A text field of one line with the keys of a shell.

use unicode_segmentation::UnicodeSegmentation;

use crate::ui::input::edit_command::EditCommand;

/// The longest text of a field, in bytes. More is cut off at a character.
const MOST: usize = 10_000;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextField {
    text: String,
    /// Byte offset of the cursor, at a grapheme boundary.
    cursor: usize,
    /// Whether all of the text is selected: typing replaces it.
    selected: bool,
}

impl TextField {
    /// A field that holds `text`, the cursor at its end.
    pub fn with(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            cursor: text.len(),
            selected: false,
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub fn clear(&mut self) {
        self.text.clear();
        self.cursor = 0;
        self.selected = false;
    }

    /// Selects everything: typing replaces it, a cursor movement keeps it.
    pub fn select_all(&mut self) {
        self.selected = !self.text.is_empty();
        self.cursor = self.text.len();
    }

    pub fn is_selected(&self) -> bool {
        self.selected
    }

    /// The text before the cursor.
    pub fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or(&self.text)
    }

    /// The text from the cursor on.
    pub fn after(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or("")
    }

    /// Applies an edit and returns whether the text changed.
    pub fn apply(&mut self, typed: &EditCommand) -> bool {
        if let EditCommand::Several(edits) = typed {
            let mut changed = false;
            for edit in edits {
                changed |= self.apply(edit);
            }
            return changed;
        }
        let moves = matches!(
            typed,
            EditCommand::Left
                | EditCommand::Right
                | EditCommand::WordLeft
                | EditCommand::WordRight
                | EditCommand::Start
                | EditCommand::End
        );
        let replaced = std::mem::take(&mut self.selected) && !moves;
        if replaced {
            self.clear();
        }
        let old = self.text.len();
        match typed {
            EditCommand::Text(text) => {
                let mut text: String = text
                    .chars()
                    .map(|c| if c.is_whitespace() { ' ' } else { c })
                    .filter(|c| !c.is_control())
                    .collect();
                while self.text.len() + text.len() > MOST && text.pop().is_some() {}
                self.text.insert_str(self.cursor, &text);
                self.cursor += text.len();
            }
            EditCommand::Backspace => self.remove(self.left()..self.cursor),
            EditCommand::Delete => self.remove(self.cursor..self.right()),
            EditCommand::WordBack => self.remove(self.word_left()..self.cursor),
            EditCommand::KillToStart => self.remove(0..self.cursor),
            EditCommand::KillToEnd => self.remove(self.cursor..self.text.len()),
            EditCommand::Left => self.cursor = self.left(),
            EditCommand::Right => self.cursor = self.right(),
            EditCommand::WordLeft => self.cursor = self.word_left(),
            EditCommand::WordRight => self.cursor = self.word_right(),
            EditCommand::Start => self.cursor = 0,
            EditCommand::End => self.cursor = self.text.len(),
            EditCommand::Several(_) => {}
        }
        replaced || self.text.len() != old
    }

    fn remove(&mut self, range: std::ops::Range<usize>) {
        self.cursor = range.start;
        self.text.replace_range(range, "");
    }

    fn left(&self) -> usize {
        self.before()
            .grapheme_indices(true)
            .next_back()
            .map_or(0, |(at, _)| at)
    }

    fn right(&self) -> usize {
        self.cursor + self.after().graphemes(true).next().map_or(0, str::len)
    }

    fn word_left(&self) -> usize {
        let before = self.before().trim_end();
        before
            .char_indices()
            .rfind(|(_, c)| c.is_whitespace())
            .map_or(0, |(at, c)| at + c.len_utf8())
    }

    fn word_right(&self) -> usize {
        let after = self.after();
        let word = after.trim_start();
        let skipped = after.len() - word.len();
        self.cursor + skipped + word.find(char::is_whitespace).unwrap_or(word.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editing_keeps_graphemes_whole() {
        let mut field = TextField::with("café 世界 🎉");
        field.apply(&EditCommand::Backspace);
        assert_eq!(field.text(), "café 世界 ");
        field.apply(&EditCommand::WordBack);
        assert_eq!(field.text(), "café ");
        field.apply(&EditCommand::Start);
        field.apply(&EditCommand::Right);
        field.apply(&EditCommand::KillToEnd);
        assert_eq!(field.text(), "c");
    }

    #[test]
    fn what_is_typed_takes_the_place_of_what_is_selected() {
        let selected = || {
            let mut field = TextField::with("siem");
            field.select_all();
            field
        };
        let check = |typed: EditCommand, changes: bool, text: &str| {
            let mut field = selected();
            assert_eq!(field.apply(&typed), changes, "{typed:?}");
            assert_eq!(field.text(), text, "{typed:?}");
            assert!(!field.is_selected(), "{typed:?}");
        };
        check(EditCommand::Text("gdpr".to_owned()), true, "gdpr");
        check(EditCommand::Backspace, true, "");
        check(EditCommand::WordBack, true, "");
        check(EditCommand::Left, false, "siem");
        check(EditCommand::End, false, "siem");
        let mut field = selected();
        field.apply(&EditCommand::Left);
        field.apply(&EditCommand::Text("u".to_owned()));
        assert_eq!(field.text(), "sieum");
        let mut empty = TextField::default();
        empty.select_all();
        assert!(!empty.is_selected());
    }

    #[test]
    fn pasted_lines_become_one() {
        let mut field = TextField::default();
        field.apply(&EditCommand::Text("a\nb\u{1b}[31m".to_owned()));
        assert_eq!(field.text(), "a b[31m");
        assert_eq!(field.before(), "a b[31m");
    }

    #[test]
    fn words_are_jumped_over() {
        let mut field = TextField::with("one two  three");
        field.apply(&EditCommand::WordLeft);
        assert_eq!(field.after(), "three");
        field.apply(&EditCommand::Start);
        field.apply(&EditCommand::WordRight);
        assert_eq!(field.before(), "one");
    }
}
