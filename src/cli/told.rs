//! A line that a command says: its parts with what each means; broken at words and inked where a person reads it.

use unicode_width::UnicodeWidthStr;

use crate::domain::text::many_lines;
use crate::shell::console::Console;
use crate::ui::first_row;
use crate::ui::theme::Role;

/// The narrowest line that is broken at words; below it nothing can be read either way.
const NARROWEST: usize = 20;

/// One line, however wide.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextLine(Vec<(Role, String)>);

impl TextLine {
    /// A line of one meaning.
    pub fn of(role: Role, text: impl Into<String>) -> TextLine {
        TextLine(vec![(role, text.into())])
    }

    /// A fact.
    pub fn plain(text: impl Into<String>) -> TextLine {
        TextLine::of(Role::Plain, text)
    }

    /// What the lines below it are about.
    pub fn heading(text: impl Into<String>) -> TextLine {
        TextLine::of(Role::Strong, text)
    }

    /// Context.
    pub fn muted(text: impl Into<String>) -> TextLine {
        TextLine::of(Role::Muted, text)
    }

    /// What to look at before going on.
    pub fn warning(text: impl Into<String>) -> TextLine {
        TextLine::of(Role::Caution, text)
    }

    /// The same line with more behind it.
    #[must_use]
    pub fn and(mut self, role: Role, text: impl Into<String>) -> TextLine {
        self.0.push((role, text.into()));
        self
    }

    /// Its words alone.
    pub fn text(&self) -> String {
        self.0.iter().map(|(_, text)| text.as_str()).collect()
    }
}

/// The lines as bytes for what reads them. Whatever is no terminal gets each line as one line, in no ink.
pub fn shown(lines: &[TextLine], console: Console) -> String {
    let mut all = String::new();
    for line in lines {
        let width = console.width.map_or(usize::MAX, |width| usize::from(width).max(NARROWEST));
        for row in rows(line, width) {
            inked(&row, console.colour, &mut all);
            all.push('\n');
        }
    }
    all
}

/// A text of several lines, each plain.
pub fn plain_lines(text: &str) -> Vec<TextLine> {
    text.lines().map(TextLine::plain).collect()
}

type Letters = Vec<(char, Role)>;

/// A line as rows of at most so many columns, broken at blanks; a word that is longer than a row is broken where it must.
fn rows(line: &TextLine, width: usize) -> Vec<Letters> {
    let safe = line.0.iter().map(|(role, text)| (*role, many_lines(text)));
    let all: Letters = safe.flat_map(|(role, text)| text.chars().map(|letter| (letter, role)).collect::<Vec<_>>()).collect();
    let text: String = all.iter().map(|(letter, _)| letter).collect();
    if text.width() <= width {
        return vec![all];
    }
    let indent = hang(&text, width);
    let mut rows: Vec<Letters> = Vec::new();
    let mut rest = all.as_slice();
    while !rest.is_empty() {
        let before = if rows.is_empty() { 0 } else { indent };
        // What stands in the columns of the first row belongs together.
        let least = if rows.is_empty() { indent } else { 0 };
        let (row, after) = first_row(rest, |(letter, _)| *letter, width.saturating_sub(before), least);
        let mut letters: Letters = if row.is_empty() { Vec::new() } else { vec![(' ', Role::Plain); before] };
        letters.extend(row);
        rows.push(letters);
        rest = after;
    }
    rows
}

/// Where a broken line goes on: under its last column in the left half, or behind its bullet.
fn hang(text: &str, width: usize) -> usize {
    let bullet = |text: &str| if text.starts_with(['•', '!', '›']) { 2 } else { 0 };
    let parts = text.match_indices("  ").filter_map(|(at, two)| text.split_at_checked(at + two.len()));
    let columns = parts.map(|(before, after)| (before.width() + after.len() - after.trim_start().len(), after.trim_start()));
    columns.filter(|(column, _)| *column <= width / 2).last().map_or(bullet(text), |(column, after)| column + bullet(after))
}

/// Writes a row, each stretch of one meaning in its ink.
fn inked(row: &[(char, Role)], colour: bool, out: &mut String) {
    for stretch in row.chunk_by(|one, other| one.1 == other.1) {
        let text: String = stretch.iter().map(|(letter, _)| letter).collect();
        match stretch.first() {
            Some((_, role)) if colour => out.push_str(&role.painted(&text)),
            Some(_) | None => out.push_str(&text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, width: u16) -> Vec<String> {
        let console = Console { width: Some(width), ..Console::default() };
        shown(&[TextLine::plain(text)], console).lines().map(str::to_owned).collect()
    }

    #[test]
    fn words_stay_whole_and_go_on_under_their_column() {
        assert_eq!(wrapped("one two three four five six", 20), ["one two three four", "five six"]);
        assert_eq!(
            wrapped("  • a reason that is longer than the line", 20),
            ["  • a reason that is", "    longer than the", "    line"]
        );
        assert_eq!(wrapped("Goal      a marathon in the spring", 30), ["Goal      a marathon in the", "          spring"]);
        assert_eq!(wrapped("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bb", 20), ["aaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaa bb"]);
        assert_eq!(wrapped("日本語日本語日本語日本語", 20), ["日本語日本語日本語日", "本語"]);
    }

    #[test]
    fn what_is_no_terminal_gets_the_words_and_nothing_else() {
        let line = TextLine::heading("Why").and(Role::Muted, "   because it is longer than any terminal is wide, by far");
        assert_eq!(shown(std::slice::from_ref(&line), Console::default()), line.text() + "\n");
        let seen = shown(&[line], Console { colour: true, ..Console::default() });
        assert!(seen.starts_with("\u{1b}[1mWhy\u{1b}[0m"), "{seen:?}");
    }

    #[test]
    fn what_was_typed_commands_no_terminal() {
        let seen = shown(&[TextLine::warning("\u{1b}[2J")], Console { is_terminal: true, width: Some(80), colour: true });
        assert_eq!(seen, "\u{1b}[33m␛[2J\u{1b}[0m\n");
    }
}
