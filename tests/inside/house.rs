//! What is true of the sources: walls, sizes, dependencies, generated pages, the sample year.

mod actions;
mod dependencies;
mod docs;
mod floors;
mod rooms;
mod sample_year;
mod sizes;
mod thresholds;
mod words;
