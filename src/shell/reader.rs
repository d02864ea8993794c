//! Reading files for the dashboard, on threads of their own: the watched ones, and those that are named.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::app::{Came, Event, FileAsk, Line, Preview, Weight, words};
use crate::exchange::preview::preview;
use crate::exchange::{self, Context, FilesRead, ImportError};
use crate::store::Watch;

use super::clock;
use super::input::Message;
use super::paths::home_of;
use super::watched::{self, Look, Seen, Watching, merged};

/// How often is told how far a file is.
const TELL_EVERY: Duration = Duration::from_millis(100);
/// So many changes are listed before they are written; there may be a hundred thousand.
const LISTED: usize = 2_000;
/// So many of the files that a path may become are named.
const NAMED: usize = 8;

/// Reads files, and answers with events.
pub struct Reader {
    watching: Watching,
    memory: Option<PathBuf>,
    messages: Sender<Message>,
    /// What the last look read.
    seen: Arc<Mutex<Option<Seen>>>,
    /// What this run read and took: as long as the journal takes nothing it stands in no file.
    taken: Option<Seen>,
    /// Tells the reading of a file to stop.
    stop: Arc<AtomicBool>,
}

impl Reader {
    /// Reads nothing yet.
    pub fn new(watching: Watching, memory: Option<PathBuf>, messages: Sender<Message>) -> Reader {
        Reader { watching, memory, messages, seen: Arc::default(), taken: None, stop: Arc::default() }
    }

    /// Tells when something in the watched folders may have changed, as long as the answer lives.
    pub fn watch(&self) -> Option<Watch> {
        if self.watching.paths.is_empty() {
            return None;
        }
        let messages = self.messages.clone();
        Watch::of(&self.watching.paths, move || {
            let _ = messages.send(Message::App(Box::new(Event::WatchedChanged)));
        })
    }

    /// Looks at the watched files.
    pub fn look(&self, ask: FileAsk) {
        let (watching, messages, memory) = (self.watching.clone(), self.messages.clone(), self.memory.clone());
        let (pending, taken) = (Arc::clone(&self.seen), self.taken.clone());
        std::thread::spawn(move || {
            let kept = memory.as_deref().map(Seen::find).unwrap_or_default();
            let seen = taken.unwrap_or_default().over(&kept);
            let FileAsk { journal, load, today } = &ask;
            let look = watched::look(&watching, &seen, journal, load, *today, &mut |_, _| true).unwrap_or_default();
            let Look { import, trouble, seen: now, .. } = look;
            *pending.lock().unwrap_or_else(PoisonError::into_inner) = Some(now).filter(|now| *now != kept);
            let said = import.as_ref().and_then(|import| watched::told(import, ask.today)).unwrap_or_default();
            let ops = import.map(|import| import.ops).unwrap_or_default();
            let trouble = trouble.iter().map(ToString::to_string).collect();
            let revision = ask.journal.revision();
            // Before the answer, so that whoever changes the journal then need not copy it.
            drop(ask);
            tell(&messages, Event::Came(Box::new(Came { revision, ops, said, trouble })));
        });
    }

    /// What the last look read, once; nothing if it is as it was. From now on it is read.
    pub fn seen(&mut self) -> Option<Seen> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        self.taken = Some(seen.clone());
        Some(seen)
    }

    /// Nobody waits any more.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Reads a file or a folder, to show what it would bring.
    pub fn bring(&mut self, number: u64, path: String, ask: FileAsk) {
        self.stop();
        self.stop = Arc::default();
        let (stop, messages, declared) = (Arc::clone(&self.stop), self.messages.clone(), self.watching.declared);
        std::thread::spawn(move || {
            let newest = clock::real_date().max(ask.today);
            let zone = ask.journal.history().profile().zone.or_else(clock::zone);
            let context = Context { today: ask.today, newest, zone, skip_bad_rows: false, declared };
            let (begun, mut told) = (Instant::now(), Instant::now());
            let progress = &mut |done, total| {
                if told.elapsed() >= TELL_EVERY {
                    told = Instant::now();
                    tell(&messages, Event::Reading(number, words::reading(done, total, begun.elapsed())));
                }
                !stop.load(Ordering::Relaxed)
            };
            let brought = exchange::bring(&[home_of(&path)], &context, progress);
            if stop.load(Ordering::Relaxed) {
                return;
            }
            let (ops, lines) = match brought {
                Ok(brought) => shown(brought, &ask),
                Err(error) => (Vec::new(), vec![Line::plain(error.to_string())]),
            };
            let revision = ask.journal.revision();
            drop(ask);
            tell(&messages, Event::Previewed(Box::new(Preview { number, revision, ops, lines })));
        });
    }

    /// Says how a path may go on.
    pub fn complete(&self, path: String) {
        let messages = self.messages.clone();
        std::thread::spawn(move || {
            let (whole, others) = completed(&path);
            tell(&messages, Event::Completed(path, whole, others));
        });
    }
}

fn tell(messages: &Sender<Message>, event: Event) {
    // Nobody listens any more when the program ends.
    let _ = messages.send(Message::App(Box::new(event)));
}

/// What there is to write, as it would be written, and what to say of it: what is refused keeps everything out.
fn shown(brought: FilesRead, ask: &FileAsk) -> (Vec<crate::domain::Op>, Vec<Line>) {
    let FilesRead { found, aside, refused } = brought;
    let mut lines = Vec::new();
    let mut section = |heading: &str, all: Vec<String>| {
        if !all.is_empty() {
            lines.push(Line::heading(heading));
            lines.extend(all.into_iter().map(Line::plain));
            lines.push(Line::gap());
        }
    };
    section("Refused; nothing is imported", refused.iter().map(ImportError::to_string).collect());
    let exchange::Import { ops, report } = merged(&ask.journal, found, &ask.load);
    section("What it is", report.to_string().lines().map(str::to_owned).collect());
    let rows = preview(ask.journal.history(), &ops);
    let row = |row: &exchange::preview::Row| {
        let day = row.day.map_or_else(String::new, |day| day.to_string());
        format!("{day:<10}  {:<7}  {}", row.change.id(), row.text)
    };
    let mut listed: Vec<String> = rows.iter().take(LISTED).map(row).collect();
    if rows.len() > LISTED {
        listed.push(format!("… and {} more", rows.len() - LISTED));
    }
    section("What would change", listed);
    section("Left aside", aside.iter().map(ImportError::to_string).collect());
    if lines.is_empty() {
        lines.push(Line::new("", "There is nothing in it to import.", Weight::Plain));
    }
    (if refused.is_empty() { ops } else { Vec::new() }, lines)
}

/// The path as far as there is only one way on, and the names it may become.
fn completed(typed: &str) -> (String, String) {
    let path = home_of(typed);
    let (folder, begun) = match typed.ends_with(['/', '\\']) || typed == "~" {
        true => (path, String::new()),
        false => {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            (parent.to_owned(), name)
        }
    };
    let entries = fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok);
    let named = entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path().is_dir()));
    let hidden = |name: &str| name.starts_with('.') && !begun.starts_with('.');
    let mut found: Vec<(String, bool)> = named.filter(|(name, _)| name.starts_with(&begun) && !hidden(name)).collect();
    found.sort();
    let Some((first, is_folder)) = found.first().cloned() else {
        return (typed.to_owned(), "nothing begins like this".to_owned());
    };
    let common = |one: &str, other: &str| one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
    let mut rest: String = found.iter().fold(first, |so_far, (name, _)| common(&so_far, name));
    if found.len() == 1 && is_folder {
        rest.push('/');
    }
    let stem = typed.strip_suffix(begun.as_str()).unwrap_or(typed);
    let stem = if typed == "~" { "~/" } else { stem };
    let mut others: Vec<String> = Vec::new();
    if found.len() > 1 {
        others = found.iter().take(NAMED).map(|(name, _)| name.clone()).collect();
        others.extend((found.len() > NAMED).then(|| "…".to_owned()));
    }
    (format!("{stem}{rest}"), others.join("  "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Journal, LoadOrigin, Op};
    use crate::engine::tuning::Load;

    #[test]
    fn what_is_shown_holds_the_load_that_would_be_written() {
        let today = "2026-11-18".parse().unwrap();
        let context = Context { today, newest: today, zone: None, skip_bad_rows: false, declared: Default::default() };
        let table = b"day,kind,minutes\n2026-11-17,strength,60\n";
        let brought = exchange::bring_bytes("s.csv", table, &context, &mut |_, _| true).unwrap();
        let ask = FileAsk { journal: Journal::default(), load: Load::default(), today };
        let (ops, _) = shown(brought, &ask);
        let is_estimated = |op: &Op| match op {
            Op::PutSession(session) => session.load.is_some_and(|load| load.origin == LoadOrigin::Estimated),
            _ => false,
        };
        assert!(ops.len() == 1 && ops.iter().all(is_estimated), "{ops:?}");
    }

    #[test]
    fn what_this_run_read_does_not_come_again_while_the_journal_takes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (file, memory) = (folder.path().join("c.csv"), folder.path().join("watched.json"));
        fs::write(&file, "day,sleep_minutes\n2026-03-04,418\n").unwrap();
        let long_ago = std::time::SystemTime::now() - Duration::from_secs(60);
        fs::File::options().append(true).open(&file).unwrap().set_modified(long_ago).unwrap();
        let (sender, messages) = std::sync::mpsc::channel();
        let watching = Watching { paths: vec![file], ..Watching::default() };
        let mut reader = Reader::new(watching, Some(memory), sender);
        let look = |reader: &Reader| {
            // The night was undone: nothing of it is known.
            reader.look(FileAsk { journal: Journal::default(), load: Load::default(), today: "2026-03-04".parse().unwrap() });
            match messages.recv().unwrap() {
                Message::App(event) => match *event {
                    Event::Came(came) => came.ops.len(),
                    event => panic!("{event:?}"),
                },
                _ => panic!("another message"),
            }
        };
        assert_eq!(look(&reader), 1);
        assert_eq!(look(&reader), 1, "it was not taken");
        assert!(reader.seen().is_some());
        assert_eq!(look(&reader), 0);
        assert!(reader.seen().is_some(), "it is still to be kept");
        assert_eq!(look(&reader), 0);
    }

    #[test]
    fn a_path_is_completed_as_far_as_it_is_certain() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["garmin-one.csv", "garmin-two.csv", ".hidden"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::create_dir(folder.path().join("sync")).unwrap();
        let at = |rest: &str| format!("{}/{rest}", folder.path().display());
        assert_eq!(completed(&at("g")), (at("garmin-"), "garmin-one.csv  garmin-two.csv".to_owned()));
        assert_eq!(completed(&at("garmin-t")), (at("garmin-two.csv"), String::new()));
        assert_eq!(completed(&at("s")), (at("sync/"), String::new()));
        assert_eq!(completed(&at("x")).0, at("x"));
    }
}
