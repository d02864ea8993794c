//! The date chart as cells: what it shows at each zoom and size, and that a cell is where the axes say.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may panic as tests do")]

#[path = "support/seasons.rs"]
mod seasons;

use insta::assert_snapshot;
use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use ratatui::widgets::Widget;
use seasons::Season;
use unicode_width::UnicodeWidthStr;
use upswing::domain::Day;
use upswing::ui::theme::{Glyphs, Role, Spread, Theme};
use upswing::ui::widgets::datechart::{Band, DateChart, Layer, Layout, Line, Series, Side, StripDay, Stroke};

const UNICODE: &Glyphs = &Glyphs::UNICODE;

fn drawn(chart: &DateChart<'_>, width: u16, height: u16) -> Buffer {
    let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
    chart.render(buf.area, &mut buf);
    let odd = buf.content().iter().find(|cell| cell.symbol().width() != 1);
    assert_eq!(odd, None, "a cell is one column wide");
    buf
}

/// One character a cell, as `show` says; rows without the blanks at their end.
fn dump<'b>(buf: &'b Buffer, show: impl Fn(&'b Cell) -> &'b str) -> String {
    let rows = buf.content().chunks(usize::from(buf.area.width).max(1));
    rows.map(|row| row.iter().map(&show).collect::<String>().trim_end().to_owned() + "\n").collect()
}

fn text(chart: &DateChart<'_>, width: u16, height: u16) -> String {
    dump(&drawn(chart, width, height), |cell| cell.symbol())
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn today() -> Day {
    day("2026-11-22")
}

/// A chart of one solid line on the left axis, today after its end.
fn one_line<'a>(values: &'a [Option<f64>], first: Day, days: i64) -> DateChart<'a> {
    let last = first.plus(days - 1);
    let mut chart = DateChart::new(first, last, last.plus(1), Theme::Mono, UNICODE);
    let series = Series { start: first, values };
    chart.lines = vec![Line { label: "form", role: Role::Form, stroke: Stroke::Solid, side: Side::Left, series }];
    chart
}

fn of_all(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

mod zooms {
    use super::*;

    #[test]
    fn a_week_names_its_days() {
        assert_snapshot!(text(&Season::new(today(), 60).full_chart(7, Theme::Mono, UNICODE), 64, 16));
    }

    #[test]
    fn four_weeks() {
        assert_snapshot!(text(&Season::new(today(), 200).full_chart(28, Theme::Dark, UNICODE), 90, 20));
    }

    #[test]
    fn twelve_weeks_without_colour() {
        assert_snapshot!(text(&Season::new(today(), 200).full_chart(84, Theme::Mono, UNICODE), 90, 20));
    }

    #[test]
    fn twelve_weeks_in_ascii() {
        let season = Season::new(today(), 200);
        let shown = text(&season.full_chart(84, Theme::Mono, &Glyphs::ASCII), 90, 20);
        assert!(shown.is_ascii());
        assert_snapshot!(shown);
    }

    #[test]
    fn a_year() {
        assert_snapshot!(text(&Season::new(today(), 500).chart(365, Theme::Dark, UNICODE), 100, 24));
    }

    #[test]
    fn a_decade() {
        assert_snapshot!(text(&Season::new(today(), 3_650).chart(3_650, Theme::Dark, UNICODE), 150, 30));
    }

    #[test]
    fn the_crosshair_names_its_day() {
        let season = Season::new(today(), 200);
        let mut chart = season.chart(42, Theme::Mono, UNICODE);
        chart.crosshair = Some(today().minus(11));
        assert_snapshot!(text(&chart, 60, 14));
    }
}

mod data {
    use super::*;

    #[test]
    fn missing_days_are_gaps_and_a_single_value_is_seen() {
        let mut values = of_all(&[3.0, 5.0, 4.0, 6.0, 7.0, 0.0, 0.0, 4.0, 0.0, 0.0, 5.0, 6.0]);
        for missing in [5, 6, 8, 9] {
            values[missing] = None;
        }
        assert_snapshot!(text(&one_line(&values, day("2026-03-02"), 12), 48, 10));
    }

    #[test]
    fn one_value_alone() {
        assert_snapshot!(text(&one_line(&[Some(47.5)], day("2026-03-02"), 1), 30, 9));
    }

    #[test]
    fn equal_values_run_through_the_middle() {
        assert_snapshot!(text(&one_line(&[Some(50.0); 14], day("2026-03-02"), 14), 40, 10));
    }

    #[test]
    fn negative_values_have_a_zero_line_only_if_zero_is_on_the_axis() {
        let below = of_all(&[-5.0, -12.0, -30.0, -18.0, -9.0]);
        let across = of_all(&[-5.0, 12.0, -30.0, 18.0, 9.0]);
        let [below, across] = [below, across].map(|values| text(&one_line(&values, day("2026-03-02"), 5), 40, 10));
        assert_snapshot!(format!("{below}\n{across}"));
    }

    #[test]
    fn a_leap_day_is_a_day() {
        let values = of_all(&[1.0, 2.0, 3.0, 9.0, 3.0, 2.0]);
        assert_snapshot!(text(&one_line(&values, day("2024-02-26"), 6), 56, 10));
    }

    #[test]
    fn no_data_leaves_the_calendar() {
        assert_snapshot!(text(&DateChart::new(day("2026-01-01"), day("2026-06-30"), today(), Theme::Mono, UNICODE), 50, 8));
    }
}

/// Every second height, then widths: what goes first is in `layout.rs`.
#[test]
fn small_sizes_leave_out_parts_in_order() {
    let season = Season::new(today(), 200);
    let chart = season.full_chart(42, Theme::Mono, UNICODE);
    let sizes = [(44, 10), (44, 8), (44, 7), (44, 5), (44, 3), (44, 1), (24, 9), (13, 9), (6, 4)];
    let all: Vec<String> =
        sizes.iter().map(|(width, height)| format!("{width} x {height}\n{}", text(&chart, *width, *height))).collect();
    assert_snapshot!(all.join("\n"));
}

mod inks {
    use super::*;

    /// The letter of a cell's ink, upper case on a band: h, w.
    fn letter(theme: Theme, cell: &Cell) -> &'static str {
        let roles = [
            (Role::Fitness, "f"),
            (Role::Fatigue, "t"),
            (Role::Form, "o"),
            (Role::Muted, "."),
            (Role::LoadStrength, "s"),
            (Role::LoadEndurance, "e"),
        ];
        let found = roles.iter().find(|(role, _)| theme.style(*role).fg == Some(cell.fg) && cell.symbol() != " ");
        found.map_or(" ", |(_, letter)| *letter)
    }

    fn band(theme: Theme, cell: &Cell) -> &'static str {
        match Some(cell.bg) {
            colour if colour == theme.band(Role::Fitness, Spread::Half) => "h",
            colour if colour == theme.band(Role::Fitness, Spread::Wide) => "w",
            _ => " ",
        }
    }

    #[test]
    fn lines_keep_their_ink_on_the_bands() {
        let season = Season::new(today(), 200);
        let buf = drawn(&season.chart(28, Theme::Dark, UNICODE), 60, 14);
        let inks = dump(&buf, |cell| letter(Theme::Dark, cell));
        let bands = dump(&buf, |cell| band(Theme::Dark, cell));
        assert_snapshot!(format!("{inks}\n{bands}"));
    }

    #[test]
    fn mono_has_no_colour_and_still_shows_bands_and_cursor() {
        let season = Season::new(today(), 200);
        let mut chart = season.full_chart(42, Theme::Mono, UNICODE);
        chart.crosshair = Some(today().minus(3));
        let buf = drawn(&chart, 80, 20);
        assert!(buf.content().iter().all(|cell| (cell.fg, cell.bg) == (Color::Reset, Color::Reset)));
        assert!(buf.content().iter().any(|cell| cell.modifier.contains(Modifier::REVERSED)));
        for glyph in [UNICODE.band_half, UNICODE.band_wide, UNICODE.planned] {
            assert!(buf.content().iter().any(|cell| cell.symbol() == glyph), "{glyph}");
        }
    }
}

mod read_back {
    use super::*;

    fn is_line(cell: &Cell) -> bool {
        cell.symbol() == UNICODE.point || cell.symbol().chars().all(|dots| ('\u{2801}'..='\u{28ff}').contains(&dots))
    }

    /// Values with gaps, a first day, a length and a size that has room for axes.
    fn any_line() -> impl Strategy<Value = (Vec<Option<f64>>, u16, u16)> {
        let value = prop_oneof![4 => (-80.0..120.0).prop_map(Some), 1 => Just(None)];
        (prop::collection::vec(value, 1..600), 1u16..220, 3u16..60)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_known_value_is_in_its_cell((values, width, height) in any_line(), points in any::<bool>()) {
            let first = day("2023-11-07");
            let mut chart = one_line(&values, first, values.len() as i64);
            if points {
                chart.lines[0].stroke = Stroke::Points;
            }
            let layout = Layout::of(&chart, Rect::new(0, 0, width, height)).unwrap();
            let buf = drawn(&chart, width, height);
            for (index, value) in values.iter().enumerate() {
                let Some(value) = value else { continue };
                let column = layout.time.column_of(first.plus(index as i64)).unwrap();
                let row = layout.left.unwrap().row_of(*value).unwrap();
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
                let (least, most) = layout.left.unwrap().values_of_row(at.y).unwrap();
                prop_assert!(low <= most + 1e-9 && high >= least - 1e-9, "{at}: {low}..{high}, row {least}..{most}");
            }
        }

        #[test]
        fn a_broken_stroke_keeps_the_highest_and_the_lowest((values, width, height) in any_line(), dotted in any::<bool>()) {
            let mut chart = one_line(&values, day("2023-11-07"), values.len() as i64);
            chart.lines[0].stroke = if dotted { Stroke::Dotted } else { Stroke::Dashed };
            let layout = Layout::of(&chart, Rect::new(0, 0, width, height)).unwrap();
            let buf = drawn(&chart, width, height);
            let known = || values.iter().flatten().copied();
            for extreme in [known().reduce(f64::max), known().reduce(f64::min)].into_iter().flatten() {
                let row = layout.left.unwrap().row_of(extreme).unwrap();
                let mut cells = (layout.plot.left()..layout.plot.right()).filter_map(|column| buf.cell((column, row)));
                prop_assert!(cells.any(is_line), "{extreme} in row {row}");
            }
        }

        #[test]
        fn a_bar_is_as_high_as_its_heaviest_day((values, width, height) in any_line()) {
            let first = day("2023-11-07");
            let mut chart = one_line(&values, first, values.len() as i64);
            let series = chart.lines.remove(0).series;
            chart.loads = vec![Layer { label: "", role: Role::LoadSkill, planned: false, series }];
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
            let [low, high] = [&values, &high].map(|values| Series { start: first, values });
            chart.bands = vec![Band { role: Role::Form, spread: Spread::Half, side: Side::Left, low, high }];
            let layout = Layout::of(&chart, Rect::new(0, 0, width, height)).unwrap();
            let buf = drawn(&chart, width, height);
            let shade = Theme::Dark.band(Role::Form, Spread::Half).unwrap();
            for column in layout.plot.left()..layout.plot.right() {
                let (from, to) = layout.time.days_of_column(column).unwrap();
                let known = |day: Day| *values.get(usize::try_from(day.since(first)).ok()?)?;
                for low in from.to(to).filter(|day| layout.time.column_of(*day) == Some(column)).filter_map(known) {
                    let [top, bottom] = [low + room, low].map(|edge| layout.left.unwrap().row_of(edge).unwrap());
                    prop_assert!((top..=bottom).all(|row| buf.cell((column, row)).unwrap().bg == shade), "column {column}, {top}..{bottom}");
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
                    let (low, high) = layout.left.unwrap().values_of_row(row).unwrap();
                    prop_assert!(low - 1e-9 <= value && value <= high + 1e-9, "{label} in {low}..{high}");
                }
            }
        }
    }
}

/// Strokes differ by their rhythm, and what lies ahead has about half the ink of what was.
#[test]
fn strokes_and_plans_can_be_told_apart_without_colour() {
    let values = [Some(50.0); 200];
    let dots = |stroke, today: i64| {
        let mut chart = one_line(&values, day("2026-01-01"), 200);
        chart.lines[0].stroke = stroke;
        chart.today = chart.first.plus(today);
        let buf = drawn(&chart, 80, 12);
        let braille = buf.content().iter().filter_map(|cell| cell.symbol().chars().next()).filter(|dots| *dots > '\u{2800}');
        braille.filter(|dots| *dots <= '\u{28ff}').map(|dots| (u32::from(dots) - 0x2800).count_ones()).sum::<u32>()
    };
    let done = [Stroke::Solid, Stroke::Dashed, Stroke::Dotted].map(|stroke| dots(stroke, 200));
    let ahead = [Stroke::Solid, Stroke::Dashed, Stroke::Dotted].map(|stroke| dots(stroke, -1));
    assert_eq!((done, ahead), ([154, 104, 52], [78, 53, 27]));
}

mod any_size {
    use super::*;

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

    /// Strokes, sides, kinds: whatever comes.
    fn any_chart<'a>(series: &[Series<'a>; 3], days: (i64, i64), pick: u8, glyphs: &'a Glyphs) -> DateChart<'a> {
        let choose = |place: u8| usize::from(pick >> place & 3);
        let theme = Theme::ALL[usize::from(pick) % Theme::ALL.len()];
        let first = Day::from_ymd(2024, 2, 28).unwrap().plus(days.0);
        let mut chart = DateChart::new(first, first.plus(days.1), today(), theme, glyphs);
        let stroke = [Stroke::Solid, Stroke::Dashed, Stroke::Dotted, Stroke::Points][choose(0)];
        let side = [Side::Left, Side::Right, Side::Left, Side::Right][choose(2)];
        let [one, two, three] = *series;
        chart.lines = [one, two].map(|series| Line { label: "a line", role: Role::Form, stroke, side, series }).to_vec();
        chart.bands = vec![Band { role: Role::Form, spread: Spread::Half, side: Side::Right, low: two, high: three }];
        let planned = choose(4) == 0;
        chart.loads = [three, one].map(|series| Layer { label: "Last", role: Role::LoadEvent, planned, series }).to_vec();
        chart.left = (choose(6) == 0).then_some((0.0, f64::NAN));
        chart
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn anything_draws(
            values in [any_values(), any_values(), any_values()],
            starts in [-900..900i64, -900..900i64, -900..900i64],
            days in (-50_000..70_000i64, -3..4_000i64),
            (width, height) in (0u16..=300, 0u16..=100),
            pick in any::<u8>(),
        ) {
            let start = Day::from_ymd(2024, 2, 28).unwrap();
            let series = [0, 1, 2].map(|place| Series { start: start.plus(days.0 + starts[place]), values: &values[place] });
            for glyphs in [&Glyphs::UNICODE, &Glyphs::ASCII] {
                drawn(&any_chart(&series, days, pick, glyphs), width, height);
            }
        }
    }
}
