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
    let is_lit = matches!(test.phase, Phase::Shown(_));
    if is_lit {
        for row in inner.rows() {
            buf.set_style(row, look.ink(Role::Cursor));
        }
    }
    phase(model, look, test, &mut Page::new(inner, buf));
    if !is_lit {
        let done = format!("{} of {FLASHES}", test.answers.len());
        let last = Rect { y: inner.bottom().saturating_sub(1), height: 1.min(inner.height), ..inner };
        super::text::spans_at(last, &[(&done, look.ink(Role::Muted))], buf);
    }
}

/// What is to be done now.
fn phase(model: &Model, look: Look, test: &Reaction, page: &mut Page<'_>) {
    let (plain, muted) = (look.ink(Role::Plain), look.ink(Role::Muted));
    let [tap, leave] = [Action::Tap, Action::Close].map(|action| model.keymap.key_in(Scope::Reaction, action));
    page.gap();
    match test.phase {
        Phase::Ready => {
            let how = "The window lights up eight times, after two to six seconds each.";
            page.wrapped(&format!("{how} Press {tap} as soon as it does."), plain, 4);
            page.gap();
            page.line(&format!("{tap} begins   {leave} leaves"), muted);
        }
        Phase::Waiting(_) if test.too_soon => {
            page.line("Too soon.", look.ink(Role::Caution));
            page.line(&format!("Wait for the light; {}", forgiven(test.guesses_left())), muted);
        }
        Phase::Waiting(_) => page.line("wait …", muted),
        Phase::Shown(_) => page.line("NOW", look.ink(Role::Cursor)),
        Phase::Done => {
            result(model, look, test, page);
            page.gap();
            page.wrapped(&format!("{tap} keeps it for today, {leave} leaves it out."), muted, 2);
        }
        Phase::Guessed => {
            let told = format!("More than three guesses: no value this time. {tap} begins again, {leave} leaves.");
            page.wrapped(&told, plain, 4);
        }
    }
}

fn forgiven(guesses_left: usize) -> String {
    match guesses_left {
        0 => "the next guess ends the test.".to_owned(),
        1 => "one more guess is forgiven.".to_owned(),
        several => format!("{several} more guesses are forgiven."),
    }
}

fn result(model: &Model, look: Look, test: &Reaction, page: &mut Page<'_>) {
    let (low, high) = test.spread().unwrap_or_default();
    page.line(&format!("{} ms", test.median().unwrap_or_default()), look.ink(Role::Strong));
    page.line(&format!("median of {FLASHES}, from {low} to {high} ms"), look.ink(Role::Plain));
    let usual = model.facts.season.usual_on(Field::ReactionMs, [model.today]).next().flatten();
    let usual = usual.map(|usual| format!("usual {:.0}–{:.0} ms", usual.low, usual.high));
    page.line(&usual.unwrap_or_else(|| "no usual range yet: it takes some mornings".to_owned()), look.ink(Role::Muted));
}
