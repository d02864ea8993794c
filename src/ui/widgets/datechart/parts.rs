//! What a chart is made of: plain data, and nothing of where it stands.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::domain::{Day, WeekStart};
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
    /// What one drawn value stands for.
    pub every: Every,
}

/// How many days one drawn value stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Every {
    /// The day itself.
    #[default]
    Day,
    /// The mean of a whole week, drawn on its middle day: for spans in which days would only be a hatch.
    Week(WeekStart),
}

impl<'a> Series<'a> {
    /// A value a day from `start` on.
    pub fn daily(start: Day, values: &'a [Option<f64>]) -> Series<'a> {
        Series { start, values, every: Every::Day }
    }
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
    /// One mark a value, not joined: for what is measured now and then. Lines are told apart by the
    /// number of their mark.
    Points(u8),
}

/// What shares an axis: one unit, one scale.
#[derive(Debug, Clone, Default)]
pub struct Lane<'a> {
    /// How much of the height it gets beside the others; 0 counts as 1.
    pub weight: u16,
    /// Lines; later ones lie on top.
    pub lines: Vec<Line<'a>>,
    /// Bands behind the lines.
    pub bands: Vec<Band<'a>>,
    /// Named stretches of the axis.
    pub zones: Vec<Zone<'a>>,
    /// Values the axis holds in any case, low and high.
    pub held: Option<(f64, f64)>,
}

/// A name for the values from `low` to `high`, written beside the lane where that is in view.
#[derive(Debug, Clone, Copy)]
pub struct Zone<'a> {
    /// The name.
    pub label: &'a str,
    /// Its lower end; may be −∞.
    pub low: f64,
    /// Its upper end; may be ∞.
    pub high: f64,
}

/// A line; after today it is drawn in a lighter ink, or with half the dots.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// For the legend; empty = not there.
    pub label: &'a str,
    /// Its ink.
    pub role: Role,
    /// How it is drawn.
    pub stroke: Stroke,
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
    /// Stands under its bars and in the legend, one column wide: tells it from the others without colour.
    pub letter: char,
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

/// Something that happened on a day, on the rule of the time axis.
#[derive(Debug, Clone, Copy)]
pub struct Mark<'a> {
    /// The day.
    pub day: Day,
    /// Its character, one column wide.
    pub glyph: char,
    /// For the legend; one entry for all of the same character.
    pub label: &'a str,
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
    /// From the top down.
    pub lanes: Vec<Lane<'a>>,
    /// Bars under the lines, on a scale of their own from zero.
    pub loads: Vec<Layer<'a>>,
    /// Marks on the time axis.
    pub marks: Vec<Mark<'a>>,
    /// The strip under the time axis; empty = no strip.
    pub strip: Vec<StripDay>,
    /// On which day weeks start.
    pub week: WeekStart,
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
            lanes: Vec::new(),
            loads: Vec::new(),
            marks: Vec::new(),
            strip: Vec::new(),
            week: WeekStart::default(),
            theme,
            glyphs,
        }
    }

    /// How many days are shown, at least 1.
    pub(super) fn days(&self) -> i64 {
        self.last.since(self.first).max(0) + 1
    }

    pub(super) fn ink(&self, role: Role) -> Style {
        self.theme.style(role)
    }
}

/// Writes one glyph; nothing outside the buffer.
pub(super) fn put(buf: &mut Buffer, column: u16, row: u16, glyph: &str, style: Style) {
    if let Some(cell) = buf.cell_mut((column, row)) {
        cell.set_symbol(glyph).set_style(style);
    }
}
