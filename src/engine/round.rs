//! How halves are rounded everywhere, and the middle of several whole numbers.

/// Rounds halves up: `floor(x + 0.5)`.
pub fn half_up(value: f64) -> f64 {
    (value + 0.5).floor()
}

/// The median of whole numbers, in whatever order they come back; of an even count the floor of the mean of the middle
/// two. `None` of nothing.
pub fn median(values: &mut [i64]) -> Option<i64> {
    let half = values.len() / 2;
    if values.is_empty() {
        return None;
    }
    let even = values.len().is_multiple_of(2);
    let (below, middle, _) = values.select_nth_unstable(half);
    let low = if even { below.iter().max().copied().unwrap_or(*middle) } else { *middle };
    Some((low + *middle).div_euclid(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_count_is_floored() {
        assert_eq!(median(&mut [3, 1, 2]), Some(2));
        assert_eq!(median(&mut [4, 1, 2, 3]), Some(2));
        assert_eq!(median(&mut [-4, -1]), Some(-3));
        assert_eq!(median(&mut []), None);
    }
}
