//! A history whose texts command a terminal: every text that can be any text carries escape sequences, and marks that
//! turn the reading direction.

use serde_json::Value as Json;
use upswing::domain::{
    Day, Entry, Experiment, ExperimentId, Field, Moment, Op, Outcome, Source, Span, SpanId, SpanKind, Stamp, Unit, Value,
};

/// Clears the screen, names the window, turns red on, turns the direction; and a line of its own.
pub const COMMANDS: &str = "\u{1b}[2J\u{1b}]0;named\u{7}\u{9b}31m\u{202e}\u{200f}\u{2066}\r\n\t\u{0}\u{7f}end";

/// Could this character command a terminal, or turn the reading direction? A line's end may.
pub fn commands(character: char) -> bool {
    let turns = matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    character != '\n' && (character.is_control() || turns)
}

/// The same entries with every text that may be any text made hostile.
pub fn hostile(entries: &[Entry]) -> Vec<Entry> {
    entries.iter().map(made_hostile).collect()
}

/// What the sample does not have: notes, tags, a span, an experiment.
pub fn more(today: Day, last: Stamp) -> Vec<Entry> {
    let mut span = Span::new(SpanId("s".to_owned()), SpanKind::Ill, today.minus(20));
    (span.to, span.note) = (Some(today.minus(15)), "a cold".to_owned());
    let experiment = Experiment {
        id: ExperimentId("e".to_owned()),
        registered: today.minus(3),
        question: "does tea help?".to_owned(),
        yes: "tea".to_owned(),
        unit: Unit::Day,
        kind: None,
        outcome: Outcome::Score,
        pairs: 10,
        first_day: today.minus(2),
        seed: 7,
    };
    let fields = vec![
        (Field::Note, Some(Value::Text("a note".to_owned()))),
        (Field::Tags, Some(Value::Text("sauna late-meal".to_owned()))),
    ];
    let check_in = Op::SetCheckIn { day: today, moment: Moment::Morning, fields, source: Source::typed() };
    Entry::batch(vec![Op::PutSpan(Box::new(span)), Op::PutExperiment(Box::new(experiment)), check_in], last, last.wall_ms + 1, 1)
}

fn made_hostile(entry: &Entry) -> Entry {
    let mut json = serde_json::to_value(entry).unwrap();
    let mut at = 0;
    // One text after the other; one that has to be what it is (a kind, a day) is left.
    loop {
        let mut tried = json.clone();
        let mut left = at;
        let Some(text) = nth(&mut tried, &mut left) else { break };
        *text += COMMANDS;
        if serde_json::from_value::<Entry>(tried.clone()).is_ok() {
            json = tried;
        }
        at += 1;
    }
    serde_json::from_value(json).unwrap()
}

/// The text number so many.
fn nth<'a>(json: &'a mut Json, left: &mut usize) -> Option<&'a mut String> {
    match json {
        Json::String(text) if *left == 0 => Some(text),
        Json::String(_) => {
            *left -= 1;
            None
        }
        Json::Array(items) => items.iter_mut().find_map(|item| nth(item, left)),
        Json::Object(items) => items.values_mut().find_map(|item| nth(item, left)),
        Json::Null | Json::Bool(_) | Json::Number(_) => None,
    }
}
