//! Changing the plan: one command, one change that can be undone.

use serde::Serialize;

use crate::app::{ask, days, week};
use crate::cli::answer::{Answer, Problem};
use crate::cli::log::{self, After};
use crate::cli::open::Opened;
use crate::cli::plan::find;
use crate::cli::plan::hands::Firmness;
use crate::cli::shown::word;
use crate::domain::text::one_line;
use crate::domain::{Body, Day, Key, Kind, Minutes, Op, Priority, Rpe, Session, SessionId, Slot, Status, typed};
use crate::engine::load;
use crate::engine::planner::slot_word;

const WHICH: &str = "Its kind or title, its day, DAY/KIND, or its id";

/// A new session.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: upswing plan add endurance 60 4 --day sat --priority must")]
pub struct Add {
    /// What it will be
    #[arg(value_parser = word(Kind::ALL, Kind::id))]
    kind: Kind,
    /// How long: 50, 1:10 or 1h10
    #[arg(value_parser = ask::minutes)]
    minutes: Option<Minutes>,
    /// How hard, 0–10 in halves
    #[arg(value_parser = ask::rpe, allow_negative_numbers = true)]
    rpe: Option<Rpe>,
    /// Which day: 2025-03-01, +2d, tomorrow, sat; today if not said
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    day: Option<String>,
    /// Morning or evening
    #[arg(long, value_parser = word(Slot::ALL, Slot::id))]
    slot: Option<Slot>,
    /// How much it matters
    #[arg(long, value_parser = word(Priority::ALL, Priority::id), default_value = "should")]
    priority: Priority,
    /// For strength: which half of the body
    #[arg(long, value_parser = word(Body::ALL, Body::id), default_value = "full")]
    body: Body,
    /// It stays where it is, whatever is proposed
    #[arg(long)]
    lock: bool,
    /// What you call it
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten)]
    firmness: Firmness,
    /// Answer with JSON: the entry's id, the session's id
    #[arg(long)]
    json: bool,
}

/// Another place for a session.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: upswing plan move strength fri, or upswing plan move sat/endurance sun --slot am")]
pub struct Move {
    /// Which session
    #[arg(help = WHICH, allow_hyphen_values = true)]
    session: String,
    /// The day it goes to: 2025-03-01, +1d, tomorrow, fri
    #[arg(required_unless_present = "slot", allow_hyphen_values = true)]
    to: Option<String>,
    /// Morning or evening
    #[arg(long, value_parser = word(Slot::ALL, Slot::id))]
    slot: Option<Slot>,
    /// Answer with JSON
    #[arg(long)]
    json: bool,
}

/// A session that was done.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: upswing plan done today/strength --rpe 7 --charge 4")]
pub struct Done {
    /// Which session
    #[arg(help = WHICH, allow_hyphen_values = true)]
    session: String,
    /// How long it was, if not as planned
    #[arg(long, value_name = "MINUTES", value_parser = ask::minutes)]
    minutes: Option<Minutes>,
    /// How hard the whole session was, 0–10 in halves; without it the load is estimated
    #[arg(long, value_parser = ask::rpe, allow_negative_numbers = true)]
    rpe: Option<Rpe>,
    #[command(flatten)]
    after: After,
    /// Answer with JSON
    #[arg(long)]
    json: bool,
}

/// A session.
#[derive(Debug, clap::Args)]
pub struct Pick {
    /// Which session
    #[arg(help = WHICH, allow_hyphen_values = true)]
    session: String,
    /// Answer with JSON
    #[arg(long)]
    json: bool,
}

/// What was changed, for a script.
#[derive(Debug, Serialize)]
struct Changed<'a> {
    id: String,
    session: &'a str,
    day: Day,
    status: Option<&'static str>,
    said: &'a str,
}

pub fn add(args: &Add, opened: &mut Opened) -> Result<Answer, Problem> {
    let day = coming_day(opened, args.day.as_deref())?;
    let mut session = Session::new(SessionId(opened.new_name()), day, args.kind, Status::Planned);
    let (history, loads) = (opened.history(), &opened.tuning().load);
    let typical = || Minutes::try_from(load::typical_minutes(history, args.kind, opened.today(), loads)).ok();
    session.minutes = args.minutes.or_else(typical);
    session.rpe = args.rpe;
    session.title = args.title.as_deref().map(|title| one_line(title).into_owned()).unwrap_or_default();
    session.place.slot = args.slot;
    session.place.priority = args.priority;
    session.place.body = args.body;
    session.place.lock = args.lock;
    args.firmness.lay_over(&mut session, opened)?;
    let said = format!("Planned for {}: {}.", day.short(), what(&session));
    put(opened, &session, &said, args.json)
}

pub fn shift(args: &Move, opened: &mut Opened) -> Result<Answer, Problem> {
    let session = open_session(opened, &args.session)?;
    let day = args.to.as_deref().map_or(Ok(session.day), |text| coming_day(opened, Some(text)))?;
    let mut moved = if day == session.day { session.clone() } else { week::moved_to(&session, day) };
    moved.place.slot = args.slot.or(moved.place.slot);
    if moved == session {
        return Err(Problem::Failed(format!("{} is on {} already. Nothing was changed.", session.name(), day.short())));
    }
    let half = args.slot.map(|slot| format!(", {}", slot_word(slot))).unwrap_or_default();
    let said = format!("Moved: {} from {} to {}{half}.", session.name(), session.day.short(), day.short());
    put(opened, &moved, &said, args.json)
}

pub fn done(args: &Done, opened: &mut Opened) -> Result<Answer, Problem> {
    let planned = open_of(find::past_session(opened, &args.session)?)?;
    if !days::has_come(planned.day, opened.now) {
        return Err(Problem::Failed(format!(
            "{} stands on {}, which has not come yet. `upswing plan move` brings it to today first.",
            planned.name(),
            planned.day.short()
        )));
    }
    let mut session = log::done(&planned);
    session.minutes = args.minutes.or(planned.minutes);
    session.rpe = args.rpe;
    log::save(opened, session, &args.after, args.json)
}

pub fn skip(args: &Pick, opened: &mut Opened) -> Result<Answer, Problem> {
    let session = open_of(find::past_session(opened, &args.session)?)?;
    let said = format!("Left out: {} on {}. Rest counts too.", session.name(), session.day.short());
    put(opened, &Session { status: Status::Skipped, ..session }, &said, args.json)
}

pub fn delete(args: &Pick, opened: &mut Opened) -> Result<Answer, Problem> {
    let session = find::session(opened, &args.session)?;
    let id = opened.commit(vec![Op::Erase(Key::Session(session.id.clone()))])?;
    let undo = opened.undo("brings it back");
    let said = format!("Taken out: {} on {}.{undo}", session.name(), session.day.short());
    let changed = Changed { id, session: &session.id.0, day: session.day, status: None, said: &said };
    if args.json { Answer::json(&changed) } else { Ok(Answer::line(said)) }
}

/// A session that is still to be done.
fn open_session(opened: &Opened, text: &str) -> Result<Session, Problem> {
    open_of(find::session(opened, text)?)
}

fn open_of(session: Session) -> Result<Session, Problem> {
    if session.is_open() {
        return Ok(session);
    }
    let (name, status, day) = (session.name(), session.status, session.day.short());
    Err(Problem::Failed(format!("expected a session that is still open; {name} on {day} is {status}. Nothing was changed.")))
}

/// The day that was typed, or today; the days before today are closed for the plan.
fn coming_day(opened: &Opened, text: Option<&str>) -> Result<Day, Problem> {
    let closed = |told| Problem::Usage(format!("{told} What was done goes to `upswing log`."));
    days::to_come(opened.day(text)?, opened.today()).map_err(closed)
}

fn put(opened: &mut Opened, session: &Session, said: &str, json: bool) -> Result<Answer, Problem> {
    let id = opened.commit(vec![week::put_changed(opened.history(), session.clone())])?;
    if !json {
        return Ok(Answer::line(said));
    }
    let status = Some(session.status.id());
    Answer::json(&Changed { id, session: &session.id.0, day: session.day, status, said })
}

fn what(session: &Session) -> String {
    let minutes = session.minutes.map(|minutes| format!(" {}", typed::show_duration(i64::from(minutes.get()))));
    let rpe = session.rpe.map(|rpe| format!(", RPE {rpe}"));
    format!("{}{}{}", session.name(), minutes.unwrap_or_default(), rpe.unwrap_or_default())
}
