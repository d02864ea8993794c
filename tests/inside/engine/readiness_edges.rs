//! Thresholds of readiness at the very value they name, and one beside it.
use upswing::domain::{
    CheckIn, Day, Entry, Field, Journal, Kind, Load, LoadOrigin, Minutes, Moment, Op, Points, ProfileChange, Rpe, Session,
    SessionId, Situation, Source, Stamp, Status, Value,
};
use upswing::engine::Tuning;
use upswing::engine::readiness::{
    Advice, Confidence, Do, LimitId, PlannedToday, ReasonId, Season, Sign, Signal, TodayPlan, Verdict,
};

/// A life in ops, seen from the morning of day 0; days before it are negative.
#[derive(Default)]
struct Life(Vec<Op>);

fn day(number: i64) -> Day {
    Day::from_ymd(2026, 3, 29).unwrap().plus(number)
}

fn whole(field: Field, value: i64) -> (Field, Value) {
    (field, Value::Whole(value))
}

/// Energy, mood and stress: enough for a score.
fn three(answer: i64) -> Vec<(Field, Value)> {
    [Field::Energy, Field::Mood, Field::Stress].map(|field| whole(field, answer)).to_vec()
}

impl Life {
    fn says(mut self, number: i64, fields: impl IntoIterator<Item = (Field, Value)>) -> Life {
        let fields = fields.into_iter().map(|(field, value)| (field, Some(value))).collect();
        self.0.push(Op::SetCheckIn { day: day(number), moment: Moment::Morning, fields, source: Source::typed() });
        self
    }

    fn each(self, numbers: impl IntoIterator<Item = i64>, fields: &[(Field, Value)]) -> Life {
        numbers.into_iter().fold(self, |life, number| life.says(number, fields.to_vec()))
    }

    fn does(mut self, number: i64, points: f64, change: impl Fn(&mut Session)) -> Life {
        let mut session = Session::new(SessionId(self.0.len().to_string()), day(number), Kind::Strength, Status::Done);
        session.minutes = Minutes::try_from(40_u16).ok();
        session.load = Some(Load { points: Points::try_from(points).unwrap(), origin: LoadOrigin::Typed });
        change(&mut session);
        self.0.push(Op::PutSession(Box::new(session)));
        self
    }

    fn season(self) -> (Journal, Season) {
        let mut journal = Journal::default();
        journal.add(Entry::batch(self.0, Stamp::default(), 1, 1));
        let season = Season::new(journal.history(), day(0), &Tuning::default());
        (journal, season)
    }

    fn today(self) -> Advice {
        let (journal, season) = self.season();
        let empty = CheckIn::default();
        season.advise(day(0), journal.history().check_in(day(0)).unwrap_or(&empty), &TodayPlan::default())
    }
}

fn limits(advice: &Advice) -> Vec<LimitId> {
    advice.limits.iter().map(|limit| limit.id).collect()
}

fn sign(advice: &Advice, sign: Sign) -> Option<(i64, i64)> {
    advice.signs.iter().find(|seen| seen.sign == sign).map(|seen| seen.on.numbers().into())
}

fn label(advice: &Advice, signal: Signal) -> Option<String> {
    advice.bars.iter().find(|bar| bar.signal == Some(signal)).map(|bar| bar.label.clone())
}

#[test]
fn a_night_is_short_below_its_hours_not_at_them() {
    let slept = |minutes| {
        let night = [three(3), vec![whole(Field::SleepMinutes, minutes)]].concat();
        let found = limits(&Life::default().says(0, night).today());
        found.into_iter().find(|limit| matches!(limit, LimitId::SleepUnder4 | LimitId::SleepUnder5))
    };
    assert_eq!(slept(239), Some(LimitId::SleepUnder4));
    assert_eq!(slept(240), Some(LimitId::SleepUnder5));
    assert_eq!(slept(299), Some(LimitId::SleepUnder5));
    assert_eq!(slept(300), None);
}

#[test]
fn a_cap_never_lifts_a_score() {
    let low = Life::default().says(0, three(1)).today();
    let aching = Life::default().says(0, [three(1), vec![(Field::Pain, Value::Flag(true))]].concat()).today();
    assert_eq!(aching.score_milli, low.score_milli);
    assert_eq!(aching.bars.last().map(|bar| (bar.signal, bar.milli)), Some((None, 0)));
}

#[test]
fn four_answers_after_sessions_make_a_balance() {
    let after = |charges: &[u8]| {
        let life = Life::default().says(0, three(3));
        let does = |life: Life, (nth, charge): (usize, &u8)| life.does(-1 - nth as i64, 10.0, |done| done.charge = Some(*charge));
        charges.iter().enumerate().fold(life, does).today()
    };
    assert_eq!(label(&after(&[1, 1, 1]), Signal::Charge), None);
    assert_eq!(label(&after(&[1, 1, 1, 5]), Signal::Charge).as_deref(), Some("charged 1, drained 3"));
    assert_eq!(sign(&after(&[1, 1, 1, 5]), Sign::Drained), Some((3, 4)));
    assert_eq!(sign(&after(&[1, 1, 3, 5]), Sign::Drained), None);
}

#[test]
fn thirty_points_of_evidence_are_medium() {
    let fields = [three(3), vec![whole(Field::Soreness, 3)]].concat();
    let life = || Life::default().says(0, fields.clone());
    let four = (1..=4).fold(life(), |life, ago| life.does(-ago, 10.0, |done| done.charge = Some(3)));
    let (with, without) = (four.today(), life().today());
    assert_eq!((with.evidence, with.confidence), (30_000, Confidence::Medium));
    assert_eq!((without.evidence, without.confidence), (27_000, Confidence::Low));
}

#[test]
fn signs_need_their_numbers_and_no_more() {
    let ache = [three(3), vec![(Field::Pain, Value::Flag(true))]].concat();
    assert_eq!(sign(&Life::default().each(-2..=0, &ache).today(), Sign::Aches), Some((3, 7)));
    assert_eq!(sign(&Life::default().each(-1..=0, &ache).today(), Sign::Aches), None);

    let flat = [whole(Field::Energy, 3), whole(Field::Mood, 2), whole(Field::Stress, 3)];
    assert_eq!(sign(&Life::default().each(-2..=0, &flat).today(), Sign::LowDrive), Some((3, 3)));
    assert_eq!(sign(&Life::default().each(-1..=0, &flat).today(), Sign::LowDrive), None);

    let unclean = |times| {
        (1..=times).fold(Life::default().says(0, three(3)), |life, ago| life.does(-ago, 10.0, |done| done.clean = Some(false)))
    };
    assert_eq!(sign(&unclean(3).today(), Sign::MovementOff), Some((3, 3)));
    assert_eq!(sign(&unclean(2).today(), Sign::MovementOff), None);

    let night = |minutes| [three(3), vec![whole(Field::SleepMinutes, minutes)]].concat();
    assert_eq!(sign(&Life::default().each(-3..=0, &night(360)).today(), Sign::PoorSleep), Some((60, 4)));
    assert_eq!(sign(&Life::default().each(-3..=0, &night(361)).today(), Sign::PoorSleep), None);
    assert_eq!(sign(&Life::default().each(-2..=0, &night(310)).today(), Sign::PoorSleep), None);
}

#[test]
fn rest_that_does_not_help_asks_for_rest_and_for_fatigue() {
    let trained = || {
        let mut life = Life::default();
        life.0.push(Op::SetProfile(ProfileChange::Start(Some((40.0, 40.0)))));
        life
    };
    let low = three(2);
    assert_eq!(sign(&trained().each(-2..=0, &low).today(), Sign::RestNoHelp), None, "still fresh this morning");
    let tired = || {
        let heavy = [low.clone(), vec![whole(Field::Movement, 2), whole(Field::SleepQuality, 2)]].concat();
        trained().each(-6..=0, &heavy)
    };
    assert_eq!(sign(&tired().today(), Sign::RestNoHelp), Some((7, 7)));
    let worked = |points| (1..=6).fold(tired(), |life, ago| life.does(-ago, points, |_| ()));
    assert_eq!(sign(&worked(35.0).today(), Sign::RestNoHelp), None, "more than half of a usual week is no rest");
    assert_eq!(sign(&worked(15.0).today(), Sign::RestNoHelp), Some((7, 7)));
}

fn pulse(value: f64) -> Vec<(Field, Value)> {
    [three(3), vec![(Field::RestingHr, Value::Number(value))]].concat()
}

#[test]
fn a_baseline_is_made_of_the_days_before() {
    let building = |advice: &Advice| {
        advice.reasons.iter().find(|reason| reason.what == ReasonId::BaselineBuilding).map(|reason| reason.numbers.clone())
    };
    assert_eq!(building(&Life::default().each(-9..=0, &pulse(50.0)).today()), Some(vec![9, 10]));
    assert_eq!(building(&Life::default().each(-10..=0, &pulse(50.0)).today()), None);
}

#[test]
fn a_bad_day_begins_at_its_line_and_is_forgotten_after_five() {
    let usual = || Life::default().each(-40..=-6, &pulse(50.0));
    let after = |week: [f64; 6]| {
        let life = week.iter().zip(-5..).fold(usual(), |life, (value, number)| life.says(number, pulse(*value)));
        label(&life.today(), Signal::RhrTrend)
    };
    assert_eq!(after([50.0, 50.0, 50.0, 50.0, 50.0, 52.5]).as_deref(), Some("resting pulse high on 1 of 5 days"), "1.25 spreads");
    assert_eq!(after([50.0, 50.0, 50.0, 50.0, 50.0, 52.4]).as_deref(), Some("resting pulse high on 0 of 5 days"));
    assert_eq!(
        after([55.0, 50.0, 50.0, 55.0, 55.0, 50.0]).as_deref(),
        Some("resting pulse high on 2 of 5 days"),
        "not the sixth"
    );
    assert_eq!(after([50.0, 55.0, 50.0, 55.0, 55.0, 50.0]).as_deref(), Some("resting pulse high on 3 of 5 days"));
}

#[test]
fn a_week_needs_three_readings_for_a_position() {
    let usual = || Life::default().each(-40..=-10, &pulse(50.0));
    let with = |numbers: &[i64]| numbers.iter().fold(usual(), |life, number| life.says(*number, pulse(53.0))).today();
    assert_eq!(label(&with(&[-6, -3, 0]), Signal::Rhr).as_deref(), Some("resting pulse above its range"));
    assert_eq!(label(&with(&[-7, -3, 0]), Signal::Rhr), None, "the week is today and six days before");
    assert_eq!(label(&with(&[-3, 0]), Signal::Rhr), None);
}

fn ill() -> Vec<(Field, Value)> {
    vec![(Field::Ill, Value::Flag(true))]
}

#[test]
fn the_return_lasts_as_long_as_the_illness_two_days_to_a_week() {
    let back = |ill_days: &[i64], healthy: &[i64]| {
        let life = ill_days.iter().fold(Life::default(), |life, number| life.says(*number, ill()));
        // A check-in on the first day that is well: silence would belong to the illness.
        let well = ill_days.last().map(|last| last + 1).filter(|well| *well < 0);
        limits(&healthy.iter().chain(&well).fold(life, |life, number| life.says(*number, three(4))).says(0, three(4)).today())
    };
    let sick = |from: i64, to: i64| (from..=to).collect::<Vec<i64>>();
    let has = |limits: &[LimitId], limit| limits.contains(&limit);
    assert!(has(&back(&sick(-1, -1), &[]), LimitId::IllReturnFirst), "one ill day: the first day back");
    assert!(has(&back(&sick(-2, -2), &[]), LimitId::IllReturnThen), "one ill day: the second");
    assert!(!has(&back(&sick(-3, -3), &[]), LimitId::IllReturnThen), "one ill day: the third is free");
    assert!(has(&back(&sick(-20, -7), &[]), LimitId::IllReturnThen), "two ill weeks: the seventh day back");
    assert!(!has(&back(&sick(-20, -8), &[]), LimitId::IllReturnThen), "two ill weeks: the eighth is free");
    // A healthy morning between two ill days ends the first illness; silence does not.
    assert!(!has(&back(&[-7, -6, -5, -3], &[-4]), LimitId::IllReturnFirst));
    assert!(has(&back(&[-7, -6, -5, -3], &[]), LimitId::IllReturnFirst));
}

#[test]
fn a_lighter_week_is_seven_days_and_remembered_for_four_weeks() {
    // 30 points a day from so many days ago; the days of `light` are free.
    let rhythm = |days: i64, light: std::ops::RangeInclusive<i64>| {
        let trains = |life: Life, number: i64| if light.contains(&number) { life } else { life.does(number, 30.0, |_| ()) };
        (-days..0).fold(Life::default(), trains).season().1.rhythm(day(0))
    };
    assert_eq!(rhythm(41, 0..=0), None, "a usual week is not known yet");
    assert_eq!(rhythm(42, 0..=0).map(|rhythm| rhythm.last), Some(None));
    // Without three of its days a week has 4/7 of a usual one: 62 % of what is left of it.
    assert_eq!(rhythm(60, -33..=-31).map(|rhythm| rhythm.last), Some(Some(27)));
    assert_eq!(rhythm(60, -34..=-32).map(|rhythm| rhythm.last), Some(Some(28)), "the last day it counts");
    assert_eq!(rhythm(60, -35..=-33).map(|rhythm| rhythm.last), Some(None));
    assert_eq!(rhythm(60, -34..=-28).map(|rhythm| rhythm.last), Some(Some(25)), "a week off makes the usual one smaller");
}

#[test]
fn even_weeks_are_no_lighter_ones_whatever_they_are_compared_with() {
    let life = || (-120..0).fold(Life::default(), |life, number| life.does(number, 30.0, |_| ()));
    for deload_base in [7, 28, 42, 84, 90] {
        let mut tuning = Tuning::default();
        tuning.readiness.deload_base = deload_base;
        let mut journal = Journal::default();
        journal.add(Entry::batch(life().0, Stamp::default(), 1, 1));
        let rhythm = Season::new(journal.history(), day(0), &tuning).rhythm(day(0)).unwrap();
        assert_eq!((rhythm.last, rhythm.lighter), (None, 30_000 * 7 * 650 / 1000), "{deload_base}");
    }
}

#[test]
fn without_a_score_a_limit_of_the_body_still_speaks() {
    let aching = Life::default().says(0, [(Field::Pain, Value::Flag(true))]).today();
    assert_eq!((aching.score_milli, aching.verdict), (None, Verdict::Ease));
}

#[test]
fn balance_is_kept_on_a_day_to_recover_only_by_older_adults() {
    let advised = |situation| {
        let mut life = Life::default().each(-20..0, &three(3)).says(0, three(1));
        life.0.push(Op::SetProfile(ProfileChange::Situation(situation)));
        let (journal, season) = life.season();
        let balance = Session::new(SessionId("balance".to_owned()), day(0), Kind::Balance, Status::Planned);
        let plan = TodayPlan { session: Some(PlannedToday::of(&balance)), ..TodayPlan::default() };
        let advice = season.advise(day(0), journal.history().check_in(day(0)).unwrap(), &plan);
        assert_eq!(advice.verdict, Verdict::Recover);
        (advice.action.act, advice.action.kind, advice.action.volume_pct)
    };
    assert_eq!(advised(Some(Situation::OlderAdult)), (Do::Ease, Some(Kind::Balance), 50));
    for other in [None, Some(Situation::Athlete), Some(Situation::DeskWorker)] {
        assert_eq!(advised(other), (Do::Swap, Some(Kind::Mobility), 100), "{other:?}");
    }
}

#[test]
fn a_no_to_ill_ends_the_silence_after_an_illness() {
    let returns = |life: Life| {
        let found = limits(&life.each(-40..-8, &three(3)).each(-8..-5, &ill()).says(0, three(3)).today());
        found.into_iter().any(|limit| matches!(limit, LimitId::IllReturnFirst | LimitId::IllReturnThen))
    };
    assert!(returns(Life::default()), "nothing was said: nobody knows how long it lasted");
    let no = || vec![(Field::Ill, Value::Flag(false))];
    assert!(!returns(Life::default().says(-5, no())), "three days ill, and five days of return are over");
}

#[test]
fn a_session_is_beyond_what_was_expected_by_points_of_rpe() {
    let life = Life::default().each(-20..0, &three(3));
    let harder = |life: Life, number: i64, rpe: f64| {
        life.does(number, 60.0, |session| {
            session.rpe = Rpe::try_from(rpe).ok();
            session.planned_rpe = Rpe::try_from(5.0).ok();
        })
    };
    let life = (-10..0).fold(life, |life, number| harder(harder(life, number, 7.5), number, 6.5));
    let days: Vec<_> = life.season().1.session_days(day(-5), day(-1)).collect();
    assert_eq!(days.iter().map(|day| day.beyond).collect::<Vec<_>>(), [Some(2.0); 5], "the mean of two");
}

#[test]
fn an_illness_nobody_ended_is_remembered_as_long_as_its_silence_and_its_return_last() {
    let since = |back: i64| limits(&Life::default().says(-back, ill()).says(0, three(3)).today());
    assert!(since(21).contains(&LimitId::IllReturnThen), "fourteen silent days, and the last of seven of return");
    let over = since(22);
    assert!(!over.contains(&LimitId::IllReturnThen) && !over.contains(&LimitId::IllReturnFirst), "{over:?}");
}
