//! What each command of the chart does.

use crate::app::direction::Direction;
use crate::app::doing::show;
use crate::app::event::Effect;
use crate::app::list::Content;
use crate::app::model::{Model, Overlay, Tone};
use crate::app::now::Now;
use crate::app::{lists, words};
use crate::domain::Day;

use super::action::ChartAction;
use super::ahead::WhatIf;
use super::effect::{SessionEffect, heaviest};
use super::fitted::Fitted;
use super::marks::Mark;
use super::series::{MOST, Series};

/// Runs a command of the chart.
pub fn run(model: &mut Model, action: ChartAction, now: Now) -> Vec<Effect> {
    let reach = model.facts.traces.reach();
    match action {
        ChartAction::Step(step) => model.chart.step(step, reach),
        ChartAction::First => model.chart.go_to(Day::MIN, reach),
        ChartAction::Last => model.chart.go_to(Day::MAX, reach),
        ChartAction::Zoom(direction) => model.chart.zoom(direction, model.facts.traces.reach()),
        ChartAction::ZoomAll => model.chart.zoom_all(reach),
        ChartAction::Pan(direction) => model.chart.pan(direction, reach),
        ChartAction::To(mark, direction) => to_mark(model, mark, direction, now),
        ChartAction::Choose => return show(model, Content::Series),
        ChartAction::Explain => return show(model, Content::Curves),
        ChartAction::Compare => model.chart.compare = !model.chart.compare,
        ChartAction::WhatIf => what_if(model, now),
        ChartAction::Effect => effect(model, now),
        ChartAction::Best => best(model, now),
        ChartAction::Forecast => {
            model.chart.shown.forecast = !model.chart.shown.forecast;
            return vec![Effect::KeepView(model.chart.shown.clone())];
        }
    }
    Vec::new()
}

/// Shows a curve or hides it.
pub fn toggle(model: &mut Model, series: Series, now: Now) -> Vec<Effect> {
    if !model.chart.shown.toggle(series) {
        model.say(Tone::Notice, format!("{MOST} curves at once are enough; hide one first."), now);
    }
    kept(model)
}

/// Shows the results of another kind of test.
pub fn choose_test(model: &mut Model, name: &str, now: Now) -> Vec<Effect> {
    let shown = &mut model.chart.shown;
    if !shown.series.contains(&Series::Performance) && !shown.toggle(Series::Performance) {
        model.say(Tone::Notice, format!("{MOST} curves at once are enough; hide one first."), now);
        return Vec::new();
    }
    shown.test = Some(name.to_owned());
    kept(model)
}

fn kept(model: &mut Model) -> Vec<Effect> {
    model.add_usual();
    let lines = lists::lines(model, Content::Series);
    if let Some(Overlay::List(list)) = &mut model.overlay {
        list.refill(lines, model.journal.history());
    }
    vec![Effect::KeepView(model.chart.shown.clone())]
}

/// Asks for a fit if one is to be seen that is not there.
pub fn ask_fit(model: &mut Model) -> Option<Effect> {
    let request = model.fit_wanted()?;
    model.fit_asked = Some(request.question.clone());
    Some(Effect::Fit(Box::new(request)))
}

/// Takes the answer, unless something else was asked meanwhile or the whole is there already.
pub fn take_fit(model: &mut Model, fitted: Fitted) {
    let known = model.fitted.as_ref().is_some_and(|known| known.whole && known.question == fitted.question);
    if model.fit_asked.as_ref() == Some(&fitted.question) && (fitted.whole || !known) {
        model.fitted = Some(fitted);
    }
}

fn to_mark(model: &mut Model, mark: Mark, direction: Direction, now: Now) {
    let reach = model.facts.traces.reach();
    let (history, curve) = (model.journal.history(), model.facts.season.curve());
    let found = mark.nearest(model.chart.crosshair, direction, history, curve, model.today);
    match found.filter(|day| (reach.0..=reach.1).contains(day)) {
        Some(day) => model.chart.go_to(day, reach),
        None => {
            let way = if direction == Direction::Back { "before" } else { "after" };
            model.say(Tone::Notice, format!("No {} {way} this day.", mark.word()), now);
        }
    }
}

/// Days shown after the last one that something is told about.
const AIR: i64 = 3;

fn what_if(model: &mut Model, now: Now) {
    model.chart.what_if = WhatIf::after(model.chart.what_if);
    let ahead = &model.facts.traces.ahead;
    let said = match model.chart.what_if {
        Some(_) if ahead.states.is_empty() => "Nothing to look ahead from yet: log a session first.".to_owned(),
        Some(what_if) => {
            let last = model.tuning.week_starts.last(model.today);
            let ahead_to_last = last.index_from(model.today).unwrap_or(0);
            let form = |states: &[crate::engine::averages::State]| states.get(ahead_to_last).map_or(0.0, |state| state.form());
            let (plan, other) = (form(&ahead.states), form(ahead.under(what_if)));
            model.chart.hold(model.today.plus(ahead.states.len() as i64));
            let said = words::capital(what_if.label());
            format!("{said}: {} on {} instead of {}.", words::signed(other), last.plus(1).weekday_full(), words::signed(plan))
        }
        None => "The plan alone.".to_owned(),
    };
    model.say(Tone::Notice, said, now);
}

fn effect(model: &mut Model, now: Now) {
    if model.chart.effect.take().is_some() {
        return;
    }
    let session = heaviest(model.journal.history(), model.chart.crosshair, model.today, &model.tuning);
    match session.and_then(|session| SessionEffect::of(session, model.journal.history(), model.today, &model.tuning)) {
        Some(effect) => {
            model.say(Tone::Notice, format!("{}.", effect.sentence()), now);
            // What it tells lies inside the view.
            if let Some(end) = effect.peak.map(|(day, _)| day).max(effect.paid_back) {
                model.chart.hold(end.plus(AIR));
            }
            model.chart.effect = Some(effect);
        }
        None => model.say(Tone::Notice, "No session with a load on this day or before it.", now),
    }
}

fn best(model: &mut Model, now: Now) {
    let ahead = &model.facts.traces.ahead;
    let (Some((day, form)), Some(event)) = (ahead.best, ahead.event) else {
        return model.say(Tone::Notice, "No event ahead in the plan.", now);
    };
    let form = words::signed(form);
    let said = format!("Best form before the event of {}: {form} on {}, if the plan is done.", event.short(), day.short());
    let reach = model.facts.traces.reach();
    model.chart.shown.forecast = true;
    model.chart.go_to(day, reach);
    model.say(Tone::Notice, said, now);
}
