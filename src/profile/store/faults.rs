//! A file system that fails: each call of a save fails once, or is the last before a kill or a power cut. Afterwards
//! the record is the old one or the new one, and an acknowledged save is never lost.

use std::ffi::OsString;
use std::fs::{File, Metadata, TryLockError};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rustix::io::Errno;
use tempfile::TempDir;

use super::disk::{Disk, SystemDisk};
use super::error::StoreError;
use super::record_store::Store;
use super::tests::{assert_error, set_goal};
use crate::profile::edit::Edit;
use crate::profile::testing::moment;

/// What happens at the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// The call fails, and all later ones do what they should.
    Fails(Errno),
    /// The program is gone: neither this call nor a later one is made.
    Kill,
    /// The machine is gone: what was not forced to the device is lost. The names of files are on the device all the
    /// same.
    PowerCut,
    /// As a power cut, and names that were not forced to the device are lost as well.
    PowerCutWithNames,
}

const FAULTS: [Fault; 7] = [
    Fault::Fails(Errno::IO),
    Fault::Fails(Errno::NOSPC),
    Fault::Fails(Errno::ACCESS),
    Fault::Fails(Errno::INVAL),
    Fault::Kill,
    Fault::PowerCut,
    Fault::PowerCutWithNames,
];

/// The real file system, in which one call fails.
#[derive(Debug)]
struct FaultyDisk {
    fault: Fault,
    state: Mutex<State>,
    /// Where files that lost their name wait for being put back.
    attic: TempDir,
}

#[derive(Debug, Default)]
struct State {
    /// How many calls go well before the fault.
    left: usize,
    happened: bool,
    /// Files whose content is not on the device, by number.
    unsynced: Vec<(u64, PathBuf)>,
    /// Changes of names that are not on the device, oldest first.
    names: Vec<Name>,
    count: usize,
}

/// A name that changed: what it led to before, in the attic; nothing when it was free.
#[derive(Debug)]
struct Name {
    path: PathBuf,
    before: Option<PathBuf>,
}

impl FaultyDisk {
    fn new(fault: Fault, left: usize) -> Self {
        let state = State {
            left,
            ..State::default()
        };
        Self {
            fault,
            state: Mutex::new(state),
            attic: tempfile::tempdir().unwrap(),
        }
    }

    /// Counts a call; fails it when its turn has come, and all later ones if the program ended there.
    fn turn(&self) -> io::Result<()> {
        let mut state = self.state.lock().unwrap();
        let errno = match self.fault {
            Fault::Fails(errno) => errno,
            _ => Errno::IO,
        };
        if state.happened {
            return match self.fault {
                Fault::Fails(_) => Ok(()),
                _ => Err(errno.into()),
            };
        }
        if state.left > 0 {
            state.left -= 1;
            return Ok(());
        }
        state.happened = true;
        if matches!(self.fault, Fault::PowerCut | Fault::PowerCutWithNames) {
            self.cut_power(&mut state);
        }
        Err(errno.into())
    }

    fn happened(&self) -> bool {
        self.state.lock().unwrap().happened
    }

    fn cut_power(&self, state: &mut State) {
        for (number, path) in &state.unsynced {
            // It may have another name by now.
            let folder = path.parent().unwrap();
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                if number_of(&entry.path()) == Some(*number) {
                    File::create(entry.path()).unwrap();
                }
            }
        }
        if self.fault == Fault::PowerCutWithNames {
            while let Some(name) = state.names.pop() {
                std::fs::remove_file(&name.path).ok();
                if let Some(before) = name.before {
                    std::fs::hard_link(before, &name.path).unwrap();
                }
            }
        }
    }

    /// Remembers what a name leads to before it changes.
    fn remember(&self, path: &Path) {
        let mut state = self.state.lock().unwrap();
        state.count += 1;
        let kept = self.attic.path().join(state.count.to_string());
        let before = std::fs::hard_link(path, &kept).is_ok().then_some(kept);
        let path = path.to_owned();
        state.names.push(Name { path, before });
    }
}

fn number_of(path: &Path) -> Option<u64> {
    std::fs::metadata(path).ok().map(|m| m.ino())
}

fn number(file: &File) -> u64 {
    file.metadata().unwrap().ino()
}

/// Methods of a disk that count as a call and otherwise do what they should.
macro_rules! counted {
    ($($name:ident($($arg:ident: $type:ty),*) -> $given:ty;)*) => {$(
        fn $name(&self, $($arg: $type),*) -> io::Result<$given> {
            self.turn()?;
            SystemDisk.$name($($arg),*)
        }
    )*};
}

impl Disk for FaultyDisk {
    counted! {
        read_link(path: &Path) -> PathBuf;
        metadata(path: &Path) -> Metadata;
        read(path: &Path, limit: u64) -> (Vec<u8>, Metadata);
        list(folder: &Path) -> Vec<OsString>;
        make_folder(folder: &Path) -> ();
        open_lock(path: &Path) -> File;
    }

    fn try_lock(&self, file: &File) -> Result<(), TryLockError> {
        self.turn().map_err(TryLockError::Error)?;
        SystemDisk.try_lock(file)
    }

    fn create(&self, path: &Path) -> io::Result<File> {
        self.turn()?;
        let file = SystemDisk.create(path)?;
        let mut state = self.state.lock().unwrap();
        state.unsynced.push((number(&file), path.to_owned()));
        let path = path.to_owned();
        state.names.push(Name { path, before: None });
        Ok(file)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.turn() {
            // A disk that is full takes what fits.
            SystemDisk.write(file, &bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        SystemDisk.write(file, bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.turn()?;
        let number = number(file);
        let mut state = self.state.lock().unwrap();
        state.unsynced.retain(|(other, _)| *other != number);
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.turn()?;
        let mut state = self.state.lock().unwrap();
        state
            .names
            .retain(|name| name.path.parent() != Some(folder));
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.turn()?;
        self.remember(to);
        self.remember(from);
        SystemDisk.rename(from, to)
    }

    fn link(&self, file: &Path, name: &Path) -> io::Result<()> {
        self.turn()?;
        self.remember(name);
        SystemDisk.link(file, name)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.turn()?;
        self.remember(path);
        SystemDisk.remove(path)
    }
}

/// The real file system, on which nothing is forced to the device: that takes long, and no power is cut here.
#[derive(Debug)]
struct UnsyncedDisk;

impl Disk for UnsyncedDisk {
    fn sync(&self, _: &File) -> io::Result<()> {
        Ok(())
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// The store of the record at `path`, with nothing failing.
fn sound(path: &Path) -> Store {
    let mut store = Store::open(path.to_owned());
    store.disk = Arc::new(UnsyncedDisk);
    store
}

/// A store in which `goals` were saved, a minute apart, with nothing failing.
fn place(goals: &[&str]) -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = sound(&folder.path().join("cisopath/profile.json"));
    for (at, goal) in goals.iter().enumerate() {
        set_goal(&store, goal, at as i64 * 60).unwrap();
    }
    (folder, store)
}

fn goal_of(store: &Store) -> String {
    let record = store.read().unwrap().unwrap();
    record.profile.goal.unwrap().to_string()
}

/// The store with a file system in which the call after `calls` others fails, until `work` never gets that far.
fn each_call(goals: &[&str], work: impl Fn(&Store, Fault)) {
    for fault in FAULTS {
        let mut calls = 0;
        loop {
            let (_folder, before) = place(goals);
            let faulty = Arc::new(FaultyDisk::new(fault, calls));
            let mut store = Store::open(before.path().to_owned());
            store.disk = faulty.clone();
            work(&store, fault);
            if !faulty.happened() {
                assert!(calls > 10, "hardly a call was made");
                break;
            }
            calls += 1;
        }
    }
}

#[test]
fn a_save_that_fails_leaves_the_old_record_or_the_new_one() {
    const GOALS: [&str; 3] = ["b", "c", "d"];
    each_call(&["a"], |store, fault| {
        // Two within a minute: the later takes the place of the former among the versions.
        let mut acknowledged = "a";
        let mut tried = "a";
        for (goal, seconds) in GOALS.iter().zip([60, 90, 150]) {
            tried = goal;
            match set_goal(store, goal, seconds) {
                Ok(changed) => {
                    assert!(changed);
                    acknowledged = goal;
                }
                Err(error) => {
                    let written = matches!(error, StoreError::NotSynced { .. });
                    let after = sound(store.path());
                    if matches!(fault, Fault::Fails(_)) {
                        let expected = if written { goal } else { acknowledged };
                        assert_eq!(goal_of(&after), *expected, "{error:?}");
                        if written {
                            acknowledged = goal;
                        }
                    }
                    break;
                }
            }
        }
        let after = sound(store.path());
        let found = goal_of(&after);
        assert!(
            found == acknowledged || found == tried,
            "{fault:?}: \"{found}\" is neither \"{acknowledged}\" nor \"{tried}\""
        );
        // The newest good version is at most one save behind, and nothing stands in the way of the next save.
        let kept = after.backups().unwrap();
        assert!(kept.iter().any(|b| b.good), "{fault:?}: {kept:?}");
        set_goal(&after, "z", 999).unwrap();
        assert_eq!(goal_of(&after), "z");
    });
}

#[test]
fn a_planner_whose_save_failed_saves_again() {
    each_call(&["a"], |store, fault| {
        let Ok(lock) = store.lock(Duration::ZERO) else {
            return;
        };
        let Ok(Some(mut record)) = store.read() else {
            return;
        };
        for (goal, seconds) in [("b", 60), ("c", 70)] {
            let edit = Edit::Goal(Some(goal.into()));
            record.commit("set the goal", edit, moment(seconds));
            let first = store.save(&lock, &record, moment(seconds));
            if matches!(fault, Fault::Fails(_)) {
                if first.is_err() {
                    store.save(&lock, &record, moment(seconds)).unwrap();
                }
                assert_eq!(goal_of(&sound(store.path())), goal);
            }
        }
    });
}

#[test]
fn a_restore_that_fails_leaves_the_old_record_or_the_new_one() {
    each_call(&["a", "b", "c"], |store, fault| {
        let Ok(lock) = store.lock(Duration::ZERO) else {
            return;
        };
        let restored = store.restore(&lock, None, moment(300));
        let after = sound(store.path());
        let found = goal_of(&after);
        match restored {
            Ok(_) => assert_ne!(found, "c", "{fault:?}"),
            Err(StoreError::NotSynced { .. }) => {}
            Err(_) if matches!(fault, Fault::Fails(_)) => assert_eq!(found, "c"),
            Err(_) => assert!(["b", "c"].contains(&found.as_str())),
        }
    });
}

#[test]
fn a_damaged_record_is_never_lost() {
    each_call(&["a", "b"], |store, fault| {
        std::fs::write(store.path(), "half").unwrap();
        let Ok(lock) = store.lock(Duration::ZERO) else {
            return;
        };
        let set_aside = store.set_aside(&lock, moment(300));
        let folder = store.path().parent().unwrap();
        let files = std::fs::read_dir(folder).unwrap().flatten();
        let held = files.filter_map(|e| std::fs::read(e.path()).ok());
        assert!(held.into_iter().any(|b| b == b"half"), "{fault:?}");
        if set_aside.is_ok() {
            assert!(!store.path().exists(), "{fault:?}");
        }
    });
}

/// Saves where each call of one kind gives an error.
#[derive(Debug)]
struct RefusingDisk {
    /// "lock" or "sync folder".
    call: &'static str,
    errno: Errno,
}

impl Disk for RefusingDisk {
    fn try_lock(&self, file: &File) -> Result<(), TryLockError> {
        match self.call {
            "lock" => Err(TryLockError::Error(self.errno.into())),
            _ => SystemDisk.try_lock(file),
        }
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match self.call {
            "sync folder" => Err(self.errno.into()),
            _ => SystemDisk.sync_folder(folder),
        }
    }
}

/// The store of a person who has a goal, on a file system that refuses a kind of call.
fn refusing(call: &'static str, errno: Errno) -> (TempDir, Store) {
    let (folder, mut store) = place(&["a"]);
    store.disk = Arc::new(RefusingDisk { call, errno });
    (folder, store)
}

/// The store of a person who has a goal, on a device that never says that a name is safe.
pub(crate) fn unsynced() -> (TempDir, Store) {
    refusing("sync folder", Errno::IO)
}

#[test]
fn a_file_system_that_forces_no_folders_is_no_failure() {
    for errno in [Errno::INVAL, Errno::NOTSUP, Errno::ACCESS, Errno::NOSYS] {
        let (_folder, store) = refusing("sync folder", errno);
        for goal in ["b", "c"] {
            set_goal(&store, goal, 60).unwrap();
        }
        assert_eq!(goal_of(&store), "c");
        assert!(!store.has_changed());
        assert_eq!(store.backups().unwrap().len(), 2);
    }
    let (_folder, store) = unsynced();
    let saved = set_goal(&store, "b", 60);
    assert_error!(saved, NotSynced);
    assert_eq!(goal_of(&store), "b", "it is written all the same");
}

#[test]
fn a_file_system_without_locks_is_named() {
    for errno in [Errno::NOSYS, Errno::NOTSUP, Errno::NOLCK] {
        let (_folder, store) = refusing("lock", errno);
        let saved = set_goal(&store, "b", 60);
        assert_error!(saved, NoLocks);
        assert_eq!(goal_of(&store), "a", "it can be read");
    }
    let (_folder, store) = refusing("lock", Errno::IO);
    let saved = set_goal(&store, "b", 60);
    assert_error!(saved, Io);
}
