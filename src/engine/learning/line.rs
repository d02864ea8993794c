//! A line through ratings: a normal–inverse-gamma regression whose level walks (West & Harrison 1997,
//! doi 10.1007/b98971).
//!
//! Sums run from 0 in index order and without fused steps, so that every machine finds the same bits.

use serde::{Deserialize, Serialize};

/// A regression on `N` values, the first of which is the level's 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(into = "Vec<f64>", try_from = "Vec<f64>")]
pub struct Line<const N: usize> {
    /// Coefficients, the level first.
    pub m: [f64; N],
    /// Their variances and covariances, in units of the noise's variance; symmetric.
    v: [[f64; N]; N],
    a: f64,
    b: f64,
}

/// What a line says of one morning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading<const N: usize> {
    f: [f64; N],
    q: f64,
    /// How much the level's variance grew since the last rating.
    growth: f64,
    /// The rating it expects.
    pub mean: f64,
    /// The scale of its t distribution.
    pub scale: f64,
    /// Degrees of freedom.
    pub df: f64,
}

impl<const N: usize> Line<N> {
    /// A line nothing was learned for: coefficients, their variances, shape and noise.
    pub fn new(m: [f64; N], variances: [f64; N], shape: f64, noise: f64) -> Line<N> {
        let mut v = [[0.0; N]; N];
        for (at, (row, variance)) in v.iter_mut().zip(variances).enumerate() {
            row.iter_mut().skip(at).take(1).for_each(|own| *own = variance);
        }
        Line { m, v, a: shape, b: shape * (noise * noise) }
    }

    /// Reads the line where the level's variance has grown by `growth`; changes nothing.
    pub fn read(&self, z: &[f64; N], growth: f64) -> Reading<N> {
        let mut f = [0.0; N];
        for (at, (slot, row)) in f.iter_mut().zip(&self.v).enumerate() {
            let grown = |column: usize, variance: f64| if at == 0 && column == 0 { variance + growth } else { variance };
            *slot = row.iter().zip(z).enumerate().fold(0.0, |sum, (column, (v, z))| sum + grown(column, *v) * z);
        }
        let q = 1.0 + dot(z, &f);
        Reading { f, q, growth, mean: dot(z, &self.m), scale: (self.b / self.a * q).sqrt(), df: 2.0 * self.a }
    }

    /// Learns a rating that was read as `reading`.
    pub fn learn(&mut self, reading: &Reading<N>, rating: f64) {
        let Reading { f, q, growth, mean, .. } = *reading;
        let e = rating - mean;
        if let Some(level) = self.v.first_mut().and_then(|row| row.first_mut()) {
            *level += growth;
        }
        for (m, f) in self.m.iter_mut().zip(f) {
            *m += f * e / q;
        }
        for (row, f_row) in self.v.iter_mut().zip(f) {
            for (v, f_column) in row.iter_mut().zip(f) {
                *v -= f_row * f_column / q;
            }
        }
        self.a += 0.5;
        self.b += 0.5 * (e * e) / q;
    }

    /// Is every number finite, and the covariance symmetric?
    pub fn is_sound(&self) -> bool {
        let finite = self.m.iter().chain(self.v.iter().flatten()).chain([&self.a, &self.b]).all(|number| number.is_finite());
        let at = |row: usize, column: usize| self.v.get(row).and_then(|row| row.get(column)).copied();
        finite && (0..N).all(|row| (0..row).all(|column| at(row, column) == at(column, row)))
    }
}

impl<const N: usize> Reading<N> {
    /// How far a rating lies from the one expected, in units of the scale.
    pub fn t(&self, rating: f64) -> f64 {
        (rating - self.mean) / self.scale
    }
}

impl<const N: usize> From<Line<N>> for Vec<f64> {
    fn from(line: Line<N>) -> Vec<f64> {
        line.m.into_iter().chain(line.v.into_iter().flatten()).chain([line.a, line.b]).collect()
    }
}

impl<const N: usize> TryFrom<Vec<f64>> for Line<N> {
    type Error = String;

    fn try_from(numbers: Vec<f64>) -> Result<Line<N>, String> {
        if numbers.len() != N + N * N + 2 {
            return Err(format!("expected the {} numbers of a line, found {}", N + N * N + 2, numbers.len()));
        }
        let mut line = Line { m: [0.0; N], v: [[0.0; N]; N], a: 0.0, b: 0.0 };
        let own = line.m.iter_mut().chain(line.v.iter_mut().flatten()).chain([&mut line.a, &mut line.b]);
        own.zip(numbers).for_each(|(own, number)| *own = number);
        Ok(line)
    }
}

fn dot<const N: usize>(one: &[f64; N], other: &[f64; N]) -> f64 {
    one.iter().zip(other).fold(0.0, |sum, (one, other)| sum + one * other)
}
