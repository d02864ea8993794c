//! TCX: what Garmin's older programs and many services write for one activity or several.
//!
//! Start and identity are the activity's `Id` (UTC), the minutes those of its laps.

use super::recorded::{Recorded, stamp};
use super::xml::{Element, Visitor, visit};
use super::{Found, ImportError, Stream};

/// The root element.
pub const ROOT: &str = "TrainingCenterDatabase";

/// An element that is looked at.
#[derive(Clone, Copy, PartialEq)]
enum Tag {
    Activity,
    Lap,
    Id,
    Seconds,
    Notes,
    Other,
}

/// What was seen of an activity.
#[derive(Default)]
struct Activity {
    sport: String,
    id: String,
    first_lap: String,
    notes: String,
    laps: usize,
    seconds: Option<f64>,
}

#[derive(Default)]
struct Reader {
    path: Vec<Tag>,
    activity: Option<Activity>,
    done: Vec<Activity>,
}

/// Reads the activities.
pub fn parse(stream: &mut Stream) -> Result<Found, ImportError> {
    let mut reader = Reader::default();
    visit(stream, &mut reader)?;
    if reader.done.is_empty() {
        return Err(stream.not_for_us("a TCX file without an activity (a course or a workout)"));
    }
    let mut found = stream.found();
    for (place, activity) in reader.done.into_iter().enumerate() {
        put(activity, place + 1, &mut found, stream);
    }
    Ok(found)
}

fn put(activity: Activity, place: usize, found: &mut Found, stream: &Stream) {
    if activity.laps == 0 {
        return found.skip("activity without a lap", 1);
    }
    let Some(start) = stamp(&activity.id).or_else(|| stamp(&activity.first_lap)) else {
        let text = format!("activity {place}: expected a start as 2014-10-11T18:08:45Z, found \"{}\"", activity.id);
        return found.errors.add(None, &text);
    };
    let sport = if activity.sport == "Other" { String::new() } else { activity.sport };
    let id = start.to_rfc3339();
    let recorded = Recorded {
        place,
        start,
        seconds: activity.seconds,
        sport,
        notes: activity.notes,
        source: "tcx",
        id,
        ..Recorded::default()
    };
    recorded.put(found, stream.context);
}

impl Visitor for Reader {
    fn open(&mut self, element: &Element, _: usize) -> bool {
        let within = self.path.last().copied();
        let tag = match (element.name(), within) {
            ("Activity", _) => Tag::Activity,
            ("Lap", Some(Tag::Activity)) => Tag::Lap,
            ("Id", Some(Tag::Activity)) => Tag::Id,
            ("Notes", Some(Tag::Activity)) => Tag::Notes,
            ("TotalTimeSeconds", Some(Tag::Lap)) => Tag::Seconds,
            _ => Tag::Other,
        };
        self.path.push(tag);
        if tag == Tag::Activity {
            self.activity = Some(Activity { sport: element.attribute("Sport").unwrap_or_default(), ..Activity::default() });
        }
        if let (Tag::Lap, Some(activity)) = (tag, &mut self.activity) {
            activity.laps += 1;
            if activity.first_lap.is_empty() {
                activity.first_lap = element.attribute("StartTime").unwrap_or_default();
            }
        }
        matches!(tag, Tag::Id | Tag::Seconds | Tag::Notes)
    }

    fn close(&mut self, _: usize, text: &str) {
        let tag = self.path.pop();
        let Some(activity) = &mut self.activity else { return };
        match tag {
            Some(Tag::Id) => activity.id = text.to_owned(),
            Some(Tag::Notes) => activity.notes = text.to_owned(),
            Some(Tag::Seconds) => {
                let seconds = text.parse().ok().filter(|seconds: &f64| (0.0..1e9).contains(seconds));
                activity.seconds = seconds.map(|seconds| activity.seconds.unwrap_or(0.0) + seconds).or(activity.seconds);
            }
            Some(Tag::Activity) => self.done.extend(self.activity.take()),
            Some(Tag::Lap | Tag::Other) | None => {}
        }
    }
}
