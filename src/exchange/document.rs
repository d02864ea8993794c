//! A text that is being recognised and read.

use super::context::Context;
use super::found::Found;
use super::sheet::Sheet;
use super::words::Words;

/// A file that was decoded, and is being recognised and read.
pub struct Document<'a> {
    /// The file's name, safe to show.
    pub(super) file: &'a str,
    pub(super) text: &'a str,
    pub(super) sheet: Sheet<'a>,
    pub(super) context: &'a Context,
    pub(super) format: &'static str,
}

impl Document<'_> {
    /// The same with its columns named as a format names them, whatever the language.
    pub(super) fn translated(&self, words: &Words) -> Document<'_> {
        let sheet = self.sheet.translated(words);
        Document { file: self.file, text: self.text, sheet, context: self.context, format: self.format }
    }

    /// What is found in it: nothing yet.
    pub(super) fn found(&self) -> Found {
        Found::new(self.file, self.format)
    }
}
