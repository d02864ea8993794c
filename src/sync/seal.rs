//! Encryption, by the kept library `age`; the only file that knows it. Keys are texts here.

use std::io::{Read, Write};

use age::secrecy::{ExposeSecret, SecretString};
use age::{DecryptError, Decryptor, Encryptor, Identity, Recipient, scrypt, x25519};

/// How much work a passphrase costs who guesses it: 2 to this, some tenths of a second on today's machines.
const WORK: u8 = 16;
/// A file that asks for more than this is made to keep us busy.
const MOST_WORK: u8 = 20;

/// What came of opening.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unsealed {
    /// The content.
    Content(Vec<u8>),
    /// It was closed with another key.
    WrongKey,
    /// It is not what was written.
    Damaged,
}

/// Can this program encrypt?
pub(super) const KNOWN: bool = true;

/// A new key.
pub(super) fn generate() -> String {
    x25519::Identity::generate().to_string().expose_secret().to_owned()
}

/// Is this a key of whom content is meant for (`age1…`)?
pub(super) fn is_recipient(text: &str) -> bool {
    text.parse::<x25519::Recipient>().is_ok()
}

/// The public half of a key; `None` if it is no key.
pub(super) fn public_of(identity: &str) -> Option<String> {
    Some(identity.parse::<x25519::Identity>().ok()?.to_public().to_string())
}

/// Closes content for recipients.
pub(super) fn seal(recipients: &[String], content: &[u8]) -> Result<Vec<u8>, String> {
    let read = |text: &String| text.parse::<x25519::Recipient>().map_err(str::to_owned);
    let recipients: Vec<x25519::Recipient> = recipients.iter().map(read).collect::<Result<_, _>>()?;
    close(Encryptor::with_recipients(recipients.iter().map(|one| one as &dyn Recipient)), content)
}

/// Opens content with any of the keys.
pub(super) fn unseal(identities: &[String], sealed: &[u8]) -> Unsealed {
    let identities: Vec<x25519::Identity> = identities.iter().filter_map(|text| text.parse().ok()).collect();
    open(identities.iter().map(|one| one as &dyn Identity), sealed)
}

/// Closes content with a passphrase.
pub(super) fn seal_by_passphrase(passphrase: &str, content: &[u8]) -> Result<Vec<u8>, String> {
    let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(WORK);
    close(Encryptor::with_recipients(std::iter::once(&recipient as &dyn Recipient)), content)
}

/// Opens content with a passphrase.
pub(super) fn unseal_by_passphrase(passphrase: &str, sealed: &[u8]) -> Unsealed {
    let mut identity = scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    identity.set_max_work_factor(MOST_WORK);
    open(std::iter::once(&identity as &dyn Identity), sealed)
}

fn close(encryptor: Result<Encryptor, age::EncryptError>, content: &[u8]) -> Result<Vec<u8>, String> {
    let encryptor = encryptor.map_err(|error| error.to_string())?;
    let written = || {
        let mut sealed = Vec::with_capacity(content.len() + 256);
        let mut writer = encryptor.wrap_output(&mut sealed)?;
        writer.write_all(content)?;
        writer.finish()?;
        Ok(sealed)
    };
    written().map_err(|error: std::io::Error| error.to_string())
}

fn open<'a>(identities: impl Iterator<Item = &'a dyn Identity>, sealed: &[u8]) -> Unsealed {
    let opened = Decryptor::new_buffered(sealed).and_then(|decryptor| decryptor.decrypt(identities));
    let mut content = Vec::new();
    match opened.map(|mut reader| reader.read_to_end(&mut content)) {
        Ok(Ok(_)) => Unsealed::Content(content),
        Err(DecryptError::NoMatchingKeys | DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed) => {
            Unsealed::WrongKey
        }
        Ok(Err(_)) | Err(_) => Unsealed::Damaged,
    }
}
