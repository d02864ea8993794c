//! What of an Apple Health export is kept while it streams by, and what it comes to at the end.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDateTime};

use crate::domain::{Origin, Source, Zone};
use crate::exchange::devices::{Devices, Reading, Readings, Seen};
use crate::exchange::foreign::rpe;
use crate::exchange::found::{Found, FoundSession, MOST_SESSIONS};
use crate::exchange::night::{MAX_STRETCHES, Stretch, Stretches};
use crate::exchange::notes::At;
use crate::exchange::timed::{self, Recorded};
use crate::exchange::{Context, ImportError, kinds, text};

/// What an element records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Workout,
    Sleep,
    RestingPulse,
    Rmssd,
    Sdnn,
    Effort,
    GuessedEffort,
}

impl What {
    /// The type of a record, if it is of use.
    pub fn of(name: &str) -> Option<What> {
        Some(match name.strip_prefix("HK")? {
            "CategoryTypeIdentifierSleepAnalysis" => What::Sleep,
            "QuantityTypeIdentifierRestingHeartRate" => What::RestingPulse,
            "QuantityTypeIdentifierHeartRateVariabilityRMSSD" => What::Rmssd,
            "QuantityTypeIdentifierHeartRateVariabilitySDNN" => What::Sdnn,
            "QuantityTypeIdentifierWorkoutEffortScore" => What::Effort,
            "QuantityTypeIdentifierEstimatedWorkoutEffortScore" => What::GuessedEffort,
            _ => return None,
        })
    }
}

/// An element that is of use.
pub struct Entry {
    pub what: What,
    pub line: usize,
    pub source: String,
    pub start: Option<DateTime<FixedOffset>>,
    pub end: Option<DateTime<FixedOffset>>,
    pub zone: Option<Zone>,
    /// The value of a record, the activity of a workout.
    pub value: String,
    pub duration: Option<f64>,
    pub unit: String,
}

type Moment = DateTime<FixedOffset>;

impl Entry {
    /// The local time of a moment of it: in the zone where it happened, else as it is written.
    fn local(&self, moment: Moment) -> NaiveDateTime {
        self.zone.map_or_else(|| moment.naive_local(), |zone| zone.local(moment.naive_utc()))
    }

    /// The name that values of its program keep.
    fn device(&self) -> String {
        Source::of_program("Apple Health", &self.source)
    }

    /// How long a workout took, seconds.
    fn seconds(&self, start: Moment, end: Moment) -> f64 {
        let unit = match self.unit.as_str() {
            "s" | "sec" => 1.0,
            "hr" | "h" => 3600.0,
            _ => 60.0,
        };
        self.duration.map_or_else(|| (end - start).num_seconds() as f64, |duration| duration * unit)
    }
}

/// The sleep that one program recorded.
#[derive(Default)]
struct Sleep {
    stretches: Stretches,
    /// Local time less UTC at the ends of its stretches, seconds, where it changes.
    offsets: BTreeMap<i64, i64>,
}

/// A workout and its span, ms: an effort that overlaps it is its own.
struct Workout {
    device: String,
    session: FoundSession,
    from: i64,
    to: i64,
}

/// What was recorded, by program.
pub struct Life<'a> {
    context: &'a Context,
    found: Found,
    devices: Devices,
    sleep: BTreeMap<String, Sleep>,
    workouts: Vec<Workout>,
    /// From and to in ms, and the person's answer 1–10.
    efforts: Vec<(i64, i64, f64)>,
    kept: usize,
}

impl<'a> Life<'a> {
    /// Nothing yet.
    pub fn new(found: Found, context: &'a Context) -> Life<'a> {
        let devices = Devices::new(&found);
        let (sleep, workouts, efforts) = (BTreeMap::new(), Vec::new(), Vec::new());
        Life { context, found, devices, sleep, workouts, efforts, kept: 0 }
    }

    /// Takes an element in.
    ///
    /// # Errors
    /// More of them than any life holds.
    pub fn take(&mut self, entry: &Entry) -> Result<(), ImportError> {
        let (Some(start), Some(end)) = (entry.start, entry.end) else {
            let name = if entry.start.is_none() { "startDate" } else { "endDate" };
            self.found.errors.add(entry.line, &format!("{name}: expected a time as 2025-03-30 04:00:00 +0200"));
            return Ok(());
        };
        self.kept += 1;
        if self.kept > MAX_STRETCHES && !matches!(entry.what, What::Sdnn | What::GuessedEffort) {
            let what = format!("more than {MAX_STRETCHES} stretches of sleep, readings and workouts; import it in parts");
            return Err(ImportError::TooLarge { file: self.found.file.clone(), what });
        }
        match entry.what {
            What::Sdnn => self.found.skip("heart rate variability as SDNN, which is not RMSSD", 1),
            What::GuessedEffort => self.found.skip("effort that the watch guessed", 1),
            What::Sleep => self.sleep(entry, start, end)?,
            What::Workout => self.workout(entry, start, end)?,
            What::RestingPulse | What::Rmssd | What::Effort => self.number(entry, start, end)?,
        }
        Ok(())
    }

    fn sleep(&mut self, entry: &Entry, start: Moment, end: Moment) -> Result<(), ImportError> {
        let value = entry.value.strip_prefix("HKCategoryValueSleepAnalysis").unwrap_or(&entry.value);
        let (asleep, staged) = match value {
            "AsleepCore" | "AsleepDeep" | "AsleepREM" => (true, true),
            "Asleep" | "AsleepUnspecified" => (true, false),
            "Awake" => (false, false),
            _ => return Ok(()),
        };
        self.devices.named(&entry.device())?;
        let sleep = self.sleep.entry(entry.device()).or_default();
        let (from, to) = (start.timestamp_millis(), end.timestamp_millis());
        sleep.stretches.add(Stretch { from, to, asleep, staged });
        let offset = (entry.local(end) - end.naive_utc()).num_seconds();
        let before = sleep.offsets.range(..=to).next_back().map(|(_, offset)| *offset);
        if asleep && before != Some(offset) {
            sleep.offsets.insert(to, offset);
        }
        Ok(())
    }

    fn number(&mut self, entry: &Entry, start: Moment, end: Moment) -> Result<(), ImportError> {
        let Some(value) = entry.value.trim().parse::<f64>().ok().filter(|value| value.is_finite()) else {
            let text = format!("value: expected a number, found \"{}\"", text::head(&entry.value, 80));
            self.found.errors.add(entry.line, &text);
            return Ok(());
        };
        let (local, moment) = (entry.local(start), start.timestamp_millis());
        let seen = Seen { table: "", line: entry.line, value };
        match entry.what {
            What::Effort => self.efforts.push((moment, end.timestamp_millis(), value)),
            What::Rmssd => self.devices.named(&entry.device())?.readings.push(Reading { moment, local, seen }),
            _ => {
                if let Some(day) = timed::day(&mut self.found, self.context, At::line(entry.line), local.date()) {
                    self.devices.named(&entry.device())?.resting.insert(day, seen);
                }
            }
        }
        Ok(())
    }

    fn workout(&mut self, entry: &Entry, start: Moment, end: Moment) -> Result<(), ImportError> {
        let activity = words(entry.value.strip_prefix("HKWorkoutActivityType").unwrap_or(&entry.value));
        let device = entry.device();
        self.devices.named(&device)?;
        let recorded = Recorded {
            at: At::line(entry.line),
            start: entry.local(start),
            seconds: Some(entry.seconds(start, end)),
            guess: kinds::of(&activity, ""),
            title: &activity,
            source: &device,
            // The offset is that of the phone that exported, which may be another one next year.
            id: format!("{} {}", entry.value, start.timestamp()),
        };
        let session = timed::session(&mut self.found, self.context, recorded);
        if let Some(session) = session {
            if self.workouts.len() >= MOST_SESSIONS {
                let what = format!("more than {MOST_SESSIONS} workouts; import it in parts");
                return Err(ImportError::TooLarge { file: self.found.file.clone(), what });
            }
            self.workouts.push(Workout { device, session, from: start.timestamp_millis(), to: end.timestamp_millis() });
        }
        Ok(())
    }

    /// What it all comes to.
    pub fn into_found(mut self) -> Result<Found, ImportError> {
        for (device, sleep) in std::mem::take(&mut self.sleep) {
            let (found, context) = (&mut self.found, self.context);
            let nights = sleep.stretches.nights(|end| {
                let offset = sleep.offsets.range(..=end).next_back().map(|(_, offset)| *offset);
                let local = timed::local_at(context, end, offset)?;
                timed::day(found, context, At::default(), local.date())
            });
            self.found.skip("nap", nights.naps);
            self.devices.named(&device)?.nights = nights.nights;
        }
        self.rate();
        for workout in std::mem::take(&mut self.workouts) {
            self.devices.named(&workout.device)?.found.sessions.push(workout.session);
        }
        Ok(self.devices.into_found(self.found, Origin::Aggregator, Readings::OrMorning))
    }

    /// Gives each workout the effort that overlaps it.
    fn rate(&mut self) {
        self.efforts.sort_by_key(|(from, ..)| *from);
        let longest = self.efforts.iter().map(|(from, to, _)| to.saturating_sub(*from)).max().unwrap_or(0);
        for workout in &mut self.workouts {
            let first = self.efforts.partition_point(|(from, ..)| from.saturating_add(longest) < workout.from);
            let near = self.efforts.iter().skip(first).take_while(|(from, ..)| *from <= workout.to);
            let own = near.filter(|(_, to, _)| *to >= workout.from).last();
            workout.session.session.rpe = own.and_then(|(.., effort)| rpe(Some(*effort)));
        }
    }
}

/// `TraditionalStrengthTraining` as words.
fn words(camel: &str) -> String {
    let mut words = String::new();
    for character in camel.chars().take(100) {
        if character.is_uppercase() && words.ends_with(char::is_lowercase) {
            words.push(' ');
        }
        words.push(character);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn activities_are_words() {
        assert_eq!(words("TraditionalStrengthTraining"), "Traditional Strength Training");
        assert_eq!(words("Yoga"), "Yoga");
    }
}
