//! What one session does to form on the mornings after it, and when it is paid back.

use crate::domain::{Day, History, Session, SessionId};
use crate::engine::milli;
use crate::engine::performance::impulse::Response;
use crate::engine::performance::influence::{Marks, noticeable_until};
use crate::engine::{Tuning, load};

/// Mornings shown when the gain comes late.
const SHOWN: usize = 60;

/// The effect of a session, in form points, for an average person.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionEffect {
    /// Which one.
    pub id: SessionId,
    /// What it is called.
    pub name: String,
    /// Its day: the effect begins on the next morning.
    pub day: Day,
    /// Its load, points.
    pub load: f64,
    /// Form points on its own morning (none: 0), the next one, …
    pub values: Vec<Option<f64>>,
    /// The last morning on which it is felt.
    pub felt: Option<Day>,
    /// The first morning on which it costs nothing any more.
    pub paid_back: Option<Day>,
    /// The morning of the greatest gain, and that gain.
    pub peak: Option<(Day, f64)>,
}

impl SessionEffect {
    /// The effect of a session; `None` where its load is not known.
    pub fn of(session: &Session, history: &History, today: Day, tuning: &Tuning) -> Option<SessionEffect> {
        let load = milli::points(load::planned_milli(history, session, today, tuning));
        if load <= 0.0 {
            return None;
        }
        let response = Response::form();
        let Marks { paid_back, peak, .. } = response.marks(load, &tuning.model);
        let after = |morning: usize| session.day.plus(morning as i64);
        Some(SessionEffect {
            id: session.id.clone(),
            name: session.name().to_owned(),
            day: session.day,
            load,
            values: (0..=SHOWN).map(|morning| Some(response.effect(load, morning))).collect(),
            felt: noticeable_until(load, &tuning.model).map(after),
            paid_back: paid_back.map(after),
            peak: peak.map(|(morning, gain)| (after(morning), gain)),
        })
    }

    /// The same session as it is now; `None` if it is gone.
    pub fn again(&self, history: &History, today: Day, tuning: &Tuning) -> Option<SessionEffect> {
        history.session(&self.id).and_then(|session| SessionEffect::of(session, history, today, tuning))
    }

    /// What is said about it: how long it is felt first, that is what depends on its size.
    pub fn sentence(&self) -> String {
        let felt = self.felt.map_or_else(|| "hardly felt".to_owned(), |day| format!("felt until {}", day.short()));
        let paid = self.paid_back.map(|day| format!(", paid back {}", day.short())).unwrap_or_default();
        let peak = self.peak.map(|(day, gain)| format!(", most gain {} (+{gain:.1})", day.short())).unwrap_or_default();
        format!("{} of {}, load {:.0}: {felt}{paid}{peak}; form points, average person", self.name, self.day.short(), self.load)
    }
}

/// The session that weighs most on a day, or on the nearest day before it.
pub fn heaviest<'h>(history: &'h History, day: Day, today: Day, tuning: &Tuning) -> Option<&'h Session> {
    let weight = |session: &&'h Session| load::planned_milli(history, session, today, tuning);
    let on = |day: Day| {
        let sessions = history.sessions_on(day).filter(|session| session.is_done() || session.is_open());
        sessions.filter(|session| weight(session) > 0).max_by_key(weight)
    };
    history.days_in(Day::MIN, day).rev().find_map(|(day, _)| on(day))
}
