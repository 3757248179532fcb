//! Several writers, and writers that are killed.

use std::time::{Duration, Instant};

use cisopath::catalog::Catalog;
use cisopath::profile::Store;

use crate::support::home::Home;

#[test]
fn a_command_waits_for_the_lock_and_gives_up() {
    let home = Home::begun();
    let before = std::fs::read(home.record()).unwrap();
    let store = Store::open(home.record());
    let lock = store.lock(Duration::ZERO).unwrap();
    let started = Instant::now();
    home.fails(4, "mark GDPR held", &["in use by another cisopath"]);
    let waited = started.elapsed();
    assert!(waited >= Duration::from_millis(1900), "{waited:?}");
    assert_eq!(std::fs::read(home.record()).unwrap(), before);
    // Reading always works, and the doctor takes no offence.
    home.ok("status");
    assert_eq!(home.json("doctor")["lock"]["state"], "held");
    drop(lock);
    home.ok("mark GDPR held");
}

#[test]
fn a_command_goes_on_when_the_lock_is_free_in_time() {
    let home = Home::begun();
    let store = Store::open(home.record());
    let lock = store.lock(Duration::ZERO).unwrap();
    let child = home.spawn("mark GDPR held");
    std::thread::sleep(Duration::from_millis(300));
    drop(lock);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.stdout, b"Marked GDPR as held.\n");
}

#[test]
fn writers_at_the_same_time_lose_nothing() {
    let home = Home::begun();
    let catalog = Catalog::embedded().unwrap();
    let skills = catalog.skills().take(4);
    let skills: Vec<String> = skills.map(|s| s.uri().to_string()).collect();
    let mark = |skill: &String| home.spawn(format!("mark {skill} learning"));
    let children: Vec<_> = skills.iter().map(mark).collect();
    let outputs = children.into_iter().map(|c| c.wait_with_output().unwrap());
    let acknowledged: Vec<bool> = outputs.map(|output| output.status.success()).collect();
    assert!(acknowledged.contains(&true));
    let record = home.read_record();
    for (skill, acknowledged) in skills.iter().zip(acknowledged) {
        let is_marked = record["skills"].get(skill).is_some();
        assert_eq!(is_marked, acknowledged, "{skill}");
    }
}

#[cfg(unix)]
#[test]
fn a_killed_writer_loses_nothing_that_was_acknowledged() {
    let home = Home::begun();
    let catalog = Catalog::embedded().unwrap();
    // How long a command takes here decides when to kill one.
    let started = Instant::now();
    home.ok("mark GDPR held");
    let usual = started.elapsed();
    let store = Store::open(home.record());
    let mut acknowledged = Vec::new();
    for (at, skill) in catalog.skills().take(20).enumerate() {
        let mut child = home.spawn(format!("mark '{}' held", skill.uri()));
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
