//! When the application must be woken although nothing happens.

use super::event::Now;
use super::model::{Model, NOTICE_MS, Tone};

/// Milliseconds until something changes by itself; `None` = never. The day's end is the shell's.
pub fn deadline(model: &Model, now: Now) -> Option<u64> {
    let message = model.message().filter(|message| message.tone == Tone::Notice)?;
    Some((message.at_ms + NOTICE_MS).saturating_sub(now.wall_ms))
}
