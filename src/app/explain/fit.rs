//! What the tests say: how much may be said, the parameters with their intervals, what a session
//! does, and each test beside what those before it forecast.

use crate::domain::{Day, History, Kind, Session};
use crate::engine::Tuning;
use crate::engine::load;
use crate::engine::milli;
use crate::engine::performance::fit::{Fit, Trial, test_names};
use crate::engine::performance::impulse::Response;
use crate::engine::performance::influence::noticeable_until;
use crate::engine::performance::posterior::{Band, Interval, Summary};
use crate::engine::tuning;

use crate::app::action::Action;
use crate::app::list::{Line, Weight, section};
use crate::app::model::Model;
use crate::app::words;

/// A load to speak of where nothing is planned today, points: an hour at threshold.
const EXAMPLE: f64 = 100.0;
/// Test results listed where there is no curve yet.
const LISTED: usize = 8;

/// A fit that was asked for: everything it needs, so that it can be done elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct FitAsk {
    /// What is known.
    pub history: History,
    /// The morning it is seen from.
    pub today: Day,
    /// The numbers in force.
    pub tuning: Tuning,
}

/// What stands there until the fit is done, or instead of it.
pub fn waiting(model: &Model) -> Vec<Line> {
    if model.journal.history().tests().next().is_some() {
        return vec![Line::plain("Fitting your tests …")];
    }
    let key = model.keymap.key_of(Action::AddTest);
    let mut lines = vec![
        Line::plain("Fitness, fatigue and form need no test."),
        Line::plain(format!(
            "{key} enters one, such as the watts of five minutes. With {} of them this shows how you respond to training, with bands.",
            model.tuning.model.tests_for_curve
        )),
        Line::gap(),
    ];
    lines.extend(average_person(planned_load(model.journal.history(), model.today, &model.tuning), &model.tuning));
    lines
}

impl FitAsk {
    /// The fit of every kind of test, in lines. Takes milliseconds to seconds.
    pub fn lines(&self) -> Vec<Line> {
        let load = planned_load(&self.history, self.today, &self.tuning);
        let fits = test_names(&self.history, self.today);
        let fits: Vec<Fit> = fits.iter().filter_map(|name| Fit::of(&self.history, self.today, name, &self.tuning)).collect();
        let mut lines: Vec<Line> =
            fits.iter().flat_map(|fit| FitShown { fit, today: self.today, load, tuning: &self.tuning.model }.lines()).collect();
        if fits.iter().all(|fit| !fit.knowledge.has_curve()) {
            lines.extend(average_person(load, &self.tuning));
        }
        lines.push(Line::new(
            "",
            "A forecast assumes that the plan is done. One number a session hides what was trained.",
            Weight::Muted,
        ));
        lines
    }
}

/// Points of what is planned today, or of an example.
fn planned_load(history: &History, today: Day, tuning: &Tuning) -> f64 {
    let open = history.sessions_on(today).filter(|session| session.is_open() && session.kind != Kind::Event);
    let planned: i64 = open.map(|session: &Session| load::planned_milli(history, session, today, tuning)).sum();
    if planned > 0 { milli::points(planned) } else { EXAMPLE }
}

/// What a session does without a fit: form points of an average person.
fn average_person(load: f64, tuning: &Tuning) -> Vec<Line> {
    let felt = noticeable_until(load, &tuning.model);
    let marks = Response::form().marks(load, &tuning.model);
    let felt = felt.map_or("is hardly felt the next morning".to_owned(), |morning| {
        format!("is felt until the {} morning after it", nth(morning))
    });
    let mut lines = vec![Line::plain(format!("It {felt}."))];
    if let (Some(paid), Some((peak, _))) = (marks.paid_back, marks.peak) {
        lines.push(Line::plain(format!("It is paid back on the {} morning and gives most on the {}.", nth(paid), nth(peak))));
    }
    lines.push(Line::new("", "In form points, for an average person: no test is needed for it.", Weight::Muted));
    section(&format!("A session of {load:.0} points"), lines)
}

/// `1st`, `2nd`, `16th`.
fn nth(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// One fit on its way to the screen.
struct FitShown<'a> {
    fit: &'a Fit,
    today: Day,
    load: f64,
    tuning: &'a tuning::Model,
}

/// `90 %`.
fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

impl FitShown<'_> {
    fn lines(&self) -> Vec<Line> {
        let fit = self.fit;
        let tests = if fit.tests.len() == 1 { "1 test".to_owned() } else { format!("{} tests", fit.tests.len()) };
        let title = format!("{}, {}: {tests}", fit.name, fit.unit);
        let mut lines = vec![Line::plain(words::capital(&fit.knowledge.sentence()) + ".")];
        lines.extend(fit.warnings.iter().map(|warning| Line::new("!", words::capital(&warning.sentence()) + ".", Weight::Plain)));
        let mut lines = section(&title, lines);
        if !fit.knowledge.has_curve() {
            lines.extend(self.points());
            return lines;
        }
        lines.extend(self.forecast());
        lines.extend(self.fit.summary.iter().flat_map(|summary| self.parameters(summary)));
        lines.extend(self.session());
        lines.extend(self.trials());
        lines
    }

    /// As many decimals as the size of the results asks for.
    fn decimals(&self) -> usize {
        let size = self.fit.tests.last().map_or(0.0, |(_, value)| value.abs());
        if size >= 100.0 {
            0
        } else if size >= 10.0 {
            1
        } else {
            2
        }
    }

    /// A value of the test.
    fn value(&self, value: f64) -> String {
        let decimals = self.decimals();
        words::with_true_minus(&format!("{value:.decimals$}"))
    }

    /// The same with one decimal more.
    fn finer(&self, value: f64) -> String {
        let decimals = self.decimals() + 1;
        words::with_true_minus(&format!("{value:.decimals$}"))
    }

    /// A small effect, signed, in the test's unit.
    fn effect(&self, value: f64) -> String {
        let decimals = self.decimals() + 1;
        words::with_true_minus(&format!("{value:+.decimals$}"))
    }

    /// The tests as points: without enough of them there is no curve.
    fn points(&self) -> Vec<Line> {
        let line =
            |(day, value): &(Day, f64)| Line::plain(format!("{}  {:>9} {}", dated(*day), self.value(*value), self.fit.unit));
        let mut lines: Vec<Line> = self.fit.tests.iter().rev().take(LISTED).map(line).collect();
        lines.push(Line::gap());
        lines
    }

    fn forecast(&self) -> Vec<Line> {
        let ahead = self.today.plus(self.fit.series().plan.len().min(28) as i64);
        let line = |bands: &crate::engine::performance::fit::DayBands| {
            let when = if bands.day == self.today { "today".to_owned() } else { bands.day.short() };
            Line::plain(format!("{when:<11}{}", self.band(&bands.test)))
        };
        let mut lines: Vec<Line> = self.fit.bands([self.today, ahead]).iter().map(line).collect();
        lines.push(Line::new("", format!("{}: if what is planned is done.", ahead.short()), Weight::Muted));
        section("A test would read", lines)
    }

    /// `288 W   half of them 285–291, 8 in 10 281–296`.
    fn band(&self, band: &Band) -> String {
        let [middle, low, high, lowest, highest] =
            [band.q50, band.q25, band.q75, band.q10, band.q90].map(|value| self.value(value));
        format!("{middle:>8} {}   half {low}–{high}   8 in 10 {lowest}–{highest}", self.fit.unit)
    }

    fn parameters(&self, summary: &Summary) -> Vec<Line> {
        let line = |label: &str, middle: String, low: String, high: String| {
            Line::plain(format!("{label:<26} {middle:>8}   8 in 10 {low}–{high}"))
        };
        let days = |label: &str, tau: &Interval| {
            line(label, format!("{:.0} days", tau.q50), format!("{:.0}", tau.q10), format!("{:.0}", tau.q90))
        };
        let unit = &self.fit.unit;
        let hundred = |label: &str, k: &Interval| {
            let [middle, low, high] = [k.q50, k.q10, k.q90].map(|value| self.effect(EXAMPLE * value));
            let middle = format!("{middle} {unit}");
            Line::plain(format!("{label:<26} {middle:>8}   8 in 10 {low} to {high}"))
        };
        let error = format!("{} {unit}", self.effect(summary.sigma).trim_start_matches('+'));
        let mut lines = vec![
            days("what training gave lasts", &summary.tau1),
            days("what it cost lasts", &summary.tau2),
            hundred("100 points give at first", &summary.k1),
            hundred("100 points cost at first", &summary.k2),
            line(
                "without any training",
                format!("{} {}", self.value(summary.p0.q50), self.fit.unit),
                self.value(summary.p0.q10),
                self.value(summary.p0.q90),
            ),
        ];
        lines.push(Line::plain(format!("{:<26} {error:>8}", "error of one test")));
        let informed = (100.0 * summary.informed).round();
        lines.push(Line::new(
            "",
            format!("Your tests replaced {informed:.0} % of what was assumed about a typical person."),
            Weight::Muted,
        ));
        section("How you respond", lines)
    }

    fn session(&self) -> Vec<Line> {
        let Some(effect) = self.fit.session(self.load) else { return Vec::new() };
        let morning = |number: usize| self.today.plus(number as i64).short();
        let mut lines = Vec::new();
        if let (Some(low), Some(middle), Some(high)) = (effect.q10.first(), effect.q50.first(), effect.q90.first()) {
            let [low, middle, high] = [low, middle, high].map(|value| self.effect(*value));
            lines.push(Line::plain(format!("Tomorrow morning {middle} {}, 8 in 10 from {low} to {high}.", self.fit.unit)));
        }
        let sure = effect
            .sure
            .map(|sure| format!(", surely by {} (chance {})", morning(sure), percent(self.tuning.sure_chance)))
            .unwrap_or_default();
        lines.push(Line::plain(match effect.paid_back {
            Some(paid) => {
                format!("Paid back by {} (chance {}){sure}.", morning(paid), percent(self.tuning.paid_back_chance))
            }
            None => format!("Not paid back within {} mornings, as far as your tests tell.", effect.chance.len()),
        }));
        section(&format!("A session of {:.0} points today", self.load), lines)
    }

    /// What a fit is worth: tests it did not know yet.
    fn trials(&self) -> Vec<Line> {
        let trials = self.fit.trials();
        let inside = |trial: &&Trial| (trial.forecast.q10..=trial.forecast.q90).contains(&trial.found);
        let line = |trial: &Trial| {
            let told = [trial.found, trial.forecast.q10, trial.forecast.q90];
            let mut rounded = told.map(|value| self.value(value));
            // What is told outside may not look inside because both were rounded.
            if !inside(&trial) && rounded.iter().skip(1).any(|edge| rounded.first() == Some(edge)) {
                rounded = told.map(|value| self.finer(value));
            }
            let [found, low, high] = rounded;
            let line = Line::plain(format!("{}  found {found:>7}   forecast {low}–{high}", dated(trial.day)));
            line.noted(if inside(&trial) { "inside" } else { "outside" })
        };
        let mut lines: Vec<Line> = trials.iter().rev().map(line).collect();
        if !lines.is_empty() {
            let count = trials.iter().filter(inside).count();
            lines.insert(0, Line::plain(format!("{count} of {} inside their band; 8 in 10 are to be expected.", trials.len())));
        }
        section("Each test, forecast from those before it", lines)
    }
}

/// `Thu 12 Nov 2025`, in a column.
fn dated(day: Day) -> String {
    format!("{:<10} {}", day.short(), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entry, Journal, Minutes, Op, Rpe, SessionId, Stamp, Status};

    #[test]
    fn mornings_are_numbered_as_they_are_said() {
        let told = [1, 2, 3, 4, 10, 11, 12, 13, 14, 20, 21, 22, 23, 101, 111, 112, 113].map(nth).join(" ");
        assert_eq!(told, "1st 2nd 3rd 4th 10th 11th 12th 13th 14th 20th 21st 22nd 23rd 101st 111th 112th 113th");
    }

    #[test]
    fn what_is_planned_today_is_spoken_of_and_else_an_hour_at_threshold() {
        let today = Day::from_ymd(2026, 3, 2).unwrap();
        let of = |id: &str, days: i64, kind, status| {
            let (minutes, rpe) = (Minutes::try_from(60_u16).ok(), Rpe::try_from(5.0).ok());
            Session { minutes, rpe, ..Session::new(SessionId(id.to_owned()), today.plus(days), kind, status) }
        };
        let load = |sessions: &[Session]| {
            let mut journal = Journal::default();
            let put = |session: &Session| Op::PutSession(Box::new(session.clone()));
            journal.add(Entry::batch(sessions.iter().map(put).collect(), Stamp::default(), 1, 1));
            planned_load(journal.history(), today, &Tuning::default())
        };
        let open = of("a", 0, Kind::Strength, Status::Planned);
        assert_eq!(load(&[]), EXAMPLE);
        assert_eq!(load(std::slice::from_ref(&open)), 71.4);
        let others = [
            of("b", 0, Kind::Event, Status::Planned),
            of("c", 0, Kind::Strength, Status::Done),
            of("d", 1, Kind::Strength, Status::Planned),
            of("e", 0, Kind::Strength, Status::Skipped),
        ];
        assert_eq!(load(&others), EXAMPLE);
        assert_eq!(load(&[others.as_slice(), &[open, of("f", 0, Kind::Skill, Status::Moved)]].concat()), 142.8);
    }
}
