//! The bands behind the lines: a background where the theme has one, its edges to the dot; else a glyph.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::layout::{LaneLayout, Layout};
use super::parts::{Band, DateChart, put};
use super::samples::band_sample;
use super::scale::{DOTS_ACROSS, DOTS_DOWN};
use super::trace::{Span, Trace};
use crate::ui::theme::Spread;

/// Draws all bands, the wide ones under the others.
pub(super) fn draw(chart: &DateChart<'_>, layout: &Layout, buf: &mut Buffer) {
    for (lane, place) in chart.lanes.iter().zip(&layout.lanes) {
        for spread in [Spread::Wide, Spread::Half] {
            for band in lane.bands.iter().filter(|band| band.spread == spread) {
                draw_band(chart, layout, place, band, buf);
            }
        }
    }
}

fn draw_band(chart: &DateChart<'_>, layout: &Layout, place: &LaneLayout, band: &Band<'_>, buf: &mut Buffer) {
    let Some(values) = &place.values else { return };
    let [low, high] = [band.low, band.high].map(|series| {
        if band.makes_room { Trace::of(&series, &layout.time, values, true) } else { Trace::held(&series, &layout.time, values) }
    });
    let last = usize::from(place.plot.height) * DOTS_DOWN - 1;
    // A zone beyond the end of the axis has both edges there.
    let is_beyond = |span: &Span| !band.makes_room && span.top == span.bottom && (span.top == 0 || span.top == last);
    for column in 0..place.plot.width {
        let Some(span) = column_span(&low, &high, column).filter(|span| !is_beyond(span)) else { continue };
        for row in span.top / DOTS_DOWN..=span.bottom / DOTS_DOWN {
            let (glyph, style) = shade(chart, band, span, row);
            put(buf, place.plot.x + column, place.plot.y + row as u16, glyph, style);
        }
    }
}

/// A row of a band in one column: whole, or at its edges to the dot, where the theme and the characters can.
fn shade(chart: &DateChart<'_>, band: &Band<'_>, span: Span, row: usize) -> (&'static str, Style) {
    let whole = band_sample(chart, band);
    let (Some(shade), Some(ground)) = (whole.1.bg, chart.theme.base().bg) else { return whole };
    let above = span.top.saturating_sub(row * DOTS_DOWN);
    let below = (row * DOTS_DOWN + DOTS_DOWN - 1).saturating_sub(span.bottom);
    let eighths = |dots: usize| chart.glyphs.eighths.get((dots * 2).saturating_sub(1)).copied().unwrap_or(" ");
    match (above, below) {
        _ if !chart.glyphs.braille => whole,
        (0, 0) => whole,
        (above, 0) => (eighths(DOTS_DOWN - above), Style::new().fg(shade)),
        (0, below) => (eighths(below), Style::new().fg(ground).bg(shade)),
        // Within one row both edges: no character has both.
        (above, below) => (eighths(DOTS_DOWN - above.min(below)), Style::new().fg(shade)),
    }
}

/// From the highest dot of either edge to the lowest, over the dots of a column that have both.
fn column_span(low: &Trace, high: &Trace, column: u16) -> Option<Span> {
    let first = usize::from(column) * DOTS_ACROSS as usize;
    let both = (first..first + DOTS_ACROSS as usize).filter_map(|across| Some((low.at(across)?, high.at(across)?)));
    let whole = both.map(|(a, b)| Span { top: a.top.min(b.top), bottom: a.bottom.max(b.bottom) });
    whole.reduce(|a, b| Span { top: a.top.min(b.top), bottom: a.bottom.max(b.bottom) })
}
