//! Made-up training for drawings: the same numbers for the same length, nobody's data.

use upswing::domain::Day;
use upswing::ui::theme::{Glyphs, Role, Spread, Theme};
use upswing::ui::widgets::datechart::{Band, DateChart, Lane, Layer, Line, Mark, Series, StripDay, Stroke};

/// One value a day.
pub type Values = Vec<Option<f64>>;

/// What a chart of the dashboard shows.
pub struct Season {
    pub first: Day,
    pub days: i64,
    /// Days from here on are planned.
    pub today: Day,
    pub fitness: Values,
    pub fatigue: Values,
    pub form: Values,
    /// Around fitness: 80 % low and high, 50 % low and high; after today only.
    pub bands: [Values; 4],
    pub pulse: Values,
    pub strength: Values,
    pub endurance: Values,
    pub planned: Values,
}

impl Season {
    /// So many days up to two weeks after `today`, with missing stretches.
    pub fn new(today: Day, days: i64) -> Season {
        let first = today.minus(days - 15);
        let mut season = Season {
            first,
            days,
            today,
            fitness: Vec::new(),
            fatigue: Vec::new(),
            form: Vec::new(),
            bands: [const { Vec::new() }; 4],
            pulse: Vec::new(),
            strength: Vec::new(),
            endurance: Vec::new(),
            planned: Vec::new(),
        };
        let (mut fitness, mut fatigue) = (42.0, 38.0);
        for index in 0..days {
            let load = load(first.plus(index), index);
            fitness += (load - fitness) / 42.0;
            fatigue += (load - fatigue) / 7.0;
            season.push(index, load, fitness, fatigue);
        }
        season
    }

    fn push(&mut self, index: i64, load: f64, fitness: f64, fatigue: f64) {
        let day = self.first.plus(index);
        let ahead = day.since(self.today);
        let known = index % 97 < 91;
        self.fitness.push(known.then_some(fitness));
        self.fatigue.push(known.then_some(fatigue));
        self.form.push(known.then_some(fitness - fatigue));
        self.pulse.push((ahead <= 0 && index % 5 != 3).then_some(49.0 + noise(index) * 6.0 + fatigue / 20.0));
        let width = (ahead > 0).then(|| (ahead as f64).sqrt() * 3.0);
        for (band, factor) in self.bands.iter_mut().zip([-1.9, 1.9, -1.0, 1.0]) {
            band.push(width.map(|width| fitness + width * factor));
        }
        let is_strength = index % 3 == 0;
        self.strength.push((ahead <= 0 && is_strength).then_some(load));
        self.endurance.push((ahead <= 0).then_some(if is_strength { load / 3.0 } else { load }));
        self.planned.push((ahead > 0).then_some(load));
    }

    fn series<'a>(&self, values: &'a [Option<f64>]) -> Series<'a> {
        Series::daily(self.first, values)
    }

    /// The chart of the last `shown` days, without overlays.
    pub fn chart<'a>(&'a self, shown: i64, theme: Theme, glyphs: &'a Glyphs) -> DateChart<'a> {
        let last = self.first.plus(self.days - 1);
        let mut chart = DateChart::new(last.minus(shown - 1), last, self.today, theme, glyphs);
        let line = |label, role, stroke, values| Line { label, role, stroke, series: self.series(values) };
        let [wide_low, wide_high, half_low, half_high] = &self.bands;
        let band = |label, spread, low, high| Band {
            label,
            role: Role::Fitness,
            spread,
            low: self.series(low),
            high: self.series(high),
            makes_room: true,
        };
        let averages = Lane {
            weight: 3,
            lines: vec![
                line("fatigue", Role::Fatigue, Stroke::Dashed, &self.fatigue),
                line("fitness", Role::Fitness, Stroke::Solid, &self.fitness),
            ],
            bands: vec![band("50 %", Spread::Half, half_low, half_high), band("80 %", Spread::Wide, wide_low, wide_high)],
            ..Lane::default()
        };
        let form = Lane { weight: 2, lines: vec![line("form", Role::Form, Stroke::Solid, &self.form)], ..Lane::default() };
        chart.lanes = vec![averages, form];
        let layer = |label, letter, role, planned, values| Layer { label, letter, role, planned, series: self.series(values) };
        chart.loads = vec![
            layer("strength", 's', Role::LoadStrength, false, &self.strength),
            layer("endurance", 'e', Role::LoadEndurance, false, &self.endurance),
            layer("", '.', Role::LoadEndurance, true, &self.planned),
        ];
        chart
    }

    /// The same with one more lane, an event and a strip.
    pub fn full_chart<'a>(&'a self, shown: i64, theme: Theme, glyphs: &'a Glyphs) -> DateChart<'a> {
        let mut chart = self.chart(shown, theme, glyphs);
        let pulse = self.series(&self.pulse);
        let line = Line { label: "pulse", role: Role::Pulse, stroke: Stroke::Solid, series: pulse };
        chart.lanes.push(Lane { weight: 2, lines: vec![line], ..Lane::default() });
        chart.marks = vec![Mark { day: self.today.plus(9), glyph: 'R', label: "event" }];
        let stages = [(0, Role::Muted, '.'), (1, Role::Caution, '!'), (2, Role::Stop, 'x')];
        chart.strip = (chart.first.to(self.today).zip(stages.into_iter().cycle()))
            .map(|(day, stage)| {
                let [calm, ..] = stages;
                let (rank, role, glyph) = if day.since(self.first) % 30 < 26 { calm } else { stage };
                StripDay { day, rank, role, glyph }
            })
            .collect();
        chart
    }
}

/// Hard, easy and free days, three weeks up and one down.
fn load(day: Day, index: i64) -> f64 {
    let weekday = pick(&[70.0, 30.0, 95.0, 0.0, 60.0, 120.0, 20.0], index);
    let week = pick(&[0.8, 1.0, 1.2, 0.5], index / 7);
    let year = 1.0 + 0.3 * (f64::from(day.month()) / 2.0).sin();
    weekday * week * year * (0.8 + 0.4 * noise(index))
}

fn pick(round: &[f64], index: i64) -> f64 {
    round.iter().copied().cycle().nth(index as usize % round.len()).unwrap_or(0.0)
}

/// 0–1, the same for the same number.
fn noise(index: i64) -> f64 {
    let mixed = (index as u64).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 11) as f64 / (1u64 << 53) as f64
}
