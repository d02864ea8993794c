//! Resting pulse and HRV as each maker's watch stores them.

use std::collections::BTreeMap;

use crate::domain::{Day, Field};
use crate::exchange::ImportError;
use crate::exchange::database::{Mistake, Row, room};
use crate::exchange::devices::{self, Device, Seen};
use crate::exchange::timed;

use super::reading::Reading;

/// How a table knows the local day of its stamps.
#[derive(Debug, Clone, Copy)]
enum Clock {
    /// Milliseconds; the day is that of the profile's zone.
    Ms,
    /// Seconds.
    Seconds,
    /// Milliseconds, and a column with the offset in so many seconds a unit.
    Offset(&'static str, f64),
}

/// A table with one value a row.
struct Values {
    table: &'static str,
    column: &'static str,
    clock: Clock,
    field: Field,
}

/// Stated resting pulses and nightly HRV.
const STATED: [Values; 5] = [
    Values { table: "GARMIN_HEART_RATE_RESTING_SAMPLE", column: "HEART_RATE", clock: Clock::Ms, field: Field::RestingHr },
    Values {
        table: "HUAMI_HEART_RATE_RESTING_SAMPLE",
        column: "HEART_RATE",
        clock: Clock::Offset("UTC_OFFSET", 0.001),
        field: Field::RestingHr,
    },
    Values {
        table: "XIAOMI_DAILY_SUMMARY_SAMPLE",
        column: "HR_RESTING",
        clock: Clock::Offset("TIMEZONE", 900.0),
        field: Field::RestingHr,
    },
    Values { table: "HUAWEI_ACTIVITY_SAMPLE", column: "RESTING_HEART_RATE", clock: Clock::Seconds, field: Field::RestingHr },
    Values { table: "GARMIN_HRV_SUMMARY_SAMPLE", column: "LAST_NIGHT_AVERAGE", clock: Clock::Ms, field: Field::HrvRmssd },
];

/// Single readings of HRV, and whether the writer says that they are RMSSD.
const READINGS: [(&str, bool); 3] =
    [("HUAWEI_HRV_VALUE_SAMPLE", true), ("GENERIC_HRV_VALUE_SAMPLE", false), ("COLMI_HRV_VALUE_SAMPLE", false)];

/// So many single readings are kept.
const MAX_READINGS: usize = 500_000;

/// Reads them.
pub fn read(reading: &mut Reading) -> Result<(), ImportError> {
    for values in &STATED {
        stated(reading, values)?;
    }
    for (table, said) in READINGS {
        readings(reading, table, said)?;
    }
    Ok(())
}

/// A value that is none: 0, −1 and 255 stand for nothing.
fn some(row: &Row, column: &str) -> Result<Option<f64>, Mistake> {
    Ok(row.number(column)?.filter(|value| *value > 0.0 && *value != 255.0))
}

fn stated(reading: &mut Reading, values: &Values) -> Result<(), ImportError> {
    let (names, context) = (reading.names, reading.context);
    let offset = if let Clock::Offset(column, _) = values.clock { column } else { "TIMESTAMP" };
    // Of a device and a day the last one.
    let mut taken: BTreeMap<(String, Day), (i64, Seen)> = BTreeMap::new();
    reading.database.each(values.table, &["TIMESTAMP", "DEVICE_ID", values.column, offset], reading.found, |found, row| {
        let Some(value) = some(row, values.column)? else { return Ok(()) };
        let stamp = row.needed("TIMESTAMP", "a time since 1970")?;
        let ms = if matches!(values.clock, Clock::Seconds) { stamp.saturating_mul(1000) } else { stamp };
        let seconds = match values.clock {
            Clock::Offset(column, unit) => row.number(column)?.map(|offset| (offset * unit) as i64),
            Clock::Ms | Clock::Seconds => None,
        };
        let local = timed::local_at(context, ms, seconds).ok_or("column \"TIMESTAMP\": expected a possible time")?;
        let (device, at) = (Reading::device(names, row)?, row.at);
        if let Some(day) = timed::day(found, context, at, local.date()) {
            let (key, seen) = ((device, day), Seen { table: at.table, line: at.line, value });
            match taken.get_mut(&key) {
                Some(last) if last.0 <= ms => *last = (ms, seen),
                Some(_) => {}
                None => {
                    room(taken.len(), MAX_READINGS, "days of a device")?;
                    taken.insert(key, (ms, seen));
                }
            }
        }
        Ok(())
    })?;
    for ((device, day), (_, seen)) in taken {
        let Device { resting, hrv, .. } = reading.devices.named(&device)?;
        let days = if values.field == Field::RestingHr { resting } else { hrv };
        days.insert(day, seen);
    }
    Ok(())
}

fn readings(reading: &mut Reading, table: &'static str, said: bool) -> Result<(), ImportError> {
    let (names, context) = (reading.names, reading.context);
    let mut taken = Vec::new();
    let mut unstated = 0;
    reading.database.each(table, &["TIMESTAMP", "DEVICE_ID", "VALUE"], reading.found, |_, row| {
        let Some(value) = some(row, "VALUE")? else { return Ok(()) };
        if !said && !context.declared.hrv_is_rmssd {
            unstated += 1;
            return Ok(());
        }
        room(taken.len(), MAX_READINGS, "readings")?;
        let moment = row.needed("TIMESTAMP", "milliseconds since 1970")?;
        let local = timed::local(context, moment).ok_or("column \"TIMESTAMP\": expected a possible time")?;
        let seen = Seen { table: row.at.table, line: row.at.line, value };
        taken.push((Reading::device(names, row)?, devices::Reading { moment, local, seen }));
        Ok(())
    })?;
    reading.found.skip("HRV reading of unstated kind (--hrv-kind rmssd takes it)", unstated);
    for (device, value) in taken {
        reading.devices.named(&device)?.readings.push(value);
    }
    Ok(())
}
