//! The date chart as cells: what it shows at each zoom and size, and that a cell is where the axes say.

mod any_size;
mod drawing;
mod read_back;

use crate::seasons::Season;
use insta::assert_snapshot;
use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;
use upswing::domain::Day;
use upswing::ui::theme::{Glyphs, Role, Spread, Theme};
use upswing::ui::widgets::datechart::{Band, DateChart, Every, Lane, Layer, Layout, Line, Series, StripDay, Stroke};

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

/// A chart of one solid line, today after its end.
fn one_line<'a>(values: &'a [Option<f64>], first: Day, days: i64) -> DateChart<'a> {
    let last = first.plus(days - 1);
    let mut chart = DateChart::new(first, last, last.plus(1), Theme::Mono, UNICODE);
    let line = Line { label: "form", role: Role::Form, stroke: Stroke::Solid, series: Series::daily(first, values) };
    chart.lanes = vec![Lane { lines: vec![line], ..Lane::default() }];
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

/// The labels of the crosshair and of today push others aside, they never cut them.
#[test]
fn labels_are_whole_words_wherever_the_crosshair_is() {
    let words = "Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec today";
    for days in [5, 12, 28, 60, 120, 365, 1_200] {
        let mut chart = DateChart::new(today().minus(days), today().plus(days / 5), today(), Theme::Mono, UNICODE);
        for back in (0..days).step_by(days as usize / 5) {
            chart.crosshair = Some(today().minus(back));
            let shown = text(&chart, 57, 5);
            let labels = shown.lines().last().unwrap();
            assert!(labels.contains(&today().minus(back).short()), "{labels}");
            let is_word =
                |label: &str| words.contains(label) || label.parse().is_ok_and(|number: u16| !(32..=2_000).contains(&number));
            assert!(labels.split_whitespace().all(is_word), "{labels}");
        }
    }
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

/// Strokes differ by their rhythm, and what lies ahead has about half the ink of what was.
#[test]
fn strokes_and_plans_can_be_told_apart_without_colour() {
    let values = [Some(50.0); 200];
    let dots = |stroke, today: i64| {
        let mut chart = one_line(&values, day("2026-01-01"), 200);
        chart.lanes[0].lines[0].stroke = stroke;
        chart.today = chart.first.plus(today);
        let buf = drawn(&chart, 80, 12);
        let braille = buf.content().iter().filter_map(|cell| cell.symbol().chars().next()).filter(|dots| *dots > '\u{2800}');
        braille.filter(|dots| *dots <= '\u{28ff}').map(|dots| (u32::from(dots) - 0x2800).count_ones()).sum::<u32>()
    };
    let done = [Stroke::Solid, Stroke::Dashed, Stroke::Dotted].map(|stroke| dots(stroke, 200));
    let ahead = [Stroke::Solid, Stroke::Dashed, Stroke::Dotted].map(|stroke| dots(stroke, -1));
    assert_eq!((done, ahead), ([140, 94, 48], [71, 48, 25]));
}
