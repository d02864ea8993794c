//! Spans, as lines of a backup.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::domain::text::one_line;
use crate::domain::{History, Span};

/// What the line of a span is called.
pub const TYPE: &str = "span";

/// Every key of a line.
const KEYS: [&str; 7] = ["type", "id", "kind", "from", "to", "avoid", "note"];

#[derive(Debug, Serialize, Deserialize)]
struct Line {
    #[serde(rename = "type")]
    of: String,
    #[serde(flatten)]
    span: Span,
}

/// The span with its note as it is written and read again.
fn cleaned(span: Span) -> Span {
    Span { note: one_line(span.note.trim()).into_owned(), ..span }
}

/// The lines of all spans, in the order of their first days.
pub fn write(history: &History) -> impl Iterator<Item = Json> {
    let line = |span: &Span| serde_json::to_value(Line { of: TYPE.to_owned(), span: cleaned(span.clone()) }).ok();
    history.spans().filter_map(line)
}

/// The span of a line.
///
/// # Errors
/// An unknown key or a span that is not possible: a sentence.
pub fn read(object: &Map<String, Json>) -> Result<Span, String> {
    if let Some(key) = object.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(format!("expected the keys of a span, found \"{key}\""));
    }
    let line: Line = serde_json::from_value(Json::Object(object.clone())).map_err(|error| format!("the span: {error}"))?;
    line.span.possible().map_err(|why| format!("the span: {why}"))?;
    Ok(cleaned(line.span))
}
