//! One question: what kind of answer it takes, what stands there, and what a typed character means to it.

use crate::app::ask::{Ask, Check};
use crate::app::edit::{Caret, Edit};

/// How many letters an answer can have.
const LONGEST: usize = 1000;

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

impl RowKind {
    /// Is text typed as the answer?
    pub fn is_text(&self) -> bool {
        matches!(self, RowKind::Typed(_) | RowKind::Text | RowKind::Words(_))
    }
}

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Names the row for the owner of the form.
    pub id: &'static str,
    /// What stands before the answer: the question's short name.
    pub label: &'static str,
    /// The question as a sentence.
    pub question: &'static str,
    /// What kind of answer.
    pub kind: RowKind,
    /// The answer as text; empty = not answered. Of a scale or choice: its digit.
    pub answer: String,
    /// Context beside the answer: a unit, the usual range.
    pub hint: String,
    /// Where a typed answer goes on.
    pub caret: Caret,
    /// Was the answer put there to be taken over, not said?
    proposed: bool,
    /// The answer when the form was opened.
    before: String,
    /// An unusual answer that was asked about already.
    confirmed: String,
}

impl Row {
    /// A row with the answer that is already known (empty = none).
    pub fn new(id: &'static str, label: &'static str, kind: RowKind, answer: impl Into<String>) -> Row {
        let answer = answer.into();
        let [before, confirmed] = [answer.clone(), answer.clone()];
        Row {
            id,
            label,
            question: "",
            kind,
            before,
            confirmed,
            answer,
            hint: String::new(),
            caret: Caret::default(),
            proposed: false,
        }
    }

    /// The same row with a hint.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Row {
        Row { hint: hint.into(), ..self }
    }

    /// The same row with its question as a sentence.
    #[must_use]
    pub fn asks(self, question: &'static str) -> Row {
        Row { question, ..self }
    }

    /// The same row with its answer as a proposal.
    #[must_use]
    pub fn proposed(self) -> Row {
        Row { proposed: true, ..self }
    }

    /// Is there an answer that somebody gave?
    pub fn is_said(&self) -> bool {
        !self.answer.is_empty() && (!self.proposed || self.changed())
    }

    /// Was the answer changed since the form was opened?
    pub fn changed(&self) -> bool {
        self.answer != self.before
    }

    /// Is text typed here?
    pub fn is_text(&self) -> bool {
        self.kind.is_text()
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

    /// Text was typed or pasted at the cursor.
    pub(super) fn insert(&mut self, text: &str) {
        self.caret.insert(&mut self.answer, text, LONGEST);
    }

    /// An editing key. On behind the last letter of words completes the last one.
    pub(super) fn edit(&mut self, edit: Edit) {
        let is_at_end = self.caret.split(&self.answer).1.is_empty();
        match &self.kind {
            RowKind::Words(known) if edit == Edit::Right && is_at_end => {
                self.answer = completed(&self.answer, known);
                self.caret.edit(&mut self.answer, Edit::End);
            }
            RowKind::Words(_) | RowKind::Text | RowKind::Typed(_) => {
                self.caret.edit(&mut self.answer, edit);
            }
            RowKind::Scale(_) | RowKind::Choice(_) | RowKind::Flag => {}
        }
    }

    /// The option before or after; yes and no in turn.
    pub(super) fn cycle(&mut self, by: i64) {
        let options = match &self.kind {
            RowKind::Scale(words) => words.len(),
            RowKind::Choice(options) => options.len(),
            RowKind::Flag => return self.turn(),
            RowKind::Typed(_) | RowKind::Text | RowKind::Words(_) => return,
        };
        let next = match self.chosen() {
            Some(index) => (index as i64 + by).clamp(0, options as i64 - 1),
            None if by > 0 => 0,
            None => options as i64 - 1,
        };
        self.answer = (next + 1).to_string();
    }

    /// Turns yes into no, anything else into yes.
    pub(super) fn turn(&mut self) {
        self.answer = if self.answer == "y" { "n" } else { "y" }.to_owned();
    }

    /// Why the answer may not be left as it is; an unusual one is asked about once.
    pub(super) fn refusal(&mut self) -> Option<String> {
        let RowKind::Typed(ask) = self.kind else { return None };
        if self.answer.is_empty() || self.confirmed == self.answer {
            return None;
        }
        match ask.check(&self.answer) {
            Check::Fine => None,
            Check::Refused(reason) => Some(reason),
            Check::Unusual(question) => {
                self.confirmed.clone_from(&self.answer);
                Some(question)
            }
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

/// What a typed character means to a question.
pub(super) enum Typed {
    /// It is the whole answer.
    Answer(String),
    /// It is a letter of the answer.
    Letter,
    /// It is nothing, for a reason.
    Refused(String),
}

/// What a typed character means to a kind of question.
pub(super) fn answer_of(kind: &RowKind, character: char) -> Typed {
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
        RowKind::Typed(ask) if ask.takes(character) => Typed::Letter,
        RowKind::Typed(ask) => Typed::Refused(format!("{character:?} is not possible here; type {}.", ask.expected())),
        RowKind::Text | RowKind::Words(_) if character.is_control() => {
            Typed::Refused("Control characters are left out.".to_owned())
        }
        RowKind::Text | RowKind::Words(_) => Typed::Letter,
    }
}
