//! Apple Health's `export.xml`, read as a stream: the memory stays flat, whatever the size.
//!
//! Every time in it is written in the offset of the phone that exported; `HKTimeZone` says where the
//! person was. Only elements directly below the root are records: a `Correlation` repeats its own.
//! Each program that recorded is a part of its own, and one of them gives the night.

mod elements;
mod life;

use super::found::Found;
use super::timed::with_offset;
use super::{ImportError, Stream};
use crate::domain::Zone;
use elements::{Element, Opened};
use life::{Entry, Life, What};

/// Reads it.
///
/// # Errors
/// No whole XML, an element larger or deeper than any real one, more than any life holds.
pub fn parse(stream: &mut Stream) -> Result<Found, ImportError> {
    let mut life = Life::new(stream.found(), stream.context);
    // An element that is of use waits for its end: what is in it may name the zone.
    let mut waiting: Option<Entry> = None;
    // The zone that was named last: most are the same.
    let mut zone: (String, Option<Zone>) = Default::default();
    elements::each(stream, |element| {
        match element {
            Element::Opened(opened) if opened.depth == 1 => {
                waiting = entry(opened);
                if opened.empty {
                    waiting.take().map_or(Ok(()), |entry| life.take(&entry))?;
                }
            }
            Element::Opened(opened) if opened.depth == 2 && opened.name == "MetadataEntry" => {
                if let Some(entry) = &mut waiting
                    && opened.raw("key") == "HKTimeZone"
                {
                    let name = opened.raw("value");
                    if zone.0 != name {
                        zone = (name.to_owned(), opened.text("value").parse().ok());
                    }
                    entry.zone = zone.1;
                }
            }
            Element::Closed(1) => waiting.take().map_or(Ok(()), |entry| life.take(&entry))?,
            Element::Opened(_) | Element::Closed(_) => {}
        }
        Ok(())
    })?;
    life.into_found()
}

/// The entry of an element, if it is of use.
fn entry(opened: &Opened) -> Option<Entry> {
    let what = match opened.name {
        "Workout" => What::Workout,
        "Record" => What::of(opened.raw("type"))?,
        _ => return None,
    };
    let value = if what == What::Workout { "workoutActivityType" } else { "value" };
    Some(Entry {
        what,
        line: opened.line(),
        source: opened.text("sourceName"),
        start: with_offset(opened.raw("startDate")),
        end: with_offset(opened.raw("endDate")),
        zone: None,
        value: opened.text(value),
        duration: opened.raw("duration").parse().ok(),
        unit: opened.raw("durationUnit").to_owned(),
    })
}
