//! What there is: the journal and its fold.

mod joins;
mod journal_properties;
