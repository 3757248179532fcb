//! The built binary in a real pseudo-terminal.

// What helpers of tests share may panic like the tests themselves.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::string_slice,
    unreachable_pub
)]

#[cfg(unix)]
#[path = "pty/input.rs"]
mod input;
#[path = "pty/market.rs"]
mod market;
#[path = "pty/record.rs"]
mod record;
#[path = "support/terminal.rs"]
mod terminal;

use std::time::{Duration, Instant};

use terminal::{LIMIT, Terminal, auditor, binary, command, home, profile, record_text, restored};

#[test]
fn quitting_gives_the_terminal_back() {
    let terminal = Terminal::auditor(&[], (100, 30));
    let (bytes, _home) = terminal.leave();
    restored(&bytes);
}

#[test]
fn the_first_run_leads_to_a_route_and_tomorrow_it_is_there() {
    let mut terminal = Terminal::start(home(), &[], &[], (100, 30));
    terminal.shows("Where are you now?");
    terminal.keys("it audit").shows("IT auditor");
    terminal.keys("\r").shows("And before that?");
    terminal.keys("\r").shows("Where do you want to go?");
    terminal.keys("\r").shows("Which way?");
    terminal.keys("\r").shows("Assumed from your roles");
    terminal.keys("d\r").shows("saved 10:00");
    let (_, home) = terminal.leave();
    let mut again = Terminal::open(home);
    again.keys("u").shows("Undone");
    again.leave();
}

#[test]
fn sigterm_saves_and_gives_the_terminal_back() {
    for signal in ["-TERM", "-HUP", "-QUIT"] {
        let mut terminal = Terminal::auditor(&[], (100, 30));
        terminal.keys("\r ").shows("learning");
        terminal.signal(signal);
        let (_, bytes, home) = terminal.end();
        restored(&bytes);
        assert!(record_text(&home).contains("learning"));
    }
}

#[test]
fn evidence_that_was_begun_is_there_when_the_connection_is_lost() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    terminal.keys("ehalf a sen").shows("half a sen");
    terminal.signal("-HUP");
    let (_, bytes, home) = terminal.end();
    restored(&bytes);
    let mut terminal = Terminal::open(home);
    terminal.keys("e");
    terminal.wait("the draft", |t| {
        t.contains("half a sen") && t.contains("Your draft was kept")
    });
    terminal.leave_with("\x03");
}

#[test]
fn a_what_if_is_saved_only_when_it_is_kept() {
    let trying = || {
        let mut terminal = Terminal::auditor(&[], (100, 30));
        let before = std::fs::read(profile(&terminal.home)).unwrap();
        terminal.keys("w").shows("what if · not saved");
        // What skills do is there now: the row under the cursor stays the same.
        terminal.shows("routes");
        terminal.keys("\r ").shows("What if: marked");
        (terminal, before)
    };
    let (terminal, before) = trying();
    terminal.signal("-TERM");
    let (_, bytes, home) = terminal.end();
    restored(&bytes);
    assert_eq!(std::fs::read(profile(&home)).unwrap(), before);

    for keys in ["Ky", "qK"] {
        let (mut terminal, before) = trying();
        terminal.keys(keys);
        if keys == "Ky" {
            terminal.shows("saved 10:00");
            terminal.keys("q");
        }
        let (code, _, home) = terminal.end();
        assert_eq!(code, 0);
        let saved = std::fs::read(profile(&home)).unwrap();
        assert_ne!(saved, before, "{keys}");
        assert!(String::from_utf8(saved).unwrap().contains("learning"));
    }
}

#[test]
fn damaged_settings_are_refused_with_their_line() {
    let home = home();
    let folder = home.path().join(".config/cisopath");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(
        folder.join("config.toml"),
        "ascii = true\nthem = \"dark\"\n",
    )
    .unwrap();
    let (code, said, _home) = Terminal::start(home, &[], &[], (100, 30)).end();
    assert_eq!(code, 3, "{said}");
    assert!(said.contains("line 2: unknown field `them`"), "{said}");
    assert!(said.contains("did you mean `theme`?"), "{said}");
    assert!(
        !said.contains("\x1b[?1049h"),
        "the terminal was taken: {said}"
    );
}

#[test]
fn no_color_keeps_the_selection() {
    let terminal = Terminal::auditor(&[("NO_COLOR", "1")], (100, 30));
    let screen = terminal.parser.screen();
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let all = || (0..rows).flat_map(|y| (0..columns).filter_map(move |x| screen.cell(y, x)));
    assert!(
        all().any(vt100::Cell::inverse),
        "nothing shows the selection"
    );
    assert!(
        all().all(|c| c.fgcolor() == vt100::Color::Default),
        "there is colour"
    );
    terminal.leave();
}

#[test]
fn a_terminal_or_locale_without_unicode_begins_in_ascii() {
    for env in [("TERM", "linux"), ("TERM", "vt100"), ("LC_ALL", "C")] {
        let home = auditor();
        let mut terminal = Terminal::start(home, &[], &[env], (100, 30));
        terminal.shows("IT auditor > audit manager");
        assert!(terminal.parser.screen().contents().is_ascii(), "{env:?}");
        let bytes = String::from_utf8_lossy(&terminal.bytes);
        let has_greys = ["38;5;246", "38;5;240"].iter().any(|g| bytes.contains(g));
        assert_eq!(has_greys, env.0 != "TERM", "{env:?}");
        terminal.leave();
    }
    // The settings have the last word.
    let home = auditor();
    let folder = home.path().join(".config/cisopath");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), "ascii = false\n").unwrap();
    let mut terminal = Terminal::start(home, &[], &[("TERM", "linux")], (100, 30));
    terminal.shows("IT auditor → audit manager");
    terminal.leave();
}

#[test]
fn a_storm_of_sizes_ends_in_a_whole_screen() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    for (columns, rows) in [(1, 1), (300, 100), (59, 14), (60, 15), (200, 60), (80, 24)] {
        terminal.resize(columns, rows);
    }
    // While the planner still believes in a size that is too small it ignores keys, rightly: the key that asks for a
    // screen is pressed until the screen is there.
    let end = Instant::now() + LIMIT;
    while !terminal.parser.screen().contents().contains("1,464") {
        assert!(Instant::now() < end, "the skills never came");
        terminal.keys("3");
        if let Ok(bytes) = terminal.output.recv_timeout(Duration::from_millis(200)) {
            terminal.parser.process(&bytes);
            terminal.bytes.extend(bytes);
        }
    }
    terminal.leave();
}

#[test]
fn a_change_of_size_during_the_start_is_seen() {
    let bottom = |t: &str| t.lines().nth(35).is_some_and(|l| l.contains("quit"));
    let start = || {
        let home = auditor();
        Terminal::start(home, &[], &[], (100, 24))
    };
    // As early as can be: mostly before the planner has asked for the size, sometimes between that and its first frame.
    let mut terminal = start();
    terminal.resize(120, 36);
    terminal.wait("the foot of the larger screen", bottom);
    terminal.leave();
    // As soon as anything was.
    let mut terminal = start();
    terminal.wait("the first bytes", |t| !t.trim().is_empty());
    terminal.resize(120, 36);
    terminal.wait("the foot of the larger screen", bottom);
    terminal.leave();
}

#[cfg(unix)]
#[test]
fn what_is_being_typed_outlives_a_kill() {
    let home = auditor();
    let mut terminal = Terminal::open(home);
    terminal.keys("ehalf a sen").shows("half a sen");
    terminal.shows("saved ");
    terminal.signal("-KILL");
    let (_, _, home) = terminal.end();
    let mut terminal = Terminal::open(home);
    terminal.keys("e").shows("half a sen");
    terminal.keys("\x1b");
    terminal.wait("the path", |t| !t.contains("half a sen"));
    terminal.leave();
}

#[cfg(unix)]
#[test]
fn a_coloured_shell_does_not_colour_the_planner() {
    let home = auditor();
    let script = format!("printf '\\033[41m'; exec '{}'", binary());
    let mut shell = Terminal::run("/bin/sh", home, &["-c", &script], &[], (100, 30));
    shell.shows("IT auditor → audit manager");
    let screen = shell.parser.screen();
    let red = (0..30)
        .flat_map(|y| (0..100).map(move |x| (y, x)))
        .filter(|(y, x)| screen.cell(*y, *x).unwrap().bgcolor() == vt100::Color::Idx(1));
    assert_eq!(red.count(), 0);
    shell.leave();
}

#[test]
fn pasted_text_is_one_insertion() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    terminal.keys("3/");
    terminal.keys("\u{1b}[200~vendor\nrisk\u{1b}[201~");
    terminal.shows("vendor risk");
    terminal.shows("assess supplier risks");
    terminal.leave_with("\u{3}");
}

#[test]
fn a_second_planner_is_read_only_and_says_why() {
    let first = Terminal::auditor(&[], (100, 30));
    let path = profile(&first.home);
    let mut second = Terminal::start(
        home(),
        &["--profile", path.to_str().unwrap()],
        &[],
        (100, 30),
    );
    second.shows("another cisopath has this record open");
    second.keys("\r ").shows("nothing will be saved");
    second.leave();
    first.leave();
}

#[test]
fn a_damaged_record_is_kept_and_a_way_out_is_offered() {
    let home = auditor();
    command(&home, &["mark", "GDPR", "held"]);
    let path = profile(&home);
    std::fs::write(&path, "{ \"schema\": 1, \"sta").unwrap();
    let mut terminal = Terminal::start(home, &[], &[], (100, 30));
    terminal.shows("damaged");
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        "{ \"schema\": 1, \"sta"
    );
    terminal.keys("\r").shows("IT auditor → audit manager");
    terminal.leave();
}

#[test]
fn a_catalogue_of_another_version_gives_way_to_the_embedded_one() {
    let home = auditor();
    let catalogs = profile(&home).with_file_name("catalogs");
    std::fs::create_dir(&catalogs).unwrap();
    let old = [&b"cisopath"[..], &5_u32.to_le_bytes(), &[0; 300]].concat();
    std::fs::write(catalogs.join("esco-1.2.0-en.catalog"), old).unwrap();
    std::fs::write(catalogs.join("in-use"), "esco-1.2.0-en\n").unwrap();
    let mut terminal = Terminal::start(home, &[], &[], (100, 30));
    terminal.wait("the route and why", |t| {
        t.contains("IT auditor → audit") && t.contains("it has format 5")
    });
    terminal.leave();
}

#[test]
fn drawing_anew_leaves_everything_working() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    terminal.keys("\x0c2").shows("Occupations");
    terminal.keys("\x0c");
    terminal.leave();
}

#[test]
fn without_a_shell_nothing_is_suspended() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    terminal.keys("\x1a").shows("There is no shell here");
    terminal.keys("2").shows("Occupations");
    terminal.leave();
}

#[cfg(unix)]
#[test]
fn fg_brings_a_suspended_planner_back() {
    let home = auditor();
    let script = format!(
        "set -m; '{}'; echo \"stopped with $?\"; fg; echo \"left with $?\"",
        binary()
    );
    let mut shell = Terminal::run("/bin/sh", home, &["-c", &script], &[], (100, 30));
    shell.shows("IT auditor → audit manager");
    shell.keys("\x1a").shows("IT auditor → audit manager");
    shell.keys("2").shows("Occupations");
    shell.keys("q").shows("left with 0");
    let (code, bytes, _) = shell.end();
    assert_eq!(code, 0);
    assert!(bytes.contains("stopped with 1"), "{bytes}");
    let taken = bytes.matches("\u{1b}[?1049h").count();
    assert_eq!(taken, 2, "once at the start, once after fg");
    restored(&bytes);
}

#[cfg(target_os = "linux")]
#[test]
fn a_planner_stopped_from_outside_takes_the_terminal_again() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    // Signals are watched before keys are read.
    terminal.keys("2").shows("Occupations");
    terminal.signal("-STOP");
    // What a shell would do: set the terminal up for itself, leave the other screen, write.
    let name = terminal.master.tty_name().unwrap();
    let set = std::process::Command::new("stty")
        .arg("-F")
        .arg(&name)
        .arg("sane")
        .status();
    assert!(set.unwrap().success());
    terminal
        .parser
        .process(b"\x1b[?1049l\x1b[2J\x1b[H$ \x1b[?25h");
    terminal.signal("-CONT");
    terminal.shows("Occupations");
    assert!(terminal.parser.screen().alternate_screen());
    assert!(terminal.parser.screen().hide_cursor());
    terminal.keys("1").shows("IT auditor → audit manager");
    let (bytes, _) = terminal.leave();
    restored(&bytes);
}

#[test]
fn the_mouse_selects() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    terminal.shows("3 Skills");
    let line = terminal.parser.screen().contents();
    let column = line.lines().next().unwrap().find("3 Skills").unwrap() + 2;
    terminal.keys(&format!("\u{1b}[<0;{column};1M\u{1b}[<0;{column};1m"));
    terminal.shows("1,464");
    terminal.leave();
}

#[test]
fn a_terminal_that_cannot_place_the_cursor_is_told_the_commands() {
    let terminal = Terminal::start(home(), &[], &[("TERM", "dumb")], (100, 30));
    let (code, bytes, _) = terminal.end();
    assert_eq!(code, 2, "{bytes}");
    assert!(bytes.contains("TERM=dumb"), "{bytes}");
    assert!(bytes.contains("cisopath status"), "{bytes}");
    assert!(!bytes.contains('\u{1b}'), "{bytes}");
}

#[test]
fn the_chosen_theme_is_there_after_a_restart() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    terminal.keys("t").shows("Theme: light");
    let (_, home) = terminal.leave();
    // The next one is the one after light, and a change undone before is the start, not the theme.
    let mut terminal = Terminal::open(home);
    terminal.keys("t").shows("Theme: mono");
    terminal.keys("u").shows("Undone: began as");
    let (_, home) = terminal.leave();
    // What the settings say is taken at every start.
    let mut terminal = Terminal::start(home, &["--theme", "dark"], &[], (100, 30));
    terminal.shows("Where are you now?");
    terminal.keys("\x1b");
    terminal.wait("the map", |t| !t.contains("1 of 4"));
    terminal.keys("t").shows("Theme: light, for now");
    terminal.leave();
}

#[test]
fn without_a_terminal_the_screens_are_refused() {
    let home = home();
    let output = std::process::Command::new(binary())
        .env_clear()
        .env("HOME", home.path())
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).contains("terminal"));
}
