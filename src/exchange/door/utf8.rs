//! Any encoding as UTF-8, while it is read.

use std::io::{self, Read};

use crate::exchange::text::windows_1252;

/// How the bytes of a file are to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// As they are, which is also UTF-8.
    Bytes,
    /// UTF-16, the lower byte first.
    Utf16Little,
    /// UTF-16, the upper byte first.
    Utf16Big,
    /// Windows-1252.
    Windows,
}

impl Encoding {
    /// Decides by the beginning of a text; also says how long its byte order mark is.
    pub fn of(head: &[u8]) -> (Encoding, usize) {
        match head {
            [0xff, 0xfe, ..] => (Encoding::Utf16Little, 2),
            [0xfe, 0xff, ..] => (Encoding::Utf16Big, 2),
            [0xef, 0xbb, 0xbf, ..] => (Encoding::Bytes, 3),
            // A character may be cut off where the beginning ends.
            _ if std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some()) => (Encoding::Windows, 0),
            _ => (Encoding::Bytes, 0),
        }
    }

    /// The beginning of a text as text.
    pub fn text(self, head: &[u8]) -> String {
        let mut text = Vec::new();
        let mut utf8 = Utf8::new(head, self);
        // Reading from memory does not fail; UTF-16 that is torn is only cut off here.
        let _ = utf8.read_to_end(&mut text);
        String::from_utf8_lossy(&text).into_owned()
    }
}

/// Gives UTF-8.
pub struct Utf8<R> {
    inner: R,
    encoding: Encoding,
    /// Bytes that belong to a character of which the rest is not read yet.
    torn: Vec<u8>,
    /// Text that did not fit.
    ready: Vec<u8>,
    given: usize,
}

impl<R: Read> Utf8<R> {
    /// Reads what has this encoding; its byte order mark is read already.
    pub fn new(inner: R, encoding: Encoding) -> Utf8<R> {
        Utf8 { inner, encoding, torn: Vec::new(), ready: Vec::new(), given: 0 }
    }

    /// Where it reads from.
    pub fn inner(&self) -> &R {
        &self.inner
    }

    /// Where it reads from.
    #[cfg(feature = "databases")]
    pub fn inner_mut(&mut self) -> &mut R {
        &mut self.inner
    }

    /// Where it reads from.
    pub fn into_inner(self) -> R {
        self.inner
    }

    /// Turns the next bytes into text; `false` = there are none.
    fn refill(&mut self) -> io::Result<bool> {
        let mut raw = [0; 16 * 1024];
        let count = self.inner.read(&mut raw)?;
        let raw = raw.get(..count).unwrap_or_default();
        (self.given, self.ready) = (0, std::mem::take(&mut self.ready));
        self.ready.clear();
        let mut text = String::new();
        match self.encoding {
            Encoding::Windows => text.extend(raw.iter().copied().map(windows_1252)),
            Encoding::Utf16Little => self.utf16(raw, u16::from_le_bytes, &mut text),
            Encoding::Utf16Big => self.utf16(raw, u16::from_be_bytes, &mut text),
            Encoding::Bytes => self.ready.extend_from_slice(raw),
        }
        self.ready.extend_from_slice(text.as_bytes());
        Ok(count > 0)
    }

    fn utf16(&mut self, raw: &[u8], unit: fn([u8; 2]) -> u16, text: &mut String) {
        self.torn.extend_from_slice(raw);
        let (pairs, _) = self.torn.as_chunks::<2>();
        let mut units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        // The first half of a pair waits for the second, but not where the file ends.
        if !raw.is_empty() && units.last().is_some_and(|last| (0xd800..0xdc00).contains(last)) {
            units.pop();
        }
        self.torn.drain(..units.len() * 2);
        text.extend(char::decode_utf16(units).map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)));
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.encoding == Encoding::Bytes {
            return self.inner.read(buffer);
        }
        while self.given == self.ready.len() {
            if !self.refill()? {
                break;
            }
        }
        let count = self.ready.get(self.given..).unwrap_or_default().read(buffer)?;
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One byte at a time: every character is torn somewhere.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let most = buffer.len().min(1);
            self.0.read(&mut buffer[..most])
        }
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let expected = "<a b=\"müde – 5 × 𝄞\">";
        let utf16 = |unit: fn(u16) -> [u8; 2]| expected.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        let little = [vec![0xff, 0xfe], utf16(u16::to_le_bytes)].concat();
        let big = [vec![0xfe, 0xff], utf16(u16::to_be_bytes)].concat();
        let marked = [vec![0xef, 0xbb, 0xbf], expected.as_bytes().to_vec()].concat();
        for bytes in [expected.as_bytes(), &little, &big, &marked] {
            let (encoding, mark) = Encoding::of(bytes);
            let mut text = String::new();
            Utf8::new(Slow(&bytes[mark..]), encoding).read_to_string(&mut text).unwrap();
            assert_eq!(text, expected, "{encoding:?}");
        }
        let (encoding, _) = Encoding::of(b"m\xfcde \x96 5 \xd7");
        assert_eq!(encoding.text(b"m\xfcde \x96 5 \xd7"), "müde – 5 ×");
    }
}
