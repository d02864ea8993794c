//! The readings a baseline stands on, kept in order while morning follows morning.
//!
//! Sorting sixty readings of three sensors for each of thousands of mornings was most of the work;
//! from one morning to the next only one leaves and one comes.

use super::baseline::Taken;
use super::series::between;

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
    pub fn slide(&mut self, readings: &[Option<Taken>], source: u32, first: i64, end: i64) {
        let of_source = |readings: &[Option<Taken>], sorted: &mut Vec<i64>, put: fn(&mut Vec<i64>, i64)| {
            let own = readings.iter().flatten().filter(|taken| taken.source == source);
            own.for_each(|taken| put(sorted, taken.value));
        };
        if source == self.source && (self.first..=self.end).contains(&first) && self.end <= end {
            of_source(between(readings, self.first, first - 1), &mut self.sorted, remove);
            of_source(between(readings, self.end, end - 1), &mut self.sorted, insert);
        } else {
            self.sorted.clear();
            of_source(between(readings, first, end - 1), &mut self.sorted, Vec::push);
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
        middle(self.sorted.iter().copied(), self.sorted.len())
    }

    /// The median distance from a value.
    pub fn deviation(&self, from: i64) -> i64 {
        let (below, above) = self.sorted.split_at(self.sorted.partition_point(|value| *value < from));
        let mut below = below.iter().rev().map(|value| from - value).peekable();
        let mut above = above.iter().map(|value| value - from).peekable();
        let nearest = std::iter::from_fn(|| match (below.peek(), above.peek()) {
            (Some(low), Some(high)) if low <= high => below.next(),
            (Some(_), None) => below.next(),
            _ => above.next(),
        });
        middle(nearest, self.sorted.len())
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

/// The median of so many values that come in order.
fn middle(ascending: impl Iterator<Item = i64>, count: usize) -> i64 {
    let Some(before) = count.checked_sub(1).map(|last| last / 2) else { return 0 };
    let mut values = ascending.skip(before);
    let low = values.next().unwrap_or(0);
    let high = if count.is_multiple_of(2) { values.next().unwrap_or(low) } else { low };
    (low + high).div_euclid(2)
}

#[cfg(test)]
mod tests {
    use super::super::series::median;
    use super::*;

    /// Readings that look like chance, of two devices, with days missing.
    fn readings() -> Vec<Option<Taken>> {
        let roll = |index: i64| (index * 7_919 + index * index * 31) % 97;
        let taken = |index: i64| Taken { value: roll(index) - 40, source: u32::from(roll(index + 5) % 11 == 0) };
        (0..400).map(|index| (roll(index + 1) % 7 > 0).then(|| taken(index))).collect()
    }

    #[test]
    fn a_window_that_slides_says_what_a_new_one_says() {
        let readings = readings();
        let mut window = Window::default();
        for index in 0..400 {
            let source = u32::from(index % 90 > 70);
            window.slide(&readings, source, index - 60, index);
            let own = between(&readings, index - 60, index - 1).iter().flatten().filter(|taken| taken.source == source);
            let mut values: Vec<i64> = own.map(|taken| taken.value).collect();
            assert_eq!(window.len(), values.len() as i64);
            let centre = median(&mut values);
            assert_eq!(window.median(), centre, "{index}");
            values.iter_mut().for_each(|value| *value = (*value - centre).abs());
            assert_eq!(window.deviation(centre), median(&mut values), "{index}");
        }
    }
}
