//! The elements of an XML stream with their depth, line and attributes, and nothing else.
//!
//! On top of the parser: no element is larger or deeper than any real one, so that a hostile file
//! costs no memory; a duplicate attribute and a torn end are errors.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

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
    raw: &'a str,
    spans: &'a Spans,
}

/// Where the names and values of a tag's attributes lie; kept from tag to tag, because there are millions.
#[derive(Default)]
struct Spans {
    /// From and to of the name, from and to of the value.
    found: Vec<[u32; 4]>,
    /// A bit for each name by its length and ends: only names of one bit can be the same.
    seen: u64,
}

impl Spans {
    /// Splits what stands behind a name; an error names what is wrong with it.
    fn split(&mut self, raw: &str) -> Result<(), &'static str> {
        self.found.clear();
        self.seen = 0;
        let bytes = raw.as_bytes();
        let mut rest = bytes.trim_ascii_start();
        while !rest.is_empty() {
            let from = bytes.len() - rest.len();
            let equals = rest.iter().position(|byte| *byte == b'=').ok_or("an attribute without a value")?;
            let (name, value) = rest.split_at(equals);
            let mut value = value.get(1..).unwrap_or_default();
            if value.first().is_some_and(u8::is_ascii_whitespace) {
                value = value.trim_ascii_start();
            }
            let (quote, value) =
                value.split_first().filter(|(quote, _)| matches!(quote, b'"' | b'\'')).ok_or("a value without quotes")?;
            let close = memchr::memchr(*quote, value).ok_or("a value without an end")?;
            let begin = bytes.len() - value.len();
            let name = name.trim_ascii_end();
            self.take(bytes, name, [from, from + name.len(), begin, begin + close].map(|at| at as u32))?;
            rest = value.get(close + 1..).unwrap_or_default().trim_ascii_start();
        }
        Ok(())
    }

    fn take(&mut self, bytes: &[u8], name: &[u8], span: [u32; 4]) -> Result<(), &'static str> {
        let (first, last) = (name.first().copied().unwrap_or(0), name.last().copied().unwrap_or(0));
        let bit = 1 << ((name.len() * 5 + usize::from(first) * 3 + usize::from(last)) % 64);
        let same = |[from, to, ..]: &[u32; 4]| bytes.get(*from as usize..*to as usize) == Some(name);
        if self.seen & bit != 0 && self.found.iter().any(same) {
            return Err("an attribute that stands there twice");
        }
        if self.found.len() >= MAX_ATTRIBUTES {
            return Err("more attributes than any element has");
        }
        self.seen |= bit;
        self.found.push(span);
        Ok(())
    }
}

impl<'a> Opened<'a> {
    /// A value as it stands there; empty = missing.
    pub fn raw(&self, name: &str) -> &'a str {
        let named = |[from, to, ..]: &&[u32; 4]| self.raw.get(*from as usize..*to as usize) == Some(name);
        let found = self.spans.found.iter().find(named);
        found.and_then(|[.., from, to]| self.raw.get(*from as usize..*to as usize)).unwrap_or_default()
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
    let (mut buffer, mut spans, mut depth, mut root_seen) = (Vec::new(), Spans::default(), 0_usize, false);
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
        let raw = tag.attributes_raw();
        spans.split(raw).map_err(broken)?;
        if root_seen && depth == 0 {
            return Err(broken("a second root element"));
        }
        root_seen = true;
        take(Element::Opened(&Opened { depth, line, name: name.as_ref(), empty, raw, spans: &spans }))?;
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
        // So few at once that they fit into a byte: many are counted in one step.
        let lines = |piece: &[u8]| usize::from(piece.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>());
        self.line += taken.chunks(255).map(lines).sum::<usize>();
        self.input.consume(amount);
    }
}
