//! The readings a baseline stands on, kept in order while morning follows morning.
//!
//! Sorting sixty readings of three sensors for each of thousands of mornings was most of the work;
//! from one morning to the next only one leaves and one comes.

use super::sensor::SensorReading;

/// The readings of one device on a range of days, the lowest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Window {
    source: u32,
    first: i64,
    end: i64,
    sorted: Vec<i64>,
}

impl Window {
    /// Moves to the readings of a device from the day index `first` to before `end`.
    ///
    /// `readings` gives those between two day indices, both included.
    pub fn slide<'r>(&mut self, readings: impl Fn(i64, i64) -> &'r [Option<SensorReading>], source: u32, first: i64, end: i64) {
        let of_source = |readings: &[Option<SensorReading>], sorted: &mut Vec<i64>, put: fn(&mut Vec<i64>, i64)| {
            let own = readings.iter().flatten().filter(|taken| taken.source == source);
            own.for_each(|taken| put(sorted, taken.value));
        };
        if source == self.source && (self.first..=self.end).contains(&first) && self.end <= end {
            of_source(readings(self.first, first - 1), &mut self.sorted, remove);
            of_source(readings(self.end, end - 1), &mut self.sorted, insert);
        } else {
            self.sorted.clear();
            of_source(readings(first, end - 1), &mut self.sorted, Vec::push);
            self.sorted.sort_unstable();
        }
        (self.source, self.first, self.end) = (source, first, end);
    }

    /// How many readings there are.
    pub fn len(&self) -> i64 {
        self.sorted.len() as i64
    }

    /// The median; of an even count the floor of the mean of the middle two. 0 of nothing.
    pub fn median(&self) -> i64 {
        let Some(last) = self.sorted.len().checked_sub(1) else { return 0 };
        let low = self.sorted.get(last / 2).copied().unwrap_or(0);
        let high = self.sorted.get(self.sorted.len() / 2).copied().unwrap_or(low);
        (low + high).div_euclid(2)
    }

    /// The median distance from a value.
    pub fn deviation(&self, from: i64) -> i64 {
        let Some(last) = self.sorted.len().checked_sub(1) else { return 0 };
        let low = self.reach(from, last / 2 + 1);
        let high = if last.is_multiple_of(2) { low } else { self.reach(from, last / 2 + 2) };
        (low + high).div_euclid(2)
    }

    /// How far from a value the so many nearest readings reach.
    fn reach(&self, from: i64, count: usize) -> i64 {
        // They lie together: found is where their row begins.
        let (mut first, mut end) = (0, self.sorted.len().saturating_sub(count));
        while first < end {
            let middle = first.midpoint(end);
            let nearer_ahead = matches!(
                (self.sorted.get(middle), self.sorted.get(middle + count)),
                (Some(behind), Some(ahead)) if from - behind > ahead - from
            );
            (first, end) = if nearer_ahead { (middle + 1, end) } else { (first, middle) };
        }
        let ends = [first, first + count.saturating_sub(1)];
        ends.into_iter().filter_map(|at| self.sorted.get(at)).map(|value| (value - from).abs()).max().unwrap_or(0)
    }
}

fn insert(sorted: &mut Vec<i64>, value: i64) {
    sorted.insert(sorted.partition_point(|other| *other < value), value);
}

fn remove(sorted: &mut Vec<i64>, value: i64) {
    if let Ok(at) = sorted.binary_search(&value) {
        sorted.remove(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::lane::Lane;
    use crate::engine::round::median;

    /// Readings that look like chance, of two devices, with days missing.
    fn readings() -> Lane<Option<SensorReading>> {
        let roll = |index: i64| (index * 7_919 + index * index * 31) % 97;
        let taken = |index: i64| SensorReading { value: roll(index) - 40, source: u32::from(roll(index + 5) % 11 == 0) };
        (0..400).map(|index| (roll(index + 1) % 7 > 0).then(|| taken(index))).collect::<Vec<_>>().into()
    }

    #[test]
    fn a_window_may_go_anywhere_also_back_or_across_nothing() {
        let readings = readings();
        let mut window = Window::default();
        let ranges = [(100, 160), (120, 140), (110, 150), (150, 150), (150, 210), (160, 160), (100, 170), (170, 230), (231, 290)];
        for (first, end) in ranges {
            window.slide(|first, last| readings.between(first, last), 0, first, end);
            let own = readings.between(first, end - 1).iter().flatten().filter(|taken| taken.source == 0);
            let mut values: Vec<i64> = own.map(|taken| taken.value).collect();
            values.sort_unstable();
            assert_eq!(window.sorted, values, "{first} to before {end}");
        }
    }

    #[test]
    fn a_window_that_slides_says_what_a_new_one_says() {
        let readings = readings();
        let mut window = Window::default();
        for index in 0..400 {
            let source = u32::from(index % 90 > 70);
            window.slide(|first, last| readings.between(first, last), source, index - 60, index);
            let own = readings.between(index - 60, index - 1).iter().flatten().filter(|taken| taken.source == source);
            let mut values: Vec<i64> = own.map(|taken| taken.value).collect();
            assert_eq!(window.len(), values.len() as i64);
            let centre = median(&mut values).unwrap_or(0);
            assert_eq!(window.median(), centre, "{index}");
            values.iter_mut().for_each(|value| *value = (*value - centre).abs());
            assert_eq!(window.deviation(centre), median(&mut values).unwrap_or(0), "{index}");
            let far = [-1000, centre - 7, centre + 5, 1000].map(|from| {
                let mut distances: Vec<i64> = window.sorted.iter().map(|value| (value - from).abs()).collect();
                (window.deviation(from), median(&mut distances).unwrap_or(0))
            });
            assert!(far.iter().all(|(own, plain)| own == plain), "{index}: {far:?}");
        }
    }
}
