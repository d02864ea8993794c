//! The curves that can be chosen, each once: its name, its unit, where its numbers come from.

use crate::domain::Field;
use crate::domain::field::ANSWERS;

/// A curve that can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Series {
    /// Loads by kind, as bars.
    Loads,
    /// Fitness and fatigue.
    Averages,
    /// Form, with its zone.
    Form,
    /// Readiness score.
    Score,
    /// An answer or a measured value of the check-in.
    Field(Field),
    /// Test results with the fitted curve.
    Performance,
    /// Better or broken after the day's sessions.
    Charge,
    /// Sameness of the last seven days' loads.
    Monotony,
    /// Monotony × the load of the last seven days.
    Strain,
}

/// What the numbers of a curve are counted in; curves of one unit share an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Points of load, a day.
    Points,
    /// 0–100.
    Score,
    /// 1–5.
    Answer,
    /// Beats a minute.
    Bpm,
    /// Milliseconds between beats.
    Hrv,
    /// Hours asleep.
    Hours,
    /// Milliseconds to an answer.
    Reaction,
    /// The unit of the test.
    Test,
    /// No unit.
    Ratio,
    /// Points of a week, weighted.
    Strain,
}

/// How many curves are shown at most.
pub const MOST: usize = 5;

/// The measured fields, in the order of the list.
pub(super) const MEASURED: [Field; 4] = [Field::RestingHr, Field::HrvRmssd, Field::SleepMinutes, Field::ReactionMs];

impl Series {
    /// Every series, in the order of the list.
    pub fn all() -> impl Iterator<Item = Series> {
        let first = [Series::Loads, Series::Averages, Series::Form, Series::Score, Series::Performance];
        let fields = MEASURED.into_iter().chain(ANSWERS).map(Series::Field);
        first.into_iter().chain(fields).chain([Series::Charge, Series::Monotony, Series::Strain])
    }

    /// Its name on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Series::Loads => "loads by kind",
            Series::Averages => "fitness and fatigue",
            Series::Form => "form",
            Series::Score => "readiness score",
            Series::Field(Field::RestingHr) => "resting pulse",
            Series::Field(field) => field.spec().label,
            Series::Performance => "performance tests",
            Series::Charge => "charge and drain",
            Series::Monotony => "monotony",
            Series::Strain => "strain",
        }
    }

    /// Its name in files.
    pub fn id(self) -> &'static str {
        match self {
            Series::Loads => "loads",
            Series::Averages => "averages",
            Series::Form => "form",
            Series::Score => "score",
            Series::Field(field) => field.spec().id,
            Series::Performance => "performance",
            Series::Charge => "charge",
            Series::Monotony => "monotony",
            Series::Strain => "strain",
        }
    }

    /// The series of a name.
    pub fn from_id(id: &str) -> Option<Series> {
        Series::all().find(|series| series.id() == id)
    }

    /// What it is, in a few words, for the list.
    pub fn about(self) -> &'static str {
        match self {
            Series::Loads => "what each day weighed, in points, stacked by kind of session",
            Series::Averages => "slow (42 days) and fast (7 days) average of load",
            Series::Form => "fitness − fatigue; shaded where tiredness costs score",
            Series::Score => "0–100, the mornings with enough answers",
            Series::Performance => "results, the fitted line, and how sure it is",
            Series::Field(Field::HrvRmssd | Field::RestingHr | Field::ReactionMs) => "readings, with your usual range",
            Series::Field(Field::SleepMinutes) => "hours asleep",
            Series::Field(_) => "1–5, 5 is best",
            Series::Charge => "mean of the day's sessions: 1 drained, 5 charged",
            Series::Monotony => "mean over spread of the last seven days' loads",
            Series::Strain => "monotony × points of the last seven days",
        }
    }

    /// What its numbers are counted in.
    pub fn unit(self) -> Unit {
        match self {
            Series::Loads | Series::Averages | Series::Form => Unit::Points,
            Series::Score => Unit::Score,
            Series::Field(Field::RestingHr) => Unit::Bpm,
            Series::Field(Field::HrvRmssd) => Unit::Hrv,
            Series::Field(Field::SleepMinutes) => Unit::Hours,
            Series::Field(Field::ReactionMs) => Unit::Reaction,
            Series::Field(_) | Series::Charge => Unit::Answer,
            Series::Performance => Unit::Test,
            Series::Monotony => Unit::Ratio,
            Series::Strain => Unit::Strain,
        }
    }
}

/// A list of series by their names; names that are not known any more are left out.
pub mod names {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::{MOST, Series};

    /// Writes the names.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn serialize<S: Serializer>(series: &[Series], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(series.iter().map(|series| series.id()))
    }

    /// Reads the names.
    ///
    /// # Errors
    /// Something else than a list of texts.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Series>, D::Error> {
        let mut read: Vec<Series> = Vec::new();
        for series in Vec::<String>::deserialize(deserializer)?.iter().filter_map(|name| Series::from_id(name)) {
            if read.len() < MOST && !read.contains(&series) {
                read.push(series);
            }
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back() {
        for series in Series::all() {
            assert_eq!(Series::from_id(series.id()), Some(series));
            assert!(!series.label().is_empty() && !series.about().is_empty());
        }
        assert_eq!(Series::all().count(), 19);
    }
}
