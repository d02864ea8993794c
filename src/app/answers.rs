//! What the answers of a form mean: from rows of text to ops of the journal.

use crate::domain::journal::{Moment, Op};
use crate::domain::{
    Availability, Avoid, Body, CheckIn, Day, Experiment, ExperimentId, Field, FieldKind, History, Improved, Kind, Load, Minutes,
    Outcome, Priority, Profile, ProfileChange, Session, SessionId, Situation, Slot, Span, SpanId, SpanKind, Stamp, Status, Test,
    TestId, Unit, Value, device, read_result, typed,
};

use super::ask;
use super::days;
use super::form::{Form, Row};
use super::forms;
use super::now::Now;
use super::ratings;
use super::tagging;
use super::week;
use super::words;
use crate::domain::text::one_line;
use crate::engine::readiness::Morning;

/// Values of a check-in; `None` = taken away.
type Fields = Vec<(Field, Option<Value>)>;

/// The values that a check-in form changes; an answer taken away is `None`.
pub fn changed_fields(form: &Form) -> Fields {
    let changed = form.rows.iter().filter(|row| row.changed());
    changed.filter_map(|row| Field::from_id(row.id).map(|field| (field, field_value(field, row)))).collect()
}

fn field_value(field: Field, row: &Row) -> Option<Value> {
    if row.answer.is_empty() {
        return None;
    }
    match field.spec().kind {
        FieldKind::Choice => row.chosen().and_then(|index| forms::SLEPT.get(index)).and_then(|word| field.parse(word).ok()),
        FieldKind::Answer
        | FieldKind::Whole(_)
        | FieldKind::Number(_)
        | FieldKind::Flag
        | FieldKind::Text
        | FieldKind::Rating
        | FieldKind::Tags => field.parse_in(&row.answer, typed::Where::Form).ok(),
    }
}

/// The check-in as far as it is answered. What is being typed is no answer yet: `7` is on its way to `7:30`.
pub fn drafted(known: Option<&CheckIn>, form: &Form) -> CheckIn {
    let mut check_in = known.cloned().unwrap_or_default();
    let latest = Stamp { wall_ms: u64::MAX, counter: u32::MAX, device: u64::MAX };
    let typing = form.rows.get(form.cursor).filter(|row| row.is_text() && !row.caret.is_fresh()).map(|row| row.id);
    let answered = with_device(known, changed_fields(form), form).into_iter();
    for (field, value) in answered.filter(|(field, _)| Some(field.id()) != typing) {
        check_in.merge(field, value, &device::source(field, device_of(form)), latest);
    }
    check_in
}

/// The device of the heart values.
fn device_of(form: &Form) -> &str {
    form.answer("device").map(str::trim).unwrap_or_default()
}

/// The fields, and where another device was named the heart values that were typed before.
fn with_device(known: Option<&CheckIn>, mut fields: Fields, form: &Form) -> Fields {
    if form.find("device").is_some_and(Row::changed) {
        fields.extend(device::again(known, &fields));
    }
    fields
}

/// A morning's answers as ops; the rating is settled by what the journal made of the day so far.
pub fn morning(day: Day, form: &Form, check_in: Option<&CheckIn>, known: Option<&Morning>, today: Day) -> Vec<Op> {
    let mut fields = with_device(check_in, changed_fields(form), form);
    ratings::from_form(&mut fields, form);
    ratings::settle(&mut fields, known, day, today, false);
    device::ops(day, Moment::Morning, fields, device_of(form))
}

/// Tags typed after a session, laid over those of its day, and what is to be said of them.
pub fn tags(form: &Form, day: Day, history: &History) -> (Vec<Op>, String) {
    let (ops, none) = form.answer("tags").map_or((Vec::new(), None), |typed| tagging::more(typed, day, history));
    (ops, none.map(|none| format!(" {none}")).unwrap_or_default())
}

/// The words of a form that are no tags.
pub fn no_tags(form: &Form) -> Option<String> {
    tagging::refused(form.answer("tags")?)
}

/// An experiment, as it was filled in.
///
/// # Errors
/// What is missing.
pub fn experiment(form: &Form, id: ExperimentId, seed: u64, today: Day) -> Result<Experiment, String> {
    let text = |id: &str| form.answer(id).map(|text| one_line(text.trim()).into_owned());
    let typed = form.answer("pairs").ok_or_else(|| format!("Type how many pairs: {}.", Experiment::pairs_words()))?;
    let pairs = ask::number(typed)?;
    if pairs.fract() != 0.0 || pairs < 0.0 {
        return Err(format!("expected a whole number of pairs, {}, found {typed}.", Experiment::pairs_words()));
    }
    let pairs = Experiment::pairs_of(pairs as u64)?;
    let unit = choice(form, "unit", Unit::ALL).ok_or("Choose what the coin decides: 1–3.")?;
    Ok(Experiment {
        id,
        registered: today,
        question: text("question").ok_or("Type what you want to know.")?,
        yes: text("yes").ok_or("Type what is done on a yes day.")?,
        unit,
        kind: choice(form, "kind", Kind::ALL).filter(|_| unit == Unit::Session),
        outcome: choice(form, "outcome", Outcome::ALL).ok_or("Choose what is looked at: 1–8.")?,
        pairs,
        first_day: day(form, today)?,
        seed,
    })
}

/// A check-in's answers as ops; nothing if nothing changed.
pub fn check_in(day: Day, moment: Moment, form: &Form) -> Vec<Op> {
    put_check_in(day, moment, changed_fields(form))
}

fn put_check_in(day: Day, moment: Moment, fields: Fields) -> Vec<Op> {
    device::ops(day, moment, fields, "")
}

fn choice<T: Copy>(form: &Form, id: &str, options: &[T]) -> Option<T> {
    form.find(id).and_then(Row::chosen).and_then(|index| options.get(index)).copied()
}

/// The kind of a session; a race is none of the kinds of training.
fn kind(form: &Form) -> Option<Kind> {
    let event = form.find("event").and_then(Row::flag).unwrap_or_default();
    if event { Some(Kind::Event) } else { choice(form, "kind", Kind::ALL) }
}

fn minutes(form: &Form) -> Option<Minutes> {
    form.answer("minutes").and_then(|text| ask::minutes(text).ok())
}

/// The day of a form's day row.
///
/// # Errors
/// What is expected.
pub fn day(form: &Form, today: Day) -> Result<Day, String> {
    form.answer("day").map_or(Ok(today), |text| typed::day(text, today))
}

/// The same, of what has happened.
fn past_day(form: &Form, now: Now) -> Result<Day, String> {
    days::happened(day(form, now.today)?, now)
}

/// A session of the plan, new (with its `id`) or changed.
///
/// # Errors
/// What is missing, or a day that such a session cannot be of.
pub fn session(form: &Form, known: Option<&Session>, id: SessionId, now: Now) -> Result<Session, String> {
    let kind = kind(form).ok_or("Choose what kind of session it is: 1–6, or say that it is an event.")?;
    let (today, day) = (now.today, day(form, now.today)?);
    match known {
        // What was not done, or is of a day that was to come when the clock was another one, stays where it is.
        Some(session) if session.day == day => {}
        Some(session) if session.is_done() => {
            days::happened(day, now)?;
        }
        Some(_) | None => {
            days::to_come(day, today)?;
        }
    }
    let mut session = match known {
        Some(session) if session.day != day && session.is_open() => week::moved_to(session, day),
        Some(session) => Session { day, ..session.clone() },
        None => Session::new(id, day, kind, Status::Planned),
    };
    session.kind = kind;
    session.minutes = minutes(form);
    session.rpe = form.answer("rpe").and_then(|text| ask::rpe(text).ok());
    session.place.slot = choice(form, "slot", Slot::ALL).or(session.place.slot);
    session.place.priority = choice(form, "priority", Priority::ALL).unwrap_or_default();
    session.place.body = choice(form, "body", Body::ALL).unwrap_or_default();
    session.title = form.answer("title").unwrap_or_default().to_owned();
    week::firmness::lay_over(&mut session, form, today)?;
    Ok(session)
}

/// A session of the plan that was done, with what was said about it. The plan's numbers stay.
pub fn after(form: &Form, planned: &Session) -> Session {
    let was_open = !planned.is_done();
    let mut session = Session { status: Status::Done, ..planned.clone() };
    if was_open {
        session.planned_rpe = planned.planned_rpe.or(planned.rpe);
        session.planned_minutes = planned.planned_minutes.or(planned.minutes);
    }
    said_after(&mut session, form);
    session
}

/// A finished session that was not planned.
///
/// # Errors
/// What is missing.
pub fn logged(form: &Form, id: SessionId, now: Now) -> Result<Session, String> {
    let kind = kind(form).ok_or("Choose what kind of session it was: 1–6, or say that it was an event.")?;
    let mut session = Session::new(id, past_day(form, now)?, kind, Status::Done);
    session.title = form.answer("title").unwrap_or_default().to_owned();
    said_after(&mut session, form);
    if session.minutes.is_none() {
        return Err("Type how many minutes it took.".to_owned());
    }
    Ok(session)
}

/// Lays the answers of the after-session questions over a session.
fn said_after(session: &mut Session, form: &Form) {
    let flag = |id| form.find(id).and_then(Row::flag);
    session.rpe = form.answer("rpe").and_then(|text| ask::rpe(text).ok());
    session.minutes = minutes(form);
    session.charge = form.answer("charge").and_then(|text| text.parse().ok()).filter(|charge| (1..=5).contains(charge));
    session.clean = flag("clean");
    session.skill = flag("skill");
    session.improved = choice(form, "improved", Improved::ALL);
    session.recovered = flag("recovered");
    session.supports = flag("supports");
    // A rating replaces an estimate.
    let estimated = |load: &Load| load.origin == crate::domain::LoadOrigin::Estimated;
    session.load = session.load.filter(|load| session.rpe.is_none() || !estimated(load));
}

/// What holds over days, new (with its `id`) or changed.
///
/// # Errors
/// What is missing, or cannot be.
pub fn span(form: &Form, known: Option<&Span>, id: SpanId, history: &History, today: Day) -> Result<Span, String> {
    let kind = choice(form, "kind", SpanKind::ALL).ok_or("Choose what it is: 1–4.")?;
    let days = form.answer("days").ok_or("Type from when to when; today.. has no end yet.")?;
    let (from, to) = typed::range(days, today)?;
    let words = form.answer("avoid").unwrap_or_default().split([' ', ',']).filter(|word| !word.is_empty());
    let avoid = words.map(|word| Avoid::try_from(word.to_lowercase())).collect::<Result<_, _>>()?;
    let note = known.map(|span| span.note.clone()).unwrap_or_default();
    let span = Span { to, avoid, note, ..Span::new(id, kind, from) };
    span.possible()?;
    match history.held().into_iter().find(|held| held.clashes(&span)) {
        Some(held) => Err(format!("expected days that are not said yet, found {}", words::span(&held.span, None, today))),
        None => Ok(span),
    }
}

/// A test result.
///
/// # Errors
/// What is missing.
pub fn test(form: &Form, id: TestId, now: Now) -> Result<Test, String> {
    let name = form.answer("name").ok_or("Say what was tested, for instance 5 min power.")?.trim().to_owned();
    let text = form.answer("value").ok_or("Type the result.")?;
    let (value, unit) = read_result(text, form.answer("unit").unwrap_or_default().trim())?;
    Ok(Test { id, day: past_day(form, now)?, name, value, unit })
}

/// What a person said about themselves, as changes; nothing that stayed the same.
///
/// # Errors
/// What is expected.
pub fn profile(form: &Form, history: &History, today: Day) -> Result<Vec<Op>, String> {
    let known = history.profile();
    let mut changes = Vec::new();
    if form.find("situation").is_some_and(Row::changed) {
        changes.push(ProfileChange::Situation(choice(form, "situation", Situation::ALL)));
    }
    if form.find("goal").is_some_and(Row::changed) {
        changes.push(ProfileChange::Goal(form.answer("goal").map(str::to_owned)));
    }
    if form.find("sleep_need").is_some_and(Row::changed) {
        let need = form.answer("sleep_need").map(|text| typed::sleep_need(text, typed::Where::Form)).transpose()?;
        changes.push(ProfileChange::SleepNeed(need));
    }
    if ["start_fitness", "start_fatigue"].iter().any(|id| form.find(id).is_some_and(Row::changed)) {
        let start = start(form)?;
        // The values are of the day they are set.
        changes.extend([ProfileChange::Start(start), ProfileChange::StartDay(start.map(|_| today))]);
    }
    changes.extend(available(form, known)?);
    Ok(changes.into_iter().map(Op::SetProfile).collect())
}

fn start(form: &Form) -> Result<Option<(f64, f64)>, String> {
    let points = |id: &str| form.answer(id).map(ask::start).transpose();
    match (points("start_fitness")?, points("start_fatigue")?) {
        (None, None) => Ok(None),
        (Some(fitness), Some(fatigue)) => Ok(Some((fitness, fatigue))),
        (Some(_), None) | (None, Some(_)) => Err("Fitness and fatigue so far belong together: give both, or neither.".to_owned()),
    }
}

/// The week's time, from the days and the minutes that were changed; what was not said stays.
fn available(form: &Form, known: &Profile) -> Result<Vec<ProfileChange>, String> {
    let changed = |id: &str| form.find(id).filter(|row| row.changed());
    let minutes = changed("available").and_then(|_| form.answer("available")).map(typed::duration).transpose()?;
    // Days that are taken away leave none that is free.
    let days = changed("days").map(|_| form.answer("days").map_or(Ok((0..7).collect()), weekdays)).transpose()?;
    let changed = |(index, before): (usize, &Availability)| {
        let trains = days.as_ref().map_or(!before.off, |days| days.contains(&index));
        let usual = Availability::default();
        let (am, pm) = match minutes {
            Some(minutes) if trains => (minutes, minutes),
            None if trains && (before.am, before.pm) == (0, 0) => (usual.am, usual.pm),
            Some(_) | None => (before.am, before.pm),
        };
        let after = Availability { am, pm, off: !trains, ..*before };
        (after != *before).then_some(ProfileChange::Weekday(index as u8, after))
    };
    Ok(known.week.iter().enumerate().filter_map(changed).collect())
}

/// Reads `mon tue sat` as weekday numbers, 0 = Monday.
fn weekdays(text: &str) -> Result<Vec<usize>, String> {
    let words = text.split([' ', ',']).filter(|word| !word.is_empty());
    let number = |word: &str| {
        let short: String = word.to_lowercase().chars().take(3).collect();
        let found = forms::WEEKDAYS.iter().position(|name| *name == short);
        found.ok_or_else(|| format!("expected days such as mon tue sat, found \"{word}\""))
    };
    words.map(number).collect()
}
