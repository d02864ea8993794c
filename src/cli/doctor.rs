//! `upswing doctor`: is everything sound? If the journal is not, what can be read goes into a new file.

mod versions;

use serde::Serialize;

use crate::domain::{Day, Journal};
use crate::shell::clock::Clock;
use crate::shell::{Paths, Settings, find_left};
use crate::store::{Loaded, Store, backups};

use super::answer::{self, Answer, Problem};
use super::shown::{count, entries};
use versions::{SecondVersion, SharedHealth};

/// What can be asked.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit codes: 0 sound, 1 nothing could be read, 3 something in the journal cannot be read; what can be is in a \
                        new file then, and the damaged one beside it.\nExample: upswing doctor --json | jq .sound"
)]
pub struct Doctor {
    /// One JSON object: journal, backups, configuration, day, what is not saved yet
    #[arg(long)]
    json: bool,
    /// Bring in what a second version of the journal beside it has, which a synchroniser left there
    #[arg(long)]
    merge: bool,
}

/// What was found.
#[derive(Debug, Serialize)]
struct Health {
    sound: bool,
    journal: JournalHealth,
    backups: BackupsHealth,
    configuration: ConfigurationHealth,
    today: Day,
    /// Is it after midnight, in a day that goes on?
    today_goes_on: bool,
    today_fixed: bool,
    /// Changes of an earlier run that the journal did not take.
    unsaved: Option<Unsaved>,
    /// Other versions of the journal that a synchroniser left beside it.
    second_versions: Vec<SecondVersion>,
    /// The folder that the devices share, if one is configured.
    shared: Option<SharedHealth>,
}

#[derive(Debug, Serialize)]
struct JournalHealth {
    path: String,
    exists: bool,
    entries: usize,
    days: usize,
    sessions: usize,
    tests: usize,
    /// What cannot be read, a sentence each.
    damaged: Vec<String>,
    /// Where the damaged file is kept, if what can be read is in a new one now.
    kept: Option<String>,
}

#[derive(Debug, Serialize)]
struct BackupsHealth {
    count: usize,
    newest: Option<String>,
}

#[derive(Debug, Serialize)]
struct ConfigurationHealth {
    path: String,
    exists: bool,
    problem: Option<String>,
}

#[derive(Debug, Serialize)]
struct Unsaved {
    entries: usize,
    paths: Vec<String>,
}

/// Looks at the files, and rescues a damaged journal.
///
/// The damaged file is kept beside the new one. Returns the exit code.
pub fn run(args: &Doctor) -> u8 {
    let health = match look(args.merge) {
        Ok(health) => health,
        Err(problem) => return answer::say(Err(problem)),
    };
    let told = if args.json { Answer::json(&health) } else { Ok(Answer::Text(health.lines().join("\n") + "\n")) };
    let code = answer::say(told);
    if health.sound { code } else { code.max(answer::INCOMPLETE) }
}

fn look(merge: bool) -> Result<Health, Problem> {
    let paths = Paths::find().map_err(|error| Problem::Failed(error.to_string()))?;
    let settings = Settings::read(&paths.config_file());
    let clock = Clock::new(settings.day_starts).map_err(Problem::Failed)?;
    let now = clock.now();
    let mut store = Store::at(paths.journal());
    let loaded = store.load()?;
    let journal = journal(&paths, &mut store, &loaded)?;
    let kept = backups(&paths.backups());
    let left = find_left(&paths.refuges());
    let second_versions = versions::second_versions(&paths.journal(), &mut store, &loaded, merge);
    Ok(Health {
        second_versions,
        shared: settings.sync.own_place(&paths).map(|place| versions::shared(&place)),
        sound: journal.damaged.is_empty(),
        journal,
        backups: BackupsHealth { count: kept.len(), newest: kept.first().map(|newest| newest.path.display().to_string()) },
        configuration: ConfigurationHealth {
            path: paths.config_file().display().to_string(),
            exists: paths.config_file().exists(),
            problem: (!settings.problems.is_empty()).then(|| settings.problems.join(" ")),
        },
        today: now.today,
        today_goes_on: now.still,
        today_fixed: clock.is_fixed(),
        unsaved: left.map(|left| Unsaved { entries: left.entries.len(), paths: left.places }),
    })
}

fn journal(paths: &Paths, store: &mut Store, loaded: &Loaded) -> Result<JournalHealth, Problem> {
    let exists = paths.journal().exists();
    let mut journal = Journal::default();
    journal.add(loaded.entries.iter().cloned());
    let kept = if loaded.damaged.is_empty() { None } else { store.rescue()? };
    let history = journal.history();
    Ok(JournalHealth {
        path: paths.journal().display().to_string(),
        exists,
        entries: journal.len(),
        days: history.days().count(),
        sessions: history.sessions().count(),
        tests: history.tests().count(),
        damaged: loaded.damaged.iter().map(ToString::to_string).collect(),
        kept: kept.map(|kept| kept.display().to_string()),
    })
}

impl Health {
    /// The same in sentences.
    fn lines(&self) -> Vec<String> {
        let mut lines = self.journal.lines();
        let (made, newest) = (self.backups.count, self.backups.newest.iter());
        lines.extend(newest.map(|newest| format!("Backups: {made}, the newest {newest}.")));
        lines.extend(self.second_versions.iter().map(SecondVersion::line));
        lines.extend(self.shared.iter().flat_map(SharedHealth::lines));
        let configuration = &self.configuration;
        lines.push(match (&configuration.problem, configuration.exists) {
            (Some(problem), _) => format!("Configuration: {problem}"),
            (None, true) => format!("Configuration: {}, sound.", configuration.path),
            (None, false) => format!("Configuration: none at {}; the defaults are used.", configuration.path),
        });
        let (still, fixed) =
            (if self.today_goes_on { "still " } else { "" }, if self.today_fixed { ", fixed by UPSWING_TODAY" } else { "" });
        lines.push(format!("Today is {still}{}{fixed}.", self.today));
        lines.extend(self.unsaved.iter().map(|left| {
            format!(
                "Not saved yet: {} in {}; the next start of the dashboard offers them.",
                entries(left.entries),
                left.paths.join(" and ")
            )
        }));
        lines
    }
}

impl JournalHealth {
    fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("Journal: {}", self.path)];
        if !self.exists {
            lines.push("  not there yet; the first check-in makes it.".to_owned());
            return lines;
        }
        lines.push(format!(
            "  {}: {}, {}, {}.",
            entries(self.entries),
            count(self.days, "day"),
            count(self.sessions, "session"),
            count(self.tests, "test")
        ));
        if self.damaged.is_empty() {
            lines.push("  sound: every entry fits its checksum.".to_owned());
        }
        lines.extend(self.damaged.iter().map(|damage| format!("  cannot be read: {damage}")));
        if let Some(kept) = &self.kept {
            lines.push("  What can be read is in a new file now.".to_owned());
            lines.push(format!("  The damaged one is kept as {kept}."));
        }
        lines
    }
}
