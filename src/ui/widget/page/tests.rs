//! Tests of the module above.

use super::*;
use proptest::prelude::*;

type TestRow = Row<u32, ()>;

/// Rows of a page, one a letter: `.` for text, a digit for a selectable row, `+` for a line that goes on with the row above.
fn rows(page: &str) -> Vec<TestRow> {
    let mut out: Vec<TestRow> = Vec::new();
    for letter in page.chars() {
        let continues = letter == '+';
        let above = out.last().and_then(|r| r.target);
        let target = if continues {
            above
        } else {
            letter.to_digit(10)
        };
        out.push(Row {
            continues,
            ..Row::new((), target)
        });
    }
    out
}

/// Carries out movements and tells the target under the cursor and the first row on screen after each.
#[track_caller]
fn check(page: &str, height: usize, moves: &[(Command, Option<u32>, usize)]) {
    let rows = rows(page);
    let mut page = Page::default();
    for (command, target, top) in moves {
        assert!(page.go(*command, &rows, height));
        let got = (page.target(&rows, height), page.position(&rows, height).1);
        assert_eq!(got, (*target, *top), "{command:?} in {moves:?}");
    }
    assert!(!page.go(Command::Mark, &rows, height));
}

#[test]
fn the_cursor_rests_on_selectable_rows_and_shows_what_surrounds_them() {
    check(
        "..1.2..",
        5,
        &[(Command::Down, Some(2), 2), (Command::Up, Some(1), 0)],
    );
}

#[test]
fn a_long_text_is_scrolled_before_the_cursor_goes_on() {
    check(
        "1.....2",
        4,
        &[
            (Command::Down, None, 1),
            (Command::Down, None, 2),
            (Command::Down, None, 3),
            (Command::Down, Some(2), 3),
            (Command::First, Some(1), 0),
            (Command::PageDown, Some(2), 3),
        ],
    );
}

#[test]
fn a_further_line_is_selected_with_its_first() {
    let rows = rows("1+2+3");
    let mut page: Page<u32> = Page::default();
    assert_eq!(page.point(3, &rows, 3), Click::Selected);
    assert_eq!(page.target(&rows, 3), Some(2));
    assert_eq!(page.point(2, &rows, 3), Click::Again);
    page.go(Command::Down, &rows, 3);
    assert_eq!(page.target(&rows, 3), Some(3));
}

#[test]
fn the_cursor_stays_on_its_target_when_rows_come_and_go() {
    let mut page: Page<u32> = Page::default();
    page.point(1, &rows("789"), 3);
    for (after, target) in [("0789", 8), ("98", 8), ("79", 9), ("8.8", 8)] {
        let rows = rows(after);
        assert_eq!(page.target(&rows, 3), Some(target), "{after}");
    }
    let twice = rows("1.1");
    page.point(2, &twice, 3);
    assert_eq!(page.position(&rows("1...1"), 9).0, Some(4));
}

#[test]
fn a_group_closes_from_within_and_opens_at_its_heading() {
    let heading = |target, open| TestRow {
        open: Some(open),
        ..Row::new((), Some(target))
    };
    let inside = |target| TestRow {
        indent: 2,
        ..Row::new((), Some(target))
    };
    let mut page = Page::default();
    let open = [heading(1, true), inside(2), Row::new((), Some(3))];
    page.select(2);
    assert!(page.fold(true, &open, 9));
    assert_eq!(
        (page.target(&open, 9), page.is_open(&1, true)),
        (Some(1), false)
    );
    let closed = [heading(1, false), Row::new((), Some(3))];
    assert!(!page.fold(true, &closed, 9));
    assert!(page.fold(false, &closed, 9));
    assert!(page.is_open(&1, true));
    page.select(3);
    assert!(
        !page.fold(true, &open, 9),
        "what stands below is no part of it"
    );
}

proptest! {
    #[test]
    fn what_is_selected_is_on_screen(
        page in "[0-9.+]{0,40}",
        moves in proptest::collection::vec((0usize..8, 1usize..9), 0..40),
    ) {
        let rows = rows(&page);
        let commands = [Command::Up, Command::Down, Command::PageUp, Command::PageDown, Command::First, Command::Last];
        let mut page = Page::default();
        for (each, height) in moves {
            match commands.get(each) {
                Some(command) => {
                    page.go(*command, &rows, height);
                }
                None => page.wheel(each == 6, &rows, height),
            }
            let (at, top) = page.position(&rows, height);
            prop_assert!(top <= rows.len().saturating_sub(height));
            if let Some(at) = at {
                prop_assert!((top..top + height).contains(&at) && rows[at].is_selectable());
            }
        }
    }
}
