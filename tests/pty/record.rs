//! The record's file while the planner is open: another planner, another writer, a kill.

use std::path::Path;

use super::terminal::{Terminal, auditor, home, profile, record_text, restored};

/// Changes the file, as an editor or a sync tool would.
fn change_outside(path: &Path) {
    let mut record: serde_json::Value = serde_json::from_str(&text(path)).unwrap();
    record["settings"]["outside"] = true.into();
    // Another file in its place, as most editors do it.
    let beside = path.with_extension("edited");
    std::fs::write(&beside, record.to_string()).unwrap();
    std::fs::rename(&beside, path).unwrap();
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// A planner on the same record as another one.
fn second(first: &Terminal, args: &[&str]) -> Terminal {
    let path = profile(&first.home);
    let args = [&["--profile", path.to_str().unwrap()], args].concat();
    Terminal::start(home(), &args, &[], (100, 30))
}

#[test]
fn a_second_planner_takes_over_when_the_first_leaves() {
    let mut first = Terminal::auditor(&[], (100, 30));
    let mut waiting = second(&first, &[]);
    waiting.shows("another cisopath has this record open");
    first.keys("\r ");
    first.wait("the saved mark", |t| {
        t.contains("learning") && t.contains("saved 10:00")
    });
    let (_, first_home) = first.leave();
    waiting.shows("The other cisopath has left");
    waiting.wait("what the first one did", |t| !t.contains("read-only"));
    waiting.keys("\r ").shows("saved 10:00");
    waiting.leave();
    let saved = record_text(&first_home);
    assert!(
        saved.contains("learning") || saved.contains("held"),
        "{saved}"
    );
}

#[test]
fn read_only_changes_nothing() {
    let (_, first) = Terminal::auditor(&[], (100, 30)).leave();
    let before = text(&profile(&first));
    let files = |folder: &Path| std::fs::read_dir(folder).unwrap().count();
    let folder = profile(&first).parent().unwrap().to_owned();
    std::fs::remove_file(folder.join("profile.json.lock")).unwrap();
    let count = files(&folder);
    let mut terminal = Terminal::start(first, &["--read-only"], &[], (100, 30));
    terminal.shows("opened with --read-only");
    terminal.keys("\r ").shows("nothing will be saved");
    terminal.keys("3").shows("1,464");
    assert_eq!(files(&folder), count, "not even a lock is made");
    let (_, home) = terminal.leave();
    assert_eq!(record_text(&home), before);
}

#[cfg(unix)]
#[test]
fn a_record_that_may_not_be_written_is_opened_to_be_looked_at() {
    use std::os::unix::fs::PermissionsExt;
    let home = auditor();
    let path = profile(&home);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).unwrap();
    let before = text(&path);
    let mut terminal = Terminal::start(home, &[], &[], (200, 30));
    terminal.shows("marked as read-only");
    terminal.keys("\r ").shows("nothing will be saved");
    assert_eq!(text(&path), before);
    terminal.leave();
}

/// A planner whose mark could not be saved for a while, in which something else changed the file.
fn overtaken() -> Terminal {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    let path = profile(&terminal.home);
    // Without a folder for versions nothing is saved.
    let backups = path.with_file_name("backups");
    let away = path.with_file_name("away");
    std::fs::rename(&backups, &away).unwrap();
    std::fs::write(&backups, "").unwrap();
    terminal.keys("\r ").shows("Not saved");
    change_outside(&path);
    std::fs::remove_file(&backups).unwrap();
    std::fs::rename(&away, &backups).unwrap();
    terminal.shows("Put your changes on top of the file");
    terminal.shows("1 change is not saved: marked");
    terminal
}

#[test]
fn a_change_outside_and_one_here_are_both_kept() {
    let mut terminal = overtaken();
    let path = profile(&terminal.home);
    assert!(!text(&path).contains("learning"));
    terminal.keys("\r").shows("saved 10:00");
    let (_, home) = terminal.leave();
    let saved = record_text(&home);
    assert!(
        saved.contains("learning") && saved.contains("outside"),
        "{saved}"
    );
}

#[test]
fn a_change_outside_can_be_taken_and_decided_later() {
    let mut terminal = overtaken();
    let path = profile(&terminal.home);
    terminal.keys("\x1b");
    terminal.wait("that nothing is saved", |t| {
        t.contains("not saved") && !t.contains("Put your changes")
    });
    assert!(!text(&path).contains("learning"));
    terminal.keys(" ").shows("Read the file again");
    terminal.keys("j\r").shows("was read again");
    assert!(!text(&path).contains("learning"));
    terminal.keys(" ").shows("saved 10:00");
    terminal.leave();
}

#[test]
fn a_signal_loses_no_change_that_was_not_saved() {
    let terminal = overtaken();
    terminal.signal("-TERM");
    let (_, bytes, home) = terminal.end();
    restored(&bytes);
    let saved = record_text(&home);
    assert!(
        saved.contains("learning") && saved.contains("outside"),
        "{saved}"
    );
}

#[test]
fn a_file_that_is_damaged_meanwhile_is_kept_and_the_record_saved_anew() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    let path = profile(&terminal.home);
    std::fs::write(&path, "half of a rec").unwrap();
    terminal.shows("Set that file aside");
    assert_eq!(text(&path), "half of a rec");
    terminal.keys("\r").shows("saved 10:00");
    assert!(text(&path).contains("roles_held"));
    let aside = std::fs::read_dir(path.parent().unwrap()).unwrap().flatten();
    let aside = aside.filter(|e| e.file_name().to_string_lossy().contains("damaged"));
    assert_eq!(aside.count(), 1);
    terminal.leave();
}

#[cfg(unix)]
#[test]
fn what_is_said_to_be_saved_outlives_a_kill() {
    let foot = |t: &str| t.lines().last().unwrap_or_default().to_owned();
    for _ in 0..4 {
        let mut terminal = Terminal::auditor(&[], (100, 30));
        terminal.keys("\r ").shows("saved 10:00");
        let first = foot(&terminal.parser.screen().contents());
        assert!(first.contains("Marked"), "{first}");
        terminal.keys("j ");
        // The first frame that shows the second mark and says that all is saved.
        terminal.wait("the second save", |t| {
            let foot = foot(t);
            foot.contains("Marked") && foot.contains("saved 10:00") && foot != first
        });
        terminal.signal("-KILL");
        let (_, _, home) = terminal.end();
        let record: serde_json::Value = serde_json::from_str(&record_text(&home)).unwrap();
        assert_eq!(record["skills"].as_object().unwrap().len(), 2);
    }
}
