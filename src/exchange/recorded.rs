//! What every recorded activity has in common: a start in UTC, seconds on the clock, a sport.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Timelike, Utc};

use super::Context;
use super::foreign::UNSET_CLOCK;
use super::found::{Found, FoundSession};
use super::kinds::{self, Guess};
use super::text::head;
use crate::domain::text::{many_lines, one_line};
use crate::domain::{Day, Session, SessionId, Status, Zone};

/// A shorter recording is no session, seconds.
const SHORTEST: f64 = 60.0;
/// Of notes so much is kept, bytes.
const MOST_NOTES: usize = 4000;

/// One recorded activity.
#[derive(Debug, Clone, Default)]
pub struct Recorded {
    /// Its place in the file, from 1.
    pub place: usize,
    /// When it began.
    pub start: DateTime<Utc>,
    /// How far local time was before UTC, seconds; `None` = the profile's zone.
    pub offset: Option<i32>,
    /// On the clock; `None` = not known.
    pub seconds: Option<f64>,
    /// What the file says it was; may be empty.
    pub sport: String,
    /// What the person called it; may be empty.
    pub title: String,
    /// What the person wrote; may be empty.
    pub notes: String,
    /// Points that the file states.
    pub load: Option<f64>,
    /// RPE that the file states.
    pub rpe: Option<f64>,
    /// The kind of file.
    pub source: &'static str,
    /// Its name within the source.
    pub id: String,
}

impl Recorded {
    /// The time on the wall where it began.
    fn local(&self, zone: Option<Zone>) -> NaiveDateTime {
        match self.offset.and_then(FixedOffset::east_opt) {
            Some(offset) => self.start.with_timezone(&offset).naive_local(),
            None => zone.map_or(self.start.naive_utc(), |zone| zone.local(self.start.naive_utc())),
        }
    }

    /// Adds it to what was found. What is too short or of a clock that was never set is counted; a day that
    /// cannot be is an error.
    pub fn put(self, found: &mut Found, context: &Context) {
        if self.seconds.is_some_and(|seconds| seconds < SHORTEST) {
            return found.skip("recording of less than a minute", 1);
        }
        let Some(guess) = kinds::of(&self.sport, &self.title) else { return found.skip("activity that is no training", 1) };
        let start = self.local(context.zone);
        let days = context.days();
        let Some(day) = Day::from_date(start.date()).filter(|day| day <= days.end()) else {
            let (first, last) = (days.start(), days.end());
            let text = format!("expected a start on a day from {first} to {last}, found {}", start.date());
            return found.errors.add(self.place, &text);
        };
        if !days.contains(&day) {
            found.warnings.add(self.place, &format!("a start on {day} is left out: the clock of the device was not set"));
            return found.skip(UNSET_CLOCK, 1);
        }
        let session = self.session(day, start, guess, found);
        found.sessions.push(session);
    }

    fn session(self, day: Day, start: NaiveDateTime, Guess { kind, said }: Guess, found: &mut Found) -> FoundSession {
        let line = self.place;
        let mut session = Session::new(SessionId(String::new()), day, kind, Status::Done);
        session.start = Some((start.hour() * 60 + start.minute()) as u16);
        session.minutes = found.minutes(line, self.seconds);
        session.title = one_line(self.title.trim()).into_owned();
        session.notes = head(many_lines(self.notes.trim()).as_ref(), MOST_NOTES).to_owned();
        session.load = found.load(line, self.load);
        session.rpe = found.rpe(line, self.rpe.filter(|rpe| *rpe > 0.0));
        session.source = self.source.to_owned();
        session.source_id = one_line(&self.id).into_owned();
        FoundSession { line, session, kind_said: said }
    }
}

/// A stamp as files write it; one without an offset is UTC.
pub fn stamp(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let with_offset = DateTime::parse_from_rfc3339(text).map(|stamp| stamp.to_utc());
    let bare = || NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").map(|stamp| stamp.and_utc());
    with_offset.or_else(|_| bare()).ok()
}
