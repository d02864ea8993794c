//! `upswing checkin`: this morning's answers. The flags are the rows of the field table.

mod questions;

use clap::{Arg, ArgMatches, Command};
use serde::Serialize;

use crate::app::BEFORE;
use crate::app::days::happened;
use crate::app::lists::check_in_line;
use crate::app::{ratings, tagging, words};
use crate::domain::field::{FIELDS, FieldSpec};
use crate::domain::text::{many_lines, one_line};
use crate::domain::{Day, Field, FieldKind, Moment, Value, device, typed};
use crate::engine::readiness::Advice;
use crate::shell::console;

use questions::NOTHING;

use super::answer::{Answer, Problem};
use super::open::Opened;
use super::shown::date;

/// What can be said.
#[derive(Debug, Clone, clap::Args)]
#[command(
    after_help = "1–5: 3 is your usual, 5 is best (soreness 5 = none, stress 5 = calm). A later answer replaces an earlier \
                        one; - takes it back. On a terminal `upswing checkin` alone asks question by question.\nExample: upswing checkin --energy 4 --mood 3 --stress 4 --sleep 7h10 --hrv 62"
)]
pub struct CheckIn {
    #[command(flatten)]
    said: Said,
    /// What the pulse or HRV was measured with; the one typed last is taken again, another one starts its own range
    #[arg(long, value_name = "TEXT")]
    device: Option<String>,
    /// The check before a session: energy, mood, motivation, movement again; the morning's answers stay
    #[arg(long)]
    before: bool,
    /// Another day: 2025-03-01, -1d, yesterday; several for yes and no alone (ill, pain): 2025-03-01..2025-03-04
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    day: Option<String>,
    /// Answer with JSON: the entry's id, the day, the fields, the score
    #[arg(long)]
    json: bool,
}

/// The flags that are shorter than the field's name.
const SHORT: [(Field, &str); 4] =
    [(Field::SleepMinutes, "sleep"), (Field::RestingHr, "rhr"), (Field::HrvRmssd, "hrv"), (Field::ReactionMs, "reaction")];

/// The answers, as they were typed.
#[derive(Debug, Clone, Default)]
struct Said(Vec<(Field, String)>);

impl clap::FromArgMatches for Said {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Said, clap::Error> {
        let typed = |spec: &FieldSpec| matches.get_one::<String>(spec.id).map(|text| (spec.field, text.clone()));
        Ok(Said(FIELDS.iter().filter_map(typed).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Said::from_arg_matches(matches)?;
        Ok(())
    }
}

impl clap::Args for Said {
    fn augment_args(command: Command) -> Command {
        FIELDS.iter().fold(command, |command, spec| command.arg(flag(spec)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Said::augment_args(command)
    }
}

/// The flag of a field.
fn flag(spec: &'static FieldSpec) -> Arg {
    let long = spec.id.replace('_', "-");
    let short = SHORT.iter().find(|(field, _)| *field == spec.field).map(|(_, short)| *short);
    let arg = Arg::new(spec.id).allow_negative_numbers(true).value_name(value_name(spec)).help(help(spec));
    let arg = match short {
        Some(short) => arg.long(short).alias(long),
        None => arg.long(long),
    };
    match spec.kind {
        FieldKind::Flag => arg.num_args(0..=1).require_equals(true).default_missing_value("yes"),
        FieldKind::Answer
        | FieldKind::Whole(_)
        | FieldKind::Number(_)
        | FieldKind::Choice
        | FieldKind::Text
        | FieldKind::Rating
        | FieldKind::Tags => arg,
    }
}

fn value_name(spec: &FieldSpec) -> &'static str {
    match spec.kind {
        FieldKind::Answer => "1-5",
        FieldKind::Whole(_) => "H:MM",
        FieldKind::Number(_) if spec.unit == "bpm" => "BPM",
        FieldKind::Number(_) => "MS",
        FieldKind::Flag => "yes|no",
        FieldKind::Choice => "yes|same|no",
        FieldKind::Text => "TEXT",
        FieldKind::Rating => "0-10",
        FieldKind::Tags => "WORDS",
    }
}

fn help(spec: &FieldSpec) -> String {
    match (spec.kind, spec.words) {
        (FieldKind::Answer, [worst, .., best]) => format!("{} 1 {worst} … 5 {best}", spec.question),
        (FieldKind::Whole(_), _) => format!("{} 7h10, 7:10 or 430", spec.question),
        _ => spec.question.to_owned(),
    }
}

/// What was saved, for a script.
#[derive(Debug, Serialize)]
struct SavedCheckIn<'a> {
    id: String,
    day: Day,
    fields: Vec<&'static str>,
    confirm: Vec<&'static str>,
    score: Option<i64>,
    verdict: &'static str,
    said: &'a str,
}

/// Saves the answers; where nothing but a person is there to give them, asks for them.
pub fn run(args: &CheckIn, opened: &mut Opened) -> Result<Answer, Problem> {
    let days = days(args, opened)?;
    let [day] = days.as_slice() else { return save(args, opened) };
    if !args.said.0.is_empty() || args.json || !console::can_ask() {
        return save(args, opened);
    }
    match questions::ask(opened, *day, args.before)? {
        None => Ok(Answer::line("Nothing was kept.")),
        Some(said) if said.is_empty() => Ok(Answer::line("Nothing was answered, so nothing was saved.")),
        Some(said) => save(&CheckIn { said: Said(said), ..args.clone() }, opened),
    }
}

/// Answers and their fields; `None` = taken back.
type Fields = Vec<(Field, Option<Value>)>;

/// Saves the answers, all or none.
fn save(args: &CheckIn, opened: &mut Opened) -> Result<Answer, Problem> {
    let days = days(args, opened)?;
    let day = days.last().copied().unwrap_or(opened.today());
    let (mut fields, device) = answers(args, opened, day)?;
    let season = opened.season(opened.today());
    ratings::settle(&mut fields, season.morning(day), day, opened.today(), false);
    opened.give_back(season);
    let refused = refused_tags(args);
    let names = fields.iter().map(|(field, _)| field.id()).collect();
    let moment = if args.before { Moment::Before } else { Moment::Morning };
    let far = opened.far(args.day.as_deref(), day);
    let about_device = about_device(opened, day, &fields, &device);
    let id = opened.commit(days.iter().flat_map(|day| device::ops(*day, moment, fields.clone(), &device)).collect())?;
    let advice = opened.advice(day);
    let season = opened.season(day);
    let shifted = season.shifted(day).filter(|_| moment == Moment::Morning);
    let asked = shifted.map(|shifted| format!(" {} Then name it with --device.", words::new_device(shifted))).unwrap_or_default();
    opened.give_back(season);
    let several = if days.len() > 1 { format!(" So on each of {} days up to it.", days.len()) } else { String::new() };
    let said = sentence(opened, day, moment, &advice) + &several + &about_device + &asked + &refused + &far + &opened.still(day);
    if !args.json {
        return Ok(Answer::line(said));
    }
    let confirm = advice.confirm.iter().map(|field| field.id()).collect();
    let (score, verdict) = (advice.score(), advice.verdict.id());
    Answer::json(&SavedCheckIn { id, day, fields: names, confirm, score, verdict, said: &said })
}

/// The answers, as far as they may be said together, and the device of those that have one.
fn answers(args: &CheckIn, opened: &Opened, day: Day) -> Result<(Fields, String), Problem> {
    let mut fields = args.said.0.iter().map(|(field, text)| read(*field, text)).collect::<Result<Vec<_>, Problem>>()?;
    let device = named_device(args, opened, day, &fields);
    if args.device.is_some() {
        fields.extend(device::again(opened.history().check_in(day).filter(|_| !args.before), &fields));
        if !fields.iter().any(|(field, _)| device::HEART.contains(field)) {
            return Err(Problem::Usage(
                "expected a pulse or an HRV with --device, which belongs to them, found neither.".to_owned(),
            ));
        }
    }
    if fields.is_empty() {
        return Err(Problem::Usage(format!("expected at least one answer, found none. Possible are: {}.", possible())));
    }
    if let Some((other, _)) = fields.iter().find(|(field, _)| args.before && !BEFORE.contains(field)) {
        let asked: Vec<&str> = BEFORE.iter().map(|field| field.id()).collect();
        let (asked, other) = (asked.join(", "), other.id());
        return Err(Problem::Usage(format!("expected only {asked} with --before, found {other}.")));
    }
    Ok((fields, device))
}

/// The device that was named, or else the one typed last, where something has a device.
fn named_device(args: &CheckIn, opened: &Opened, day: Day, fields: &[(Field, Option<Value>)]) -> String {
    match args.device.as_deref().map(str::trim) {
        None if !fields.iter().any(|(field, _)| device::HEART.contains(field)) => String::new(),
        Some(NOTHING) => String::new(),
        Some(device) => one_line(device).into_owned(),
        None => device::newest(opened.history(), day).to_owned(),
    }
}

/// Which device the heart values are noted for; nothing without one, or without them.
fn about_device(opened: &Opened, day: Day, fields: &[(Field, Option<Value>)], device: &str) -> String {
    let of_device = |(field, value): &(Field, Option<Value>)| device::HEART.contains(field) && value.is_some();
    match () {
        () if device.is_empty() || !fields.iter().any(of_device) => String::new(),
        () if device::is_known(opened.history(), device, day) => format!(" Device: {device}."),
        () => format!(" Device: {device}, a new one, whose range is learned from here on."),
    }
}

/// The days that were typed, or today. What differs from day to day cannot be said of several.
fn days(args: &CheckIn, opened: &Opened) -> Result<Vec<Day>, Problem> {
    let Some(text) = args.day.as_deref().filter(|text| text.contains("..")) else {
        return Ok(vec![opened.past_day(args.day.as_deref())?]);
    };
    let days = typed::days(text, opened.today()).map_err(Problem::Usage)?;
    if let Some(told) = days.last().and_then(|last| happened(*last, opened.now).err()) {
        return Err(Problem::Usage(format!("{told} `upswing span` notes days to come.")));
    }
    let daily = args.said.0.iter().map(|(field, _)| field.spec()).find(|spec| spec.kind != FieldKind::Flag);
    match daily {
        Some(spec) => {
            Err(Problem::Usage(format!("expected one day with {}, found {text}: only yes and no are said of several.", spec.id)))
        }
        None => Ok(days),
    }
}

fn read(field: Field, text: &str) -> Result<(Field, Option<Value>), Problem> {
    if text.trim() == NOTHING {
        return Ok((field, None));
    }
    let value = field.parse(&many_lines(text)).map_err(|refusal| Problem::Usage(refusal.to_string()))?;
    Ok((field, Some(value)))
}

/// The words that are no tags, as they were typed; the rest was saved.
fn refused_tags(args: &CheckIn) -> String {
    let typed = args.said.0.iter().find(|(field, _)| *field == Field::Tags);
    let none = typed.and_then(|(_, text)| tagging::refused(text));
    none.map_or_else(String::new, |none| format!(" {none}"))
}

fn possible() -> String {
    let flags = FIELDS.iter().map(|spec| flag(spec).get_long().map(|long| format!("--{long}")).unwrap_or_default());
    flags.collect::<Vec<_>>().join(" ")
}

fn sentence(opened: &Opened, day: Day, moment: Moment, advice: &Advice) -> String {
    let (check_in, when) = match moment {
        Moment::Morning => (opened.history().check_in(day), ""),
        Moment::Before => (opened.history().day(day).map(|record| &record.before), ", before the session"),
    };
    let known = check_in.map(check_in_line).filter(|line| !line.is_empty());
    let known = known.unwrap_or_else(|| "nothing is left".to_owned());
    let score = match advice.score() {
        Some(score) => format!("Score {score}: {}.", words::verdict_word(advice.verdict)),
        None => {
            let missing: Vec<&str> = advice.missing.iter().map(|field| field.spec().label).collect();
            format!("No score yet; not answered: {}.", missing.join(", "))
        }
    };
    let unusual: Vec<&str> = advice.confirm.iter().map(|field| field.spec().label).collect();
    let unusual = if unusual.is_empty() {
        String::new()
    } else {
        format!(" Unusual: {}; `upswing undo` takes it back.", unusual.join(", "))
    };
    format!("Saved for {}{when}: {known}. {score}{unusual}", date(day, opened.today()))
}
