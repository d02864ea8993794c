//! Sessions: which entry of a file is which session that is known, and how the two become one.
//!
//! First every entry is taken as it is: those known by our name, then those known by their name within their source, then
//! the rest. Then what can belong together is settled ([`crate::domain::settle`]). So neither the order of the files nor that
//! of the imports changes what comes out.

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

impl Known<'_> {
    fn is_told_by(&self, file: usize) -> bool {
        self.rows.iter().any(|row| row.file == file)
    }
}

/// Every session that is known, and where to find it: by its names as they stand now, and of several that have one name by
/// the one that was recorded first. So the next import, which begins with what this one leaves, finds the same.
struct Pool<'a> {
    history: &'a History,
    all: Vec<Known<'a>>,
    /// By name, and by the name within each source: looked up for every row, and told in no order.
    by_id: HashMap<SessionId, usize>,
    by_source: HashMap<String, HashMap<String, Vec<usize>>>,
    /// Done sessions that were planned before, by what their plans said: a table of plans tells of them again.
    done_plans: HashMap<String, Vec<usize>>,
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
    /// The file itself names it.
    named: bool,
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
    let entries: Vec<Vec<Entry>> = files.iter().map(entries).collect();
    files.iter().zip(&entries).for_each(|(found, entries)| pool.keep_apart(found, entries));
    let mut taken = pool.take(entries);
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

/// What a session is found by among those of its source: the name it has there, else what stands in it.
fn name_within_source(session: &Session) -> Cow<'_, str> {
    if session.source_id.is_empty() { content(session, session.kind).into() } else { (&session.source_id).into() }
}

/// What a session without a name of its own is known by.
fn content(session: &Session, kind: Kind) -> String {
    content_of(session.day, session.start, kind, session.minutes)
}

fn content_of(day: Day, start: Option<u16>, kind: Kind, minutes: Option<Minutes>) -> String {
    format!("{day} {start:?} {kind} {:?}", minutes.map(Minutes::get))
}

/// Gives every entry of a file its name in the journal. Those that say the same are told from each other by their order.
fn entries(file: &Found) -> Vec<Entry> {
    let mut ranks: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut entries = Vec::with_capacity(file.sessions.len());
    for found in &file.sessions {
        let named = !found.session.id.0.is_empty();
        let mut session = found.session.clone();
        let mut source_id = session.source_id.clone();
        if source_id.is_empty() {
            let content = content(&session, session.kind);
            let rank = ranks.entry((session.source.clone(), content.clone())).or_default();
            *rank += 1;
            source_id = content_name('h', &[&session.source, &content, &rank.to_string()]);
        }
        if !named {
            session.id = SessionId(content_name('s', &[&session.source, &source_id]));
        }
        session.kind_guessed |= !found.kind_said;
        entries.push(Entry { session, named });
    }
    entries
}

impl<'a> Pool<'a> {
    fn of(history: &'a History) -> Pool<'a> {
        let mut pool = Pool {
            history,
            all: Vec::new(),
            by_id: HashMap::new(),
            by_source: HashMap::new(),
            done_plans: HashMap::new(),
            open: BTreeMap::new(),
            apart: BTreeSet::new(),
            touched: BTreeSet::new(),
            fresh: Vec::new(),
        };
        for session in history.sessions_as_recorded() {
            pool.add(Known { session: Cow::Borrowed(session), known: true, rows: Vec::new(), gone: false });
        }
        pool
    }

    fn add(&mut self, known: Known<'a>) -> usize {
        let at = self.all.len();
        self.by_id.insert(known.session.id.clone(), at);
        if known.session.is_open() {
            self.open.entry(known.session.day).or_default().push(at);
        }
        self.enter(at, &known.session);
        self.all.push(known);
        at
    }

    /// Enters the names of what a session is made of.
    fn enter(&mut self, at: usize, session: &Session) {
        for plan in plans_done(session) {
            add_in_order(self.done_plans.entry(plan).or_default(), at);
        }
        for part in &session.parts {
            self.by_id.entry(part.id.clone()).or_insert(at);
        }
        for part in join::parts(session) {
            let of_source = self.by_source.entry(part.source.clone()).or_default();
            add_in_order(of_source.entry(name_within_source(part).into_owned()).or_default(), at);
        }
    }

    /// Strikes out the names that a session had by what it was made of.
    fn strike_out(&mut self, at: usize, session: &Session) {
        for plan in plans_done(session) {
            self.done_plans.get_mut(&plan).into_iter().for_each(|all| all.retain(|other| *other != at));
        }
        for part in join::parts(session) {
            let of_source = self.by_source.get_mut(&part.source);
            let all = of_source.and_then(|of_source| of_source.get_mut(name_within_source(part).as_ref()));
            all.into_iter().for_each(|all| all.retain(|other| *other != at));
        }
    }

    /// Takes the entries of all files: first those that are known by name, so that no other entry takes their session, then
    /// those that have a name within their source, then the rest.
    fn take(&mut self, entries: Vec<Vec<Entry>>) -> Vec<Merged> {
        let mut taken: Vec<Merged> = entries.iter().map(|_| Merged::default()).collect();
        let rows =
            |(file, entries): (usize, Vec<Entry>)| entries.into_iter().enumerate().map(move |(row, entry)| ((file, row), entry));
        let all: Vec<((usize, usize), Entry)> = entries.into_iter().enumerate().flat_map(rows).collect();
        let (by_id, others): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|(_, entry)| self.by_id.contains_key(&entry.session.id));
        self.take_each(by_id, &mut taken);
        let (by_source, rest): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|((file, _), entry)| self.named(*file, entry).is_some());
        self.take_each(by_source, &mut taken);
        self.take_each(rest, &mut taken);
        taken
    }

    fn take_each(&mut self, entries: Vec<((usize, usize), Entry)>, taken: &mut [Merged]) {
        for ((file, row), entry) in entries {
            let Some(counts) = taken.get_mut(file).map(|taken| &mut taken.counts) else { continue };
            if let Some(at) = self.named(file, &entry) {
                self.update(at, (file, row), &entry.session, counts);
            } else if let Some((at, session)) = self.of_another_kind(file, &entry) {
                self.update(at, (file, row), &session, counts);
            } else {
                self.add_fresh(entry.session, (file, row));
            }
        }
    }

    /// The session that has one of this entry's names, ours or within its source.
    fn named(&self, file: usize, entry: &Entry) -> Option<usize> {
        let found = &entry.session;
        if let Some(at) = self.by_id.get(&found.id) {
            return Some(*at);
        }
        // Rows that the file itself, or what stands in them, gives different names are different sessions.
        let differs = entry.named || found.source_id.is_empty();
        let is_free = |at: &usize| !differs || self.all.get(*at).is_some_and(|known| !known.is_told_by(file));
        // A whole may have its source from one part and the name within it from another: the strongest part that has a name is
        // looked for. By what it says a whole is not: another that says the same as a part of it is not it.
        let told = join::parts(found).iter().find(|part| found.parts.is_empty() || !part.source_id.is_empty());
        let of_source = told.and_then(|told| self.by_source.get(&told.source)?.get(name_within_source(told).as_ref()));
        let is_plan = found.is_open() && found.source.is_empty() && found.source_id.is_empty();
        let done = is_plan.then(|| self.done_plans.get(name_within_source(found).as_ref())).flatten();
        of_source.into_iter().chain(done).flatten().copied().find(is_free)
    }

    /// The session that this entry was when it was taken for another kind, and the entry as one of it: `--kind`, an edited
    /// title and words that are newly known change what it is taken for, and it is still the same session. What was said
    /// holds against what was guessed; of two guesses the first stays, as with any entry that comes again.
    fn of_another_kind(&self, file: usize, entry: &Entry) -> Option<(usize, Session)> {
        let found = &entry.session;
        let others = Kind::ALL.iter().filter(|kind| found.source_id.is_empty() && **kind != found.kind);
        let of_source = self.by_source.get(&found.source)?;
        let mut names = others.map(|kind| content(found, *kind));
        names.find_map(|name| {
            of_source.get(&name)?.iter().find_map(|at| {
                let known = self.all.get(*at).filter(|known| !known.is_told_by(file))?;
                let told = join::parts(&known.session).iter().find(|part| part.source == found.source)?;
                let (kind, kind_guessed) = match (told.kind_guessed, found.kind_guessed) {
                    (false, false) => return None,
                    (_, true) => (told.kind, told.kind_guessed),
                    (true, false) => (found.kind, false),
                };
                Some((*at, Session { id: told.id.clone(), kind, kind_guessed, ..found.clone() }))
            })
        })
    }

    /// The same entry again, perhaps with other content.
    fn update(&mut self, at: usize, (file, row): (usize, usize), entry: &Session, counts: &mut Counts) {
        let Some(known) = self.all.get(at) else { return };
        let part = part_told(&known.session, entry);
        let updated = match part {
            Some(part) => with_part(&known.session, part, entry),
            None if are_of_sources(&known.session, entry) => self.united(at, entry),
            None => same::updated(&known.session, entry),
        };
        let told = part.and_then(|part| known.session.parts.get(part)).map(|part| part.id.clone());
        let source = updated.parts.iter().find(|part| Some(&part.id) == told.as_ref()).map(|part| part.source.clone());
        let Some(known) = self.all.get_mut(at) else { return };
        known.rows.push(Row { file, row, source });
        if updated == *known.session {
            counts.same += 1;
        } else {
            counts.updated += 1;
            let before = std::mem::replace(&mut known.session, Cow::Owned(updated.clone()));
            self.strike_out(at, &before);
            self.enter(at, &updated);
            self.touched.insert(at);
        }
        self.take_others(at, (file, row), entry);
    }

    /// What a session of several sources was made of in another life and is not here: part of another session, or one that
    /// is not known yet.
    fn take_others(&mut self, at: usize, (file, row): (usize, usize), entry: &Session) {
        for told in &entry.parts {
            let here = self.all.get(at).is_some_and(|known| join::parts(&known.session).iter().any(|part| is_same(part, told)));
            let elsewhere = self.place_of(told);
            match elsewhere.and_then(|other| self.all.get_mut(other)) {
                _ if here => {}
                Some(other) => other.rows.push(Row { file, row, source: Some(told.source.clone()) }),
                None => self.add_fresh(told.clone(), (file, row)),
            }
        }
    }

    /// The session that is, or holds, what one source told: what has a name there may have been given another one of ours here.
    fn place_of(&self, told: &Session) -> Option<usize> {
        let of_source = || self.by_source.get(&told.source)?.get(&told.source_id)?.first().filter(|_| !told.source_id.is_empty());
        self.by_id.get(&told.id).or_else(of_source).copied()
    }

    /// A session of its own, until it is settled.
    fn add_fresh(&mut self, session: Session, (file, row): (usize, usize)) {
        let rows = vec![Row { file, row, source: None }];
        let at = self.add(Known { session: Cow::Owned(session), known: false, rows, gone: false });
        self.touched.insert(at);
        self.fresh.push((at, file));
    }

    /// A session of several sources as another life or an earlier day had it, with what its sources said there. What another
    /// session here is made of stays with that.
    fn united(&self, at: usize, entry: &Session) -> Session {
        let Some(known) = self.all.get(at).map(|known| &known.session) else { return entry.clone() };
        let mut all = join::parts(known).to_vec();
        for told in &entry.parts {
            let is_here = self.place_of(told).is_none_or(|other| other == at);
            match all.iter_mut().find(|part| part.source == told.source) {
                Some(part) if is_same(part, told) => *part = named_as(part, told),
                None if is_here => all.push(told.clone()),
                // Another session of that source.
                Some(_) | None => {}
            }
        }
        join::united(known, entry, all)
    }
}

/// Puts a place among others, of which the first recorded comes first.
fn add_in_order(all: &mut Vec<usize>, at: usize) {
    if let Err(place) = all.binary_search(&at) {
        all.insert(place, at);
    }
}

/// Do they tell of the same, of one source? What has no name there may have been taken for another kind.
fn is_same(part: &Session, told: &Session) -> bool {
    let is_guessed = part.kind_guessed || told.kind_guessed;
    let unnamed = part.source_id.is_empty() && told.source_id.is_empty();
    let says_the_same = || unnamed && is_guessed && content(part, told.kind) == content(told, told.kind);
    part.id == told.id
        || (part.source == told.source && (name_within_source(part) == name_within_source(told) || says_the_same()))
}

/// Are both made of sources? Of what was done by hand here and by a file there nothing is the same but the plan.
fn are_of_sources(known: &Session, entry: &Session) -> bool {
    let is_part = |told: &Session| join::parts(known).iter().any(|part| is_same(part, told));
    let of_sources = !known.parts.is_empty() || entry.parts.iter().any(is_part);
    known.is_done() && entry.is_done() && !entry.parts.is_empty() && of_sources
}

/// Which part of a session an entry tells of: the one of that name, else the one of that source. But a whole may bear the
/// name of one part and the source of another, as a row of our own table tells of it: then the source decides, as wherever
/// one is said that another part has.
fn part_told(known: &Session, entry: &Session) -> Option<usize> {
    if !entry.parts.is_empty() {
        return None;
    }
    let called = known.parts.iter().position(|part| part.id == entry.id);
    let of_source = known.parts.iter().position(|part| part.source == entry.source);
    let is_whole = known.id == entry.id && (&known.source, &known.source_id) == (&entry.source, &entry.source_id);
    if is_whole || !entry.source.is_empty() { of_source.or(called) } else { called.or(of_source) }
}

/// The names that the plan of a done session had by what it said: without an hour, or at that of the deed.
fn plans_done(session: &Session) -> Vec<String> {
    let done_by_a_file = !session.parts.is_empty() && session.parts.iter().all(|part| part.id != session.id);
    if !session.is_done() || !(done_by_a_file || session.planned_minutes.is_some()) {
        return Vec::new();
    }
    let starts: BTreeSet<Option<u16>> = [None, session.start].into();
    starts.into_iter().map(|start| content_of(session.day, start, session.kind, session.planned_minutes)).collect()
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
