//! Week rules: told, never in the cost, because order cannot change them (`planner.md` §3).

use crate::domain::Kind;

use super::evaluate::Evaluation;
use super::frame::Frame;
use super::outcome::{Form, Help, Meter, Warning};
use super::plan::DayIndex;
use super::rule_id::RuleId;
use super::telling::day_name;

/// What the weeks not over yet, and the mornings from today on, have to say.
pub(super) fn warnings(frame: &Frame<'_>, evaluation: &Evaluation, meters: &[Meter], forecast: &[Form]) -> Vec<Warning> {
    let open = |meter: &&Meter| meter.first + 6 >= frame.plan.today;
    let mut warnings = Vec::new();
    for meter in meters.iter().filter(open) {
        let checks =
            [who_aerobic(frame, meter), ramp(frame, meters, meter), monotony(meter), charge_share(frame, evaluation, meter)];
        warnings.extend(checks.into_iter().flatten());
    }
    warnings.extend(form_window(frame, forecast));
    warnings
}

fn week(rule: RuleId, meter: &Meter, text: String, help: Option<Help>) -> Warning {
    Warning { rule, days: (meter.first..meter.first + 7).collect(), text, help }
}

fn who_aerobic(frame: &Frame<'_>, meter: &Meter) -> Option<Warning> {
    let (least, most) = (frame.numbers.aerobic_least, frame.numbers.aerobic_most);
    let text = format!("{} aerobic minutes; {least}–{most} are asked for, and some is better than none.", meter.aerobic);
    (meter.aerobic < least).then(|| week(RuleId::WhoAerobic, meter, text, Some(Help::Add(Kind::Endurance))))
}

/// Silent unless each of the four weeks before has a load.
fn ramp(frame: &Frame<'_>, meters: &[Meter], meter: &Meter) -> Option<Warning> {
    let before = meters.iter().filter(|other| other.first < meter.first).map(|other| Some(other.load));
    let known: Vec<Option<i64>> = frame.plan.past_weeks.iter().copied().chain(before).collect();
    let last: Option<Vec<i64>> = known.iter().rev().take(4).copied().collect();
    let last = last.filter(|loads| loads.len() == 4 && loads.iter().all(|load| *load > 0))?;
    let sum: i64 = last.iter().sum();
    let text = format!("{} points; the mean of the last 4 weeks is {}.", meter.load, (sum + 2) / 4);
    (meter.load * 400 > frame.numbers.ramp_percent * sum).then(|| week(RuleId::Ramp, meter, text, None))
}

fn monotony(meter: &Meter) -> Option<Warning> {
    let text = "The days of this week are much alike: a harder one and an easier one give more.".to_owned();
    meter.monotony_high.then(|| week(RuleId::Monotony, meter, text, None))
}

fn charge_share(frame: &Frame<'_>, evaluation: &Evaluation, meter: &Meter) -> Option<Warning> {
    let skip = usize::try_from(meter.first).unwrap_or(usize::MAX);
    let any = evaluation.standing.iter().skip(skip).take(7).any(|day| !day.is_empty());
    let text = format!(
        "{} sessions charge, {} drain in {}; charging should win.",
        meter.charge,
        meter.drain,
        if frame.plan.days.len() < 14 {
            "this week".to_owned()
        } else {
            format!("the week of {}", day_name(frame.plan, meter.first))
        }
    );
    (any && meter.charge <= meter.drain).then(|| week(RuleId::ChargeShare, meter, text, Some(Help::Add(Kind::Mobility))))
}

/// Days on which form is low, told once; and event mornings that are too tired or too rested.
fn form_window(frame: &Frame<'_>, forecast: &[Form]) -> Vec<Warning> {
    let numbers = &frame.numbers;
    let share = |form: &Form| 100.0 * form.state.form() / form.state.fitness;
    let known = |form: &&Form| form.day >= frame.plan.today && form.state.fitness > 0.0;
    let told = |days: Vec<DayIndex>, text| Warning { rule: RuleId::FormWindow, days, text, help: None };
    let (mut warnings, mut low): (Vec<Warning>, Vec<&Form>) = (Vec::new(), Vec::new());
    for form in forecast.iter().filter(known) {
        let (share, event) = (share(form), numbers.form_event_low..=numbers.form_event_high);
        if share < numbers.form_low {
            low.push(form);
        } else if form.event && !event.contains(&share) {
            let (day, low, high) = (day_name(frame.plan, form.day), event.start(), event.end());
            let text =
                format!("Form on {day}, the day of the race, is {share:.0} % of fitness; {low:.0} to {high:.0} % is fresh.");
            warnings.push(told(vec![form.day], text));
        }
    }
    if let Some(lowest) = low.iter().min_by(|a, b| share(a).total_cmp(&share(b))) {
        let (day, limit) = (day_name(frame.plan, lowest.day), numbers.form_low);
        let text = format!("Form falls to {:.0} % of fitness on {day}; below {limit:.0} % it gets heavy.", share(lowest));
        warnings.push(told(low.iter().map(|form| form.day).collect(), text));
    }
    warnings
}
