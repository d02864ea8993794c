//! FIT: what watches and bike computers record.
//!
//! Only the messages that say what the file is and what was done are decoded; everything else, also what
//! nobody knows, is read past (`frames`). A file may be several, one after another; each is checked by its
//! own sum, and a broken one is an error of the whole.

mod frames;

use chrono::{DateTime, Utc};
use fitparser::profile::field_types::{FieldDataType, get_field_variant_as_string};

use super::foreign::UNSET_CLOCK;
use super::recorded::Recorded;
use super::{Found, ImportError, Stream};
use frames::{Broken, Frames, Message};

/// Seconds from 1970 to the beginning of FIT's clock, 1989-12-31.
const EPOCH: i64 = 631_065_600;
/// Below this a stamp counts from when the device was switched on: its clock was never set.
const SINCE_START: i64 = 0x1000_0000;
/// Nobody lives further from UTC, seconds.
const MOST_OFFSET: i64 = 15 * 3600;
/// Offsets are whole quarters of an hour, seconds.
const QUARTER: i64 = 15 * 60;
/// No file holds more sessions.
const MOST_SESSIONS: usize = 10_000;
/// The sport of a health snapshot.
const SNAPSHOT: i64 = 60;

/// The numbers of the messages and fields that are read, of FIT's global profile.
mod number {
    pub const FILE_ID: u16 = 0;
    pub const SESSION: u16 = 18;
    pub const ACTIVITY: u16 = 34;
}

/// One of the files in a file.
#[derive(Default)]
struct Part {
    kind: Option<i64>,
    serial: Option<i64>,
    created: Option<i64>,
    offset: Option<i32>,
    sessions: Vec<Message>,
}

/// Is this FIT?
pub fn is(head: &[u8]) -> bool {
    head.get(8..12) == Some(b".FIT")
}

/// Reads the sessions.
pub fn parse(stream: &mut Stream) -> Result<Found, ImportError> {
    let mut found = stream.found();
    let context = stream.context;
    let mut other = None;
    let mut put = |part: Part, whole: bool| {
        match part.kind {
            Some(4) => {}
            // Of what breaks off the sessions that are there are kept where that was asked for.
            None if !whole => {}
            kind => {
                other.get_or_insert(kind);
                return;
            }
        }
        for (place, session) in part.sessions.iter().enumerate() {
            if let Some(recorded) = recorded(&part, session, found.sessions.len() + 1, place, &mut found) {
                recorded.put(&mut found, context);
            }
        }
    };
    let mut frames = Frames::new(&mut *stream);
    let broken = loop {
        let mut part = Part::default();
        match frames.part(&[number::FILE_ID, number::SESSION, number::ACTIVITY], |message| part.take(message)) {
            Ok(true) => put(part, true),
            Ok(false) => break None,
            Err(broken) => {
                put(part, false);
                break Some(broken);
            }
        }
    };
    match (broken, other) {
        (Some(Broken { at, why }), _) => found.errors.add(None, &format!("byte {at}: {why}")),
        (None, Some(kind)) if found.sessions.is_empty() && found.skipped.is_empty() => return Err(stream.not_for_us(name(kind))),
        (None, _) => {}
    }
    Ok(found)
}

/// What a file is that is no activity.
fn name(kind: Option<i64>) -> String {
    match kind {
        None => "a FIT file that does not say what it holds".to_owned(),
        Some(44) => "a FIT file of metrics, no activity".to_owned(),
        Some(49) => "a FIT file of sleep, no activity".to_owned(),
        Some(68) => "a FIT file of HRV status, no activity".to_owned(),
        Some(kind) => format!("a FIT file of {}, no activity", word(FieldDataType::File, kind)),
    }
}

/// A word of the profile: `running`, `monitoring b`.
fn word(of: FieldDataType, number: i64) -> String {
    get_field_variant_as_string(of, number).replace('_', " ")
}

impl Part {
    fn take(&mut self, message: Message) -> Result<(), String> {
        match message.number() {
            number::FILE_ID => {
                (self.kind, self.serial, self.created) = (message.whole(0), message.whole(3), message.whole(4));
            }
            number::ACTIVITY => self.offset = offset(message.whole(253), message.whole(5)),
            _ if self.sessions.len() < MOST_SESSIONS => self.sessions.push(message),
            _ => return Err(format!("more than {MOST_SESSIONS} sessions in one recording")),
        }
        Ok(())
    }
}

/// How far local time was before UTC, to the quarter of an hour; `None` = not said, or not possible.
fn offset(utc: Option<i64>, local: Option<i64>) -> Option<i32> {
    let apart = local? - utc?;
    let rounded = (apart + QUARTER / 2).div_euclid(QUARTER) * QUARTER;
    i32::try_from(rounded).ok().filter(|offset| i64::from(offset.abs()) <= MOST_OFFSET)
}

/// A session message as an activity; `None` = it is none, which is counted.
fn recorded(part: &Part, session: &Message, place: usize, index: usize, found: &mut Found) -> Option<Recorded> {
    let (sport, sub) = (session.whole(5), session.whole(6));
    let sport_word = sport.map(|sport| word(FieldDataType::Sport, sport)).unwrap_or_default();
    if sport == Some(SNAPSHOT) {
        found.skip("health snapshot", 1);
        return None;
    }
    let Some(stamp) = session.whole(2) else {
        found.skip("session without a start", 1);
        return None;
    };
    if stamp < SINCE_START {
        found.warnings.add(place, "a session is left out: the clock of the device was not set");
        found.skip(UNSET_CLOCK, 1);
        return None;
    }
    let sub_word = sub.map(|sub| word(FieldDataType::SubSport, sub)).unwrap_or_default();
    let name = |id: &str| format!("{id}-{index}");
    let id = match (part.serial, part.created) {
        (Some(serial), Some(created)) => name(&format!("{serial}-{created}")),
        _ => name(&stamp.to_string()),
    };
    Some(Recorded {
        place,
        start: DateTime::<Utc>::from_timestamp(EPOCH + stamp, 0).unwrap_or_default(),
        offset: part.offset,
        seconds: session.whole(8).map(|milliseconds| milliseconds as f64 / 1000.0),
        sport: sport_words(&sport_word, &sub_word),
        load: session.whole(35).map(|tenths| tenths as f64 / 10.0),
        rpe: session.whole(193).map(|tenths| tenths as f64 / 10.0),
        source: "fit",
        id,
        ..Recorded::default()
    })
}

/// The sport in words; what is general in it says nothing.
fn sport_words(sport: &str, sub: &str) -> String {
    const GENERAL: [&str; 5] = ["", "generic", "all", "training", "fitness equipment"];
    if sport == "transition" {
        return sport.to_owned();
    }
    let words: Vec<&str> = [sport, sub].into_iter().filter(|word| !GENERAL.contains(word)).collect();
    words.join(" ")
}
