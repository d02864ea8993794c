//! The store's thread: what takes as long as a disk takes never holds up the screen.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::app::chart::Shown;
use crate::app::runner::Runner;
use crate::app::{Draft, Event};
use crate::domain::{Day, Entry, Journal, Stamp};
use crate::store::{self, Keep, Problem, Store, rotate};

use super::fold::Fold;
use super::input::Message;
use super::watched::Seen;
use super::whole::read_rest;
use super::{draft, refuge};

/// What the worker is asked for.
pub enum Job {
    /// Make a batch durable.
    Append(Vec<Entry>),
    /// Look for what others wrote.
    Look,
    /// Read everything, for a screen that was drawn from a journal's fold.
    ReadWhole(Journal, Option<Fold>),
    /// Keep a draft, or forget it.
    KeepDrafts(Vec<Draft>),
    /// Keep how far a session is, or forget it.
    KeepSession(Option<Box<Runner>>),
    /// Remember what the chart shows.
    KeepView(Shown),
    /// Remember what was read of the watched files.
    KeepSeen(Seen),
    /// Forget what could not be saved.
    ForgetUnsaved,
    /// What was left the last time is among the batches to come.
    TakeLeft(BTreeSet<Stamp>),
    /// Forget what was left the last time.
    ForgetLeft(BTreeSet<Stamp>),
}

/// How long another program's lock is waited for: a try comes again by itself, and leaving must not take long.
const PATIENCE: Duration = Duration::from_millis(500);

/// The pause after the first try that failed; each one after it is twice as long, up to the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// The look at a file that another program goes on holding that is told: after some twenty seconds, once.
const TOLD_LOOK: u32 = 6;

/// What is there to say about what could not be saved, and the store.
type Done = (Option<String>, Store);

/// The thread and the way to it. Dropping it waits until everything asked for is done.
pub struct Worker {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<Done>>,
}

impl Worker {
    /// Starts the thread over a store. Answers go to `messages`; what is not saved at the end goes to a refuge.
    pub fn start(mut store: Store, files: Files, messages: Sender<Message>) -> Worker {
        let (jobs, queue) = channel();
        store.set_patience(PATIENCE);
        let (waiting, tries, looks) = (Vec::new(), Again::default(), Again::default());
        let (taken, owed, seen) = (BTreeSet::new(), BTreeSet::new(), None);
        let desk = Desk { store, files, messages, waiting, tries, looks, taken, owed, seen };
        let thread = std::thread::spawn(move || desk.work(&queue));
        Worker { jobs: Some(jobs), thread: Some(thread) }
    }

    /// Asks for something.
    pub fn ask(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            // The worker lives as long as this sender does.
            let _ = jobs.send(job);
        }
    }

    /// Waits until everything asked for is done; what there is to say about what could not be saved, and the store.
    pub fn finish(mut self) -> (Option<String>, Option<Store>) {
        self.end()
    }

    fn end(&mut self) -> (Option<String>, Option<Store>) {
        self.jobs = None;
        let done = self.thread.take().and_then(|thread| thread.join().ok());
        done.map_or((None, None), |(told, store)| (told, Some(store)))
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.end();
    }
}

/// How far the session is, is kept beside the draft.
pub fn session_file(draft: &Path) -> PathBuf {
    draft.with_file_name("session.json")
}

/// What the chart shows is kept beside the draft.
pub fn view_file(draft: &Path) -> PathBuf {
    draft.with_file_name("view.json")
}

/// The files beside the journal; none in the demo.
#[derive(Debug, Clone, Default)]
pub struct Files {
    /// Where a draft is kept.
    pub draft: Option<PathBuf>,
    /// Where is remembered what was read of the watched files.
    pub watched: Option<PathBuf>,
    /// Where what cannot be saved is kept, the best place first.
    pub refuges: Vec<PathBuf>,
    /// The folder of the backups, how many stay, and the day it is.
    pub backups: Option<(PathBuf, Keep, Day)>,
}

/// When something that failed is done again by itself, with growing pauses.
#[derive(Debug, Default)]
struct Again {
    due: Option<Instant>,
    pauses: u32,
}

impl Again {
    /// It failed: it is done again after a pause.
    fn later(&mut self) {
        let pause = FIRST_PAUSE.saturating_mul(2_u32.saturating_pow(self.pauses)).min(LONGEST_PAUSE);
        self.due = Some(Instant::now() + pause);
        self.pauses = self.pauses.saturating_add(1);
    }

    fn is_due(&self) -> bool {
        self.due.is_some_and(|due| due <= Instant::now())
    }
}

/// What the thread works with.
struct Desk {
    store: Store,
    files: Files,
    messages: Sender<Message>,
    /// Batches that are not durable, in the order they were made.
    waiting: Vec<Vec<Entry>>,
    /// When they are tried again; a try that failed must not be the cause of the next one.
    tries: Again,
    /// When a file is looked at again that another program held; letting it go is no change that would be told.
    looks: Again,
    /// What was left the last time and goes from its file once all of it is durable.
    taken: BTreeSet<Stamp>,
    /// What of it is not durable yet.
    owed: BTreeSet<Stamp>,
    /// What was read of the watched files, while something waits: what they brought may be among it, and counts as read
    /// only once it is durable.
    seen: Option<Seen>,
}

impl Desk {
    fn work(mut self, queue: &Receiver<Job>) -> Done {
        // The screen may wait for what is asked for first: the day's backup comes after it.
        if let Ok(job) = queue.recv() {
            self.does(job);
        }
        self.back_up();
        loop {
            let due = self.tries.due.into_iter().chain(self.looks.due).min();
            let job = match due.map(|due| due.saturating_duration_since(Instant::now())) {
                None => queue.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(wait) => queue.recv_timeout(wait),
            };
            match job {
                Ok(job) => self.does(job),
                Err(RecvTimeoutError::Timeout) => {
                    if self.tries.is_due() {
                        self.save();
                    }
                    if self.looks.is_due() {
                        self.look();
                    }
                }
                Err(RecvTimeoutError::Disconnected) => return (self.leave(), self.store),
            }
        }
    }

    /// The day's backup is of what was there before the day's first change.
    fn back_up(&mut self) {
        if let Some((folder, keep, today)) = self.files.backups.take()
            && let Err(error) = rotate(&self.store, &folder, today, keep)
        {
            self.tell(Event::NotRead(format!("There is no backup of today: {error}")));
        }
    }

    fn does(&mut self, job: Job) {
        match job {
            Job::Append(entries) => {
                self.waiting.push(entries);
                self.save();
            }
            Job::Look => self.look(),
            Job::KeepDrafts(kept) => {
                self.keep(Path::to_owned, Some(&kept).filter(|kept| !kept.is_empty()), "What was typed");
            }
            Job::ReadWhole(folded, fold) => self.read_whole(&folded, fold.as_ref()),
            Job::KeepSession(kept) => self.keep(session_file, kept.as_deref(), "How far the session is"),
            Job::KeepView(shown) => self.keep(view_file, Some(&shown), "The choice of curves"),
            Job::KeepSeen(seen) => {
                self.seen = Some(seen);
                self.keep_seen();
            }
            Job::ForgetUnsaved => {
                self.waiting.clear();
                self.tries = Again::default();
                // Nothing of it is in the journal: it is offered, and read, again.
                self.taken.clear();
                self.owed.clear();
                self.seen = None;
            }
            Job::TakeLeft(taken) => {
                self.owed.extend(&taken);
                self.taken.extend(taken);
            }
            Job::ForgetLeft(taken) => refuge::forget(&taken, &self.files.refuges),
        }
    }

    /// Remembers what was read of the watched files, as soon as what they brought is durable.
    fn keep_seen(&mut self) {
        let Some(seen) = self.seen.take_if(|_| self.waiting.is_empty()) else { return };
        if let Some(Err(error)) = self.files.watched.as_deref().map(|path| seen.keep(path)) {
            self.tell(Event::NotRead(format!("What was read of the watched files could not be kept: {error}.")));
        }
    }

    fn keep<T: serde::Serialize>(&self, file: impl Fn(&Path) -> PathBuf, kept: Option<&T>, what: &str) {
        if let Some(Err(error)) = self.files.draft.as_deref().map(|path| draft::keep(&file(path), kept)) {
            self.tell(Event::NotRead(format!("{what} could not be kept: {error}.")));
        }
    }

    /// Makes what waits durable, the oldest first, as far as it goes.
    fn save(&mut self) {
        self.back_up();
        while let Some(entries) = self.waiting.first().cloned() {
            let Some(batch) = entries.first().map(|entry| entry.batch) else {
                self.waiting.remove(0);
                continue;
            };
            let mut result = self.store.append(&entries);
            if result.as_ref().is_err_and(|error| matches!(error.problem, Problem::Replaced)) {
                // It is said first, and written to then.
                self.look();
                result = self.store.append(&entries);
            }
            if let Err(error) = result {
                self.tries.later();
                return self.tell(Event::NotSaved(batch, error.to_string()));
            }
            self.waiting.remove(0);
            self.tries = Again::default();
            for entry in &entries {
                self.owed.remove(&entry.stamp);
            }
            if self.owed.is_empty() && !self.taken.is_empty() {
                refuge::forget(&std::mem::take(&mut self.taken), &self.files.refuges);
            }
            self.tell(Event::Saved(batch));
        }
        self.keep_seen();
    }

    fn read_whole(&mut self, folded: &Journal, fold: Option<&Fold>) {
        // The screen waits for it: as patient as any start.
        self.store.set_patience(store::PATIENCE);
        let whole = read_rest(&mut self.store, folded, fold).map_err(|error| error.to_string());
        self.store.set_patience(PATIENCE);
        // Nobody listens any more when the program ends.
        let _ = self.messages.send(Message::Whole(Box::new(whole)));
    }

    fn look(&mut self) {
        let news = self.store.news();
        // Another program is busy with it: told only if that goes on and on.
        if matches!(&news, Err(error) if matches!(error.problem, Problem::Locked { .. })) {
            self.looks.later();
            if self.looks.pauses != TOLD_LOOK {
                return;
            }
        } else {
            self.looks = Again::default();
        }
        match news {
            Ok(news) if news.replaced => self.tell(Event::Replaced(news.entries)),
            Ok(news) if news.entries.is_empty() => {}
            Ok(news) => self.tell(Event::Arrived(news.entries)),
            Err(error) => self.tell(Event::NotRead(error.to_string())),
        }
    }

    /// The last try; what is left after it is kept where the next start finds it.
    fn leave(&mut self) -> Option<String> {
        if self.waiting.is_empty() {
            return None;
        }
        self.store.set_patience(Duration::ZERO);
        self.save();
        if self.waiting.is_empty() {
            return None;
        }
        // What is there already and was not taken in yet stays.
        Some(match refuge::keep(&self.waiting.concat(), &self.files.refuges) {
            Ok(place) => {
                format!("what could not be saved is kept in {}; the next start of the dashboard offers it.", place.display())
            }
            Err(error) => format!("the last changes could not be saved, and not be kept elsewhere either: {error}."),
        })
    }

    fn tell(&self, event: Event) {
        // Nobody listens any more when the program ends.
        let _ = self.messages.send(Message::App(Box::new(event)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Field, Moment, Op, Source, Stamp, Value};

    fn batch(number: u64) -> Vec<Entry> {
        let fields = vec![(Field::Energy, Some(Value::Whole(3)))];
        let op = Op::SetCheckIn { day: Day::MIN.plus(number as i64), moment: Moment::Morning, fields, source: Source::typed() };
        Entry::batch(vec![op], Stamp::default(), number, 7)
    }

    /// Looking again and again, as a watch on the file makes us do, is no reason to write again.
    #[test]
    fn a_try_that_failed_is_not_the_cause_of_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let refuge = folder.path().join("deep/unsaved.json");
        let path = folder.path().join("upswing.redb");
        std::fs::write(&path, "no journal").unwrap();
        let (sender, messages) = channel();
        let worker = Worker::start(Store::at(&path), Files { refuges: vec![refuge.clone()], ..Files::default() }, sender);
        worker.ask(Job::Append(batch(1)));
        for _ in 0..200 {
            worker.ask(Job::Look);
        }
        assert!(worker.finish().0.unwrap().contains("deep/unsaved.json"));
        let failed = |message: &Message| matches!(message, Message::App(event) if matches!(**event, Event::NotSaved(..)));
        assert!(messages.try_iter().filter(failed).count() <= 3, "a try for each look");
        assert_eq!(refuge::find(&[refuge]).unwrap().entries, batch(1));
    }

    #[test]
    fn what_was_kept_and_not_taken_in_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (path, refuges) = (folder.path().join("upswing.redb"), vec![folder.path().join("unsaved.json")]);
        std::fs::write(&path, "no journal").unwrap();
        for number in 1..=2 {
            let (sender, _messages) = channel();
            let worker = Worker::start(Store::at(&path), Files { refuges: refuges.clone(), ..Files::default() }, sender);
            worker.ask(Job::Append(batch(number)));
            worker.finish().0.unwrap();
        }
        assert_eq!(refuge::find(&refuges).unwrap().entries, [batch(1), batch(2)].concat());
        std::fs::remove_file(&path).unwrap();
        let (sender, _messages) = channel();
        let worker = Worker::start(Store::at(&path), Files { refuges: refuges.clone(), ..Files::default() }, sender);
        worker.ask(Job::TakeLeft(refuge::find(&refuges).unwrap().stamps()));
        worker.ask(Job::Append(batch(1)));
        worker.ask(Job::Append(batch(2)));
        assert_eq!(worker.finish().0, None);
        assert_eq!(Store::at(&path).load().unwrap().entries, [batch(1), batch(2)].concat());
        assert!(refuge::find(&refuges).is_none(), "what is in the journal is offered no more");
    }

    /// The first place was full for a while: what is kept stands in two, some of it in both.
    #[test]
    fn what_is_kept_in_several_places_is_offered_as_one_and_only_what_was_taken_goes() {
        let folder = tempfile::tempdir().unwrap();
        let [first, second] = ["first.json", "second.json"].map(|name| folder.path().join(name));
        let places = vec![first.clone(), second.clone()];
        refuge::keep(&batch(1), &[first]).unwrap();
        refuge::keep(&[batch(1), batch(2)].concat(), std::slice::from_ref(&second)).unwrap();
        let left = refuge::find(&places).unwrap();
        assert_eq!(left.entries, [batch(1), batch(2)].concat());
        assert!(left.places[0].ends_with("first.json") && left.places[1].ends_with("second.json"), "{:?}", left.places);
        // Another dashboard leaves something while these are offered.
        refuge::keep(&[batch(2), batch(3)].concat(), &[second]).unwrap();
        let (sender, _messages) = channel();
        let path = folder.path().join("upswing.redb");
        let worker = Worker::start(Store::at(path), Files { refuges: places.clone(), ..Files::default() }, sender);
        worker.ask(Job::ForgetLeft(left.stamps()));
        assert_eq!(worker.finish().0, None);
        assert_eq!(refuge::find(&places).unwrap().entries, batch(3));
    }

    /// What the watched files brought is not in the journal: killed now, the files have to be read again.
    #[test]
    fn what_was_read_counts_as_read_only_once_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let (path, watched) = (folder.path().join("upswing.redb"), folder.path().join("watched.json"));
        let (sender, messages) = channel();
        std::fs::write(&path, "no journal").unwrap();
        let files = Files { watched: Some(watched.clone()), ..Files::default() };
        let worker = Worker::start(Store::at(&path), files, sender);
        worker.ask(Job::Append(batch(1)));
        worker.ask(Job::KeepSeen(Seen::default()));
        // Each job after the ones before it: once the answer is here, the memory was asked for.
        worker.ask(Job::ReadWhole(Journal::default(), None));
        while !matches!(messages.recv().unwrap(), Message::Whole(_)) {}
        assert!(!watched.exists(), "the night would never be read again");
        std::fs::remove_file(&path).unwrap();
        assert_eq!(worker.finish().0, None, "the last try writes it");
        assert!(watched.exists());
    }
}
