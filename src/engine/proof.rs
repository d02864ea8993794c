//! Does the score mean anything for this person? Gathers what [`crate::engine::learning`] asks for (`learning.md` §4).

use crate::domain::Day;

use super::learning::agreement::Proof;
use super::learning::contrast::Contrast;
use super::readiness::{Season, SessionDay};
use super::tuning::Learning;

/// All that can be said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Panel {
    /// By one's own ratings.
    pub proof: Proof,
    /// By how hard sessions felt, against what was expected.
    pub rpe: Contrast,
    /// By what sessions gave or took.
    pub charge: Contrast,
}

impl Panel {
    /// What can be said on a day.
    pub fn of(season: &Season, day: Day, tuning: &Learning) -> Panel {
        let days: Vec<SessionDay> = season.session_days(day.minus(tuning.sessions_days), day.minus(1)).collect();
        let contrast = |value: fn(&SessionDay) -> Option<f64>| {
            Contrast::of(days.iter().filter_map(|day| Some((day.score, value(day)?))), tuning)
        };
        Panel {
            proof: Proof::of(&season.rated(day), tuning),
            rpe: contrast(|day| day.beyond),
            charge: contrast(|day| day.charge),
        }
    }
}
