//! How it looks: screens, the chart's widget and the drawn pictures.

mod clicks;
mod datechart;
mod every_size;
mod hostile;
mod one_truth;
mod pictures;
mod screens;
mod week_screens;
