//! `upswing log`: a finished session, with what was said about it after.

use serde::Serialize;

use crate::app::{ask, tagging, week};
use crate::domain::text::{many_lines, one_line};
use crate::domain::{
    Day, History, Improved, Kind, Load, LoadOrigin, Minutes, Op, Points, Rpe, Session, SessionId, Status, join, settle, typed,
};
use crate::engine::load;
use crate::engine::milli;

use super::answer::{Answer, Problem};
use super::open::Opened;
use super::shown::{date, word, yes_no};

/// What can be said.
#[derive(Debug, clap::Args)]
#[command(after_help = "A planned session of that kind on that day becomes done and keeps its planned numbers.\n\
                        Example: upswing log strength 50 7 --charge 4 --clean --recovered")]
pub struct Log {
    /// What it was
    #[arg(value_parser = word(Kind::ALL, Kind::id))]
    kind: Kind,
    /// How long: 50, 1:10 or 1h10
    #[arg(value_parser = ask::minutes)]
    minutes: Minutes,
    /// How hard the whole session was, 0 nothing … 10 all there is, in halves; without it the load is estimated
    #[arg(value_parser = ask::rpe, allow_negative_numbers = true)]
    rpe: Option<Rpe>,
    /// Another day: 2025-03-01, -1d, yesterday
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    day: Option<String>,
    #[command(flatten)]
    after: After,
    /// What you call it
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Another session, even if it looks like one that was imported
    #[arg(long)]
    new: bool,
    /// Answer with JSON: the entry's id, the session's id, its load
    #[arg(long)]
    json: bool,
}

/// What can be said after a session.
#[derive(Debug, Default, clap::Args)]
pub struct After {
    /// When it began
    #[arg(long, value_name = "HH:MM", value_parser = typed::time_of_day)]
    start: Option<u16>,
    /// A load in points that you know better than RPE × minutes: 100 = one hour at threshold
    #[arg(long, value_name = "POINTS", value_parser = points, allow_negative_numbers = true)]
    load: Option<Points>,
    /// How hard it was planned, 0–10 in halves
    #[arg(long, value_name = "RPE", value_parser = ask::rpe, allow_negative_numbers = true)]
    planned_rpe: Option<Rpe>,
    /// Better or broken after it? 1 drained … 5 charged
    #[arg(long, value_name = "1-5", value_parser = clap::value_parser!(u8).range(1..=5))]
    charge: Option<u8>,
    /// Did movement stay clean?
    #[arg(long, value_name = "yes|no", value_parser = yes_no, num_args = 0..=1, require_equals = true, default_missing_value = "yes")]
    clean: Option<bool>,
    /// Recovered enough before it?
    #[arg(long, value_name = "yes|no", value_parser = yes_no, num_args = 0..=1, require_equals = true, default_missing_value = "yes")]
    recovered: Option<bool>,
    /// Does it support life (or hijack it)?
    #[arg(long, value_name = "yes|no", value_parser = yes_no, num_args = 0..=1, require_equals = true, default_missing_value = "yes")]
    supports: Option<bool>,
    /// A skill for real life?
    #[arg(long, value_name = "yes|no", value_parser = yes_no, num_args = 0..=1, require_equals = true, default_missing_value = "yes")]
    skill: Option<bool>,
    /// What improved
    #[arg(long, value_parser = word(Improved::ALL, Improved::id))]
    improved: Option<Improved>,
    /// Words that mark the day: late-meal sauna
    #[arg(long, value_name = "WORDS")]
    tags: Option<String>,
    /// Anything to remember
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

fn points(text: &str) -> Result<Points, String> {
    ask::number(text).and_then(|number| Points::try_from(number).map_err(|error| error.to_string()))
}

impl After {
    /// Lays what was said over a session; what was not said stays.
    pub fn lay_over(&self, session: &mut Session) {
        session.start = self.start.or(session.start);
        session.load = self.load.map(|points| Load { points, origin: LoadOrigin::Typed }).or(session.load);
        session.planned_rpe = self.planned_rpe.or(session.planned_rpe);
        session.charge = self.charge.or(session.charge);
        session.clean = self.clean.or(session.clean);
        session.recovered = self.recovered.or(session.recovered);
        session.supports = self.supports.or(session.supports);
        session.skill = self.skill.or(session.skill);
        session.improved = self.improved.or(session.improved);
        if let Some(note) = &self.note {
            session.notes = many_lines(note).into_owned();
        }
    }
}

impl After {
    /// The tags of the session's day, as changes, and the words that are none.
    fn marks(&self, day: Day, history: &History) -> (Vec<Op>, String) {
        let Some(typed) = &self.tags else { return (Vec::new(), String::new()) };
        let (tags, none) = tagging::more(typed, day, history);
        (tags, none.map(|none| format!(" {none}")).unwrap_or_default())
    }
}

/// What was saved, for a script.
#[derive(Debug, Serialize)]
pub struct SavedSession<'a> {
    id: String,
    day: Day,
    session: &'a str,
    status: &'static str,
    load: f64,
    said: &'a str,
}

/// Saves a finished session.
pub fn run(args: &Log, opened: &mut Opened) -> Result<Answer, Problem> {
    let day = opened.past_day(args.day.as_deref())?;
    let far = opened.far(args.day.as_deref(), day);
    let planned = planned(opened.history(), day, args.kind).cloned();
    let from_plan = planned.is_some();
    let new = || Session::new(SessionId(opened.new_name()), day, args.kind, Status::Done);
    let mut session = planned.map_or_else(new, |planned| done(&planned));
    session.minutes = Some(args.minutes);
    session.rpe = args.rpe;
    if let Some(title) = &args.title {
        session.title = one_line(title).into_owned();
    }
    args.after.lay_over(&mut session);
    load::estimate(opened.history(), &mut session, &opened.tuning().load);
    let (tags, none) = args.after.marks(day, opened.history());
    let settle::Typed { ops, session, joined } = settle::typed(opened.history(), session, args.new);
    let said = SaidBeside { from_plan, joined: joined.as_ref().map(join::name), far: none + &far, json: args.json };
    saved(opened, &session, [ops, tags].concat(), said)
}

/// What is to be said beside the session.
struct SaidBeside {
    from_plan: bool,
    joined: Option<String>,
    far: String,
    json: bool,
}

/// The open session that was done now: the first of its kind on that day.
fn planned(history: &History, day: Day, kind: Kind) -> Option<&Session> {
    week::on_day(history, day).into_iter().find(|session| session.is_open() && session.kind == kind)
}

/// A planned session as a done one: the plan's numbers stay beside those of the day.
pub fn done(planned: &Session) -> Session {
    Session {
        status: Status::Done,
        planned_minutes: planned.planned_minutes.or(planned.minutes),
        planned_rpe: planned.planned_rpe.or(planned.rpe),
        ..planned.clone()
    }
}

/// Writes a session of the plan that was done, with what was said after it, and says so.
pub fn save(opened: &mut Opened, mut session: Session, after: &After, json: bool) -> Result<Answer, Problem> {
    after.lay_over(&mut session);
    load::estimate(opened.history(), &mut session, &opened.tuning().load);
    let (tags, none) = after.marks(session.day, opened.history());
    let ops = [vec![week::put_changed(opened.history(), session.clone())], tags].concat();
    saved(opened, &session, ops, SaidBeside { from_plan: true, joined: None, far: none, json })
}

fn saved(opened: &mut Opened, session: &Session, ops: Vec<Op>, how: SaidBeside) -> Result<Answer, Problem> {
    let id = opened.commit(ops)?;
    let points = milli::points(load::session_milli(session, opened.tuning()));
    let mut said = sentence(opened, session, how.from_plan, points) + &opened.still(session.day) + &how.far;
    if let Some(name) = how.joined {
        said += &format!(" Joined with {name}; `upswing part {}` makes two of them, `--new` logs another.", session.day);
    }
    if !how.json {
        return Ok(Answer::line(said));
    }
    Answer::json(&SavedSession {
        id,
        day: session.day,
        session: &session.id.0,
        status: session.status.id(),
        load: points,
        said: &said,
    })
}

fn sentence(opened: &mut Opened, session: &Session, from_plan: bool, points: f64) -> String {
    let minutes = session.minutes.map(|minutes| typed::show_duration(i64::from(minutes.get()))).unwrap_or_default();
    let rpe = session.rpe.map_or_else(|| "not rated".to_owned(), |rpe| format!("RPE {rpe}"));
    let how = match session.load.map(|load| load.origin) {
        Some(LoadOrigin::Estimated) => ", estimated",
        Some(LoadOrigin::Typed | LoadOrigin::Measured | LoadOrigin::Scaled) | None => "",
    };
    let plan = if from_plan { " It stood in the plan and is done." } else { "" };
    let fitness = opened.advice(session.day).load.state.fitness;
    let compared = if fitness >= 1.0 { format!(", against a fitness of {fitness:.0} a day") } else { String::new() };
    format!(
        "Logged for {}: {} {minutes}, {rpe}: {points:.0} points{how}{compared}.{plan}",
        date(session.day, opened.today()),
        session.name(),
    )
}
