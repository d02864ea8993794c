//! What can go wrong with the folder, as sentences.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::store::StoreError;

/// Why nothing, or not all, was exchanged. What is in the journal stays as it is, and so does every other device's file.
#[derive(Debug)]
pub enum SyncError {
    /// There is no such folder.
    NoFolder(PathBuf),
    /// The system refused.
    Io(PathBuf, io::Error),
    /// Content is encrypted, and no key is named.
    KeyNeeded(PathBuf),
    /// Content is encrypted with another key.
    WrongKey(PathBuf),
    /// A file with a key or a passphrase is not what it should be.
    BadKey(PathBuf, String),
    /// This program was built without encryption.
    NoEncryption,
    /// An entry cannot be written.
    Unwritable(String),
    /// The journal cannot be read or written.
    Store(StoreError),
}

impl SyncError {
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> SyncError {
        let path = path.to_owned();
        |error| SyncError::Io(path, error)
    }
}

impl std::error::Error for SyncError {}

impl From<StoreError> for SyncError {
    fn from(error: StoreError) -> SyncError {
        SyncError::Store(error)
    }
}

impl fmt::Display for SyncError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SyncError::NoFolder(path) => write!(
                f,
                "expected the folder {} that your devices share, found none. Nothing was exchanged; start your synchroniser, \
                 or name another folder.",
                path.display()
            ),
            SyncError::Io(path, error) => {
                write!(f, "{}: {error}. What could not be exchanged is exchanged the next time.", path.display())
            }
            SyncError::KeyNeeded(path) => write!(
                f,
                "{} is encrypted, and no key is named. Nothing was exchanged; name passphrase_file or identity_file below \
                 [sync] in config.toml.",
                path.display()
            ),
            SyncError::WrongKey(path) => write!(
                f,
                "{} is encrypted with another key than yours. Nothing was read or written; use the passphrase or the key of \
                 your other devices.",
                path.display()
            ),
            SyncError::BadKey(path, found) => write!(f, "{}: {found}. Nothing was exchanged.", path.display()),
            SyncError::NoEncryption => {
                f.write_str("this program was built without encryption (the feature `encryption`). Nothing was exchanged.")
            }
            SyncError::Unwritable(detail) => write!(f, "an entry cannot be written: {detail}. Nothing was exchanged."),
            SyncError::Store(error) => error.fmt(f),
        }
    }
}
