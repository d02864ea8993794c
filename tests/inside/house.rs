//! What is true of the sources: walls, dependencies, generated pages, the sample year.

mod dependencies;
mod docs;
mod floors;
mod rooms;
mod sample_year;
mod words;
