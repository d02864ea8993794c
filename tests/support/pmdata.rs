//! PMData, person by person: what Upswing would have said, and how ready they called themselves.
//!
//! The rating of readiness is read here only. Upswing does not import it, so its score cannot know it.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use chrono::DateTime;
use chrono_tz::Europe::Oslo;
use upswing::domain::{CheckIn, Day, Entry, Field, Journal, Stamp};
use upswing::engine::Tuning;
use upswing::engine::readiness::{Season, Verdict};
use upswing::exchange::{self, Context};

/// The answers that PMData asks for.
pub const ANSWERS: [Field; 5] = [Field::Energy, Field::Mood, Field::SleepQuality, Field::Soreness, Field::Stress];

/// A morning with a rating.
pub struct Rated {
    /// How ready the person called themselves, 0–10.
    pub rating: f64,
    /// Upswing's score, points; `None` = too little was said.
    pub score: Option<f64>,
    /// What Upswing would have said the day is for.
    pub verdict: Verdict,
    /// The answers in the order of [`ANSWERS`].
    pub answers: [Option<f64>; ANSWERS.len()],
    /// Minutes asleep.
    pub slept: Option<f64>,
}

impl Rated {
    /// The plain mean of the answers that are there.
    pub fn mean(&self) -> Option<f64> {
        let known: Vec<f64> = self.answers.iter().flatten().copied().collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    }
}

/// A person of the data set.
pub struct Person {
    /// Such as `p01`.
    pub name: String,
    /// All that was imported.
    pub journal: Journal,
    /// The mornings with a rating, in order.
    pub mornings: Vec<Rated>,
}

/// Everybody in a folder of `pNN-wellness.csv` and `pNN-srpe.csv`, by name.
///
/// # Errors
/// The folder or a file cannot be read.
pub fn people(folder: &Path) -> Result<Vec<Person>, Box<dyn Error>> {
    let mut names: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix("-wellness.csv").map(str::to_owned));
    }
    names.sort();
    names.into_iter().map(|name| person(folder, name)).collect()
}

fn person(folder: &Path, name: String) -> Result<Person, Box<dyn Error>> {
    let wellness = std::fs::read(folder.join(format!("{name}-wellness.csv")))?;
    let context = Context { today: Day::MAX, newest: Day::MAX, zone: None, skip_bad_rows: false, declared: Default::default() };
    let mut files = vec![exchange::read("wellness.csv", &wellness, &context, &mut |_, _| true)?];
    if let Ok(sessions) = std::fs::read(folder.join(format!("{name}-srpe.csv"))) {
        files.push(exchange::read("srpe.csv", &sessions, &context, &mut |_, _| true)?);
    }
    let mut journal = Journal::default();
    let ops = exchange::merge(journal.history(), files).ops;
    journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
    let mornings = rated(&journal, &ratings(&wellness)?);
    Ok(Person { name, journal, mornings })
}

/// The rating of each day; the last report of a day counts, as it does for the answers.
fn ratings(wellness: &[u8]) -> Result<BTreeMap<Day, f64>, Box<dyn Error>> {
    let mut reader = csv::Reader::from_reader(wellness);
    let headers = reader.headers()?.clone();
    let column = |name: &str| headers.iter().position(|header| header == name).ok_or(format!("no column {name}"));
    let (at, rating) = (column("effective_time_frame")?, column("readiness")?);
    let mut ratings = BTreeMap::new();
    let mut reports = Vec::new();
    for row in reader.records() {
        let row = row?;
        let time = DateTime::parse_from_rfc3339(row.get(at).unwrap_or_default())?.with_timezone(&Oslo);
        reports.push((time, row.get(rating).unwrap_or_default().parse::<f64>().ok()));
    }
    reports.sort_by_key(|(time, _)| *time);
    for (time, rating) in reports {
        let day = Day::from_date(time.date_naive()).ok_or("a day out of range")?;
        ratings.extend(rating.map(|rating| (day, rating)));
    }
    Ok(ratings)
}

fn rated(journal: &Journal, ratings: &BTreeMap<Day, f64>) -> Vec<Rated> {
    let history = journal.history();
    let Some((last, _)) = history.days().next_back() else { return Vec::new() };
    let season = Season::new(history, last, &Tuning::default());
    let empty = CheckIn::default();
    let morning = |(day, rating): (&Day, &f64)| {
        let check_in = history.check_in(*day).unwrap_or(&empty);
        let judged = season.morning(*day);
        Rated {
            rating: *rating,
            score: judged.and_then(|morning| morning.score_milli).map(|milli| milli as f64 / 1000.0),
            verdict: judged.map_or(Verdict::None, |morning| morning.verdict),
            answers: ANSWERS.map(|field| check_in.number(field)),
            slept: check_in.number(Field::SleepMinutes),
        }
    };
    ratings.iter().map(morning).collect()
}

/// Spearman's rank correlation, ties at their mean rank; `None` with fewer than three pairs or without any spread.
pub fn spearman(pairs: &[(f64, f64)]) -> Option<f64> {
    let (left, right) = (ranks(pairs.iter().map(|pair| pair.0)), ranks(pairs.iter().map(|pair| pair.1)));
    let middle = (pairs.len() as f64 + 1.0) / 2.0;
    let sum = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - middle) * (b - middle)).sum::<f64>();
    let spread = (sum(&left, &left) * sum(&right, &right)).sqrt();
    (pairs.len() >= 3 && spread > 0.0).then(|| sum(&left, &right) / spread)
}

fn ranks(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let values: Vec<f64> = values.collect();
    let rank = |value: &f64| {
        let below = values.iter().filter(|other| *other < value).count() as f64;
        let equal = values.iter().filter(|other| *other == value).count() as f64;
        below + (equal + 1.0) / 2.0
    };
    values.iter().map(rank).collect()
}
