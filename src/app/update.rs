//! One event in, effects out. The only place that changes the model.

use crate::domain::{BatchId, Day};

use super::action::{Action, Command, Scope};
use super::bringing;
use super::chart;
use super::commands;
use super::direction::Direction;
use super::doing::seen;
use super::event::{Effect, Event, Target};
use super::key::{Code, Key};
use super::leaving;
use super::list::{Content, Line, Lines};
use super::lists;
use super::model::{Message, Model, NOTICE_MS, Overlay, Tone};
use super::now::Now;
use super::pane::Pane;
use super::week::WeekAction;
use super::why_not::why_not;
use super::{proposal, runner};

/// Lays an event over the model and says what is to be done to the world.
pub fn update(model: &mut Model, event: Event, now: Now) -> Vec<Effect> {
    model.now_ms = now.wall_ms;
    model.still = now.still;
    if now.today != model.today {
        new_day(model, now.today);
    }
    let mut effects = match event {
        Event::Key(key) => pressed(model, key, now),
        Event::Paste(text) => pasted(model, &text),
        Event::Click(target) => clicked(model, target, now),
        Event::Drag(target) => dragged(model, target, now),
        Event::Release(target) => released(model, &target, now),
        Event::Wheel(target, direction) => wheeled(model, &target, direction, now),
        Event::Resize => Vec::new(),
        Event::Reaches(last) => seen(|| reaches(model, last)),
        Event::FocusGained | Event::FileChanged => vec![Effect::Look],
        Event::Ending => commands::close(model, now),
        Event::Deadline => time_went_by(model, now),
        Event::Saved(batch) => saved(model, batch, now),
        Event::NotSaved(_, reason) => not_saved(model, &reason, now),
        Event::Replaced(entries) => leaving::replaced(model, entries, now),
        Event::Arrived(entries) => seen(|| model.learn(entries)),
        Event::FitsTold(lines) => fits_told(model, lines),
        Event::NotRead(reason) | Event::ThemeKept(Err(reason)) => told(model, reason, now),
        Event::ThemeKept(Ok(said)) => said_so(model, said, now),
        Event::Fitted(fitted) => seen(|| chart::commands::take_fit(model, *fitted)),
        Event::WatchedChanged => bringing::look(model),
        Event::Came(came) => bringing::came(model, *came, now),
        Event::Reading(number, said) => seen(|| bringing::goes_on(model, number, said)),
        Event::Previewed(preview) => seen(|| bringing::previewed(model, *preview)),
        Event::Completed(typed, path, others) => seen(|| bringing::completed(model, &typed, path, others)),
        Event::Proposed(number, proposal) => seen(|| proposal::commands::arrived(model, number, *proposal)),
    };
    model.look_back();
    effects.extend(chart::commands::ask_fit(model));
    effects.extend(commands::themes::preview(model));
    effects
}

fn new_day(model: &mut Model, today: Day) {
    let was = model.today;
    model.today = today;
    if model.chart.crosshair == was {
        model.chart.home(today);
    }
    if model.week.day == was {
        model.week.day = today;
    }
    model.refresh(Day::MAX);
}

fn pressed(model: &mut Model, key: Key, now: Now) -> Vec<Effect> {
    // Over the dashboard there is room for one line of an error: it stays until it was to be seen whole. Below the list of
    // people there is nothing it could be seen on.
    let over = model.overlay.as_ref().is_some_and(|over| !matches!(over, Overlay::List(list) if list.content == Content::People));
    if !over && model.message().is_some_and(|message| message.tone == Tone::Error) {
        model.message_shown = false;
    }
    let text_first = match &model.overlay {
        Some(Overlay::Form { .. } | Overlay::List(_)) => key.text(),
        Some(Overlay::Reaction(_) | Overlay::Proposal(_) | Overlay::Runner(_)) | None => None,
    };
    if closes_list(model, key) {
        return commands::run(model, Action::Close, now);
    }
    let begun = model.begun.take();
    let command = match begun {
        Some(first) => model.keymap.lookup_pair(model.scopes(), first, key),
        None => meaning(model, key),
    };
    if let Some(character) = text_first
        && !is_meant(model, command, character, key)
    {
        return commands::typed(model, character, now);
    }
    if begun.is_none() && model.keymap.waits_after(model.scopes(), key) {
        model.begun = Some(key);
        return Vec::new();
    }
    // Who presses Esc wants to leave something; where there is nothing to leave, nothing is to be said.
    let is_idle = model.overlay.is_none() && key == Key::plain(Code::Esc);
    let Some(command) = command else { return if is_idle { Vec::new() } else { unknown(model, begun, key, now) } };
    match why_not(model, command) {
        Some(_) if is_idle => Vec::new(),
        Some(reason) => {
            model.say(Tone::Notice, reason, now);
            Vec::new()
        }
        None => commands::run(model, command.action, now),
    }
}

/// What a key does now: the nearest meaning that can be done, else the nearest, which says why it cannot.
fn meaning(model: &Model, key: Key) -> Option<&'static Command> {
    let meanings = || model.scopes().iter().filter_map(|scope| model.keymap.lookup(&[*scope], key));
    meanings().find(|command| why_not(model, command).is_none()).or_else(|| meanings().next())
}

/// In a form a character is a command only where it is no answer and the command can be done; in a list only where
/// nothing is looked for by typing.
fn is_meant(model: &Model, command: Option<&Command>, character: char, key: Key) -> bool {
    let answers = match &model.overlay {
        Some(Overlay::Form { form, .. }) => form.takes(character),
        Some(Overlay::List(list)) => list.content.searchable(),
        Some(Overlay::Reaction(_) | Overlay::Proposal(_) | Overlay::Runner(_)) | None => true,
    };
    let is_known = match command {
        Some(command) => why_not(model, command).is_none(),
        None => model.keymap.waits_after(model.scopes(), key),
    };
    !answers && is_known
}

/// The key that opened a list and the one that leaves the program close it, as long as nothing is looked for. In the
/// palette every letter is one of a command's name, among people one of a person's.
fn closes_list(model: &Model, key: Key) -> bool {
    let Some(Overlay::List(list)) = &model.overlay else { return false };
    if matches!(list.content, Content::Palette | Content::People) || !list.query.is_empty() {
        return false;
    }
    let scopes = Scope::of_pane(model.focus);
    let action = model.keymap.lookup(scopes, key).map(|command| command.action);
    action.is_some_and(|action| action == Action::Quit || lists::shown_by(action) == Some(list.content))
}

/// A key without a meaning here: where it has one, or where all keys stand. Said once, not with every press.
fn unknown(model: &mut Model, begun: Option<Key>, key: Key, now: Now) -> Vec<Effect> {
    if model.overlay.is_some() {
        return Vec::new();
    }
    let begun = begun.map(|first| first.to_string()).unwrap_or_default();
    let elsewhere = Pane::ALL.into_iter().find_map(|pane| Some((pane, model.keymap.lookup(Scope::of_pane(pane), key)?)));
    let said = match elsewhere.filter(|_| begun.is_empty()) {
        Some((pane, command)) => {
            format!("{key} has no use here. In {} it is: {}", pane.title(), command.sentence)
        }
        None => format!("{begun}{key} has no use here; {} shows all keys.", model.keymap.key_of(Action::Help)),
    };
    if model.message().is_none_or(|message| message.text != said) {
        model.say(Tone::Notice, said, now);
    }
    Vec::new()
}

fn pasted(model: &mut Model, text: &str) -> Vec<Effect> {
    match &mut model.overlay {
        Some(Overlay::Form { form, .. }) => form.pasted(text),
        Some(Overlay::List(list)) => list.typed(text, model.journal.history()),
        Some(Overlay::Reaction(_) | Overlay::Proposal(_) | Overlay::Runner(_)) | None => {}
    }
    model.preview();
    Vec::new()
}

fn clicked(model: &mut Model, target: Target, now: Now) -> Vec<Effect> {
    model.week.held = None;
    match (target, &mut model.overlay) {
        (Target::Outside, Some(Overlay::List(_) | Overlay::Form { .. } | Overlay::Proposal(_))) => {
            return commands::run(model, Action::Close, now);
        }
        (Target::Line(line), Some(Overlay::List(list))) => list.go_to(line),
        (Target::Line(line), Some(Overlay::Form { form, .. })) => {
            form.go_to(line);
            model.preview();
        }
        (_, Some(_)) | (Target::Line(_) | Target::Over | Target::Outside, None) => {}
        (Target::Pane(pane), None) => model.focus = pane,
        (Target::ChartDay(day), None) => {
            model.focus = Pane::Chart;
            model.chart.go_to(day, model.facts.traces.reach());
        }
        (Target::WeekDay(day), None) => {
            model.focus = Pane::Week;
            model.week.day = day;
            model.week.session = None;
        }
        (Target::Session(id), None) => {
            model.focus = Pane::Week;
            if let Some(session) = model.journal.history().session(&id) {
                model.week.day = session.day;
                model.week.held = session.is_open().then(|| id.clone());
                model.week.session = Some(id);
            }
        }
    }
    Vec::new()
}

fn reaches(model: &mut Model, last: usize) {
    if let Some(Overlay::List(list)) = &mut model.overlay {
        list.reaches(last);
    }
}

/// The day of the week that is meant by a place of the screen.
fn week_day(model: &Model, target: &Target) -> Option<Day> {
    match target {
        Target::WeekDay(day) => Some(*day),
        Target::Session(id) => model.journal.history().session(id).map(|session| session.day),
        Target::Pane(_) | Target::ChartDay(_) | Target::Line(_) | Target::Over | Target::Outside => None,
    }
}

/// A session that is held goes along with the mouse: the day it would be let go on is the one under the cursor.
fn dragged(model: &mut Model, target: Target, now: Now) -> Vec<Effect> {
    match (&model.week.held, week_day(model, &target), &target) {
        (Some(_), Some(day), _) => model.week.day = day,
        (None, _, Target::ChartDay(_)) => return clicked(model, target, now),
        _ => {}
    }
    Vec::new()
}

fn released(model: &mut Model, target: &Target, now: Now) -> Vec<Effect> {
    let (held, day) = (model.week.held.take(), week_day(model, target));
    let Some(session) = held.and_then(|id| model.journal.history().session(&id)).cloned() else { return Vec::new() };
    model.week.day = session.day;
    model.week.session = Some(session.id.clone());
    match day.filter(|day| *day != model.week.day) {
        Some(day) => {
            // What is dragged moves; others that are marked go along only with one of them.
            if !model.week.marked.contains(&session.id) {
                model.week.marked.clear();
            }
            super::week::commands::move_to(model, |_| day, now)
        }
        None => Vec::new(),
    }
}

fn wheeled(model: &mut Model, target: &Target, direction: Direction, now: Now) -> Vec<Effect> {
    match (target, &mut model.overlay) {
        (_, Some(Overlay::List(list))) => list.step(direction.sign() * 3),
        (Target::Pane(Pane::Chart) | Target::ChartDay(_), None) => {
            model.chart.zoom(direction, model.facts.traces.reach());
        }
        (Target::Pane(Pane::Week) | Target::WeekDay(_) | Target::Session(_), None) => {
            return commands::run(model, Action::Week(WeekAction::Week(direction)), now);
        }
        (_, Some(_)) | (Target::Pane(Pane::Today) | Target::Line(_) | Target::Over | Target::Outside, None) => {}
    }
    Vec::new()
}

fn time_went_by(model: &mut Model, now: Now) -> Vec<Effect> {
    if let Some(Overlay::Reaction(test)) = &mut model.overlay {
        test.tick(now.wall_ms);
    }
    let over = |message: &Message| message.tone == Tone::Notice && message.at_ms + NOTICE_MS <= now.wall_ms;
    if model.message().is_some_and(over) {
        model.message_shown = false;
    }
    runner::commands::tick(model, now)
}

fn saved(model: &mut Model, batch: BatchId, now: Now) -> Vec<Effect> {
    if let Some(said) = model.unsaved.saved(batch) {
        model.say(Tone::Notice, said, now);
    }
    Vec::new()
}

/// It is tried again and again; the same reason is said once.
fn not_saved(model: &mut Model, reason: &str, now: Now) -> Vec<Effect> {
    if model.unsaved.failed(reason.to_owned()) {
        model.say(Tone::Error, format!("Not saved yet, nothing is lost: {reason}"), now);
    }
    Vec::new()
}

/// The fits are done; nobody may be looking any more.
fn fits_told(model: &mut Model, lines: Vec<Line>) -> Vec<Effect> {
    if let Some(Overlay::List(list)) = &mut model.overlay
        && list.content == Content::Fit
    {
        list.refill(Lines::Written(lines), model.journal.history());
    }
    Vec::new()
}

fn said_so(model: &mut Model, text: String, now: Now) -> Vec<Effect> {
    model.say(Tone::Notice, text, now);
    Vec::new()
}

fn told(model: &mut Model, text: String, now: Now) -> Vec<Effect> {
    model.say(Tone::Error, text, now);
    Vec::new()
}
