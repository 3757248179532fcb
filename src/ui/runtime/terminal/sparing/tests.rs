//! Frames in any looks, said by this backend and by ratatui's own, must look the same.

use std::num::NonZero;

use proptest::prelude::*;
use ratatui::backend::{Backend, ClearType, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use ratatui::{Terminal, TerminalOptions, Viewport};
use unicode_width::UnicodeWidthStr;

use super::{Sparing, uncovered};
use crate::ui::runtime::terminal::FrameBuffer;
use crate::ui::runtime::terminal::sparing::order::by_colour;
use crate::ui::runtime::terminal::sparing::shown::Shown;

const SIZE: Size = Size {
    width: 20,
    height: 6,
};

/// Cells: column, row, sign, colours, modifier.
type Cells = Vec<(u16, u16, &'static str, Option<u8>, Option<u8>, Modifier)>;

/// What a frame changes.
fn plain(cells: &[(u16, u16, &'static str)]) -> Cells {
    let plain =
        |(x, y, sign): &(u16, u16, &'static str)| (*x, *y, *sign, None, None, Modifier::empty());
    cells.iter().map(plain).collect()
}

/// Puts the cells into a frame.
fn put(cells: &Cells, buffer: &mut Buffer) {
    for (x, y, sign, front, ground, modifier) in cells {
        let mut style = Style::reset().add_modifier(*modifier);
        style.fg = front.map(Color::Indexed).or(style.fg);
        style.bg = ground.map(Color::Indexed).or(style.bg);
        // A wide sign has no room in the last column.
        let sign = if *x + 1 == SIZE.width && sign.width() == 2 {
            "a"
        } else {
            *sign
        };
        // What is drawn over the right half of a wide sign takes all of it away.
        if let Some(left) = x.checked_sub(1)
            && buffer[(left, *y)].symbol().width() == 2
        {
            buffer[(left, *y)].set_symbol(" ");
        }
        buffer.set_stringn(*x, *y, sign, 2, style);
    }
}

/// The bytes of each frame, each in passes by colour whether or not that is shorter.
fn by_passes(frames: &[Cells]) -> Vec<Vec<u8>> {
    let area = Rect::new(0, 0, SIZE.width, SIZE.height);
    let (mut shown, mut cells) = (Shown::blank(SIZE), Cells::new());
    let mut before = Buffer::empty(area);
    let frames = frames.iter().map(|frame| {
        cells.extend(frame.iter().copied());
        let mut after = Buffer::empty(area);
        put(&cells, &mut after);
        let changes = uncovered(before.diff(&after).into_iter());
        let bytes = crate::ui::runtime::terminal::sparing::said(
            &by_colour(&changes, SIZE.width),
            &mut shown,
        );
        before = after;
        bytes
    });
    frames.collect()
}

/// The bytes of each frame.
fn said<B: Backend>(backend: B, gathered: &FrameBuffer, frames: &[Cells]) -> Vec<Vec<u8>> {
    // As the planner does: crossterm says no colours under NO_COLOR.
    crossterm::style::force_color_output(true);
    let viewport = Viewport::Fixed(Rect::new(0, 0, SIZE.width, SIZE.height));
    let mut terminal = Terminal::with_options(backend, TerminalOptions { viewport }).unwrap();
    let mut before = Cells::new();
    let frames = frames.iter().map(|cells| {
        before.extend(cells.iter().copied());
        let drawn = terminal.draw(|frame| put(&before, frame.buffer_mut()));
        drawn.unwrap();
        std::mem::take(&mut *gathered.0.borrow_mut())
    });
    frames.collect()
}

fn sparingly(frames: &[Cells]) -> Vec<Vec<u8>> {
    let gathered = FrameBuffer::default();
    said(Sparing::new(gathered.clone(), SIZE), &gathered, frames)
}

fn plainly(frames: &[Cells]) -> Vec<Vec<u8>> {
    let gathered = FrameBuffer::default();
    said(CrosstermBackend::new(gathered.clone()), &gathered, frames)
}

/// What one sees after these bytes, cell by cell: the colour of a blank's sign is not seen.
fn seen(frames: &[Vec<u8>]) -> Vec<String> {
    let [rows, columns] = [SIZE.height, SIZE.width].map(|n| NonZero::new(n).unwrap());
    let mut screen = vt100::Parser::new(rows, columns, 0);
    for bytes in frames {
        screen.process(bytes);
    }
    let cells = (0..SIZE.height).flat_map(|y| (0..SIZE.width).map(move |x| (y, x)));
    let look = cells.filter_map(|(y, x)| {
        let cell = screen.screen().cell(y, x)?;
        let on_blank = format!(
            "{:?} {} {}",
            cell.bgcolor(),
            cell.inverse(),
            cell.underline()
        );
        Some(match cell.contents().trim() {
            "" if cell.inverse() => format!("{on_blank} {:?}", cell.fgcolor()),
            "" => on_blank,
            sign => format!(
                "{sign} {on_blank} {:?} {} {} {}",
                cell.fgcolor(),
                cell.bold(),
                cell.dim(),
                cell.italic()
            ),
        })
    });
    look.collect()
}

/// Both ways look the same; gives the last frame as said.
fn last(frames: &[Cells]) -> String {
    let sparing = sparingly(frames);
    assert_eq!(seen(&sparing), seen(&plainly(frames)));
    // Ratatui hides the cursor after every frame.
    let said = String::from_utf8(sparing.last().unwrap().clone()).unwrap();
    said.replace("\x1b[?25l", "")
}

#[test]
fn the_way_to_a_cell_is_the_shortest() {
    // Named once, then by so many columns; after a sign whose width terminals disagree on, by its name again.
    let far = plain(&[
        (2, 3, "a"),
        (9, 3, "b"),
        (19, 3, "─"),
        (0, 4, "c"),
        (7, 5, "d"),
    ]);
    assert_eq!(
        last(&[far]),
        "\x1b[4;3Ha\x1b[6Cb\x1b[9C─\x1b[5Hc\r\n\x1b[7Cd"
    );
    let after_sign = plain(&[(2, 3, "─"), (9, 3, "b")]);
    assert_eq!(last(&[after_sign]), "\x1b[4;3H─\x1b[10Gb");
}

#[test]
fn a_short_gap_is_said_again() {
    let before = plain(&[(4, 2, "x"), (5, 2, "y"), (12, 2, "─")]);
    let after = plain(&[(3, 2, "a"), (6, 2, "b"), (11, 2, "c"), (13, 2, "d")]);
    assert_eq!(
        last(&[before, after]),
        "\x1b[3;4Haxyb    c\x1b[Cd",
        "a sign of more bytes is passed over"
    );
}

#[test]
fn blanks_take_the_look_they_stand_in_and_many_are_erased() {
    let grey = |x: u16, sign| (x, 0, sign, Some(246), None, Modifier::empty());
    let full: Cells = (0..20).map(|x| grey(x, "x")).collect();
    let mut after: Cells = plain(&[(3, 0, " "), (4, 0, " ")]);
    after.insert(0, grey(2, "a"));
    after.push(grey(5, "b"));
    assert_eq!(
        last(&[full.clone(), after]),
        "\x1b[1;3H\x1b[38;5;246ma  b\x1b[m"
    );
    let emptied: Vec<_> = (1..19).map(|x| (x, 0, " ")).collect();
    assert_eq!(last(&[full.clone(), plain(&emptied)]), "\x1b[1;2H\x1b[18X");
    let mut before_sign: Vec<_> = (1..15).map(|x| (x, 0, " ")).collect();
    before_sign.push((15, 0, "b"));
    assert_eq!(
        last(&[full, plain(&before_sign)]),
        "\x1b[1;2H\x1b[14X\x1b[14Cb"
    );
}

#[test]
fn what_is_so_already_is_not_said() {
    let cell = |x: u16, colour, modifier| (x, 1, "a", colour, None, modifier);
    let bold = Modifier::BOLD;
    let cells = vec![
        cell(0, Some(12), bold),
        cell(1, Some(12), bold | Modifier::REVERSED),
        cell(2, Some(3), Modifier::REVERSED),
        cell(3, None, Modifier::empty()),
    ];
    assert_eq!(
        last(&[cells]),
        "\x1b[2H\x1b[1;94ma\x1b[7ma\x1b[22;33ma\x1b[ma"
    );
}

#[test]
fn a_colour_some_terminals_brighten_when_bold_has_its_long_name_then() {
    let cell = |x: u16, modifier| (x, 1, "a", Some(3), None, modifier);
    let cells = vec![
        cell(0, Modifier::empty()),
        cell(1, Modifier::BOLD),
        cell(2, Modifier::empty()),
    ];
    assert_eq!(
        last(&[cells]),
        "\x1b[2H\x1b[33ma\x1b[1;38;5;3ma\x1b[;33ma\x1b[m"
    );
}

#[test]
fn a_long_frame_says_each_grey_once() {
    let cells: Cells = (0..6)
        .flat_map(|y| (0..20).map(move |x| (x, y)))
        .map(|(x, y)| {
            let grey = if x % 10 < 5 { 240 } else { 250 };
            (x, y, "x", Some(grey), None, Modifier::empty())
        })
        .collect();
    let frame = last(&[cells]);
    assert_eq!(frame.matches("240").count(), 1, "{frame:?}");
    assert_eq!(frame.matches("250").count(), 1, "{frame:?}");
}

#[test]
fn what_stands_under_an_emoji_is_erased_before_it() {
    let before = plain(&[(4, 2, "x"), (5, 2, "y")]);
    let after = plain(&[(4, 2, "⚙\u{FE0F}")]);
    assert_eq!(last(&[before, after]), "\x1b[3;5H\x1b[2X⚙\u{FE0F}");
}

#[test]
fn after_a_part_was_cleared_nothing_is_taken_as_shown() {
    let gathered = FrameBuffer::default();
    let mut sparing = Sparing::new(gathered.clone(), SIZE);
    let mut cell = Cell::new("a");
    sparing
        .draw([(0, 0, &cell), (1, 0, &cell)].into_iter())
        .unwrap();
    sparing.clear_region(ClearType::UntilNewLine).unwrap();
    drop(std::mem::take(&mut *gathered.0.borrow_mut()));
    cell.set_symbol(" ");
    sparing
        .draw([(0, 0, &cell), (3, 0, &cell)].into_iter())
        .unwrap();
    let said = String::from_utf8(gathered.0.borrow().clone()).unwrap();
    assert_eq!(said, "\x1b[1H \x1b[4G ");
}

fn modifiers() -> impl Strategy<Value = Modifier> {
    prop_oneof![
        4 => Just(Modifier::empty()),
        1 => prop::sample::select(vec![
            Modifier::BOLD, Modifier::DIM, Modifier::UNDERLINED, Modifier::REVERSED, Modifier::ITALIC,
            Modifier::BOLD | Modifier::REVERSED,
        ]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    // Without signs that ask to be drawn as an emoji: after those Ratatui's own writes a blank one column too far right.
    #[test]
    fn the_terminal_shows_the_same(frames in prop::collection::vec(
        prop::collection::vec(
            (0_u16..20, 0_u16..6, prop::sample::select(vec!["a", "b", " ", "  ", "─", "日", "🔒"]),
             prop::option::of(0_u8..20), prop::option::weighted(0.1, 0_u8..20), modifiers()),
            0..160),
        1..5,
    )) {
        let (sparing, plain) = (sparingly(&frames), plainly(&frames));
        prop_assert_eq!(seen(&sparing), seen(&plain));
        prop_assert_eq!(seen(&by_passes(&frames)), seen(&plain));
        for (sparing, plain) in sparing.iter().zip(&plain) {
            // Ratatui's own ends every frame with a reset, needed or not.
            let plain = plain.len() - "\x1b[39m\x1b[49m\x1b[0m".len();
            let reset = if sparing.ends_with(b"\x1b[m\x1b[?25l") { "\x1b[m".len() } else { 0 };
            prop_assert!(sparing.len() - reset <= plain);
        }
    }
}
