//! The command line as a person types it: the real program, in folders of its own, on a fixed day.

mod asked;
mod contract;
mod days;
mod files;
mod hands;
mod lasting;
mod learning;
mod one_truth;
mod outside;
mod people;
mod plan;
mod seen;
mod spans;
mod told;
mod writing;

use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A person's folders, and the day it is.
struct Home {
    folder: TempDir,
    today: &'static str,
}

/// What the program said.
struct Told {
    code: i32,
    out: String,
    err: String,
}

impl Home {
    /// A Sunday.
    fn new() -> Home {
        Home::on("2026-11-22")
    }

    fn on(today: &'static str) -> Home {
        Home { folder: TempDir::new().unwrap(), today }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_upswing"));
        command
            .current_dir(self.folder.path())
            .env("UPSWING_DATA_DIR", self.folder.path().join("data"))
            .env("UPSWING_CONFIG_DIR", self.folder.path().join("config"))
            .env("UPSWING_TODAY", self.today);
        command
    }

    /// Runs a line of words.
    fn run(&self, line: &str) -> Told {
        self.run_words(&line.split_whitespace().collect::<Vec<_>>())
    }

    fn run_words(&self, words: &[&str]) -> Told {
        Told::of(self.command().args(words).output().unwrap())
    }

    /// Runs a line that has to succeed; what it said.
    fn says(&self, line: &str) -> String {
        self.run(line).done()
    }

    /// The JSON that a line answers.
    fn json(&self, line: &str) -> Value {
        serde_json::from_str(&self.says(line)).unwrap_or_else(|error| panic!("{line}: {error}"))
    }
}

impl Told {
    fn of(output: Output) -> Told {
        Told {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    fn done(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }

    /// Was it refused with this code and these words, and was nothing else said?
    #[track_caller]
    fn refused(&self, code: i32, words: &[&str]) {
        assert_eq!((self.code, self.out.as_str()), (code, ""), "{}", self.err);
        for word in words {
            assert!(self.err.contains(word), "expected \"{word}\" in: {}", self.err);
        }
    }
}
