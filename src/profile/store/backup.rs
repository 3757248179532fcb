//! Kept versions of the record: their names, which of them stay, and the names of files set aside.
//!
//! Every save is kept as a copy of its own, so that the newest state can be brought back when the record is damaged; a
//! save within the minute of the one before takes its place among them, so that a few quick keys do not push everything
//! else out. Knows nothing of what the files hold. Time is an argument.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::disk;
use crate::profile::Profile;
use crate::text::plural;

/// How many versions stay whatever their day.
pub(super) const LAST: usize = 10;

/// For how many days one version a day stays.
pub(super) const DAYS: i64 = 30;

/// A kept version of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Its file's name, as [`super::Store::restore`] takes it.
    pub name: String,
    /// When it was kept.
    pub at: Timestamp,
    /// Its size in bytes.
    pub size: u64,
    /// Whether this version of the program can read it.
    pub good: bool,
    /// What it holds, when it can be read.
    pub holds: Option<Holds>,
}

/// What is in a version, for choosing among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    /// Skills of which something was said.
    pub skills: usize,
    /// Milestones reached.
    pub milestones: usize,
    /// Steps made.
    pub steps: usize,
}

impl Holds {
    pub(super) fn of(profile: &Profile) -> Self {
        Self {
            skills: profile.skills.len(),
            milestones: profile.milestones.len(),
            steps: profile.moves.len(),
        }
    }

    /// "34 skills marked, 2 milestones, 1 step".
    pub fn sentence(self) -> String {
        let milestones = plural(self.milestones, "milestone", "milestones");
        let steps = plural(self.steps, "step", "steps");
        let skills = plural(self.skills, "skill", "skills");
        format!("{skills} marked, {milestones}, {steps}")
    }
}

/// The moment in a kept version's name, and the counter among versions of the same moment. Their order is
/// the order in which versions were kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stamp {
    pub(super) at: Timestamp,
    number: u32,
}

/// The names of the files that belong to one record.
#[derive(Debug)]
pub(super) struct Names {
    folder: PathBuf,
    stem: String,
    /// With its dot; empty where the record's name has none.
    extension: String,
}

impl Names {
    pub(super) fn of(record: &Path) -> Self {
        let text = |part: Option<&std::ffi::OsStr>| {
            part.map(|p| p.to_string_lossy().into_owned())
                .unwrap_or_default()
        };
        let extension = text(record.extension());
        Self {
            folder: disk::folder_of(record).to_owned(),
            stem: text(record.file_stem()),
            extension: if extension.is_empty() {
                extension
            } else {
                format!(".{extension}")
            },
        }
    }

    /// The folder of the kept versions.
    pub(super) fn backups(&self) -> PathBuf {
        self.folder.join("backups")
    }

    /// Where a file of an older schema stays.
    pub(super) fn of_schema(&self, schema: u32) -> PathBuf {
        let Self {
            stem, extension, ..
        } = self;
        self.folder
            .join(format!("{stem}.schema-{schema}{extension}"))
    }

    /// Gives a damaged file a second name under which it stays.
    pub(super) fn keep_damaged(&self, file: &Path, now: Timestamp) -> io::Result<PathBuf> {
        let Self {
            stem, extension, ..
        } = self;
        let mut stamp = Stamp { at: now, number: 1 };
        loop {
            let name = format!("{stem}.damaged-{}{extension}", stamp.text());
            let aside = self.folder.join(name);
            match disk::second_name(file, &aside) {
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => stamp.number += 1,
                Err(e) => return Err(e),
                Ok(()) => return Ok(aside),
            }
        }
    }

    /// Makes sure that the record's file is kept as a version, and gives the one that held it before. The name is not
    /// forced to the device: if power fails before it is there, so does the change that made it an earlier version.
    pub(super) fn keep(&self, file: &Path, now: Timestamp) -> io::Result<Option<Stamp>> {
        if let Some((newest, kept)) = self.newest(now)
            && fs::read(file).is_ok_and(|bytes| bytes == kept)
        {
            return Ok(Some(newest));
        }
        self.add(now, &|name| disk::second_name(file, name))?;
        Ok(None)
    }

    /// Keeps what was just written in the place of `file` as a version. A copy: what damages the file later must not
    /// damage this. It takes the place of `former`, when that was kept within the same minute.
    pub(super) fn keep_written(
        &self,
        file: &Path,
        bytes: &[u8],
        former: Option<Stamp>,
        now: Timestamp,
    ) -> io::Result<()> {
        if self.newest(now).is_some_and(|(_, kept)| kept == bytes) {
            return Ok(());
        }
        self.add(now, &|name| disk::write_copy(file, bytes, name))?;
        if let Some(former) = former.filter(|f| minute_of(f.at) == minute_of(now)) {
            // One version too many does no harm.
            fs::remove_file(self.backups().join(self.version(former))).ok();
        }
        Ok(())
    }

    /// The newest version, as far as the clock was not ahead, and what it holds.
    fn newest(&self, now: Timestamp) -> Option<(Stamp, Vec<u8>)> {
        let all = self.list().ok()?;
        let newest = *all.iter().find(|s| s.at <= now).or(all.first())?;
        let bytes = fs::read(self.backups().join(self.version(newest))).ok()?;
        Some((newest, bytes))
    }

    /// Makes a version with the next free name of a moment.
    fn add(&self, now: Timestamp, make: &dyn Fn(&Path) -> io::Result<()>) -> io::Result<()> {
        let folder = self.backups();
        disk::make_folder(&folder)?;
        // The highest of this moment and one more: numbers that were pruned do not come again.
        let kept = self.list()?;
        let latest = kept.iter().filter(|s| s.text_at() == text_of(now)).max();
        let mut stamp = Stamp {
            at: now,
            number: latest.map_or(1, |s| s.number.saturating_add(1)),
        };
        loop {
            match make(&folder.join(self.version(stamp))) {
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => stamp.number += 1,
                done => return done,
            }
        }
    }

    /// All kept versions, newest first.
    pub(super) fn list(&self) -> io::Result<Vec<Stamp>> {
        let entries = match fs::read_dir(self.backups()) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut all = Vec::new();
        for entry in entries {
            if let Some(stamp) = entry?.file_name().to_str().and_then(|n| self.stamp(n)) {
                all.push(stamp);
            }
        }
        all.sort_unstable_by(|a, b| b.cmp(a));
        Ok(all)
    }

    /// Removes the versions that need not stay.
    pub(super) fn prune(&self, now: Timestamp) {
        let Ok(all) = self.list() else { return };
        for stamp in superfluous(&all, now) {
            // One version too many does no harm.
            fs::remove_file(self.backups().join(self.version(stamp))).ok();
        }
    }

    /// The file name of a version.
    pub(super) fn version(&self, stamp: Stamp) -> String {
        format!("{}-{}{}", self.stem, stamp.text(), self.extension)
    }

    /// The inverse of [`Names::version`].
    fn stamp(&self, name: &str) -> Option<Stamp> {
        let text = name
            .strip_prefix(&self.stem)?
            .strip_prefix('-')?
            .strip_suffix(&self.extension)?;
        let (at, number) = match text.split_once('_') {
            Some((at, number)) => (at, number.parse().ok()?),
            None => (text, 1),
        };
        let stamp = Stamp {
            at: at.parse().ok()?,
            number,
        };
        (self.version(stamp) == name).then_some(stamp)
    }
}

impl Stamp {
    /// The stamp in a file name: names sort as stamps do.
    fn text(self) -> String {
        match self.number {
            1 => self.text_at(),
            number => format!("{}_{number:03}", self.text_at()),
        }
    }

    fn text_at(self) -> String {
        text_of(self.at)
    }

    fn day(self) -> Date {
        day_of(self.at)
    }
}

fn text_of(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%S.%6fZ").to_string()
}

fn minute_of(at: Timestamp) -> i64 {
    at.as_second().div_euclid(60)
}

/// A day by UTC: a file's name knows no other.
fn day_of(at: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(at).date()
}

/// Which of the versions, newest first, need not stay: all but the last ten and the last of each of the last thirty
/// days, which holds what the day ended with.
fn superfluous(all: &[Stamp], now: Timestamp) -> Vec<Stamp> {
    // A clock that was ahead must not make every later version look old.
    let ahead = all.iter().take_while(|s| s.at > now).count();
    let (ahead, past) = all.split_at(ahead);
    let oldest_day = day_of(now).saturating_sub((DAYS - 1).days());
    let of_the_day = |at: usize| {
        let day = past[at].day();
        let later = at.checked_sub(1).map(|at| past[at].day());
        day >= oldest_day && later != Some(day)
    };
    let past = past.iter().enumerate().skip(LAST);
    past.filter(|(at, _)| !of_the_day(*at))
        .map(|(_, stamp)| stamp)
        .chain(ahead.iter().skip(LAST))
        .copied()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::testing::moment;

    fn names() -> Names {
        Names::of(Path::new("/data/profile.json"))
    }

    fn stamp(seconds: i64) -> Stamp {
        Stamp {
            at: moment(seconds).at,
            number: 1,
        }
    }

    /// Whether `name` is that of a kept version.
    fn check(name: &str, kept: bool) {
        let stamp = names().stamp(name);
        assert_eq!(stamp.is_some(), kept, "{name}");
        if let Some(stamp) = stamp {
            assert_eq!(names().version(stamp), name);
        }
    }

    #[test]
    fn only_exact_names_are_versions() {
        check("profile-20261123T142301.123456Z.json", true);
        check("profile-20261123T142301.123456Z_002.json", true);
        check("profile-20261123T142301.123456Z_1002.json", true);
        check("profile-20261123T142301.123456Z_001.json", false);
        check("profile-20261123T142301.123456Z_2.json", false);
        check("profile-20261123T142301Z.json", false);
        check("profile-20261123T142301.123456Z.json.tmp", false);
        check("profile-20261323T142301.123456Z.json", false);
        check("profile.damaged-20261123T142301.123456Z.json", false);
        check("other-20261123T142301.123456Z.json", false);
        check("profile-old-20261123T142301.123456Z.json", false);
        assert_eq!(
            Names::of(Path::new("me")).version(stamp(0)),
            "me-20261123T120000.000000Z"
        );
    }

    #[test]
    fn names_sort_by_time() {
        let mut stamps = vec![stamp(0), stamp(1), stamp(-86_400)];
        stamps.push(Stamp {
            number: 2,
            ..stamp(0)
        });
        stamps.push(Stamp {
            number: 10,
            ..stamp(0)
        });
        stamps.sort_unstable();
        let sorted: Vec<_> = stamps.iter().map(|s| names().version(*s)).collect();
        let mut by_name = sorted.clone();
        by_name.sort_unstable();
        assert_eq!(by_name, sorted);
    }

    #[test]
    fn the_last_ten_and_one_a_day_stay() {
        let day = 86_400;
        // Four versions a day, an hour apart, for forty days.
        let mut all: Vec<_> = (0..40)
            .flat_map(|d| (0..4).map(move |h| stamp(-d * day + h * 3600)))
            .collect();
        all.sort_unstable_by(|a, b| b.cmp(a));
        let now = moment(4 * 3600).at;
        let gone = superfluous(&all, now);
        let left: Vec<_> = all.iter().filter(|s| !gone.contains(s)).collect();
        assert!(left.starts_with(&all[..LAST].iter().collect::<Vec<_>>()));
        // Day 0 and day 1 stand in the last ten, day 2 in part, its last version among them.
        assert_eq!(left.len(), LAST + 27);
        assert!(
            left.iter()
                .skip(LAST)
                .all(|s| s.at.to_string().contains("T15:00:00"))
        );
        assert_eq!(
            left.last().unwrap().day(),
            day_of(now).saturating_sub(29.days())
        );
    }

    #[test]
    fn a_clock_that_was_ahead_costs_no_version() {
        let year = 31_536_000;
        let mut all: Vec<_> = (0..12).map(|s| stamp(year + s)).collect();
        all.extend((0..12).map(stamp));
        all.sort_unstable_by(|a, b| b.cmp(a));
        let gone = superfluous(&all, moment(60).at);
        assert_eq!(gone, [stamp(1), stamp(0), stamp(year + 1), stamp(year)]);
    }
}
