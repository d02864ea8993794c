//! What there is: the journal and its fold.

mod journal_properties;
