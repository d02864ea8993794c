//! What can go wrong, as sentences: what was expected, what was found, what still holds, what to do.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::domain::Stamp;

use super::codec::SCHEMA;

/// Something about the journal's file did not work.
#[derive(Debug)]
pub struct StoreError {
    /// The file.
    pub file: PathBuf,
    /// What the matter is.
    pub problem: Problem,
    doing: Doing,
}

/// What was being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doing {
    Read,
    Write,
    Copy,
    Watch,
}

/// What the matter is with the journal's file.
#[derive(Debug)]
pub enum Problem {
    /// Another program had it open all the time.
    Locked {
        /// How long was waited.
        waited: Duration,
    },
    /// A newer program wrote it.
    Newer {
        /// The form found; known is [`SCHEMA`].
        found: u32,
    },
    /// It is something else.
    Foreign {
        /// What it looks like.
        found: String,
    },
    /// It is a journal, but not whole.
    Damaged {
        /// What does not fit.
        detail: String,
    },
    /// It was there at the last look.
    Gone,
    /// Another journal, or an older state of it, is in its place since the last look.
    Replaced,
    /// Another entry has this stamp.
    StampTaken(Stamp),
    /// The commit failed half-way; the entries may be there or not.
    Uncertain(String),
    /// The system refused.
    Io(io::Error),
    /// The system cannot tell about changes.
    Watch(String),
}

impl StoreError {
    pub(super) fn new(file: &Path, doing: Doing, problem: Problem) -> StoreError {
        StoreError { file: file.to_owned(), problem, doing }
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.problem {
            Problem::Io(error) => Some(error),
            Problem::Locked { .. }
            | Problem::Newer { .. }
            | Problem::Foreign { .. }
            | Problem::Damaged { .. }
            | Problem::Gone
            | Problem::Replaced
            | Problem::StampTaken(_)
            | Problem::Uncertain(_)
            | Problem::Watch(_) => None,
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = match self.doing {
            Doing::Read => "read",
            Doing::Write => "write",
            Doing::Copy => "copy",
            Doing::Watch => "watch",
        };
        write!(f, "Cannot {verb} the journal {}: ", self.file.display())?;
        match (&self.problem, self.doing) {
            // Reading goes as far as it can: if that is nowhere, a new file could not be made of it either.
            (Problem::Damaged { detail }, Doing::Read | Doing::Copy) => write!(
                f,
                "nothing in it can be read ({detail}). It was left as it is; move it away, and bring a backup in with \
                 `upswing restore`."
            ),
            (problem, _) => problem.fmt(f),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Locked { waited } => write!(
                f,
                "another program kept it open for {:.1} s. It was left as it is; close the other program, or try again.",
                waited.as_secs_f64()
            ),
            Problem::Newer { found } => write!(
                f,
                "it was written by a newer Upswing (form {found}, this program knows up to {SCHEMA}). \
                 It was left as it is; use the newer program."
            ),
            Problem::Foreign { found } => write!(
                f,
                "expected a journal of Upswing, found {found}. It was left as it is; move it away, or name another folder."
            ),
            Problem::Damaged { detail } => write!(
                f,
                "it is damaged ({detail}). It was left as it is; `upswing doctor` puts what can be read into a new file."
            ),
            Problem::Gone => f.write_str(
                "it was there and is gone. Nothing was written; put the file back, or start Upswing again for a new one.",
            ),
            Problem::Replaced => f.write_str(
                "another journal, or an older state of it, was put in its place. Nothing was written; do the change again.",
            ),
            Problem::StampTaken(stamp) => write!(
                f,
                "the entry {}.{} of {:016x} is there with another content. Nothing was written; do the change again.",
                stamp.wall_ms, stamp.counter, stamp.device
            ),
            Problem::Uncertain(detail) => write!(
                f,
                "the last step failed ({detail}), so it is not certain that the change is saved. \
                 Everything before it is; the change can be written again without harm."
            ),
            Problem::Io(error) => write!(f, "{error}. What was saved before is still there; {}", remedy(error.kind())),
            Problem::Watch(detail) => {
                write!(f, "{detail}. Changes by other programs are not shown at once; everything else works.")
            }
        }
    }
}

fn remedy(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::PermissionDenied => "check who may use the file and its folder.",
        ErrorKind::ReadOnlyFilesystem => "the disk allows no writing: choose another folder.",
        ErrorKind::Unsupported => "this file system cannot lock files: choose a folder on a local disk.",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => "make room and try again.",
        _ => "try again.",
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Problem {
        Problem::Io(error)
    }
}

impl From<redb::Error> for Problem {
    fn from(error: redb::Error) -> Problem {
        match error {
            // What redb cannot make sense of comes as these kinds, not from the system.
            redb::Error::Io(error) if !matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::UnexpectedEof) => {
                Problem::Io(error)
            }
            redb::Error::TableDoesNotExist(_) | redb::Error::TableTypeMismatch { .. } => {
                Problem::Foreign { found: format!("another database ({error})") }
            }
            redb::Error::UpgradeRequired(form) => Problem::Foreign { found: format!("a database of the old form {form}") },
            redb::Error::DatabaseAlreadyOpen | redb::Error::LockProtocolMismatch => Problem::Locked { waited: Duration::ZERO },
            redb::Error::Unsupported => Problem::Io(io::Error::from(ErrorKind::Unsupported)),
            // redb's enum is open: whatever else it says, the file cannot be trusted.
            other => Problem::Damaged { detail: other.to_string() },
        }
    }
}

/// redb has an error type for each kind of call; they all mean the same here.
macro_rules! through_redb {
    ($($error:ty),+) => {
        $(impl From<$error> for Problem {
            fn from(error: $error) -> Problem {
                Problem::from(redb::Error::from(error))
            }
        })+
    };
}

through_redb!(
    redb::DatabaseError,
    redb::TransactionError,
    redb::TableError,
    redb::StorageError,
    redb::CommitError,
    redb::BackendError
);
