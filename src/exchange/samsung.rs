//! Samsung Health: its tables start with a line that names their kind; the second line is the header.
//!
//! Times are UTC with an offset beside them. `sleep_duration` is time in bed, so nights come from the stages alone.

use std::collections::BTreeMap;

use super::foreign::{Cells, Mistake, each_ragged_row};
use super::found::{Found, FoundCheckIn};
use super::night::{MAX_STRETCHES, Stretch, Stretches};
use super::notes::At;
use super::sheet::Sheet;
use super::timed::{self, Recorded};
use super::{Document, ImportError, Progress, kinds};
use crate::domain::{Field, Origin, Source};

/// The device of its values and the source of its sessions.
const SOURCE: &str = "Samsung Health";

/// The exercises by number, as words; others are told by their title.
pub const EXERCISES: [(&str, &str); 5] =
    [("1001", "walking"), ("1002", "running"), ("11007", "cycling"), ("13001", "hiking"), ("14001", "swimming")];

/// Tables of Samsung's that hold nothing for us, by the last part of their kind.
const ASIDE: [&str; 4] = ["heart_rate", "alerted_heart_rate", "step_count", "pedometer_step_count"];

/// The kind of table that the first line names: the last part of `com.samsung.shealth.sleep`.
fn kind<'a>(document: &Document<'a>) -> Option<&'a str> {
    let first = document.text.lines().next()?.trim_start_matches('\u{feff}').trim();
    let name = first.strip_prefix("com.samsung.")?.split(',').next()?;
    name.rsplit('.').next()
}

/// Are these the stages of sleep?
pub fn are_stages(document: &Document) -> bool {
    kind(document) == Some("sleep_stage")
}

/// Are these sleeps, which are windows?
pub fn are_sleeps(document: &Document) -> bool {
    kind(document) == Some("sleep")
}

/// Are these exercises?
pub fn are_exercises(document: &Document) -> bool {
    kind(document) == Some("exercise")
}

/// Is this another table, which holds nothing for us?
pub fn is_aside(document: &Document) -> bool {
    kind(document).is_some_and(|kind| ASIDE.contains(&kind))
}

/// Tells that there is nothing in it for us.
pub fn aside(document: &Document, _: Progress) -> Result<Found, ImportError> {
    let what = format!("Samsung Health's {}: single readings", kind(document).unwrap_or_default());
    Err(ImportError::NotForUs { file: document.file.to_owned(), what })
}

/// Reads every row behind the first line; `take` finds its columns by the last part of their names.
fn each(
    document: &Document,
    progress: Progress,
    found: &mut Found,
    take: impl FnMut(&Cells, &mut Found) -> Result<(), Mistake>,
) -> Result<(), ImportError> {
    let rest = document.text.split_once('\n').map_or("", |(_, rest)| rest);
    let mut sheet = Sheet::new(document.file, rest).below(1);
    for name in &mut sheet.header {
        if let Some((_, last)) = name.rsplit_once('.') {
            *name = last.to_owned();
        }
    }
    let inner = Document { file: document.file, text: rest, sheet, context: document.context, format: document.format };
    each_ragged_row(&inner, progress, found, take)
}

/// A UTC stamp as ms, and its offset.
fn stamp(cells: &Cells, name: &'static str) -> Result<(i64, Option<i64>), Mistake> {
    let text = cells.raw(name);
    // Written as `2025-03-28 22:30:00.000`, in newer files as milliseconds.
    let ms = text.parse::<i64>().ok().or_else(|| timed::without_offset(text).map(|time| time.and_utc().timestamp_millis()));
    let ms = ms.ok_or_else(|| cells.wrong(name, "a time as 2025-03-28 22:30:00.000"))?;
    Ok((ms, timed::offset(cells.raw("time_offset"))))
}

/// Reads nights out of the stages.
pub fn stages(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let (mut found, context) = (document.found(), document.context);
    let mut stretches = Stretches::default();
    let mut offsets: BTreeMap<i64, i64> = BTreeMap::new();
    each(document, progress, &mut found, |cells, found| {
        let ((from, _), (to, offset)) = (stamp(cells, "start_time")?, stamp(cells, "end_time")?);
        let asleep = match cells.number("stage")?.map(|stage| stage as i64) {
            Some(40_002..=40_004) => true,
            Some(40_001) => false,
            _ => return Ok(()),
        };
        if stretches.len() >= MAX_STRETCHES {
            found.errors.add(cells.line, &format!("more than {MAX_STRETCHES} stages of sleep"));
            return Ok(());
        }
        stretches.add(Stretch { from, to, asleep, staged: true });
        if let Some(offset) = offset
            && offsets.range(..=to).next_back().map(|(_, known)| *known) != Some(offset)
        {
            offsets.insert(to, offset);
        }
        Ok(())
    })?;
    let nights = stretches.nights(|end| {
        let offset = offsets.range(..=end).next_back().map(|(_, offset)| *offset);
        let local = timed::local_at(context, end, offset)?;
        timed::day(&mut found, context, At::default(), local.date())
    });
    found.skip("nap", nights.naps);
    for (day, night) in nights.nights {
        let mut check_in = FoundCheckIn::new(0, day, Origin::Wearable, SOURCE);
        timed::measure(&mut found, &mut check_in, "", Field::SleepMinutes, night.minutes());
        found.check_ins.push(check_in);
    }
    Ok(found)
}

/// Counts sleeps, or takes them as windows where the person asks for it.
pub fn sleeps(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let (mut found, context) = (document.found(), document.context);
    each(document, progress, &mut found, |cells, found| {
        let ((from, _), (to, offset)) = (stamp(cells, "start_time")?, stamp(cells, "end_time")?);
        if !context.declared.sleep_windows {
            found.skip("night without stages (--sleep-windows takes it)", 1);
            return Ok(());
        }
        let local = timed::local_at(context, to, offset).ok_or_else(|| cells.wrong("end_time", "a possible time"))?;
        if let Some(day) = timed::day(found, context, At::line(cells.line), local.date()) {
            // Weaker than what was measured: the stages of the same night lie in another file.
            let mut check_in = FoundCheckIn::new(cells.line, day, Origin::Aggregator, &Source::in_bed(SOURCE));
            timed::measure(found, &mut check_in, "", Field::SleepMinutes, to.saturating_sub(from) as f64 / 60_000.0);
            found.check_ins.push(check_in);
        }
        Ok(())
    })?;
    Ok(found)
}

/// Reads exercises.
pub fn exercises(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let (mut found, context) = (document.found(), document.context);
    each(document, progress, &mut found, |cells, found| {
        let (from, offset) = stamp(cells, "start_time")?;
        let start = timed::local_at(context, from, offset).ok_or_else(|| cells.wrong("start_time", "a possible time"))?;
        let (number, title) = (cells.raw("exercise_type"), cells.line("title")?);
        let known = EXERCISES.iter().find(|(known, _)| *known == number).map(|(_, words)| *words);
        let words = known.unwrap_or(&title);
        let recorded = Recorded {
            at: At::line(cells.line),
            start,
            seconds: cells.number("duration")?.map(|ms| ms / 1000.0),
            guess: kinds::of(known.unwrap_or_default(), &title),
            title: if title.is_empty() { words } else { &title },
            source: SOURCE,
            id: cells.raw("datauuid").to_owned(),
        };
        let session = timed::session(found, context, recorded);
        found.sessions.extend(session);
        Ok(())
    })?;
    Ok(found)
}
