//! Student's t with a whole number of degrees of freedom, and mixtures of it.
//!
//! The distribution has a finite closed form then ([`Student::cdf`]). Bands ask for it hundreds of
//! thousands of times, so a table with interpolation stands in for it near the middle; the
//! closed form takes over in the tails.

use std::f64::consts::{FRAC_2_PI, PI};

/// The table reaches this far from the middle …
const REACH: f64 = 16.0;
/// … in this many steps a unit. The interpolation is then within 1e-13 of the closed form.
const STEPS: f64 = 64.0;
/// A step this small (in units of the mixture's spread) is a quantile's last.
const CLOSE: f64 = 1e-5;
/// A quantile that so many steps did not find lies where steps jump from side to side.
const PATIENCE: usize = 20;

/// The standard t distribution.
#[derive(Debug, Clone)]
pub struct Student {
    df: u32,
    /// Density at 0.
    height: f64,
    /// Between two nodes, `cdf − ½` as a polynomial of the way from one to the next; from 0 to the reach.
    quintics: Vec<[f64; 6]>,
}

/// Distribution function, density and the density's slope at one place.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    cdf: f64,
    density: f64,
    slope: f64,
}

impl Place {
    /// Halley's step back from here to where the distribution function is `p`, and how bent it is.
    fn step_from(&self, p: f64) -> (f64, f64) {
        let newton = (self.cdf - p) / self.density;
        let bend = 0.5 * newton * self.slope / self.density;
        // Far out the density says little about where the quantile is: a bent step is held near Newton's.
        (newton / (1.0 - bend.clamp(-0.5, 0.5)), bend)
    }
}

impl Student {
    /// The distribution with `df` degrees of freedom, at least 1.
    pub fn new(df: u32) -> Student {
        let df = df.max(1);
        let height = (ln_gamma_half(df + 1) - ln_gamma_half(df)).exp() / (f64::from(df) * PI).sqrt();
        let mut student = Student { df, height, quintics: Vec::new() };
        let mut low = student.node(0);
        let quintics = (1..=(REACH * STEPS) as u32).map(|index| {
            let high = student.node(index);
            let quintic = quintic(low, high);
            low = high;
            quintic
        });
        student.quintics = quintics.collect();
        student
    }

    /// `cdf − ½` and its first two derivatives at a node, with the distance between nodes as the unit.
    fn node(&self, index: u32) -> [f64; 3] {
        let x = f64::from(index) / STEPS;
        [self.cdf(x) - 0.5, self.density(x) / STEPS, self.slope(x) / (STEPS * STEPS)]
    }

    /// Degrees of freedom.
    pub fn df(&self) -> u32 {
        self.df
    }

    /// Probability of a value up to `x`, in closed form.
    pub fn cdf(&self, x: f64) -> f64 {
        cdf(self.df, x)
    }

    /// The density at `x`.
    pub fn density(&self, x: f64) -> f64 {
        let df = f64::from(self.df);
        self.height * (1.0 + x * x / df).powf(-0.5 * (df + 1.0))
    }

    /// The slope of the density at `x`.
    fn slope(&self, x: f64) -> f64 {
        let df = f64::from(self.df);
        -self.density(x) * x * (df + 1.0) / (df + x * x)
    }

    /// What is known of a place, from the table where it reaches.
    fn look_up(&self, x: f64) -> Place {
        let at = x.abs() * STEPS;
        let index = at as usize;
        let Some([a, b, c, d, e, f]) = self.quintics.get(index) else {
            return Place { cdf: self.cdf(x), density: self.density(x), slope: self.slope(x) };
        };
        let t = at - index as f64;
        let half = a + t * (b + t * (c + t * (d + t * (e + t * f))));
        // These only guide a step: the cubic part will do.
        let density = (b + t * (2.0 * c + 3.0 * t * d)) * STEPS;
        let slope = (2.0 * c + 6.0 * t * d) * (STEPS * STEPS);
        Place { cdf: 0.5 + half.copysign(x), density, slope: slope.copysign(-x) }
    }

    /// A first guess of the `p`-quantile: good to one step of the table.
    fn guess(&self, p: f64) -> f64 {
        let node = self.quintics.partition_point(|[half, ..]| *half < (p - 0.5).abs());
        (node as f64 / STEPS).copysign(p - 0.5)
    }
}

/// Probability of a value up to `x` with `df` degrees of freedom, at least 1; in closed form, without a table.
pub fn cdf(df: u32, x: f64) -> f64 {
    let df = df.max(1);
    let freedom = f64::from(df);
    let angle = (x.abs() / freedom.sqrt()).atan();
    let cos2 = freedom / (freedom + x * x);
    let sin = angle.sin();
    // Abramowitz & Stegun 26.7.3 and 26.7.4: the share within ±|x|.
    let within = if df % 2 == 1 {
        let tail = if df == 1 { 0.0 } else { sin * cos2.sqrt() * series(df - 1, 1, cos2) };
        FRAC_2_PI * (angle + tail)
    } else {
        sin * series(df, 0, cos2)
    };
    if x < 0.0 { 0.5 - 0.5 * within } else { 0.5 + 0.5 * within }
}

/// The polynomial of the way between two nodes that has their values and first two derivatives.
fn quintic([low, low_rise, low_bend]: [f64; 3], [high, high_rise, high_bend]: [f64; 3]) -> [f64; 6] {
    let rise = high - low;
    [
        low,
        low_rise,
        0.5 * low_bend,
        10.0 * rise - 6.0 * low_rise - 4.0 * high_rise - 1.5 * low_bend + 0.5 * high_bend,
        -15.0 * rise + 8.0 * low_rise + 7.0 * high_rise + 1.5 * low_bend - high_bend,
        6.0 * rise - 3.0 * low_rise - 3.0 * high_rise - 0.5 * low_bend + 0.5 * high_bend,
    ]
}

/// The sum of the closed form: `terms / 2` terms, each the one before times `(2i − 1 + odd) / (2i + odd) · cos2`.
fn series(terms: u32, odd: u32, cos2: f64) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    for i in 1..terms / 2 {
        let top = f64::from(2 * i - 1 + odd);
        term *= top / (top + 1.0) * cos2;
        sum += term;
    }
    sum
}

/// ln Γ(n/2), by the recursion from Γ(1/2) = √π or Γ(1) = 1; 0 for n = 0.
pub fn ln_gamma_half(n: u32) -> f64 {
    let first = if n % 2 == 1 { 0.5 * PI.ln() } else { 0.0 };
    let start = if n % 2 == 1 { 1 } else { 2 };
    (start..n).step_by(2).fold(first, |sum, halves| sum + (f64::from(halves) / 2.0).ln())
}

/// One part of a mixture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// Its weight; all weights together are 1.
    pub weight: f64,
    /// Where it lies.
    pub location: f64,
    /// How wide it is; 0 = a point.
    pub scale: f64,
}

/// A mixture of t distributions that differ in place and width.
#[derive(Debug)]
pub struct Mixture<'a> {
    student: &'a Student,
    /// Parts with a width; their scale is turned into its inverse.
    wide: Vec<Part>,
    points: Vec<Part>,
    mean: f64,
    spread: f64,
}

impl<'a> Mixture<'a> {
    /// The mixture of these parts.
    pub fn new(student: &'a Student, parts: Vec<Part>) -> Mixture<'a> {
        let total: f64 = parts.iter().map(|part| part.weight).sum();
        let mean = parts.iter().map(|part| part.weight * part.location).sum::<f64>() / total;
        let square = |part: &Part| part.scale * part.scale + (part.location - mean) * (part.location - mean);
        let variance = parts.iter().map(|part| part.weight * square(part)).sum::<f64>() / total;
        let (mut wide, points): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(|part| part.scale > 0.0);
        // Every look at the mixture divides by every scale.
        wide.iter_mut().for_each(|part| part.scale = part.scale.recip());
        Mixture { student, wide, points, mean, spread: variance.sqrt() }
    }

    /// Its mean.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// Probability of a value up to `x`.
    pub fn cdf(&self, x: f64) -> f64 {
        self.at(x).cdf
    }

    fn at(&self, x: f64) -> Place {
        let mut sum = Place::default();
        for Part { weight, location, scale: narrow } in &self.wide {
            let place = self.student.look_up((x - location) * narrow);
            let height = weight * narrow;
            sum.cdf += weight * place.cdf;
            sum.density += height * place.density;
            sum.slope += height * narrow * place.slope;
        }
        sum.cdf += self.points.iter().filter(|part| x >= part.location).map(|part| part.weight).sum::<f64>();
        sum
    }

    /// The quantiles of rising probabilities between 0 and 1; they come back in order.
    pub fn quantiles<const N: usize>(&self, probabilities: [f64; N]) -> [f64; N] {
        let mut floor = f64::NEG_INFINITY;
        probabilities.map(|p| {
            floor = self.quantile(p, floor);
            floor
        })
    }

    /// The `p`-quantile, known not to lie below `low`: Halley's steps, held inside a shrinking bracket.
    fn quantile(&self, p: f64, mut low: f64) -> f64 {
        if self.spread <= 0.0 {
            return self.mean;
        }
        let mut high = f64::INFINITY;
        let mut x = (self.mean + self.spread * self.student.guess(p)).max(low);
        let mut stride = self.spread;
        for steps in 0..200 {
            let place = self.at(x);
            if place.cdf < p {
                low = x;
            } else {
                high = x;
            }
            let (step, bend) = place.step_from(p);
            // Where nothing bounds it yet, a step that a vanishing density makes huge would never come back.
            let bounded = low.is_finite() && high.is_finite();
            let reach = if bounded { f64::INFINITY } else { stride };
            let next = (x - step).clamp(x - reach, x + reach);
            // Beside a narrow part of a wide mixture a short step still leaps over much of the distribution.
            let near = (next - x).abs() <= CLOSE * self.spread && (place.cdf - p).abs() <= CLOSE;
            if (near && bend.abs() < 0.1) || next == x {
                // Each step cubes the distance, so the one after this would not be seen.
                return next.max(low).min(high);
            }
            // Between the hills of a mixture steps may come back to where they were; each half taken shrinks the bracket.
            let halve = bounded && steps > PATIENCE && steps % 2 == 0;
            if next > low && next < high && !halve {
                stride *= 2.0;
                x = next;
            } else if bounded {
                x = 0.5 * (low + high);
                if high - low <= f64::EPSILON * self.spread {
                    break;
                }
            } else {
                stride *= 2.0;
                x = if high.is_finite() { high - stride } else { low + stride };
            }
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_follows_the_closed_form() {
        for df in [1, 2, 5, 12, 13, 54, 204] {
            let student = Student::new(df);
            for step in -4000..4000 {
                let x = f64::from(step) * 0.005_1;
                let Place { cdf, density, .. } = student.look_up(x);
                assert!((cdf - student.cdf(x)).abs() < 1e-13, "df {df}, x {x}");
                assert!((density - student.density(x)).abs() < 1e-5, "df {df}, x {x}");
            }
        }
    }

    #[test]
    fn a_mixture_of_points_has_its_points_as_quantiles() {
        let student = Student::new(5);
        let point = |location| Part { weight: 0.5, location, scale: 0.0 };
        let parts = vec![point(1.0), point(3.0)];
        let [low, high] = Mixture::new(&student, parts).quantiles([0.25, 0.75]);
        assert!((low - 1.0).abs() < 1e-8 && (high - 3.0).abs() < 1e-8, "{low} {high}");
    }

    #[test]
    fn half_integer_gamma() {
        assert!((ln_gamma_half(1).exp() - PI.sqrt()).abs() < 1e-12);
        assert!((ln_gamma_half(10).exp() - 24.0).abs() < 1e-9);
        assert!((ln_gamma_half(5).exp() - 0.75 * PI.sqrt()).abs() < 1e-12);
    }
}
