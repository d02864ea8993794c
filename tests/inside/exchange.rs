//! How it travels: files in and out.

mod importers;
