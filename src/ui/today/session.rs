//! Small drawings of Today: a session as one bar of its blocks, days as columns, a hanging sentence.

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use crate::engine::blocks::Blocks;
use crate::ui::look::Look;
use crate::ui::text::{cut, wrap};
use crate::ui::theme::Role;

use super::part::Spans;

/// Columns of the shortest block: a rule and three letters.
const SHORTEST: usize = 4;

/// The blocks in proportion to their minutes, names above, minutes below.
pub(super) fn blocks(look: Look, blocks: Blocks, width: usize) -> Vec<Spans> {
    let named: Vec<(&str, usize)> = blocks.named().map(|(name, minutes)| (name, usize::from(minutes))).collect();
    let Some(spare) = width.checked_sub(named.len() * SHORTEST + 1).filter(|_| !named.is_empty()) else { return Vec::new() };
    let all: usize = named.iter().map(|(_, minutes)| minutes).sum();
    let (muted, plain) = (look.ink(Role::Muted), look.ink(Role::Plain));
    let (mut names, mut minutes): (Spans, Spans) = (Vec::new(), Vec::new());
    let (mut gone, mut given) = (0, 0);
    for (name, length) in named {
        // Rounded at its end, so that all together fill the width.
        gone += length;
        let until = gone * spare / all.max(1);
        let columns = SHORTEST + until - given;
        given = until;
        let inside = columns - 1;
        names.push((look.glyphs.edge.to_owned(), muted));
        names.push((filled(name, inside, look), plain));
        minutes.push((format!(" {length:<inside$}"), muted));
    }
    names.push((look.glyphs.edge.to_owned(), muted));
    vec![names, minutes]
}

/// A value a column, as high as it stands between the lowest and the highest of them; missing looks missing.
pub(super) fn columns(look: Look, values: &[Option<f64>]) -> String {
    let known = values.iter().flatten();
    let (low, high) = known.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(*value), high.max(*value)));
    let top = look.glyphs.eighths.len() - 1;
    let place = |value: f64| if high > low { ((value - low) / (high - low) * top as f64).round() as usize } else { top / 2 };
    let glyph = |value: &Option<f64>| value.and_then(|value| look.glyphs.eighths.get(place(value))).copied();
    values.iter().map(|value| glyph(value).unwrap_or(look.glyphs.missing)).collect()
}

/// A sentence behind a sign, its further lines under its first letter.
pub(super) fn hanging(sign: &str, text: &str, style: Style, width: usize) -> Vec<Spans> {
    let lines = wrap(text, width.saturating_sub(2)).into_iter().enumerate();
    lines.map(|(place, line)| vec![(format!("{} {line}", if place == 0 { sign } else { " " }), style)]).collect()
}

/// A text that is cut to a width, and filled to it.
pub(super) fn filled(text: &str, width: usize, look: Look) -> String {
    let text = cut(text, width, look.glyphs.ellipsis);
    let blank = width.saturating_sub(text.width());
    text + &" ".repeat(blank)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Glyphs, Theme};

    const LOOK: Look = Look { theme: Theme::Mono, glyphs: &Glyphs::UNICODE };

    fn text(lines: &[Spans]) -> Vec<String> {
        lines.iter().map(|line| line.iter().map(|(text, _)| text.as_str()).collect()).collect()
    }

    #[test]
    fn blocks_fill_the_width_in_proportion() {
        let drawn = text(&blocks(LOOK, Blocks { prime: 7, skill: 7, strength: 23, aerobic: 4, downshift: 4 }, 37));
        assert_eq!(drawn, ["▏prime▏skill▏strength    ▏aer…▏down…▏", " 7     7     23           4    4    "]);
    }

    #[test]
    fn columns_show_the_lowest_the_highest_and_what_is_missing() {
        assert_eq!(columns(LOOK, &[Some(1.0), None, Some(8.0), Some(4.5)]), "▁·█▅");
        assert_eq!(columns(LOOK, &[Some(3.0), Some(3.0)]), "▄▄");
        assert_eq!(columns(LOOK, &[]), "");
    }
}
