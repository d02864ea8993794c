//! The numbers of the day under the crosshair in full, what was done and said, and what it shows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::app::chart::insight::with_unit;
use crate::app::chart::{SEASON_DAYS, Series, Unit, WhatIf};
use crate::app::{Model, curves, lists, today, week, words};
use crate::domain::{Day, Field};
use crate::engine::milli;
use crate::engine::readiness::Stage;
use crate::ui::look::Look;
use crate::ui::text::{Page, cut};
use crate::ui::theme::Role;

/// Draws the lines below the plot: numbers, what was done, what was said, what the chosen curves say. Each begins
/// a line of its own where there is room for all; else they follow one another.
pub fn draw(model: &Model, look: Look, area: Rect, buf: &mut Buffer) {
    let day = model.chart.crosshair;
    let date = format!("{} {}", day.short(), year_if_other(day, model.today));
    let groups = [
        (numbers(model, day), Role::Plain),
        (done(model, day), Role::Plain),
        (shown_parts(model, day), Role::Plain),
        (said(model, day), Role::Muted),
    ];
    let groups: Vec<_> = groups.into_iter().filter(|(parts, _)| !parts.is_empty()).collect();
    let rows = flow(&groups, date.chars().count(), usize::from(area.width), usize::from(area.height), look.glyphs.ellipsis);
    let mut page = Page::new(area, buf);
    for (place, row) in rows.iter().enumerate() {
        let date = if place == 0 { date.as_str() } else { "" };
        let spans: Vec<_> = row.iter().map(|(text, role)| (text.as_str(), look.ink(*role))).collect();
        page.spans(&[&[(date, look.ink(Role::Strong))], spans.as_slice()].concat());
    }
}

/// Between two parts of a group, and between two groups on one line.
const BETWEEN: &str = " · ";
const APART: &str = "   ";

type Pieces = Vec<(String, Role)>;

/// Lays groups of parts into rows, broken between parts only; what is too much ends in the sign of a cut.
fn flow(groups: &[(Vec<String>, Role)], indent: usize, width: usize, most: usize, ellipsis: &str) -> Vec<Pieces> {
    let separate = laid(groups, indent, width, true);
    let mut rows = if separate.len() <= most { separate } else { laid(groups, indent, width, false) };
    if rows.len() > most {
        rows.truncate(most);
        if let Some((text, _)) = rows.last_mut().and_then(|row| row.last_mut()) {
            text.push_str(ellipsis);
        }
    }
    let first = width.saturating_sub(indent);
    for (row, width) in rows.iter_mut().zip(std::iter::once(first).chain(std::iter::repeat(width))) {
        let mut room = width;
        for (text, _) in row.iter_mut() {
            *text = cut(text, room, ellipsis);
            room = room.saturating_sub(text.width());
        }
    }
    rows
}

fn laid(groups: &[(Vec<String>, Role)], indent: usize, width: usize, each_begins: bool) -> Vec<Pieces> {
    let mut rows: Vec<Pieces> = vec![Vec::new()];
    let mut used = indent;
    for (place, (parts, role)) in groups.iter().enumerate() {
        for (number, part) in parts.iter().enumerate() {
            let before = if number == 0 { APART } else { BETWEEN };
            let begins = place > 0 && number == 0 && each_begins;
            let is_first = rows.last().is_none_or(Vec::is_empty);
            if begins || (!is_first && used + before.width() + part.width() > width) {
                rows.push(Vec::new());
                used = 0;
            }
            let Some(row) = rows.last_mut() else { continue };
            let text = if row.is_empty() { part.clone() } else { format!("{before}{part}") };
            used += text.width();
            row.push((text, *role));
        }
    }
    rows
}

fn year_if_other(day: Day, today: Day) -> String {
    if day.year() == today.year() { String::new() } else { format!("{} ", day.year()) }
}

fn numbers(model: &Model, day: Day) -> Vec<String> {
    let mut parts = Vec::new();
    match curves::state_on(model, day) {
        Some(state) => {
            let [fitness, fatigue, form] = words::averages(state, 0);
            let zone = words::form_zone(state, &model.tuning.readiness);
            parts.push(format!("fitness {fitness}"));
            parts.push(format!("fatigue {fatigue}"));
            parts.push(format!("form {form} {zone}"));
        }
        None if day > model.today => parts.push("beyond the forecast".to_owned()),
        None => parts.push("no records: a gap".to_owned()),
    }
    let load = model.facts.season.curve().and_then(|curve| curve.load(day)).unwrap_or(0);
    if load > 0 {
        parts.push(format!("load {}", milli::rounded(load)));
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
    parts
}

/// Sessions and tests of the day.
fn done(model: &Model, day: Day) -> Vec<String> {
    let history = model.journal.history();
    let tests = history.tests().filter(|test| test.day == day);
    let tests = tests.map(|test| format!("test {} {}", test.name, test.result()));
    let felt = history
        .sessions_on(day)
        .find_map(|session| words::felt(session, &model.tuning))
        .map(|felt| felt.trim_start_matches(BETWEEN).to_owned());
    week::on_day(history, day).into_iter().map(lists::session_line).chain(felt).chain(tests).collect()
}

/// What holds over the day, and what the check-in said.
fn said(model: &Model, day: Day) -> Vec<String> {
    let parts = model.journal.history().check_in(day).map(lists::check_in_parts).unwrap_or_default();
    today::held_line(model.journal.history(), day).into_iter().chain(parts).collect()
}

/// What the chosen curves and what stands beside them say of the day.
fn shown_parts(model: &Model, day: Day) -> Vec<String> {
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
        let before = traces.on(&traces.fitness, day.minus(SEASON_DAYS));
        parts.extend(before.map(|fitness| format!("a year before: fitness {fitness:.0}")));
    }
    if let (Some((best, form)), Some(event), true) = (traces.ahead.best, traces.ahead.event, day >= model.today) {
        parts.push(format!("best form before {}: {} on {}", event.short(), words::signed(form), best.short()));
    }
    parts
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
