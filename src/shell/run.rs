//! The loop: wait, take everything that waits, draw once, sleep again.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use ratatui::layout::Rect;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use crate::app::chart::fitted::FitRequest;
use crate::app::{self, Direction, Effect, Event, Model, Now};
use crate::store::{Store, Watch};
use crate::sync::Place;
use crate::ui::theme::Theme;
use crate::ui::{self, Look};

use super::clock::Clock;
use super::exchanger::Exchanger;
use super::fold::Fold;
use super::input::{self, Message, Mouse};
use super::proposer::Proposer;
use super::reader::Reader;
use super::terminal::Screen;
use super::watched::Watching;
use super::whole::Whole;
use super::worker::{Files, Job, Worker, session_file, view_file};
use super::{config, draft, refuge};

/// What the dashboard is opened on.
pub struct Opening {
    /// The model, over a journal that was read.
    pub model: Model,
    /// The store it was read from.
    pub store: Store,
    /// Inks and characters.
    pub look: Look,
    /// Where the day comes from.
    pub clock: Clock,
    /// The person's own inks, and where a choice is kept.
    pub themes: Themes,
    /// The files beside the journal; none in the demo.
    pub files: Files,
    /// What the person's devices share, if they do.
    pub shared: Option<Place>,
    /// The folders and files that are looked at by themselves.
    pub watching: Watching,
    /// Opens somebody of the list of people that the model shows.
    pub people: Option<OpenPerson>,
    /// Where the journal's fold is kept; none in the demo.
    pub fold: Option<Fold>,
}

/// Reads what somebody shares, by the name in the list: a dashboard and a store kept in memory, or why there is none.
pub type OpenPerson = Box<dyn Fn(&str) -> Result<(Model, Store), String>>;

/// What themes there are beside those that are there in any case.
#[derive(Debug, Default)]
pub struct Themes {
    /// The person's own.
    pub own: Vec<Theme>,
    /// The configuration; none in the demo, which writes nothing.
    pub file: Option<PathBuf>,
}

/// How it ended.
#[derive(Debug)]
pub struct Ended {
    /// The exit code.
    pub code: u8,
    /// What to say once the terminal is given back.
    pub told: Option<String>,
}

/// The exit code of a program whose terminal is gone, as if the signal for it had come.
const HUNG_UP: u8 = 129;

/// Runs the dashboard until the person leaves or the system asks; tells how it ended.
///
/// # Errors
/// The terminal cannot be used.
pub fn dashboard(mut opening: Opening) -> io::Result<Ended> {
    let (sender, messages) = channel();
    // Caught before the terminal is taken; told once the first frame stands, as what is typed is.
    let signals = caught_signals()?;
    take_up(&mut opening);
    let mut screen = Screen::take()?;
    draw(&mut screen, &opening.model, opening.look)?;
    tell_signals(signals, sender.clone());
    let watching = watch_file(&opening.store, sender.clone());
    if let Err(problem) = &watching {
        opening.model.say(app::Tone::Error, problem.clone(), opening.clock.now());
    }
    let (mut session, watched) = Session::begin(opening, screen, &sender);
    hear(sender);
    // From here on a terminal that cannot be written to is one that is gone.
    let ended = session.complete(&messages).and_then(|()| session.run(&messages));
    drop(watched);
    // However it ends, what was answered is kept. A bell that nobody hears is no reason not to.
    let _ = session.handle(Event::Ending);
    Ok(session.end(ended.unwrap_or(HUNG_UP)))
}

/// Takes up what the last time left: drafts, a session, how the chart was looked at, what could not be saved.
fn take_up(opening: &mut Opening) {
    let Opening { model, files, .. } = opening;
    if let Some(path) = &files.draft {
        model.drafts = draft::find(path);
        model.kept = draft::find(&session_file(path));
        let kept: Option<app::chart::Shown> = draft::find(&view_file(path));
        model.show_curves(kept.unwrap_or_default());
    }
    model.left = refuge::find(&files.refuges);
    if model.left.is_some() {
        app::offer_left(model);
    }
}

/// Hears the terminal, on threads of their own.
fn hear(messages: Sender<Message>) {
    #[cfg(unix)]
    {
        let messages = messages.clone();
        std::thread::spawn(move || input::watch_hang_up(&messages));
    }
    std::thread::spawn(move || input::read(&messages));
}

/// From now on these signals do nothing but wait to be told.
fn caught_signals() -> io::Result<Signals> {
    // SIGWINCH too: the terminal library hears it only once it reads, which is after the first frame.
    Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGWINCH])
}

fn tell_signals(mut signals: Signals, messages: Sender<Message>) {
    std::thread::spawn(move || {
        for signal in &mut signals {
            if messages.send(Message::Signal(signal)).is_err() {
                return;
            }
        }
    });
}

fn watch_file(store: &Store, messages: Sender<Message>) -> Result<Option<Watch>, String> {
    let changed = move || {
        let _ = messages.send(Message::App(Box::new(Event::FileChanged)));
    };
    store.watch(changed).map_err(|error| error.to_string())
}

/// A dashboard that runs.
struct Session {
    model: Model,
    /// Where the journal's fold is kept; none in the demo.
    fold: Option<Fold>,
    /// Opens somebody of a list of people.
    people: Option<OpenPerson>,
    /// The list, while somebody of it is looked at.
    below: Option<Model>,
    look: Look,
    themes: Themes,
    clock: Clock,
    screen: Screen,
    worker: Worker,
    exchanger: Exchanger,
    proposer: Proposer,
    reader: Reader,
    /// Where a fit's answer goes.
    answers: Sender<Message>,
    /// Set when it is time to leave.
    code: Option<u8>,
    /// Why it could not go on.
    problem: Option<String>,
}

impl Session {
    /// Starts what works beside the screen; also what tells of the watched folders as long as it lives.
    fn begin(opening: Opening, screen: Screen, answers: &Sender<Message>) -> (Session, Option<Watch>) {
        let Opening { model, store, look, clock, themes, files, shared, watching, people, fold } = opening;
        let reader = Reader::new(watching, files.watched.clone(), answers.clone());
        let watched = reader.watch();
        let backups = files.backups.as_ref().map(|(folder, keep, _)| (folder.clone(), *keep));
        let worker = Worker::start(store, files, answers.clone());
        // Whether all of it is read only now or was before: what somebody wrote until the watch began is seen.
        worker.ask(if model.journal.is_whole() { Job::Look } else { Job::ReadWhole(model.journal.clone(), fold.clone()) });
        let session = Session {
            fold,
            people,
            below: None,
            look,
            themes,
            clock,
            screen,
            worker,
            exchanger: Exchanger::start(shared, backups, clock, answers.clone()),
            proposer: Proposer::new(answers.clone()),
            reader,
            answers: answers.clone(),
            code: None,
            problem: None,
            model,
        };
        (session, watched)
    }

    /// Gives the terminal back and waits for what is still to be written.
    fn end(self, code: u8) -> Ended {
        let Session { screen, worker, exchanger, model, problem, fold, .. } = self;
        drop(screen);
        // What is saved last is exchanged too.
        let (told, store) = worker.finish();
        // Only of what is in the file: nothing that is tried, nothing that could not be saved.
        let is_written = model.journal.is_whole() && model.tried.is_none() && model.unsaved.is_empty();
        if let Some((fold, store)) = fold.zip(store).filter(|(fold, store)| is_written && !fold.is_kept(store)) {
            fold.keep(&store, &model.journal, &model.facts.season);
        }
        Ended { code, told: problem.or(told).or(exchanger.finish()) }
    }

    /// Waits for what a screen drawn from the fold lacks. What is typed meanwhile waits: nothing is done with a part.
    fn complete(&mut self, messages: &Receiver<Message>) -> io::Result<()> {
        let mut waiting = Vec::new();
        while !self.model.journal.is_whole() && self.code.is_none() {
            match messages.recv() {
                Ok(Message::Whole(whole)) => self.take_whole(*whole),
                Ok(Message::Signal(SIGWINCH)) => waiting.push(Message::Resize),
                Ok(message @ (Message::Signal(_) | Message::Closed)) => {
                    self.take(message)?;
                    // Whoever was stopped comes back to a blank screen.
                    if self.code.is_none() {
                        self.draw()?;
                    }
                }
                Ok(message) => waiting.push(message),
                Err(_) => return Ok(()),
            }
        }
        if self.code.is_some() {
            return Ok(());
        }
        // What was remembered may show a line that has to be fitted first.
        self.handle(Event::Resize)?;
        // Only now: what is new in the watched files is told from the whole journal.
        self.handle(Event::WatchedChanged)?;
        waiting.into_iter().try_for_each(|message| self.take(message))?;
        self.draw()
    }

    fn take_whole(&mut self, whole: Result<Whole, String>) {
        match whole {
            Ok((journal, damage)) => {
                self.model.complete(journal);
                let now = self.now();
                damage.into_iter().for_each(|damage| self.model.say(app::Tone::Error, damage, now));
            }
            Err(problem) => (self.problem, self.code) = (Some(problem), Some(1)),
        }
    }

    fn run(&mut self, messages: &Receiver<Message>) -> io::Result<u8> {
        loop {
            if let Some(code) = self.code {
                return Ok(code);
            }
            let now = self.now();
            let deadline = app::deadline(&self.model, now).map(Duration::from_millis);
            let wait = deadline.unwrap_or(Duration::MAX).min(self.clock.until_change());
            match messages.recv_timeout(wait) {
                Ok(message) => self.take(message)?,
                Err(RecvTimeoutError::Timeout) => self.handle(Event::Deadline)?,
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
            }
            while let Ok(message) = messages.try_recv() {
                self.take(message)?;
            }
            if let Some(code) = self.code {
                return Ok(code);
            }
            self.draw()?;
        }
    }

    /// Draws what is there now; how far a text can be scrolled is known only where it is laid out.
    fn draw(&mut self) -> io::Result<()> {
        if let Some(last) = ui::reach(&self.model, self.area()?) {
            self.handle(Event::Reaches(last))?;
        }
        draw(&mut self.screen, &self.model, self.look)
    }

    fn area(&self) -> io::Result<Rect> {
        let size = self.screen.size()?;
        Ok(Rect::new(0, 0, size.width, size.height))
    }

    fn now(&self) -> Now {
        self.clock.now()
    }

    fn take(&mut self, message: Message) -> io::Result<()> {
        match message {
            Message::Key(key) => {
                panic_if_asked();
                self.handle(Event::Key(key))
            }
            Message::Paste(text) => self.handle(Event::Paste(text)),
            Message::Mouse(x, y, what) => self.mouse(x, y, what),
            Message::Resize | Message::Signal(SIGWINCH) => self.handle(Event::Resize),
            Message::FocusGained => self.handle(Event::FocusGained),
            Message::App(event) => {
                if matches!(*event, Event::Saved(_)) {
                    self.exchanger.ask();
                }
                self.handle(*event)
            }
            Message::Whole(whole) => {
                self.take_whole(*whole);
                Ok(())
            }
            Message::Signal(SIGTSTP) => self.suspend(),
            Message::Signal(signal) => {
                self.code = Some(u8::try_from(128 + signal).unwrap_or(1));
                Ok(())
            }
            Message::Closed => {
                self.code = Some(HUNG_UP);
                Ok(())
            }
        }
    }

    fn mouse(&mut self, x: u16, y: u16, what: Mouse) -> io::Result<()> {
        let Some(target) = ui::hit(&self.model, self.look, self.area()?, x, y) else { return Ok(()) };
        self.handle(match what {
            Mouse::Click => Event::Click(target),
            Mouse::Drag => Event::Drag(target),
            Mouse::Release => Event::Release(target),
            Mouse::WheelUp => Event::Wheel(target, Direction::Back),
            Mouse::WheelDown => Event::Wheel(target, Direction::On),
        })
    }

    fn handle(&mut self, event: Event) -> io::Result<()> {
        let now = self.now();
        for effect in app::update(&mut self.model, event, now) {
            match effect {
                Effect::Append(entries) => self.worker.ask(Job::Append(entries)),
                Effect::Look => self.worker.ask(Job::Look),
                Effect::KeepDrafts(drafts) => self.worker.ask(Job::KeepDrafts(drafts)),
                Effect::Propose(question) => self.proposer.ask(*question),
                Effect::StopProposing => self.proposer.stop(),
                Effect::KeepSession(kept) => self.worker.ask(Job::KeepSession(kept)),
                Effect::Bell => self.screen.bell()?,
                Effect::ShowTheme(name) => self.show_theme(&name),
                Effect::KeepTheme(name) => self.keep_theme(name),
                Effect::KeepView(shown) => self.worker.ask(Job::KeepView(shown)),
                Effect::Fit(request) => {
                    let request: Arc<FitRequest> = Arc::from(request);
                    let first = Arc::clone(&request);
                    self.aside(move || Event::Fitted(Box::new(first.in_steps())));
                    self.aside(move || Event::Fitted(Box::new(request.answer())));
                }
                Effect::TellFits(ask) => self.aside(move || Event::FitsTold(ask.lines())),
                Effect::LookAtWatched(ask) => self.reader.look(*ask),
                Effect::KeepSeen => self.reader.seen().map_or((), |seen| self.worker.ask(Job::KeepSeen(seen))),
                Effect::Bring(number, path, ask) => self.reader.bring(number, path, *ask),
                Effect::StopBringing => self.reader.stop(),
                Effect::Complete(path) => self.reader.complete(path),
                Effect::Suspend => self.suspend()?,
                Effect::ForgetUnsaved => self.worker.ask(Job::ForgetUnsaved),
                Effect::TakeLeft(taken) => self.worker.ask(Job::TakeLeft(taken)),
                Effect::ForgetLeft(taken) => self.worker.ask(Job::ForgetLeft(taken)),
                Effect::OpenPerson(name) => self.open_person(&name, now),
                Effect::Quit => match self.below.take() {
                    Some(list) => {
                        let left = std::mem::replace(&mut self.model, list);
                        self.model.themes = left.themes;
                    }
                    None => self.code = Some(0),
                },
            }
        }
        Ok(())
    }

    /// Stops until the shell continues us. By then it may be another day, and others may have written.
    fn suspend(&mut self) -> io::Result<()> {
        self.screen.suspend()?;
        self.handle(Event::FocusGained)
    }

    fn open_person(&mut self, name: &str, now: Now) {
        match self.people.as_ref().map(|open| open(name)) {
            Some(Ok((mut model, store))) => {
                model.themes = self.model.themes.clone();
                // What is still on its way for somebody else is no answer to what is asked here.
                model.journal.follow(&self.model.journal);
                self.model.journal.follow(&model.journal);
                // What is entered on it is kept in its own memory, and goes with it.
                self.worker = Worker::start(store, Files::default(), self.answers.clone());
                self.below = Some(std::mem::replace(&mut self.model, model));
            }
            Some(Err(reason)) => self.model.say(app::Tone::Error, reason, now),
            None => {}
        }
    }

    fn show_theme(&mut self, name: &str) {
        // An unknown name cannot come from the list.
        if let Ok(theme) = Theme::named(name, &self.themes.own) {
            self.look.theme = theme;
        }
    }

    fn keep_theme(&self, name: String) {
        let file = self.themes.file.clone();
        self.aside(move || Event::ThemeKept(config::keep_theme(file.as_deref(), &name)));
    }

    /// Works on a thread of its own: the store's has to answer at once.
    fn aside(&self, work: impl FnOnce() -> Event + Send + 'static) {
        let answers = self.answers.clone();
        std::thread::spawn(move || {
            // Nobody listens any more when the program ends.
            let _ = answers.send(Message::App(Box::new(work())));
        });
    }
}

/// Panics on a key if `UPSWING_PANIC_ON` says `key`: the journeys see by it that the terminal is given back.
#[expect(clippy::panic, reason = "this is what it is for")]
fn panic_if_asked() {
    if std::env::var_os("UPSWING_PANIC_ON").is_some_and(|on| on == "key") {
        panic!("asked for by UPSWING_PANIC_ON");
    }
}

fn draw(screen: &mut Screen, model: &Model, look: Look) -> io::Result<()> {
    screen.draw(|frame| ui::draw(model, look, frame.area(), frame.buffer_mut()))
}
