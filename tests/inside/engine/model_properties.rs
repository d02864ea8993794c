//! The invariants of `model.md` §9 that concern averages and the fit, on thousands of random cases.

use proptest::prelude::*;
use upswing::engine::Tuning;
use upswing::engine::performance::posterior::{Band, Bands};
use upswing::engine::performance::recursion::{Curves, mornings};
use upswing::engine::performance::student::{Mixture, Part, Student};
use upswing::engine::performance::week::Week;
use upswing::engine::performance::what_if::Alternative;
use upswing::engine::performance::{Data, Posterior, Start};
use upswing::engine::tuning::Model;

/// Equal but for rounding, measured on the size of the numbers that went in.
fn near(a: f64, b: f64, size: f64) -> bool {
    (a - b).abs() <= 1e-9 * size.abs().max(1.0)
}

fn all_near(a: &[f64], b: &[f64], size: f64) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| near(*a, *b, size))
}

fn load() -> impl Strategy<Value = f64> {
    prop_oneof![1 => Just(0.0), 3 => 5.0..180.0]
}

fn loads(days: std::ops::Range<usize>) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(load(), days)
}

fn pair_of_loads() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    prop::collection::vec((load(), load()), 0..80).prop_map(|days| days.into_iter().unzip())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn averages_are_linear_in_loads_and_start((u, v) in pair_of_loads(), s in 0.0..200.0, r in 0.0..200.0, tau in 2.0..90.0) {
        let sum: Vec<f64> = u.iter().zip(&v).map(|(u, v)| 2.0 * u + 3.0 * v).collect();
        let (a, b) = (mornings(&u, s, tau), mornings(&v, r, tau));
        let expected: Vec<f64> = a.iter().zip(&b).map(|(a, b)| 2.0 * a + 3.0 * b).collect();
        prop_assert!(all_near(&mornings(&sum, 2.0 * s + 3.0 * r, tau), &expected, 1000.0));
    }

    #[test]
    fn a_load_changes_no_morning_up_to_its_own(loads in loads(1..80), at in any::<prop::sample::Index>(), other in load(), start in 0.0..200.0) {
        let day = at.index(loads.len());
        let mut changed = loads.clone();
        changed[day] = other;
        let (before, after) = (Curves::of(&loads, start, start), Curves::of(&changed, start, start));
        prop_assert_eq!(&before.fitness[..=day], &after.fitness[..=day]);
        prop_assert!(before.fitness[day + 1..].iter().zip(&after.fitness[day + 1..]).all(|(a, b)| (b - a) * (other - loads[day]) >= 0.0));
    }

    #[test]
    fn days_of_rest_in_front_only_shift_the_curve(loads in loads(0..80), shift in 0..30_usize, tau in 2.0..90.0) {
        let later: Vec<f64> = std::iter::repeat_n(0.0, shift).chain(loads.iter().copied()).collect();
        prop_assert_eq!(&mornings(&later, 0.0, tau)[shift..], &mornings(&loads, 0.0, tau)[..]);
    }

    #[test]
    fn without_load_an_average_decays_and_at_its_own_load_it_stays(start in 0.0..1000.0, days in 0..200_usize, tau in 2.0..90.0) {
        let rest = mornings(&vec![0.0; days], start, tau)[days];
        prop_assert!(near(rest, start * (-(days as f64) / tau).exp(), start));
        prop_assert!(mornings(&vec![start; days], start, tau).iter().all(|value| near(*value, start, start)));
    }

    #[test]
    fn averages_are_finite_and_between_start_and_loads(loads in prop::collection::vec(0.0..1e5, 0..200), start in 0.0..1e5, tau in 0.5..200.0) {
        let low = loads.iter().copied().fold(start, f64::min);
        let high = loads.iter().copied().fold(start, f64::max);
        prop_assert!(mornings(&loads, start, tau).iter().all(|value| *value >= low - 1e-9 * high && *value <= high * (1.0 + 1e-12)));
    }

    #[test]
    fn week_figures_are_finite_or_none(loads in prop::collection::vec(0.0..1e5, 0..60), morning in 0..70_usize) {
        let week = Week::of(&loads, 0.0, morning, &Model::default());
        let figures = [week.total, week.monotony, week.strain, week.ramp, week.acwr];
        prop_assert!(figures.into_iter().flatten().all(f64::is_finite));
        prop_assert_eq!(week.total.is_some(), morning >= 7);
    }

    #[test]
    fn no_alternative_but_the_usual_week_adds_to_the_plan(done in loads(0..60), plan in loads(1..60), event in 0..60_usize) {
        for alternative in Alternative::ALL {
            let loads = alternative.loads(&done, &plan, Some(event), &Model::default()).unwrap();
            prop_assert_eq!(loads.len(), plan.len());
            let within = loads.iter().zip(&plan).all(|(load, plan)| (0.0..=*plan).contains(load));
            prop_assert!(within || alternative == Alternative::Usual);
        }
    }

    #[test]
    fn a_quantile_is_where_the_distribution_says(parts in parts(), df in 1..60_u32) {
        let student = Student::new(df);
        let mixture = Mixture::new(&student, parts);
        let probabilities = [0.02, 0.1, 0.5, 0.75, 0.9];
        let quantiles = mixture.quantiles(probabilities);
        prop_assert!(quantiles.is_sorted());
        for (quantile, p) in quantiles.into_iter().zip(probabilities) {
            prop_assert!((mixture.cdf(quantile) - p).abs() < 1e-7, "{} at {quantile}, not {p}", mixture.cdf(quantile));
        }
    }
}

/// A narrow part far from another one: a step that is short beside the whole leaps over much of it.
#[test]
fn a_quantile_in_a_narrow_part_of_a_wide_mixture_is_found_too() {
    let part = |weight: f64, location: f64| Part { weight, location, scale: 0.05 };
    let student = Student::new(32);
    let parts =
        vec![part(0.975_282_085_372_220_5, -30.149_547_369_268_173), part(0.024_717_914_627_779_478, 42.167_970_429_945_03)];
    let mixture = Mixture::new(&student, parts);
    assert_found(&mixture, [0.001, 0.02, 0.1, 0.5, 0.75, 0.9, 0.97, 0.98, 0.999]);
}

/// Steps from one hill of this mixture leap to the other side of the valley, and back to where they were.
#[test]
fn a_quantile_between_the_hills_of_a_mixture_is_found_too() {
    let part = |weight: f64, location: f64, scale: f64| Part { weight, location, scale };
    let student = Student::new(25);
    let parts = vec![
        part(0.014_673_438_292_436_074, -25.060_433_830_692_734, 0.05),
        part(0.132_364_275_885_326_12, 27.444_042_598_635_9, 16.430_305_339_782_82),
        part(0.359_071_271_074_490_1, 29.594_884_621_650_72, 1.300_381_065_249_267),
        part(0.223_709_090_231_241_66, 38.291_469_622_097_22, 5.896_869_757_885_849),
        part(0.270_181_924_516_506_1, 4.113_996_016_133_067, 19.865_328_154_976_915),
    ];
    assert_found(&Mixture::new(&student, parts), [0.02, 0.1, 0.5, 0.75, 0.9]);
}

fn assert_found<const N: usize>(mixture: &Mixture, probabilities: [f64; N]) {
    for (quantile, p) in mixture.quantiles(probabilities).into_iter().zip(probabilities) {
        assert!((mixture.cdf(quantile) - p).abs() < 1e-7, "{} at {quantile}, not {p}", mixture.cdf(quantile));
    }
}

fn parts() -> impl Strategy<Value = Vec<Part>> {
    let part = (0.01..1.0, -50.0..50.0, 0.05..20.0);
    prop::collection::vec(part, 1..8).prop_map(|parts| {
        let total: f64 = parts.iter().map(|(weight, ..)| weight).sum();
        parts.into_iter().map(|(weight, location, scale)| Part { weight: weight / total, location, scale }).collect()
    })
}

/// What a person trained and what the tests read.
#[derive(Debug, Clone)]
struct Athlete {
    loads: Vec<f64>,
    tests: Vec<(usize, f64)>,
    start: f64,
    higher_is_better: bool,
}

fn athlete() -> impl Strategy<Value = Athlete> {
    let tests = prop::collection::vec((any::<prop::sample::Index>(), -0.1..0.1), 1..7);
    (prop::collection::vec(load(), 20..60), tests, 10.0..80.0, any::<bool>(), 20.0..900.0).prop_map(
        |(loads, tests, start, higher_is_better, level)| {
            let days = loads.len() - 10;
            let tests = tests.into_iter().map(|(at, off)| (10 + at.index(days), level * (1.0 + off))).collect();
            Athlete { loads, tests, start, higher_is_better }
        },
    )
}

/// A coarser grid: the invariants hold for any, and debug builds are slow.
fn coarse() -> Model {
    Model { tau_steps: 8, ..Tuning::default().model }
}

impl Athlete {
    fn posterior(&self) -> Option<Posterior> {
        let starts = [Start { load: 0.0, prior: 0.5 }, Start { load: self.start, prior: 0.5 }];
        let data = Data { loads: &self.loads, tests: &self.tests, starts: &starts, higher_is_better: self.higher_is_better };
        Posterior::of(&data, &coarse())
    }

    /// The bands of a past morning, of today and of a day ahead.
    fn bands(&self) -> Vec<Bands> {
        let today = self.loads.len();
        self.posterior().map(|posterior| posterior.bands(&self.loads, &[today / 2, today, today + 14])).unwrap_or_default()
    }
}

fn values(band: &Band) -> [f64; 6] {
    let Band { mean, q10, q25, q50, q75, q90 } = *band;
    [mean, q10, q25, q50, q75, q90]
}

/// Are these the same bands, once each value of the first is put through `change`?
fn same(first: &[Bands], second: &[Bands], change: impl Fn([f64; 6]) -> [f64; 6]) -> bool {
    let band = |a: &Band, b: &Band| {
        let (a, b) = (change(values(a)), values(b));
        a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 1e-7 * b.abs().max(1.0))
    };
    first.len() == second.len() && first.iter().zip(second).all(|(a, b)| band(&a.test, &b.test) && band(&a.level, &b.level))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn the_order_of_entry_changes_no_bit(athlete in athlete(), turn in 0..7_usize) {
        let mut other = athlete.clone();
        let turn = turn % other.tests.len();
        other.tests.rotate_left(turn);
        prop_assert_eq!(athlete.bands(), other.bands());
    }

    #[test]
    fn the_unit_of_load_drops_out(athlete in athlete(), factor in 0.5..30.0_f64) {
        let mut other = athlete.clone();
        other.loads.iter_mut().for_each(|load| *load *= factor);
        other.start *= factor;
        prop_assert!(same(&athlete.bands(), &other.bands(), |band| band));
        if let (Some(one), Some(two)) = (athlete.posterior(), other.posterior()) {
            let (one, two) = (one.summary(), two.summary());
            prop_assert!((one.k1.q50 / factor - two.k1.q50).abs() < 1e-7 && (one.k2.q90 / factor - two.k2.q90).abs() < 1e-7);
        }
    }

    #[test]
    fn the_unit_of_the_test_scales_the_bands(athlete in athlete(), factor in 0.01..50.0) {
        let mut other = athlete.clone();
        other.tests.iter_mut().for_each(|(_, value)| *value *= factor);
        prop_assert!(same(&athlete.bands(), &other.bands(), |band| band.map(|value| value * factor)));
    }

    #[test]
    fn reflected_results_mirror_the_bands(athlete in athlete()) {
        let scale = athlete.posterior().map_or(1.0, |posterior| posterior.scale());
        let mut other = athlete.clone();
        other.tests.iter_mut().for_each(|(_, value)| *value = 2.0 * scale - *value);
        other.higher_is_better = !athlete.higher_is_better;
        let mirror = |[mean, q10, q25, q50, q75, q90]: [f64; 6]| [mean, q90, q75, q50, q25, q10].map(|value| 2.0 * scale - value);
        prop_assert!(same(&athlete.bands(), &other.bands(), mirror));
    }

    #[test]
    fn quantiles_are_ordered_and_weights_are_whole(athlete in athlete()) {
        for bands in athlete.bands() {
            for band in [bands.test, bands.level] {
                prop_assert!(values(&band)[1..].is_sorted(), "{band:?}");
            }
        }
        if let Some(posterior) = athlete.posterior() {
            prop_assert!((posterior.weights().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!((posterior.summary().start.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn a_plan_changes_no_band_up_to_today(athlete in athlete(), plan in loads(1..30)) {
        let Some(posterior) = athlete.posterior() else { return Ok(()) };
        let planned: Vec<f64> = athlete.loads.iter().chain(&plan).copied().collect();
        let past = [athlete.loads.len() / 2, athlete.loads.len()];
        prop_assert_eq!(posterior.bands(&athlete.loads, &past), posterior.bands(&planned, &past));
    }

    #[test]
    fn every_number_is_finite(athlete in athlete(), same_day in any::<bool>(), same_value in any::<bool>(), flat in any::<bool>(), large in any::<bool>()) {
        let mut athlete = athlete;
        let (day, value) = athlete.tests[0];
        for test in &mut athlete.tests {
            *test = (if same_day { day } else { test.0 }, if same_value { value } else { test.1 });
        }
        let (usual, high) = (50.0, 1e5);
        for load in &mut athlete.loads {
            *load = if flat { usual } else if large { *load * high } else { *load };
        }
        let Some(posterior) = athlete.posterior() else { return Ok(()) };
        let summary = posterior.summary();
        let shown = [summary.p0, summary.k1, summary.k2, summary.tau1, summary.tau2].map(|it| [it.mean, it.q10, it.q50, it.q90]);
        prop_assert!(shown.as_flattened().iter().all(|value| value.is_finite()), "{summary:?}");
        prop_assert!(summary.sigma.is_finite() && (0.0..=1.0).contains(&summary.informed), "{summary:?}");
        let bands = athlete.bands();
        prop_assert!(bands.iter().flat_map(|bands| [values(&bands.test), values(&bands.level)]).flatten().all(f64::is_finite));
        let effect = posterior.session(80.0);
        prop_assert!(effect.q10.iter().chain(&effect.q90).chain(&effect.chance).all(|value| value.is_finite()));
    }
}

#[test]
fn ten_years_and_no_day_at_all_are_finite() {
    let years: Vec<f64> = (0..3650).map(|day| f64::from(day % 7) * 1e4).collect();
    assert!(Curves::of(&years, 0.0, 0.0).form().iter().all(|form| form.is_finite()));
    assert_eq!(Curves::of(&[], 0.0, 0.0).form(), [0.0]);
}

#[test]
fn where_nothing_can_be_fitted_there_is_no_fit() {
    let athlete =
        |loads: Vec<f64>, tests: Vec<(usize, f64)>| Athlete { loads, tests, start: 0.0, higher_is_better: true }.posterior();
    assert!(athlete(vec![50.0; 30], vec![]).is_none(), "no test");
    assert!(athlete(vec![50.0; 30], vec![(20, 0.0)]).is_none(), "a median of nothing");
    assert!(athlete(vec![0.9; 30], vec![(20, 280.0)]).is_none(), "hardly any load");
    assert!(athlete(vec![50.0; 30], vec![(0, 280.0)]).is_none(), "no day before the last test");
    assert!(athlete(vec![50.0; 30], vec![(20, f64::NAN)]).is_none(), "no number");
    assert!(
        athlete(vec![50.0; 30], vec![(20, f64::MAX), (21, f64::MIN_POSITIVE)])
            .is_none_or(|posterior| posterior.log_evidence().is_finite())
    );
}
