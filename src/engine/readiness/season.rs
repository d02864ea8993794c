//! All mornings of a history, judged once; and the advice of one of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{CheckIn, Day, Field, Held, History, Kind, Profile};
use crate::engine::Tuning;
use crate::engine::averages::{Curve, first_day};

use super::advice::{Advice, Limit};
use super::baseline::{HRV, REACTION, RHR, Usual};
use super::compose::compose;
use super::ground::Ground;
use super::ids::{BarGroup, Confidence, Stage, Verdict};
use super::limits::{self, Facts, Illness};
use super::own::Learned;
use super::plan::{TodayPlan, week_of};
use super::score::{self, Contributions};
use super::series::{Row, Series};
use super::signs::Signs;
use super::stage::{STAGE_DAYS, StageState, Tally};
use super::verdict::{band, verdict};
use super::window::Window;

/// So many answers after sessions of a kind make an expectation.
const FEELS: usize = 5;

/// What is kept of a morning, for the chart and for the mornings after it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Morning {
    /// The morning.
    pub day: Day,
    /// Was there a check-in?
    pub checked_in: bool,
    /// The score in milli-points.
    pub score_milli: Option<i64>,
    /// How much of the evidence was there.
    pub confidence: Confidence,
    /// The band of the score, before any limit.
    pub band: Option<Verdict>,
    /// What the day was for.
    pub verdict: Verdict,
    /// Accumulated fatigue.
    pub stage: Stage,
    /// How many signs there were.
    pub signs: i64,
    /// What the specified weights alone would say.
    pub specified: Specified,
    /// Was it judged with own weights?
    pub own: bool,
    /// The rating that was expected, if the morning was rated and one was expected.
    pub expected: Option<f64>,
    pub(super) state: StageState,
}

/// A morning as the specified weights judge it, their own margin included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Specified {
    /// The score before limits, milli-points.
    pub raw: Option<i64>,
    /// The score, milli-points.
    pub score: Option<i64>,
    /// The band, before any limit.
    pub band: Option<Verdict>,
    /// What the day would be for.
    pub verdict: Verdict,
}

/// Every morning of a history up to a day.
///
/// Mornings are judged in order, each from what was known then. Building takes one pass; asking
/// costs one morning.
#[derive(Debug, Clone)]
pub struct Season {
    pub(super) series: Series,
    pub(super) curve: Option<Curve>,
    pub(super) mornings: Vec<Morning>,
    pub(super) tallies: Vec<Tally>,
    /// What ratings taught; `None` where nobody is asked for them.
    pub(super) learned: Option<Learned>,
    pub(super) profile: Profile,
    /// What holds over days.
    pub(super) held: Vec<Held>,
    pub(super) tuning: Tuning,
}

/// A morning, judged.
pub(super) struct Judged {
    /// With the weights in force.
    pub contributions: Contributions,
    /// What the answers about feeling say with the specified weights.
    pub feel: i64,
    /// What the specified weights alone would say.
    pub specified: Specified,
    /// Was it judged with own weights?
    pub own: bool,
    /// The score before limits.
    pub raw: Option<i64>,
    pub evidence: i64,
    pub confidence: Confidence,
    pub illness: Option<Illness>,
    pub signs: Signs,
    pub tally: Tally,
    pub stage: StageState,
    pub limits: Vec<Limit>,
    /// The band without yesterday's margin, and with it.
    pub free_band: Option<Verdict>,
    pub band: Option<Verdict>,
    pub verdict: Verdict,
}

impl Judged {
    /// Judges a morning as `today` tells it.
    pub fn of(ground: &Ground, today: &Row, plan: &TodayPlan) -> Judged {
        let tuning = ground.tuning;
        let plain = Contributions::of(ground, today, &score::specified(tuning));
        let own = ground.weights.share > 0.0;
        let contributions = if own { Contributions::of(ground, today, &ground.weights.of) } else { plain };
        let evidence = contributions.evidence(tuning);
        let scored = score::said(today) >= tuning.score_answers;
        let raw_of = |contributions: &Contributions| scored.then(|| tuning.base + contributions.sum());
        let raw = raw_of(&contributions);
        let confidence = score::confidence(raw.is_some(), evidence, tuning);
        let found = ground.stage_before.found_on(ground.day, tuning);
        let signs = Signs::look(ground, today, found.stage);
        let tally = if today.is_check_in() && !today.ill { signs.tally() } else { Tally::default() };
        let stage = found.after(ground.day, today.is_check_in(), tally, ground.tallies(STAGE_DAYS as i64), tuning);
        let illness = Illness::find(ground, today);
        let limits = Facts { ground, today, plan, illness, stage: stage.stage, confidence }.limits();
        let specified = Specified::of(raw_of(&plain), ground, &limits);
        let band_after = |yesterday| raw.map(|raw| band(raw, yesterday, tuning));
        let band = band_after(ground.band_before);
        let verdict = verdict(band, &limits);
        let free_band = band_after(None);
        let feel = plain.sum_of(&[BarGroup::Feel]);
        Judged {
            contributions,
            feel,
            specified,
            own,
            raw,
            evidence,
            confidence,
            illness,
            signs,
            tally,
            stage,
            limits,
            free_band,
            band,
            verdict,
        }
    }

    /// The limit's bar, if there is a score and something caps it.
    pub fn limit_bar(&self) -> Option<i64> {
        limits::bar(&self.limits, self.raw?)
    }

    /// What is kept of it.
    fn morning(&self, day: Day, checked_in: bool, expected: Option<f64>) -> Morning {
        Morning {
            day,
            checked_in,
            score_milli: self.score(),
            confidence: self.confidence,
            band: self.band,
            verdict: self.verdict,
            stage: self.stage.stage,
            signs: self.signs.seen().count() as i64,
            specified: self.specified,
            own: self.own,
            expected,
            state: self.stage,
        }
    }

    /// The score after limits.
    pub fn score(&self) -> Option<i64> {
        self.raw.map(|raw| raw + self.limit_bar().unwrap_or(0))
    }
}

impl Specified {
    fn of(raw: Option<i64>, ground: &Ground, limits: &[Limit]) -> Specified {
        let band = raw.map(|raw| band(raw, ground.specified_band_before, ground.tuning));
        let score = raw.map(|raw| raw + limits::bar(limits, raw).unwrap_or(0));
        Specified { raw, score, band, verdict: verdict(band, limits) }
    }
}

impl Season {
    /// Judges every morning from the first day that says something up to and including `through`.
    pub fn new(history: &History, through: Day, tuning: &Tuning) -> Season {
        let mut season = Season {
            series: Series::default(),
            curve: None,
            mornings: Vec::new(),
            tallies: Vec::new(),
            learned: Learned::new(tuning),
            profile: Profile::default(),
            held: Vec::new(),
            tuning: tuning.clone(),
        };
        season.renew(history, Day::MIN, through);
        season
    }

    /// What holds over days, as the history says it.
    pub fn held(&self) -> &[Held] {
        &self.held
    }

    /// Judges again what a change may have touched: the same as judging everything, for less.
    ///
    /// `from` is the earliest day whose record changed ([`crate::domain::Journal::add`]), `through`
    /// the last morning there is to be.
    pub fn renew(&mut self, history: &History, from: Day, through: Day) {
        self.held = history.held();
        self.keep_before(history, from, through);
        let Some(curve) = &mut self.curve else { return };
        curve.extend(history, through, &self.tuning);
        self.series.extend(history, &self.held, curve, &self.tuning);
        self.judge(history, through);
    }

    /// Forgets the mornings that a change from this day on may have touched, and those after `through`.
    fn keep_before(&mut self, history: &History, from: Day, through: Day) {
        let from = from.min(through.plus(1));
        let first = first_day(history, through);
        match (&mut self.curve, first) {
            (Some(curve), Some(first)) if curve.first() == first && first < from => {
                let days = from.index_from(first).unwrap_or(0);
                curve.cut(from);
                self.unlearn(first, days);
                self.series.cut(days);
                self.mornings.truncate(days);
                self.tallies.truncate(days);
            }
            _ => {
                self.curve = first.map(|first| Curve::new(first, history.profile().start()));
                self.series = Series::default();
                self.mornings.clear();
                self.tallies.clear();
                self.learned = Learned::new(&self.tuning);
                self.profile = history.profile().clone();
            }
        }
    }

    /// Judges the mornings up to `through` that are not judged yet.
    fn judge(&mut self, history: &History, through: Day) {
        let Some(first) = self.curve.as_ref().map(Curve::first) else { return };
        let days = first.to(through).zip(0..).skip(self.mornings.len());
        self.mornings.reserve(usize::try_from(through.since(first) + 1).unwrap_or(0).saturating_sub(self.mornings.len()));
        let mut windows = Default::default();
        for (day, index) in days {
            let row = self.series.rows_in(index, index).first().copied().unwrap_or_default();
            // What was planned on a past morning is not kept: an event of later says nothing about it.
            let plan = TodayPlan { week: week_of(history, day, self.tuning.week_starts), ..TodayPlan::default() };
            if let Some(learned) = &mut self.learned {
                learned.begin(first, day, &self.tuning);
            }
            let judged = Judged::of(&Ground::after(self, day, &row, &mut windows), &row, &plan);
            let learned = self.learned.as_mut();
            let expected = learned.and_then(|learned| learned.learn(day, &row, judged.raw.is_some(), &self.tuning));
            self.mornings.push(judged.morning(day, row.is_check_in(), expected));
            self.tallies.push(judged.tally);
        }
    }

    /// What was said on a morning; `None` outside the days this was built from.
    pub fn morning(&self, day: Day) -> Option<&Morning> {
        let first = self.curve.as_ref()?.first();
        day.index_from(first).and_then(|index| self.mornings.get(index))
    }

    /// Every morning in order.
    pub fn mornings(&self) -> &[Morning] {
        &self.mornings
    }

    /// Loads, fitness and fatigue; `None` before the first day that says something.
    pub fn curve(&self) -> Option<&Curve> {
        self.curve.as_ref()
    }

    /// Whole points of each day from the first one to the eve of a day, as a plan sees them; `None` = trained, load unknown.
    pub fn lived_before(&self, day: Day) -> &[Option<i64>] {
        let index = self.curve.as_ref().map_or(0, |curve| day.since(curve.first()));
        self.series.lived_before(index)
    }

    /// The expected answer after a session of each kind, in tenths: the mean of the last five, where there are five.
    pub fn feels(&self) -> BTreeMap<Kind, i64> {
        let last = |kind: Kind| self.series.charges(kind).take(FEELS).map(i64::from).collect::<Vec<i64>>();
        let feels = |kind: &Kind| (*kind, last(*kind));
        let enough = Kind::ALL.iter().map(feels).filter(|(_, last)| last.len() == FEELS);
        enough.map(|(kind, last)| (kind, last.iter().sum::<i64>() * 10 / FEELS as i64)).collect()
    }

    /// The usual range of a sensor on a morning; `None` for other fields, and until there are enough readings.
    pub fn usual(&self, field: Field, day: Day) -> Option<Usual> {
        self.usual_on(field, [day]).next().flatten()
    }

    /// The same for many mornings, for less if they follow each other.
    pub fn usual_on(&self, field: Field, days: impl IntoIterator<Item = Day>) -> impl Iterator<Item = Option<Usual>> {
        let sensor = match field {
            Field::HrvRmssd => Some(HRV),
            Field::RestingHr => Some(RHR),
            Field::ReactionMs => Some(REACTION),
            _ => None,
        };
        let about = sensor.zip(self.curve.as_ref().map(Curve::first));
        let mut own = Window::default();
        days.into_iter().map(move |day| {
            let (sensor, first) = about?;
            Usual::look(sensor, &self.series, day.since(first), &mut own, &self.tuning.readiness)
        })
    }

    /// The advice of a morning as `check_in` tells it: the day's own, or a draft of it.
    ///
    /// The season must reach to the day before `day`; what it holds of `day` and later is not
    /// looked at.
    pub fn advise(&self, day: Day, check_in: &CheckIn, plan: &TodayPlan) -> Advice {
        let ill = self.held.iter().any(|held| held.makes_ill(day, check_in.denied(Field::Ill)));
        let today = Row::of(check_in, ill, &self.series.sources);
        let ground = Ground::of(self, day, &today);
        let judged = Judged::of(&ground, &today, plan);
        let (own, expected) = self.own(day, &today, &judged);
        Advice { own, expected, ..compose(&ground, &today, check_in, plan, &judged) }
    }
}

/// The advice of a day of a history: its own check-in, the days before it, and this plan.
pub fn evaluate(history: &History, day: Day, plan: &TodayPlan, tuning: &Tuning) -> Advice {
    let season = Season::new(history, day.minus(1), tuning);
    let none = CheckIn::default();
    season.advise(day, history.check_in(day).unwrap_or(&none), plan)
}
