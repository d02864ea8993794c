//! Taking the terminal and giving it back as it was found: at the end, on a panic, on a stop.

use std::io::{self, BufWriter, Stdout, Write};
use std::mem::ManuallyDrop;

use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste, EnableFocusChange, EnableMouseCapture,
};
use crossterm::style::{Attribute, ResetColor, SetAttribute};
use crossterm::terminal::{EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{execute, queue};
use ratatui::layout::Size;
use ratatui::{Frame, Terminal};

use super::pen::Pen;

/// Hardly a frame is longer.
const FRAME_BYTES: usize = 64 << 10;

/// A terminal that is ours until dropped.
pub struct Screen {
    /// Never dropped: dropping it tells a terminal that is gone about it, and panics.
    terminal: ManuallyDrop<Terminal<Pen<BufWriter<Stdout>>>>,
}

impl Screen {
    /// Takes the terminal. A panic on any thread gives it back before its message is printed.
    ///
    /// # Errors
    /// The terminal cannot be put into raw mode, or written to.
    pub fn take() -> io::Result<Screen> {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            // The store looks after its own panics; the dashboard goes on.
            if crate::store::is_guarded() {
                return;
            }
            leave();
            report(panic);
        }));
        enter()?;
        // A frame is thousands of small writes, and the standard output looks for the ends of lines in each of them.
        let out = BufWriter::with_capacity(FRAME_BYTES, io::stdout());
        let terminal = Terminal::new(Pen::new(out)).inspect_err(|_| leave())?;
        Ok(Screen { terminal: ManuallyDrop::new(terminal) })
    }

    /// The size of the window.
    ///
    /// # Errors
    /// The terminal does not say.
    pub fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    /// Draws a frame.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(render).map(drop)
    }

    /// Rings the terminal's bell.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    pub fn bell(&mut self) -> io::Result<()> {
        let mut out = io::stdout();
        out.write_all(b"\x07")?;
        out.flush()
    }

    /// Gives the terminal back, stops this process as Ctrl-Z does, and takes it again when the
    /// shell continues us. Where no shell could continue us, nothing is stopped.
    ///
    /// # Errors
    /// The terminal cannot be taken again.
    pub fn suspend(&mut self) -> io::Result<()> {
        // Nobody draws until we are back.
        self.terminal.backend_mut().show()?;
        leave();
        let stopped = if can_be_continued() { signal_hook::low_level::raise(signal_hook::consts::SIGSTOP) } else { Ok(()) };
        enter()?;
        // `clear` would ask the terminal where its cursor is and wait; `resize` asks nothing.
        let size = self.terminal.size()?;
        self.terminal.resize(ratatui::layout::Rect::new(0, 0, size.width, size.height))?;
        stopped
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// Is there a shell above us, in our session but outside our process group, that can say `fg`?
///
/// Otherwise (a terminal started with us as its command) a stop would be for ever.
fn can_be_continued() -> bool {
    let Some(parent) = rustix::process::getppid() else { return false };
    let same_session = rustix::process::getsid(Some(parent)).ok() == rustix::process::getsid(None).ok();
    let other_group = rustix::process::getpgid(Some(parent)).ok() != rustix::process::getpgid(None).ok();
    same_session && other_group
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    // What a prompt may have left on would stay under the first frame.
    let mut out = io::stdout();
    let entered = queue!(out, SetAttribute(Attribute::Reset), EnterAlternateScreen, EnableBracketedPaste)
        .and_then(|()| execute!(out, EnableFocusChange, EnableMouseCapture, Hide));
    entered.inspect_err(|_| leave())
}

/// Undoes everything `enter` does. Nobody is left to tell if the terminal is gone.
fn leave() {
    let mut out = io::stdout();
    let _ = queue!(out, EndSynchronizedUpdate, DisableMouseCapture, DisableFocusChange, DisableBracketedPaste);
    let _ = execute!(out, ResetColor, LeaveAlternateScreen, Show);
    let _ = out.flush();
    let _ = disable_raw_mode();
}
