//! The door: from a path to files, and from a file to its format.
//!
//! A folder gives its files, an archive its members (also one inside another), `.gz` what is packed in
//! it. Each is recognised by what is in it, never by its name, and read as its format wants it: as a
//! text, as XML or JSON in a stream, or as bytes. Many files are read at once. What a format says is the
//! format's business; what becomes of the files is the caller's.

mod archive;
mod crew;
mod files_read;
mod look;
mod sniff;
mod stream;
mod unknown;
mod utf8;
mod walk;

use std::fs::File;
use std::io::Cursor;
use std::path::PathBuf;

pub use files_read::FilesRead;
pub use sniff::Keys;
pub use stream::Stream;

use super::{Context, Found, ImportError, Progress};
use crate::domain::text::one_line;
use archive::Archive;
use crew::Meter;
use files_read::cannot_read;
use look::{Looked, look};
use stream::Limit;
use unknown::unknown;

/// Reads every file that is named, and those of the folders and archives that are named.
///
/// # Errors
/// Cancelled. What is wrong with a file stands in [`FilesRead::refused`].
pub fn bring(named: &[PathBuf], context: &Context, progress: Progress) -> Result<FilesRead, ImportError> {
    let mut brought = FilesRead::default();
    let files = walk::files(named, &mut brought);
    let meter = Meter::new(files.iter().map(|file| file.bytes).sum());
    let open = |file: &walk::Listed, progress: Progress| {
        let mut opened = File::open(&file.path).map_err(|error| cannot_read(&file.shown, &error))?;
        look(&file.shown, &mut opened, file.bytes, &Limit::none(), context, progress)
    };
    let looked = crew::each(&files, |file| file.bytes, open, &meter, progress)?;
    for (file, mut looked) in files.iter().zip(looked) {
        tell_beside(&file.path, &mut looked);
        if !matches!(looked, Ok(Looked::Archive)) {
            brought.sort(looked, file.named, context);
            continue;
        }
        match File::open(&file.path) {
            Ok(opened) => {
                let archive = Archive { file: &file.shown, named: file.named, bytes: file.bytes, limit: None };
                archive.bring(opened, context, &meter, progress, &mut brought)?;
            }
            Err(error) => brought.refused.push(cannot_read(&file.shown, &error)),
        }
    }
    Ok(brought)
}

/// The files of the paths that are named: those of folders too, without hidden ones. What cannot be listed is told.
pub fn files(named: &[PathBuf]) -> (Vec<PathBuf>, Vec<ImportError>) {
    let mut brought = FilesRead::default();
    let files = walk::files(named, &mut brought).into_iter().map(|file| file.path).collect();
    (files, brought.refused)
}

/// What a program that is still open wrote to its database last lies in a file beside it, which is not read.
fn tell_beside(path: &std::path::Path, looked: &mut Result<Looked, ImportError>) {
    let mut beside = path.as_os_str().to_owned();
    beside.push("-wal");
    if let Ok(Looked::Found(found)) = looked
        && std::fs::metadata(&beside).is_ok_and(|data| data.len() > 0)
    {
        let name = std::path::Path::new(&beside).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let told = format!(
            "{name} lies beside it: what was written last may still be there; close the program that writes it, or use its export"
        );
        found.warnings.add(None, &told);
    }
}

/// Reads bytes as [`bring`] reads a file.
///
/// # Errors
/// Cancelled.
pub fn bring_bytes(name: &str, bytes: &[u8], context: &Context, progress: Progress) -> Result<FilesRead, ImportError> {
    let mut brought = FilesRead::default();
    let (file, size) = (one_line(name).into_owned(), bytes.len() as u64);
    let looked = look(&file, &mut { bytes }, size, &Limit::none(), context, progress);
    if matches!(looked, Ok(Looked::Archive)) {
        let archive = Archive { file: &file, named: true, bytes: size, limit: None };
        archive.bring(Cursor::new(bytes.to_vec()), context, &Meter::new(size), progress, &mut brought)?;
    } else {
        brought.sort(looked, true, context);
    }
    Ok(brought)
}

/// Reads one file of which the bytes are there.
///
/// # Errors
/// Not recognised, an archive, not readable, or (unless `skip_bad_rows`) with a bad row; cancelled.
pub fn read(name: &str, bytes: &[u8], context: &Context, progress: Progress) -> Result<Found, ImportError> {
    let file = one_line(name).into_owned();
    match look(&file, &mut { bytes }, bytes.len() as u64, &Limit::none(), context, progress)? {
        Looked::Found(found) => Ok(*found),
        Looked::Archive => Err(unknown(&file, "a zip archive, where one file is expected")),
    }
}
