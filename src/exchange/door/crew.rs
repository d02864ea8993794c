//! Many files at once: every core takes the next file, the answers keep the order of the files.

use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::exchange::{ImportError, Progress};

/// More hands than this wait for the disk.
const MOST_HANDS: usize = 8;
/// How long it takes at most until somebody asks whether to go on.
const TELL_EVERY: Duration = Duration::from_millis(50);

/// How far several hands are, and whether they shall stop.
pub struct Meter {
    done: AtomicU64,
    total: u64,
    cancelled: AtomicBool,
}

impl Meter {
    /// Nothing of so many bytes is done.
    pub fn new(total: u64) -> Meter {
        Meter { done: AtomicU64::new(0), total, cancelled: AtomicBool::new(false) }
    }

    fn add(&self, bytes: u64) {
        self.done.fetch_add(bytes, Ordering::Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Says how far it is, and asks whether to go on.
    fn tell(&self, progress: Progress) {
        if !progress(self.done.load(Ordering::Relaxed).min(self.total), self.total) {
            self.cancelled.store(true, Ordering::Relaxed);
        }
    }
}

/// Does the work on each item and gives the answers in the order of the items. `weight` is what an item
/// counts for in the meter.
///
/// # Errors
/// Cancelled.
pub fn each<T: Sync, R: Send>(
    items: &[T],
    weight: impl Fn(&T) -> u64 + Sync,
    work: impl Fn(&T, Progress) -> R + Sync,
    meter: &Meter,
    progress: Progress,
) -> Result<Vec<R>, ImportError> {
    let next = AtomicUsize::new(0);
    let mut answers: Vec<Option<R>> = items.iter().map(|_| None).collect();
    let hands = thread::available_parallelism().map_or(1, usize::from).min(MOST_HANDS).min(items.len());
    meter.tell(progress);
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..hands {
            let sender = sender.clone();
            scope.spawn(|| {
                let sender = sender;
                while !meter.is_cancelled() {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { break };
                    let answer = weighed(weight(item), meter, |progress| work(item, progress));
                    // Nobody waits for it any more: cancelled.
                    let _ = sender.send((at, answer));
                }
            });
        }
        drop(sender);
        gather(&receiver, &mut answers, meter, progress);
    });
    meter.tell(progress);
    if meter.is_cancelled() {
        return Err(ImportError::Cancelled);
    }
    Ok(answers.into_iter().flatten().collect())
}

/// Takes answers until every hand has gone home, and tells how far it is.
fn gather<R>(receiver: &mpsc::Receiver<(usize, R)>, answers: &mut [Option<R>], meter: &Meter, progress: Progress) {
    let mut told = Instant::now();
    loop {
        match receiver.recv_timeout(TELL_EVERY) {
            Ok((at, answer)) => {
                if let Some(place) = answers.get_mut(at) {
                    *place = Some(answer);
                }
            }
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            Err(mpsc::RecvTimeoutError::Disconnected) => return,
        }
        if told.elapsed() >= TELL_EVERY {
            meter.tell(progress);
            told = Instant::now();
        }
    }
}

/// Does one item's work; its progress is its share of the whole.
fn weighed<R>(weight: u64, meter: &Meter, work: impl FnOnce(Progress) -> R) -> R {
    let mut counted = 0;
    let answer = work(&mut |done, total| {
        let share = (weight as f64 * (done as f64 / total.max(1) as f64).min(1.0)) as u64;
        meter.add(share.saturating_sub(counted));
        counted = counted.max(share);
        !meter.is_cancelled()
    });
    meter.add(weight.saturating_sub(counted));
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answers_keep_the_order_and_everything_is_counted() {
        let items: Vec<u64> = (0..500).collect();
        let meter = Meter::new(500);
        let mut last = 0;
        let answers = each(&items, |_| 1, |item, _| item * 2, &meter, &mut |done, _| {
            last = done;
            true
        });
        assert_eq!(answers.unwrap(), items.iter().map(|item| item * 2).collect::<Vec<_>>());
        assert_eq!(last, 500);
    }

    #[test]
    fn cancelling_stops_every_hand() {
        let items = vec![(); 1000];
        let endless = |(): &(), progress: Progress| while progress(1, 2) {};
        assert_eq!(each(&items, |()| 1, endless, &Meter::new(1000), &mut |_, _| false), Err(ImportError::Cancelled));
    }
}
