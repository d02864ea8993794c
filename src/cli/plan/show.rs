//! `upswing plan show`: the sessions of some days.

use serde::Serialize;

use crate::app::{lists, week};
use crate::cli::answer::{Answer, Problem};
use crate::cli::open::Opened;
use crate::domain::{Day, Session};

/// What can be asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: upswing plan show --start monday --days 14")]
pub struct Show {
    /// First day; this week's Monday if not said
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    start: Option<String>,
    /// How many days, 1–28
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u8).range(1..=28))]
    days: u8,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct View<'a> {
    start: Day,
    days: u8,
    today: Day,
    sessions: Vec<&'a Session>,
}

pub fn run(args: &Show, opened: &Opened) -> Result<Answer, Problem> {
    let start = args.start.as_deref().map_or(Ok(opened.today().monday()), |text| opened.day(Some(text)))?;
    let days = start.to(start.plus(i64::from(args.days) - 1));
    if args.json {
        let sessions = days.flat_map(|day| week::on_day(opened.history(), day)).collect();
        return Answer::json(&View { start, days: args.days, today: opened.today(), sessions });
    }
    let line = |day: Day| format!("{}  {}\n", day.short(), lists::day_line(opened.history(), day));
    Ok(Answer::Text(days.map(line).collect()))
}
