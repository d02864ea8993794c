//! The form of the week's mornings: a number under each day, and a line through them where there is room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{Model, curves, words};
use crate::domain::Day;
use crate::ui::look::Look;
use crate::ui::text::spans_at;
use crate::ui::theme::Role;

use super::grid::{DAYS, Grid};

/// The number of dots across and down a cell.
const ACROSS: i64 = 2;
const DOWN: i64 = 4;
/// Points that the line's height stands for at least, so that a quiet week looks quiet.
const SPAN: f64 = 12.0;

/// The morning's form in the last row of a day: known up to today, forecast after it.
pub fn number(model: &Model, look: Look, day: Day, row: Rect, buf: &mut Buffer) {
    let text = match curves::morning_state(model, day) {
        Some(state) if row.width >= 9 => format!("form {}", words::signed(state.form())),
        Some(state) => words::signed(state.form()),
        None => look.glyphs.missing.to_owned(),
    };
    let role = if day > model.today { Role::Muted } else { Role::Form };
    spans_at(row, &[(&text, look.ink(role))], buf);
}

/// A morning of the line.
struct Morning {
    /// Dots from the left, to the middle of its column.
    across: i64,
    form: f64,
    role: Role,
    forecast: bool,
}

/// The line through the mornings: whole up to today, dashed after it, in the ink of care where the person is tired.
pub fn draw(model: &Model, look: Look, grid: &Grid, buf: &mut Buffer) {
    let area = grid.line_area().intersection(buf.area);
    if area.height == 0 || !look.glyphs.braille {
        return;
    }
    let mornings = mornings(model, grid, area);
    let (low, high) = mornings.iter().fold((0.0f64, 0.0f64), |(low, high), at| (low.min(at.form), high.max(at.form)));
    let spare = (SPAN - (high - low)).max(0.0) / 2.0;
    let (low, high) = (low - spare, high + spare);
    let rows = i64::from(area.height) * DOWN - 1;
    let down = |form: f64| rows - ((form - low) / (high - low) * rows as f64).round() as i64;
    for pair in mornings.windows(2) {
        let [from, to] = pair else { continue };
        for across in from.across..=to.across {
            let part = (across - from.across) as f64 / (to.across - from.across).max(1) as f64;
            let nearest = if part < 0.5 { from } else { to };
            if !to.forecast || across / ACROSS % 2 == 0 {
                dot(area, across, down(from.form + (to.form - from.form) * part), nearest.role, look, buf);
            }
        }
    }
}

fn mornings(model: &Model, grid: &Grid, area: Rect) -> Vec<Morning> {
    let days = model.week_shown().to(model.week_shown().plus(i64::from(DAYS) - 1));
    let morning = |(index, day): (u16, Day)| {
        let state = curves::morning_state(model, day)?;
        let tired = words::is_tired(state, &model.tuning.readiness);
        let column = grid.column(index);
        let middle = i64::from(column.x - area.x) * ACROSS + i64::from(column.width);
        let role = if tired { Role::Caution } else { Role::Form };
        Some(Morning { across: middle, form: state.form(), role, forecast: day > model.today })
    };
    (0..DAYS).zip(days).filter_map(morning).collect()
}

/// Sets one dot of a braille cell, beside those that are there.
fn dot(area: Rect, across: i64, down: i64, role: Role, look: Look, buf: &mut Buffer) {
    const BITS: [[u32; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];
    let cell = |dots: i64, per: i64| u16::try_from(dots.div_euclid(per)).ok();
    let bit = BITS.get((across % ACROSS) as usize).and_then(|column| column.get((down % DOWN) as usize));
    let (Some(x), Some(y), Some(bit)) = (cell(across, ACROSS), cell(down, DOWN), bit) else { return };
    let place = (area.x.saturating_add(x), area.y.saturating_add(y));
    let Some(cell) = buf.cell_mut(place).filter(|_| x < area.width && y < area.height) else { return };
    let before = cell.symbol().chars().next().map_or(0, u32::from).checked_sub(0x2800).filter(|bits| *bits < 256).unwrap_or(0);
    if let Some(character) = char::from_u32(0x2800 + (before | bit)) {
        cell.set_char(character).set_style(look.ink(role));
    }
}
