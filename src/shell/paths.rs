//! Where the files are: the user's folders, or those named by the environment.

use std::path::PathBuf;

use directories::{BaseDirs, ProjectDirs};

/// The program's folders. Nothing is created by asking for them.
#[derive(Debug, Clone)]
pub struct Paths {
    /// Holds the journal.
    pub data: PathBuf,
    /// Holds `config.toml`.
    pub config: PathBuf,
    /// Holds what can be made again or is not needed every day: the backups.
    pub state: PathBuf,
}

/// There is no home folder to put anything in.
#[derive(Debug)]
pub struct PathError;

impl std::fmt::Display for PathError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("expected a home folder, found none; set UPSWING_DATA_DIR and UPSWING_CONFIG_DIR to folders of yours")
    }
}

impl std::error::Error for PathError {}

impl Paths {
    /// The folders of `UPSWING_DATA_DIR` and `UPSWING_CONFIG_DIR`, else the platform's.
    ///
    /// # Errors
    /// No home folder and no environment variable in its place.
    pub fn find() -> Result<Paths, PathError> {
        let named = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let project = ProjectDirs::from("", "", "upswing");
        let data = named("UPSWING_DATA_DIR").or_else(|| project.as_ref().map(|project| project.data_dir().to_owned()));
        let of_platform = project.as_ref().and_then(ProjectDirs::state_dir).map(PathBuf::from);
        let state = named("UPSWING_DATA_DIR").or(of_platform).or_else(|| data.clone());
        let config = named("UPSWING_CONFIG_DIR").or_else(|| project.as_ref().map(|project| project.config_dir().to_owned()));
        Ok(Paths { data: data.ok_or(PathError)?, config: config.ok_or(PathError)?, state: state.ok_or(PathError)? })
    }

    /// The journal's file.
    pub fn journal(&self) -> PathBuf {
        self.data.join("upswing.redb")
    }

    /// Where changes are kept that the journal does not take, the best place first. In a folder that journals share, what one
    /// of them leaves must not be offered to another: there a journal that is not the user's usual one has a name of its own.
    pub fn refuges(&self) -> Vec<PathBuf> {
        let project = ProjectDirs::from("", "", "upswing");
        let project = project.as_ref();
        let usual = project.is_some_and(|project| project.data_dir() == self.data);
        let shared = [
            project.map(ProjectDirs::config_dir).filter(|config| *config == self.config),
            project.and_then(ProjectDirs::runtime_dir),
            project.and_then(ProjectDirs::state_dir),
        ];
        let own = std::path::absolute(&self.data).unwrap_or_else(|_| self.data.clone());
        let mark = xxhash_rust::xxh3::xxh3_64(own.as_os_str().as_encoded_bytes());
        let name = if usual { "unsaved.json".to_owned() } else { format!("unsaved-{mark:016x}.json") };
        let beside = (shared.first() == Some(&None)).then(|| self.config.join("unsaved.json"));
        beside.into_iter().chain(shared.into_iter().flatten().map(|folder| folder.join(&name))).collect()
    }

    /// The folder of the backups that rotate by themselves.
    pub fn backups(&self) -> PathBuf {
        self.state.join("backups")
    }

    /// What is remembered of the files that are looked at by themselves.
    pub fn watched(&self) -> PathBuf {
        self.state.join("watched.json")
    }

    /// The configuration file.
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }
}

/// A path as it was typed; `~` is the home folder, if there is one.
pub fn home_of(text: &str) -> PathBuf {
    let rest = text.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(['/', '\\']));
    match rest.zip(BaseDirs::new()) {
        Some((rest, dirs)) => dirs.home_dir().join(rest.trim_start_matches(['/', '\\'])),
        None => PathBuf::from(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_journal_leaves_unsaved_is_not_offered_to_another() {
        let project = ProjectDirs::from("", "", "upswing").unwrap();
        let at = |data: &str, config: &std::path::Path| {
            Paths { data: data.into(), config: config.to_owned(), state: data.into() }.refuges()
        };
        let one = at("/one", project.config_dir());
        let places = [
            at("/other", project.config_dir()),
            at("/other", "/other".as_ref()),
            at(project.data_dir().to_str().unwrap(), project.config_dir()),
        ];
        for other in places {
            assert!(other.len() > 1 && other.iter().all(|place| !one.contains(place)), "{one:?} {other:?}");
        }
        assert_eq!(at("/other", "/other".as_ref())[0], PathBuf::from("/other/unsaved.json"));
    }
}
