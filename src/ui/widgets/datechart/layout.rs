//! How an area is divided, and what is left out when it is small.
//!
//! Left out in this order as height shrinks: legend, strip, bars, time axis; as width shrinks:
//! right axis, left axis. The lines stay to the last cell.

use ratatui::layout::Rect;

use super::loads::totals;
use super::scale::{TimeScale, ValueScale, shown};
use super::{DateChart, Series, Side};
use crate::domain::Day;

/// From this height on there is a time axis, then bars, a strip, a legend.
const TIME_AXIS_FROM: u16 = 5;
const LOADS_FROM: u16 = 7;
const STRIP_FROM: u16 = 8;
const LEGEND_FROM: u16 = 9;
/// The time axis: rule and labels.
const TIME_AXIS_ROWS: u16 = 2;
/// Of so many rows one is for the bars.
const ROWS_PER_LOAD_ROW: u16 = 6;
/// Rows for the lines below which there are no value axes: labels would share a row.
const VALUE_AXES_FROM: u16 = 3;
/// Columns for the lines below which an axis goes.
const LEFT_AXIS_FROM: u16 = 10;
const RIGHT_AXIS_FROM: u16 = 24;

/// Where everything stands, in cells of the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Everything.
    pub area: Rect,
    /// The lines and bands.
    pub plot: Rect,
    /// The bars, right under the lines; no rows if there are none.
    pub loads: Rect,
    /// The row of the legend.
    pub legend: Option<u16>,
    /// The row of the time axis' rule; its labels stand in the next.
    pub axis: Option<u16>,
    /// The row of the strip.
    pub strip: Option<u16>,
    /// Days and columns, for lines, bars and strip.
    pub time: TimeScale,
    /// Values and rows of the left axis; `None` without data for it.
    pub left: Option<ValueScale>,
    /// Values and rows of the right axis; `None` without data for it.
    pub right: Option<ValueScale>,
    /// The scales without an axis, by number.
    pub others: Vec<ValueScale>,
    /// The bars' own scale, from zero.
    pub load: Option<ValueScale>,
}

/// The rows of a layout, from the top of the area.
struct Rows {
    legend: u16,
    loads: u16,
    axis: u16,
    strip: u16,
    plot: u16,
}

impl Rows {
    fn of(chart: &DateChart<'_>, height: u16) -> Rows {
        let legend = u16::from(height >= LEGEND_FROM);
        let axis = if height >= TIME_AXIS_FROM { TIME_AXIS_ROWS } else { 0 };
        let strip = u16::from(height >= STRIP_FROM && !chart.strip.is_empty());
        let has_loads = height >= LOADS_FROM && !chart.loads.is_empty();
        let loads = if has_loads { (height / ROWS_PER_LOAD_ROW).max(1) } else { 0 };
        Rows { legend, loads, axis, strip, plot: height.saturating_sub(legend + loads + axis + strip) }
    }
}

impl Layout {
    /// The layout of a chart in an area; `None` if nothing can be seen.
    pub fn of(chart: &DateChart<'_>, area: Rect) -> Option<Layout> {
        if area.is_empty() {
            return None;
        }
        let rows = Rows::of(chart, area.height);
        let top = area.y + rows.legend;
        let scale = |side| extent(chart, side).map(|(low, high)| ValueScale::over(low, high, top, rows.plot));
        let (left, right) = (scale(Side::Left), scale(Side::Right));
        let others =
            (0..others(chart)).map(|number| scale(Side::Other(number)).unwrap_or(ValueScale::over(0.0, 1.0, top, rows.plot)));
        let load = (rows.loads > 0)
            .then(|| ValueScale::from_zero(totals(chart).into_iter().fold(0.0, f64::max), top + rows.plot, rows.loads));
        let has_axes = rows.plot >= VALUE_AXES_FROM;
        let left_width = gutter(chart, left.iter().chain(&load).filter(|_| has_axes), area.width, LEFT_AXIS_FROM);
        let right_width = gutter(chart, right.iter().filter(|_| has_axes), area.width - left_width, RIGHT_AXIS_FROM);
        let width = area.width - left_width - right_width;
        let plot = Rect { x: area.x + left_width, y: top, width, height: rows.plot };
        let loads = Rect { y: plot.bottom(), height: rows.loads, ..plot };
        let axis = loads.bottom();
        let days = chart.last.since(chart.first).max(0) + 1;
        Some(Layout {
            area,
            plot,
            loads,
            legend: (rows.legend > 0).then_some(area.y),
            axis: (rows.axis > 0).then_some(axis),
            strip: (rows.strip > 0).then_some(axis + rows.axis),
            time: TimeScale { first: chart.first, days, left: plot.x, columns: width },
            left,
            right,
            others: others.collect(),
            load,
        })
    }

    /// The value scale of a side.
    pub fn values(&self, side: Side) -> Option<&ValueScale> {
        match side {
            Side::Left => self.left.as_ref(),
            Side::Right => self.right.as_ref(),
            Side::Other(number) => self.others.get(usize::from(number)),
        }
    }

    /// Whether the left axis is drawn.
    pub(super) fn has_left_axis(&self) -> bool {
        self.plot.x > self.area.x
    }

    /// Whether the right axis is drawn.
    pub(super) fn has_right_axis(&self) -> bool {
        self.plot.right() < self.area.right()
    }
}

/// The values of a series on the chart's days, each with its number of days after the first.
pub(super) fn visible<'a>(series: &Series<'a>, first: Day, days: i64) -> impl Iterator<Item = (i64, Option<f64>)> + use<'a> {
    let offset = first.since(series.start);
    let (skipped, begin) = (usize::try_from(offset).unwrap_or(0), (-offset).max(0));
    let values = series.values.get(skipped..).unwrap_or_default();
    (begin..days).zip(values).map(|(index, value)| (index, value.and_then(shown)))
}

/// How many scales without an axis there are.
fn others(chart: &DateChart<'_>) -> u8 {
    let sides = chart.lines.iter().map(|line| line.side).chain(chart.bands.iter().map(|band| band.side));
    let after = |side| if let Side::Other(number) = side { number.saturating_add(1) } else { 0 };
    sides.map(after).max().unwrap_or(0)
}

/// The lowest and the highest value that a side shows.
fn extent(chart: &DateChart<'_>, side: Side) -> Option<(f64, f64)> {
    let days = chart.last.since(chart.first).max(0) + 1;
    let lines = chart.lines.iter().filter(|line| line.side == side).map(|line| line.series);
    let bands = chart.bands.iter().filter(|band| band.side == side && band.makes_room).flat_map(|band| [band.low, band.high]);
    let held = match side {
        Side::Left => chart.left,
        Side::Right => chart.right,
        Side::Other(_) => None,
    };
    let held = held.and_then(|(low, high)| Some((shown(low)?, shown(high)?)));
    let values = lines.chain(bands).flat_map(|series| visible(&series, chart.first, days).filter_map(|(_, value)| value));
    values.fold(held, |sofar, value| {
        let (low, high) = sofar.unwrap_or((value, value));
        Some((low.min(value), high.max(value)))
    })
}

/// How wide an axis is, labels and rule; 0 if it would leave the lines fewer than `least` columns.
fn gutter<'s>(chart: &DateChart<'_>, scales: impl Iterator<Item = &'s ValueScale>, width: u16, least: u16) -> u16 {
    let labels = scales.flat_map(|scale| scale.ticks().map(|tick| chart.glyphs.number(tick, scale.decimals())));
    let Some(widest) = labels.map(|label| label.chars().count() as u16).max() else { return 0 };
    let wanted = widest + 1;
    if wanted.saturating_add(least) <= width { wanted } else { 0 }
}
