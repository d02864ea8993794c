//! A chart over calendar days, in lanes: each with its own axis, lines and bands; daily loads at the
//! foot, then the calendar and a strip of states.
//!
//! It is given plain data and decides where each day and each value stands. [`Layout`] holds that
//! decision alone, so that drawing, mouse hits and tests all ask the same place.

mod axis;
mod bands;
mod calendar;
mod drawing;
mod in_view;
mod labels;
mod layout;
mod legend;
mod loads;
mod parts;
mod plot;
mod samples;
mod scale;
mod trace;

pub use drawing::svg;
pub use layout::{LaneLayout, Layout};
pub use parts::{Band, DateChart, Every, Lane, Layer, Line, Mark, Series, StripDay, Stroke, Zone};
pub use scale::{TimeScale, ValueScale};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

impl Widget for &DateChart<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Some(layout) = Layout::of(self, area.intersection(buf.area)) else { return };
        bands::draw(self, &layout, buf);
        axis::draw_guides(self, &layout, buf);
        plot::draw(self, &layout, buf);
        loads::draw(self, &layout, buf);
        axis::draw(self, &layout, buf);
        labels::draw(self, &layout, buf);
        layout.legend.draw(layout.area, buf);
    }
}
