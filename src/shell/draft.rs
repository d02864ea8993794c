//! Small files beside the journal: forms or a session that were begun, so that leaving loses nothing, and what
//! the chart shows.

use std::fs;
use std::io;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::store::private;

/// Keeps something, readable by its owner only; `None` takes the file away.
///
/// # Errors
/// The file cannot be written or taken away.
pub fn keep<T: Serialize>(path: &Path, draft: Option<&T>) -> io::Result<()> {
    let Some(draft) = draft else {
        return match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        };
    };
    private::replace(path, &serde_json::to_vec(draft)?)
}

/// What was kept. A file that cannot be read is none: nothing depends on it.
pub fn find<T: DeserializeOwned + Default>(path: &Path) -> T {
    fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}
