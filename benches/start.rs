//! From the start to the first frame with ten years of history, beside a program that only draws an empty screen.

#![expect(clippy::unwrap_used, reason = "the sample's dates exist")]

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
use upswing::domain::Journal;
use upswing::engine::Tuning;
use upswing::store::Store;
use upswing::ui::theme::{Glyphs, Theme};
use upswing::ui::{self, Look};

const RUNS: usize = 15;
const TEN_YEARS: i64 = 3653;

/// What both programs write when their first frame is complete.
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

/// Starts a program in a terminal and waits for its first frame.
fn first_frame(program: &Path, folder: &Path) -> Result<Duration, Box<dyn Error>> {
    let pair = native_pty_system().openpty(PtySize { rows: 36, cols: 120, ..PtySize::default() })?;
    let mut reader = pair.master.try_clone_reader()?;
    let mut command = CommandBuilder::new(program);
    command.env("UPSWING_DATA_DIR", folder);
    command.env("UPSWING_CONFIG_DIR", folder);
    command.env("UPSWING_TODAY", sample::today().to_string());
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

fn typical(program: &Path, folder: &Path) -> Result<Duration, Box<dyn Error>> {
    let mut times = (0..RUNS).map(|_| first_frame(program, folder)).collect::<Result<Vec<_>, _>>()?;
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
    Store::at(&path).append(&sample::history(sample::today().minus(TEN_YEARS), sample::today()))?;
    let upswing = Path::new(env!("CARGO_BIN_EXE_upswing"));
    let floor = typical(&empty_screen()?, folder.path())?;
    for (what, home) in [("nothing known", &empty), ("four months", &young), ("ten years", &folder)] {
        report(&format!("first frame, {what}"), typical(upswing, home.path())?, "an empty screen", floor);
    }
    parts(&path);
    Ok(())
}
