//! A list of questions, one a line: the one way anything is asked.
//!
//! Digits answer and go on, Enter takes or skips, the arrows go back, wrong input is refused at
//! once with the reason. What the answers mean is decided by the owner of the form.

use super::ask::{Ask, Check};

/// What kind of answer a row takes.
#[derive(Debug, Clone, PartialEq)]
pub enum RowKind {
    /// 1–5, with a word for each.
    Scale([&'static str; 5]),
    /// One of a few; its digit chooses it.
    Choice(Vec<&'static str>),
    /// Yes or no.
    Flag,
    /// A short typed value, checked when the row is left.
    Typed(Ask),
    /// Any text.
    Text,
    /// Words, completed from those known.
    Words(Vec<String>),
}

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Names the row for the owner of the form.
    pub id: &'static str,
    /// What stands before the answer.
    pub label: &'static str,
    /// What kind of answer.
    pub kind: RowKind,
    /// The answer as text; empty = not answered. Of a scale or choice: its digit.
    pub answer: String,
    /// Context beside the answer: a unit, the usual range.
    pub hint: String,
    /// The answer when the form was opened.
    before: String,
    /// An unusual answer that was asked about already.
    confirmed: String,
}

impl Row {
    /// A row with the answer that is already known (empty = none).
    pub fn new(id: &'static str, label: &'static str, kind: RowKind, answer: impl Into<String>) -> Row {
        let answer = answer.into();
        Row { id, label, kind, before: answer.clone(), confirmed: answer.clone(), answer, hint: String::new() }
    }

    /// The same row with a hint.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Row {
        Row { hint: hint.into(), ..self }
    }

    /// Was the answer changed since the form was opened?
    pub fn changed(&self) -> bool {
        self.answer != self.before
    }

    /// The chosen index of a scale or choice, from 0.
    pub fn chosen(&self) -> Option<usize> {
        self.answer.parse::<usize>().ok()?.checked_sub(1)
    }

    /// The answer of a flag.
    pub fn flag(&self) -> Option<bool> {
        match self.answer.as_str() {
            "y" => Some(true),
            "n" => Some(false),
            _ => None,
        }
    }
}

/// Keys of a form that are no characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Take the answer, or skip, and go on.
    Next,
    /// Go back a row.
    Back,
    /// Go on a row without taking part in the order (arrow down).
    Forward,
    /// The option before (arrow left).
    Less,
    /// The option after (arrow right).
    More,
    /// Take away the last character, or the answer.
    Erase,
}

/// What a key did to a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Go on asking.
    Stay,
    /// All asked.
    Done,
}

/// A list of questions with a cursor.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// The questions.
    pub rows: Vec<Row>,
    /// The row that waits; one past the last = ready to be saved.
    pub cursor: usize,
    /// Why the last key was refused.
    pub error: Option<String>,
    /// Reached by Enter alone, the form is offered for saving after this many rows; the rest are
    /// extra questions below.
    pub asked: usize,
    /// Of a check-in that asks for a rating: the rating as it stood when a score was first shown; `None` = none was.
    pub told: Option<String>,
}

impl Form {
    /// A form over rows, the first of them waiting.
    pub fn new(rows: Vec<Row>) -> Form {
        let asked = rows.len();
        Form { rows, cursor: 0, error: None, asked, told: None }
    }

    /// The row that waits; `None` when the form is ready to be saved.
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.cursor)
    }

    /// The row of an id.
    pub fn find(&self, id: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// The answer of a row, `None` if it has none.
    pub fn answer(&self, id: &str) -> Option<&str> {
        self.find(id).map(|row| row.answer.as_str()).filter(|answer| !answer.is_empty())
    }

    /// Turns a yes/no row on or off, wherever the cursor is; what it says then, `None` if there is no such row.
    pub fn toggle(&mut self, id: &str) -> Option<bool> {
        let row = self.rows.iter_mut().find(|row| row.id == id)?;
        row.answer = if row.answer == "y" { "n".to_owned() } else { "y".to_owned() };
        row.flag()
    }

    /// Takes a question out, wherever the cursor is.
    pub fn drop_row(&mut self, id: &str) {
        if let Some(at) = self.rows.iter().position(|row| row.id == id) {
            self.rows.remove(at);
            self.asked -= usize::from(at < self.asked);
            self.cursor -= usize::from(at < self.cursor);
        }
    }

    /// Does the waiting row take this character as an answer, so that it may not be a command?
    pub fn takes(&self, character: char) -> bool {
        self.row().is_some_and(|row| !matches!(answer_of(&row.kind, character), Typed::Refused(_)))
    }

    /// A character was typed. Answers with its own digit go on by themselves.
    pub fn typed(&mut self, character: char) {
        self.error = None;
        if matches!(character, '.' | ',') {
            self.back_to_the_half();
        }
        let Some(row) = self.rows.get_mut(self.cursor) else { return };
        match answer_of(&row.kind, character) {
            Typed::Answer(answer) => {
                row.answer = answer;
                self.step(1);
            }
            Typed::Letter => {
                if row.answer == row.before {
                    row.answer.clear();
                }
                row.answer.push(character);
                let complete = matches!(row.kind, RowKind::Typed(ask) if ask.is_complete(&row.answer));
                if complete && !self.refuse() {
                    self.step(1);
                }
            }
            Typed::Refused(reason) => self.error = Some(reason),
        }
    }

    /// A point just after an effort that went on by itself belongs to it: 7.5.
    fn back_to_the_half(&mut self) {
        let takes_point = self.row().is_some_and(|row| match row.kind {
            RowKind::Typed(ask) => ask.letters().contains('.'),
            RowKind::Text | RowKind::Words(_) => true,
            RowKind::Scale(_) | RowKind::Choice(_) | RowKind::Flag => false,
        });
        let before = self.cursor.checked_sub(1).and_then(|at| self.rows.get(at));
        let whole = before.is_some_and(|row| row.kind == RowKind::Typed(Ask::Rpe) && row.answer.len() == 1 && row.changed());
        if whole && !takes_point {
            self.cursor -= 1;
        }
    }

    /// Text was pasted; only a row that takes typed text takes it.
    pub fn pasted(&mut self, text: &str) {
        let line = text.lines().next().unwrap_or_default();
        let takes = self.row().is_some_and(|row| matches!(row.kind, RowKind::Text | RowKind::Typed(_) | RowKind::Words(_)));
        if takes {
            line.chars().filter(|character| !character.is_control()).for_each(|character| self.typed(character));
        }
    }

    /// A key that is no character.
    pub fn moved(&mut self, direction: Move) -> Outcome {
        let had_error = self.error.take().is_some();
        match direction {
            Move::Next => return self.next(),
            Move::Forward => self.leave(1),
            Move::Back => self.leave(-1),
            Move::Less => self.cycle(-1),
            Move::More => self.cycle(1),
            Move::Erase => self.erase(had_error),
        }
        Outcome::Stay
    }

    fn next(&mut self) -> Outcome {
        // A single question needs no line to save it with.
        if self.cursor >= self.rows.len() || self.rows.len() == 1 {
            return self.finish();
        }
        if self.refuse() {
            return Outcome::Stay;
        }
        self.cursor += 1;
        if self.cursor == self.asked {
            self.cursor = self.rows.len();
        }
        Outcome::Stay
    }

    /// Saves unless a row holds something impossible; goes to that row if one does.
    pub fn finish(&mut self) -> Outcome {
        for at in 0..self.rows.len() {
            self.cursor = at;
            if self.refuse() {
                return Outcome::Stay;
            }
        }
        self.cursor = self.rows.len();
        Outcome::Done
    }

    /// Checks the waiting row; true if it may not be left.
    fn refuse(&mut self) -> bool {
        let Some(row) = self.rows.get_mut(self.cursor) else { return false };
        let RowKind::Typed(ask) = row.kind else { return false };
        if row.answer.is_empty() || row.confirmed == row.answer {
            return false;
        }
        self.error = match ask.check(&row.answer) {
            Check::Fine => None,
            Check::Refused(reason) => Some(reason),
            Check::Unusual(question) => {
                row.confirmed.clone_from(&row.answer);
                Some(question)
            }
        };
        self.error.is_some()
    }

    fn leave(&mut self, by: i64) {
        if !self.refuse() {
            self.step(by);
        }
    }

    fn step(&mut self, by: i64) {
        let last = self.rows.len();
        let skips_extra = by > 0 && self.cursor + 1 == self.asked && self.asked < last;
        let next = (self.cursor as i64 + by).clamp(0, last as i64) as usize;
        let over_extra = by < 0 && self.cursor == last && self.rows.iter().skip(self.asked).all(|row| row.answer.is_empty());
        self.cursor = match () {
            () if skips_extra && self.answered_by_digit() => last,
            () if over_extra => self.asked.saturating_sub(1),
            () => next,
        };
    }

    fn answered_by_digit(&self) -> bool {
        self.row().is_some_and(|row| matches!(row.kind, RowKind::Scale(_) | RowKind::Choice(_) | RowKind::Flag))
    }

    fn cycle(&mut self, by: i64) {
        let Some(row) = self.rows.get_mut(self.cursor) else { return };
        let options = match &row.kind {
            RowKind::Scale(words) => words.len(),
            RowKind::Choice(options) => options.len(),
            RowKind::Flag => {
                row.answer = if row.answer == "y" { "n".to_owned() } else { "y".to_owned() };
                return;
            }
            RowKind::Words(known) => {
                row.answer = if by > 0 { completed(&row.answer, known) } else { return };
                return;
            }
            RowKind::Typed(_) | RowKind::Text => return,
        };
        let next = match row.chosen() {
            Some(index) => (index as i64 + by).clamp(0, options as i64 - 1),
            None if by > 0 => 0,
            None => options as i64 - 1,
        };
        row.answer = (next + 1).to_string();
    }

    fn erase(&mut self, had_error: bool) {
        let Some(row) = self.rows.get_mut(self.cursor) else { return };
        match row.kind {
            RowKind::Typed(_) | RowKind::Text | RowKind::Words(_) if !had_error => {
                row.answer.pop();
            }
            _ => row.answer.clear(),
        }
    }
}

/// The text with its last word completed to the first known one that begins like it.
fn completed(text: &str, known: &[String]) -> String {
    let begun = text.rsplit([' ', ',']).next().unwrap_or_default();
    let lower = begun.to_lowercase();
    let found = known.iter().find(|word| !lower.is_empty() && word.starts_with(&lower));
    let Some(found) = found else { return text.to_owned() };
    format!("{}{found} ", text.strip_suffix(begun).unwrap_or_default())
}

enum Typed {
    Answer(String),
    Letter,
    Refused(String),
}

fn answer_of(kind: &RowKind, character: char) -> Typed {
    let digit = |options: usize| match character.to_digit(10) {
        Some(digit) if (1..=options).contains(&(digit as usize)) => Typed::Answer(digit.to_string()),
        _ => Typed::Refused(format!("{character:?} is not possible here: 1–{options}, or skip it.")),
    };
    match kind {
        RowKind::Scale(words) => digit(words.len()),
        RowKind::Choice(options) => digit(options.len()),
        RowKind::Flag => match character {
            'y' | 'Y' | '1' => Typed::Answer("y".to_owned()),
            'n' | 'N' | '0' => Typed::Answer("n".to_owned()),
            _ => Typed::Refused(format!("{character:?} is not possible here: y or n, or skip it.")),
        },
        RowKind::Typed(ask) if ask.letters().contains(character) => Typed::Letter,
        RowKind::Typed(ask) => Typed::Refused(format!("{character:?} is not possible here: {}", ask.letters())),
        RowKind::Text | RowKind::Words(_) if character.is_control() => {
            Typed::Refused("Control characters are left out.".to_owned())
        }
        RowKind::Text | RowKind::Words(_) => Typed::Letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn effort_then_minutes(typed: &str) -> (Vec<String>, usize) {
        let row = |id, ask| Row::new(id, id, RowKind::Typed(ask), "");
        let mut form = Form::new(vec![row("rpe", Ask::Rpe), row("minutes", Ask::Minutes)]);
        typed.chars().for_each(|character| form.typed(character));
        (form.rows.iter().map(|row| row.answer.clone()).collect(), form.cursor)
    }

    #[test]
    fn an_effort_takes_one_key_and_a_half_may_follow() {
        for (typed, effort, minutes, cursor) in [
            ("7", "7", "", 1),
            ("745", "7", "45", 1),
            ("7.5", "7.5", "", 1),
            ("7,545", "7,5", "45", 1),
            ("10", "10", "", 1),
            ("1", "1", "", 0),
            ("0.5", "0.5", "", 1),
        ] {
            let expected = (vec![effort.to_owned(), minutes.to_owned()], cursor);
            assert_eq!(effort_then_minutes(typed), expected, "{typed}");
        }
    }
}
