//! What a command says: on standard output if it was done, on standard error if not.

use std::borrow::Cow;
use std::io::{self, ErrorKind, Write};

use serde::Serialize;

use crate::domain::text::many_lines;
use crate::exchange::ImportError;
use crate::shell::console::Console;
use crate::store::StoreError;
use crate::ui::theme::Role;

use super::told::{TextLine, plain_lines, shown};

/// What a command that was done says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Sentences for a person; made safe to show on a terminal when they are written.
    Text(String),
    /// The same, each line with what it means: on a terminal that is seen.
    Lines(Vec<TextLine>),
    /// One JSON object, a file or a drawing: written as it is, but made safe where a terminal shows it.
    Exact(String),
}

/// The exit code of what was done while something in the journal could not be read.
pub const INCOMPLETE: u8 = 3;

/// Why a command was not done. Nothing was changed then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// It was not asked for in a way that is understood: exit code 2.
    Usage(String),
    /// It could not be met: exit code 1.
    Failed(String),
    /// A question that only the exit code answers, with no: exit code 1.
    No,
}

impl Answer {
    /// A JSON object on one line, its keys in the order of the type.
    ///
    /// # Errors
    /// Never for the types of this room; a map with keys that are no texts cannot be written.
    pub fn json(value: &impl Serialize) -> Result<Answer, Problem> {
        let json = serde_json::to_string(value).map_err(|error| Problem::Failed(error.to_string()))?;
        Ok(Answer::Exact(escaped(&json) + "\n"))
    }

    /// One line.
    pub fn line(text: impl Into<String>) -> Answer {
        Answer::Text(text.into() + "\n")
    }

    fn to_write(&self, console: Console) -> Cow<'_, str> {
        match self {
            Answer::Text(text) if console == Console::default() => many_lines(text),
            Answer::Text(text) => shown(&plain_lines(text), console).into(),
            Answer::Lines(lines) => shown(lines, console).into(),
            Answer::Exact(text) if console.is_terminal => many_lines(text),
            Answer::Exact(text) => text.into(),
        }
    }
}

impl Problem {
    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Problem::Failed(_) | Problem::No => 1,
            Problem::Usage(_) => 2,
        }
    }

    /// The sentence.
    pub fn sentence(&self) -> &str {
        match self {
            Problem::Failed(sentence) | Problem::Usage(sentence) => sentence,
            Problem::No => "",
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Problem {
        Problem::Failed(error.to_string())
    }
}

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Problem {
        Problem::Failed(error.to_string())
    }
}

/// The same JSON without a character that could command a terminal. Such characters stand only
/// inside its texts, where the escape means the same.
pub(super) fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for character in json.chars() {
        let shown = many_lines(character.encode_utf8(&mut [0; 4])).starts_with(character);
        if shown {
            safe.push(character);
        } else {
            safe.push_str(&format!("\\u{:04x}", u32::from(character)));
        }
    }
    safe
}

/// Says what came of a command and returns the exit code.
pub fn say(result: Result<Answer, Problem>) -> u8 {
    match result {
        Ok(answer) => print(&answer),
        Err(Problem::No) => Problem::No.code(),
        Err(problem) => {
            complain(problem.sentence());
            problem.code()
        }
    }
}

/// Says why a line of words was not understood, with what was typed made safe; or the help that was asked for.
pub fn explain(told: &clap::Error) {
    let text = told.render().to_string();
    // Nobody may be reading.
    let _ = if told.use_stderr() {
        io::stderr().lock().write_all(shown(&plain_lines(&text), Console::of_problems()).as_bytes())
    } else {
        io::stdout().lock().write_all(shown(&help(&text), Console::of_answers()).as_bytes())
    };
}

/// What stands above the lists of a help is a heading.
fn help(text: &str) -> Vec<TextLine> {
    let line =
        |line: &str| if line.ends_with(':') && !line.starts_with(' ') { TextLine::heading(line) } else { TextLine::plain(line) };
    text.lines().map(line).collect()
}

/// Says a sentence on standard error.
pub fn complain(sentence: &str) {
    let mut lines = plain_lines(sentence.trim_end());
    let first = lines.drain(..lines.len().min(1)).next().unwrap_or_default();
    lines.insert(0, TextLine::warning("upswing:").and(Role::Plain, format!(" {}", first.text())));
    // Nothing is left to tell that even this cannot be written.
    let _ = io::stderr().lock().write_all(shown(&lines, Console::of_problems()).as_bytes());
}

fn print(answer: &Answer) -> u8 {
    let mut out = io::stdout().lock();
    match out.write_all(answer.to_write(Console::of_answers()).as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => 0,
        // Whoever reads has read enough, as `head` does.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => 0,
        Err(error) => {
            complain(&format!("the answer could not be written: {error}. What was asked for is done."));
            1
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_exact_but_where_a_terminal_shows_it() {
        let table = Answer::Exact("note\r\n\u{1b}[2J\r\n".to_owned());
        assert_eq!(table.to_write(Console::default()), "note\r\n\u{1b}[2J\r\n");
        assert_eq!(table.to_write(Console { is_terminal: true, ..Console::default() }), "note\n␛[2J\n");
    }

    #[test]
    fn json_holds_every_character_and_commands_no_terminal() {
        let title = "\u{1b}[2J\u{9b}31m\u{202e}müde\u{7f}\t";
        let Ok(Answer::Exact(json)) = Answer::json(&title) else { panic!("a text can be written") };
        assert_eq!(many_lines(&json), json);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), title);
    }
}
