//! What a frame writes to the terminal: inks only where they change and can be seen.
//!
//! Most of a frame in true colours is colours. Over a slow line, and in the first moment of a start, they are what is
//! waited for: the pen says foreground and background apart, and does not dip for a blank. Taking the terminal and giving
//! it back is left to `terminal`.

use std::io::{self, Write};

use crossterm::cursor::MoveTo;
use crossterm::queue;
use crossterm::style::{Attribute, Colors, SetAttribute, SetBackgroundColor, SetColors, SetForegroundColor};
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, IntoCrossterm, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

/// Each with what turns it on and off.
const MODIFIERS: [(Modifier, Attribute, Attribute); 9] = [
    (Modifier::BOLD, Attribute::Bold, Attribute::NormalIntensity),
    (Modifier::DIM, Attribute::Dim, Attribute::NormalIntensity),
    (Modifier::ITALIC, Attribute::Italic, Attribute::NoItalic),
    (Modifier::UNDERLINED, Attribute::Underlined, Attribute::NoUnderline),
    (Modifier::REVERSED, Attribute::Reverse, Attribute::NoReverse),
    (Modifier::SLOW_BLINK, Attribute::SlowBlink, Attribute::NoBlink),
    (Modifier::RAPID_BLINK, Attribute::RapidBlink, Attribute::NoBlink),
    (Modifier::HIDDEN, Attribute::Hidden, Attribute::NoHidden),
    (Modifier::CROSSED_OUT, Attribute::CrossedOut, Attribute::NotCrossedOut),
];

/// What is seen where there is no letter.
const SEEN_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// Draws as [`CrosstermBackend`] does in fewer bytes, each frame as one that a terminal shows as a whole if it can. Coloured
/// underlines, which no ink of ours has, are left out.
pub struct Pen<W: Write> {
    backend: CrosstermBackend<W>,
    /// Does the terminal hold back what it shows until the frame is whole?
    held: bool,
}

/// The ink in which the terminal writes now.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Ink {
    fore: Color,
    back: Color,
    modifier: Modifier,
}

impl<W: Write> Pen<W> {
    /// A pen that writes there.
    pub fn new(out: W) -> Pen<W> {
        Pen { backend: CrosstermBackend::new(out), held: false }
    }

    /// From here on the terminal shows nothing, until the frame is whole.
    fn hold(&mut self) -> io::Result<()> {
        if self.held { Ok(()) } else { queue!(self.backend, BeginSynchronizedUpdate).map(|()| self.held = true) }
    }

    /// The terminal shows what it has, also half a frame.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    pub fn show(&mut self) -> io::Result<()> {
        if self.held { queue!(self.backend, EndSynchronizedUpdate).map(|()| self.held = false) } else { Ok(()) }
    }

    /// Writes cells in their inks.
    fn cells<'a>(&mut self, content: impl Iterator<Item = (u16, u16, &'a Cell)>) -> io::Result<()> {
        let (mut ink, mut at) = (Ink::PLAIN, None);
        for (x, y, cell) in content {
            self.hold()?;
            if at != Some((x, y)) {
                queue!(self.backend, MoveTo(x, y))?;
            }
            at = Some((x.saturating_add(1), y));
            let next = ink.for_cell(cell);
            if next != ink {
                ink.change_to(next, &mut self.backend)?;
                ink = next;
            }
            self.backend.write_all(cell.symbol().as_bytes())?;
        }
        if ink == Ink::PLAIN { Ok(()) } else { queue!(self.backend, SetAttribute(Attribute::Reset)) }
    }
}

impl Ink {
    /// As after a reset.
    const PLAIN: Ink = Ink { fore: Color::Reset, back: Color::Reset, modifier: Modifier::empty() };

    /// The ink that a cell needs after this one: a blank shows no foreground.
    fn for_cell(self, cell: &Cell) -> Ink {
        let blank = cell.symbol() == " " && !cell.modifier.intersects(SEEN_ON_BLANK);
        if blank {
            // Where colours have to be said anyway, the next letter likely has those of its blank.
            let fore = if cell.bg == self.back { self.fore } else { cell.fg };
            Ink { fore, back: cell.bg, modifier: self.modifier.difference(SEEN_ON_BLANK) }
        } else {
            Ink { fore: cell.fg, back: cell.bg, modifier: cell.modifier }
        }
    }

    fn change_to(self, next: Ink, out: &mut impl Write) -> io::Result<()> {
        if self.modifier != next.modifier {
            change_modifiers(self.modifier, next.modifier, out)?;
        }
        let (fore, back) = (next.fore.into_crossterm(), next.back.into_crossterm());
        match (self.fore != next.fore, self.back != next.back) {
            (true, true) => queue!(out, SetColors(Colors::new(fore, back))),
            (true, false) => queue!(out, SetForegroundColor(fore)),
            (false, true) => queue!(out, SetBackgroundColor(back)),
            (false, false) => Ok(()),
        }
    }
}

fn change_modifiers(from: Modifier, to: Modifier, out: &mut impl Write) -> io::Result<()> {
    let removed = from.difference(to);
    let mut last = None;
    for (_, _, off) in MODIFIERS.into_iter().filter(|(modifier, ..)| removed.contains(*modifier)) {
        if last != Some(off) {
            queue!(out, SetAttribute(off))?;
            last = Some(off);
        }
    }
    for (modifier, on, off) in MODIFIERS.into_iter().filter(|(modifier, ..)| to.contains(*modifier)) {
        // What turns one off may turn off another with it.
        let turned_off = MODIFIERS.iter().any(|(other, _, same)| *same == off && removed.contains(*other));
        if turned_off || !from.contains(modifier) {
            queue!(out, SetAttribute(on))?;
        }
    }
    Ok(())
}

impl<W: Write> Backend for Pen<W> {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        self.cells(content)?;
        self.show()
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.backend.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.backend.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.backend.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.backend.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.hold()?;
        self.backend.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.hold()?;
        self.backend.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.backend.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.backend.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.backend)
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use crossterm::style::force_color_output;
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    const SIZE: (u16, u16) = (12, 3);

    fn style() -> impl Strategy<Value = Style> {
        let colour = || prop::sample::select(vec![Color::Reset, Color::Red, Color::Indexed(99), Color::Rgb(1, 2, 3)]);
        // The terminal that is asked knows no others, and one intensity at a time.
        let intensity = prop::sample::select(vec![Modifier::empty(), Modifier::BOLD, Modifier::DIM]);
        let known = Modifier::ITALIC | Modifier::UNDERLINED | Modifier::REVERSED;
        let others = any::<u16>().prop_map(move |bits| Modifier::from_bits_truncate(bits).intersection(known));
        let modifier = (intensity, others).prop_map(|(intensity, others)| intensity.union(others));
        (colour(), colour(), modifier).prop_map(|(fore, back, modifier)| Style::new().fg(fore).bg(back).add_modifier(modifier))
    }

    fn frame() -> impl Strategy<Value = Buffer> {
        let symbol = prop::sample::select(vec![" ", " ", "a", "é", "⣿", "漢"]);
        let cells = prop::collection::vec((0..SIZE.0, 0..SIZE.1, symbol, style()), 0..60);
        cells.prop_map(|cells| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
            for (x, y, symbol, style) in cells {
                buffer[(x, y)].reset();
                buffer.set_string(x, y, symbol, style);
            }
            buffer
        })
    }

    fn draw(frames: &[Buffer], mut backend: impl Backend<Error = io::Error>) {
        let mut before = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        for frame in frames {
            backend.draw(before.diff(frame).into_iter()).unwrap();
            before = frame.clone();
        }
    }

    /// What a terminal shows after these bytes.
    fn shown(bytes: &[u8]) -> Vec<String> {
        let (columns, rows) = (NonZero::new(SIZE.0).unwrap(), NonZero::new(SIZE.1).unwrap());
        let mut terminal = vt100::Parser::new(rows, columns, 0);
        terminal.process(bytes);
        let seen = |y, x| {
            let cell = terminal.screen().cell(y, x).unwrap();
            let on_blank = format!("{:?}", (cell.bgcolor(), cell.underline(), cell.inverse()));
            let blank = cell.contents().trim().is_empty() && !cell.underline() && !cell.inverse();
            let letter = (cell.contents(), cell.fgcolor(), cell.bold(), cell.dim(), cell.italic());
            if blank { on_blank } else { format!("{on_blank} {letter:?}") }
        };
        (0..SIZE.1).flat_map(|y| (0..SIZE.0).map(move |x| (y, x))).map(|(y, x)| seen(y, x)).collect()
    }

    proptest! {
        #[test]
        fn what_is_seen_is_what_the_library_draws_in_no_more_bytes(frames in prop::collection::vec(frame(), 1..5)) {
            force_color_output(true);
            let (mut ours, mut theirs) = (Vec::new(), Vec::new());
            draw(&frames, Pen::new(&mut ours));
            draw(&frames, CrosstermBackend::new(&mut theirs));
            prop_assert_eq!(shown(&ours), shown(&theirs));
            // Each frame is held together by sixteen bytes.
            let most = theirs.len() + 16 * frames.len();
            prop_assert!(ours.len() <= most, "{} bytes, not {most}", ours.len());
        }
    }

    #[test]
    fn a_blank_takes_no_ink_but_its_background() {
        force_color_output(true);
        let mut frame = Buffer::empty(Rect::new(0, 0, 3, 1));
        frame.set_string(0, 0, "a", Style::new().fg(Color::Red).bg(Color::Blue));
        frame.set_string(1, 0, " ", Style::new().fg(Color::Green).bg(Color::Blue).add_modifier(Modifier::BOLD));
        frame.set_string(2, 0, "b", Style::new().fg(Color::Red).bg(Color::Blue));
        let mut bytes = Vec::new();
        Pen::new(&mut bytes).draw(Buffer::empty(frame.area).diff(&frame).into_iter()).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "\x1b[?2026h\x1b[1;1H\x1b[38;5;1;48;5;4ma b\x1b[0m\x1b[?2026l");
    }

    #[test]
    fn a_frame_is_held_back_from_its_clearing_to_its_last_cell() {
        let (blank, mut bytes) = (Buffer::empty(Rect::new(0, 0, 1, 1)), Vec::new());
        let mut pen = Pen::new(&mut bytes);
        pen.draw(std::iter::empty()).unwrap();
        pen.clear().unwrap();
        pen.draw(blank.diff(&Buffer::with_lines(["a"])).into_iter()).unwrap();
        pen.clear().unwrap();
        pen.draw(std::iter::empty()).unwrap();
        let shown = "\x1b[?2026h\x1b[2J\x1b[1;1Ha\x1b[?2026l\x1b[?2026h\x1b[2J\x1b[?2026l";
        assert_eq!(String::from_utf8(bytes).unwrap(), shown);
    }

    #[test]
    fn modifiers_are_turned_on_and_off_each_by_its_own_code() {
        let told = |from, to| {
            let mut bytes = Vec::new();
            change_modifiers(from, to, &mut bytes).unwrap();
            String::from_utf8(bytes).unwrap().replace("\x1b[", "")
        };
        let (none, all) = (Modifier::empty(), Modifier::all());
        assert_eq!(told(none, all), "1m2m3m4m7m5m6m8m9m");
        assert_eq!(told(all, none), "22m23m24m27m25m28m29m");
        assert_eq!(told(Modifier::BOLD | Modifier::DIM, Modifier::DIM), "22m2m");
        assert_eq!(told(Modifier::BOLD, Modifier::DIM | Modifier::REVERSED), "22m2m7m");
        assert_eq!(told(Modifier::SLOW_BLINK | Modifier::RAPID_BLINK, Modifier::RAPID_BLINK), "25m6m");
        assert_eq!(told(Modifier::BOLD, Modifier::BOLD), "");
    }
}
