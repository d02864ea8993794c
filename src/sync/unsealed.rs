//! What stands in the place of encryption in a program that was built without it: nothing can be closed or opened.

/// What came of opening.
#[derive(Debug, PartialEq, Eq)]
#[expect(dead_code, reason = "what cannot be opened is never content, and no key is the wrong one")]
pub(super) enum Unsealed {
    /// The content.
    Content(Vec<u8>),
    /// It was closed with another key.
    WrongKey,
    /// It is not what was written.
    Damaged,
}

/// Can this program encrypt?
pub(super) const KNOWN: bool = false;

pub(super) fn generate() -> String {
    String::new()
}

pub(super) fn is_recipient(_: &str) -> bool {
    false
}

pub(super) fn public_of(_: &str) -> Option<String> {
    None
}

pub(super) fn seal(_: &[String], _: &[u8]) -> Result<Vec<u8>, String> {
    Err("built without encryption".to_owned())
}

pub(super) fn unseal(_: &[String], _: &[u8]) -> Unsealed {
    Unsealed::Damaged
}

pub(super) fn seal_by_passphrase(_: &str, content: &[u8]) -> Result<Vec<u8>, String> {
    seal(&[], content)
}

pub(super) fn unseal_by_passphrase(_: &str, sealed: &[u8]) -> Unsealed {
    unseal(&[], sealed)
}
