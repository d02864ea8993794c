//! What there is: the journal and its fold.

mod foreign;
mod joins;
mod journal_properties;
