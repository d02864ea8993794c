//! Cases of `readiness.md`, one TOML file each (§14): a history, a morning, and what is said.

use std::path::Path;

use upswing::engine::Tuning;
use upswing::engine::readiness::{Advice, evaluate};

use super::{Outcome, files};

#[path = "scenarios/expect.rs"]
mod expect;
#[path = "scenarios/history.rs"]
mod history;
#[path = "scenarios/read.rs"]
mod read;

/// Runs every case of a folder.
pub fn run(folder: &Path) -> Vec<Outcome> {
    files(folder, "toml").iter().map(|path| outcome(path)).collect()
}

/// What is said about the morning of a case that stands in another file, without its expectations.
pub fn advice(case: serde_json::Value) -> Result<Advice, String> {
    let case: read::Case = serde_json::from_value(case).map_err(|error| error.to_string())?;
    let scene = history::Scene::of(&case)?;
    let tuning = Tuning { ask_ready: case.profile.ask_ready, ..Tuning::default() };
    Ok(evaluate(scene.journal.history(), scene.day, &scene.plan, &tuning))
}

fn outcome(path: &Path) -> Outcome {
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let differences = std::fs::read_to_string(path)
        .map_err(|error| error.to_string())
        .and_then(|text| differences(&text))
        .unwrap_or_else(|error| vec![error]);
    Outcome { name: format!("scenarios/{name}"), differences }
}

fn differences(text: &str) -> Result<Vec<String>, String> {
    let case: read::Case = toml::from_str(text).map_err(|error| error.to_string())?;
    let scene = history::Scene::of(&case)?;
    let advice = evaluate(scene.journal.history(), scene.day, &scene.plan, &Tuning::default());
    case.expect.differences(&advice, &scene.refused)
}
