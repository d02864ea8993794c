//! What stands beside the advice: the last days and what is usual, what holds, what was done, what comes.

use super::week::{desk, monday, session};
use crate::desk::Desk;
use upswing::app::{Series, today};
use upswing::domain::{
    Day, Entry, Field, Kind, Moment, Op, Session, SessionId, Source, Span, SpanId, SpanKind, Stamp, Status, Value, typed,
};
use upswing::engine::readiness::{Do, Verdict};

fn said(day: Day, fields: Vec<(Field, Value)>) -> Op {
    let fields = fields.into_iter().map(|(field, value)| (field, Some(value))).collect();
    Op::SetCheckIn { day, moment: Moment::Morning, fields, source: Source::typed() }
}

fn lived(ops: Vec<Op>) -> Desk {
    Desk::new(Entry::batch(ops, Stamp::default(), 1, 1), monday())
}

/// Nights of so many minutes, so many days ago.
fn nights(nights: &[(i64, i64)]) -> Desk {
    let night = |(ago, minutes): &(i64, i64)| said(monday().minus(*ago), vec![(Field::SleepMinutes, Value::Whole(*minutes))]);
    lived(nights.iter().map(night).collect())
}

fn row(desk: &Desk, series: Series, days: i64) -> Option<today::Recent> {
    let label = if series == Series::Score { "score" } else { series.label() };
    today::recent(&desk.model, days).into_iter().find(|recent| recent.label == label)
}

#[test]
fn a_usual_night_is_the_middle_one_of_seven_or_more_of_the_last_four_weeks() {
    let sleep = |all: &[(i64, i64)]| row(&nights(all), Series::Field(Field::SleepMinutes), 14).unwrap();
    let six = [(1, 430), (2, 300), (3, 410), (4, 500), (5, 420), (6, 440)];
    let with = |night: (i64, i64)| sleep(&[six.as_slice(), &[night]].concat());
    assert_eq!(sleep(&six).usual, "");
    assert_eq!((with((0, 480)).today, with((0, 480)).usual), (typed::show_duration(480), String::new()), "today is no usual day");
    assert_eq!((with((28, 425)).today, with((28, 425)).usual), (String::new(), typed::show_duration(425)));
    assert_eq!(with((29, 425)).usual, "", "too long ago");
}

#[test]
fn a_usual_score_reaches_from_its_first_to_its_third_quarter() {
    let answers = [Field::Energy, Field::Mood, Field::Motivation, Field::Stress, Field::Movement];
    let morning = |ago: i64| {
        let answer = Value::Whole(1 + ago * 7 % 5);
        said(monday().minus(ago), answers.map(|field| (field, answer.clone())).to_vec())
    };
    let desk = lived((0..12).map(morning).collect());
    let traces = &desk.model.facts.traces;
    let mut before: Vec<f64> = (1..12).filter_map(|ago| traces.on(&traces.score, monday().minus(ago))).collect();
    before.sort_by(f64::total_cmp);
    assert_eq!(before.len(), 11);
    let score = row(&desk, Series::Score, 14).unwrap();
    assert_eq!(score.usual, format!("{:.0}–{:.0}", before[2], before[8]));
    assert_ne!(before[2], before[8]);
    assert_eq!(score.today, desk.model.facts.morning.score().unwrap().to_string());
}

#[test]
fn the_last_days_end_today_and_what_says_nothing_in_them_is_left_out() {
    let desk = nights(&[(0, 480), (3, 420)]);
    let sleep = Series::Field(Field::SleepMinutes);
    assert_eq!(row(&desk, sleep, 4).unwrap().values, [Some(7.0), None, None, Some(8.0)]);
    assert_eq!(row(&desk, sleep, 3).unwrap().values, [None, None, Some(8.0)]);
    assert!(row(&nights(&[(3, 420)]), sleep, 4).is_some());
    assert_eq!(row(&nights(&[(3, 420)]), sleep, 3), None);
}

#[test]
fn what_holds_is_told_with_the_number_of_its_day_from_the_first_to_the_last() {
    let span = Span { to: Some(monday().plus(2)), ..Span::new(SpanId("t".to_owned()), SpanKind::Holiday, monday()) };
    let ill = Span { to: Some(monday().plus(1)), ..Span::new(SpanId("i".to_owned()), SpanKind::Ill, monday().minus(1)) };
    let nap = |minutes| said(monday().plus(1), vec![(Field::Nap, Value::Whole(minutes))]);
    let spans = || [span.clone(), ill.clone()].map(|span| Op::PutSpan(Box::new(span))).to_vec();
    let holding = |ops: Vec<Op>, day: i64| {
        let desk = lived(ops);
        today::holding(desk.model.journal.history(), monday().plus(day))
    };
    let told = |day: i64| holding(spans(), day);
    assert_eq!(told(-2), None);
    assert_eq!(told(-1).as_deref(), Some("Day 1 ill"));
    assert_eq!(told(3), None);
    assert_eq!(told(2).as_deref(), Some("Holiday, day 3"));
    let both = told(1).unwrap();
    assert!(both.contains("Day 3 ill") && both.contains("Holiday, day 2") && both.contains(" · "), "{both}");
    let nap_of = |minutes| holding(vec![nap(minutes)], 1);
    assert_eq!((nap_of(30), nap_of(0)), (Some(format!("Nap {}", typed::show_duration(30))), None));
    let history = lived(spans()).model.journal.history().clone();
    let word = |day: i64| today::held_on(&history.held(), monday().plus(day));
    assert_eq!([word(-2), word(2), word(3)], [None, Some("holiday"), None]);
}

#[test]
fn what_was_done_is_told_and_rest_only_where_nothing_is_left_to_do() {
    let done = Session { status: Status::Done, ..session("a", 0, Kind::Strength, 60, 14) };
    let told = |sessions| today::done_today(&desk(sessions, 0).model);
    let more = session("b", 0, Kind::Endurance, 45, 6);
    let other_day = Session { status: Status::Done, ..session("c", 1, Kind::Endurance, 45, 6) };
    assert_eq!(told(vec![more.clone()]), None);
    assert_eq!(told(vec![other_day.clone()]), None);
    let rest = told(vec![done.clone(), other_day]).unwrap();
    assert!(rest.starts_with("Done: strength") && rest.ends_with(". Rest is the rest of today's work."), "{rest}");
    let half = told(vec![done, more]).unwrap();
    assert!(half.starts_with("Done: strength") && !half.contains("Rest"), "{half}");
}

#[test]
fn what_comes_is_open_and_within_two_weeks_and_never_more_than_asked_for() {
    let each = |day: i64| session(&format!("s{day:02}"), day, Kind::Endurance, 45, 6);
    let mut sessions: Vec<Session> = (0..18).map(each).collect();
    sessions[3].status = Status::Skipped;
    let desk = desk(sessions, 0);
    let days = |most| today::coming(&desk.model, most).iter().map(|coming| coming.day.since(monday())).collect::<Vec<_>>();
    assert_eq!(days(30), (1..=14).filter(|day| *day != 3).collect::<Vec<i64>>());
    assert_eq!(days(3), [1, 2, 4]);
    let first = today::coming(&desk.model, 1).remove(0);
    assert_eq!((first.name.as_str(), first.minutes), ("endurance", typed::show_duration(45)));
    assert_eq!(first.points, (desk.model.session_milli(&each(1)) + 500) / 1000);
}

#[test]
fn the_next_event_is_the_first_that_is_still_to_come_within_half_a_year() {
    let event = |day: i64| Session { title: format!("race {day}"), ..session(&format!("e{day}"), day, Kind::Event, 60, 18) };
    let next =
        |sessions: Vec<Session>| today::next_event(&desk(sessions, 0).model).map(|(day, name, in_days, _)| (day, name, in_days));
    let of = |day: i64| Some((monday().plus(day), format!("race {day}"), day));
    assert_eq!(next(vec![event(0)]), None, "today's is here");
    assert_eq!(next(vec![event(1), event(9)]), of(1));
    assert_eq!(next(vec![Session { status: Status::Skipped, ..event(1) }, event(9)]), of(9));
    assert_eq!(next(vec![session("s", 4, Kind::Strength, 60, 14), event(180)]), of(180));
    assert_eq!(next(vec![event(181)]), None);
    let desk = desk(vec![event(3)], 0);
    let form = today::next_event(&desk.model).and_then(|(.., form)| form);
    assert_eq!(form, desk.model.facts.forecast_on(monday(), monday().plus(3)).map(|state| state.form()));
}

#[test]
fn what_to_do_names_a_session_of_its_own_name_where_it_is_done_as_planned() {
    let told = |title: &str, act: Do| {
        let desk = desk(vec![Session { title: title.to_owned(), ..session("a", 0, Kind::Strength, 60, 14) }], 0);
        let mut advice = desk.model.facts.morning.clone();
        (advice.action.act, advice.action.minutes, advice.action.kind) = (act, 60, Some(Kind::Strength));
        (advice.action.rir, advice.action.rpe_cap, advice.action.note) = (None, None, None);
        advice.action.id = Some(SessionId("a".to_owned()));
        advice.verdict = Verdict::Train;
        today::what_to_do(&desk.model, &advice)
    };
    let hour = typed::show_duration(60);
    assert_eq!(told("", Do::Keep), format!("Strength, {hour}"));
    assert_eq!(told("Deadlifts", Do::Keep), format!("Deadlifts: strength, {hour}"));
    assert_eq!(told("Deadlifts", Do::Ease), format!("Strength, {hour}"));
    let open = told("", Do::Open);
    assert!(open.starts_with("Nothing is planned: ") && open.contains("adds a session in the week"), "{open}");
}

#[test]
fn each_bar_but_the_limits_is_evidence_of_one_kind() {
    let desk = Desk::new(crate::sample::entries(), crate::sample::today());
    let mut advice = desk.model.facts.morning;
    let all = today::evidence(&advice);
    let of_signals: i64 = advice.bars.iter().filter(|bar| bar.signal.is_some()).map(|bar| bar.milli).sum();
    assert_eq!(all.iter().map(|(_, milli)| milli).sum::<i64>(), of_signals);
    for at in 0..advice.bars.len() {
        advice.bars[at].milli += 500;
        let moved = today::evidence(&advice).iter().zip(&all).filter(|(now, before)| now.1 == before.1 + 500).count();
        assert_eq!(moved, usize::from(advice.bars[at].signal.is_some()), "{:?}", advice.bars[at]);
        advice.bars[at].milli -= 500;
    }
}
