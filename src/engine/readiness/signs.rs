//! The signs of accumulated fatigue on one morning (`readiness.md` §6).

use crate::domain::Field;
use crate::engine::tuning::Readiness;

use super::advice::{SeenOn, SignSeen};
use super::context::{Context, Share};
use super::ids::{Sign, Stage};
use super::sensor::Sensor;
use super::series::Row;
use super::stage::Tally;

/// The signs of a morning: for each one that is true what it was seen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Signs([Option<SeenOn>; Sign::ALL.len()]);

impl Signs {
    /// Looks for every sign; an ill morning has none. `stage` is the stage before this morning.
    pub fn look(context: &Context, today: &Row, stage: Stage) -> Signs {
        if today.ill {
            return Signs::default();
        }
        let look = Look { context, today, stage, tuning: context.tuning };
        let mut signs = Signs::default();
        for (seen, sign) in signs.0.iter_mut().zip(Sign::ALL) {
            *seen = look.at(*sign);
        }
        signs
    }

    /// The signs that are true, in the order they are told.
    pub fn seen(&self) -> impl Iterator<Item = SignSeen> {
        self.0.iter().zip(Sign::ALL).filter_map(|(on, sign)| on.map(|on| SignSeen { sign: *sign, on }))
    }

    /// How this morning counts for the stage.
    pub fn tally(&self) -> Tally {
        let seen = || self.seen().map(|seen| seen.sign);
        Tally {
            counts: true,
            signs: seen().count() as i64,
            deep: seen().filter(|sign| sign.is_deep()).count() as i64,
            rest_no_help: seen().any(|sign| sign == Sign::RestNoHelp),
        }
    }
}

struct Look<'a> {
    context: &'a Context<'a>,
    today: &'a Row,
    stage: Stage,
    tuning: &'a Readiness,
}

impl Look<'_> {
    fn at(&self, sign: Sign) -> Option<SeenOn> {
        let share = match sign {
            Sign::RestNoHelp => self.rest_no_help(),
            Sign::HardEffort => self.recent(self.context.harder),
            Sign::MovementOff => self
                .mostly_low(&[Field::Movement])
                .or_else(|| self.trend(Sensor::Reaction))
                .or_else(|| self.recent(self.context.unclean)),
            Sign::Drained => self.drained(),
            Sign::LowDrive => self.mostly_low(&[Field::Mood, Field::Motivation]),
            Sign::Aches => self.aches(),
            Sign::RhrUp => self.trend(Sensor::Rhr),
            Sign::HrvDown => self.trend(Sensor::Hrv),
            Sign::PoorSleep => match self.mostly_low(&[Field::SleepQuality]) {
                None => return self.shortage(),
                low => low,
            },
            Sign::SlowRecovery => self.recent(self.context.unrecovered),
            Sign::LingeringSoreness => self.mostly_low(&[Field::Soreness]),
        };
        share.map(|Share { hits, of }| SeenOn::Of { hits, of })
    }

    /// Low on most of the last seven mornings; of several questions the mean of those answered.
    fn mostly_low(&self, fields: &[Field]) -> Option<Share> {
        let mornings = self.context.mornings(self.tuning.low_days, self.today).filter(|row| !row.ill);
        let low = mornings.filter_map(|row| is_low(row, fields)).fold(Share::default(), Share::and);
        (low.of >= self.tuning.low_answers && low.hits * 10 >= low.of * self.tuning.low_share).then_some(low)
    }

    fn recent(&self, share: Share) -> Option<Share> {
        (share.hits >= self.tuning.recent_hits).then_some(share)
    }

    fn trend(&self, sensor: Sensor) -> Option<Share> {
        let sensor = self.context.sensors.get(sensor);
        sensor.is_trend(self.tuning).then_some(Share { hits: sensor.bad, of: 5 })
    }

    fn drained(&self) -> Option<Share> {
        let charge = self.context.charge;
        let enough = charge.answers >= self.tuning.charge_answers;
        let share = Share { hits: charge.drained, of: charge.answers };
        (enough && charge.drained - charge.charged >= self.tuning.drained_by).then_some(share)
    }

    fn aches(&self) -> Option<Share> {
        let days = self.tuning.low_days;
        let hits = self.context.mornings(days, self.today).filter(|row| row.pain).count() as i64;
        (hits >= self.tuning.aches).then_some(Share { hits, of: days })
    }

    /// The mean shortage of the last nights in minutes, and the nights.
    fn shortage(&self) -> Option<SeenOn> {
        let tuning = self.tuning;
        // Tuned limits may cross; clamping between crossed limits would panic.
        let short = |slept: i64| (self.context.need - slept).min(tuning.shortage_ceiling).max(tuning.shortage_floor);
        let nights = self.context.mornings(tuning.low_days, self.today).filter_map(|row| row.sleep);
        let (sum, nights) = nights.fold((0, 0), |(sum, nights), slept| (sum + short(slept), nights + 1));
        if nights < tuning.shortage_nights {
            return None;
        }
        let minutes = i64::div_euclid(sum, nights);
        (minutes >= tuning.shortage).then_some(SeenOn::Short { minutes, nights })
    }

    fn rest_no_help(&self) -> Option<Share> {
        let context = self.context;
        let trained = context.averages.fitness >= self.tuning.form_floor;
        let rested = context.week_load * 2 <= context.averages.fitness * 7;
        let tired = self.stage != Stage::Fresh;
        self.mostly_low(&[Field::Energy]).filter(|_| tired && trained && rested)
    }
}

/// Is a morning low? `None` if none of the questions was answered.
fn is_low(row: &Row, fields: &[Field]) -> Option<bool> {
    let answers = fields.iter().filter_map(|field| row.answer(*field));
    let (sum, count) = answers.fold((0, 0), |(sum, count), answer| (sum + answer, count + 1));
    let limit = if fields.len() == 1 { 4 } else { 5 };
    (count > 0).then_some(sum * 2 <= limit * count)
}
