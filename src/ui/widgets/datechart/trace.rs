//! A series as dots: how far it reaches in each column of dots, and what a broken stroke leaves out.

use super::in_view::{drawn, visible};
use super::parts::{Every, Series, Stroke};
use super::scale::{DOTS_ACROSS, TimeScale, ValueScale};

/// The dots of one column, from the top down, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub top: usize,
    pub bottom: usize,
}

impl Span {
    /// More than a step: a rhythm across would leave out or fill it all, so that it runs down too, as a hatch.
    fn is_steep(self) -> bool {
        self.bottom - self.top > 2
    }
}

/// A series in dots.
#[derive(Debug)]
pub(super) struct Trace {
    /// One for each column of dots; `None` = gap.
    pub spans: Vec<Option<Span>>,
    /// Values that no other joins: across, down.
    pub lone: Vec<(usize, usize)>,
}

impl Trace {
    /// Follows a series; values of neighbouring days are joined, if `joined`, and a missing day never is.
    pub fn of(series: &Series<'_>, time: &TimeScale, values: &ValueScale, joined: bool) -> Trace {
        Trace::following(series, time, |value| values.dot_of(value), joined)
    }

    /// Follows the edge of a zone: where the scale ends, it stays at the end.
    pub fn held(series: &Series<'_>, time: &TimeScale, values: &ValueScale) -> Trace {
        Trace::following(series, time, |value| values.dot_of(value.clamp(values.low, values.high)), true)
    }

    fn following(series: &Series<'_>, time: &TimeScale, dot_of: impl Fn(f64) -> Option<usize>, joined: bool) -> Trace {
        let mut trace = Trace { spans: vec![None; time.dots()], lone: Vec::new() };
        match series.every {
            Every::Day => {
                let begin = series.start.since(time.first).max(0);
                let values = visible(series, time.first, time.days).map(|(_, value)| value);
                trace.follow(time.dots_from(begin).zip(values), dot_of, joined);
            }
            Every::Week(_) => {
                let means = drawn(series, time.first, time.days).into_iter();
                trace.follow(means.map(|(index, value)| (time.dot_at(index) as usize, value)), dot_of, joined);
            }
        }
        trace
    }

    fn follow(
        &mut self,
        values: impl Iterator<Item = (usize, Option<f64>)>,
        dot_of: impl Fn(f64) -> Option<usize>,
        joined: bool,
    ) {
        let mut before: Option<(usize, usize)> = None;
        let mut alone = false;
        for (across, value) in values {
            let here = value.and_then(&dot_of).map(|down| (across, down));
            let join = before.zip(here).filter(|_| joined);
            if alone && join.is_none() {
                self.lone.extend(before);
            }
            match (join, here) {
                (Some((before, here)), _) => self.join(before, here),
                (None, Some((across, down))) => self.reach(across, down, down),
                (None, None) => {}
            }
            alone = join.is_none() && here.is_some();
            before = here;
        }
        if alone {
            self.lone.extend(before);
        }
    }

    fn reach(&mut self, across: usize, one: usize, other: usize) {
        if let Some(span) = self.spans.get_mut(across) {
            let (top, bottom) = span.map_or((usize::MAX, 0), |span| (span.top, span.bottom));
            *span = Some(Span { top: top.min(one.min(other)), bottom: bottom.max(one.max(other)) });
        }
    }

    /// A straight line; each column reaches half way to its neighbours, so that no hole is left.
    fn join(&mut self, from: (usize, usize), to: (usize, usize)) {
        let width = to.0.saturating_sub(from.0);
        if width == 0 {
            return self.reach(to.0, from.1, to.1);
        }
        let halves = 2 * width as i64;
        let rise = to.1 as i64 - from.1 as i64;
        let at = |half: usize| (from.1 as i64 + (2 * rise * half as i64 + halves).div_euclid(2 * halves)) as usize;
        let mut entered = from.1;
        for step in 0..width {
            let left = at(2 * step + 1);
            self.reach(from.0 + step, entered, left);
            entered = left;
        }
        self.reach(to.0, entered, to.1);
    }

    /// The dots that a rhythm draws in a column of dots. In its breaks too, the line's turns and ends are drawn.
    pub fn drawn(&self, across: usize, rhythm: Rhythm) -> impl Iterator<Item = usize> + use<> {
        let span = self.at(across);
        let [top, bottom] = span.map_or([false; 2], |span| self.turns(across, span));
        span.into_iter().flat_map(move |span| {
            let inked = move |down: usize| rhythm.has_ink(if span.is_steep() { across + down } else { across });
            let turned = move |down: usize| top && down == span.top || bottom && down == span.bottom;
            (span.top..=span.bottom).filter(move |down| inked(*down) || turned(*down))
        })
    }

    /// Whether the line turns down after its top here, and up after its bottom. Ends are turns both ways.
    fn turns(&self, across: usize, here: Span) -> [bool; 2] {
        let before = across.checked_sub(1).and_then(|left| self.at(left));
        let (Some(before), Some(after)) = (before, self.at(across + 1)) else { return [true; 2] };
        let top = before.top.min(after.top) >= here.top && before.top.max(after.top) > here.top;
        let bottom = before.bottom.max(after.bottom) <= here.bottom && before.bottom.min(after.bottom) < here.bottom;
        [top, bottom]
    }

    pub fn at(&self, across: usize) -> Option<Span> {
        self.spans.get(across).copied().flatten()
    }
}

/// How a line is broken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rhythm {
    pub stroke: Stroke,
    /// Half the ink.
    pub planned: bool,
    /// One character a cell: no room for a stroke, whole cells are left out.
    pub by_cell: bool,
}

impl Rhythm {
    fn has_ink(self, place: usize) -> bool {
        if self.by_cell {
            return !self.planned || (place / DOTS_ACROSS as usize).is_multiple_of(2);
        }
        let inked = match self.stroke {
            Stroke::Solid | Stroke::Points(_) => true,
            Stroke::Dashed => place % 6 < 4,
            Stroke::Dotted => place.is_multiple_of(3),
        };
        inked && (!self.planned || place.is_multiple_of(2))
    }
}
