//! How an area is divided, and what is left out when it is small.
//!
//! Left out in this order as height shrinks: the second row of the legend, the letters under the bars,
//! the legend, the strip, the bars, the time axis, then lanes from the last one on; as width shrinks:
//! the names beside the lanes, the value axes. The first lane stays to the last cell.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::in_view::{extent, totals};
use super::legend::Legend;
use super::parts::DateChart;
use super::scale::{TimeScale, ValueScale};

/// From this height on there is a time axis, then bars, a strip, a legend, letters, more legend.
const TIME_AXIS_FROM: u16 = 5;
const LOADS_FROM: u16 = 7;
const STRIP_FROM: u16 = 8;
const LEGEND_FROM: u16 = 9;
const LETTERS_FROM: u16 = 13;
const SECOND_LEGEND_FROM: u16 = 16;
/// The time axis: rule and labels.
const TIME_AXIS_ROWS: u16 = 2;
/// Of so many rows one is for the bars.
const ROWS_PER_LOAD_ROW: u16 = 6;
/// Rows of a lane below which it is left out, and from which on a row is free between two.
const LANE_FROM: u16 = 2;
const LANE_GAP_FROM: u16 = 6;
/// Rows for the lanes below which there are no value axes: labels would share a row.
const VALUE_AXES_FROM: u16 = 2;
/// Columns for the lines below which an axis goes, and the names beside the lanes.
const AXIS_FROM: u16 = 10;
const NAMES_FROM: u16 = 40;
/// Columns between a plot and a name, and of its sample with the space after it.
const NAME_SPACE: u16 = 1;
pub(super) const SAMPLE: u16 = 2;

/// Where everything stands, in cells of the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Everything.
    pub area: Rect,
    /// All lanes together.
    pub plot: Rect,
    /// The lanes that are drawn, from the top down: the chart's first ones.
    pub lanes: Vec<LaneLayout>,
    /// The bars, right under the lanes; no rows if there are none.
    pub loads: Rect,
    /// The row of the letters under the bars.
    pub letters: Option<u16>,
    /// What stands beside the lanes: their names; no columns if there is no room.
    pub names: Rect,
    /// The row of the time axis' rule; its labels stand in the next.
    pub axis: Option<u16>,
    /// The row of the strip.
    pub strip: Option<u16>,
    /// Days and columns, for lines, bars and strip.
    pub time: TimeScale,
    /// The bars' own scale, from zero.
    pub load: Option<ValueScale>,
    /// What is explained above the lanes.
    pub(super) legend: Legend,
}

/// Where a lane stands.
#[derive(Debug, Clone, PartialEq)]
pub struct LaneLayout {
    /// Its lines and bands.
    pub plot: Rect,
    /// Values and rows; `None` without data.
    pub values: Option<ValueScale>,
}

/// The rows of a layout beside those of the lanes.
struct Rows {
    legend: u16,
    loads: u16,
    letters: u16,
    axis: u16,
    strip: u16,
}

impl Rows {
    fn of(chart: &DateChart<'_>, height: u16, legend: u16) -> Rows {
        let axis = if height >= TIME_AXIS_FROM { TIME_AXIS_ROWS } else { 0 };
        let strip = u16::from(height >= STRIP_FROM && !chart.strip.is_empty());
        let has_loads = height >= LOADS_FROM && !chart.loads.is_empty();
        let loads = if has_loads { (height / ROWS_PER_LOAD_ROW).max(1) } else { 0 };
        let letters = u16::from(has_loads && height >= LETTERS_FROM);
        Rows { legend, loads, letters, axis, strip }
    }

    fn left_for_lanes(&self, height: u16) -> u16 {
        height.saturating_sub(self.legend + self.loads + self.letters + self.axis + self.strip)
    }
}

impl Layout {
    /// The layout of a chart in an area; `None` if nothing can be seen.
    pub fn of(chart: &DateChart<'_>, area: Rect) -> Option<Layout> {
        if area.is_empty() {
            return None;
        }
        let has_axes = Rows::of(chart, area.height, 0).left_for_lanes(area.height) >= VALUE_AXES_FROM;
        let extents: Vec<_> = chart.lanes.iter().map(|lane| extent(chart, lane)).collect();
        let names_width = names_width(chart, area.width);
        let most = u16::from(area.height >= LEGEND_FROM) + u16::from(area.height >= SECOND_LEGEND_FROM);
        let legend = Legend::of(chart, names_width == 0, area.width, most);
        let rows = Rows::of(chart, area.height, legend.rows());
        let top = area.y + rows.legend;
        let heights = lane_heights(chart, rows.left_for_lanes(area.height));
        let lanes_rows: u16 = heights.iter().sum();
        let plot_rows = rows.left_for_lanes(area.height).max(lanes_rows);
        let load = (rows.loads > 0)
            .then(|| ValueScale::from_zero(totals(chart).into_iter().fold(0.0, f64::max), top + plot_rows, rows.loads));
        let mut lanes = stacked(&heights, &extents, top);
        let scales = lanes.iter().filter_map(|lane| lane.values.as_ref()).chain(&load).filter(|_| has_axes);
        let left = gutter(chart, scales, area.width.saturating_sub(names_width));
        let width = area.width.saturating_sub(left + names_width);
        let plot = Rect { x: area.x + left, y: top, width, height: plot_rows };
        lanes.iter_mut().for_each(|lane| lane.plot = Rect { x: plot.x, width, ..lane.plot });
        let loads = Rect { y: plot.bottom(), height: rows.loads, ..plot };
        let axis = loads.bottom() + rows.letters;
        Some(Layout {
            area,
            plot,
            lanes,
            loads,
            letters: (rows.letters > 0).then_some(loads.bottom()),
            names: Rect { x: plot.right(), width: names_width, ..plot },
            axis: (rows.axis > 0).then_some(axis),
            strip: (rows.strip > 0).then_some(axis + rows.axis),
            time: TimeScale { first: chart.first, days: chart.days(), left: plot.x, columns: width },
            load,
            legend,
        })
    }

    /// Whether the value axes are drawn.
    pub(super) fn has_axis(&self) -> bool {
        self.plot.x > self.area.x
    }
}

/// Lanes one under the other; how wide they are is known once their axes are.
fn stacked(heights: &[u16], extents: &[Option<(f64, f64)>], top: u16) -> Vec<LaneLayout> {
    let gap = u16::from(heights.len() > 1 && heights.iter().all(|rows| *rows >= LANE_GAP_FROM));
    let mut y = top;
    let lane = |(height, extent): (&u16, &Option<(f64, f64)>)| {
        let rows = height.saturating_sub(if y == top { 0 } else { gap });
        let begin = y + height - rows;
        y += height;
        let values = extent.map(|(low, high)| ValueScale::over(low, high, begin, rows));
        LaneLayout { plot: Rect { x: 0, y: begin, width: 0, height: rows }, values }
    };
    heights.iter().zip(extents).map(lane).collect()
}

/// The rows of each lane that is drawn: at least two, the rest by weight.
fn lane_heights(chart: &DateChart<'_>, rows: u16) -> Vec<u16> {
    let count = chart.lanes.len().min(usize::from(rows / LANE_FROM).max(1));
    let lanes = chart.lanes.get(..count).unwrap_or_default();
    let least = if count > 1 { LANE_FROM } else { rows.min(LANE_FROM) };
    let mut free = rows.saturating_sub(least * count as u16);
    let mut weight: u16 = lanes.iter().map(|lane| lane.weight.max(1)).sum();
    let mut heights = Vec::with_capacity(count);
    for lane in lanes {
        // What is left goes to what comes after, so that all rows are used.
        let own = lane.weight.max(1);
        let more = (u32::from(free) * u32::from(own)).div_ceil(u32::from(weight.max(1))) as u16;
        heights.push(least + more.min(free));
        free -= more.min(free);
        weight -= own;
    }
    heights
}

/// The columns of the names beside the lanes; 0 if they would leave too few for the lines.
fn names_width(chart: &DateChart<'_>, width: u16) -> u16 {
    let lines = chart.lanes.iter().flat_map(|lane| lane.lines.iter().map(|line| line.label));
    let bands = chart.lanes.iter().flat_map(|lane| lane.bands.iter().map(|band| band.label));
    let zones = chart.lanes.iter().flat_map(|lane| lane.zones.iter().map(|zone| zone.label));
    let Some(widest) = lines.chain(bands).chain(zones).map(|label| label.width() as u16).max().filter(|widest| *widest > 0)
    else {
        return 0;
    };
    let wanted = widest + SAMPLE + NAME_SPACE;
    if wanted.saturating_add(NAMES_FROM) <= width { wanted } else { 0 }
}

/// How wide the value axes are, labels and rule; 0 if they would leave the lines too few columns.
fn gutter<'s>(chart: &DateChart<'_>, scales: impl Iterator<Item = &'s ValueScale>, width: u16) -> u16 {
    let labels = scales.flat_map(|scale| scale.ticks().map(|tick| chart.glyphs.number(tick, scale.decimals())));
    let Some(widest) = labels.map(|label| label.chars().count() as u16).max() else { return 0 };
    let wanted = widest + 1;
    if wanted.saturating_add(AXIS_FROM) <= width { wanted } else { 0 }
}
