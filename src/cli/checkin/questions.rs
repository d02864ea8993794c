//! The questions of a check-in one by one, in plain lines: for screen readers and for terminals that only write.
//!
//! The cursor is never moved and nothing is drawn over. Which questions there are is the dashboard's form; what is
//! asked, and what may be answered, is the field table. Nothing is written here: the answers are saved together.

use std::io::{self, BufRead, Write};

use crate::app::{extra_of, forms, tagging};
use crate::cli::answer::Problem;
use crate::cli::open::Opened;
use crate::cli::shown::date;
use crate::cli::told::{TextLine, plain_lines, shown};
use crate::domain::field::Slept;
use crate::domain::{CheckIn, Day, Field, FieldKind, Value, typed};
use crate::engine::readiness::Season;
use crate::shell::console::Console;

/// What takes an answer back.
pub const NOTHING: &str = "-";

/// A question that waits for its answer.
#[derive(Debug)]
struct Question {
    field: Field,
    /// What is known already, as it is typed; Enter keeps it.
    known: Option<String>,
    /// What it usually is; empty = not known.
    usual: String,
}

/// What comes next.
#[derive(Debug)]
enum Step {
    Ask(Question),
    /// Go on with the questions that are not of every morning?
    More,
}

impl Step {
    fn sentence(&self, place: (usize, usize), answers: &[Answered]) -> String {
        match self {
            Step::Ask(question) => question.sentence(place, answers),
            Step::More => MORE.to_owned(),
        }
    }

    fn field(&self) -> Option<Field> {
        match self {
            Step::Ask(question) => Some(question.field),
            Step::More => None,
        }
    }
}

/// What a line means.
enum Reply {
    Keep,
    Back,
    Leave,
    Said(String),
    Refused(String),
}

/// An answer and its field, as it is typed.
type Answered = (Field, String);

/// Asks a person; `None` if they left.
///
/// # Errors
/// Nothing can be written.
pub fn ask(opened: &mut Opened, day: Day, before: bool) -> Result<Option<Vec<Answered>>, Problem> {
    let console = Console::of_answers();
    let mut say = |line: &TextLine, goes_on: bool| {
        let text = shown(std::slice::from_ref(line), console);
        let text = if goes_on { format!("{} ", text.trim_end()) } else { text };
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes()).and_then(|()| out.flush())
    };
    let what = if before { "Before a session on" } else { "Check-in of" };
    let head = TextLine::heading(format!("{what} {}.", date(day, opened.today())));
    let told = say(&head, false).and_then(|()| {
        for line in plain_lines(HOW) {
            say(&line, false)?;
        }
        let (steps, is_ill) = steps(opened, day, before);
        converse(&steps, is_ill, &mut io::stdin().lock(), &mut say)
    });
    told.map_err(|error| Problem::Failed(format!("the questions could not be asked: {error}. Nothing was changed.")))
}

const HOW: &str = "Enter skips a question or keeps what is known, b goes back, - takes an answer away.\nq keeps nothing.";

/// The questions of the form, those of every morning first; and is it a morning of illness while nothing is said of it?
fn steps(opened: &mut Opened, day: Day, before: bool) -> (Vec<Step>, bool) {
    // What was taken up with the fold need not be judged again.
    let season = opened.season(opened.today());
    let asked = asked(opened, &season, day, before);
    opened.give_back(season);
    asked
}

fn asked(opened: &Opened, season: &Season, day: Day, before: bool) -> (Vec<Step>, bool) {
    let (history, tuning) = (opened.history(), opened.tuning());
    let mut form = if before {
        forms::before(day, history)
    } else {
        forms::check_in(day, history, season, &extra_of(season, history, day, opened.today(), tuning))
    };
    // Whether it is asked is seen when its turn comes.
    form.bring_back();
    let none = CheckIn::default();
    let record = history.day(day);
    let known = record.map_or(&none, |record| if before { &record.before } else { &record.check_in });
    let question = |id: &str| {
        let field = Field::from_id(id)?;
        let known = known.value(field).map(|value| field.show(value)).filter(|shown| !shown.is_empty());
        Some(Step::Ask(Question { field, known, usual: forms::usual(history, season, day, field) }))
    };
    let mut steps: Vec<Step> = form.rows.iter().filter_map(|row| question(row.id)).collect();
    if form.asked < steps.len() {
        steps.insert(form.asked, Step::More);
    }
    (steps, form.is_ill)
}

/// Is the morning one of illness, by what was answered, by what is known, or else by what holds over days?
fn says_ill(steps: &[Step], answers: &[Answered], is_ill: bool) -> bool {
    let newest = answers.iter().find(|(field, _)| *field == Field::Ill).map(|(_, answer)| answer);
    let known = || {
        steps.iter().find_map(|step| match step {
            Step::Ask(question) if question.field == Field::Ill => question.known.as_ref(),
            Step::Ask(_) | Step::More => None,
        })
    };
    match newest.or_else(known).and_then(|answer| Field::Ill.parse(answer).ok()) {
        Some(value) => value == Value::Flag(true),
        None => is_ill,
    }
}

/// Puts the questions and hears the answers until the last one, or until the person leaves.
fn converse(
    steps: &[Step],
    is_ill: bool,
    heard: &mut impl BufRead,
    say: &mut impl FnMut(&TextLine, bool) -> io::Result<()>,
) -> io::Result<Option<Vec<Answered>>> {
    let mut answers: Vec<Answered> = Vec::new();
    let (mut at, mut doubted, mut goes_back) = (0_usize, None, false);
    while let Some(step) = steps.get(at) {
        // Nobody is asked how ready they are on an ill day.
        if step.field() == Some(Field::Ready) && says_ill(steps, &answers, is_ill) {
            at = if goes_back { at.saturating_sub(1) } else { at + 1 };
            continue;
        }
        say(&TextLine::plain(step.sentence(place(steps, at), &answers)), true)?;
        let Some(line) = line(heard)? else {
            say(&TextLine::default(), false)?;
            return Ok(None);
        };
        let reply = match step {
            Step::Ask(question) => question.reply(&line, &mut doubted),
            Step::More => more(&line),
        };
        goes_back = matches!(reply, Reply::Back);
        match reply {
            Reply::Keep if matches!(step, Step::More) => break,
            Reply::Keep => at += 1,
            Reply::Back if at == 0 => say(&TextLine::muted("This is the first question."), false)?,
            Reply::Back => at -= 1,
            Reply::Leave => return Ok(None),
            Reply::Refused(why) => say(&TextLine::warning(why), false)?,
            Reply::Said(answer) => {
                answers.retain(|(field, _)| Some(*field) != step.field());
                answers.extend(step.field().map(|field| (field, answer)));
                at += 1;
            }
        }
    }
    if says_ill(steps, &answers, is_ill) {
        // It may be said after the rating was.
        answers.retain(|(field, _)| *field != Field::Ready);
    }
    Ok(Some(answers))
}

const MORE: &str =
    "These are the questions of every morning. Enter saves; y asks the others too: illness, pain, travel, a note. y or Enter?";

fn more(line: &str) -> Reply {
    match line.to_lowercase().as_str() {
        "" | "n" | "no" => Reply::Keep,
        "y" | "yes" => Reply::Said(String::new()),
        "b" => Reply::Back,
        "q" => Reply::Leave,
        _ => Reply::Refused("Type y for more questions, or Enter to save.".to_owned()),
    }
}

/// The number of a question among those that are asked in one go, and how many these are.
fn place(steps: &[Step], at: usize) -> (usize, usize) {
    let split = steps.iter().position(|step| matches!(step, Step::More)).unwrap_or(steps.len());
    if at < split { (at + 1, split) } else { (at - split, steps.len() - split - 1) }
}

/// A line without its end; `None` at the end of what can be heard.
fn line(heard: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let read = heard.read_until(b'\n', &mut bytes)?;
    Ok((read > 0).then(|| String::from_utf8_lossy(&bytes).trim().to_owned()))
}

impl Question {
    /// `1 of 10. How full is the tank? 1 empty, 2 low, 3 my usual, 4 good, 5 full. Now 4:`
    fn sentence(&self, (number, of): (usize, usize), answers: &[Answered]) -> String {
        let newest = answers.iter().find(|(field, _)| *field == self.field).map(|(_, answer)| answer);
        let usual = if self.usual.is_empty() { String::new() } else { format!(" {}.", crate::app::words::capital(&self.usual)) };
        let now = match newest.or(self.known.as_ref()).filter(|now| *now != NOTHING) {
            Some(now) => format!(" Now {now}:"),
            None => String::new(),
        };
        format!("{number} of {of}. {} {}{usual}{now}", self.field.spec().question, self.possible())
    }

    /// What may be answered, in words.
    fn possible(&self) -> String {
        let spec = self.field.spec();
        match spec.kind {
            FieldKind::Answer => {
                let words: Vec<String> = (1..).zip(spec.words).map(|(number, word)| format!("{number} {word}")).collect();
                format!("{}.", words.join(", "))
            }
            FieldKind::Whole(_) => "Hours and minutes, such as 7:10.".to_owned(),
            FieldKind::Number(_) => format!("In {}.", spec.unit),
            FieldKind::Flag | FieldKind::Choice => format!("{}.", crate::app::words::capital(&self.field.possible())),
            FieldKind::Rating => "0 not at all to 10 fully.".to_owned(),
            FieldKind::Text => "In your own words.".to_owned(),
            FieldKind::Tags => "Words, such as sauna late-meal.".to_owned(),
        }
    }

    /// What was typed; `doubted` is an unusual answer that was asked about already.
    fn reply(&self, line: &str, doubted: &mut Option<Answered>) -> Reply {
        match line {
            "" => return Reply::Keep,
            "b" | "B" => return Reply::Back,
            "q" | "Q" => return Reply::Leave,
            NOTHING => return Reply::Said(NOTHING.to_owned()),
            _ => {}
        }
        let value = match self.read(line) {
            Ok(value) => value,
            Err(why) => return Reply::Refused(why),
        };
        let answer = self.field.show(&value);
        let said = Some((self.field, answer.clone()));
        if self.field.unusual(&value) && *doubted != said {
            *doubted = said;
            return Reply::Refused(format!("{answer} is unusual. If it is right, type it once more."));
        }
        Reply::Said(answer)
    }

    /// Reads an answer.
    fn read(&self, line: &str) -> Result<Value, String> {
        let field = self.field;
        let text = match field.spec().kind {
            FieldKind::Choice => whole_word(line),
            FieldKind::Tags => {
                if let Some(none) = tagging::refused(line) {
                    return Err(none);
                }
                line.to_owned()
            }
            FieldKind::Answer
            | FieldKind::Whole(_)
            | FieldKind::Number(_)
            | FieldKind::Flag
            | FieldKind::Text
            | FieldKind::Rating => line.to_owned(),
        };
        let refused = |found: String| format!("{found} is not possible here: {}.", field.possible());
        field.parse_in(&text, typed::Where::Form).map_err(|refusal| refusal.forms.unwrap_or_else(|| refused(refusal.found)))
    }
}

/// The word of *slept better?* that begins like this.
fn whole_word(line: &str) -> String {
    let lower = line.to_lowercase();
    let all = [Slept::Yes, Slept::Same, Slept::No];
    all.into_iter().map(Slept::id).find(|word| word.starts_with(&lower)).unwrap_or(line).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(field: Field, known: Option<&str>) -> Step {
        Step::Ask(Question { field, known: known.map(str::to_owned), usual: String::new() })
    }

    /// What is answered, and everything that was said.
    fn talk(typed: &str) -> (Option<Vec<Answered>>, String) {
        let steps = [
            question(Field::Energy, Some("4")),
            question(Field::SleepMinutes, None),
            Step::More,
            question(Field::SleptBetter, None),
            question(Field::Note, None),
        ];
        let mut said = String::new();
        let mut say = |line: &TextLine, _: bool| {
            said += &line.text();
            said.push('\n');
            Ok(())
        };
        let answers = converse(&steps, false, &mut typed.as_bytes(), &mut say).unwrap();
        (answers, said)
    }

    #[test]
    fn enter_keeps_and_skips_and_saves() {
        let (answers, said) = talk("\n\n\n");
        assert_eq!(answers, Some(Vec::new()));
        let first = "1 of 2. How full is the tank? 1 empty, 2 low, 3 my usual, 4 good, 5 full. Now 4:\n";
        assert!(said.starts_with(first), "{said}");
        assert_eq!(talk("2\n7h10\n\n").0, Some(vec![(Field::Energy, "2".to_owned()), (Field::SleepMinutes, "7:10".to_owned())]));
    }

    #[test]
    fn one_goes_back_and_the_last_word_counts() {
        let (answers, said) = talk("2\nb\n3\n-\ny\ns\nslept by the sea\n");
        let expected =
            [(Field::Energy, "3"), (Field::SleepMinutes, "-"), (Field::SleptBetter, "same"), (Field::Note, "slept by the sea")];
        assert_eq!(answers, Some(expected.map(|(field, answer)| (field, answer.to_owned())).to_vec()));
        assert!(said.contains("Now 2:"), "{said}");
        assert!(said.contains("1 of 2. Slept better after the session? Yes, same or no."), "{said}");
    }

    #[test]
    fn nobody_is_asked_how_ready_they_are_on_an_ill_day() {
        let asked = |typed: &str, is_ill: bool| {
            let steps = [question(Field::Ill, None), question(Field::Ready, None), question(Field::Note, None)];
            let mut said = String::new();
            let mut say = |line: &TextLine, _: bool| {
                said += &line.text();
                Ok(())
            };
            converse(&steps, is_ill, &mut typed.as_bytes(), &mut say).unwrap();
            said.contains("How ready")
        };
        let told = [("n\n7\n\n", true), ("\n7\n\n", true), ("y\n\n\n", false), ("y\nb\nn\n7\n\n", false), ("\n7\n\n", false)];
        assert_eq!(told.map(|(typed, is_ill)| asked(typed, is_ill)), [true, false, false, true, true]);
    }

    #[test]
    fn leaving_and_the_end_of_the_input_keep_nothing() {
        assert_eq!(talk("2\nq\n").0, None);
        assert_eq!(talk("2\n").0, None);
        assert_eq!(talk("").0, None);
    }

    #[test]
    fn what_cannot_be_is_asked_again_and_what_is_unusual_is_asked_twice() {
        let (answers, said) = talk("9\n5\n1:00\n1:00\n\n");
        assert_eq!(answers, Some(vec![(Field::Energy, "5".to_owned()), (Field::SleepMinutes, "1:00".to_owned())]));
        assert!(said.contains("9 is not possible here: 1–5."), "{said}");
        assert!(said.contains("1:00 is unusual. If it is right, type it once more."), "{said}");
    }
}
