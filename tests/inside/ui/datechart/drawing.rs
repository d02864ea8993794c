//! The drawing with real lines: joined where days follow one another, open at gaps, lighter after today, sound as XML.

use super::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use upswing::ui::widgets::datechart::{Mark, svg};

/// Every element, with its class and shape.
fn elements(drawing: &str) -> Vec<(String, String, String)> {
    let mut reader = Reader::from_str(drawing);
    let mut all = Vec::new();
    loop {
        match reader.read_event().expect("sound XML") {
            Event::Start(tag) | Event::Empty(tag) => {
                let value = |name: &str| {
                    let found = tag.attributes().map(|attribute| attribute.unwrap());
                    let found = found.into_iter().find(|attribute| attribute.key.as_ref() == name);
                    found.map(|attribute| attribute.value.to_string()).unwrap_or_default()
                };
                all.push((tag.name().as_ref().to_owned(), value("class"), value("d")));
            }
            Event::Eof => return all,
            _ => {}
        }
    }
}

fn lines(drawing: &str) -> Vec<(String, usize)> {
    let drawn = elements(drawing).into_iter().filter(|(_, class, _)| class.starts_with("line "));
    drawn.map(|(_, class, path)| (class, path.matches(['M', 'L']).count())).collect()
}

#[test]
fn a_gap_parts_a_line_and_today_makes_it_lighter() {
    let values: Vec<Option<f64>> = (0..10).map(|value| (value != 3).then_some(f64::from(value))).collect();
    let mut chart = one_line(&values, day("2026-11-13"), 10);
    chart.today = day("2026-11-20");
    let drawn = lines(&svg(&chart, "form", &[]));
    assert_eq!(drawn, [("line s-form".to_owned(), 3), ("line s-form".to_owned(), 4), ("line s-form ahead".to_owned(), 3)]);
}

#[test]
fn what_people_typed_is_text_and_nothing_is_hidden() {
    let values = [Some(1.0), Some(2.0)];
    let first = day("2026-11-21");
    let mut chart = one_line(&values, first, 2);
    chart.marks.push(Mark { day: first, glyph: '*', label: "<script>" });
    let drawing = svg(&chart, "a & b", &["\"quoted\" <b>".to_owned()]);
    assert!(elements(&drawing).iter().all(|(name, ..)| name != "script" && name != "b"), "{drawing}");
    assert!(drawing.contains("&lt;script&gt;") && drawing.contains("&quot;quoted&quot;") && drawing.contains("a &amp; b"));
}

#[test]
fn a_season_of_any_length_draws_soundly() {
    for days in [1, 2, 30, 400, 3_000] {
        let season = Season::new(today(), days);
        for shown in [1, 7, 84, 364, 3_650] {
            let drawing = svg(&season.full_chart(shown, Theme::Light, UNICODE), "season", &[]);
            assert!(!drawing.contains("NaN") && !drawing.contains("inf"), "{days} days, {shown} shown");
            assert!(elements(&drawing).iter().any(|(name, ..)| name == "svg"));
        }
    }
}
