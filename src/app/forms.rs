//! The questions of each form: which rows it has and what is already known.

mod available;

pub use available::WEEKDAYS;

use crate::domain::field::FIELDS;
use crate::domain::{
    Avoid, Body, CheckIn, Day, Experiment, Field, FieldKind, Group, Held, History, Improved, Kind, Minutes, Outcome, Priority,
    Rpe, Session, Situation, Slot, Span, SpanKind, StartValues, Test, device, typed,
};

use crate::engine::readiness::Season;

use super::ask::Ask;
use super::edit::Edit;
use super::form::{Form, Row, RowKind};
use super::ratings;
use super::week::firmness;
use super::words;

/// The fields asked again before a session.
pub const BEFORE: [Field; 4] = [Field::Energy, Field::Mood, Field::Motivation, Field::Movement];

/// The questions of a morning, with what is known.
pub fn check_in(day: Day, history: &History, season: &Season, extra: &Extra) -> Form {
    let empty = CheckIn::default();
    let known = history.check_in(day).unwrap_or(&empty);
    let asks = |spec: &&crate::domain::FieldSpec| match spec.field {
        Field::Ready => extra.ready,
        Field::Kept => extra.kept,
        Field::ReadyLater => false,
        Field::SleptBetter => trained_on(history, day.minus(1)),
        _ => true,
    };
    let row = |spec: &crate::domain::FieldSpec| {
        let row = field_row(spec.field, known);
        let hint = format!("{:<4}   {}", row.hint, usual(history, season, day, spec.field));
        let row = row.hint(hint.trim_end());
        if spec.field == Field::Tags { words_row(row, &extra.tags) } else { row }
    };
    let mut rows: Vec<Row> = FIELDS.iter().filter(asks).map(row).collect();
    rows.sort_by_key(|row| place(row.id));
    let mut asked = rows.iter().filter(|row| place(row.id) < Place::Extra).count();
    if is_ill_still(history, day) {
        asked += 1;
        if let Some(at) = rows.iter().position(|row| row.id == Field::Ill.id()) {
            let mut row = rows.remove(at);
            row.label = "still ill";
            row.question = "Are you still ill?";
            rows.insert(0, row);
        }
    }
    rows.insert(asked, device_row(device::newest(history, day)));
    let mut form = Form::new(rows);
    form.asked = asked;
    form.is_ill = held_ill(history, day).next().is_some();
    ratings::follow_illness(&mut form);
    form
}

/// The illnesses that hold on a day, whatever its own check-in says of it.
fn held_ill(history: &History, day: Day) -> impl Iterator<Item = Held> {
    let holds =
        move |held: &Held| held.span.kind == SpanKind::Ill && held.span.covers(day) && held.well.is_none_or(|well| day <= well);
    history.held().into_iter().filter(holds)
}

/// Was an illness begun before this day and not ended? A *no* of its check-in ends it.
fn is_ill_still(history: &History, day: Day) -> bool {
    held_ill(history, day).any(|held| held.span.is_open() && held.span.from < day)
}

/// The device of the heart values; the one typed last is proposed again.
fn device_row(newest: &str) -> Row {
    Row::new("device", "device", RowKind::Text, newest).asks("What measured pulse and HRV?").hint("its name").proposed()
}

/// What a number usually is: the nights of a week, or the range of the readings, the same as in *why* and on the chart.
pub fn usual(history: &History, season: &Season, day: Day, field: Field) -> String {
    if field == Field::SleepMinutes {
        return nights(history, day);
    }
    let usual = season.usual_on(field, [day]).next().flatten();
    usual.map(|usual| format!("usual {:.0}–{:.0}", usual.low, usual.high)).unwrap_or_default()
}

/// Nights of a week, and the fewest that make a mean.
const NIGHTS: i64 = 7;
const NIGHTS_FROM: usize = 4;

fn nights(history: &History, day: Day) -> String {
    let week = history.days_in(day.minus(NIGHTS), day.minus(1));
    let slept: Vec<f64> = week.filter_map(|(_, record)| record.check_in.number(Field::SleepMinutes)).collect();
    if slept.len() < NIGHTS_FROM {
        return String::new();
    }
    let mean = slept.iter().sum::<f64>() / slept.len() as f64;
    format!("last {NIGHTS} nights: {}", typed::show_duration(mean.round() as i64))
}

/// The seven answers and the three numbers of a usual morning.
fn is_asked(id: &str) -> bool {
    Field::from_id(id).is_some_and(|field| field <= Field::HrvRmssd && field != Field::Nap)
}

/// Where a question stands: the rating last, so that nothing but one's own morning speaks from it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Asked,
    Kept,
    Ready,
    Extra,
}

fn place(id: &str) -> Place {
    match id {
        _ if is_asked(id) => Place::Asked,
        "kept" => Place::Kept,
        "ready" => Place::Ready,
        _ => Place::Extra,
    }
}

/// What a check-in asks for beside its own questions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extra {
    /// How ready one is; only while the morning is none of illness.
    pub ready: bool,
    /// Whether yesterday's assignment was kept.
    pub kept: bool,
    /// The tags used so far, the commonest first.
    pub tags: Vec<String>,
}

/// A row of words, completed from those used.
fn words_row(row: Row, used: &[String]) -> Row {
    let hint =
        if used.is_empty() { "such as late-meal sauna".to_owned() } else { format!("right completes: {}", used.join(" ")) };
    let mut row = row.asks("Which words mark the day? A mark, never an effect.").hint(hint);
    row.kind = RowKind::Words(used.to_vec());
    row
}

fn trained_on(history: &History, day: Day) -> bool {
    history.sessions_on(day).any(Session::is_done)
}

/// The four questions before a session.
pub fn before(day: Day, history: &History) -> Form {
    let empty = CheckIn::default();
    let known = history.day(day).map_or(&empty, |record| &record.before);
    Form::new(BEFORE.iter().map(|field| field_row(*field, known)).collect())
}

fn field_row(field: Field, known: &CheckIn) -> Row {
    let spec = field.spec();
    let answer = known.value(field).map(|value| match spec.kind {
        FieldKind::Flag => if known.flag(field) { "y" } else { "n" }.to_owned(),
        FieldKind::Choice => choice_of_slept(&field.show(value)),
        FieldKind::Answer
        | FieldKind::Whole(_)
        | FieldKind::Number(_)
        | FieldKind::Text
        | FieldKind::Rating
        | FieldKind::Tags => field.show(value),
    });
    let kind = match spec.kind {
        FieldKind::Answer => RowKind::Scale(spec.words),
        FieldKind::Whole(_) | FieldKind::Number(_) | FieldKind::Rating => RowKind::Typed(Ask::Field(field)),
        FieldKind::Flag => RowKind::Flag,
        FieldKind::Choice => RowKind::Choice(SLEPT.to_vec()),
        FieldKind::Text | FieldKind::Tags => RowKind::Text,
    };
    let hint = match spec.group {
        Group::Measured => spec.unit.to_owned(),
        Group::Learning if spec.kind == FieldKind::Rating => "0 not at all … 10 fully".to_owned(),
        Group::Feel | Group::Flag | Group::Basic | Group::Text | Group::Learning => String::new(),
    };
    Row::new(spec.id, spec.label, kind, answer.unwrap_or_default()).asks(spec.question).hint(hint)
}

/// The words of "slept better?", in the order of its digits.
pub const SLEPT: [&str; 3] = ["yes", "same", "no"];

fn choice_of_slept(word: &str) -> String {
    SLEPT.iter().position(|option| *option == word).map(|index| (index + 1).to_string()).unwrap_or_default()
}

fn minutes_row(question: &'static str, minutes: Option<Minutes>) -> Row {
    let kind = RowKind::Typed(Ask::Minutes);
    Row::new("minutes", "minutes", kind, minutes.map(|minutes| minutes.to_string()).unwrap_or_default())
        .asks(question)
        .hint("min, or h:mm")
}

fn rpe_row(question: &'static str, rpe: Option<Rpe>) -> Row {
    let kind = RowKind::Typed(Ask::Rpe);
    Row::new("rpe", "how hard", kind, rpe.map(|rpe| rpe.to_string()).unwrap_or_default())
        .asks(question)
        .hint("0 nothing … 10 all there is")
}

fn day_row(day: Day, today: Day) -> Row {
    Row::new("day", "day", RowKind::Typed(Ask::Day(today)), day.to_string())
        .asks("On which day?")
        .hint("+8d, next fri, yesterday")
}

/// The kind of training; a race is a question of its own.
fn kind_row(question: &'static str, kind: Option<Kind>) -> Row {
    let options: Vec<&str> = Kind::ALL.iter().filter(|kind| **kind != Kind::Event).map(|kind| kind.id()).collect();
    let chosen = kind.filter(|kind| *kind != Kind::Event).and_then(|kind| options.iter().position(|id| *id == kind.id()));
    Row::new("kind", "kind", RowKind::Choice(options), digit(chosen)).asks(question)
}

fn title_row(title: String) -> Row {
    Row::new("title", "title", RowKind::Text, title).asks("What do you call it?")
}

fn event_row(kind: Option<Kind>) -> Row {
    yes_no("event", "an event", kind.map(|kind| kind == Kind::Event))
        .asks("Is it an event, a race or a test?")
        .hint("in place of a kind")
}

fn digit(index: Option<usize>) -> String {
    index.map(|index| (index + 1).to_string()).unwrap_or_default()
}

fn yes_no(id: &'static str, label: &'static str, answer: Option<bool>) -> Row {
    let text = match answer {
        Some(true) => "y",
        Some(false) => "n",
        None => "",
    };
    Row::new(id, label, RowKind::Flag, text)
}

/// A session of the plan, new or known.
pub fn session(day: Day, known: Option<&Session>, today: Day) -> Form {
    let slot = known.map(|session| Slot::ALL.iter().position(|slot| *slot == session.slot()));
    let place = known.map(|session| &session.place);
    let priority = place.and_then(|place| Priority::ALL.iter().position(|option| *option == place.priority));
    let body = place.and_then(|place| Body::ALL.iter().position(|option| *option == place.body));
    let kind = known.map(|session| session.kind);
    let mut rows = vec![
        kind_row("What kind of session is it?", kind),
        minutes_row("How many minutes?", known.and_then(|session| session.minutes)),
        rpe_row("How hard is it meant to be?", known.and_then(|session| session.rpe)),
        day_row(known.map_or(day, |session| session.day), today),
        title_row(known.map(|session| session.title.clone()).unwrap_or_default()),
        event_row(kind),
        Row::new("slot", "when", RowKind::Choice(vec!["morning", "evening"]), digit(slot.flatten())).asks("Morning or evening?"),
        Row::new("priority", "priority", RowKind::Choice(vec!["must", "should", "could"]), digit(priority))
            .asks("How much does it matter?"),
        Row::new("body", "body", RowKind::Choice(vec!["full", "upper", "lower"]), digit(body))
            .asks("Which part of the body, for strength?"),
    ];
    rows.extend(firmness::rows(known, today));
    let mut form = Form::new(rows);
    form.asked = 6;
    form
}

/// The questions of a new session of a kind; the kind is answered already.
pub fn of_kind(kind: Kind, day: Day, today: Day) -> Form {
    let mut form = session(day, None, today);
    if let Some((place, row)) = form.rows.iter_mut().enumerate().find(|(_, row)| row.id == "kind") {
        *row = kind_row(row.question, Some(kind));
        form.cursor = place + 1;
    }
    form
}

/// What is asked after a session: ten seconds, one key each.
fn after_rows(known: Option<&Session>) -> Vec<Row> {
    let charge = known.and_then(|session| session.charge).map(|charge| charge.to_string()).unwrap_or_default();
    let improved: Vec<&str> = Improved::ALL.iter().map(|improved| improved.id()).collect();
    let chosen =
        known.and_then(|session| session.improved).and_then(|known| Improved::ALL.iter().position(|option| *option == known));
    vec![
        Row::new("charge", "better or broken", RowKind::Scale(["drained", "tired", "neither", "good", "charged"]), charge)
            .asks("Did it leave you better or broken?"),
        yes_no("clean", "stayed clean", known.and_then(|session| session.clean)).asks("Did the movement stay clean to the end?"),
        yes_no("skill", "a skill for life", known.and_then(|session| session.skill)).asks("Did it train a skill for life?"),
        Row::new("improved", "what improved", RowKind::Choice(improved), digit(chosen)).asks("What improved?"),
        yes_no("recovered", "recovered before", known.and_then(|session| session.recovered)).asks("Had you recovered before it?"),
        yes_no("supports", "supports life", known.and_then(|session| session.supports))
            .asks("Does it support the rest of your life?"),
    ]
}

/// The questions after a session that stood in the plan.
pub fn after(session: &Session, used: &[String]) -> Form {
    let mut rows = vec![
        rpe_row("How hard was it?", session.rpe.filter(|_| session.is_done())),
        minutes_row("How many minutes did it take?", session.minutes),
    ];
    rows.extend(after_rows(Some(session)));
    rows.push(tags_row(used));
    Form::new(rows)
}

/// A finished session that was not planned.
pub fn log(day: Day, used: &[String]) -> Form {
    let mut rows = vec![
        kind_row("What kind of session was it?", None),
        minutes_row("How many minutes did it take?", None),
        rpe_row("How hard was it?", None),
    ];
    rows.extend(after_rows(None));
    rows.extend([title_row(String::new()), event_row(None), day_row(day, day), tags_row(used)]);
    let mut form = Form::new(rows);
    form.asked = 11;
    form
}

/// Words that mark the day, typed after a session.
fn tags_row(used: &[String]) -> Row {
    words_row(Row::new("tags", "tags", RowKind::Text, ""), used)
}

/// An experiment to register; nothing of it changes once it has begun.
pub fn experiment(today: Day, pairs: i64) -> Form {
    let ids = |all: Vec<&'static str>| RowKind::Choice(all);
    Form::new(vec![
        Row::new("question", "question", RowKind::Text, "").asks("What do you want to know?").hint("does an early dinner help?"),
        Row::new("yes", "a yes day is", RowKind::Text, "").asks("What is done on a yes day?").hint("dinner before seven"),
        Row::new("outcome", "looked at", ids(Outcome::ALL.iter().map(|outcome| words::outcome(*outcome)).collect()), "")
            .asks("What is looked at?"),
        Row::new("unit", "the coin decides", ids(vec!["days", "two days", "sessions"]), "1").asks("What does the coin decide?"),
        Row::new("kind", "kind", ids(Kind::ALL.iter().map(|kind| kind.id()).collect()), "")
            .asks("For which kind of session?")
            .hint("for sessions"),
        Row::new("pairs", "pairs", RowKind::Typed(Ask::Number), pairs.to_string())
            .asks("How many pairs?")
            .hint(format!("{}; of each pair one half is yes, one not", Experiment::pairs_words())),
        Row::new("day", "first day", RowKind::Typed(Ask::Day(today)), today.plus(1).to_string())
            .asks("Which is the first day?")
            .hint("after today: +3d, monday"),
    ])
}

/// The result of a performance test.
pub fn test(day: Day, last: Option<&Test>) -> Form {
    let (name, unit) = last.map(|test| (test.name.clone(), test.unit.clone())).unwrap_or_default();
    Form::new(vec![
        Row::new("name", "test", RowKind::Text, name).asks("What was tested?").hint("for instance 5 min power"),
        Row::new("value", "result", RowKind::Typed(Ask::Result), "").asks("What is the result?").hint("312, or a time: 21:34"),
        Row::new("unit", "unit", RowKind::Text, unit).asks("In which unit?").hint("W, s, kg; in s and min less is better"),
        day_row(day, day),
    ])
}

/// A date to go to.
pub fn go_to(today: Day) -> Form {
    Form::new(vec![
        Row::new("day", "day", RowKind::Typed(Ask::Day(today)), "").asks("Which day?").hint("2025-06, -3w, last monday, today"),
    ])
}

/// What holds over days: a new span from a day on, or a known one. Of one that is open the last day is asked first.
pub fn span(day: Day, known: Option<&Span>, today: Day) -> Form {
    let kinds = SpanKind::ALL.iter().map(|kind| kind.id()).collect();
    let kind = known.and_then(|span| SpanKind::ALL.iter().position(|kind| *kind == span.kind));
    let last = known.and_then(|span| span.to).map(|to| to.to_string()).unwrap_or_default();
    let days = format!("{}..{last}", known.map_or(day, |span| span.from));
    let avoid: Vec<String> = known.into_iter().flat_map(|span| span.avoid.iter().map(Avoid::to_string)).collect();
    let choices: Vec<String> = Avoid::choices().map(String::from).collect();
    let mut form = Form::new(vec![
        Row::new("kind", "what holds", RowKind::Choice(kinds), digit(kind)).asks("What holds?"),
        Row::new("days", "from–to", RowKind::Typed(Ask::Days(today)), days)
            .asks("From when to when? Both days belong to it.")
            .hint("-3d..today, mon..fri; today.. is open"),
        Row::new("avoid", "without", RowKind::Words(choices), avoid.join(" "))
            .asks("What does the injury not allow?")
            .hint("of an injury: intervals strength:lower"),
    ]);
    if known.is_some_and(Span::is_open) {
        form.cursor = 1;
        form.edit(Edit::End);
    }
    form
}

/// The person, in a handful of skippable questions; also what a first start asks.
pub fn profile(history: &History) -> Form {
    let profile = history.profile();
    let situations: Vec<&str> = Situation::ALL.iter().map(|situation| situation.id()).collect();
    let chosen = profile.situation.and_then(|known| Situation::ALL.iter().position(|option| *option == known));
    let need = profile.sleep_need_set().map(|need| typed::clock_duration(i64::from(need))).unwrap_or_default();
    let points = RowKind::Typed(Ask::Start);
    let start = |pick: fn(StartValues) -> f64| profile.start().map(pick).map(|points| points.to_string()).unwrap_or_default();
    let [days, minutes] = available::rows(profile);
    let mut form = Form::new(vec![
        Row::new("situation", "your days are", RowKind::Choice(situations), digit(chosen)).asks("What are your days like?"),
        days.asks("On which days do you train?"),
        minutes.asks("How much time is there on such a day?"),
        Row::new("goal", "you train for", RowKind::Text, profile.goal.clone().unwrap_or_default())
            .asks("What do you train for?")
            .hint("in your own words"),
        Row::new("sleep_need", "sleep you need", RowKind::Typed(Ask::SleepNeed), need)
            .asks("How much sleep do you need?")
            .hint("h:mm; 7:00 if not said"),
        Row::new("start_fitness", "fitness so far", points.clone(), start(|start| start.fitness))
            .asks("How fit were you when you began here?")
            .hint("points a day, from another program"),
        Row::new("start_fatigue", "fatigue so far", points, start(|start| start.fatigue))
            .asks("How tired were you when you began here?")
            .hint("points a day; both or neither"),
    ]);
    form.asked = 4;
    form
}
