//! `upswing doctor`: is everything sound? If the journal is not, what can be read goes into a new file.

use crate::domain::Journal;
use crate::shell::clock::{self, Clock};
use crate::shell::{Paths, Settings, find_left};
use crate::store::{Loaded, Store, backups};

use super::answer::{self, Answer, Problem};
use super::shown::count;

/// Looks at the files, and rescues a damaged journal.
///
/// The damaged file is kept beside the new one. Returns the exit code.
pub fn run() -> u8 {
    match look() {
        Ok((answer, true)) => answer::say(Ok(answer)),
        Ok((answer, false)) => answer::say(Ok(answer)).max(answer::INCOMPLETE),
        Err(problem) => answer::say(Err(problem)),
    }
}

/// What there is to say, and whether the journal is sound.
fn look() -> Result<(Answer, bool), Problem> {
    clock::check_zone().map_err(Problem::Failed)?;
    let paths = Paths::find().map_err(|error| Problem::Failed(error.to_string()))?;
    let settings = Settings::read(&paths.config_file());
    let clock = Clock::new(settings.day_starts).map_err(Problem::Failed)?;
    let mut store = Store::at(paths.journal());
    let loaded = store.load()?;
    let mut lines = vec![format!("Journal: {}", paths.journal().display())];
    lines.extend(contents(&paths, &loaded));
    if !loaded.damaged.is_empty() {
        lines.extend(rescue(&mut store, &loaded)?);
    }
    let kept = backups(&paths.backups());
    lines.extend(kept.first().map(|newest| format!("Backups: {}, the newest {}.", kept.len(), newest.path.display())));
    lines.push(match (&settings.problem, paths.config_file().exists()) {
        (Some(problem), _) => format!("Configuration: {problem}"),
        (None, true) => format!("Configuration: {}, sound.", paths.config_file().display()),
        (None, false) => format!("Configuration: none at {}; the defaults are used.", paths.config_file().display()),
    });
    let (now, fixed) = (clock.now(), if clock.is_fixed() { ", fixed by UPSWING_TODAY" } else { "" });
    lines.push(format!("Today is {}{}{fixed}.", if now.still { "still " } else { "" }, now.today));
    lines.extend(find_left(&paths.refuges()).map(|left| {
        format!(
            "Not saved yet: {} in {}; the next start of the dashboard offers them.",
            count(left.entries.len(), "entry").replace("entrys", "entries"),
            left.place
        )
    }));
    Ok((Answer::Text(lines.join("\n") + "\n"), loaded.damaged.is_empty()))
}

fn contents(paths: &Paths, loaded: &Loaded) -> Vec<String> {
    if !paths.journal().exists() {
        return vec!["  not there yet; the first check-in makes it.".to_owned()];
    }
    let mut journal = Journal::default();
    journal.add(loaded.entries.iter().cloned());
    let history = journal.history();
    let (days, sessions) = (history.days().count(), history.sessions().count());
    let mut lines = vec![format!(
        "  {}: {}, {}, {}.",
        count(journal.len(), "entry").replace("entrys", "entries"),
        count(days, "day"),
        count(sessions, "session"),
        count(history.tests().count(), "test")
    )];
    if loaded.damaged.is_empty() {
        lines.push("  sound: every entry fits its checksum.".to_owned());
    }
    lines
}

fn rescue(store: &mut Store, loaded: &Loaded) -> Result<Vec<String>, Problem> {
    let mut lines: Vec<String> = loaded.damaged.iter().map(|damage| format!("  cannot be read: {damage}")).collect();
    if let Some(aside) = store.rescue()? {
        lines.push("  What can be read is in a new file now.".to_owned());
        lines.push(format!("  The damaged one is kept as {}.", aside.display()));
    }
    Ok(lines)
}
