//! Bytes into text: which encoding, and which line ends.

use std::borrow::Cow;

/// What Windows-1252 puts on 0x80–0x9f; everything else is as in Latin-1.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”',
    '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of a file with `\n` at the end of each line and without a byte order mark.
///
/// UTF-8, UTF-16 where a mark says so, else Windows-1252.
///
/// # Errors
/// UTF-16 that is torn, and a NUL, which no text holds: a sentence.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)?),
        [0xfe, 0xff, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)?),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8_or_windows(rest),
        _ => utf8_or_windows(bytes),
    };
    if let Some(at) = text.find('\0') {
        return Err(format!("expected text, found a NUL at byte {at}: this is a binary file"));
    }
    Ok(if text.contains('\r') { Cow::Owned(unix_lines(&text).into_owned()) } else { text })
}

/// A text with `\n` at the end of each line.
pub fn unix_lines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Cow::Borrowed(text) }
}

fn utf8_or_windows(bytes: &[u8]) -> Cow<'_, str> {
    let windows = || Cow::Owned(bytes.iter().copied().map(windows_1252).collect());
    std::str::from_utf8(bytes).map_or_else(|_| windows(), Cow::Borrowed)
}

/// The character of a byte in Windows-1252.
pub fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_1252.get(usize::from(byte) - 0x80).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::from(byte),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, String> {
    let (units, rest) = bytes.as_chunks::<2>();
    let text = char::decode_utf16(units.iter().map(|pair| unit(*pair))).collect::<Result<String, _>>();
    match text {
        Ok(text) if rest.is_empty() => Ok(text),
        _ => Err("the file says it is UTF-16, but breaks off within a character".to_owned()),
    }
}

/// The beginning of a text, at most `bytes` long.
pub fn head(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let expected = "müde – 5 ×\n";
        let utf16 = |unit: fn(u16) -> [u8; 2]| expected.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        let little = [vec![0xff, 0xfe], utf16(u16::to_le_bytes)].concat();
        let big = [vec![0xfe, 0xff], utf16(u16::to_be_bytes)].concat();
        let marked = [vec![0xef, 0xbb, 0xbf], expected.as_bytes().to_vec()].concat();
        for bytes in [expected.as_bytes(), &little, &big, &marked, b"m\xfcde \x96 5 \xd7\n"] {
            assert_eq!(decode(bytes).unwrap(), expected);
        }
    }

    #[test]
    fn lines_end_in_any_of_three_ways() {
        assert_eq!(decode(b"a\r\nb\rc\n").unwrap(), "a\nb\nc\n");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(decode(b"PK\x03\x04\0\0").unwrap_err().contains("byte 4"));
        assert!(decode(b"\xff\xfea").unwrap_err().contains("UTF-16"));
    }
}
