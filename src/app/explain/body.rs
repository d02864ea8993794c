//! What gathered over the weeks: the stage with its signs, lighter weeks, charge and drain, baselines.

use crate::domain::Field;
use crate::engine::milli;
use crate::engine::readiness::{Advice, Baseline, Rhythm, SeenOn, Sign, SignSeen, Stage, remedy};
use crate::engine::tuning::Readiness;

use crate::app::list::{Line, Weight, section};
use crate::app::words;

/// The stage, what it stands on, what helps and what leads out of it.
pub fn stage(advice: &Advice, tuning: &Readiness) -> Vec<Line> {
    let mut lines = vec![Line::new("", words::capital(&in_words(advice)), Weight::Strong)];
    lines.extend(advice.signs.iter().map(sign));
    if advice.signs.is_empty() {
        lines.push(Line::plain("No sign of it this morning."));
    }
    if let Some((what, horizon)) = remedy(advice.stage) {
        lines.push(Line::plain(format!("What helps: {}", lower(what))));
        lines.push(Line::plain(format!("How long it takes: {horizon}.")));
    }
    lines.push(Line::new("", way_out(advice.stage, tuning), Weight::Muted));
    section("Fatigue that gathered", lines)
}

fn in_words(advice: &Advice) -> String {
    let since = match advice.stage_days {
        Some(0) => ", since today".to_owned(),
        Some(1) => ", for a day".to_owned(),
        Some(days) => format!(", for {days} days"),
        None => String::new(),
    };
    let back = if advice.stage_return { ", on the way back up" } else { "" };
    match advice.stage {
        Stage::Fresh => format!("fresh{since}"),
        Stage::Surface => format!("surface fatigue{since}{back}"),
        Stage::Deeper => format!("deeper fatigue{since}{back}"),
        Stage::Overreaching => format!("overreaching{since}"),
    }
}

/// A sign with what it was seen on.
fn sign(seen: &SignSeen) -> Line {
    let (lead, text) = match seen.on {
        SeenOn::Of { hits, of } => (format!("{hits} of {of}"), name(seen.sign)),
        SeenOn::Short { minutes, .. } => (format!("{minutes} min"), "short of sleep a night"),
    };
    Line::new(lead, text, Weight::Plain).noted(if seen.sign.is_deep() { "deep sign" } else { "sign" })
}

fn name(sign: Sign) -> &'static str {
    match sign {
        Sign::RestNoHelp => "low energy although the load is light",
        Sign::HardEffort => "sessions felt harder than they should",
        Sign::MovementOff => "movement heavy, reactions slow or sessions unclean",
        Sign::Drained => "sessions left you drained",
        Sign::LowDrive => "mood and motivation low",
        Sign::Aches => "an ache that stays",
        Sign::RhrUp => "resting pulse up",
        Sign::HrvDown => "HRV down",
        Sign::PoorSleep => "sleep did not refresh",
        Sign::SlowRecovery => "not recovered before sessions",
        Sign::LingeringSoreness => "soreness that stays",
    }
}

fn way_out(stage: Stage, tuning: &Readiness) -> String {
    let signs = |count| words::counted(count, "sign");
    let days = |count| words::counted(count, "day");
    let calm = |check_ins| match check_ins {
        1 => format!("a check-in with at most {}", signs(tuning.calm_signs)),
        _ => format!("{check_ins} check-ins in a row with at most {}", signs(tuning.calm_signs)),
    };
    match stage {
        Stage::Fresh => format!("{} on one morning would be surface fatigue.", signs(tuning.surface_signs)),
        Stage::Surface => format!(
            "It ends after {}. {} on {} of 7 mornings would be deeper.",
            calm(tuning.surface_calm),
            signs(tuning.deeper_signs),
            tuning.deeper_mornings
        ),
        Stage::Deeper => format!("It eases after {}, and {} at the least.", calm(tuning.deeper_calm), days(tuning.deeper_held)),
        Stage::Overreaching => format!("It eases after {}, and {} at the least.", calm(tuning.over_calm), days(tuning.over_stay)),
    }
}

/// Lighter weeks, and what gave energy against what took it.
pub fn rhythm(advice: &Advice, rhythm: Option<Rhythm>) -> Vec<Line> {
    let mut lines = vec![Line::plain(match rhythm {
        None => "Lighter weeks: not enough weeks yet to know a usual one.".to_owned(),
        Some(Rhythm { last: None, days, .. }) => {
            format!("Lighter weeks: none in {days} days. One is due; plan it before you need it.")
        }
        Some(Rhythm { last: Some(ago), days, .. }) => {
            let when =
                if ago == 1 { "the last seven days were one".to_owned() } else { format!("the last one ended {ago} days ago") };
            format!("Lighter weeks: {when}; the next is due within {}.", words::counted(days - ago, "day"))
        }
    })];
    lines.extend(rhythm.map(|rhythm| {
        let (week, lighter) = (milli::rounded(rhythm.week), milli::rounded(rhythm.lighter));
        Line::plain(format!("Load of the last seven days: {week} points; a lighter week has at most {lighter}."))
    }));
    let charge = advice.charge;
    lines.push(Line::plain(if charge.answers == 0 {
        format!("Charge and drain: no answer after a session in {}.", words::counted(charge.days, "day"))
    } else {
        format!(
            "Charge and drain: {} of {} gave energy, {} took it, in {}. Charge should win.",
            charge.charged,
            words::counted(charge.answers, "session"),
            charge.drained,
            words::counted(charge.days, "day")
        )
    }));
    section("Rhythm", lines)
}

/// The own ranges, and those that are still being learned.
pub fn baselines(known: &[Baseline], tuning: &Readiness) -> Vec<Line> {
    let line = |baseline: &Baseline| {
        let (label, unit) = (baseline.field.spec().label, baseline.field.spec().unit);
        let range = match baseline.usual {
            Some(usual) => format!("{:.0} {unit}, usual {:.0}–{:.0}", usual.centre, usual.low, usual.high),
            None => format!("getting to know it: {} of {} readings", baseline.readings, baseline.needed),
        };
        let today = baseline.today.map(|today| format!("; today {today:.0}")).unwrap_or_default();
        let bad = match baseline.bad {
            (0, _) => String::new(),
            (bad, of) => format!("; {bad} of the last {of} on the bad side"),
        };
        // A reaction needs no device.
        let device = match baseline.device.as_str() {
            "" if baseline.field == Field::ReactionMs => String::new(),
            "" => "device not said, ".to_owned(),
            device => format!("{device}, "),
        };
        let note = format!("{device}{} of {} days", baseline.readings, tuning.baseline_days);
        Line::plain(format!("{label:<14} {range}{today}{bad}")).noted(note)
    };
    section("Your normal", known.iter().map(line).collect())
}

/// A sentence that goes on after a colon.
fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
