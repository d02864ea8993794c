//! The lines: dots gathered over all lines first, then one character a cell.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::layout::{LaneLayout, Layout};
use super::parts::{DateChart, Lane, Line, Stroke, put};
use super::samples::{mark_glyph, stroke_glyph};
use super::scale::{DOTS_ACROSS, DOTS_DOWN};
use super::trace::{Rhythm, Trace};

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
    fn draw(&self, lines: &Raster, plot: Rect, buf: &mut Buffer) {
        let mut free_from = 0;
        for (across, down) in &self.places {
            let (column, row) = (plot.x + (across / ACROSS) as u16, plot.y + (down / DOTS_DOWN) as u16);
            if !self.is_cloud || (*across >= free_from && !lines.has_ink(*across, *down)) {
                put(buf, column, row, self.glyph, self.style);
                free_from = across + ACROSS * COLUMNS_PER_MARK;
            }
        }
    }
}

/// No line drew this dot.
const NOBODY: u8 = u8::MAX;

/// Which line drew each dot of a cell last, by row and column.
#[derive(Clone, Copy)]
struct Cell([u8; DOTS_DOWN * ACROSS]);

impl Cell {
    const EMPTY: Cell = Cell([NOBODY; DOTS_DOWN * ACROSS]);

    fn bits(&self) -> u8 {
        let inked = self.0.iter().zip(BITS.iter().flatten()).filter(|(line, _)| **line != NOBODY);
        inked.fold(0, |bits, (_, bit)| bits | bit)
    }

    /// The line that drew most of the dots. Of two that drew as many, `turn` decides, so that neither always wins.
    fn main(&self, turn: bool) -> Option<u8> {
        let count = |line: u8| self.0.iter().filter(|other| **other == line).count();
        let drawn = self.0.iter().copied().filter(|line| *line != NOBODY);
        drawn.max_by_key(|line| (count(*line), if turn { *line } else { NOBODY - *line }))
    }
}

struct Raster {
    columns: usize,
    cells: Vec<Cell>,
}

impl Raster {
    fn set(&mut self, across: usize, down: usize, line: u8) {
        let place = down / DOTS_DOWN * self.columns + across / ACROSS;
        let dot = down % DOTS_DOWN * ACROSS + across % ACROSS;
        if let Some(dot) = self.cells.get_mut(place).and_then(|cell| cell.0.get_mut(dot)) {
            *dot = line;
        }
    }

    fn has_ink(&self, across: usize, down: usize) -> bool {
        self.cells.get(down / DOTS_DOWN * self.columns + across / ACROSS).is_some_and(|cell| cell.bits() != 0)
    }

    fn add(&mut self, trace: &Trace, rhythm: Rhythm, line: u8, planned_from: usize) {
        for across in 0..trace.spans.len() {
            let rhythm = Rhythm { planned: across >= planned_from, ..rhythm };
            trace.drawn(across, rhythm).for_each(|down| self.set(across, down, line));
        }
    }
}

/// Draws all lines, lane by lane. Points lie under the others, which take whole cells from them: a cloud of
/// measurements must not blur a line. Lone values come last, so that nothing hides them.
pub(super) fn draw(chart: &DateChart<'_>, layout: &Layout, buf: &mut Buffer) {
    for (lane, place) in chart.lanes.iter().zip(&layout.lanes) {
        let mut lone = Vec::new();
        let mut lines_drawn = Raster { columns: 0, cells: Vec::new() };
        for is_points in [true, false] {
            let lines = (0u8..).zip(&lane.lines).filter(|(_, line)| matches!(line.stroke, Stroke::Points(_)) == is_points);
            lines_drawn = draw_together(chart, layout, place, lines, &mut lone);
            paint(chart, layout, lane, place, &lines_drawn, buf);
        }
        lone.iter().for_each(|lone| lone.draw(&lines_drawn, place.plot, buf));
    }
}

/// Gathers lines whose dots share cells, and the lone values that get a cell of their own.
fn draw_together<'c>(
    chart: &DateChart<'_>,
    layout: &Layout,
    place: &LaneLayout,
    lines: impl Iterator<Item = (u8, &'c Line<'c>)>,
    lone: &mut Vec<Lone>,
) -> Raster {
    let (columns, rows) = (usize::from(place.plot.width), usize::from(place.plot.height));
    let mut raster = Raster { columns, cells: vec![Cell::EMPTY; columns * rows] };
    // Where a theme has a lighter ink for it, what lies ahead is joined too; else it has half the dots.
    let planned_from = if chart.theme.has_light_ink() { usize::MAX } else { first_planned_dot(chart, layout) };
    let Some(values) = &place.values else { return raster };
    for (number, line) in lines {
        let trace = Trace::of(&line.series, &layout.time, values, !matches!(line.stroke, Stroke::Points(_)));
        let rhythm = Rhythm { stroke: line.stroke, planned: false, by_cell: !chart.glyphs.braille };
        raster.add(&trace, rhythm, number, planned_from);
        let is_cloud = trace.lone.len() * COLUMNS_PER_POINT > columns;
        lone.push(Lone { places: trace.lone, glyph: mark_glyph(chart, line), style: chart.ink(line.role), is_cloud });
    }
    raster
}

/// The dot after today's.
fn first_planned_dot(chart: &DateChart<'_>, layout: &Layout) -> usize {
    let since = chart.today.since(chart.first);
    if since < 0 { 0 } else { layout.time.dot_at(since) as usize + 1 }
}

fn paint(chart: &DateChart<'_>, layout: &Layout, lane: &Lane<'_>, place: &LaneLayout, raster: &Raster, buf: &mut Buffer) {
    let inks: Vec<([Style; 2], &str)> = lane
        .lines
        .iter()
        .map(|line| ([chart.ink(line.role), chart.theme.planned(line.role)], stroke_glyph(chart, line)))
        .collect();
    let planned_from = place.plot.left() + (first_planned_dot(chart, layout).div_ceil(ACROSS)) as u16;
    for (row, cells) in (place.plot.top()..).zip(raster.cells.chunks(raster.columns.max(1))) {
        for (column, cell) in (place.plot.left()..).zip(cells) {
            let Some(line) = cell.main((row + column) % 2 == 0) else { continue };
            let Some(([done, ahead], glyph)) = inks.get(usize::from(line)) else { continue };
            let style = if column >= planned_from { ahead } else { done };
            let Some(target) = buf.cell_mut((column, row)) else { continue };
            match char::from_u32(BRAILLE + u32::from(cell.bits())).filter(|_| chart.glyphs.braille) {
                Some(dots) => target.set_char(dots),
                None => target.set_symbol(glyph),
            };
            target.set_style(*style);
        }
    }
}
