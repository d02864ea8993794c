//! Backups that rotate by themselves: one a day, and of the older ones one a week and one a month.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::domain::Day;

use super::error::Doing;
use super::{Counted, Loaded, Problem, Store, StoreError, private};

/// How many backups stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    /// Of the newest days; 0 turns backups off.
    pub days: usize,
    /// Of the newest weeks.
    pub weeks: usize,
    /// Of the newest months.
    pub months: usize,
    /// All of them together take at most so many bytes; the newest stays in any case.
    pub bytes: u64,
}

impl Default for Keep {
    fn default() -> Keep {
        Keep { days: 7, weeks: 4, months: 12, bytes: 256 << 20 }
    }
}

/// Makes the backup of the day in `folder` if there is none, and takes away those that need not stay.
///
/// The copy is read back before an older one goes. Returns how much is in it, `None` if nothing was to be done.
///
/// # Errors
/// The journal cannot be copied, or the copy is not whole. Every older backup stays then.
pub fn rotate(store: &Store, folder: &Path, today: Day, keep: Keep) -> Result<Option<Loaded<Counted>>, StoreError> {
    let there = store.path().is_some_and(Path::exists);
    let to = folder.join(format!("upswing-{today}.redb"));
    if keep.days == 0 || !there || to.exists() {
        return Ok(None);
    }
    private::make_folder_of(&to).map_err(|error| StoreError::new(&to, Doing::Copy, error.into()))?;
    let copied = match store.backup(&to) {
        // Another thread or program has just made it.
        Err(StoreError { problem: Problem::Io(error), .. }) if error.kind() == ErrorKind::AlreadyExists && to.exists() => {
            return Ok(None);
        }
        copied => copied?,
    };
    if copied.damaged.is_empty() {
        for path in superfluous(&backups(folder), keep) {
            // One that cannot be taken away is tried again tomorrow.
            let _ = fs::remove_file(path);
        }
    } else {
        // It would stand for a good one; what can be read of the journal is `doctor`'s.
        let _ = fs::remove_file(&to);
    }
    Ok(Some(copied))
}

/// A backup: its day, its file, its size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The day it was made.
    pub day: Day,
    /// The file.
    pub path: PathBuf,
    /// Its length, bytes.
    pub bytes: u64,
}

/// The backups of a folder, the newest first. Other files are no backups.
pub fn backups(folder: &Path) -> Vec<Backup> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<Backup> = files
        .filter_map(|file| {
            let name = file.file_name().into_string().ok()?;
            let day = name.strip_prefix("upswing-")?.strip_suffix(".redb")?.parse().ok()?;
            Some(Backup { day, path: file.path(), bytes: file.metadata().ok()?.len() })
        })
        .collect();
    found.sort_by_key(|backup| std::cmp::Reverse(backup.day));
    found
}

/// Those that need not stay: neither among the newest days nor the newest of a week or month, or beyond the bytes.
fn superfluous(newest_first: &[Backup], keep: Keep) -> Vec<&Path> {
    let newest_of = |key: fn(Day) -> (i32, u32)| {
        let mut newest: BTreeMap<(i32, u32), Day> = BTreeMap::new();
        newest_first.iter().for_each(|backup| {
            newest.entry(key(backup.day)).or_insert(backup.day);
        });
        newest.into_values().rev().collect::<Vec<Day>>()
    };
    let weeks = newest_of(|day| (0, u32::try_from(day.monday().since(Day::MIN)).unwrap_or(0)));
    let months = newest_of(|day| (day.year(), day.month()));
    let stays = |at: usize, day: Day| {
        at < keep.days
            || weeks.iter().take(keep.weeks).any(|kept| *kept == day)
            || months.iter().take(keep.months).any(|kept| *kept == day)
    };
    let mut bytes = 0;
    let mut gone = Vec::new();
    for (at, backup) in newest_first.iter().enumerate() {
        let fits = bytes + backup.bytes <= keep.bytes || at == 0;
        if stays(at, backup.day) && fits {
            bytes += backup.bytes;
        } else {
            gone.push(backup.path.as_path());
        }
    }
    gone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_years_of_days_the_newest_of_days_weeks_and_months_stay() {
        let today = Day::from_ymd(2026, 11, 18).unwrap();
        let mut kept: Vec<Backup> = Vec::new();
        for day in today.minus(730).to(today) {
            kept.insert(0, Backup { day, path: PathBuf::from(day.to_string()), bytes: 1 });
            let gone: Vec<PathBuf> = superfluous(&kept, Keep::default()).into_iter().map(Path::to_owned).collect();
            kept.retain(|backup| !gone.contains(&backup.path));
        }
        let days: Vec<String> = kept.iter().map(|backup| backup.day.to_string()).collect();
        assert_eq!(
            &days[..7],
            ["2026-11-18", "2026-11-17", "2026-11-16", "2026-11-15", "2026-11-14", "2026-11-13", "2026-11-12"]
        );
        assert!(days.contains(&"2026-11-08".to_owned()) && days.contains(&"2026-11-01".to_owned()), "{days:?}");
        assert!(days.contains(&"2025-12-31".to_owned()), "{days:?}");
        assert!(days.len() <= 7 + 4 + 12, "{days:?}");
    }

    #[test]
    fn the_bytes_are_bounded_and_the_newest_stays() {
        let backup = |ago: i64| Backup { day: Day::MIN.plus(1000 - ago), path: PathBuf::from(ago.to_string()), bytes: 100 };
        let all: Vec<Backup> = (0..5).map(backup).collect();
        let gone = |bytes: u64| superfluous(&all, Keep { bytes, ..Keep::default() }).len();
        assert_eq!((gone(500), gone(250), gone(10)), (0, 3, 4));
    }
}
