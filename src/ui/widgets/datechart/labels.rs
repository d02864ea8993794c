//! The names beside the lanes: of each line where it ends, of each band and zone where it lies.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::in_view::drawn;
use super::layout::{LaneLayout, Layout, SAMPLE};
use super::parts::{DateChart, Lane, Series};
use super::samples::{band_sample, stroke_glyph};
use crate::ui::theme::Role;

/// Days at the end of the view in which a line nearly always has a value: whole weeks.
const LOOKED_AT: i64 = 56;

/// A name that wants a row.
struct Name<'a> {
    row: u16,
    mark: &'a str,
    style: Style,
    label: &'a str,
    words: Style,
}

/// Draws the names of all lanes.
pub(super) fn draw(chart: &DateChart<'_>, layout: &Layout, buf: &mut Buffer) {
    if layout.names.is_empty() {
        return;
    }
    for (lane, place) in chart.lanes.iter().zip(&layout.lanes) {
        let mut taken: Vec<u16> = Vec::new();
        // Lines come first: a zone without its name is still seen.
        for name in names(chart, lane, place) {
            let rows = place.plot.top()..place.plot.bottom();
            let free = rows.filter(|row| !taken.contains(row)).min_by_key(|row| row.abs_diff(name.row));
            if let Some(row) = free {
                taken.push(row);
                write(&name, layout, row, buf);
            }
        }
    }
}

fn write(name: &Name<'_>, layout: &Layout, row: u16, buf: &mut Buffer) {
    let begin = layout.names.x + 1;
    let room = usize::from(layout.names.right().saturating_sub(begin + SAMPLE));
    buf.set_stringn(begin, row, name.mark, 1, name.style);
    buf.set_stringn(begin + SAMPLE, row, name.label, room, name.words);
}

fn names<'a>(chart: &'a DateChart<'a>, lane: &'a Lane<'a>, place: &LaneLayout) -> Vec<Name<'a>> {
    let Some(values) = &place.values else { return Vec::new() };
    let row_of = |value: f64| values.row_of(value.clamp(values.low, values.high));
    let muted = chart.ink(Role::Muted);
    let lines = lane.lines.iter().filter_map(|line| {
        let row = row_of(last(chart, &line.series)?)?;
        let style = chart.ink(line.role);
        Some(Name { row, mark: stroke_glyph(chart, line), style, label: line.label, words: style })
    });
    let bands = lane.bands.iter().filter_map(|band| {
        let (low, high) = (last(chart, &band.low)?, last(chart, &band.high)?);
        let is_seen = high.max(low) >= values.low && low.min(high) <= values.high;
        let held = |value: f64| value.clamp(values.low, values.high);
        let row = row_of(f64::midpoint(held(low), held(high))).filter(|_| is_seen)?;
        let (mark, style) = band_sample(chart, band);
        Some(Name { row, mark, style, label: band.label, words: muted })
    });
    let zones = lane.zones.iter().filter_map(|zone| {
        let (low, high) = (zone.low.max(values.low), zone.high.min(values.high));
        let row = (low < high).then(|| row_of(f64::midpoint(low, high))).flatten()?;
        Some(Name { row, mark: " ", style: muted, label: zone.label, words: muted })
    });
    lines.chain(bands).chain(zones).filter(|name| !name.label.is_empty()).collect()
}

/// The last value in view, as it is drawn.
fn last(chart: &DateChart<'_>, series: &Series<'_>) -> Option<f64> {
    // Only the end is looked at: a line may have ten years before it.
    let days = chart.days();
    let from = (days - LOOKED_AT).max(0);
    let ends = |first: i64| drawn(series, chart.first.plus(first), days - first).into_iter().rev().find_map(|(_, value)| value);
    ends(from).or_else(|| ends(0))
}
