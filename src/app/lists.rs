//! What stands in each list: help, commands, days, messages, curves. What the engine knows: `explain`.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::journal::{BatchId, Entry, Journal, Moment, Op};
use crate::domain::{Day, Held};
use crate::engine::learning::marks;
use crate::engine::load::day_milli;
use crate::engine::milli;
use crate::engine::performance::fit::test_names;
use crate::engine::proof::Panel;

use super::action::{Action, COMMANDS, Command, Scope};
use super::chart::{ChartAction, Series, insight};
use super::curves;
use super::day_line::DayRow;
use super::explain;
use super::glossary::{TERMS, Term};
use super::list::{Content, Line, Lines, Pick, Weight};
use super::model::{Message, Model, Tone};
use super::now::DateOf;
use super::unsaved::Choice;
use super::week::WeekAction;
use super::why_not::why_not;
use super::words;

/// The list that a command opens as it stands.
pub fn shown_by(action: Action) -> Option<Content> {
    match action {
        Action::Help => Some(Content::Help),
        Action::Palette => Some(Content::Palette),
        Action::Days => Some(Content::Days),
        Action::Messages => Some(Content::Messages),
        Action::Changes => Some(Content::Changes),
        Action::Why => Some(Content::Why),
        Action::What => Some(Content::What),
        Action::Cycle => Some(Content::Cycle),
        Action::Fit => Some(Content::Fit),
        Action::Chart(ChartAction::Choose) => Some(Content::Series),
        Action::Chart(ChartAction::Explain) => Some(Content::Curves),
        Action::Themes => Some(Content::Themes),
        Action::Week(WeekAction::Templates) => Some(Content::Templates),
        _ => None,
    }
}

pub use super::day_line::{check_in_line, check_in_parts, session_line};

/// What a list is made of.
pub fn lines(model: &Model, content: Content) -> Lines {
    Lines::Written(match content {
        Content::Days => return days(model),
        Content::Themes => return model.themes.lines(),
        Content::Help => help(model),
        Content::Palette => palette(model),
        Content::Messages => messages(model),
        Content::Changes => changes(model),
        Content::Import => model.arriving.lines.clone(),
        Content::Why => explain::why(model),
        Content::Cycle => explain::cycle(model),
        Content::Fit => explain::waiting(model),
        Content::Series => series(model),
        Content::Templates => super::week::template::lines(model),
        Content::TemplateTime(choice) => super::week::template::question(model, choice),
        Content::Curves => curves(model),
        Content::Leaving => question(model),
        Content::Left => offer(model),
        Content::Proof => proof(model),
        Content::Experiments => experiments(model),
        Content::Spans => spans(model),
        Content::People => model.people.clone(),
        Content::What => explain::what(model),
    })
}

/// What can be done with what is not saved, and why it is not.
fn question(model: &Model) -> Vec<Line> {
    let mut lines = vec![
        Line::plain("Leave, and keep them in a small file: they are offered at the next start.")
            .picks(Pick::Unsaved(Choice::Keep)),
        Line::plain("Stay here: it is tried again by itself."),
        Line::plain("Leave without them.").picks(Pick::Unsaved(Choice::Drop)),
        Line::gap(),
    ];
    let described = model.unsaved.batches().map(|batch| describe(&model.journal, batch));
    lines.extend(described.map(|said| Line::new("", said, Weight::Muted)));
    lines.extend(model.unsaved.why().map(Line::plain));
    lines
}

/// What can be done with what was left the last time.
fn offer(model: &Model) -> Vec<Line> {
    let Some(left) = &model.left else { return Vec::new() };
    let mut lines = vec![
        Line::plain("Take them in.").picks(Pick::Unsaved(Choice::TakeBack)),
        Line::plain("Not now; they are offered again."),
        Line::plain("Forget them.").picks(Pick::Unsaved(Choice::Forget)),
        Line::gap(),
    ];
    let mut journal = model.journal.clone();
    journal.add(left.entries.iter().cloned());
    let mut batches: Vec<_> = left.entries.iter().map(|entry| entry.batch).collect();
    batches.dedup();
    lines.extend(batches.into_iter().map(|batch| Line::new("", describe(&journal, batch), Weight::Plain)));
    lines.push(Line::new("", format!("They are kept in {}.", left.places.join(" and ")), Weight::Muted));
    lines
}

fn proof(model: &Model) -> Vec<Line> {
    let (season, tuning) = (&model.facts.season, &model.tuning);
    let panel = Panel::of(season, model.today, &tuning.learning);
    explain::proof(&panel, &season.rated(model.today), tuning.ask_ready, &tuning.learning)
}

fn experiments(model: &Model) -> Vec<Line> {
    let reports = model.facts.experiments(model.journal.history(), model.today, &model.tuning);
    let mut lines = explain::experiments(&reports, model.today, &model.tuning.learning);
    let (new, end) = (model.keymap.key_of(Action::NewExperiment), model.keymap.key_of(Action::EndExperiment));
    lines.push(Line::new("", format!("On the dashboard {new} registers one, {end} ends the one that runs."), Weight::Muted));
    lines
}

/// What holds or held over days, the newest first; taking a line changes or ends it.
fn spans(model: &Model) -> Vec<Line> {
    let mut held = model.journal.history().held();
    held.sort_by(|one, other| (other.span.from, &other.span.id).cmp(&(one.span.from, &one.span.id)));
    let line = |held: &Held| {
        let weight = if held.last().is_none_or(|last| last >= model.today) { Weight::Strong } else { Weight::Plain };
        let text = words::capital(&words::span(&held.span, held.well, model.today));
        Line::new("", text, weight).picks(Pick::Span(Some(held.span.id.clone())))
    };
    let new = Line::plain("Something new: an illness, an injury, a holiday, a pause.").picks(Pick::Span(None));
    std::iter::once(new).chain(held.iter().map(line)).collect()
}

fn palette(model: &Model) -> Vec<Line> {
    let rows = COMMANDS.iter().enumerate().filter(|(_, command)| command.scope.is_dashboard());
    let line = |(index, command): (usize, &Command)| {
        let reason = why_not(model, command);
        let weight = if reason.is_some() { Weight::Muted } else { Weight::Plain };
        let text = format!("{:<20} {}", command.name, reason.as_deref().unwrap_or(command.sentence));
        Line::new(model.keymap.shown(command), text, weight).picks(Pick::Command(index)).known_as(command.also)
    };
    rows.map(line).collect()
}

/// Every key, those of the focused pane first; taking a line does it.
fn help(model: &Model) -> Vec<Line> {
    let mut scopes = Scope::ALL;
    let nearest = Scope::of_pane(model.focus);
    scopes.sort_by_key(|scope| nearest.iter().position(|near| near == scope).unwrap_or(usize::MAX));
    let mut lines = Vec::new();
    for scope in scopes {
        lines.push(Line::heading(scope.title()));
        let rows = COMMANDS.iter().enumerate().filter(|(_, command)| command.scope == scope);
        lines.extend(rows.map(|(index, command)| {
            let line = Line::new(model.keymap.shown(command), command.sentence, Weight::Plain);
            if scope.is_dashboard() { line.picks(Pick::Command(index)) } else { line }
        }));
        lines.push(Line::gap());
    }
    lines.push(Line::heading("Words"));
    lines.extend(TERMS.iter().map(word));
    lines.push(Line::gap());
    for (heading, sentences) in LIMITS {
        lines.push(Line::heading(*heading));
        lines.extend(sentences.iter().map(|sentence| Line::plain(*sentence)));
        lines.push(Line::gap());
    }
    lines
}

fn word(term: &Term) -> Line {
    let unit = if term.unit.is_empty() { String::new() } else { format!(" ({})", term.unit) };
    Line::plain(format!("{:<12} {}{unit}", term.word, term.sentence))
}

/// What the numbers and this program are not.
const LIMITS: &[(&str, &[&str])] = &[
    (
        "Limits of the numbers",
        &[
            "One number a session hides what was trained.",
            "The averages are the same for everybody.",
            "Sleep, stress and illness enter readiness, not fitness.",
            "A forecast is arithmetic on the plan: it assumes that the plan is done.",
        ],
    ),
    ("Not medical advice", &["Chest pain, fainting or breathlessness: stop, call for help."]),
];

fn messages(model: &Model) -> Vec<Line> {
    let line = |message: &Message| {
        let weight = if message.tone == Tone::Error { Weight::Strong } else { Weight::Plain };
        Line::new("", message.text.clone(), weight)
    };
    if model.messages.is_empty() {
        return vec![Line::plain("Nothing has been said yet.")];
    }
    model.messages.iter().rev().map(line).collect()
}

fn series(model: &Model) -> Vec<Line> {
    let shown = &model.chart.shown;
    let mark = |on: bool| if on { "[x]" } else { "[ ]" };
    let line = |series: Series| {
        let text = format!("{:<20} {}", series.label(), series.about());
        Line::new(mark(shown.series.contains(&series)), text, Weight::Plain).picks(Pick::Series(series))
    };
    let mut lines: Vec<Line> = Series::all().map(line).collect();
    let names = test_names(model.journal.history(), model.today);
    if names.len() > 1 {
        let chosen = shown.test.as_ref().filter(|name| names.contains(name)).or(names.first());
        let test = |name: &String| {
            let on = shown.series.contains(&Series::Performance) && chosen == Some(name);
            Line::new(mark(on), format!("test: {name}"), Weight::Plain).picks(Pick::Test(name.clone()))
        };
        lines.extend(names.iter().map(test));
    }
    lines
}

fn curves(model: &Model) -> Vec<Line> {
    let bullet = |sentence: String| Line::new("•", sentence, Weight::Plain);
    let mut lines: Vec<Line> = insight::MEANING.iter().map(|line| Line::plain(*line)).collect();
    let seen = insight::sentences(model);
    if !seen.is_empty() {
        lines.extend([Line::gap(), Line::heading("In the days shown")]);
        lines.extend(seen.into_iter().map(bullet));
    }
    let is_seen = |day: &Day| (model.chart.first()..=model.chart.last).contains(day);
    if model.facts.traces.tagged.iter().any(is_seen) {
        lines.extend([Line::gap(), Line::new("#", marks::ALWAYS, Weight::Muted)]);
    }
    lines
}

// ---- days

fn days(model: &Model) -> Lines {
    let (history, season) = (model.journal.history(), &model.facts.season);
    let planned = |day: Day| if day < model.today { day_milli(history, day, &model.tuning) } else { model.expected_milli(day) };
    let row = |day: Day| DayRow {
        day,
        score: season.morning(day).and_then(|morning| morning.score_milli).map(milli::full),
        load: Some(milli::rounded(planned(day))).filter(|points| *points > 0),
        form: curves::state_on(model, day).map(|state| state.form().round() as i64),
    };
    let days: Vec<DayRow> = history.days().rev().map(|(day, _)| row(day)).collect();
    if days.is_empty() {
        let key = model.keymap.key_of(Action::CheckIn);
        return Lines::Written(vec![Line::plain(format!("No day yet: {key} answers this morning's questions."))]);
    }
    Lines::Days(days)
}

// ---- undo

/// What a batch did, in a few words: for undo and its list.
pub fn describe(journal: &Journal, batch: BatchId) -> String {
    describe_all(&journal.batch(batch))
}

/// The same of a batch's entries.
pub fn describe_all(entries: &[Arc<Entry>]) -> String {
    let ops: Vec<&Op> = entries.iter().map(|entry| &entry.op).collect();
    match ops.as_slice() {
        [only] => describe_op(only),
        many => describe_many(many),
    }
}

/// Counts what a person would count: days with a check-in, sessions, tests; not the entries they took.
fn describe_many(ops: &[&Op]) -> String {
    let check_ins: BTreeSet<Day> = ops
        .iter()
        .filter_map(|op| match op {
            Op::SetCheckIn { day, moment: Moment::Morning, .. } => Some(*day),
            _ => None,
        })
        .collect();
    let count = |wanted: fn(&Op) -> bool| ops.iter().filter(|op| wanted(op)).count();
    let sessions = count(|op| matches!(op, Op::PutSession(_)));
    let tests = count(|op| matches!(op, Op::PutTest(_)));
    let others = count(|op| !matches!(op, Op::SetCheckIn { .. } | Op::PutSession(_) | Op::PutTest(_)));
    let parts = [(check_ins.len(), "check-in"), (sessions, "session"), (tests, "test"), (others, "other change")];
    let said: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| words::counted(count, what)).collect();
    said.join(", ")
}

/// Every change that counts or was taken back, the newest first; taking a line takes it back, or gives it back.
fn changes(model: &Model) -> Vec<Line> {
    let journal = &model.journal;
    let mut lines: Vec<Line> = journal
        .told_changes()
        .into_iter()
        .map(|(batch, entries)| {
            let counts = journal.counts(batch);
            let (mark, weight) = if counts { ("", Weight::Plain) } else { ("taken back ", Weight::Muted) };
            let text = format!("{mark}{}", describe_all(&entries));
            Line::new(written_on(batch, model.date_of), text, weight).picks(Pick::Change(batch))
        })
        .collect();
    lines.reverse();
    if lines.is_empty() {
        lines.push(Line::plain("Nothing was written yet."));
    }
    lines
}

/// The day a change was written, by its stamp and the clock of who reads it; nothing for what no clock stamped.
pub fn written_on(batch: BatchId, date_of: DateOf) -> String {
    date_of(batch.0.wall_ms).map(|day| day.to_string()).unwrap_or_default()
}

fn describe_op(op: &Op) -> String {
    match op {
        Op::SetCheckIn { day, moment: Moment::Morning, fields, .. } => {
            format!("check-in of {}, {}", day.short(), words::counted(fields.len(), "answer"))
        }
        Op::SetCheckIn { day, moment: Moment::Before, .. } => format!("check before the session of {}", day.short()),
        Op::PutSession(session) => format!("{} on {} ({})", session.name(), session.day.short(), session.status.id()),
        Op::PutTest(test) => format!("test {} of {}", test.name, test.day.short()),
        Op::PutDayPlan { day, .. } => format!("plan of {}", day.short()),
        Op::PutExperiment(experiment) => format!("experiment “{}”", experiment.question),
        Op::EndExperiment { .. } => "the end of an experiment".to_owned(),
        Op::PutSpan(span) => format!("{} from {}", span.kind, span.from.short()),
        Op::SetProfile(_) => "what you said about yourself".to_owned(),
        Op::Apart(apart) => format!("{} kept apart", words::counted(apart.names().len(), "session")),
        Op::Erase(_) => "something taken out".to_owned(),
        Op::Retract(_) => "an undo".to_owned(),
    }
}
