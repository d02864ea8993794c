//! The sentences of the screen that do not belong to a rule: verdicts, stages, kinds of session.

use std::fmt::Display;
use std::time::Duration;

use crate::domain::typed::show_duration;
use crate::domain::{Avoid, Day, Field, Outcome, Session, Span};
use crate::engine::Tuning;
use crate::engine::averages::State;
use crate::engine::blocks::Blocks;
use crate::engine::load;
use crate::engine::readiness::{Action, Advice, Bar, Change, ChangeTo, Changes, Do, Shifted, Stage, Verdict};
use crate::engine::tuning::Readiness;

/// `Sun 22 Nov`, with the year where it is not today's.
pub fn date(day: Day, today: Day) -> String {
    if day.year() == today.year() { day.short() } else { format!("{} {}", day.short(), day.year()) }
}

/// `injury from Mon 2 Mar, open; without strength:lower; knee`. `well` = the day on which a check-in ended it.
pub fn span(span: &Span, well: Option<Day>, today: Day) -> String {
    let from = date(span.from, today);
    let mut text = match (span.to, well) {
        (Some(to), _) if to == span.from => format!("{} on {from}", span.kind),
        (Some(to), _) => format!("{} from {from} to {}", span.kind, date(to, today)),
        (None, Some(well)) => format!("{} from {from}, over on {} by the check-in", span.kind, date(well, today)),
        (None, None) => format!("{} from {from}, open", span.kind),
    };
    if !span.avoid.is_empty() {
        let avoid: Vec<String> = span.avoid.iter().map(Avoid::to_string).collect();
        text += &format!("; without {}", avoid.join(", "));
    }
    if span.note.is_empty() { text } else { format!("{text}; {}", span.note) }
}

/// A verdict as it is read from two metres.
pub fn verdict_title(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Build => "A GOOD DAY TO PUSH",
        Verdict::Train => "TRAIN AS PLANNED",
        Verdict::Ease => "EASE",
        Verdict::Recover => "RECOVER",
        Verdict::Rest => "REST",
        Verdict::None => "NO SCORE YET",
    }
}

/// What an experiment looks at, in a word.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Score => "score",
        Outcome::Ready => "rating",
        Outcome::Rhr => "pulse",
        Outcome::Hrv => "HRV",
        Outcome::SleepMinutes => "sleep",
        Outcome::Charge => "charge",
        Outcome::Rpe => "effort",
        Outcome::Clean => "clean",
    }
}

/// A verdict in one quiet word, for a line of text.
pub fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Build => "build",
        Verdict::Train => "train",
        Verdict::Ease => "ease",
        Verdict::Recover => "recover",
        Verdict::Rest => "rest",
        Verdict::None => "no score yet",
    }
}

/// A stage with what helps and how long it takes.
pub fn stage_line(stage: Stage) -> &'static str {
    match stage {
        Stage::Fresh => "Fresh: no accumulated fatigue.",
        Stage::Surface => "Surface fatigue: nothing to push; a few easier days, lower intensity. Days.",
        Stage::Deeper => "Deeper fatigue: less of everything; a lighter week or more, active recovery. One to a few weeks.",
        Stage::Overreaching => {
            "Overreaching: only what charges; rest, sleep, food, calm; talk to a physician or sports physician. Weeks to months."
        }
    }
}

/// What to do today, as one or two short sentences: `Strength, 30 of 50 min, RIR 3`.
pub fn what_to_do(action: &Action, planned_minutes: Option<i64>) -> String {
    let kind = action.kind.map(|kind| capital(kind.id()));
    let length = match planned_minutes {
        Some(planned) if planned > action.minutes => format!("{} of {planned} min", action.minutes),
        Some(planned) if planned < action.minutes => format!("{} min ({planned} planned)", action.minutes),
        Some(_) | None => show_duration(action.minutes),
    };
    let mut parts = match (action.act, kind) {
        (Do::Rest, _) => return "Nothing today: rest lets adaptation finish.".to_owned(),
        (Do::Open, _) | (_, None) => return "Nothing is planned today.".to_owned(),
        (Do::Keep | Do::Ease, Some(kind)) => vec![kind, length],
        (Do::Swap, Some(kind)) => vec![format!("{kind} instead"), length],
        (Do::Move, Some(kind)) => vec![format!("Move it to another day; {} now", kind.to_lowercase()), length],
    };
    if let Some((low, high)) = action.rir {
        parts.push(if low == high { format!("RIR {low}") } else { format!("RIR {low}–{high}") });
    }
    if let Some(cap) = action.rpe_cap.filter(|_| action.act != Do::Keep) {
        parts.push(format!("RPE ≤ {}", tenths(cap)));
    }
    parts.extend(action.note.map(str::to_owned));
    parts.join(", ")
}

/// The blocks of a session with their minutes: `prime 8 · skill 10 · strength 24 · downshift 8`.
pub fn blocks_line(blocks: Blocks) -> String {
    blocks.named().map(|(name, minutes)| format!("{name} {minutes}")).collect::<Vec<_>>().join(" · ")
}

/// Tenths as a number with at most one decimal: 85 → `8.5`, 80 → `8`.
pub fn tenths(value: i64) -> String {
    if value % 10 == 0 { (value / 10).to_string() } else { format!("{}.{}", value / 10, (value % 10).abs()) }
}

/// What a score begins with before its bars: `70`.
pub fn start(numbers: &Readiness) -> String {
    signed_tenths(numbers.base.div_euclid(100)).trim_start_matches(['+', ' ']).to_owned()
}

/// A signed number of tenths with a true minus: −70 → `−7.0`.
pub fn signed_tenths(value: i64) -> String {
    let sign = match value.signum() {
        -1 => "−",
        1 => "+",
        _ => " ",
    };
    format!("{sign}{}.{}", value.abs() / 10, value.abs() % 10)
}

/// A signed whole number with a true minus.
pub fn signed(value: f64) -> String {
    let whole = value.round() as i64;
    if whole < 0 { format!("−{}", whole.unsigned_abs()) } else { whole.to_string() }
}

/// A day without a plan still has an answer; `choice` says what else the day may hold.
pub fn nothing_planned(verdict: Verdict, choice: &str) -> String {
    match verdict {
        Verdict::Build | Verdict::Train => format!("Nothing is planned: {choice}, or the day stays free."),
        Verdict::Ease => "Nothing is planned. If you move, keep it easy.".to_owned(),
        Verdict::Recover => "Nothing is planned. A walk or some mobility would charge.".to_owned(),
        Verdict::Rest => "Nothing today: rest lets adaptation finish.".to_owned(),
        Verdict::None => "Nothing is planned today.".to_owned(),
    }
}

/// Fitness, fatigue and form beside one another, so that they add up as shown: form is rounded as everywhere, and where
/// rounding takes the sum apart, that average gives way which is nearer to its other neighbour.
pub fn averages(state: State, decimals: usize) -> [String; 3] {
    let size = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    let [mut fitness, mut fatigue, form] = [state.fitness, state.fatigue, state.form()].map(|value| (value * size).round());
    let apart = fitness - fatigue - form;
    let far = |shown: f64, exact: f64| (shown - exact * size).abs();
    if far(fitness - apart, state.fitness) < far(fatigue + apart, state.fatigue) {
        fitness -= apart;
    } else {
        fatigue += apart;
    }
    [fitness, fatigue, form].map(|value| with_true_minus(&format!("{:.decimals$}", value / size + 0.0)))
}

/// How a done session felt beside what was measured, to be put behind its line; none if it felt as measured.
pub fn felt(session: &Session, tuning: &Tuning) -> Option<&'static str> {
    Some(match load::felt(session, tuning).filter(|_| session.is_done())? {
        load::Felt::Harder => " · felt harder than measured",
        load::Felt::Easier => " · felt easier than measured",
    })
}

/// Where form stands: the share of fitness by which fatigue is above it, as the score sees it.
pub fn form_zone(state: State, table: &Readiness) -> &'static str {
    let share = fatigue_above(state, table);
    if share <= 0.0 {
        "rested"
    } else if !is_tired(state, table) {
        "even"
    } else if share <= table.form_full as f64 {
        "tired"
    } else {
        "very tired"
    }
}

/// Is fatigue so far above fitness that the score says so?
pub fn is_tired(state: State, table: &Readiness) -> bool {
    fatigue_above(state, table) > table.form_dead as f64
}

/// Thousandths of fitness by which fatigue is above it.
fn fatigue_above(state: State, table: &Readiness) -> f64 {
    let fitness = state.fitness.max(table.form_floor as f64 / 1000.0);
    -state.form() / fitness * 1000.0
}

/// A count with its noun: `1 session`, `2 sessions`.
pub fn counted<N: Copy + PartialEq + From<u8> + Display>(count: N, noun: &str) -> String {
    if count == N::from(1) { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// A chance as one meets it: `in 4 of 5 mornings`, `in 95 % of cases`.
pub fn times(chance: f64, noun: &str) -> String {
    let small = (2..=10_i32).map(|of| (of, chance * f64::from(of)));
    let mut whole =
        small.filter(|(of, times)| (times - times.round()).abs() < 1e-9 && (1.0..f64::from(*of)).contains(&times.round()));
    match whole.next() {
        Some((of, times)) => format!("in {times:.0} of {of} {noun}s"),
        None => format!("in {:.0} % of {noun}s", 100.0 * chance),
    }
}

/// A sentence that goes on after a colon.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// A number's text with a true minus.
pub fn with_true_minus(text: &str) -> String {
    text.replace('-', "−")
}

/// The word with a capital letter.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The single answer that would raise the verdict, as a sentence. No way up speaks of an easier day (`readiness.md` §11).
pub fn lifts(change: &Change) -> String {
    format!("{} would lift it to {}.", changed(change), day_of(change.verdict))
}

/// The single answer that would lower the verdict, as a sentence.
pub fn lowers(change: &Change) -> String {
    format!("{} would bring it down to {}.", changed(change), day_of(change.verdict))
}

/// The sentences of both ways, as far as there are some.
pub fn change_sentences(change: &Changes) -> impl Iterator<Item = String> {
    change.up.as_ref().map(lifts).into_iter().chain(change.down.as_ref().map(lowers))
}

fn changed(change: &Change) -> String {
    match change.value {
        ChangeTo::Whole(_) if change.field == Field::SleepMinutes => "A full night".to_owned(),
        ChangeTo::Whole(value) => format!("{} {value}", capital(change.field.spec().label)),
        ChangeTo::Flag(_) => format!("No \"{}\"", change.field.spec().label),
    }
}

fn day_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Build => "a day to push",
        Verdict::Train => "training as planned",
        Verdict::Ease => "your session, smaller",
        Verdict::Recover => "a recovery day",
        Verdict::Rest => "a rest day",
        Verdict::None => "a day without a score",
    }
}

/// What changed between the morning and the check before the session, as one sentence.
pub fn since_morning(morning: &Advice, before: &Advice) -> String {
    let shown = |advice: &Advice| match advice.score() {
        Some(score) => format!("{score} {}", verdict_word(advice.verdict)),
        None => "no score".to_owned(),
    };
    if morning.score_milli == before.score_milli && morning.verdict == before.verdict {
        return format!("Before the session: as this morning, {}.", shown(before));
    }
    let old = |bar: &Bar| morning.bars.iter().find(|old| old.signal == bar.signal);
    let changed = before.bars.iter().filter(|bar| bar.signal.is_some() && old(bar).is_none_or(|old| old.milli != bar.milli));
    let labels: Vec<&str> = changed.map(|bar| bar.label.as_str()).collect();
    format!("Before the session: {} now, {} this morning ({}).", shown(before), shown(morning), labels.join(", "))
}

/// `5 HRV readings in a row far above their range: a new device?`
pub fn new_device(shifted: Shifted) -> String {
    let side = if shifted.above { "above" } else { "below" };
    format!("{} {} readings in a row far {side} their range: a new device?", shifted.readings, shifted.field.spec().label)
}

/// Share, rate and time left, as far as they can be known.
pub fn reading(done: u64, total: u64, spent: Duration) -> String {
    let (done, total) = (done as f64, total.max(1) as f64);
    let share = (done / total).min(1.0);
    let rate = done / spent.as_secs_f64().max(0.001);
    let mut words = format!("Reading: {:.0} %, {:.1} MB/s", (share * 100.0).floor(), rate / 1e6);
    if rate > 0.0 && share < 1.0 {
        words += &format!(", {} left", time_left((total - done) / rate));
    }
    words
}

/// Seconds as a person says them.
fn time_left(seconds: f64) -> String {
    match seconds.ceil() {
        seconds if seconds < 60.0 => format!("{seconds:.0} s"),
        seconds if seconds < 3600.0 => format!("{:.0} min", (seconds / 60.0).ceil()),
        _ => "over an hour".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn share_rate_and_time_left() {
        let words = |done, total, seconds| reading(done, total, Duration::from_secs(seconds));
        assert_eq!(words(25_000_000, 100_000_000, 5), "Reading: 25 %, 5.0 MB/s, 15 s left");
        assert_eq!(words(1_000_000, 601_000_000, 1), "Reading: 0 %, 1.0 MB/s, 10 min left");
        assert_eq!(words(1_000_000, 100_000_000_000, 1), "Reading: 0 %, 1.0 MB/s, over an hour left");
        assert_eq!(words(999, 1000, 1), "Reading: 99 %, 0.0 MB/s, 1 s left");
    }

    #[test]
    fn time_left_is_told_in_the_unit_that_it_has_reached() {
        let told = [0.2, 59.0, 59.1, 60.0, 61.0, 3599.0, 3599.5, 3600.0].map(time_left);
        assert_eq!(told, ["1 s", "59 s", "1 min", "1 min", "2 min", "60 min", "over an hour", "over an hour"]);
    }

    #[test]
    fn the_ends_say_no_time() {
        assert_eq!(reading(0, 100, Duration::from_secs(1)), "Reading: 0 %, 0.0 MB/s");
        assert_eq!(reading(100, 100, Duration::ZERO), "Reading: 100 %, 0.1 MB/s");
        assert_eq!(reading(0, 0, Duration::from_secs(1)), "Reading: 0 %, 0.0 MB/s");
    }
}
