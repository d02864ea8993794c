//! How it lasts: the file, and damage to it.

mod damage;
mod fold;
mod fold_far;
mod fold_filled;
mod journal_file;
mod private;
mod versions;
mod watched;
