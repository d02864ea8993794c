//! Today: the verdict and what to do, then why, then the last days, then what comes.
//!
//! What there is room for is decided here: each part has a rank, and the least important gives way first.

mod parts;
mod session;
mod why;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::app::{Model, today};
use crate::engine::readiness::{Advice, Verdict};

use super::look::Look;
use super::text::{Page, cut, wrap};
use super::theme::Role;

/// Columns over which the eye still finds the number of a label.
const READABLE: u16 = 76;

/// A line of the pane: texts with their inks.
type Spans = Vec<(String, Style)>;

/// A group of lines that stands or gives way together.
struct Part {
    /// The most important is 0: it is placed first.
    rank: u8,
    /// Is a row left free above it where there is room?
    apart: bool,
    /// The fewest rows it makes sense with, and the most it can fill.
    least: usize,
    most: usize,
    /// Its lines when it has so many rows.
    lines: Box<dyn Fn(usize) -> Vec<Spans>>,
}

impl Part {
    /// A part of fixed lines; none if there are no lines.
    fn fixed(rank: u8, apart: bool, lines: Vec<Spans>) -> Option<Part> {
        let rows = lines.len();
        let lines = Box::new(move |_| lines.clone());
        (rows > 0).then_some(Part { rank, apart, least: rows, most: rows, lines })
    }

    /// A text that is cut after so many rows.
    fn text(rank: u8, apart: bool, text: &str, style: Style, width: usize, most: usize) -> Option<Part> {
        let lines = wrap(text, width).into_iter().take(most).map(|line| vec![(line, style)]).collect();
        Part::fixed(rank, apart, lines)
    }
}

/// Draws the pane.
pub fn draw(model: &Model, look: Look, area: Rect, buf: &mut Buffer) {
    let area = Rect { width: area.width.min(READABLE), ..area };
    let parts = parts::all(model, look, area);
    let rows = placed(&parts, usize::from(area.height));
    let mut page = Page::new(area, buf);
    for (part, rows) in parts.iter().zip(rows) {
        let Some((gap, rows)) = rows else { continue };
        if gap {
            page.gap();
        }
        for line in (part.lines)(rows).iter().take(rows) {
            let spans: Vec<(&str, Style)> = line.iter().map(|(text, style)| (text.as_str(), *style)).collect();
            page.spans(&spans);
        }
    }
}

/// For each part whether a row is free above it, and how many rows it has; `None` = it gave way.
///
/// By rank every part gets the fewest rows it makes sense with, then, again by rank, what it can still fill,
/// and last the free rows between them.
fn placed(parts: &[Part], height: usize) -> Vec<Option<(bool, usize)>> {
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|place| parts.get(*place).map_or(u8::MAX, |part| part.rank));
    let mut rows: Vec<Option<(bool, usize)>> = vec![None; parts.len()];
    let mut left = height;
    for place in &order {
        let (Some(part), Some(slot)) = (parts.get(*place), rows.get_mut(*place)) else { continue };
        // Past the first few parts a group without air around it is noise.
        let gap = usize::from(part.apart && *place > 0 && height > 14);
        if part.least + gap <= left {
            left -= part.least + gap;
            *slot = Some((gap > 0, part.least));
        }
    }
    for place in &order {
        let (Some(part), Some(Some((_, given)))) = (parts.get(*place), rows.get_mut(*place)) else { continue };
        let more = (part.most - part.least).min(left);
        *given += more;
        left -= more;
    }
    rows
}

/// The glyph and ink of a verdict.
pub fn verdict_mark(look: Look, verdict: Verdict) -> (&'static str, Role) {
    let [build, train, ease, recover, rest] = look.glyphs.verdicts;
    match verdict {
        Verdict::Build => (build, Role::Build),
        Verdict::Train => (train, Role::Train),
        Verdict::Ease => (ease, Role::Ease),
        Verdict::Recover => (recover, Role::Recover),
        Verdict::Rest => (rest, Role::Rest),
        Verdict::None => (look.glyphs.missing, Role::Muted),
    }
}

/// What an advice says to do, beside what was planned.
pub fn what_to_do(model: &Model, advice: &Advice) -> String {
    today::what_to_do(model, advice)
}

fn bold(style: Style) -> Style {
    style.add_modifier(Modifier::BOLD)
}

/// A label at the left and a text at the right end of a line.
fn ends(left: &[(&str, Style)], right: (&str, Style), width: usize, look: Look) -> Spans {
    use unicode_width::UnicodeWidthStr;
    let room = width.saturating_sub(right.0.width());
    let mut used = 0;
    let mut line: Spans = Vec::new();
    for (text, style) in left {
        let text = cut(text, room.saturating_sub(used), look.glyphs.ellipsis);
        used += text.width();
        line.push((text, *style));
    }
    line.push((" ".repeat(room.saturating_sub(used)), Style::new()));
    line.push((right.0.to_owned(), right.1));
    line
}
