//! What a terminal sends and what becomes of a terminal: bursts, replies, sizes, the end of the connection.

use std::path::Path;

use super::terminal::{Terminal, auditor, binary, command, profile, record_text, restored};

const PATH: &str = "IT auditor → audit manager";
const ROLES: &str = "Occupations";

// A frame that arrived in part shows a piece of each screen: neither is there then.
fn is_path(text: &str) -> bool {
    text.contains(PATH) && !text.contains(ROLES)
}

fn is_roles(text: &str) -> bool {
    text.contains(ROLES) && !text.contains(PATH)
}

#[test]
fn a_burst_is_read_to_its_end() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    terminal.keys(&("j".repeat(1_100) + "2"));
    terminal.wait("the roles", is_roles);
    terminal.keys(&("\u{1b}[<35;20;10M".repeat(300) + "1"));
    terminal.shows("Tracks");
    let (bytes, _) = terminal.leave();
    // Moves without a button are many and mean nothing here: they are not asked for.
    assert!(bytes.contains("\u{1b}[?1002h") && !bytes.contains("\u{1b}[?1003h"));
}

#[test]
fn what_is_typed_faster_than_a_search_is_searched_once() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    terminal.keys("3/");
    terminal.keys(&"risk ".repeat(1_200));
    terminal.keys(&"\u{7f}".repeat(6_000));
    terminal.leave_with("\u{3}");
}

#[test]
fn what_the_terminal_answers_is_no_key() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    let path = profile(&terminal.home);
    let before = std::fs::read(&path).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/terminal");
    let mut samples: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    samples.sort();
    assert!(samples.len() > 30);
    for sample in samples {
        let bytes = std::fs::read(&sample).unwrap();
        terminal.send(&bytes);
        terminal.press("2", is_roles);
        // In two reads, or in one where the planner is slow: both must do. A shorter beginning is Esc or Alt with a key
        // after 50 or 100 ms, which a busy machine may let pass: the splitter's own tests cut there.
        for at in 3..bytes.len() {
            // What is complete only by a silence was played whole: that takes a second each.
            if bytes.ends_with(b"\\") || bytes.ends_with(b"y") || bytes.ends_with(b"n") {
                terminal.send(&bytes[..at]);
                terminal.send(&bytes[at..]);
            }
        }
        terminal.press("1", is_path);
    }
    assert_eq!(std::fs::read(&path).unwrap(), before);
    let (bytes, home) = terminal.leave();
    restored(&bytes);
    assert_eq!(std::fs::read(profile(&home)).unwrap(), before);
}

#[test]
fn a_size_is_drawn_at_once_after_an_unknown_key() {
    let mut terminal = Terminal::auditor(&[], (100, 24));
    terminal.send(b"\x1b[99~");
    terminal.resize(120, 36);
    terminal.wait("the foot of the larger screen", |t| {
        t.lines().nth(35).is_some_and(|l| l.contains("quit"))
    });
    terminal.leave();
}

#[test]
fn a_huge_terminal_is_used_in_part() {
    let mut terminal = Terminal::auditor(&[], (100, 24));
    terminal.resize(1_200, 16);
    terminal.wait("a wide screen", |t| {
        t.lines().any(|l| l.chars().count() > 900)
    });
    terminal.resize(60, 600);
    terminal.wait("a high screen", |t| {
        t.lines().nth(499).is_some_and(|l| l.contains("enter open"))
    });
    let (bytes, _) = terminal.leave();
    for place in ["[501;", "[600;", ";1001H", ";1200H"] {
        assert!(!bytes.contains(place), "{place}");
    }
}

#[test]
fn a_closed_terminal_ends_the_planner_though_sighup_is_ignored() {
    let home = auditor();
    let script = format!("trap '' HUP; '{}'; true", binary());
    let mut shell = Terminal::run("/bin/sh", home, &["-c", &script], &[], (100, 30));
    shell.wait("the steps", is_path);
    shell.keys("\r ").shows("learning");
    let home = shell.close();
    assert!(record_text(&home).contains("learning"));
    // Nobody holds the lock any more.
    command(&home, &["mark", "GDPR", "held"]);
}

#[test]
fn a_closed_terminal_does_not_wait_for_keys_that_were_sent() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    terminal.keys("3/").shows("1,464");
    terminal.keys(&"letters ".repeat(1_000));
    terminal.close();
}

#[test]
fn a_stopped_terminal_does_not_hold_up_sigterm() {
    use rustix::termios::{Action, tcflow};
    let mut terminal = Terminal::auditor(&[], (100, 30));
    terminal.keys("\r ");
    terminal.wait("the saved mark", |t| {
        t.contains("learning") && t.contains("saved")
    });
    let name = terminal.master.tty_name().unwrap();
    let device = std::fs::File::options()
        .read(true)
        .write(true)
        .open(name)
        .unwrap();
    tcflow(&device, Action::OOff).unwrap();
    terminal.keys("2341234");
    terminal.signal("-TERM");
    drop(device);
    let (_, _, home) = terminal.end();
    assert!(record_text(&home).contains("learning"));
}
