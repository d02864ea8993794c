//! What every part of the screen draws with: the inks and characters in force, and a border with a title.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Block, Widget};

use super::theme::{Glyphs, Role, Theme};

/// The inks and characters in force.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Inks.
    pub theme: Theme,
    /// Characters.
    pub glyphs: &'static Glyphs,
}

impl Look {
    /// The style of a role.
    pub fn ink(self, role: Role) -> Style {
        self.theme.style(role)
    }
}

/// The area inside a border, with a column of air at each side where there is room for it.
pub fn inside(area: Rect) -> Rect {
    let inner = Block::bordered().inner(area);
    let air = u16::from(inner.width > 4);
    Rect { x: inner.x + air, width: inner.width - 2 * air, ..inner }
}

/// A border with a title; the area [`inside`] it.
pub fn bordered(look: Look, title: &str, focused: bool, area: Rect, buf: &mut Buffer) -> Rect {
    let role = if focused { Role::BorderFocus } else { Role::Border };
    let mark = if focused { look.glyphs.cursor } else { " " };
    let title = Line::styled(format!("{mark}{title} "), if focused { look.ink(Role::Strong) } else { look.ink(Role::Muted) });
    let block = Block::bordered().border_set(look.glyphs.border).border_style(look.ink(role)).title(title);
    block.render(area, buf);
    inside(area)
}
