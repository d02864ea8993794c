//! Folders and files that are looked at by themselves: what is new or changed in them is read, nothing else.
//!
//! What was read already is remembered beside the backups, not in the journal: it is about the files of this machine, it
//! means nothing on another one, and where it is lost the files are read once more, which changes nothing.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::hash::Hasher;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::app::words;
use crate::domain::typed::show_duration;
use crate::domain::{Day, Field, Journal, Moment, Op, Value};
use crate::engine::load;
use crate::engine::tuning::Load;
use crate::exchange::{self, Context, Declared, FilesRead, Found, Import, ImportError, Progress};

use super::{clock, draft};

/// What was written less long ago may still be written to.
const SETTLES: Duration = Duration::from_secs(2);
/// So often a file that goes on changing is waited for.
const MOST_WAITS: usize = 5;

/// What is looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Watching {
    /// Folders and files.
    pub paths: Vec<PathBuf>,
    /// What is said of the files that they do not say themselves.
    pub declared: Declared,
}

/// How a file looked when it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Cue {
    bytes: u64,
    modified_ms: u64,
    digest: u64,
}

/// What was read already.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen(BTreeMap<PathBuf, Cue>);

impl Seen {
    /// What was kept; nothing where there is nothing that can be read.
    pub fn find(file: &Path) -> Seen {
        draft::find(file)
    }

    /// Keeps it.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep(&self, file: &Path) -> io::Result<()> {
        draft::keep(file, Some(self))
    }

    /// This laid over what was read before.
    #[must_use]
    pub fn over(self, before: &Seen) -> Seen {
        let mut all = before.clone();
        all.0.extend(self.0);
        all
    }
}

/// What a look came to.
#[derive(Debug, Default)]
pub struct Look {
    /// What there is to write, and what to say of each file.
    pub import: Option<Import>,
    /// What stands in the way of some of it.
    pub trouble: Vec<ImportError>,
    /// What is read now; to be kept once the changes are written.
    pub seen: Seen,
    /// How many files were new or changed.
    pub read: usize,
}

/// Looks at what is watched and reads what is new.
///
/// # Errors
/// Cancelled.
pub fn look(
    watching: &Watching,
    seen: &Seen,
    journal: &Journal,
    tuning: &Load,
    today: Day,
    progress: Progress,
) -> Result<Look, ImportError> {
    let newest = clock::real_date().max(today);
    let zone = journal.history().profile().zone.or_else(clock::zone);
    let context = Context { today, newest, zone, skip_bad_rows: false, declared: watching.declared };
    let (mut files, mut trouble) = exchange::files(&watching.paths);
    for _ in 0..MOST_WAITS {
        let young = |file: &PathBuf| age(file).is_some_and(|age| age < SETTLES) && !is_seen(seen, file);
        if !files.iter().any(young) {
            break;
        }
        std::thread::sleep(SETTLES);
        (files, trouble) = exchange::files(&watching.paths);
    }
    let mut now = Seen::default();
    let mut changed = Vec::new();
    for file in files {
        match cue(&file, seen.0.get(&file)) {
            Ok((cue, is_new)) => {
                now.0.insert(file.clone(), cue);
                changed.extend(is_new.then_some(file));
            }
            Err(error) => trouble.push(ImportError::NoAccess { file: file.display().to_string(), why: error.to_string() }),
        }
    }
    let read = changed.len();
    if read == 0 {
        return Ok(Look { trouble, seen: now, ..Look::default() });
    }
    let FilesRead { found, refused, .. } = exchange::bring(&changed, &context, progress)?;
    // A watched folder holds much that is not for us.
    let is_for_us = |error: &ImportError| {
        !matches!(error, ImportError::Unknown { .. } | ImportError::Empty { .. } | ImportError::NotForUs { .. })
    };
    trouble.extend(refused.into_iter().filter(is_for_us));
    Ok(Look { import: Some(merged(journal, found, tuning)), trouble, seen: now, read })
}

/// What files add, as it would be written. A session without a rating or a load of its own gets the typical load of its
/// kind.
pub fn merged(journal: &Journal, found: Vec<Found>, tuning: &Load) -> Import {
    let mut import = exchange::merge(journal.history(), found);
    load::estimate_batch(journal, &mut import.ops, tuning);
    import
}

fn is_seen(seen: &Seen, file: &Path) -> bool {
    let known = seen.0.get(file);
    known.is_some_and(|known| {
        looks(file).is_ok_and(|(bytes, modified_ms)| (known.bytes, known.modified_ms) == (bytes, modified_ms))
    })
}

fn age(file: &Path) -> Option<Duration> {
    SystemTime::now().duration_since(fs::metadata(file).ok()?.modified().ok()?).ok()
}

fn looks(file: &Path) -> io::Result<(u64, u64)> {
    let data = fs::metadata(file)?;
    let since = data.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok((data.len(), u64::try_from(since.as_millis()).unwrap_or(u64::MAX)))
}

/// How a file looks now, and whether that is new. What was only copied again has another time and the same content.
fn cue(file: &Path, known: Option<&Cue>) -> io::Result<(Cue, bool)> {
    let (bytes, modified_ms) = looks(file)?;
    match known.filter(|known| known.bytes == bytes) {
        Some(known) if known.modified_ms == modified_ms => Ok((*known, false)),
        known => {
            let digest = digest(file)?;
            Ok((Cue { bytes, modified_ms, digest }, known.is_none_or(|known| known.digest != digest)))
        }
    }
}

/// A short name for what a file holds. Another version of the compiler may give another one: then it is read once more.
fn digest(file: &Path) -> io::Result<u64> {
    let (mut file, mut chunk) = (File::open(file)?, [0_u8; 64 * 1024]);
    let mut hasher = std::hash::DefaultHasher::new();
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok(hasher.finish()),
            read => hasher.write(chunk.get(..read).unwrap_or_default()),
        }
    }
}

/// What came, in one line: `last night 6 h 58, HRV 50 and 1 session from Gadgetbridge`; `None` = nothing.
pub fn told(import: &Import, today: Day) -> Option<String> {
    let (mut morning, mut days, mut sessions, mut others) = (Vec::new(), std::collections::BTreeSet::new(), 0, 0);
    for op in &import.ops {
        match op {
            Op::SetCheckIn { day, moment: Moment::Morning, fields, .. } if *day == today => {
                morning.extend(fields.iter().filter_map(|(field, value)| said(*field, value.as_ref()?)));
            }
            Op::SetCheckIn { day, .. } => drop(days.insert(*day)),
            Op::PutSession(_) => sessions += 1,
            Op::PutTest(_)
            | Op::PutDayPlan { .. }
            | Op::SetProfile(_)
            | Op::PutExperiment(_)
            | Op::EndExperiment { .. }
            | Op::PutSpan(_)
            | Op::Apart(_)
            | Op::Erase(_)
            | Op::Retract(_) => others += 1,
        }
    }
    let counted = |count: usize, what: &str| (count > 0).then(|| words::counted(count, what));
    let mut parts = morning;
    parts.extend(counted(days.len(), if parts.is_empty() { "day" } else { "earlier day" }));
    parts.extend(counted(sessions, "session"));
    parts.extend(counted(others, "other change"));
    let last = parts.pop()?;
    let listed = if parts.is_empty() { last } else { format!("{} and {last}", parts.join(", ")) };
    // `GarminDB days` of `GarminDB days (database)`: here it only matters whose.
    let whose = |format: &'static str| format.split_once(" (").map_or(format, |(whose, _)| whose);
    let bring = import.report.files.iter().filter(|file| file.brings_something());
    let mut formats: Vec<&str> = bring.map(|file| whose(file.format)).collect();
    formats.sort_unstable();
    formats.dedup();
    Some(if formats.is_empty() { listed } else { format!("{listed} from {}", formats.join(", ")) })
}

fn said(field: Field, value: &Value) -> Option<String> {
    match (field, value) {
        (Field::SleepMinutes, Value::Whole(minutes)) => Some(format!("last night {}", show_duration(*minutes))),
        (Field::HrvRmssd, value) => Some(format!("HRV {}", field.show(value))),
        (Field::RestingHr, value) => Some(format!("pulse {}", field.show(value))),
        (field, value) => Some(format!("{} {}", field.spec().label, field.show(value))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{Counts, FileReport};

    fn old(path: &Path) {
        let file = File::options().append(true).open(path).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
    }

    #[test]
    fn only_what_is_new_or_changed_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let (file, other) = (folder.path().join("c.csv"), folder.path().join("readme.txt"));
        fs::write(&other, "nothing for us").unwrap();
        fs::write(&file, "day,sleep_minutes,hrv_rmssd,source\n2026-03-04,418,50,ring\n").unwrap();
        old(&file);
        old(&other);
        let watching = Watching { paths: vec![folder.path().to_owned()], ..Watching::default() };
        let (journal, load, today) = (Journal::default(), Load::default(), "2026-03-04".parse().unwrap());
        let look = |seen: &Seen| look(&watching, seen, &journal, &load, today, &mut |_, _| true).unwrap();
        let first = look(&Seen::default());
        assert_eq!((first.read, first.trouble.len()), (2, 0));
        let said = told(first.import.as_ref().unwrap(), today).unwrap();
        assert_eq!(said, "last night 6 h 58 and HRV 50 from Upswing check-ins");
        // The same again, and copied again with another time: nothing is read.
        let same = look(&first.seen);
        assert_eq!((same.read, &same.seen), (0, &first.seen), "there is nothing to keep again");
        File::options().append(true).open(&file).unwrap().set_modified(SystemTime::now() - Duration::from_secs(30)).unwrap();
        let again = look(&first.seen);
        assert_eq!(again.read, 0);
        assert_ne!(again.seen, first.seen, "the new time is remembered");
        fs::write(&file, "day,sleep_minutes,hrv_rmssd,source\n2026-03-04,420,50,ring\n").unwrap();
        old(&file);
        assert_eq!(look(&again.seen).read, 1);
        // Of two files that were read, the one that says nothing new is not told as the source.
        let mut both = first.import.unwrap();
        let same = both.report.files.clone().into_iter().map(|file| FileReport {
            format: "Oura sleep (CSV)",
            check_ins: Counts { same: 1, ..Counts::default() },
            ..file
        });
        both.report.files.extend(same);
        assert_eq!(told(&both, today), Some(said));
        // What is torn is told once, and stops nothing else.
        fs::write(&file, "day,sleep_minutes\n2026-03-04,many\n").unwrap();
        old(&file);
        let torn = look(&again.seen);
        assert_eq!((torn.read, torn.trouble.len()), (1, 1));
        assert_eq!(look(&torn.seen).trouble.len(), 0);
    }
}
