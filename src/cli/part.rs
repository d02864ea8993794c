//! `upswing part`: makes several sessions of one that several sources told of.

use serde::Serialize;

use crate::app::lists::session_line;
use crate::domain::{Day, Kind, Session, join};

use super::answer::{Answer, Problem};
use super::open::Opened;
use super::shown::{date, word};

/// What can be said.
#[derive(Debug, clap::Args)]
#[command(after_help = "What was parted is never joined again.\nExample: upswing part yesterday endurance")]
pub struct Part {
    /// The day: 2025-03-01, -1d, yesterday
    #[arg(value_name = "DAY", allow_hyphen_values = true)]
    day: String,
    /// Only what is of this kind
    #[arg(value_parser = word(Kind::ALL, Kind::id))]
    kind: Option<Kind>,
    /// Answer with JSON: the entry's id, and the sessions there are now
    #[arg(long)]
    json: bool,
}

/// What was parted, for a script.
#[derive(Debug, Serialize)]
struct Parted {
    id: String,
    day: Day,
    sessions: Vec<String>,
}

/// Parts the joined sessions of a day.
pub fn run(args: &Part, opened: &mut Opened) -> Result<Answer, Problem> {
    let day = opened.past_day(Some(&args.day))?;
    let is_meant = |session: &&Session| join::is_joined(session) && args.kind.is_none_or(|kind| session.kind == kind);
    let joined: Vec<Session> = opened.history().sessions_on(day).filter(is_meant).cloned().collect();
    if joined.is_empty() {
        return Err(Problem::Failed(format!("expected a joined session on {day}, found none. Nothing was changed.")));
    }
    let parts: Vec<Session> = joined.iter().flat_map(join::parted).collect();
    let id = opened.commit(joined.iter().flat_map(join::part).collect())?;
    if args.json {
        return Answer::json(&Parted { id, day, sessions: parts.iter().map(|part| part.id.0.clone()).collect() });
    }
    let told: Vec<String> = parts.iter().map(|part| format!("{} ({})", session_line(part), join::sources(part))).collect();
    Ok(Answer::line(format!("Parted on {}, for good: {}.", date(day, opened.today()), told.join("; "))))
}
