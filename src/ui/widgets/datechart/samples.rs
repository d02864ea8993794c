//! What a line and a band look like in one cell, for drawing them and for explaining them.

use ratatui::style::Style;

use super::parts::{Band, DateChart, Line, Stroke};
use crate::ui::theme::Spread;

/// The sample of a line's stroke; in ASCII, what the line is drawn with.
pub(super) fn stroke_glyph(chart: &DateChart<'_>, line: &Line<'_>) -> &'static str {
    let [solid, dashed, dotted] = chart.glyphs.strokes;
    match line.stroke {
        Stroke::Solid => solid,
        Stroke::Dashed => dashed,
        Stroke::Dotted => dotted,
        Stroke::Points(_) => mark_glyph(chart, line),
    }
}

/// The mark of a line's single values.
pub(super) fn mark_glyph(chart: &DateChart<'_>, line: &Line<'_>) -> &'static str {
    let mark = match line.stroke {
        Stroke::Points(mark) => usize::from(mark) % chart.glyphs.marks.len(),
        Stroke::Solid | Stroke::Dashed | Stroke::Dotted => 0,
    };
    chart.glyphs.marks.get(mark).copied().unwrap_or(" ")
}

/// A cell of a band: blank on its own background if the theme has one, else a glyph.
pub(super) fn band_sample(chart: &DateChart<'_>, band: &Band<'_>) -> (&'static str, Style) {
    let glyph = match band.spread {
        Spread::Half => chart.glyphs.band_half,
        Spread::Wide => chart.glyphs.band_wide,
    };
    let background = chart.theme.band(band.role, band.spread);
    background.map_or((glyph, chart.ink(band.role)), |colour| (" ", Style::new().bg(colour)))
}
