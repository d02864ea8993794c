//! Durations as they are written.

/// A duration for the screen: `6 h 10`, `45 min`.
pub fn show_duration(minutes: i64) -> String {
    if minutes < 60 { format!("{minutes} min") } else { format!("{} h {:02}", minutes / 60, minutes % 60) }
}

/// A duration for a field: `6:10`.
pub fn clock_duration(minutes: i64) -> String {
    format!("{}:{:02}", minutes.div_euclid(60), minutes.rem_euclid(60))
}
