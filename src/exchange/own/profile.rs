//! The person and the days of the plan, as lines of a backup.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::domain::profile::{valid_start, zone_of};
use crate::domain::text::one_line;
use crate::domain::{Availability, Day, DayPlan, History, Profile, ProfileChange, Situation, WeekKind};

/// What the person's line is called.
pub const TYPE: &str = "profile";
/// What a line of a planned day is called.
pub const DAY_TYPE: &str = "day";

/// The person's line; what is absent was not said.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Line {
    #[serde(rename = "type")]
    of: String,
    situation: Option<Situation>,
    sleep_need: Option<u16>,
    start_fitness: Option<f64>,
    start_fatigue: Option<f64>,
    start_day: Option<Day>,
    goal: Option<String>,
    week: Option<[Time; 7]>,
    zone: Option<String>,
}

/// Time on one day, every key needed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Time {
    am: u16,
    pm: u16,
    day: Option<u16>,
    two: bool,
    off: bool,
}

/// A day of the plan.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DayLine {
    #[serde(rename = "type")]
    of: String,
    day: Day,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    availability: Option<Time>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    week: Option<WeekKind>,
}

impl From<Availability> for Time {
    fn from(Availability { am, pm, day, two, off }: Availability) -> Time {
        Time { am, pm, day, two, off }
    }
}

impl Time {
    /// The time available, if a day can have it.
    fn checked(self) -> Result<Availability, String> {
        let Time { am, pm, day, two, off } = self;
        match [Some(am), Some(pm), day].into_iter().flatten().find(|minutes| *minutes > 1440) {
            Some(minutes) => Err(format!("expected at most 1440 minutes of a day, found {minutes}")),
            None => Ok(Availability { am, pm, day, two, off }),
        }
    }
}

/// The person's line; `None` where nothing was ever said.
pub fn write(profile: &Profile) -> Option<Json> {
    let line = Line {
        of: TYPE.to_owned(),
        situation: profile.situation,
        sleep_need: profile.sleep_need_set(),
        start_fitness: profile.start().map(|start| start.fitness),
        start_fatigue: profile.start().map(|start| start.fatigue),
        start_day: profile.start().and_then(|start| start.day),
        goal: profile.goal.as_deref().map(|goal| one_line(goal).into_owned()),
        week: (profile.week != Profile::default().week).then(|| profile.week.map(Time::from)),
        zone: profile.zone.map(|zone| zone.name().to_owned()),
    };
    let Ok(Json::Object(mut line)) = serde_json::to_value(line) else { return None };
    line.retain(|_, value| !value.is_null());
    // Beside its type there has to be something.
    (line.len() > 1).then_some(Json::Object(line))
}

/// What the person's line says.
///
/// # Errors
/// An unknown key or a value that is not possible: a sentence.
pub fn read(object: &Map<String, Json>) -> Result<Vec<ProfileChange>, String> {
    let line: Line = serde_json::from_value(Json::Object(object.clone())).map_err(|error| format!("the profile: {error}"))?;
    let mut changes = Vec::new();
    changes.extend(line.situation.map(|situation| ProfileChange::Situation(Some(situation))));
    changes.extend(line.sleep_need.map(|minutes| ProfileChange::SleepNeed(Some(minutes))));
    match (line.start_fitness, line.start_fatigue, line.start_day) {
        (Some(fitness), Some(fatigue), day) => {
            valid_start(fitness).and(valid_start(fatigue)).map_err(|error| error.to_string())?;
            changes.push(ProfileChange::Start(Some((fitness, fatigue))));
            changes.push(ProfileChange::StartDay(day));
        }
        (None, None, None) => {}
        _ => return Err("expected start_fitness and start_fatigue together, found one of them or a start_day alone".to_owned()),
    }
    changes.extend(line.goal.map(|goal| ProfileChange::Goal(Some(one_line(&goal).into_owned()))));
    if let Some(zone) = line.zone {
        zone_of(&zone)?;
        changes.push(ProfileChange::Zone(Some(zone)));
    }
    for (weekday, time) in (0..).zip(line.week.into_iter().flatten()) {
        changes.push(ProfileChange::Weekday(weekday, time.checked()?));
    }
    Ok(changes)
}

/// The lines of the days for which something is set.
pub fn write_days(history: &History) -> impl Iterator<Item = (Day, Json)> {
    let planned = history.days().filter(|(_, record)| record.plan != DayPlan::default());
    planned.filter_map(|(day, record)| {
        let availability = record.plan.availability.map(Time::from);
        let line = DayLine { of: DAY_TYPE.to_owned(), day, availability, week: record.plan.week };
        Some((day, serde_json::to_value(line).ok()?))
    })
}

/// What is set for a day.
///
/// # Errors
/// An unknown key or a value that is not possible: a sentence.
pub fn read_day(object: &Map<String, Json>) -> Result<(Day, DayPlan), String> {
    let line: DayLine = serde_json::from_value(Json::Object(object.clone())).map_err(|error| format!("the day: {error}"))?;
    let availability = line.availability.map(Time::checked).transpose()?;
    Ok((line.day, DayPlan { availability, week: line.week }))
}
