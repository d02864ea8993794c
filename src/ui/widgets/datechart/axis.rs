//! What stands around the lines: guides, value axes, the time axis with its labels, the strip.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::calendar;
use super::layout::Layout;
use super::parts::{DateChart, StripDay, put};
use super::scale::{TimeScale, ValueScale};
use crate::domain::Day;
use crate::ui::theme::Role;

/// The label of today's mark.
const TODAY: &str = "today";

/// The lines behind the lines: zero, today, the crosshair.
pub(super) fn draw_guides(chart: &DateChart<'_>, layout: &Layout, buf: &mut Buffer) {
    let [horizontal, vertical] = chart.glyphs.rules;
    let muted = chart.ink(Role::Muted);
    let zeros = layout.lanes.iter().filter_map(|lane| lane.values.as_ref()).filter(|scale| scale.low < 0.0);
    for row in zeros.filter_map(|scale| scale.row_of(0.0)) {
        for column in layout.plot.left()..layout.plot.right() {
            if buf.cell((column, row)).is_some_and(|cell| cell.symbol() == " ") {
                put(buf, column, row, horizontal, muted);
            }
        }
    }
    let today = (Some(chart.today), chart.glyphs.today, muted);
    let crosshair = (chart.crosshair, vertical, chart.ink(Role::Strong));
    for (day, glyph, style) in [today, crosshair] {
        let Some(column) = day.and_then(|day| layout.time.column_of(day)) else { continue };
        for row in layout.plot.top()..layout.loads.bottom() {
            put(buf, column, row, glyph, style);
        }
    }
}

/// The axes, the letters of the bars and the strip.
pub(super) fn draw(chart: &DateChart<'_>, layout: &Layout, buf: &mut Buffer) {
    if layout.has_axis() {
        draw_rule(chart, layout, buf);
        for scale in layout.lanes.iter().filter_map(|lane| lane.values.as_ref()) {
            draw_values(chart, layout, scale, scale.ticks(), buf);
        }
        if let Some(scale) = &layout.load {
            draw_values(chart, layout, scale, [scale.high].into_iter(), buf);
        }
    }
    if let Some(row) = layout.axis {
        draw_time(chart, layout, row, buf);
    }
    if let Some(row) = layout.strip {
        draw_strip(chart, layout, row, buf);
    }
}

/// The rule of the value axes; a corner where it meets the time axis.
fn draw_rule(chart: &DateChart<'_>, layout: &Layout, buf: &mut Buffer) {
    let [_, vertical] = chart.glyphs.rules;
    let (column, style) = (layout.plot.x.saturating_sub(1), chart.ink(Role::Muted));
    let between = |row: &u16| layout.lanes.iter().any(|lane| lane.plot.top() <= *row && *row < lane.plot.bottom());
    let lanes = (layout.plot.top()..layout.plot.bottom()).filter(between);
    for row in lanes.chain(layout.loads.top()..layout.axis.unwrap_or(layout.loads.bottom())) {
        put(buf, column, row, vertical, style);
    }
    if let Some(row) = layout.axis {
        put(buf, column, row, chart.glyphs.corner, style);
    }
}

/// Labels with their ticks, one a row at most.
fn draw_values(chart: &DateChart<'_>, layout: &Layout, scale: &ValueScale, values: impl Iterator<Item = f64>, buf: &mut Buffer) {
    let [tick, _] = chart.glyphs.ticks;
    let (column, style) = (layout.plot.x.saturating_sub(1), chart.ink(Role::Muted));
    let mut taken = None;
    for value in values {
        let Some(row) = scale.row_of(value).filter(|row| taken != Some(*row)) else { continue };
        taken = Some(row);
        let label = chart.glyphs.number(value, scale.decimals());
        let width = label.chars().count() as u16;
        let begin = column.saturating_sub(width).max(layout.area.x);
        buf.set_stringn(begin, row, label, usize::from(width), style);
        put(buf, column, row, tick, style);
    }
}

fn draw_time(chart: &DateChart<'_>, layout: &Layout, row: u16, buf: &mut Buffer) {
    let [rule, _] = chart.glyphs.rules;
    let [_, tick] = chart.glyphs.ticks;
    let (muted, strong) = (chart.ink(Role::Muted), chart.ink(Role::Strong));
    for column in layout.plot.left()..layout.plot.right() {
        put(buf, column, row, rule, muted);
    }
    let mut labels = Labels { layout, row: row + 1, taken: Vec::new() };
    if let Some(day) = chart.crosshair {
        labels.write(day, &day.short(), chart.ink(Role::Cursor), buf);
    }
    labels.write(chart.today, TODAY, strong, buf);
    for (day, label) in calendar::ticks(&layout.time, chart.week) {
        labels.write(day, &label, muted, buf);
        if let Some(column) = layout.time.column_of(day) {
            put(buf, column, row, tick, muted);
        }
    }
    for mark in &chart.marks {
        if let Some(column) = layout.time.column_of(mark.day) {
            put(buf, column, row, mark.glyph.encode_utf8(&mut [0; 4]), strong);
        }
    }
}

/// The row of labels: what is written first keeps its place.
struct Labels<'l> {
    layout: &'l Layout,
    row: u16,
    /// Columns from … up to, not with.
    taken: Vec<(u16, u16)>,
}

impl Labels<'_> {
    /// Writes a label centred on its day, moved into the area if need be, unless it would touch another.
    fn write(&mut self, day: Day, label: &str, style: Style, buf: &mut Buffer) {
        let (area, width) = (self.layout.area, label.chars().count() as u16);
        let Some(column) = self.layout.time.column_of(day).filter(|_| width <= area.width) else { return };
        let begin = column.saturating_sub(width / 2).clamp(area.x, area.right() - width);
        let end = begin + width;
        if self.taken.iter().all(|(from, to)| end < *from || begin > *to) {
            buf.set_stringn(begin, self.row, label, usize::from(width), style);
            self.taken.push((begin, end));
        }
    }
}

fn draw_strip(chart: &DateChart<'_>, layout: &Layout, row: u16, buf: &mut Buffer) {
    for (place, state) in highest_ranks(&chart.strip, &layout.time).into_iter().enumerate() {
        if let Some(state) = state {
            let glyph = state.glyph.encode_utf8(&mut [0; 4]).to_owned();
            put(buf, layout.plot.x + place as u16, row, &glyph, chart.ink(state.role));
        }
    }
}

/// The state of the highest rank in each column.
fn highest_ranks<'s>(strip: &'s [StripDay], time: &TimeScale) -> Vec<Option<&'s StripDay>> {
    let mut columns: Vec<Option<&StripDay>> = vec![None; usize::from(time.columns)];
    for state in strip {
        let Some((from, to)) = time.columns_of(state.day) else { continue };
        for column in from..to {
            let Some(place) = columns.get_mut(usize::from(column - time.left)) else { continue };
            if place.is_none_or(|there| there.rank < state.rank) {
                *place = Some(state);
            }
        }
    }
    columns
}
