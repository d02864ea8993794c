//! Check-ins merge by day and field: the better origin wins, of two alike always the same one, of one source the later row.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Day, Field, History, Moment, Op, Origin, Source, Value};
use crate::exchange::found::Found;
use crate::exchange::report::Counts;

/// The value of a field that wins among the files.
struct Winner<'a> {
    file: usize,
    value: &'a Value,
    source: Source,
}

/// What one operation sets: the answers of one check-in from one source.
type Batches = BTreeMap<(Day, Moment, Origin, String), Vec<(Field, Option<Value>)>>;
type Winners<'a> = BTreeMap<(Day, Moment, Field), Winner<'a>>;

/// How a value changes what is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// Not at all.
    Same,
    /// The field was empty.
    Added,
    /// Another value, or from elsewhere.
    Changed,
}

/// What to write, and the counts of each file.
pub fn merge(history: &History, files: &[Found]) -> (Vec<Op>, Vec<Counts>) {
    let mut batches = Batches::new();
    let mut changes: BTreeMap<(usize, Day, Moment), Change> = BTreeMap::new();
    for ((day, moment, field), winner) in winners(files) {
        let change = change(history, day, moment, field, &winner);
        let of_day = changes.entry((winner.file, day, moment)).or_insert(Change::Same);
        *of_day = change.max(*of_day);
        if change != Change::Same {
            let key = (day, moment, winner.source.origin, winner.source.device);
            batches.entry(key).or_default().push((field, Some(winner.value.clone())));
        }
    }
    let op = |((day, moment, origin, device), fields)| Op::SetCheckIn { day, moment, fields, source: Source { origin, device } };
    let counts = files.iter().enumerate().map(|(file, found)| count(history, file, found, &changes)).collect();
    (batches.into_iter().map(op).collect(), counts)
}

fn winners(files: &[Found]) -> Winners<'_> {
    let mut winners = Winners::new();
    for (file, found) in files.iter().enumerate() {
        for check_in in &found.check_ins {
            for (field, value) in &check_in.fields {
                let key = (check_in.day, check_in.moment, *field);
                let source = check_in.source(*field);
                if winners.get(&key).is_none_or(|best| !best.source.outranks(&source)) {
                    winners.insert(key, Winner { file, value, source });
                }
            }
        }
    }
    winners
}

fn change(history: &History, day: Day, moment: Moment, field: Field, winner: &Winner) -> Change {
    let record = history.day(day);
    let known = record.map(|record| match moment {
        Moment::Morning => &record.check_in,
        Moment::Before => &record.before,
    });
    let Some(known) = known.and_then(|known| known.last_said(field)) else { return Change::Added };
    if known.source().outranks(&winner.source) || (known.value() == Some(winner.value) && known.source() == &winner.source) {
        Change::Same
    } else {
        Change::Changed
    }
}

fn count(history: &History, file: usize, found: &Found, changes: &BTreeMap<(usize, Day, Moment), Change>) -> Counts {
    let mut counts = Counts::default();
    let said = found.check_ins.iter().filter(|check_in| !check_in.fields.is_empty());
    let days: BTreeSet<(Day, Moment)> = said.map(|check_in| (check_in.day, check_in.moment)).collect();
    for (day, moment) in days {
        let known = history.day(day).is_some_and(|record| match moment {
            Moment::Morning => record.check_in.values().next().is_some(),
            Moment::Before => record.before.values().next().is_some(),
        });
        match changes.get(&(file, day, moment)).copied().unwrap_or(Change::Same) {
            Change::Same => counts.same += 1,
            Change::Added | Change::Changed if !known => counts.new += 1,
            Change::Added => counts.merged += 1,
            Change::Changed => counts.updated += 1,
        }
    }
    counts
}
