//! Copies of the journal: a backup, and a new file made of what a damaged one still says.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::{Doing, Problem, StoreError};
use super::private;
use super::{JournalFile, Loaded, PATIENCE, Place, Store};

impl Store {
    /// Copies the journal, byte for byte, to `to`, which must not exist; reads the copy and returns what is in it.
    ///
    /// # Errors
    /// There is no journal, nothing in it can be read, `to` exists or cannot be written. No half copy stays.
    pub fn backup(&self, to: &Path) -> Result<Loaded, StoreError> {
        let told = |problem| StoreError::new(to, Doing::Copy, problem);
        let Place::File(file) = &self.place else { return Err(told(Problem::Gone)) };
        let source = |problem| StoreError::new(file.path(), Doing::Copy, problem);
        file.cue().map_err(source)?.ok_or(Problem::Gone).map_err(source)?;
        let bytes = file.bytes().map_err(source)?;
        private::create(to, &bytes).map_err(Problem::from).map_err(told)?;
        let (_, copied) = JournalFile::new(to.to_owned(), PATIENCE).read().map_err(told)?;
        Ok(copied)
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
        let aside = aside(file.path());
        let draft = JournalFile::new(file.beside("rescued"), PATIENCE);
        let _ = fs::remove_file(draft.path());
        draft.create(&loaded.entries).map_err(told)?;
        if file.cue().map_err(told)? != self.seen.map(|seen| seen.cue) {
            let _ = fs::remove_file(draft.path());
            return Err(told(Problem::Locked { waited: Duration::ZERO }));
        }
        // The damaged file keeps a name at every moment, and the journal's name always has a file.
        fs::hard_link(file.path(), &aside).map_err(Problem::from).map_err(told)?;
        fs::rename(draft.path(), file.path()).map_err(Problem::from).map_err(told)?;
        private::sync_folder(file.path()).map_err(Problem::from).map_err(told)?;
        self.seen = None;
        Ok(Some(aside))
    }
}

/// The first free name `….damaged-N` beside the file.
fn aside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let numbered = |number: u32| path.with_file_name(format!("{name}.damaged-{number}"));
    (1..=u32::MAX).map(numbered).find(|path| !path.exists()).unwrap_or_else(|| numbered(0))
}
