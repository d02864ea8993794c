//! `upswing tags`: which words mark your days, and how often. Never what they do.

use serde::Serialize;

use crate::domain::Day;
use crate::engine::learning::marks;

use super::answer::{Answer, Problem};
use super::open::Opened;
use super::shown::{count, date};

/// What can be asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Tags are typed with a check-in or after a session: upswing checkin --tags \"late-meal sauna\".\n\
                  Example: upswing tags --json")]
pub struct Tags {
    /// Answer with JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Tag {
    tag: String,
    days: i64,
    last: Day,
}

/// Counts the tags of the last days.
pub fn run(args: &Tags, opened: &Opened) -> Result<Answer, Problem> {
    let (history, today, tuning) = (opened.history(), opened.today(), &opened.tuning().learning);
    let tagged = history.days().map(|(day, record)| (day, record.check_in.tags()));
    let counts = marks::counts(today, tagged, tuning);
    if args.json {
        let tag = |count: marks::TagCount| Tag { tag: count.tag, days: count.days, last: count.last };
        return Answer::json(&counts.into_iter().map(tag).collect::<Vec<_>>());
    }
    if counts.is_empty() {
        return Ok(Answer::line(format!(
            "No tag in {} days. A tag is a mark: upswing checkin --tags late-meal.",
            tuning.tag_days
        )));
    }
    let line = |tag: &marks::TagCount| {
        let days = count(usize::try_from(tag.days).unwrap_or(0), "day");
        format!("{}: {days} of {}, last on {}\n", tag.tag, tuning.tag_days, date(tag.last, today))
    };
    let lines: String = counts.iter().map(line).collect();
    Ok(Answer::Text(format!("{lines}{}\n", marks::ALWAYS)))
}
