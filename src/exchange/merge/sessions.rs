//! Sessions: which entry of a file is which session that is known, and how the two become one.

mod same;

use std::collections::{BTreeMap, BTreeSet};

use super::content_name;
use crate::domain::{Day, History, Minutes, Op, Session, SessionId, join};
use crate::exchange::found::{Found, Notes};
use crate::exchange::report::Counts;

/// A session that is known, from the history or from a file of this import.
struct Known {
    session: Session,
    /// The last file with an entry for it: two rows of one file are two sessions.
    file: Option<usize>,
}

/// Every session that is known, and where to find it.
struct Pool<'a> {
    history: &'a History,
    all: Vec<Known>,
    by_id: BTreeMap<SessionId, usize>,
    by_source: BTreeMap<(String, String), Vec<usize>>,
    by_day: BTreeMap<Day, Vec<usize>>,
}

/// An entry of a file.
struct Entry {
    /// As it is found, with its name in the journal if it becomes a session of its own.
    session: Session,
    /// Its name within its source: the file's, or one from its content.
    source_id: String,
    /// The file itself names it.
    named: bool,
}

/// What became of the sessions of a file.
#[derive(Default)]
pub struct Taken {
    /// How many of which.
    pub counts: Counts,
    /// The joins with what was known, by name.
    pub joins: Notes,
}

/// What to write, and what became of each file.
pub fn merge(history: &History, files: &[Found]) -> (Vec<Op>, Vec<Taken>) {
    let empty = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut pool = Pool { history, all: Vec::new(), by_id: empty.0, by_source: empty.1, by_day: empty.2 };
    let mut names = Names::default();
    for session in history.days().flat_map(|(day, _)| history.sessions_on(day)) {
        let source_ids = join::parts(session).iter().map(|part| (part.source.clone(), names.within_source(part))).collect();
        pool.add(Known { session: session.clone(), file: None }, source_ids);
    }
    let taken = files.iter().enumerate().map(|(file, found)| pool.take(file, &entries(found))).collect();
    let changed = pool.all.into_iter().map(|known| known.session).filter(|session| history.session(&session.id) != Some(session));
    let apart = files.iter().flat_map(|file| &file.apart).filter(|(a, b)| !history.are_apart(a, b));
    let apart: BTreeSet<_> = apart.map(|(a, b)| (a.min(b).clone(), a.max(b).clone())).collect();
    let ops = changed.map(|session| Op::PutSession(Box::new(session)));
    (ops.chain(apart.into_iter().map(|(a, b)| Op::Apart { a, b })).collect(), taken)
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
fn entries(file: &Found) -> Vec<Entry> {
    let mut names = Names::default();
    let mut entries = Vec::with_capacity(file.sessions.len());
    for found in &file.sessions {
        let named = !found.session.id.0.is_empty();
        let mut session = found.session.clone();
        let source_id = names.within_source(&session);
        if !named {
            session.id = SessionId(content_name('s', &[&session.source, &source_id]));
        }
        session.kind_guessed |= !found.kind_said;
        entries.push(Entry { session, source_id, named });
    }
    entries
}

impl Pool<'_> {
    fn add(&mut self, known: Known, source_ids: Vec<(String, String)>) {
        let at = self.all.len();
        self.by_id.insert(known.session.id.clone(), at);
        self.by_day.entry(known.session.day).or_default().push(at);
        for name in source_ids {
            self.by_source.entry(name).or_default().push(at);
        }
        self.all.push(known);
    }

    /// Takes the entries of one file: first those that are known by name, so that no other entry of
    /// the file takes their session, then the rest.
    fn take(&mut self, file: usize, entries: &[Entry]) -> Taken {
        let mut taken = Taken::default();
        let (by_id, others): (Vec<_>, Vec<_>) = entries.iter().partition(|entry| self.by_id.contains_key(&entry.session.id));
        let (by_source, unknown): (Vec<_>, Vec<_>) = others.into_iter().partition(|entry| self.named(file, entry).is_some());
        for entry in by_id.into_iter().chain(by_source).chain(unknown) {
            if let Some(at) = self.named(file, entry) {
                self.update(at, file, entry, &mut taken.counts);
            } else if let Some(at) = self.best(file, entry, join::fits) {
                self.join(at, file, entry, &mut taken);
            } else if let Some(at) = self.best(file, entry, |_, known, found| same::planned(known, found)) {
                self.do_planned(at, file, entry, &mut taken.counts);
            } else {
                taken.counts.new += 1;
                let name = (entry.session.source.clone(), entry.source_id.clone());
                self.add(Known { session: entry.session.clone(), file: Some(file) }, vec![name]);
            }
        }
        taken
    }

    /// The session that has one of this entry's names.
    fn named(&self, file: usize, entry: &Entry) -> Option<usize> {
        if let Some(at) = self.by_id.get(&entry.session.id) {
            return Some(*at);
        }
        let source = (entry.session.source.clone(), entry.source_id.clone());
        // Where the file itself gives its rows different names, they are different sessions.
        let of_another_row = |at: &usize| self.all.get(*at).is_some_and(|known| known.file == Some(file));
        self.by_source.get(&source)?.iter().copied().find(|at| !(entry.named && of_another_row(at)))
    }

    /// The same entry again, perhaps with other content.
    fn update(&mut self, at: usize, file: usize, entry: &Entry, counts: &mut Counts) {
        let Some(known) = self.all.get_mut(at) else { return };
        let updated = match known.session.parts.iter().position(|part| part.source == entry.session.source) {
            Some(part) if entry.session.parts.is_empty() => with_part(&known.session, part, entry),
            _ => same::updated(&known.session, &entry.session),
        };
        known.file = Some(file);
        if updated == known.session {
            counts.same += 1;
            return;
        }
        counts.updated += 1;
        self.replace(at, updated);
    }

    fn replace(&mut self, at: usize, session: Session) {
        let Some(known) = self.all.get_mut(at) else { return };
        if known.session.day != session.day {
            self.by_day.entry(session.day).or_default().push(at);
        }
        known.session = session;
    }

    /// The session of the entry's day or a neighbouring one that is the most like it.
    fn best(&self, file: usize, entry: &Entry, likeness: fn(&History, &Session, &Session) -> Option<u32>) -> Option<usize> {
        let day = entry.session.day;
        let near = self.by_day.range(day.minus(1)..=day.plus(1)).flat_map(|(_, all)| all);
        let candidates = near.filter_map(|at| Some((*at, self.all.get(*at)?))).filter(|(_, known)| known.file != Some(file));
        let like = candidates.filter_map(|(at, known)| Some((likeness(self.history, &known.session, &entry.session)?, at)));
        like.min().map(|(_, at)| at)
    }

    /// Makes one of two.
    fn join(&mut self, at: usize, file: usize, entry: &Entry, taken: &mut Taken) {
        let Some(known) = self.all.get_mut(at) else { return };
        let typed = join::parts(&known.session).iter().find(|part| part.source.is_empty());
        let whose = if typed.is_some() { "your " } else { "" };
        let name = join::name(typed.unwrap_or(&known.session));
        let told = format!("{} is joined with {whose}{name}", join::name(&entry.session));
        taken.joins.add(None, &told);
        taken.counts.merged += 1;
        let part = Session { source_id: entry.source_id.clone(), ..entry.session.clone() };
        let session = join::joined(&known.session, &part);
        known.file = Some(file);
        // A later row of this file with the same name means this session too.
        self.by_source.entry((entry.session.source.clone(), entry.source_id.clone())).or_default().push(at);
        self.replace(at, session);
    }

    /// What was planned was done.
    fn do_planned(&mut self, at: usize, file: usize, entry: &Entry, counts: &mut Counts) {
        let Some(known) = self.all.get_mut(at) else { return };
        let found = Session { source_id: entry.source_id.clone(), ..entry.session.clone() };
        counts.merged += 1;
        let session = same::done(&known.session, &found);
        known.file = Some(file);
        self.by_source.entry((found.source, found.source_id)).or_default().push(at);
        self.replace(at, session);
    }
}

/// A session of several sources, one of which says something else now.
fn with_part(known: &Session, at: usize, entry: &Entry) -> Session {
    let mut all = known.parts.clone();
    let Some(part) = all.get_mut(at) else { return known.clone() };
    let now = Session {
        id: part.id.clone(),
        source_id: part.source_id.clone(),
        ..same::updated(part, &Session { id: part.id.clone(), ..entry.session.clone() })
    };
    if *part == now {
        return known.clone();
    }
    *part = now;
    join::with_parts(known, all)
}
