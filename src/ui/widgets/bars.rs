//! A bar that grows from a middle to either side: what a reason adds to the score or takes from it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::ui::theme::{Glyphs, Role, Theme};

/// One signed value as a bar with its number: `▐███   −7.0`.
///
/// Bars of the same width and `scale` can be compared by eye, from row to row and from day to day.
#[derive(Debug, Clone, Copy)]
pub struct SignedBar<'a> {
    /// The value.
    pub value: f64,
    /// The size of value that fills one side; larger values fill it too.
    pub scale: f64,
    /// Decimals of the number.
    pub decimals: usize,
    /// Columns kept for the number at the right end.
    pub number_width: u16,
    /// Inks.
    pub theme: Theme,
    /// Characters.
    pub glyphs: &'a Glyphs,
}

impl SignedBar<'_> {
    /// How many half cells of a side of so many cells the bar fills; any value but zero fills one.
    fn halves(&self, cells: u16) -> u16 {
        let share = (self.value / self.scale).abs().min(1.0);
        let filled = (share * f64::from(cells) * 2.0).round() as u16;
        if self.value == 0.0 || !share.is_finite() { 0 } else { filled.max(1).min(cells * 2) }
    }

    /// Draws the bar alone, without its number.
    pub fn draw_bar(&self, area: Rect, buf: &mut Buffer) {
        let side = area.width / 2;
        let middle = area.x + side;
        let [left_end, right_end, zero] = self.glyphs.halves;
        let [.., whole] = self.glyphs.eighths;
        let halves = self.halves(side);
        if halves == 0 {
            buf.set_stringn(middle, area.y, zero, 1, self.theme.style(Role::Muted));
            return;
        }
        let (down, style) = (self.value < 0.0, self.theme.style(if self.value < 0.0 { Role::Caution } else { Role::Good }));
        let column = |place: u16| if down { middle - 1 - place } else { middle + place };
        for place in 0..halves / 2 {
            buf.set_stringn(column(place), area.y, whole, 1, style);
        }
        if halves % 2 == 1 {
            buf.set_stringn(column(halves / 2), area.y, if down { left_end } else { right_end }, 1, style);
        }
    }
}

impl Widget for &SignedBar<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let text = self.glyphs.signed(self.value, self.decimals);
        let needed = (text.chars().count() as u16).max(self.number_width);
        if let Some(bar) = area.width.checked_sub(needed + 1).filter(|width| *width >= 2) {
            self.draw_bar(Rect { width: bar, height: 1, ..area }, buf);
        }
        let begin = area.right().saturating_sub(text.chars().count() as u16).max(area.x);
        buf.set_stringn(begin, area.y, text, usize::from(area.right() - begin), self.theme.style(Role::Plain));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(value: f64, width: u16, glyphs: &Glyphs) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, 1));
        let bar = SignedBar { value, scale: 8.0, decimals: 1, number_width: 5, theme: Theme::Mono, glyphs };
        bar.render(buf.area, &mut buf);
        buf.content().iter().map(|cell| cell.symbol()).collect()
    }

    #[test]
    fn bars_share_one_middle_and_one_scale() {
        let values = [-8.0, -7.0, -3.5, -2.0, -0.1, 0.0, 0.1, 0.7, 4.0, 99.0];
        let rows = values.map(|value| drawn(value, 14, &Glyphs::UNICODE));
        let expected = [
            "████      −8.0",
            "▐███      −7.0",
            "  ██      −3.5",
            "   █      −2.0",
            "   ▐      −0.1",
            "    ▏      0.0",
            "    ▌     +0.1",
            "    ▌     +0.7",
            "    ██    +4.0",
            "    ████ +99.0",
        ];
        assert_eq!(rows, expected);
        assert_eq!(drawn(-7.0, 14, &Glyphs::ASCII), "-###      -7.0");
    }

    #[test]
    fn small_areas_keep_the_number() {
        assert_eq!(drawn(-7.0, 7, &Glyphs::UNICODE), "   −7.0");
        assert_eq!(drawn(-7.0, 3, &Glyphs::UNICODE), "−7.");
        assert_eq!(drawn(f64::NAN, 0, &Glyphs::UNICODE), "");
    }
}
