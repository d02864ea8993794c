//! RR intervals as text: one a line, or the last part of a Polar `.hrm`; and what RMSSD they give.
//!
//! A reading taken on purpose, in the morning and at rest. What is longer than ten minutes or faster than a hundred
//! beats a minute is exercise and refused with that reason. The day comes from the file's name, or is given.

use chrono::NaiveDate;

use super::found::{Found, FoundCheckIn};
use super::notes::At;
use super::timed;
use super::{Document, ImportError, Progress};
use crate::domain::{Field, Origin};

/// Fewer numbers are any list.
const FEWEST: usize = 20;
/// The mean of intervals, ms.
const MEAN: std::ops::RangeInclusive<f64> = 200.0..=2500.0;
/// A beat outside is none, ms.
const BEAT: std::ops::RangeInclusive<f64> = 300.0..=2000.0;
/// A beat further off its neighbours is none, share of their median.
const OFF: f64 = 0.2;
/// Beats on either side whose median is compared: five in all.
const NEIGHBOURS: usize = 2;
/// A shorter reading says nothing, s.
const SHORTEST: f64 = 60.0;
/// Fewer kept beats say nothing, share.
const KEPT: f64 = 0.8;
/// A longer reading is exercise, s.
const LONGEST: f64 = 600.0;
/// A faster one is exercise, mean interval in ms.
const FASTEST: f64 = 600.0;
/// No reading has more beats; a day of them.
const MAX_BEATS: usize = 200_000;

/// Words that stand over such numbers.
const HEADERS: [&str; 8] = ["rri", "rr", "rr_interval", "rr interval", "rr-interval", "rr (ms)", "ibi", "rri (ms)"];

/// The lines that hold numbers, with the line of the first, from 1; is there a header that says what they are?
fn part<'a>(document: &Document<'a>) -> (usize, bool, &'a str) {
    if let Some(at) = document.text.find("[HRData]") {
        let before = document.text.get(..at).unwrap_or_default();
        let after = document.text.get(at..).unwrap_or_default();
        let rest = after.split_once('\n').map_or("", |(_, rest)| rest);
        return (before.matches('\n').count() + 2, true, rest.split("\n[").next().unwrap_or_default());
    }
    let (first, rest) = document.text.split_once('\n').unwrap_or((document.text, ""));
    if HEADERS.contains(&first_cell(first).to_lowercase().as_str()) {
        return (2, true, rest);
    }
    (1, false, document.text)
}

fn first_cell(line: &str) -> &str {
    line.split([';', '\t', ',']).next().unwrap_or_default().trim().trim_matches('"')
}

fn numbers(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(at, line)| (at, first_cell(line))).filter(|(_, cell)| !cell.is_empty())
}

/// Are these RR intervals?
pub fn is(document: &Document) -> bool {
    let (_, said, text) = part(document);
    if said {
        return document.text.starts_with("[Params]") || !document.text.contains("[HRData]");
    }
    let (mut count, mut sum) = (0_usize, 0.0);
    for (_, cell) in numbers(text).take(MAX_BEATS) {
        let Some(number) = number(cell) else {
            // One wrong line among many numbers is a mistake in it, and told.
            if count < FEWEST { return false } else { break }
        };
        count += 1;
        sum += number;
    }
    let alone = text.lines().take(FEWEST).all(|line| !line.contains([';', '\t', ',']));
    let mean = sum / count.max(1) as f64;
    alone && count >= FEWEST && (MEAN.contains(&mean) || MEAN.contains(&(mean * 1000.0)))
}

fn number(cell: &str) -> Option<f64> {
    cell.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0)
}

/// Reads a reading.
pub fn parse(document: &Document, _: Progress) -> Result<Found, ImportError> {
    let mut found = document.found();
    let (first, _, text) = part(document);
    let mut beats = Vec::new();
    for (at, cell) in numbers(text) {
        match number(cell) {
            Some(number) if beats.len() < MAX_BEATS => beats.push(number),
            Some(_) => return Err(refused(document, format!("more than {MAX_BEATS} beats"))),
            None => {
                let cell = super::text::head(cell, 80);
                found.errors.add(first + at, &format!("expected the length of a beat, found \"{cell}\""));
            }
        }
    }
    if !found.errors.is_empty() {
        return Ok(found);
    }
    let mean = beats.iter().sum::<f64>() / beats.len().max(1) as f64;
    if !MEAN.contains(&mean) {
        beats.iter_mut().for_each(|beat| *beat *= 1000.0);
    }
    let rmssd = rmssd(&beats).map_err(|why| refused(document, why))?;
    let date = day_of_file(document).or_else(|| day_of_name(document.file)).ok_or_else(|| {
        let why = "expected the day in the file's name, as \"2026-03-29 06-30.txt\", found none; say it with --day 2026-03-29";
        refused(document, why.to_owned())
    })?;
    if let Some(day) = timed::day(&mut found, document.context, At::line(first), date) {
        let mut check_in = FoundCheckIn::new(first, day, Origin::OnPurpose, "RR");
        timed::measure(&mut found, &mut check_in, "", Field::HrvRmssd, (rmssd * 10.0).round() / 10.0);
        found.check_ins.push(check_in);
    }
    Ok(found)
}

fn refused(document: &Document, why: String) -> ImportError {
    ImportError::Unreadable { file: document.file.to_owned(), why }
}

/// RMSSD in ms of beats in ms.
///
/// # Errors
/// No reading at rest, as a sentence.
fn rmssd(beats: &[f64]) -> Result<f64, String> {
    let seconds = beats.iter().sum::<f64>() / 1000.0;
    let mean = seconds * 1000.0 / beats.len().max(1) as f64;
    if seconds > LONGEST || (mean < FASTEST && seconds >= SHORTEST) {
        return Err(format!(
            "{:.0} minutes with a mean beat of {mean:.0} ms: that is exercise, no morning's reading (at most {:.0} minutes, at least {FASTEST:.0} ms)",
            seconds / 60.0,
            LONGEST / 60.0
        ));
    }
    let kept: Vec<bool> = (0..beats.len()).map(|at| is_kept(beats, at)).collect();
    let count = kept.iter().filter(|kept| **kept).count();
    if seconds < SHORTEST || (count as f64) < KEPT * beats.len() as f64 {
        return Err(format!(
            "{seconds:.0} s with {count} of {} beats usable: expected at least {SHORTEST:.0} s and {:.0} % of them",
            beats.len(),
            KEPT * 100.0
        ));
    }
    let pairs = beats.windows(2).zip(kept.windows(2));
    let squares = pairs.filter_map(|(beats, kept)| match (beats, kept) {
        ([one, other], [true, true]) => Some((other - one).powi(2)),
        _ => None,
    });
    let (sum, pairs) = squares.fold((0.0, 0_u32), |(sum, count), square| (sum + square, count + 1));
    if pairs == 0 { Err("no two neighbouring beats are usable".to_owned()) } else { Ok((sum / f64::from(pairs)).sqrt()) }
}

fn is_kept(beats: &[f64], at: usize) -> bool {
    let Some(beat) = beats.get(at) else { return false };
    let last = (at + NEIGHBOURS + 1).min(beats.len());
    let mut near: Vec<f64> = beats.get(at.saturating_sub(NEIGHBOURS)..last).unwrap_or_default().to_vec();
    near.sort_by(f64::total_cmp);
    let upper = near.get(near.len() / 2).copied().unwrap_or(0.0);
    let lower = near.get(near.len().saturating_sub(1) / 2).copied().unwrap_or(0.0);
    let median = f64::midpoint(lower, upper);
    BEAT.contains(beat) && (beat - median).abs() <= OFF * median
}

/// The day that is given, or that a Polar file states.
fn day_of_file(document: &Document) -> Option<NaiveDate> {
    let stated = || {
        let head = super::text::head(document.text, 4096);
        let line = head.lines().take_while(|line| *line != "[HRData]").find_map(|line| line.strip_prefix("Date="))?;
        NaiveDate::parse_from_str(line.trim(), "%Y%m%d").ok()
    };
    document.context.declared.day.map(crate::domain::Day::date).or_else(stated)
}

/// The day in `2017-06-29 13-11-53.txt` or `20170629.hrm`.
fn day_of_name(file: &str) -> Option<NaiveDate> {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let alone = |at: usize, length: usize| {
        let digit = |at: usize| name.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
        !(digit(at + length) || at > 0 && digit(at - 1))
    };
    let found = |form: &str, length: usize| {
        (0..name.len()).find_map(|at| {
            let text = name.get(at..at.checked_add(length)?)?;
            let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'_'));
            NaiveDate::parse_from_str(text, form).ok().filter(|_| plain && alone(at, length))
        })
    };
    found("%Y-%m-%d", 10).or_else(|| found("%Y_%m_%d", 10)).or_else(|| found("%Y%m%d", 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_in_the_name() {
        let day = NaiveDate::from_ymd_opt(2017, 6, 29);
        for name in ["2017-06-29 13-11-53.txt", "a/b/RR_20170629.hrm", "x2017_06_29.txt"] {
            assert_eq!(day_of_name(name), day, "{name}");
        }
        for name in ["rr.txt", "12017-06-29.txt", "201706290.txt", "é2017-06-2"] {
            assert_eq!(day_of_name(name), None, "{name}");
        }
    }

    #[test]
    fn beats_that_are_none_break_the_chain() {
        let mut beats: Vec<f64> = (0..100).map(|at| if at % 2 == 0 { 1000.0 } else { 1040.0 }).collect();
        assert!((rmssd(&beats).unwrap() - 40.0).abs() < 1e-9);
        beats[50] = 1700.0;
        assert!((rmssd(&beats).unwrap() - 40.0).abs() < 1e-9, "{:?}", rmssd(&beats));
        assert!(rmssd(&beats[..30]).unwrap_err().contains("at least 60 s"));
        assert!(rmssd(&vec![500.0; 300]).unwrap_err().contains("exercise"));
        assert!(rmssd(&vec![1000.0; 900]).unwrap_err().contains("exercise"));
        assert!(rmssd(&[]).is_err());
    }
}
