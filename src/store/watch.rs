//! Tells that the journal's file, or something in other folders, may have changed, without polling.

use std::path::{Path, PathBuf};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::error::Problem;

/// Goes on telling as long as it lives.
#[derive(Debug)]
pub struct Watch {
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches the folder of `path`, because the file may come, go and be replaced.
    pub(super) fn new(path: &Path, changed: impl Fn() + Send + 'static) -> Result<Watch, Problem> {
        let watched = path.to_owned();
        let handler = move |event: notify::Result<Event>| {
            if concerns(&event, &watched) {
                changed();
            }
        };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let told = |error: notify::Error| Problem::Watch(error.to_string());
        let mut watcher = notify::recommended_watcher(handler).map_err(told)?;
        watcher.watch(folder, RecursiveMode::NonRecursive).map_err(told)?;
        Ok(Watch { _watcher: watcher })
    }

    /// Watches whole folders, and the folders of single files. What is not there is passed over.
    pub fn of(paths: &[PathBuf], changed: impl Fn() + Send + 'static) -> Option<Watch> {
        let files: Vec<PathBuf> = paths.iter().filter(|path| !path.is_dir()).cloned().collect();
        let folders: Vec<PathBuf> = paths.iter().filter(|path| path.is_dir()).cloned().collect();
        let (inside, named) = (folders.clone(), files.clone());
        let handler = move |event: notify::Result<Event>| {
            let is_inside = event
                .as_ref()
                .is_ok_and(|event| event.paths.iter().any(|path| inside.iter().any(|folder| path.starts_with(folder))));
            if (is_inside && changes(&event)) || named.iter().any(|file| concerns(&event, file)) {
                changed();
            }
        };
        let mut watcher = notify::recommended_watcher(handler).ok()?;
        for folder in &folders {
            // A folder that cannot be watched is looked at when the program starts all the same.
            let _ = watcher.watch(folder, RecursiveMode::Recursive);
        }
        for folder in files.iter().filter_map(|file| file.parent()) {
            let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
        }
        Some(Watch { _watcher: watcher })
    }
}

/// Tells through `changed` that something in a folder may have changed, as long as the [`Watch`] lives.
///
/// # Errors
/// A sentence: the system cannot watch the folder.
pub fn watch_folder(folder: &Path, changed: impl Fn() + Send + 'static) -> Result<Watch, String> {
    let handler = move |event: notify::Result<Event>| {
        if changes(&event) {
            changed();
        }
    };
    let told = |error: notify::Error| error.to_string();
    let mut watcher = notify::recommended_watcher(handler).map_err(told)?;
    watcher.watch(folder, RecursiveMode::NonRecursive).map_err(told)?;
    Ok(Watch { _watcher: watcher })
}

/// Is this a reason to look? Looking itself makes access events, which are none.
fn concerns(event: &notify::Result<Event>, watched: &Path) -> bool {
    let Ok(told) = event else { return true };
    let ours = told.paths.iter().any(|path| path.file_name() == watched.file_name());
    changes(event) && (ours || told.need_rescan())
}

fn changes(event: &notify::Result<Event>) -> bool {
    let Ok(event) = event else { return true };
    match event.kind {
        EventKind::Access(_) => false,
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => true,
    }
}
