//! One file: what it is, and reading it as that.

use std::io::{Cursor, Read};

use super::sniff::{self, Container, Keys};
use super::stream::{Counted, Limit, Stream};
use super::unknown::unknown;
use super::utf8::{Encoding, Utf8};
#[cfg(feature = "databases")]
use crate::exchange::database::{self, Database};
#[cfg(feature = "databases")]
use crate::exchange::format::Read as ReadFormat;
use crate::exchange::format::{Format, Way};
use crate::exchange::formats::FORMATS;
use crate::exchange::sheet::Sheet;
use crate::exchange::{Context, Document, Found, ImportError, MAX_BYTES, Progress, aside, text};

/// How much of a file decides what it is, bytes.
const LOOKED_AT: usize = 64 * 1024;

/// No line of a table is longer, bytes.
const LONGEST_LINE: usize = 1024 * 1024;

/// How a text is read.
type Parse = fn(&Document, Progress) -> Result<Found, ImportError>;

/// The format of a text that takes it, by its name, and how it is read.
fn format_of(document: &Document) -> Option<(&'static str, Parse)> {
    FORMATS.iter().find_map(|format| match format.way {
        Way::Text(is, parse) if is(document) => Some((format.name, parse as Parse)),
        _ => None,
    })
}

/// The line that is being read.
struct Line {
    number: usize,
    bytes: usize,
    after_return: bool,
}

impl Line {
    /// Goes on with more bytes; `false` = the line is longer than any of a table.
    fn goes_on(&mut self, bytes: &[u8]) -> bool {
        for byte in bytes {
            self.bytes += 1;
            if matches!(byte, b'\n' | b'\r') {
                // Both together are one end.
                self.number += usize::from(*byte == b'\r' || !self.after_return);
                self.bytes = 0;
            } else if self.bytes > LONGEST_LINE {
                return false;
            }
            self.after_return = *byte == b'\r';
        }
        true
    }
}

/// What a file turned out to be.
pub enum Looked {
    /// Of a format that is read.
    Found(Box<Found>),
    /// A zip archive: its members are files of their own.
    Archive,
}

/// Looks at a file of so many bytes and reads it.
pub fn look(
    file: &str,
    reader: &mut dyn Read,
    bytes: u64,
    limit: &Limit,
    context: &Context,
    progress: Progress,
) -> Result<Looked, ImportError> {
    let head = beginning(file, reader)?;
    match sniff::container(&head) {
        Some(Container::Zip) => return Ok(Looked::Archive),
        Some(Container::Gzip) => {}
        None => return One { file, head, total: bytes, limit, context }.read(reader, progress),
    }
    let limit = if limit.is_none() { Limit::packed(bytes) } else { limit.clone() };
    let mut unpacked = flate2::read::MultiGzDecoder::new(Cursor::new(head).chain(reader));
    let head = beginning(file, &mut unpacked)?;
    if sniff::container(&head).is_some() {
        return Err(unknown(file, "an archive inside a gzip; unpack it by hand"));
    }
    // How much comes out is not known; of most files about so much.
    One { file, head, total: bytes.saturating_mul(4), limit: &limit, context }.read(&mut unpacked, progress)
}

fn beginning(file: &str, reader: &mut dyn Read) -> Result<Vec<u8>, ImportError> {
    let mut head = Vec::new();
    let read = reader.take(LOOKED_AT as u64).read_to_end(&mut head);
    read.map_err(|error| ImportError::Unreadable { file: file.to_owned(), why: format!("cannot be read: {error}") })?;
    if head.is_empty() {
        return Err(ImportError::Empty { file: file.to_owned() });
    }
    Ok(head)
}

/// One file whose beginning is read.
struct One<'a> {
    file: &'a str,
    head: Vec<u8>,
    total: u64,
    limit: &'a Limit,
    context: &'a Context,
}

impl One<'_> {
    fn read(self, rest: &mut dyn Read, progress: Progress) -> Result<Looked, ImportError> {
        let way = |format: &&Format, is: &dyn Fn(&Way) -> bool| is(&format.way);
        if let Some(format) = FORMATS.iter().find(|format| way(format, &|way| matches!(way, Way::Bytes(is, _) if is(&self.head))))
        {
            return self.stream(format, (Encoding::Bytes, 0), rest, progress);
        }
        #[cfg(feature = "databases")]
        if database::is(&self.head) {
            // Which one it is, its tables say.
            let format = FORMATS.iter().find(|format| way(format, &|way| matches!(way, Way::Database(..))));
            return match format {
                Some(format) => self.stream(format, (Encoding::Bytes, 0), rest, progress),
                None => Err(unknown(self.file, "a database")),
            };
        }
        if let Some(what) = aside::by_bytes(&self.head) {
            return Err(self.not_for_us(what));
        }
        let encoding = Encoding::of(&self.head);
        let start = encoding.0.text(self.head.get(encoding.1..).unwrap_or_default());
        let root = sniff::root(&start);
        if let Some(root) = root {
            let format = FORMATS.iter().find(|format| way(format, &|way| matches!(way, Way::Xml(name, _) if *name == root)));
            return match format {
                Some(format) => self.stream(format, encoding, rest, progress),
                None => Err(unknown(self.file, &format!("an XML file with the root element \"{root}\""))),
            };
        }
        let keys = Keys::of(&start);
        if let Some(keys) = &keys {
            let format = FORMATS.iter().find(|format| way(format, &|way| matches!(way, Way::Json(is, _) if is(keys))));
            if let Some(format) = format {
                return self.stream(format, encoding, rest, progress);
            }
        }
        self.text(&start, keys.as_ref(), rest, progress)
    }

    /// Reads the file as it comes, from its beginning.
    fn stream(
        self,
        format: &'static Format,
        (encoding, mark): (Encoding, usize),
        rest: &mut dyn Read,
        progress: Progress,
    ) -> Result<Looked, ImportError> {
        let head = self.head.get(mark..).unwrap_or_default();
        let mut whole = Cursor::new(head).chain(rest);
        let (file, limit, total) = (self.file, self.limit.clone(), self.total);
        let counted = Counted { file, reader: &mut whole, limit, total, done: 0, told: 0, progress, trouble: None };
        let mut stream = Stream { context: self.context, format: format.name, bytes: Utf8::new(counted, encoding) };
        let read = match &format.way {
            Way::Bytes(_, read) | Way::Xml(_, read) | Way::Json(_, read) => read,
            #[cfg(feature = "databases")]
            Way::Database(..) => &(read_database as ReadFormat),
            Way::Text(..) => return Err(unknown(self.file, "a text")),
        };
        let found = read(&mut stream).and_then(|found| {
            // What is packed says only at its end whether it is whole.
            let drained = std::io::copy(&mut stream, &mut std::io::sink());
            drained.map(|_| found).map_err(|error| stream.unreadable(error.to_string()))
        });
        // Where reading was stopped, that is the reason, whatever the format made of it.
        match stream.bytes.into_inner().trouble {
            Some(trouble) => Err(trouble),
            None => self.checked(found?),
        }
    }

    /// Reads the whole file as a text, if its beginning is that of one that is known.
    fn text(self, start: &str, keys: Option<&Keys>, rest: &mut dyn Read, progress: Progress) -> Result<Looked, ImportError> {
        // A line that is cut off may look like another one.
        let cut = start.rfind(['\n', '\r']).filter(|_| self.head.len() >= LOOKED_AT);
        let start = text::unix_lines(start.get(..cut.unwrap_or(start.len())).unwrap_or(start));
        let begins =
            Document { file: self.file, text: &start, sheet: Sheet::new(self.file, &start), context: self.context, format: "" };
        // So little may still be nothing at all, which is said otherwise.
        let blank = start.trim().is_empty() && self.head.len() < LOOKED_AT;
        if !blank && format_of(&begins).is_none() {
            return Err(self.not_known(&begins, keys));
        }
        let bytes = self.whole(keys.is_none(), rest, progress)?;
        let text = text::decode(&bytes).map_err(|why| ImportError::Unreadable { file: self.file.to_owned(), why })?;
        if text.trim().is_empty() {
            return Err(ImportError::Empty { file: self.file.to_owned() });
        }
        let sheet = Sheet::new(self.file, &text);
        let mut document = Document { file: self.file, text: &text, sheet, context: self.context, format: "" };
        let Some((name, parse)) = format_of(&document) else { return Err(self.not_known(&document, keys)) };
        document.format = name;
        self.checked(parse(&document, progress)?)
    }

    /// What to say of a text of no known format.
    fn not_known(&self, begins: &Document, keys: Option<&Keys>) -> ImportError {
        let text = begins.text;
        let known = aside::by_text(text).or_else(|| aside::by_name(self.file)).or_else(|| aside::by_keys(keys?));
        if let Some(what) = known.or_else(|| aside::by_columns(&begins.sheet)) {
            return self.not_for_us(what);
        }
        let mut found = self.looks_like(begins, keys);
        if self.total > MAX_BYTES as u64 {
            found.push_str(&format!("; the file has {} MiB; at most {} are read", self.total >> 20, MAX_BYTES >> 20));
        }
        unknown(self.file, &found)
    }

    /// What a text of no known format looks like.
    fn looks_like(&self, begins: &Document, keys: Option<&Keys>) -> String {
        let text = begins.text;
        if text.contains('\0') {
            let bytes: Vec<String> = self.head.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
            return format!("a binary file that begins with {}", bytes.join(" "));
        }
        if aside::are_numbers(text) {
            return "a list of numbers".to_owned();
        }
        if let Some(keys) = keys.filter(|keys| !keys.first().is_empty()) {
            return format!("a JSON file with the keys {}", keys.first().join(", "));
        }
        let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let is_table = begins.sheet.header.len() > 2;
        let hint = if is_table { " (in another language? Exported in English it can be read)" } else { "" };
        format!("\"{}\"{hint}", line.chars().take(80).collect::<String>())
    }

    fn whole(&self, of_lines: bool, rest: &mut dyn Read, progress: Progress) -> Result<Vec<u8>, ImportError> {
        let mut reader = Cursor::new(&self.head).chain(rest);
        let (file, limit, total) = (self.file, self.limit.clone(), self.total);
        let mut counted = Counted { file, reader: &mut reader, limit, total, done: 0, told: 0, progress, trouble: None };
        let (mut bytes, mut chunk, mut line) = (Vec::new(), [0_u8; 16 * 1024], Line { number: 1, bytes: 0, after_return: false });
        loop {
            let read = match counted.read(&mut chunk) {
                Ok(read) => read,
                Err(error) => {
                    let why = error.to_string();
                    return Err(counted.trouble.take().unwrap_or(ImportError::Unreadable { file: self.file.to_owned(), why }));
                }
            };
            let chunk = chunk.get(..read).unwrap_or_default();
            if chunk.is_empty() {
                break;
            }
            // Where the lines are those of a table, one that never ends is refused before it fills the memory.
            if of_lines && !line.goes_on(chunk) {
                let why =
                    format!("line {}: expected a line of at most {} KiB, found a longer one", line.number, LONGEST_LINE >> 10);
                return Err(ImportError::Unreadable { file: self.file.to_owned(), why });
            }
            bytes.extend_from_slice(chunk);
            // One piece more than is read at most is enough to be refused, and keeps an endless file out of memory.
            if bytes.len() > MAX_BYTES {
                break;
            }
        }
        if let Some(trouble) = counted.trouble {
            return Err(trouble);
        }
        if bytes.len() > MAX_BYTES {
            return Err(ImportError::too_large(self.file, self.total.max(bytes.len() as u64)));
        }
        Ok(bytes)
    }

    /// Rows that cannot be read keep everything out, unless that was asked for.
    fn checked(&self, mut found: Found) -> Result<Looked, ImportError> {
        if let Some(kind) = self.context.declared.kind {
            found.declare(kind);
        }
        found.is_of_one_person()?;
        found.days_are_of_one_person()?;
        if found.errors.is_empty() || self.context.skip_bad_rows {
            return Ok(Looked::Found(Box::new(found)));
        }
        Err(ImportError::Rows { file: found.file, errors: found.errors })
    }

    fn not_for_us(&self, what: &str) -> ImportError {
        ImportError::NotForUs { file: self.file.to_owned(), what: what.to_owned() }
    }
}

/// Reads the database of a stream as the format that knows its tables.
#[cfg(feature = "databases")]
fn read_database(stream: &mut Stream) -> Result<Found, ImportError> {
    let (file, context) = (stream.file().to_owned(), stream.context);
    let database = Database::open(stream)?;
    for format in FORMATS {
        if let Way::Database(is, parse) = format.way
            && is(&database)
        {
            return parse(&database, Found::new(&file, format.name), context);
        }
    }
    if let Some(what) = aside::by_tables(&database) {
        return Err(ImportError::NotForUs { file, what: what.to_owned() });
    }
    Err(unknown(&file, &format!("a database with the tables {}", database.names())))
}
