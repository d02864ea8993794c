//! What follows from it: properties, edges and words of readiness, model and planner.

mod calibration;
mod learning_properties;
mod learning_simulation;
mod model_properties;
mod performance_of_history;
mod planner_history;
mod planner_partial;
mod planner_properties;
mod planner_words;
mod pmdata;
mod readiness_edges;
mod readiness_properties;
pub mod renewal;
