//! The store against a real folder: what is written, what is kept, what is refused, what survives a kill.

/// Checks that a result is this error of the store.
macro_rules! assert_error {
    ($result:expr, $error:ident) => {
        let result = $result;
        assert!(
            matches!(result, Err(StoreError::$error { .. })),
            "{result:?}"
        );
    };
}
pub(super) use assert_error;

mod files;
mod misplaced;

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::disk::{Disk, MAX_SIZE, SystemDisk};
use super::*;
use crate::profile::testing::moment;
use crate::profile::{Edit, Record};

const NO_WAIT: Duration = Duration::ZERO;

pub(super) fn set_goal(store: &Store, goal: &str, seconds: i64) -> Result<bool, StoreError> {
    let now = moment(seconds);
    store.update(NO_WAIT, now, |record| {
        record.commit("set the goal", Edit::Goal(Some(goal.into())), now)
    })
}

/// A folder of its own with a store in it.
struct Place {
    folder: tempfile::TempDir,
    store: Store,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path().join("cisopath").join("profile.json"));
        Self { folder, store }
    }

    /// A place where `goals` were saved one after the other, a minute apart.
    fn with_goals(goals: &[&str]) -> Self {
        let place = Self::new();
        for (i, goal) in goals.iter().enumerate() {
            place.set_goal(goal, i as i64 * 60).unwrap();
        }
        place
    }

    fn set_goal(&self, goal: &str, seconds: i64) -> Result<bool, StoreError> {
        set_goal(&self.store, goal, seconds)
    }

    fn goal(&self) -> Option<String> {
        self.store
            .read()
            .unwrap()
            .and_then(|r| r.profile.goal)
            .map(|goal| goal.to_string())
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join("cisopath").join(name)
    }

    fn write(&self, text: &str) {
        fs::create_dir_all(self.at("")).unwrap();
        fs::write(self.at("profile.json"), text).unwrap();
    }

    fn text(&self) -> String {
        fs::read_to_string(self.at("profile.json")).unwrap()
    }

    fn files(&self) -> BTreeSet<String> {
        let entries = fs::read_dir(self.at("")).unwrap();
        let names = entries.map(|e| e.unwrap().file_name().into_string().unwrap());
        names.collect()
    }

    /// The goals of the kept versions, newest first; `None` for one that is not good.
    fn kept(&self) -> Vec<Option<String>> {
        let goal = |b: Backup| {
            b.good.then_some(())?;
            let text = fs::read_to_string(self.at("backups").join(&b.name)).unwrap();
            let goal = Record::from_json(&text).unwrap().profile.goal;
            goal.map(|goal| goal.to_string())
        };
        self.store
            .backups()
            .unwrap()
            .into_iter()
            .map(goal)
            .collect()
    }

    fn good(&self) -> Vec<String> {
        self.kept().into_iter().flatten().collect()
    }
}

/// Refuses to read and to write, and leaves the file as it is.
#[track_caller]
fn check_refused(text: &str, expected: &str) {
    let place = Place::with_goals(&["a", "b"]);
    let record = place.store.read().unwrap().unwrap();
    place.write(text);
    let cut = |e: StoreError| {
        e.to_string()
            .replace(&place.at("").display().to_string(), "")
    };
    assert_eq!(cut(place.store.read().unwrap_err()), expected);
    assert_eq!(cut(place.set_goal("c", 9).unwrap_err()), expected);
    let lock = place.store.lock(NO_WAIT).unwrap();
    let saved = place.store.save(&lock, &record, moment(9));
    assert_eq!(cut(saved.unwrap_err()), expected);
    assert_eq!(place.text(), text);
}

#[test]
fn a_first_save_makes_a_file_for_the_owner_only() {
    let place = Place::new();
    assert_eq!(place.goal(), None);
    assert_eq!(place.store.stamp(), None);
    assert!(!place.at("").exists(), "reading makes nothing");
    place.set_goal("a", 0).unwrap();
    assert_eq!(place.goal().as_deref(), Some("a"));
    place.set_goal("b", 1).unwrap();
    assert_eq!(
        place.files(),
        ["backups", "profile.json", "profile.json.lock"]
            .map(str::to_owned)
            .into()
    );
    assert_eq!(
        fs::metadata(place.at("profile.json.lock")).unwrap().len(),
        0
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |name: &str| fs::metadata(place.at(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode("profile.json"), 0o600);
        assert_eq!(mode("profile.json.lock"), 0o600);
        assert_eq!(mode(""), 0o700);
        assert_eq!(mode("backups"), 0o700);
    }
}

#[test]
fn what_changes_nothing_writes_nothing() {
    let place = Place::new();
    place.store.update(NO_WAIT, moment(0), |_| ()).unwrap();
    assert_eq!(place.store.stamp(), None);
    place.set_goal("a", 1).unwrap();
    let stamp = place.store.stamp();
    assert!(!place.set_goal("a", 2).unwrap());
    assert_eq!(place.store.stamp(), stamp);
    assert_eq!(place.kept().len(), 1);
}

#[test]
fn every_state_is_kept_and_within_a_minute_the_last() {
    let place = Place::with_goals(&["a", "b", "c"]);
    assert_eq!(place.good(), ["c", "b", "a"], "the newest state among them");
    // Quick keys, and a clock that stands still.
    for goal in ["d", "e", "f"] {
        place.set_goal(goal, 130).unwrap();
    }
    assert_eq!(place.good(), ["f", "b", "a"]);
    for i in 0..20 {
        place.set_goal(&i.to_string(), 180 + i * 20).unwrap();
    }
    let expected = ["19", "17", "14", "11", "8", "5", "2", "f", "b", "a"];
    assert_eq!(place.good(), expected, "ten quick keys push nothing out");
    for i in 20..40 {
        place.set_goal(&i.to_string(), i * 60).unwrap();
    }
    assert_eq!(place.good().len(), 10);
}

#[test]
fn what_nobody_kept_is_kept_before_it_is_replaced() {
    let place = Place::with_goals(&["a"]);
    place.write(&place.text().replace("\"a\"", "\"by hand\""));
    for goal in ["b", "c"] {
        place.set_goal(goal, 1).unwrap();
    }
    assert_eq!(place.good(), ["c", "by hand", "a"]);
    let newest = place.store.backups().unwrap().remove(0);
    assert_eq!(newest.holds, Some(BackupSummary::default()));
    // A version is a file of its own: what damages the record does not damage it.
    place.write("{");
    assert_eq!(place.good(), ["c", "by hand", "a"]);
    let lock = place.store.lock(NO_WAIT).unwrap();
    place.store.restore(&lock, None, moment(2)).unwrap();
    assert_eq!(
        place.goal().as_deref(),
        Some("c"),
        "the last change is there"
    );
}

#[test]
fn what_cannot_be_read_is_never_written_over() {
    let newest = "profile-20261123T120100.000000Z-000002.json";
    check_refused("", "the record profile.json is damaged: it is empty");
    check_refused(
        "{\"schema\": 1,",
        "the record profile.json is damaged: EOF while parsing a value at line 1 column 13",
    );
    check_refused(
        "{\"schema\": 99}",
        "the record profile.json has schema 99, written by a later version; this one knows 1",
    );
    let place = Place::with_goals(&["a", "b"]);
    place.write("");
    match place.store.read() {
        Err(StoreError::Damaged { newest_good, .. }) => {
            assert_eq!(newest_good.unwrap().name, newest);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_file_that_something_else_changed_is_not_written_over() {
    let place = Place::with_goals(&["a"]);
    let mine = Store::open(place.store.path().to_owned());
    let lock = mine.lock(NO_WAIT).unwrap();
    let blind = mine.save(&lock, &Record::new(moment(0)), moment(1));
    assert!(
        matches!(blind, Err(StoreError::Changed { .. })),
        "never read"
    );

    let mut record = mine.read().unwrap().unwrap();
    assert!(!mine.has_changed());
    place.write(&place.text().replace("\"a\"", "\"by hand\""));
    assert!(mine.has_changed());
    record.commit("set", Edit::Goal(Some("b".into())), moment(2));
    let saved = mine.save(&lock, &record, moment(2));
    assert_error!(saved, Changed);
    assert_eq!(place.goal().as_deref(), Some("by hand"));

    let clone = mine.clone();
    mine.read().unwrap();
    clone.save(&lock, &record, moment(3)).unwrap();
    assert!(!mine.has_changed(), "clones share what they saw");
    assert_eq!(
        place.kept(),
        [Some("b".into()), Some("by hand".into()), Some("a".into())]
    );

    fs::remove_file(place.at("profile.json")).unwrap();
    mine.save(&lock, &record, moment(4)).unwrap();
}

/// The real file system, which reports attempts to take a lock.
#[derive(Debug)]
struct AnnouncingDisk(mpsc::Sender<()>);

impl Disk for AnnouncingDisk {
    fn try_lock(&self, file: &File) -> Result<(), TryLockError> {
        self.0.send(()).ok();
        SystemDisk.try_lock(file)
    }
}

#[test]
fn one_writer_at_a_time_and_everybody_reads() {
    let place = Place::with_goals(&["a"]);
    let lock = place.store.lock(NO_WAIT).unwrap();
    let mut other = Store::open(place.store.path().to_owned());
    for wait in [NO_WAIT, Duration::from_millis(30)] {
        assert_error!(other.lock(wait), Locked);
    }
    assert!(other.read().unwrap().is_some());
    assert_error!(place.set_goal("b", 1), Locked);

    let (sender, waits) = mpsc::channel();
    other.disk = Arc::new(AnnouncingDisk(sender));
    thread::scope(|scope| {
        let waiting = scope.spawn(|| other.lock(Duration::from_secs(20)));
        waits.recv().unwrap();
        drop(lock);
        assert!(waiting.join().unwrap().is_ok());
    });
    assert!(place.at("profile.json.lock").exists());

    let elsewhere = Place::with_goals(&["a"]);
    let lock = elsewhere.store.lock(NO_WAIT).unwrap();
    let record = place.store.read().unwrap().unwrap();
    let saved = place.store.save(&lock, &record, moment(2));
    assert_error!(saved, Changed);
}

#[test]
fn restoring_keeps_what_it_replaces() {
    let place = Place::with_goals(&["a", "b", "c"]);
    let lock = place.store.lock(NO_WAIT).unwrap();
    let restored = place.store.restore(&lock, None, moment(130)).unwrap();
    assert!(restored.good);
    assert_eq!(place.goal().as_deref(), Some("b"), "not what is there");
    let oldest = place.store.backups().unwrap().pop().unwrap();
    let restored = place
        .store
        .restore(&lock, Some(&oldest.name), moment(131))
        .unwrap();
    assert_eq!(restored, oldest);
    assert_eq!(place.goal().as_deref(), Some("a"));
    assert_eq!(place.good(), ["a", "b", "c", "b", "a"]);

    for name in ["../profile.json", "profile.json", "", "backups"] {
        let none = place.store.restore(&lock, Some(name), moment(12));
        assert!(matches!(none, Err(StoreError::NoBackup { .. })), "{name}");
    }
    drop(lock);
    place.set_goal("d", 13).unwrap();
}

#[test]
fn restoring_over_a_damaged_file_sets_it_aside() {
    let place = Place::with_goals(&["a", "b", "c"]);
    place.write("half of a rec");
    let newest = place.store.backups().unwrap().remove(0);
    fs::write(place.at("backups").join(&newest.name), "").unwrap();
    assert_eq!(place.kept(), [None, Some("b".into()), Some("a".into())]);
    let lock = place.store.lock(NO_WAIT).unwrap();
    let bad = place.store.restore(&lock, Some(&newest.name), moment(10));
    assert_error!(bad, BadBackup);
    assert_eq!(place.text(), "half of a rec");

    place.store.restore(&lock, None, moment(10)).unwrap();
    assert_eq!(place.goal().as_deref(), Some("b"));
    let aside = place.at("profile.damaged-20261123T120010.000000Z.json");
    assert_eq!(fs::read_to_string(aside).unwrap(), "half of a rec");

    place.write("{\"schema\": 99}");
    let newer = place.store.restore(&lock, None, moment(11));
    assert_error!(newer, Newer);
    assert_eq!(place.text(), "{\"schema\": 99}");
}

#[test]
fn nothing_to_restore_is_said() {
    let place = Place::new();
    let lock = place.store.lock(NO_WAIT).unwrap();
    let none = place.store.restore(&lock, None, moment(0)).unwrap_err();
    assert_eq!(
        none.to_string(),
        "there is no good kept version of the record"
    );
    assert!(place.store.backups().unwrap().is_empty());
}

#[test]
fn only_a_damaged_file_is_set_aside() {
    let place = Place::with_goals(&["a"]);
    let lock = place.store.lock(NO_WAIT).unwrap();
    let record = place.store.read().unwrap().unwrap();
    let good = place.store.set_aside(&lock, moment(1));
    assert_error!(good, Changed);
    for _ in 0..2 {
        place.write("{");
        let aside = place.store.set_aside(&lock, moment(1)).unwrap();
        assert_eq!(fs::read_to_string(aside).unwrap(), "{");
        assert!(place.store.read().unwrap().is_none());
    }
    place.store.save(&lock, &record, moment(2)).unwrap();
    assert_eq!(place.goal().as_deref(), Some("a"));
    place.write("{\"schema\": 2}");
    let newer = place.store.set_aside(&lock, moment(3));
    assert_error!(newer, Newer);
}

#[test]
fn an_older_form_is_kept_beside_when_it_is_first_saved() {
    fn aim_to_goal(mut file: Value) -> Value {
        file["goal"] = file["aim"].take();
        file
    }
    let mut place = Place::new();
    place.store.migrations = &[aim_to_goal];
    let old = json!({"schema": 1, "aim": "a", "later": true}).to_string();
    place.write(&old);
    assert_eq!(place.goal().as_deref(), Some("a"));
    assert_eq!(place.text(), old, "reading writes nothing");
    place.set_goal("b", 1).unwrap();
    let beside = place.at("profile.schema-1.json");
    assert_eq!(fs::read_to_string(&beside).unwrap(), old);
    let saved: Value = serde_json::from_str(&place.text()).unwrap();
    assert_eq!(
        (&saved["schema"], &saved["later"]),
        (&json!(2), &json!(true))
    );
    place.set_goal("c", 2).unwrap();
    assert_eq!(fs::read_to_string(&beside).unwrap(), old);
    // A version of the old form comes back as it was, and is led on again.
    let oldest = place.store.backups().unwrap().pop().unwrap();
    let lock = place.store.lock(NO_WAIT).unwrap();
    place
        .store
        .restore(&lock, Some(&oldest.name), moment(3))
        .unwrap();
    assert_eq!(place.text(), old);
    assert_eq!(place.goal().as_deref(), Some("a"));
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let place = Place::with_goals(&["a"]);
    let link = place.folder.path().join("link.json");
    std::os::unix::fs::symlink("cisopath/profile.json", &link).unwrap();
    let store = Store::open(link.clone());
    set_goal(&store, "b", 1).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(place.goal().as_deref(), Some("b"));
    assert_eq!(place.kept(), [Some("b".into())]);
    let _lock = store.lock(NO_WAIT).unwrap();
    let locked = place.store.lock(NO_WAIT);
    assert!(matches!(locked, Err(StoreError::Locked { .. })), "one lock");
}

/// Names the record for the second process of the test below.
const KILLED_WRITER: &str = "CISOPATH_TEST_KILLED_WRITER";

/// Saves until it is killed, and says so after each save.
fn save_forever(path: PathBuf) {
    let store = Store::open(path);
    for i in 0i64.. {
        set_goal(&store, &format!("{i} {}", "x".repeat(50_000)), i).unwrap();
        writeln!(io::stdout(), "saved").unwrap();
    }
}

#[cfg(unix)]
#[test]
fn a_writer_that_is_killed_leaves_a_good_record() {
    if let Some(path) = std::env::var_os(KILLED_WRITER) {
        return save_forever(path.into());
    }
    let place = Place::with_goals(&["a"]);
    for round in 0..6 {
        let mut writer = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "--nocapture"])
            .arg("profile::store::tests::a_writer_that_is_killed_leaves_a_good_record")
            .env(KILLED_WRITER, place.store.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(writer.stdout.take().unwrap()).lines();
        let mut saves = lines.map_while(Result::ok).filter(|line| line == "saved");
        assert_eq!(saves.by_ref().take(1 + round).count(), 1 + round);
        // A little longer, so that each round ends at another point.
        for _ in 0..round {
            place.store.peek().unwrap();
        }
        writer.kill().unwrap();
        writer.wait().unwrap();

        assert!(place.store.read().unwrap().is_some());
        assert!(place.kept().iter().all(Option::is_some));
        let lock = place.store.lock(NO_WAIT).unwrap();
        drop(lock);
        assert_eq!(place.files().len(), 3, "{:?}", place.files());
    }
    place.set_goal("b", 0).unwrap();
}
