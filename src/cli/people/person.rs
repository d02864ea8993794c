//! How one person stands today, and whether somebody should speak with them first.

use std::cmp::{Ordering, Reverse};
use std::path::Path;

use crate::domain::{CheckIn, Day, History};
use crate::engine::Tuning;
use crate::engine::readiness::{Season, Stage, TodayPlan, Verdict};
use crate::sync::{Secret, read_folder};

use super::super::shown::count;

/// Days of illness are counted over so many days: four weeks.
pub const ILL_DAYS: i64 = 28;

/// A person, as the folder tells.
pub struct Person {
    /// The folder's name.
    pub name: String,
    /// How they stand; or why that cannot be said.
    pub standing: Result<Standing, String>,
}

/// How somebody stands.
pub struct Standing {
    /// What today is for.
    pub verdict: Verdict,
    /// Accumulated fatigue.
    pub stage: Stage,
    /// Whole points; none without a score.
    pub score: Option<i64>,
    /// Fitness less fatigue.
    pub form: f64,
    /// The last day with a check-in.
    pub last_check_in: Option<Day>,
    /// Days since then.
    pub silent: Option<i64>,
    /// Days ill of the last [`ILL_DAYS`].
    pub ill_days: usize,
    /// Ill today?
    pub ill: bool,
    /// Fatigue, the load of the last days, against fitness, the load one is used to, percent.
    pub load_percent: Option<i64>,
    /// Files that have not arrived whole.
    pub waiting: usize,
}

/// Why somebody should be spoken with, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Need {
    Unreadable,
    Ill(Reverse<usize>),
    Overreaching,
    Rest,
    Deeper,
    Recover,
    Silent(i64),
    Never,
    None,
}

impl Person {
    /// Reads what a person shares; `None` if nothing of ours is in the folder.
    pub fn read(name: &str, folder: &Path, secret: &Secret, today: Day, tuning: &Tuning) -> Option<Person> {
        let standing = match read_folder(folder, secret) {
            Ok(shared) if shared.files == 0 => return None,
            Ok(shared) => {
                let history = History::of(shared.entries);
                Ok(Standing { waiting: shared.waiting.len(), ..Standing::of(&history, today, tuning) })
            }
            Err(error) => Err(error.to_string()),
        };
        Some(Person { name: name.to_owned(), standing })
    }

    fn need(&self) -> Need {
        let Ok(standing) = &self.standing else { return Need::Unreadable };
        match (standing.verdict, standing.stage) {
            _ if standing.ill => Need::Ill(Reverse(standing.ill_days)),
            (_, Stage::Overreaching) => Need::Overreaching,
            (Verdict::Rest, _) => Need::Rest,
            (_, Stage::Deeper) => Need::Deeper,
            (Verdict::Recover, _) => Need::Recover,
            (Verdict::None | Verdict::Ease | Verdict::Train | Verdict::Build, Stage::Fresh | Stage::Surface) => {
                match standing.silent {
                    None => Need::Never,
                    // This morning's may still come.
                    Some(days) if days > 1 => Need::Silent(days),
                    Some(_) => Need::None,
                }
            }
        }
    }

    /// Why somebody should speak with them today, in words; `None` if all is as it should be.
    pub fn word(&self) -> Option<String> {
        Some(match self.need() {
            Need::Unreadable => self.standing.as_ref().err()?.clone(),
            Need::Ill(Reverse(days)) => format!("ill, {} of four weeks", count(days, "day")),
            Need::Overreaching => "overreaching".to_owned(),
            Need::Rest => "rest today".to_owned(),
            Need::Deeper => "deeper fatigue".to_owned(),
            Need::Recover => "recover today".to_owned(),
            Need::Silent(days) => format!("no check-in for {days} days"),
            Need::Never => "no check-in yet".to_owned(),
            Need::None => return None,
        })
    }

    /// Who needs a word sooner comes first; then the lower form, then by name.
    pub fn cmp_by_need(&self, other: &Person) -> Ordering {
        let form = |person: &Person| person.standing.as_ref().map_or(0.0, |standing| standing.form);
        let by_need = self.need().cmp(&other.need());
        by_need.then(form(self).total_cmp(&form(other))).then_with(|| self.name.cmp(&other.name))
    }
}

impl Standing {
    fn of(history: &History, today: Day, tuning: &Tuning) -> Standing {
        let season = Season::new(history, today, tuning);
        let empty = CheckIn::default();
        let advice = season.advise(today, history.check_in(today).unwrap_or(&empty), &TodayPlan::of(history, today, tuning));
        let last_check_in = season.mornings().iter().rev().find(|morning| morning.checked_in).map(|morning| morning.day);
        let (fitness, fatigue) = (advice.load.state.fitness, advice.load.state.fatigue);
        Standing {
            verdict: advice.verdict,
            stage: advice.stage,
            score: advice.score(),
            form: advice.load.state.form(),
            last_check_in,
            silent: last_check_in.map(|day| today.since(day)),
            ill_days: today.minus(ILL_DAYS - 1).to(today).filter(|day| season.is_ill(*day)).count(),
            ill: season.is_ill(today),
            load_percent: (fitness > 0.0 && !advice.load.settling).then(|| (fatigue / fitness * 100.0).round() as i64),
            waiting: 0,
        }
    }
}
