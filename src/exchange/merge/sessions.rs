//! Sessions: which entry of a file is which session that is known, and how the two become one.

mod same;

use std::collections::BTreeMap;

use super::content_name;
use crate::domain::{Day, History, Minutes, Op, Session, SessionId};
use crate::exchange::found::{Found, FoundSession};
use crate::exchange::report::Counts;

/// A session that is known, from the history or from a file of this import.
struct Known {
    session: Session,
    /// Its kind was said, not guessed.
    kind_said: bool,
    /// The last file with an entry for it: two rows of one file are two sessions.
    file: Option<usize>,
}

/// Every session that is known, and where to find it.
#[derive(Default)]
struct Pool {
    all: Vec<Known>,
    by_id: BTreeMap<SessionId, usize>,
    by_source: BTreeMap<(String, String), Vec<usize>>,
    by_day: BTreeMap<Day, Vec<usize>>,
}

/// An entry of a file with its names.
struct Entry<'a> {
    found: &'a FoundSession,
    /// Its name in the journal if it becomes a session of its own.
    id: SessionId,
    /// Its name within its source: the file's, or one from its content.
    source_id: String,
}

/// What to write, and the counts of each file.
pub fn merge(history: &History, files: &[Found]) -> (Vec<Op>, Vec<Counts>) {
    let mut pool = Pool::default();
    let mut names = Names::default();
    for session in history.days().flat_map(|(day, _)| history.sessions_on(day)) {
        let source_id = names.within_source(session);
        pool.add(Known { session: session.clone(), kind_said: true, file: None }, source_id);
    }
    let counts = files.iter().enumerate().map(|(file, found)| pool.take(file, &entries(found))).collect();
    let changed = pool.all.into_iter().map(|known| known.session).filter(|session| history.session(&session.id) != Some(session));
    (changed.map(|session| Op::PutSession(Box::new(session))).collect(), counts)
}

/// Gives sessions names, and counts those whose content gives the same name.
#[derive(Default)]
struct Names(BTreeMap<String, usize>);

impl Names {
    /// The name within its source: the one it has there, or one from its content.
    fn within_source(&mut self, session: &Session) -> String {
        if !session.source_id.is_empty() {
            return session.source_id.clone();
        }
        let minutes = session.minutes.map(Minutes::get);
        let content = format!("{} {:?} {} {minutes:?}", session.day, session.start, session.kind);
        let rank = self.0.entry(format!("{}\n{content}", session.source)).or_default();
        *rank += 1;
        content_name('h', &[&session.source, &content, &rank.to_string()])
    }
}

/// Gives every entry of a file its names.
fn entries(file: &Found) -> Vec<Entry<'_>> {
    let mut names = Names::default();
    let mut entries = Vec::with_capacity(file.sessions.len());
    for found in &file.sessions {
        let session = &found.session;
        let source_id = names.within_source(session);
        let content = || SessionId(content_name('s', &[&session.source, &source_id]));
        let id = if session.id.0.is_empty() { content() } else { session.id.clone() };
        entries.push(Entry { found, id, source_id });
    }
    entries
}

impl Pool {
    fn add(&mut self, known: Known, source_id: String) {
        let at = self.all.len();
        self.by_id.insert(known.session.id.clone(), at);
        self.by_day.entry(known.session.day).or_default().push(at);
        self.by_source.entry((known.session.source.clone(), source_id)).or_default().push(at);
        self.all.push(known);
    }

    /// Takes the entries of one file: first those that are known by name, so that no other entry of
    /// the file takes their session, then the rest.
    fn take(&mut self, file: usize, entries: &[Entry]) -> Counts {
        let mut counts = Counts::default();
        let (by_id, others): (Vec<_>, Vec<_>) = entries.iter().partition(|entry| self.by_id.contains_key(&entry.id));
        let (by_source, unknown): (Vec<_>, Vec<_>) = others.into_iter().partition(|entry| self.named(file, entry).is_some());
        for entry in by_id.into_iter().chain(by_source).chain(unknown) {
            if let Some(at) = self.named(file, entry) {
                self.update(at, file, entry, &mut counts);
            } else if let Some(at) = self.best(file, entry, same::duplicate) {
                self.join(at, file, entry, &mut counts, same::joined);
            } else if let Some(at) = self.best(file, entry, same::planned) {
                self.join(at, file, entry, &mut counts, same::done);
            } else {
                counts.new += 1;
                let session = Session { id: entry.id.clone(), ..entry.found.session.clone() };
                let known = Known { session, kind_said: entry.found.kind_said, file: Some(file) };
                self.add(known, entry.source_id.clone());
            }
        }
        counts
    }

    /// The session that has one of this entry's names.
    fn named(&self, file: usize, entry: &Entry) -> Option<usize> {
        if let Some(at) = self.by_id.get(&entry.id) {
            return Some(*at);
        }
        let source = (entry.found.session.source.clone(), entry.source_id.clone());
        // Where the file itself gives its rows different names, they are different sessions.
        let of_another_row = |at: &usize| self.all.get(*at).is_some_and(|known| known.file == Some(file));
        let own_name = !entry.found.session.id.0.is_empty();
        self.by_source.get(&source)?.iter().copied().find(|at| !(own_name && of_another_row(at)))
    }

    /// The same entry again, perhaps with other content.
    fn update(&mut self, at: usize, file: usize, entry: &Entry, counts: &mut Counts) {
        let Some(known) = self.all.get_mut(at) else { return };
        let updated = same::updated(&known.session, entry);
        known.file = Some(file);
        if updated == known.session {
            counts.same += 1;
            return;
        }
        counts.updated += 1;
        let (before, day) = (known.session.day, updated.day);
        known.session = updated;
        if before != day {
            self.by_day.entry(day).or_default().push(at);
        }
    }

    /// The session of the entry's day or a neighbouring one that is the most like it.
    fn best(&self, file: usize, entry: &Entry, likeness: fn(&Session, bool, &Entry) -> Option<u32>) -> Option<usize> {
        let day = entry.found.session.day;
        let near = self.by_day.range(day.minus(1)..=day.plus(1)).flat_map(|(_, all)| all);
        let candidates = near.filter_map(|at| Some((*at, self.all.get(*at)?))).filter(|(_, known)| known.file != Some(file));
        let like = candidates.filter_map(|(at, known)| Some((likeness(&known.session, known.kind_said, entry)?, at)));
        like.min().map(|(_, at)| at)
    }

    /// Makes one of two.
    fn join(&mut self, at: usize, file: usize, entry: &Entry, counts: &mut Counts, join: fn(&Session, bool, &Entry) -> Session) {
        let Some(known) = self.all.get_mut(at) else { return };
        let joined = join(&known.session, known.kind_said, entry);
        if joined == known.session {
            counts.same += 1;
        } else {
            counts.merged += 1;
        }
        *known = Known { session: joined, kind_said: known.kind_said || entry.found.kind_said, file: Some(file) };
        // A later row of this file with the same name means this session too.
        self.by_source.entry((entry.found.session.source.clone(), entry.source_id.clone())).or_default().push(at);
    }
}
