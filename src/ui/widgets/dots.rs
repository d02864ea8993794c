//! A quiet row of yes and no over days: `●●○·●`. The newest stands at the right end.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::ui::theme::{Glyphs, Role, Theme};

/// One mark a day, the oldest first; `None` = not said.
#[derive(Debug, Clone, Copy)]
pub struct Dots<'a> {
    /// The days.
    pub days: &'a [Option<bool>],
    /// Inks.
    pub theme: Theme,
    /// Characters.
    pub glyphs: &'a Glyphs,
}

impl Widget for &Dots<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let [yes, no] = self.glyphs.dots;
        for (column, day) in (area.left()..area.right()).rev().zip(self.days.iter().rev()) {
            let (glyph, role) = match day {
                Some(true) => (yes, Role::Plain),
                Some(false) => (no, Role::Muted),
                None => (self.glyphs.missing, Role::Muted),
            };
            buf.set_stringn(column, area.y, glyph, 1, self.theme.style(role));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_days_are_kept() {
        let days = [Some(true), Some(true), Some(false), None, Some(true)];
        for (width, expected) in [(7, "  ●●○·●"), (3, "○·●"), (0, "")] {
            let mut buf = Buffer::empty(Rect::new(0, 0, width, 1));
            Dots { days: &days, theme: Theme::Mono, glyphs: &Glyphs::UNICODE }.render(buf.area, &mut buf);
            assert_eq!(buf.content().iter().map(|cell| cell.symbol()).collect::<String>(), expected);
        }
    }
}
