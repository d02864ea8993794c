//! A list of questions, one a line: the one way anything is asked.
//!
//! Digits answer and go on, Enter takes or skips, the arrows go back, wrong input is refused at
//! once with the reason. What the answers mean is decided by the owner of the form.

mod row;

use super::ask::Ask;
use super::edit::Edit;

use row::{Typed, answer_of};

pub use row::{Row, RowKind};

/// Keys of a form that are no characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    /// Take away the answer.
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
    /// What was asked about all answers together: asked once, the next time it is saved.
    pub asked_about: Option<String>,
    /// Of a check-in that asks for a rating: the rating as it stood when a score was first shown; `None` = none was.
    pub told: Option<String>,
    /// Of a check-in: is it a morning of illness while nothing is answered about it?
    pub is_ill: bool,
    /// The question that is not asked by what was answered so far, with its answer.
    pub aside: Option<Box<Row>>,
    /// Was a score shown?
    pub seen: bool,
}

impl Form {
    /// A form over rows, the first of them waiting.
    pub fn new(rows: Vec<Row>) -> Form {
        let asked = rows.len();
        Form { rows, cursor: 0, error: None, asked, asked_about: None, told: None, is_ill: false, aside: None, seen: false }
    }

    /// Goes on with what was typed before, at the first question without an answer.
    pub fn resume(&mut self, answers: &[(String, String)], told: Option<String>) {
        for (id, answer) in answers {
            if let Some(row) = self.rows.iter_mut().chain(self.aside.as_deref_mut()).find(|row| row.id == id.as_str()) {
                row.answer.clone_from(answer);
            }
        }
        self.told = told;
        let waiting = self.rows.iter().take(self.asked).position(|row| row.answer.is_empty());
        self.cursor = waiting.unwrap_or(self.rows.len());
    }

    /// What was typed since the form was opened, by row; with it the day it was typed for, found as it was.
    pub fn typed_so_far(&self) -> Vec<(String, String)> {
        let all = || self.rows.iter().chain(self.aside.as_deref());
        if !all().any(Row::changed) {
            return Vec::new();
        }
        all().filter(|row| row.changed() || row.id == "day").map(|row| (row.id.to_owned(), row.answer.clone())).collect()
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
        row.turn();
        row.flag()
    }

    /// Takes a question out for now, with its answer, wherever the cursor is.
    pub fn set_aside(&mut self, id: &str) {
        if let Some(at) = self.rows.iter().position(|row| row.id == id) {
            self.aside = Some(Box::new(self.rows.remove(at)));
            self.asked -= usize::from(at < self.asked);
            self.cursor -= usize::from(at < self.cursor);
        }
    }

    /// Asks the question that was set aside again, the last of those that are asked; its place, `None` if there is none.
    pub fn bring_back(&mut self) -> Option<usize> {
        let row = *self.aside.take()?;
        let at = self.asked.min(self.rows.len());
        self.rows.insert(at, row);
        self.asked = at + 1;
        self.cursor += usize::from(at <= self.cursor);
        Some(at)
    }

    /// Is text typed where the form waits?
    pub fn takes_text(&self) -> bool {
        self.row().is_some_and(Row::is_text)
    }

    /// Does the waiting row take this character as an answer, so that it may not be a command? Where text is typed, no
    /// character is one.
    pub fn takes(&self, character: char) -> bool {
        self.row().is_some_and(|row| row.is_text() || !matches!(answer_of(&row.kind, character), Typed::Refused(_)))
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
                row.insert(character.encode_utf8(&mut [0; 4]));
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
            RowKind::Typed(ask) => ask.takes('.'),
            RowKind::Text | RowKind::Words(_) => true,
            RowKind::Scale(_) | RowKind::Choice(_) | RowKind::Flag => false,
        });
        let before = self.cursor.checked_sub(1).and_then(|at| self.rows.get(at));
        let whole = before.is_some_and(|row| row.kind == RowKind::Typed(Ask::Rpe) && row.answer.len() == 1 && row.changed());
        if whole && !takes_point {
            self.cursor -= 1;
        }
    }

    /// Text was pasted: into a row of text all of it, line breaks as blanks; elsewhere nothing.
    pub fn pasted(&mut self, text: &str) {
        if let Some(row) = self.rows.get_mut(self.cursor).filter(|row| row.is_text()) {
            self.error = None;
            row.insert(text.trim_end_matches(['\r', '\n']));
        }
    }

    /// A key that is no character.
    pub fn moved(&mut self, direction: Move) -> Outcome {
        self.error = None;
        match direction {
            Move::Next => return self.next(),
            Move::Forward => self.leave(1),
            Move::Back => self.leave(-1),
            Move::Less => self.at_row(|row| row.cycle(-1)),
            Move::More => self.at_row(|row| row.cycle(1)),
            Move::Erase => self.at_row(|row| row.answer.clear()),
        }
        Outcome::Stay
    }

    /// An editing key: for the text of the answer.
    pub fn edit(&mut self, edit: Edit) {
        self.error = None;
        self.at_row(|row| row.edit(edit));
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
        self.error = self.rows.get_mut(self.cursor).and_then(Row::refusal);
        self.error.is_some()
    }

    /// To a row that was pointed at, unless the one that waits may not be left.
    pub fn go_to(&mut self, row: usize) {
        self.error = None;
        if row != self.cursor && !self.refuse() {
            self.cursor = row.min(self.rows.len());
        }
    }

    fn leave(&mut self, by: i64) {
        if !self.refuse() {
            self.step(by);
        }
    }

    fn step(&mut self, by: i64) {
        let last = self.rows.len();
        let hides_extra = self.asked < last && self.rows.iter().skip(self.asked).all(|row| !row.is_said());
        let next = (self.cursor as i64 + by).clamp(0, last as i64) as usize;
        self.cursor = match () {
            () if hides_extra && by > 0 && self.cursor + 1 == self.asked => last,
            () if hides_extra && by > 0 && self.cursor == last => self.asked,
            () if hides_extra && by < 0 && self.cursor == last => self.asked.saturating_sub(1),
            () => next,
        };
    }

    fn at_row(&mut self, change: impl FnOnce(&mut Row)) {
        if let Some(row) = self.rows.get_mut(self.cursor) {
            change(row);
        }
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
