//! The four weeks after the one shown: what they hold, and how one comes into them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{Model, words};
use crate::domain::{Day, Kind, Session, WeekKind};
use crate::engine::planner::Meter;
use crate::ui::look::Look;
use crate::ui::text::{Page, cut};
use crate::ui::theme::Role;

/// Columns of the table without its remarks, and rows of the whole of it.
pub const WIDTH: u16 = 62;
/// Rows: a heading and four weeks.
pub const ROWS: u16 = 5;

/// The table; nothing where none of the weeks holds anything.
pub fn draw(model: &Model, look: Look, area: Rect, buf: &mut Buffer) {
    let coming = &model.facts.coming;
    if coming.meters.iter().all(|meter| meter.load == 0) {
        return;
    }
    let mut page = Page::new(area, buf);
    let head = format!("{:<10}{:>6}{:>9}{:>10}{:>6}  ", "COMING", "load", "aerobic", "strength", "form");
    page.line(&head, look.ink(Role::Muted));
    let next = model.week_shown().plus(7);
    for (week, meter) in coming.meters.iter().enumerate() {
        let first = next.plus(7 * week as i64);
        let form = coming.forecast.iter().find(|form| form.day == meter.first).and_then(|form| form.state);
        let form = form.map_or_else(|| look.glyphs.missing.to_owned(), |state| words::signed(state.form()));
        let row = row(first, meter, &form);
        let remark =
            cut(&remark(model, first), usize::from(page.width()).saturating_sub(row.chars().count()), look.glyphs.ellipsis);
        page.spans(&[(&row, look.ink(Role::Plain)), (&remark, look.ink(Role::Good))]);
    }
}

fn row(first: Day, meter: &Meter, form: &str) -> String {
    let day = format!("{} {}", first.day_of_month(), first.month_name());
    format!("{:<10}{:>6}{:>9}{:>10}{:>6}  ", day, meter.load, meter.aerobic, meter.strength_days, form)
}

/// Is it a lighter week, and which events are in it?
fn remark(model: &Model, first: Day) -> String {
    let history = model.journal.history();
    let lighter =
        history.day(model.tuning.week_starts.mark(first)).is_some_and(|record| record.plan.week == Some(WeekKind::Deload));
    let events = first.to(first.plus(6)).flat_map(|day| history.sessions_on(day)).filter(|session| session.kind == Kind::Event);
    let named = |session: &Session| format!("{} {}", session.day.weekday_name(), session.name());
    let remarks: Vec<String> = lighter.then(|| "lighter".to_owned()).into_iter().chain(events.map(named)).collect();
    remarks.join(", ")
}
