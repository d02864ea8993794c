//! What test results say about the impulse-response model (`model.md` §4): exact Bayesian
//! regression on a grid of time constants. No sampling and no optimiser: the same input gives the
//! same bits.
//!
//! A cell of the grid is a pair of time constants and a start hypothesis; within a cell the model is
//! linear, so its posterior is known in closed form. Everything shown is a mixture over the cells.

mod cell;
mod design;
mod effect;
mod grid;
mod predict;
mod summary;
mod warning;

pub use effect::SessionEffect;
pub use predict::{Band, Bands};
pub use summary::{Interval, Summary};
pub use warning::FitWarning;

use self::cell::{Prior, Regression};
use self::design::Design;
use self::grid::Grid;
use super::student::Student;
use crate::engine::tuning::Model;

/// A start hypothesis: what was trained before the first day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Start {
    /// Points a day.
    pub load: f64,
    /// How far it is believed before any test; all priors together are 1.
    pub prior: f64,
}

/// What is known.
#[derive(Debug, Clone, Copy)]
pub struct Data<'a> {
    /// Daily loads from day 0 on; days after the end are rest.
    pub loads: &'a [f64],
    /// Day index and result of each test; a test stands before its day's own load.
    pub tests: &'a [(usize, f64)],
    /// Start hypotheses.
    pub starts: &'a [Start],
    /// Is a higher result better?
    pub higher_is_better: bool,
}

/// A cell of the grid with what the tests make of it.
#[derive(Debug, Clone)]
struct Cell {
    start: usize,
    tau1: usize,
    tau2: usize,
    weight: f64,
    regression: Regression,
}

/// What the tests say.
#[derive(Debug, Clone)]
pub struct Posterior {
    model: Model,
    prior: Prior,
    grid: Grid,
    design: Design,
    student: Student,
    cells: Vec<Cell>,
    starts: Vec<Start>,
    tests: usize,
    last_test: usize,
    /// Reference load L, points a day.
    load: f64,
    /// P with the sign of "better": a result is this times a model value.
    unit: f64,
    log_evidence: f64,
}

impl Posterior {
    /// The posterior of these tests; `None` without tests, with a median result of 0, with hardly
    /// any load before the last test, or where numbers are too large to compute with.
    pub fn of(data: &Data, model: &Model) -> Option<Posterior> {
        let mut tests = data.tests.to_vec();
        // The order of entry must not change a bit of the result.
        tests.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let (last_test, _) = *tests.last()?;
        let scale = median(tests.iter().map(|(_, value)| value.abs()).collect());
        let load = data.loads.iter().take(last_test).sum::<f64>() / last_test as f64;
        let usable = scale > 0.0 && load >= model.load_floor && scale.is_finite() && load.is_finite();
        if !usable {
            return None;
        }
        let unit = if data.higher_is_better { scale } else { -scale };
        let grid = Grid::new(model);
        let design = Design::new(data.loads, &tests, load, unit, &grid, model);
        let prior = Prior::new(model, unit.signum());
        let student = Student::new(2 * model.noise_strength.max(1) as u32 + tests.len() as u32);
        let mut posterior = Posterior {
            model: model.clone(),
            prior,
            grid,
            design,
            student,
            cells: Vec::new(),
            starts: data.starts.to_vec(),
            tests: tests.len(),
            last_test,
            load,
            unit,
            log_evidence: 0.0,
        };
        posterior.weigh();
        posterior.log_evidence.is_finite().then_some(posterior)
    }

    /// Computes every cell and its weight, and drops those that do not matter.
    fn weigh(&mut self) {
        let mut cells = Vec::with_capacity(self.starts.len() * self.grid.pairs.len());
        for (index, start) in self.starts.iter().enumerate() {
            let columns = self.design.under(start.load / self.load);
            for pair in &self.grid.pairs {
                let regression = columns.regress(pair.tau1, pair.tau2, &self.prior);
                // Until all are known, the weight is a logarithm.
                let weight = pair.log_prior + start.prior.ln() + regression.log_likelihood - self.design.log_volume();
                cells.push(Cell { start: index, tau1: pair.tau1, tau2: pair.tau2, weight, regression });
            }
        }
        let highest = cells.iter().map(|cell| cell.weight).fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = cells.iter().map(|cell| (cell.weight - highest).exp()).sum();
        self.log_evidence = highest + total.ln();
        for cell in &mut cells {
            cell.weight = (cell.weight - self.log_evidence).exp();
        }
        cells.retain(|cell| cell.weight > self.model.negligible);
        cells.iter_mut().for_each(|cell| cell.regression.finish());
        self.cells = cells;
    }

    /// How many tests there are.
    pub fn tests(&self) -> usize {
        self.tests
    }

    /// Day index of the last test.
    pub fn last_test(&self) -> usize {
        self.last_test
    }

    /// Mean daily load before the last test, points.
    pub fn reference_load(&self) -> f64 {
        self.load
    }

    /// Median of the results' sizes, in the test's unit.
    pub fn scale(&self) -> f64 {
        self.unit.abs()
    }

    /// Degrees of freedom of every t distribution here.
    pub fn df(&self) -> u32 {
        self.student.df()
    }

    /// Natural logarithm of the evidence.
    pub fn log_evidence(&self) -> f64 {
        self.log_evidence
    }

    /// Weights of the cells that were kept; together 1.
    pub fn weights(&self) -> impl Iterator<Item = f64> {
        self.cells.iter().map(|cell| cell.weight)
    }

    fn time_constants(&self, cell: &Cell) -> (f64, f64) {
        (self.grid.tau1.get(cell.tau1).copied().unwrap_or(1.0), self.grid.tau2.get(cell.tau2).copied().unwrap_or(1.0))
    }
}

/// Mean of the two middle values if their number is even.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let upper = values.get(values.len() / 2).copied().unwrap_or(0.0);
    let lower = values.get((values.len().max(1) - 1) / 2).copied().unwrap_or(0.0);
    0.5 * lower + 0.5 * upper
}
