//! One program of ours after the other: a lock on a file that is there for nothing else, so that what it guards can be
//! replaced meanwhile.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::time::Duration;

use super::private;

/// How often it is looked whether the other one is done.
const PAUSE: Duration = Duration::from_millis(10);

/// Holds a file, which is made if it is missing, until the answer is dropped. Another program of ours is waited for so long.
///
/// # Errors
/// The system refuses; [`io::ErrorKind::WouldBlock`]: somebody else held it all the time.
pub fn hold(path: &Path, patience: Duration) -> io::Result<File> {
    private::make_folder_of(path)?;
    let file = match private::new_file(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => File::options().read(true).write(true).open(path),
        other => other,
    }?;
    let mut waited = Duration::ZERO;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if waited < patience => std::thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::WouldBlock.into()),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        waited += PAUSE;
    }
}
