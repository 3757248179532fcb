//! Files that are none, that may not be written or are oddly named, and clocks that are wrong.

use super::*;

/// Puts what is no regular file in the place of one; nothing hangs then, and saving is refused with a sentence.
#[cfg(unix)]
fn check_special(name: &str, make: impl Fn(&Path)) {
    let place = Place::with_goals(&["a"]);
    fs::remove_file(place.at(name)).unwrap();
    make(&place.at(name));
    if name == "profile.json" {
        assert!(place.store.read().is_err());
    }
    let said = match place.set_goal("b", 1) {
        Err(StoreError::Io { source, .. }) => source.to_string(),
        Err(StoreError::Damaged { detail, .. }) => detail,
        other => panic!("{name}: {other:?}"),
    };
    assert!(said.starts_with("it is "), "{name}: {said}");
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_refused() {
    let fifo = |path: &Path| {
        let made = Command::new("mkfifo").arg(path).status().unwrap();
        assert!(made.success());
    };
    for name in ["profile.json", "profile.json.lock"] {
        check_special(name, |path| fs::create_dir(path).unwrap());
        check_special(name, fifo);
        check_special(name, |path| {
            fifo(&path.with_file_name("pipe"));
            std::os::unix::fs::symlink("pipe", path).unwrap();
        });
        check_special(name, |path| {
            std::os::unix::fs::symlink("/dev/zero", path).unwrap();
        });
    }
    // Nothing is made beside a device.
    let device = Store::open("/dev/zero".into());
    let locked = device.lock(NO_WAIT);
    assert_error!(locked, Io);
    // A directory in the place of a kept version is not good, and hinders no save.
    let place = Place::with_goals(&["a", "b"]);
    let newest = place.store.backups().unwrap().remove(0);
    let newest = place.at("backups").join(newest.name);
    fs::remove_file(&newest).unwrap();
    fifo(&newest);
    assert_eq!(place.kept(), [None, Some("a".into())]);
    place.set_goal("c", 120).unwrap();
    let kept = place.kept();
    assert_eq!(kept.first(), Some(&Some("c".into())), "{kept:?}");
}

#[cfg(unix)]
#[test]
fn a_record_that_is_marked_as_read_only_is_not_replaced() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::with_goals(&["a"]);
    let path = place.at("profile.json");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let saved = place.set_goal("b", 1);
    assert_error!(saved, ReadOnly);
    assert_eq!(place.goal().as_deref(), Some("a"));
}

#[cfg(target_os = "linux")]
#[test]
fn records_whose_names_are_not_text_have_versions_of_their_own() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    let stores = [b"me\xfe.json", b"me\xff.json"]
        .map(|name| Store::open(folder.path().join(std::ffi::OsStr::from_bytes(name))));
    for (store, goal) in stores.iter().zip(["a", "b"]) {
        set_goal(store, goal, 0).unwrap();
    }
    for (store, goal) in stores.iter().zip(["a", "b"]) {
        let kept = store.backups().unwrap();
        assert_eq!(kept.len(), 1);
        std::fs::write(store.path(), "").unwrap();
        let lock = store.lock(NO_WAIT).unwrap();
        store
            .restore(&lock, Some(&kept[0].name), moment(1))
            .unwrap();
        let record = store.read().unwrap().unwrap();
        assert_eq!(record.profile.goal.as_deref(), Some(goal));
    }
}

#[test]
fn a_clock_that_was_ahead_does_not_win() {
    let year = 31_536_000;
    let place = Place::new();
    place.set_goal("a", 0).unwrap();
    place.set_goal("ahead", year).unwrap();
    place.set_goal("b", 60).unwrap();
    place.set_goal("c", 120).unwrap();
    assert_eq!(place.good(), ["c", "b", "ahead", "a"]);
    place.write("{");
    match place.store.read() {
        Err(StoreError::Damaged { newest_good, .. }) => {
            assert_eq!(newest_good.unwrap().at, moment(120).at);
        }
        other => panic!("{other:?}"),
    }
    let lock = place.store.lock(NO_WAIT).unwrap();
    place.store.restore(&lock, None, moment(180)).unwrap();
    assert_eq!(place.goal().as_deref(), Some("c"));
    drop(lock);
    // The count goes on when the folder of versions is gone, and when an older version was restored.
    place.set_goal("d", 240).unwrap();
    let saves = place.store.read().unwrap().unwrap().saves;
    fs::remove_dir_all(place.at("backups")).unwrap();
    place.set_goal("e", 300).unwrap();
    assert!(place.store.read().unwrap().unwrap().saves > saves);
}
