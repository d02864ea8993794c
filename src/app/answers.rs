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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entry, Journal, Place, Points, Rpe};

    fn today() -> Day {
        Day::from_ymd(2026, 3, 2).unwrap()
    }

    fn now() -> Now {
        Now { today: today(), still: false, wall_ms: 1 }
    }

    fn set(form: &mut Form, id: &str, answer: &str) {
        let row = form.rows.iter_mut().find(|row| row.id == id);
        row.unwrap_or_else(|| panic!("no row {id}")).answer = answer.to_owned();
    }

    /// A session of which everything is said that its form asks for.
    fn planned(kind: Kind, slot: Slot, priority: Priority, body: Body) -> Session {
        let load = Load { points: Points::try_from(44.0).unwrap(), origin: crate::domain::LoadOrigin::Measured };
        Session {
            title: "Hills".to_owned(),
            minutes: Minutes::try_from(50_u16).ok(),
            rpe: Rpe::try_from(6.5).ok(),
            load: Some(load),
            original_day: Some(today().minus(1)),
            notes: "bring shoes".to_owned(),
            place: Place {
                slot: Some(slot),
                priority,
                lock: true,
                fix_day: Some(today().plus(3)),
                fix_slot: Some(slot),
                window: Some((today().plus(1), today().plus(5))),
                body,
            },
            ..Session::new(SessionId("a".to_owned()), today().plus(3), kind, Status::Moved)
        }
    }

    #[test]
    fn a_form_that_nobody_touched_changes_nothing_of_a_session() {
        let other = || SessionId("b".to_owned());
        for (number, kind) in Kind::ALL.iter().enumerate() {
            let [slot, priority, body] = [Slot::ALL.len(), Priority::ALL.len(), Body::ALL.len()].map(|count| number % count);
            let whole = planned(*kind, Slot::ALL[slot], Priority::ALL[priority], Body::ALL[body]);
            let bare =
                Session { status: Status::Planned, ..Session::new(SessionId("a".to_owned()), today(), *kind, Status::Planned) };
            for known in [whole, Session { place: Place { slot: Some(Slot::Am), ..Place::default() }, ..bare }] {
                let form = forms::session(known.day, Some(&known), today());
                assert_eq!(session(&form, Some(&known), other(), now()), Ok(known.clone()));
            }
        }
    }

    #[test]
    fn a_session_of_the_form_moves_as_one_moved_by_hand_and_only_to_a_day_that_is_open() {
        let known = planned(Kind::Strength, Slot::Am, Priority::Must, Body::Full);
        let on = |known: &Session, day: Day| {
            let mut form = forms::session(known.day, Some(known), today());
            set(&mut form, "day", &day.to_string());
            session(&form, Some(known), SessionId("b".to_owned()), now())
        };
        let moved = on(&known, today().plus(4)).unwrap();
        assert_eq!((moved.day, moved.original_day, moved.status), (today().plus(4), known.original_day, Status::Moved));
        assert!(on(&known, today()).is_ok() && on(&known, today().minus(1)).is_err());
        let late = Session { day: today().minus(3), ..known.clone() };
        assert_eq!(on(&late, today().minus(3)), Ok(late.clone()), "it stays where it is");
        let done = Session { status: Status::Done, day: today().minus(3), ..known };
        assert_eq!(on(&done, today()).map(|session| (session.day, session.status)), Ok((today(), Status::Done)));
        assert!(on(&done, today().plus(1)).is_err(), "what was done is of a day that has come");
    }

    #[test]
    fn what_was_planned_stays_beside_what_was_done_and_is_kept_by_a_second_answer() {
        let open = Session { load: None, ..planned(Kind::Strength, Slot::Am, Priority::Must, Body::Full) };
        let mut form = forms::after(&open, &[]);
        for (id, answer) in [("rpe", "8"), ("minutes", "40"), ("charge", "4"), ("clean", "n"), ("skill", "y"), ("improved", "2")]
        {
            set(&mut form, id, answer);
        }
        let done = after(&form, &open);
        let planned = |session: &Session| (session.planned_minutes, session.planned_rpe);
        assert_eq!((done.status, planned(&done)), (Status::Done, (open.minutes, open.rpe)));
        assert_eq!((done.minutes.map(Minutes::get), done.rpe, done.charge), (Some(40), Rpe::try_from(8.0).ok(), Some(4)));
        let rest = (done.clean, done.skill, done.improved, done.recovered, done.supports);
        assert_eq!(rest, (Some(false), Some(true), Some(Improved::Balance), None, None));
        let again = after(&forms::after(&done, &[]), &done);
        assert_eq!(again, done, "answered already");
    }

    #[test]
    fn a_rating_replaces_an_estimated_load_and_no_other() {
        use crate::domain::LoadOrigin::{Estimated, Measured};
        let load = |origin| Some(Load { points: Points::try_from(44.0).unwrap(), origin });
        for (origin, rpe, stays) in [(Estimated, "7", false), (Estimated, "", true), (Measured, "7", true), (Measured, "", true)]
        {
            let known = Session {
                load: load(origin),
                status: Status::Done,
                ..planned(Kind::Skill, Slot::Am, Priority::Must, Body::Full)
            };
            let mut form = forms::after(&known, &[]);
            set(&mut form, "rpe", rpe);
            assert_eq!(after(&form, &known).load, known.load.filter(|_| stays), "{origin:?} {rpe}");
        }
    }

    #[test]
    fn a_session_that_was_not_planned_needs_its_kind_and_its_minutes_and_a_day_that_has_come() {
        let filled = |kind: &str, event: &str, minutes: &str, day: Day| {
            let mut form = forms::log(today(), &[]);
            [("kind", kind), ("event", event), ("minutes", minutes), ("day", &day.to_string())]
                .iter()
                .for_each(|(id, answer)| set(&mut form, id, answer));
            logged(&form, SessionId("a".to_owned()), now()).map(|session| session.kind)
        };
        assert_eq!(filled("2", "", "45", today()), Ok(Kind::Strength));
        assert_eq!(filled("2", "n", "45", today().minus(9)), Ok(Kind::Strength));
        assert_eq!(filled("", "y", "45", today()), Ok(Kind::Event));
        assert!(filled("", "", "45", today()).unwrap_err().starts_with("Choose what kind"));
        assert!(filled("2", "", "", today()).unwrap_err().starts_with("Type how many minutes"));
        assert!(filled("2", "", "45", today().plus(1)).unwrap_err().starts_with("expected a day up to today"));
    }

    #[test]
    fn a_span_or_a_profile_that_nobody_touched_stays_as_it_is() {
        let spans = [(SpanKind::Injury, None, "strength:lower"), (SpanKind::Holiday, Some(3), ""), (SpanKind::Ill, Some(0), "")];
        let mut journal = Journal::default();
        journal.add(Entry::batch(
            vec![Op::SetProfile(ProfileChange::Start(Some((40.0, 35.5)))), Op::SetProfile(ProfileChange::SleepNeed(Some(450)))],
            Stamp::default(),
            1,
            1,
        ));
        for (kind, days, avoid) in spans {
            let id = SpanId("s".to_owned());
            let avoid =
                [avoid].iter().filter(|word| !word.is_empty()).map(|word| Avoid::try_from((*word).to_owned()).unwrap()).collect();
            let known = Span {
                to: days.map(|days| today().plus(days)),
                avoid,
                note: "knee".to_owned(),
                ..Span::new(id.clone(), kind, today())
            };
            let form = forms::span(today(), Some(&known), today());
            assert_eq!(span(&form, Some(&known), id, journal.history(), today()), Ok(known.clone()));
        }
        assert_eq!(profile(&forms::profile(journal.history()), journal.history(), today()), Ok(Vec::new()));
    }
}
