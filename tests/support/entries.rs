//! Plain entries, each telling its number apart from all others.

use upswing::domain::{Day, Entry, Field, Moment, Op, Source, Stamp, Value};

/// The batch of this number with so many entries; equal numbers give equal batches.
pub fn batch(number: u64, entries: u64) -> Vec<Entry> {
    let answer = |entry: u64| Op::SetCheckIn {
        day: Day::MIN.plus(number as i64),
        moment: Moment::Morning,
        fields: vec![(Field::Note, Some(Value::Text(format!("{number}.{entry} {}", "·".repeat(90)))))],
        source: Source::typed(),
    };
    Entry::batch((0..entries).map(answer).collect(), Stamp::default(), 1_000_000 + number, 7)
}
