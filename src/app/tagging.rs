//! Tags that are typed beside something else: laid over those of their day, and the words among them that are none.

use crate::domain::journal::{Moment, Op};
use crate::domain::{Day, Field, History, Value, device, tags};

/// More tags for a day, as changes (none if it has them all), and the words that are no tags or one too many, in a sentence.
pub fn more(typed: &str, day: Day, history: &History) -> (Vec<Op>, Option<String>) {
    let known = history.check_in(day).map(|check_in| check_in.tags().collect::<Vec<_>>().join(" ")).unwrap_or_default();
    let together = format!("{known} {typed}");
    let all = tags::read(&together).joined();
    let put = || device::ops(day, Moment::Morning, vec![(Field::Tags, Some(Value::Text(all.clone())))], "");
    (if all == known { Vec::new() } else { put() }, refused(&together))
}

/// The words of a text that are no tags, in a sentence.
pub fn refused(typed: &str) -> Option<String> {
    let refused = tags::read(typed).refused;
    (!refused.is_empty()).then(|| format!("No tags: {}; possible are {}.", refused.join(", "), tags::possible()))
}
