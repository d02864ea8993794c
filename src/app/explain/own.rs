//! Own weights in words: how far they are believed, what they change, what the specified ones would say (`learning.md` §7).

use crate::domain::Field;
use crate::domain::field::ANSWERS;
use crate::engine::learning::Weight as Weighs;
use crate::engine::milli;
use crate::engine::readiness::{Advice, Own};
use crate::engine::round::half_up;
use crate::engine::tuning::Learning;

use crate::app::list::{Line, Weight, section};
use crate::app::words;

/// What own weights do this morning; nothing where nobody is asked.
pub fn own(advice: &Advice, specified: &[Weighs; ANSWERS.len()], tuning: &Learning) -> Vec<Line> {
    let Some(own) = &advice.own else { return Vec::new() };
    let mut lines = vec![Line::plain(heading(own, tuning))];
    if own.weights.share > 0.0 {
        let each = ANSWERS.into_iter().zip(specified).zip(own.weights.of);
        lines.extend(each.map(|((field, before), after)| weight(field, *before, after)));
        lines.push(Line::new("", format!("These hold from Monday {} to Sunday.", own.since), Weight::Muted));
    }
    if let Some(expected) = &advice.expected {
        let range = format!("{}–{}", expected.low, expected.high);
        lines.push(Line::plain(format!(
            "Your rating was expected at {:.1}, {} {range}.",
            expected.mean,
            words::times(tuning.set_chance, "morning")
        )));
    }
    section("Your own weights", lines)
}

/// `Own weights 63 % (odds 15 : 1, 132 ratings). As specified today would be 71.`
pub fn heading(own: &Own, tuning: &Learning) -> String {
    if own.used < tuning.ratings {
        let waits = if own.ratings >= tuning.ratings { " Own weights begin on Monday." } else { "" };
        return format!("{} of {} ratings.{waits}", own.ratings.min(tuning.ratings), tuning.ratings);
    }
    let share = half_up(100.0 * own.weights.share);
    format!("Own weights {share} % ({}, {} ratings). {}", odds(own.log_odds), own.used, as_specified(own))
}

/// `As specified today would be 71.`
pub fn as_specified(own: &Own) -> String {
    match own.as_specified.score_milli {
        Some(milli) => format!("As specified today would be {}.", milli::full(milli)),
        None => format!("As specified today would be: {}.", words::verdict_word(own.as_specified.verdict)),
    }
}

/// What own weights say on the front: the specified score beside, and the rating that was expected.
pub fn own_line(advice: &Advice) -> Option<String> {
    let own = advice.own.filter(|own| own.weights.share > 0.0).map(|own| as_specified(&own));
    let expected = advice
        .expected
        .map(|expected| format!("Your own rating was expected at {:.1} ({}–{}).", expected.mean, expected.low, expected.high));
    let told: Vec<String> = [own, expected].into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join(" "))
}

/// `odds 15 : 1`, below even `odds 1 : 4`.
fn odds(log_odds: f64) -> String {
    let odds = log_odds.abs().exp();
    match odds {
        _ if odds > 1000.0 && log_odds > 0.0 => "odds more than 1000 : 1".to_owned(),
        _ if odds > 1000.0 => "odds 1 : more than 1000".to_owned(),
        _ if log_odds < 0.0 => format!("odds 1 : {}", half_up(odds)),
        _ => format!("odds {} : 1", half_up(odds)),
    }
}

/// `energy −14.0/+9.0 → −16.2/+11.1`.
fn weight(field: Field, before: Weighs, after: Weighs) -> Line {
    let ends = |of: Weighs| format!("{}/{}", signed(of.worst), signed(of.best));
    Line::new(field.spec().label, format!("{} → {}", ends(before), ends(after)), Weight::Plain)
}

fn signed(milli: i64) -> String {
    words::signed_tenths((milli + 50).div_euclid(100)).trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odds_are_told_the_way_they_lie_and_not_beyond_a_thousand() {
        let told = |of: f64| odds(of.ln());
        assert_eq!([told(15.0), told(1.0), told(0.25)], ["odds 15 : 1", "odds 1 : 1", "odds 1 : 4"]);
        assert_eq!([told(999.0), told(1.0 / 999.0)], ["odds 999 : 1", "odds 1 : 999"]);
        assert_eq!([told(2000.0), told(1.0 / 2000.0)], ["odds more than 1000 : 1", "odds 1 : more than 1000"]);
    }
}
