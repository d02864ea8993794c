//! The words for the state of a morning: the verdict and the stage of fatigue.

use crate::domain::session::words;

/// What a morning says about training.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// A good day to push.
    Build,
    /// As planned.
    Train,
    /// The same session, less of it.
    Ease,
    /// Only what charges.
    Recover,
    /// Nothing today.
    Rest,
    /// Too little was said.
    None,
}

words!(Verdict { Build = "build", Train = "train", Ease = "ease", Recover = "recover", Rest = "rest", None = "none" });

/// How deep fatigue sits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// None to speak of.
    Fresh,
    /// Days.
    Surface,
    /// A lighter week or more.
    Deeper,
    /// Weeks.
    Overreaching,
}

words!(Stage { Fresh = "fresh", Surface = "surface", Deeper = "deeper", Overreaching = "overreaching" });
