//! Golden Cheetah's own JSON: one ride a file.
//!
//! `STARTTIME` is UTC (the file's name is local). The samples are looked at as they come; only the first
//! and the last second of them are kept.

use std::fmt;
use std::io::{BufReader, Read};

use chrono::NaiveDateTime;
use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};

use super::door::Keys;
use super::recorded::Recorded;
use super::{Found, ImportError, Stream};

/// No ride is larger, bytes: a day of samples is about ten megabytes.
const MOST_BYTES: u64 = 64 << 20;

#[derive(Deserialize)]
struct File {
    #[serde(rename = "RIDE")]
    ride: Ride,
}

#[derive(Deserialize)]
struct Ride {
    #[serde(rename = "STARTTIME")]
    start: String,
    #[serde(rename = "RECINTSECS", default)]
    interval: f64,
    #[serde(rename = "TAGS", default)]
    tags: Tags,
    #[serde(rename = "SAMPLES", default)]
    samples: Samples,
}

#[derive(Deserialize, Default)]
struct Tags {
    #[serde(rename = "Sport", default)]
    sport: String,
    #[serde(rename = "Notes", default)]
    notes: String,
}

/// The first and the last second that was sampled.
#[derive(Default)]
struct Samples(Option<(f64, f64)>);

#[derive(Deserialize)]
struct Sample {
    #[serde(rename = "SECS")]
    seconds: Option<f64>,
}

impl<'de> Deserialize<'de> for Samples {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Samples, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Samples;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a list of samples")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut samples: A) -> Result<Samples, A::Error> {
                let mut span: Option<(f64, f64)> = None;
                while let Some(sample) = samples.next_element::<Sample>()? {
                    if let Some(at) = sample.seconds {
                        span = Some((span.map_or(at, |(first, _)| first), at));
                    }
                }
                Ok(Samples(span))
            }
        }
        deserializer.deserialize_seq(Each)
    }
}

/// Is this a ride?
pub fn is(keys: &Keys) -> bool {
    keys.has("RIDE")
}

/// Reads the ride.
pub fn parse(stream: &mut Stream) -> Result<Found, ImportError> {
    let mut json = serde_json::Deserializer::from_reader(BufReader::new(Read::take(&mut *stream, MOST_BYTES)));
    let read = File::deserialize(&mut json).and_then(|file| json.end().map(|()| file.ride));
    let ride = read.map_err(|error| stream.unreadable(error.to_string()))?;
    let start = ride.start.trim().trim_end_matches("UTC").trim_end();
    let Ok(start) = NaiveDateTime::parse_from_str(start, "%Y/%m/%d %H:%M:%S") else {
        return Err(stream.unreadable(format!("expected STARTTIME as 2010/08/15 00:53:30 UTC, found \"{start}\"")));
    };
    let mut found = stream.found();
    let Some((first, last)) = ride.samples.0 else {
        found.skip("ride without samples", 1);
        return Ok(found);
    };
    let seconds = Some(last - first + ride.interval).filter(|seconds| (0.0..1e9).contains(seconds));
    let (sport, notes) = (ride.tags.sport.trim().to_owned(), ride.tags.notes);
    let start = start.and_utc();
    let id = start.to_rfc3339();
    Recorded { place: 1, start, seconds, sport, notes, source: "goldencheetah", id, ..Recorded::default() }
        .put(&mut found, stream.context);
    Ok(found)
}
