//! The elements of an XML stream with their depth, line and attributes, and nothing else.
//!
//! On top of the parser: no element is larger or deeper than any real one, so that a hostile file
//! costs no memory; a duplicate attribute and a torn end are errors.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, BufRead, Read};

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
    /// Its name.
    pub name: &'a str,
    /// Ends at once?
    pub empty: bool,
    raw: &'a str,
    spans: &'a Spans,
    line: &'a dyn Fn() -> usize,
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
    /// The line of its beginning, from 1.
    pub fn line(&self) -> usize {
        (self.line)()
    }

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
    let mut reader = Reader::from_reader(Counted::new(stream));
    let (mut buffer, mut spans, mut depth, mut root_seen) = (Vec::new(), Spans::default(), 0_usize, false);
    loop {
        buffer.clear();
        reader.get_mut().begin();
        let at = reader.buffer_position();
        let event = reader.read_event_into(&mut buffer);
        let line = || reader.get_ref().line();
        let broken = |why: &str| broken(&file, line(), at, why);
        let (tag, empty) = match event {
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
        take(Element::Opened(&Opened { depth, name: name.as_ref(), empty, raw, spans: &spans, line: &line }))?;
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

/// Where a piece begins.
#[derive(Clone, Copy)]
enum Begin {
    /// At this place of the buffer.
    At(usize),
    /// Before it, in this line.
    Before(usize),
}

/// A stream that knows the line of each piece, and ends with an error where one piece takes more than any real one.
struct Counted<R> {
    input: R,
    buffer: Box<[u8]>,
    /// How much of the buffer is filled, and how much of that is taken.
    filled: usize,
    taken: usize,
    begin: Begin,
    /// So many bytes of the buffer are counted, and the line that they end in: lines are counted when they are asked for,
    /// and before the bytes are gone.
    counted: Cell<(usize, usize)>,
    /// Bytes that this piece may still take.
    left: usize,
}

impl<R> Counted<R> {
    fn new(input: R) -> Counted<R> {
        let (buffer, counted) = (vec![0; BUFFERED].into_boxed_slice(), Cell::new((0, 1)));
        Counted { input, buffer, filled: 0, taken: 0, begin: Begin::At(0), counted, left: MAX_EVENT }
    }

    /// A piece begins.
    fn begin(&mut self) {
        (self.begin, self.left) = (Begin::At(self.taken), MAX_EVENT);
    }

    /// The line in which the piece begins.
    fn line(&self) -> usize {
        match self.begin {
            Begin::At(place) => self.line_at(place),
            Begin::Before(line) => line,
        }
    }

    /// The line of a place of the buffer that is not counted past.
    fn line_at(&self, place: usize) -> usize {
        let (from, line) = self.counted.get();
        let more = self.buffer.get(from..place).unwrap_or_default();
        let line = line + memchr::memchr_iter(b'\n', more).count();
        self.counted.set((place, line));
        line
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::Error::other("a piece longer than in any real export"));
        }
        if self.taken == self.filled {
            self.begin = Begin::Before(self.line());
            self.counted.set((0, self.line_at(self.filled)));
            (self.taken, self.filled) = (0, 0);
            self.filled = self.input.read(&mut self.buffer)?;
        }
        Ok(self.buffer.get(self.taken..self.filled).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount);
        self.taken = (self.taken + amount).min(self.filled);
    }
}
