//! XML as it comes: elements with their depth and the text in them. No entity is expanded but the five
//! of XML and characters by number; what is nested or written endlessly is refused.

use std::io::{self, BufRead, BufReader, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::text::head;
use super::{ImportError, Stream};

/// Elements are nested so deep at most.
const MOST_DEEP: usize = 200;
/// A tag, a comment or a text between two tags has so many bytes at most.
const MOST_AT_ONCE: usize = 4 << 20;
/// Text that is kept of one element, bytes.
const MOST_TEXT: usize = 64 * 1024;

/// Stops a reader that would have to keep too much at once.
struct Capped<R> {
    inner: R,
    left: usize,
}

impl<R: BufRead> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buffer)
    }
}

impl<R: BufRead> BufRead for Capped<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::Error::other(format!("a tag or a text of more than {} MiB", MOST_AT_ONCE >> 20)));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.left = self.left.saturating_sub(count);
        self.inner.consume(count);
    }
}

/// What a format does with a document.
pub trait Visitor {
    /// An element begins; the root has depth 1. `true` = its text is wanted.
    fn open(&mut self, element: &Element, depth: usize) -> bool;
    /// An element ends; its text is empty where it was not wanted.
    fn close(&mut self, depth: usize, text: &str);
}

/// The beginning of an element.
pub struct Element<'a>(&'a BytesStart<'a>);

impl Element<'_> {
    /// Its name without a prefix.
    pub fn name(&self) -> &str {
        let name = self.0.name().0;
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The value of an attribute; what cannot be read is as if it were not there.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let found = self.0.attributes().with_checks(false).flatten().find(|attribute| attribute.key.0 == name)?;
        found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
    }
}

/// Shows a whole document to a visitor.
///
/// # Errors
/// No XML, torn, nested too deep, cancelled.
pub fn visit(stream: &mut Stream, visitor: &mut impl Visitor) -> Result<(), ImportError> {
    let result = {
        let inner = BufReader::with_capacity(64 * 1024, &mut *stream);
        let mut reader = Reader::from_reader(Capped { inner, left: MOST_AT_ONCE });
        // Titles with a bare ampersand are real.
        reader.config_mut().allow_dangling_amp = true;
        walk(&mut reader, visitor).map_err(|why| format!("byte {}: {why}", reader.buffer_position()))
    };
    result.map_err(|why| stream.unreadable(why))
}

fn walk<R: BufRead>(reader: &mut Reader<Capped<R>>, visitor: &mut impl Visitor) -> Result<(), String> {
    let mut buffer = Vec::new();
    let mut kept = Kept::default();
    let mut depth = 0;
    loop {
        buffer.clear();
        reader.get_mut().left = MOST_AT_ONCE;
        match reader.read_event_into(&mut buffer).map_err(|error| error.to_string())? {
            Event::Start(element) => {
                depth += 1;
                if depth > MOST_DEEP {
                    return Err(format!("elements are nested more than {MOST_DEEP} deep"));
                }
                kept = Kept { wanted: visitor.open(&Element(&element), depth), text: String::new() };
            }
            Event::Empty(element) => {
                visitor.open(&Element(&element), depth + 1);
                visitor.close(depth + 1, "");
            }
            Event::End(_) => {
                visitor.close(depth, kept.text.trim());
                (kept.wanted, depth) = (false, depth.saturating_sub(1));
                kept.text.clear();
            }
            Event::Text(text) => kept.add(&text),
            Event::CData(text) => kept.add(&text),
            Event::GeneralRef(name) => match name.resolve_char_ref() {
                Ok(Some(character)) => kept.add(character.encode_utf8(&mut [0; 4])),
                _ => kept.add(resolve_predefined_entity(&name).unwrap_or_default()),
            },
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err("the file breaks off within an element".to_owned()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// The text of the element that was opened last.
#[derive(Default)]
struct Kept {
    wanted: bool,
    text: String,
}

impl Kept {
    /// Adds text as long as there is room for it.
    fn add(&mut self, text: &str) {
        if self.wanted {
            let room = MOST_TEXT.saturating_sub(self.text.len());
            self.text.push_str(head(text, room));
        }
    }
}
