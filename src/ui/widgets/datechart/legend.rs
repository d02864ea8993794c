//! The legend: one or two lines above the lanes for what has no name beside it.
//!
//! Nothing is dropped without a word: where the names do not fit they are shortened, then the last
//! entry says how many more there are.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::parts::DateChart;
use super::samples::{band_sample, stroke_glyph};
use crate::ui::text::cut;

/// Columns between two entries.
const SPACE: u16 = 2;
/// A short name has so many letters, the most that let all names stand.
const SHORT: std::ops::RangeInclusive<usize> = 3..=8;

/// From so many letters on a short name carries the sign of a cut.
const CUT_FROM: usize = 5;

/// What is explained, packed into rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Legend {
    rows: Vec<Vec<Entry>>,
}

#[derive(Debug, Clone, PartialEq)]
struct Entry {
    mark: String,
    style: Style,
    label: String,
}

impl Entry {
    fn width(&self) -> u16 {
        (self.mark.width() + 1 + self.label.width()) as u16
    }

    fn shortened(&self, letters: usize, ellipsis: &str) -> Entry {
        // Three or four letters are an abbreviation; a longer one looks like a word and says that it is none.
        let label =
            if letters < CUT_FROM { self.label.chars().take(letters).collect() } else { cut(&self.label, letters, ellipsis) };
        Entry { label, ..self.clone() }
    }
}

impl Legend {
    /// The legend in at most so many rows; with the lines where nothing stands beside the lanes.
    pub fn of(chart: &DateChart<'_>, with_lines: bool, width: u16, most: u16) -> Legend {
        let entries = entries(chart, with_lines);
        let whole = packed(&entries, width);
        if whole.len() <= usize::from(most) {
            return Legend { rows: whole };
        }
        let short = |letters| {
            packed(&entries.iter().map(|entry| entry.shortened(letters, chart.glyphs.ellipsis)).collect::<Vec<_>>(), width)
        };
        let fits = SHORT.rev().map(short).find(|rows| rows.len() <= usize::from(most));
        let mut rows = fits.unwrap_or_else(|| short(*SHORT.start()));
        let hidden: usize = rows.iter().skip(usize::from(most)).map(Vec::len).sum();
        rows.truncate(usize::from(most));
        if let (Some(last), true) = (rows.last_mut(), hidden > 0) {
            say_hidden(last, hidden, width);
        }
        Legend { rows }
    }

    pub fn rows(&self) -> u16 {
        self.rows.len() as u16
    }

    /// Draws the rows at the top of an area.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) {
        for (row, entries) in (area.y..).zip(&self.rows) {
            let mut column = area.x;
            for entry in entries {
                let room = usize::from(area.right().saturating_sub(column));
                let (end, _) = buf.set_stringn(column, row, &entry.mark, room, entry.style);
                let room = usize::from(area.right().saturating_sub(end + 1));
                let (end, _) = buf.set_stringn(end + 1, row, &entry.label, room, Style::new());
                column = end + SPACE;
            }
        }
    }
}

/// Ends a row with how many entries are hidden; what stands in its way is hidden too.
fn say_hidden(row: &mut Vec<Entry>, mut hidden: usize, width: u16) {
    loop {
        let more = Entry { mark: "+".to_owned(), style: Style::new(), label: format!("{hidden} more") };
        let used: u16 = row.iter().map(|entry| entry.width() + SPACE).sum();
        if row.is_empty() || used + more.width() <= width {
            row.push(more);
            return;
        }
        row.pop();
        hidden += 1;
    }
}

/// Fills rows from the left.
fn packed(entries: &[Entry], width: u16) -> Vec<Vec<Entry>> {
    let mut rows: Vec<Vec<Entry>> = Vec::new();
    let mut used = 0;
    for entry in entries {
        if rows.is_empty() || used + SPACE + entry.width() > width {
            rows.push(Vec::new());
            used = 0;
        }
        used += entry.width() + if used > 0 { SPACE } else { 0 };
        if let Some(row) = rows.last_mut() {
            row.push(entry.clone());
        }
    }
    rows
}

/// The lines and their bands if asked, the kinds of load, the marks that are in view.
fn entries(chart: &DateChart<'_>, with_lines: bool) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut enter = |mark: &str, style, label: &str| {
        if !label.is_empty() {
            entries.push(Entry { mark: mark.to_owned(), style, label: label.to_owned() });
        }
    };
    for lane in chart.lanes.iter().filter(|_| with_lines) {
        lane.lines.iter().for_each(|line| enter(stroke_glyph(chart, line), chart.ink(line.role), line.label));
        for band in &lane.bands {
            let (mark, style) = band_sample(chart, band);
            enter(mark, style, band.label);
        }
    }
    for layer in &chart.loads {
        enter(layer.letter.encode_utf8(&mut [0; 4]), chart.ink(layer.role), layer.label);
    }
    let mut seen = Vec::new();
    for mark in chart.marks.iter().filter(|mark| (chart.first..=chart.last).contains(&mark.day)) {
        if !seen.contains(&mark.glyph) {
            seen.push(mark.glyph);
            enter(mark.glyph.encode_utf8(&mut [0; 4]), Style::new(), mark.label);
        }
    }
    entries
}
