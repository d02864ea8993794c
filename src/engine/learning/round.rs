//! How halves are rounded everywhere on the page.

/// Rounds halves up: `floor(x + 0.5)`.
pub fn half_up(value: f64) -> f64 {
    (value + 0.5).floor()
}
