//! Changing several sessions, or where they stand to each other: the commands that the week pane has on single keys.

use serde::Serialize;

use crate::app::week::{self, TemplateChoice, template};
use crate::app::{ask, days, lists};
use crate::cli::answer::{Answer, Problem};
use crate::cli::open::Opened;
use crate::cli::plan::find;
use crate::cli::shown::{count, word};
use crate::domain::text::one_line;
use crate::domain::{Body, Day, Kind, Minutes, Op, Priority, Rpe, Session, SessionId, Situation, Slot};
use crate::engine::load;

/// What a session becomes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Only what is said changes. Example: upswing plan edit thu/strength --minutes 40 --priority must")]
pub struct Edit {
    /// Its kind or title, its day, DAY/KIND, or its id
    #[arg(allow_hyphen_values = true)]
    session: String,
    /// What it is
    #[arg(long, value_parser = word(Kind::ALL, Kind::id))]
    kind: Option<Kind>,
    /// How long: 50, 1:10 or 1h10
    #[arg(long, value_parser = ask::minutes)]
    minutes: Option<Minutes>,
    /// How hard, 0–10 in halves
    #[arg(long, value_parser = ask::rpe, allow_negative_numbers = true)]
    rpe: Option<Rpe>,
    /// How much it matters
    #[arg(long, value_parser = word(Priority::ALL, Priority::id))]
    priority: Option<Priority>,
    /// For strength: which half of the body
    #[arg(long, value_parser = word(Body::ALL, Body::id))]
    body: Option<Body>,
    /// What you call it
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten)]
    firmness: Firmness,
    /// Answer with JSON
    #[arg(long)]
    json: bool,
}

/// Where alone a session may stand; `any` takes it back.
#[derive(Debug, clap::Args)]
pub struct Firmness {
    /// The only day it may stand on, or any
    #[arg(long, value_name = "DAY")]
    only_on: Option<String>,
    /// The only half of the day it may stand in, or any
    #[arg(long, value_parser = ["am", "pm", ANY])]
    only_in: Option<String>,
    /// The first and the last day it may stand on, such as tue..fri, or any
    #[arg(long, value_name = "DAY..DAY")]
    between: Option<String>,
}

const ANY: &str = "any";

impl Firmness {
    /// Lays what was said over a session.
    pub fn lay_over(&self, session: &mut Session, opened: &Opened) -> Result<(), Problem> {
        let own = |text: &Option<String>| text.clone().filter(|text| text != ANY);
        if self.only_on.is_some() {
            session.place.fix_day = own(&self.only_on).map(|text| opened.day(Some(&text))).transpose()?;
        }
        if self.only_in.is_some() {
            session.place.fix_slot = own(&self.only_in).and_then(|text| Slot::from_id(&text));
        }
        if self.between.is_some() {
            session.place.window = own(&self.between).map(|text| between(opened, &text)).transpose()?;
        }
        Ok(())
    }
}

fn between(opened: &Opened, text: &str) -> Result<(Day, Day), Problem> {
    let refuse = || Problem::Usage(format!("expected two days such as tue..fri, the earlier first, found \"{text}\""));
    let (first, last) = text.split_once("..").ok_or_else(refuse)?;
    let (first, last) = (opened.day(Some(first))?, opened.day(Some(last))?);
    if first <= last { Ok((first, last)) } else { Err(refuse()) }
}

/// Some sessions.
#[derive(Debug, clap::Args)]
pub struct Several {
    /// Their kinds or titles, days, DAY/KIND, or ids
    #[arg(required = true, allow_hyphen_values = true)]
    sessions: Vec<String>,
    /// Answer with JSON
    #[arg(long)]
    json: bool,
}

/// Two sessions.
#[derive(Debug, clap::Args)]
pub struct Two {
    /// One session: its kind or title, its day, DAY/KIND, or its id
    #[arg(allow_hyphen_values = true)]
    first: String,
    /// The other one
    #[arg(allow_hyphen_values = true)]
    second: String,
    /// Answer with JSON
    #[arg(long)]
    json: bool,
}

/// A week.
#[derive(Debug, clap::Args)]
pub struct Week {
    /// A day of the week; this week if not said: 2025-03-03, monday, +1w
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    week: Option<String>,
    /// Answer with JSON
    #[arg(long)]
    json: bool,
}

/// A week to begin with.
#[derive(Debug, clap::Args)]
#[command(after_help = "Days with sessions stay as they are. Example: upswing plan template parent --week +1w")]
pub struct Template {
    /// Whose week
    #[arg(value_parser = word(Situation::ALL, Situation::id))]
    situation: Situation,
    /// Take what is still to be done out first
    #[arg(long)]
    replace: bool,
    /// Give days whose time nobody has set the template's time, in this week only, where it needs more
    #[arg(long)]
    take_time: bool,
    #[command(flatten)]
    week: Week,
}

/// What was changed, for a script.
#[derive(Debug, Serialize)]
struct HandChange<'a> {
    id: Option<String>,
    sessions: Vec<&'a str>,
    said: &'a str,
}

pub fn edit(args: &Edit, opened: &mut Opened) -> Result<Answer, Problem> {
    let before = find::session(opened, &args.session)?;
    let mut session = before.clone();
    session.kind = args.kind.unwrap_or(session.kind);
    session.minutes = args.minutes.or(session.minutes);
    session.rpe = args.rpe.or(session.rpe);
    session.place.priority = args.priority.unwrap_or(session.place.priority);
    session.place.body = args.body.unwrap_or(session.place.body);
    if let Some(title) = &args.title {
        session.title = one_line(title).into_owned();
    }
    args.firmness.lay_over(&mut session, opened)?;
    if session == before {
        return Err(Problem::Usage("expected something to change, such as --minutes 40, found nothing new.".to_owned()));
    }
    load::estimate(opened.history(), &mut session, &opened.tuning().load);
    let said = format!("Changed: {} on {}.", lists::session_line(&session), session.day.short());
    put(opened, vec![session], &said, args.json)
}

pub fn lock(args: &Several, lock: bool, opened: &mut Opened) -> Result<Answer, Problem> {
    let mut sessions = found(args, opened)?;
    sessions.iter_mut().for_each(|session| session.place.lock = lock);
    let word = if lock { "Locked" } else { "Free to move" };
    let said = format!("{word}: {}.", named(&sessions));
    put(opened, sessions, &said, args.json)
}

pub fn duplicate(args: &Several, opened: &mut Opened) -> Result<Answer, Problem> {
    let (today, base) = (opened.today(), opened.new_name());
    let copy = |(number, session): (usize, &Session)| week::once_more(session, SessionId(format!("{base}-{number}")), today);
    let copies: Vec<Session> = (1..).zip(&found(args, opened)?).map(copy).collect();
    let said = format!("Once more: {}.", named(&copies));
    put(opened, copies, &said, args.json)
}

pub fn swap(args: &Two, opened: &mut Opened) -> Result<Answer, Problem> {
    let pair = [find::session(opened, &args.first)?, find::session(opened, &args.second)?];
    let [first, second] = &pair;
    if first.id == second.id || pair.iter().any(|session| !session.is_open()) {
        let expected = "expected two sessions that are still open";
        return Err(Problem::Failed(format!("{expected}, found {}. Nothing was changed.", named(&pair))));
    }
    let closed =
        |told| Problem::Failed(format!("{told} `upswing plan move` takes a missed session to another day. Nothing was changed."));
    days::to_come(first.day.min(second.day), opened.today()).map_err(closed)?;
    let swapped = week::exchanged(first, second);
    let said = format!("They have exchanged their places: {}.", named(&swapped));
    put(opened, swapped, &said, args.json)
}

pub fn copy(args: &Week, opened: &mut Opened) -> Result<Answer, Problem> {
    let (first, mut name) = (first(args, opened)?, names(opened));
    let ops = week::copy_week(opened.history(), first, opened.today(), &mut name);
    commit(opened, ops, args.json, |count| format!("{count} copied from the week before."))
}

pub fn clear(args: &Week, opened: &mut Opened) -> Result<Answer, Problem> {
    let ops = week::cleared(opened.history(), first(args, opened)?, opened.today());
    let undo = opened.undo("brings them back");
    commit(opened, ops, args.json, |count| format!("{count} taken out.{undo}"))
}

pub fn template(args: &Template, opened: &mut Opened) -> Result<Answer, Problem> {
    let (first, mut name) = (first(&args.week, opened)?, names(opened));
    let choice = TemplateChoice { situation: args.situation, replace: args.replace, takes_time: Some(args.take_time) };
    let laid = template::laid(opened.history(), first, opened.today(), choice, &mut name);
    let more = if template::lacks_time(&laid.left) { " --take-time gives such days the template's time." } else { "" };
    let left = template::took_time(&laid.ops) + &template::left_out(&laid.left) + more;
    commit(opened, laid.ops, args.week.json, |count| format!("{count} planned, as for {}.{left}", args.situation))
}

/// The first day of the week that is meant.
fn first(args: &Week, opened: &Opened) -> Result<Day, Problem> {
    Ok(opened.week_of(opened.day(args.week.as_deref())?))
}

/// Names for several new sessions.
fn names(opened: &Opened) -> impl FnMut() -> SessionId + use<> {
    let (base, mut count) = (opened.new_name(), 0);
    move || {
        count += 1;
        SessionId(format!("{base}-{count}"))
    }
}

/// The sessions that are meant, all of them open.
fn found(args: &Several, opened: &Opened) -> Result<Vec<Session>, Problem> {
    let sessions: Vec<Session> = args.sessions.iter().map(|text| find::session(opened, text)).collect::<Result<_, _>>()?;
    match sessions.iter().find(|session| !session.is_open()) {
        None => Ok(sessions),
        Some(closed) => {
            let (name, day, status) = (closed.name(), closed.day.short(), closed.status);
            Err(Problem::Failed(format!("expected open sessions; {name} on {day} is {status}. Nothing was changed.")))
        }
    }
}

fn named(sessions: &[Session]) -> String {
    let name = |session: &Session| format!("{} on {}", session.name(), session.day.short());
    sessions.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn put(opened: &mut Opened, sessions: Vec<Session>, said: &str, json: bool) -> Result<Answer, Problem> {
    let ids: Vec<SessionId> = sessions.iter().map(|session| session.id.clone()).collect();
    let ops = sessions.into_iter().map(|session| week::put_changed(opened.history(), session)).collect();
    let id = opened.commit(ops)?;
    answer(Some(id), &ids, said, json)
}

/// Commits what a whole week changes; says so where that is nothing.
fn commit(opened: &mut Opened, ops: Vec<Op>, json: bool, said: impl Fn(String) -> String) -> Result<Answer, Problem> {
    let id_of = |op: &Op| match op.key() {
        Some(crate::domain::Key::Session(id)) => Some(id),
        _ => None,
    };
    let ids: Vec<SessionId> = ops.iter().filter_map(id_of).collect();
    let new = ops.iter().filter(|op| matches!(op, Op::PutSession(_))).count();
    let told = count(if new > 0 { new } else { ids.len() }, "session");
    if ids.is_empty() {
        return answer(None, &ids, "Nothing to change in that week.", json);
    }
    let id = opened.commit(ops)?;
    answer(Some(id), &ids, &said(told), json)
}

fn answer(id: Option<String>, sessions: &[SessionId], said: &str, json: bool) -> Result<Answer, Problem> {
    if !json {
        return Ok(Answer::line(said));
    }
    Answer::json(&HandChange { id, sessions: sessions.iter().map(|id| id.0.as_str()).collect(), said })
}
