//! Which characters carry a meaning: one set for terminals with Unicode, one in plain ASCII.
//!
//! Every glyph is one column wide (tested), so that a cell is a cell.

use ratatui::symbols::border;

/// A set of characters.
#[derive(Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// Lines are drawn in braille dots, 2 × 4 a cell; else one character a cell.
    pub braille: bool,
    /// Before negative numbers.
    pub minus: &'static str,
    /// Between the ends of a range.
    pub to: &'static str,
    /// In place of a value that is not known.
    pub missing: &'static str,
    /// Where a text was cut.
    pub ellipsis: &'static str,
    /// At the start of the line that has the focus.
    pub cursor: &'static str,
    /// Build, train, ease, recover, rest.
    pub verdicts: [&'static str; 5],
    /// Good, caution, stop.
    pub signs: [&'static str; 3],
    /// Bars from one eighth of a cell to a whole one.
    pub eighths: [&'static str; 8],
    /// Bars from the left: one eighth of a cell to a whole one.
    pub lefts: [&'static str; 8],
    /// The edge between two parts of a bar.
    pub edge: &'static str,
    /// Before a sentence.
    pub bullet: &'static str,
    /// Where two zones of a ruler meet.
    pub ruler: &'static str,
    /// A whole cell of a bar that is only planned.
    pub planned: &'static str,
    /// A band that half of what may come lies in.
    pub band_half: &'static str,
    /// A band that four fifths of what may come lie in.
    pub band_wide: &'static str,
    /// A meter's filled cell and its empty one.
    pub meter: [&'static str; 2],
    /// Done, of a session.
    pub done: &'static str,
    /// Yes, no.
    pub dots: [&'static str; 2],
    /// Marks of single values, by number.
    pub marks: [&'static str; 5],
    /// Samples of a solid, a dashed and a dotted line; in ASCII the lines themselves.
    pub strokes: [&'static str; 3],
    /// Half a cell left of the middle, half a cell right of it, the middle itself.
    pub halves: [&'static str; 3],
    /// Horizontal and vertical rule.
    pub rules: [&'static str; 2],
    /// Where the axes meet.
    pub corner: &'static str,
    /// Ticks of a value axis and of the time axis.
    pub ticks: [&'static str; 2],
    /// The vertical line of today.
    pub today: &'static str,
    /// From one place to another; a session that was moved.
    pub right: &'static str,
    /// Borders of panes.
    pub border: border::Set<'static>,
}

impl Glyphs {
    /// For terminals and fonts with Unicode.
    pub const UNICODE: Glyphs = Glyphs {
        braille: true,
        minus: "−",
        to: "–",
        missing: "·",
        ellipsis: "…",
        cursor: "▌",
        verdicts: ["▲", "●", "◐", "◡", "○"],
        signs: ["+", "!", "×"],
        eighths: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        lefts: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
        edge: "▏",
        bullet: "›",
        ruler: "┴",
        planned: "▒",
        band_half: "▒",
        band_wide: "░",
        meter: ["▓", "░"],
        done: "✓",
        dots: ["●", "○"],
        marks: ["•", "+", "×", "◇", "▪"],
        strokes: ["─", "╌", "┈"],
        halves: ["▐", "▌", "▏"],
        rules: ["─", "│"],
        corner: "└",
        ticks: ["┤", "┬"],
        today: "┊",
        right: "→",
        border: border::ROUNDED,
    };

    /// For everything else.
    pub const ASCII: Glyphs = Glyphs {
        braille: false,
        minus: "-",
        to: "-",
        missing: ".",
        ellipsis: "~",
        cursor: ">",
        verdicts: ["^", "*", "-", "~", "o"],
        signs: ["+", "!", "x"],
        eighths: [".", ":", "-", "=", "+", "*", "#", "#"],
        lefts: ["-", "-", "-", "=", "=", "=", "#", "#"],
        edge: "|",
        bullet: ">",
        ruler: "+",
        planned: "%",
        band_half: ":",
        band_wide: ".",
        meter: ["#", "."],
        done: "v",
        dots: ["*", "o"],
        marks: ["@", "+", "x", "o", "&"],
        strokes: ["*", "o", "x"],
        halves: ["-", "-", "|"],
        rules: ["-", "|"],
        corner: "+",
        ticks: ["+", "+"],
        today: "'",
        right: ">",
        border: border::Set {
            top_left: "+",
            top_right: "+",
            bottom_left: "+",
            bottom_right: "+",
            vertical_left: "|",
            vertical_right: "|",
            horizontal_top: "-",
            horizontal_bottom: "-",
        },
    };

    /// A number with so many decimals, `−` before negative ones and never before zero.
    pub fn number(&self, value: f64, decimals: usize) -> String {
        let text = format!("{:.decimals$}", value.abs());
        if value < 0.0 && is_not_zero(&text) { format!("{}{text}", self.minus) } else { text }
    }

    /// A number that always shows its sign, except zero.
    pub fn signed(&self, value: f64, decimals: usize) -> String {
        let text = self.number(value, decimals);
        if value > 0.0 && is_not_zero(&text) { format!("+{text}") } else { text }
    }
}

fn is_not_zero(digits: &str) -> bool {
    digits.contains(|letter: char| letter.is_ascii_digit() && letter != '0')
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    fn all(glyphs: &Glyphs) -> Vec<&'static str> {
        let border = &glyphs.border;
        let singles = [glyphs.minus, glyphs.to, glyphs.missing, glyphs.ellipsis, glyphs.cursor, glyphs.planned, glyphs.band_half];
        let more = [
            glyphs.edge,
            glyphs.done,
            glyphs.bullet,
            glyphs.ruler,
            glyphs.band_wide,
            glyphs.today,
            glyphs.corner,
            glyphs.right,
            border.top_left,
            border.vertical_left,
        ];
        let lists: [&[&str]; 11] = [
            &glyphs.lefts,
            &glyphs.marks,
            &glyphs.verdicts,
            &glyphs.signs,
            &glyphs.eighths,
            &glyphs.meter,
            &glyphs.dots,
            &glyphs.strokes,
            &glyphs.halves,
            &glyphs.rules,
            &glyphs.ticks,
        ];
        singles.into_iter().chain(more).chain(lists.into_iter().flatten().copied()).collect()
    }

    #[test]
    fn every_glyph_is_one_column_and_ascii_is_ascii() {
        for glyph in all(&Glyphs::UNICODE).into_iter().chain(all(&Glyphs::ASCII)) {
            assert_eq!(glyph.width(), 1, "{glyph}");
        }
        assert!(all(&Glyphs::ASCII).concat().is_ascii());
    }

    #[test]
    fn numbers_have_a_true_minus_and_no_negative_zero() {
        let unicode = Glyphs::UNICODE;
        assert_eq!(unicode.number(-7.04, 1), "−7.0");
        assert_eq!(unicode.number(-0.04, 1), "0.0");
        assert_eq!(unicode.signed(0.7, 1), "+0.7");
        assert_eq!(unicode.signed(0.04, 1), "0.0");
        assert_eq!(Glyphs::ASCII.signed(-3.5, 1), "-3.5");
    }
}
