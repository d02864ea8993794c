//! What the targets share: the bytes are read as an import reads them, with bad rows left out so that as much as
//! possible is reached. Nothing may panic, and what is read must be the same twice.

use upswing::domain::{Day, History};
use upswing::exchange::{Context, bring_bytes, merge};

/// Reads a file, and brings what is in it into an empty history.
pub fn import(bytes: &[u8]) {
    let today = Day::MIN.plus(60_000);
    let context = Context { today, newest: today, zone: None, skip_bad_rows: true, declared: Default::default() };
    let once = bring_bytes("f", bytes, &context, &mut |_, _| true);
    let again = bring_bytes("f", bytes, &context, &mut |_, _| true);
    assert_eq!(once, again);
    if let (Ok(once), Ok(again)) = (once, again) {
        let history = History::default();
        assert_eq!(merge(&history, once.found).ops, merge(&history, again.found).ops);
    }
}

/// Reads a file of which the beginning that tells the format is put in front, so that what is tried stays one of it.
/// A seed that begins like a whole file stays as it is.
pub fn import_behind(start: &[u8], data: &[u8], whole: &[&str]) {
    if whole.iter().any(|begin| data.starts_with(begin.as_bytes())) {
        import(data);
    } else {
        import(&[start, data].concat());
    }
}
