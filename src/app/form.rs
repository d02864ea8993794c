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

    /// Rows of the given kinds, named in order; the first three are asked.
    fn form(kinds: [RowKind; 5]) -> Form {
        let rows = kinds.into_iter().zip(["a", "b", "c", "d", "e"]).map(|(kind, id)| Row::new(id, id, kind, ""));
        Form { asked: 3, ..Form::new(rows.collect()) }
    }

    fn ids(rows: &[Row]) -> String {
        rows.iter().map(|row| row.id).collect()
    }

    fn waiting(form: &Form) -> Option<&'static str> {
        form.row().map(|row| row.id)
    }

    #[test]
    fn a_question_that_is_set_aside_and_asked_again_leaves_every_other_one_in_its_place() {
        for (at, cursor) in (0..5).flat_map(|at| (0..=5).map(move |cursor| (at, cursor))) {
            let mut form = Form { cursor, ..form([const { RowKind::Flag }; 5]) };
            let (id, waits) = (form.rows[at].id, waiting(&form));
            form.set_aside(id);
            let [asked, more] = ["abc", "de"].map(|ids| ids.replace(id, ""));
            assert_eq!((ids(&form.rows[..form.asked]), ids(&form.rows[form.asked..])), (asked.clone(), more.clone()));
            // In its place waits what follows it.
            let next = if at == cursor { ["b", "c", "d", "e"].get(at).copied() } else { waits };
            assert_eq!(waiting(&form), next, "without {id}");
            assert_eq!(form.bring_back(), Some(asked.len()));
            assert_eq!((ids(&form.rows[..form.asked]), ids(&form.rows[form.asked..])), (asked + id, more));
            assert_eq!((waiting(&form), form.bring_back()), (next, None), "with {id} again");
        }
    }

    #[test]
    fn questions_below_are_stepped_over_from_either_side_until_one_of_them_is_answered() {
        let walk = |form: &mut Form, direction: Move| {
            let mut step = |_| {
                form.moved(direction);
                waiting(form).unwrap_or("-")
            };
            (0..6).map(&mut step).collect::<String>()
        };
        let mut form = form([const { RowKind::Flag }; 5]);
        assert_eq!(walk(&mut form, Move::Forward), "bc-de-");
        assert_eq!(walk(&mut form, Move::Back), "cbaaaa", "past them, and not before the first");
        form.rows[4].answer = "y".to_owned();
        assert_eq!(walk(&mut form, Move::Forward), "bcde--");
        assert_eq!(walk(&mut form, Move::Back), "edcbaa");
        let enter = walk(&mut form, Move::Next);
        assert_eq!(enter, "bc----", "by Enter alone it is offered for saving after what is asked");
    }

    #[test]
    fn nothing_impossible_is_left_or_saved_and_the_form_waits_there() {
        let minutes = || RowKind::Typed(Ask::Minutes);
        let mut form = form([RowKind::Text, minutes(), RowKind::Text, minutes(), RowKind::Text]);
        form.moved(Move::Next);
        form.typed(':');
        for leaves in [|form: &mut Form| form.go_to(3), |form: &mut Form| form.go_to(0), |form: &mut Form| form.leave(-1)] {
            leaves(&mut form);
            assert_eq!((waiting(&form), form.error.is_some()), (Some("b"), true));
        }
        assert_eq!(form.moved(Move::Next), Outcome::Stay);
        form.go_to(1);
        assert_eq!((waiting(&form), &form.error), (Some("b"), &None), "to where it waits is no way out");
        form.moved(Move::Erase);
        form.go_to(9);
        assert_eq!((form.cursor, form.error.is_some()), (5, false));
        form.rows[3].answer = ":".to_owned();
        assert_eq!((form.finish(), waiting(&form), form.error.is_some()), (Outcome::Stay, Some("d"), true));
        form.rows[3].answer = "45".to_owned();
        assert_eq!((form.finish(), waiting(&form), &form.error), (Outcome::Done, None, &None));
    }

    #[test]
    fn what_was_typed_is_kept_with_its_day_and_gone_on_with_at_the_first_question_without_an_answer() {
        let row = |id, answer: &str| Row::new(id, id, RowKind::Text, answer);
        let opened = || Form { asked: 3, ..Form::new(vec![row("day", "mon"), row("a", ""), row("b", "x"), row("c", "")]) };
        let mut form = opened();
        assert_eq!(form.typed_so_far(), Vec::new());
        form.rows[3].answer = "said".to_owned();
        form.set_aside("c");
        let kept = form.typed_so_far();
        assert_eq!(kept, [("day", "mon"), ("c", "said")].map(|(id, answer)| (id.to_owned(), answer.to_owned())));
        let mut again = opened();
        again.set_aside("c");
        again.resume(&kept, Some("7".to_owned()));
        assert_eq!((waiting(&again), again.told.as_deref()), (Some("a"), Some("7")));
        assert_eq!(again.aside.as_deref().map(|row| row.answer.as_str()), Some("said"));
        again.resume(&[("a".to_owned(), "y".to_owned())], None);
        assert_eq!(again.cursor, again.rows.len(), "all that is asked is answered");
    }

    #[test]
    fn arrows_go_through_the_options_to_their_ends_and_begin_at_the_nearer_one() {
        let all = |kind: &RowKind, way| {
            let mut form = Form::new(vec![Row::new("a", "a", kind.clone(), "")]);
            let mut press = |_| {
                form.moved(way);
                form.rows[0].answer.clone()
            };
            (0..4).map(&mut press).collect::<Vec<_>>().join("")
        };
        let choice = RowKind::Choice(vec!["x", "y", "z"]);
        assert_eq!((all(&choice, Move::More), all(&choice, Move::Less)), ("1233".to_owned(), "3211".to_owned()));
        let scale = RowKind::Scale(["1", "2", "3", "4", "5"]);
        assert_eq!((all(&scale, Move::More), all(&scale, Move::Less)), ("1234".to_owned(), "5432".to_owned()));
        assert_eq!(all(&RowKind::Flag, Move::Less), "ynyn");
        assert_eq!(all(&RowKind::Text, Move::More), "");
    }

    #[test]
    fn the_last_word_is_completed_to_the_first_known_one_that_begins_like_it() {
        let known = ["tea", "travel", "late"].map(str::to_owned).to_vec();
        let completed = |text: &str, caret: &[Edit]| {
            let mut form = Form::new(vec![Row::new("a", "a", RowKind::Words(known.clone()), "")]);
            form.pasted(text);
            caret.iter().for_each(|edit| form.edit(*edit));
            form.edit(Edit::Right);
            form.rows[0].answer.clone()
        };
        assert_eq!(completed("t", &[]), "tea ");
        assert_eq!(completed("late,TR", &[]), "late,travel ");
        assert_eq!(completed("late t", &[]), "late tea ");
        for same in ["", "late ", "x", "late,"] {
            assert_eq!(completed(same, &[]), same);
        }
        assert_eq!(completed("t", &[Edit::Left]), "t", "inside a word it only goes on");
    }
}
