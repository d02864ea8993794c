//! From the start to the first frame with ten years of history, beside a program that only draws an empty screen;
//! and whole runs of the command line, beside one that only tells its version.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "the sample's dates exist, and figures are for whoever runs it")]

#[path = "support/measure.rs"]
mod measure;
#[path = "../tests/support/sample.rs"]
mod sample;

use std::error::Error;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use measure::{median, report};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use upswing::app::{Keymap, Model, Now};
use upswing::domain::{Day, Entry, Journal, Op, ProfileChange};
use upswing::engine::Tuning;
use upswing::store::Store;
use upswing::ui::theme::{Glyphs, Theme};
use upswing::ui::{self, Look};

const RUNS: usize = 15;
const TEN_YEARS: i64 = 3653;
/// By then everything is read and drawn.
const QUIET: Duration = Duration::from_secs(1);

/// What both programs write when their first frame is complete.
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

/// Starts a program in a terminal and waits for its first frame.
fn first_frame(program: &Path, folder: &Path) -> Result<Duration, Box<dyn Error>> {
    let pair = native_pty_system().openpty(PtySize { rows: 36, cols: 120, ..PtySize::default() })?;
    let mut reader = pair.master.try_clone_reader()?;
    let command = upswing_in(program, folder);
    let start = Instant::now();
    let mut child = pair.slave.spawn_command(command)?;
    let (mut written, mut bytes) = (Vec::<u8>::new(), [0; 65536]);
    while !written.windows(FRAME_ENDS.len()).any(|window| window == FRAME_ENDS) {
        let read = reader.read(&mut bytes)?;
        written.extend(bytes.iter().take(read));
    }
    let time = start.elapsed();
    child.kill()?;
    child.wait()?;
    Ok(time)
}

/// Mebibytes of memory that an open dashboard holds once nothing happens any more, and held at most; `None` where the
/// system does not tell.
fn memory(program: &Path, folder: &Path) -> Result<Option<(f64, f64)>, Box<dyn Error>> {
    let pair = native_pty_system().openpty(PtySize { rows: 36, cols: 120, ..PtySize::default() })?;
    let mut reader = pair.master.try_clone_reader()?;
    let mut child = pair.slave.spawn_command(upswing_in(program, folder))?;
    std::thread::spawn(move || std::io::copy(&mut reader, &mut std::io::sink()));
    std::thread::sleep(QUIET);
    let status = child.process_id().map(|id| std::fs::read_to_string(format!("/proc/{id}/status")));
    child.kill()?;
    child.wait()?;
    let Some(Ok(status)) = status else { return Ok(None) };
    let told = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse::<f64>().ok().map(|kibibytes| kibibytes / 1024.0)
    };
    Ok(told("VmRSS:").zip(told("VmHWM:")))
}

fn upswing_in(program: &Path, folder: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.env("UPSWING_DATA_DIR", folder);
    command.env("UPSWING_CONFIG_DIR", folder);
    command.env("UPSWING_TODAY", sample::today().to_string());
    command
}

/// A whole run of the command line.
fn run(program: &Path, folder: &Path, words: &[&str]) -> Result<Duration, Box<dyn Error>> {
    let mut command = Command::new(program);
    command.args(words).env("UPSWING_DATA_DIR", folder).env("UPSWING_CONFIG_DIR", folder);
    command.env("UPSWING_TODAY", sample::today().to_string());
    let start = Instant::now();
    let output = command.output()?;
    let time = start.elapsed();
    if output.status.success() { Ok(time) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned().into()) }
}

/// The time in the middle of several.
fn middle(one: impl FnMut(usize) -> Result<Duration, Box<dyn Error>>) -> Result<Duration, Box<dyn Error>> {
    let mut times = (0..RUNS).map(one).collect::<Result<Vec<_>, _>>()?;
    times.sort_unstable();
    Ok(times.get(RUNS / 2).copied().unwrap_or_default())
}

/// The example, built like the program under test.
fn empty_screen() -> Result<PathBuf, Box<dyn Error>> {
    let upswing = Path::new(env!("CARGO_BIN_EXE_upswing"));
    let built = Command::new(env!("CARGO")).args(["build", "--release", "--example", "empty_screen"]).status()?;
    let folder = upswing.parent().filter(|_| built.success()).ok_or("the example cannot be built")?;
    Ok(folder.join("examples/empty_screen"))
}

/// Where the time goes.
fn parts(path: &Path) {
    let bytes = median(RUNS, || (), |()| std::fs::read(path).map(|bytes| bytes.len()));
    let told = |what: &str, time| report(what, time, "reading the file", bytes);
    let load = || Store::at(path).load().map(|loaded| loaded.entries).unwrap_or_default();
    let fold = |entries| {
        let mut journal = Journal::default();
        journal.add(entries);
        journal
    };
    let now = Now { today: sample::today(), still: false, wall_ms: 1 };
    let model = |journal| Model::new(journal, now, 1, Tuning::default(), Keymap::default());
    let draw = |model: Model| {
        let mut buf = Buffer::empty(Rect::new(0, 0, 120, 36));
        ui::draw(&model, Look { theme: Theme::Dark, glyphs: &Glyphs::UNICODE }, buf.area, &mut buf);
        (buf, model)
    };
    told("  of it: load", median(RUNS, || (), |()| load()));
    told("  of it: fold", median(RUNS, load, fold));
    told("  of it: what follows", median(RUNS, || fold(load()), model));
    told("  of it: draw", median(RUNS, || model(fold(load())), draw));
}

fn main() -> Result<(), Box<dyn Error>> {
    let (folder, young, empty) = (tempfile::tempdir()?, tempfile::tempdir()?, tempfile::tempdir()?);
    Store::at(young.path().join("upswing.redb")).append(&sample::entries())?;
    let path = folder.path().join("upswing.redb");
    let mut entries = sample::history(sample::today().minus(TEN_YEARS), sample::today());
    // What is far is counted from the day of the last entry.
    let last = entries.last().map(|entry| entry.stamp).unwrap_or_default();
    let written_ms = sample::today().since(Day::from_ymd(1970, 1, 1).unwrap_or(Day::MIN)).unsigned_abs() * 86_400_000;
    entries.extend(Entry::batch(vec![Op::SetProfile(ProfileChange::SleepNeed(Some(450)))], last, written_ms, 1));
    Store::at(&path).append(&entries)?;
    // Another build can be measured by the same means.
    let other = std::env::var_os("UPSWING_BENCH_PROGRAM").map(PathBuf::from);
    let upswing = &other.unwrap_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_upswing")));
    let blank = empty_screen()?;
    let floor = middle(|_| first_frame(&blank, folder.path()))?;
    let told = |what: &str, time| report(&format!("first frame, {what}"), time, "an empty screen", floor);
    told("nothing known", middle(|_| first_frame(upswing, empty.path()))?);
    for (what, home) in [("four months", &young), ("ten years", &folder)] {
        let without = middle(|_| {
            let _ = std::fs::remove_file(home.path().join("upswing.fold"));
            first_frame(upswing, home.path())
        })?;
        told(&format!("{what}, without fold"), without);
        run(upswing, home.path(), &["status"])?;
        told(what, middle(|_| first_frame(upswing, home.path()))?);
    }
    let floor = middle(|_| run(upswing, folder.path(), &["--version"]))?;
    let told = |what: &str, time| report(&format!("ten years, {what}"), time, "upswing --version", floor);
    told("status", middle(|_| run(upswing, folder.path(), &["status"]))?);
    told("today", middle(|_| run(upswing, folder.path(), &["today"]))?);
    told("checkin, the day's first, with backup", run(upswing, folder.path(), &["checkin", "--energy", "3"])?);
    let answers = ["1", "2", "3", "4", "5"];
    let answer = |number: usize| answers.get(number % answers.len()).copied().unwrap_or("3");
    told("checkin", middle(|number| run(upswing, folder.path(), &["checkin", "--energy", answer(number)]))?);
    for (what, home) in [("nothing known", &empty), ("four months", &young), ("ten years", &folder)] {
        if let Some((now, most)) = memory(upswing, home.path())? {
            println!("{what}, memory of the open dashboard: {now:.1} MiB, at most {most:.1}");
        }
    }
    parts(&path);
    Ok(())
}
