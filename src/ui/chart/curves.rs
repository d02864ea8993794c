//! Which line, band and bar each chosen curve is, and in which lane it stands.

use crate::app::Model;
use crate::app::chart::effect::SessionEffect;
use crate::app::chart::fitted::Fitted;
use crate::app::chart::{SEASON_DAYS, Series, Unit, WhatIf};
use crate::domain::field::ANSWERS;
use crate::domain::{Day, Field, Held, Kind, SpanKind};
use crate::engine::readiness::Stage;
use crate::ui::look::Look;
use crate::ui::theme::{Role, Spread};
use crate::ui::widgets::datechart::{self, Band, DateChart, Every, Lane, Layer, Line, Mark, StripDay, Stroke, Zone};

/// Beyond so many days the loads are not told apart by kind: a column holds a week or more.
const BY_KIND_DAYS: i64 = 400;

/// Beyond so many days a line is the mean of whole weeks: days would only be a hatch.
const WEEKLY_BEYOND: i64 = 366;

/// What the chart draws beside the numbers that the facts hold.
pub struct Data<'m> {
    model: &'m Model,
    fitted: Option<&'m Fitted>,
    every: Every,
}

impl<'m> Data<'m> {
    /// What the model asks to be drawn.
    pub fn of(model: &'m Model) -> Data<'m> {
        let fitted = model.fitted.as_ref().filter(|_| model.chart.shown.series.contains(&Series::Performance));
        let every = if model.chart.span > WEEKLY_BEYOND { Every::Week(model.tuning.week_starts) } else { Every::Day };
        Data { model, fitted, every }
    }

    /// The chart, borrowing every number.
    pub fn chart(&self, model: &Model, look: Look) -> DateChart<'_> {
        let view = &model.chart;
        let mut chart = DateChart::new(view.first(), view.last, model.today, look.theme, look.glyphs);
        chart.week = model.tuning.week_starts;
        chart.crosshair = Some(view.crosshair);
        chart.lanes = self.lanes();
        if view.shown.series.contains(&Series::Loads) {
            chart.loads = self.loads();
        }
        chart.marks = self.marks();
        let stages = self.model.facts.traces.stages.iter().filter(|(day, _)| self.is_seen(*day));
        chart.strip = stages.map(|(day, stage)| strip_day(*day, *stage)).collect();
        let held = model.facts.season.held();
        chart.strip.extend(held.iter().flat_map(|held| held_days(held, (view.first(), view.last), model.today)));
        chart
    }

    fn is_seen(&self, day: Day) -> bool {
        (self.model.chart.first()..=self.model.chart.last).contains(&day)
    }

    fn marks(&self) -> Vec<Mark<'_>> {
        let traces = &self.model.facts.traces;
        let mark = |glyph, label| move |day: &Day| Mark { day: *day, glyph, label };
        let tests = traces.tests.iter().map(mark('^', "test"));
        let events = traces.events.iter().map(mark('*', "event"));
        let paid_back = self.model.chart.effect.iter().filter_map(|effect| effect.paid_back);
        let paid_back = paid_back.map(|day| Mark { day, glyph: '=', label: "paid back" });
        let tagged = traces.tagged.iter().map(mark('#', "tag"));
        tests.chain(events).chain(paid_back).chain(tagged).filter(|mark| self.is_seen(mark.day)).collect()
    }

    /// A lane for each unit, from the top down: fitness and fatigue, form, then what was chosen beside them.
    fn lanes(&self) -> Vec<Lane<'_>> {
        let view = &self.model.chart;
        let has = |series| view.shown.series.contains(&series);
        let mut lanes = Vec::new();
        if has(Series::Averages) || view.compare {
            lanes.push(self.averages(has(Series::Averages)));
        }
        if has(Series::Form) || view.what_if.is_some() {
            lanes.push(self.form(has(Series::Form)));
        }
        lanes.extend(view.effect.as_ref().map(|effect| Lane { weight: 2, lines: vec![effect_line(effect)], ..Lane::default() }));
        if has(Series::Performance) {
            lanes.extend(self.performance());
        }
        let mut units: Vec<(Unit, Lane<'_>)> = Vec::new();
        for series in view.shown.series.iter().filter(|series| is_overlay(**series)) {
            let place = units.iter().position(|(unit, _)| *unit == series.unit()).unwrap_or_else(|| {
                units.push((series.unit(), Lane { weight: 2, ..Lane::default() }));
                units.len() - 1
            });
            if let Some((_, lane)) = units.get_mut(place) {
                self.add_overlay(*series, lane);
            }
        }
        lanes.extend(units.into_iter().map(|(_, lane)| lane));
        lanes
    }

    fn series<'a>(&'a self, values: &'a [Option<f64>]) -> datechart::Series<'a> {
        datechart::Series { start: self.model.facts.traces.first, values, every: self.every }
    }

    /// A list, with its forecast if that is shown.
    fn ahead<'a>(&'a self, values: &'a [Option<f64>]) -> datechart::Series<'a> {
        let traces = &self.model.facts.traces;
        self.series(if self.model.chart.shown.forecast { values } else { traces.so_far(values) })
    }

    /// Fitness and fatigue, and last season's fitness if it stands beside this one's.
    fn averages(&self, are_shown: bool) -> Lane<'_> {
        let traces = &self.model.facts.traces;
        let mut lane = Lane { weight: 4, ..Lane::default() };
        if self.model.chart.compare {
            let (start, values) = (traces.first.plus(SEASON_DAYS), traces.so_far(&traces.fitness));
            let series = datechart::Series { start, values, every: self.every };
            lane.lines.push(Line { label: "year before", role: Role::Muted, stroke: Stroke::Solid, series });
        }
        if are_shown {
            let [fatigue, fitness] = [&traces.fatigue, &traces.fitness].map(|values| self.ahead(values));
            lane.lines.push(Line { label: "fatigue", role: Role::Fatigue, stroke: Stroke::Dashed, series: fatigue });
            lane.lines.push(Line { label: "fitness", role: Role::Fitness, stroke: Stroke::Solid, series: fitness });
        }
        lane
    }

    /// Form between its named zones, and another way through this week.
    fn form(&self, is_shown: bool) -> Lane<'_> {
        let traces = &self.model.facts.traces;
        let role = Role::Form;
        let mut lane = Lane { weight: 3, ..Lane::default() };
        if is_shown {
            let [low, high] = traces.costly.each_ref().map(|edge| self.ahead(edge));
            lane.bands.push(Band { label: "tired", role: Role::Caution, spread: Spread::Wide, low, high, makes_room: false });
            lane.lines.push(Line { label: "form", role, stroke: Stroke::Solid, series: self.ahead(&traces.form) });
            lane.zones = self.zones();
        }
        if let Some(what_if) = self.model.chart.what_if {
            let place = WhatIf::ALL.iter().position(|other| *other == what_if).unwrap_or(0);
            if let Some(values) = traces.what_if.get(place) {
                let (label, role, series) = (what_if.label(), Role::Recover, self.series(values));
                lane.lines.push(Line { label, role, stroke: Stroke::Dashed, series });
            }
        }
        lane
    }

    /// The names of form's zones where the view ends: the same limits as the score's.
    fn zones(&self) -> Vec<Zone<'static>> {
        let traces = &self.model.facts.traces;
        let begin = traces.index(self.model.chart.first()).unwrap_or(0);
        let end = traces.index(self.model.chart.last).map_or(0, |index| index + 1);
        let edge = |values: &[Option<f64>]| values.get(begin..end.min(values.len()))?.iter().rev().find_map(|value| *value);
        let [Some(low), Some(high)] = traces.costly.each_ref().map(|values| edge(values)) else { return Vec::new() };
        let zone = |label, low, high| Zone { label, low, high };
        vec![zone("rested", 0.0, f64::INFINITY), zone("even", high, 0.0), zone("very tired", f64::NEG_INFINITY, low)]
    }

    /// One value a day, neighbouring days joined, with the usual range where there is one.
    fn add_overlay<'a>(&'a self, series: Series, lane: &mut Lane<'a>) {
        let traces = &self.model.facts.traces;
        let Some(values) = traces.line(series) else { return };
        let role = role(series);
        if let Series::Field(field) = series
            && let Some(edges) = traces.usual(field)
        {
            let [low, high] = edges.each_ref().map(|edge| self.series(edge));
            lane.bands.push(Band { label: "usual", role, spread: Spread::Wide, low, high, makes_room: true });
        }
        let stroke = match lane.lines.len() % 3 {
            0 => Stroke::Solid,
            1 => Stroke::Dashed,
            _ => Stroke::Dotted,
        };
        lane.lines.push(Line { label: label(series), role, stroke, series: self.series(values) });
    }

    fn performance(&self) -> Option<Lane<'_>> {
        let fitted = self.fitted?;
        let of = |values: &'m [Option<f64>]| {
            let until = usize::try_from(self.model.today.since(fitted.first) + 1).unwrap_or(0);
            let part = if self.model.chart.shown.forecast { values } else { values.get(..until).unwrap_or(values) };
            datechart::Series { start: fitted.first, values: part, every: Every::Day }
        };
        let role = Role::Performance;
        let mut lane = Lane { weight: 3, ..Lane::default() };
        for (spread, label, [low, high]) in [(Spread::Half, "50 %", &fitted.half), (Spread::Wide, "80 %", &fitted.wide)] {
            if !low.is_empty() {
                lane.bands.push(Band { label, role, spread, low: of(low), high: of(high), makes_room: true });
            }
        }
        if !fitted.level.is_empty() {
            lane.lines.push(Line { label: "level", role, stroke: Stroke::Solid, series: of(&fitted.level) });
        }
        let label = if fitted.name.is_empty() { "tests" } else { fitted.name.as_str() };
        lane.lines.push(Line { label, role, stroke: Stroke::Points(0), series: of(&fitted.tests) });
        Some(lane)
    }

    fn loads(&self) -> Vec<Layer<'_>> {
        let traces = &self.model.facts.traces;
        let layer = |(label, letter), role, planned, values| {
            let series = datechart::Series::daily(traces.first, values);
            Layer { label, letter, role, planned, series }
        };
        let mut layers: Vec<Layer<'_>> = if self.model.chart.span > BY_KIND_DAYS {
            vec![layer(("load", ' '), Role::LoadEndurance, false, &traces.total)]
        } else {
            let (first, last) = (self.model.chart.first(), self.model.chart.last);
            let is_seen = |values: &[Option<f64>]| {
                let from = traces.index(first).unwrap_or(0);
                let to = traces.index(last).map_or(0, |index| index + 1).min(values.len());
                values.get(from..to).is_some_and(|seen| seen.iter().any(Option::is_some))
            };
            let seen = traces.loads.iter().filter(|(_, values)| is_seen(values));
            seen.map(|(kind, values)| layer((Kind::id(*kind), letter(*kind)), Role::load(*kind), false, values)).collect()
        };
        layers.push(layer(("planned", '.'), Role::LoadCharge, true, &traces.planned));
        layers
    }
}

/// Is this a curve that gets the lane of its unit?
fn is_overlay(series: Series) -> bool {
    match series {
        Series::Loads | Series::Averages | Series::Form | Series::Performance => false,
        Series::Score | Series::Field(_) | Series::Charge | Series::Monotony | Series::Strain => true,
    }
}

fn effect_line(effect: &SessionEffect) -> Line<'_> {
    let series = datechart::Series::daily(effect.day, &effect.values);
    Line { label: "effect", role: Role::Caution, stroke: Stroke::Solid, series }
}

/// The letter of a kind under its bars.
fn letter(kind: Kind) -> char {
    match kind {
        Kind::Skill => 'k',
        Kind::Strength => 's',
        Kind::Endurance => 'e',
        Kind::Intervals => 'i',
        Kind::Balance => 'b',
        Kind::Mobility => 'm',
        Kind::Event => 'R',
    }
}

/// The ink of a curve of single values.
fn role(series: Series) -> Role {
    const ANSWER_ROLES: [Role; ANSWERS.len()] =
        [Role::Build, Role::Train, Role::Ease, Role::Recover, Role::Pulse, Role::Good, Role::Sleep];
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
        Series::Field(_)
        | Series::Loads
        | Series::Averages
        | Series::Form
        | Series::Performance
        | Series::Monotony
        | Series::Strain => series.label(),
    }
}

/// What holds over days, a letter a day; of what is open up to today. It is seen before a stage.
fn held_days(held: &Held, (first, last): (Day, Day), today: Day) -> impl Iterator<Item = StripDay> {
    let (role, glyph) = match held.span.kind {
        SpanKind::Ill => (Role::Recover, 'i'),
        SpanKind::Injury => (Role::Stop, 'x'),
        SpanKind::Holiday => (Role::Muted, 'h'),
        SpanKind::Pause => (Role::Muted, 'p'),
    };
    let end = held.last().unwrap_or(today.max(held.span.from));
    held.span.from.max(first).to(end.min(last)).map(move |day| StripDay { day, rank: 4, role, glyph })
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
