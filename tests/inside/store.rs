//! How it lasts: the file, and damage to it.

mod damage;
mod journal_file;
mod private;
mod versions;
