//! Words of the screen at the very numbers that part them, and a text for each thing they can say.

use crate::desk::Desk;
use upswing::app::{Content, Lines, lists, words};
use upswing::domain::{Avoid, Day, Kind, Span, SpanId, SpanKind};
use upswing::engine::Tuning;
use upswing::engine::averages::State;
use upswing::engine::readiness::{Action, Advice, Do, Verdict};

fn lived_in() -> Desk {
    Desk::new(crate::sample::entries(), crate::sample::today())
}

fn advice(score: Option<i64>, verdict: Verdict) -> Advice {
    Advice { score_milli: score.map(|score| score * 1000), verdict, ..lived_in().model.facts.morning }
}

#[test]
fn the_check_before_a_session_says_as_this_morning_only_where_score_and_verdict_are_the_same() {
    let (morning, train) = (advice(Some(60), Verdict::Train), Verdict::Train);
    let same = words::since_morning(&morning, &morning);
    assert_eq!(same, "Before the session: as this morning, 60 train.");
    let silent = advice(None, Verdict::None);
    assert_eq!(words::since_morning(&silent, &silent), "Before the session: as this morning, no score.");
    for (score, verdict, now) in [(Some(52), train, "52 train"), (Some(60), Verdict::Ease, "60 ease"), (None, train, "no score")]
    {
        let told = words::since_morning(&morning, &advice(score, verdict));
        assert_eq!(told, format!("Before the session: {now} now, 60 train this morning ()."), "no bar is another one");
    }
}

#[test]
fn the_check_before_a_session_names_every_bar_that_is_new_or_another_one() {
    let morning = advice(Some(60), Verdict::Train);
    let of_a_signal: Vec<usize> = (0..morning.bars.len()).filter(|at| morning.bars[*at].signal.is_some()).collect();
    let [first, second, ..] = of_a_signal[..] else { panic!("a morning with bars") };
    let mut before = advice(Some(55), Verdict::Train);
    before.bars[first].milli -= 1;
    let mut fewer = morning.clone();
    fewer.bars.remove(second);
    let [one, other] = [first, second].map(|at| morning.bars[at].label.clone());
    let told = words::since_morning(&fewer, &before);
    assert_eq!(told, format!("Before the session: 55 train now, 60 train this morning ({one}, {other})."));
}

#[test]
fn what_to_do_tells_of_the_length_only_what_differs_from_the_plan() {
    let action = Action { kind: Some(Kind::Strength), minutes: 30, rir: None, rpe_cap: None, note: None, ..bare(Do::Keep) };
    let told = |act, planned| words::what_to_do(&Action { act, ..action.clone() }, planned);
    assert_eq!(told(Do::Ease, Some(50)), "Strength, 30 of 50 min");
    assert_eq!(told(Do::Keep, Some(20)), "Strength, 30 min (20 planned)");
    assert_eq!(told(Do::Keep, Some(30)), "Strength, 30 min");
    assert_eq!(told(Do::Keep, None), "Strength, 30 min");
    assert_eq!(told(Do::Swap, None), "Strength instead, 30 min");
    assert_eq!(told(Do::Move, None), "Move it to another day; strength now, 30 min");
    assert_eq!(told(Do::Rest, Some(50)), "Nothing today: rest lets adaptation finish.");
    assert_eq!(told(Do::Open, None), "Nothing is planned today.");
    assert_eq!(words::what_to_do(&Action { kind: None, ..action }, None), "Nothing is planned today.");
}

/// An action of a morning that was lived, of another kind.
fn bare(act: Do) -> Action {
    Action { act, ..lived_in().model.facts.morning.action }
}

#[test]
fn a_cap_of_effort_is_told_where_a_session_is_made_less_and_a_reserve_with_its_range() {
    let action = Action { kind: Some(Kind::Strength), minutes: 30, rir: Some((2, 3)), rpe_cap: Some(65), ..bare(Do::Keep) };
    let action = Action { note: Some("take part"), ..action };
    assert_eq!(words::what_to_do(&action, None), "Strength, 30 min, RIR 2–3, take part");
    let eased = Action { act: Do::Ease, rir: Some((3, 3)), note: None, ..action };
    assert_eq!(words::what_to_do(&eased, None), "Strength, 30 min, RIR 3, RPE ≤ 6.5");
}

#[test]
fn every_zone_of_form_begins_above_its_line_and_little_fitness_counts_as_its_floor() {
    let table = Tuning::default().readiness;
    let zone = |fitness: f64, above: f64| {
        let state = State { fitness, fatigue: fitness + above };
        (words::form_zone(state, &table), words::is_tired(state, &table))
    };
    let floor = table.form_floor as f64 / 1000.0;
    for fitness in [64.0, floor, floor / 2.0] {
        let counted = f64::max(fitness, floor);
        let (dead, full) = (counted * table.form_dead as f64 / 1000.0, counted * table.form_full as f64 / 1000.0);
        assert_eq!(zone(fitness, 0.0), ("rested", false), "{fitness}");
        assert_eq!(zone(fitness, -1.0), ("rested", false), "{fitness}");
        assert_eq!(zone(fitness, 0.1), ("even", false), "{fitness}");
        assert_eq!(zone(fitness, dead - 0.01), ("even", false), "{fitness}");
        assert_eq!(zone(fitness, dead + 0.01), ("tired", true), "{fitness}");
        assert_eq!(zone(fitness, full), ("tired", true), "{fitness}");
        assert_eq!(zone(fitness, full + 0.01), ("very tired", true), "{fitness}");
    }
}

#[test]
fn a_chance_is_told_in_the_smallest_whole_numbers_and_else_in_per_cent() {
    for (chance, told) in [
        (0.8, "in 4 of 5 mornings"),
        (0.5, "in 1 of 2 mornings"),
        (0.9, "in 9 of 10 mornings"),
        (0.1, "in 1 of 10 mornings"),
        (0.95, "in 95 % of mornings"),
        (0.0, "in 0 % of mornings"),
        (1.0, "in 100 % of mornings"),
        (0.05, "in 5 % of mornings"),
    ] {
        assert_eq!(words::times(chance, "morning"), told);
    }
}

#[test]
fn numbers_are_told_with_their_sign_a_true_minus_and_no_decimal_that_is_nothing() {
    assert_eq!([85, 80, 5, 0].map(words::tenths), ["8.5", "8", "0.5", "0"]);
    assert_eq!([-70, 125, 0, -4].map(words::signed_tenths), ["−7.0", "+12.5", " 0.0", "−0.4"]);
    assert_eq!([-12.4, -0.4, 0.4, 11.5].map(words::signed), ["−12", "0", "0", "12"]);
    assert_eq!([0, 1, 2].map(|count: i64| words::counted(count, "day")), ["0 days", "1 day", "2 days"]);
    assert_eq!((words::capital("rest day"), words::lower_first("Rest day")), ("Rest day".to_owned(), "rest day".to_owned()));
}

#[test]
fn a_span_tells_its_days_how_it_ended_and_what_it_does_not_allow() {
    let today = Day::from_ymd(2026, 3, 9).unwrap();
    let injury = Span::new(SpanId("s".to_owned()), SpanKind::Injury, Day::from_ymd(2026, 3, 2).unwrap());
    let told = |to: Option<Day>, well| words::span(&Span { to, ..injury.clone() }, well, today);
    assert_eq!(told(None, None), "injury from Mon 2 Mar, open");
    assert_eq!(told(None, Some(today)), "injury from Mon 2 Mar, over on Mon 9 Mar by the check-in");
    assert_eq!(told(Some(today), Some(today)), "injury from Mon 2 Mar to Mon 9 Mar");
    assert_eq!(told(Some(injury.from), None), "injury on Mon 2 Mar");
    let year = Day::from_ymd(2027, 1, 1).unwrap();
    assert_eq!(words::span(&injury, Some(today), year), "injury from Mon 2 Mar 2026, over on Mon 9 Mar 2026 by the check-in");
    let avoid = [Avoid::all(Kind::Endurance), Avoid::all(Kind::Intervals)].into_iter().collect();
    let more = Span { avoid, note: "knee".to_owned(), ..injury };
    assert_eq!(words::span(&more, None, today), "injury from Mon 2 Mar, open; without endurance, intervals; knee");
}

#[test]
fn what_stands_in_the_chart_is_told_while_it_can_be_seen() {
    let mut desk = lived_in();
    desk.press("2");
    let told = |desk: &Desk| {
        let Lines::Written(lines) = lists::lines(&desk.model, Content::What) else { panic!("a text") };
        let at = lines.iter().position(|line| line.lead.contains("What else") || line.text.contains("What else")).unwrap();
        lines[at..].iter().filter_map(|line| Some(line.text.split_once(": ")?.0.to_owned())).collect::<Vec<_>>()
    };
    let today = desk.model.today;
    desk.model.facts.traces.tagged = vec![today.minus(3)];
    let traces = desk.model.facts.traces.clone();
    for (word, days) in [
        ("stage", traces.stages.iter().map(|(day, _)| *day).collect::<Vec<_>>()),
        ("test", traces.tests.clone()),
        ("event", traces.events.clone()),
        ("tag", traces.tagged.clone()),
    ] {
        assert!(!days.is_empty(), "a sample with a {word}");
        for day in &days {
            (desk.model.chart.last, desk.model.chart.span) = (*day, 1);
            assert!(told(&desk).iter().any(|told| told == word), "{word} on {day}");
            let next = day.plus(1);
            desk.model.chart.last = next;
            assert_eq!(told(&desk).iter().any(|told| told == word), days.contains(&next), "{word} after {day}");
        }
    }
    for (last, forecast, is_told) in [(1, true, true), (0, true, false), (1, false, false)] {
        desk.model.chart.last = today.plus(last);
        desk.model.chart.shown.forecast = forecast;
        assert_eq!(told(&desk).iter().any(|word| word == "forecast"), is_told, "{last} {forecast}");
    }
    assert!(told(&desk).iter().any(|word| word == "gap"));
}
