//! Reasons and bars into sentences: plain, kind, no diagnosis (`readiness.md` §10).

use crate::domain::{Field, Situation};

use super::ground::Ground;
use super::ids::{LimitId, Sign, Signal, Stage};
use super::reasons::ReasonId;
use super::series::Row;

/// What a sentence needs beside its numbers.
pub(super) struct Names<'a> {
    /// Labels of the answers that are missing for a score.
    pub missing: &'a [Field],
    /// The label and the shown points of a signal's bar.
    pub bar: &'a dyn Fn(Signal) -> (String, i64),
}

/// The sentence of a reason: the table of §10, row by row.
pub(super) fn sentence(id: ReasonId, numbers: &[i64], names: &Names) -> String {
    let n = |at: usize| numbers.get(at).copied().unwrap_or(0);
    match id {
        ReasonId::SeeProOverreach => format!(
            "Tired for weeks, and rest alone is not enough (at this stage: {}): worth talking to a doctor or sports physician.",
            since(n(0))
        ),
        ReasonId::SeeProIll => format!("Day {} of being ill: let a doctor have a look.", n(0)),
        ReasonId::SeeProPain => format!("This ache was there on {} of 14 days: let a physio or doctor look at it.", n(0)),
        ReasonId::Limit(limit) => limit_sentence(limit, n(0), n(1)),
        ReasonId::ReturnRamp => {
            let day = if n(0) == 0 { since(0) } else { format!("day {}", n(0)) };
            format!("On the way back up, {day}: step by step keeps it.")
        }
        ReasonId::NoCheckin => "No check-in yet: half a minute is enough.".to_owned(),
        ReasonId::TooLittleSaid => {
            let missing: Vec<&str> = names.missing.iter().map(|field| field.spec().label).collect();
            format!("{} of {} answers: too little for a score. Missing: {}.", n(0), n(1), missing.join(", "))
        }
        ReasonId::FeelOverData => "Your numbers look fine, you do not feel it. Feel counts more.".to_owned(),
        ReasonId::DataUnderFeel => {
            "You feel good, your numbers are lower than usual. A mirror, not a master: see how the warm-up goes.".to_owned()
        }
        ReasonId::Sign(sign) => sign_sentence(sign, n(0), n(1)),
        ReasonId::Down(signal) | ReasonId::Up(signal) => {
            let (label, tenths) = (names.bar)(signal);
            format!("{label}: {}", signed(tenths))
        }
        ReasonId::EventToday => "The day is here. Start easier than you want to.".to_owned(),
        ReasonId::Held => format!("Just over the line; after yesterday {} is asked.", points(n(1))),
        ReasonId::Travel => "Travelling: heart numbers wait three days, feel counts.".to_owned(),
        ReasonId::OneOddReading => "One odd reading: noted, not acted on.".to_owned(),
        ReasonId::SourceChanged => format!("New device: getting to know it ({} of {} readings).", n(0), n(1)),
        ReasonId::BaselineBuilding => format!("Getting to know your normal ({} of {} readings).", n(0), n(1)),
        ReasonId::DeloadDue => format!("{} weeks without a lighter one: plan it before you need it.", n(0)),
        ReasonId::Hijack => format!("{} recent sessions got in life's way: a smaller week can be the stronger one.", n(0)),
        ReasonId::LateHard => {
            format!("Slept worse after {} of {} sessions: try earlier, or a longer downshift.", n(0), n(1))
        }
        ReasonId::RestKeepsGains => format!(
            "A rest day costs {} of {} fitness points and clears {} of {} fatigue. It lets adaptation finish.",
            points(n(0)),
            points(n(1)),
            points(n(2)),
            points(n(3))
        ),
        ReasonId::NoPunishment => format!("A hard session on {} of sleep punishes, it does not build.", clock(n(0))),
        ReasonId::SorenessNotScore => "Soreness says where you worked, not how well.".to_owned(),
        ReasonId::FailureTool => "Failure is a tool for the last set today; exhaustion is a warning light.".to_owned(),
        ReasonId::Situation(situation) => situation_advice(situation).to_owned(),
    }
}

fn limit_sentence(limit: LimitId, first: i64, second: i64) -> String {
    let stage = |rest: &str| {
        let signs = match first {
            0 => String::new(),
            1 => "1 sign, ".to_owned(),
            _ => format!("{first} signs, "),
        };
        let opening = capitalised(&format!("{signs}{}", since(second)));
        format!("{opening}: {rest}")
    };
    match limit {
        LimitId::Ill => format!("You are ill (day {first}). Rest is today's session."),
        LimitId::IllReturnFirst => format!("Day {first} after {} ill: only what charges.", days(second)),
        LimitId::IllReturnThen => format!("Day {first} after {} ill: your session, but less of it.", days(second)),
        LimitId::SleepUnder4 | LimitId::SleepUnder5 => {
            format!("{} of sleep against a need of {}: keep it easy today.", clock(first), clock(second))
        }
        LimitId::Pain => "An ache changes how you move: only pain-free movements.".to_owned(),
        LimitId::StageOverreaching => stage("your body asks for weeks, not days. Only what charges."),
        LimitId::StageDeeper => stage("fatigue sits deeper. A lighter week or more brings the spark back."),
        LimitId::StageSurface => stage("still adapting, just slower. A few easier days are often enough."),
        LimitId::LowConfidence => {
            format!("Sounds great, on little evidence ({first} of {second}): train as planned, no extra.")
        }
        LimitId::DeloadWeek => "Lighter week: feeling good is the point of it, keep it light.".to_owned(),
        LimitId::TaperHold => format!("{} to go: the form is there, do not spend it.", days(first)),
        LimitId::PostEvent => format!("{} after the event: let it finish before you build.", days(first)),
    }
}

fn sign_sentence(sign: Sign, n: i64, of: i64) -> String {
    match sign {
        Sign::RestNoHelp => format!("Low energy on {n} of {of} days although the load is light."),
        Sign::HardEffort => {
            format!("{n} of {of} sessions felt harder than they should. That is fatigue, not weakness.")
        }
        Sign::MovementOff => format!("Movement heavy or reactions slow ({n} of {of}): your coordination is tired."),
        Sign::Drained => format!("{n} of {of} sessions left you drained rather than challenged."),
        Sign::LowDrive => format!("Mood and drive low on {n} of {of} days. A sign, not a lack of discipline."),
        Sign::Aches => format!("An ache on {n} of {of} days: it is not getting its time to heal."),
        Sign::RhrUp => format!("Resting heart rate up on {n} of {of} days: a cue to back off."),
        Sign::HrvDown => format!("HRV down on {n} of {of} days: a cue to back off."),
        Sign::PoorSleep => "Sleep has not refreshed you lately.".to_owned(),
        Sign::SlowRecovery => format!("Not recovered before {n} of {of} sessions."),
        Sign::LingeringSoreness => format!("Sore on {n} of {of} days: the last work is still being repaired."),
    }
}

/// The line of advice of a situation.
pub fn situation_advice(situation: Situation) -> &'static str {
    match situation {
        Situation::DeskWorker => "Posture, a little strength, walking, breathing.",
        Situation::Student => "Variety, coordination, strength.",
        Situation::Parent => "The short session that can be repeated.",
        Situation::Athlete => "Intensity with periodisation and timing.",
        Situation::OlderAdult => "Strength, balance, power light and quick, confidence.",
    }
}

/// What helps at a stage, and for how long; `None` when fresh.
pub fn remedy(stage: Stage) -> Option<(&'static str, &'static str)> {
    match stage {
        Stage::Fresh => None,
        Stage::Surface => Some(("Nothing to push; a few easier days, lower intensity.", "days")),
        Stage::Deeper => Some(("Less of everything; a lighter week or more, active recovery.", "one to a few weeks")),
        Stage::Overreaching => {
            Some(("Only what charges; rest, sleep, food, calm; talk to a physician or sports physician.", "weeks to months"))
        }
    }
}

/// What holds the score or the verdict, in a few words.
pub fn limit_label(limit: LimitId) -> &'static str {
    match limit {
        LimitId::Ill => "being ill",
        LimitId::IllReturnFirst | LimitId::IllReturnThen => "the return after illness",
        LimitId::SleepUnder4 => "a very short night",
        LimitId::SleepUnder5 => "a short night",
        LimitId::Pain => "the ache",
        LimitId::StageOverreaching => "the stage overreaching",
        LimitId::StageDeeper => "the stage deeper",
        LimitId::StageSurface => "the stage surface",
        LimitId::LowConfidence => "little evidence",
        LimitId::DeloadWeek => "the lighter week",
        LimitId::TaperHold => "the event ahead",
        LimitId::PostEvent => "the event just done",
    }
}

/// A bar's name with today's value: `energy 2`, `sleep 6 h 10`, `HRV in its range`.
pub(super) fn label(signal: Signal, ground: &Ground, today: &Row) -> String {
    let [hrv, rhr, reaction] = ground.sensors;
    let answer = |field: Field| format!("{} {}", field.spec().label, today.answer(field).unwrap_or(0));
    match signal {
        Signal::Energy => answer(Field::Energy),
        Signal::Mood => answer(Field::Mood),
        Signal::Motivation => answer(Field::Motivation),
        Signal::Soreness => answer(Field::Soreness),
        Signal::Stress => answer(Field::Stress),
        Signal::Movement => answer(Field::Movement),
        Signal::SleepQuality => answer(Field::SleepQuality),
        Signal::SleepNight => {
            let slept = today.sleep.unwrap_or(0);
            format!("sleep {} h {:02}", slept / 60, slept % 60)
        }
        Signal::Hrv => format!("HRV {}", place(hrv.position, ["below", "above"])),
        Signal::Rhr => format!("resting pulse {}", place(rhr.position, ["above", "below"])),
        Signal::Reaction => format!("reaction time {}", place(reaction.position, ["above", "below"])),
        Signal::Form => format!("form {}", minus((ground.fitness - ground.fatigue + 500).div_euclid(1000))),
        Signal::Charge => format!("charged {}, drained {}", ground.charge.charged, ground.charge.drained),
        Signal::HrvTrend => format!("HRV low on {} of 5 days", hrv.bad),
        Signal::RhrTrend => format!("resting pulse high on {} of 5 days", rhr.bad),
    }
}

/// Where a position stands, half a spread around the centre being the range; `[bad, good]` sides.
fn place(position: Option<i64>, [bad, good]: [&str; 2]) -> String {
    match position.unwrap_or(0) {
        ..=-501 => format!("{bad} its range"),
        501.. => format!("{good} its range"),
        _ => "in its range".to_owned(),
    }
}

/// `since today`, `1 day`, `5 days`.
fn since(count: i64) -> String {
    if count == 0 { "since today".to_owned() } else { days(count) }
}

fn days(count: i64) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

/// Minutes as `h:mm`.
fn clock(minutes: i64) -> String {
    format!("{}:{:02}", minutes.div_euclid(60), minutes.rem_euclid(60))
}

/// Milli-points as points with a tenth, without a tenth of 0.
fn points(milli: i64) -> String {
    let tenths = (milli + 50).div_euclid(100);
    if tenths % 10 == 0 { minus(tenths / 10) } else { format!("{}{}.{}", sign(tenths), tenths.abs() / 10, tenths.abs() % 10) }
}

/// Tenths with their sign: `−7.0`, `+3.5`.
pub(super) fn signed(tenths: i64) -> String {
    let plus = if tenths > 0 { "+" } else { sign(tenths) };
    format!("{plus}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

fn minus(number: i64) -> String {
    format!("{}{}", sign(number), number.abs())
}

fn sign(number: i64) -> &'static str {
    if number < 0 { "−" } else { "" }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(id: ReasonId, numbers: &[i64]) -> String {
        let names = Names { missing: &[Field::Stress, Field::Movement], bar: &|_| ("energy 2".to_owned(), -70) };
        sentence(id, numbers, &names)
    }

    #[test]
    fn days_and_signs_are_counted_as_people_count() {
        let stage = |numbers: &[i64]| said(ReasonId::Limit(LimitId::StageSurface), numbers);
        let rest = "still adapting, just slower. A few easier days are often enough.";
        assert_eq!(stage(&[2, 5]), format!("2 signs, 5 days: {rest}"));
        assert_eq!(stage(&[1, 1]), format!("1 sign, 1 day: {rest}"));
        assert_eq!(stage(&[0, 0]), format!("Since today: {rest}"));
        assert_eq!(stage(&[2, 0]), format!("2 signs, since today: {rest}"));
        assert_eq!(said(ReasonId::ReturnRamp, &[0]), "On the way back up, since today: step by step keeps it.");
    }

    #[test]
    fn numbers_are_points_and_hours() {
        assert_eq!(said(ReasonId::Down(Signal::Energy), &[-7000]), "energy 2: −7.0");
        assert_eq!(said(ReasonId::Held, &[61_000, 63_000]), "Just over the line; after yesterday 63 is asked.");
        assert_eq!(
            said(ReasonId::RestKeepsGains, &[832, 35_377, 4_413, 33_155]),
            "A rest day costs 0.8 of 35.4 fitness points and clears 4.4 of 33.2 fatigue. It lets adaptation finish."
        );
        let short = said(ReasonId::Limit(LimitId::SleepUnder5), &[290, 420]);
        assert_eq!(short, "4:50 of sleep against a need of 7:00: keep it easy today.");
        let little = said(ReasonId::TooLittleSaid, &[2, 3]);
        assert_eq!(little, "2 of 3 answers: too little for a score. Missing: stress, movement.");
    }
}
