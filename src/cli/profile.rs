//! `upswing profile`: what stays the same from day to day; shows it, or changes what is said.

use serde::Serialize;

use crate::app::{WEEKDAYS, ask};
use crate::domain::profile::zone_of;
use crate::domain::text::one_line;
use crate::domain::{self, Availability, Day, Op, Profile, ProfileChange, Situation, typed};

use super::answer::{Answer, Problem};
use super::halves::{Halves, halves, time_line};
use super::open::Opened;
use super::shown::{full_date, word};

/// What can be said.
#[derive(Debug, clap::Args)]
#[command(after_help = "Everything may be left out. Without a flag it says what is known.\n\
                        Example: upswing profile --situation parent --sleep-need 7h30 --time mon,wed,fri=0+60 --time sun=off")]
pub struct ProfileFlags {
    /// What your days are like; it changes what is suggested, never what was measured
    #[arg(long, value_parser = word(Situation::ALL, Situation::id))]
    situation: Option<Situation>,
    /// The sleep you need; 7:00 if not said
    #[arg(long, value_name = "H:MM", value_parser = sleep_need)]
    sleep_need: Option<u16>,
    /// What you train for, in your own words
    #[arg(long, value_name = "TEXT")]
    goal: Option<String>,
    /// Fitness so far, points a day, from another program
    #[arg(long, value_name = "POINTS", value_parser = ask::start, requires = "start_fatigue", allow_negative_numbers = true)]
    start_fitness: Option<f64>,
    /// Fatigue so far, points a day
    #[arg(long, value_name = "POINTS", value_parser = ask::start, requires = "start_fitness", allow_negative_numbers = true)]
    start_fatigue: Option<f64>,
    /// The morning these two are of; today if not said: 2025-03-01, -1y
    #[arg(long, value_name = "DAY", requires = "start_fitness", allow_hyphen_values = true)]
    start_day: Option<String>,
    /// Minutes there are on weekdays, morning + evening: sat,sun=120+0, or sun=off; as often as needed
    #[arg(long, value_name = "DAYS=AM+PM", value_parser = time)]
    time: Vec<Time>,
    /// Where you live, for times that files give as UTC: Europe/Madrid; local = where this machine is
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    zone: Option<Zone>,
    /// One JSON object with what is known now
    #[arg(long)]
    json: bool,
}

/// A zone, or that of the machine.
#[derive(Debug, Clone, Copy)]
struct Zone(Option<domain::Zone>);

fn zone(text: &str) -> Result<Zone, String> {
    if text == "local" { Ok(Zone(None)) } else { zone_of(text).map(|zone| Zone(Some(zone))) }
}

/// The time on some weekdays.
#[derive(Debug, Clone)]
struct Time {
    /// 0 = Monday.
    days: Vec<u8>,
    halves: Halves,
}

fn sleep_need(text: &str) -> Result<u16, String> {
    typed::sleep_need(text, typed::Where::Line)
}

/// Reads `mon,wed=0+90` or `sun=off`.
fn time(text: &str) -> Result<Time, String> {
    let refuse = || format!("expected days and minutes such as mon,wed=0+90 or sun=off, found \"{text}\"");
    let (days, minutes) = text.split_once('=').ok_or_else(refuse)?;
    let number = |name: &str| WEEKDAYS.iter().zip(0_u8..).find(|(day, _)| **day == name.trim().to_lowercase()).map(|(_, at)| at);
    let days = days.split(',').map(|name| number(name).ok_or_else(refuse)).collect::<Result<Vec<u8>, String>>()?;
    Ok(Time { days, halves: halves(minutes)? })
}

/// Changes what was said, and says what is known.
pub fn run(args: &ProfileFlags, opened: &mut Opened) -> Result<Answer, Problem> {
    let start_day = opened.past_day(args.start_day.as_deref())?;
    let changes = changes(args, opened.history().profile(), start_day);
    if !changes.is_empty() {
        opened.commit(changes.into_iter().map(Op::SetProfile).collect())?;
    }
    let profile = opened.history().profile();
    if args.json { Answer::json(&view(profile)) } else { Ok(Answer::Text(text(profile))) }
}

fn changes(args: &ProfileFlags, known: &Profile, start_day: Day) -> Vec<ProfileChange> {
    let mut changes = Vec::new();
    changes.extend(args.situation.map(|situation| ProfileChange::Situation(Some(situation))));
    changes.extend(args.sleep_need.map(|need| ProfileChange::SleepNeed(Some(need))));
    changes.extend(args.goal.as_deref().map(|goal| ProfileChange::Goal(Some(one_line(goal.trim()).into_owned()))));
    // The day belongs to the values: without it they would be of whatever is recorded first.
    let start = args.start_fitness.zip(args.start_fatigue);
    changes.extend(
        start.map(|start| [ProfileChange::Start(Some(start)), ProfileChange::StartDay(Some(start_day))]).into_iter().flatten(),
    );
    let name = |zone: &Zone| zone.0.map(|zone| zone.name().to_owned());
    changes.extend(args.zone.as_ref().map(|zone| ProfileChange::Zone(name(zone))));
    for Time { days, halves: Halves { am, pm, off } } in &args.time {
        let set = |day: &u8| {
            let before = known.week.get(usize::from(*day)).copied().unwrap_or_default();
            ProfileChange::Weekday(*day, Availability { am: *am, pm: *pm, off: *off, ..before })
        };
        changes.extend(days.iter().map(set));
    }
    changes
}

/// What is known, for a script.
#[derive(Debug, Serialize)]
struct ProfileView<'a> {
    situation: Option<&'static str>,
    sleep_need: i64,
    goal: Option<&'a str>,
    start_fitness: Option<f64>,
    start_fatigue: Option<f64>,
    start_day: Option<Day>,
    week: [Availability; 7],
    zone: Option<&'static str>,
}

fn view(profile: &Profile) -> ProfileView<'_> {
    ProfileView {
        situation: profile.situation.map(Situation::id),
        sleep_need: profile.sleep_need(),
        goal: profile.goal.as_deref(),
        start_fitness: profile.start().map(|start| start.fitness),
        start_fatigue: profile.start().map(|start| start.fatigue),
        start_day: profile.start().and_then(|start| start.day),
        week: profile.week,
        zone: profile.zone.map(domain::Zone::name),
    }
}

fn text(profile: &Profile) -> String {
    let unsaid = || "not said".to_owned();
    let start = profile.start().map(|start| {
        let day = start.day.map(|day| format!(" on {}", full_date(day))).unwrap_or_default();
        format!("fitness {}, fatigue {} points a day{day}", start.fitness, start.fatigue)
    });
    let mut lines = vec![
        format!("Situation   {}", profile.situation.map_or_else(unsaid, |situation| situation.to_string())),
        format!("Sleep need  {}", typed::show_duration(profile.sleep_need())),
        format!("Goal        {}", profile.goal.clone().unwrap_or_else(unsaid)),
        format!("Start       {}", start.unwrap_or_else(unsaid)),
        format!("Zone        {}", profile.zone.map_or("that of this machine", domain::Zone::name)),
    ];
    lines.extend(WEEKDAYS.iter().zip(&profile.week).map(|(name, time)| format!("{name:<11} {}", time_line(time))));
    lines.join("\n") + "\n"
}
