//! Holds off panics of redb, which may come when a file was altered from outside.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::error::Problem;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Would a panic of this thread be caught and told as an error right now?
///
/// A panic hook that cleans up the terminal asks this first: the program goes on.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// From now on a panic that is caught and told as an error says nothing of its own.
///
/// For the start of a program: what redb finds in a damaged file is told in our words, once.
pub fn silence_guarded() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !is_guarded() {
            report(panic);
        }
    }));
}

/// Runs `work`; a panic in it becomes [`Problem::Damaged`].
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    let before = GUARDED.replace(true);
    // Whatever `work` leaves behind is judged by checksums, or thrown away.
    let result = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    result.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        Err(Problem::Damaged { detail: text.unwrap_or("its parts contradict each other").to_owned() })
    })
}
