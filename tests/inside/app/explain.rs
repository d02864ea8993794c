//! What the engine knows, in words: nothing that is known is left out, nothing unknown is made up.

use crate::desk::Desk;
use upswing::app::{Content, FitAsk, Keymap, Line, Lines, Model, explain, lists, words};
use upswing::domain::{
    Day, Entry, Field, Journal, Kind, Load, LoadOrigin, Minutes, Moment, Op, Points, Rpe, Session, SessionId, Source, Stamp,
    Status, Test, TestId, Value,
};
use upswing::engine::Tuning;
use upswing::engine::readiness::{SeenOn, Sign, Stage};

fn day(number: i64) -> Day {
    Day::from_ymd(2026, 3, 2).unwrap().plus(number)
}

fn morning(number: i64, answers: i64) -> Op {
    let fields = [Field::Energy, Field::Mood, Field::Motivation, Field::Stress, Field::Movement, Field::SleepQuality];
    let fields = fields.map(|field| (field, Some(Value::Whole(answers)))).to_vec();
    Op::SetCheckIn { day: day(number), moment: Moment::Morning, fields, source: Source::typed() }
}

fn session(number: i64, points: f64, rpe: f64) -> Session {
    let mut session = Session::new(SessionId(number.to_string()), day(number), Kind::Endurance, Status::Done);
    session.minutes = Minutes::try_from(60_u16).ok();
    session.rpe = Rpe::try_from(rpe).ok();
    session.load = Some(Load { points: Points::try_from(points).unwrap(), origin: LoadOrigin::Measured });
    session
}

fn test(number: i64, value: f64) -> Op {
    let id = TestId(number.to_string());
    Op::PutTest(Test { id, day: day(number), name: "5 min".to_owned(), value, unit: "W".to_owned() })
}

fn put(number: i64, points: f64) -> Op {
    Op::PutSession(Box::new(session(number, points, 5.0)))
}

fn desk(ops: Vec<Op>, today: i64) -> Desk {
    Desk::new(Entry::batch(ops, Stamp::default(), 1, 1), day(today))
}

fn text(lines: &[Line]) -> String {
    lines.iter().map(|line| format!("{} {} {}\n", line.lead, line.text, line.note)).collect()
}

fn shown(desk: &Desk, content: Content) -> String {
    let Lines::Written(lines) = lists::lines(&desk.model, content) else { panic!("{content:?} is no explanation") };
    text(&lines)
}

fn fits(ops: Vec<Op>, today: i64) -> String {
    let mut journal = Journal::default();
    journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
    text(&FitAsk { history: journal.history().clone(), today: day(today), tuning: Tuning::default() }.lines())
}

#[test]
fn a_stage_is_told_with_every_sign_and_its_numbers() {
    let ops = (0..30).map(|number| morning(number, if number < 20 { 4 } else { 2 })).collect();
    let desk = desk(ops, 29);
    let advice = desk.model.facts.advice();
    assert!(advice.stage >= Stage::Surface && advice.signs.iter().any(|seen| seen.sign == Sign::LowDrive));
    let why = shown(&desk, Content::Why);
    for seen in &advice.signs {
        let told = match seen.on {
            SeenOn::Of { hits, of } => format!("{hits} of {of}"),
            SeenOn::Short { minutes, .. } => format!("{minutes} min"),
        };
        assert!(why.contains(&told), "{:?} is not in\n{why}", seen.sign);
    }
    assert!(why.contains("mood and motivation low deep sign") && why.contains("What helps"), "{why}");
}

/// Words that follow a 1 as if it were several, and a 2 as if it were one.
fn miscounted(told: &str) -> Vec<String> {
    let words: Vec<&str> = told.split_whitespace().map(|word| word.trim_matches([',', '.', ':', ';'])).collect();
    let several = ["days", "signs", "sessions", "check-ins", "weeks"];
    let is_wrong = |pair: &&[&str]| match pair {
        ["1", noun] => several.contains(noun),
        ["2", noun] => several.iter().any(|several| several.strip_suffix('s') == Some(noun)),
        _ => false,
    };
    words.windows(2).filter(is_wrong).map(|pair| pair.join(" ")).collect()
}

#[test]
fn one_is_told_as_one_and_two_as_two_wherever_the_numbers_are_moved() {
    let mut tuning = Tuning::default();
    let ones = ["charge_days", "charge_answers", "surface_signs", "surface_calm", "deeper_signs", "deeper_calm", "deeper_held"];
    ones.iter().for_each(|name| tuning.set("readiness", name, 1.0).unwrap());
    tuning.set("readiness", "calm_signs", 2.0).unwrap();
    let told = |answers: i64, charge: Option<u8>| {
        let mut ops: Vec<Op> = (0..=90).map(|number| morning(number, if number < 60 { 4 } else { answers })).collect();
        let done = (0..90).map(|number| Session { charge: charge.filter(|_| number == 89), ..session(number, 40.0, 5.0) });
        ops.extend(done.map(|session| Op::PutSession(Box::new(session))));
        let mut desk = desk(ops, 90);
        desk.model = Model::new(desk.model.journal, desk.now, 9, tuning.clone(), Keymap::default());
        shown(&desk, Content::Why) + &shown(&desk, Content::Cycle)
    };
    let told: Vec<String> =
        [(4, Some(5)), (4, Some(1)), (4, Some(3)), (4, None), (2, None)].map(|(answers, charge)| told(answers, charge)).to_vec();
    for told in &told {
        assert_eq!(miscounted(told), Vec::<String>::new(), "{told}");
    }
    let all = told.concat();
    for words in
        ["1 session of 1 day charged you", "1 session of 1 day drained you", "sessions of 1 day charged", "session in 1 day."]
    {
        assert!(all.contains(words), "{words} is not in\n{all}");
    }
    assert!(all.contains("1 sign on one morning") || all.contains("a check-in with at most 2 signs"), "{all}");
}

#[test]
fn every_bar_and_reason_says_where_it_comes_from() {
    let sample = Desk::new(crate::sample::entries(), crate::sample::today());
    let lines = explain::why(&sample.model);
    let advice = sample.model.facts.advice();
    for bar in &advice.bars {
        let line = lines.iter().find(|line| line.text == bar.label && line.bar == Some(bar.milli)).unwrap();
        assert!(["literature", "judgement", "seed text"].contains(&line.note.as_str()), "{line:?}");
    }
    for reason in advice.reasons.iter().filter(|reason| !reason.class.is_bar()) {
        assert!(lines.iter().any(|line| line.text == reason.text && !line.note.is_empty()), "{}", reason.text);
    }
}

#[test]
fn every_morning_of_a_life_can_be_explained() {
    for back in 0..crate::sample::DAYS {
        let desk = Desk::new(crate::sample::entries(), crate::sample::today().minus(back));
        for content in [Content::Why, Content::Cycle, Content::Fit] {
            let shown = shown(&desk, content);
            assert!(!shown.contains("NaN") && !shown.contains("inf") && !shown.is_empty(), "{shown}");
        }
    }
}

#[test]
fn answers_nobody_gave_are_no_zeros_in_the_cycle() {
    let mut ops: Vec<Op> = (0..90).map(|number| put(number, 40.0)).collect();
    let silent = shown(&desk(ops.clone(), 90), Content::Cycle);
    assert!(!silent.contains("begun recovered") && !silent.contains("a skill for life"), "{silent}");
    assert!(silent.contains("Too few answers after sessions to say"), "{silent}");
    let answered = (80..90).map(|number| Session { charge: Some(5), recovered: Some(true), ..session(number, 40.0, 5.0) });
    ops.extend(answered.map(|session| Op::PutSession(Box::new(session))));
    let told = shown(&desk(ops, 90), Content::Cycle);
    assert!(told.contains("begun recovered") && told.contains("10 sessions of 14 days charged you"), "{told}");
}

#[test]
fn the_cycle_shows_as_many_windows_as_were_lived() {
    for (days, windows) in [(20, 1), (40, 2), (100, 3)] {
        let told = shown(&desk((0..days).map(|number| put(number, 40.0)).collect(), days), Content::Cycle);
        let load = told.lines().find(|line| line.contains("load, points")).unwrap();
        assert_eq!(load.split_whitespace().filter(|word| word.parse::<i64>().is_ok()).count(), windows, "{told}");
    }
}

#[test]
fn below_four_tests_nothing_is_forecast() {
    let trained = || (0..90).map(|number| put(number, [80.0, 0.0, 40.0, 120.0, 0.0][(number % 5) as usize]));
    for count in 0..=3 {
        let told = fits(trained().chain((0..count).map(|nth| test(20 + 20 * nth, 280.0 + nth as f64))).collect(), 90);
        assert!(!told.contains("8 in 10") && !told.contains("would read"), "{told}");
        assert!(told.contains("for an average person"), "{told}");
    }
    let told = fits(trained().chain((0..6).map(|nth| test(20 + 12 * nth, 280.0 + nth as f64))).collect(), 90);
    assert!(told.contains("early fit") && told.contains("A test would read") && told.contains("Paid back by"), "{told}");
    assert!(told.contains("of 2 inside their band"), "{told}");
}

#[test]
fn a_fit_comes_only_to_who_still_waits_for_it() {
    let mut desk = Desk::new(crate::sample::entries(), crate::sample::today());
    let effects = desk.press("F");
    assert_eq!(effects.len(), 1);
    let drawn = |desk: &Desk| crate::desk::text(&desk.draw(120, 36, Default::default(), &upswing::ui::theme::Glyphs::UNICODE));
    assert!(drawn(&desk).contains("A test would read"));
    desk.press("Esc ?");
    let before = drawn(&desk);
    desk.send(upswing::app::Event::FitsTold(vec![Line::plain("too late")]));
    assert_eq!(drawn(&desk), before);
}

#[test]
fn a_session_harder_than_it_measured_is_told() {
    let tuning = Tuning::default();
    // 60 minutes at 7 are 100 points by feel.
    for (points, told) in [(60.0, Some("harder")), (70.0, None), (100.0, None), (145.0, None), (160.0, Some("easier"))] {
        let said = words::felt(&session(0, points, 7.0), &tuning);
        assert_eq!(said.is_some(), told.is_some(), "{points}");
        assert!(told.is_none_or(|told| said.unwrap().contains(told)), "{points}");
    }
    let open = Session { status: Status::Planned, ..session(0, 60.0, 7.0) };
    assert_eq!(words::felt(&open, &tuning), None, "a plan was not felt yet");
}

#[test]
fn the_check_before_a_session_answers_while_it_is_answered() {
    let mut desk = Desk::new(crate::sample::entries(), crate::sample::today());
    desk.press("b");
    desk.write("11");
    let preview = desk.model.facts.preview.as_ref().unwrap();
    assert!(preview.score_milli < desk.model.facts.morning.score_milli);
    desk.press("1 1 Enter");
    assert_eq!(desk.model.facts.advice().verdict, desk.model.facts.before.as_ref().unwrap().verdict);
    assert!(desk.model.facts.before.is_some() && desk.model.overlay.is_none());
}

#[test]
fn a_test_outside_its_band_stands_outside_as_it_is_printed() {
    let number = |text: &str| text.replace('−', "-").parse::<f64>().unwrap();
    let mut seen = [0, 0];
    // A last result that climbs by a little each time, over the edge of its band.
    for step in 0..30 {
        let last = |place: i32| if place == 7 { f64::from(step) * 0.37 } else { 0.0 };
        let tests = (0..8_i32).map(|place| test(i64::from(place) * 14 + 7, 250.0 + f64::from(place * 3 % 5) + last(place)));
        let sessions = (0..110).step_by(2).map(|number| Op::PutSession(Box::new(session(number, 60.0, 6.0))));
        let mut journal = Journal::default();
        journal.add(Entry::batch(sessions.chain(tests).collect(), Stamp::default(), 1, 1));
        let ask = FitAsk { history: journal.history().clone(), today: day(112), tuning: Tuning::default() };
        for line in ask.lines().iter().filter(|line| line.note == "outside" || line.note == "inside") {
            let (_, told) = line.text.split_once("found").unwrap();
            let (found, band) = told.split_once("forecast").unwrap();
            let (low, high) = band.trim().split_once('–').unwrap();
            let [found, low, high] = [found, low, high].map(|text| number(text.trim()));
            let is_inside = low <= found && found <= high;
            assert_eq!(is_inside, line.note == "inside", "{}", line.text);
            seen[usize::from(is_inside)] += 1;
        }
    }
    assert!(seen.iter().all(|lines| *lines > 0), "both were to be seen: {seen:?}");
}

#[test]
fn what_was_slept_is_told_as_a_sentence_and_in_hours() {
    let fields =
        [(Field::SleepMinutes, Value::Whole(418)), (Field::SleptBetter, Value::Choice(upswing::domain::field::Slept::Same))];
    let fields = fields.map(|(field, value)| (field, Some(value))).to_vec();
    let op = Op::SetCheckIn { day: day(0), moment: Moment::Morning, fields, source: Source::typed() };
    let mut journal = Journal::default();
    journal.add(Entry::batch(vec![op], Stamp::default(), 1, 1));
    let line = lists::check_in_line(journal.history().check_in(day(0)).unwrap());
    assert_eq!(line, "slept 6 h 58, slept as usual");
}

#[test]
fn a_note_is_read_as_it_was_written() {
    let note = "late dinner, then ran, slept badly";
    let fields = vec![(Field::Energy, Some(Value::Whole(3))), (Field::Note, Some(Value::Text(note.to_owned())))];
    let op = Op::SetCheckIn { day: day(0), moment: Moment::Morning, fields, source: Source::typed() };
    let desk = Desk::new(Entry::batch(vec![op], Stamp::default(), 1, 1), day(0));
    let look = upswing::ui::Look { theme: upswing::ui::theme::Theme::Dark, glyphs: &upswing::ui::theme::Glyphs::UNICODE };
    let told = upswing::ui::read_out(&desk.model, look).join(" ");
    assert!(told.contains(note), "{told}");
}
