//! The legend: one line above the plot; what does not fit whole is left out.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::plot::stroke_glyph;
use super::{DateChart, Layout, Side, bands, put};

/// Columns between two entries.
const SPACE: u16 = 3;

/// Draws what has a label: the lines, their bands, the bars.
pub(super) fn draw(chart: &DateChart<'_>, layout: &Layout, buf: &mut Buffer) {
    let Some(row) = layout.legend else { return };
    let [.., whole] = chart.glyphs.eighths;
    let has_two_sides = chart.lines.iter().any(|line| line.side == Side::Right);
    let lines = chart.lines.iter().map(|line| {
        let right = if has_two_sides && line.side == Side::Right { chart.glyphs.right } else { "" };
        (stroke_glyph(chart, line), chart.ink(line.role), line.label, right)
    });
    let bands = chart.bands.iter().map(|band| {
        let (mark, style) = bands::sample(chart, band);
        (mark, style, band.label, "")
    });
    let layers = chart.loads.iter().map(|layer| (whole, chart.ink(layer.role), layer.label, ""));
    let mut column = layout.plot.x;
    for (mark, style, label, right) in lines.chain(bands).chain(layers).filter(|(_, _, label, _)| !label.is_empty()) {
        let width = (2 + label.width() + right.width()) as u16;
        if column.saturating_add(width) > layout.area.right() {
            return;
        }
        put(buf, column, row, mark, style);
        let (after, _) = buf.set_stringn(column + 2, row, label, usize::from(width), Style::new());
        buf.set_stringn(after, row, right, 1, style);
        column = column.saturating_add(width + SPACE);
    }
}
