//! The reaction-time test: nothing to see, then everything.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{Action, FLASHES, Model, Phase, Reaction, Scope};
use crate::domain::Field;

use super::look::{Look, bordered};
use super::text::Page;
use super::theme::Role;

/// Columns and rows with the border.
pub const SIZE: (u16, u16) = (56, 12);

/// Draws the test.
pub fn draw(model: &Model, look: Look, test: &Reaction, area: Rect, buf: &mut Buffer) {
    let inner = bordered(look, "Reaction time", true, area, buf);
    if matches!(test.phase, Phase::Shown(_)) {
        for row in inner.rows() {
            buf.set_style(row, look.ink(Role::Cursor));
        }
    }
    let mut page = Page::new(inner, buf);
    page.gap();
    let (plain, strong, muted) = (look.ink(Role::Plain), look.ink(Role::Strong), look.ink(Role::Muted));
    let key = |action| model.keymap.key_in(Scope::Reaction, action);
    let (tap, leave) = (key(Action::Tap), key(Action::Close));
    match test.phase {
        Phase::Ready => {
            page.wrapped(
                &format!("The window lights up eight times, after two to six seconds each. Press {tap} as soon as it does."),
                plain,
                4,
            );
            page.gap();
            page.line(&format!("{tap} begins   {leave} leaves"), muted);
        }
        Phase::Waiting(_) if test.too_soon => {
            let left = match test.guesses_left() {
                0 => "the next guess ends the test.".to_owned(),
                1 => "one more guess is forgiven.".to_owned(),
                several => format!("{several} more guesses are forgiven."),
            };
            page.line("Too soon.", look.ink(Role::Caution));
            page.line(&format!("Wait for the light; {left}"), muted);
        }
        Phase::Waiting(_) => page.line("wait …", muted),
        Phase::Shown(_) => page.line("NOW", look.ink(Role::Cursor)),
        Phase::Done => {
            let (low, high) = test.spread().unwrap_or_default();
            page.line(&format!("{} ms", test.median().unwrap_or_default()), strong);
            page.line(&format!("median of {FLASHES}, from {low} to {high} ms"), plain);
            let usual = model.facts.season.usual_on(Field::ReactionMs, [model.today]).next().flatten();
            let usual = usual.map(|usual| format!("usual {:.0}–{:.0} ms", usual.low, usual.high));
            page.line(&usual.unwrap_or_else(|| "no usual range yet: it takes some mornings".to_owned()), muted);
            page.gap();
            page.wrapped(&format!("{tap} keeps it for today, {leave} leaves it out."), muted, 2);
        }
        Phase::Guessed => {
            let told = format!("More than three guesses: no value this time. {tap} begins again, {leave} leaves.");
            page.wrapped(&told, plain, 4);
        }
    }
    let done = format!("{} of {FLASHES}", test.answers.len());
    let last = Rect { y: inner.bottom().saturating_sub(1), height: 1.min(inner.height), ..inner };
    if !matches!(test.phase, Phase::Shown(_)) {
        super::text::spans_at(last, &[(&done, muted)], buf);
    }
}
