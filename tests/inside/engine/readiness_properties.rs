//! What must hold for everyone: the invariants of `readiness.md` §12, and of `model.md` §9 for the
//! two averages.

mod averages;
mod people;

use people::{Fields, Person, check_in, journal, morning, person, with};
use proptest::prelude::*;
use upswing::app::words;
use upswing::domain::field::ANSWERS;
use upswing::domain::{Entry, Field, Journal, Kind, Moment, Op, Session, SessionId, Source, Status, Value};
use upswing::engine::Tuning;
use upswing::engine::readiness::{Advice, ChangeTo, Season, Verdict, evaluate};
use upswing::engine::tuning::rows;

/// The morning of a person, ready to be asked again with other answers.
struct Asked {
    season: Season,
    person: Person,
}

impl Asked {
    fn new(person: Person) -> Asked {
        let journal = person.journal(0);
        Asked { season: Season::new(journal.history(), morning().minus(1), &Tuning::default()), person }
    }

    fn advice(&self, today: &Fields) -> Advice {
        self.season.advise(morning(), &check_in(today, &self.person.device), &self.person.plan)
    }

    fn usual(&self) -> Advice {
        self.advice(&self.person.today)
    }
}

fn evaluate_with(journal: &Journal, person: &Person, tuning: &Tuning) -> Advice {
    let season = Season::new(journal.history(), morning().minus(1), tuning);
    season.advise(morning(), &person.check_in(), &person.plan)
}

fn cases(count: u32) -> ProptestConfig {
    ProptestConfig { cases: count, failure_persistence: None, ..ProptestConfig::default() }
}

fn bar(advice: &Advice, id: &str) -> Option<i64> {
    advice.bars.iter().find(|bar| bar.id() == id).map(|bar| bar.milli)
}

fn value_of(today: &Fields, wanted: Field) -> Option<&Value> {
    today.iter().find(|(field, _)| *field == wanted).map(|(_, value)| value)
}

/// Today with one thing better; `None` if it was not said or cannot be better.
fn better(today: &Fields, field: Field, by: i64) -> Option<Fields> {
    let value = match (field, value_of(today, field)?) {
        (Field::RestingHr | Field::ReactionMs, Value::Number(number)) => Value::Number(number - by as f64),
        (Field::HrvRmssd, Value::Number(number)) => Value::Number(number + by as f64),
        (Field::SleepMinutes, Value::Whole(minutes)) => Value::Whole((minutes + by * 20).min(1440)),
        (_, Value::Whole(answer)) => Value::Whole((answer + by).min(5)),
        _ => return None,
    };
    Some(with(today, field, Some(value)))
}

const CAN_BE_BETTER: [Field; 11] = [
    Field::Energy,
    Field::Mood,
    Field::Motivation,
    Field::Soreness,
    Field::Stress,
    Field::Movement,
    Field::SleepQuality,
    Field::SleepMinutes,
    Field::RestingHr,
    Field::HrvRmssd,
    Field::ReactionMs,
];

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn bars_add_up_and_limits_hold(person in person()) {
        let advice = Asked::new(person).usual();
        let sum: i64 = advice.bars.iter().map(|bar| bar.milli).sum();
        let shown: i64 = advice.bars.iter().map(|bar| bar.shown).sum();
        prop_assert_eq!((70_000 + sum).div_euclid(100), 700 + shown);
        if let Some(score) = advice.score_milli {
            prop_assert_eq!(70_000 + sum, score);
            prop_assert!((0..=100_000).contains(&score));
        }
        for limit in &advice.limits {
            prop_assert!(advice.verdict <= limit.ceiling, "{} under {:?}", advice.verdict, limit);
            prop_assert!(advice.score_milli.zip(limit.cap).is_none_or(|(score, cap)| score <= cap), "{:?}", limit);
        }
        prop_assert!(advice.bars.iter().all(|bar| (bar.shown * 100 - bar.milli).abs() < 100));
    }

    #[test]
    fn a_better_morning_is_never_worse_advice(person in person(), by in 1i64..5) {
        let asked = Asked::new(person);
        let before = asked.usual();
        for field in CAN_BE_BETTER {
            let Some(today) = better(&asked.person.today, field, by) else { continue };
            let after = asked.advice(&today);
            prop_assert!(after.score_milli >= before.score_milli, "{field:?} +{by}: {:?} {:?}", before.score_milli, after.score_milli);
            // Without a score a limit may speak; when it no longer holds, nothing is left to say.
            let silent = after.score_milli.is_none() && after.verdict == Verdict::None;
            prop_assert!(silent || before.verdict != Verdict::None, "{field:?} +{by} says {}", after.verdict);
            prop_assert!(silent || after.verdict >= before.verdict, "{field:?} +{by}: {} {}", before.verdict, after.verdict);
            prop_assert!(after.stage <= before.stage, "{field:?} +{by}: {} {}", before.stage, after.stage);
        }
    }

    #[test]
    fn an_answer_left_out_takes_only_its_bar_away(person in person()) {
        let asked = Asked::new(person);
        let before = asked.usual();
        for field in ANSWERS {
            let after = asked.advice(&with(&asked.person.today, field, None));
            prop_assert_eq!(bar(&after, field.id()), None);
            for bar_before in before.bars.iter().filter(|bar| bar.id() != field.id() && bar.id() != "limit") {
                prop_assert_eq!(bar(&after, bar_before.id()), Some(bar_before.milli), "{} without {:?}", bar_before.id(), field);
            }
        }
    }

    #[test]
    fn the_order_of_entry_is_irrelevant(person in person()) {
        let (forwards, backwards) = (person.journal(0), person.journal_backwards());
        let advice = |journal: &Journal| evaluate_with(journal, &person, &Tuning::default());
        prop_assert_eq!(advice(&forwards), advice(&backwards));
    }

    #[test]
    fn the_calendar_is_irrelevant(person in person(), shift in -400i64..400) {
        let advice = |shift: i64| {
            let season = Season::new(person.journal(shift).history(), morning().plus(shift).minus(1), &Tuning::default());
            season.advise(morning().plus(shift), &person.check_in(), &person.plan)
        };
        prop_assert_eq!(Advice { day: morning(), ..advice(shift) }, advice(0));
    }

    #[test]
    fn ill_is_rest(person in person()) {
        let asked = Asked::new(person);
        let ill = asked.advice(&with(&asked.person.today, Field::Ill, Some(Value::Flag(true))));
        prop_assert_eq!(ill.verdict, Verdict::Rest);
        prop_assert!(ill.score_milli.is_none_or(|score| score <= 20_000));
        prop_assert!(ill.signs.is_empty());
    }

    #[test]
    fn soreness_moves_the_verdict_one_step_at_most(person in person()) {
        let asked = Asked::new(person);
        let verdicts = (1..=5).map(|sore| asked.advice(&with(&asked.person.today, Field::Soreness, Some(Value::Whole(sore)))).verdict);
        let steps: Vec<u8> = verdicts.map(|verdict| verdict as u8).collect();
        prop_assert!(steps.iter().max().zip(steps.iter().min()).is_none_or(|(most, least)| most - least <= 1), "{:?}", steps);
    }

    #[test]
    fn blocks_add_up_to_the_minutes(person in person()) {
        let plan = person.plan.clone();
        let action = Asked::new(person).usual().action;
        match action.kind {
            Some(kind) => {
                prop_assert!(action.minutes >= 5 && action.rpe_cap.is_some_and(|cap| (0..=100).contains(&cap)));
                prop_assert_eq!(action.blocks.is_none(), kind == Kind::Event);
                prop_assert!(action.blocks.is_none_or(|blocks| blocks.minutes().into_iter().map(i64::from).sum::<i64>() == action.minutes));
                prop_assert!(plan.available_minutes.is_none_or(|most| action.minutes <= most.max(5)));
            }
            None => prop_assert!(action.minutes == 0 && action.volume_pct == 0 && action.blocks.is_none()),
        }
    }

    #[test]
    fn the_headline_is_the_first_three_reasons(person in person()) {
        let advice = Asked::new(person).usual();
        prop_assert_eq!(advice.headline(), &advice.reasons[..advice.reasons.len().min(3)]);
        prop_assert!(advice.reasons.is_sorted_by_key(|reason| reason.class));
        for reason in &advice.reasons {
            prop_assert!(!reason.text.is_empty() && !reason.text.contains(['{', '}']), "{}: {}", reason.id, reason.text);
        }
    }

    #[test]
    fn counterfactuals_do_what_they_say(person in person()) {
        let asked = Asked::new(person);
        let advice = asked.usual();
        if advice.verdict == Verdict::None {
            // Where nothing is advised, nothing would change it: an answer that makes a limit speak is no way up.
            prop_assert!(advice.change.up.is_none() && advice.change.down.is_none());
            return Ok(());
        }
        for (change, wanted) in [(&advice.change.up, true), (&advice.change.down, false)] {
            let Some(change) = change else { continue };
            let value = match change.value {
                ChangeTo::Whole(whole) => Value::Whole(whole),
                ChangeTo::Flag(flag) => Value::Flag(flag),
            };
            let found = asked.advice(&with(&asked.person.today, change.field, Some(value)));
            prop_assert_eq!(found.verdict, change.verdict);
            prop_assert_eq!(found.verdict > advice.verdict, wanted);
            // Said forwards: nothing lifts to an easier day.
            let way = if wanted { "would lift it to" } else { "would bring it down to" };
            let text = words::change_sentences(&advice.change).find(|text| text.contains(way));
            prop_assert!(text.as_ref().is_some_and(|text| !text.contains("easier") && (!wanted || !text.contains("rest day"))), "{text:?}");
        }
        // Where no change is named, no answer would do it.
        for field in ANSWERS.into_iter().filter(|field| value_of(&asked.person.today, *field).is_some()) {
            for value in 1..=5 {
                let found = asked.advice(&with(&asked.person.today, field, Some(Value::Whole(value)))).verdict;
                prop_assert!(found <= advice.verdict || advice.change.up.is_some(), "{field:?} {value} would lift it");
                prop_assert!(found >= advice.verdict || found == Verdict::None || advice.change.down.is_some(), "{field:?} {value}");
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn the_future_is_not_looked_at(person in person(), later in person(), back in 0i64..60) {
        let mut entries = person.journal(0);
        let (day, tuning) = (morning().minus(back), Tuning::default());
        let own = |journal: &Journal| evaluate(journal.history(), day, &person.plan, &tuning);
        let mut known = Person { days: person.days.iter().filter(|(before, _, _)| *before >= back).cloned().collect(), ..person.clone() };
        known.days.iter_mut().filter(|(before, _, _)| *before == back).for_each(|(_, _, sessions)| sessions.clear());
        known.spans.retain(|span| span.from <= day);
        let advice = own(&known.journal(0));
        prop_assert_eq!(&own(&entries), &advice);
        // Sessions of the day itself, rows after it, and a season that knows them.
        let mut ops = vec![Op::PutSession(Box::new(Session::new(SessionId("now".to_owned()), day, Kind::Event, Status::Done)))];
        for (at, (_, fields, _)) in later.days.iter().enumerate() {
            let fields = fields.iter().map(|(field, value)| (*field, Some(value.clone()))).collect();
            let day = morning().plus(1 + at as i64);
            ops.push(Op::SetCheckIn { day, moment: Moment::Morning, fields, source: Source::typed() });
        }
        // A race that is logged later, and one that is planned later.
        for (ahead, status) in [(1, Status::Done), (2, Status::Planned)] {
            let id = SessionId(format!("race {ahead}"));
            ops.push(Op::PutSession(Box::new(Session::new(id, day.plus(ahead), Kind::Event, status))));
        }
        entries.add(Entry::batch(ops, entries.last_stamp(), 2, 1));
        prop_assert_eq!(&own(&entries), &advice);
        let season = Season::new(entries.history(), morning().plus(20), &tuning);
        let none = upswing::domain::CheckIn::default();
        let check_in = entries.history().check_in(day).unwrap_or(&none);
        prop_assert_eq!(&season.advise(day, check_in, &person.plan), &advice);
        if let Some(kept) = season.morning(day) {
            prop_assert_eq!((kept.score_milli, kept.band, kept.stage), (advice.score_milli, advice.band, advice.stage));
            prop_assert_eq!((kept.confidence, kept.signs), (advice.confidence, advice.signs.len() as i64));
        }
    }

    #[test]
    fn nothing_that_can_be_said_panics(
        mut odd in person(),
        sleep in 0i64..=1440,
        (rhr, hrv, reaction) in (25.0f64..=140.0, 1.0f64..=300.0, 120.0f64..=2000.0),
        back in -3i64..100,
    ) {
        let extremes = [
            (Field::SleepMinutes, Value::Whole(sleep)),
            (Field::RestingHr, Value::Number(rhr)),
            (Field::HrvRmssd, Value::Number(hrv)),
            (Field::ReactionMs, Value::Number(reaction)),
        ];
        for (field, value) in &extremes {
            odd.today = with(&odd.today, *field, Some(value.clone()));
            odd.days.iter_mut().step_by(3).for_each(|(_, fields, _)| *fields = with(fields, *field, Some(value.clone())));
        }
        let advice = Asked::new(odd.clone()).usual();
        let state = advice.load.state;
        prop_assert!(state.fitness.is_finite() && state.fatigue.is_finite());
        let _ = evaluate(odd.journal(0).history(), morning().minus(back), &odd.plan, &Tuning::default());
    }

    #[test]
    fn no_threshold_a_person_may_set_breaks_the_sums(
        person in person(),
        ends in prop::collection::vec((0usize..400, any::<bool>()), 1..40),
    ) {
        let mut tuning = Tuning::default();
        for (at, low) in ends {
            let Some(row) = rows().nth(at).filter(|row| row.group == "readiness") else { continue };
            tuning.set(row.group, row.name, if low { row.min } else { row.max }).expect("an end is allowed");
        }
        let journal = person.journal(0);
        let advice = evaluate_with(&journal, &person, &tuning);
        let sum: i64 = advice.bars.iter().map(|bar| bar.milli).sum();
        prop_assert!(advice.score_milli.is_none_or(|score| score == tuning.readiness.base + sum));
        prop_assert!(advice.action.blocks.is_none_or(|blocks| blocks.minutes().into_iter().map(i64::from).sum::<i64>() == advice.action.minutes));
    }
}

/// The ends of the calendar and an empty history are mornings like any other.
#[test]
fn the_ends_of_the_calendar() {
    use upswing::domain::Day;
    use upswing::engine::readiness::TodayPlan;
    for day in [Day::MIN, Day::MAX, morning()] {
        let nothing = evaluate(Journal::default().history(), day, &TodayPlan::default(), &Tuning::default());
        assert_eq!((nothing.verdict, nothing.score_milli), (Verdict::None, None));
        let fields = vec![(Field::Energy, Some(Value::Whole(1)))];
        let told = journal(vec![Op::SetCheckIn { day, moment: Moment::Morning, fields, source: Source::typed() }]);
        assert_eq!(evaluate(told.history(), day, &TodayPlan::default(), &Tuning::default()).bars.len(), 1);
    }
}
