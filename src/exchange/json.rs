//! JSON of other programs: recognised by its keys, read element by element.
//!
//! Nothing is kept that is not asked for: a list is walked, each element becomes a flat [`Record`]
//! of its plain values, and what is nested deeper or longer than any real file is passed over.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::text::head;
use super::{Found, ImportError, Stream};

/// Objects in objects that a record takes the values of.
const MAX_DEPTH: usize = 4;
/// Values that a record holds.
const MAX_VALUES: usize = 400;
/// A longer text is cut, bytes.
const MAX_TEXT: usize = 16 * 1024;
/// No text of a real export is longer, bytes.
const LONGEST_TEXT: usize = 4 * 1024 * 1024;
/// No number or word of a real export is longer, bytes.
const LONGEST_WORD: usize = 1000;
/// Lists and objects lie no deeper in a real export.
const DEEPEST: usize = 100;
/// What is read at once, bytes.
const BUFFERED: usize = 64 * 1024;

/// Takes every plain value and does nothing with it.
macro_rules! plain_values_are_passed_over {
    ($value:expr) => {
        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok($value)
        }
    };
}

/// A plain value.
#[derive(Debug, Clone, PartialEq)]
enum Plainly {
    Nothing,
    Flag(bool),
    Number(f64),
    Text(String),
    /// An object, or a list of so many.
    Nested(usize),
}

/// The plain values of an object; those of objects in it under `outer.inner`.
#[derive(Debug, Default)]
pub struct Record(BTreeMap<String, Plainly>);

/// A value that is not what its key asks for, as a sentence.
pub type Mistake = String;

impl Record {
    /// A number, also one written as text; `None` = missing.
    pub fn number(&self, key: &str) -> Result<Option<f64>, Mistake> {
        let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        match self.0.get(key) {
            None | Some(Plainly::Nothing) => Ok(None),
            Some(Plainly::Number(value)) => Ok(Some(*value)),
            Some(Plainly::Text(text)) if text.trim().is_empty() => Ok(None),
            Some(Plainly::Text(text)) => number(text).map(Some).ok_or_else(|| self.wrong(key, "a number")),
            Some(Plainly::Flag(_) | Plainly::Nested(_)) => Err(self.wrong(key, "a number")),
        }
    }

    /// A text; empty = missing. A number is the text of it.
    pub fn text(&self, key: &str) -> Result<String, Mistake> {
        match self.0.get(key) {
            None | Some(Plainly::Nothing) => Ok(String::new()),
            Some(Plainly::Text(text)) => Ok(text.clone()),
            Some(Plainly::Number(value)) => Ok(value.to_string()),
            Some(Plainly::Flag(_) | Plainly::Nested(_)) => Err(self.wrong(key, "a text")),
        }
    }

    /// How long the list under this key is; no list = 0.
    pub fn count(&self, key: &str) -> usize {
        if let Some(Plainly::Nested(count)) = self.0.get(key) { *count } else { 0 }
    }

    /// Is there this key, with whatever value?
    pub fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// A record of these keys alone.
    pub fn only(&self, keys: &[&str]) -> Record {
        let kept = self.0.iter().filter(|(key, _)| keys.contains(&key.as_str()));
        Record(kept.map(|(key, value)| (key.clone(), value.clone())).collect())
    }

    /// Sets a text.
    pub fn put(&mut self, key: &str, text: &str) {
        self.0.insert(key.to_owned(), Plainly::Text(text.to_owned()));
    }

    /// Takes the one value of another record in, under this key.
    pub fn put_in(&mut self, key: &str, other: &Record) {
        if let Some(value) = other.0.get("") {
            self.0.insert(key.to_owned(), value.clone());
        }
    }

    /// Yes or no; missing or anything else = no.
    pub fn flag(&self, key: &str) -> bool {
        self.0.get(key) == Some(&Plainly::Flag(true))
    }

    /// Reads a text with `read`; `None` = missing.
    pub fn read<T>(&self, key: &str, expected: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Mistake> {
        let text = self.text(key)?;
        if text.trim().is_empty() {
            return Ok(None);
        }
        read(&text).map(Some).ok_or_else(|| self.wrong(key, expected))
    }

    /// As [`Record::read`], but it must be there.
    pub fn needed<T>(&self, key: &str, expected: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<T, Mistake> {
        self.read(key, expected, read)?.ok_or_else(|| self.wrong(key, expected))
    }

    /// What to say of a value that is something else than expected.
    pub fn wrong(&self, key: &str, expected: &str) -> Mistake {
        let found = match self.0.get(key) {
            None => "nothing".to_owned(),
            Some(Plainly::Nothing) => "null".to_owned(),
            Some(Plainly::Flag(flag)) => flag.to_string(),
            Some(Plainly::Number(number)) => number.to_string(),
            Some(Plainly::Text(text)) => format!("\"{}\"", head(text, 80)),
            Some(Plainly::Nested(_)) => "a list or an object".to_owned(),
        };
        format!("\"{key}\": expected {expected}, found {found}")
    }
}

/// Fills a record below a path.
struct Fill<'a> {
    record: &'a mut Record,
    path: &'a str,
    depth: usize,
}

impl Fill<'_> {
    fn put(&mut self, value: Plainly) {
        if self.record.0.len() < MAX_VALUES {
            self.record.0.insert(self.path.to_owned(), value);
        }
    }
}

impl<'de> DeserializeSeed<'de> for Fill<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Fill<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(mut self, value: bool) -> Result<(), E> {
        self.put(Plainly::Flag(value));
        Ok(())
    }

    fn visit_i64<E>(mut self, value: i64) -> Result<(), E> {
        self.put(Plainly::Number(value as f64));
        Ok(())
    }

    fn visit_u64<E>(mut self, value: u64) -> Result<(), E> {
        self.put(Plainly::Number(value as f64));
        Ok(())
    }

    fn visit_f64<E>(mut self, value: f64) -> Result<(), E> {
        self.put(Plainly::Number(value));
        Ok(())
    }

    fn visit_str<E>(mut self, value: &str) -> Result<(), E> {
        self.put(Plainly::Text(head(value, MAX_TEXT).to_owned()));
        Ok(())
    }

    fn visit_unit<E>(mut self) -> Result<(), E> {
        self.put(Plainly::Nothing);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        let mut count = 0;
        while list.next_element::<IgnoredAny>()?.is_some() {
            count += 1;
        }
        self.put(Plainly::Nested(count));
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        if !self.path.is_empty() {
            self.put(Plainly::Nested(0));
        }
        while let Some(key) = map.next_key::<String>()? {
            if self.depth >= MAX_DEPTH {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let dot = if self.path.is_empty() { "" } else { "." };
            let path = format!("{}{dot}{}", self.path, head(&key, 64));
            map.next_value_seed(Fill { record: &mut *self.record, path: &path, depth: self.depth + 1 })?;
        }
        Ok(())
    }
}

/// One step of the way to the elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step<'a> {
    /// Each element of a list.
    Each,
    /// The value of a key.
    Key(&'a str),
}

/// What an element is called on: which of the ways leads to it, its places in the lists on the way, its values.
type Take<'a> = dyn FnMut(usize, &[usize], &Record) -> Result<(), ImportError> + 'a;

/// Walks several ways at once; each ends at elements that are given to `take`.
struct Walk<'a, 'b> {
    /// The ways that lead here: their number, and what is left of them.
    ways: Vec<(usize, &'a [Step<'a>])>,
    places: &'a mut Vec<usize>,
    take: &'a mut Take<'b>,
    /// Why it ends early, past the parser's error.
    stopped: &'a mut Option<ImportError>,
}

impl<'a, 'b> Walk<'a, 'b> {
    /// The walk behind one step.
    fn behind(&mut self, step: Step) -> Walk<'_, 'b> {
        let ways = self.ways.iter().filter_map(|(way, steps)| match steps.split_first() {
            Some((first, rest)) if *first == step => Some((*way, rest)),
            _ => None,
        });
        Walk { ways: ways.collect(), places: self.places, take: self.take, stopped: self.stopped }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.ways.is_empty() {
            return IgnoredAny::deserialize(deserializer).map(|_| ());
        }
        let Some((way, _)) = self.ways.iter().find(|(_, steps)| steps.is_empty()) else {
            return deserializer.deserialize_any(self);
        };
        let mut record = Record::default();
        Fill { record: &mut record, path: "", depth: 0 }.deserialize(deserializer)?;
        (self.take)(*way, self.places, &record).map_err(|error| {
            *self.stopped = Some(error);
            de::Error::custom("stopped")
        })
    }
}

impl<'de> Visitor<'de> for Walk<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("JSON")
    }

    plain_values_are_passed_over!(());

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        self.places.push(1);
        while list.next_element_seed(self.behind(Step::Each))?.is_some() {
            if let Some(place) = self.places.last_mut() {
                *place += 1;
            }
        }
        self.places.pop();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            map.next_value_seed(self.behind(Step::Key(&key)))?;
        }
        Ok(())
    }
}

/// Gives every element at one of the `ways` (`[]`, `data.metrics[].data[]`; empty = the whole) to `take`: which way, its
/// places in the lists on the way from 1, and its plain values (one alone under the empty key).
///
/// # Errors
/// No JSON, with line and column; what `take` says.
pub fn walk(stream: &mut Stream, ways: &[&str], take: &mut Take) -> Result<(), ImportError> {
    let steps: Vec<Vec<Step>> = ways.iter().map(|way| steps(way)).collect();
    let (mut places, mut stopped) = (Vec::new(), None);
    let mut json = serde_json::Deserializer::from_reader(BufReader::with_capacity(BUFFERED, Guarded::new(&mut *stream)));
    let ways = steps.iter().enumerate().map(|(way, steps)| (way, steps.as_slice())).collect();
    let walk = Walk { ways, places: &mut places, take, stopped: &mut stopped };
    let read = walk.deserialize(&mut json).and_then(|()| json.end());
    match (stopped, read) {
        (Some(error), _) => Err(error),
        (None, Ok(())) => Ok(()),
        (None, Err(error)) => Err(stream.unreadable(format!("expected whole JSON, found: {error}"))),
    }
}

/// Reads the elements at one way; a value that is not what its key asks for is noted with its place.
///
/// # Errors
/// No JSON; more sessions than any life holds.
pub fn each(
    stream: &mut Stream,
    way: &str,
    found: &mut Found,
    mut take: impl FnMut(&mut Found, usize, &Record) -> Result<(), Mistake>,
) -> Result<(), ImportError> {
    walk(stream, &[way], &mut |_, places, record| {
        let place = places.last().copied().unwrap_or(1);
        if let Err(mistake) = take(found, place, record) {
            found.errors.add(place, &mistake);
        }
        found.is_of_one_person()
    })
}

fn steps(way: &str) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    for part in way.split('.').filter(|part| !part.is_empty()) {
        let key = part.trim_end_matches("[]");
        if !key.is_empty() {
            steps.push(Step::Key(key));
        }
        steps.extend(std::iter::repeat_n(Step::Each, part.matches("[]").count()));
    }
    steps
}

/// JSON in which a bare `NaN`, which is none, is `null`, and nothing is deeper or longer than in any real export.
struct Guarded<R> {
    inner: BufReader<R>,
    /// What is to be given out first.
    pending: &'static [u8],
    /// How many letters of a bare `NaN` were seen.
    nan: usize,
    in_text: bool,
    escaped: bool,
    run: usize,
    depth: usize,
}

impl<R: Read> Guarded<R> {
    fn new(inner: R) -> Guarded<R> {
        let inner = BufReader::with_capacity(BUFFERED, inner);
        Guarded { inner, pending: b"", nan: 0, in_text: false, escaped: false, run: 0, depth: 0 }
    }

    /// What a byte outside of texts becomes.
    fn outside(&mut self, byte: u8) -> &'static [u8] {
        match byte {
            b'[' | b'{' => self.depth += 1,
            b']' | b'}' => self.depth = self.depth.saturating_sub(1),
            b'"' => self.in_text = true,
            _ => {}
        }
        let word = byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        self.run = if word { self.run + 1 } else { 0 };
        match (self.nan, byte) {
            (0, b'N') | (1, b'a') => self.nan += 1,
            (2, b'N') => {
                self.nan = 0;
                return b"null";
            }
            _ => self.nan = 0,
        }
        b""
    }

    fn inside(&mut self, byte: u8) {
        self.run += 1;
        if byte == b'"' && !self.escaped {
            (self.in_text, self.run) = (false, 0);
        }
        self.escaped = byte == b'\\' && !self.escaped;
    }

    fn too_much(&self) -> Option<&'static str> {
        if self.depth > DEEPEST {
            return Some("lists and objects nested deeper than in any real export");
        }
        let longest = if self.in_text { LONGEST_TEXT } else { LONGEST_WORD };
        (self.run > longest).then_some("a text or number longer than in any real export")
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut count = 0;
        while count < buffer.len() {
            if let Some((byte, rest)) = self.pending.split_first() {
                self.pending = rest;
                if let Some(place) = buffer.get_mut(count) {
                    *place = *byte;
                }
                count += 1;
                continue;
            }
            let Some(byte) = self.inner.fill_buf()?.first().copied() else { break };
            if !self.in_text && self.nan > 0 && !matches!((self.nan, byte), (1, b'a') | (2, b'N')) {
                // It was no NaN: what was held back comes first.
                self.pending = b"NaN".get(..self.nan).unwrap_or_default();
                self.nan = 0;
                continue;
            }
            self.inner.consume(1);
            if self.in_text {
                self.inside(byte);
            } else {
                let instead = self.outside(byte);
                if self.nan > 0 || !instead.is_empty() {
                    self.pending = instead;
                    continue;
                }
            }
            if let Some(what) = self.too_much() {
                return Err(io::Error::other(what));
            }
            if let Some(place) = buffer.get_mut(count) {
                *place = byte;
            }
            count += 1;
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> io::Result<String> {
        let mut plain = String::new();
        Guarded::new(text.as_bytes()).read_to_string(&mut plain).map(|_| plain)
    }

    #[test]
    fn nan_is_null_outside_of_texts_only() {
        assert_eq!(plain("[NaN,\"NaN \\\" NaN\",NaN,Na,N]").unwrap(), "[null,\"NaN \\\" NaN\",null,Na,N]");
    }

    #[test]
    fn what_no_real_export_holds_is_an_error() {
        assert!(plain(&"[".repeat(200)).is_err());
        assert!(plain(&"1".repeat(2000)).is_err());
        assert!(plain(&format!("\"{}\"", "x".repeat(5_000_000))).is_err());
        assert!(plain(&format!("\"{}\"", "[x1".repeat(100_000))).is_ok());
    }

    #[test]
    fn ways_are_read() {
        assert_eq!(steps("data.metrics[].data[]").len(), 5);
        assert_eq!(steps("[].x[]"), [Step::Each, Step::Key("x"), Step::Each]);
        assert_eq!(steps(""), []);
    }
}
