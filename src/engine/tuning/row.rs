//! What a number of the table is: its row, and how a group of them is written down.

/// Where a number comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Published.
    Literature,
    /// A reasoned default without a study behind it.
    Judgement,
    /// From the texts the program was founded on.
    Seed,
}

impl Basis {
    /// The word of the documentation.
    pub fn word(self) -> &'static str {
        match self {
            Basis::Literature => "literature",
            Basis::Judgement => "judgement",
            Basis::Seed => "seed text",
        }
    }
}

/// One number of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Threshold {
    /// The group it belongs to: `readiness`, `load`, `model`, `planner`, `learning`.
    pub group: &'static str,
    /// Its name, unique within the group.
    pub name: &'static str,
    /// The default.
    pub default: f64,
    /// The smallest value a person may set.
    pub min: f64,
    /// The largest value a person may set.
    pub max: f64,
    /// Must it be a whole number?
    pub whole: bool,
    /// The unit.
    pub unit: &'static str,
    /// Where it comes from.
    pub basis: Basis,
    /// What it does and why it is what it is.
    pub why: &'static str,
}

/// Lets the table hold whole and fractional numbers side by side.
pub(super) trait Number: Copy {
    const WHOLE: bool;
    fn from_f64(value: f64) -> Self;
    fn to_f64(self) -> f64;
}

impl Number for i64 {
    const WHOLE: bool = true;
    fn from_f64(value: f64) -> i64 {
        value as i64
    }
    fn to_f64(self) -> f64 {
        self as f64
    }
}

impl Number for f64 {
    const WHOLE: bool = false;
    fn from_f64(value: f64) -> f64 {
        value
    }
    fn to_f64(self) -> f64 {
        self
    }
}

/// Declares a group: a struct with a documented field for each number, its defaults and its rows.
///
/// `name: type = default, min..max, "unit", Basis, "why";`
macro_rules! thresholds {
    ($group:literal, $(#[$doc:meta])* $name:ident {
        $($field:ident: $type:ty = $default:expr, $min:literal .. $max:literal, $unit:literal, $basis:ident, $why:literal;)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            $(#[doc = concat!($why, " (", $unit, ")")] pub $field: $type,)*
        }

        impl Default for $name {
            fn default() -> $name {
                $name { $($field: $default,)* }
            }
        }

        impl $name {
            /// The rows of this group.
            pub const ROWS: &'static [$crate::engine::tuning::Threshold] = &[$($crate::engine::tuning::Threshold {
                group: $group,
                name: stringify!($field),
                default: $default as f64,
                min: $min as f64,
                max: $max as f64,
                whole: <$type as $crate::engine::tuning::row::Number>::WHOLE,
                unit: $unit,
                basis: $crate::engine::tuning::Basis::$basis,
                why: $why,
            },)*];

            pub(super) fn find(&self, name: &str) -> Option<f64> {
                match name {
                    $(stringify!($field) => Some($crate::engine::tuning::row::Number::to_f64(self.$field)),)*
                    _ => None,
                }
            }

            pub(super) fn put(&mut self, name: &str, value: f64) {
                match name {
                    $(stringify!($field) => self.$field = <$type as $crate::engine::tuning::row::Number>::from_f64(value),)*
                    _ => {}
                }
            }
        }
    };
}
pub(super) use thresholds;
