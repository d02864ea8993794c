//! A performance test: what was measured, in its own unit.

use serde::{Deserialize, Serialize};

use super::day::Day;

/// The name of a test entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TestId(pub String);

/// One result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Test {
    /// Its name in the journal.
    pub id: TestId,
    /// The day; a test stands before its day's own load.
    pub day: Day,
    /// What was tested, for instance `5 min power`. Results of one name belong together.
    pub name: String,
    /// The result; finite.
    pub value: f64,
    /// Its unit.
    pub unit: String,
}

impl Test {
    /// Does a smaller result mean a better one? Times do; everything else does not.
    pub fn lower_is_better(&self) -> bool {
        seconds_of(&self.unit).is_some()
    }

    /// The result as it is said: `312 W`, `1294 s (21:34)`.
    pub fn result(&self) -> String {
        let rounded = (self.value * 1_000.0).round() / 1_000.0;
        let number = if rounded.is_finite() { rounded } else { self.value };
        let seconds = seconds_of(&self.unit).map(|each| (self.value * each).round());
        let clock = seconds.filter(|seconds| (60.0..MOST_SECONDS).contains(seconds));
        let clock = clock.map(|seconds| format!(" ({})", clock_of(seconds as u32))).unwrap_or_default();
        format!("{number} {}{clock}", self.unit).replace("  ", " ").trim_end().to_owned()
    }
}

/// Longest time that is shown as a clock shows it.
const MOST_SECONDS: f64 = 360_000.0;

/// How many seconds one of a unit is; `None` = it is no unit of time.
fn seconds_of(unit: &str) -> Option<f64> {
    match unit.trim().to_lowercase().as_str() {
        "ms" => Some(0.001),
        "s" | "sec" | "s/km" => Some(1.0),
        "min" | "min/km" | "min/mi" => Some(60.0),
        "h" => Some(3_600.0),
        _ => None,
    }
}

/// `21:34`, `1:21:34`.
fn clock_of(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours == 0 { format!("{minutes}:{seconds:02}") } else { format!("{hours}:{minutes:02}:{seconds:02}") }
}

/// Reads a result: a number, or a time such as `21:34` or `1:21:34.5`, which comes out in `unit`, without one in seconds.
/// Returns the value and its unit.
///
/// # Errors
/// What is expected.
pub fn read_result(text: &str, unit: &str) -> Result<(f64, String), String> {
    let text = text.trim().replace(',', ".");
    let refuse = || format!("expected a number such as 312, or a time such as 21:34, found \"{text}\"");
    if !text.contains(':') {
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
        return number.map(|number| (number, unit.to_owned())).ok_or_else(refuse);
    }
    let seconds = read_clock(&text).ok_or_else(refuse)?;
    if unit.trim().is_empty() {
        return Ok((seconds, "s".to_owned()));
    }
    let each = seconds_of(unit);
    let each = each.ok_or_else(|| format!("{text} is a time, and {unit} is no unit of time; expected s, min, h or min/km"))?;
    Ok((seconds / each, unit.to_owned()))
}

/// `21:34`, `1:21:34.5` as seconds.
fn read_clock(text: &str) -> Option<f64> {
    let parts: Vec<&str> = text.split(':').collect();
    let (last, before) = parts.split_last()?;
    let whole =
        |part: &&str| part.parse::<u16>().ok().filter(|_| part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit()));
    let plain = last.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let seconds = last.parse::<f64>().ok().filter(|seconds| plain && *seconds < 60.0)?;
    let minutes = match before {
        [minutes] => whole(minutes)?,
        [hours, minutes] => whole(hours)?.checked_mul(60)?.checked_add(whole(minutes).filter(|minutes| *minutes < 60)?)?,
        _ => return None,
    };
    Some(f64::from(minutes) * 60.0 + seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, unit: &str) -> Result<(f64, String), String> {
        read_result(text, unit)
    }

    #[test]
    fn a_result_is_a_number_or_a_time_in_its_unit() {
        let of = |value: f64, unit: &str| Ok((value, unit.to_owned()));
        assert_eq!(read("312,5", "W"), of(312.5, "W"));
        assert_eq!(read("-3", ""), of(-3.0, ""));
        assert_eq!(read("21:34", ""), of(1_294.0, "s"));
        assert_eq!(read("21:34.5", "s"), of(1_294.5, "s"));
        assert_eq!(read("1:21:30", "min"), of(81.5, "min"));
        assert_eq!(read("4:30", "min/km"), of(4.5, "min/km"));
        assert_eq!(read("1:30:00", "h"), of(1.5, "h"));
    }

    #[test]
    fn what_is_no_result_is_refused_with_what_is_expected() {
        for text in ["", "fast", "nan", "inf", "21:60", "21:", ":34", "1:60:00", "1:2:3:4", "-1:20", "21:3e1", "9999:00", "1::2"]
        {
            let told = read(text, "s").unwrap_err();
            assert!(told.starts_with("expected a number such as 312, or a time such as 21:34, found"), "{text}: {told}");
        }
        assert_eq!(read("21:34", "W"), Err("21:34 is a time, and W is no unit of time; expected s, min, h or min/km".to_owned()));
    }

    #[test]
    fn a_time_is_said_as_a_clock_shows_it_too() {
        let test = |value: f64, unit: &str| {
            let (id, day) = (TestId(String::new()), Day::MIN);
            Test { id, day, name: "5 km".to_owned(), value, unit: unit.to_owned() }.result()
        };
        assert_eq!(test(312.5, "W"), "312.5 W");
        assert_eq!(test(312.0, ""), "312");
        assert_eq!(test(1_294.0, "s"), "1294 s (21:34)");
        assert_eq!(test(45.2, "s"), "45.2 s");
        assert_eq!(test(1_294.0 / 60.0, "min"), "21.567 min (21:34)");
        assert_eq!(test(81.5, "min"), "81.5 min (1:21:30)");
        assert_eq!(test(f64::MAX, "s"), format!("{} s", f64::MAX));
    }

    #[test]
    fn of_times_less_is_better() {
        let better = |unit: &str| {
            let (id, day, name) = (TestId(String::new()), Day::MIN, String::new());
            Test { id, day, name, value: 1.0, unit: unit.to_owned() }.lower_is_better()
        };
        assert!(["s", "Sec", "min", "h", "ms", " min/km", "s/km", "min/mi"].into_iter().all(better));
        assert!(!["W", "kg", "", "m"].into_iter().any(better));
    }
}
