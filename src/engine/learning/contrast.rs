//! Sessions after low and after high scores, for people who do not rate their mornings (`learning.md` §4).

use crate::domain::session::words;
use crate::engine::tuning::Learning;

/// What can be said of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// It clears its interval.
    Difference,
    /// None was seen.
    NoneSeen,
    /// Too few days in one of the groups.
    TooFew,
}

words!(Finding { Difference = "difference", NoneSeen = "none_seen", TooFew = "too_few" });

/// What sessions were like on days with low and with high scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contrast {
    /// Days with a low score.
    pub low_n: i64,
    /// The other days.
    pub high_n: i64,
    /// Mean of the low days less that of the others.
    pub diff: Option<f64>,
    /// Half the interval around it.
    pub half: Option<f64>,
    /// What can be said.
    pub verdict: Finding,
}

impl Contrast {
    /// Compares days: each its score in milli-points and the mean of its sessions.
    pub fn of(days: impl IntoIterator<Item = (i64, f64)>, tuning: &Learning) -> Contrast {
        let (low, high): (Vec<_>, Vec<_>) = days.into_iter().partition(|(score, _)| *score < tuning.low_score);
        let (low_n, high_n) = (low.len() as i64, high.len() as i64);
        if low_n.min(high_n) < tuning.sessions_each {
            return Contrast { low_n, high_n, diff: None, half: None, verdict: Finding::TooFew };
        }
        let ((low_mean, low_spread), (high_mean, high_spread)) = (moments(&low), moments(&high));
        let diff = low_mean - high_mean;
        let half = tuning.sessions_factor * (low_spread / low_n as f64 + high_spread / high_n as f64).sqrt();
        let verdict = if diff.abs() > half { Finding::Difference } else { Finding::NoneSeen };
        Contrast { low_n, high_n, diff: Some(diff), half: Some(half), verdict }
    }
}

/// Mean and sample variance.
fn moments(days: &[(i64, f64)]) -> (f64, f64) {
    let count = days.len() as f64;
    let mean = days.iter().map(|(_, value)| value).sum::<f64>() / count;
    let spread = days.iter().map(|(_, value)| (value - mean) * (value - mean)).sum::<f64>();
    (mean, spread / (count - 1.0))
}
