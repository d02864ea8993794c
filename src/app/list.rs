//! A list over the dashboard: help, palette, days, messages, explanations. One cursor, one filter.
//!
//! Days are written only where they are seen or looked through: a list of ten years opens in one frame.

mod content;

use std::borrow::Cow;
use std::cmp::Reverse;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use unicode_width::UnicodeWidthStr;

use super::chart::Series;
use super::day_line::DayRow;
use super::edit::{Caret, Edit};
use super::unsaved::Choice;
use super::week::TemplateChoice;
use crate::domain::{BatchId, Day, History, SpanId};

pub use content::Content;

/// Columns of a day with its year: `Sat 28 Nov 2026`.
const DATE_WIDTH: usize = 15;
/// How many letters can be looked for; what is typed or pasted beyond them is left out.
pub const LONGEST_QUERY: usize = 64;

/// What a line does when it is taken.
#[derive(Debug, Clone, PartialEq)]
pub enum Pick {
    /// Nothing: it is only read.
    Nothing,
    /// Runs the command of a row of the table.
    Command(usize),
    /// Opens the check-in of a day.
    Day(Day),
    /// Shows or hides a curve.
    Series(Series),
    /// Lays a template over the week.
    Template(TemplateChoice),
    /// Shows a kind of test.
    Test(String),
    /// Takes a change back, or gives it back.
    Change(BatchId),
    /// Asks about what holds over days: a new span, or a known one.
    Span(Option<SpanId>),
    /// Writes what a file would bring.
    Import,
    /// Takes a theme by its name.
    Theme(String),
    /// Does something with changes that are not in the journal.
    Unsaved(Choice),
    /// Opens the dashboard of somebody else, read-only.
    Person(String),
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// A heading.
    Heading,
    /// What to do.
    Strong,
    /// A fact.
    Plain,
    /// Context.
    Muted,
}

/// A line of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What stands on the left (a key, a number); may be empty.
    pub lead: String,
    /// The line.
    pub text: String,
    /// A value in milli-points to draw as a bar.
    pub bar: Option<i64>,
    /// Context at the right end, for instance where a number comes from; may be empty.
    pub note: String,
    /// How it is drawn.
    pub weight: Weight,
    /// What taking it does.
    pub pick: Pick,
    /// Words it is found by beside what it says; not drawn.
    pub also: &'static str,
}

impl Line {
    /// A line with a lead.
    pub fn new(lead: impl Into<String>, text: impl Into<String>, weight: Weight) -> Line {
        Line { lead: lead.into(), text: text.into(), bar: None, note: String::new(), weight, pick: Pick::Nothing, also: "" }
    }

    /// A heading.
    pub fn heading(text: impl Into<String>) -> Line {
        Line::new("", text, Weight::Heading)
    }

    /// A plain line.
    pub fn plain(text: impl Into<String>) -> Line {
        Line::new("", text, Weight::Plain)
    }

    /// An empty line.
    pub fn gap() -> Line {
        Line::new("", "", Weight::Plain)
    }

    /// The same line with something to do when it is taken.
    #[must_use]
    pub fn picks(self, pick: Pick) -> Line {
        Line { pick, ..self }
    }

    /// The same line, found by other words too.
    #[must_use]
    pub fn known_as(self, also: &'static str) -> Line {
        Line { also, ..self }
    }

    /// The same line with context at its right end.
    #[must_use]
    pub fn noted(self, note: impl Into<String>) -> Line {
        Line { note: note.into(), ..self }
    }

    /// The same line with a bar.
    #[must_use]
    pub fn with_bar(self, milli: i64) -> Line {
        Line { bar: Some(milli), ..self }
    }
}

/// A heading, its lines and air below them; nothing without a line.
pub fn section(heading: &str, lines: Vec<Line>) -> Vec<Line> {
    if lines.is_empty() {
        return lines;
    }
    let ends = (vec![Line::heading(heading)], vec![Line::gap()]);
    ends.0.into_iter().chain(lines).chain(ends.1).collect()
}

/// What a list is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Lines {
    /// Lines as they are drawn.
    Written(Vec<Line>),
    /// Days, each written from the history when it is needed.
    Days(Vec<DayRow>),
}

impl Lines {
    fn len(&self) -> usize {
        match self {
            Lines::Written(lines) => lines.len(),
            Lines::Days(days) => days.len(),
        }
    }

    fn line(&self, index: usize, history: &History) -> Option<Cow<'_, Line>> {
        match self {
            Lines::Written(lines) => lines.get(index).map(Cow::Borrowed),
            Lines::Days(days) => days.get(index).map(|row| Cow::Owned(line_of(row, history))),
        }
    }
}

fn line_of(row: &DayRow, history: &History) -> Line {
    let lead = format!("{} {}", row.day.short(), row.day.year());
    Line::new(lead, row.line(history), Weight::Plain).picks(Pick::Day(row.day))
}

/// What is looked through: a line's lead and text, and where the text begins.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    whole: String,
    lead: usize,
    also: &'static str,
    /// The tags of a line that is a day.
    tags: Option<Vec<String>>,
}

impl Entry {
    fn of(line: &Line, history: &History) -> Entry {
        let tags = |day: Day| history.check_in(day).map(|check_in| check_in.tags().map(str::to_owned).collect());
        Entry {
            whole: format!("{} {} {}", line.lead, line.text, line.also),
            lead: line.lead.len(),
            also: line.also,
            tags: if let Pick::Day(day) = line.pick { Some(tags(day).unwrap_or_default()) } else { None },
        }
    }

    /// Has it each of these tags?
    fn has(&self, wanted: &[Tag]) -> bool {
        let tags = self.tags.as_deref().unwrap_or_default();
        wanted
            .iter()
            .all(|wanted| tags.iter().any(|tag| if wanted.goes_on { tag.starts_with(&wanted.word) } else { *tag == wanted.word }))
    }

    /// Is it the line of the command that was typed in full, by its name or another word for it?
    fn is_named(&self, name: &str) -> bool {
        let own = self.whole.get(self.lead..).and_then(|text| text.split_whitespace().next());
        own == Some(name) || self.also.split_whitespace().any(|word| word == name)
    }
}

/// A list with what is looked for and a cursor.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// Which list.
    pub content: Content,
    /// What is looked for.
    pub query: String,
    /// Where it goes on.
    pub caret: Caret,
    /// The chosen line; of a text the first one that is shown.
    pub cursor: usize,
    /// Of a text the last line that can stand first, as far as the screen told it.
    reach: usize,
    all: Lines,
    /// The lines that match, the best first; `None` while nothing is looked for.
    found: Option<Vec<usize>>,
    /// Every line as it is looked through; written at the first letter.
    entries: Vec<Entry>,
}

impl List {
    /// A list over lines.
    pub fn new(content: Content, all: Lines) -> List {
        List {
            content,
            query: String::new(),
            caret: Caret::default(),
            cursor: 0,
            reach: usize::MAX,
            all,
            found: None,
            entries: Vec::new(),
        }
    }

    /// Puts other lines in, keeping query and cursor.
    pub fn refill(&mut self, lines: Lines, history: &History) {
        (self.all, self.reach) = (lines, usize::MAX);
        self.entries.clear();
        self.filter(history);
    }

    /// Something was typed or pasted.
    pub fn typed(&mut self, text: &str, history: &History) {
        if self.content.searchable() {
            self.caret.insert(&mut self.query, text, LONGEST_QUERY);
            self.cursor = 0;
            self.filter(history);
        }
    }

    /// An editing key for what is looked for.
    pub fn edit(&mut self, edit: Edit, history: &History) {
        if self.caret.edit(&mut self.query, edit) {
            self.cursor = 0;
            self.filter(history);
        }
    }

    /// How many lines match.
    pub fn len(&self) -> usize {
        self.found.as_ref().map_or(self.all.len(), Vec::len)
    }

    /// Does no line match?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A line of those that match.
    pub fn line(&self, index: usize, history: &History) -> Option<Cow<'_, Line>> {
        self.all.line(self.place(index)?, history)
    }

    /// To the newest day that is not after this one, in a list of days.
    pub fn go_to_day(&mut self, day: Day) {
        if let Lines::Days(days) = &self.all {
            self.cursor = days.iter().position(|row| row.day <= day).unwrap_or(0);
        }
    }

    /// The columns of the widest lead; those of days are all alike.
    pub fn lead_width(&self, history: &History) -> usize {
        if matches!(self.all, Lines::Days(_)) {
            return DATE_WIDTH;
        }
        (0..self.len()).filter_map(|index| self.line(index, history)).map(|line| line.lead.width()).max().unwrap_or(0)
    }

    /// The largest bar of all lines, up or down, milli-points: they are drawn on one scale.
    pub fn largest_bar(&self, history: &History) -> i64 {
        if matches!(self.all, Lines::Days(_)) {
            return 0;
        }
        let bars = (0..self.len()).filter_map(|index| self.line(index, history)?.bar);
        bars.map(i64::abs).max().unwrap_or(0)
    }

    /// Moves the cursor, held inside the list; in a text where moving it still moves what is seen.
    pub fn step(&mut self, lines: i64) {
        let last = self.len().saturating_sub(1);
        let last = if self.content.chooses() { last } else { last.min(self.reach) };
        self.cursor = (self.cursor as i64).saturating_add(lines).clamp(0, last as i64) as usize;
    }

    /// To a line that was pointed at, where lines are chosen.
    pub fn go_to(&mut self, line: usize) {
        if self.content.chooses() {
            self.cursor = line.min(self.len().saturating_sub(1));
        }
    }

    /// The screen shows so much of a text that its last line that can stand first is this one.
    pub fn reaches(&mut self, last: usize) {
        self.reach = last;
        self.step(0);
    }

    /// What the chosen line does.
    pub fn pick(&self) -> Pick {
        let chosen = self.place(self.cursor).and_then(|place| match &self.all {
            Lines::Written(lines) => lines.get(place).map(|line| line.pick.clone()),
            Lines::Days(days) => days.get(place).map(|row| Pick::Day(row.day)),
        });
        chosen.unwrap_or(Pick::Nothing)
    }

    /// Where a line of those that match stands among all.
    fn place(&self, index: usize) -> Option<usize> {
        self.found.as_ref().map_or(Some(index), |found| found.get(index).copied())
    }

    fn filter(&mut self, history: &History) {
        if self.query.is_empty() {
            self.found = None;
            self.entries.clear();
        } else {
            if self.entries.is_empty() {
                let lines = (0..self.all.len()).filter_map(|index| self.all.line(index, history));
                self.entries = lines.map(|line| Entry::of(&line, history)).collect();
                if let Lines::Days(days) = &self.all {
                    // A day is also found as it stands in files: 2026-11-28.
                    self.entries.iter_mut().zip(days).for_each(|(entry, row)| entry.whole += &format!(" {}", row.day));
                }
            }
            self.found = Some(matching(&self.entries, &self.query));
        }
        self.step(0);
    }
}

/// A tag that is looked for.
struct Tag {
    word: String,
    /// Is it still being typed, so that it may be the beginning of one?
    goes_on: bool,
}

/// The tags that are looked for, and the rest of what was typed.
fn wanted(query: &str) -> (Vec<Tag>, String) {
    let (mut tags, mut rest) = (Vec::new(), Vec::new());
    let mut words = query.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let goes_on = words.peek().is_none() && !query.ends_with(char::is_whitespace);
        match word.strip_prefix('#') {
            Some(tag) => tags.push(Tag { word: tag.to_lowercase(), goes_on }),
            None => rest.push(word),
        }
    }
    (tags, rest.join(" "))
}

/// The entries that match, the best first; a name typed in full comes before names it is a part of. Of days a word that
/// begins with # is a tag, whole; the rest need only resemble.
fn matching(entries: &[Entry], query: &str) -> Vec<usize> {
    let are_days = entries.iter().any(|entry| entry.tags.is_some());
    let (mut tags, query) = if are_days { wanted(query) } else { (Vec::new(), query.to_owned()) };
    // Typed in full it is that tag, not the beginning of a longer one.
    for tag in &mut tags {
        tag.goes_on &= !entries.iter().any(|entry| entry.tags.iter().flatten().any(|known| *known == tag.word));
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::new(&query, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
    let (name, mut letters) = (query.trim(), Vec::new());
    let scores = entries.iter().enumerate().filter(|(_, entry)| entry.has(&tags)).filter_map(|(index, entry)| {
        let score = pattern.score(Utf32Str::new(&entry.whole, &mut letters), &mut matcher)?;
        Some((!entry.is_named(name), Reverse(score), index))
    });
    let mut found: Vec<_> = scores.collect();
    found.sort_unstable();
    found.into_iter().map(|(_, _, index)| index).collect()
}
