//! How much of a wanted range is reached: `▓▓▓▓░░ 190/150–300`.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::ui::theme::{Glyphs, Role, Theme};

/// A value beside the range it should be in, both in whole units.
#[derive(Debug, Clone, Copy)]
pub struct Meter<'a> {
    /// What there is.
    pub value: u32,
    /// Enough from here on.
    pub low: u32,
    /// Enough up to here; a full meter. Not below `low`.
    pub high: u32,
    /// Inks.
    pub theme: Theme,
    /// Characters.
    pub glyphs: &'a Glyphs,
}

impl Meter<'_> {
    /// `190/150–300`, or `2/2` where the range is one number.
    pub fn text(&self) -> String {
        let Meter { value, low, high, glyphs, .. } = self;
        if low == high { format!("{value}/{low}") } else { format!("{value}/{low}{}{high}", glyphs.to) }
    }

    /// Too little is muted, too much asks for care.
    pub fn role(&self) -> Role {
        if self.value < self.low {
            Role::Muted
        } else if self.value <= self.high {
            Role::Good
        } else {
            Role::Caution
        }
    }
}

impl Widget for &Meter<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let text = self.text();
        let width = text.chars().count() as u16;
        let cells = area.width.saturating_sub(width + 1);
        let full = u64::from(self.high.max(1));
        let filled = (u64::from(self.value) * u64::from(cells)).div_ceil(full);
        for place in 0..cells {
            let [done, left] = self.glyphs.meter;
            let glyph = if u64::from(place) < filled { done } else { left };
            buf.set_stringn(area.x + place, area.y, glyph, 1, self.theme.style(self.role()));
        }
        let begin = if cells > 0 { area.x + cells + 1 } else { area.x };
        buf.set_stringn(begin, area.y, text, usize::from(area.right() - begin), self.theme.style(Role::Plain));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(value: u32, low: u32, high: u32, width: u16) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, 1));
        let meter = Meter { value, low, high, theme: Theme::Mono, glyphs: &Glyphs::UNICODE };
        meter.render(buf.area, &mut buf);
        buf.content().iter().map(|cell| cell.symbol()).collect()
    }

    #[test]
    fn a_meter_is_full_at_the_upper_end() {
        assert_eq!(drawn(190, 150, 300, 18), "▓▓▓▓░░ 190/150–300");
        assert_eq!(drawn(0, 150, 300, 18), "░░░░░░░░ 0/150–300");
        assert_eq!(drawn(400, 150, 300, 18), "▓▓▓▓▓▓ 400/150–300");
        assert_eq!(drawn(2, 2, 2, 6), "▓▓ 2/2");
        assert_eq!(drawn(1, 0, 0, 6), "▓▓ 1/0");
    }

    #[test]
    fn small_areas_keep_the_text() {
        assert_eq!(drawn(190, 150, 300, 11), "190/150–300");
        assert_eq!(drawn(190, 150, 300, 5), "190/1");
        assert_eq!(drawn(190, 150, 300, 0), "");
    }
}
