//! Which session is meant: by its id, its kind, its title or its day.

use crate::app::lists::session_line;
use crate::cli::answer::Problem;
use crate::cli::open::Opened;
use crate::domain::{Session, SessionId, typed};

/// Which sessions are looked at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Open ones from today on.
    Ahead,
    /// Open ones up to today.
    Behind,
    /// What is done or was left out.
    Closed,
}

/// Finds the one session that a text means, the ones to come first.
///
/// An id means its session, whatever became of it. A kind or title, a day, or `DAY/KIND` mean the open session from
/// today on that fits; of several of one kind the first day's is not guessed. `DAY/KIND` reaches back too: to what was
/// not done, then to what was.
///
/// # Errors
/// None fits, or several do; they are named then.
pub fn session(opened: &Opened, text: &str) -> Result<Session, Problem> {
    search(opened, text, &[Way::Ahead, Way::Behind, Way::Closed])
}

/// The same for what has happened: of two days of one name the past one.
///
/// # Errors
/// None fits, or several do; they are named then.
pub fn past_session(opened: &Opened, text: &str) -> Result<Session, Problem> {
    let dated = text.contains('/');
    search(opened, text, if dated { &[Way::Behind, Way::Ahead, Way::Closed] } else { &[Way::Ahead, Way::Behind, Way::Closed] })
}

fn search(opened: &Opened, text: &str, ways: &[Way]) -> Result<Session, Problem> {
    if let Some(session) = opened.history().session(&SessionId(text.to_owned())) {
        return Ok(session.clone());
    }
    for way in ways.iter().filter(|way| **way == Way::Ahead || text.contains('/')) {
        let found: Vec<&Session> = looked_at(opened, *way).filter(|session| fits(opened, session, text, *way)).collect();
        match found.as_slice() {
            [] => {}
            [only] => return Ok((*only).clone()),
            several => {
                return Err(Problem::Failed(format!(
                    "expected one session, \"{text}\" means {}: {}. Say DAY/KIND or the id from `upswing plan show --json`.",
                    several.len(),
                    named(several)
                )));
            }
        }
    }
    Err(none(opened, text))
}

fn looked_at(opened: &Opened, way: Way) -> impl Iterator<Item = &Session> {
    let today = opened.today();
    let sessions = opened.history().days().flat_map(|(day, _)| opened.history().sessions_on(day));
    sessions.filter(move |session| match way {
        Way::Ahead => session.is_open() && session.day >= today,
        Way::Behind => session.is_open() && session.day <= today,
        Way::Closed => !session.is_open(),
    })
}

/// The sessions that are still to be done.
fn open(opened: &Opened) -> impl Iterator<Item = &Session> {
    looked_at(opened, Way::Ahead)
}

fn fits(opened: &Opened, session: &Session, text: &str, way: Way) -> bool {
    let named = |text: &str| session.kind.id() == text || (!text.is_empty() && session.title.eq_ignore_ascii_case(text));
    let today = opened.today();
    // Looking back, the name of a weekday is the last one, today's included.
    let back = |text: &str| way != Way::Ahead && typed::day(&format!("last {text}"), today.plus(1)) == Ok(session.day);
    let on = |text: &str| back(text) || (typed::day(text, today) == Ok(session.day));
    match text.split_once('/') {
        Some((day, kind)) => on(day) && named(kind),
        None => named(text) || on(text),
    }
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
