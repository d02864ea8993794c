//! `upswing span`: what holds over days, an illness, an injury, a holiday, a pause.

use serde::Serialize;

use crate::app::words::span as span_words;
use crate::domain::text::one_line;
use crate::domain::{Avoid, Day, Held, Key, Op, Span, SpanId, SpanKind, typed};

use super::answer::{Answer, Problem};
use super::open::Opened;
use super::shown::word;

/// What can be asked.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Both ends belong to it; without TO it stays open until `upswing span end`. Without anything the spans are listed.\n\
                  Example: upswing span injury 2026-03-02.. --avoid strength:lower,intervals --note knee"
)]
pub struct Spans {
    #[command(subcommand)]
    what: Option<SpanCommand>,
    #[command(flatten)]
    new: NewSpan,
}

#[derive(Debug, clap::Args)]
struct NewSpan {
    /// What holds
    #[arg(value_parser = word(SpanKind::ALL, SpanKind::id))]
    kind: Option<SpanKind>,
    /// From when to when: 2026-03-02..2026-03-09, -3d..today, mon..fri; 2026-03-02.. or nothing (from today) = open
    #[arg(value_name = "FROM..TO", allow_hyphen_values = true, requires = "kind")]
    days: Option<String>,
    /// Of an injury, what it does not allow: kinds of sessions, strength:upper, strength:lower
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = avoid, requires = "kind")]
    avoid: Vec<Avoid>,
    /// Your own words
    #[arg(long, value_name = "TEXT", requires = "kind")]
    note: Option<String>,
    /// Answer with JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Subcommand)]
enum SpanCommand {
    /// Show all spans
    #[command(after_help = "Example: upswing span list --json")]
    List(ShownSpans),
    /// End one that is open
    #[command(after_help = "Example: upswing span end ill yesterday")]
    End(End),
    /// Take one out, as if it had never been
    #[command(
        after_help = "`upswing span list` names the ids; the first characters are enough.\nExample: upswing span remove ID"
    )]
    Remove(Remove),
}

#[derive(Debug, clap::Args)]
struct ShownSpans {
    /// Answer with JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct End {
    /// Which one, by its kind or id (the one that is open if not said); its last day (today if not said)
    #[arg(value_name = "KIND|ID|DAY", num_args = 0..=2, allow_hyphen_values = true)]
    words: Vec<String>,
    /// Answer with JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct Remove {
    /// Its id, as list names it
    id: String,
    /// Answer with JSON
    #[arg(long)]
    json: bool,
}

fn avoid(text: &str) -> Result<Avoid, String> {
    Avoid::try_from(text.trim().to_owned())
}

/// A span, for a script; what is absent is null.
#[derive(Debug, Serialize)]
struct SpanView {
    id: String,
    kind: &'static str,
    from: Day,
    to: Option<Day>,
    /// The day on which a check-in ended an open illness.
    well: Option<Day>,
    avoid: Vec<String>,
    note: String,
}

impl SpanView {
    fn of(held: &Held) -> SpanView {
        let Held { span, well } = held;
        SpanView {
            id: span.id.0.clone(),
            kind: span.kind.id(),
            from: span.from,
            to: span.to,
            well: *well,
            avoid: span.avoid.iter().map(Avoid::to_string).collect(),
            note: span.note.clone(),
        }
    }
}

/// Does what was asked.
pub fn run(args: &Spans, opened: &mut Opened) -> Result<Answer, Problem> {
    match (&args.what, args.new.kind) {
        (Some(SpanCommand::List(args)), _) => list(args.json, opened),
        (Some(SpanCommand::End(args)), _) => end(args, opened),
        (Some(SpanCommand::Remove(args)), _) => remove(args, opened),
        (None, Some(kind)) => new(kind, &args.new, opened),
        (None, None) => list(args.new.json, opened),
    }
}

fn new(kind: SpanKind, args: &NewSpan, opened: &mut Opened) -> Result<Answer, Problem> {
    let (from, to) = args
        .days
        .as_deref()
        .map_or(Ok((opened.today(), None)), |text| typed::range(text, opened.today()))
        .map_err(Problem::Usage)?;
    let note = args.note.as_deref().map(|note| one_line(note.trim()).into_owned()).unwrap_or_default();
    let avoid = args.avoid.iter().copied().collect();
    let span = Span { to, avoid, note, ..Span::new(SpanId(opened.new_name()), kind, from) };
    span.possible().map_err(|expected| Problem::Usage(format!("{expected}.")))?;
    if let Some(held) = opened.history().held().into_iter().find(|held| held.clashes(&span)) {
        let other = &held.span;
        return Err(Problem::Failed(format!(
            "expected days that are not said yet, found {}: {}. `upswing span end` and `span remove` change it.",
            other.id.0,
            span_words(other, None, opened.today())
        )));
    }
    put(span, "Noted", args.json, opened)
}

fn put(span: Span, what: &str, json: bool, opened: &mut Opened) -> Result<Answer, Problem> {
    let id = span.id.clone();
    opened.commit(vec![Op::PutSpan(Box::new(span))])?;
    let Some(held) = opened.history().held().into_iter().find(|held| held.span.id == id) else {
        return Err(Problem::Failed(format!("expected the span {} to be written, found none.", id.0)));
    };
    if json {
        return Answer::json(&SpanView::of(&held));
    }
    Ok(Answer::line(format!("{what}: {}.", span_words(&held.span, held.well, opened.today()))))
}

fn list(json: bool, opened: &Opened) -> Result<Answer, Problem> {
    let mut held = opened.history().held();
    held.sort_by(|one, other| (other.span.from, &other.span.id).cmp(&(one.span.from, &one.span.id)));
    if json {
        return Answer::json(&held.iter().map(SpanView::of).collect::<Vec<_>>());
    }
    if held.is_empty() {
        return Ok(Answer::line("No span is known. `upswing span ill 2026-03-02..2026-03-09` notes one."));
    }
    let row = |held: &Held| format!("{}  {}\n", held.span.id.0, span_words(&held.span, held.well, opened.today()));
    Ok(Answer::Text(held.iter().map(row).collect()))
}

fn end(args: &End, opened: &mut Opened) -> Result<Answer, Problem> {
    let today = opened.today();
    let (name, day) = match args.words.as_slice() {
        [] => (None, None),
        [one] if typed::day(one, today).is_ok() && named(one, opened).is_empty() => (None, Some(one)),
        [name] => (Some(name), None),
        [name, day, ..] => (Some(name), Some(day)),
    };
    let to = day.map_or(Ok(today), |day| opened.day(Some(day)))?;
    let found = match name {
        Some(name) => named(name, opened),
        None => opened.history().spans().filter(|span| span.is_open()).cloned().collect(),
    };
    let what = name.map_or_else(|| "an open span".to_owned(), |name| format!("an open span of the kind {name}, or an id"));
    let span = only(found, &what, today)?;
    let span = Span { to: Some(to), ..span };
    span.possible().map_err(|expected| Problem::Usage(format!("{expected}. Nothing was changed.")))?;
    put(span, "Ended", args.json, opened)
}

/// The open spans of a kind, or those whose id begins so.
fn named(name: &str, opened: &Opened) -> Vec<Span> {
    let meant = |span: &&Span| (span.is_open() && span.kind.id() == name) || has_id(span, name);
    opened.history().spans().filter(meant).cloned().collect()
}

fn has_id(span: &Span, start: &str) -> bool {
    !start.is_empty() && span.id.0.starts_with(start)
}

/// The one that was meant.
fn only(found: Vec<Span>, what: &str, today: Day) -> Result<Span, Problem> {
    let lines: Vec<String> = found.iter().map(|span| format!("{} ({})", span.id.0, span_words(span, None, today))).collect();
    match <[Span; 1]>::try_from(found) {
        Ok([span]) => Ok(span),
        Err(several) if several.is_empty() => {
            Err(Problem::Failed(format!("expected {what}, found none; `upswing span list` names them. Nothing was changed.")))
        }
        Err(_) => {
            Err(Problem::Failed(format!("expected one span, found {}: name its id. Nothing was changed.", lines.join(", "))))
        }
    }
}

fn remove(args: &Remove, opened: &mut Opened) -> Result<Answer, Problem> {
    let today = opened.today();
    let found = opened.history().spans().filter(|span| has_id(span, &args.id)).cloned().collect();
    let span = only(found, &format!("the id of a span, not {},", args.id), today)?;
    let held = opened.history().held().into_iter().find(|held| held.span.id == span.id);
    opened.commit(vec![Op::Erase(Key::Span(span.id.clone()))])?;
    match held.filter(|_| args.json) {
        Some(held) => Answer::json(&SpanView::of(&held)),
        None => Ok(Answer::line(format!("Taken out: {}. `upswing undo` brings it back.", span_words(&span, None, today)))),
    }
}
