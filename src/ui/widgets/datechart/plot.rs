//! The lines: dots gathered over all lines first, then one character a cell.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::scale::{DOTS_ACROSS, DOTS_DOWN};
use super::trace::{Rhythm, Trace};
use super::{DateChart, Layout, Line, Stroke, put};

/// Braille patterns start here; the bits of the dots are added.
const BRAILLE: u32 = 0x2800;
/// The bit of each dot, by row and column in its cell.
const BITS: [[u8; 2]; DOTS_DOWN] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
/// Lone values have a cell of their own where they are at most as many; more would bury the lines.
const COLUMNS_PER_POINT: usize = 3;
/// Where they are more, one in so many columns has.
const COLUMNS_PER_MARK: usize = 16;
const ACROSS: usize = DOTS_ACROSS as usize;

/// The values of a line that no other joins, by place in dots, and their mark.
struct Lone {
    places: Vec<(usize, usize)>,
    glyph: &'static str,
    style: Style,
    /// Too many for a cell each: a cloud of dots, with the mark now and then.
    is_cloud: bool,
}

impl Lone {
    /// Draws the marks; those of a cloud never in a cell that a line has taken.
    fn draw(&self, lines: &Raster, layout: &Layout, buf: &mut Buffer) {
        let mut free_from = 0;
        for (across, down) in &self.places {
            let (column, row) = (layout.plot.x + (across / ACROSS) as u16, layout.plot.y + (down / DOTS_DOWN) as u16);
            if !self.is_cloud || (*across >= free_from && !lines.has_ink(*across, *down)) {
                put(buf, column, row, self.glyph, self.style);
                free_from = across + ACROSS * COLUMNS_PER_MARK;
            }
        }
    }
}

/// The dots of a cell and the line that was there last.
#[derive(Clone, Copy, Default)]
struct Cell {
    bits: u8,
    line: u8,
}

struct Raster {
    columns: usize,
    cells: Vec<Cell>,
}

impl Raster {
    fn set(&mut self, across: usize, down: usize, line: u8) {
        let place = down / DOTS_DOWN * self.columns + across / ACROSS;
        let bit = BITS.get(down % DOTS_DOWN).and_then(|row| row.get(across % ACROSS));
        if let (Some(cell), Some(bit)) = (self.cells.get_mut(place), bit) {
            *cell = Cell { bits: cell.bits | bit, line };
        }
    }

    fn has_ink(&self, across: usize, down: usize) -> bool {
        self.cells.get(down / DOTS_DOWN * self.columns + across / ACROSS).is_some_and(|cell| cell.bits != 0)
    }

    fn add(&mut self, trace: &Trace, rhythm: Rhythm, line: u8, planned_from: usize) {
        for across in 0..trace.spans.len() {
            let rhythm = Rhythm { planned: across >= planned_from, ..rhythm };
            trace.drawn(across, rhythm).for_each(|down| self.set(across, down, line));
        }
    }
}

/// Draws all lines. Points lie under the others, which take whole cells from them: a cloud of
/// measurements must not blur a line. Lone values come last, so that nothing hides them.
pub(super) fn draw(chart: &DateChart<'_>, layout: &Layout, buf: &mut Buffer) {
    let mut lone = Vec::new();
    let mut lines_drawn = Raster { columns: 0, cells: Vec::new() };
    for is_points in [true, false] {
        let lines = (0u8..).zip(&chart.lines).filter(|(_, line)| matches!(line.stroke, Stroke::Points(_)) == is_points);
        lines_drawn = draw_together(chart, layout, lines, &mut lone, buf);
    }
    lone.iter().for_each(|lone| lone.draw(&lines_drawn, layout, buf));
}

/// Draws lines whose dots share cells; collects the lone values that get a cell of their own.
fn draw_together<'c>(
    chart: &DateChart<'_>,
    layout: &Layout,
    lines: impl Iterator<Item = (u8, &'c Line<'c>)>,
    lone: &mut Vec<Lone>,
    buf: &mut Buffer,
) -> Raster {
    let (columns, rows) = (usize::from(layout.plot.width), usize::from(layout.plot.height));
    let mut raster = Raster { columns, cells: vec![Cell::default(); columns * rows] };
    let planned_from = first_planned_dot(chart, layout);
    for (number, line) in lines {
        let Some(values) = layout.values(line.side) else { continue };
        let trace = Trace::of(&line.series, &layout.time, values, !matches!(line.stroke, Stroke::Points(_)));
        let rhythm = Rhythm { stroke: line.stroke, planned: false, by_cell: !chart.glyphs.braille };
        raster.add(&trace, rhythm, number, planned_from);
        let is_cloud = trace.lone.len() * COLUMNS_PER_POINT > columns;
        lone.push(Lone { places: trace.lone, glyph: mark_glyph(chart, line), style: chart.ink(line.role), is_cloud });
    }
    paint(chart, layout, &raster, buf);
    raster
}

/// The dot after today's.
fn first_planned_dot(chart: &DateChart<'_>, layout: &Layout) -> usize {
    let since = chart.today.since(chart.first);
    if since < 0 { 0 } else { layout.time.dot_at(since) as usize + 1 }
}

fn paint(chart: &DateChart<'_>, layout: &Layout, raster: &Raster, buf: &mut Buffer) {
    let inks: Vec<(Style, &str)> = chart.lines.iter().map(|line| (chart.ink(line.role), stroke_glyph(chart, line))).collect();
    for (row, cells) in (layout.plot.top()..).zip(raster.cells.chunks(raster.columns.max(1))) {
        for (column, cell) in (layout.plot.left()..).zip(cells).filter(|(_, cell)| cell.bits != 0) {
            let Some((style, glyph)) = inks.get(usize::from(cell.line)) else { continue };
            let Some(target) = buf.cell_mut((column, row)) else { continue };
            match char::from_u32(BRAILLE + u32::from(cell.bits)).filter(|_| chart.glyphs.braille) {
                Some(dots) => target.set_char(dots),
                None => target.set_symbol(glyph),
            };
            target.set_style(*style);
        }
    }
}

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
fn mark_glyph(chart: &DateChart<'_>, line: &Line<'_>) -> &'static str {
    let mark = match line.stroke {
        Stroke::Points(mark) => usize::from(mark) % chart.glyphs.marks.len(),
        Stroke::Solid | Stroke::Dashed | Stroke::Dotted => 0,
    };
    chart.glyphs.marks.get(mark).copied().unwrap_or(" ")
}
