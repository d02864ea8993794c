//! Which session is meant: by its id, its kind, its title or its day.

use crate::app::lists::session_line;
use crate::cli::answer::Problem;
use crate::cli::open::Opened;
use crate::domain::{Session, SessionId, typed};

/// Finds the one session that a text means.
///
/// An id means its session, whatever became of it. A kind or title, a day, or `DAY/KIND` mean the open session from
/// today on that fits; of several of one kind the first day's is not guessed.
///
/// # Errors
/// None fits, or several do; they are named then.
pub fn session(opened: &Opened, text: &str) -> Result<Session, Problem> {
    if let Some(session) = opened.history().session(&SessionId(text.to_owned())) {
        return Ok(session.clone());
    }
    let found: Vec<&Session> = open(opened).filter(|session| fits(opened, session, text)).collect();
    match found.as_slice() {
        [only] => Ok((*only).clone()),
        [] => Err(none(opened, text)),
        several => Err(Problem::Failed(format!(
            "expected one session, \"{text}\" means {}: {}. Say DAY/KIND or the id from `upswing plan show --json`.",
            several.len(),
            named(several)
        ))),
    }
}

/// The sessions that are still to be done.
fn open(opened: &Opened) -> impl Iterator<Item = &Session> {
    let days = opened.history().days().filter(|(day, _)| *day >= opened.today());
    days.flat_map(|(day, _)| opened.history().sessions_on(day)).filter(|session| session.is_open())
}

fn fits(opened: &Opened, session: &Session, text: &str) -> bool {
    let named = |text: &str| session.kind.id() == text || (!text.is_empty() && session.title.eq_ignore_ascii_case(text));
    let on = |text: &str| typed::day(text, opened.today().minus(1)) == Ok(session.day) || absolute(opened, session, text);
    match text.split_once('/') {
        Some((day, kind)) => on(day) && named(kind),
        None => named(text) || on(text),
    }
}

/// Words such as `today` count from today, names of weekdays from yesterday: on a Monday, `mon` is that day.
fn absolute(opened: &Opened, session: &Session, text: &str) -> bool {
    let is_word = matches!(text, "today" | "tomorrow") || text.starts_with(['+', '-']);
    is_word && typed::day(text, opened.today()) == Ok(session.day)
}

fn none(opened: &Opened, text: &str) -> Problem {
    let all: Vec<&Session> = open(opened).collect();
    let there = if all.is_empty() { "nothing is open".to_owned() } else { format!("open are: {}", named(&all)) };
    Problem::Failed(format!("expected a session of the plan, found none for \"{text}\"; {there}."))
}

fn named(sessions: &[&Session]) -> String {
    const SHOWN: usize = 8;
    let names = sessions.iter().take(SHOWN).map(|session| format!("{} {}", session.day.short(), session_line(session)));
    let mut names: Vec<String> = names.collect();
    if sessions.len() > SHOWN {
        names.push(format!("{} more", sessions.len() - SHOWN));
    }
    names.join("; ")
}
