//! What the parts of Today are made of: lines of texts with their inks, and how lines stand or give way together.

use ratatui::style::{Modifier, Style};
use unicode_width::UnicodeWidthStr;

use crate::engine::readiness::Verdict;
use crate::ui::look::Look;
use crate::ui::text::{cut, wrap};
use crate::ui::theme::Role;

/// A line of the pane: texts with their inks.
pub type Spans = Vec<(String, Style)>;

/// A group of lines that stands or gives way together.
pub struct Part {
    /// The most important is 0: it is placed first.
    pub rank: u8,
    /// Is a row left free above it where there is room?
    pub apart: bool,
    /// The fewest rows it makes sense with.
    pub least: usize,
    /// The most rows it can fill.
    pub most: usize,
    /// Its lines when it has so many rows.
    pub lines: Box<dyn Fn(usize) -> Vec<Spans>>,
}

impl Part {
    /// A part of fixed lines; none if there are no lines.
    pub fn fixed(rank: u8, apart: bool, lines: Vec<Spans>) -> Option<Part> {
        let rows = lines.len();
        let lines = Box::new(move |_| lines.clone());
        (rows > 0).then_some(Part { rank, apart, least: rows, most: rows, lines })
    }

    /// A text that is cut after so many rows.
    pub fn text(rank: u8, apart: bool, text: &str, style: Style, width: usize, most: usize) -> Option<Part> {
        let lines = wrap(text, width).into_iter().take(most).map(|line| vec![(line, style)]).collect();
        Part::fixed(rank, apart, lines)
    }
}

/// The glyph and ink of a verdict.
pub fn verdict_mark(look: Look, verdict: Verdict) -> (&'static str, Role) {
    let [build, train, ease, recover, rest] = look.glyphs.verdicts;
    let glyph = match verdict {
        Verdict::Build => build,
        Verdict::Train => train,
        Verdict::Ease => ease,
        Verdict::Recover => recover,
        Verdict::Rest => rest,
        Verdict::None => look.glyphs.missing,
    };
    (glyph, Role::verdict(verdict))
}

/// The same ink in bold.
pub fn bold(style: Style) -> Style {
    style.add_modifier(Modifier::BOLD)
}

/// A label at the left and a text at the right end of a line, never without a blank between them.
pub fn ends(left: &[(&str, Style)], right: (&str, Style), width: usize, look: Look) -> Spans {
    let room = width.saturating_sub(right.0.width());
    // What is set in columns brings its blanks along.
    let apart = usize::from(!right.0.starts_with(' ') && !right.0.is_empty());
    let mut used = 0;
    let mut line: Spans = Vec::new();
    for (text, style) in left {
        let text = cut(text, room.saturating_sub(used + apart), look.glyphs.ellipsis);
        used += text.width();
        line.push((text, *style));
    }
    line.push((" ".repeat(room.saturating_sub(used)), Style::new()));
    line.push((right.0.to_owned(), right.1));
    line
}
