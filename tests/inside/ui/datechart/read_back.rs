//! What is drawn is read back from the cells and compared with what the axes say.

use super::*;

fn is_line(cell: &Cell) -> bool {
    cell.symbol() == UNICODE.marks[0] || cell.symbol().chars().all(|dots| ('\u{2801}'..='\u{28ff}').contains(&dots))
}

/// Values with gaps, a first day, a length and a size that has room for axes.
fn any_line() -> impl Strategy<Value = (Vec<Option<f64>>, u16, u16)> {
    let value = prop_oneof![4 => (-80.0..120.0).prop_map(Some), 1 => Just(None)];
    (prop::collection::vec(value, 1..600), 1u16..220, 3u16..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_known_value_is_in_its_cell(
        (values, width, height) in any_line(),
        points in any::<bool>(),
        (moved, days) in (-40..40i64, 1..700i64),
    ) {
        let first = day("2023-11-07");
        let mut chart = one_line(&values, first, values.len() as i64);
        chart.first = first.plus(moved);
        chart.last = chart.first.plus(days - 1);
        chart.today = chart.last.plus(1);
        if points {
            chart.lanes[0].lines[0].stroke = Stroke::Points(0);
        }
        let layout = Layout::of(&chart, Rect::new(0, 0, width, height)).unwrap();
        let buf = drawn(&chart, width, height);
        for (index, value) in values.iter().enumerate() {
            let Some((value, column)) = value.as_ref().zip(layout.time.column_of(first.plus(index as i64))) else { continue };
            let row = layout.lanes[0].values.unwrap().row_of(*value).unwrap();
            let cell = buf.cell((column, row)).unwrap();
            prop_assert!(is_line(cell), "day {index}, {value}: {:?} in column {column}, row {row}", cell.symbol());
        }
    }

    #[test]
    fn no_cell_is_drawn_without_values_that_explain_it((values, width, height) in any_line()) {
        let first = day("2023-11-07");
        let chart = one_line(&values, first, values.len() as i64);
        let layout = Layout::of(&chart, Rect::new(0, 0, width, height)).unwrap();
        let buf = drawn(&chart, width, height);
        for at in layout.plot.positions().filter(|at| is_line(buf.cell(*at).unwrap())) {
            let (from, to) = layout.time.days_of_column(at.x).unwrap();
            let near = from.minus(1).to(to.plus(1)).filter_map(|day| *values.get(usize::try_from(day.since(first)).ok()?)?);
            let (low, high) = near.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
            let (least, most) = layout.lanes[0].values.unwrap().values_of_row(at.y).unwrap();
            prop_assert!(low <= most + 1e-9 && high >= least - 1e-9, "{at}: {low}..{high}, row {least}..{most}");
        }
    }

    #[test]
    fn a_broken_stroke_keeps_the_highest_and_the_lowest((values, width, height) in any_line(), dotted in any::<bool>()) {
        let mut chart = one_line(&values, day("2023-11-07"), values.len() as i64);
        chart.lanes[0].lines[0].stroke = if dotted { Stroke::Dotted } else { Stroke::Dashed };
        let layout = Layout::of(&chart, Rect::new(0, 0, width, height)).unwrap();
        let buf = drawn(&chart, width, height);
        let known = || values.iter().flatten().copied();
        for extreme in [known().reduce(f64::max), known().reduce(f64::min)].into_iter().flatten() {
            let row = layout.lanes[0].values.unwrap().row_of(extreme).unwrap();
            let mut cells = (layout.plot.left()..layout.plot.right()).filter_map(|column| buf.cell((column, row)));
            prop_assert!(cells.any(is_line), "{extreme} in row {row}");
        }
    }

    #[test]
    fn a_bar_is_as_high_as_its_heaviest_day((values, width, height) in any_line()) {
        let first = day("2023-11-07");
        let mut chart = one_line(&values, first, values.len() as i64);
        let series = chart.lanes.remove(0).lines.remove(0).series;
        chart.loads = vec![Layer { label: "", letter: 'k', role: Role::LoadSkill, planned: false, series }];
        let layout = Layout::of(&chart, Rect::new(0, 0, width, height)).unwrap();
        let buf = drawn(&chart, width, height);
        let Some(scale) = layout.load else { return Ok(()) };
        for index in 0..values.len() as i64 {
            let column = layout.time.column_of(first.plus(index)).unwrap();
            let (from, to) = layout.time.days_of_column(column).unwrap();
            let loads = from.to(to).filter_map(|day| values[day.since(first) as usize]);
            let heaviest = loads.fold(0.0, f64::max);
            let eighths = |row| UNICODE.eighths.iter().position(|glyph| *glyph == buf.cell((column, row)).unwrap().symbol());
            let found: usize = (scale.top..scale.top + scale.rows).filter_map(eighths).map(|eighth| eighth + 1).sum();
            let expected = heaviest / scale.high * f64::from(scale.rows) * 8.0;
            prop_assert!((found as f64 - expected).abs() <= if expected < 0.5 { 1.0 } else { 0.5 }, "{found}, expected {expected}");
            prop_assert_eq!(found > 0, heaviest > 0.0);
        }
    }

    #[test]
    fn a_band_lies_between_its_edges((values, width, height) in any_line(), room in 0.0..50.0f64) {
        let first = day("2023-11-07");
        let high: Vec<Option<f64>> = values.iter().map(|low| low.map(|low| low + room)).collect();
        let mut chart = one_line(&[], first, values.len() as i64);
        chart.theme = Theme::Dark;
        let [low, high] = [&values, &high].map(|values| Series::daily(first, values));
        chart.lanes[0].bands = vec![Band { label: "", role: Role::Form, spread: Spread::Half, low, high, makes_room: true }];
        let layout = Layout::of(&chart, Rect::new(0, 0, width, height)).unwrap();
        let buf = drawn(&chart, width, height);
        let shade = Theme::Dark.band(Role::Form, Spread::Half).unwrap();
        for column in layout.plot.left()..layout.plot.right() {
            let (from, to) = layout.time.days_of_column(column).unwrap();
            let known = |day: Day| *values.get(usize::try_from(day.since(first)).ok()?)?;
            for low in from.to(to).filter(|day| layout.time.column_of(*day) == Some(column)).filter_map(known) {
                let [top, bottom] = [low + room, low].map(|edge| layout.lanes[0].values.unwrap().row_of(edge).unwrap());
                // The rows of the edges may be filled in part.
                let is_shaded = |row| buf.cell((column, row)).is_some_and(|cell| cell.bg == shade || cell.fg == shade);
                prop_assert!((top..=bottom).all(is_shaded), "column {column}, {top}..{bottom}");
            }
            if from.minus(1).to(to.plus(1)).all(|day| known(day).is_none()) {
                prop_assert!(layout.plot.rows().all(|row| buf.cell((column, row.y)).unwrap().bg == Color::Reset), "column {column}");
            }
        }
    }

    #[test]
    fn the_strip_shows_the_highest_rank(ranks in prop::collection::vec(0u8..5, 1..400), width in 1u16..200) {
        let first = day("2023-11-07");
        let mut chart = one_line(&[], first, ranks.len() as i64);
        let state = |(index, rank): (usize, &u8)| {
            StripDay { day: first.plus(index as i64), rank: *rank, role: Role::Muted, glyph: char::from(b'0' + rank) }
        };
        chart.strip = ranks.iter().enumerate().map(state).collect();
        let layout = Layout::of(&chart, Rect::new(0, 0, width, 12)).unwrap();
        let buf = drawn(&chart, width, 12);
        for column in layout.plot.left()..layout.plot.right() {
            let (from, to) = layout.time.days_of_column(column).unwrap();
            let highest = from.to(to).map(|day| ranks[day.since(first) as usize]).max().unwrap();
            prop_assert_eq!(buf.cell((column, layout.strip.unwrap())).unwrap().symbol(), highest.to_string());
        }
    }

    #[test]
    fn labels_stand_where_their_value_is((values, width, height) in any_line()) {
        let chart = one_line(&values, day("2023-11-07"), values.len() as i64);
        let layout = Layout::of(&chart, Rect::new(0, 0, width, height)).unwrap();
        let buf = drawn(&chart, width, height);
        let Some(rule) = layout.plot.x.checked_sub(1) else { return Ok(()) };
        for row in layout.plot.top()..layout.plot.bottom() {
            if buf.cell((rule, row)).unwrap().symbol() == UNICODE.ticks[0] {
                let label: String = (0..rule).map(|column| buf.cell((column, row)).unwrap().symbol()).collect();
                let value: f64 = label.trim().replace('−', "-").parse().unwrap();
                let (low, high) = layout.lanes[0].values.unwrap().values_of_row(row).unwrap();
                prop_assert!(low - 1e-9 <= value && value <= high + 1e-9, "{label} in {low}..{high}");
            }
        }
    }
}
