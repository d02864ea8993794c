//! The files of the paths that were named.

use std::fs;
use std::path::{Path, PathBuf};

use super::files_read::{FilesRead, cannot_read};
use crate::domain::text::one_line;
use crate::exchange::ImportError;

/// Folders inside folders are followed so deep.
const MOST_DEEP: usize = 32;
/// No export has more files.
const MOST_FILES: usize = 200_000;

/// A file that will be looked at.
pub struct Listed {
    /// Where it is.
    pub path: PathBuf,
    /// Its name, safe to show.
    pub shown: String,
    /// Its size.
    pub bytes: u64,
    /// The person named it; it was not only found in a folder.
    pub named: bool,
}

/// Every file, folders laid out by name, without hidden ones.
pub fn files(named: &[PathBuf], brought: &mut FilesRead) -> Vec<Listed> {
    let mut files = Vec::new();
    for path in named {
        if path.is_dir() {
            inside(path, MOST_DEEP, &mut files, brought);
        } else {
            list(path, true, &mut files, brought);
        }
    }
    files
}

fn list(path: &Path, named: bool, files: &mut Vec<Listed>, brought: &mut FilesRead) {
    let shown = one_line(&path.display().to_string()).into_owned();
    match fs::metadata(path) {
        Ok(data) => files.push(Listed { path: path.to_owned(), shown, bytes: data.len(), named }),
        Err(error) => brought.refused.push(cannot_read(&shown, &error)),
    }
}

fn inside(folder: &Path, deep: usize, files: &mut Vec<Listed>, brought: &mut FilesRead) {
    let shown = || one_line(&folder.display().to_string()).into_owned();
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => return brought.refused.push(cannot_read(&shown(), &error)),
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        if files.len() >= MOST_FILES || deep == 0 {
            let what = format!("more than {MOST_FILES} files, or folders more than {MOST_DEEP} deep; import it in parts");
            return brought.refused.push(ImportError::TooLarge { file: shown(), what });
        }
        if is_hidden(&entry.file_name().to_string_lossy()) {
            continue;
        }
        // A link to a folder may lead back to where it stands; one to a file is a file.
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => inside(&entry.path(), deep - 1, files, brought),
            _ if entry.path().is_file() => list(&entry.path(), false, files, brought),
            _ => {}
        }
    }
}

/// Hidden files, and the twins that one system puts beside the files of another.
pub fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name == "__MACOSX"
}
