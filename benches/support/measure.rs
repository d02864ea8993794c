//! Times as medians, each beside a floor measured in the same run: a ratio means the same on every machine.

use std::hint::black_box;
use std::io::{Write, stdout};
use std::time::{Duration, Instant};

/// The median time of `work` over so many runs; what `prepare` does before each is not counted.
pub fn median<P, R>(runs: usize, mut prepare: impl FnMut() -> P, mut work: impl FnMut(P) -> R) -> Duration {
    let mut times: Vec<Duration> = (0..runs.max(1))
        .map(|_| {
            let prepared = prepare();
            let start = Instant::now();
            let result = black_box(work(prepared));
            let time = start.elapsed();
            drop(result);
            time
        })
        .collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Prints one line: what, how long, and how many times a floor that is.
pub fn report(what: &str, time: Duration, floor: &str, floor_time: Duration) {
    let micro = |time: Duration| time.as_secs_f64() * 1e6;
    let ratio = time.as_secs_f64() / floor_time.as_secs_f64().max(1e-9);
    let line = format!("{what:<40} {:>10.1} µs = {ratio:>8.2} × {floor} ({:.1} µs)\n", micro(time), micro(floor_time));
    // Nobody to read it is no reason to stop.
    let _ = stdout().write_all(line.as_bytes());
}
