//! `upswing sync`: exchange entries with the other devices through a folder, or say how things stand there.

use std::path::PathBuf;

use serde::Serialize;

use crate::domain::Day;
use crate::shell::clock::{self, Clock};
use crate::shell::{Paths, Settings, secret};
use crate::store::{Store, rotate};
use crate::sync::{self, DeviceView, Place, Status, SyncError};

use super::answer::{Answer, Problem, complain};
use super::open::{Configured, configured};
use super::shown::{count, entries, full_date};

/// What is asked.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, after_help = "Example: upswing sync ~/Sync/upswing")]
pub struct Sync {
    #[command(subcommand)]
    status: Option<SyncCommand>,
    #[command(flatten)]
    shared: Shared,
    /// Write whatever the folder lacks, even if files of another device may still be on their way
    #[arg(long)]
    complete: bool,
}

#[derive(Debug, clap::Subcommand)]
enum SyncCommand {
    /// Say which devices there are, when they wrote last, and what has not arrived; nothing is changed
    #[command(after_help = "Example: upswing sync status ~/Sync/upswing")]
    Status(Shared),
}

#[derive(Debug, clap::Args)]
struct Shared {
    /// The folder that your synchroniser carries; without it the one of config.toml
    dir: Option<PathBuf>,
    /// Encrypt with the passphrase in the first line of this file
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// Encrypt with the age keys in this file
    #[arg(long, value_name = "FILE", conflicts_with = "passphrase_file")]
    identity_file: Option<PathBuf>,
    /// Others who may read: age public keys in this file
    #[arg(long, value_name = "FILE", requires = "identity_file")]
    recipients_file: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Exchanged<'a> {
    folder: String,
    arrived: usize,
    sent: usize,
    renamed: bool,
    waiting: &'a [String],
}

#[derive(Debug, Serialize)]
struct Stands<'a> {
    folder: String,
    devices: Vec<Device<'a>>,
    to_send: usize,
    to_take: usize,
    waiting: &'a [String],
    copies: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Device<'a> {
    id: String,
    name: &'a str,
    own: bool,
    last_day: Option<Day>,
    entries: u64,
    behind: u64,
    newer: usize,
}

/// Exchanges entries, or says how things stand.
pub fn run(args: &Sync) -> Result<Answer, Problem> {
    match &args.status {
        Some(SyncCommand::Status(shared)) => standing(shared),
        None => exchange(&args.shared, args.complete),
    }
}

/// Exchanges entries if a folder is configured. What goes wrong is told, and stops nothing; what is waited for is told once.
pub fn by_itself(paths: &Paths, settings: &Settings, clock: Clock) {
    let Some(place) = settings.sync.own_place(paths) else { return };
    let now = clock.now();
    match sync::exchange(&place, now.wall_ms, false, &|store| back_up(store, paths, settings, now.today)) {
        Ok(round) => round.newly_waiting.iter().for_each(|waits| complain(waits)),
        Err(error) => complain(&error.to_string()),
    }
}

/// The day's backup is of what was there before the day's first change, also where that comes from elsewhere.
fn back_up(store: &Store, paths: &Paths, settings: &Settings, today: Day) {
    if let Err(error) = rotate(store, &paths.backups(), today, settings.backup) {
        complain(&format!("There is no backup of today: {error}"));
    }
}

/// The folder that is meant, the settings, and where the day comes from.
fn place(args: &Shared) -> Result<(Place, Paths, Settings, Clock), Problem> {
    let Configured { paths, settings, clock } = configured()?;
    settings.problems.iter().for_each(|problem| complain(problem));
    let mut sharing = settings.sync.clone();
    let sealed_by_hand = args.passphrase_file.is_some() || args.identity_file.is_some();
    if !settings.problems.is_empty() && !sealed_by_hand {
        return Err(Problem::Failed(
            "expected a configuration that can be read whole, found lines left out: a key for sealing may be among them. Nothing was exchanged.".to_owned(),
        ));
    }
    if sealed_by_hand {
        let files = (args.passphrase_file.clone(), args.identity_file.clone(), args.recipients_file.clone());
        sharing.secret = secret(files.0, files.1, files.2).map_err(Problem::Usage)?;
    }
    let folder = args.dir.clone().or_else(|| sharing.folder.clone()).ok_or_else(|| {
        let expected =
            "expected a folder, such as `upswing sync ~/Sync/upswing`, or `folder` below [sync] in config.toml, found none.";
        Problem::Usage(expected.to_owned())
    })?;
    Ok((sharing.place(&paths, folder), paths, settings, clock))
}

fn exchange(args: &Shared, complete: bool) -> Result<Answer, Problem> {
    let (place, paths, settings, clock) = place(args)?;
    let now = clock.now();
    place.make_folder()?;
    let round = sync::exchange(&place, now.wall_ms, complete, &|store| back_up(store, &paths, &settings, now.today))?;
    let folder = place.folder.display().to_string();
    if args.json {
        let (arrived, sent) = (round.arrived, round.sent);
        return Answer::json(&Exchanged { folder, arrived, sent, renamed: round.renamed, waiting: &round.waiting });
    }
    let mut lines = vec![match (round.arrived, round.sent) {
        (0, 0) => format!("Nothing new in {folder}."),
        (arrived, sent) => format!("Exchanged with {folder}: {} came, {} went.", entries(arrived), entries(sent)),
    }];
    if round.renamed {
        lines.push(
            "This device writes under a new name: what it wrote under the old one was changed, doubled or taken away.".to_owned(),
        );
    }
    lines.extend(round.waiting);
    if settings.sync.folder.is_none() {
        lines.push("To have it done by itself, name the folder in config.toml: [sync] folder = \"…\".".to_owned());
    }
    Ok(Answer::Text(lines.join("\n") + "\n"))
}

fn standing(args: &Shared) -> Result<Answer, Problem> {
    let (place, ..) = place(args)?;
    let status = sync::status(&place)?;
    let folder = place.folder.display().to_string();
    if args.json {
        let devices = status.devices.iter().map(device).collect();
        let copies = status.copies.iter().map(|path| path.display().to_string()).collect();
        let (to_send, to_take) = (status.to_send, status.to_take);
        return Answer::json(&Stands { folder, devices, to_send, to_take, waiting: &status.waiting, copies });
    }
    Ok(Answer::Text(told(&folder, &status)))
}

fn told(folder: &str, status: &Status) -> String {
    let mut lines = vec![format!("{folder}: {}.", count(status.devices.len(), "device"))];
    lines.extend(status.devices.iter().map(|device| {
        let name = if device.name.is_empty() { format!("{:08x}", device.id >> 32) } else { device.name.clone() };
        let own = if device.own { " (this one)" } else { "" };
        let last = clock::date_of(device.last_ms).map_or_else(|| "never".to_owned(), full_date);
        let behind = match (device.behind, device.newer) {
            (0, 0) => "all here".to_owned(),
            (0, newer) => format!("{} of a newer Upswing", entries(newer)),
            (behind, _) => format!("{behind} not arrived yet"),
        };
        format!("  {name}{own}: wrote last {last}, {}, {behind}", entries(usize::try_from(device.entries).unwrap_or(usize::MAX)))
    }));
    if (status.to_send, status.to_take) != (0, 0) {
        lines.push(format!("To be exchanged: {} to come, {} to go.", entries(status.to_take), entries(status.to_send)));
    }
    lines.extend(status.waiting.iter().cloned());
    lines.extend(status.copies.iter().map(|path| {
        format!("{} is a second version that your synchroniser kept. It was read; you can take it away.", path.display())
    }));
    lines.join("\n") + "\n"
}

fn device(device: &DeviceView) -> Device<'_> {
    Device {
        id: format!("{:016x}", device.id),
        name: &device.name,
        own: device.own,
        last_day: clock::date_of(device.last_ms),
        entries: device.entries,
        behind: device.behind,
        newer: device.newer,
    }
}

impl From<SyncError> for Problem {
    fn from(error: SyncError) -> Problem {
        Problem::Failed(error.to_string())
    }
}
