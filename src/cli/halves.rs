//! The time of a day as it is typed and told: minutes in the morning and in the evening.

use crate::domain::{Availability, typed};

/// Minutes in the morning and in the evening, or no time at all.
#[derive(Debug, Clone, Copy)]
pub struct Halves {
    pub am: u16,
    pub pm: u16,
    pub off: bool,
}

/// Reads `0+90` or `off`.
///
/// # Errors
/// What is expected.
pub fn halves(text: &str) -> Result<Halves, String> {
    let refuse = || format!("expected minutes of morning and evening such as 0+90, or off, found \"{text}\"");
    if text == "off" {
        return Ok(Halves { am: 0, pm: 0, off: true });
    }
    let (am, pm) = text.split_once('+').ok_or_else(refuse)?;
    let read = |part: &str| typed::duration(part).ok().filter(|minutes| *minutes <= 1440).ok_or_else(refuse);
    Ok(Halves { am: read(am)?, pm: read(pm)?, off: false })
}

/// The time of a day in words.
pub fn time_line(time: &Availability) -> String {
    let two = if time.two { ", two sessions allowed" } else { "" };
    if time.off { "off".to_owned() } else { format!("{} min in the morning, {} in the evening{two}", time.am, time.pm) }
}
