//! The words of the program, each in one sentence: for the help and for `docs/glossary.md`.

/// A word and what it means.
#[derive(Debug)]
pub struct Term {
    /// The word, as it stands in code, on the screen and in the documentation.
    pub word: &'static str,
    /// One sentence.
    pub sentence: &'static str,
    /// What it is counted in; empty if it is not counted.
    pub unit: &'static str,
}

const fn term(word: &'static str, sentence: &'static str, unit: &'static str) -> Term {
    Term { word, sentence, unit }
}

/// Every word that a person meets, from the morning's answers to the order of the week.
pub const TERMS: &[Term] = &[
    term("check-in", "what you say and measure on a morning; 5 is always the best", "1–5"),
    term("score", "readiness today; no score when too little was said", "0–100"),
    term("confidence", "how much of the evidence was there", "none, low, medium, high"),
    term("verdict", "what the day is good for: build, train, ease, recover or rest", ""),
    term("stage", "fatigue that gathered: fresh, surface, deeper, overreaching", ""),
    term("load", "stress of a session: 100 is one hour at threshold", "points"),
    term("fitness", "slow average of load, 42 days", "points a day"),
    term("fatigue", "fast average of load, 7 days", "points a day"),
    term("form", "fitness − fatigue, on the morning before the day's session", "points a day"),
    term("settling", "the averages have too few days behind them to be trusted", ""),
    term("performance", "what a test measures", "the test's own unit"),
    term("RPE", "effort of a whole session", "0–10"),
    term("RIR", "repetitions in reserve at the end of a set", "repetitions"),
    term("HRV", "heart rate variability of the night, RMSSD", "ms"),
    term("practice", "a session that acquires a skill and must be fresh; training overloads", ""),
    term("event", "a race or a test on a fixed day", ""),
    term("charge", "a session that gave energy back; drain: one that took it", "1–5"),
    term("block", "a part of a session: prime, skill, strength, aerobic, downshift", "minutes"),
    term("gap", "two weeks or more without any record: nothing is known of them", "days"),
    term("break", "two weeks or more without training after a time with it", "days"),
    term("span", "something that holds over days: ill, injury, holiday, pause", "days"),
];
