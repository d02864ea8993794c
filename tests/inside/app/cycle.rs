//! What the last weeks led to, three albums side by side, and the basics of four weeks: counts are what was said, and
//! nothing that was not said is a nought.

use super::week::monday;
use crate::desk::Desk;
use upswing::app::{Content, Lines, explain, lists};
use upswing::domain::{
    Day, Entry, Field, Improved, Kind, Minutes, Moment, Op, Rpe, Session, SessionId, Source, Stamp, Status, Value, typed,
};

fn said(day: Day, fields: Vec<(Field, Value)>) -> Op {
    let fields = fields.into_iter().map(|(field, value)| (field, Some(value))).collect();
    Op::SetCheckIn { day, moment: Moment::Morning, fields, source: Source::typed() }
}

/// A session that was done so many days ago.
fn done(ago: i64, change: impl Fn(&mut Session)) -> Op {
    let mut session = Session::new(SessionId(ago.to_string()), monday().minus(ago), Kind::Strength, Status::Done);
    (session.minutes, session.rpe) = (Minutes::try_from(60_u16).ok(), Rpe::try_from(5.0).ok());
    change(&mut session);
    Op::PutSession(Box::new(session))
}

fn desk(ops: Vec<Op>) -> Desk {
    Desk::new(Entry::batch(ops, Stamp::default(), 1, 1), monday())
}

/// The numbers of a row, the oldest album first; `None` = it is left out.
fn row(desk: &Desk, label: &str) -> Option<Vec<String>> {
    let lines = explain::cycle(&desk.model);
    let found = lines.iter().find_map(|line| line.text.strip_prefix(label))?;
    Some(found.split("  ").map(str::trim).filter(|number| !number.is_empty()).map(str::to_owned).collect())
}

#[test]
fn the_answers_after_sessions_say_whether_the_work_charges() {
    let answer = |charges: &[u8]| {
        let ops = charges.iter().zip(1..).map(|(charge, ago)| done(ago, |session| session.charge = Some(*charge)));
        let desk = desk(ops.collect());
        let days = desk.model.tuning.readiness.charge_days;
        explain::cycle(&desk.model)[0].text.replace(&format!("{days} days"), "the days")
    };
    assert_eq!(answer(&[5, 5, 5]), "Too few answers after sessions to say: they take ten seconds.");
    assert_eq!(answer(&[5, 5, 1, 5]), "Yes, by what you said: 3 sessions of the days charged you, 1 drained you.");
    assert_eq!(answer(&[3, 3, 3, 5]), "Yes, by what you said: 1 session of the days charged you, 0 drained you.");
    assert_eq!(answer(&[1, 5, 1, 5]), "Just so: as many sessions of the days charged you as drained you, 2.");
    assert_eq!(
        answer(&[1, 1, 3, 5]),
        "Not quite: 2 sessions of the days drained you, 1 charged you. An easier day lets the work arrive."
    );
}

#[test]
fn an_album_stands_there_once_something_was_known_in_it() {
    let albums = |ago: i64| row(&desk(vec![done(ago, |_| ())]), "sessions");
    let numbers = |numbers: &[&str]| Some(numbers.iter().map(|number| (*number).to_owned()).collect::<Vec<_>>());
    assert_eq!(albums(1), numbers(&["1"]));
    assert_eq!(albums(28), numbers(&["1"]));
    assert_eq!(albums(29), numbers(&["1", "0"]));
    assert_eq!(albums(56), numbers(&["1", "0"]));
    assert_eq!(albums(57), numbers(&["1", "0", "0"]));
    assert_eq!(albums(84), numbers(&["1", "0", "0"]));
    assert_eq!(albums(85), numbers(&["0", "0", "0"]), "before all of them");
    let ends = desk(vec![done(30, |_| ())]);
    let texts: Vec<String> = explain::cycle(&ends.model)[2..4].iter().map(|line| line.text.trim().to_owned()).collect();
    assert!(texts[0].starts_with("5 Jan") && texts[0].ends_with("2 Feb"), "{texts:?}");
    assert!(texts[1].starts_with("– 1 Feb") && texts[1].ends_with("– 1 Mar"), "{texts:?}");
    assert!(explain::cycle(&desk(Vec::new()).model)[0].text.starts_with("Here 28 days of work stand"));
}

#[test]
fn means_are_of_the_days_that_say_something_and_none_of_none_is_a_dot() {
    let night = |ago: i64, minutes| said(monday().minus(ago), vec![(Field::SleepMinutes, Value::Whole(minutes))]);
    let answers = [Field::Energy, Field::Mood, Field::Motivation, Field::Stress, Field::Movement];
    let morning = |ago: i64, answer| said(monday().minus(ago), answers.map(|field| (field, Value::Whole(answer))).to_vec());
    let desk = desk(vec![done(40, |_| ()), night(28, 400), night(5, 431), night(0, 100), morning(1, 5), morning(9, 2)]);
    let [slept, score] = ["a night, mean", "score, mean"].map(|label| row(&desk, label).unwrap());
    assert_eq!(slept, ["·", typed::show_duration(416).as_str()], "today's night is in no album yet");
    let scores = [1, 9].map(|ago| desk.model.facts.season.morning(monday().minus(ago)).unwrap().score_milli.unwrap());
    assert_ne!(scores[0], scores[1]);
    assert_eq!(score, ["·".to_owned(), format!("{:.0}", (scores[0] + scores[1]) as f64 / 2000.0)]);
    assert_eq!(row(&desk, "charged : drained"), Some(vec!["·".to_owned(), "·".to_owned()]));
}

#[test]
fn what_nobody_answered_has_no_row_and_what_somebody_did_is_counted() {
    let quiet = desk(vec![done(30, |_| ()), done(3, |_| ())]);
    let labels =
        ["begun recovered", "a skill for life", "strength better", "balance better", "coordination better", "endurance better"];
    for label in labels {
        assert_eq!(row(&quiet, label), None, "{label}");
    }
    let told = desk(vec![
        done(40, |session| session.skill = Some(true)),
        done(30, |session| session.improved = Some(Improved::Balance)),
        done(4, |session| (session.recovered, session.charge) = (Some(true), Some(5))),
        done(3, |session| (session.rpe, session.charge) = (Rpe::try_from(9.0).ok(), Some(1))),
    ]);
    let two = |old: &str, new: &str| Some(vec![old.to_owned(), new.to_owned()]);
    assert_eq!(row(&told, "a skill for life"), two("1", "0"));
    assert_eq!(row(&told, "balance better"), two("1", "0"));
    assert_eq!(row(&told, "begun recovered"), two("0", "1"));
    assert_eq!(row(&told, "strength better"), None);
    assert_eq!((row(&told, "sessions"), row(&told, "hard, from RPE 7")), (two("2", "2"), two("0", "1")));
    assert_eq!(row(&told, "charged : drained"), two("·", "1 : 1"));
}

#[test]
fn the_basics_are_a_strip_of_four_weeks_that_counts_what_was_said() {
    let yes = |ago: i64, yes| said(monday().minus(ago), vec![(Field::AteWell, Value::Flag(yes))]);
    let strip = |ops: Vec<Op>| {
        let Lines::Written(lines) = lists::lines(&desk(ops).model, Content::Why) else { panic!("a text") };
        lines.iter().find_map(|line| line.text.strip_prefix(Field::AteWell.spec().label)).map(|text| text.trim().to_owned())
    };
    let dots = |count: usize| "·".repeat(count);
    assert_eq!(strip(vec![yes(0, true), yes(2, false)]), Some(format!("{}○·●  1 of 2", dots(25))));
    assert_eq!(strip(vec![yes(27, true), yes(28, true)]), Some(format!("●{}  1 of 1", dots(27))));
    assert_eq!(strip(vec![yes(0, false)]), Some(format!("{}○  0 of 1", dots(27))), "a no was said");
    assert_eq!(strip(vec![yes(28, true)]), None, "not said in four weeks");
}
