//! The numbers of the day under the crosshair in full, what was done and said, and what it shows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::chart::insight::with_unit;
use crate::app::chart::{Series, Unit, WhatIf};
use crate::app::{Model, curves, lists, words};
use crate::domain::{Day, Field};
use crate::engine::averages::State;
use crate::engine::readiness::Stage;
use crate::ui::root::Look;
use crate::ui::text::{Page, cut, wrap};
use crate::ui::theme::Role;

/// Draws the lines below the plot: numbers, what was done and said, what the chosen curves say.
/// What does not fit in one line goes on in the next where there is room for both.
pub fn draw(model: &Model, look: Look, area: Rect, buf: &mut Buffer) {
    let day = model.chart.crosshair;
    let width = usize::from(area.width);
    let mut page = Page::new(area, buf);
    let date = format!("{} {}", day.short(), year_if_other(day, model.today));
    let numbers = cut(&numbers(model, day), width.saturating_sub(date.chars().count()), look.glyphs.ellipsis);
    page.spans(&[(&date, look.ink(Role::Strong)), (&numbers, look.ink(Role::Plain))]);
    let texts = [(done_and_said(model, day), Role::Muted), (shown_line(model, day), Role::Plain)];
    let texts: Vec<_> = texts.into_iter().filter(|(text, _)| !text.is_empty()).collect();
    for (place, (text, role)) in texts.iter().enumerate() {
        let kept = texts.len() - place - 1;
        let rows = usize::from(page.left()).saturating_sub(kept);
        for line in in_rows(text, width, rows, look.glyphs.ellipsis) {
            page.line(&line, look.ink(*role));
        }
    }
}

/// A text in at most so many rows; the last one says if something is missing.
fn in_rows(text: &str, width: usize, rows: usize, ellipsis: &str) -> Vec<String> {
    let mut lines = wrap(text, width);
    if rows > 0 && lines.len() > rows {
        let rest = lines.split_off(rows - 1).join(" ");
        lines.push(rest);
    }
    lines.iter().take(rows).map(|line| cut(line, width, ellipsis)).collect()
}

fn year_if_other(day: Day, today: Day) -> String {
    if day.year() == today.year() { String::new() } else { format!("{} ", day.year()) }
}

fn numbers(model: &Model, day: Day) -> String {
    let mut parts = Vec::new();
    match curves::state_on(model, day) {
        Some(state) => {
            let form = words::signed(state.form());
            let zone = zone(state, model);
            parts.push(format!("fitness {:.0} · fatigue {:.0} · form {form} {zone}", state.fitness, state.fatigue));
        }
        None if day > model.today => parts.push("beyond the forecast".to_owned()),
        None => parts.push("no records: a gap".to_owned()),
    }
    let load = model.facts.season.curve().and_then(|curve| curve.load(day)).unwrap_or(0);
    if load > 0 {
        parts.push(format!("load {}", (load + 500) / 1000));
    }
    if let Some(planned) = model.facts.traces.on(&model.facts.traces.planned, day) {
        parts.push(format!("planned {planned:.0}"));
    }
    if let Some(score) = curves::score_on(model, day) {
        let verdict = model.facts.season.morning(day).map(|morning| morning.verdict);
        parts.push(format!("score {score:.0} {}", verdict.map(words::verdict_word).unwrap_or_default()));
    }
    if let Some(morning) = model.facts.season.morning(day).filter(|morning| morning.stage != Stage::Fresh) {
        parts.push(format!("stage {}", morning.stage));
    }
    if day > model.today {
        parts.push("forecast".to_owned());
    } else if model.facts.season.curve().is_some_and(|curve| curve.settling(day)) {
        parts.push("settling".to_owned());
    }
    parts.join(" · ")
}

/// Where form stands: the share of fitness by which fatigue is above it, as the score sees it.
fn zone(state: State, model: &Model) -> &'static str {
    let table = &model.tuning.readiness;
    let fitness = state.fitness.max(table.form_floor as f64 / 1000.0);
    let share = -state.form() / fitness * 1000.0;
    if share <= 0.0 {
        "rested"
    } else if share <= table.form_dead as f64 {
        "even"
    } else if share <= table.form_full as f64 {
        "tired"
    } else {
        "very tired"
    }
}

fn done_and_said(model: &Model, day: Day) -> String {
    let history = model.journal.history();
    let tests = history.tests().filter(|test| test.day == day);
    let tests = tests.map(|test| format!("test {} {} {}", test.name, test.value, test.unit));
    let felt = history.sessions_on(day).find_map(|session| words::felt(session, &model.tuning));
    let line = lists::day_line(history, day) + felt.unwrap_or_default();
    std::iter::once(line).filter(|line| !line.is_empty()).chain(tests).collect::<Vec<_>>().join("   ")
}

/// What the chosen curves and what stands beside them say of the day.
fn shown_line(model: &Model, day: Day) -> String {
    let traces = &model.facts.traces;
    let mut parts: Vec<String> = Vec::new();
    if let Some(effect) = &model.chart.effect {
        parts.push(effect.sentence());
    }
    if let Some(what_if) = model.chart.what_if.filter(|_| day > model.today) {
        let place = WhatIf::ALL.iter().position(|other| *other == what_if).unwrap_or(0);
        let form = traces.what_if.get(place).and_then(|values| traces.on(values, day));
        parts.extend(form.map(|form| format!("{} {}", what_if.label(), words::signed(form))));
    }
    for series in &model.chart.shown.series {
        parts.extend(series_on(model, *series, day));
    }
    if model.chart.compare {
        let before = traces.on(&traces.fitness, day.minus(364));
        parts.extend(before.map(|fitness| format!("a year before: fitness {fitness:.0}")));
    }
    if let (Some((best, form)), Some(event), true) = (traces.ahead.best, traces.ahead.event, day >= model.today) {
        parts.push(format!("best form before {}: {} on {}", event.short(), words::signed(form), best.short()));
    }
    parts.join(" · ")
}

fn series_on(model: &Model, series: Series, day: Day) -> Option<String> {
    let traces = &model.facts.traces;
    match series {
        Series::Loads | Series::Averages | Series::Form | Series::Score => None,
        Series::Performance => {
            let fitted = model.fitted.as_ref()?;
            let level = fitted.on(&fitted.level, day);
            let [low, high] = fitted.wide.each_ref().map(|edge| fitted.on(edge, day));
            let early = &fitted.knowledge;
            Some(match (level, low, high) {
                (Some(level), Some(low), Some(high)) => {
                    let unit = &fitted.unit;
                    format!(
                        "{} {level:.1} {unit}, 80 % of tests {:.1}–{:.1} ({early})",
                        fitted.name,
                        low.min(high),
                        low.max(high)
                    )
                }
                _ => format!("{} {early}", fitted.name),
            })
        }
        Series::Field(field) => {
            let value = traces.field(field).and_then(|values| traces.on(values, day));
            let usual = traces.usual(field).and_then(|[low, high]| traces.on(low, day).zip(traces.on(high, day)));
            let usual = usual.map(|(low, high)| format!(", usual {low:.0}–{high:.0}")).unwrap_or_default();
            let value = value.map_or_else(|| "–".to_owned(), |value| shown(value, series.unit()));
            (field != Field::Note).then(|| format!("{} {value}{usual}", series.label()))
        }
        Series::Charge | Series::Monotony | Series::Strain => {
            let value = traces.line(series).and_then(|values| traces.on(values, day))?;
            Some(format!("{} {}", series.label(), shown(value, series.unit())))
        }
    }
}

fn shown(value: f64, unit: Unit) -> String {
    if unit == Unit::Answer && value.fract() == 0.0 { format!("{value:.0}") } else { with_unit(value, unit) }
}
