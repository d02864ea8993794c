//! Sessions: which entry of a file is which session that is known, and how the two become one.
//!
//! First every entry is taken as it is, then what can belong together is settled ([`crate::domain::settle`]): so neither the order
//! of the files nor that of the imports changes what comes out.

mod same;
mod settled;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::content::content_name;
use crate::domain::join;
use crate::domain::settle::Row;
use crate::domain::{Apart, Day, History, Key, Kind, Minutes, Op, Session, SessionId};
use crate::exchange::found::Found;
use crate::exchange::notes::Notes;
use crate::exchange::report::Counts;

/// A session that is known, from the history or from a file of this import.
struct Known<'a> {
    /// The history's own as long as nothing changes it.
    session: Cow<'a, Session>,
    /// It stands in the history.
    known: bool,
    /// The rows of the files that tell of it.
    rows: Vec<Row>,
    /// It became part of another one.
    gone: bool,
}

/// Every session that is known, and where to find it.
struct Pool<'a> {
    history: &'a History,
    all: Vec<Known<'a>>,
    /// By name, and by the name within each source: looked up for every row, and told in no order.
    by_id: HashMap<SessionId, usize>,
    by_source: HashMap<String, HashMap<String, Vec<usize>>>,
    /// What is planned.
    open: BTreeMap<Day, Vec<usize>>,
    /// Entries that are kept apart, and are not known as such yet.
    apart: BTreeSet<Apart>,
    /// What is near these is settled anew.
    touched: BTreeSet<usize>,
    /// The entries that were not known before, with their files.
    fresh: Vec<(usize, usize)>,
}

/// An entry of a file.
struct Entry {
    /// As it is found, with its name in the journal if it becomes a session of its own.
    session: Session,
    /// Its name within its source: the file's, or one from its content.
    source_id: String,
    /// The file itself names it.
    named: bool,
    /// The how many-th of its content it is in its file; 0 where the source gives it a name.
    rank: usize,
}

/// What became of the sessions of a file.
#[derive(Default)]
pub struct Merged {
    /// How many of which.
    pub counts: Counts,
    /// The joins with what was known, by name.
    pub joins: Notes,
}

/// What to write, and what became of each file.
pub fn merge(history: &History, files: &[Found]) -> (Vec<Op>, Vec<Merged>) {
    let mut pool = Pool::of(history);
    let mut taken: Vec<Merged> = Vec::with_capacity(files.len());
    for (file, found) in files.iter().enumerate() {
        let entries = entries(found);
        pool.keep_apart(found, &entries);
        taken.push(pool.take(file, entries));
    }
    pool.settle(&mut taken);
    let gone = pool.all.iter().filter(|known| known.gone && known.known).map(|known| known.session.id.clone());
    let gone: Vec<Op> = gone.map(|id| Op::Erase(Key::Session(id))).collect();
    let here = pool.all.into_iter().filter(|known| !known.gone).map(|known| known.session);
    let touched = here.filter_map(|session| match session {
        Cow::Borrowed(_) => None,
        Cow::Owned(session) => Some(session),
    });
    let changed = touched.filter(|session| history.session(&session.id) != Some(session));
    let ops = changed.map(|session| Op::PutSession(Box::new(session))).chain(gone);
    (ops.chain(pool.apart.into_iter().map(Op::Apart)).collect(), taken)
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
        named_by_content(session, session.kind, self.rank(session))
    }

    /// The how many-th it is with this content.
    fn rank(&mut self, session: &Session) -> usize {
        let rank = self.0.entry(format!("{}\n{}", session.source, content(session, session.kind))).or_default();
        *rank += 1;
        *rank
    }
}

/// What a session without a name of its own is known by.
fn content(session: &Session, kind: Kind) -> String {
    format!("{} {:?} {kind} {:?}", session.day, session.start, session.minutes.map(Minutes::get))
}

/// The name from its content, as a session of this kind, among so many with the same.
fn named_by_content(session: &Session, kind: Kind, rank: usize) -> String {
    content_name('h', &[&session.source, &content(session, kind), &rank.to_string()])
}

/// Gives every entry of a file its names.
fn entries(file: &Found) -> Vec<Entry> {
    let mut names = Names::default();
    let mut entries = Vec::with_capacity(file.sessions.len());
    for found in &file.sessions {
        let named = !found.session.id.0.is_empty();
        let mut session = found.session.clone();
        let rank = if session.source_id.is_empty() { names.rank(&session) } else { 0 };
        let source_id = if rank > 0 { named_by_content(&session, session.kind, rank) } else { session.source_id.clone() };
        if !named {
            session.id = SessionId(content_name('s', &[&session.source, &source_id]));
        }
        session.kind_guessed |= !found.kind_said;
        entries.push(Entry { session, source_id, named, rank });
    }
    entries
}

impl<'a> Pool<'a> {
    fn of(history: &'a History) -> Pool<'a> {
        let (by_id, by_source, open) = (HashMap::new(), HashMap::new(), BTreeMap::new());
        let (apart, touched) = (BTreeSet::new(), BTreeSet::new());
        let mut pool = Pool { history, all: Vec::new(), by_id, by_source, open, apart, touched, fresh: Vec::new() };
        let mut names = Names::default();
        // Several may have one name within their source, and which of them an entry finds may not depend on what it says of
        // that one: else it finds another the next time.
        for session in history.sessions_as_recorded() {
            let source_ids = join::parts(session).iter().map(|part| (part.source.clone(), names.within_source(part))).collect();
            pool.add(Known { session: Cow::Borrowed(session), known: true, rows: Vec::new(), gone: false }, source_ids);
        }
        pool
    }

    fn add(&mut self, known: Known<'a>, source_ids: Vec<(String, String)>) -> usize {
        let at = self.all.len();
        self.by_id.insert(known.session.id.clone(), at);
        if known.session.is_open() {
            self.open.entry(known.session.day).or_default().push(at);
        }
        for part in &known.session.parts {
            self.by_id.entry(part.id.clone()).or_insert(at);
        }
        for (source, id) in source_ids {
            self.by_source.entry(source).or_default().entry(id).or_default().push(at);
        }
        self.all.push(known);
        at
    }

    /// Takes the entries of one file: first those that are known by name, so that no other entry of
    /// the file takes their session, then the rest.
    fn take(&mut self, file: usize, entries: Vec<Entry>) -> Merged {
        let mut taken = Merged::default();
        let all = entries.iter().enumerate();
        let (by_id, others): (Vec<_>, Vec<_>) = all.partition(|(_, entry)| self.by_id.contains_key(&entry.session.id));
        let (by_source, unknown): (Vec<_>, Vec<_>) = others.into_iter().partition(|(_, entry)| self.named(file, entry).is_some());
        let order: Vec<usize> = by_id.into_iter().chain(by_source).chain(unknown).map(|(row, _)| row).collect();
        let mut entries: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
        for row in order {
            let Some(entry) = entries.get_mut(row).and_then(Option::take) else { continue };
            if let Some(at) = self.named(file, &entry) {
                self.update(at, (file, row), &entry.session, &mut taken.counts);
            } else if let Some((at, session)) = self.of_another_kind(file, &entry) {
                self.update(at, (file, row), &session, &mut taken.counts);
            } else {
                let rows = vec![Row { file, row, source: None }];
                let name = (entry.session.source.clone(), entry.source_id);
                let at = self.add(Known { session: Cow::Owned(entry.session), known: false, rows, gone: false }, vec![name]);
                self.touched.insert(at);
                self.fresh.push((at, file));
            }
        }
        taken
    }

    /// The session that has one of this entry's names.
    fn named(&self, file: usize, entry: &Entry) -> Option<usize> {
        if let Some(at) = self.by_id.get(&entry.session.id) {
            return Some(*at);
        }
        // Rows that the file itself, or what stands in them, gives different names are different sessions.
        let differs = entry.named || entry.rank > 0;
        let of_another_row = |at: &usize| self.all.get(*at).is_some_and(|known| known.rows.iter().any(|row| row.file == file));
        self.by_source
            .get(&entry.session.source)?
            .get(&entry.source_id)?
            .iter()
            .copied()
            .find(|at| !(differs && of_another_row(at)))
    }

    /// The session that this entry was when it was taken for another kind, and the entry as one of it: `--kind`, an edited
    /// title and words that are newly known change what it is taken for, and it is still the same session. What was said
    /// holds against what was guessed; of two guesses the first stays, as with any entry that comes again.
    fn of_another_kind(&self, file: usize, entry: &Entry) -> Option<(usize, Session)> {
        let found = &entry.session;
        let others = Kind::ALL.iter().filter(|kind| entry.rank > 0 && **kind != found.kind);
        let of_source = self.by_source.get(&found.source)?;
        let mut names = others.map(|kind| named_by_content(found, *kind, entry.rank));
        names.find_map(|name| {
            of_source.get(&name)?.iter().find_map(|at| {
                let known = self.all.get(*at).filter(|known| !known.rows.iter().any(|row| row.file == file))?;
                let told = join::parts(&known.session).iter().find(|part| part.source == found.source)?;
                let (kind, kind_guessed) = match (told.kind_guessed, found.kind_guessed) {
                    (false, false) => return None,
                    (_, true) => (told.kind, told.kind_guessed),
                    (true, false) => (found.kind, false),
                };
                Some((*at, Session { id: known.session.id.clone(), kind, kind_guessed, ..found.clone() }))
            })
        })
    }

    /// The same entry again, perhaps with other content.
    fn update(&mut self, at: usize, (file, row): (usize, usize), entry: &Session, counts: &mut Counts) {
        let Some(known) = self.all.get(at) else { return };
        let parts = &known.session.parts;
        let called = parts.iter().position(|part| part.id == entry.id);
        let of_source = || parts.iter().position(|part| part.source == entry.source);
        let part = called.or_else(of_source).filter(|_| entry.parts.is_empty());
        let source = part.and_then(|part| parts.get(part)).map(|part| part.source.clone());
        let updated = match part {
            Some(part) => with_part(&known.session, part, entry),
            None if !entry.parts.is_empty() && !parts.is_empty() => self.united(at, entry),
            None => same::updated(&known.session, entry),
        };
        let Some(known) = self.all.get_mut(at) else { return };
        known.rows.push(Row { file, row, source });
        if updated == *known.session {
            counts.same += 1;
            return;
        }
        counts.updated += 1;
        known.session = Cow::Owned(updated);
        self.touched.insert(at);
    }

    /// A session of several sources as another life or an earlier day had it, with what its sources said there. What another
    /// session here is made of stays with that.
    fn united(&self, at: usize, entry: &Session) -> Session {
        let Some(known) = self.all.get(at).map(|known| &known.session) else { return entry.clone() };
        let mut all = known.parts.clone();
        for told in &entry.parts {
            let is_here = self.by_id.get(&told.id).is_none_or(|other| *other == at);
            match all.iter_mut().find(|part| part.source == told.source) {
                Some(part) if part.source_id == told.source_id => *part = named_as(part, told),
                None if is_here => all.push(told.clone()),
                // Another session of that source.
                Some(_) | None => {}
            }
        }
        join::united(known, entry, all)
    }
}

/// A session of several sources, one of which says something else now.
fn with_part(known: &Session, at: usize, entry: &Session) -> Session {
    let mut all = known.parts.clone();
    all.get_mut(at).into_iter().for_each(|part| *part = named_as(part, entry));
    if all == known.parts { known.clone() } else { join::with_parts(known, all) }
}

/// What a source says now, under the names that it has here.
fn named_as(part: &Session, told: &Session) -> Session {
    let named = Session { id: part.id.clone(), source_id: part.source_id.clone(), ..told.clone() };
    same::updated(part, &named)
}
