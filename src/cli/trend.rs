//! `upswing trend`: load, fitness, fatigue and form day by day, as sentences, JSON or a table.

mod story;
mod view;

use crate::engine::readiness::Season;

use super::answer::{Answer, Problem};
use super::open::Opened;
use super::told::{TextLine, plain_lines};

/// What can be asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Values are those of the morning: the day's own load is not in them yet.\n\
                        Example: upswing trend --from -6m --csv > trend.csv")]
pub struct Trend {
    /// First day; twelve weeks ago if not said: 2025-03, -6m, -1y
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    from: Option<String>,
    /// Last day; today if not said
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    to: Option<String>,
    /// One JSON object with an object a day; what is absent is null
    #[arg(long)]
    json: bool,
    /// A table with a line a day; what is absent is empty
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

/// The days that are shown unless others are asked for.
const DAYS: i64 = 84;

/// Says how the last months went.
pub fn run(args: &Trend, opened: &Opened) -> Result<Answer, Problem> {
    let last = opened.past_day(args.to.as_deref())?;
    let first = args.from.as_deref().map_or(Ok(last.minus(DAYS - 1)), |text| opened.day(Some(text)))?;
    if first > last {
        return Err(Problem::Usage(format!("expected --from before --to, found {first} after {last}.")));
    }
    let season = Season::new(opened.history(), last, opened.tuning());
    let days = view::days(opened.history(), &season, (first, last), opened.today());
    if args.json {
        return Answer::json(&view::TrendView { from: first, to: last, days });
    }
    if args.csv {
        return Ok(Answer::Exact(view::table(&days)));
    }
    let mut lines = plain_lines(&story::tell(&days, (first, last), opened.tuning().week_starts));
    if let Some(span) = lines.first_mut() {
        *span = TextLine::heading(span.text());
    }
    Ok(Answer::Lines(lines))
}
