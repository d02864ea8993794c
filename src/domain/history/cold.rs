//! A history as bytes: its newest days are there at once, each read when somebody asks for it, and those of long ago stay
//! packed until one of them is asked for.
//!
//! The bytes are believed as they are. Whoever keeps them has to know that they are what [`freeze`] made, and made
//! by this very program: nothing in them says so.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::domain::checkin::{CheckIn, Origin, Said, Source};
use crate::domain::day::Day;
use crate::domain::field::{Field, Value};
use crate::domain::packed::{MORE, NEAR, Packed};
use crate::domain::plan::DayPlan;
use crate::domain::session::{Session, SessionId};
use crate::domain::stamp::Stamp;

use super::noted::Noted;
use super::record::{DayRecord, Recorded};

/// The hash of a session's name, and the place of its day among the days.
const ID_BYTES: usize = 12;

/// Days as bytes.
#[derive(Debug)]
pub(super) struct Cold {
    /// Those up to a day, packed.
    far: Option<Far>,
    /// Those after it.
    near: Block,
}

#[derive(Debug)]
struct Far {
    packed: Arc<Packed>,
    last: Day,
    noted: Noted,
    block: OnceLock<Option<Block>>,
}

impl Far {
    fn block(&self) -> Option<&Block> {
        self.block.get_or_init(|| Block::of(Arc::clone(self.packed.whole()), 0)).as_ref()
    }
}

/// Days as bytes, one behind the other, each read when somebody asks for it.
struct Block {
    bytes: Arc<Vec<u8>>,
    /// Each day, and where its bytes end.
    days: Vec<(Day, usize)>,
    /// Where the bytes of the first day begin.
    begin: usize,
    /// Where the names of the sessions begin.
    ids: usize,
    read: Vec<OnceLock<Option<Box<DayRecord>>>>,
}

impl fmt::Debug for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Block({} days, {} bytes)", self.days.len(), self.bytes.len())
    }
}

/// What stands before the bytes of the days.
#[derive(Serialize, Deserialize)]
struct Index {
    /// Each day, and how many bytes it has.
    days: Vec<(Day, usize)>,
    /// How many sessions there are.
    sessions: usize,
}

/// Days as bytes, those far and those near: those that were changed or are new, and of a fold those that are not among
/// them, unread. What lies far stays packed as it is where nothing of it changed. Of the days up to the one of writing
/// some are near, and all after it: a season that is planned ahead takes the place of none that was lived.
pub(super) fn freeze(warm: &BTreeMap<Day, DayRecord>, cold: Option<&Cold>, written: Day) -> Option<(Arc<Packed>, Vec<u8>)> {
    let lived = |days: &[Day]| days.partition_point(|day| *day <= written);
    let far = cold.and_then(|cold| cold.far.as_ref());
    let near: Vec<&Block> = cold.into_iter().map(|cold| &cold.near).collect();
    let is_kept = far.is_none_or(|far| warm.range(..=far.last).next().is_none());
    let lately = is_kept.then(|| known(warm, &near)).filter(|days| lived(days) <= NEAR + MORE);
    if let Some(days) = lately {
        let packed = far.map(|far| Arc::clone(&far.packed)).unwrap_or_default();
        return Some((packed, part(far.map(|far| (far.last, &far.noted)), block(&days, warm, &near)?)?));
    }
    let mut blocks = near;
    if let Some(far) = far {
        blocks.push(far.block()?);
    }
    let days = known(warm, &blocks);
    let (before, after) = days.split_at(lived(&days).saturating_sub(NEAR));
    let packed = if before.is_empty() { Packed::default() } else { Packed::of(&block(before, warm, &blocks)?)? };
    let record = |day: &Day| warm.get(day).or_else(|| blocks.iter().find_map(|block| block.get(*day)));
    let noted = Noted::of(before.iter().rev().filter_map(record));
    Some((Arc::new(packed), part(before.last().map(|last| (*last, &noted)), block(after, warm, &blocks)?)?))
}

/// The near part: the last day of the far one and what is noted of it, and the days.
fn part(far: Option<(Day, &Noted)>, days: Vec<u8>) -> Option<Vec<u8>> {
    let mut bytes = postcard::to_allocvec(&far).ok()?;
    bytes.extend(days);
    Some(bytes)
}

/// Every day of which something is known, in order.
fn known(warm: &BTreeMap<Day, DayRecord>, blocks: &[&Block]) -> Vec<Day> {
    let kept = blocks.iter().flat_map(|block| block.days.iter().map(|(day, _)| *day)).filter(|day| !warm.contains_key(day));
    let known = warm.iter().filter(|(_, record)| !record.is_empty()).map(|(day, _)| *day);
    let mut days: Vec<Day> = kept.chain(known).collect();
    days.sort_unstable();
    days
}

/// These days as [`Block::of`] takes them up.
fn block(days: &[Day], warm: &BTreeMap<Day, DayRecord>, blocks: &[&Block]) -> Option<Vec<u8>> {
    let place_of = |day: Day| days.binary_search(&day).ok().and_then(|place| u32::try_from(place).ok());
    let (mut index, mut ids, mut bodies) = (Vec::new(), Vec::new(), Vec::new());
    for day in days {
        let begin = bodies.len();
        match warm.get(day) {
            Some(record) => {
                let place = place_of(*day)?;
                ids.extend(record.sessions().map(|session| id_bytes(&session.id, place)));
                bodies.extend(body(record)?);
            }
            None => bodies.extend_from_slice(blocks.iter().find_map(|block| block.body(*day))?),
        }
        index.push((*day, bodies.len() - begin));
    }
    for (block, known) in blocks.iter().flat_map(|block| block.sessions().iter().map(move |known| (block, known))) {
        let day = block.day_of(known).filter(|day| !warm.contains_key(day));
        let Some(place) = day.and_then(place_of) else { continue };
        let mut moved = *known;
        moved.iter_mut().rev().zip(place.to_le_bytes()).for_each(|(byte, part)| *byte = part);
        ids.push(moved);
    }
    ids.sort_unstable();
    let mut bytes = postcard::to_allocvec(&Index { days: index, sessions: ids.len() }).ok()?;
    bytes.extend(ids.as_flattened());
    bytes.extend(bodies);
    Some(bytes)
}

fn id_bytes(id: &SessionId, place: u32) -> [u8; ID_BYTES] {
    let mut bytes = [0; ID_BYTES];
    let parts = xxh3_64(id.0.as_bytes()).to_be_bytes().into_iter().chain(place.to_be_bytes());
    bytes.iter_mut().zip(parts).for_each(|(byte, part)| *byte = part);
    bytes
}

impl Cold {
    /// The days whose near part begins at this place of some bytes; `None` if [`freeze`] cannot have made them.
    pub fn of(packed: Arc<Packed>, bytes: Arc<Vec<u8>>, at: usize) -> Option<Cold> {
        let (far, rest) = postcard::take_from_bytes::<Option<(Day, Noted)>>(bytes.get(at..)?).ok()?;
        let at = bytes.len().checked_sub(rest.len())?;
        let near = Block::of(bytes, at)?;
        let is_after = near.days.first().is_none_or(|(first, _)| far.as_ref().is_none_or(|(last, _)| last < first));
        let far = far.map(|(last, noted)| Far { packed, last, noted, block: OnceLock::new() });
        is_after.then_some(Cold { far, near })
    }

    /// The last day of those that are packed.
    pub fn far_until(&self) -> Option<Day> {
        self.far.as_ref().map(|far| far.last)
    }

    /// What is noted of those that are packed.
    pub fn noted(&self) -> Option<&Noted> {
        self.far.as_ref().map(|far| &far.noted)
    }

    /// Has nobody asked for what is packed? Only tests ask that.
    pub fn is_packed(&self) -> bool {
        self.far.as_ref().is_some_and(|far| far.packed.is_unread())
    }

    /// What is known of a day.
    pub fn get(&self, day: Day) -> Option<&DayRecord> {
        let far = self.far.as_ref().filter(|far| day <= far.last);
        far.map_or(Some(&self.near), Far::block)?.get(day)
    }

    /// The days of a range, both ends included.
    pub fn days_in(&self, first: Day, last: Day) -> impl Iterator<Item = Day> {
        let far = self.far.as_ref().filter(|far| first <= far.last.min(last)).and_then(Far::block);
        far.into_iter().chain(Some(&self.near)).flat_map(move |block| block.days_in(first, last))
    }

    /// The days on which a session of this name may stand, those near first.
    pub fn days_of(&self, id: &SessionId) -> impl Iterator<Item = Day> {
        let far = std::iter::once_with(|| self.far.as_ref().and_then(Far::block));
        std::iter::once(Some(&self.near)).chain(far).flatten().flat_map(|block| block.days_of(id))
    }
}

impl Block {
    /// The days that begin at this place of some bytes; `None` if [`block`] cannot have made them.
    fn of(bytes: Arc<Vec<u8>>, at: usize) -> Option<Block> {
        let (index, rest) = postcard::take_from_bytes::<Index>(bytes.get(at..)?).ok()?;
        let ids = bytes.len().checked_sub(rest.len())?;
        let begin = ids.checked_add(index.sessions.checked_mul(ID_BYTES)?)?;
        let mut end = begin;
        let ends = index.days.into_iter().map(|(day, length)| {
            end = end.checked_add(length)?;
            Some((day, end))
        });
        let days: Vec<(Day, usize)> = ends.collect::<Option<_>>()?;
        let whole = days.is_sorted_by(|(one, _), (other, _)| one < other) && end <= bytes.len();
        let read = std::iter::repeat_with(OnceLock::new).take(days.len()).collect();
        whole.then_some(Block { bytes, days, begin, ids, read })
    }

    fn get(&self, day: Day) -> Option<&DayRecord> {
        let place = self.days.binary_search_by_key(&day, |(known, _)| *known).ok()?;
        self.read.get(place)?.get_or_init(|| self.read(place).map(Box::new)).as_deref()
    }

    fn read(&self, place: usize) -> Option<DayRecord> {
        postcard::from_bytes::<ColdDay<'_>>(self.bytes_at(place)?).ok()?.record()
    }

    fn bytes_at(&self, place: usize) -> Option<&[u8]> {
        let (_, end) = self.days.get(place)?;
        let before = place.checked_sub(1).and_then(|before| self.days.get(before));
        self.bytes.get(before.map_or(self.begin, |(_, end)| *end)..*end)
    }

    /// A day, unread.
    fn body(&self, day: Day) -> Option<&[u8]> {
        self.bytes_at(self.days.binary_search_by_key(&day, |(known, _)| *known).ok()?)
    }

    fn sessions(&self) -> &[[u8; ID_BYTES]] {
        self.bytes.get(self.ids..self.begin).unwrap_or_default().as_chunks::<ID_BYTES>().0
    }

    fn day_of(&self, known: &[u8; ID_BYTES]) -> Option<Day> {
        let place = u32::from_be_bytes(*known.last_chunk()?);
        self.days.get(place as usize).map(|(day, _)| *day)
    }

    fn days_in(&self, first: Day, last: Day) -> impl Iterator<Item = Day> {
        let begin = self.days.partition_point(|(day, _)| *day < first);
        self.days.get(begin..).unwrap_or_default().iter().map(|(day, _)| *day).take_while(move |day| *day <= last)
    }

    fn days_of(&self, id: &SessionId) -> impl Iterator<Item = Day> {
        let ids = self.sessions();
        let wanted = id_bytes(id, 0);
        let begin = ids.partition_point(|known| *known < wanted);
        let hash = move |known: &[u8; ID_BYTES]| known.first_chunk::<8>() == wanted.first_chunk::<8>();
        let places = ids.get(begin..).unwrap_or_default().iter().take_while(move |known| hash(known));
        places.filter_map(|known| self.day_of(known))
    }
}

/// A day: what was said together tells once when and by whom.
#[derive(Serialize, Deserialize)]
struct ColdDay<'a> {
    #[serde(borrow)]
    said: Vec<(Stamp, Origin, &'a str)>,
    check_in: Vec<ColdAnswer>,
    before: Vec<ColdAnswer>,
    plan: DayPlan,
    /// When first recorded, and the session in the form of the journal: one that leaves out what is not said.
    #[serde(borrow)]
    sessions: Vec<(Stamp, &'a [u8])>,
}

/// An answer: field, value, and the place of what tells when and by whom.
type ColdAnswer = (Field, Option<Value>, usize);

/// A day as bytes; `None` only if there is no room for them.
fn body(record: &DayRecord) -> Option<Vec<u8>> {
    let session = |recorded: &Arc<Recorded>| Some((recorded.first, rmp_serde::to_vec_named(&recorded.session).ok()?));
    let sessions: Vec<(Stamp, Vec<u8>)> = record.sessions.iter().map(session).collect::<Option<_>>()?;
    let mut said = Vec::new();
    let (check_in, before) = (answers(&record.check_in, &mut said), answers(&record.before, &mut said));
    let day = ColdDay {
        said: said.into_iter().map(|said| (said.stamp, said.source.origin, said.source.device.as_str())).collect(),
        check_in,
        before,
        plan: record.plan,
        sessions: sessions.iter().map(|(first, bytes)| (*first, bytes.as_slice())).collect(),
    };
    postcard::to_allocvec(&day).ok()
}

fn answers<'a>(check_in: &'a CheckIn, known: &mut Vec<&'a Said>) -> Vec<ColdAnswer> {
    let answer = |(field, value, said): (Field, Option<&Value>, &'a Said)| (field, value.cloned(), place_of(known, said));
    check_in.all_said().map(answer).collect()
}

impl ColdDay<'_> {
    fn record(self) -> Option<DayRecord> {
        let said = |(stamp, origin, device): (Stamp, Origin, &str)| {
            let source = Source { origin, device: device.to_owned() };
            Arc::new(Said { source, stamp })
        };
        let said: Vec<Arc<Said>> = self.said.into_iter().map(said).collect();
        let check_in = |answers: Vec<ColdAnswer>| -> Option<CheckIn> {
            let all = answers.into_iter().map(|(field, value, place)| Some((field, value, Arc::clone(said.get(place)?))));
            Some(CheckIn::of(all.collect::<Option<Vec<_>>>()?.into_iter()))
        };
        let session = |(first, bytes): (Stamp, &[u8])| {
            let session: Session = rmp_serde::from_slice(bytes).ok()?;
            Some(Arc::new(Recorded { first, session }))
        };
        Some(DayRecord {
            check_in: check_in(self.check_in)?,
            before: check_in(self.before)?,
            plan: self.plan,
            sessions: self.sessions.into_iter().map(session).collect::<Option<_>>()?,
        })
    }
}

/// Where something stands in a list, to which it is added if it is new.
fn place_of<'a>(known: &mut Vec<&'a Said>, wanted: &'a Said) -> usize {
    known.iter().position(|known| *known == wanted).unwrap_or_else(|| {
        known.push(wanted);
        known.len() - 1
    })
}
