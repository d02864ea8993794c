//! The same commands without a screen, for scripts and for people who cannot use one.
//!
//! A command is a file below `cli/`: what can be asked (a clap type) and one function that answers. Answers go to
//! standard output, problems to standard error as sentences. Exit codes: 0 done, 1 the request could not be
//! met, 2 not understood, 3 done, but something in the journal cannot be read. Every change is one batch, durable before the answer says so.

mod answer;
mod chart;
mod checkin;
mod dashboard;
mod doctor;
mod experiment;
mod files;
mod fit;
mod halves;
mod log;
mod meter;
mod open;
mod part;
mod people;
mod plan;
mod profile;
mod proof;
mod report;
mod sample;
mod shells;
mod shown;
mod span;
mod status;
mod sync;
mod tags;
mod test;
mod today;
mod told;
mod trend;
mod undo;
mod why;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use answer::{Answer, Problem};
use open::{Opened, Wanted, configured, open};

use crate::shell::Ended;

/// The daily training decision: check in, see why, decide, order the week. Offline; one file on this machine.
#[derive(Debug, Parser)]
#[command(
    name = "upswing",
    version,
    after_help = "Without a command the dashboard opens. Exit codes: 0 done, 1 not possible, 2 not understood, \
                                                    3 done, but something in the journal cannot be read. Not medical advice."
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Open the dashboard on a sample year; nothing is written
    #[command(after_help = "Example: upswing demo")]
    Demo,
    #[command(flatten)]
    OnJournal(OnJournal),
    /// Look whether everything is sound; put what can be read of a damaged journal into a new one
    Doctor(doctor::Doctor),
    /// Exchange entries with your other devices through a folder that your synchroniser carries
    Sync(sync::Sync),
    /// Show what many people share, in one table, or one of them read-only
    People(people::People),
    /// Print the completions of a shell
    Completions(shells::Completions),
    /// Print a page of the manual
    Man(shells::Manual),
}

/// The commands that read the journal before anything else.
#[derive(Debug, clap::Subcommand)]
enum OnJournal {
    /// Say what today is for: score, verdict, what to do, the weightiest reasons
    Today(today::Today),
    /// Explain today: every bar of the score, every reason, what would change it
    Why(why::Why),
    /// Answer this morning's questions
    #[command(name = "checkin")]
    CheckIn(checkin::CheckIn),
    /// Record a finished session
    Log(log::Log),
    /// Make several sessions of one that was joined from several sources
    Part(part::Part),
    /// Say what holds over days: an illness, an injury, a holiday, a pause
    Span(span::Spans),
    /// Record the result of a performance test
    Test(test::TestResult),
    /// Tell how load, fitness and fatigue went
    Trend(trend::Trend),
    /// Say what the tests tell about what training does
    Fit(fit::FitTests),
    /// Draw the chart, as text or into an SVG file
    Chart(chart::Chart),
    /// Write one page with today, the trend and the week, to print or to send
    Report(report::Report),
    /// Show and change what is to come
    Plan(plan::Plan),
    /// Say what stays the same: situation, sleep need, goal, time for training
    Profile(profile::ProfileFlags),
    /// Bring files of other programs, spreadsheets or a backup in
    Import(files::ImportFiles),
    /// Write everything out, for other programs
    Export(files::Export),
    /// Write everything into one file that restore reads
    #[command(after_help = "Example: upswing backup upswing-2025-03-01.jsonl")]
    Backup(files::OneFile),
    /// Read a backup: what is known already stays. A whole journal of the backups is put in the place of yours
    #[command(after_help = "Example: upswing restore upswing-2025-03-01.jsonl")]
    Restore(files::OneFile),
    /// Say whether the score means anything for you, and how much of it may be chance
    Proof(proof::Proof),
    /// Ask one question of yourself: registered before, decided by a coin, looked at once
    Experiment(experiment::Experiments),
    /// Count the words that mark your days
    Tags(tags::Tags),
    /// Take the last change back
    Undo(undo::Undo),
    /// Say the day in one line, for a prompt or a bar; or whether the check-in is due
    Status(status::Status),
}

/// Runs the program with its arguments.
pub fn run() -> ExitCode {
    crate::store::silence_guarded();
    ExitCode::from(run_with(std::env::args_os()))
}

fn run_with(arguments: impl ExactSizeIterator<Item = OsString>) -> u8 {
    // The first frame need not wait until every command is told what it takes.
    if arguments.len() <= 1 {
        return dashboard_ended(dashboard::own());
    }
    let command = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments.command,
        Err(told) => {
            // Help and the version are told this way too.
            answer::explain(&told);
            return u8::try_from(told.exit_code()).unwrap_or(2);
        }
    };
    match command {
        None => dashboard_ended(dashboard::own()),
        Some(Command::Demo) => dashboard_ended(dashboard::demo()),
        Some(Command::Doctor(args)) => doctor::run(&args),
        Some(Command::Sync(args)) => answer::say(sync::run(&args)),
        Some(Command::People(args)) => match people::run(&args) {
            Ok(people::Came::Looked(ended)) => dashboard_ended(Ok(ended)),
            Ok(people::Came::Said(answer)) => answer::say(Ok(answer)),
            Err(problem) => answer::say(Err(problem)),
        },
        Some(Command::Completions(args)) => answer::say(shells::completions(&args, Arguments::command())),
        Some(Command::Man(args)) => answer::say(shells::manual(&args, Arguments::command())),
        Some(Command::OnJournal(OnJournal::Restore(args))) if args.is_journal() => answer::say(files::put_back(&args)),
        Some(Command::OnJournal(command)) => on_journal(&command),
    }
}

fn dashboard_ended(result: Result<Ended, Problem>) -> u8 {
    match result {
        Ok(Ended { code, told }) => {
            told.iter().for_each(|told| answer::complain(told));
            code
        }
        Err(problem) => answer::say(Err(problem)),
    }
}

fn on_journal(command: &OnJournal) -> u8 {
    let is_short = matches!(command, OnJournal::Today(_) | OnJournal::Status(_) | OnJournal::CheckIn(_));
    let wanted = if is_short { Wanted::Fold } else { Wanted::Whole };
    let opened = configured().and_then(|configured| {
        // A prompt asks often and must not wait for a network drive.
        if !matches!(command, OnJournal::Status(_)) {
            sync::by_itself(&configured.paths, &configured.settings, configured.clock);
        }
        open(configured, wanted)
    });
    let mut opened = match opened {
        Ok(opened) => opened,
        Err(problem) => return answer::say(Err(problem)),
    };
    opened.problems.iter().for_each(|problem| answer::complain(problem));
    let code = answer::say(answered(command, &mut opened));
    let code = if code == 0 && opened.damaged { answer::INCOMPLETE } else { code };
    // After the answer: nobody waits for it.
    opened.keep_fold();
    if opened.wrote {
        sync::by_itself(&opened.paths, &opened.settings, opened.clock);
    }
    code
}

fn answered(command: &OnJournal, opened: &mut Opened) -> Result<Answer, Problem> {
    match command {
        OnJournal::Today(args) => today::run(args, opened),
        OnJournal::Why(args) => why::run(args, opened),
        OnJournal::CheckIn(args) => checkin::run(args, opened),
        OnJournal::Log(args) => log::run(args, opened),
        OnJournal::Part(args) => part::run(args, opened),
        OnJournal::Span(args) => span::run(args, opened),
        OnJournal::Test(args) => test::run(args, opened),
        OnJournal::Trend(args) => trend::run(args, opened),
        OnJournal::Fit(args) => fit::run(args, opened),
        OnJournal::Chart(args) => chart::run(args, opened),
        OnJournal::Report(args) => report::run(args, opened),
        OnJournal::Plan(args) => plan::run(args, opened),
        OnJournal::Profile(args) => profile::run(args, opened),
        OnJournal::Import(args) => files::import(args, opened),
        OnJournal::Export(args) => files::export(args, opened),
        OnJournal::Backup(args) => files::backup(args, opened),
        OnJournal::Restore(args) => files::restore(args, opened),
        OnJournal::Proof(args) => proof::run(args, opened),
        OnJournal::Experiment(args) => experiment::run(args, opened),
        OnJournal::Tags(args) => tags::run(args, opened),
        OnJournal::Undo(args) => undo::run(args, opened),
        OnJournal::Status(args) => status::run(args, opened),
    }
}
