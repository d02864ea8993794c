//! The thread that exchanges entries with the person's other devices: at the start, after each change, when the shared
//! folder changes, and at the end. What goes wrong there, and what is waited for, is told once and never holds anything up.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::app::Event;
use crate::store::{Keep, Store, Watch, rotate, watch_folder};
use crate::sync::{Place, exchange};

use super::clock::{self, Clock};
use super::input::Message;

/// How long the last exchange is waited for when the person leaves: a network drive may be gone.
const LAST: Duration = Duration::from_secs(3);

/// The thread and the way to it; nothing if no folder is shared.
pub struct Exchanger {
    running: Option<Running>,
}

struct Running {
    asks: Sender<()>,
    ended: Receiver<()>,
    _watch: Option<Watch>,
}

impl Exchanger {
    /// Starts the thread, and the first exchange. Answers go to `messages`; what came is found in the journal.
    pub fn start(place: Option<Place>, backups: Option<(PathBuf, Keep)>, clock: Clock, messages: Sender<Message>) -> Exchanger {
        let Some(place) = place else { return Exchanger { running: None } };
        let (asks, queue) = channel();
        let (end, ended) = channel();
        let changed = asks.clone();
        let watch = watch_folder(&place.folder, move || {
            let _ = changed.send(());
        })
        .ok();
        thread::spawn(move || {
            work(&place, &queue, &messages, &|store| back_up(store, backups.as_ref(), clock));
            let _ = end.send(());
        });
        let exchanger = Exchanger { running: Some(Running { asks, ended, _watch: watch }) };
        exchanger.ask();
        exchanger
    }

    /// Asks for an exchange.
    pub fn ask(&self) {
        if let Some(running) = &self.running {
            let _ = running.asks.send(());
        }
    }

    /// Exchanges a last time; what there is to say if that takes too long.
    pub fn finish(self) -> Option<String> {
        self.ask();
        let Running { asks, ended, _watch } = self.running?;
        // Both senders go, so that the thread comes to its end.
        drop((asks, _watch));
        let late = ended.recv_timeout(LAST).is_err();
        late.then(|| "the shared folder does not answer; what was changed is exchanged the next time.".to_owned())
    }
}

/// The pause after an exchange that failed; shorter than the wait for the last one.
const PAUSE: Duration = Duration::from_secs(2);

fn work(place: &Place, queue: &Receiver<()>, messages: &Sender<Message>, before_write: &dyn Fn(&Store)) {
    let mut told = String::new();
    while queue.recv().is_ok() {
        // Many changes, one exchange.
        while queue.try_recv().is_ok() {}
        match exchange(place, clock::wall_ms(), false, before_write) {
            Ok(round) => {
                told.clear();
                for waits in round.newly_waiting {
                    let _ = messages.send(Message::App(Box::new(Event::NotRead(waits))));
                }
            }
            Err(error) => {
                let error = error.to_string();
                if error != told {
                    let _ = messages.send(Message::App(Box::new(Event::NotRead(error.clone()))));
                }
                told = error;
                // What was begun in the folder calls for a look again: not at once.
                thread::sleep(PAUSE);
            }
        }
    }
}

/// The day's backup is of what was there before the day's first change, also where that comes from elsewhere. That it
/// cannot be made is told by the worker, who makes it too.
fn back_up(store: &Store, backups: Option<&(PathBuf, Keep)>, clock: Clock) {
    if let Some((folder, keep)) = backups {
        let _ = rotate(store, folder, clock.now().today, *keep);
    }
}
