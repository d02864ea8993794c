//! A session as it is done: the blocks, the clock, the breath, and a clear picture when a block begins.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::runner::{Breath, Runner};
use crate::app::week::WeekAction;
use crate::app::{Action, Model};
use crate::engine::blocks::Blocks;

use super::look::{Look, bordered};
use super::text::Page;
use super::theme::Role;

/// Columns and rows with the border.
pub const SIZE: (u16, u16) = (64, 19);
/// Cells of the longest block's bar.
const BAR: usize = 24;

/// Draws the session.
pub fn draw(model: &Model, look: Look, runner: &Runner, area: Rect, buf: &mut Buffer) {
    let now = model.now_ms;
    let inner = bordered(look, &format!("{} · {}", runner.name, clock(runner.total(now))), true, area, buf);
    if runner.announces(now) {
        let top = Rect { height: 4.min(inner.height), ..inner };
        for row in top.rows() {
            buf.set_style(row, look.ink(Role::Cursor));
        }
    }
    let mut page = Page::new(inner, buf);
    headline(model, look, runner, now, &mut page);
    page.gap();
    for block in 0..Blocks::NAMES.len() {
        block_line(look, runner, block, now, &mut page);
    }
    page.gap();
    below(look, runner, now, &mut page);
}

/// What is on, and how long it still takes.
fn headline(model: &Model, look: Look, runner: &Runner, now: u64, page: &mut Page<'_>) {
    let announced = runner.announces(now);
    let ink = |role| if announced { look.ink(Role::Cursor) } else { look.ink(role) };
    page.gap();
    let Some(block) = runner.block() else {
        let key = model.keymap.key_of(Action::Week(WeekAction::Finish));
        page.line(&format!("Done. {key} answers ten seconds of questions."), look.ink(Role::Strong));
        page.gap();
        return page.gap();
    };
    let left = runner.length().saturating_sub(runner.elapsed(now));
    let word = match (announced, runner.is_running()) {
        (_, false) => "paused  ",
        (true, true) => "NOW  ",
        (false, true) => "",
    };
    let time = clock(left);
    page.ends(
        &[(" ", ink(Role::Plain)), (word, ink(Role::Caution)), (&block.to_uppercase(), ink(Role::Strong))],
        &[(&time, ink(Role::Strong)), (" left ", ink(Role::Plain))],
    );
    page.line(&format!(" {}", about(runner)), ink(Role::Plain));
    page.gap();
}

/// What a block is for.
fn about(runner: &Runner) -> &'static str {
    match runner.block() {
        Some("prime") => "Wake what you will use: joints, breath, easy movements.",
        Some("skill") => "Practise while fresh. Stop when it is no longer clean.",
        Some("strength") => "Leave one to three repetitions in reserve.",
        Some("aerobic") => "A pace you could keep.",
        Some("downshift") => "Breathe calmly: four seconds in, six out.",
        Some(_) | None => "",
    }
}

fn block_line(look: Look, runner: &Runner, block: usize, now: u64, page: &mut Page<'_>) {
    let minutes = runner.minutes.get(block).copied().unwrap_or_default();
    let Some(name) = Blocks::NAMES.get(block).filter(|_| minutes > 0) else { return };
    let length = u64::from(minutes) * 60_000;
    let spent = runner.spent_ms.get(block).copied().unwrap_or_default();
    let (done, role) = match block.cmp(&runner.at) {
        std::cmp::Ordering::Less => (spent, Role::Muted),
        std::cmp::Ordering::Equal => (runner.elapsed(now), Role::Strong),
        std::cmp::Ordering::Greater => (0, Role::Plain),
    };
    let mark = if block == runner.at { look.glyphs.cursor } else { " " };
    let [full, empty] = look.glyphs.meter;
    // A cell is as many minutes in every block.
    let longest = runner.minutes.iter().copied().max().unwrap_or(1).max(1);
    let whole = (usize::from(minutes) * BAR / usize::from(longest)).max(1);
    let cells = usize::try_from(done.saturating_mul(whole as u64) / length).unwrap_or(whole).min(whole);
    let bar = full.repeat(cells) + &empty.repeat(whole - cells);
    let ink = look.ink(role);
    page.spans(&[(mark, ink), (&format!("{name:<10} {minutes:>3} min  "), ink), (&bar, look.ink(Role::Train))]);
}

/// The breath in the downshift, the next block otherwise.
fn below(look: Look, runner: &Runner, now: u64, page: &mut Page<'_>) {
    if let Some(breath) = runner.breath(now) {
        let (word, cells) = match breath {
            Breath::In(second) => ("in ", 6 * (second + 1)),
            Breath::Out(second) => ("out", 24 - 4 * (second + 1).min(6)),
        };
        let bar = look.glyphs.meter[0].repeat(usize::try_from(cells).unwrap_or(0));
        page.spans(&[
            ("  breathe ", look.ink(Role::Muted)),
            (word, look.ink(Role::Strong)),
            ("  ", look.ink(Role::Plain)),
            (&bar, look.ink(Role::Form)),
        ]);
        return;
    }
    let next = (runner.at + 1..Blocks::NAMES.len()).find(|block| runner.minutes.get(*block).is_some_and(|minutes| *minutes > 0));
    if let Some(name) = next.and_then(|block| Blocks::NAMES.get(block)) {
        let text = format!("  then {name}");
        page.line(&text, look.ink(Role::Muted));
    }
}

/// `7:05`.
fn clock(ms: u64) -> String {
    let seconds = ms / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
