//! The store's thread: what takes as long as a disk takes never holds up the screen.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use crate::app::chart::Shown;
use crate::app::runner::Runner;
use crate::app::{Draft, Event};
use crate::domain::Entry;
use crate::store::Store;

use super::draft;
use super::input::Message;

/// What the worker is asked for.
pub enum Job {
    /// Make a batch durable.
    Append(Vec<Entry>),
    /// Look for what others wrote.
    Look,
    /// Keep a draft, or forget it.
    KeepDraft(Option<Draft>),
    /// Keep how far a session is, or forget it.
    KeepSession(Option<Box<Runner>>),
    /// Remember what the chart shows.
    KeepView(Shown),
}

/// The thread and the way to it. Dropping it waits until everything asked for is done.
pub struct Worker {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread over a store. Answers go to `messages`.
    pub fn start(store: Store, draft: Option<PathBuf>, messages: Sender<Message>) -> Worker {
        let (jobs, queue) = channel();
        let thread = std::thread::spawn(move || work(store, draft.as_deref(), &queue, &messages));
        Worker { jobs: Some(jobs), thread: Some(thread) }
    }

    /// Asks for something.
    pub fn ask(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            // The worker lives as long as this sender does.
            let _ = jobs.send(job);
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn work(mut store: Store, draft: Option<&std::path::Path>, queue: &Receiver<Job>, messages: &Sender<Message>) {
    let mut waiting: Vec<Vec<Entry>> = Vec::new();
    for job in queue {
        match job {
            Job::Append(entries) => waiting.push(entries),
            Job::Look => look(&mut store, messages),
            Job::KeepDraft(kept) => {
                if let Some(Err(error)) = draft.map(|path| draft::keep(path, kept.as_ref())) {
                    tell(messages, Event::NotRead(format!("The draft could not be kept: {error}. It stays until you leave.")));
                }
            }
            Job::KeepSession(kept) => {
                if let Some(Err(error)) = draft.map(|path| draft::keep(&session_file(path), kept.as_deref())) {
                    tell(messages, Event::NotRead(format!("How far the session is could not be kept: {error}.")));
                }
            }
            Job::KeepView(shown) => {
                if let Some(Err(error)) = draft.map(|path| draft::keep(&view_file(path), Some(&shown))) {
                    tell(messages, Event::NotRead(format!("The choice of curves could not be kept: {error}.")));
                }
            }
        }
        // What could not be written before goes first; order is kept.
        waiting.retain(|entries| !append(&mut store, entries, messages));
    }
    // The last try of what is left, before the program ends.
    waiting.retain(|entries| !append(&mut store, entries, messages));
}

/// How far a session is, is kept beside the draft.
pub fn session_file(draft: &std::path::Path) -> PathBuf {
    draft.with_file_name("session.json")
}

/// What the chart shows is kept beside the draft.
pub fn view_file(draft: &std::path::Path) -> PathBuf {
    draft.with_file_name("view.json")
}

fn append(store: &mut Store, entries: &[Entry], messages: &Sender<Message>) -> bool {
    let Some(batch) = entries.first().map(|entry| entry.batch) else { return true };
    let result = store.append(entries);
    let saved = result.is_ok();
    tell(messages, result.map_or_else(|error| Event::NotSaved(batch, error.to_string()), |_| Event::Saved(batch)));
    saved
}

fn look(store: &mut Store, messages: &Sender<Message>) {
    match store.news() {
        Ok(news) if news.entries.is_empty() => {}
        Ok(news) => tell(messages, Event::Arrived(news.entries)),
        Err(error) => tell(messages, Event::NotRead(error.to_string())),
    }
}

fn tell(messages: &Sender<Message>, event: Event) {
    // Nobody listens any more when the program ends.
    let _ = messages.send(Message::App(Box::new(event)));
}
