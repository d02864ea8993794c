//! When the application must be woken although nothing happens.

use super::model::{Model, NOTICE_MS, Overlay, Tone};
use super::now::Now;

/// Milliseconds until something changes by itself; `None` = never. The day's end is the shell's.
pub fn deadline(model: &Model, now: Now) -> Option<u64> {
    let notice = model.message().filter(|message| message.tone == Tone::Notice);
    let notice = notice.map(|message| (message.at_ms + NOTICE_MS).saturating_sub(now.wall_ms));
    let flash = match &model.overlay {
        Some(Overlay::Reaction(test)) => test.deadline(now.wall_ms),
        Some(Overlay::Proposal(proposing)) => proposing.deadline(now.wall_ms),
        Some(Overlay::Runner(runner)) => runner.deadline(now.wall_ms),
        Some(Overlay::Form { .. } | Overlay::List(_)) | None => None,
    };
    notice.into_iter().chain(flash).min()
}
