//! Numbers, days and words as the sentences of this room write them.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::domain::Day;

/// `Sun 22 Nov 2026`.
pub fn full_date(day: Day) -> String {
    format!("{} {}", day.short(), day.year())
}

pub use crate::app::words::date;

/// Points a day with one decimal and a true minus: `−8.9`.
pub fn points(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0 + 0.0;
    let sign = if tenths < 0.0 { "−" } else { "" };
    format!("{sign}{:.1}", tenths.abs())
}

/// `1 session`, `2 sessions`.
pub fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// `1 entry`, `2 entries`.
pub fn entries(number: usize) -> String {
    if number == 1 { "1 entry".to_owned() } else { format!("{number} entries") }
}

/// A parser for the words of an enum of the domain; a wrong word is refused with the list of them.
pub fn word<T: Copy + Send + Sync>(all: &'static [T], id: fn(T) -> &'static str) -> impl TypedValueParser<Value = T> {
    let words = PossibleValuesParser::new(all.iter().map(move |value| id(*value)));
    words.try_map(move |word| {
        let found = all.iter().copied().find(|value| id(*value) == word);
        found.ok_or_else(|| format!("\"{word}\" is not among them"))
    })
}

/// Reads `yes` or `no`.
///
/// # Errors
/// What is expected.
pub fn yes_no(text: &str) -> Result<bool, String> {
    match text.to_lowercase().as_str() {
        "y" | "yes" | "true" | "1" => Ok(true),
        "n" | "no" | "false" | "0" => Ok(false),
        _ => Err("expected yes or no".to_owned()),
    }
}
