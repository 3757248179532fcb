//! The cursor and the scroll offset of a list, and the scroll offset of a text.

use crate::ui::input::command::Command;
use crate::ui::model::action::Action;

/// Rows that a turn of the wheel scrolls, towards the end or the beginning.
pub fn wheel_rows(down: bool) -> isize {
    if down { 3 } else { -3 }
}

/// Cursor and scroll offset of a list, in rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The row under the cursor.
    pub at: usize,
    /// The first row on screen.
    pub top: usize,
}

impl Cursor {
    /// Moves by `delta` rows in a list of `len` rows of which `height` are on screen.
    pub fn step(&mut self, delta: isize, len: usize, height: usize) {
        self.go(self.at.saturating_add_signed(delta), len, height);
    }

    /// Moves in a list that stands alone: when the cursor leaves the screen, the list scrolls by half a screen, which
    /// shows more of what comes.
    pub fn turn_step(&mut self, delta: isize, len: usize, height: usize) {
        let before = self.top;
        self.step(delta, len, height);
        if self.top != before {
            let half = (height / 2) as isize;
            self.top = before.saturating_add_signed(half * delta.signum());
            self.top = self.top(len, height);
        }
    }

    /// Goes to a row (the last one, if there are fewer) and keeps it on screen.
    pub fn go(&mut self, row: usize, len: usize, height: usize) {
        self.at = row.min(len.saturating_sub(1));
        self.top = self.top(len, height);
    }

    /// The first row on screen that keeps the cursor visible and leaves no empty rows below the end.
    pub fn top(&self, len: usize, height: usize) -> usize {
        let height = height.max(1);
        let at = self.at.min(len.saturating_sub(1));
        self.top
            .clamp((at + 1).saturating_sub(height), at)
            .min(len.saturating_sub(height))
    }

    /// Moves by a command and returns whether it moves. A page is the height of the screen less a row.
    pub fn command(&mut self, command: Command, len: usize, height: usize) -> bool {
        let page = height.max(2) as isize - 1;
        match command {
            Command::Up => self.step(-1, len, height),
            Command::Down => self.step(1, len, height),
            Command::PageUp => self.step(-page, len, height),
            Command::PageDown => self.step(page, len, height),
            Command::First => self.go(0, len, height),
            Command::Last => self.go(usize::MAX, len, height),
            _ => return false,
        }
        true
    }

    pub fn wheel(&mut self, down: bool, len: usize, height: usize) {
        self.scroll(wheel_rows(down), len, height);
    }

    /// Scrolls by `delta` rows; the cursor stays on screen.
    pub fn scroll(&mut self, delta: isize, len: usize, height: usize) {
        let height = height.max(1);
        self.top = self
            .top
            .saturating_add_signed(delta)
            .min(len.saturating_sub(height));
        self.at = self
            .at
            .clamp(self.top, self.top + height - 1)
            .min(len.saturating_sub(1));
    }
}

/// The scroll offset of a text without a cursor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    /// The first row asked for; the text may be shorter now.
    top: usize,
}

impl Scroll {
    pub fn at(top: usize) -> Self {
        Self { top }
    }

    /// The first row on screen: no empty rows are left below the end.
    pub fn top(self, len: usize, height: usize) -> usize {
        self.top.min(len.saturating_sub(height))
    }

    /// Scrolls by `delta` rows in a text of `len` rows of which `height` are on screen.
    pub fn by(&mut self, delta: isize, len: usize, height: usize) {
        let from = self.top(len, height.max(1));
        self.top = from.saturating_add_signed(delta);
        self.top = self.top(len, height.max(1));
    }

    /// The number of rows by which an action scrolls a text of `height` rows on screen, if it scrolls.
    pub fn rows_of(action: &Action, height: usize) -> Option<isize> {
        let page = height.max(1) as isize;
        Some(match action {
            Action::Do(Command::Up) => -1,
            Action::Do(Command::Down) => 1,
            Action::Do(Command::PageUp) => -page,
            Action::Do(Command::PageDown) => page,
            Action::Do(Command::First) => isize::MIN,
            Action::Do(Command::Last) => isize::MAX,
            Action::Wheel { down, .. } => wheel_rows(*down),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_cursor_moves_within_the_window_before_it_scrolls() {
        let mut cursor = Cursor::default();
        cursor.go(20, 30, 10);
        assert_eq!(cursor, Cursor { at: 20, top: 11 });
        cursor.step(-3, 30, 10);
        assert_eq!(cursor, Cursor { at: 17, top: 11 });
    }

    #[test]
    fn a_picker_turns_half_a_screen_at_once() {
        let mut cursor = Cursor { at: 9, top: 0 };
        let mut step = |delta| {
            cursor.turn_step(delta, 30, 10);
            (cursor.at, cursor.top)
        };
        assert_eq!((step(1), step(1)), ((10, 5), (11, 5)));
        assert_eq!((step(4), step(14)), ((15, 10), (29, 20)));
        assert_eq!((step(-9), step(-1)), ((20, 20), (19, 15)));
        assert_eq!((step(-19), step(-1)), ((0, 0), (0, 0)));
    }

    #[test]
    fn a_text_scrolls_to_its_end_and_no_further() {
        let mut scroll = Scroll::default();
        for (action, len, top) in [
            (Command::Last, 30, 20),
            (Command::Up, 30, 19),
            (Command::PageDown, 30, 20),
            (Command::PageUp, 30, 10),
            (Command::Down, 15, 5),
            (Command::First, 30, 0),
            (Command::Last, 3, 0),
        ] {
            let by = Scroll::rows_of(&action.into(), 10).unwrap();
            scroll.by(by, len, 10);
            assert_eq!(scroll.top(len, 10), top, "{action:?}");
        }
        assert_eq!(Scroll::rows_of(&Command::Open.into(), 10), None);
    }

    proptest! {
        #[test]
        fn the_cursor_is_always_on_screen(
            moves in proptest::collection::vec((-50isize..50, 0usize..60, 0usize..20, any::<bool>()), 0..40)
        ) {
            let mut cursor = Cursor::default();
            for (delta, len, height, scroll) in moves {
                if scroll { cursor.scroll(delta, len, height) } else { cursor.step(delta, len, height) }
                prop_assert!(cursor.at < len.max(1));
                prop_assert!(cursor.top <= cursor.at && cursor.at < cursor.top + height.max(1));
            }
        }
    }
}
