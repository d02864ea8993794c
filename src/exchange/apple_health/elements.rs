//! The elements of an XML stream with their depth, line and attributes, and nothing else.
//!
//! On top of the parser: no element is larger or deeper than any real one, so that a hostile file
//! costs no memory; a duplicate attribute and a torn end are errors.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use crate::exchange::{ImportError, Stream};

/// No tag, text or DTD is longer, bytes.
const MAX_EVENT: usize = 4 * 1024 * 1024;
/// No element lies deeper.
const MAX_DEPTH: usize = 64;
/// No element has more attributes.
const MAX_ATTRIBUTES: usize = 32;
/// What is read at once, bytes.
const BUFFERED: usize = 64 * 1024;

/// An element that begins or ends; the root's depth is 0.
pub enum Element<'a> {
    /// It begins; an empty one ends at once.
    Opened(&'a Opened<'a>),
    /// One at this depth ends.
    Closed(usize),
}

/// An element that begins.
pub struct Opened<'a> {
    /// How deep it lies.
    pub depth: usize,
    /// The line of its beginning, from 1.
    pub line: usize,
    /// Its name.
    pub name: &'a str,
    /// Ends at once?
    pub empty: bool,
    attributes: [(&'a str, &'a str); MAX_ATTRIBUTES],
    count: usize,
}

impl<'a> Opened<'a> {
    fn new(tag: &'a BytesStart, name: &'a str, line: usize) -> Result<Opened<'a>, &'static str> {
        let mut opened = Opened { depth: 0, line, name, empty: false, attributes: [("", ""); MAX_ATTRIBUTES], count: 0 };
        opened.split(tag.attributes_raw())?;
        Ok(opened)
    }

    /// Splits what stands behind the name; an error names what is wrong with it.
    fn split(&mut self, raw: &'a str) -> Result<(), &'static str> {
        let mut rest = raw.trim_ascii();
        while !rest.is_empty() {
            let (name, value) = rest.split_once('=').ok_or("an attribute without a value")?;
            let value = value.trim_ascii_start();
            let quote = value.bytes().next().filter(|quote| matches!(quote, b'"' | b'\'')).ok_or("a value without quotes")?;
            let value = value.get(1..).unwrap_or_default();
            let (value, after) = value.split_once(char::from(quote)).ok_or("a value without an end")?;
            let name = name.trim_ascii_end();
            if self.attributes.iter().take(self.count).any(|(known, _)| *known == name) {
                return Err("an attribute that stands there twice");
            }
            *self.attributes.get_mut(self.count).ok_or("more attributes than any element has")? = (name, value);
            self.count += 1;
            rest = after.trim_ascii_start();
        }
        Ok(())
    }

    /// A value as it stands there; empty = missing.
    pub fn raw(&self, name: &str) -> &'a str {
        self.attributes.iter().take(self.count).find(|(known, _)| *known == name).map_or("", |(_, value)| *value)
    }

    /// The text of a value; only the five entities of XML and characters by number are expanded.
    pub fn text(&self, name: &str) -> String {
        let raw = self.raw(name);
        unescape(raw).map_or_else(|_| raw.to_owned(), Cow::into_owned)
    }
}

/// Gives every element of a stream to `take`.
///
/// # Errors
/// No whole XML; what `take` says.
pub fn each(stream: &mut Stream, mut take: impl FnMut(Element) -> Result<(), ImportError>) -> Result<(), ImportError> {
    let file = stream.file().to_owned();
    let input = BufReader::with_capacity(BUFFERED, stream);
    let mut reader = Reader::from_reader(Counted { input, line: 1, left: MAX_EVENT });
    let (mut buffer, mut depth, mut root_seen) = (Vec::new(), 0_usize, false);
    loop {
        buffer.clear();
        reader.get_mut().left = MAX_EVENT;
        let (line, at) = (reader.get_ref().line, reader.buffer_position());
        let broken = |why: &str| broken(&file, line, at, why);
        let (tag, empty) = match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => (tag, false),
            Ok(Event::Empty(tag)) => (tag, true),
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                take(Element::Closed(depth))?;
                continue;
            }
            Ok(Event::Eof) if root_seen && depth == 0 => return Ok(()),
            Ok(Event::Eof) => return Err(broken("the file breaks off within an element")),
            Ok(_) => continue,
            Err(error) => return Err(broken(&error.to_string())),
        };
        let name = tag.name();
        let mut opened = Opened::new(&tag, name.as_ref(), line).map_err(broken)?;
        (opened.depth, opened.empty) = (depth, empty);
        if root_seen && depth == 0 {
            return Err(broken("a second root element"));
        }
        root_seen = true;
        take(Element::Opened(&opened))?;
        if !empty {
            depth += 1;
        }
        if depth > MAX_DEPTH {
            return Err(broken("elements nested deeper than in any real export"));
        }
    }
}

fn broken(file: &str, line: usize, at: u64, why: &str) -> ImportError {
    ImportError::Unreadable { file: file.to_owned(), why: format!("line {line}, byte {at}: expected whole XML, found: {why}") }
}

/// A stream that counts lines, and ends with an error where one piece takes more than any real one.
struct Counted<R> {
    input: BufReader<R>,
    line: usize,
    /// Bytes that this piece may still take.
    left: usize,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.input.read(buffer)
    }
}

impl<R: Read> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::Error::other("a piece longer than in any real export"));
        }
        self.input.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount);
        let taken = self.input.buffer().get(..amount).unwrap_or_default();
        self.line += taken.iter().filter(|byte| **byte == b'\n').count();
        self.input.consume(amount);
    }
}
