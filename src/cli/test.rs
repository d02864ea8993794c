//! `upswing test`: the result of a performance test.

use serde::Serialize;

use crate::app::doubts;
use crate::domain::text::one_line;
use crate::domain::{Day, Op, Test, TestId, read_result};

use super::answer::{Answer, Problem};
use super::open::Opened;
use super::shown::date;

/// What can be said.
#[derive(Debug, clap::Args)]
#[command(after_help = "Results of one name belong together. In s, min, h, ms and min/km less is better.\n\
                        Example: upswing test \"5 min power\" 312 W, or upswing test \"5 km\" 21:34")]
pub struct TestResult {
    /// What was tested
    name: String,
    /// The result: a number, or a time such as 21:34 or 1:21:34
    #[arg(allow_negative_numbers = true)]
    value: String,
    /// Its unit; without it the unit of the last test of that name
    unit: Option<String>,
    /// Another day: 2025-03-01, -1d, yesterday
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    day: Option<String>,
    /// Answer with JSON: the entry's id, the test's id
    #[arg(long)]
    json: bool,
}

/// What was saved, for a script.
#[derive(Debug, Serialize)]
struct SavedTest<'a> {
    id: String,
    day: Day,
    test: &'a str,
    said: &'a str,
}

/// Saves a result.
pub fn run(args: &TestResult, opened: &mut Opened) -> Result<Answer, Problem> {
    let day = opened.past_day(args.day.as_deref())?;
    let name = one_line(args.name.trim()).into_owned();
    if name.is_empty() {
        return Err(Problem::Usage("expected what was tested, such as \"5 min power\", found nothing.".to_owned()));
    }
    let before = doubts::newest(opened.history(), &name, day).cloned();
    let far = opened.far(args.day.as_deref(), day);
    let unit = args.unit.as_deref().map(|unit| one_line(unit.trim()).into_owned());
    let unit = unit.or_else(|| before.as_ref().map(|test| test.unit.clone())).unwrap_or_default();
    let (value, unit) = read_result(&args.value, &unit).map_err(Problem::Usage)?;
    let test = Test { id: TestId(opened.new_name()), day, name, value, unit };
    let id = opened.commit(vec![Op::PutTest(test.clone())])?;
    let other = before.as_ref().and_then(|before| doubts::other_unit(before, &test.unit));
    let other = other.map(|other| format!(" {other} `upswing undo` takes it back.")).unwrap_or_default();
    let said = sentence(&test, before.as_ref(), opened.today()) + &other + &far;
    if !args.json {
        return Ok(Answer::line(said));
    }
    Answer::json(&SavedTest { id, day, test: &test.id.0, said: &said })
}

fn sentence(test: &Test, before: Option<&Test>, today: Day) -> String {
    let compared = match before.filter(|before| before.unit == test.unit) {
        Some(before) => format!("; before, on {}, it was {}", date(before.day, today), before.result()),
        None => String::new(),
    };
    format!("Saved for {}: {} {}{compared}.", date(test.day, today), test.name, test.result())
}
