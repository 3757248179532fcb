//! Keeping, choosing and refusing catalogues, each in a folder of its own.

use super::*;
use crate::catalog::{EMBEDDED_ESCO, OccupationIx, SkillIx};

fn library() -> (tempfile::TempDir, Library) {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::new(dir.path().join("catalogs"));
    (dir, library)
}

fn embedded() -> EscoFile {
    serde_json::from_str(EMBEDDED_ESCO).unwrap()
}

#[test]
fn an_empty_library_uses_the_embedded_catalogue() {
    let (_dir, library) = library();
    assert!(library.list().unwrap().is_empty());
    assert_eq!(library.in_use(), None);
    assert_eq!(library.open_in_use().unwrap().occupations().len(), 111);
    assert!(matches!(
        library.remove(EMBEDDED),
        Err(LibraryError::Embedded)
    ));
}

#[test]
fn what_is_kept_is_the_same_catalogue() {
    let (_dir, library) = library();
    let id = library.save(&embedded(), []).unwrap();
    assert_eq!(id, "esco-1.2.0-en");
    library.activate(&id).unwrap();
    let (kept, known) = (library.open_in_use().unwrap(), Catalog::embedded().unwrap());
    let labels = |catalog: &Catalog| -> Vec<String> {
        let each = catalog.skills();
        each.map(|s| format!("{s:?} {:?}", s.alternative_labels()))
            .collect()
    };
    assert_eq!(labels(&kept), labels(&known));
    assert_eq!(kept.tracks.tracks.len(), known.tracks.tracks.len());
    let listed = library.list().unwrap();
    let metadata = listed[0].metadata.as_ref().unwrap();
    assert_eq!(
        (listed.len(), metadata.occupations, metadata.skills),
        (1, 111, 1464)
    );
    // Kept again, it takes the place of the former.
    library.save(&embedded(), []).unwrap();
    assert_eq!(library.list().unwrap().len(), 1);
    assert_eq!(library.take_previous().as_deref(), Some(EMBEDDED));
    assert_eq!(library.take_previous(), None);
    assert!(library.remove(&id).unwrap());
    assert_eq!(library.in_use(), None);
}

#[test]
fn names_that_are_none_are_unknown() {
    let (_dir, library) = library();
    library.save(&embedded(), []).unwrap();
    for id in ["", "esco-9", "../catalogs/esco-1.2.0-en", ".", "a/b"] {
        let unknown = |e: LibraryError| matches!(e, LibraryError::Unknown(_));
        assert!(library.open(id).is_err_and(unknown), "{id}");
        assert!(library.activate(id).is_err_and(unknown), "{id}");
        assert!(library.remove(id).is_err_and(unknown), "{id}");
    }
    assert_eq!(Library::id("../1", "d/e"), "esco-.._1-d_e");
}

#[test]
fn a_damaged_file_is_refused_and_listed_as_such() {
    let (_dir, library) = library();
    let id = library.save(&embedded(), []).unwrap();
    library.activate(&id).unwrap();
    let path = library.path(&id);
    let mut bytes = fs::read(&path).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&path, bytes).unwrap();
    let refused = "the catalogue \"esco-1.2.0-en\" is not used";
    assert_eq!(library.check(&id).unwrap_err().to_string(), refused);
    // What is not damaged is there; alternative labels are in the second part.
    let catalog = library.open(&id).unwrap();
    assert!(catalog.skill(SkillIx(0)).alternative_labels().is_empty());
    assert!(!catalog.skill(SkillIx(0)).label().is_empty());
    fs::write(&path, "something else").unwrap();
    let error = library.open_in_use().unwrap_err();
    assert_eq!(error.to_string(), refused);
    assert!(library.list().unwrap()[0].metadata.is_err());
    assert!(library.remove(&id).unwrap());
}

#[test]
fn descriptions_come_back() {
    let (_dir, library) = library();
    let file = embedded();
    let texts: Vec<String> = (0..file.occupations.len() + file.skills.len())
        .map(|at| format!("what stands at {at}"))
        .collect();
    let id = library
        .save(&file, texts.iter().map(String::as_str))
        .unwrap();
    let catalog = library.open(&id).unwrap();
    let (role, skill) = (OccupationIx(3), SkillIx(5));
    assert_eq!(catalog.occupation(role).description(), "what stands at 3");
    let place = format!("what stands at {}", file.occupations.len() + 5);
    assert_eq!(catalog.skill(skill).description(), place);
}

/// Damages the selection; then the embedded catalogue is used, with the reason, and a new selection repairs it.
#[track_caller]
fn check_damaged_choice(damage: impl FnOnce(&Path), why: &str) {
    let (_dir, library) = library();
    let id = library.save(&embedded(), []).unwrap();
    library.activate(&id).unwrap();
    let path = library.folder.join(IN_USE);
    fs::remove_file(&path).unwrap();
    damage(&path);
    assert_eq!(library.open_in_use().unwrap().occupations().len(), 111);
    match library.selection().problem {
        Some(LibraryError::Selection { source, .. }) => assert_eq!(source.to_string(), why),
        other => panic!("{other:?}"),
    }
    library.activate(&id).unwrap();
    assert_eq!(library.in_use().as_deref(), Some(&*id));
    assert!(library.selection().problem.is_none());
}

#[test]
fn a_damaged_choice_locks_nobody_out() {
    check_damaged_choice(|path| fs::write(path, "").unwrap(), "it is empty");
    check_damaged_choice(
        |path| fs::write(path, b"esco-1.2.0-e\xff\n").unwrap(),
        "byte 13 is not UTF-8 text",
    );
    check_damaged_choice(
        |path| fs::write(path, "esco-1.2.0-eo\n").unwrap(),
        "there is no catalogue \"esco-1.2.0-eo\"",
    );
    check_damaged_choice(|path| fs::create_dir(path).unwrap(), "it is a folder");
    #[cfg(unix)]
    check_damaged_choice(
        |path| {
            let made = std::process::Command::new("mkfifo").arg(path).status();
            assert!(made.unwrap().success());
        },
        "it is not a regular file",
    );
    #[cfg(unix)]
    check_damaged_choice(
        |path| std::os::unix::fs::symlink("/dev/zero", path).unwrap(),
        "it is not a regular file",
    );
}

#[test]
fn what_killed_imports_left_goes_after_a_day() {
    let (_dir, library) = library();
    let id = library.save(&embedded(), []).unwrap();
    let now = SystemTime::UNIX_EPOCH + Duration::from_hours(24 * 365 * 50);
    let write = |name: &str, hours| {
        let file = File::create(library.folder.join(name)).unwrap();
        file.set_modified(now - Duration::from_hours(hours))
            .unwrap();
    };
    write(".tmpAbC123", 25);
    write(".tmpDeF456", 23);
    write("other", 25);
    assert_eq!(library.remove_stale_files(now), 1);
    let left = |name: &str| library.folder.join(name).exists();
    assert!(!left(".tmpAbC123") && left(".tmpDeF456") && left("other"));
    assert!(library.open(&id).is_ok());
}

#[cfg(unix)]
#[test]
fn files_and_folders_are_for_the_owner() {
    use std::os::unix::fs::PermissionsExt;
    let (_dir, library) = library();
    let id = library.save(&embedded(), []).unwrap();
    library.activate(&id).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&library.folder), 0o700);
    assert_eq!(mode(&library.path(&id)), 0o600);
    assert_eq!(mode(&library.folder.join(IN_USE)), 0o600);
}
