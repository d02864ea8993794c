//! Every judgement number of the engine, named, in one table.
//!
//! A number stands here once, with its unit, its limits, where it comes from and why it is what
//! it is. `docs/thresholds.md` is generated from [`rows`]; a person's own values come from the
//! `[thresholds]` table of the configuration file and are checked by [`Tuning::set`].

mod learning;
mod load;
mod model;
mod planner;
mod readiness;
mod row;

pub use learning::Learning;
pub use load::Load;
pub use model::Model;
pub use planner::Planner;
pub use readiness::Readiness;
pub use row::{Basis, Threshold};

use crate::domain::WeekStart;

/// All numbers in force.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tuning {
    /// Numbers of `readiness.md`.
    pub readiness: Readiness,
    /// Numbers of a session's load.
    pub load: Load,
    /// Numbers of `model.md`.
    pub model: Model,
    /// Numbers of `planner.md`.
    pub planner: Planner,
    /// Numbers of `learning.md`.
    pub learning: Learning,
    /// Is the rating asked for, and learned from (`learning.md` §1)? It holds for all days at once, like a threshold.
    pub ask_ready: bool,
    /// On which day weeks start; that learning renews its weights on Mondays (`learning.md` §2) is no matter of it.
    pub week_starts: WeekStart,
}

/// Every row of the table, in order.
pub fn rows() -> impl Iterator<Item = &'static Threshold> {
    Readiness::ROWS.iter().chain(Load::ROWS).chain(Model::ROWS).chain(Planner::ROWS).chain(Learning::ROWS)
}

/// Numbers that mean something together only in this order, the smallest first.
const ORDERS: [(&str, &[&str]); 6] = [
    ("readiness", &["recover_from", "ease_from", "train_from", "build_from"]),
    ("readiness", &["sleep_very_short", "sleep_short"]),
    ("readiness", &["form_dead", "form_full"]),
    ("planner", &["aerobic_least", "aerobic_most"]),
    ("planner", &["form_event_low", "form_event_high"]),
    ("planner", &["drains_to", "charges_from"]),
];

impl Tuning {
    /// Puts numbers that contradict one another back to their defaults, and says so: a sentence for each number.
    pub fn put_in_order(&mut self) -> Vec<String> {
        let mut told = Vec::new();
        for (group, names) in &ORDERS {
            // Each time one more stands at its default, and the defaults are in order.
            while let Some((row, sentence)) = self.out_of_order(group, names) {
                told.extend(self.set(group, row.name, row.default).is_ok().then_some(sentence));
            }
        }
        told
    }

    /// A number that contradicts its neighbour: of the two the one that is not at its default.
    fn out_of_order(&self, group: &str, names: &[&str]) -> Option<(&'static Threshold, String)> {
        let known = names.iter().filter_map(|name| rows().find(|row| row.group == group && row.name == *name));
        let known: Vec<(&'static Threshold, f64)> = known.map(|row| (row, self.get(row))).collect();
        let (low, less, high, more) = known.windows(2).find_map(|pair| match pair {
            [(low, less), (high, more)] if less > more => Some((*low, *less, *high, *more)),
            _ => None,
        })?;
        let (wrong, found, side, other, limit) =
            if more == high.default { (low, less, "most", high, more) } else { (high, more, "least", low, less) };
        let (unit, wrong_name) = (wrong.unit, wrong.name);
        let sentence = format!("{group}.{wrong_name}: expected at {side} {group}.{}, {limit} {unit}, found {found}", other.name);
        Some((wrong, sentence))
    }

    /// A number of the table as it is in force.
    fn get(&self, row: &Threshold) -> f64 {
        let found = match row.group {
            "readiness" => self.readiness.find(row.name),
            "load" => self.load.find(row.name),
            "model" => self.model.find(row.name),
            "learning" => self.learning.find(row.name),
            _ => self.planner.find(row.name),
        };
        found.unwrap_or(row.default)
    }

    /// Sets one number by its group and name.
    ///
    /// # Errors
    /// A sentence that says what was expected: an unknown name, a number outside its limits, or
    /// a decimal where a whole number is asked.
    pub fn set(&mut self, group: &str, name: &str, value: f64) -> Result<(), String> {
        let row = rows()
            .find(|row| row.group == group && row.name == name)
            .ok_or_else(|| format!("there is no threshold \"{group}.{name}\"; docs/thresholds.md lists them all"))?;
        if !(row.min..=row.max).contains(&value) || (row.whole && value.fract() != 0.0) {
            let kind = if row.whole { "a whole number" } else { "a number" };
            return Err(format!("{group}.{name}: expected {kind} from {} to {} ({}), found {value}", row.min, row.max, row.unit));
        }
        match group {
            "readiness" => self.readiness.put(name, value),
            "load" => self.load.put(name, value),
            "model" => self.model.put(name, value),
            "learning" => self.learning.put(name, value),
            _ => self.planner.put(name, value),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_lies_inside_its_limits() {
        for row in rows() {
            assert!((row.min..=row.max).contains(&row.default), "{}.{}", row.group, row.name);
            assert!(!row.whole || row.default.fract() == 0.0, "{}.{}", row.group, row.name);
            assert!(!row.why.is_empty() && !row.unit.is_empty(), "{}.{}", row.group, row.name);
        }
    }

    #[test]
    fn every_number_that_is_set_is_the_one_that_is_used() {
        // One whose limits are one number is there to be read.
        for row in rows().filter(|row| row.min < row.max) {
            let (mut least, mut most) = (Tuning::default(), Tuning::default());
            least.set(row.group, row.name, row.min).unwrap();
            most.set(row.group, row.name, row.max).unwrap();
            assert!(least != most, "{}.{}", row.group, row.name);
        }
    }

    #[test]
    fn numbers_that_contradict_one_another_are_put_back_and_told() {
        for (group, names) in ORDERS {
            let known: Vec<&Threshold> =
                names.iter().map(|name| rows().find(|row| row.group == group && row.name == *name).unwrap()).collect();
            assert!(known.windows(2).all(|pair| pair[0].default <= pair[1].default), "{names:?}");
        }
        let mut tuning = Tuning::default();
        tuning.set("readiness", "build_from", 10.0).unwrap();
        let told = tuning.put_in_order().join("; ");
        assert!(
            told.starts_with("readiness.build_from: expected at least readiness.train_from, 60000 milli-points, found 10"),
            "{told}"
        );
        assert_eq!(tuning, Tuning::default());
        assert!(tuning.put_in_order().is_empty());
        // What is in order together stays, however far it is moved.
        for (name, value) in [("train_from", 90_000.0), ("build_from", 95_000.0), ("ease_from", 10.0), ("recover_from", 5.0)] {
            tuning.set("readiness", name, value).unwrap();
        }
        assert!(tuning.put_in_order().is_empty());
        tuning.set("readiness", "build_from", 78_000.0).unwrap();
        assert_eq!(tuning.put_in_order().len(), 1);
        assert_eq!((tuning.readiness.train_from, tuning.readiness.ease_from), (60_000, 10));
    }

    #[test]
    fn a_wrong_value_is_refused_with_what_was_expected() {
        let mut tuning = Tuning::default();
        assert!(tuning.set("readiness", "no_such", 1.0).unwrap_err().contains("no_such"));
        for row in rows() {
            assert!(tuning.set(row.group, row.name, row.max + 1.0).is_err(), "{}.{}", row.group, row.name);
            assert!(tuning.set(row.group, row.name, f64::NAN).is_err(), "{}.{}", row.group, row.name);
            assert!(tuning.set(row.group, row.name, row.default).is_ok(), "{}.{}", row.group, row.name);
        }
        assert_eq!(tuning, Tuning::default());
    }
}
