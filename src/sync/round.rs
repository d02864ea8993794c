//! One exchange: what the others wrote comes into the journal, what the journal has and the folder lacks goes out.
//!
//! Entries come in with their own stamps and batches, so that taking one back means the same everywhere. What is said to
//! be sent is durable in the journal before, and in the folder afterwards; a process that is killed in between repeats it.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use crate::domain::{Entry, Stamp};
use crate::store::{Mark, Store, private};

use super::error::SyncError;
use super::folder::{self, Listed};
use super::keys::{Keys, Secret};
use super::segment::{self, End, Spans};
use super::state::{Known, Memory, State};
use super::survey::{Fault, Looking, Survey, survey};

/// Where things are, and how the person wants them.
#[derive(Debug, Clone)]
pub struct Place {
    /// The journal.
    pub journal: PathBuf,
    /// The data folder: what is remembered of the shared folder is there.
    pub home: PathBuf,
    /// The folder that the devices share.
    pub folder: PathBuf,
    /// What its content is encrypted with.
    pub secret: Secret,
    /// What the person calls this device; may be empty.
    pub name: String,
}

/// What came of an exchange.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Round {
    /// Entries that were new here.
    pub arrived: usize,
    /// Entries that were new there.
    pub sent: usize,
    /// What is waited for, in sentences.
    pub waiting: Vec<String>,
    /// What of it was not waited for at the last exchange, so that it can be told once.
    pub newly_waiting: Vec<String>,
    /// Did this device take a new name, because the old one was in use elsewhere?
    pub renamed: bool,
}

impl Place {
    /// Makes the folder that the devices share, for the person alone, if it is not there and the one above it is.
    ///
    /// # Errors
    /// The system refuses.
    pub fn make_folder(&self) -> Result<(), SyncError> {
        let above = self.folder.parent().is_none_or(|above| above.as_os_str().is_empty() || above.is_dir());
        if self.folder.is_dir() || !above {
            return Ok(());
        }
        private::make_folder_of(&self.folder.join("x")).map_err(SyncError::io(&self.folder))
    }
}

/// Exchanges entries with the other devices, at a time of this one's clock. `whole`: writes what the folder lacks even if
/// another device's files may still be on their way; what is there twice counts once. `before_write` sees the journal as it
/// is before anything is written into it.
///
/// # Errors
/// A sentence. The journal and the other devices' files are as they were, or the journal has more.
pub fn exchange(place: &Place, now_ms: u64, whole: bool, before_write: &dyn Fn(&Store)) -> Result<Round, SyncError> {
    let mut store = Store::at(&place.journal);
    // Is it there at all? What is in it counts only once nobody else of this device writes.
    folder::list(&place.folder)?;
    let mut memory = Memory::take(&place.home, &place.folder)?;
    let listed = folder::list(&place.folder)?;
    let state = &mut memory.state;
    if !whole && state.is_settled(&listed, store.glance()) {
        return Ok(Round { waiting: state.waiting.clone(), ..Round::default() });
    }
    let mut journal = JournalRead::of(&mut store)?;
    let base = state.mark.and_then(|mark| mark.within(journal.mark?, &journal.loaded));
    let lost = lost(state, &listed);
    let again = whole || base.is_none() || state.again || !lost.is_empty();
    let mut keys = keys_of(place, state)?;
    let nothing = BTreeMap::new();
    let mut look = |skip| survey(listed.clone(), &mut keys, &Looking { own: state.device, known: &journal.known, skip });
    let found = look(if again { &nothing } else { &state.files })?;
    let spoiled = spoiled(state, &found);
    let (again, found) = if again || spoiled.is_empty() { (again, found) } else { (true, look(&nothing)?) };
    // Under a name whose files were taken away there would be a gap for ever.
    let renamed = found.is_forked || [&lost, &spoiled].iter().any(|devices| devices.contains(&state.device));
    if renamed {
        state.take_new_name();
    }
    let arrived = journal.take_in(&mut store, &found, before_write)?;
    // What another device wrote is its own to write again, as long as its files may still be on their way.
    let all = base.is_none() || whole || (again && found.has_all_of_others(&state.names()));
    let from = if all { 0 } else { base.unwrap_or(0) };
    let to_send = journal.lacking(from, &found);
    let (waiting, newly_waiting) = wait(state, &found);
    let round = Round { arrived, sent: to_send.len(), waiting, newly_waiting, renamed };
    send(place, state, keys, found, &to_send, now_ms)?;
    state.again = again && !all;
    (state.mark, state.journal) = (journal.mark, store.reached().and_then(|(_, cue)| cue));
    memory.keep()?;
    Ok(round)
}

/// The devices of which files are gone, or became shorter.
fn lost(state: &State, listed: &[Listed]) -> Vec<u64> {
    let stays =
        |name: &String, known: &Known| listed.iter().any(|file| file.name == *name && file.seen.length >= known.seen.length);
    let gone = state.files.iter().filter(|(name, known)| !stays(name, known));
    let own = state.misses_own(listed).then_some(state.device);
    gone.map(|(_, known)| known.device).chain(own).collect()
}

/// The keys of a folder.
fn keys_of(place: &Place, state: &mut State) -> Result<Keys, SyncError> {
    let keys = Keys::of(&place.secret, &place.folder, std::mem::take(&mut state.keys))?;
    // The line that names the key may be gone: what was closed before is not opened by that.
    if state.sealed && !keys.seals() { Err(SyncError::KeyNeeded(place.folder.clone())) } else { Ok(keys) }
}

/// The names of this device under which files are damaged that were whole. Nobody else writes what was in them again.
fn spoiled(state: &State, found: &Survey) -> Vec<u64> {
    let names = state.names();
    let damaged = state.files.values().filter(|known| names.contains(&known.device) && !found.still_reads(known));
    damaged.map(|known| known.device).collect()
}

/// What is waited for, and what of it was not the last time.
fn wait(state: &mut State, found: &Survey) -> (Vec<String>, Vec<String>) {
    let waiting: Vec<String> = found.waiting(&state.names()).map(ToString::to_string).collect();
    let new = waiting.iter().filter(|waits| !state.waiting.contains(waits)).cloned().collect();
    state.waiting.clone_from(&waiting);
    (waiting, new)
}

/// Writes entries into the folder, and remembers how it looks then.
fn send(
    place: &Place,
    state: &mut State,
    mut keys: Keys,
    found: Survey,
    entries: &[Entry],
    now_ms: u64,
) -> Result<(), SyncError> {
    let mut end = end(state, &found);
    let spans = segment::write(&place.folder, &mut keys, &place.name, &mut end, entries, now_ms)?;
    state.sealed |= keys.seals() && !entries.is_empty();
    (state.number, state.written) = (end.number, end.written);
    state.keys = keys.opened;
    remember(state, found);
    note_own(state, place, &spans, now_ms);
    Ok(())
}

/// The journal, as it was read and as it grew.
struct JournalRead {
    loaded: crate::store::Loaded,
    known: HashSet<Stamp>,
    mark: Option<Mark>,
}

impl JournalRead {
    fn of(store: &mut Store) -> Result<JournalRead, SyncError> {
        let loaded = store.load()?;
        let known = loaded.entries.iter().map(|entry| entry.stamp).collect();
        Ok(JournalRead { loaded, known, mark: store.reached().map(|(mark, _)| mark) })
    }

    /// Brings what is new into the journal; returns how much that is. Also takes in what others wrote there meanwhile.
    fn take_in(&mut self, store: &mut Store, found: &Survey, before_write: &dyn Fn(&Store)) -> Result<usize, SyncError> {
        let new: Vec<Entry> = found.entries.iter().filter(|entry| !self.known.contains(&entry.stamp)).cloned().collect();
        if !new.is_empty() {
            before_write(store);
            store.append(&new)?;
        }
        if store.glance().is_some() {
            let more = store.news()?;
            let more = more.entries.into_iter().filter(|entry| !self.known.contains(&entry.stamp));
            self.loaded.entries.extend(more);
        }
        self.mark = store.reached().map(|(mark, _)| mark);
        Ok(new.len())
    }

    /// What the folder lacks of the entries from a place on, each batch together.
    fn lacking(&self, from: usize, found: &Survey) -> Vec<Entry> {
        let later = self.loaded.entries.iter().skip(from);
        later.filter(|entry| !found.holds(&entry.stamp)).cloned().collect()
    }
}

/// Where this device goes on writing: at the end of its last file, if that is whole.
fn end(state: &State, found: &Survey) -> End {
    let device = state.device;
    let mut end = End { device, number: state.number, length: None, written: state.written };
    let Some(own) = found.devices.get(&device) else { return end };
    end.number = end.number.max(own.number);
    end.written = end.written.max(own.written);
    let last = found.files.values().find(|known| known.device == device && known.number == end.number);
    end.length = last.filter(|last| last.to == end.written).map(|last| last.seen.length);
    end
}

fn remember(state: &mut State, found: Survey) {
    state.files = found.files;
    // A key that arrives changes no file of entries.
    let known = found.faulty.into_iter().filter(|faulty| faulty.fault != Fault::NoKeyYet);
    state.troubled = known.map(|faulty| (faulty.file.name, faulty.file.seen)).collect();
}

/// What was just written need not be read.
fn note_own(state: &mut State, place: &Place, spans: &Spans, now_ms: u64) {
    for (number, (from, to)) in spans {
        let path = folder::segment(&place.folder, state.device, *number);
        let Some((seen, name)) = folder::look(&path).zip(path.file_name()) else { continue };
        let file = name.to_string_lossy().into_owned();
        let from = state.files.get(&file).map_or(*from, |known| known.from);
        let (device, number, to, name) = (state.device, *number, *to, place.name.clone());
        state.files.insert(file, Known { seen, device, number, from, to, written_ms: now_ms, name });
    }
}
