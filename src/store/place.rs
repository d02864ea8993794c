//! A finished draft gets the journal's name; whatever fails, no draft stays and what was there is in its place.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::Duration;

use super::error::Problem;
use super::private;

/// What is asked of the file system.
#[derive(Clone, Copy)]
struct Files {
    /// Gives a file a second name, which must be free.
    link: fn(&Path, &Path) -> io::Result<()>,
    /// Gives a file another name.
    rename: fn(&Path, &Path) -> io::Result<()>,
}

const FILES: Files = Files { link: |from, to| fs::hard_link(from, to), rename: |from, to| fs::rename(from, to) };

/// Gives a draft a name that is free, or the name of what is there, which is kept under the name `kept`.
///
/// # Errors
/// The system refuses. Without `kept` something has the name by now: then it is [`Problem::Locked`], and the next attempt
/// finds it.
pub(super) fn put_in_place(draft: &Path, path: &Path, kept: Option<&Path>) -> Result<(), Problem> {
    put(FILES, draft, path, kept)?;
    Ok(private::sync_folder(path)?)
}

fn put(files: Files, draft: &Path, path: &Path, kept: Option<&Path>) -> Result<(), Problem> {
    let placed = match kept {
        None => give(files, draft, path),
        Some(kept) => keep(files, draft, path, kept).map_err(Problem::from),
    };
    // After a link the draft is a second name; after a failure it is of no use.
    let _ = fs::remove_file(draft);
    placed
}

fn give(files: Files, draft: &Path, path: &Path) -> Result<(), Problem> {
    match (files.link)(draft, path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(Problem::Locked { waited: Duration::ZERO }),
        // Not every file system has links.
        Err(_) if !path.exists() => Ok((files.rename)(draft, path)?),
        Err(error) => Err(error.into()),
    }
}

fn keep(files: Files, draft: &Path, path: &Path, kept: &Path) -> io::Result<()> {
    match (files.link)(path, kept) {
        // The old file keeps a name at every moment, and the journal's name always has a file.
        Ok(()) => (files.rename)(draft, path).inspect_err(|_| {
            let _ = fs::remove_file(kept);
        }),
        // Without links the journal's name is free for a moment; what was there has the other one.
        Err(error) if error.kind() != ErrorKind::AlreadyExists && !kept.exists() && path.is_file() => {
            (files.rename)(path, kept)?;
            (files.rename)(draft, path).inspect_err(|_| {
                let _ = (files.rename)(kept, path);
            })
        }
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NO_LINKS: Files = Files { link: |_, _| Err(ErrorKind::Unsupported.into()), ..FILES };

    /// Whatever is a draft keeps its name.
    fn no_rename_of_a_draft(from: &Path, to: &Path) -> io::Result<()> {
        if from.ends_with("draft") { Err(ErrorKind::PermissionDenied.into()) } else { fs::rename(from, to) }
    }

    /// The names in a folder with what is in them, after a draft was put in the place of `old`, if there is one.
    fn after(files: Files, old: Option<&str>, taken: bool) -> (bool, Vec<(String, String)>) {
        let folder = tempfile::tempdir().unwrap();
        let name = |name: &str| folder.path().join(name);
        fs::write(name("draft"), "new").unwrap();
        if let Some(old) = old {
            fs::write(name("journal"), old).unwrap();
        }
        if taken {
            fs::write(name("kept"), "older").unwrap();
        }
        let kept = name("kept");
        let done = put(files, &name("draft"), &name("journal"), old.map(|_| kept.as_path())).is_ok();
        let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let text = |path: &Path| fs::read_to_string(path).unwrap();
        let mut found: Vec<(String, String)> =
            names.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), text(&path))).collect();
        found.sort();
        (done, found)
    }

    fn names(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn with_and_without_links_the_old_one_is_kept_and_no_draft_stays() {
        for links in [FILES, NO_LINKS] {
            assert_eq!(after(links, None, false), (true, names(&[("journal", "new")])));
            assert_eq!(after(links, Some("old"), false), (true, names(&[("journal", "new"), ("kept", "old")])));
            // What has the name already is never written over.
            assert_eq!(after(links, Some("old"), true), (false, names(&[("journal", "old"), ("kept", "older")])));
            let broken = Files { rename: no_rename_of_a_draft, ..links };
            assert_eq!(after(broken, Some("old"), false), (false, names(&[("journal", "old")])));
        }
        let broken = Files { rename: no_rename_of_a_draft, ..NO_LINKS };
        assert_eq!(after(broken, None, false), (false, names(&[])));
    }

    #[test]
    fn a_name_that_somebody_took_meanwhile_is_locked() {
        let folder = tempfile::tempdir().unwrap();
        let (draft, path) = (folder.path().join("draft"), folder.path().join("journal"));
        fs::write(&draft, "new").unwrap();
        fs::write(&path, "other").unwrap();
        assert!(matches!(put_in_place(&draft, &path, None), Err(Problem::Locked { .. })));
        assert_eq!((draft.exists(), fs::read_to_string(&path).unwrap().as_str()), (false, "other"));
    }
}
