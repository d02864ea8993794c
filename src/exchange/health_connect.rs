//! Android's Health Connect: the database in its export.
//!
//! Stamps are milliseconds UTC, offsets seconds. Several apps hold the same night and the same run: each is a part of its
//! own. What belongs to a session is found by its row number.

use std::collections::BTreeMap;

use super::database::{Database, Mistake, Row, room};
use super::devices::{self, Devices, MAX_DEVICES, Readings, Seen};
use super::found::{Found, MOST_SESSIONS};
use super::kind_numbers;
use super::night::{MAX_STRETCHES, Stretch, Stretches};
use super::notes::At;
use super::timed::{self, Recorded};
use super::{Context, ImportError};
use crate::domain::{Origin, Source};

/// Is this Health Connect's?
pub fn is(database: &Database) -> bool {
    let sleep = database.has("sleep_session_record_table", &["start_time", "end_time"]);
    let apps = database.has("application_info_table", &["package_name"]);
    apps && (sleep || database.has("exercise_session_record_table", &["start_time", "end_time"]))
}

/// A session of sleep.
struct Sleep {
    app: String,
    from: i64,
    to: i64,
    offset: Option<i64>,
    staged: bool,
}

/// The apps by number.
type Apps = BTreeMap<i64, String>;

/// Reads it.
pub fn parse(database: &Database, mut found: Found, context: &Context) -> Result<Found, ImportError> {
    let mut apps = Apps::new();
    database.each("application_info_table", &["row_id", "package_name"], &mut found, |_, row| {
        let name = row.text("package_name")?;
        room(apps.len(), MAX_DEVICES, "apps")?;
        let name = Source::of_program("Health Connect", super::text::head(&name, 80));
        apps.insert(row.needed("row_id", "the number of an app")?, name);
        Ok(())
    })?;
    let mut devices = Devices::new(&found);
    nights(database, &mut found, context, &apps, &mut devices)?;
    pulses(database, &mut found, context, &apps, &mut devices)?;
    variability(database, &mut found, context, &apps, &mut devices)?;
    exercises(database, &mut found, context, &apps, &mut devices)?;
    Ok(devices.into_found(found, Origin::Aggregator, Readings::OwnNight))
}

fn app(apps: &Apps, row: &Row) -> Result<String, Mistake> {
    let number = row.whole("app_info_id")?.unwrap_or(0);
    Ok(apps.get(&number).cloned().unwrap_or_else(|| "Health Connect".to_owned()))
}

fn nights(
    database: &Database,
    found: &mut Found,
    context: &Context,
    apps: &Apps,
    devices: &mut Devices,
) -> Result<(), ImportError> {
    let mut sleeps = sleeps(database, found, apps)?;
    for (app, stretches) in stages(database, found, &mut sleeps)? {
        // Where the session ends, its offset holds.
        let own = sleeps.values().filter(|sleep| sleep.app == app);
        let ends = own.map(|sleep| (sleep.to, sleep.offset)).collect();
        put(devices, found, context, &app, stretches, &ends)?;
    }
    let unstaged = || sleeps.values().filter(|sleep| !sleep.staged);
    if !context.declared.sleep_windows {
        found.skip("night without stages (--sleep-windows takes it)", unstaged().count());
        return Ok(());
    }
    let mut windows: BTreeMap<String, Stretches> = BTreeMap::new();
    for sleep in unstaged() {
        let stretch = Stretch { from: sleep.from, to: sleep.to, asleep: true, staged: false };
        windows.entry(Source::in_bed(&sleep.app)).or_default().add(stretch);
    }
    let ends = sleeps.values().map(|sleep| (sleep.to, sleep.offset)).collect();
    windows.into_iter().try_for_each(|(name, stretches)| put(devices, found, context, &name, stretches, &ends))
}

/// The sessions of sleep by number.
fn sleeps(database: &Database, found: &mut Found, apps: &Apps) -> Result<BTreeMap<i64, Sleep>, ImportError> {
    let mut sleeps = BTreeMap::new();
    let columns = ["row_id", "app_info_id", "start_time", "end_time", "end_zone_offset"];
    database.each("sleep_session_record_table", &columns, found, |_, row| {
        let (from, to) = (row.needed("start_time", "milliseconds")?, row.needed("end_time", "milliseconds")?);
        let sleep = Sleep { app: app(apps, row)?, from, to, offset: row.whole("end_zone_offset")?, staged: false };
        // Sessions of a minute by the ten thousand are real; half a million is no life.
        room(sleeps.len(), MAX_STRETCHES, "sleeps")?;
        sleeps.insert(row.needed("row_id", "a row's number")?, sleep);
        Ok(())
    })?;
    Ok(sleeps)
}

/// The stages of sleep by app; each session is told whether it has any.
fn stages(
    database: &Database,
    found: &mut Found,
    sleeps: &mut BTreeMap<i64, Sleep>,
) -> Result<BTreeMap<String, Stretches>, ImportError> {
    let (mut stretches, mut kept): (BTreeMap<String, Stretches>, usize) = (BTreeMap::new(), 0);
    let columns = ["parent_key", "stage_start_time", "stage_end_time", "stage_type"];
    database.each("sleep_stages_table", &columns, found, |found, row| {
        let Some(sleep) = row.whole("parent_key")?.and_then(|parent| sleeps.get_mut(&parent)) else {
            found.skip("stage of no sleep", 1);
            return Ok(());
        };
        let (from, to) = (row.needed("stage_start_time", "milliseconds")?, row.needed("stage_end_time", "milliseconds")?);
        let (asleep, staged) = match row.whole("stage_type")?.unwrap_or(0) {
            4..=6 => (true, true),
            2 => (true, false),
            1 | 3 | 7 => (false, false),
            _ => return Ok(()),
        };
        room(kept, MAX_STRETCHES, "stages of sleep")?;
        sleep.staged |= asleep;
        let own = stretches.entry(sleep.app.clone()).or_default();
        let before = own.len();
        own.add(Stretch { from, to, asleep, staged });
        kept += own.len() - before;
        Ok(())
    })?;
    Ok(stretches)
}

fn put(
    devices: &mut Devices,
    found: &mut Found,
    context: &Context,
    name: &str,
    stretches: Stretches,
    ends: &BTreeMap<i64, Option<i64>>,
) -> Result<(), ImportError> {
    let nights = stretches.nights(|end| {
        let offset = ends.range(end..).next().and_then(|(_, offset)| *offset);
        let local = timed::local_at(context, end, offset)?;
        timed::day(found, context, At::default(), local.date())
    });
    found.skip("nap", nights.naps);
    devices.named(name)?.nights = nights.nights;
    Ok(())
}

fn pulses(
    database: &Database,
    found: &mut Found,
    context: &Context,
    apps: &Apps,
    devices: &mut Devices,
) -> Result<(), ImportError> {
    let columns = ["app_info_id", "time", "zone_offset", "beats_per_minute"];
    let mut taken = Vec::new();
    database.each("resting_heart_rate_record_table", &columns, found, |found, row| {
        let Some(value) = row.number("beats_per_minute")?.filter(|value| *value > 0.0) else { return Ok(()) };
        room(taken.len(), MAX_STRETCHES, "resting pulses")?;
        let time = row.needed("time", "milliseconds since 1970")?;
        let local =
            timed::local_at(context, time, row.whole("zone_offset")?).ok_or("column \"time\": expected a possible time")?;
        if let Some(day) = timed::day(found, context, row.at, local.date()) {
            taken.push((time, app(apps, row)?, day, Seen { table: row.at.table, line: row.at.line, value }));
        }
        Ok(())
    })?;
    // Several a day: the last.
    taken.sort_by_key(|(time, ..)| *time);
    for (_, app, day, seen) in taken {
        devices.named(&app)?.resting.insert(day, seen);
    }
    Ok(())
}

fn variability(
    database: &Database,
    found: &mut Found,
    context: &Context,
    apps: &Apps,
    devices: &mut Devices,
) -> Result<(), ImportError> {
    let columns = ["app_info_id", "time", "zone_offset", "heart_rate_variability_millis"];
    let mut taken = Vec::new();
    database.each("heart_rate_variability_rmssd_record_table", &columns, found, |_, row| {
        let Some(value) = row.number("heart_rate_variability_millis")?.filter(|value| *value > 0.0) else { return Ok(()) };
        room(taken.len(), MAX_STRETCHES, "readings")?;
        let moment = row.needed("time", "milliseconds since 1970")?;
        let offset = row.whole("zone_offset")?;
        let local = timed::local_at(context, moment, offset).ok_or("column \"time\": expected a possible time")?;
        let seen = Seen { table: row.at.table, line: row.at.line, value };
        taken.push((app(apps, row)?, devices::Reading { moment, local, seen }));
        Ok(())
    })?;
    for (app, reading) in taken {
        devices.named(&app)?.readings.push(reading);
    }
    Ok(())
}

fn exercises(
    database: &Database,
    found: &mut Found,
    context: &Context,
    apps: &Apps,
    devices: &mut Devices,
) -> Result<(), ImportError> {
    let columns = ["uuid", "app_info_id", "start_time", "start_zone_offset", "end_time", "exercise_type", "title"];
    let mut taken = Vec::new();
    database.each("exercise_session_record_table", &columns, found, |found, row| {
        let (from, to) = (row.needed("start_time", "milliseconds")?, row.needed("end_time", "milliseconds")?);
        let offset = row.whole("start_zone_offset")?;
        let start = timed::local_at(context, from, offset).ok_or("column \"start_time\": expected a possible time")?;
        let told = kind_numbers::health_connect(row.whole("exercise_type")?.unwrap_or(0));
        let (app, title) = (app(apps, row)?, row.text("title")?);
        let uuid: String = row.bytes("uuid").iter().take(32).map(|byte| format!("{byte:02x}")).collect();
        let recorded = Recorded {
            at: row.at,
            start,
            seconds: Some(to.saturating_sub(from) as f64 / 1000.0),
            guess: told.guess(&title),
            title: &title,
            source: &app,
            id: if uuid.is_empty() { from.to_string() } else { uuid },
        };
        room(taken.len(), MOST_SESSIONS, "sessions")?;
        taken.extend(timed::session(found, context, recorded).map(|session| (app, session)));
        Ok(())
    })?;
    for (app, session) in taken {
        devices.named(&app)?.found.sessions.push(session);
    }
    Ok(())
}
