//! `upswing chart` and `upswing report` as a script runs them: text, drawings, one page that stands alone.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn upswing(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_upswing"));
    command.current_dir(folder).args(args).env("UPSWING_TODAY", "2025-06-29").env_remove("NO_COLOR");
    for name in ["UPSWING_DATA_DIR", "UPSWING_CONFIG_DIR"] {
        command.env(name, folder.join("own"));
    }
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A folder with a journal that holds the sample year.
fn year() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample-year.jsonl");
    said(&upswing(folder.path(), &["import", sample]));
    folder
}

#[test]
fn the_chart_is_drawn_as_text_and_into_a_file() {
    let folder = year();
    let text = said(&upswing(folder.path(), &["chart", "--width", "100", "--height", "24"]));
    assert!(text.contains("fitness") && text.contains("Sun 29 Jun"), "{text}");
    assert_eq!(text.lines().count(), 24);
    let draw = ["chart", "--svg", "chart.svg", "--from", "-6m", "--curves", "score,hrv_rmssd"];
    said(&upswing(folder.path(), &draw));
    let drawn = std::fs::read_to_string(folder.path().join("chart.svg")).unwrap();
    assert!(drawn.starts_with("<svg ") && drawn.contains("HRV ms"));
    assert_eq!(upswing(folder.path(), &draw).status.code(), Some(1), "what is there is not overwritten");
}

#[test]
fn curves_that_do_not_exist_are_named() {
    let folder = year();
    let output = upswing(folder.path(), &["chart", "--curves", "score,mud"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(told.contains("\"mud\"") && told.contains("hrv_rmssd"), "{told}");
    let output = upswing(folder.path(), &["chart", "--from", "2025-06-01", "--to", "2025-05-01"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_report_stands_alone() {
    let folder = year();
    said(&upswing(folder.path(), &["report", "june.html"]));
    let page = std::fs::read_to_string(folder.path().join("june.html")).unwrap();
    for wanted in ["Today", "Fitness, fatigue and form", "Readings", "Performance", "This week and the next", "Changed most"] {
        assert!(page.contains(wanted), "{wanted}");
    }
    let drawings = page.matches("<svg ").count();
    assert_eq!(drawings, 4);
    assert_eq!(page.matches("http").count(), drawings + 1, "the names of the languages alone");
    assert!(["<script", "<link", "<img", "<iframe", "@import", "url("].iter().all(|from| !page.contains(from)));
}

#[test]
fn without_a_journal_there_is_still_a_page() {
    let folder = tempfile::tempdir().unwrap();
    said(&upswing(folder.path(), &["report", "empty.html"]));
    said(&upswing(folder.path(), &["chart"]));
}
