//! Putting text on the screen: cut, wrapped, aligned, never outside its area.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::app::Caret;

/// A place to write lines from top to bottom.
pub struct Page<'a> {
    buf: &'a mut Buffer,
    area: Rect,
    row: u16,
}

impl<'a> Page<'a> {
    /// A page over an area; what does not fit is cut.
    pub fn new(area: Rect, buf: &'a mut Buffer) -> Page<'a> {
        Page { area: area.intersection(buf.area), buf, row: 0 }
    }

    /// How wide it is.
    pub fn width(&self) -> u16 {
        self.area.width
    }

    /// Rows that are left.
    pub fn left(&self) -> u16 {
        self.area.height.saturating_sub(self.row)
    }

    /// Leaves a row empty.
    pub fn gap(&mut self) {
        self.row = self.row.saturating_add(1);
    }

    /// The rest of the current row, and goes to the next; `None` if the page is full.
    pub fn next_row(&mut self) -> Option<Rect> {
        let row = (self.left() > 0).then(|| Rect { y: self.area.y + self.row, height: 1, ..self.area });
        self.gap();
        row
    }

    /// A line of one style.
    pub fn line(&mut self, text: &str, style: Style) {
        self.spans(&[(text, style)]);
    }

    /// A line of several styles.
    pub fn spans(&mut self, spans: &[(&str, Style)]) {
        if let Some(row) = self.next_row() {
            spans_at(row, spans, self.buf);
        }
    }

    /// A line with something at its right end, which is kept when the two do not fit.
    pub fn ends(&mut self, left: &[(&str, Style)], right: &[(&str, Style)]) {
        if let Some(row) = self.next_row() {
            ends_at(row, left, right, self.buf);
        }
    }

    /// A text over as many lines as it needs, at most `most`.
    pub fn wrapped(&mut self, text: &str, style: Style, most: u16) {
        let lines = wrap(text, usize::from(self.width()));
        for line in lines.iter().take(usize::from(most)) {
            self.line(line, style);
        }
    }

    /// The buffer, to draw a widget on a row.
    pub fn buffer(&mut self) -> &mut Buffer {
        self.buf
    }
}

/// Writes spans from the left of a row.
pub fn spans_at(row: Rect, spans: &[(&str, Style)], buf: &mut Buffer) {
    let row = row.intersection(buf.area);
    if row.is_empty() {
        return;
    }
    let mut column = row.x;
    for (text, style) in spans {
        let room = usize::from(row.right().saturating_sub(column));
        (column, _) = buf.set_stringn(column, row.y, text, room, *style);
    }
}

/// Writes spans at both ends of a row; the right one is kept when the two do not fit.
pub fn ends_at(row: Rect, left: &[(&str, Style)], right: &[(&str, Style)], buf: &mut Buffer) {
    let width: usize = right.iter().map(|(text, _)| text.width()).sum();
    let width = u16::try_from(width).unwrap_or(u16::MAX).min(row.width);
    let room = row.width.saturating_sub(if width > 0 { width + 1 } else { 0 });
    spans_at(Rect { width: room, ..row }, left, buf);
    spans_at(Rect { x: row.right() - width, width, ..row }, right, buf);
}

/// Breaks a text at blanks into lines of at most `width` columns; a word that is longer than a line is broken where it
/// must.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let all: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    let mut lines = Vec::new();
    let mut rest = all.as_slice();
    while !rest.is_empty() {
        let (line, after) = first_row(rest, |letter| *letter, width, 0);
        lines.push(line.iter().collect());
        rest = after;
    }
    if lines.is_empty() { vec![String::new()] } else { lines }
}

/// The letters of the first row of at most `width` columns, and those of the rows below it: broken at the last blank that
/// stands behind the first `least` letters, else as late as it goes. The blanks where it is broken belong to neither.
pub fn first_row<T>(letters: &[T], letter: impl Fn(&T) -> char, width: usize, least: usize) -> (&[T], &[T]) {
    let (mut used, mut before) = (0, 0);
    let fits = |next: &&T| {
        let wide = letter(next).width().unwrap_or(0);
        // Behind a narrow sign this asks for its picture, which is wide.
        used += if letter(next) == '\u{fe0f}' && before == 1 { 1 } else { wide };
        before = wide;
        used <= width
    };
    let fits = letters.iter().take_while(fits).count().max(1);
    let is_blank = |next: &T| letter(next) == ' ';
    let blank = letters.iter().take(fits + 1).rposition(is_blank).filter(|at| *at > least);
    let end = if fits >= letters.len() { letters.len() } else { blank.unwrap_or(fits) };
    let (mut row, mut after) = letters.split_at_checked(end).unwrap_or((letters, &[]));
    while let Some((_, before)) = row.split_last().filter(|(last, _)| is_blank(last)) {
        row = before;
    }
    while let Some((_, on)) = after.split_first().filter(|(first, _)| is_blank(first)) {
        after = on;
    }
    (row, after)
}

/// Cuts a text to `width` columns, with `ellipsis` where something is missing.
pub fn cut(text: &str, width: usize, ellipsis: &str) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(ellipsis.width());
    let mut used = 0;
    let fits = |letter: &char| {
        used += letter.width().unwrap_or(0);
        used <= room
    };
    let kept: String = text.chars().take_while(fits).collect();
    if width == 0 { String::new() } else { kept + ellipsis }
}

/// A text that is typed, in at most `width` columns, with its cursor: the cell it stands on is `cursor`, and so is all
/// of a text that the first letter will replace.
pub fn typed(text: &str, caret: Caret, width: usize, plain: Style, cursor: Style) -> Vec<(String, Style)> {
    let (before, after) = caret.split(text);
    let is_zero = |letter: &char| letter.width() == Some(0);
    let first = after.chars().next().map_or(0, char::len_utf8);
    let marks: usize = after.chars().skip(1).take_while(is_zero).map(char::len_utf8).sum();
    let (at, after) = after.split_at_checked(first + marks).unwrap_or_default();
    let at = if at.is_empty() { " " } else { at };
    let room = width.saturating_sub(at.width());
    let before = end_of(before, room);
    let after = cut(after, room - before.width(), "");
    let replaced = if caret.is_fresh() { cursor } else { plain };
    vec![(before.to_owned(), replaced), (at.to_owned(), cursor), (after, plain)]
}

/// The end of a text, in at most `width` columns.
fn end_of(text: &str, width: usize) -> &str {
    let starts = text.char_indices().map(|(at, _)| text.get(at..).unwrap_or_default());
    starts.into_iter().find(|rest| rest.width() <= width).unwrap_or_default()
}

/// The letters of a row of cells. Behind a wide letter stand as many cells as it is wider than one: they are no blanks.
pub fn of_row(row: &[Cell]) -> String {
    let mut hidden = 0;
    let mut letters = String::new();
    for symbol in row.iter().map(Cell::symbol) {
        if hidden > 0 {
            hidden -= 1;
            continue;
        }
        hidden = symbol.width().saturating_sub(1);
        letters.push_str(symbol);
    }
    letters
}

/// Turns a drawn screen into plain ASCII: the last step of the ASCII look.
pub fn to_ascii(buf: &mut Buffer) {
    for cell in &mut buf.content {
        if !cell.symbol().is_ascii() {
            let plain = ascii_of(cell.symbol());
            cell.set_symbol(plain);
        }
    }
}

fn ascii_of(symbol: &str) -> &'static str {
    match symbol {
        "−" | "–" | "—" => "-",
        "·" | "…" => ".",
        "≤" | "←" => "<",
        "≥" | "→" => ">",
        "↑" => "^",
        "↓" | "✓" => "v",
        "×" => "x",
        "•" | "●" => "*",
        "○" => "o",
        "◆" => "#",
        "“" | "”" => "\"",
        "’" | "┊" => "'",
        _ => "?",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Edit;

    #[test]
    fn text_is_broken_at_blanks() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("", 7), [""]);
    }

    #[test]
    fn a_word_that_is_longer_than_the_line_loses_nothing() {
        assert_eq!(wrap("in /home/someone/unsaved.json", 10), ["in", "/home/some", "one/unsave", "d.json"]);
        assert_eq!(wrap("日本語日本語", 5), ["日本", "語日", "本語"]);
        // As phones write them: narrow signs that are asked to be pictures.
        assert!(wrap("sun ☀\u{fe0f} heart ❤\u{fe0f} one 1\u{fe0f}\u{20e3} more", 12).iter().all(|line| line.width() <= 12));
        for width in 0..12 {
            let lines = wrap("a extraordinarily long wørd 日本", width);
            assert_eq!(lines.concat().replace(' ', ""), "aextraordinarilylongwørd日本", "{width}");
        }
    }

    #[test]
    fn wide_letters_stand_beside_one_another() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 12, 1));
        spans_at(buf.area, &[("日本語 ok", Style::new())], &mut buf);
        assert_eq!(of_row(&buf.content), "日本語 ok   ");
    }

    #[test]
    fn a_typed_text_shows_its_cursor_in_any_width() {
        let (plain, cursor) = (Style::new(), Style::new().reversed());
        let mut text = "a long täxt".to_owned();
        let mut caret = Caret::default();
        caret.edit(&mut text, Edit::Left);
        caret.edit(&mut text, Edit::Left);
        for width in 0..20 {
            let spans = typed(&text, caret, width, plain, cursor);
            let shown: String = spans.iter().map(|(text, _)| text.as_str()).collect();
            assert!(shown.width() <= width.max(1), "{width}: {shown:?}");
            let at = spans.iter().find(|(_, style)| *style == cursor).map(|(text, _)| text.as_str());
            assert_eq!(at, Some("x"), "{width}");
        }
        assert!(typed("", Caret::default(), 5, plain, cursor).iter().any(|span| *span == (" ".to_owned(), cursor)));
    }

    #[test]
    fn a_cut_says_so() {
        assert_eq!(cut("strength", 5, "…"), "stre…");
        assert_eq!(cut("skill", 5, "…"), "skill");
        assert_eq!(cut("skill", 0, "…"), "");
    }
}
