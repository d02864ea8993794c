//! Validated numbers: a value of these types is on its scale.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A number that is not possible, and what would be.
#[derive(Debug, Clone, PartialEq)]
pub struct OutOfRange {
    /// What was expected, for instance `RPE 0–10 in halves`.
    pub expected: &'static str,
    /// What was found.
    pub found: f64,
}

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {}", self.expected, self.found)
    }
}

impl std::error::Error for OutOfRange {}

/// Effort of a whole session on the CR-10 scale: 0–10 in halves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Rpe(u8);

impl Rpe {
    /// Twice the RPE, a whole number 0–20.
    pub fn halves(self) -> u8 {
        self.0
    }

    /// The RPE of so many halves; `None` above 20.
    pub fn from_halves(halves: u8) -> Option<Rpe> {
        (halves <= 20).then_some(Rpe(halves))
    }

    /// The RPE as a number, 0–10.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 2.0
    }
}

impl TryFrom<f64> for Rpe {
    type Error = OutOfRange;

    fn try_from(value: f64) -> Result<Rpe, OutOfRange> {
        let halves = value * 2.0;
        if (0.0..=20.0).contains(&halves) && halves.fract() == 0.0 {
            Ok(Rpe(halves as u8))
        } else {
            Err(OutOfRange { expected: "an RPE of 0–10 in halves", found: value })
        }
    }
}

impl From<Rpe> for f64 {
    fn from(rpe: Rpe) -> f64 {
        rpe.value()
    }
}

impl fmt::Display for Rpe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.value())
    }
}

/// How long a session is: whole minutes, 1–1440.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Minutes(u16);

impl Minutes {
    /// The minutes as a number, 1–1440.
    pub fn get(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for Minutes {
    type Error = OutOfRange;

    fn try_from(value: u16) -> Result<Minutes, OutOfRange> {
        if (1..=1440).contains(&value) {
            Ok(Minutes(value))
        } else {
            Err(OutOfRange { expected: "whole minutes from 1 to 1440", found: f64::from(value) })
        }
    }
}

impl TryFrom<f64> for Minutes {
    type Error = OutOfRange;

    fn try_from(value: f64) -> Result<Minutes, OutOfRange> {
        if (1.0..=1440.0).contains(&value) && value.fract() == 0.0 {
            Ok(Minutes(value as u16))
        } else {
            Err(OutOfRange { expected: "whole minutes from 1 to 1440", found: value })
        }
    }
}

impl From<Minutes> for u16 {
    fn from(minutes: Minutes) -> u16 {
        minutes.0
    }
}

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Training load in points: 100 = one hour at threshold. Finite, 0–1000 for one session.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Points(f64);

impl Points {
    /// The points as a number.
    pub fn value(self) -> f64 {
        self.0
    }

    /// Milli-points, rounded half up (`readiness.md` §2).
    pub fn milli(self) -> i64 {
        (self.0 * 1000.0 + 0.5).floor() as i64
    }
}

impl TryFrom<f64> for Points {
    type Error = OutOfRange;

    fn try_from(value: f64) -> Result<Points, OutOfRange> {
        // −0.0 would pass the range and print as "-0".
        if (0.0..=1000.0).contains(&value) {
            Ok(Points(value + 0.0))
        } else {
            Err(OutOfRange { expected: "a load of 0–1000 points", found: value })
        }
    }
}

impl From<Points> for f64 {
    fn from(points: Points) -> f64 {
        points.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rpe_is_refused_off_its_scale() {
        for bad in [-0.5, 10.5, 3.2, f64::NAN, f64::INFINITY] {
            assert!(Rpe::try_from(bad).is_err(), "{bad}");
        }
        assert_eq!(Rpe::try_from(7.5).unwrap().halves(), 15);
    }

    #[test]
    fn a_load_is_finite_and_not_negative() {
        for bad in [-1.0, 1000.1, f64::NAN, f64::NEG_INFINITY] {
            assert!(Points::try_from(bad).is_err(), "{bad}");
        }
        assert_eq!(Points::try_from(99.96).unwrap().milli(), 99_960);
        assert!(Points::try_from(-0.0).unwrap().value().is_sign_positive(), "it is not told as -0");
    }

    #[test]
    fn minutes_are_whole() {
        assert!(Minutes::try_from(0.0).is_err() && Minutes::try_from(1441.0).is_err() && Minutes::try_from(1.5).is_err());
        assert_eq!(Minutes::try_from(45.0).unwrap().get(), 45);
    }
}
