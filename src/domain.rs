//! What there is: the words of the specification as types.
//!
//! No I/O and no clock. A value of these types has passed its checks: an RPE is on its scale, a
//! load is finite, a day is a civil date. Everything known is the fold of a [`Journal`].

pub mod apart;
pub mod checkin;
pub mod day;
pub mod device;
pub mod experiment;
pub mod field;
pub mod history;
pub mod join;
pub mod journal;
pub mod numbers;
pub mod packed;
pub mod plan;
pub mod profile;
pub mod session;
pub mod settle;
pub mod span;
pub mod stamp;
pub mod tags;
pub mod test;
pub mod text;
pub mod typed;
pub mod week_start;
pub mod zone;

pub use apart::{Apart, KeptApart};
pub use checkin::{CheckIn, Origin, Reading, Source};
pub use day::Day;
pub use experiment::{Experiment, ExperimentId, Outcome, Registered, Unit};
pub use field::{Field, FieldKind, FieldSpec, Group, Refusal, Value};
pub use history::{DayRecord, History};
pub use journal::{BatchId, Entry, Journal, Key, Moment, Op};
pub use numbers::{Minutes, OutOfRange, Points, Rpe};
pub use plan::{Availability, DayPlan, Slot, WeekKind};
pub use profile::{Profile, ProfileChange, Situation, StartValues};
pub use session::{Body, Improved, Kind, Load, LoadOrigin, Place, Priority, Session, SessionId, Status};
pub use span::{Avoid, Held, Span, SpanId, SpanKind};
pub use stamp::Stamp;
pub use test::{Test, TestId, read_result};
pub use week_start::WeekStart;
pub use zone::Zone;
