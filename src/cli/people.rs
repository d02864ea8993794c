//! `upswing people DIR`: what many people share, in one table, for a coach; or one of them as a dashboard. Nothing is
//! written, here or there.

mod person;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::app::{Line, Pick, words};
use crate::domain::text::one_line;
use crate::domain::{Day, Journal};
use crate::engine::Tuning;
use crate::shell::{Ended, Fold, console, secret};
use crate::store::Store;
use crate::sync::{Secret, read_folder};

use super::answer::{Answer, Problem, complain};
use super::dashboard;
use super::open::{Configured, Opened, configured};
use super::shown::{count, date};
use person::{ILL_DAYS, Person, Standing};

/// What is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: upswing people ~/Athletes")]
pub struct People {
    /// A folder with one folder for each person, which holds what that person's devices share
    dir: PathBuf,
    /// Open the dashboard of this one, read-only
    name: Option<String>,
    /// Read with the passphrase in the first line of this file
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// Read with the age keys in this file
    #[arg(long, value_name = "FILE", conflicts_with = "passphrase_file")]
    identity_file: Option<PathBuf>,
    /// As JSON
    #[arg(long, conflicts_with = "name")]
    json: bool,
}

/// What came of it: an answer, or a dashboard that ended.
pub enum Came {
    /// The table.
    Said(Answer),
    /// The dashboard of one person.
    Looked(Ended),
}

#[derive(Debug, Serialize)]
struct PeopleView<'a> {
    day: Day,
    people: Vec<PersonView<'a>>,
}

#[derive(Debug, Serialize)]
struct PersonView<'a> {
    name: &'a str,
    word: Option<String>,
    verdict: Option<&'static str>,
    stage: Option<&'static str>,
    score: Option<i64>,
    form: Option<f64>,
    last_checkin: Option<Day>,
    ill_days: Option<usize>,
    load_pct: Option<i64>,
    waiting: Option<usize>,
    problem: Option<&'a str>,
}

/// Shows everybody in a table, on a terminal in a list to choose from, or one person.
pub fn run(args: &People) -> Result<Came, Problem> {
    let named = secret(args.passphrase_file.clone(), args.identity_file.clone(), None).map_err(Problem::Usage)?;
    let look = nobody()?;
    let secret = if named == Secret::None { look.settings.sync.secret.clone() } else { named };
    let folders = folders(&args.dir)?;
    if let Some(name) = &args.name {
        return dashboard::of(name, somebody(&folders, name, &secret)?).map(Came::Looked);
    }
    let mut people = everybody(&folders, &secret, look.today(), look.tuning());
    people.sort_by(|one, other| one.cmp_by_need(other));
    let on_screen = !args.json && console::can_ask() && console::dumb().is_none();
    if !on_screen {
        look.problems.iter().for_each(|problem| complain(problem));
    }
    if args.json {
        return Answer::json(&PeopleView { day: look.today(), people: people.iter().map(view).collect() }).map(Came::Said);
    }
    if !on_screen {
        return Ok(Came::Said(Answer::Text(table(&people, &args.dir, look.today()))));
    }
    let mut lines = rows(&people, look.today()).into_iter();
    let head = lines.next().map(Line::heading);
    let chosen = people.iter().zip(lines).map(|(person, row)| Line::plain(row).picks(Pick::Person(person.name.clone())));
    let lines = head.into_iter().chain(chosen).collect();
    dashboard::of_people(lines, look, move |name| somebody(&folders, name, &secret)).map(Came::Looked)
}

/// What is there before anybody is read: the settings and the day, and an empty journal in memory.
fn nobody() -> Result<Opened, Problem> {
    let Configured { paths, settings, clock } = configured()?;
    let problems = settings.problems.clone();
    let fold = Fold::at(&paths, &settings);
    let mut opened = Opened::made(paths, settings, Store::in_memory(), Journal::default(), clock, fold);
    opened.problems = problems;
    Ok(opened)
}

/// What somebody shares, kept in memory.
fn somebody(folders: &[(String, PathBuf)], name: &str, secret: &Secret) -> Result<Opened, Problem> {
    let (_, folder) = folders.iter().find(|(known, _)| known == name).ok_or_else(|| {
        let names: Vec<&str> = folders.iter().map(|(name, _)| name.as_str()).collect();
        Problem::Usage(format!("expected one of {}, found \"{name}\".", names.join(", ")))
    })?;
    let mut opened = nobody()?;
    let shared = read_folder(folder, secret)?;
    opened.problems.extend(shared.waiting);
    opened.store.append(&shared.entries)?;
    opened.journal.add(shared.entries);
    Ok(opened)
}

/// The folders of the people, by name; hidden ones are a synchroniser's.
fn folders(dir: &Path) -> Result<Vec<(String, PathBuf)>, Problem> {
    let read = fs::read_dir(dir).map_err(|error| Problem::Failed(format!("{}: {error}.", dir.display())))?;
    let named = |path: PathBuf| {
        let name = path.file_name()?.to_str()?.to_owned();
        (path.is_dir() && !name.starts_with('.')).then_some((name, path))
    };
    let mut folders: Vec<(String, PathBuf)> = read.flatten().filter_map(|file| named(file.path())).collect();
    folders.sort();
    if folders.is_empty() {
        let expected = "expected a folder for each person in it, each with what that person's devices share, found none.";
        return Err(Problem::Failed(format!("{}: {expected}", dir.display())));
    }
    Ok(folders)
}

/// Reads everybody, on as many threads as there are cores. Folders without a file of ours are nobody's.
fn everybody(folders: &[(String, PathBuf)], secret: &Secret, today: Day, tuning: &Tuning) -> Vec<Person> {
    let next = AtomicUsize::new(0);
    let some = || {
        let mut read = Vec::new();
        while let Some((name, folder)) = folders.get(next.fetch_add(1, Ordering::Relaxed)) {
            read.extend(Person::read(name, folder, secret, today, tuning));
        }
        read
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(folders.len());
    thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(some)).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    })
}

fn view(person: &Person) -> PersonView<'_> {
    let (standing, problem) = match &person.standing {
        Ok(standing) => (Some(standing), None),
        Err(problem) => (None, Some(problem.as_str())),
    };
    PersonView {
        name: &person.name,
        word: person.word(),
        verdict: standing.map(|standing| standing.verdict.id()),
        stage: standing.map(|standing| standing.stage.id()),
        score: standing.and_then(|standing| standing.score),
        form: standing.map(|standing| (standing.form * 10.0).round() / 10.0),
        last_checkin: standing.and_then(|standing| standing.last_check_in),
        ill_days: standing.map(|standing| standing.ill_days),
        load_pct: standing.and_then(|standing| standing.load_percent),
        waiting: standing.map(|standing| standing.waiting),
        problem,
    }
}

const HEADS: [&str; 8] = ["name", "a word today", "verdict", "stage", "form", "check-in", "ill", "load"];

/// A line for each person in columns, below the line of their heads.
fn rows(people: &[Person], today: Day) -> Vec<String> {
    let mut rows: Vec<[String; 8]> = vec![HEADS.map(str::to_owned)];
    rows.extend(people.iter().map(|person| row(person, today)));
    let widths: [usize; 8] =
        std::array::from_fn(|column| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0));
    let line = |row: &[String; 8]| {
        let cells = row.iter().zip(widths).map(|(cell, width)| cell.clone() + &" ".repeat(width - cell.width() + 2));
        cells.collect::<String>().trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

fn table(people: &[Person], dir: &Path, today: Day) -> String {
    let text = rows(people, today).join("\n");
    let needing = people.iter().filter(|person| person.word().is_some()).count();
    let dir = dir.display();
    text + &format!(
        "\n\n{}, {needing} with something to be asked about. ill: days of the last {ILL_DAYS}; load: the last 7 days against \
         the usual of 6 weeks, 100 % = as usual.\n`upswing people {dir} NAME` opens the dashboard of one, read-only.\n",
        if people.len() == 1 { "1 person".to_owned() } else { format!("{} people", people.len()) }
    )
}

fn row(person: &Person, today: Day) -> [String; 8] {
    let word = person.word().unwrap_or_default();
    let name = one_line(&person.name).into_owned();
    let Ok(standing) = &person.standing else {
        let none = String::new;
        return [name, word, none(), none(), none(), none(), none(), none()];
    };
    let Standing { verdict, stage, form, last_check_in, ill_days, load_percent, waiting, .. } = standing;
    let late = if *waiting > 0 { format!(", {} not arrived", count(*waiting, "file")) } else { String::new() };
    [
        name,
        word + &late,
        words::verdict_word(*verdict).to_owned(),
        stage.id().to_owned(),
        words::signed(*form),
        last_check_in.map_or_else(|| "never".to_owned(), |day| date(day, today)),
        if *ill_days > 0 { ill_days.to_string() } else { String::new() },
        load_percent.map(|percent| format!("{percent} %")).unwrap_or_default(),
    ]
}
