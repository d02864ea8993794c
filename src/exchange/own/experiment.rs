//! Experiments, as lines of a backup.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::domain::text::one_line;
use crate::domain::{Day, Experiment, History, Registered};

/// What the line of an experiment is called.
pub const TYPE: &str = "experiment";

/// An experiment and how it ended.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    #[serde(rename = "type")]
    of: String,
    #[serde(flatten)]
    experiment: Experiment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ended: Option<Day>,
}

/// Every key of a line.
const KEYS: [&str; 12] =
    ["type", "id", "registered", "question", "yes", "unit", "kind", "outcome", "pairs", "first_day", "seed", "ended"];

/// The lines of all experiments.
pub fn write(history: &History) -> impl Iterator<Item = Json> {
    let line = |registered: &Registered| {
        let mut experiment = registered.experiment.clone();
        experiment.question = one_line(experiment.question.trim()).into_owned();
        experiment.yes = one_line(experiment.yes.trim()).into_owned();
        serde_json::to_value(Line { of: TYPE.to_owned(), experiment, ended: registered.ended }).ok()
    };
    history.experiments().filter_map(line)
}

/// The experiment of a line.
///
/// # Errors
/// An unknown key or a design that is not possible: a sentence.
pub fn read(object: &Map<String, Json>) -> Result<Registered, String> {
    if let Some(key) = object.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(format!("expected the keys of an experiment, found \"{key}\""));
    }
    let line: Line = serde_json::from_value(Json::Object(object.clone())).map_err(|error| format!("the experiment: {error}"))?;
    let mut experiment = line.experiment;
    experiment.question = one_line(experiment.question.trim()).into_owned();
    experiment.yes = one_line(experiment.yes.trim()).into_owned();
    experiment.possible().map_err(|why| format!("the experiment: {why}"))?;
    Ok(Registered { experiment, ended: line.ended })
}
