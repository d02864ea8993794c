//! Cells as SVG: backgrounds, then shapes gathered by ink, then letters. Plain SVG 1.1: no script, no style
//! sheet, no font file, nothing from elsewhere.

use std::collections::BTreeMap;
use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use super::shapes;
use crate::domain::text::escaped;
use crate::ui::text::of_row;
use crate::ui::theme::{Role, Theme};

/// Size of a cell, in units of the drawing.
const WIDTH: f64 = 8.4;
const HEIGHT: f64 = 17.0;
/// The line the letters stand on, from the top of a cell.
const BASE: f64 = 13.0;

/// A colour as 0xRRGGBB.
type Rgb = u32;

/// What a terminal's own background and text are drawn as where the theme leaves them to it.
const UNDER: Rgb = 0x11151b;
const INK: Rgb = 0xd7dce2;

/// How a cell is inked.
#[derive(Debug, Clone, Copy, PartialEq)]
struct CellInk {
    text: Rgb,
    under: Rgb,
    bold: bool,
    dim: bool,
}

/// The drawing of a buffer.
pub fn drawn(buf: &Buffer, theme: Theme, title: &str) -> String {
    let (columns, rows) = (usize::from(buf.area.width), usize::from(buf.area.height));
    let (width, height) = (columns as f64 * WIDTH, rows as f64 * HEIGHT);
    let base = Base::of(theme);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {width:.1} {height:.1}\" width=\"{width:.1}\" height=\"{height:.1}\">\n<title>{}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#{:06x}\"/>\n",
        escaped(title),
        base.under
    );
    let lines: Vec<&[Cell]> = buf.content.chunks(columns.max(1)).collect();
    backgrounds(&lines, base, &mut svg);
    drawings(&lines, base, &mut svg);
    letters(&lines, base, &mut svg);
    svg + "</svg>\n"
}

/// The inks of a cell that names none.
#[derive(Debug, Clone, Copy)]
struct Base {
    text: Rgb,
    under: Rgb,
}

impl Base {
    fn of(theme: Theme) -> Base {
        let under = theme.base().bg.map_or(UNDER, |colour| rgb(colour, UNDER));
        Base { text: theme.style(Role::Plain).fg.map_or(INK, |colour| rgb(colour, INK)), under }
    }

    fn ink(self, cell: &Cell) -> CellInk {
        let (text, under) = (rgb(cell.fg, self.text), rgb(cell.bg, self.under));
        let has = |modifier| cell.modifier.contains(modifier);
        let (text, under) = if has(Modifier::REVERSED) { (under, text) } else { (text, under) };
        CellInk { text, under, bold: has(Modifier::BOLD), dim: has(Modifier::DIM) }
    }
}

fn backgrounds(lines: &[&[Cell]], base: Base, svg: &mut String) {
    for (row, line) in lines.iter().enumerate() {
        for (from, to, under) in runs(line, |cell| base.ink(cell).under) {
            if under != base.under {
                let (x, y, width) = (from as f64 * WIDTH, row as f64 * HEIGHT, (to - from) as f64 * WIDTH);
                let _ = writeln!(
                    svg,
                    "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{HEIGHT:.1}\" fill=\"#{under:06x}\"/>"
                );
            }
        }
    }
}

/// Stretches of cells that are alike: from, up to, and what they share.
fn runs<T: PartialEq>(line: &[Cell], of: impl Fn(&Cell) -> T) -> Vec<(usize, usize, T)> {
    let mut runs: Vec<(usize, usize, T)> = Vec::new();
    for (column, cell) in line.iter().enumerate() {
        let what = of(cell);
        match runs.last_mut() {
            Some((_, to, last)) if *last == what => *to = column + 1,
            _ => runs.push((column, column + 1, what)),
        }
    }
    runs
}

/// All shapes of one ink are one path.
fn drawings(lines: &[&[Cell]], base: Base, svg: &mut String) {
    let mut paths: BTreeMap<(Rgb, u32), String> = BTreeMap::new();
    for (row, line) in lines.iter().enumerate() {
        for (column, cell) in line.iter().enumerate() {
            let Some((parts, share)) = cell.symbol().chars().next().and_then(shapes::of) else { continue };
            let ink = base.ink(cell);
            let share = if ink.dim { share * 0.6 } else { share };
            let path = paths.entry((ink.text, (share * 100.0) as u32)).or_default();
            for (x, y, width, height) in parts {
                let (x, y) = ((column as f64 + x) * WIDTH, (row as f64 + y) * HEIGHT);
                let (width, height) = (width * WIDTH, height * HEIGHT);
                let _ = write!(path, "M{x:.1} {y:.1}h{width:.1}v{height:.1}h-{width:.1}z");
            }
        }
    }
    for ((ink, share), path) in paths {
        let opacity = if share < 100 { format!(" fill-opacity=\"0.{share:02}\"") } else { String::new() };
        let _ = writeln!(svg, "<path fill=\"#{ink:06x}\"{opacity} d=\"{path}\"/>");
    }
}

fn letters(lines: &[&[Cell]], base: Base, svg: &mut String) {
    let family = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace";
    let _ = writeln!(svg, "<g font-family=\"{family}\" font-size=\"13.5\" xml:space=\"preserve\">");
    for (row, line) in lines.iter().enumerate() {
        let is_letter = |cell: &Cell| cell.symbol().chars().next().is_some_and(|first| shapes::of(first).is_none());
        for (from, to, ink) in runs(line, |cell| is_letter(cell).then(|| base.ink(cell))) {
            let (Some(ink), Some(cells)) = (ink, line.get(from..to)) else { continue };
            let text = of_row(cells);
            for (begin, words) in phrases(&text) {
                let place = ((from + begin) as f64 * WIDTH, row as f64 * HEIGHT + BASE);
                write_phrase(words, place, ink, svg);
            }
        }
    }
    svg.push_str("</g>\n");
}

/// The parts of a text between two or more blanks, with the columns they begin at: what stands in
/// columns stays there whatever the font.
fn phrases(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut column = 0;
    for part in text.split("  ") {
        let begin = column + (part.len() - part.trim_start_matches(' ').len());
        if !part.trim().is_empty() {
            found.push((begin, part.trim()));
        }
        column += part.width() + 2;
    }
    found
}

fn write_phrase(words: &str, (x, y): (f64, f64), ink: CellInk, svg: &mut String) {
    let length = words.width() as f64 * WIDTH;
    let bold = if ink.bold { " font-weight=\"bold\"" } else { "" };
    let dim = if ink.dim { " fill-opacity=\"0.6\"" } else { "" };
    let _ = writeln!(
        svg,
        "<text x=\"{x:.1}\" y=\"{y:.1}\" textLength=\"{length:.1}\" fill=\"#{:06x}\"{bold}{dim}>{}</text>",
        ink.text,
        escaped(words)
    );
}

/// A colour of the terminal; `none` where it is the terminal's own.
fn rgb(colour: Color, none: Rgb) -> Rgb {
    match colour {
        Color::Rgb(red, green, blue) => u32::from_be_bytes([0, red, green, blue]),
        Color::Black => 0x1d1f21,
        Color::Red => 0xcc6666,
        Color::Green => 0x8abe6c,
        Color::Yellow => 0xd9b25f,
        Color::Blue => 0x6f9fd8,
        Color::Magenta => 0xb294bb,
        Color::Cyan => 0x6cc0b8,
        Color::Gray => 0xc5c8c6,
        Color::DarkGray => 0x8b949e,
        Color::LightRed => 0xff7b7b,
        Color::LightGreen => 0xa6e08a,
        Color::LightYellow => 0xffd37a,
        Color::LightBlue => 0x8fbcf5,
        Color::LightMagenta => 0xd6b3e0,
        Color::LightCyan => 0x8fe3da,
        Color::White => 0xffffff,
        Color::Reset | Color::Indexed(_) => none,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_keep_their_columns() {
        assert_eq!(phrases("  one two   three "), [(2, "one two"), (12, "three")]);
        assert!(phrases("     ").is_empty());
    }
}
