//! A chart over calendar days: lines with bands behind them, daily loads below, a strip of states.
//!
//! It is given plain data and decides where each day and each value stands. [`Layout`] holds that
//! decision alone, so that drawing, mouse hits and tests all ask the same place.

mod axis;
mod bands;
mod calendar;
mod layout;
mod legend;
mod loads;
mod plot;
mod scale;
mod trace;

pub use layout::Layout;
pub use scale::{TimeScale, ValueScale};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use crate::domain::Day;
use crate::ui::theme::{Glyphs, Role, Spread, Theme};

/// One value a day, from a first day on. A missing day is a gap, never zero.
///
/// Values that are not finite or beyond ±10¹² are gaps too: no axis could show them.
#[derive(Debug, Clone, Copy)]
pub struct Series<'a> {
    /// The day of the first value.
    pub start: Day,
    /// A value a day.
    pub values: &'a [Option<f64>],
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// Without a break.
    Solid,
    /// Long marks. Peaks and ends are drawn in any case.
    Dashed,
    /// Short marks. Peaks and ends are drawn in any case.
    Dotted,
    /// One mark a value, not joined: for what is measured now and then. Lines told apart by the
    /// number of their mark.
    Points(u8),
}

/// Which value axis something belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The left axis.
    Left,
    /// The right axis, for another unit.
    Right,
    /// A scale of its own without an axis, by number; the legend says how far it reaches.
    Other(u8),
}

/// A line; after today it is drawn with half the ink.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// For the legend; empty = not there.
    pub label: &'a str,
    /// Its ink.
    pub role: Role,
    /// How it is drawn.
    pub stroke: Stroke,
    /// Its axis.
    pub side: Side,
    /// Its values.
    pub series: Series<'a>,
}

/// The space between two series, shaded behind the lines.
#[derive(Debug, Clone, Copy)]
pub struct Band<'a> {
    /// For the legend; empty = not there.
    pub label: &'a str,
    /// The ink of the line it belongs to.
    pub role: Role,
    /// How sure it is; a wide band lies under a half one.
    pub spread: Spread,
    /// Its axis.
    pub side: Side,
    /// Its lower edge.
    pub low: Series<'a>,
    /// Its upper edge.
    pub high: Series<'a>,
    /// Does the axis make room for it? A zone that only says where lines may lie asks for none and is
    /// cut at the ends of the axis.
    pub makes_room: bool,
}

/// One layer of the daily bars, stacked in the order given. Negative values count as zero.
#[derive(Debug, Clone, Copy)]
pub struct Layer<'a> {
    /// For the legend; empty = not there.
    pub label: &'a str,
    /// Its ink.
    pub role: Role,
    /// Not done yet: drawn lighter.
    pub planned: bool,
    /// Its values.
    pub series: Series<'a>,
}

/// The state of one day in the strip under the axis.
#[derive(Debug, Clone, Copy)]
pub struct StripDay {
    /// The day.
    pub day: Day,
    /// Where several days share a column, the one of the highest rank is seen.
    pub rank: u8,
    /// Its ink.
    pub role: Role,
    /// Its character, one column wide.
    pub glyph: char,
}

/// The whole chart.
#[derive(Debug, Clone)]
pub struct DateChart<'a> {
    /// The first day shown.
    pub first: Day,
    /// The last day shown; never before `first`.
    pub last: Day,
    /// Marked by a line; what comes after it is a forecast.
    pub today: Day,
    /// The day under the crosshair.
    pub crosshair: Option<Day>,
    /// Lines; later ones lie on top.
    pub lines: Vec<Line<'a>>,
    /// Bands behind the lines.
    pub bands: Vec<Band<'a>>,
    /// Bars under the lines, on a scale of their own from zero.
    pub loads: Vec<Layer<'a>>,
    /// Marks on the time axis, each one column wide.
    pub events: Vec<(Day, char)>,
    /// The strip under the time axis; empty = no strip.
    pub strip: Vec<StripDay>,
    /// Values the left axis holds in any case, low and high.
    pub left: Option<(f64, f64)>,
    /// Values the right axis holds in any case, low and high.
    pub right: Option<(f64, f64)>,
    /// Inks.
    pub theme: Theme,
    /// Characters.
    pub glyphs: &'a Glyphs,
}

impl<'a> DateChart<'a> {
    /// An empty chart of these days.
    pub fn new(first: Day, last: Day, today: Day, theme: Theme, glyphs: &'a Glyphs) -> DateChart<'a> {
        DateChart {
            first,
            last: last.max(first),
            today,
            crosshair: None,
            lines: Vec::new(),
            bands: Vec::new(),
            loads: Vec::new(),
            events: Vec::new(),
            strip: Vec::new(),
            left: None,
            right: None,
            theme,
            glyphs,
        }
    }

    fn ink(&self, role: Role) -> Style {
        self.theme.style(role)
    }
}

impl Widget for &DateChart<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Some(layout) = Layout::of(self, area.intersection(buf.area)) else { return };
        bands::draw(self, &layout, buf);
        axis::draw_guides(self, &layout, buf);
        plot::draw(self, &layout, buf);
        loads::draw(self, &layout, buf);
        axis::draw(self, &layout, buf);
        legend::draw(self, &layout, buf);
    }
}

/// Writes one glyph; nothing outside the buffer.
fn put(buf: &mut Buffer, column: u16, row: u16, glyph: &str, style: Style) {
    if let Some(cell) = buf.cell_mut((column, row)) {
        cell.set_symbol(glyph).set_style(style);
    }
}
