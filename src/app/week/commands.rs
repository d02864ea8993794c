//! What the commands of the week do: one command, one step that undo takes back.

use crate::app::action::Action;
use crate::app::days;
use crate::app::direction::Direction;
use crate::app::doing::{commit, new_name, open, seen, show};
use crate::app::event::Effect;
use crate::app::forms;
use crate::app::list::Content;
use crate::app::model::{Model, Tone};
use crate::app::now::Now;
use crate::app::proposal::{self, Wish};
use crate::app::purpose::Purpose;
use crate::app::runner;
use crate::app::tried::Tried;
use crate::app::words;
use crate::domain::{Day, Key, Op, Session, SessionId, Slot, Status};
use crate::engine::planner::{Help, slot_word};

use super::action::WeekAction;
use super::change::{self, copy_week, in_slot, moved_to, on_day, put, put_changed};
use super::choice::TemplateChoice;
use super::issue::proposal as proposed;
use super::{template, time};

/// Runs a command of the week that can be done now.
pub fn run(model: &mut Model, action: WeekAction, now: Now) -> Vec<Effect> {
    match action {
        WeekAction::Day(direction) => go(model, direction.sign()),
        WeekAction::Week(direction) => go(model, 7 * direction.sign()),
        WeekAction::Session(direction) => seen(|| model.week.step_session(direction, model.journal.history())),
        WeekAction::Mark => mark(model),
        WeekAction::Unmark => seen(|| model.week.marked.clear()),
        WeekAction::MoveDay(direction) => move_to(model, |session| session.day.plus(direction.sign()), now),
        WeekAction::MoveSlot(direction) => move_slot(model, direction, now),
        WeekAction::MoveTo => open(model, Purpose::MoveTo, forms::go_to(model.today)),
        WeekAction::Reorder(direction) => reorder(model, direction, now),
        WeekAction::Swap => swap(model, now),
        WeekAction::Add => add(model),
        WeekAction::Edit => edit(model),
        WeekAction::Done => done(model, now),
        WeekAction::Skip => skip(model, now),
        WeekAction::Lock => lock(model, now),
        WeekAction::Duplicate => duplicate(model, now),
        WeekAction::Delete => delete(model, now),
        WeekAction::Clear => clear(model, now),
        WeekAction::Copy => copy(model, now),
        WeekAction::Templates => show(model, Content::Templates),
        WeekAction::Time => time_of_day(model),
        WeekAction::Order => proposal::commands::ask(model, Wish::Order, now),
        WeekAction::OrderFour => proposal::commands::ask(model, Wish::OrderFour, now),
        WeekAction::Repair => proposal::commands::ask(model, Wish::Repair, now),
        WeekAction::Try => try_or_take(model, now),
        WeekAction::TryNot => try_not(model, now),
        WeekAction::Help(digit) => help(model, digit, now),
        WeekAction::Scroll(direction) => seen(|| scroll(model, direction)),
        WeekAction::Choose(direction) => proposal::commands::choose(model, direction),
        WeekAction::LeaveOut => proposal::commands::leave_out(model),
        WeekAction::Accept => proposal::commands::accept(model, now),
        WeekAction::Start => runner::commands::start(model, now),
        WeekAction::Pause => runner::commands::pause(model, now),
        WeekAction::NextBlock => runner::commands::next(model, now),
        WeekAction::Leave => runner::commands::leave(model, now),
        WeekAction::Finish => runner::commands::finish(model, now),
    }
}

fn go(model: &mut Model, days: i64) -> Vec<Effect> {
    let shown = model.week_shown();
    model.week.step_day(days, model.tuning.week_starts);
    // The judgement is the week's, not the day's.
    if model.week_shown() != shown {
        model.refresh_week();
    }
    Vec::new()
}

fn scroll(model: &mut Model, direction: Direction) {
    let last = model.facts.issues.len().saturating_sub(1);
    model.week.from = model.week.from.saturating_add_signed(direction.sign() as isize).min(last);
}

fn with_session(model: &mut Model, act: impl FnOnce(&mut Model, &Session) -> Vec<Effect>) -> Vec<Effect> {
    match model.selected_session().cloned() {
        Some(session) => act(model, &session),
        None => Vec::new(),
    }
}

/// Asks what is planned for the chosen day; where that is over, for today.
fn add(model: &mut Model) -> Vec<Effect> {
    let day = model.week.day.max(model.today);
    open(model, Purpose::AddSession(None), forms::session(day, None, model.today))
}

fn edit(model: &mut Model) -> Vec<Effect> {
    with_session(model, |model, session| {
        open(model, Purpose::EditSession(session.id.clone()), forms::session(session.day, Some(session), model.today))
    })
}

fn done(model: &mut Model, now: Now) -> Vec<Effect> {
    let used = model.used_tags();
    if let Some(session) = model.selected_session().filter(|session| !session.is_done() && !days::has_come(session.day, now)) {
        let (name, day) = (session.name(), session.day.short());
        let key = model.keymap.key_of(Action::Week(WeekAction::MoveTo));
        let said = format!("{name} stands on {day}, which has not come yet; {key} brings it to today.");
        model.say(Tone::Notice, said, now);
        return Vec::new();
    }
    with_session(model, |model, session| open(model, Purpose::After(session.id.clone()), forms::after(session, &used)))
}

fn time_of_day(model: &mut Model) -> Vec<Effect> {
    let form = time::form(model.week.day, model.journal.history(), model.tuning.week_starts, model.today);
    open(model, Purpose::Time(model.week.day), form)
}

fn mark(model: &mut Model) -> Vec<Effect> {
    with_session(model, |model, session| {
        if !model.week.marked.remove(&session.id) {
            model.week.marked.insert(session.id.clone());
        }
        Vec::new()
    })
}

/// Writes changed sessions as one step; the cursor stays on its session wherever that goes.
fn put_all(model: &mut Model, sessions: Vec<Session>, said: &str, now: Now) -> Vec<Effect> {
    model.week.session = model.selected_session().map(|session| session.id.clone());
    let ops = sessions.into_iter().map(|session| put_changed(model.journal.history(), session)).collect();
    commit(model, ops, said, now)
}

/// `strength on Tue 3 Mar`, or `3 sessions`.
fn named(sessions: &[Session]) -> String {
    match sessions {
        [only] => format!("{} on {}", only.name(), only.day.short()),
        several => format!("{} sessions", several.len()),
    }
}

/// `is` or `are`.
fn is_or_are(sessions: &[Session]) -> &'static str {
    if sessions.len() == 1 { "is" } else { "are" }
}

/// Moves what is chosen to the day that `to` says for each.
pub fn move_to(model: &mut Model, to: impl Fn(&Session) -> Day, now: Now) -> Vec<Effect> {
    let targets = model.targets();
    if targets.iter().any(|session| to(session) < model.today) {
        return closed(model, now);
    }
    let moved: Vec<Session> = targets.iter().map(|session| moved_to(session, to(session))).collect();
    let said = match (targets.as_slice(), moved.as_slice()) {
        ([from], [to]) => format!("{}: {} → {}", from.name(), from.day.short(), to.day.short()),
        _ => format!("{} sessions moved.", moved.len()),
    };
    put_all(model, moved, &said, now)
}

fn closed(model: &mut Model, now: Now) -> Vec<Effect> {
    model.say(Tone::Notice, "The days before today are closed for the plan.", now);
    Vec::new()
}

fn move_slot(model: &mut Model, direction: Direction, now: Now) -> Vec<Effect> {
    let slot = if direction == Direction::Back { Slot::Am } else { Slot::Pm };
    let mut targets = model.targets();
    targets.retain(|session| session.slot() != slot || session.place.slot.is_none());
    if targets.is_empty() {
        return Vec::new();
    }
    let said = format!("{}: {}", named(&targets), slot_word(slot));
    let moved = targets.iter().map(|session| in_slot(session, slot)).collect();
    put_all(model, moved, &said, now)
}

fn reorder(model: &mut Model, direction: Direction, now: Now) -> Vec<Effect> {
    let Some(session) = model.selected_session().cloned() else { return Vec::new() };
    let first = model.week_shown();
    let days = first.max(model.today).to(first.plus(6));
    let open: Vec<&Session> =
        days.flat_map(|day| on_day(model.journal.history(), day)).filter(|session| session.is_open()).collect();
    let at = open.iter().position(|other| other.id == session.id);
    let beside = at.and_then(|at| at.checked_add_signed(direction.sign() as isize)).and_then(|at| open.get(at));
    match beside.map(|beside| Session::clone(beside)) {
        Some(beside) => exchange(model, &session, &beside, now),
        None => {
            model.say(Tone::Notice, "There is no open session beyond it in this week.", now);
            Vec::new()
        }
    }
}

fn swap(model: &mut Model, now: Now) -> Vec<Effect> {
    match model.targets().as_slice() {
        [first, second] => exchange(model, first, second, now),
        _ => Vec::new(),
    }
}

fn exchange(model: &mut Model, first: &Session, second: &Session, now: Now) -> Vec<Effect> {
    // One that was missed would take another one's day, and that one would be missed.
    if first.day.min(second.day) < model.today {
        return closed(model, now);
    }
    let said = format!("{} and {} have exchanged their places.", first.name(), second.name());
    put_all(model, change::exchanged(first, second), &said, now)
}

/// Does what the proposal of a digit says.
fn help(model: &mut Model, digit: u8, now: Now) -> Vec<Effect> {
    let Some(proposed) = proposed(&model.facts.issues, digit).cloned() else { return Vec::new() };
    let one = |id: &SessionId| model.journal.history().session(id).cloned();
    let sessions = match &proposed.help {
        Help::Add(kind) => {
            let form = forms::of_kind(*kind, model.week.day.max(model.today), model.today);
            return open(model, Purpose::AddSession(Some(*kind)), form);
        }
        Help::Move { id, to } => {
            let day = model.facts.plan.date(to.day);
            one(id).map(|session| in_slot(&moved_to(&session, day), to.slot)).into_iter().collect()
        }
        Help::Swap(a, b) => one(a).zip(one(b)).map(|(a, b)| change::exchanged(&a, &b)).unwrap_or_default(),
        Help::Unlock(id) => one(id).map(change::freed).into_iter().collect(),
    };
    let undo = model.keymap.key_of(Action::Undo);
    put_all(model, sessions, &format!("{}: done. {undo} takes it back.", proposed.words), now)
}

fn skip(model: &mut Model, now: Now) -> Vec<Effect> {
    let targets = model.targets();
    let key = model.keymap.key_of(Action::Week(WeekAction::Repair));
    let said = format!("{} {} left out. Rest counts too. {key} repairs the week.", named(&targets), is_or_are(&targets));
    let skipped = targets.into_iter().map(|session| Session { status: Status::Skipped, ..session }).collect();
    model.week.marked.clear();
    put_all(model, skipped, &said, now)
}

fn lock(model: &mut Model, now: Now) -> Vec<Effect> {
    let mut targets = model.targets();
    let lock = !targets.iter().all(|session| session.place.lock);
    let word = match (lock, targets.len()) {
        (true, 1) => "stays where it is",
        (true, _) => "stay where they are",
        (false, _) => "may move again",
    };
    let said = format!("{} {word}.", named(&targets));
    targets.iter_mut().for_each(|session| session.place.lock = lock);
    put_all(model, targets, &said, now)
}

fn duplicate(model: &mut Model, now: Now) -> Vec<Effect> {
    let (mut names, today) = (Names::new(model, now), model.today);
    let copies: Vec<Session> = model.targets().iter().map(|session| change::once_more(session, names.next(), today)).collect();
    let said = format!("Once more: {}.", named(&copies));
    model.week.session = copies.first().map(|copy| copy.id.clone());
    model.week.marked.clear();
    commit(model, copies.into_iter().map(put).collect(), &said, now)
}

fn delete(model: &mut Model, now: Now) -> Vec<Effect> {
    let targets = model.targets();
    let undo = model.keymap.key_of(Action::Undo);
    let back = if targets.len() == 1 { "it" } else { "them" };
    let said = format!("{} {} taken out; {undo} brings {back} back.", named(&targets), is_or_are(&targets));
    commit(model, targets.into_iter().map(erase).collect(), &said, now)
}

fn erase(session: Session) -> Op {
    Op::Erase(Key::Session(session.id))
}

fn clear(model: &mut Model, now: Now) -> Vec<Effect> {
    let ops = change::cleared(model.journal.history(), model.week_shown(), model.today);
    if ops.is_empty() {
        let key = model.keymap.key_of(Action::Week(WeekAction::Lock));
        model.say(Tone::Notice, format!("What is still to be done this week is locked; {key} frees it."), now);
        return Vec::new();
    }
    let undo = model.keymap.key_of(Action::Undo);
    let back = if ops.len() == 1 { "it" } else { "them" };
    let said = format!("Taken out: {}; {undo} brings {back} back.", words::counted(ops.len(), "session"));
    commit(model, ops, &said, now)
}

fn copy(model: &mut Model, now: Now) -> Vec<Effect> {
    let mut names = Names::new(model, now);
    let ops = copy_week(model.journal.history(), model.week_shown(), model.today, || names.next());
    if ops.is_empty() {
        model.say(Tone::Notice, "Nothing to copy: last week is empty, or every day of this one has something.", now);
    }
    let said = format!("{} copied from the week before.", words::counted(ops.len(), "session"));
    commit(model, ops, &said, now)
}

/// Lays a template over the week that is shown.
pub fn lay(model: &mut Model, choice: TemplateChoice, now: Now) -> Vec<Effect> {
    let mut names = Names::new(model, now);
    let laid = template::laid(model.journal.history(), model.week_shown(), model.today, choice, || names.next());
    if choice.takes_time.is_none() && template::sets_time(&laid.ops) {
        return show(model, Content::TemplateTime(choice));
    }
    let left = template::took_time(&laid.ops) + &template::left_out(&laid.left);
    let count = laid.ops.iter().filter(|op| matches!(op, Op::PutSession(_))).count();
    if count == 0 {
        model.say(Tone::Notice, format!("Nothing to plan from today on.{left}"), now);
        return Vec::new();
    }
    let noun = if count == 1 { "session" } else { "sessions" };
    commit(model, laid.ops, &format!("{count} {noun} planned, as for {}.{left}", choice.situation), now)
}

/// Begins to try changes on a copy, or writes those that were tried as one step.
fn try_or_take(model: &mut Model, now: Now) -> Vec<Effect> {
    let Some(tried) = model.tried.take() else {
        model.tried = Some(Box::new(Tried::new(&model.journal, &model.facts)));
        model.refresh_week();
        let [take, leave] = [WeekAction::Try, WeekAction::TryNot].map(|action| model.keymap.key_of(Action::Week(action)));
        model.say(
            Tone::Notice,
            format!("What you change in the plan now is only tried: {take} takes it, {leave} does not."),
            now,
        );
        return Vec::new();
    };
    let ops = tried.difference(model.journal.history());
    let said = format!("{} of the plan taken.", words::counted(ops.len(), "change"));
    as_it_was(model, *tried);
    if ops.is_empty() {
        model.say(Tone::Notice, "Nothing was tried, and nothing has changed.", now);
    }
    commit(model, ops, &said, now)
}

fn try_not(model: &mut Model, now: Now) -> Vec<Effect> {
    if let Some(tried) = model.tried.take() {
        as_it_was(model, *tried);
        model.say(Tone::Notice, "The plan is as it was.", now);
    }
    Vec::new()
}

fn as_it_was(model: &mut Model, tried: Tried) {
    let left = std::mem::replace(&mut model.journal, tried.journal);
    model.journal.follow(&left);
    model.facts = tried.facts;
    model.week.marked.clear();
    model.refresh(Day::MAX);
}

/// Names for several new sessions of one step.
struct Names {
    base: String,
    count: usize,
}

impl Names {
    fn new(model: &Model, now: Now) -> Names {
        Names { base: new_name(model, now), count: 0 }
    }

    fn next(&mut self) -> SessionId {
        self.count += 1;
        SessionId(format!("{}-{}", self.base, self.count))
    }
}
