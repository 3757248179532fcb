//! Tests of the decoder: bytes in, inputs out.

use std::path::Path;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;

use super::*;

fn key(code: KeyCode, modifiers: KeyModifiers) -> Input {
    Input::Key(KeyEvent::new(code, modifiers))
}

fn letter(c: char) -> Input {
    key(KeyCode::Char(c), KeyModifiers::NONE)
}

#[track_caller]
fn check(bytes: &[u8], expected: &[Input]) {
    assert_eq!(
        decode(bytes),
        expected,
        "{:?}",
        String::from_utf8_lossy(bytes)
    );
}

#[test]
fn keys_are_what_terminals_mean_by_them() {
    for (bytes, code, modifiers) in [
        (&b"j"[..], KeyCode::Char('j'), KeyModifiers::NONE),
        (b"G", KeyCode::Char('G'), KeyModifiers::SHIFT),
        ("ß".as_bytes(), KeyCode::Char('ß'), KeyModifiers::NONE),
        (b"\x03", KeyCode::Char('c'), KeyModifiers::CONTROL),
        (b"\0", KeyCode::Char(' '), KeyModifiers::CONTROL),
        (b"\r", KeyCode::Enter, KeyModifiers::NONE),
        (b"\t", KeyCode::Tab, KeyModifiers::NONE),
        (b"\x7f", KeyCode::Backspace, KeyModifiers::NONE),
        (b"\x1b", KeyCode::Esc, KeyModifiers::NONE),
        (b"\x1b\x7f", KeyCode::Backspace, KeyModifiers::ALT),
        (b"\x1bf", KeyCode::Char('f'), KeyModifiers::ALT),
        (b"\x1b]", KeyCode::Char(']'), KeyModifiers::ALT),
        (b"\x1b[Z", KeyCode::BackTab, KeyModifiers::SHIFT),
        (b"\x1b[B", KeyCode::Down, KeyModifiers::NONE),
        (b"\x1bOB", KeyCode::Down, KeyModifiers::NONE),
        (b"\x1b[1;5D", KeyCode::Left, KeyModifiers::CONTROL),
        (b"\x1b[H", KeyCode::Home, KeyModifiers::NONE),
        (b"\x1b[4~", KeyCode::End, KeyModifiers::NONE),
        (b"\x1b[5~", KeyCode::PageUp, KeyModifiers::NONE),
        (b"\x1b[3;2~", KeyCode::Delete, KeyModifiers::SHIFT),
        (b"\x1bOP", KeyCode::F(1), KeyModifiers::NONE),
        (b"\x1b[[A", KeyCode::F(1), KeyModifiers::NONE),
        (b"\x1b[24~", KeyCode::F(12), KeyModifiers::NONE),
        (b"\x1b[99;5u", KeyCode::Char('c'), KeyModifiers::CONTROL),
        (b"\x1b[97;1:2u", KeyCode::Char('a'), KeyModifiers::NONE),
    ] {
        check(bytes, &[key(code, modifiers)]);
    }
    // Keys that are let go, and those that cannot be bound.
    for bytes in [&b"\x1b[97;1:3u"[..], b"\x1b[57441u", b"\x1b[27;5;9~"] {
        check(bytes, &[]);
    }
}

#[test]
fn the_mouse_says_where() {
    check(b"\x1b[<0;10;3M\x1b[<0;10;3m", &[Input::Click(9, 2)]);
    check(b"\x1b[<0;900;400M", &[Input::Click(899, 399)]);
    check(b"\x1b[M *#", &[Input::Click(9, 2)]);
    check(b"\x1b[32;10;3M", &[Input::Click(9, 2)]);
    check(
        b"\x1b[<64;1;1M\x1b[<65;1;1M",
        &[Input::Wheel(0, 0, false), Input::Wheel(0, 0, true)],
    );
    // Moves, drags, other buttons.
    check(b"\x1b[<35;1;1M\x1b[<32;1;1M\x1b[<2;1;1M", &[]);
}

#[test]
fn replies_are_no_keys() {
    let white = [255; 3];
    for (bytes, reply) in [
        (
            &b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\"[..],
            Reply::Foreground(white),
        ),
        (b"\x1b]11;rgb:ff/ff/ff\x07", Reply::Background(white)),
        (b"\x1b[?62;22c", Reply::Attributes),
    ] {
        check(bytes, &[Input::Reply(reply)]);
    }
    check(b"\x1b]11;?\x07\x1b]11;red\x07", &[]);
}

#[test]
fn pasted_text_is_text() {
    check(
        b"\x1b[200~q\nx\xff\x1b[201~",
        &[Input::Paste("q\nx\u{fffd}".to_owned())],
    );
}

#[test]
fn what_terminals_answer_is_no_key() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/terminal");
    let mut samples = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let (name, bytes) = (path.display(), std::fs::read(&path).unwrap());
        samples += 1;
        for at in 0..=bytes.len() {
            let mut decoder = Decoder::default();
            let (before, after) = bytes.split_at(at);
            let mut inputs = decoder.feed(before);
            inputs.extend(decoder.feed(after));
            while let Some(wait) = decoder.wait() {
                inputs.extend(decoder.silence(wait));
            }
            for input in &inputs {
                // A key that was pressed with Alt, or half a paste, is what these samples may be as well.
                let is_harmless = match input {
                    Input::Reply(_) | Input::Focus | Input::Paste(_) => true,
                    Input::Key(key) => key.modifiers.contains(KeyModifiers::ALT),
                    Input::Click(..) | Input::Wheel(..) => false,
                };
                assert!(is_harmless, "{name} cut at {at}: {inputs:?}");
            }
            assert_eq!(decoder.feed(b"q"), [letter('q')], "{name} cut at {at}");
        }
    }
    assert!(samples > 30, "only {samples} samples");
}

proptest! {
    #[test]
    fn no_bytes_panic_or_jam(bytes in prop::collection::vec(any::<u8>(), 0..200), size in 1_usize..9) {
        let mut decoder = Decoder::default();
        for read in bytes.chunks(size) {
            decoder.feed(read);
        }
        while let Some(wait) = decoder.wait() {
            decoder.silence(wait);
        }
        prop_assert_eq!(decoder.feed(b"q"), [letter('q')]);
    }

    #[test]
    fn no_sequence_panics_or_leaks(parameters in "[0-9:;<=>?]{0,12}", last in "[ -/]{0,2}[@-~]") {
        let bytes = format!("\x1b[{parameters}{last}q");
        let inputs = decode(bytes.as_bytes());
        // One of the sequence at most, and the key behind it, unless the sequence goes on.
        prop_assert!(inputs.len() <= 2, "{bytes:?}: {inputs:?}");
    }
}
