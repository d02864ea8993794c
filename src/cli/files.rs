//! Files in and out: `import`, `export`, `backup`, `restore`.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::app::words;
use crate::domain::profile::zone_of;
use crate::domain::text::one_line;
use crate::domain::{Day, Kind, Zone};
use crate::exchange::calendar::calendar;
use crate::exchange::preview::{self, preview};
use crate::exchange::{self, Context, Declared, FilesRead, Found, Import, ImportError, Report, export};
use crate::shell::{self, Fold, Paths, Seen};
use crate::store::{Store, private};

use super::answer::{Answer, Problem, complain, escaped};
use super::meter::Line;
use super::open::Opened;
use super::shown::{entries, word};

/// What can be imported.
#[derive(Debug, clap::Args)]
#[command(after_help = "The format is found by what is in the file. Importing twice is importing once; `upswing undo` takes \
                        all of it back.\nExample: upswing import ~/Downloads/*.csv --dry-run")]
pub struct ImportFiles {
    /// Files, or folders: of these, files of no known format are left aside. None = what is new in the folders of
    /// `import.watch`
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Say what would be imported, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Import the good rows of a file that has bad ones
    #[arg(long, requires = "files")]
    skip_bad_rows: bool,
    /// The zone of times that the files give as UTC, for this import: Europe/Madrid; else that of `upswing profile`
    #[arg(long, requires = "files", value_name = "ZONE", value_parser = zone_of)]
    zone: Option<Zone>,
    /// The day of a reading whose file does not say it: 2026-03-29, yesterday
    #[arg(long, requires = "files", value_name = "DAY")]
    day: Option<String>,
    /// Also take nights of which a device knows only begin and end, as a device of their own
    #[arg(long, requires = "files")]
    sleep_windows: bool,
    /// What HRV of unstated kind is
    #[arg(long, requires = "files", value_name = "KIND", value_parser = ["rmssd"])]
    hrv_kind: Option<String>,
    /// What every session of the files is, whatever they say
    #[arg(long, requires = "files", value_name = "KIND", value_parser = word(Kind::ALL, Kind::id))]
    kind: Option<Kind>,
    /// Answer with JSON: the entry's id, and what became of each file
    #[arg(long)]
    json: bool,
}

/// What can be exported.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit codes: 0 everything is written, 1 nothing could be, 3 written, but something in the journal cannot be \
                        read and is missing.\nExample: upswing export --format csv --out tables"
)]
pub struct Export {
    /// json: one object with everything; jsonl: a backup with everything; csv: check-ins, sessions and tests as three
    /// tables in the folder --out, without the person, experiments and spans, for which a table of days has no place; ics:
    /// the plan as a calendar, from this week on
    #[arg(long, value_parser = ["json", "jsonl", "csv", "ics"], default_value = "json")]
    format: String,
    /// Only what is of this day or later: 2025-03-01, -30d; what stands for no day is written as well
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    since: Option<String>,
    /// A file, or for csv a folder; standard output if not said. What is there is not overwritten
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// A file.
#[derive(Debug, clap::Args)]
pub struct OneFile {
    /// The file
    file: PathBuf,
}

/// What was imported, for a script.
#[derive(Debug, Serialize)]
struct Imported<'a> {
    id: Option<String>,
    changes: usize,
    dry_run: bool,
    files: Vec<FileView<'a>>,
    rows: Vec<RowView<'a>>,
    left_aside: Vec<&'a str>,
}

/// One change, by day and field.
#[derive(Debug, Serialize)]
struct RowView<'a> {
    day: Option<Day>,
    change: &'static str,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct FileView<'a> {
    file: &'a str,
    format: &'a str,
    check_ins: Counts,
    sessions: Counts,
    tests: Counts,
    others: BTreeMap<&'a str, Counts>,
    left_out: usize,
    errors: usize,
}

#[derive(Debug, Serialize)]
struct Counts {
    new: usize,
    same: usize,
    merged: usize,
    updated: usize,
}

/// Reads files and writes what they add, all of it or nothing.
pub fn import(args: &ImportFiles, opened: &mut Opened) -> Result<Answer, Problem> {
    if args.files.is_empty() {
        return watched(args, opened);
    }
    let zone = args.zone.or_else(|| opened.zone());
    let context = Context {
        today: opened.today(),
        newest: opened.newest_day(),
        zone,
        skip_bad_rows: args.skip_bad_rows,
        declared: Declared {
            day: args.day.as_deref().map(|day| opened.past_day(Some(day))).transpose()?,
            sleep_windows: args.sleep_windows,
            hrv_is_rmssd: args.hrv_kind.is_some(),
            kind: args.kind,
        },
    };
    let FilesRead { found, aside, refused } = read_all(&args.files, &context)?;
    if !refused.is_empty() {
        return Err(Problem::Failed(several(&refused)));
    }
    if found.is_empty() {
        let why = aside_words(&aside);
        return Err(Problem::Failed(format!("{why}expected a file of a known format, found none. Nothing was imported.")));
    }
    let import = shell::merged(&opened.journal, found, &opened.tuning().load);
    written(args, import, &aside, opened)
}

/// Writes what was read, or only says what it would be.
fn written(
    args: &ImportFiles,
    Import { ops, report }: Import,
    aside: &[ImportError],
    opened: &mut Opened,
) -> Result<Answer, Problem> {
    let rows = if args.dry_run { preview(opened.history(), &ops) } else { Vec::new() };
    let changes = ops.len();
    let id = if args.dry_run || ops.is_empty() { None } else { Some(opened.commit(ops)?) };
    if args.json {
        let files = report.files.iter().map(file_view).collect();
        let rows = rows.iter().map(|row| RowView { day: row.day, change: row.change.id(), text: &row.text });
        return Answer::json(&Imported {
            id,
            changes,
            dry_run: args.dry_run,
            files,
            rows: rows.collect(),
            left_aside: aside.iter().map(ImportError::file).collect(),
        });
    }
    Ok(Answer::Text(aside_words(aside) + &told(&report, &rows, changes, args.dry_run)))
}

/// Reads what is new in the folders that are looked at by themselves, as the dashboard does.
fn watched(args: &ImportFiles, opened: &mut Opened) -> Result<Answer, Problem> {
    let watching = opened.settings.watching.clone();
    if watching.paths.is_empty() {
        let file = opened.paths.config_file();
        let why = format!(
            "expected a file, or folders to look at (`[import]` `watch = [\"~/Sync\"]` in {}), found neither.",
            file.display()
        );
        return Err(Problem::Usage(why));
    }
    let memory = opened.paths.watched();
    let mut line = Line::new();
    let (seen, load) = (Seen::find(&memory), &opened.tuning().load);
    let look = shell::look_at_watched(&watching, &seen, &opened.journal, load, opened.today(), &mut |done, total| {
        line.tell(done, total);
        true
    })?;
    drop(line);
    look.trouble.iter().for_each(|error| complain(&error.to_string()));
    let answer = match look.import {
        None if !args.json => Answer::line("There is nothing new in what is looked at."),
        None => written(args, Import { ops: Vec::new(), report: Report { files: Vec::new() } }, &[], opened)?,
        Some(import) => written(args, import, &[], opened)?,
    };
    // Only what was written counts as read.
    if !args.dry_run
        && look.seen != seen
        && let Err(error) = look.seen.keep(&memory)
    {
        complain(&format!("What was read could not be remembered in {}: {error}.", memory.display()));
    }
    Ok(answer)
}

/// Reads the files and shows on a terminal how far it is. Ctrl-C ends the program before anything is written.
fn read_all(files: &[PathBuf], context: &Context) -> Result<FilesRead, ImportError> {
    let mut line = Line::new();
    exchange::bring(files, context, &mut |done, total| {
        line.tell(done, total);
        true
    })
}

/// Of many files so many are named.
const NAMED: usize = 20;

/// Several errors: the first ones in full, the rest counted.
fn several(errors: &[ImportError]) -> String {
    let mut told: Vec<String> = errors.iter().take(NAMED).map(ImportError::to_string).collect();
    if errors.len() > NAMED {
        told.push(format!("… and {}", words::counted(errors.len() - NAMED, "more file")));
    }
    told.join("\n")
}

/// What was left aside of folders and archives: unknown files by name, the others by what they are.
fn aside_words(aside: &[ImportError]) -> String {
    let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for error in aside {
        let what = match error {
            ImportError::Unknown { .. } | ImportError::Empty { .. } => "of no known format".to_owned(),
            ImportError::NotForUs { what, .. } | ImportError::TooLarge { what, .. } => what.clone(),
            ImportError::Unreadable { why, .. } | ImportError::NoAccess { why, .. } => why.clone(),
            ImportError::Rows { .. } | ImportError::Cancelled => error.to_string(),
        };
        groups.entry(what).or_default().push(error.file());
    }
    let words = groups.iter().map(|(what, files)| {
        let more = files.len().saturating_sub(NAMED);
        let rest = if more > 0 { format!(" … and {more} more") } else { String::new() };
        let named: Vec<&str> = files.iter().take(NAMED).copied().collect();
        format!("Left aside, {what}: {}{rest}.\n", named.join(", "))
    });
    words.collect()
}

/// Reads a file; the outer problem is the file's, the inner one its content's.
fn read(path: &Path, context: &Context) -> Result<Result<Found, ImportError>, Problem> {
    // One byte more than is read at most is enough to be refused, and keeps an endless file out of memory.
    let most = exchange::MAX_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| {
        let length = file.metadata()?.len();
        file.take(most).read_to_end(&mut bytes).map(|read| length.max(read as u64))
    });
    let (name, length) = (path.display().to_string(), read.map_err(|error| cannot("read", path, &error))?);
    if length >= most {
        return Ok(Err(ImportError::too_large(&name, length)));
    }
    Ok(exchange::read(&name, &bytes, context, &mut |_, _| true))
}

/// Of many changes so many are listed.
const LISTED: usize = 200;

fn told(report: &Report, rows: &[preview::Row], changes: usize, dry_run: bool) -> String {
    let last = match (changes, dry_run) {
        (0, _) if report.files.iter().all(exchange::FileReport::is_empty) => {
            "There is nothing in it to import; nothing was changed."
        }
        (0, _) => "All of it was known already; nothing was changed.",
        (_, true) => "This is what would be imported; nothing was changed.",
        (_, false) => "Imported. `upswing undo` takes all of it back.",
    };
    let day = |row: &preview::Row| row.day.map_or_else(String::new, |day| day.to_string());
    let mut listed: String =
        rows.iter().take(LISTED).map(|row| format!("{:<10}  {:<7}  {}\n", day(row), row.change.id(), row.text)).collect();
    if rows.len() > LISTED {
        listed += &format!("… and {}; --json lists all of them\n", words::counted(rows.len() - LISTED, "more change"));
    }
    format!("{report}{listed}{last}\n")
}

fn file_view(file: &exchange::FileReport) -> FileView<'_> {
    let counts =
        |counts: exchange::Counts| Counts { new: counts.new, same: counts.same, merged: counts.merged, updated: counts.updated };
    FileView {
        file: &file.file,
        format: file.format,
        check_ins: counts(file.check_ins),
        sessions: counts(file.sessions),
        tests: counts(file.tests),
        others: file.others.iter().map(|(name, of_it)| (*name, counts(*of_it))).collect(),
        left_out: file.skipped.values().sum(),
        errors: file.errors.len(),
    }
}

/// Writes the history out.
pub fn export(args: &Export, opened: &Opened) -> Result<Answer, Problem> {
    let history = opened.history();
    let since = args.since.as_deref().map(|text| opened.day(Some(text))).transpose()?;
    let first = since.unwrap_or(Day::MIN);
    let text = match args.format.as_str() {
        "csv" => return tables(args, first, opened),
        "jsonl" => export::jsonl_since(history, first),
        "ics" => calendar(&opened.journal, since.unwrap_or_else(|| opened.week_of(opened.today()))),
        _ => export::json_since(history, first),
    };
    // In JSON the escape of a character means the same as the character.
    let shown = |text: String| if args.format == "ics" { text } else { escaped(&text) };
    let Some(path) = &args.out else { return Ok(Answer::Exact(shown(text))) };
    write_new(path, &text)?;
    Ok(Answer::line(format!("Written: {}.", path.display())))
}

fn tables(args: &Export, first: Day, opened: &Opened) -> Result<Answer, Problem> {
    let Some(folder) = &args.out else {
        return Err(Problem::Usage("expected --out FOLDER for csv, because it is three tables, found none.".to_owned()));
    };
    let tables = export::tables_since(opened.history(), first);
    let files = [("checkins.csv", tables.check_ins), ("sessions.csv", tables.sessions), ("tests.csv", tables.tests)];
    if let Some((name, _)) = files.iter().find(|(name, _)| folder.join(name).exists()) {
        return Err(is_there(&folder.join(name)));
    }
    private::make_folder_of(&folder.join("checkins.csv")).map_err(|error| cannot("write", folder, &error))?;
    for (name, text) in &files {
        write_new(&folder.join(name), text)?;
    }
    let names = files.map(|(name, _)| name).join(", ");
    Ok(Answer::line(format!("Written to {}: {names}.", folder.display())))
}

/// Writes everything into one file that `restore` reads.
pub fn backup(args: &OneFile, opened: &Opened) -> Result<Answer, Problem> {
    write_new(&args.file, &export::jsonl(opened.history()))?;
    let days = words::counted(opened.history().days().count(), "day");
    Ok(Answer::line(format!("Everything known of {days} is in {}; `upswing restore` reads it.", args.file.display())))
}

/// Reads a backup into the journal, as one change.
pub fn restore(args: &OneFile, opened: &mut Opened) -> Result<Answer, Problem> {
    let context = Context {
        today: opened.today(),
        newest: opened.newest_day(),
        zone: None,
        skip_bad_rows: false,
        declared: Default::default(),
    };
    let found = read(&args.file, &context)??;
    let backup = exchange::FORMATS.iter().find(|format| format.id == "backup");
    if backup.is_none_or(|format| format.name != found.format) {
        let file = one_line(&found.file).into_owned();
        return Err(Problem::Failed(format!("{file}: expected a backup, found {}. `upswing import` reads it.", found.format)));
    }
    let Import { ops, report } = shell::merged(&opened.journal, vec![found], &opened.tuning().load);
    let changes = ops.len();
    if changes > 0 {
        opened.commit(ops)?;
    }
    Ok(Answer::Text(told(&report, &[], changes, false)))
}

impl OneFile {
    /// Is it a journal, and no file for `import`?
    pub fn is_journal(&self) -> bool {
        Store::is_journal(&self.file)
    }
}

/// Puts a whole journal in the place of the person's. What it replaces is kept beside it, and can be put back the same way.
pub fn put_back(args: &OneFile) -> Result<Answer, Problem> {
    let paths = Paths::find().map_err(|error| Problem::Failed(error.to_string()))?;
    let (copied, kept) = Store::at(paths.journal()).put_back(&args.file)?;
    // It is of the journal that went, and would not be believed.
    Fold::forget(&paths);
    let mut said = format!("Restored: {} from {}.\n", entries(copied.entries.0), args.file.display());
    if let Some(kept) = kept {
        said += &format!("What was there is kept; `upswing restore {}` puts it back.\n", kept.display());
    }
    Ok(Answer::Text(said))
}

/// Writes a file that is not there yet, whole or not at all, readable by its owner only.
pub(super) fn write_new(path: &Path, text: &str) -> Result<(), Problem> {
    private::create(path, text.as_bytes()).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => is_there(path),
        _ => cannot("write", path, &error),
    })
}

fn is_there(path: &Path) -> Problem {
    Problem::Failed(format!("{} is there already and was left as it is. Name another file, or move it away.", path.display()))
}

fn cannot(verb: &str, path: &Path, error: &std::io::Error) -> Problem {
    Problem::Failed(format!("cannot {verb} {}: {error}. Nothing was changed.", path.display()))
}
