//! Who may read what stands in the folder: nobody else, if a passphrase or a key is named.
//!
//! A passphrase is slow to try, on purpose. So each device has a key of its own, closed with the passphrase, in a small
//! file beside its entries: the passphrase is used once for each device, and what it opened is remembered beside the
//! journal, which is not encrypted either.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::store::private;

use super::error::SyncError;
use super::folder;
use super::seal::{self, Unsealed};

/// What the folder's content is encrypted with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Secret {
    /// Nothing.
    #[default]
    None,
    /// The passphrase in the first line of this file.
    Passphrase(PathBuf),
    /// The keys in an identity file of `age`; others who may read are in a recipients file.
    Identity {
        /// The file with `AGE-SECRET-KEY-1…`.
        identity: PathBuf,
        /// The file with `age1…`.
        recipients: Option<PathBuf>,
    },
}

/// The keys at hand.
#[derive(Debug)]
pub(super) struct Keys {
    folder: PathBuf,
    with: With,
    /// The keys of devices that the passphrase opened, by device.
    pub opened: BTreeMap<u64, String>,
}

#[derive(Debug)]
enum With {
    Nothing,
    Passphrase(String),
    Keys { identities: Vec<String>, recipients: Vec<String> },
}

/// What came of sealed content.
#[derive(Debug)]
pub(super) enum Read {
    Content(Vec<u8>),
    /// It is not what was written.
    Damaged,
    /// The device's key has not arrived yet.
    NoKeyYet,
}

impl Keys {
    /// Reads the files that are named.
    pub fn of(secret: &Secret, folder: &Path, opened: BTreeMap<u64, String>) -> Result<Keys, SyncError> {
        if *secret != Secret::None && !seal::KNOWN {
            return Err(SyncError::NoEncryption);
        }
        let with = match secret {
            Secret::None => With::Nothing,
            Secret::Passphrase(path) => With::Passphrase(passphrase(path)?),
            Secret::Identity { identity, recipients } => {
                let identities = lines(identity)?;
                let publics: Option<Vec<String>> = identities.iter().map(|text| seal::public_of(text)).collect();
                let mut all = publics.filter(|all| !all.is_empty()).ok_or_else(|| {
                    let found = "expected the key of `age-keygen` (AGE-SECRET-KEY-1…), one a line, found none";
                    SyncError::BadKey(identity.clone(), found.to_owned())
                })?;
                if let Some(path) = recipients {
                    let others = lines(path)?;
                    if let Some(wrong) = others.iter().find(|text| !seal::is_recipient(text)) {
                        let found = format!("expected a public key (age1…) in each line, found \"{wrong}\"");
                        return Err(SyncError::BadKey(path.clone(), found));
                    }
                    all.extend(others);
                }
                With::Keys { identities, recipients: all }
            }
        };
        Ok(Keys { folder: folder.to_owned(), with, opened })
    }

    /// Is what is written to be closed?
    pub fn seals(&self) -> bool {
        !matches!(self.with, With::Nothing)
    }

    /// Opens what a device closed in a file.
    pub fn unseal(&mut self, device: u64, file: &Path, content: &[u8]) -> Result<Read, SyncError> {
        let opened = match &self.with {
            With::Nothing => return Err(SyncError::KeyNeeded(file.to_owned())),
            With::Keys { identities, .. } => seal::unseal(identities, content),
            With::Passphrase(_) => match self.key_of(device)? {
                None => return Ok(Read::NoKeyYet),
                Some(key) => seal::unseal(&[key], content),
            },
        };
        match opened {
            Unsealed::Content(content) => Ok(Read::Content(content)),
            Unsealed::Damaged => Ok(Read::Damaged),
            Unsealed::WrongKey => Err(SyncError::WrongKey(file.to_owned())),
        }
    }

    /// Closes what a device of ours writes, or leaves it as it is.
    pub fn seal(&mut self, device: u64, content: Vec<u8>) -> Result<Vec<u8>, SyncError> {
        let sealed = match &self.with {
            With::Nothing => return Ok(content),
            With::Keys { recipients, .. } => seal::seal(recipients, &content),
            With::Passphrase(passphrase) => {
                let passphrase = passphrase.clone();
                let key = self.own_key(device, &passphrase)?;
                seal::seal(seal::public_of(&key).as_slice(), &content)
            }
        };
        sealed.map_err(SyncError::Unwritable)
    }

    /// The key of a device; `None` if it is not there, or not whole yet.
    fn key_of(&mut self, device: u64) -> Result<Option<String>, SyncError> {
        let With::Passphrase(passphrase) = &self.with else { return Ok(None) };
        if let Some(key) = self.opened.get(&device) {
            return Ok(Some(key.clone()));
        }
        let path = folder::key(&self.folder, device);
        let key = match seal::unseal_by_passphrase(passphrase, &folder::bytes(&path)?) {
            Unsealed::WrongKey => return Err(SyncError::WrongKey(path)),
            Unsealed::Damaged => return Ok(None),
            Unsealed::Content(key) => String::from_utf8_lossy(&key).into_owned(),
        };
        self.opened.insert(device, key.clone());
        Ok(Some(key))
    }

    /// The key of a device of ours, which is there for the others afterwards.
    fn own_key(&mut self, device: u64, passphrase: &str) -> Result<String, SyncError> {
        let path = folder::key(&self.folder, device);
        let known = self.key_of(device)?;
        // One that is torn cannot be used by anybody.
        let is_there = known.is_some() && path.exists();
        let key = known.unwrap_or_else(seal::generate);
        if !is_there {
            let sealed = seal::seal_by_passphrase(passphrase, key.as_bytes()).map_err(SyncError::Unwritable)?;
            private::replace(&path, &sealed).map_err(SyncError::io(&path))?;
        }
        self.opened.insert(device, key.clone());
        Ok(key)
    }
}

fn passphrase(path: &Path) -> Result<String, SyncError> {
    let text = fs::read_to_string(path).map_err(SyncError::io(path))?;
    let line = text.lines().next().unwrap_or_default().trim_end();
    if line.is_empty() {
        return Err(SyncError::BadKey(path.to_owned(), "expected a passphrase in the first line, found none".to_owned()));
    }
    Ok(line.to_owned())
}

/// The lines of a file without its comments.
fn lines(path: &Path) -> Result<Vec<String>, SyncError> {
    let text = fs::read_to_string(path).map_err(SyncError::io(path))?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(lines.map(str::to_owned).collect())
}
