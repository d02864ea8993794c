//! The frames of a FIT file: headers, sums, and where each message begins and ends.
//!
//! The parser of the wanted messages is a kept one; it is given only whole messages in a plain form
//! (without developer fields, odd sizes as bytes), because what it makes of damaged ones is not for here:
//! it would print, or give up where a file can be read past.

use std::collections::BTreeMap;
use std::io::{BufReader, Read};

use fitparser::Value;
use fitparser::de::{FitDataMessage, FitObject, FitStreamProcessor};

/// Why a file is read no further.
pub struct Broken {
    /// Bytes before the place.
    pub at: u64,
    /// What was expected and found.
    pub why: String,
}

/// A message whose fields were decoded.
pub struct Message(FitDataMessage);

impl Message {
    /// Its number in the profile.
    pub fn number(&self) -> u16 {
        self.0.global_message_number()
    }

    /// A whole number, unscaled; `None` = not said.
    pub fn whole(&self, field: u8) -> Option<i64> {
        Some(match self.0.fields().get(&field)? {
            Value::Byte(value) | Value::Enum(value) | Value::UInt8(value) | Value::UInt8z(value) => i64::from(*value),
            Value::SInt8(value) => i64::from(*value),
            Value::SInt16(value) => i64::from(*value),
            Value::UInt16(value) | Value::UInt16z(value) => i64::from(*value),
            Value::SInt32(value) => i64::from(*value),
            Value::UInt32(value) | Value::UInt32z(value) => i64::from(*value),
            Value::SInt64(value) => *value,
            Value::UInt64(value) | Value::UInt64z(value) => i64::try_from(*value).ok()?,
            Value::Timestamp(_) | Value::String(_) | Value::Float32(_) | Value::Float64(_) | Value::Array(_) | Value::Invalid => {
                return None;
            }
        })
    }
}

/// How the messages of one local number look.
struct Definition {
    wanted: bool,
    /// Bytes of the profile's fields.
    fields: usize,
    /// Bytes of the developer's fields behind them.
    developer: usize,
}

/// Reads the files in a file, one after another.
pub struct Frames<R> {
    reader: BufReader<R>,
    at: u64,
    sum: u16,
    buffer: Vec<u8>,
}

impl<R: Read> Frames<R> {
    /// Reads from the beginning.
    pub fn new(reader: R) -> Frames<R> {
        Frames { reader: BufReader::with_capacity(64 * 1024, reader), at: 0, sum: 0, buffer: Vec::new() }
    }

    /// Reads the next file to its end and hands on its messages of these numbers; `false` = there is none.
    pub fn part(&mut self, wanted: &[u16], mut take: impl FnMut(Message) -> Result<(), String>) -> Result<bool, Broken> {
        let Some(data) = self.header()? else { return Ok(false) };
        let end = self.at + data;
        let mut decoder = Decoder::new();
        let mut definitions: BTreeMap<u8, Definition> = BTreeMap::new();
        while self.at < end {
            let from = self.at;
            let [header] = self.bytes()?;
            if header & 0xc0 == 0x40 {
                let definition = self.definition(header, wanted, &mut decoder)?;
                definitions.insert(header & 0x0f, definition);
            } else {
                // A compressed stamp leaves two bits for the number.
                let local = if header & 0x80 == 0 { header & 0x0f } else { header >> 5 & 3 };
                let Some(definition) = definitions.get(&local) else {
                    return Err(Broken { at: from, why: "found a message that is not defined before".to_owned() });
                };
                if let Some(message) = self.message(local, definition, &mut decoder)? {
                    take(message).map_err(|why| Broken { at: from, why })?;
                }
            }
        }
        if self.at != end {
            return Err(self.broken("the last message goes over the end of the data".to_owned()));
        }
        self.checked_end()?;
        Ok(true)
    }

    /// The length of the data behind a header; `None` = the file ends here.
    fn header(&mut self) -> Result<Option<u64>, Broken> {
        self.sum = 0;
        let start = self.at;
        let mut first = [0];
        match self.reader.read(&mut first) {
            Ok(0) => return Ok(None),
            Ok(_) => self.count(&first),
            Err(error) => return Err(self.broken(error.to_string())),
        }
        let [size] = first;
        let rest: [u8; 11] = self.bytes()?;
        let [_, _, _, a, b, c, d, magic @ ..] = rest;
        let wrong = |why| Err(Broken { at: start, why });
        if ![12, 14].contains(&size) {
            return wrong(format!("expected a FIT header of 12 or 14 bytes, found one of {size}"));
        }
        if magic != *b".FIT" {
            return wrong("expected a header with the letters .FIT, found others: the file is damaged from here on".to_owned());
        }
        let before = self.sum;
        if size == 14 {
            let sum = u16::from_le_bytes(self.bytes()?);
            if sum != 0 && sum != before {
                return Err(Broken {
                    at: start,
                    why: "the checksum of the header does not match: the file is damaged".to_owned(),
                });
            }
        }
        Ok(Some(u64::from(u32::from_le_bytes([a, b, c, d]))))
    }

    fn checked_end(&mut self) -> Result<(), Broken> {
        let expected = self.sum;
        let found = u16::from_le_bytes(self.bytes()?);
        if found == expected { Ok(()) } else { Err(self.broken("the checksum does not match: the file is damaged".to_owned())) }
    }

    fn definition(&mut self, header: u8, wanted: &[u16], decoder: &mut Decoder) -> Result<Definition, Broken> {
        let [_, order, low, high, count]: [u8; 5] = self.bytes()?;
        let number = if order == 1 { u16::from_be_bytes([low, high]) } else { u16::from_le_bytes([low, high]) };
        let mut plain = vec![0x40 | (header & 0x0f), 0, order, low, high, count];
        let mut fields = 0;
        for _ in 0..count {
            let [field, size, kind]: [u8; 3] = self.bytes()?;
            fields += usize::from(size);
            plain.extend([field, size, plain_kind(size, kind)]);
        }
        let mut developer = 0;
        if header & 0x20 != 0 {
            let [count] = self.bytes()?;
            for _ in 0..count {
                let [_, size, _]: [u8; 3] = self.bytes()?;
                developer += usize::from(size);
            }
        }
        let wanted = wanted.contains(&number);
        if wanted {
            decoder.next(&plain).map_err(|why| self.broken(why))?;
        }
        Ok(Definition { wanted, fields, developer })
    }

    fn message(&mut self, local: u8, definition: &Definition, decoder: &mut Decoder) -> Result<Option<Message>, Broken> {
        // At most 2 × 255 × 255 bytes.
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.resize(1 + definition.fields + definition.developer, 0);
        let read = self.fill(buffer.get_mut(1..).unwrap_or_default());
        let message = read.and_then(|()| {
            if !definition.wanted {
                return Ok(None);
            }
            if let Some(header) = buffer.first_mut() {
                *header = local;
            }
            let plain = buffer.get(..=definition.fields).unwrap_or_default();
            decoder.next(plain).map_err(|why| self.broken(why))
        });
        self.buffer = buffer;
        message
    }

    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], Broken> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), Broken> {
        if let Err(error) = self.reader.read_exact(bytes) {
            let torn = error.kind() == std::io::ErrorKind::UnexpectedEof;
            return Err(self.broken(if torn { "the file breaks off".to_owned() } else { error.to_string() }));
        }
        self.count(bytes);
        Ok(())
    }

    fn count(&mut self, bytes: &[u8]) {
        self.at += bytes.len() as u64;
        self.sum = bytes.iter().fold(self.sum, |sum, byte| summed(summed(sum, byte & 0x0f), byte >> 4));
    }

    fn broken(&self, why: String) -> Broken {
        Broken { at: self.at, why }
    }
}

/// FIT's checksum after four more bits: CRC-16 with the polynomial 0xa001.
fn summed(sum: u16, bits: u8) -> u16 {
    (0..4).fold(sum ^ u16::from(bits), |sum, _| if sum & 1 == 0 { sum >> 1 } else { sum >> 1 ^ 0xa001 })
}

/// A field whose size is no multiple of its kind's is a run of bytes.
fn plain_kind(size: u8, kind: u8) -> u8 {
    let each = match kind & 0x9f {
        0x83 | 0x84 | 0x8b => 2,
        0x85 | 0x86 | 0x88 | 0x8c => 4,
        0x89 | 0x8e | 0x8f | 0x90 => 8,
        _ => 1,
    };
    if size.is_multiple_of(each) { kind } else { 0x0d }
}

/// The kept parser, given one whole message after another.
struct Decoder(FitStreamProcessor);

impl Decoder {
    fn new() -> Decoder {
        let mut processor = FitStreamProcessor::new();
        // It wants a header before anything else; this one promises more data than there can be.
        let header = *b"\x0c\x20\0\0\xff\xff\xff\x7f.FIT";
        let _ = processor.deserialize_next(&header);
        Decoder(processor)
    }

    /// The next message; `None` = it was a definition.
    fn next(&mut self, bytes: &[u8]) -> Result<Option<Message>, String> {
        match self.0.deserialize_next(bytes) {
            Ok((_, FitObject::DataMessage(message))) => Ok(Some(Message(message))),
            Ok(_) => Ok(None),
            Err(error) => Err(format!("a message that cannot be read ({error})")),
        }
    }
}
