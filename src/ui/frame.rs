//! Where everything stands, for a window of any size.
//!
//! ```text
//! wide (≥ 100)              medium (≥ 80 × 34)         narrow, or zoomed
//! ┌ header ───────────┐     ┌ header ───────────┐      ┌ header with tabs ─┐
//! │ Today │ chart     │     │ Today  │ chart    │      │ the focused pane  │
//! │       │───────────│     │────────┴──────────│      │                   │
//! │       │ week      │     │ week              │      │                   │
//! └ footer ───────────┘     └ footer ───────────┘      └ footer ───────────┘
//! ```

use ratatui::layout::Rect;

use crate::app::{Model, Pane};

/// The smallest window that shows a pane; below it one honest line is drawn.
pub const SMALLEST: (u16, u16) = (60, 18);

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Three panes, Today on the left.
    Wide,
    /// Three panes, the week below.
    Medium,
    /// One pane at a time.
    Narrow,
    /// Not enough for a pane.
    Tiny,
}

/// Where everything stands.
#[derive(Debug, Clone)]
pub struct Frame {
    /// How much room there is.
    pub room: Room,
    /// The first row.
    pub header: Rect,
    /// The panes that are shown.
    pub panes: Vec<(Pane, Rect)>,
    /// The last row.
    pub footer: Rect,
}

impl Frame {
    /// The frame of a window.
    pub fn of(model: &Model, area: Rect) -> Frame {
        let (header, below) = above(area, 1);
        let (body, footer) = above(below, below.height.saturating_sub(1));
        let room = room(area);
        let panes = match room {
            Room::Tiny => Vec::new(),
            Room::Narrow => vec![(model.focus, body)],
            Room::Wide | Room::Medium if model.zoomed => vec![(model.focus, body)],
            Room::Wide => wide(body),
            Room::Medium => medium(body),
        };
        Frame { room, header, panes, footer }
    }

    /// Does the header say which other panes there are?
    pub fn tabs(&self) -> bool {
        self.panes.len() == 1
    }
}

fn room(area: Rect) -> Room {
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        Room::Tiny
    } else if area.width >= 100 && area.height >= 24 {
        Room::Wide
    } else if area.width >= 80 && area.height >= 34 {
        Room::Medium
    } else {
        Room::Narrow
    }
}

/// Rows the week wants: days, two or three sessions each, form, meters, warnings.
const WEEK_ROWS: u16 = 15;

fn wide(body: Rect) -> Vec<(Pane, Rect)> {
    let left = (body.width / 3).clamp(36, 52);
    let (today, right) = beside(body, left);
    let week_rows = WEEK_ROWS.max(body.height * 2 / 5).min(body.height / 2);
    let (chart, week) = above(right, right.height.saturating_sub(week_rows));
    vec![(Pane::Today, today), (Pane::Chart, chart), (Pane::Week, week)]
}

fn medium(body: Rect) -> Vec<(Pane, Rect)> {
    let (top, week) = above(body, body.height.saturating_sub(WEEK_ROWS));
    let (today, chart) = beside(top, 36);
    vec![(Pane::Today, today), (Pane::Chart, chart), (Pane::Week, week)]
}

/// The first so many rows of an area, and the others.
fn above(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    (Rect { height: rows, ..area }, Rect { y: area.y + rows, height: area.height - rows, ..area })
}

/// The first so many columns of an area, and the others.
fn beside(area: Rect, columns: u16) -> (Rect, Rect) {
    let columns = columns.min(area.width);
    (Rect { width: columns, ..area }, Rect { x: area.x + columns, width: area.width - columns, ..area })
}

/// The area of an overlay: centred, at most `width` × `height`, always inside the window.
pub fn overlay(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    let (x, y) = (area.x + (area.width - width) / 2, area.y + (area.height - height) / 2);
    Rect { x, y, width, height }
}
