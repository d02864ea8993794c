//! The invariants of `learning.md` §9.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use upswing::domain::field::ANSWERS;
use upswing::domain::{Day, Entry, Experiment, ExperimentId, Field, Journal, Kind, Moment, Op, Source, Stamp, Unit, Value};
use upswing::engine::Tuning;
use upswing::engine::learning::signs::{Showing, chance};
use upswing::engine::learning::trial;
use upswing::engine::readiness::{Advice, Morning, Season, TodayPlan};
use upswing::engine::tuning::Learning;

/// A morning of a test: days since the last one, answers, rating, ill.
type Said = (i64, [Option<i64>; 7], Option<i64>, bool);

fn said() -> impl Strategy<Value = Said> {
    let answer = || prop::option::weighted(0.9, 1..=5_i64);
    let answers = [answer(), answer(), answer(), answer(), answer(), answer(), answer()];
    (prop_oneof![9 => Just(1_i64), 1 => 2..40_i64], answers, prop::option::weighted(0.85, 0..=10_i64), prop::bool::weighted(0.03))
}

fn life() -> impl Strategy<Value = Vec<Said>> {
    vec(said(), 20..70)
}

/// Mornings that are rated by one answer alone, which own weights learn.
fn life_of_one_answer() -> impl Strategy<Value = Vec<Said>> {
    (vec(said(), 40..90), 0..7_usize).prop_map(|(life, which)| {
        let rated = |(gap, answers, _, ill): Said| {
            let answer: Option<i64> = answers.get(which).copied().flatten();
            (gap.min(3), answers, answer.map(|answer| 2 * answer - 1), ill)
        };
        life.into_iter().map(rated).collect()
    })
}

fn start() -> Day {
    Day::from_ymd(2026, 1, 7).unwrap()
}

fn days(life: &[Said]) -> Vec<Day> {
    let mut day = start();
    life.iter()
        .map(|(gap, ..)| {
            day = day.plus(*gap);
            day
        })
        .collect()
}

fn op(day: Day, (_, answers, ready, ill): &Said) -> Op {
    let mut fields: Vec<(Field, Option<Value>)> =
        ANSWERS.into_iter().zip(answers).filter_map(|(field, answer)| Some((field, Some(Value::Whole((*answer)?))))).collect();
    fields.extend(ready.map(|rating| (Field::Ready, Some(Value::Whole(rating)))));
    fields.extend(ill.then_some((Field::Ill, Some(Value::Flag(true)))));
    Op::SetCheckIn { day, moment: Moment::Morning, fields, source: Source::typed() }
}

fn journal(ops: Vec<Op>) -> Journal {
    let mut journal = Journal::default();
    journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
    journal
}

fn lived(life: &[Said]) -> Journal {
    journal(days(life).into_iter().zip(life).map(|(day, said)| op(day, said)).collect())
}

fn asking() -> Tuning {
    Tuning { ask_ready: true, ..Tuning::default() }
}

fn season(journal: &Journal, last: Day, tuning: &Tuning) -> Season {
    Season::new(journal.history(), last, tuning)
}

fn advise(season: &Season, journal: &Journal, day: Day) -> Advice {
    season.advise(day, journal.history().check_in(day).unwrap(), &TodayPlan::default())
}

/// What a morning says, without what only learning knows of it.
fn plain(morning: &Morning) -> Morning {
    let mut plain = *morning;
    (plain.own, plain.expected) = (false, None);
    plain
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// 2: sums are kept, none is negative, soreness stays small; the bars add up to a score of 0–100.
    #[test]
    fn what_answers_weigh_together_never_changes(life in life()) {
        let journal = lived(&life);
        let last = *days(&life).last().unwrap();
        let season = season(&journal, last, &asking());
        for day in days(&life) {
            let advice = advise(&season, &journal, day);
            let own = advice.own.unwrap();
            let (worst, best): (Vec<i64>, Vec<i64>) = own.weights.of.iter().map(|of| (-of.worst, of.best)).unzip();
            prop_assert_eq!((worst.iter().sum::<i64>(), best.iter().sum::<i64>()), (43_000, 25_000));
            prop_assert!(worst.iter().chain(&best).all(|weight| *weight >= 0));
            prop_assert!(worst[3] <= 6_000 && best[3] <= 3_000, "{worst:?} {best:?}");
            prop_assert!((0.0..=1.0).contains(&own.weights.share));
            prop_assert!(own.used >= 14 || own.weights.share == 0.0);
            if let Some(score) = advice.score_milli {
                prop_assert_eq!(70_000 + advice.bars.iter().map(|bar| bar.milli).sum::<i64>(), score);
                prop_assert!((0..=100_000).contains(&score));
                prop_assert_eq!(700 + advice.bars.iter().map(|bar| bar.shown).sum::<i64>(), score.div_euclid(100));
            }
            prop_assert!(season.learned_on(day).unwrap().population.is_sound() && season.learned_on(day).unwrap().own.is_sound());
        }
    }

    /// 1: off, every number is the specified one; on, the specified ones stand beside, and below 14 ratings nothing differs.
    #[test]
    fn off_is_the_specified_score(life in life()) {
        let journal = lived(&life);
        let last = *days(&life).last().unwrap();
        let (on, off) = (season(&journal, last, &asking()), season(&journal, last, &Tuning::default()));
        for (with, without) in on.mornings().iter().zip(off.mornings()) {
            prop_assert_eq!((with.specified.score, with.specified.band, with.specified.verdict),
                (without.score_milli, without.band, without.verdict));
            prop_assert_eq!(without.specified.score, without.score_milli);
            prop_assert!(!without.own && without.expected.is_none());
        }
        let learned: Vec<Day> = on.rated(last).iter().map(|rated| rated.day).collect();
        for day in days(&life) {
            let used = learned.iter().filter(|rated| **rated < day.monday()).count();
            let advice = advise(&on, &journal, day);
            prop_assert_eq!(advice.own.unwrap().used, used as i64);
            if used < 14 {
                let unasked = advise(&off, &journal, day);
                prop_assert_eq!(unasked.own, None);
                prop_assert_eq!(Advice { own: None, expected: None, ..advice }, unasked);
            }
        }
    }

    /// 3: what is rated on a day changes weights from the next Monday on and expected ratings from the next day on.
    #[test]
    fn nothing_is_known_before_it_was_said(life in life(), which in any::<prop::sample::Index>(), rating in prop::option::of(0..=10_i64)) {
        let at = which.index(life.len());
        let mut other = life.clone();
        other[at].2 = rating;
        let (day, last) = (days(&life)[at], *days(&life).last().unwrap());
        let (one, two) = (lived(&life), lived(&other));
        let (one_season, two_season) = (season(&one, last, &asking()), season(&two, last, &asking()));
        for (before, after) in one_season.mornings().iter().zip(two_season.mornings()).filter(|(before, _)| before.day < day.monday().plus(7)) {
            prop_assert_eq!(plain(before), plain(after));
            prop_assert!(before.day >= day || before.expected == after.expected);
        }
        for past in days(&life).into_iter().filter(|past| *past <= day) {
            let (one_advice, two_advice) = (advise(&one_season, &one, past), advise(&two_season, &two, past));
            prop_assert_eq!(one_advice.expected, two_advice.expected);
            prop_assert_eq!(one_advice.own, two_advice.own);
        }
    }

    /// 4: the order of entry is irrelevant, and renewing gives the same bits as computing everything.
    #[test]
    fn renewed_is_the_same_as_computed_anew(life in life(), order in any::<u64>(), cut in any::<prop::sample::Index>()) {
        let (days, tuning) = (days(&life), asking());
        let last = *days.last().unwrap();
        let whole = season(&lived(&life), last, &tuning);
        let mut ops: Vec<Op> = days.iter().zip(&life).map(|(day, said)| op(*day, said)).collect();
        ops.sort_by_key(|op| format!("{op:?}").bytes().fold(order, |hash, byte| hash.wrapping_mul(31).wrapping_add(u64::from(byte))));
        let at = cut.index(ops.len());
        let rest = ops.split_off(at);
        let mut journal = journal(ops);
        let mut renewed = season(&journal, last.minus(3), &tuning);
        for op in rest {
            let changed = journal.add(Entry::batch(vec![op], journal.last_stamp(), 2, 1)).unwrap();
            renewed.renew(journal.history(), changed, last);
        }
        renewed.renew(journal.history(), Day::MAX, last);
        prop_assert_eq!(whole.mornings(), renewed.mornings());
        for day in days.into_iter().chain([last.plus(1), last.plus(9)]) {
            prop_assert_eq!(whole.learned_on(day), renewed.learned_on(day));
        }
    }

    /// 7: what was said later, tags, and whether an assignment was kept change no score.
    #[test]
    fn what_is_only_kept_changes_nothing(life in life(), said in vec((any::<prop::sample::Index>(), 0..=10_i64), 1..9)) {
        let last = *days(&life).last().unwrap();
        let before = lived(&life);
        let mut after = lived(&life);
        let more = |(which, rating): (prop::sample::Index, i64)| Op::SetCheckIn {
            // Also on days without any check-in, before the first one.
            day: start().minus(20).plus(which.index(90) as i64),
            moment: Moment::Morning,
            fields: vec![
                (Field::ReadyLater, Some(Value::Whole(rating))),
                (Field::Kept, Some(Value::Flag(rating > 5))),
                (Field::Tags, Some(Value::Text("late-meal sauna".to_owned()))),
            ],
            source: Source::typed(),
        };
        after.add(Entry::batch(said.into_iter().map(more).collect(), after.last_stamp(), 2, 1));
        let (one, two) = (season(&before, last, &asking()), season(&after, last, &asking()));
        prop_assert_eq!(one.mornings(), two.mornings());
    }

    /// 6: the chance of a signing against trying all of them; signs and halves mirror.
    #[test]
    fn the_exact_test_is_exact(d in vec(-40..40_i64, 1..13), shift in -5..5_i64) {
        let values: Vec<i64> = d.iter().map(|d| d - shift).collect();
        let sum: i64 = values.iter().sum();
        let signed = |signs: u32| values.iter().enumerate().map(|(at, d)| if signs >> at & 1 == 1 { -d } else { *d }).sum::<i64>();
        let all = 1_u32 << values.len();
        let count = (0..all).filter(|signs| signed(*signs).abs() >= sum.abs()).count() as u64;
        prop_assert_eq!(chance(&d, shift), (count, u64::from(all)));
        let mirrored: Vec<i64> = d.iter().map(|d| -d).collect();
        prop_assert_eq!(chance(&d, 0), chance(&mirrored, 0));
    }

    #[test]
    fn the_interval_holds_the_mean_and_mirrors(d in vec(-60..60_i64, 10..22)) {
        let tuning = asking().learning;
        let mirrored: Vec<i64> = d.iter().map(|d| -d).collect();
        let (one, other) = (Showing::of(&d, &tuning).numbers.unwrap(), Showing::of(&mirrored, &tuning).numbers.unwrap());
        let (sum, pairs) = (d.iter().sum::<i64>(), d.len() as i64);
        prop_assert!(one.low * pairs <= sum && sum <= one.high * pairs, "{one:?}");
        prop_assert_eq!((one.low, one.high, one.p), (-other.high, -other.low, other.p));
    }
}

/// `learning.md` §5: the interval ends at the last shifts whose chance is above its share, not at it.
#[test]
fn the_interval_ends_where_the_chance_is_no_longer_above_its_share() {
    let mut runner = TestRunner::deterministic();
    let few = vec(-2..=2_i64, 10..12);
    let mut at_its_share = 0;
    for _ in 0..200 {
        let d = few.new_tree(&mut runner).unwrap().current();
        for inside in [2, 4, 5, 8] {
            let tuning = Learning { inside, ..Learning::default() };
            let found = Showing::of(&d, &tuning).numbers.unwrap();
            let (sum, pairs) = (d.iter().sum::<i64>(), d.len() as i64);
            let mut above = |shift: i64| {
                let (count, all) = chance(&d, shift);
                at_its_share += i32::from(count * inside as u64 == all);
                count * inside as u64 > all
            };
            assert!(above(found.low) || found.low == sum.div_euclid(pairs), "{d:?} {found:?}");
            assert!(above(found.high) || found.high == -(-sum).div_euclid(pairs), "{d:?} {found:?}");
            assert!(!above(found.low - 1) && !above(found.high + 1), "{d:?} {found:?}");
        }
    }
    assert!(at_its_share > 0, "some chance was to be the share itself");
}

/// 2 (readiness.md §12.2, §12.7): with own weights a better answer is never worse advice, and soreness moves it one step.
#[test]
fn a_better_morning_is_never_worse_advice_with_own_weights() {
    let mut runner = TestRunner::deterministic();
    let (mut learned, mut believed) = (0, 0);
    for run in 0..160 {
        let lives = if run % 2 == 0 { life().boxed() } else { life_of_one_answer().boxed() };
        let life = lives.new_tree(&mut runner).unwrap().current();
        let (journal, last) = (lived(&life), *days(&life).last().unwrap());
        let season = season(&journal, last, &asking());
        let today = journal.history().check_in(last).unwrap();
        let with = |field: Field, answer: i64| {
            let mut changed = today.clone();
            let latest = Stamp { wall_ms: u64::MAX, counter: u32::MAX, device: u64::MAX };
            changed.merge(field, Some(Value::Whole(answer)), &Source::typed(), latest);
            season.advise(last, &changed, &TodayPlan::default())
        };
        let share = advise(&season, &journal, last).own.unwrap().weights.share;
        learned += usize::from(share > 0.0);
        believed += usize::from(share > 0.5);
        for field in ANSWERS {
            let advices: Vec<Advice> = (1..=5).map(|answer| with(field, answer)).collect();
            for (lower, higher) in advices.iter().zip(advices.iter().skip(1)) {
                assert!(
                    higher.score_milli >= lower.score_milli,
                    "{field:?}: {:?} {:?}\n{life:?}",
                    lower.score_milli,
                    higher.score_milli
                );
                assert!(higher.verdict >= lower.verdict, "{field:?}: {} {}\n{life:?}", lower.verdict, higher.verdict);
            }
            if field == Field::Soreness {
                let (worst, best) = (advices[0].verdict as u8, advices[4].verdict as u8);
                assert!(best - worst <= 1, "soreness from {} to {}\n{life:?}", advices[0].verdict, advices[4].verdict);
            }
        }
    }
    assert!(learned >= 60 && believed >= 10, "own weights counted in {learned} lives, by half in {believed}");
}

/// 5: ten years of daily ratings leave both lines finite and symmetric.
#[test]
fn ten_years_of_daily_ratings_stay_sound() {
    let morning = |number: i64| -> Said {
        let answers = std::array::from_fn(|at| Some(1 + (number * (3 + 2 * at as i64) + number / 11) % 5));
        (1, answers, Some((number * 7 + number / 13) % 11), false)
    };
    let life: Vec<Said> = (0..3_653).map(morning).collect();
    let (journal, last) = (lived(&life), *days(&life).last().unwrap());
    let season = season(&journal, last, &asking());
    let state = season.learned_on(last.plus(1)).unwrap();
    assert_eq!(state.ratings, 3_653);
    assert!(state.population.is_sound() && state.own.is_sound());
}

/// `learning.md` §5: sessions are decided by the coin only where they are what is decided, and only two for each pair.
#[test]
fn a_session_has_a_half_only_where_sessions_are_decided_and_as_long_as_there_are_pairs() {
    for unit in Unit::ALL.iter().copied() {
        let decided = unit == Unit::Session;
        let experiment = Experiment {
            id: ExperimentId("x".to_owned()),
            registered: start(),
            question: "Does it help?".to_owned(),
            yes: "it was done".to_owned(),
            unit,
            kind: decided.then_some(Kind::Strength),
            outcome: unit.outcomes()[0],
            pairs: 10,
            first_day: start().plus(1),
            seed: 7,
        };
        let halves: Vec<Option<bool>> = (0..=21).map(|number| trial::of_session(&experiment, number)).collect();
        let told: Vec<bool> = halves.iter().map(Option::is_some).collect();
        let expected: Vec<bool> = (0..=21).map(|number| decided && (1..=20).contains(&number)).collect();
        assert_eq!(told, expected, "{unit:?}");
        assert!(halves[1..=20].chunks(2).all(|pair| !decided || pair[0] != pair[1]), "one half of each pair: {halves:?}");
        assert_eq!(trial::of_day(&experiment, start().plus(1)).is_some(), !decided, "{unit:?}");
    }
}
