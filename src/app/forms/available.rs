//! The week's time in the questions about a person: what is set stands there, and says what it is of.

use crate::app::ask::Ask;
use crate::app::form::{Row, RowKind};
use crate::domain::{Availability, Profile};

/// The weekdays as they are typed, Monday first.
pub const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The days, and the minutes of each half of one.
pub fn rows(profile: &Profile) -> [Row; 2] {
    let usual = Availability::default();
    let is_said = profile.week != [usual; 7];
    let days: Vec<&str> = training(profile).map(|(name, _)| name).filter(|_| is_said).collect();
    let minutes = alike(profile).filter(|_| is_said).map(|minutes| minutes.to_string()).unwrap_or_default();
    let hint = match alike(profile) {
        _ if !is_said => format!("a morning, and as many an evening; {} if not said", usual.am),
        None if training(profile).next().is_none() => "no day yet; a morning, and as many an evening".to_owned(),
        Some(_) => "a morning, and as many an evening".to_owned(),
        None => format!("now {}; a number is for all", told(profile)),
    };
    [
        Row::new("days", "training days", RowKind::Text, days.join(" ")).hint("such as mon tue thu sat; the others are free"),
        Row::new("available", "minutes", RowKind::Typed(Ask::Minutes), minutes).hint(hint),
    ]
}

fn training(profile: &Profile) -> impl Iterator<Item = (&'static str, &Availability)> {
    WEEKDAYS.into_iter().zip(&profile.week).filter(|(_, time)| !time.off)
}

/// The minutes of every morning and every evening, if they are the same.
fn alike(profile: &Profile) -> Option<u16> {
    let (_, first) = training(profile).next()?;
    training(profile).all(|(_, time)| time.am == first.am && time.pm == first.am).then_some(first.am)
}

/// `mon wed 0+60, sat 120+0`: days of the same time together, morning + evening as the command line writes it.
fn told(profile: &Profile) -> String {
    let mut groups: Vec<((u16, u16), Vec<&str>)> = Vec::new();
    for (name, time) in training(profile) {
        let halves = (time.am, time.pm);
        match groups.iter_mut().find(|(other, _)| *other == halves) {
            Some((_, names)) => names.push(name),
            None => groups.push((halves, vec![name])),
        }
    }
    groups.iter().map(|((am, pm), names)| format!("{} {am}+{pm}", names.join(" "))).collect::<Vec<_>>().join(", ")
}
