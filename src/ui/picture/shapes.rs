//! Characters that are drawings rather than letters, as rectangles inside their cell.
//!
//! Fonts disagree about these, so that lines would have holes; as shapes they are the same everywhere.

/// A rectangle in units of a cell: x, y, width, height, each 0–1.
pub type Shape = (f64, f64, f64, f64);

/// How thick a rule is.
const RULE_X: f64 = 0.14;
const RULE_Y: f64 = 0.07;
/// How large a dot of a braille character is.
const DOT_X: f64 = 0.28;
const DOT_Y: f64 = 0.14;

/// The arms of a rule: left, right, up, down.
const RULES: &[(char, [bool; 4])] = &[
    ('─', [true, true, false, false]),
    ('│', [false, false, true, true]),
    ('┤', [true, false, true, true]),
    ('├', [false, true, true, true]),
    ('┬', [true, true, false, true]),
    ('┴', [true, true, true, false]),
    ('┼', [true, true, true, true]),
    ('└', [false, true, true, false]),
    ('┘', [true, false, true, false]),
    ('┌', [false, true, false, true]),
    ('┐', [true, false, false, true]),
    ('╰', [false, true, true, false]),
    ('╯', [true, false, true, false]),
    ('╭', [false, true, false, true]),
    ('╮', [true, false, false, true]),
];

/// The shapes of a character and how much of the ink they have, 0–1; `None` for a letter.
pub fn of(character: char) -> Option<(Vec<Shape>, f64)> {
    let code = u32::from(character);
    match character {
        '\u{2800}'..='\u{28ff}' => Some((braille(code - 0x2800), 1.0)),
        '▁'..='█' => {
            let height = f64::from(code - 0x2580) / 8.0;
            Some((vec![(0.0, 1.0 - height, 1.0, height)], 1.0))
        }
        '░' => Some((vec![(0.0, 0.0, 1.0, 1.0)], 0.2)),
        '▒' => Some((vec![(0.0, 0.0, 1.0, 1.0)], 0.4)),
        '▓' => Some((vec![(0.0, 0.0, 1.0, 1.0)], 0.7)),
        '▌' => Some((vec![(0.0, 0.0, 0.5, 1.0)], 1.0)),
        '▏' => Some((vec![(0.0, 0.0, 0.125, 1.0)], 1.0)),
        '▐' => Some((vec![(0.5, 0.0, 0.5, 1.0)], 1.0)),
        '╌' => Some((broken(2, |at, size| (at, 0.5 - RULE_Y / 2.0, size, RULE_Y)), 1.0)),
        '┈' => Some((broken(4, |at, size| (at, 0.5 - RULE_Y / 2.0, size, RULE_Y)), 1.0)),
        '┊' => Some((broken(4, |at, size| (0.5 - RULE_X / 2.0, at, RULE_X, size)), 1.0)),
        _ => RULES.iter().find(|(rule, _)| *rule == character).map(|(_, arms)| (rule(*arms), 1.0)),
    }
}

/// The eight dots of a braille character, by their bits.
fn braille(bits: u32) -> Vec<Shape> {
    const PLACES: [(u32, u32); 8] = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)];
    let dots = PLACES.iter().enumerate().filter(|(bit, _)| bits >> bit & 1 == 1);
    let dot = |(_, (across, down)): (usize, &(u32, u32))| {
        let (x, y) = (0.25 + 0.5 * f64::from(*across), 0.125 + 0.25 * f64::from(*down));
        (x - DOT_X / 2.0, y - DOT_Y / 2.0, DOT_X, DOT_Y)
    };
    dots.map(dot).collect()
}

fn rule([left, right, up, down]: [bool; 4]) -> Vec<Shape> {
    let (x, y) = (0.5 - RULE_X / 2.0, 0.5 - RULE_Y / 2.0);
    let mut shapes = Vec::new();
    if left || right {
        let (from, to) = (if left { 0.0 } else { x }, if right { 1.0 } else { x + RULE_X });
        shapes.push((from, y, to - from, RULE_Y));
    }
    if up || down {
        let (from, to) = (if up { 0.0 } else { y }, if down { 1.0 } else { y + RULE_Y });
        shapes.push((x, from, RULE_X, to - from));
    }
    shapes
}

/// A rule of so many strokes, each a bit more than half of its part.
fn broken(strokes: u32, stroke: impl Fn(f64, f64) -> Shape) -> Vec<Shape> {
    let part = 1.0 / f64::from(strokes);
    (0..strokes).map(|at| stroke((f64::from(at) + 0.2) * part, part * 0.6)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_stay_in_their_cell() {
        for code in (0x2500..0x25a0).chain(0x2800..0x2900) {
            let Some((shapes, ink)) = char::from_u32(code).and_then(of) else { continue };
            assert!((0.0..=1.0).contains(&ink));
            for (x, y, width, height) in shapes {
                assert!(x >= 0.0 && y >= 0.0 && x + width <= 1.0 + 1e-9 && y + height <= 1.0 + 1e-9, "{code:x}");
            }
        }
        assert!(of('a').is_none() && of('\u{28ff}').is_some_and(|(dots, _)| dots.len() == 8));
    }
}
