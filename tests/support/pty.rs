//! The real program in a pseudo-terminal of its own, with a folder of its own.
//!
//! Nothing here sleeps for a fixed time: whoever waits is woken by what the program writes, and gives
//! up after [`LIMIT`] with the screen in the message. A lock is held for one statement.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use vt100::{MouseProtocolMode, Parser, Screen};

/// Far more than anything here takes, also on a busy machine.
const LIMIT: Duration = Duration::from_secs(20);

/// What the program wrote so far.
struct Seen {
    parser: Parser,
    /// The modes the parser does not follow: on or off.
    focus: Mode,
    frame: Mode,
    /// The end of what was written, in which a sequence may have begun.
    end: Vec<u8>,
}

/// A mode that one sequence turns on and another off.
struct Mode {
    name: &'static str,
    on: bool,
}

impl Mode {
    fn follow(&mut self, bytes: &[u8]) {
        let last = |end: char| {
            let wanted = format!("\x1b[?{}{end}", self.name);
            bytes.windows(wanted.len()).rposition(|window| window == wanted.as_bytes())
        };
        let (on, off) = (last('h'), last('l'));
        if on != off {
            self.on = on > off;
        }
    }
}

/// A terminal with a program in it.
pub struct Terminal {
    seen: Arc<(Mutex<Seen>, Condvar)>,
    master: Option<Box<dyn MasterPty + Send>>,
    /// Kept open, so that the terminal outlives the program.
    slave: Option<Box<dyn SlavePty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    line_before: String,
    reader: Option<JoinHandle<()>>,
    closing: Arc<AtomicBool>,
}

/// How a program is started.
pub struct Start {
    command: CommandBuilder,
    columns: u16,
    rows: u16,
}

impl Start {
    /// The program under test, with its files in `folder`, on a fixed day.
    pub fn upswing(folder: &Path) -> Start {
        Start::program(env!("CARGO_BIN_EXE_upswing"), folder)
    }

    /// Any program, in the same surroundings.
    pub fn program(name: &str, folder: &Path) -> Start {
        let mut command = CommandBuilder::new(name);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        // Where a build that counts which lines run puts its counts.
        if let Some(counts) = std::env::var_os("LLVM_PROFILE_FILE") {
            command.env("LLVM_PROFILE_FILE", counts);
        }
        command.env("UPSWING_DATA_DIR", folder);
        command.env("UPSWING_CONFIG_DIR", folder);
        command.env("UPSWING_TODAY", "2026-11-18");
        command.cwd(folder);
        Start { command, columns: 120, rows: 36 }
    }

    pub fn arg(mut self, argument: &str) -> Start {
        self.command.arg(argument);
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Start {
        self.command.env(name, value);
        self
    }

    pub fn size(self, columns: u16, rows: u16) -> Start {
        Start { columns, rows, ..self }
    }

    pub fn go(self) -> Terminal {
        let size = PtySize { cols: self.columns, rows: self.rows, ..PtySize::default() };
        let pair = native_pty_system().openpty(size).unwrap();
        let line_before = line(pair.master.as_ref());
        let child = pair.slave.spawn_command(self.command).unwrap();
        let parser = Parser::new(cells(self.rows), cells(self.columns), 0);
        let seen = Arc::new((
            Mutex::new(Seen {
                parser,
                focus: Mode { name: "1004", on: false },
                frame: Mode { name: "2026", on: false },
                end: Vec::new(),
            }),
            Condvar::new(),
        ));
        let (reader, shared) = (pair.master.try_clone_reader().unwrap(), Arc::clone(&seen));
        let closing = Arc::new(AtomicBool::new(false));
        let closes = Arc::clone(&closing);
        let reader = Some(std::thread::spawn(move || follow(reader, &shared, &closes)));
        let keys = pair.master.take_writer().unwrap();
        Terminal {
            seen,
            master: Some(pair.master),
            slave: Some(pair.slave),
            keys: Some(keys),
            child,
            line_before,
            reader,
            closing,
        }
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// The settings of the line (echo, canonical, signals, …) as text.
fn line(master: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", master.get_termios())
}

fn follow(mut reader: Box<dyn Read + Send>, seen: &(Mutex<Seen>, Condvar), closing: &AtomicBool) {
    let mut bytes = [0; 65536];
    loop {
        let read = reader.read(&mut bytes).unwrap_or(0);
        let new = bytes.get(..read).unwrap_or_default();
        note(&mut seen.0.lock().unwrap(), new);
        seen.1.notify_all();
        if read == 0 || closing.load(Ordering::Relaxed) {
            return;
        }
    }
}

fn note(seen: &mut Seen, new: &[u8]) {
    seen.parser.process(new);
    seen.end.extend(new);
    seen.focus.follow(&seen.end);
    seen.frame.follow(&seen.end);
    let longest = "\x1b[?1004h".len();
    seen.end.drain(..seen.end.len().saturating_sub(longest));
}

impl Terminal {
    /// Waits until the screen is as asked; `what` is said if it never is.
    pub fn wait(&self, what: &str, ready: impl Fn(&Screen) -> bool) {
        let seen = self.seen.0.lock().unwrap();
        // Half a frame says nothing.
        let waits = |seen: &mut Seen| seen.frame.on || !ready(seen.parser.screen());
        let in_vain = self.seen.1.wait_timeout_while(seen, LIMIT, waits).unwrap().1.timed_out();
        assert!(!in_vain, "waited for: {what}\n{}", self.text());
    }

    /// Waits until the text stands on the screen.
    pub fn wait_for(&self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the text stands on the screen no more.
    pub fn wait_without(&self, text: &str) {
        self.wait(&format!("no {text}"), |screen| !screen.contents().contains(text));
    }

    /// What stands on the screen.
    pub fn text(&self) -> String {
        self.seen.0.lock().unwrap().parser.screen().contents()
    }

    /// Types, as a terminal sends it.
    pub fn keys(&mut self, keys: &str) {
        let out = self.keys.as_mut().unwrap();
        out.write_all(keys.as_bytes()).unwrap();
        out.flush().unwrap();
    }

    pub fn resize(&self, columns: u16, rows: u16) {
        self.seen.0.lock().unwrap().parser.set_size(cells(rows), cells(columns));
        self.master.as_ref().unwrap().resize(PtySize { cols: columns, rows, ..PtySize::default() }).unwrap();
    }

    pub fn signal(&self, signal: Signal) {
        let id = self.child.process_id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
        kill_process(id.unwrap(), signal).unwrap();
    }

    /// Waits for the end of the program; its exit code.
    pub fn end(&mut self) -> u32 {
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(started.elapsed() < LIMIT, "the program does not end\n{}", self.text());
            std::thread::yield_now();
        }
    }

    /// Leaves with `q` and waits for the end.
    pub fn quit(mut self) {
        self.keys("q");
        assert_eq!(self.end(), 0);
        self.wait_given_back();
    }

    /// Takes the terminal away, as a window that is closed does; the exit code.
    pub fn hang_up(&mut self) -> u32 {
        (self.slave, self.keys) = (None, None);
        self.closing.store(true, Ordering::Relaxed);
        // Whoever reads is woken by a last frame, and lets go.
        self.resize(100, 30);
        self.reader.take().unwrap().join().unwrap();
        self.master = None;
        self.end()
    }

    /// The modes of the terminal that are on.
    pub fn modes(&self) -> Vec<&'static str> {
        modes(self.seen.0.lock().unwrap().parser.screen())
    }

    /// Waits until every mode of the terminal is as it was before the program was started.
    pub fn wait_given_back(&self) {
        self.wait("every mode of the terminal given back", |screen| modes(screen).is_empty());
        assert!(!self.seen.0.lock().unwrap().focus.on, "focus reports are still on");
        assert_eq!(line(self.master.as_deref().unwrap()), self.line_before, "the line is not as it was");
    }

    /// Waits until the dashboard has the terminal, with every mode that it uses.
    pub fn wait_taken(&self) {
        self.wait("the modes of the dashboard", |screen| modes(screen).len() == 4);
        assert!(self.seen.0.lock().unwrap().focus.on, "focus reports are off");
        assert_ne!(line(self.master.as_deref().unwrap()), self.line_before, "the line is not raw");
    }
}

fn modes(screen: &Screen) -> Vec<&'static str> {
    let all = [
        (screen.alternate_screen(), "alternate screen"),
        (screen.hide_cursor(), "cursor hidden"),
        (screen.bracketed_paste(), "bracketed paste"),
        (screen.mouse_protocol_mode() != MouseProtocolMode::None, "mouse"),
    ];
    all.into_iter().filter(|(on, _)| *on).map(|(_, name)| name).collect()
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Only a test that failed has something left to end.
        let _ = self.child.kill();
    }
}
