//! The daily bars: eighths of a cell, stacked, with the letter of the heaviest kind below. Where days share a
//! column, the heaviest day is seen.

use ratatui::buffer::Buffer;

use super::in_view::{totals, value_on};
use super::layout::Layout;
use super::parts::{DateChart, Layer, put};
use super::scale::{TimeScale, ValueScale};
use crate::domain::Day;

/// Eighths in a cell.
const WHOLE: usize = 8;

/// Draws the bars.
pub(super) fn draw(chart: &DateChart<'_>, layout: &Layout, buf: &mut Buffer) {
    let Some(scale) = &layout.load else { return };
    let totals = totals(chart);
    let total = |day: &Day| totals.get(day.since(chart.first) as usize).copied().unwrap_or(0.0);
    for column in layout.loads.left()..layout.loads.right() {
        let Some((from, to)) = layout.time.days_of_column(column) else { continue };
        let Some(day) = from.to(to).max_by(|a, b| total(a).total_cmp(&total(b))) else { continue };
        if total(&day) > 0.0 && is_in_bar(&layout.time, day, column) {
            draw_column(chart, scale, day, column, buf);
            draw_letter(chart, layout, day, column, buf);
        }
    }
}

/// Bars of wide days leave a gap on both sides and stay centred on the day's own column.
fn is_in_bar(time: &TimeScale, day: Day, column: u16) -> bool {
    let (Some(centre), Some((left, right))) = (time.column_of(day), time.columns_of(day)) else { return false };
    let width = (right - left).saturating_sub(2) | 1;
    column.abs_diff(centre) <= width / 2
}

fn draw_column(chart: &DateChart<'_>, scale: &ValueScale, day: Day, column: u16, buf: &mut Buffer) {
    let mut sum = 0.0;
    let tops: Vec<(usize, &Layer<'_>)> = chart
        .loads
        .iter()
        .map(|layer| {
            sum += value_on(&layer.series, day);
            (scale.eighths(sum), layer)
        })
        .collect();
    let all = tops.last().map_or(0, |(top, _)| *top);
    for place in 0..all.div_ceil(WHOLE) {
        let filled = (all - place * WHOLE).min(WHOLE);
        let row = (scale.top + scale.rows).saturating_sub(1 + place as u16);
        draw_cell(chart, &shares(&tops, place * WHOLE, filled), (column, row), buf);
    }
}

/// The letter of the kind that weighs most, under the middle of the day's bar: tells the kinds apart without colour.
fn draw_letter(chart: &DateChart<'_>, layout: &Layout, day: Day, column: u16, buf: &mut Buffer) {
    let Some(row) = layout.letters.filter(|_| layout.time.column_of(day) == Some(column)) else { return };
    let weight = |layer: &&Layer<'_>| value_on(&layer.series, day);
    if let Some(main) = chart.loads.iter().max_by(|a, b| weight(a).total_cmp(&weight(b))) {
        let style = if main.planned { chart.theme.planned(main.role) } else { chart.ink(main.role) };
        put(buf, column, row, main.letter.encode_utf8(&mut [0; 4]), style);
    }
}

/// How many eighths of the cell from `base` on each layer has, from below; layers without any are left out.
fn shares<'c>(tops: &[(usize, &'c Layer<'c>)], base: usize, filled: usize) -> Vec<(usize, &'c Layer<'c>)> {
    let mut begin = 0;
    let mut shares = Vec::new();
    for (top, layer) in tops {
        let end = top.saturating_sub(base).min(filled);
        if end > begin {
            shares.push((end - begin, *layer));
            begin = end;
        }
    }
    shares
}

/// One cell: two inks if two layers fill it, else the ink of the larger share.
fn draw_cell(chart: &DateChart<'_>, shares: &[(usize, &Layer<'_>)], at: (u16, u16), buf: &mut Buffer) {
    let filled: usize = shares.iter().map(|(share, _)| share).sum();
    let Some((_, main)) = shares.iter().max_by_key(|(share, _)| *share) else { return };
    let (mut style, mut height) = (chart.ink(main.role), filled);
    if let [(lower, below), .., (_, above)] = shares
        && filled == WHOLE
        && chart.glyphs.braille
        && !below.planned
        && let Some(colour) = chart.ink(above.role).fg
    {
        (style, height) = (chart.ink(below.role).bg(colour), *lower);
    }
    let eighth = chart.glyphs.eighths.get(height.saturating_sub(1)).copied().unwrap_or_default();
    let (glyph, style) = match (main.planned, height) {
        (true, WHOLE) => (chart.glyphs.planned, style),
        (true, _) => (eighth, chart.theme.planned(main.role)),
        (false, _) => (eighth, style),
    };
    put(buf, at.0, at.1, glyph, style);
}
