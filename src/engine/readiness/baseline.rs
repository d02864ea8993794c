//! Personal baselines of the sensors (`readiness.md` §3): where today stands in the own
//! range, and how many of the last five readings were bad.

use crate::engine::tuning::Readiness;

use super::sensor::{Sensor, SensorReading};
use super::series::{Row, Series};
use super::window::Window;

/// What a sensor says on a morning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct SensorToday {
    /// The device this is about; `None` = nothing was read lately.
    pub source: Option<u32>,
    /// Readings of the day's source in the 60 days before.
    pub readings: i64,
    /// Enough of them.
    pub counts: bool,
    /// There is a valid reading today.
    pub today: bool,
    /// The newest reading before today came from another device.
    pub changed: bool,
    /// Where the week (or the single reaction) stands, milli-spreads, positive = good.
    pub position: Option<i64>,
    /// Where today's reading stands, clamped.
    pub z_today: Option<i64>,
    /// Readings of the last five days.
    pub recent: i64,
    /// Bad ones among them.
    pub bad: i64,
}

impl SensorToday {
    /// At least three bad readings of the last five.
    pub fn is_trend(&self, tuning: &Readiness) -> bool {
        self.bad >= tuning.trend_bad
    }

    /// Looks at a sensor on the morning with this index; `own` is where it looked the morning before, or anything.
    pub fn look<'a>(
        sensor: Sensor,
        series: &'a Series,
        index: i64,
        today: &Row,
        own: &mut Window,
        tuning: &Readiness,
    ) -> SensorToday {
        let away = today.travel || series.travelled(index, tuning.travel_days);
        let waits = away && sensor.is_of_heart();
        let now = today.readings.get(sensor).filter(|_| !waits);
        let window = series.readings_in(sensor, index - tuning.baseline_days, index - 1);
        let newest = window.iter().rev().flatten().next().map(|taken| taken.source);
        let week = series.readings_in(sensor, index - 6, index - 1);
        let Some(source) = now.or_else(|| week.iter().rev().flatten().next().copied()).map(|taken| taken.source) else {
            return SensorToday::default();
        };
        let of_source = |readings: &'a [Option<SensorReading>]| {
            readings.iter().flatten().filter(move |taken| taken.source == source).map(|taken| taken.value)
        };
        own.slide(|first, last| series.readings_in(sensor, first, last), source, index - tuning.baseline_days, index);
        let found = SensorToday {
            source: Some(source),
            readings: own.len(),
            counts: own.len() >= tuning.baseline_readings,
            today: now.is_some(),
            changed: newest.is_some_and(|newest| newest != source),
            ..SensorToday::default()
        };
        if !found.counts {
            return found;
        }
        let range = Range::of(sensor, own, tuning);
        let now = now.map(|taken| taken.value);
        let last_five = || of_source(series.readings_in(sensor, index - 4, index - 1)).chain(now);
        let mean = || range.mean(of_source(week).chain(now), tuning);
        SensorToday {
            position: now.and_then(|now| if sensor.tells_alone() { Some(range.z(range.clamp(now))) } else { mean() }),
            z_today: now.map(|now| range.z(range.clamp(now))),
            recent: last_five().count() as i64,
            bad: last_five().filter(|value| range.z(*value) <= tuning.z_bad).count() as i64,
            ..found
        }
    }
}

/// The usual range of a sensor on a morning, in its own unit: one spread to either side of the centre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usual {
    /// The lower end.
    pub low: f64,
    /// The middle.
    pub centre: f64,
    /// The upper end.
    pub high: f64,
}

impl Usual {
    /// The range of the newest reading's device, from the readings before the morning with this index.
    pub(super) fn look(sensor: Sensor, series: &Series, index: i64, own: &mut Window, tuning: &Readiness) -> Option<Usual> {
        let window = series.readings_in(sensor, index - tuning.baseline_days, index - 1);
        let now = series.readings_in(sensor, index, index).first().copied().flatten();
        let source = now.or_else(|| window.iter().rev().flatten().next().copied())?.source;
        own.slide(|first, last| series.readings_in(sensor, first, last), source, index - tuning.baseline_days, index);
        if own.len() < tuning.baseline_readings {
            return None;
        }
        let range = Range::of(sensor, own, tuning);
        let unit = |whole: i64| sensor.in_unit(whole);
        Some(Usual {
            low: unit(range.centre - range.spread),
            centre: unit(range.centre),
            high: unit(range.centre + range.spread),
        })
    }
}

/// Have the last readings of one device, that of the morning with this index among them, just become so many in a row
/// far on one side of the range before them? Then: above it?
pub(super) fn shifted(sensor: Sensor, series: &Series, index: i64, tuning: &Readiness) -> Option<bool> {
    let newest = series.readings_in(sensor, index, index).first().copied().flatten()?;
    let from = (index - tuning.baseline_days).max(0);
    let readings = (from..).zip(series.readings_in(sensor, from, index));
    let mut own: Vec<(i64, i64)> = readings
        .filter_map(|(at, taken)| taken.filter(|taken| taken.source == newest.source).map(|taken| (at, taken.value)))
        .collect();
    own.reverse();
    let run = usize::try_from(tuning.device_run).ok()?;
    let (begin, _) = own.get(run.checked_sub(1)?).copied()?;
    let mut before = Window::default();
    before.slide(|first, last| series.readings_in(sensor, first, last), newest.source, begin - tuning.baseline_days, begin);
    if before.len() < tuning.baseline_readings {
        return None;
    }
    let range = Range::of(sensor, &before, tuning);
    let side = |value: i64| {
        let far = (value - range.centre).saturating_mul(1000).div_euclid(range.spread);
        (far.abs() >= tuning.device_far).then_some(far > 0)
    };
    let above = side(newest.value)?;
    // Asked once: with the reading that makes the row long enough.
    let row = own.iter().take_while(|(_, value)| side(*value) == Some(above)).count();
    (row == run).then_some(above)
}

/// The own range: a centre and a spread that one slipped strap cannot bend.
struct Range {
    centre: i64,
    spread: i64,
    reach: i64,
    sign: i64,
}

impl Range {
    fn of(sensor: Sensor, own: &Window, tuning: &Readiness) -> Range {
        let (least, sign) = (sensor.least_spread(tuning), sensor.sign());
        let centre = own.median();
        let spread = least.max((own.deviation(centre) * tuning.mad_scale).div_euclid(10_000)).max(1);
        Range { centre, spread, reach: tuning.clamp * spread, sign }
    }

    /// Milli-spreads from the centre; positive is good.
    fn z(&self, value: i64) -> i64 {
        (self.sign * (value - self.centre) * 1000).div_euclid(self.spread)
    }

    fn clamp(&self, value: i64) -> i64 {
        value.clamp(self.centre - self.reach, self.centre + self.reach)
    }

    /// Where the week's mean stands; needs three readings.
    fn mean(&self, week: impl Iterator<Item = i64>, tuning: &Readiness) -> Option<i64> {
        let (sum, count) = week.fold((0, 0), |(sum, count), value| (sum + self.clamp(value), count + 1));
        (count >= tuning.position_readings.max(1)).then(|| self.z(i64::div_euclid(sum, count)))
    }
}
