//! How it looks: screens, the chart's widget and the drawn pictures.

mod datechart;
mod pictures;
mod screens;
mod week_screens;
