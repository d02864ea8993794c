//! The trend as sentences: what the chart shows, for those who hear it or read it.

use crate::cli::shown::{count, date, full_date, points};
use crate::domain::{Day, WeekStart};

use super::view::TrendDay;

/// A week that is long enough to be compared with others, days.
const WEEK: i64 = 7;

/// The days of one stretch, both ends included.
type Stretch = (Day, Day);

/// Tells how the days went.
pub fn tell(days: &[TrendDay<'_>], (first, last): Stretch, week: WeekStart) -> String {
    let (Some(begin), Some(end)) = (days.first(), days.last()) else {
        return format!(
            "Nothing is known from {} to {}. `upswing checkin` and `upswing log` begin, `upswing import FILE` brings files.\n",
            full_date(first),
            full_date(last)
        );
    };
    let span = usize::try_from(end.day.since(begin.day) + 1).unwrap_or(0);
    let mut lines = vec![format!("{} to {}, {}.", full_date(begin.day), full_date(end.day), count(span, "day"))];
    lines.extend(averages(days));
    lines.extend(highest(days, last));
    lines.push(loads(days));
    lines.extend(weeks(days, last, week));
    // What is done on the last day may still be to come.
    lines.extend(
        longest(days, |day| day.load == 0.0 && !day.gap && day.day < last).map(|rest| stretch("Longest rest", rest, last)),
    );
    lines.extend(stretches(days, |day| day.gap).into_iter().map(|gap| stretch("Nothing was recorded", gap, last)));
    lines.extend(readiness(days, last));
    lines.join("\n") + "\n"
}

fn averages(days: &[TrendDay<'_>]) -> Option<String> {
    let (begin, _) = days.iter().find_map(|day| Some((day.state?, day)))?;
    let (end, newest) = days.iter().rev().find_map(|day| Some((day.state?, day)))?;
    let change = |from: f64, to: f64| format!("{} → {}", points(from), points(to));
    let settling = if newest.settling { " The averages are still settling." } else { "" };
    Some(format!(
        "Fitness {}, fatigue {}, form {} points a day.{settling}",
        change(begin.fitness, end.fitness),
        change(begin.fatigue, end.fatigue),
        change(begin.form(), end.form()),
    ))
}

fn highest(days: &[TrendDay<'_>], last: Day) -> Option<String> {
    // A gap is no low: nobody knows what was done in it.
    let lived = days.iter().filter(|day| !day.settling && !day.gap);
    let fitness = || lived.clone().filter_map(|day| Some((day.day, day.state?.fitness)));
    let by_fitness = |one: &(Day, f64), other: &(Day, f64)| one.1.total_cmp(&other.1);
    let (high, low) = (fitness().max_by(by_fitness)?, fitness().min_by(by_fitness)?);
    Some(format!(
        "Fitness was highest on {} ({}) and lowest on {} ({}).",
        date(high.0, last),
        points(high.1),
        date(low.0, last),
        points(low.1)
    ))
}

fn loads(days: &[TrendDay<'_>]) -> String {
    let total: f64 = days.iter().map(|day| day.load).sum();
    let trained = days.iter().filter(|day| day.load > 0.0).count();
    // Fewer days than a week say nothing about a week.
    let is_week = days.len() as i64 >= WEEK;
    let a_week = if is_week { format!(", {:.0} a week", total * WEEK as f64 / days.len() as f64) } else { String::new() };
    format!("Load {total:.0} points on {}{a_week}.", count(trained, "training day"))
}

/// The biggest and the lightest whole week.
fn weeks(days: &[TrendDay<'_>], last: Day, week: WeekStart) -> Option<String> {
    let whole: Vec<(Day, f64)> = days
        .chunk_by(|one, other| week.first(one.day) == week.first(other.day))
        .filter(|week| week.len() as i64 == WEEK)
        .filter_map(|week| Some((week.first()?.day, week.iter().map(|day| day.load).sum())))
        .collect();
    let biggest = whole.iter().max_by(|one, other| one.1.total_cmp(&other.1))?;
    let lightest = whole.iter().min_by(|one, other| one.1.total_cmp(&other.1))?;
    (biggest.1.round() > lightest.1.round()).then(|| {
        format!(
            "The biggest week began on {} with {:.0} points, the lightest on {} with {:.0}.",
            date(biggest.0, last),
            biggest.1,
            date(lightest.0, last),
            lightest.1
        )
    })
}

fn stretches(days: &[TrendDay<'_>], wanted: impl Fn(&TrendDay<'_>) -> bool) -> Vec<Stretch> {
    let runs = days.chunk_by(|one, other| wanted(one) == wanted(other));
    let ends = |run: &[TrendDay<'_>]| run.first().filter(|day| wanted(day)).map(|day| day.day).zip(run.last().map(|day| day.day));
    runs.filter_map(ends).collect()
}

fn longest(days: &[TrendDay<'_>], wanted: impl Fn(&TrendDay<'_>) -> bool) -> Option<Stretch> {
    let mut found = stretches(days, wanted);
    // Stable: of equal ones the latest is told.
    found.sort_by_key(|(first, last)| last.since(*first));
    found.pop().filter(|(first, last)| last > first)
}

fn stretch(what: &str, (first, end): Stretch, last: Day) -> String {
    let length = usize::try_from(end.since(first) + 1).unwrap_or(0);
    format!("{what}: {}, {} to {}.", count(length, "day"), date(first, last), date(end, last))
}

fn readiness(days: &[TrendDay<'_>], last: Day) -> Option<String> {
    let scores: Vec<(Day, i64)> = days.iter().filter_map(|day| Some((day.day, day.score?))).collect();
    let mean = scores.iter().map(|(_, score)| score).sum::<i64>() as f64 / scores.len().max(1) as f64;
    let (newest, score) = scores.last()?;
    let (low_day, low) = scores.iter().min_by_key(|(_, score)| *score)?;
    Some(format!(
        "Readiness {score} on {}, {mean:.0} on average over {}; lowest {low} on {}.",
        date(*newest, last),
        count(scores.len(), "score"),
        date(*low_day, last)
    ))
}
