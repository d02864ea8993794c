//! A series as dots: how far it reaches in each column of dots, and what a broken stroke leaves out.

use super::layout::visible;
use super::scale::{TimeScale, ValueScale};
use super::{Series, Stroke};

/// The dots of one column, from the top down, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub top: usize,
    pub bottom: usize,
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
        let mut trace = Trace { spans: vec![None; time.dots()], lone: Vec::new() };
        let mut before: Option<(usize, usize)> = None;
        let mut alone = false;
        for (index, value) in visible(series, time.first, time.days) {
            let here = value.and_then(|value| values.dot_of(value)).map(|down| (time.dot_at(index) as usize, down));
            let join = before.zip(here).filter(|_| joined);
            if alone && join.is_none() {
                trace.lone.extend(before);
            }
            match (join, here) {
                (Some((before, here)), _) => trace.join(before, here),
                (None, Some((across, down))) => trace.reach(across, down, down),
                (None, None) => {}
            }
            alone = join.is_none() && here.is_some();
            before = here;
        }
        if alone {
            trace.lone.extend(before);
        }
        trace
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

    /// What a stroke draws in a column of dots: all of it, or in its breaks only where the line turns or ends.
    pub fn drawn(&self, across: usize, stroke: Stroke, planned: bool) -> Drawn {
        let Some(span) = self.at(across) else { return Drawn::Nothing };
        if has_ink(across, stroke, planned) {
            return Drawn::All(span);
        }
        let before = across.checked_sub(1).and_then(|left| self.at(left));
        let after = self.at(across + 1);
        let (Some(before), Some(after)) = (before, after) else { return Drawn::All(span) };
        let turns = |a: usize, b: usize, here: usize| a <= here && b <= here && (a < here || b < here);
        let bottom = turns(before.bottom, after.bottom, span.bottom);
        let top = turns(usize::MAX - before.top, usize::MAX - after.top, usize::MAX - span.top);
        Drawn::Ends(top.then_some(span.top), bottom.then_some(span.bottom))
    }

    pub fn at(&self, across: usize) -> Option<Span> {
        self.spans.get(across).copied().flatten()
    }
}

/// The dots of a column that a stroke draws.
pub(super) enum Drawn {
    Nothing,
    All(Span),
    /// At most the top and the bottom.
    Ends(Option<usize>, Option<usize>),
}

/// The rhythm of a stroke; what is planned has half the ink.
fn has_ink(across: usize, stroke: Stroke, planned: bool) -> bool {
    let inked = match stroke {
        Stroke::Solid | Stroke::Points => true,
        Stroke::Dashed => across % 6 < 4,
        Stroke::Dotted => across.is_multiple_of(3),
    };
    inked && (!planned || across.is_multiple_of(2))
}
