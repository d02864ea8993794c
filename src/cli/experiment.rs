//! `upswing experiment`: ask one question of yourself, decided by a coin, looked at once.

mod view;

use crate::app::{Facts, explain};
use crate::domain::text::one_line;
use crate::domain::{Experiment, ExperimentId, Kind, Op, Outcome, Unit};
use crate::engine::experiments::{self, ALWAYS, Report};
use crate::engine::learning::trial;
use crate::engine::tuning::Learning;

use super::answer::{Answer, Problem};
use super::open::Opened;
use super::shown::{full_date, word};
use super::why::block;

/// What can be asked.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(after_help = "Not for illness, medicine, pain or eating less: ask a doctor.\nExample: upswing experiment new \
    --question \"Does an early dinner help?\" --yes \"dinner before 19:00\" --outcome score")]
pub struct Experiments {
    #[command(subcommand)]
    what: Option<ExperimentCommand>,
    /// Answer with JSON: all experiments
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Subcommand)]
enum ExperimentCommand {
    /// Register an experiment; nothing of it can be changed once it has begun
    New(NewExperiment),
    /// Show all experiments
    #[command(after_help = "Example: upswing experiment list --json")]
    List(ShownExperiments),
    /// Show one experiment; the one that waits or runs if none is named
    #[command(after_help = "Example: upswing experiment show")]
    Show(One),
    /// End the one that waits or runs; an end is final
    #[command(after_help = "Example: upswing experiment end")]
    End(ShownExperiments),
}

#[derive(Debug, clap::Args)]
struct ShownExperiments {
    /// Answer with JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct One {
    /// Its id, as list --json names it
    id: Option<String>,
    /// Answer with JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Not for illness, medicine, pain or eating less: ask a doctor.\nExample: upswing experiment new \
    --question \"Is it the coffee?\" --yes \"no coffee after noon\" --outcome sleep_minutes --pairs 20 --from monday")]
struct NewExperiment {
    /// What you want to know
    #[arg(long)]
    question: String,
    /// What is done on a yes day (or in a yes session)
    #[arg(long)]
    yes: String,
    /// What is looked at: the next morning for days and blocks, the session itself for sessions
    #[arg(long, value_parser = word(Outcome::ALL, Outcome::id))]
    outcome: Outcome,
    /// What the coin decides: day, block (two days, for what lasts longer) or session
    #[arg(long, default_value = "day", value_parser = word(Unit::ALL, Unit::id))]
    unit: Unit,
    /// The kind of session, with --unit session
    #[arg(long, value_parser = word(Kind::ALL, Kind::id))]
    kind: Option<Kind>,
    #[arg(long, help = pairs_help())]
    pairs: Option<u64>,
    /// The first day: 2025-03-01, +3d, monday; tomorrow if not said
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    from: Option<String>,
    /// Answer with JSON
    #[arg(long)]
    json: bool,
}

fn pairs_help() -> String {
    let usual = Learning::default().pairs;
    format!("How many pairs, {}; {usual} if neither this nor the configuration says so", Experiment::pairs_words())
}

/// Does what was asked.
pub fn run(args: &Experiments, opened: &mut Opened) -> Result<Answer, Problem> {
    match &args.what {
        None => list(&ShownExperiments { json: args.json }, opened),
        Some(ExperimentCommand::New(args)) => new(args, opened),
        Some(ExperimentCommand::List(args)) => list(args, opened),
        Some(ExperimentCommand::Show(args)) => show(args, opened),
        Some(ExperimentCommand::End(args)) => end(args, opened),
    }
}

/// Looks at all experiments of today.
fn with_all<T>(opened: &Opened, look: impl FnOnce(Vec<Report>) -> T) -> T {
    let (history, today, tuning) = (opened.history(), opened.today(), opened.tuning());
    let facts = Facts::new(history, today, tuning);
    look(experiments::all(history, &facts.season, today, &tuning.learning))
}

fn told(reports: &[Report], json: bool, opened: &Opened) -> Result<Answer, Problem> {
    if json {
        return Answer::json(&reports.iter().map(view::Experiment::of).collect::<Vec<_>>());
    }
    Ok(Answer::Lines(block(&explain::experiments(reports, opened.today(), &opened.tuning().learning))))
}

fn list(args: &ShownExperiments, opened: &Opened) -> Result<Answer, Problem> {
    with_all(opened, |reports| told(&reports, args.json, opened))
}

fn show(args: &One, opened: &Opened) -> Result<Answer, Problem> {
    with_all(opened, |reports| {
        let wanted = |report: &Report| match &args.id {
            Some(id) => report.registered.experiment.id.0 == *id,
            None => report.is_open(),
        };
        let found: Vec<Report> = reports.into_iter().filter(wanted).collect();
        if found.is_empty() {
            let what = args.id.as_ref().map_or("one that waits or runs".to_owned(), |id| format!("the id {id}"));
            return Err(Problem::Failed(format!("expected {what}, found none; `upswing experiment list --json` names them.")));
        }
        told(&found, args.json, opened)
    })
}

fn new(args: &NewExperiment, opened: &mut Opened) -> Result<Answer, Problem> {
    let today = opened.today();
    let usual = || u64::try_from(opened.tuning().learning.pairs).unwrap_or_default();
    let pairs = Experiment::pairs_of(args.pairs.unwrap_or_else(usual)).map_err(Problem::Failed)?;
    let first_day = args.from.as_deref().map_or(Ok(today.plus(1)), |day| opened.day(Some(day)))?;
    let experiment = Experiment {
        id: ExperimentId(opened.new_name()),
        registered: today,
        question: one_line(args.question.trim()).into_owned(),
        yes: one_line(args.yes.trim()).into_owned(),
        unit: args.unit,
        kind: args.kind,
        outcome: args.outcome,
        pairs,
        first_day,
        seed: trial::seed(opened.now.wall_ms, opened.device),
    };
    with_all(opened, |reports| experiments::may_register(&experiment, reports.iter().find(|report| report.is_open()), today))
        .map_err(Problem::Failed)?;
    opened.commit(vec![Op::PutExperiment(Box::new(experiment.clone()))])?;
    if args.json {
        return list(&ShownExperiments { json: true }, opened);
    }
    let power = with_all(opened, |reports| {
        reports.iter().find(|report| report.registered.experiment.id == experiment.id).map(|report| report.power)
    });
    let can = power.map(|power| explain::can_find(&experiment, &power)).unwrap_or_default();
    Ok(Answer::Text(format!(
        "Registered: {} It begins on {}; a day's half is told from the day before on.\n{can}\n{ALWAYS}\n",
        ended_sentence(&experiment.question),
        full_date(first_day)
    )))
}

/// The question with a mark at its end.
fn ended_sentence(question: &str) -> String {
    if question.ends_with(['?', '.']) { question.to_owned() } else { format!("{question}.") }
}

fn end(args: &ShownExperiments, opened: &mut Opened) -> Result<Answer, Problem> {
    let open = |reports: Vec<Report>| {
        let open = reports.iter().find(|report| report.is_open());
        open.map(|report| report.registered.experiment.id.clone()).ok_or(reports.is_empty())
    };
    let id = with_all(opened, open).map_err(|never| {
        let then = if never {
            "`upswing experiment new` registers one"
        } else {
            "it is over, and `upswing experiment new` registers another"
        };
        Problem::Failed(format!("expected an experiment that waits or runs, found none: {then}."))
    })?;
    let day = opened.today();
    opened.commit(vec![Op::EndExperiment { id: id.clone(), day }])?;
    with_all(opened, |reports| {
        let ended: Vec<Report> = reports.into_iter().filter(|report| report.registered.experiment.id == id).collect();
        told(&ended, args.json, opened)
    })
}
