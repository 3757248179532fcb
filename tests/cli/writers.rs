//! Several writers, and writers that are killed.

use std::time::{Duration, Instant};

use cisopath::catalog::Catalog;
use cisopath::profile::Store;

use crate::support::home::{Home, Ran};

#[test]
fn a_command_waits_for_the_lock_and_gives_up() {
    let home = Home::begun();
    let before = std::fs::read(home.record()).unwrap();
    let store = Store::open(home.record());
    let lock = store.lock(Duration::ZERO).unwrap();
    let started = Instant::now();
    let said = home.run(&["mark", "GDPR", "held"]).failed(4);
    assert!(
        started.elapsed() >= Duration::from_millis(1900),
        "{:?}",
        started.elapsed()
    );
    assert!(said.contains("in use by another cisopath"), "{said}");
    assert_eq!(std::fs::read(home.record()).unwrap(), before);
    // Reading always works, and the doctor takes no offence.
    home.run(&["status"]).ok();
    assert_eq!(home.json(&["doctor"])["lock"]["state"], "held");
    drop(lock);
    home.run(&["mark", "GDPR", "held"]).ok();
}

#[test]
fn a_command_goes_on_when_the_lock_is_free_in_time() {
    let home = Home::begun();
    let store = Store::open(home.record());
    let lock = store.lock(Duration::ZERO).unwrap();
    let child = home.spawn(&["mark", "GDPR", "held"]);
    std::thread::sleep(Duration::from_millis(300));
    drop(lock);
    assert_eq!(
        Ran::of(child.wait_with_output().unwrap()).ok(),
        "Marked GDPR as held.\n"
    );
}

#[test]
fn writers_at_the_same_time_lose_nothing() {
    let home = Home::begun();
    let catalog = Catalog::embedded().unwrap();
    let skills = catalog.skills().take(4);
    let skills: Vec<String> = skills.map(|s| s.uri().to_string()).collect();
    let children: Vec<_> = skills
        .iter()
        .map(|s| home.spawn(&["mark", s, "learning"]))
        .collect();
    let acknowledged: Vec<bool> = children
        .into_iter()
        .map(|c| c.wait_with_output().unwrap().status.success())
        .collect();
    assert!(acknowledged.contains(&true));
    let record = home.read_record();
    for (skill, acknowledged) in skills.iter().zip(acknowledged) {
        assert_eq!(
            record["skills"].get(skill).is_some(),
            acknowledged,
            "{skill}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_killed_writer_loses_nothing_that_was_acknowledged() {
    let home = Home::begun();
    let catalog = Catalog::embedded().unwrap();
    // How long a command takes here decides when to kill one.
    let started = Instant::now();
    home.run(&["mark", "GDPR", "held"]).ok();
    let usual = started.elapsed();
    let store = Store::open(home.record());
    let mut acknowledged = Vec::new();
    for (at, skill) in catalog.skills().take(20).enumerate() {
        let mut child = home.spawn(&["mark", skill.uri(), "held"]);
        std::thread::sleep(usual * (at as u32 % 10 + 3) / 10);
        // It may have ended already.
        child.kill().ok();
        let output = child.wait_with_output().unwrap();
        if output.stdout.starts_with(b"Marked") {
            acknowledged.push(skill.uri());
        }
        let record = store.read().unwrap().unwrap();
        for uri in &acknowledged {
            assert!(record.profile.skills.contains_key(&**uri), "{uri} was lost");
        }
        drop(store.lock(Duration::ZERO).expect("a lock was left behind"));
    }
}
