//! Nights as each maker's watch stores them: stages with beginnings, with ends, by the minute, or in a blob.

use std::collections::BTreeMap;

use crate::domain::Source;
use crate::exchange::ImportError;
use crate::exchange::database::{Excess, Mistake, Row, room};
use crate::exchange::night::{MAX_STRETCHES, Night, Stretch, Stretches};
use crate::exchange::notes::At;
use crate::exchange::timed;

use super::reading::Reading;

/// A minute, ms.
const MINUTE: i64 = 60_000;
/// No night is longer, ms: a window whose end is missing would take the next one's.
const LONGEST: i64 = 24 * 60 * MINUTE;

/// So many stages are kept, a minute each from some watches, before they become stretches.
const MAX_STAGES: usize = 4 * MAX_STRETCHES;

/// What is known of the nights of each device.
#[derive(Default)]
struct Known {
    stretches: BTreeMap<String, Stretches>,
    /// Nights of which only the total is known: from, to and asleep, ms.
    totals: Vec<(String, i64, i64, i64)>,
    /// Nights of which only the begin and the end are known.
    windows: Vec<(String, i64, i64)>,
    naps: usize,
    /// How many stretches there are in all.
    kept: usize,
}

impl Known {
    fn add(&mut self, device: &str, stretch: Stretch) -> Result<(), Excess> {
        room(self.kept, MAX_STRETCHES, "stretches of sleep")?;
        let stretches = self.stretches.entry(device.to_owned()).or_default();
        let before = stretches.len();
        stretches.add(stretch);
        self.kept += stretches.len() - before;
        Ok(())
    }

    fn add_total(&mut self, device: String, from: i64, to: i64, asleep: i64) -> Result<(), Excess> {
        room(self.totals.len(), MAX_STRETCHES, "nights")?;
        self.totals.push((device, from, to, asleep));
        Ok(())
    }

    fn add_window(&mut self, device: String, from: i64, to: i64) -> Result<(), Excess> {
        room(self.windows.len(), MAX_STRETCHES, "nights")?;
        self.windows.push((device, from, to));
        Ok(())
    }
}

/// A stage that a device knows, or a window, in the order of the stamps.
type Stamps = BTreeMap<String, Vec<(i64, i64)>>;

/// Reads them.
pub fn read(reading: &mut Reading) -> Result<(), ImportError> {
    let mut known = Known::default();
    garmin(reading, &mut known)?;
    huami(reading, &mut known)?;
    xiaomi(reading, &mut known)?;
    huawei(reading, &mut known)?;
    durations(reading, &mut known, "COLMI_SLEEP_STAGE_SAMPLE", &[2, 3, 4], 5)?;
    durations(reading, &mut known, "GENERIC_SLEEP_STAGE_SAMPLE", &[1, 2, 4], 3)?;
    reading.database.each("GARMIN_NAP_SAMPLE", &["TIMESTAMP"], reading.found, |_, _| {
        known.naps += 1;
        Ok(())
    })?;
    finish(reading, known)
}

/// Joins what is known to nights.
fn finish(reading: &mut Reading, mut known: Known) -> Result<(), ImportError> {
    let context = reading.context;
    for (device, stretches) in std::mem::take(&mut known.stretches) {
        let found = &mut *reading.found;
        let nights = stretches.nights(|end| {
            let local = timed::local(context, end)?;
            timed::day(found, context, At::default(), local.date())
        });
        known.naps += nights.naps;
        reading.devices.named(&device)?.nights = nights.nights;
    }
    for (device, from, to, asleep) in known.totals {
        put(reading, &device, (from, to), asleep, &mut known.naps)?;
    }
    if context.declared.sleep_windows {
        for (device, from, to) in known.windows {
            put(reading, &Source::in_bed(&device), (from, to), to - from, &mut known.naps)?;
        }
    } else {
        reading.found.skip("night without stages (--sleep-windows takes it)", known.windows.len());
    }
    reading.found.skip("nap", known.naps);
    Ok(())
}

/// Adds a night that is stated as a whole.
fn put(reading: &mut Reading, device: &str, (from, to): (i64, i64), asleep: i64, naps: &mut usize) -> Result<(), ImportError> {
    if asleep < 180 * MINUTE {
        *naps += 1;
        return Ok(());
    }
    let local = timed::local(reading.context, to);
    let day = local.and_then(|local| timed::day(reading.found, reading.context, At::default(), local.date()));
    if let Some(day) = day {
        let night = Night { asleep, staged: false, spans: vec![(from, to)] };
        reading.devices.named(device)?.nights.entry(day).or_insert(night);
    }
    Ok(())
}

/// Stamps with a number each, by device.
fn stamps(reading: &mut Reading, table: &'static str, column: &'static str) -> Result<Stamps, ImportError> {
    let names = reading.names;
    let (mut stamps, mut kept) = (Stamps::new(), 0);
    reading.database.each(table, &["TIMESTAMP", "DEVICE_ID", column], reading.found, |_, row| {
        let (stamp, device) = (row.needed("TIMESTAMP", "milliseconds since 1970")?, Reading::device(names, row)?);
        let Some(number) = row.whole(column)? else { return Ok(()) };
        room(kept, MAX_STAGES, "stages of sleep")?;
        kept += 1;
        stamps.entry(device).or_default().push((stamp, number));
        Ok(())
    })?;
    stamps.values_mut().for_each(|stamps| stamps.sort_unstable());
    Ok(stamps)
}

/// Garmin: events say when sleep begins and ends, and each stage's stamp is its end.
fn garmin(reading: &mut Reading, known: &mut Known) -> Result<(), ImportError> {
    let names = reading.names;
    let (mut events, mut kept) = (Stamps::new(), 0);
    let columns = ["TIMESTAMP", "DEVICE_ID", "EVENT", "EVENT_TYPE"];
    reading.database.each("GARMIN_EVENT_SAMPLE", &columns, reading.found, |_, row| {
        if row.whole("EVENT")? == Some(74)
            && let Some(kind @ (0 | 1)) = row.whole("EVENT_TYPE")?
        {
            let stamp = row.needed("TIMESTAMP", "milliseconds since 1970")?;
            room(kept, MAX_STRETCHES, "beginnings and ends of sleep")?;
            kept += 1;
            events.entry(Reading::device(names, row)?).or_default().push((stamp, kind));
        }
        Ok(())
    })?;
    let stages = stamps(reading, "GARMIN_SLEEP_STAGE_SAMPLE", "STAGE")?;
    for (device, events) in events {
        let own = stages.get(&device).map(Vec::as_slice).unwrap_or_default();
        for (from, to) in begun_and_ended(events) {
            let first = own.partition_point(|(end, _)| *end <= from);
            let inside = own.iter().skip(first).take_while(|(end, _)| *end <= to);
            let (mut before, mut measured) = (from, false);
            for (end, stage) in inside {
                let asleep = matches!(stage, 2..=4);
                measured |= asleep;
                if asleep || *stage == 1 {
                    let stretch = Stretch { from: before, to: *end, asleep, staged: true };
                    known.add(&device, stretch).map_err(|excess| excess.of(reading.found))?;
                }
                before = *end;
            }
            if !measured {
                known.add_window(device.clone(), from, to).map_err(|excess| excess.of(reading.found))?;
            }
        }
    }
    Ok(())
}

/// From each event that begins sleep (0) to the one after it, if that ends it (1).
fn begun_and_ended(mut events: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    events.sort_unstable();
    let (mut found, mut begin) = (Vec::new(), None);
    for (stamp, kind) in events {
        match begin.take().filter(|_| kind == 1) {
            Some(from) if stamp.saturating_sub(from) <= LONGEST => found.push((from, stamp)),
            Some(_) => {}
            None => begin = Some(stamp).filter(|_| kind == 0),
        }
    }
    found
}

/// Zepp, Amazfit, newer Mi Band: one blob a night.
fn huami(reading: &mut Reading, known: &mut Known) -> Result<(), ImportError> {
    let names = reading.names;
    reading.database.each("HUAMI_SLEEP_SESSION_SAMPLE", &["TIMESTAMP", "DEVICE_ID", "DATA"], reading.found, |found, row| {
        let device = Reading::device(names, row)?;
        match blob(row.bytes("DATA")) {
            Some(stretches) => Ok(stretches.into_iter().try_for_each(|stretch| known.add(&device, stretch))?),
            None => {
                found.warnings.add_in(row.at.table, row.at.line, "DATA holds no night");
                Ok(())
            }
        }
    })
}

/// The stages of a blob; `None` = there are none, or it is torn.
fn blob(bytes: &[u8]) -> Option<Vec<Stretch>> {
    let midnight = i64::from(u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?)) * 1000;
    let count = usize::from(*bytes.get(0x54)?);
    let stages = bytes.get(0x56..0x56 + count * 5)?;
    let (stages, _) = stages.as_chunks::<5>();
    let stretch = |[a, b, c, d, kind]: &[u8; 5]| {
        let at = |low: u8, high: u8| midnight - 24 * 60 * MINUTE + i64::from(u16::from_le_bytes([low, high])) * MINUTE;
        let asleep = matches!(kind, 4 | 5 | 8);
        (asleep || *kind == 7).then(|| Stretch { from: at(*a, *b), to: at(*c, *d), asleep, staged: true })
    };
    let stretches: Vec<Stretch> = stages.iter().filter_map(stretch).collect();
    (!stretches.is_empty()).then_some(stretches)
}

/// Xiaomi: stages with their beginnings, else totals, else the window.
fn xiaomi(reading: &mut Reading, known: &mut Known) -> Result<(), ImportError> {
    let names = reading.names;
    let stages = stamps(reading, "XIAOMI_SLEEP_STAGE_SAMPLE", "STAGE")?;
    let columns = [
        "TIMESTAMP",
        "DEVICE_ID",
        "WAKEUP_TIME",
        "DEEP_SLEEP_DURATION",
        "LIGHT_SLEEP_DURATION",
        "REM_SLEEP_DURATION",
        "AWAKE_DURATION",
    ];
    reading.database.each("XIAOMI_SLEEP_TIME_SAMPLE", &columns, reading.found, |_, row| {
        let device = Reading::device(names, row)?;
        let from = row.needed("TIMESTAMP", "milliseconds since 1970")?;
        let Some(to) = row.whole("WAKEUP_TIME")?.filter(|to| (1..=LONGEST).contains(&to.saturating_sub(from))) else {
            return Ok(());
        };
        let own = stages.get(&device).map(Vec::as_slice).unwrap_or_default();
        let first = own.partition_point(|(stamp, _)| *stamp < from);
        let inside: Vec<(i64, i64)> = own.iter().skip(first).take_while(|(stamp, _)| *stamp < to).copied().collect();
        if inside.iter().any(|(_, stage)| matches!(stage, 2..=4)) {
            let ends = inside.iter().skip(1).map(|(stamp, _)| *stamp).chain([to]);
            let added = inside.iter().zip(ends).try_for_each(|((from, stage), to)| {
                let asleep = matches!(stage, 2..=4);
                let counts = asleep || *stage == 5;
                if counts { known.add(&device, Stretch { from: *from, to, asleep, staged: true }) } else { Ok(()) }
            });
            return Ok(added?);
        }
        let total = minutes(row, &["DEEP_SLEEP_DURATION", "LIGHT_SLEEP_DURATION", "REM_SLEEP_DURATION"])?;
        let awake = minutes(row, &["AWAKE_DURATION"])?;
        match (total, awake) {
            (1.., _) => known.add_total(device, from, to, total)?,
            (_, 1..) => known.add_total(device, from, to, (to - from - awake).max(0))?,
            _ => known.add_window(device, from, to)?,
        }
        Ok(())
    })
}

/// The sum of columns with minutes, ms.
fn minutes(row: &Row, columns: &[&str]) -> Result<i64, Mistake> {
    let mut sum = 0;
    for column in columns {
        sum += row.whole(column)?.unwrap_or(0).clamp(0, 24 * 60) * MINUTE;
    }
    Ok(sum)
}

/// Huawei, Honor: one stage a minute; the windows that hold none are windows.
fn huawei(reading: &mut Reading, known: &mut Known) -> Result<(), ImportError> {
    let names = reading.names;
    let stages = stamps(reading, "HUAWEI_SLEEP_STAGE_SAMPLE", "STAGE")?;
    for (device, stages) in &stages {
        let mut nap_until = i64::MIN;
        for (stamp, stage) in stages {
            let stretch = |asleep| Stretch { from: *stamp, to: stamp.saturating_add(MINUTE), asleep, staged: true };
            let added = match stage {
                1..=3 => known.add(device, stretch(true)),
                4 => known.add(device, stretch(false)),
                5 => {
                    known.naps += usize::from(stamp.saturating_sub(nap_until) > MINUTE);
                    nap_until = stamp.saturating_add(MINUTE);
                    Ok(())
                }
                _ => Ok(()),
            };
            added.map_err(|excess| excess.of(reading.found))?;
        }
    }
    reading.database.each("HUAWEI_SLEEP_STATS_SAMPLE", &["TIMESTAMP", "DEVICE_ID", "WAKEUP_TIME"], reading.found, |_, row| {
        let device = Reading::device(names, row)?;
        let from = row.needed("TIMESTAMP", "milliseconds since 1970")?;
        let to = row.whole("WAKEUP_TIME")?.filter(|to| (1..=LONGEST).contains(&to.saturating_sub(from)));
        let own = stages.get(&device).map(Vec::as_slice).unwrap_or_default();
        if let Some(to) = to
            && !own.iter().skip(own.partition_point(|(stamp, _)| *stamp < from)).any(|(stamp, _)| *stamp < to)
        {
            known.add_window(device, from, to)?;
        }
        Ok(())
    })
}

/// Rings and others: stages with their beginning and minutes.
fn durations(
    reading: &mut Reading,
    known: &mut Known,
    table: &'static str,
    asleep: &[i64],
    awake: i64,
) -> Result<(), ImportError> {
    let names = reading.names;
    reading.database.each(table, &["TIMESTAMP", "DEVICE_ID", "DURATION", "STAGE"], reading.found, |_, row| {
        let from = row.needed("TIMESTAMP", "milliseconds since 1970")?;
        let (Some(stage), length) = (row.whole("STAGE")?, minutes(row, &["DURATION"])?) else { return Ok(()) };
        let sleeps = asleep.contains(&stage);
        if sleeps || stage == awake {
            let stretch = Stretch { from, to: from.saturating_add(length), asleep: sleeps, staged: true };
            known.add(&Reading::device(names, row)?, stretch)?;
        }
        Ok(())
    })
}
