//! The screen, or the chart alone, as a text or a drawing: the same cells that a terminal shows.

mod shapes;
mod svg;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::Model;

use super::look::Look;
use super::root::draw;
use super::theme::Theme;
use super::{chart, text};

/// Cells that were drawn.
#[derive(Debug, Clone)]
pub struct Picture {
    buf: Buffer,
    theme: Theme,
}

impl Picture {
    /// The whole dashboard.
    pub fn screen(model: &Model, look: Look, width: u16, height: u16) -> Picture {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        draw(model, look, buf.area, &mut buf);
        Picture { buf, theme: look.theme }
    }

    /// The chart with its read-out, without anything around it.
    pub fn chart(model: &Model, look: Look, width: u16, height: u16) -> Picture {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        buf.set_style(buf.area, look.theme.base());
        chart::draw(model, look, buf.area, &mut buf);
        if !look.glyphs.braille {
            text::to_ascii(&mut buf);
        }
        Picture { buf, theme: look.theme }
    }

    /// The characters, a line a row, without the blanks at the ends.
    pub fn text(&self) -> String {
        let rows = self.buf.content.chunks(usize::from(self.buf.area.width).max(1));
        rows.map(|row| text::of_row(row).trim_end().to_owned() + "\n").collect()
    }

    /// A drawing that needs nothing but itself. `title` is read aloud in its place.
    pub fn svg(&self, title: &str) -> String {
        svg::drawn(&self.buf, self.theme, title)
    }
}
