//! Tests of the splitter.

use proptest::prelude::*;

use super::*;

/// The units of bytes that come in one read, and of what is left after a long silence.
fn units(bytes: &[u8]) -> Vec<Unit> {
    in_reads(&[bytes])
}

/// The units of bytes that come in several reads, without a silence between them.
fn in_reads(reads: &[&[u8]]) -> Vec<Unit> {
    let mut splitter = Splitter::default();
    let mut units: Vec<Unit> = reads.iter().flat_map(|r| splitter.feed(r)).collect();
    units.extend(exhausted(&mut splitter));
    units
}

fn exhausted(splitter: &mut Splitter) -> Vec<Unit> {
    let mut units = Vec::new();
    while let Some(wait) = splitter.wait() {
        units.extend(splitter.silence(wait));
    }
    units
}

fn sequence(bytes: &[u8]) -> Unit {
    Unit::Sequence(bytes.to_vec())
}

/// Wherever they are cut, these bytes are these units.
#[track_caller]
fn check(bytes: &[u8], expected: &[Unit]) {
    assert_eq!(units(bytes), expected, "whole");
    for at in 0..=bytes.len() {
        let (before, after) = bytes.split_at(at);
        assert_eq!(in_reads(&[before, after]), expected, "cut at {at}");
    }
}

#[test]
fn keys_are_whole() {
    check(b"ab", &[sequence(b"a"), sequence(b"b")]);
    check(
        "ż€🎉".as_bytes(),
        &["ż", "€", "🎉"].map(|c| sequence(c.as_bytes())),
    );
    let keys: [&[u8]; 12] = [
        b"\x03",
        b"\x1b[A",
        b"\x1bOP",
        b"\x1b[1;5C",
        b"\x1b[3~",
        b"\x1b[[A",
        b"\x1b[Z",
        b"\x1b[97;5u",
        b"\x1bx",
        b"\x1b\xc3\xa9",
        b"\x1b[<0;10;3M",
        b"\x1b[M !!",
    ];
    for key in keys {
        check(key, &[sequence(key)]);
    }
    check(&keys.concat(), &keys.map(sequence));
}

#[test]
fn an_escape_is_a_key_after_a_while() {
    check(b"\x1b", &[sequence(b"\x1b")]);
    check(b"\x1b\x1b", &[sequence(b"\x1b"), sequence(b"\x1b")]);
    check(b"\x1b\x1b[A", &[sequence(b"\x1b"), sequence(b"\x1b[A")]);
    let mut splitter = Splitter::default();
    assert_eq!(splitter.feed(b"\x1b"), []);
    assert_eq!(splitter.wait(), Some(ESCAPE));
    assert_eq!(splitter.silence(ESCAPE / 2), []);
    assert_eq!(splitter.wait(), Some(ESCAPE / 2));
    assert_eq!(splitter.silence(ESCAPE / 2), [sequence(b"\x1b")]);
    assert_eq!(splitter.wait(), None);
}

#[test]
fn a_bare_introducer_is_a_key_with_alt() {
    for c in "O[]P^_X".chars() {
        check(format!("\x1b{c}").as_bytes(), &[Unit::Alt(c)]);
    }
    // A control key does not wait for that.
    check(b"\x1b]\x03", &[Unit::Alt(']'), sequence(b"\x03")]);
    let mut splitter = Splitter::default();
    splitter.feed(b"\x1b]");
    assert_eq!(splitter.wait(), Some(INTRODUCER));
    assert_eq!(splitter.silence(INTRODUCER), [Unit::Alt(']')]);
    assert_eq!(splitter.feed(b"q"), [sequence(b"q")]);
}

#[test]
fn replies_that_may_be_asked_for_are_kept() {
    let colour = sequence(b"\x1b]11;rgb:0000/0000/0000\x07");
    check(
        b"\x1b]11;rgb:0000/0000/0000\x07",
        std::slice::from_ref(&colour),
    );
    check(
        b"\x1b]11;rgb:0000/0000/0000\x1b\\",
        std::slice::from_ref(&colour),
    );
    check(b"\x9d11;rgb:0000/0000/0000\x9c", &[colour]);
    check(b"\x1b[?62;22c", &[sequence(b"\x1b[?62;22c")]);
}

#[test]
fn what_is_no_key_is_dropped_to_its_end() {
    for bytes in [
        &b"\x1bP>|tmux 3.3a\x1b\\"[..],
        b"\x1b]0;q\xe2\x9c\x9c title\x07",
        b"\x1b_Gi=31;OK\x1b\\",
        b"\x1b^q\x1b\\",
        b"\x1bXq\x9c\x1b\\",
        b"\x90q\x9c",
        b"\x9b>0;276;0c",
        b"\x1b[?2026;2$y",
        b"\x1b[>41;390;0c",
        b"\x1b[12;40R",
        b"\x1b[201~",
        b"\x1b[;5A",
        b"\x1bO5P",
        b"\xc3",
        b"\xff",
    ] {
        check(bytes, &[]);
        check(&[bytes, b"j"].concat(), &[sequence(b"j")]);
    }
}

#[test]
fn a_key_ends_what_cannot_go_on() {
    for before in [
        &b"\x1b]q"[..],
        b"\x1b[?",
        b"\x1b[1;",
        b"\x1b[M ",
        b"\xe2\x82",
    ] {
        let bytes = [before, b"\x1b[A\x03"].concat();
        check(&bytes, &[sequence(b"\x1b[A"), sequence(b"\x03")]);
    }
    // The control characters that say so are no keys.
    check(b"\x1b]q\x18j", &[sequence(b"j")]);
}

#[test]
fn what_is_cut_off_is_dropped_after_a_silence() {
    for bytes in [
        &b"\x1b]11;rgb:1d1d/1f1f"[..],
        b"\x1b[?",
        b"\x1b[<",
        b"\x1b[1;",
        b"\x1b[M",
        b"\x1bPq\x1b",
    ] {
        let mut splitter = Splitter::default();
        assert_eq!(splitter.feed(bytes), []);
        assert!(splitter.wait().unwrap() <= SILENCE);
        assert_eq!(exhausted(&mut splitter), []);
        assert_eq!(splitter.feed(b"q"), [sequence(b"q")]);
    }
}

#[test]
fn nothing_is_dropped_without_end() {
    for start in [&b"\x1b]"[..], b"\x1b[?", b"\x9d"] {
        let mut bytes = start.to_vec();
        bytes.resize(LONGEST_STRING + 1, b'1');
        bytes.push(b'q');
        assert_eq!(units(&bytes).last(), Some(&sequence(b"q")));
    }
}

#[test]
fn a_paste_is_one_unit() {
    let paste = |text: &[u8]| Unit::Paste(text.to_vec());
    check(
        b"\x1b[200~q\x1b[A\x1b[20\x1b[201~j",
        &[paste(b"q\x1b[A\x1b[20"), sequence(b"j")],
    );
    check(b"\x1b[200~\x1b[201~", &[paste(b"")]);
    // Without an end it is delivered all the same, with what looked like the beginning of an end.
    check(b"\x1b[200~quit\x1b[2", &[paste(b"quit\x1b[2")]);
    let mut long = b"\x1b[200~".to_vec();
    long.resize(2 * LONGEST_PASTE, b'a');
    long.extend(b"\x1b[201~j");
    assert_eq!(
        units(&long),
        [paste(&vec![b'a'; LONGEST_PASTE]), sequence(b"j")]
    );
}

/// Bytes that make sequences likely.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        any::<u8>().prop_map(|b| vec![b]),
        proptest::sample::select(&b"\x1b\x1b\x1b[]OP_^X\\\x07\x18<?>;0129~MmRcu\x9b\x9c\x9d"[..])
            .prop_map(|b| vec![b]),
        Just(PASTE_START.to_vec()),
        Just(PASTE_END.to_vec()),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn it_does_not_matter_where_bytes_are_cut(bytes in bytes(), size in 1_usize..8) {
        let reads: Vec<&[u8]> = bytes.chunks(size).collect();
        prop_assert_eq!(in_reads(&reads), units(&bytes));
    }

    #[test]
    fn nothing_stays_stuck(bytes in bytes()) {
        let mut splitter = Splitter::default();
        splitter.feed(&bytes);
        exhausted(&mut splitter);
        prop_assert_eq!(splitter.feed(b"q"), [sequence(b"q")]);
    }
}
