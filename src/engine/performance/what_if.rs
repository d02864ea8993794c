//! The same forecast under other plans (`model.md` §7): rest, ease, the usual week, a taper.
//!
//! Nothing here looks for a best plan: a linear model always says "more".

use crate::engine::tuning::Model;

/// What is done from today on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Alternative {
    /// As planned.
    Plan,
    /// Nothing.
    Rest,
    /// The plan, less of it.
    Ease,
    /// What was usual on the same weekday of the last weeks.
    Usual,
    /// The plan with a taper before the event.
    Taper,
}

impl Alternative {
    /// All of them, in the order they are shown.
    pub const ALL: [Alternative; 5] =
        [Alternative::Plan, Alternative::Rest, Alternative::Ease, Alternative::Usual, Alternative::Taper];

    /// The word of the screen and of JSON.
    pub fn id(self) -> &'static str {
        match self {
            Alternative::Plan => "plan",
            Alternative::Rest => "rest",
            Alternative::Ease => "ease",
            Alternative::Usual => "usual",
            Alternative::Taper => "taper",
        }
    }

    /// The alternative of a word.
    pub fn from_id(id: &str) -> Option<Alternative> {
        Alternative::ALL.into_iter().find(|alternative| alternative.id() == id)
    }

    /// Loads from today on, as many days as planned. `done` ends yesterday, `event` is an index in
    /// `plan`; a taper without an event is `None`.
    pub fn loads(self, done: &[f64], plan: &[f64], event: Option<usize>, model: &Model) -> Option<Vec<f64>> {
        Some(match self {
            Alternative::Plan => plan.to_vec(),
            Alternative::Rest => vec![0.0; plan.len()],
            Alternative::Ease => plan.iter().map(|load| model.ease_share * load).collect(),
            Alternative::Usual => (0..plan.len()).map(|ahead| usual(done, ahead, model)).collect(),
            Alternative::Taper => {
                let event = event?;
                plan.iter().enumerate().map(|(ahead, load)| load * taper(event, ahead, model)).collect()
            }
        })
    }
}

/// Mean of the same weekday in the last four weeks; days before the first one count as 0.
fn usual(done: &[f64], ahead: usize, model: &Model) -> f64 {
    let weeks = model.usual_weeks.max(1) as usize;
    let back = |week: usize| (7 * week).checked_sub(ahead % 7).and_then(|days| done.len().checked_sub(days));
    let sum: f64 = (1..=weeks).filter_map(|week| back(week).and_then(|day| done.get(day))).sum();
    sum / weeks as f64
}

/// What the taper leaves of the load `ahead` days from today; all of it outside the days before the event.
fn taper(event: usize, ahead: usize, model: &Model) -> f64 {
    let days = model.taper_days.max(0);
    let left = event as i64 - ahead as i64;
    if !(1..=days).contains(&left) {
        return 1.0;
    }
    let nth = (days + 1 - left) as f64;
    model.taper_floor + (1.0 - model.taper_floor) * (-nth / model.taper_tau).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taper_takes_about_half_out_of_two_weeks_and_leaves_the_event() {
        let loads = Alternative::Taper.loads(&[], &[10.0; 16], Some(14), &Model::default()).unwrap();
        let left: f64 = loads[..14].iter().sum();
        assert!((left / 140.0 - 0.48).abs() < 0.01, "{left}");
        assert_eq!(loads[14..], [10.0, 10.0]);
        assert!(loads[..14].is_sorted_by(|a, b| a > b));
    }

    #[test]
    fn a_taper_that_has_begun_goes_on_where_it_stands() {
        let far = Alternative::Taper.loads(&[], &[10.0; 20], Some(14), &Model::default()).unwrap();
        let near = Alternative::Taper.loads(&[], &[10.0; 9], Some(3), &Model::default()).unwrap();
        assert_eq!(near[..3], far[11..14]);
        assert_eq!(Alternative::Taper.loads(&[], &[10.0], None, &Model::default()), None);
    }

    #[test]
    fn the_usual_week_counts_days_before_the_first_as_none() {
        let usual = Alternative::Usual.loads(&[7.0, 70.0], &[0.0; 8], None, &Model::default()).unwrap();
        assert_eq!(usual, [0.0, 0.0, 0.0, 0.0, 0.0, 7.0 / 4.0, 70.0 / 4.0, 0.0]);
    }
}
