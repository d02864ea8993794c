//! The least a terminal program can do: an empty screen, drawn once. `benches/start.rs` starts it as its floor.

use std::io::{self, stdout};

use crossterm::execute;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

fn main() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, BeginSynchronizedUpdate)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
    terminal.draw(|_| {})?;
    execute!(stdout(), EndSynchronizedUpdate)?;
    // Until a key is pressed.
    crossterm::event::read()?;
    execute!(stdout(), LeaveAlternateScreen)?;
    disable_raw_mode()
}
