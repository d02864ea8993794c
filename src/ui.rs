//! How it looks: reads what `app` prepared, changes nothing.
//!
//! Widgets name roles and glyphs, never colours or characters: [`theme`] alone knows those.

pub mod theme;
pub mod widgets;
