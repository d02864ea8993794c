//! The chart as a drawing with real lines: SVG that needs nothing but itself, light or dark as its reader prefers,
//! light on paper. The same lanes, scales and calendar as on the screen; only the places are finer.

mod inks;
mod pen;

use super::calendar::ticks;
use super::in_view::{drawn, extent, totals, value_on};
use super::parts::{Band, DateChart, Lane, Line, Series, Stroke};
use super::scale::{TimeScale, ValueScale};
use crate::domain::Day;
use crate::ui::theme::{Role, Spread};
use inks::class;
use pen::{Anchor, Pen};

/// Size, in units of the drawing.
const WIDTH: f64 = 960.0;
/// Columns left of the plot for values, right of it for names.
const LEFT: f64 = 46.0;
const RIGHT: f64 = 116.0;
/// Height of a row of text.
const ROW: f64 = 18.0;
/// Height of a lane for each unit of its weight, between two lanes, and of the bars.
const LANE: f64 = 46.0;
/// Weight of all lanes together that a drawing has room for at least.
const LANES: u16 = 7;
const BETWEEN: f64 = 14.0;
const LOADS: f64 = 64.0;
/// A label of the calendar needs so much for a letter.
const LETTER: f64 = 7.5;
/// Days as wide as this have the letter of their kind under the bar.
const LETTERS_FROM: f64 = 9.0;

/// The drawing of a chart, with `title` for those who hear it and the lines of `foot` below.
pub fn svg(chart: &DateChart<'_>, title: &str, foot: &[String]) -> String {
    let mut page = Drawing::new(chart);
    page.legend();
    for lane in &chart.lanes {
        page.lane(lane);
    }
    page.loads();
    page.axis();
    page.foot(foot);
    page.pen.finish(WIDTH, page.y + 6.0, title)
}

/// What is drawn so far: everything above `y`.
struct Drawing<'c> {
    chart: &'c DateChart<'c>,
    pen: Pen,
    y: f64,
}

impl<'c> Drawing<'c> {
    fn new(chart: &'c DateChart<'c>) -> Drawing<'c> {
        Drawing { chart, pen: Pen::default(), y: 6.0 }
    }

    fn plot_width() -> f64 {
        WIDTH - LEFT - RIGHT
    }

    /// Where the middle of the day so many days after the first stands.
    fn x(&self, index: i64) -> f64 {
        LEFT + (index as f64 + 0.5) * Self::plot_width() / self.chart.days() as f64
    }

    fn day_width(&self) -> f64 {
        Self::plot_width() / self.chart.days() as f64
    }

    /// The kinds of load and the marks in view, in one row.
    fn legend(&mut self) {
        let seen = |day: Day| (self.chart.first..=self.chart.last).contains(&day);
        let kinds = self.chart.loads.iter().map(|layer| (layer.letter, layer.label, Some(layer.role)));
        let mut marks: Vec<(char, &str, Option<Role>)> = Vec::new();
        for mark in self.chart.marks.iter().filter(|mark| seen(mark.day)) {
            if !marks.iter().any(|(glyph, ..)| *glyph == mark.glyph) {
                marks.push((mark.glyph, mark.label, None));
            }
        }
        let entries: Vec<_> = kinds.chain(marks).filter(|(_, label, _)| !label.is_empty()).collect();
        let mut x = LEFT;
        for (glyph, label, role) in &entries {
            if let Some(role) = role {
                self.pen.bar((x, self.y + 4.0, 9.0, 9.0), *role, false);
                x += 13.0;
            }
            let text = format!("{glyph} {label}");
            self.pen.text((x, self.y + 13.0), Anchor::Start, "muted", text.trim_start());
            x += (text.chars().count() as f64 + 2.0) * 6.5;
        }
        self.y += if entries.is_empty() { 0.0 } else { ROW + 4.0 };
    }

    /// A lane: its axis, zones and bands, then lines, then their names at the right.
    fn lane(&mut self, lane: &Lane<'_>) {
        let height = self.lane_height(lane);
        let (top, bottom) = (self.y, self.y + height);
        self.y = bottom + BETWEEN;
        let Some((low, high)) = extent(self.chart, lane) else { return };
        let scale = ValueScale::over(low, high, 0, (height / ROW) as u16);
        // What only says where lines may lie is cut at the ends of the axis.
        let y = |value: f64| bottom - (value.clamp(scale.low, scale.high) - scale.low) / (scale.high - scale.low) * height;
        for tick in scale.ticks() {
            let label = self.chart.glyphs.number(tick, scale.decimals());
            self.pen.rule((LEFT, y(tick)), (WIDTH - RIGHT, y(tick)), if tick == 0.0 { "zero" } else { "grid" });
            self.pen.text((LEFT - 6.0, y(tick) + 4.0), Anchor::End, "muted", &label);
        }
        lane.bands.iter().for_each(|band| self.band(band, &y));
        lane.lines.iter().for_each(|line| self.line(line, &y));
        self.today(top, bottom);
        self.names(lane, &scale, &y);
    }

    /// By its weight; a drawing of few lanes gives each more.
    fn lane_height(&self, lane: &Lane<'_>) -> f64 {
        let all: u16 = self.chart.lanes.iter().map(|lane| lane.weight.max(1)).sum();
        LANE * f64::from(lane.weight.max(1)) * (f64::from(LANES) / f64::from(all.max(1))).max(1.0)
    }

    fn today(&mut self, top: f64, bottom: f64) {
        if (self.chart.first..self.chart.last).contains(&self.chart.today) {
            let x = self.x(self.chart.today.since(self.chart.first));
            self.pen.rule((x, top), (x, bottom), "today");
        }
    }

    /// The stretches of a series without a gap, in units of the drawing.
    fn runs(&self, series: &Series<'_>, y: &dyn Fn(f64) -> f64) -> Vec<Vec<(i64, f64, f64)>> {
        let mut runs = vec![Vec::new()];
        for (index, value) in drawn(series, self.chart.first, self.chart.days()) {
            match (value, runs.last_mut()) {
                (Some(value), Some(run)) => run.push((index, self.x(index), y(value))),
                _ => runs.push(Vec::new()),
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }

    /// Whole up to today; what comes after it is lighter.
    fn line(&mut self, line: &Line<'_>, y: &dyn Fn(f64) -> f64) {
        let today = self.chart.today.since(self.chart.first);
        for run in self.runs(&line.series, y) {
            let part = |keep: &dyn Fn(i64) -> bool| -> Vec<(f64, f64)> {
                run.iter().filter(|(index, ..)| keep(*index)).map(|(_, x, y)| (*x, *y)).collect()
            };
            let (past, ahead) = (part(&|index| index <= today), part(&|index| index >= today));
            for (points, forecast) in [(past, false), (ahead, true)] {
                match line.stroke {
                    Stroke::Points(_) => points.iter().for_each(|at| self.pen.dot(*at, line.role)),
                    stroke => self.pen.line(&points, line.role, stroke, forecast),
                }
            }
        }
    }

    fn band(&mut self, band: &Band<'_>, y: &dyn Fn(f64) -> f64) {
        let edges = [&band.low, &band.high].map(|series| drawn(series, self.chart.first, self.chart.days()));
        let [low, high] = edges;
        let mut upper: Vec<(f64, f64)> = Vec::new();
        let mut lower: Vec<(f64, f64)> = Vec::new();
        for ((index, low), (_, high)) in low.into_iter().zip(high) {
            match low.zip(high) {
                Some((low, high)) => {
                    upper.push((self.x(index), y(high)));
                    lower.push((self.x(index), y(low)));
                }
                None => self.area(&mut upper, &mut lower, band),
            }
        }
        self.area(&mut upper, &mut lower, band);
    }

    fn area(&mut self, upper: &mut Vec<(f64, f64)>, lower: &mut Vec<(f64, f64)>, band: &Band<'_>) {
        let outline: Vec<(f64, f64)> = upper.drain(..).chain(lower.drain(..).rev()).collect();
        self.pen.area(&outline, band.role, band.spread == Spread::Half);
    }

    /// The names of lines and zones right of the lane, each at its own height, none over another.
    fn names(&mut self, lane: &Lane<'_>, scale: &ValueScale, y: &dyn Fn(f64) -> f64) {
        let last = |series: &Series<'_>| {
            drawn(series, self.chart.first, self.chart.days()).into_iter().rev().find_map(|(_, value)| value)
        };
        let lines = lane.lines.iter().filter_map(|line| Some((y(last(&line.series)?), line.label, class(line.role))));
        let middle = |low: f64, high: f64| (low.max(scale.low) + high.min(scale.high)) / 2.0;
        let zones = lane.zones.iter().filter(|zone| zone.low < scale.high && zone.high > scale.low);
        let zones = zones.map(|zone| (y(middle(zone.low, zone.high)), zone.label, "muted".to_owned()));
        let bands = lane.bands.iter().filter(|band| !lane.zones.iter().any(|zone| zone.label == band.label));
        let bands = bands.filter_map(|band| {
            let value = last(&band.low).zip(last(&band.high)).map(|(low, high)| middle(low, high))?;
            Some((y(value), band.label, "muted".to_owned()))
        });
        let mut names: Vec<_> = lines.chain(zones).chain(bands).filter(|(_, label, _)| !label.is_empty()).collect();
        names.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (top, bottom) = (y(scale.high), y(scale.low));
        // From the top down none may stand over the one before, from the foot up all must stay inside.
        let mut free = top;
        for name in &mut names {
            name.0 = name.0.max(free);
            free = name.0 + ROW - 4.0;
        }
        let mut free = bottom.max(top);
        for name in names.iter_mut().rev() {
            name.0 = name.0.min(free);
            free = name.0 - ROW + 4.0;
        }
        for (at, label, class) in names {
            self.pen.text((WIDTH - RIGHT + 10.0, at + 4.0), Anchor::Start, &class, label);
        }
    }

    /// The bars of the days, by kind, and the letter of each day's heaviest.
    fn loads(&mut self) {
        if self.chart.loads.is_empty() {
            return;
        }
        let highest = totals(self.chart).into_iter().fold(0.0, f64::max);
        let scale = ValueScale::from_zero(highest, 0, 1);
        let (top, bottom) = (self.y, self.y + LOADS);
        self.y = bottom;
        for value in scale.ticks() {
            let y = bottom - value / scale.high * LOADS;
            self.pen.rule((LEFT, y), (WIDTH - RIGHT, y), if value == 0.0 { "zero" } else { "grid" });
            let label = self.chart.glyphs.number(value, scale.decimals());
            self.pen.text((LEFT - 6.0, y + 4.0), Anchor::End, "muted", &label);
        }
        self.pen.text((WIDTH - RIGHT + 10.0, top + 12.0), Anchor::Start, "muted", "load, points");
        let width = (self.day_width() * 0.76).max(0.5);
        for (index, day) in (0..).zip(self.chart.first.to(self.chart.last)) {
            let mut foot = bottom;
            for layer in &self.chart.loads {
                let height = value_on(&layer.series, day) / scale.high * LOADS;
                if height > 0.0 {
                    foot -= height;
                    self.pen.bar((self.x(index) - width / 2.0, foot, width, height), layer.role, layer.planned);
                }
            }
        }
        self.today(top, bottom);
        self.letters();
    }

    fn letters(&mut self) {
        if self.day_width() < LETTERS_FROM {
            return;
        }
        for (index, day) in (0..).zip(self.chart.first.to(self.chart.last)) {
            let weight = |layer: &&super::Layer<'_>| value_on(&layer.series, day);
            let main = self.chart.loads.iter().max_by(|a, b| weight(a).total_cmp(&weight(b)));
            if let Some(main) = main.filter(|main| weight(main) > 0.0) {
                self.pen.text((self.x(index), self.y + 12.0), Anchor::Middle, "small", &main.letter.to_string());
            }
        }
        self.y += ROW - 4.0;
    }

    /// The calendar, what happened on its days, and the strip of states.
    fn axis(&mut self) {
        let (first, days) = (self.chart.first, self.chart.days());
        let columns = (Self::plot_width() / LETTER) as u16;
        for mark in self.chart.marks.iter().filter(|mark| (first..=self.chart.last).contains(&mark.day)) {
            let x = self.x(mark.day.since(first));
            self.pen.text((x, self.y + 13.0), Anchor::Middle, "mark", &mark.glyph.to_string());
        }
        self.y += if self.chart.marks.is_empty() { 4.0 } else { ROW };
        for (day, label) in ticks(&TimeScale { first, days, left: 0, columns }, self.chart.week) {
            let x = self.x(day.since(first));
            self.pen.rule((x, self.y), (x, self.y + 4.0), "zero");
            self.pen.text((x, self.y + 16.0), Anchor::Middle, "muted", &label);
        }
        self.y += ROW + 2.0;
        let width = self.day_width();
        let seen: Vec<_> = self.chart.strip.iter().filter(|state| state.rank > 0).collect();
        for state in &seen {
            self.pen.bar((self.x(state.day.since(first)) - width / 2.0, self.y, width, 5.0), state.role, false);
        }
        self.y += if seen.is_empty() { 0.0 } else { 10.0 };
    }

    fn foot(&mut self, lines: &[String]) {
        for line in lines {
            self.y += ROW;
            self.pen.text((LEFT, self.y), Anchor::Start, "plain", line);
        }
    }
}
