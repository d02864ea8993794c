//! The three panes and their order.

/// One of the three panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pane {
    /// Score, verdict, reasons, today's session.
    Today,
    /// Fitness and fatigue.
    Chart,
    /// The week's sessions.
    Week,
}

impl Pane {
    /// The panes in the order of Tab.
    pub const ALL: [Pane; 3] = [Pane::Today, Pane::Chart, Pane::Week];

    /// Its title on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Pane::Today => "Today",
            Pane::Chart => "Fitness and fatigue",
            Pane::Week => "Week",
        }
    }

    /// The next pane (`step` 1) or the one before (−1).
    #[must_use]
    pub fn step(self, step: i64) -> Pane {
        let at = Pane::ALL.iter().position(|pane| *pane == self).unwrap_or(0) as i64;
        let next = (at + step).rem_euclid(Pane::ALL.len() as i64) as usize;
        Pane::ALL.get(next).copied().unwrap_or(self)
    }
}
