//! A list over the dashboard: help, palette, days, messages, explanations. One cursor, one filter.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::chart::Series;
use super::unsaved::Choice;
use super::week::TemplateChoice;
use crate::domain::{BatchId, Day};

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
    /// Does something with changes that are not in the journal.
    Unsaved(Choice),
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
}

impl Line {
    /// A line with a lead.
    pub fn new(lead: impl Into<String>, text: impl Into<String>, weight: Weight) -> Line {
        Line { lead: lead.into(), text: text.into(), bar: None, note: String::new(), weight, pick: Pick::Nothing }
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

/// Which list it is, so that it can be filled again when something changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Keys and words.
    Help,
    /// Commands by name.
    Palette,
    /// All days.
    Days,
    /// What was said.
    Messages,
    /// What was written, and can be taken back alone.
    Changes,
    /// Today's explanation.
    Why,
    /// What the last weeks of work led to.
    Cycle,
    /// What the tests say.
    Fit,
    /// The curves of the chart.
    Series,
    /// Weeks to begin with.
    Templates,
    /// What the curves mean and show.
    Curves,
    /// Something is not saved: leave all the same?
    Leaving,
    /// What was not saved the last time.
    Left,
    /// Does the score mean anything for this person?
    Proof,
    /// Experiments on oneself.
    Experiments,
}

impl Content {
    /// The title on the border.
    pub fn title(self) -> &'static str {
        match self {
            Content::Help => "Help",
            Content::Palette => "Commands",
            Content::Days => "Days",
            Content::Messages => "Messages",
            Content::Changes => "Changes",
            Content::Why => "Why",
            Content::Cycle => "Did I let my body respond to the work I did?",
            Content::Fit => "What your tests say",
            Content::Series => "Curves",
            Content::Templates => "A week to begin with",
            Content::Curves => "What the curves say",
            Content::Leaving => "Leave with changes that are not saved?",
            Content::Left => "Not saved the last time",
            Content::Proof => "Does the score mean anything for you?",
            Content::Experiments => "Experiments on yourself",
        }
    }

    /// Does typing look for lines?
    pub fn searchable(self) -> bool {
        match self {
            Content::Palette | Content::Days | Content::Help | Content::Changes => true,
            Content::Messages
            | Content::Why
            | Content::Cycle
            | Content::Fit
            | Content::Series
            | Content::Templates
            | Content::Curves
            | Content::Leaving
            | Content::Left
            | Content::Proof
            | Content::Experiments => false,
        }
    }

    /// Is a line chosen, or is the text only scrolled?
    pub fn chooses(self) -> bool {
        match self {
            Content::Palette
            | Content::Days
            | Content::Series
            | Content::Templates
            | Content::Help
            | Content::Changes
            | Content::Leaving
            | Content::Left => true,
            Content::Messages
            | Content::Why
            | Content::Cycle
            | Content::Fit
            | Content::Curves
            | Content::Proof
            | Content::Experiments => false,
        }
    }
}

/// A list with what is looked for and a cursor.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// Which list.
    pub content: Content,
    /// What is looked for.
    pub query: String,
    /// The lines that match, the best first if something is looked for.
    pub lines: Vec<Line>,
    /// The chosen (or first shown) line.
    pub cursor: usize,
    all: Vec<Line>,
}

impl List {
    /// A list over lines.
    pub fn new(content: Content, lines: Vec<Line>) -> List {
        List { content, query: String::new(), lines: lines.clone(), cursor: 0, all: lines }
    }

    /// Puts other lines in, keeping query and cursor.
    pub fn refill(&mut self, lines: Vec<Line>) {
        self.all = lines;
        self.filter();
    }

    /// A letter was typed.
    pub fn typed(&mut self, letter: char) {
        if self.content.searchable() && !letter.is_control() {
            self.query.push(letter);
            self.cursor = 0;
            self.filter();
        }
    }

    /// The last letter is taken away.
    pub fn erase(&mut self) {
        self.query.pop();
        self.filter();
    }

    /// Moves the cursor, held inside the list.
    pub fn step(&mut self, lines: i64) {
        let last = self.lines.len().saturating_sub(1) as i64;
        self.cursor = (self.cursor as i64).saturating_add(lines).clamp(0, last) as usize;
    }

    /// What the chosen line does.
    pub fn pick(&self) -> Pick {
        self.lines.get(self.cursor).map_or(Pick::Nothing, |line| line.pick.clone())
    }

    fn filter(&mut self) {
        if self.query.is_empty() {
            self.lines.clone_from(&self.all);
        } else {
            let matcher = SkimMatcherV2::default().ignore_case();
            let found =
                |line: &Line| Some((matcher.fuzzy_match(&format!("{} {}", line.lead, line.text), &self.query)?, line.clone()));
            let mut lines: Vec<(i64, Line)> = self.all.iter().filter_map(found).collect();
            // A name typed in full comes before names it is a part of.
            let named = |line: &Line| line.text.split_whitespace().next() == Some(self.query.trim());
            lines.sort_by_key(|(score, line)| (!named(line), std::cmp::Reverse(*score)));
            self.lines = lines.into_iter().map(|(_, line)| line).collect();
        }
        self.step(0);
    }
}
