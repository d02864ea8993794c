//! Second versions of the journal that a synchroniser left beside it, because two machines changed it.

use std::path::{Path, PathBuf};

use super::file::begins_as_journal;

/// The files beside a journal that are journals too and whose names begin as its own does.
pub fn conflict_copies(journal: &Path) -> Vec<PathBuf> {
    let (Some(folder), Some(stem), Some(ending)) = (journal.parent(), journal.file_stem(), journal.extension()) else {
        return Vec::new();
    };
    let stem = stem.to_string_lossy();
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path());
    let is_copy = |path: &PathBuf| {
        let begins = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&*stem));
        begins && path != journal && path.extension() == Some(ending) && begins_as_journal(path)
    };
    let mut copies: Vec<PathBuf> = files.filter(is_copy).collect();
    copies.sort();
    copies
}
