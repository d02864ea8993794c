//! The check-in's fields: one table that the form, the command line, the files and the help read.
//!
//! What a new question needs, `CONTRIBUTING.md` says. What may be answered is decided here, once ([`Field::accept`]).

mod slept;

use std::fmt;

use serde::{Deserialize, Serialize};

use super::tags;

pub use slept::Slept;

/// One thing a check-in can say. The order is the order of `readiness.md` §1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// How full of energy, 1–5.
    Energy,
    /// Mood, 1–5.
    Mood,
    /// Drive, 1–5.
    Motivation,
    /// Soreness, 5 = none.
    Soreness,
    /// Stress, 5 = calm.
    Stress,
    /// How movement feels, 5 = light.
    Movement,
    /// How refreshing sleep was, 1–5.
    SleepQuality,
    /// Minutes asleep.
    SleepMinutes,
    /// Minutes asleep since the last morning, by day: told beside the night, in no score.
    Nap,
    /// Resting pulse, bpm.
    RestingHr,
    /// Heart-rate variability, RMSSD in ms.
    HrvRmssd,
    /// Median reaction time, ms.
    ReactionMs,
    /// Sick today.
    Ill,
    /// An ache that changes movement.
    Pain,
    /// Three or more time zones, or a night under way.
    Travel,
    /// "Resting feels like giving up."
    RestWorry,
    /// Slept better after yesterday's session?
    SleptBetter,
    /// Ate well (unscored).
    AteWell,
    /// Drank enough (unscored).
    DrankEnough,
    /// Had some calm (unscored).
    SomeCalm,
    /// In bed in time (unscored).
    BedInTime,
    /// Free text, never parsed.
    Note,
    /// How ready to train, 0–10, said before a score of the day was seen (`learning.md` §1).
    Ready,
    /// The same, said after it: kept, never learned from.
    ReadyLater,
    /// Was yesterday's assignment of an experiment kept?
    Kept,
    /// Words that mark a day.
    Tags,
}

/// What kind of answer a field takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FieldKind {
    /// A whole number 1–5, 5 best.
    Answer,
    /// A duration in whole minutes.
    Whole(Bounds),
    /// A number in a range.
    Number(Bounds),
    /// Yes or no.
    Flag,
    /// `yes`, `same` or `no`.
    Choice,
    /// Any text.
    Text,
    /// A whole number 0–10.
    Rating,
    /// Words (`domain/tags.rs`).
    Tags,
}

/// What is possible, and what is unusual enough to ask about (both ends included).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Smallest possible value.
    pub min: f64,
    /// Largest possible value.
    pub max: f64,
    /// Below this one is asked to confirm.
    pub low: f64,
    /// Above this one is asked to confirm.
    pub high: f64,
}

impl Bounds {
    /// Is the number possible?
    fn hold(self, number: f64) -> bool {
        (self.min..=self.max).contains(&number)
    }
}

/// Where a field stands in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The seven answers.
    Feel,
    /// Typed or measured numbers.
    Measured,
    /// Flags that matter to the advice.
    Flag,
    /// The unscored basics.
    Basic,
    /// The note.
    Text,
    /// What is learned from, or marks a day; no part in any advice.
    Learning,
}

/// A row of [`FIELDS`].
#[derive(Debug)]
pub struct FieldSpec {
    /// The field of this row.
    pub field: Field,
    /// Its name in files, JSON and on the command line (`-` for `_` there).
    pub id: &'static str,
    /// Its name on the screen.
    pub label: &'static str,
    /// What is asked, in a few words.
    pub question: &'static str,
    /// What may be answered.
    pub kind: FieldKind,
    /// Its unit; empty if it has none.
    pub unit: &'static str,
    /// The words of 1 … 5 for an answer; empty otherwise.
    pub words: [&'static str; 5],
    /// Where it stands in the form.
    pub group: Group,
}

const NO_WORDS: [&str; 5] = [""; 5];

const fn answer(
    field: Field,
    id: &'static str,
    label: &'static str,
    question: &'static str,
    words: [&'static str; 5],
) -> FieldSpec {
    FieldSpec { field, id, label, question, kind: FieldKind::Answer, unit: "", words, group: Group::Feel }
}

const fn measured(
    field: Field,
    id: &'static str,
    label: &'static str,
    question: &'static str,
    kind: FieldKind,
    unit: &'static str,
) -> FieldSpec {
    FieldSpec { field, id, label, question, kind, unit, words: NO_WORDS, group: Group::Measured }
}

const fn flag(field: Field, id: &'static str, label: &'static str, question: &'static str, group: Group) -> FieldSpec {
    FieldSpec { field, id, label, question, kind: FieldKind::Flag, unit: "", words: NO_WORDS, group }
}

const fn learned(field: Field, id: &'static str, label: &'static str, question: &'static str, kind: FieldKind) -> FieldSpec {
    FieldSpec { field, id, label, question, kind, unit: "", words: NO_WORDS, group: Group::Learning }
}

const fn bounds(min: f64, max: f64, low: f64, high: f64) -> Bounds {
    Bounds { min, max, low, high }
}

/// Every field, in the order of `readiness.md` §1.
pub static FIELDS: [FieldSpec; 26] = [
    answer(Field::Energy, "energy", "energy", "How full is the tank?", ["empty", "low", "my usual", "good", "full"]),
    answer(Field::Mood, "mood", "mood", "How is your mood?", ["very low", "low", "my usual", "good", "bright"]),
    answer(
        Field::Motivation,
        "motivation",
        "motivation",
        "How keen are you?",
        ["none", "little", "my usual", "keen", "very keen"],
    ),
    answer(
        Field::Soreness,
        "soreness",
        "soreness",
        "How sore are you?",
        ["very sore", "clearly sore", "a little", "barely", "none"],
    ),
    answer(Field::Stress, "stress", "stress", "How calm is life?", ["worst", "tense", "my usual", "easy", "calm"]),
    answer(
        Field::Movement,
        "movement",
        "movement",
        "How does movement feel?",
        ["very heavy", "heavy", "my usual", "light", "springy"],
    ),
    answer(
        Field::SleepQuality,
        "sleep_quality",
        "sleep quality",
        "How did you sleep?",
        ["not at all", "poorly", "my usual", "well", "refreshed"],
    ),
    measured(
        Field::SleepMinutes,
        "sleep_minutes",
        "slept",
        "How long did you sleep?",
        FieldKind::Whole(bounds(0.0, 1440.0, 120.0, 780.0)),
        "h:mm",
    ),
    measured(
        Field::Nap,
        "nap",
        "nap",
        "How long did you nap since the last morning?",
        FieldKind::Whole(bounds(0.0, 600.0, 0.0, 180.0)),
        "h:mm",
    ),
    measured(
        Field::RestingHr,
        "resting_hr",
        "resting pulse",
        "Resting pulse?",
        FieldKind::Number(bounds(25.0, 140.0, 35.0, 100.0)),
        "bpm",
    ),
    measured(
        Field::HrvRmssd,
        "hrv_rmssd",
        "HRV (rMSSD)",
        "Heart-rate variability?",
        FieldKind::Number(bounds(1.0, 300.0, 8.0, 200.0)),
        "ms",
    ),
    measured(
        Field::ReactionMs,
        "reaction_ms",
        "reaction",
        "Reaction time?",
        FieldKind::Number(bounds(120.0, 2000.0, 180.0, 600.0)),
        "ms",
    ),
    flag(Field::Ill, "ill", "ill", "Are you ill?", Group::Flag),
    flag(Field::Pain, "pain", "pain", "Does an ache change how you move?", Group::Flag),
    flag(Field::Travel, "travel", "travel", "Three time zones, or a night under way?", Group::Flag),
    flag(Field::RestWorry, "rest_worry", "rest worry", "Does resting feel like giving up?", Group::Flag),
    FieldSpec {
        field: Field::SleptBetter,
        id: "slept_better",
        label: "slept better",
        question: "Slept better after the session?",
        kind: FieldKind::Choice,
        unit: "",
        words: NO_WORDS,
        group: Group::Flag,
    },
    flag(Field::AteWell, "ate_well", "ate well", "Ate well yesterday?", Group::Basic),
    flag(Field::DrankEnough, "drank_enough", "drank enough", "Drank enough yesterday?", Group::Basic),
    flag(Field::SomeCalm, "some_calm", "some calm", "Had some calm yesterday?", Group::Basic),
    flag(Field::BedInTime, "bed_in_time", "in bed in time", "In bed in time?", Group::Basic),
    FieldSpec {
        field: Field::Note,
        id: "note",
        label: "note",
        question: "Anything to remember?",
        kind: FieldKind::Text,
        unit: "",
        words: NO_WORDS,
        group: Group::Text,
    },
    learned(Field::Ready, "ready", "ready", "How ready are you to train?", FieldKind::Rating),
    learned(Field::ReadyLater, "ready_later", "ready, said later", "How ready, said after the score?", FieldKind::Rating),
    learned(Field::Kept, "kept", "as assigned", "Did you do as assigned yesterday?", FieldKind::Flag),
    learned(Field::Tags, "tags", "tags", "Words that mark the day?", FieldKind::Tags),
];

/// The seven answers of 1–5, in the order of the form.
pub const ANSWERS: [Field; 7] =
    [Field::Energy, Field::Mood, Field::Motivation, Field::Soreness, Field::Stress, Field::Movement, Field::SleepQuality];

impl Field {
    /// Where it stands in [`ANSWERS`]; `None` for what is no answer.
    pub fn answer_place(self) -> Option<usize> {
        let place = self as usize;
        (place < ANSWERS.len()).then_some(place)
    }
}

/// An accepted answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// A whole number (answers, minutes).
    Whole(i64),
    /// A finite number (pulse, HRV, reaction).
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// `yes`, `same` or `no`.
    Choice(Slept),
    /// Any text.
    Text(String),
}

/// A value as somebody gave it, before it was looked at.
#[derive(Debug, Clone, PartialEq)]
pub enum Raw {
    /// Written without a decimal point.
    Whole(i64),
    /// Written with one.
    Decimal(f64),
    /// A truth value.
    Flag(bool),
    /// Any text.
    Text(String),
}

impl fmt::Display for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Raw::Whole(number) => write!(f, "{number}"),
            Raw::Decimal(number) => write!(f, "{number}"),
            Raw::Flag(flag) => write!(f, "{flag}"),
            Raw::Text(text) => write!(f, "\"{text}\""),
        }
    }
}

/// A value that is not possible: `{field}: {value} is not possible here ({min}–{max}).`
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// The field that was answered.
    pub field: Field,
    /// What was found.
    pub found: String,
    /// What is asked for in its place, where the range does not say it.
    pub forms: Option<String>,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field.spec().id, self.reason())
    }
}

impl Refusal {
    /// What was found and what is possible, without the name of the field.
    pub fn reason(&self) -> String {
        let refused = || format!("{} is not possible here ({}).", self.found, self.field.possible());
        self.forms.clone().unwrap_or_else(refused)
    }
}

impl std::error::Error for Refusal {}

impl Field {
    /// The row of this field.
    pub fn spec(self) -> &'static FieldSpec {
        // The table holds every field in the order of the enum; a test says so.
        FIELDS.get(self as usize).unwrap_or(&FIELDS[0])
    }

    /// The name in files, JSON and on the command line.
    pub fn id(self) -> &'static str {
        self.spec().id
    }

    /// The field of a name.
    pub fn from_id(id: &str) -> Option<Field> {
        FIELDS.iter().find(|spec| spec.id == id).map(|spec| spec.field)
    }

    /// Is this one of the seven answers of 1–5?
    pub fn is_answer(self) -> bool {
        matches!(self.spec().kind, FieldKind::Answer)
    }

    /// Does it only feed what is learned, or mark a day? Then it makes no check-in, row or record.
    pub fn only_learned(self) -> bool {
        self.spec().group == Group::Learning
    }

    /// What is possible, for an error message: `1–5`, `25–140`, `yes or no`.
    pub fn possible(self) -> String {
        match self.spec().kind {
            FieldKind::Answer => "1–5".to_owned(),
            FieldKind::Whole(bounds) | FieldKind::Number(bounds) => format!("{}–{}", bounds.min, bounds.max),
            FieldKind::Flag => "yes or no".to_owned(),
            FieldKind::Choice => "yes, same or no".to_owned(),
            FieldKind::Text => "any text".to_owned(),
            FieldKind::Rating => "0–10".to_owned(),
            FieldKind::Tags => tags::possible(),
        }
    }

    /// Checks a value against the table of `readiness.md` §1.
    ///
    /// # Errors
    /// Out of range, of another type, or with a decimal point (also 3.0) where a whole is asked.
    pub fn accept(self, raw: &Raw) -> Result<Value, Refusal> {
        let value = match (self.spec().kind, raw) {
            (FieldKind::Answer, Raw::Whole(number)) if (1..=5).contains(number) => Some(Value::Whole(*number)),
            (FieldKind::Whole(bounds), Raw::Whole(number)) if bounds.hold(*number as f64) => Some(Value::Whole(*number)),
            (FieldKind::Number(bounds), Raw::Whole(number)) if bounds.hold(*number as f64) => Some(Value::Number(*number as f64)),
            (FieldKind::Number(bounds), Raw::Decimal(number)) if bounds.hold(*number) => Some(Value::Number(*number)),
            (FieldKind::Flag, Raw::Flag(flag)) => Some(Value::Flag(*flag)),
            (FieldKind::Choice, Raw::Text(text)) => Slept::from_id(text).map(Value::Choice),
            (FieldKind::Text, Raw::Text(text)) => Some(Value::Text(text.clone())),
            (FieldKind::Rating, Raw::Whole(number)) if (0..=10).contains(number) => Some(Value::Whole(*number)),
            (FieldKind::Tags, Raw::Text(text)) => Some(Value::Text(tags::read(text).joined())),
            _ => None,
        };
        value.ok_or_else(|| Refusal { field: self, found: raw.to_string(), forms: None })
    }

    /// Can this be a value of the field? What a journal holds that somebody else wrote was never asked.
    pub fn holds(self, value: &Value) -> bool {
        match (self.spec().kind, value) {
            (FieldKind::Answer, Value::Whole(number)) => (1..=5).contains(number),
            (FieldKind::Rating, Value::Whole(number)) => (0..=10).contains(number),
            (FieldKind::Whole(bounds) | FieldKind::Number(bounds), Value::Whole(number)) => bounds.hold(*number as f64),
            (FieldKind::Number(bounds), Value::Number(number)) => bounds.hold(*number),
            (kind, Value::Flag(_)) => kind == FieldKind::Flag,
            (kind, Value::Choice(_)) => kind == FieldKind::Choice,
            (kind, Value::Text(_)) => matches!(kind, FieldKind::Text | FieldKind::Tags),
            _ => false,
        }
    }

    /// Is this accepted value unusual enough to ask about?
    pub fn unusual(self, value: &Value) -> bool {
        let number = match value {
            Value::Whole(number) => *number as f64,
            Value::Number(number) => *number,
            Value::Flag(_) | Value::Choice(_) | Value::Text(_) => return false,
        };
        match self.spec().kind {
            FieldKind::Whole(bounds) | FieldKind::Number(bounds) => number < bounds.low || number > bounds.high,
            FieldKind::Answer | FieldKind::Flag | FieldKind::Choice | FieldKind::Text | FieldKind::Rating | FieldKind::Tags => {
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answers_come_first_among_the_fields() {
        for (place, field) in ANSWERS.into_iter().enumerate() {
            assert_eq!(field.answer_place(), Some(place));
        }
        let others = FIELDS.iter().filter(|spec| !spec.field.is_answer());
        assert!(others.into_iter().all(|spec| spec.field.answer_place().is_none()));
    }

    #[test]
    fn the_table_is_in_the_order_of_the_enum() {
        for (index, spec) in FIELDS.iter().enumerate() {
            assert_eq!(spec.field as usize, index, "{}", spec.id);
            assert_eq!(Field::from_id(spec.id), Some(spec.field));
        }
    }

    #[test]
    fn a_decimal_is_refused_where_a_whole_is_asked() {
        assert!(Field::Energy.accept(&Raw::Decimal(3.0)).is_err());
        assert!(Field::SleepMinutes.accept(&Raw::Decimal(420.0)).is_err());
        assert!(Field::HrvRmssd.accept(&Raw::Decimal(f64::NAN)).is_err());
        assert_eq!(Field::RestingHr.accept(&Raw::Whole(52)), Ok(Value::Number(52.0)));
    }

    #[test]
    fn a_refusal_says_what_is_possible() {
        let refusal = Field::HrvRmssd.accept(&Raw::Decimal(900.0)).unwrap_err();
        assert_eq!(refusal.to_string(), "hrv_rmssd: 900 is not possible here (1–300).");
    }
}
