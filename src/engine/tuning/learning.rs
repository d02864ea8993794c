//! Numbers of own weights, proof and experiments (`learning.md` §10).

use super::row::thresholds;
use crate::domain::{Experiment, tags};

thresholds! { "learning",
    /// Numbers of `learning.md`.
    Learning {
        level: f64 = 6.5, 0.0..10.0, "rating points", Judgement, "The rating of a usual morning before anything is known";
        level_sd: f64 = 2.0, 0.1..10.0, "rating points", Judgement, "How far that differs between people";
        slope: f64 = 0.12, 0.0..1.0, "rating points per point of score", Judgement, "What a point of an answer's bar is worth in ratings";
        slope_sd: f64 = 0.06, 0.001..1.0, "rating points per point of score", Judgement, "How far that differs between people; half or double keeps the gain";
        own_step: f64 = 0.5, 0.01..5.0, "rating points over an answer's worst bar", Judgement, "How far one answer's own worth may lie from the usual one";
        noise: f64 = 0.9, 0.1..5.0, "rating points", Judgement, "How far a rating strays without a reason";
        noise_weight: i64 = 3, 1..50, "inverse gamma shape", Judgement, "How firmly that is believed; whole, so that t has a closed form";
        drift: f64 = 0.01, 0.0..1.0, "share of the noise's variance a day", Judgement, "How fast the level wanders: without it the level's gain is lost";

        ratings: i64 = 14, 1..365, "rated mornings", Judgement, "Own weights and expected ratings need so many, and so many answers of a question";
        against: f64 = 9.0, 0.1..1_000.0, "odds", Judgement, "Own weights must earn their share against these odds: a fifth of the gain for a fourth of the worst loss";
        odds_held: f64 = 30.0, 1.0..300.0, "natural log", Judgement, "Evidence beyond this changes nothing";
        contrary: f64 = 0.01, 0.0..1.0, "rating points per point of score", Judgement, "At or below this mean worth the ratings contradict the answers: nothing changes";
        percent_most: i64 = 300, 100..1_000, "per cent", Judgement, "No answer weighs more than this of the specified weight";
        soreness_worst: i64 = 6_000, 0..30_000, "milli-points", Judgement, "Soreness never takes more: it moves the verdict one step at most";
        soreness_best: i64 = 3_000, 0..20_000, "milli-points", Judgement, "Soreness never gives more";

        set_chance: f64 = 0.8, 0.1..0.99, "probability", Judgement, "Chance that the rating lies in the set that is told";
        own_spread: f64 = 0.5, 0.0..1.0, "share", Judgement, "From this share on the expected rating has the own line's spread";
        silent_after: i64 = 28, 1..365, "days", Judgement, "So long after the last rating no rating is expected any more: a level needs recent ones";

        proof_ratings: i64 = 20, 2..365, "rated mornings", Judgement, "Before, nobody can tell whether the score means anything";
        proof_window: i64 = 60, 10..365, "rated mornings", Judgement, "The last so many are looked at";
        proof_factor: f64 = 1.6, 0.5..4.0, "standard errors", Judgement, "Half the interval that is told; wider than 80 % asks for, as weeks make the jackknife too narrow";
        last_ratings: i64 = 7, 1..28, "ratings", Judgement, "The expected rating is compared with the mean of so many before it";
        error_mornings: i64 = 10, 2..60, "mornings", Judgement, "An error is told from so many on";
        sessions_days: i64 = 365, 28..3_650, "days", Judgement, "Sessions after low and high scores are compared over so many days";
        sessions_each: i64 = 10, 2..100, "days", Judgement, "Each group needs so many";
        sessions_factor: f64 = 2.1, 0.5..4.0, "standard errors", Judgement, "Half the interval of that difference: t of 18, 95 %";
        low_score: i64 = 60_000, 0..100_000, "milli-points", Judgement, "Below this a score counts as low";

        pairs: i64 = 20, 10..30, "pairs", Judgement, "Length of an experiment where none is said";
        pairs_least: i64 = *Experiment::PAIRS.start() as i64, 10..10, "pairs", Judgement, "Shortest experiment: fewer can hardly find anything; fixed, as a design holds on every device";
        pairs_most: i64 = *Experiment::PAIRS.end() as i64, 30..30, "pairs", Judgement, "Longest experiment: more hardly come to an end; fixed, as a design holds on every device";
        pairs_needed: i64 = 10, 4..30, "complete pairs", Judgement, "Fewer give no result";
        differs: i64 = 20, 2..1_000, "1 in", Judgement, "At most this chance of a signing as far out: it differs";
        hint: i64 = 10, 2..1_000, "1 in", Judgement, "At most this chance: a hint, to be repeated";
        inside: i64 = 5, 2..1_000, "1 in", Judgement, "Shifts with a larger chance lie inside the interval";
        find_days: i64 = 60, 20..365, "days", Judgement, "The own spread comes from so many days before";
        find_values: i64 = 20, 2..365, "values", Judgement, "It needs so many";
        tags_a_day: i64 = tags::MOST as i64, 8..8, "tags", Judgement, "The first so many words of a day count; fixed, as a day reads alike on every device";
        tag_letters: i64 = tags::LETTERS as i64, 24..24, "letters", Judgement, "The longest tag; fixed, as a day reads alike on every device";
        tag_days: i64 = 90, 7..3_650, "days", Judgement, "Tags are counted over so many days";
    }
}
