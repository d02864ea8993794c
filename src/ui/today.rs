//! Today: the verdict and what to do, then why, then the last days, then what comes.
//!
//! What there is room for is decided here: each part has a rank, and the least important gives way first.

mod part;
mod parts;
mod session;
mod why;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::Model;

use super::look::Look;
use super::text::Page;
use part::Part;

pub use part::verdict_mark;

/// Columns over which the eye still finds the number of a label.
const READABLE: u16 = 76;

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
