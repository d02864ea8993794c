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
    term("bar", "what one answer or reading adds to the score or takes from it; they add up exactly", "points of the score"),
    term("usual", "your own range of the last weeks", ""),
    term("slept", "time asleep in the last night; a nap is told beside it", "h:mm"),
    term("resting pulse", "heart rate at rest, best before getting up", "bpm"),
    term("motivation", "how keen you are", "1–5"),
    term("pain", "an ache that changes how you move", ""),
    term("reaction", "the median of your answers to a light", "ms"),
    term("load", "stress of a session: 100 is one hour at threshold", "points"),
    term("fitness", "slow average of load, 42 days", "points a day"),
    term("fatigue", "fast average of load, 7 days", "points a day"),
    term("form", "fitness − fatigue, on the morning before the day's session", "points a day"),
    term("zone of form", "rested, even, tired or very tired: how far fatigue is above fitness", ""),
    term("settling", "the averages have too few days behind them to be trusted", ""),
    term("performance", "what a test measures", "the test's own unit"),
    term("test", "a result that was measured, on its day", "the test's own unit"),
    term("band", "where it would lie 8 times in 10; the wider, the less is known", ""),
    term("forecast", "arithmetic on your plan, if it is done as it stands; no promise", ""),
    term("what if", "form as it would be if this week were rested, or halved", "points a day"),
    term("paid back", "the day on which a session has given as much as it took", ""),
    term("monotony", "how much the last seven days were alike: mean over spread of their loads", ""),
    term("strain", "monotony × the load of the last seven days", ""),
    term("RPE", "effort of a whole session", "0–10"),
    term("RIR", "repetitions in reserve at the end of a set", "repetitions"),
    term("HRV", "heart rate variability of the night, RMSSD", "ms"),
    term("practice", "a session that acquires a skill and must be fresh; training overloads", ""),
    term("event", "a race or a test on a fixed day", ""),
    term("charge", "a session that gave energy back; drain: one that took it", "1–5"),
    term("minutes", "how long a session takes", "minutes"),
    term("priority", "must, should or could: what is left out first when there is no room", ""),
    term("lock", "the session stays where it is, whatever order is proposed", ""),
    term("week's load", "the loads of the week together, done and planned", "points"),
    term(
        "aerobic",
        "minutes of a week in the aerobic blocks of its sessions, without warming up and calming down; vigorous ones count twice",
        "minutes",
    ),
    term("strength days", "days of the week with strength", "days"),
    term("rest day", "a day that only charges", "days"),
    term("issue", "what a rule finds against the order of the week, or what the week holds too much or too little of", ""),
    term("proposal", "one change that helps an issue; its digit does it, and it can be undone", ""),
    term("block", "a part of a session: prime, skill, strength, aerobic, downshift", "minutes"),
    term("gap", "two weeks or more without any record: nothing is known of them", "days"),
    term("break", "weeks without training after a time with it", "days"),
    term("tag", "a word of your own that marks a day; what it does, an experiment tells", ""),
    term("span", "something that holds over days: ill, injury, holiday, pause", "days"),
];

/// What a word means.
pub fn meaning(word: &str) -> Option<&'static Term> {
    TERMS.iter().find(|term| term.word == word)
}
