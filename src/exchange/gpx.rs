//! GPX: tracks of points with their times. Routes, waypoints and tracks without times are no training.
//!
//! Tracks that follow each other within an hour are one session; its minutes are those of the segments,
//! so that a pause between two of them does not count.

use chrono::{DateTime, TimeDelta, Utc};

use super::recorded::{Recorded, stamp};
use super::xml::{Element, Visitor, visit};
use super::{Found, ImportError, Stream};

/// The root element.
pub const ROOT: &str = "gpx";
/// Tracks with a longer pause between them are two sessions, minutes.
const APART: i64 = 60;
/// No file holds more tracks.
const MOST_TRACKS: usize = 100_000;

/// An element that is looked at.
#[derive(Clone, Copy, PartialEq)]
enum Tag {
    Track,
    Segment,
    Point,
    Time,
    Name,
    Type,
    Other,
}

/// The first and the last moment of something.
type Span = (DateTime<Utc>, DateTime<Utc>);

/// A track with its times.
#[derive(Default)]
struct Track {
    name: String,
    kind: String,
    span: Option<Span>,
    seconds: f64,
}

#[derive(Default)]
struct Reader {
    path: Vec<Tag>,
    track: Track,
    segment: Option<Span>,
    done: Vec<(Span, Track)>,
    too_many: bool,
}

/// Reads the tracks.
pub fn parse(stream: &mut Stream) -> Result<Found, ImportError> {
    let mut reader = Reader::default();
    visit(stream, &mut reader)?;
    if reader.too_many {
        return Err(stream.unreadable(format!("more than {MOST_TRACKS} tracks; import it in parts")));
    }
    if reader.done.is_empty() {
        return Err(stream.not_for_us("a GPX file with no timed track (a route, waypoints, or a track without times)"));
    }
    let mut found = stream.found();
    for (place, ((start, _), track)) in together(reader.done).into_iter().enumerate() {
        let (sport, title, id) = (sport(track.kind), track.name, start.to_rfc3339());
        let seconds = Some(track.seconds);
        let recorded = Recorded { place: place + 1, start, seconds, sport, title, source: "gpx", id, ..Recorded::default() };
        recorded.put(&mut found, stream.context);
    }
    Ok(found)
}

/// Some services write a number of their own, which says nothing elsewhere.
fn sport(kind: String) -> String {
    if kind.chars().any(char::is_alphabetic) { kind } else { String::new() }
}

/// Joins tracks that follow each other.
fn together(mut tracks: Vec<(Span, Track)>) -> Vec<(Span, Track)> {
    tracks.sort_by_key(|(span, _)| *span);
    let mut sessions: Vec<(Span, Track)> = Vec::new();
    for (span, track) in tracks {
        match sessions.last_mut() {
            Some((before, session)) if span.0 - before.1 <= TimeDelta::minutes(APART) => {
                before.1 = before.1.max(span.1);
                session.seconds += track.seconds;
                if session.name.is_empty() {
                    session.name = track.name;
                }
                if session.kind.is_empty() {
                    session.kind = track.kind;
                }
            }
            _ => sessions.push((span, track)),
        }
    }
    sessions
}

impl Reader {
    fn point(&mut self, at: DateTime<Utc>) {
        let (first, _) = self.segment.unwrap_or((at, at));
        self.segment = Some((first, at));
    }

    fn end_segment(&mut self) {
        let Some((first, last)) = self.segment.take() else { return };
        let (start, end) = (first.min(last), first.max(last));
        self.track.seconds += (last - first).num_milliseconds().max(0) as f64 / 1000.0;
        let before = self.track.span.unwrap_or((start, end));
        self.track.span = Some((before.0.min(start), before.1.max(end)));
    }

    fn end_track(&mut self) {
        let track = std::mem::take(&mut self.track);
        self.too_many |= self.done.len() >= MOST_TRACKS;
        if let Some(span) = track.span.filter(|_| !self.too_many) {
            self.done.push((span, track));
        }
    }
}

impl Visitor for Reader {
    fn open(&mut self, element: &Element, _: usize) -> bool {
        let tag = match (element.name(), self.path.last()) {
            ("trk", _) => Tag::Track,
            ("trkseg", Some(Tag::Track)) => Tag::Segment,
            ("trkpt", Some(Tag::Segment)) => Tag::Point,
            ("time", Some(Tag::Point)) => Tag::Time,
            ("name", Some(Tag::Track)) => Tag::Name,
            ("type", Some(Tag::Track)) => Tag::Type,
            _ => Tag::Other,
        };
        self.path.push(tag);
        matches!(tag, Tag::Time | Tag::Name | Tag::Type)
    }

    fn close(&mut self, _: usize, text: &str) {
        match self.path.pop() {
            Some(Tag::Time) => {
                if let Some(at) = stamp(text) {
                    self.point(at);
                }
            }
            Some(Tag::Name) => self.track.name = text.to_owned(),
            Some(Tag::Type) => self.track.kind = text.to_owned(),
            Some(Tag::Segment) => self.end_segment(),
            Some(Tag::Track) => self.end_track(),
            Some(Tag::Point | Tag::Other) | None => {}
        }
    }
}
