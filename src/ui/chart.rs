//! Fitness and fatigue: the chart of the days, and the numbers of the day under the crosshair.

mod curves;
mod readout;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use crate::app::{Action, Model, Target, words};

use super::look::Look;
use super::text::{Page, of_row};
use super::theme::Role;
use super::widgets::datechart::{self, Layout};
use curves::Data;

/// Draws the pane.
pub fn draw(model: &Model, look: Look, area: Rect, buf: &mut Buffer) {
    if model.facts.season.curve().is_none() {
        return empty(model, look, area, buf);
    }
    let plot = plot_area(area);
    let data = Data::of(model);
    data.chart(model, look).render(plot, buf);
    let below = Rect { y: plot.bottom(), height: area.height - plot.height, ..area };
    readout::draw(model, look, below, buf);
}

/// The chart as a drawing with real lines.
pub fn svg(model: &Model, look: Look, title: &str, foot: &[String]) -> String {
    datechart::svg(&Data::of(model).chart(model, look), title, foot)
}

/// What is said about the day under the crosshair, a line each.
pub fn read_out(model: &Model, look: Look) -> Vec<String> {
    let area = Rect::new(0, 0, FOOT.0, FOOT.1);
    let mut buf = Buffer::empty(area);
    readout::draw(model, look, area, &mut buf);
    let rows = buf.content.chunks(usize::from(FOOT.0)).map(of_row);
    rows.map(|row| row.trim_end().to_owned()).filter(|row| !row.is_empty()).collect()
}

/// Columns and rows of the read-out below a drawing.
const FOOT: (u16, u16) = (130, 4);

/// The plot; below it one line of numbers, then what was done and said, then what is to be seen.
fn plot_area(area: Rect) -> Rect {
    let below = match area.height {
        0..=8 => 1,
        9..=15 => 2,
        16..=27 => 3,
        _ => 4,
    };
    Rect { height: area.height.saturating_sub(below), ..area }
}

fn empty(model: &Model, look: Look, area: Rect, buf: &mut Buffer) {
    let mut page = Page::new(area, buf);
    page.gap();
    let (check_in, log) = (model.keymap.key_of(Action::CheckIn), model.keymap.key_of(Action::LogSession));
    let history = model.journal.history();
    let planned = history.sessions().filter(|session| session.is_open() && session.day >= model.today).count();
    if planned > 0 {
        let sessions = words::counted(planned, "planned session");
        let text = format!(
            "{sessions} so far. What they lead to is drawn from your first check-in or session on: nothing is known before it."
        );
        page.wrapped(&text, look.ink(Role::Plain), area.height);
        page.gap();
    }
    let text = format!(
        "Here your load, fitness, fatigue and form will grow over the months. {log} logs a session, {check_in} checks in; upswing import FILE brings what other programs know."
    );
    page.wrapped(&text, look.ink(Role::Plain), area.height);
}

/// The day under the mouse.
pub fn hit(model: &Model, look: Look, area: Rect, at: Position) -> Option<Target> {
    let data = Data::of(model);
    let chart = data.chart(model, look);
    let drawn = plot_area(area);
    let layout = Layout::of(&chart, drawn)?;
    let days = Rect { x: layout.plot.x, width: layout.plot.width, ..drawn };
    let (from, to) = layout.time.days_of_column(at.x).filter(|_| days.contains(at))?;
    Some(Target::ChartDay(from.plus(to.since(from) / 2)))
}
