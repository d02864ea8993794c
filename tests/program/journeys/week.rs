//! The week: an order that is looked for elsewhere and kept, a session that survives a kill.

use rustix::process::Signal;
use upswing::domain::{Entry, Kind, Minutes, Op, Rpe, Session, SessionId, Slot, Stamp, Status};

use super::{ESC, Home};
use crate::pty::Terminal;
use crate::sample;

/// A home with strength today and intervals tomorrow.
fn planned() -> Home {
    let home = Home::new();
    let session = |name: &str, days: i64, kind, halves| {
        let mut session = Session::new(SessionId(name.to_owned()), sample::today().plus(days), kind, Status::Planned);
        session.minutes = Minutes::try_from(60_u16).ok();
        session.rpe = Rpe::from_halves(halves);
        session.place.slot = Some(Slot::Pm);
        Op::PutSession(Box::new(session))
    };
    let ops = vec![session("a", 0, Kind::Strength, 14), session("b", 1, Kind::Intervals, 16)];
    home.add(&Entry::batch(ops, Stamp::default(), 1, 1));
    home
}

/// The dashboard with the week in front.
fn open(home: &Home) -> Terminal {
    let mut terminal = home.open();
    terminal.keys("3");
    terminal.wait_for("a best order");
    terminal
}

#[test]
fn a_better_order_is_found_accepted_and_still_there_after_leaving() {
    let home = planned();
    let mut terminal = open(&home);
    terminal.keys("a");
    terminal.wait_for("proven best");
    terminal.wait_for("hard days in a row");
    terminal.keys("\r");
    terminal.wait_for("One session changed");
    terminal.wait_without("saving");
    terminal.quit();
    let mut terminal = open(&home);
    terminal.keys("a");
    terminal.wait_for("already the best by these rules");
    terminal.keys(ESC);
    terminal.wait_without("already the best");
    terminal.quit();
}

#[test]
fn a_session_that_was_killed_in_the_middle_can_be_gone_on_with() {
    let home = planned();
    let mut terminal = open(&home);
    terminal.keys("S");
    terminal.wait_for("PRIME");
    terminal.keys("n");
    terminal.wait_for("SKILL");
    let kept = home.0.path().join("session.json");
    terminal.wait("the second block is kept", |_| std::fs::read_to_string(&kept).is_ok_and(|text| text.contains("\"at\":1")));
    terminal.signal(Signal::KILL);
    terminal.end();
    let mut terminal = open(&home);
    terminal.wait_for("strength stopped in skill: S goes on");
    terminal.keys("S");
    terminal.wait_for("SKILL");
    terminal.keys("\r");
    terminal.wait_for("After the session");
    terminal.wait("what was kept is forgotten", |_| !kept.exists());
    terminal.keys(ESC);
    terminal.wait_without("After the session");
    terminal.quit();
}
