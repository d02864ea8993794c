//! How it lasts: the file, and damage to it.

mod damage;
mod fold;
mod fold_far;
mod journal_file;
mod private;
mod versions;
mod watched;
