//! Why: how far the next verdict is, and the bars by size on one scale, those of zero in one line.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_width::UnicodeWidthStr;

use crate::app::{Action, Model, words};
use crate::engine::readiness::{Advice, Bar};
use crate::ui::look::Look;
use crate::ui::theme::Role;

use super::part::{Part, Spans, bold, ends, verdict_mark};
use super::session::filled;

/// The zones of the ruler, the lowest first.
const ZONES: [&str; 5] = ["rest", "recover", "ease", "train", "push"];
/// Points that fill one side of the bars when none is larger: small bars stay small.
const SMALL_MILLI: i64 = 5_000;
/// Columns of a number with its space.
const NUMBER: usize = 7;
/// Bars that stay from each height on, the tallest first.
const BARS_KEPT: [(u16, usize); 3] = [(30, 8), (24, 4), (0, 2)];

/// The five verdicts as a ruler with the score on it: how far the next one is.
pub(super) fn ruler(model: &Model, look: Look, advice: &Advice, width: usize) -> Vec<Spans> {
    let Some(score) = advice.score_milli.filter(|_| width >= 30) else { return Vec::new() };
    let table = &model.tuning.readiness;
    let edges = [0, table.recover_from, table.ease_from, table.train_from, table.build_from, 100_000];
    let at = |zone: usize| zone * width / ZONES.len();
    let zone = edges.windows(2).take(ZONES.len()).rposition(|edge| edge.first().is_some_and(|from| score >= *from)).unwrap_or(0);
    let (from, to) = (edges.get(zone).copied().unwrap_or(0), edges.get(zone + 1).copied().unwrap_or(100_000));
    let inside = at(zone + 1).saturating_sub(at(zone)).max(1);
    let share = (score - from).max(0) as f64 / (to - from).max(1) as f64;
    let mark = at(zone) + ((share * inside as f64) as usize).min(inside - 1);
    let (glyph, role) = verdict_mark(look, advice.verdict);
    let [rule, _] = look.glyphs.rules;
    let muted = look.ink(Role::Muted);
    let names = ZONES.iter().enumerate().map(|(place, name)| {
        let style = if place == zone { look.ink(Role::Plain) } else { muted };
        (format!("{name:^w$}", w = at(place + 1) - at(place)), style)
    });
    let is_edge = |column: usize| (1..ZONES.len()).any(|zone| at(zone) == column);
    let line = |columns: std::ops::Range<usize>| -> String {
        columns.map(|column| if is_edge(column) { look.glyphs.ruler } else { rule }).collect()
    };
    vec![names.collect(), vec![(line(0..mark), muted), (glyph.to_owned(), bold(look.ink(role))), (line(mark + 1..width), muted)]]
}

/// The bars: where they start, the largest first, what is as usual in one line, the key to all.
pub(super) fn part(model: &Model, look: Look, advice: &Advice, area: Rect) -> Part {
    let width = usize::from(area.width);
    let mut bars: Vec<Bar> = advice.bars.clone();
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.milli.abs()));
    let told = bars.iter().filter(|bar| bar.shown != 0).count();
    let folded = bars.len() > told;
    let most = 1 + told + usize::from(folded);
    let start = format!("as usual {}", words::start(&model.tuning.readiness));
    let all = format!("{} all bars", model.keymap.key_of(Action::Why));
    let kept = BARS_KEPT.iter().find(|(from, _)| area.height >= *from).map_or(0, |(_, kept)| *kept);
    let lines = move |rows: usize| {
        let muted = look.ink(Role::Muted);
        let mut lines = vec![ends(&[("WHY", muted)], (&start, muted), width, look)];
        let fits = if rows >= most { told } else { rows.saturating_sub(2).min(told) };
        let shown: Vec<Row<'_>> =
            bars.iter().take(fits).map(|bar| Row { label: &bar.label, milli: bar.milli, tenths: bar.shown }).collect();
        lines.extend(self::rows(look, &shown, width));
        let (larger, zero) = (told - fits, bars.len() - told);
        let rest = match (larger, zero) {
            (0, 0) => return lines,
            (0, zero) => format!("{zero} more as usual"),
            (1, _) => "1 more, a smaller one".to_owned(),
            (larger, _) => format!("{larger} more, smaller ones"),
        };
        lines.push(ends(&[(&rest, muted)], (&all, muted), width, look));
        lines
    };
    Part { rank: 2, apart: true, least: most.min(2 + kept), most, lines: Box::new(lines) }
}

/// One value with its name.
pub(super) struct Row<'a> {
    pub label: &'a str,
    pub milli: i64,
    pub tenths: i64,
}

/// Rows on one axis; the room beside the labels is shared between what takes and what gives.
pub(super) fn rows(look: Look, rows: &[Row<'_>], width: usize) -> Vec<Spans> {
    let widest = rows.iter().map(|row| row.label.width()).max().unwrap_or(0);
    let label = widest.min(width.saturating_sub(NUMBER + 9)).max(width.min(12));
    // A blank after the label, and the axis.
    let room = width.saturating_sub(label + 2 + NUMBER);
    let worst = rows.iter().map(|row| -row.milli).max().unwrap_or(0).max(0);
    let best = rows.iter().map(|row| row.milli).max().unwrap_or(0).max(0);
    let scale = (worst + best).max(SMALL_MILLI);
    // What takes has its place left of the axis, if anything takes.
    let left = if worst > 0 { ((worst as f64 / scale as f64 * room as f64).ceil() as usize).clamp(1, room.max(1)) } else { 0 };
    let sides = (left.min(room), room - left.min(room));
    rows.iter().map(|row| line(look, row, label, sides, scale as f64 / room.max(1) as f64)).collect()
}

fn line(look: Look, row: &Row<'_>, label: usize, (left, right): (usize, usize), milli_per_cell: f64) -> Spans {
    let plain = look.ink(Role::Plain);
    let [_, vertical] = look.glyphs.rules;
    let eighths = (row.milli.abs() as f64 / milli_per_cell * 8.0).round() as usize;
    let eighths = if row.milli == 0 { 0 } else { eighths.max(1) };
    let mut spans = vec![(filled(row.label, label, look) + " ", plain)];
    if row.milli < 0 {
        spans.extend(from_right(look, eighths, left));
    } else {
        spans.push((" ".repeat(left), plain));
    }
    spans.push((vertical.to_owned(), look.ink(Role::Muted)));
    if row.milli > 0 {
        spans.extend(from_left(look, eighths, right));
    } else {
        spans.push((" ".repeat(right), plain));
    }
    spans.push((format!("{:>NUMBER$}", words::signed_tenths(row.tenths)), plain));
    spans
}

fn from_left(look: Look, eighths: usize, cells: usize) -> Spans {
    let whole = (eighths / 8).min(cells);
    let part = look.glyphs.lefts.get((eighths % 8).wrapping_sub(1)).filter(|_| whole < cells).copied().unwrap_or("");
    let text = look.glyphs.lefts.last().copied().unwrap_or("").repeat(whole) + part;
    let blank = cells.saturating_sub(text.width());
    vec![(text, look.ink(Role::Good)), (" ".repeat(blank), Style::new())]
}

/// No character fills a cell from its right: what is left of it is drawn, reversed.
fn from_right(look: Look, eighths: usize, cells: usize) -> Spans {
    let style = look.ink(Role::Caution);
    let whole = (eighths / 8).min(cells);
    let is_part = !eighths.is_multiple_of(8) && whole < cells;
    let part = if look.glyphs.braille {
        let empty = look.glyphs.lefts.get(7 - eighths % 8).copied().unwrap_or(" ");
        (empty.to_owned(), style.add_modifier(Modifier::REVERSED))
    } else {
        (look.glyphs.lefts.first().copied().unwrap_or(" ").to_owned(), style)
    };
    let blank = cells - whole - usize::from(is_part);
    let mut spans = vec![(" ".repeat(blank), Style::new())];
    spans.extend(is_part.then_some(part));
    spans.push((look.glyphs.lefts.last().copied().unwrap_or("").repeat(whole), style));
    spans
}
