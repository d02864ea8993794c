//! The legend: one line above the plot; what does not fit whole is left out.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::plot::stroke_glyph;
use super::{DateChart, Layout, Side, ValueScale, bands, put};

/// Columns between two entries.
const SPACE: u16 = 3;

/// Draws what has a label: the lines, their bands, the bars.
pub(super) fn draw(chart: &DateChart<'_>, layout: &Layout, buf: &mut Buffer) {
    let Some(row) = layout.legend else { return };
    let [.., whole] = chart.glyphs.eighths;
    let has_two_sides = chart.lines.iter().any(|line| line.side == Side::Right);
    let lines = chart.lines.iter().map(|line| {
        let after = match line.side {
            Side::Right if has_two_sides => chart.glyphs.right.to_owned(),
            Side::Left | Side::Right => String::new(),
            Side::Other(_) => layout.values(line.side).map(|scale| reach(chart, scale)).unwrap_or_default(),
        };
        (stroke_glyph(chart, line), chart.ink(line.role), line.label, after)
    });
    let bands = chart.bands.iter().map(|band| {
        let (mark, style) = bands::sample(chart, band);
        (mark, style, band.label, String::new())
    });
    let layers = chart.loads.iter().map(|layer| (whole, chart.ink(layer.role), layer.label, String::new()));
    let mut column = layout.plot.x;
    for (mark, style, label, after) in lines.chain(bands).chain(layers).filter(|(_, _, label, _)| !label.is_empty()) {
        let width = (2 + label.width() + after.width()) as u16;
        if column.saturating_add(width) > layout.area.right() {
            return;
        }
        put(buf, column, row, mark, style);
        let (end, _) = buf.set_stringn(column + 2, row, label, usize::from(width), Style::new());
        buf.set_stringn(end, row, &after, after.width(), style);
        column = column.saturating_add(width + SPACE);
    }
}

/// From the lowest to the highest row of a scale that has no axis.
fn reach(chart: &DateChart<'_>, scale: &ValueScale) -> String {
    let [low, high] = [scale.low, scale.high].map(|end| chart.glyphs.number(end, scale.end_decimals()));
    format!(" {low}{}{high}", chart.glyphs.to)
}
