//! A file that is read as it comes, never whole in memory: limits, progress and cancelling included.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::utf8::Utf8;
use crate::exchange::{Context, Found, ImportError, Progress};

/// No member of an archive is larger, unpacked.
const MOST_UNPACKED: u64 = 2 << 30;
/// No file packs better than so many times; what does was made to fill a memory.
const MOST_RATIO: u64 = 200;
/// So much may come out of any archive: short files of blanks pack better than a ratio allows.
const ALWAYS_FINE: u64 = 1 << 20;
/// Progress is told after so many bytes.
const BYTES_A_STEP: u64 = 256 * 1024;

/// How much may still come out of what is packed. Clones draw on the same.
#[derive(Clone)]
pub struct Limit {
    left: Option<Arc<AtomicU64>>,
}

impl Limit {
    /// What lies on the disk as it is has no limit: it is there already.
    pub fn none() -> Limit {
        Limit { left: None }
    }

    /// What so many packed bytes may become.
    pub fn packed(bytes: u64) -> Limit {
        let most = bytes.saturating_mul(MOST_RATIO).saturating_add(ALWAYS_FINE).min(MOST_UNPACKED);
        Limit { left: Some(Arc::new(AtomicU64::new(most))) }
    }

    /// Is there one?
    pub fn is_none(&self) -> bool {
        self.left.is_none()
    }

    /// Copies everything, as long as that is allowed; says how many bytes it was.
    pub fn copy(&self, file: &str, from: &mut dyn Read, to: &mut dyn io::Write) -> Result<u64, ImportError> {
        let mut progress = |_, _| true;
        let limit = self.clone();
        let mut counted =
            Counted { file, reader: from, limit, total: 0, done: 0, told: 0, progress: &mut progress, trouble: None };
        let copied = io::copy(&mut counted, to);
        let why = |error: io::Error| ImportError::Unreadable { file: file.to_owned(), why: error.to_string() };
        counted.trouble.map_or(copied.map_err(why), Err)
    }

    /// Takes so many bytes; `false` = there are not that many left.
    fn take(&self, bytes: u64) -> bool {
        let Some(left) = &self.left else { return true };
        left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(bytes)).is_ok()
    }
}

/// What is read, counted.
pub(super) struct Counted<'a> {
    /// The file's name, safe to show.
    pub file: &'a str,
    pub reader: &'a mut dyn Read,
    pub limit: Limit,
    /// How many bytes there should be.
    pub total: u64,
    pub done: u64,
    pub told: u64,
    pub progress: Progress<'a>,
    /// Why it is read no further.
    pub trouble: Option<ImportError>,
}

impl Counted<'_> {
    /// Asks whether to go on.
    fn goes_on(&mut self) -> bool {
        let goes_on = (self.progress)(self.done, self.total.max(self.done));
        if !goes_on {
            self.trouble = Some(ImportError::Cancelled);
        }
        goes_on
    }

    fn stop(&mut self, trouble: ImportError) -> io::Error {
        let error = io::Error::other(trouble.to_string());
        self.trouble = Some(trouble);
        error
    }
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match self.reader.read(buffer) {
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Err(error) => {
                let why = format!("cannot be read on after {} bytes: {error}", self.done);
                let stopped = self.stop(ImportError::Unreadable { file: self.file.to_owned(), why });
                return Err(stopped);
            }
        };
        if !self.limit.take(count as u64) {
            let what = format!(
                "more than {} MiB unpacked, or more than {MOST_RATIO} times what is packed; unpack it by hand if it is yours",
                MOST_UNPACKED >> 20
            );
            return Err(self.stop(ImportError::TooLarge { file: self.file.to_owned(), what }));
        }
        self.done += count as u64;
        if self.done - self.told >= BYTES_A_STEP {
            self.told = self.done;
            if !self.goes_on() {
                return Err(self.stop(ImportError::Cancelled));
            }
        }
        Ok(count)
    }
}

/// A file that a format reads as it comes.
///
/// Reading tells the progress, ends with an error when the person cancels or a limit is reached, and for
/// XML and JSON gives UTF-8 whatever the file's encoding is. A format passes on what an error of reading
/// says; the door puts the true reason in its place.
pub struct Stream<'a> {
    /// What to know beside the file.
    pub context: &'a Context,
    /// The format's name.
    pub(super) format: &'static str,
    pub(super) bytes: Utf8<Counted<'a>>,
}

impl Stream<'_> {
    /// The file's name, safe to show.
    pub fn file(&self) -> &str {
        self.bytes.inner().file
    }

    /// What is found in it: nothing yet.
    pub fn found(&self) -> Found {
        Found::new(self.file(), self.format)
    }

    /// Asks whether to go on, where everything is read and there is still work.
    #[cfg(feature = "databases")]
    pub fn goes_on(&mut self) -> bool {
        self.bytes.inner_mut().goes_on()
    }

    /// Why it cannot be read.
    pub fn unreadable(&self, why: impl Into<String>) -> ImportError {
        ImportError::Unreadable { file: self.file().to_owned(), why: why.into() }
    }

    /// It is what it should be, and holds nothing that belongs here: what it is.
    pub fn not_for_us(&self, what: impl Into<String>) -> ImportError {
        ImportError::NotForUs { file: self.file().to_owned(), what: what.into() }
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.bytes.read(buffer)
    }
}
