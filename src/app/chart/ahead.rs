//! What the plan leads to, and two other ways through this week beside it.

use crate::domain::{Day, History};
use crate::engine::averages::{Curve, State};
use crate::engine::milli;
use crate::engine::performance::series;
use crate::engine::{Tuning, load};

/// Another way through the rest of this week; the weeks after it stay as planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WhatIf {
    /// Nothing more is done this week.
    Rested,
    /// Half of what is planned.
    Halved,
}

impl WhatIf {
    /// Both.
    pub const ALL: [WhatIf; 2] = [WhatIf::Rested, WhatIf::Halved];

    /// The next one to look at; after the last one, the plan alone.
    pub fn after(now: Option<WhatIf>) -> Option<WhatIf> {
        match now {
            None => Some(WhatIf::Rested),
            Some(WhatIf::Rested) => Some(WhatIf::Halved),
            Some(WhatIf::Halved) => None,
        }
    }

    /// Its name in the legend.
    pub fn label(self) -> &'static str {
        match self {
            WhatIf::Rested => "form, this week rested",
            WhatIf::Halved => "form, this week halved",
        }
    }

    fn share(self) -> f64 {
        match self {
            WhatIf::Rested => 0.0,
            WhatIf::Halved => 0.5,
        }
    }
}

/// Mornings to come if what is planned is done: arithmetic on the plan, so it has no band.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ahead {
    /// Tomorrow's morning first.
    pub states: Vec<State>,
    /// The same for each [`WhatIf`], in the order of [`WhatIf::ALL`].
    pub what_if: [Vec<State>; 2],
    /// The next event.
    pub event: Option<Day>,
    /// The morning of the best form from today to the event, and that form.
    pub best: Option<(Day, f64)>,
}

impl Ahead {
    /// Looks ahead from a day; nothing without a record so far. `curve` reaches to today.
    pub fn of(curve: Option<&Curve>, history: &History, today: Day, tuning: &Tuning) -> Ahead {
        let Some(curve) = curve else { return Ahead::default() };
        let (plan, event) = series::planned(history, today, tuning);
        let start = curve.state(today).unwrap_or_default();
        let done = milli::points(load::day_milli(history, today, tuning));
        let states = follow(start, plan.iter().copied());
        let this_week = usize::try_from(tuning.week_starts.last(today).since(today)).unwrap_or(0);
        let other = |what_if: WhatIf| {
            let share = |(ahead, load): (usize, &f64)| {
                let kept = if ahead == 0 { done } else { 0.0 };
                if ahead <= this_week { kept + (load - kept) * what_if.share() } else { *load }
            };
            follow(start, plan.iter().enumerate().map(share))
        };
        // This morning may be the best one already; one of the race itself counts too.
        let until = event.filter(|ahead| *ahead > 0).map_or(0, |ahead| ahead + 1);
        let event = event.map(|ahead| today.plus(ahead as i64));
        let forms = std::iter::once(start).chain(states.iter().copied()).map(State::form);
        let mornings = (0..).map(|ahead| today.plus(ahead)).zip(forms).take(until);
        let best = mornings.reduce(|best, next| if next.1 > best.1 { next } else { best });
        Ahead { what_if: WhatIf::ALL.map(other), states, event, best }
    }

    /// The mornings of another way through this week.
    pub fn under(&self, what_if: WhatIf) -> &[State] {
        let [rested, halved] = &self.what_if;
        match what_if {
            WhatIf::Rested => rested,
            WhatIf::Halved => halved,
        }
    }
}

/// The mornings after these daily loads, points.
fn follow(start: State, loads: impl Iterator<Item = f64>) -> Vec<State> {
    let mut state = start;
    let next = |load| {
        state = state.next(load);
        state
    };
    loads.map(next).collect()
}
