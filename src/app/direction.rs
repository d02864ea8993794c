//! Which way something goes.

/// Backwards or onwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Backwards: left, up, earlier.
    Back,
    /// Onwards: right, down, later.
    On,
}

impl Direction {
    /// −1 or +1.
    pub fn sign(self) -> i64 {
        match self {
            Direction::Back => -1,
            Direction::On => 1,
        }
    }
}
