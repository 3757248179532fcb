//! Kept versions of the record: their names, which of them stay, and the names of files set aside.
//!
//! Every save is kept as a separate copy, so that the newest state can be restored when the record is damaged. A save
//! replaces the version of a save within the same minute, so that a few quick keys do not push out all others. Versions
//! are ordered by a counter in their names, so that a wrong clock does not matter.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::Serialize;

use super::disk::{self, Disk, MAX_SIZE};
use crate::profile::data::Profile;

/// The number of newest versions that stay.
pub(super) const LAST: usize = 10;

/// The number of days with versions of which the last one stays.
pub(super) const DAYS: usize = 30;

/// A kept version of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The name of its file.
    pub name: String,
    /// When it was kept, by the clock of that time.
    pub at: Timestamp,
    /// In bytes.
    pub size: u64,
    /// Whether this version of the program can read it.
    pub good: bool,
    /// `None` if it cannot be read.
    pub holds: Option<BackupSummary>,
}

/// Counts that help to choose among versions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BackupSummary {
    /// Skills with a claim.
    pub skills: usize,
    pub milestones: usize,
    pub steps: usize,
}

impl BackupSummary {
    pub(super) fn of(profile: &Profile) -> Self {
        Self {
            skills: profile.skills.len(),
            milestones: profile.milestones.len(),
            steps: profile.moves.len(),
        }
    }
}

/// The parts of the name of a kept version, ordered as versions were kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct BackupId {
    /// The number of the save, from 1; 0 if an old program did not count.
    pub(super) save: u64,
    pub(super) at: Timestamp,
    /// Distinguishes versions of one moment if saves were not counted, from 1.
    number: u32,
}

/// The kept versions of one record.
#[derive(Debug)]
pub(super) struct BackupFiles<'d> {
    disk: &'d dyn Disk,
    folder: PathBuf,
    stem: OsString,
    /// With its dot, or empty.
    extension: OsString,
}

impl<'d> BackupFiles<'d> {
    pub(super) fn of(disk: &'d dyn Disk, record: &Path) -> Self {
        let mut extension = OsString::new();
        if let Some(text) = record.extension() {
            extension.push(".");
            extension.push(text);
        }
        Self {
            disk,
            folder: disk::folder_of(record).to_owned(),
            stem: record.file_stem().unwrap_or_default().to_owned(),
            extension,
        }
    }

    /// The name of a file of this record, with `text` between stem and extension.
    fn name(&self, text: &str) -> OsString {
        let mut name = self.stem.clone();
        name.push(text);
        name.push(&self.extension);
        name
    }

    /// The folder of the kept versions.
    pub(super) fn backups(&self) -> PathBuf {
        self.folder.join("backups")
    }

    /// The path at which a file of an older schema is kept.
    pub(super) fn of_schema(&self, schema: u32) -> PathBuf {
        self.folder.join(self.name(&format!(".schema-{schema}")))
    }

    /// Keeps a damaged file under a second name; a folder or too large a file is moved there.
    pub(super) fn keep_damaged(&self, file: &Path, now: Timestamp) -> io::Result<PathBuf> {
        let path = |id: BackupId| {
            self.folder
                .join(self.name(&format!(".damaged{}", id.text())))
        };
        let id = first_free(0, now, |id| {
            disk::set_aside(self.disk, file, &path(id), MAX_SIZE)
        })?;
        Ok(path(id))
    }

    /// Gives a file a second name.
    pub(super) fn link_or_copy(&self, file: &Path, name: &Path) -> io::Result<()> {
        disk::link_or_copy(self.disk, file, name, MAX_SIZE)
    }

    /// Keeps the file of the record as a version; returns the version that already holds it.
    pub(super) fn keep(&self, file: &Path, now: Timestamp) -> io::Result<Option<BackupId>> {
        if let Some((newest, kept)) = self.newest()
            && self.read(file).is_ok_and(|bytes| bytes == kept)
        {
            return Ok(Some(newest));
        }
        let save = self.last_save().saturating_add(1);
        self.add(save, now, &|name| self.link_or_copy(file, name))?;
        Ok(None)
    }

    /// Keeps the new content of `file` as a version. It is a copy, so that later damage to the file does not reach it.
    /// If `former` was kept within the same minute, it is removed once the copy is on the device.
    pub(super) fn keep_written(
        &self,
        file: &Path,
        bytes: &[u8],
        save: u64,
        former: Option<BackupId>,
        now: Timestamp,
    ) -> io::Result<()> {
        if self.newest().is_some_and(|(_, kept)| kept == bytes) {
            return Ok(());
        }
        self.add(save, now, &|name| {
            disk::write_copy(self.disk, file, bytes, name)
        })?;
        if let Some(former) = former.filter(|f| minute_of(f.at) == minute_of(now)) {
            // A version too many does no harm.
            self.disk.remove(&self.path(former)).ok();
        }
        Ok(())
    }

    /// The newest version and its content.
    fn newest(&self) -> Option<(BackupId, Vec<u8>)> {
        let newest = *self.list().ok()?.first()?;
        let bytes = self.read(&self.path(newest)).ok()?;
        Some((newest, bytes))
    }

    /// The number of the newest version; 0 without one.
    pub(super) fn last_save(&self) -> u64 {
        let all = self.list().unwrap_or_default();
        all.first().map_or(0, |newest| newest.save)
    }

    /// The content of a file that is not larger than a record may be.
    pub(super) fn read(&self, file: &Path) -> io::Result<Vec<u8>> {
        Ok(self.disk.read(file, MAX_SIZE)?.0)
    }

    /// Adds a version under a free name.
    fn add(
        &self,
        save: u64,
        now: Timestamp,
        make: &dyn Fn(&Path) -> io::Result<()>,
    ) -> io::Result<()> {
        self.disk.make_folder(&self.backups())?;
        first_free(save, now, |id| make(&self.path(id))).map(|_| ())
    }

    /// Newest first.
    pub(super) fn list(&self) -> io::Result<Vec<BackupId>> {
        let names = match self.disk.list(&self.backups()) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            names => names?,
        };
        let mut all: Vec<BackupId> = names.iter().filter_map(|name| self.parse(name)).collect();
        all.sort_unstable_by(|a, b| b.cmp(a));
        Ok(all)
    }

    pub(super) fn prune(&self) {
        let Ok(all) = self.list() else { return };
        for id in superfluous(&all) {
            // A version too many does no harm.
            self.disk.remove(&self.path(id)).ok();
        }
    }

    pub(super) fn path(&self, id: BackupId) -> PathBuf {
        self.backups().join(self.name(&id.text()))
    }

    /// The file name of a version, for display.
    pub(super) fn version(&self, id: BackupId) -> String {
        self.name(&id.text()).to_string_lossy().into_owned()
    }

    /// Parses the file name of a version.
    fn parse(&self, name: &OsStr) -> Option<BackupId> {
        let text = name
            .as_encoded_bytes()
            .strip_prefix(self.stem.as_encoded_bytes())?
            .strip_suffix(self.extension.as_encoded_bytes())?;
        let text = std::str::from_utf8(text).ok()?.strip_prefix('-')?;
        let (text, number) = match text.split_once('_') {
            Some((text, number)) => (text, number.parse().ok()?),
            None => (text, 1),
        };
        let (at, save) = match text.split_once('-') {
            Some((at, save)) => (at, save.parse().ok()?),
            None => (text, 0),
        };
        let at = at.parse().ok()?;
        let id = BackupId { save, at, number };
        (self.name(&id.text()) == name).then_some(id)
    }
}

impl BackupId {
    /// The part of the file name between stem and extension.
    fn text(self) -> String {
        let save = match self.save {
            0 => String::new(),
            save => format!("-{save:06}"),
        };
        let number = match self.number {
            1 => String::new(),
            number => format!("_{number:03}"),
        };
        let at = self.at.strftime("%Y%m%dT%H%M%S.%6fZ");
        format!("-{at}{save}{number}")
    }
}

/// Makes a file under the first name that is free, which `make` says.
fn first_free(
    save: u64,
    at: Timestamp,
    make: impl Fn(BackupId) -> io::Result<()>,
) -> io::Result<BackupId> {
    let mut number = 1;
    loop {
        let id = BackupId { save, at, number };
        match make(id) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => number += 1,
            made => return made.map(|()| id),
        }
    }
}

fn minute_of(at: Timestamp) -> i64 {
    at.as_second().div_euclid(60)
}

/// The day in UTC.
fn day_of(at: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(at).date()
}

/// The versions, given newest first, that need not stay: all but the last ten, and the last one of each of the last
/// thirty days that have one. The present day does not matter, so that a wrong clock makes no version old.
fn superfluous(all: &[BackupId]) -> Vec<BackupId> {
    let mut days = BTreeSet::new();
    let mut gone = Vec::new();
    for (at, id) in all.iter().enumerate() {
        let day = day_of(id.at);
        let ends_day = days.insert(day) && days.len() <= DAYS;
        if at >= LAST && !ends_day {
            gone.push(*id);
        }
    }
    gone
}

#[cfg(test)]
mod tests {
    use super::super::disk::SystemDisk;
    use super::*;
    use crate::profile::testing::moment;

    fn names() -> BackupFiles<'static> {
        BackupFiles::of(&SystemDisk, Path::new("/data/profile.json"))
    }

    fn id(seconds: i64) -> BackupId {
        BackupId {
            save: 0,
            at: moment(seconds).at,
            number: 1,
        }
    }

    #[test]
    fn only_exact_names_are_versions() {
        for (name, is_version) in [
            ("profile-20261123T142301.123456Z.json", true),
            ("profile-20261123T142301.123456Z_002.json", true),
            ("profile-20261123T142301.123456Z-000042.json", true),
            ("profile-20261123T142301.123456Z-000042_002.json", true),
            ("profile-20261123T142301.123456Z-4200000042.json", true),
            ("profile-20261123T142301.123456Z-42.json", false),
            ("profile-20261123T142301.123456Z-000000.json", false),
            ("profile-20261123T142301.123456Z_1002.json", true),
            ("profile-20261123T142301.123456Z_001.json", false),
            ("profile-20261123T142301.123456Z_2.json", false),
            ("profile-20261123T142301Z.json", false),
            ("profile-20261123T142301.123456Z.json.tmp", false),
            ("profile-20261323T142301.123456Z.json", false),
            ("profile.damaged-20261123T142301.123456Z.json", false),
            ("other-20261123T142301.123456Z.json", false),
            ("profile-old-20261123T142301.123456Z.json", false),
        ] {
            let id = names().parse(OsStr::new(name));
            let parsed = id.map(|id| names().version(id));
            assert_eq!(parsed.as_deref(), is_version.then_some(name), "{name}");
        }
        assert_eq!(
            BackupFiles::of(&SystemDisk, Path::new("me")).version(id(0)),
            "me-20261123T120000.000000Z"
        );
    }

    #[test]
    fn versions_stand_in_the_order_of_saves() {
        let counted = |save, seconds| BackupId {
            save,
            ..id(seconds)
        };
        let second = BackupId { number: 2, ..id(0) };
        // Those that were not counted are older than all that were, whatever the clock said.
        let order = [
            id(-86_400),
            id(0),
            second,
            id(999_999_999),
            counted(1, 500),
            counted(2, 0),
            counted(10, -86_400),
        ];
        let mut sorted = order.to_vec();
        sorted.reverse();
        sorted.sort_unstable();
        assert_eq!(sorted, order);
    }

    #[test]
    fn the_last_ten_and_one_a_day_stay() {
        let day = 86_400;
        // Four versions a day, an hour apart, for forty days.
        let mut all: Vec<_> = (0..40)
            .flat_map(|d| (0..4).map(move |h| id(-d * day + h * 3600)))
            .collect();
        all.sort_unstable_by(|a, b| b.cmp(a));
        let gone = superfluous(&all);
        let left: Vec<_> = all.iter().filter(|s| !gone.contains(s)).collect();
        assert!(left.starts_with(&all[..LAST].iter().collect::<Vec<_>>()));
        // Day 0 and day 1 stand in the last ten, day 2 in part, its last version among them.
        assert_eq!(left.len(), LAST + 27);
        assert!(
            left.iter()
                .skip(LAST)
                .all(|s| s.at.to_string().contains("T15:00:00"))
        );
        assert_eq!(day_of(left.last().unwrap().at), day_of(id(-29 * day).at));
    }

    #[test]
    fn a_clock_that_is_wrong_pushes_out_one_day_at_most() {
        let day = 86_400;
        for years in [-10, -1, 1, 10] {
            let wrong = years * 365 * day;
            // One version a day for thirty days, and then some under a wrong clock.
            let moments = (0..30).map(|d| d * day).chain((0..3).map(|s| wrong + s));
            let mut all: Vec<_> = (1..)
                .zip(moments)
                .map(|(save, seconds)| BackupId {
                    save,
                    ..id(seconds)
                })
                .collect();
            all.reverse();
            assert_eq!(superfluous(&all), all[32..], "{years} years");
        }
    }
}
