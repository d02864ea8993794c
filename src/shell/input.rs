//! What the terminal and the system send, as our own events.

use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use std::io::IsTerminal;
use std::sync::mpsc::Sender;

use crate::app::{Code, Key};

/// What a thread can send to the loop.
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse: where, and what.
    Mouse(u16, u16, Mouse),
    /// The window has another size.
    Resize,
    /// The window is looked at again.
    FocusGained,
    /// A signal arrived.
    Signal(i32),
    /// An answer of the store, or a change of its file.
    App(Box<crate::app::Event>),
    /// Everything, for a screen that was drawn from the fold.
    Whole(Box<Result<super::whole::Whole, String>>),
    /// The terminal is gone.
    Closed,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// The left button went down.
    Click,
    /// The mouse moved with the left button down.
    Drag,
    /// The left button was let go.
    Release,
    /// The wheel turned away from the person.
    WheelUp,
    /// The wheel turned towards the person.
    WheelDown,
}

/// Reads the terminal until it is gone. Blocks; runs on a thread of its own.
pub fn read(messages: &Sender<Message>) {
    loop {
        let Ok(event) = event::read() else {
            let _ = messages.send(Message::Closed);
            return;
        };
        let escape = hides_escape(&event).then_some(Message::Key(ESCAPE));
        for message in escape.into_iter().chain(translate(event)) {
            if messages.send(message).is_err() {
                return;
            }
        }
    }
}

/// Tells when the terminal is gone. The library that reads keys tries again and again then, and never says so.
///
/// Blocks; runs on a thread of its own.
#[cfg(unix)]
pub fn watch_hang_up(messages: &Sender<Message>) {
    use rustix::event::{PollFd, PollFlags, poll};
    let keys = std::io::stdin();
    let terminal = std::fs::File::open("/dev/tty").ok().filter(|_| !keys.is_terminal());
    // With no flags asked for, nothing but the end of the terminal ends the wait.
    let nothing = PollFlags::empty();
    let watched = match &terminal {
        Some(terminal) => PollFd::new(terminal, nothing),
        None => PollFd::new(&keys, nothing),
    };
    loop {
        match poll(&mut [watched.clone()], None) {
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return,
            Ok(_) => {
                let _ = messages.send(Message::Closed);
                return;
            }
        }
    }
}

const ESCAPE: Key = Key { code: Code::Esc, ctrl: false, shift: false };

/// Esc and a key that came in one packet, as tmux and ssh send them, look like the key with Alt held. No command has Alt, so they are two keys.
fn hides_escape(event: &event::Event) -> bool {
    let event::Event::Key(key) = event else { return false };
    let single = matches!(key.code, KeyCode::Char(_) | KeyCode::Enter | KeyCode::Tab | KeyCode::Backspace);
    single && key.modifiers.contains(KeyModifiers::ALT) && key.kind != KeyEventKind::Release
}

fn translate(event: event::Event) -> Option<Message> {
    match event {
        // Some terminals tell of releases too: dropped here, in one place.
        event::Event::Key(key) if key.kind == KeyEventKind::Release => None,
        event::Event::Key(key) => key_of(key).map(Message::Key),
        event::Event::Paste(text) => Some(Message::Paste(text)),
        event::Event::Mouse(mouse) => mouse_of(mouse),
        event::Event::Resize(..) => Some(Message::Resize),
        event::Event::FocusGained => Some(Message::FocusGained),
        event::Event::FocusLost => None,
    }
}

fn mouse_of(mouse: MouseEvent) -> Option<Message> {
    let what = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Mouse::Click,
        MouseEventKind::Drag(MouseButton::Left) => Mouse::Drag,
        MouseEventKind::Up(MouseButton::Left) => Mouse::Release,
        MouseEventKind::ScrollUp => Mouse::WheelUp,
        MouseEventKind::ScrollDown => Mouse::WheelDown,
        _ => return None,
    };
    Some(Message::Mouse(mouse.column, mouse.row, what))
}

fn key_of(key: KeyEvent) -> Option<Key> {
    let code = match key.code {
        KeyCode::Char(character) => Code::Char(character),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    // A character already carries its shift; so does BackTab.
    let shift = key.modifiers.contains(KeyModifiers::SHIFT) && !matches!(code, Code::Char(_) | Code::BackTab);
    Some(Key { code, ctrl: key.modifiers.contains(KeyModifiers::CONTROL), shift })
}
