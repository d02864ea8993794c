//! Which column a day has and which row a value has, and back.
//!
//! Both scales count in dots, 2 a column and 4 a row, as braille does; a cell is the dots' cell,
//! so a line and the label of its axis meet in the same row.

use crate::domain::Day;

/// Dots across a cell.
pub(super) const DOTS_ACROSS: i64 = 2;
/// Dots down a cell.
pub(super) const DOTS_DOWN: usize = 4;
/// Values beyond are gaps.
const LARGEST: f64 = 1e12;

/// The value, if an axis can show it.
pub(super) fn shown(value: f64) -> Option<f64> {
    (value.abs() <= LARGEST).then_some(value)
}

/// Days to columns: several days may share a column, one day may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeScale {
    /// The first day.
    pub first: Day,
    /// How many days, at least 1.
    pub days: i64,
    /// The first column on the screen.
    pub left: u16,
    /// How many columns; 0 shows nothing.
    pub columns: u16,
}

impl TimeScale {
    /// The column of the middle of a day; `None` outside the scale.
    pub fn column_of(&self, day: Day) -> Option<u16> {
        let index = self.index_of(day)?;
        Some(self.left.saturating_add((self.dot_at(index) / DOTS_ACROSS) as u16))
    }

    /// The first and the last day of a column of the screen; `None` outside the scale.
    pub fn days_of_column(&self, column: u16) -> Option<(Day, Day)> {
        let place = i64::from(column.checked_sub(self.left).filter(|place| *place < self.columns)?);
        let columns = i64::from(self.columns);
        let (from, to) = if columns >= self.days {
            let day = (2 * place + 1) * self.days / (2 * columns);
            (day, day)
        } else {
            (first_centre(place, self.days, columns), first_centre(place + 1, self.days, columns) - 1)
        };
        Some((self.first.plus(from), self.first.plus(to)))
    }

    /// All columns of a day, from the first up to, not with, the last; `None` outside the scale.
    pub fn columns_of(&self, day: Day) -> Option<(u16, u16)> {
        let columns = i64::from(self.columns);
        if columns < self.days {
            let column = self.column_of(day)?;
            return Some((column, column + 1));
        }
        let index = self.index_of(day)?;
        let [from, to] = [index, index + 1].map(|index| first_centre(index, columns, self.days) as u16);
        Some((self.left.saturating_add(from), self.left.saturating_add(to)))
    }

    /// The dot of the middle of the day so many days after the first.
    pub(super) fn dot_at(&self, index: i64) -> i64 {
        (2 * index + 1) * i64::from(self.columns) * DOTS_ACROSS / (2 * self.days)
    }

    /// The dots of the days from `index` on, one after the other: counted on, because dividing for each
    /// of ten years' days is what a draw would mostly do.
    pub(super) fn dots_from(&self, index: i64) -> impl Iterator<Item = usize> + use<> {
        let (step, whole) = (2 * i64::from(self.columns) * DOTS_ACROSS, 2 * self.days.max(1));
        let begin = (2 * index + 1) * i64::from(self.columns) * DOTS_ACROSS;
        let (mut dot, mut rest) = (begin / whole, begin % whole);
        let (dots_a_step, rest_a_step) = (step / whole, step % whole);
        std::iter::repeat_with(move || {
            let now = dot;
            dot += dots_a_step;
            rest += rest_a_step;
            if rest >= whole {
                dot += 1;
                rest -= whole;
            }
            now as usize
        })
    }

    /// How many dots across.
    pub(super) fn dots(&self) -> usize {
        usize::from(self.columns) * DOTS_ACROSS as usize
    }

    fn index_of(&self, day: Day) -> Option<i64> {
        let index = day.since(self.first);
        (self.columns > 0 && (0..self.days).contains(&index)).then_some(index)
    }
}

/// Of `from` equal parts laid beside `to` equal parts of the same length: the first of the `from`
/// parts whose middle is in the part `place` of `to`.
fn first_centre(place: i64, from: i64, to: i64) -> i64 {
    (2 * place * from - to + 2 * to - 1).div_euclid(2 * to)
}

/// Values to rows, with round ends and steps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ValueScale {
    /// The value of the lowest dot.
    pub low: f64,
    /// The value of the highest dot; above `low`.
    pub high: f64,
    /// Between two ticks, a round number.
    pub step: f64,
    /// The top row on the screen.
    pub top: u16,
    /// How many rows; 0 shows nothing.
    pub rows: u16,
}

impl ValueScale {
    /// A scale that holds `low` and `high`, with about one tick every three rows and at least two.
    pub fn over(low: f64, high: f64, top: u16, rows: u16) -> ValueScale {
        let (low, high) = widened(low, high);
        let step = round_up((high - low) / f64::from((rows / 3).clamp(2, 6)), &STEPS);
        let scale = ValueScale::between(low, high, step, top, rows);
        // The next smaller step is always enough: it is at most half of this one.
        if scale.ticks().count() > 1 { scale } else { ValueScale::between(low, high, round_up(step * 0.35, &STEPS), top, rows) }
    }

    /// A scale from zero to a round number that is not below `high`, with ticks at its ends only.
    pub fn from_zero(high: f64, top: u16, rows: u16) -> ValueScale {
        let high = round_up(if high > 0.0 { high } else { 1.0 }, &ENDS);
        ValueScale { low: 0.0, high, step: high, top, rows }
    }

    /// The ends are not ticks, that would waste rows, but rounded all the same, so that they do not move each day.
    fn between(low: f64, high: f64, step: f64, top: u16, rows: u16) -> ValueScale {
        let end = step / 4.0;
        ValueScale { low: (low / end).floor() * end, high: (high / end).ceil() * end, step, top, rows }
    }

    /// The row of a value; `None` where the scale does not reach.
    pub fn row_of(&self, value: f64) -> Option<u16> {
        self.dot_of(value).map(|dot| self.top.saturating_add((dot / DOTS_DOWN) as u16))
    }

    /// The lowest and the highest value that are drawn in a row; `None` outside the scale.
    pub fn values_of_row(&self, row: u16) -> Option<(f64, f64)> {
        let place = row.checked_sub(self.top).filter(|place| *place < self.rows)?;
        let per_dot = (self.high - self.low) / self.last_dot();
        let above = f64::from(place) * DOTS_DOWN as f64 - 0.5;
        let at = |dot: f64| self.high - per_dot * dot.clamp(0.0, self.last_dot());
        Some((at(above + DOTS_DOWN as f64), at(above)))
    }

    /// The values of the ticks, from below.
    pub fn ticks(&self) -> impl Iterator<Item = f64> + use<> {
        let (step, few) = (self.step, 1e-6);
        let from = (self.low / step - few).ceil();
        let count = ((self.high / step + few).floor() - from).clamp(0.0, 100.0) as u32;
        // Adding zero turns −0.0 into 0.0.
        (0..=count).map(move |tick| (from + f64::from(tick)) * step + 0.0)
    }

    /// Decimals that write the ticks exactly, 0–6.
    pub fn decimals(&self) -> usize {
        let is_whole = |places: &i32| {
            let scaled = self.step * 10f64.powi(*places);
            (scaled - scaled.round()).abs() < 1e-6
        };
        (0..6).find(is_whole).unwrap_or(6) as usize
    }

    /// The dot of a value, counted from the top.
    pub(super) fn dot_of(&self, value: f64) -> Option<usize> {
        if self.rows == 0 || !(self.low..=self.high).contains(&value) {
            return None;
        }
        // Not negative: adding a half and cutting rounds, without a call for each of ten years' days.
        Some(((self.high - value) / (self.high - self.low) * self.last_dot() + 0.5) as usize)
    }

    /// How many eighths of a row a bar from the low end to `value` fills; any value above it fills at least one.
    pub(super) fn eighths(&self, value: f64) -> usize {
        let all = f64::from(self.rows) * 8.0;
        let filled = ((value - self.low) / (self.high - self.low) * all).round().clamp(0.0, all);
        if value > self.low { filled.max(1.0) as usize } else { 0 }
    }

    fn last_dot(&self) -> f64 {
        (f64::from(self.rows) * DOTS_DOWN as f64 - 1.0).max(1.0)
    }
}

/// Equal values get room around them, so that the line runs through the middle.
fn widened(low: f64, high: f64) -> (f64, f64) {
    let size = low.abs().max(high.abs());
    if high - low > size * 1e-6 {
        return (low, high);
    }
    let room = if size > 0.0 { size * 0.1 } else { 1.0 };
    (low - room, high + room)
}

/// Round steps and round ends, as factors of a power of ten.
const STEPS: [f64; 3] = [1.0, 2.0, 5.0];
const ENDS: [f64; 9] = [1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0, 8.0];

/// The smallest of the factors, times a power of ten, that is not below `value`.
fn round_up(value: f64, factors: &[f64]) -> f64 {
    let power = 10f64.powf(value.log10().floor());
    let enough = |factor: &&f64| **factor * power >= value * (1.0 - 1e-9);
    factors.iter().find(enough).unwrap_or(&10.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counting_on_gives_the_same_dots_as_dividing() {
        for (days, columns) in [(1, 1), (28, 57), (84, 300), (3_653, 195), (7, 3), (100, 0)] {
            let scale = scale(days, columns);
            for from in [0, 5, 27] {
                let counted: Vec<usize> = scale.dots_from(from).take(60).collect();
                let divided: Vec<usize> = (from..from + 60).map(|index| scale.dot_at(index) as usize).collect();
                assert_eq!(counted, divided, "{days} days, {columns} columns");
            }
        }
    }

    fn scale(days: i64, columns: u16) -> TimeScale {
        TimeScale { first: Day::from_ymd(2024, 2, 20).unwrap(), days, left: 7, columns }
    }

    #[test]
    fn every_day_has_its_column_and_every_column_its_days() {
        for days in [1, 2, 3, 7, 28, 29, 100, 366, 3650] {
            for columns in [1, 2, 3, 10, 28, 57, 99, 150, 300] {
                let scale = scale(days, columns);
                for day in scale.first.to(scale.first.plus(days - 1)) {
                    let (from, to) = scale.days_of_column(scale.column_of(day).unwrap()).unwrap();
                    assert!(from <= day && day <= to, "{days} days, {columns} columns, {day}");
                    let (left, right) = scale.columns_of(day).unwrap();
                    assert!((left..right).contains(&scale.column_of(day).unwrap()), "{days} days, {columns} columns, {day}");
                }
                let all: Vec<_> = (7..7 + columns).map(|column| scale.days_of_column(column).unwrap()).collect();
                assert_eq!((all[0].0, all[all.len() - 1].1), (scale.first, scale.first.plus(days - 1)));
                for pair in all.windows(2) {
                    assert!((0..=1).contains(&pair[1].0.since(pair[0].1)), "{days} days, {columns} columns: {pair:?}");
                }
            }
        }
    }

    #[test]
    fn nothing_stands_outside() {
        let scale = scale(10, 20);
        assert_eq!(scale.column_of(scale.first.minus(1)), None);
        assert_eq!(scale.column_of(scale.first.plus(10)), None);
        assert_eq!(scale.days_of_column(6).or(scale.days_of_column(27)), None);
        let values = ValueScale::over(0.0, 10.0, 0, 10);
        assert_eq!(values.row_of(-0.1).or(values.row_of(10.1)).or(values.row_of(f64::NAN)), None);
        assert_eq!(values.values_of_row(10), None);
    }

    #[test]
    fn value_axes_have_round_steps_that_hold_the_data() {
        let cases: [(f64, f64, f64, f64, f64); 6] = [
            (0.0, 83.0, 0.0, 85.0, 20.0),
            (-9.0, 61.0, -10.0, 65.0, 20.0),
            (50.0, 50.0, 45.0, 55.0, 2.0),
            (0.0, 0.0, -1.0, 1.0, 0.5),
            (0.41, 0.44, 0.41, 0.44, 0.005),
            (-3.0, 1e9, -5e7, 1e9, 2e8),
        ];
        for (low, high, least, most, step) in cases {
            let scale = ValueScale::over(low, high, 0, 18);
            let is_near = |a: f64, b: f64| (a - b).abs() < step * 1e-6;
            assert!(
                is_near(scale.low, least) && is_near(scale.high, most) && is_near(scale.step, step),
                "{low} {high}: {scale:?}"
            );
        }
    }

    #[test]
    fn every_axis_has_two_ticks_that_it_writes_exactly() {
        for (low, high) in [(0.51, 0.91), (55.0, 95.0), (-3.0, 5.0), (1e-4, 2e-4), (999.0, 1001.0), (-0.2, 0.2), (49.0, 54.0)] {
            for rows in 1..40 {
                let scale = ValueScale::over(low, high, 0, rows);
                let ticks: Vec<f64> = scale.ticks().collect();
                assert!(ticks.len() > 1 && ticks.len() < 9, "{low}..{high} in {rows} rows: {ticks:?}");
                for tick in ticks {
                    assert!((format!("{tick:.*}", scale.decimals()).parse::<f64>().unwrap() - tick).abs() < scale.step * 0.01);
                    assert!(scale.row_of(tick).is_some(), "{low}..{high} in {rows} rows: {tick}");
                }
            }
        }
    }

    #[test]
    fn loads_end_at_a_round_number() {
        let ends = [0.0, 7.0, 95.0, 120.0, 121.0, 228.0].map(|high| ValueScale::from_zero(high, 0, 3).high);
        assert_eq!(ends, [1.0, 8.0, 100.0, 120.0, 150.0, 250.0]);
    }

    #[test]
    fn a_row_holds_the_values_that_are_drawn_in_it() {
        let scale = ValueScale::over(-37.0, 81.0, 3, 9);
        for tenth in -370..=810 {
            let value = f64::from(tenth) / 10.0;
            let (low, high) = scale.values_of_row(scale.row_of(value).unwrap()).unwrap();
            assert!(low - 1e-9 <= value && value <= high + 1e-9, "{value} in {low}..{high}");
        }
    }
}
