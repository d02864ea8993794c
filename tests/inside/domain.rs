//! What there is: the journal and its fold.

mod check_ins;
mod foreign;
mod joins;
mod journal_properties;
