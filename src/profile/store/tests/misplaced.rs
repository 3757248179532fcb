//! What stands in the place of the record and is none, or is too large, and the ways out.

use super::*;

/// Puts something in the place of the record; then a version can be brought back, and it can be set aside.
#[track_caller]
fn check_way_out(make: impl Fn(&Path), why: &str) {
    for restores in [true, false] {
        let place = Place::with_goals(&["a", "b"]);
        let record = place.store.read().unwrap().unwrap();
        fs::remove_file(place.at("profile.json")).unwrap();
        make(&place.at("profile.json"));
        match place.store.read() {
            Err(StoreError::Damaged { detail, .. }) => assert_eq!(detail, why),
            other => panic!("{other:?}"),
        }
        let lock = place.store.lock(NO_WAIT).unwrap();
        let saved = place.store.save(&lock, &record, moment(300));
        assert_error!(saved, Damaged);
        if restores {
            place.store.restore(&lock, None, moment(300)).unwrap();
        } else {
            place.store.set_aside(&lock, moment(300)).unwrap();
            assert!(place.store.read().unwrap().is_none());
            place.store.save(&lock, &record, moment(300)).unwrap();
        }
        assert_eq!(place.goal().as_deref(), Some("b"));
        let aside = place.at("profile.damaged-20261123T120500.000000Z.json");
        assert!(fs::symlink_metadata(aside).is_ok());
    }
}

#[test]
fn what_stands_in_the_place_of_the_record_is_moved_away() {
    let large = |path: &Path| {
        let file = fs::File::create(path).unwrap();
        file.set_len(MAX_SIZE + 1).unwrap();
    };
    check_way_out(large, "it is larger than 64 MB");
    let folder = |path: &Path| {
        fs::create_dir(path).unwrap();
        fs::write(path.join("inside"), "").unwrap();
    };
    check_way_out(folder, "it is a folder");
    #[cfg(unix)]
    check_way_out(
        |path| {
            let made = Command::new("mkfifo").arg(path).status();
            assert!(made.unwrap().success());
        },
        "it is not a regular file",
    );
}

#[test]
fn a_record_that_could_not_be_read_again_is_not_written() {
    let place = Place::with_goals(&["a"]);
    let saved = place.set_goal(&"x".repeat(MAX_SIZE as usize), 60);
    assert_error!(saved, TooLarge);
    assert_eq!(place.goal().as_deref(), Some("a"));
    assert_eq!(place.kept(), [Some("a".into())]);
    place.set_goal("b", 120).unwrap();
    assert_eq!(place.goal().as_deref(), Some("b"));
}
