//! Week rules: told, never in the cost, because order cannot change them (`planner.md` §3).

use crate::domain::Kind;
use crate::engine::breaks::{Return, TrainingDay, returns};

use super::evaluate::Evaluation;
use super::frame::Frame;
use super::outcome::{Form, Help, Meter, Warning};
use super::plan::DayIndex;
use super::rule_id::RuleId;
use super::telling::day_name;

/// What the weeks not over yet, and the mornings from today on, have to say.
pub(super) fn warnings(frame: &Frame<'_>, evaluation: &Evaluation, meters: &[Meter], forecast: &[Form]) -> Vec<Warning> {
    let open = |meter: &&Meter| meter.first + 6 >= frame.plan.today;
    let lived = Lived::new(frame, evaluation);
    let mut warnings = lived.return_loads();
    for meter in meters.iter().filter(open) {
        let checks = [who_aerobic(frame, meter), lived.ramp(meter), monotony(meter), charge_share(frame, evaluation, meter)];
        warnings.extend(checks.into_iter().flatten());
    }
    warnings.extend(form_window(frame, forecast));
    warnings
}

fn week(rule: RuleId, meter: &Meter, numbers: Vec<i64>, text: String, help: Option<Help>) -> Warning {
    Warning { rule, days: (meter.first..meter.first + 7).collect(), numbers, text, help }
}

fn who_aerobic(frame: &Frame<'_>, meter: &Meter) -> Option<Warning> {
    let (least, most) = (frame.numbers.aerobic_least, frame.numbers.aerobic_most);
    let text = format!("{} aerobic minutes; {least}–{most} are asked for, and some is better than none.", meter.aerobic);
    let asked = !frame.is_away_week(meter.first);
    let help = Some(Help::Add(Kind::Endurance));
    (asked && meter.aerobic < least).then(|| week(RuleId::WhoAerobic, meter, vec![meter.aerobic], text, help))
}

/// The days from the first one known before the plan to its end, and the returns in them.
struct Lived<'a> {
    frame: &'a Frame<'a>,
    days: Vec<TrainingDay>,
    returns: Vec<Return>,
}

impl<'a> Lived<'a> {
    fn new(frame: &'a Frame<'a>, evaluation: &Evaluation) -> Lived<'a> {
        let past = frame.plan.past.iter().map(|load| (load.is_none_or(|load| load > 0), load.unwrap_or(0)));
        let plan = evaluation.facts.iter().map(|facts| (facts.load > 0, facts.load));
        let day = |(trains, load)| TrainingDay { trains, load, sessions: 0 };
        let days: Vec<TrainingDay> = past.chain(plan).map(day).collect();
        Lived { frame, returns: returns(&days, 1, &frame.returns), days }
    }

    /// A day of the plan, counted from the first one known.
    fn index(&self, day: DayIndex) -> Option<usize> {
        self.frame.plan.past.len().checked_add_signed(isize::try_from(day).ok()?)
    }

    fn load(&self, days: std::ops::Range<usize>) -> i64 {
        let end = days.end.min(self.days.len());
        self.days.get(days.start.min(end)..end).unwrap_or_default().iter().map(|day| day.load).sum()
    }

    /// The first day that belongs to the next return.
    fn end_of(&self, number: usize) -> usize {
        self.returns.get(number + 1).map_or(usize::MAX, |next| next.first)
    }

    fn returning(&self, day: usize) -> bool {
        let numbers = &self.frame.returns;
        self.returns.iter().any(|found| found.week(day, numbers).is_some())
    }

    /// Silent where the four weeks before are not all lived, hold next to nothing, or lead out of a break.
    fn ramp(&self, meter: &Meter) -> Option<Warning> {
        let first = self.index(meter.first)?;
        let sum = self.load(first.checked_sub(28)?..first);
        let quiet = sum < self.frame.numbers.ramp_least || (first..first + 7).any(|day| self.returning(day));
        let mean = (sum + 2).div_euclid(4);
        let text = format!("{} points; the mean of the last 4 weeks is {mean}.", meter.load);
        let above = meter.load * 400 > self.frame.numbers.ramp_percent * sum;
        (above && !quiet).then(|| week(RuleId::Ramp, meter, vec![meter.load, mean], text, None))
    }

    /// The weeks of coming back that hold more than a good start.
    fn return_loads(&self) -> Vec<Warning> {
        let weeks = self.returns.iter().enumerate().flat_map(|(number, found)| {
            (0..).map_while(move |week| found.share(week, &self.frame.returns).map(|share| (number, found, week, share)))
        });
        weeks.filter_map(|(number, found, week, share)| self.return_load(number, found, week, share)).collect()
    }

    fn return_load(&self, number: usize, found: &Return, week: usize, share: i64) -> Option<Warning> {
        let first = found.first + 7 * week;
        let end = (first + 7).min(self.end_of(number));
        let day = |index: usize| DayIndex::try_from(index as i64 - self.frame.plan.past.len() as i64).unwrap_or(DayIndex::MAX);
        let (load, good) = (self.load(first..end), (share * found.usual).div_euclid(100));
        let open = end > first && day(end - 1) >= self.frame.plan.today;
        let text = format!(
            "{load} points in the {} week after {} days off; {good} are a good start.",
            ["first", "second", "third"].get(week).unwrap_or(&"fourth"),
            found.days
        );
        let numbers = vec![load, week as i64 + 1, found.days as i64, good];
        let days = (day(first)..day(end)).collect();
        let over = 100 * load > share * found.usual;
        (open && over).then_some(Warning { rule: RuleId::ReturnLoad, days, numbers, text, help: None })
    }
}

fn monotony(meter: &Meter) -> Option<Warning> {
    let text = "The days of this week are much alike: a harder one and an easier one give more.".to_owned();
    meter.monotony_high.then(|| week(RuleId::Monotony, meter, Vec::new(), text, None))
}

fn charge_share(frame: &Frame<'_>, evaluation: &Evaluation, meter: &Meter) -> Option<Warning> {
    let skip = usize::try_from(meter.first).unwrap_or(usize::MAX);
    let any = evaluation.standing.iter().skip(skip).take(7).any(|day| !day.is_empty());
    let week_of = if frame.plan.days.len() < 14 {
        "this week".to_owned()
    } else {
        format!("the week of {}", day_name(frame.plan, meter.first))
    };
    let text = match (meter.charge, meter.drain) {
        (0, 0) => format!("No session of {week_of} charges: something easy would."),
        (1, 1) => format!("1 session charges, 1 drains in {week_of}; charging should win."),
        (1, drain) => format!("1 session charges, {drain} drain in {week_of}; charging should win."),
        (0, 1) => format!("No session of {week_of} charges, 1 drains; charging should win."),
        (charge, drain) => format!("{charge} sessions charge, {drain} drain in {week_of}; charging should win."),
    };
    (any && meter.charge <= meter.drain)
        .then(|| week(RuleId::ChargeShare, meter, vec![meter.charge, meter.drain], text, Some(Help::Add(Kind::Mobility))))
}

/// From this fitness on, points a day, form is told as a share of it.
const FITNESS_LEAST: f64 = 10.0;

/// Days on which form is low, told once; and event mornings that are too tired or too rested.
fn form_window(frame: &Frame<'_>, forecast: &[Form]) -> Vec<Warning> {
    let numbers = &frame.numbers;
    let share = |form: &Form| form.state.map_or(0.0, |state| 100.0 * state.form() / state.fitness);
    // A share of next to no fitness says nothing.
    let known = |form: &&Form| form.day >= frame.plan.today && form.state.is_some_and(|state| state.fitness >= FITNESS_LEAST);
    let told = |days: Vec<DayIndex>, text| Warning { rule: RuleId::FormWindow, days, numbers: Vec::new(), text, help: None };
    let (mut warnings, mut low): (Vec<Warning>, Vec<&Form>) = (Vec::new(), Vec::new());
    for form in forecast.iter().filter(known) {
        let (share, event) = (share(form), numbers.form_event_low..=numbers.form_event_high);
        if share < numbers.form_low {
            low.push(form);
        } else if form.event && !event.contains(&share) {
            let (day, low, high) = (day_name(frame.plan, form.day), event.start(), event.end());
            let text = format!(
                "Form on {day}, the day of the event, is {} % of fitness; {} to {} % is fresh.",
                outside(share, *low, *high),
                whole(*low),
                whole(*high)
            );
            warnings.push(told(vec![form.day], text));
        }
    }
    if let Some(lowest) = low.iter().min_by(|a, b| share(a).total_cmp(&share(b))) {
        let (day, limit) = (day_name(frame.plan, lowest.day), numbers.form_low);
        let text = format!(
            "Form falls to {} % of fitness on {day}; below {} % it gets heavy.",
            outside(share(lowest), limit, f64::MAX),
            whole(limit)
        );
        warnings.push(told(low.iter().map(|form| form.day).collect(), text));
    }
    warnings
}

/// A whole number with a true minus; 0 has none.
fn whole(value: f64) -> String {
    format!("{:.0}", value.round() + 0.0).replace('-', "−")
}

/// A number outside of limits as it stands beside them: with a tenth where the whole one would look like a limit.
fn outside(value: f64, low: f64, high: f64) -> String {
    let tenth = match value {
        _ if value < low && value.round() >= low.round() => (value * 10.0).floor() / 10.0,
        _ if value > high && value.round() <= high.round() => (value * 10.0).ceil() / 10.0,
        _ => return whole(value),
    };
    format!("{tenth:.1}").replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_never_looks_like_the_limit_it_is_beyond() {
        assert_eq!([outside(4.6, 5.0, 25.0), outside(4.96, 5.0, 25.0), outside(25.04, 5.0, 25.0)], ["4.6", "4.9", "25.1"]);
        assert_eq!([outside(-30.3, -30.0, f64::MAX), outside(-31.4, -30.0, f64::MAX)], ["−30.3", "−31"]);
        assert_eq!([outside(-0.25, 5.0, 25.0), outside(3.0, 5.0, 25.0)], ["0", "3"]);
    }
}
