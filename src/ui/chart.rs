//! Fitness and fatigue: the chart of the days, and the numbers of the day under the crosshair.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::app::curves::{self, Curves};
use crate::app::{Action, Model, Series, Target, lists, words};
use crate::domain::{Day, Field, Kind};
use crate::engine::readiness::Stage;

use super::root::Look;
use super::text::{Page, cut};
use super::theme::Role;
use super::widgets::datechart::{self, DateChart, Layer, Layout, Line, Side, StripDay, Stroke};

/// Rows of the read-out.
const READ_OUT: u16 = 2;

/// Draws the pane.
pub fn draw(model: &Model, look: Look, area: Rect, buf: &mut Buffer) {
    if model.facts.season.curve().is_none() {
        return empty(model, look, area, buf);
    }
    let plot = plot_area(area);
    let data = Data::of(model);
    let chart = data.chart(model, look);
    chart.render(plot, buf);
    let below = Rect { y: plot.bottom(), height: area.height - plot.height, ..area };
    read_out(model, look, below, buf);
}

fn plot_area(area: Rect) -> Rect {
    Rect { height: area.height.saturating_sub(if area.height > 8 { READ_OUT } else { 1 }), ..area }
}

fn empty(model: &Model, look: Look, area: Rect, buf: &mut Buffer) {
    let mut page = Page::new(area, buf);
    page.gap();
    let (check_in, log) = (model.keymap.key_of(Action::CheckIn), model.keymap.key_of(Action::LogSession));
    let text = format!(
        "Here your load, fitness, fatigue and form will grow over the months. {log} logs a session, {check_in} checks in; upswing import FILE brings what other programs know."
    );
    page.wrapped(&text, look.ink(Role::Plain), area.height);
}

/// The day under the mouse.
pub fn hit(model: &Model, look: Look, area: Rect, x: u16, y: u16) -> Option<Target> {
    let data = Data::of(model);
    let chart = data.chart(model, look);
    let layout = Layout::of(&chart, plot_area(area))?;
    let inside = y < plot_area(area).bottom() && layout.plot.x <= x && x < layout.plot.right();
    let (first, _) = layout.time.days_of_column(x).filter(|_| inside)?;
    Some(Target::ChartDay(first))
}

/// The numbers the chart borrows.
struct Data {
    first: Day,
    curves: Curves,
    extra: Vec<(Series, Vec<Option<f64>>)>,
}

impl Data {
    fn of(model: &Model) -> Data {
        let field = |series: Series| match series {
            Series::RestingHr => Some(Field::RestingHr),
            Series::Hrv => Some(Field::HrvRmssd),
            Series::Sleep => Some(Field::SleepMinutes),
            Series::Averages | Series::Form | Series::Score => None,
        };
        let extra = model.chart.series.iter().filter_map(|series| field(*series).map(|field| (*series, field)));
        let values = |(series, field)| {
            let mut values = curves::measured(model, field);
            if series == Series::Sleep {
                values.iter_mut().flatten().for_each(|minutes| *minutes /= 60.0);
            }
            (series, values)
        };
        Data { first: model.chart.first(), curves: Curves::of(model), extra: extra.map(values).collect() }
    }

    fn series<'a>(&self, values: &'a [Option<f64>]) -> datechart::Series<'a> {
        datechart::Series { start: self.first, values }
    }

    fn chart(&self, model: &Model, look: Look) -> DateChart<'_> {
        let view = &model.chart;
        let mut chart = DateChart::new(view.first(), view.last, model.today, look.theme, look.glyphs);
        chart.crosshair = Some(view.crosshair);
        chart.lines = self.lines(model);
        chart.loads = self.loads();
        let tests = self.curves.tests.iter().map(|day| (*day, '^'));
        chart.events = tests.chain(self.curves.events.iter().map(|day| (*day, '*'))).collect();
        chart.strip = self.curves.stages.iter().map(|(day, stage)| strip_day(*day, *stage)).collect();
        chart
    }

    fn lines(&self, model: &Model) -> Vec<Line<'_>> {
        let line = |label, role, stroke, side, values| Line { label, role, stroke, side, series: self.series(values) };
        let mut lines = Vec::new();
        for series in &model.chart.series {
            match series {
                Series::Averages => {
                    lines.push(line("fatigue", Role::Fatigue, Stroke::Dashed, Side::Left, &self.curves.fatigue));
                    lines.push(line("fitness", Role::Fitness, Stroke::Solid, Side::Left, &self.curves.fitness));
                }
                Series::Form => lines.push(line("form", Role::Form, Stroke::Dotted, Side::Left, &self.curves.form)),
                Series::Score => lines.push(line("score", Role::Score, Stroke::Points, Side::Right, &self.curves.score)),
                Series::RestingHr | Series::Hrv | Series::Sleep => {}
            }
        }
        for (series, values) in &self.extra {
            let (label, role) = match series {
                Series::RestingHr => ("pulse bpm", Role::Pulse),
                Series::Sleep => ("sleep h", Role::Sleep),
                Series::Hrv | Series::Averages | Series::Form | Series::Score => ("HRV ms", Role::Hrv),
            };
            lines.push(line(label, role, Stroke::Points, Side::Right, values));
        }
        lines
    }

    fn loads(&self) -> Vec<Layer<'_>> {
        let mut layers: Vec<Layer<'_>> = self
            .curves
            .done
            .iter()
            .map(|(kind, values)| Layer {
                label: kind.map_or("load", Kind::id),
                role: kind.map_or(Role::LoadEndurance, Role::load),
                planned: false,
                series: self.series(values),
            })
            .collect();
        layers.push(Layer { label: "planned", role: Role::LoadCharge, planned: true, series: self.series(&self.curves.planned) });
        layers
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

/// The numbers of the day under the crosshair, and what was done and said.
fn read_out(model: &Model, look: Look, area: Rect, buf: &mut Buffer) {
    let day = model.chart.crosshair;
    let width = usize::from(area.width);
    let mut page = Page::new(area, buf);
    let numbers = cut(&numbers(model, day), width.saturating_sub(14), look.glyphs.ellipsis);
    page.spans(&[
        (&format!("{} {:<3}", day.short(), year_if_other(day, model.today)), look.ink(Role::Strong)),
        (&numbers, look.ink(Role::Plain)),
    ]);
    let felt = model.journal.history().sessions_on(day).find_map(|session| words::felt(session, &model.tuning));
    let line = lists::day_line(model.journal.history(), day) + felt.unwrap_or_default();
    page.line(&cut(&line, width, look.glyphs.ellipsis), look.ink(Role::Muted));
}

fn year_if_other(day: Day, today: Day) -> String {
    if day.year() == today.year() { String::new() } else { format!("{} ", day.year()) }
}

fn numbers(model: &Model, day: Day) -> String {
    let mut parts = Vec::new();
    match curves::state_on(model, day) {
        Some(state) => {
            let form = words::signed(state.form());
            parts.push(format!("fitness {:.0} · fatigue {:.0} · form {form}", state.fitness, state.fatigue));
        }
        None if day > model.today => parts.push("beyond the forecast".to_owned()),
        None => parts.push("no records: a gap".to_owned()),
    }
    let load = model.facts.season.curve().and_then(|curve| curve.load(day)).unwrap_or(0);
    if load > 0 {
        parts.push(format!("load {}", (load + 500) / 1000));
    }
    if let Some(score) = curves::score_on(model, day) {
        let verdict = model.facts.season.morning(day).map(|morning| morning.verdict);
        parts.push(format!("score {score:.0} {}", verdict.map(words::verdict_word).unwrap_or_default()));
    }
    if day > model.today {
        parts.push("forecast".to_owned());
    } else if model.facts.season.curve().is_some_and(|curve| curve.settling(day)) {
        parts.push("settling".to_owned());
    }
    parts.join(" · ")
}
