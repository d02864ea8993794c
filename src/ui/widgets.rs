//! Drawings that know no model: plain data in, cells out.
//!
//! Each draws at any size, from nothing at all upwards, and never outside its area.

pub mod bars;
pub mod datechart;
pub mod meter;

pub use bars::SignedBar;
pub use meter::Meter;
