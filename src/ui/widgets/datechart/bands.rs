//! The bands behind the lines: a background where the theme has one, else a glyph.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::scale::{DOTS_ACROSS, DOTS_DOWN};
use super::trace::{Span, Trace};
use super::{Band, DateChart, Layout, put};
use crate::ui::theme::Spread;

/// Draws all bands, the wide ones under the others.
pub(super) fn draw(chart: &DateChart<'_>, layout: &Layout, buf: &mut Buffer) {
    for spread in [Spread::Wide, Spread::Half] {
        for band in chart.bands.iter().filter(|band| band.spread == spread) {
            draw_band(chart, layout, band, buf);
        }
    }
}

/// A cell of a band: blank on its own background if the theme has one, else a glyph.
pub(super) fn sample(chart: &DateChart<'_>, band: &Band<'_>) -> (&'static str, Style) {
    let glyph = match band.spread {
        Spread::Half => chart.glyphs.band_half,
        Spread::Wide => chart.glyphs.band_wide,
    };
    let background = chart.theme.band(band.role, band.spread);
    background.map_or((glyph, chart.ink(band.role)), |colour| (" ", Style::new().bg(colour)))
}

fn draw_band(chart: &DateChart<'_>, layout: &Layout, band: &Band<'_>, buf: &mut Buffer) {
    let Some(values) = layout.values(band.side) else { return };
    let (glyph, style) = sample(chart, band);
    let [low, high] = [band.low, band.high].map(|series| {
        if band.makes_room { Trace::of(&series, &layout.time, values, true) } else { Trace::held(&series, &layout.time, values) }
    });
    let last = usize::from(layout.plot.height) * DOTS_DOWN - 1;
    // A zone beyond the end of the axis has both edges there.
    let is_beyond = |span: &Span| !band.makes_room && span.top == span.bottom && (span.top == 0 || span.top == last);
    for column in 0..layout.plot.width {
        let Some(span) = column_span(&low, &high, column).filter(|span| !is_beyond(span)) else { continue };
        for row in span.top / DOTS_DOWN..=span.bottom / DOTS_DOWN {
            put(buf, layout.plot.x + column, layout.plot.y + row as u16, glyph, style);
        }
    }
}

/// From the highest dot of either edge to the lowest, over the dots of a column that have both.
fn column_span(low: &Trace, high: &Trace, column: u16) -> Option<Span> {
    let first = usize::from(column) * DOTS_ACROSS as usize;
    let both = (first..first + DOTS_ACROSS as usize).filter_map(|across| Some((low.at(across)?, high.at(across)?)));
    let whole = both.map(|(a, b)| Span { top: a.top.min(b.top), bottom: a.bottom.max(b.bottom) });
    whole.reduce(|a, b| Span { top: a.top.min(b.top), bottom: a.bottom.max(b.bottom) })
}
