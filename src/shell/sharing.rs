//! What `[sync]` of the configuration says: the folder that the person's devices share, and what it is encrypted with.

use std::path::PathBuf;

use serde::Deserialize;

use crate::sync::{Place, Secret};

use super::Paths;
use super::paths::home_of;

/// What the file holds, as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenSharing {
    folder: Option<String>,
    device: Option<String>,
    passphrase_file: Option<String>,
    identity_file: Option<String>,
    recipients_file: Option<String>,
}

impl WrittenSharing {
    /// Is anything said about sharing?
    pub fn is_said(&self) -> bool {
        [&self.folder, &self.device, &self.passphrase_file, &self.identity_file, &self.recipients_file]
            .iter()
            .any(|said| said.is_some())
    }
}

/// How a life is shared between devices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sharing {
    /// The folder; with one, entries are exchanged by themselves.
    pub folder: Option<PathBuf>,
    /// What its content is encrypted with.
    pub secret: Secret,
    /// What the person calls this device.
    pub name: Option<String>,
}

impl Sharing {
    pub(super) fn of(written: WrittenSharing) -> Result<Sharing, String> {
        let WrittenSharing { folder, device, passphrase_file, identity_file, recipients_file } = written;
        let [passphrase, identity, recipients] =
            [passphrase_file, identity_file, recipients_file].map(|path| path.map(|path| home_of(&path)));
        let secret = secret(passphrase, identity, recipients).map_err(|problem| format!("sync: {problem}"))?;
        Ok(Sharing { folder: folder.map(|path| home_of(&path)), secret, name: device })
    }

    /// Where everything is, for a folder.
    pub fn place(&self, paths: &Paths, folder: PathBuf) -> Place {
        let name = self.name.clone().unwrap_or_else(machine);
        Place { journal: paths.journal(), home: paths.data.clone(), folder, secret: self.secret.clone(), name }
    }

    /// Where everything is, if a folder is configured.
    pub fn own_place(&self, paths: &Paths) -> Option<Place> {
        self.folder.as_ref().map(|folder| self.place(paths, folder.clone()))
    }
}

/// What content is encrypted with, from the files that are named.
///
/// # Errors
/// A sentence, if they do not go together.
pub fn secret(passphrase: Option<PathBuf>, identity: Option<PathBuf>, recipients: Option<PathBuf>) -> Result<Secret, String> {
    match (passphrase, identity, recipients) {
        (None, None, None) => Ok(Secret::None),
        (Some(file), None, None) => Ok(Secret::Passphrase(file)),
        (None, Some(identity), recipients) => Ok(Secret::Identity { identity, recipients }),
        (Some(_), _, _) => Err("expected passphrase_file alone, or identity_file, found both".to_owned()),
        (None, None, Some(_)) => Err("expected identity_file beside recipients_file, found none".to_owned()),
    }
}

/// What the system calls this machine; nothing where it does not say.
fn machine() -> String {
    let told = std::fs::read_to_string("/proc/sys/kernel/hostname").or_else(|_| std::fs::read_to_string("/etc/hostname"));
    let named = told.ok().or_else(|| std::env::var("HOSTNAME").ok()).or_else(|| std::env::var("COMPUTERNAME").ok());
    named.unwrap_or_default().trim().to_owned()
}
