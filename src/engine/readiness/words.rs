//! Reasons and bars into sentences: plain, kind, no diagnosis (`readiness.md` §10).

use crate::domain::Field;
use crate::domain::typed::clock_duration;
use crate::engine::milli;

use super::context::Context;
use super::ids::{LimitId, Signal, Stage};
use super::reasons::ReasonId;
use super::sensor::PerSensor;
use super::series::Row;

/// What a sentence needs beside its numbers.
pub(super) struct Names<'a> {
    /// The answers that are missing for a score.
    pub missing: &'a [Field],
    /// The label and the shown points of a signal's bar.
    pub bar: &'a dyn Fn(Signal) -> (String, i64),
}

/// The sentence of a reason: its row of the table with the blanks filled in.
pub(super) fn sentence(id: ReasonId, numbers: &[i64], names: &Names) -> String {
    // Shares of nothing say nothing.
    if id == ReasonId::RestKeepsGains && numbers.get(1).is_none_or(|fitness| *fitness == 0) {
        return "A rest day costs no fitness. It lets adaptation finish.".to_owned();
    }
    let mut sentence = String::new();
    for piece in id.text().split_inclusive('}') {
        let (plain, blank) = piece.split_once('{').unwrap_or((piece, ""));
        sentence.push_str(plain);
        sentence.push_str(&filled(blank.trim_end_matches('}'), id, numbers, names));
    }
    // A bar's name stays as it is on the screen.
    if matches!(id, ReasonId::Down(_) | ReasonId::Up(_)) { sentence } else { capitalised(&sentence) }
}

/// What stands in a blank: `0` a number as it is, `0:days` in a form, or a word of its own.
fn filled(blank: &str, id: ReasonId, numbers: &[i64], names: &Names) -> String {
    let (place, form) = blank.split_once(':').unwrap_or((blank, ""));
    let Ok(place) = place.parse::<usize>() else { return word(blank, id, names) };
    let number = numbers.get(place).copied().unwrap_or(0);
    match form {
        "clock" => clock_duration(number),
        "points" => points(number),
        "in words" => days_in_words(number),
        "days" | "weeks" | "recent sessions" => counted(number, form),
        "day" if number > 0 => format!("day {number}"),
        "since" if number > 0 => counted(number, "days"),
        "day" | "since" => "since today".to_owned(),
        "signs" => match number {
            0 => String::new(),
            1 => "1 sign, ".to_owned(),
            _ => format!("{number} signs, "),
        },
        _ => number.to_string(),
    }
}

/// As the specification writes a few days of its own: `three days`.
fn days_in_words(number: i64) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    match usize::try_from(number).ok().and_then(|number| words.get(number)) {
        Some(word) if number == 1 => format!("{word} day"),
        Some(word) => format!("{word} days"),
        None => counted(number, "days"),
    }
}

fn word(blank: &str, id: ReasonId, names: &Names) -> String {
    match (blank, id) {
        ("missing", _) => names.missing.iter().map(|field| field.spec().label).collect::<Vec<&str>>().join(", "),
        ("bar", ReasonId::Down(signal) | ReasonId::Up(signal)) => {
            let (label, tenths) = (names.bar)(signal);
            format!("{label}: {}", signed(tenths))
        }
        _ => String::new(),
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
        LimitId::BreakReturn => "the return after a break",
        LimitId::LowConfidence => "little evidence",
        LimitId::DeloadWeek => "the lighter week",
        LimitId::TaperHold => "the event ahead",
        LimitId::PostEvent => "the event just done",
    }
}

/// A bar's name with today's value: `energy 2`, `sleep 6 h 10`, `HRV in its range`.
pub(super) fn label(signal: Signal, context: &Context, today: &Row) -> String {
    let PerSensor { hrv, rhr, reaction } = context.sensors;
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
        Signal::Form => format!("form {}", minus(milli::rounded(context.averages.fitness - context.averages.fatigue))),
        Signal::Charge => format!("charged {}, drained {}", context.charge.charged, context.charge.drained),
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

/// A count with the word for several.
fn counted(count: i64, several: &str) -> String {
    format!("{count} {}", if count == 1 { several.trim_end_matches('s') } else { several })
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
    use crate::engine::readiness::Sign;

    fn said(id: ReasonId, numbers: &[i64]) -> String {
        let names = Names { missing: &[Field::Stress, Field::Movement], bar: &|_| ("energy 2".to_owned(), -70) };
        sentence(id, numbers, &names)
    }

    #[test]
    fn days_and_signs_are_counted_as_people_count() {
        let wait = |days: i64| said(ReasonId::Travel, &[days]);
        assert_eq!(wait(3), "Travelling: heart numbers wait three days, feel counts.", "as the specification has it");
        assert!(wait(1).contains("wait one day,") && wait(14).contains("wait 14 days,"));
        let stage = |numbers: &[i64]| said(ReasonId::Limit(LimitId::StageSurface), numbers);
        let rest = "still adapting, just slower. A few easier days are often enough.";
        assert_eq!(stage(&[2, 5]), format!("2 signs, 5 days: {rest}"));
        assert_eq!(stage(&[1, 1]), format!("1 sign, 1 day: {rest}"));
        assert_eq!(stage(&[0, 0]), format!("Since today: {rest}"));
        assert_eq!(stage(&[2, 0]), format!("2 signs, since today: {rest}"));
        assert_eq!(said(ReasonId::ReturnRamp, &[0]), "On the way back up, since today: step by step keeps it.");
    }

    #[test]
    fn one_is_told_as_one() {
        assert!(said(ReasonId::DeloadDue, &[1]).starts_with("1 week without"));
        assert!(said(ReasonId::DeloadDue, &[4]).starts_with("4 weeks without"));
        let rest = "got in life's way: a smaller week can be the stronger one.";
        assert_eq!(said(ReasonId::Hijack, &[1, 5]), format!("1 recent session {rest}"));
        assert_eq!(said(ReasonId::Hijack, &[3, 5]), format!("3 recent sessions {rest}"));
    }

    #[test]
    fn blanks_are_filled_and_nothing_else_changes() {
        assert_eq!(said(ReasonId::Sign(Sign::PoorSleep), &[5, 7]), "Sleep has not refreshed you lately.");
        let aches = said(ReasonId::Sign(Sign::Aches), &[4, 7]);
        assert_eq!(aches, "An ache on 4 of 7 days: it is not getting its time to heal.");
    }

    #[test]
    fn numbers_are_points_and_hours() {
        assert_eq!(said(ReasonId::Down(Signal::Energy), &[-7000]), "energy 2: −7.0");
        assert_eq!(said(ReasonId::Held, &[61_000, 63_000]), "Just over the line; after yesterday 63 is asked.");
        assert_eq!(
            said(ReasonId::RestKeepsGains, &[832, 35_377, 4_413, 33_155]),
            "A rest day costs 0.8 of 35.4 fitness points and clears 4.4 of 33.2 fatigue. It lets adaptation finish."
        );
        let first_day = said(ReasonId::RestKeepsGains, &[0, 0, 0, 0]);
        assert_eq!(first_day, "A rest day costs no fitness. It lets adaptation finish.", "no share of nothing");
        let short = said(ReasonId::Limit(LimitId::SleepUnder5), &[290, 420]);
        assert_eq!(short, "4:50 of sleep against a need of 7:00: keep it easy today.");
        let little = said(ReasonId::TooLittleSaid, &[2, 3]);
        assert_eq!(little, "2 of 3 answers: too little for a score. Missing: stress, movement.");
    }
}
