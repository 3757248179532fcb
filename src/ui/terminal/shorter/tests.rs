//! Frames in any colours, said long and short, must leave the same screen.

use std::num::NonZero;

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::{TerminalOptions, Viewport};

use super::super::Gathered;
use super::shorter;

fn check(long: &str, short: &str) {
    assert_eq!(shorter(long.as_bytes()), short.as_bytes());
}

#[test]
fn what_is_so_already_is_not_said() {
    check("\x1b[38;5;12;49ma\x1b[39;49mb", "\x1b[94ma\x1b[39mb");
    check("\x1b[38;5;246;49ma", "\x1b[38;5;246ma");
    check(
        "\x1b[38;5;1;48;5;2ma\x1b[39;49mb",
        "\x1b[38;5;1;48;5;2ma\x1b[39;49mb",
    );
    check(
        "\x1b[3;7Ha\x1b[3;20Hb\x1b[4;2Hc",
        "\x1b[3;7Ha\x1b[20Gb\x1b[4;2Hc",
    );
    check(
        "\x1b[1mx\x1b[0m\x1b[?25l\x1b7\x1b",
        "\x1b[1mx\x1b[0m\x1b[?25l\x1b7\x1b",
    );
}

/// Cells: column, row, letter, colours, weight.
type Cells = Vec<(u16, u16, char, Option<u8>, Option<u8>, bool)>;

/// What a terminal shows after these frames, and how many bytes they had.
fn shown(frames: &[Cells], short: bool) -> (String, usize) {
    let [rows, columns] = [6, 20].map(|n| NonZero::new(n).unwrap());
    let gathered = Gathered::default();
    let mut screen = vt100::Parser::new(rows, columns, 0);
    let mut terminal = Terminal::with_options(
        CrosstermBackend::new(gathered.clone()),
        TerminalOptions {
            viewport: Viewport::Fixed(Rect::new(0, 0, 20, 6)),
        },
    )
    .unwrap();
    let mut sum = 0;
    for cells in frames {
        terminal
            .draw(|frame| {
                for (x, y, letter, front, ground, bold) in cells {
                    let mut style = Style {
                        fg: front.map(Color::Indexed),
                        bg: ground.map(Color::Indexed),
                        ..Style::default()
                    };
                    if *bold {
                        style = style.add_modifier(Modifier::BOLD | Modifier::REVERSED);
                    }
                    frame.buffer_mut()[(*x, *y)]
                        .set_char(*letter)
                        .set_style(style);
                }
            })
            .unwrap();
        let bytes = std::mem::take(&mut *gathered.0.borrow_mut());
        let bytes = if short { shorter(&bytes) } else { bytes };
        sum += bytes.len();
        screen.process(&bytes);
    }
    (screen.screen().state_formatted(), sum)
}

proptest! {
    #[test]
    fn the_terminal_shows_the_same(frames in proptest::collection::vec(
        proptest::collection::vec(
            (0_u16..20, 0_u16..6, prop_oneof![Just('a'), Just('─'), Just(' ')],
             proptest::option::of(any::<u8>()), proptest::option::weighted(0.2, any::<u8>()), any::<bool>()),
            0..40),
        1..5,
    )) {
        let ((long, all), (short, fewer)) = (shown(&frames, false), shown(&frames, true));
        prop_assert_eq!(long, short);
        prop_assert!(fewer <= all);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        shorter(&bytes);
    }
}
