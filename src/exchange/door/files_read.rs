//! What is brought of many files: found, put aside, refused.

use std::io;

use super::look::Looked;
use crate::exchange::context::Context;
use crate::exchange::error::ImportError;
use crate::exchange::found::Found;

/// What was read of the files that were named.
#[derive(Debug, Default, PartialEq)]
pub struct FilesRead {
    /// What is in them, in the order of the names.
    pub found: Vec<Found>,
    /// Files of folders and archives that hold nothing for us, and why.
    pub aside: Vec<ImportError>,
    /// Files that should have been read and cannot be.
    pub refused: Vec<ImportError>,
}

impl FilesRead {
    /// Puts what was seen of a file where it belongs. Of folders and archives much is not for us; a
    /// file that the person named is meant.
    pub(super) fn sort(&mut self, looked: Result<Looked, ImportError>, named: bool, context: &Context) {
        match looked {
            Ok(Looked::Found(found)) => self.found.push(*found),
            Ok(Looked::Archive) => {}
            Err(error) if named => self.refused.push(error),
            Err(error) => match error {
                ImportError::Unknown { .. } | ImportError::Empty { .. } | ImportError::NotForUs { .. } => self.aside.push(error),
                ImportError::TooLarge { .. } | ImportError::Unreadable { .. } | ImportError::NoAccess { .. }
                    if context.skip_bad_rows =>
                {
                    self.aside.push(error);
                }
                ImportError::TooLarge { .. }
                | ImportError::Unreadable { .. }
                | ImportError::NoAccess { .. }
                | ImportError::Rows { .. }
                | ImportError::Cancelled => self.refused.push(error),
            },
        }
    }
}

/// The error of a file that the system does not let us read.
pub(super) fn cannot_read(file: &str, error: &io::Error) -> ImportError {
    ImportError::NoAccess { file: file.to_owned(), why: error.to_string() }
}
