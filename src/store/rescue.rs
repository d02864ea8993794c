//! Copies of the journal: a backup, and a new file made of what a damaged one still says.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::{Doing, Problem, StoreError};
use super::place::put_in_place;
use super::private;
use super::{Counted, JournalFile, Loaded, PATIENCE, Place, Store};

impl Store {
    /// Copies the journal, byte for byte, to `to`, which must not exist; reads the copy and returns how much is in it.
    ///
    /// # Errors
    /// There is no journal, nothing in it can be read, `to` exists or cannot be written. No half copy stays.
    pub fn backup(&self, to: &Path) -> Result<Loaded<Counted>, StoreError> {
        let told = |problem| StoreError::new(to, Doing::Copy, problem);
        let Place::File(file) = &self.place else { return Err(told(Problem::Gone)) };
        let source = |problem| StoreError::new(file.path(), Doing::Copy, problem);
        file.cue().map_err(source)?.ok_or(Problem::Gone).map_err(source)?;
        let bytes = file.bytes().map_err(source)?;
        private::create(to, &bytes).map_err(Problem::from).map_err(told)?;
        let read = JournalFile::new(to.to_owned(), PATIENCE).read();
        let (_, copied) = read.map_err(told).inspect_err(|_| {
            let _ = fs::remove_file(to);
        })?;
        Ok(copied)
    }

    /// Puts a copy of a whole journal in the place of this one; returns how much is in it, and where what was there is kept.
    ///
    /// # Errors
    /// `from` is no journal or not whole, or cannot be copied. What was there is in its place then.
    pub fn put_back(&mut self, from: &Path) -> Result<(Loaded<Counted>, Option<PathBuf>), StoreError> {
        let Place::File(file) = &self.place else { return Ok((self.gather()?, None)) };
        let told = |problem| StoreError::new(file.path(), Doing::Copy, problem);
        let draft = file.beside("restored");
        file.make_folder().map_err(told)?;
        let _ = fs::remove_file(&draft);
        let copied = Store::at(from).backup(&draft)?;
        if let Some(damage) = copied.damaged.first() {
            let _ = fs::remove_file(&draft);
            return Err(StoreError::new(from, Doing::Copy, Problem::Damaged { detail: damage.to_string() }));
        }
        let kept = file.path().exists().then(|| aside(file.path(), "replaced"));
        put_in_place(&draft, file.path(), kept.as_deref()).map_err(told)?;
        (self.seen, self.trusted) = (None, None);
        Ok((copied, kept))
    }

    /// Puts everything that can be read into a new file and the damaged one aside; returns where.
    ///
    /// # Errors
    /// Nothing can be read, the new file cannot be written, or somebody wrote meanwhile. The old one is
    /// in its place then.
    pub fn rescue(&mut self) -> Result<Option<PathBuf>, StoreError> {
        let loaded = self.load()?;
        let Place::File(file) = &self.place else { return Ok(None) };
        let told = |problem| StoreError::new(file.path(), Doing::Copy, problem);
        let aside = aside(file.path(), "damaged");
        let draft = JournalFile::new(file.beside("rescued"), PATIENCE);
        let _ = fs::remove_file(draft.path());
        let seen = self.seen.and_then(|seen| seen.cue);
        let untouched = || if file.cue()? == seen { Ok(()) } else { Err(Problem::Locked { waited: Duration::ZERO }) };
        draft.create(&loaded.entries).and_then(|_| untouched()).map_err(told).inspect_err(|_| {
            let _ = fs::remove_file(draft.path());
        })?;
        put_in_place(draft.path(), file.path(), Some(&aside)).map_err(told)?;
        self.seen = None;
        Ok(Some(aside))
    }
}

/// The first free name such as `….damaged-1` beside the file.
fn aside(path: &Path, word: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let numbered = |number: u32| path.with_file_name(format!("{name}.{word}-{number}"));
    (1..=u32::MAX).map(numbered).find(|path| !path.exists()).unwrap_or_else(|| numbered(0))
}
