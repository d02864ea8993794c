//! Which line, band and bar each chosen curve is, and on which scale it stands.

use crate::app::Model;
use crate::app::chart::fitted::Fitted;
use crate::app::chart::{Series, Unit, WhatIf};
use crate::domain::field::ANSWERS;
use crate::domain::{Day, Field, Kind};
use crate::engine::readiness::Stage;
use crate::ui::root::Look;
use crate::ui::theme::{Role, Spread};
use crate::ui::widgets::datechart::{self, Band, DateChart, Layer, Line, Side, StripDay, Stroke};

/// Beyond so many days the loads are not told apart by kind: a column holds a week or more.
const BY_KIND_DAYS: i64 = 400;
/// A year of whole weeks: weekdays stand on weekdays.
const SEASON_DAYS: i64 = 364;

/// What the chart draws beside the numbers that the facts hold.
pub struct Data<'m> {
    model: &'m Model,
    fitted: Option<&'m Fitted>,
    /// The units that have a scale, in the order of their sides.
    units: Vec<Unit>,
}

impl<'m> Data<'m> {
    /// What the model asks to be drawn.
    pub fn of(model: &'m Model) -> Data<'m> {
        let shown = &model.chart.shown;
        let fitted = model.fitted.as_ref().filter(|_| shown.series.contains(&Series::Performance));
        let mut units: Vec<Unit> = Vec::new();
        for series in shown.series.iter().filter(|series| **series != Series::Loads) {
            if !units.contains(&series.unit()) {
                units.push(series.unit());
            }
        }
        // Points stand on the left, where people look for them.
        units.sort_by_key(|unit| *unit != Unit::Points);
        Data { model, fitted, units }
    }

    fn side(&self, unit: Unit) -> Side {
        match self.units.iter().position(|shown| *shown == unit) {
            Some(0) => Side::Left,
            Some(1) => Side::Right,
            Some(place) => Side::Other(u8::try_from(place - 2).unwrap_or(u8::MAX)),
            None => Side::Other(u8::try_from(self.units.len().saturating_sub(2)).unwrap_or(u8::MAX)),
        }
    }

    /// The chart, borrowing every number.
    pub fn chart(&self, model: &Model, look: Look) -> DateChart<'_> {
        let view = &model.chart;
        let traces = &self.model.facts.traces;
        let mut chart = DateChart::new(view.first(), view.last, model.today, look.theme, look.glyphs);
        chart.crosshair = Some(view.crosshair);
        for series in &view.shown.series {
            self.add(*series, &mut chart);
        }
        self.add_beside(&mut chart);
        let inside = |day: &Day| (view.first()..=view.last).contains(day);
        let tests = traces.tests.iter().filter(|day| inside(day)).map(|day| (*day, '^'));
        let events = traces.events.iter().filter(|day| inside(day)).map(|day| (*day, '*'));
        let paid_back = view.effect.iter().filter_map(|effect| effect.paid_back).filter(inside).map(|day| (day, '='));
        chart.events = tests.chain(events).chain(paid_back).collect();
        let stages = traces.stages.iter().filter(|(day, _)| inside(day));
        chart.strip = stages.map(|(day, stage)| strip_day(*day, *stage)).collect();
        chart
    }

    fn series<'a>(&'a self, values: &'a [Option<f64>]) -> datechart::Series<'a> {
        datechart::Series { start: self.model.facts.traces.first, values }
    }

    /// A list, with its forecast if that is shown.
    fn ahead<'a>(&'a self, values: &'a [Option<f64>]) -> datechart::Series<'a> {
        let traces = &self.model.facts.traces;
        self.series(if self.model.chart.shown.forecast { values } else { traces.so_far(values) })
    }

    /// What a chosen curve draws.
    fn add<'a>(&'a self, series: Series, chart: &mut DateChart<'a>) {
        let traces = &self.model.facts.traces;
        let side = self.side(series.unit());
        match series {
            Series::Loads => chart.loads = self.loads(),
            Series::Averages => {
                let [fatigue, fitness] = [&traces.fatigue, &traces.fitness].map(|values| self.ahead(values));
                let line = |label, role, stroke, series| Line { label, role, stroke, side, series };
                chart.lines.push(line("fatigue", Role::Fatigue, Stroke::Dashed, fatigue));
                chart.lines.push(line("fitness", Role::Fitness, Stroke::Solid, fitness));
            }
            Series::Form => {
                let [low, high] = traces.costly.each_ref().map(|edge| self.ahead(edge));
                let (role, spread) = (Role::Form, Spread::Wide);
                chart.bands.push(Band { label: "tired", role, spread, side, low, high, makes_room: false });
                let series = self.ahead(&traces.form);
                chart.lines.push(Line { label: "form", role, stroke: Stroke::Dotted, side, series });
            }
            Series::Performance => self.add_performance(side, chart),
            Series::Score | Series::Field(_) | Series::Charge | Series::Monotony | Series::Strain => {
                self.add_points(series, side, chart);
            }
        }
    }

    /// One value a day, with the usual range where there is one.
    fn add_points<'a>(&'a self, series: Series, side: Side, chart: &mut DateChart<'a>) {
        let traces = &self.model.facts.traces;
        let Some(values) = traces.line(series) else { return };
        let role = role(series);
        if let Series::Field(field) = series
            && let Some(edges) = traces.usual(field)
        {
            let [low, high] = edges.each_ref().map(|edge| self.series(edge));
            chart.bands.push(Band { label: usual_label(field), role, spread: Spread::Wide, side, low, high, makes_room: true });
        }
        let points = chart.lines.iter().filter(|line| matches!(line.stroke, Stroke::Points(_))).count();
        let stroke = match series {
            Series::Monotony => Stroke::Dashed,
            Series::Strain => Stroke::Dotted,
            Series::Loads | Series::Averages | Series::Form | Series::Performance => Stroke::Solid,
            Series::Score | Series::Field(_) | Series::Charge => Stroke::Points(points as u8),
        };
        chart.lines.push(Line { label: label(series), role, stroke, side, series: self.series(values) });
    }

    fn add_performance<'a>(&'a self, side: Side, chart: &mut DateChart<'a>) {
        let Some(fitted) = self.fitted else { return };
        let of = |values: &'a [Option<f64>]| {
            let until = usize::try_from(self.model.today.since(fitted.first) + 1).unwrap_or(0);
            let part = if self.model.chart.shown.forecast { values } else { values.get(..until).unwrap_or(values) };
            datechart::Series { start: fitted.first, values: part }
        };
        let role = Role::Performance;
        for (spread, label, [low, high]) in [(Spread::Half, "50 %", &fitted.half), (Spread::Wide, "80 % of tests", &fitted.wide)]
        {
            if !low.is_empty() {
                chart.bands.push(Band { label, role, spread, side, low: of(low), high: of(high), makes_room: true });
            }
        }
        if !fitted.level.is_empty() {
            chart.lines.push(Line { label: "level", role, stroke: Stroke::Solid, side, series: of(&fitted.level) });
        }
        let points = chart.lines.iter().filter(|line| matches!(line.stroke, Stroke::Points(_))).count();
        let (label, stroke) = (if fitted.name.is_empty() { "tests" } else { fitted.name.as_str() }, Stroke::Points(points as u8));
        chart.lines.push(Line { label, role, stroke, side, series: of(&fitted.tests) });
    }

    /// What stands beside the chosen curves: last season, another way, a session's effect.
    fn add_beside<'a>(&'a self, chart: &mut DateChart<'a>) {
        let (view, traces) = (&self.model.chart, &self.model.facts.traces);
        let points = self.side(Unit::Points);
        if view.compare {
            let series = datechart::Series { start: traces.first.plus(SEASON_DAYS), values: traces.so_far(&traces.fitness) };
            let (label, role) = ("fitness a year before", Role::Muted);
            chart.lines.insert(0, Line { label, role, stroke: Stroke::Solid, side: points, series });
        }
        if let Some(what_if) = view.what_if {
            let place = WhatIf::ALL.iter().position(|other| *other == what_if).unwrap_or(0);
            let Some(values) = traces.what_if.get(place) else { return };
            let (label, role) = (what_if.label(), Role::Good);
            chart.lines.push(Line { label, role, stroke: Stroke::Solid, side: points, series: self.series(values) });
        }
        if let Some(effect) = &view.effect {
            let side = Side::Other(u8::try_from(self.units.len()).unwrap_or(u8::MAX));
            let series = datechart::Series { start: effect.day, values: &effect.values };
            chart.lines.push(Line { label: "effect on form", role: Role::Caution, stroke: Stroke::Solid, side, series });
        }
    }

    fn loads(&self) -> Vec<Layer<'_>> {
        let traces = &self.model.facts.traces;
        let layer = |label, role, planned, values| Layer { label, role, planned, series: self.series(values) };
        let mut layers: Vec<Layer<'_>> = if self.model.chart.span > BY_KIND_DAYS {
            vec![layer("load", Role::LoadEndurance, false, &traces.total)]
        } else {
            let (first, last) = (self.model.chart.first(), self.model.chart.last);
            let is_seen = |values: &[Option<f64>]| {
                let from = traces.index(first).unwrap_or(0);
                let to = traces.index(last).map_or(0, |index| index + 1).min(values.len());
                values.get(from..to).is_some_and(|seen| seen.iter().any(Option::is_some))
            };
            let seen = traces.loads.iter().filter(|(_, values)| is_seen(values));
            seen.map(|(kind, values)| layer(Kind::id(*kind), Role::load(*kind), false, values)).collect()
        };
        layers.push(layer("planned", Role::LoadCharge, true, &traces.planned));
        layers
    }
}

/// The ink of a curve of single values.
fn role(series: Series) -> Role {
    const ANSWER_ROLES: [Role; 7] = [Role::Build, Role::Train, Role::Ease, Role::Recover, Role::Pulse, Role::Good, Role::Sleep];
    match series {
        Series::Field(Field::RestingHr) => Role::Pulse,
        Series::Field(Field::HrvRmssd) => Role::Hrv,
        Series::Field(Field::SleepMinutes) => Role::Sleep,
        Series::Field(Field::ReactionMs) => Role::Caution,
        Series::Field(field) => {
            let place = ANSWERS.iter().position(|answer| *answer == field);
            place.and_then(|place| ANSWER_ROLES.get(place)).copied().unwrap_or(Role::Plain)
        }
        Series::Charge => Role::Good,
        Series::Monotony => Role::Recover,
        Series::Strain => Role::Stop,
        Series::Loads | Series::Averages | Series::Form | Series::Score | Series::Performance => Role::Score,
    }
}

/// The name in the legend, with the unit.
fn label(series: Series) -> &'static str {
    match series {
        Series::Score => "score",
        Series::Field(Field::RestingHr) => "pulse bpm",
        Series::Field(Field::HrvRmssd) => "HRV ms",
        Series::Field(Field::SleepMinutes) => "sleep h",
        Series::Field(Field::ReactionMs) => "reaction ms",
        Series::Charge => "charge",
        Series::Field(_) | Series::Loads | Series::Averages | Series::Form | Series::Performance => series.label(),
        Series::Monotony | Series::Strain => series.label(),
    }
}

/// The name of a usual range in the legend.
fn usual_label(field: Field) -> &'static str {
    match field {
        Field::RestingHr => "usual pulse",
        Field::HrvRmssd => "usual HRV",
        _ => "usual",
    }
}

fn strip_day(day: Day, stage: Stage) -> StripDay {
    let (rank, role, glyph) = match stage {
        Stage::Fresh => (0, Role::Muted, ' '),
        Stage::Surface => (1, Role::Ease, '-'),
        Stage::Deeper => (2, Role::Recover, '='),
        Stage::Overreaching => (3, Role::Stop, '#'),
    };
    StripDay { day, rank, role, glyph }
}
