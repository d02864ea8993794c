//! Whatever the data and the size: it draws, inside its area.

use super::*;
use upswing::domain::WeekStart;
use upswing::ui::widgets::datechart::Zone;

#[test]
fn every_small_size_draws() {
    let season = Season::new(today(), 400);
    for glyphs in [&Glyphs::UNICODE, &Glyphs::ASCII] {
        for days in [1, 28, 400] {
            let mut chart = season.full_chart(days, Theme::Sixteen, glyphs);
            chart.crosshair = Some(today());
            for (width, height) in (0..36).flat_map(|width| (0..14).map(move |height| (width, height))) {
                drawn(&chart, width, height);
            }
            drawn(&chart, 300, 100);
        }
    }
}

#[test]
fn an_area_outside_the_buffer_draws_inside_it() {
    let season = Season::new(today(), 60);
    let chart = season.full_chart(28, Theme::Dark, UNICODE);
    let mut buf = Buffer::empty(Rect::new(10, 10, 30, 12));
    for area in [Rect::new(0, 0, 100, 100), Rect::new(25, 15, 300, 100), Rect::new(60, 60, 5, 5)] {
        chart.render(area, &mut buf);
    }
}

fn any_values() -> impl Strategy<Value = Vec<Option<f64>>> {
    let odd = prop::sample::select(vec![f64::NAN, f64::INFINITY, f64::MIN, 1e12, -1e12, 1e-300, -0.0, f64::EPSILON]);
    let value = prop_oneof![3 => any::<f64>(), 3 => -10.0..200.0f64, 1 => odd];
    prop::collection::vec(prop::option::of(value), 0..500)
}

/// Strokes, lanes, kinds: whatever comes.
fn any_chart<'a>(series: &[Series<'a>; 3], days: (i64, i64), pick: u8, glyphs: &'a Glyphs) -> DateChart<'a> {
    let choose = |place: u8| usize::from(pick >> place & 3);
    let theme = Theme::ALL[usize::from(pick) % Theme::ALL.len()];
    let first = Day::from_ymd(2024, 2, 28).unwrap().plus(days.0);
    let mut chart = DateChart::new(first, first.plus(days.1), today(), theme, glyphs);
    let stroke = [Stroke::Solid, Stroke::Dashed, Stroke::Dotted, Stroke::Points(0)][choose(0)];
    let [one, two, three] = *series;
    let every = [Every::Day, Every::Week(WeekStart::Sunday)][choose(2) % 2];
    let lines = [one, two].map(|series| Line { label: "a line", role: Role::Form, stroke, series: Series { every, ..series } });
    let band = Band { label: "a band", role: Role::Form, spread: Spread::Half, low: two, high: three, makes_room: choose(2) < 2 };
    let held = (choose(6) == 0).then_some((0.0, f64::NAN));
    let zones = vec![Zone { label: "low", low: f64::NEG_INFINITY, high: 3.0 }];
    let lane = Lane { weight: u16::from(pick), lines: lines.to_vec(), bands: vec![band], zones, held };
    chart.lanes = vec![lane; choose(4)];
    let planned = choose(4) == 0;
    chart.loads =
        [three, one].map(|series| Layer { label: "Last", letter: 'l', role: Role::LoadEvent, planned, series }).to_vec();
    chart
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn anything_draws(
        values in [any_values(), any_values(), any_values()],
        starts in [-900..900i64, -900..900i64, -900..900i64],
        days in (-50_000..70_000i64, -3..4_000i64),
        (width, height) in (0u16..=300, 0u16..=100),
        pick in any::<u8>(),
    ) {
        let start = Day::from_ymd(2024, 2, 28).unwrap();
        let series = [0, 1, 2].map(|place| Series::daily(start.plus(days.0 + starts[place]), &values[place]));
        for glyphs in [&Glyphs::UNICODE, &Glyphs::ASCII] {
            drawn(&any_chart(&series, days, pick, glyphs), width, height);
        }
    }
}
