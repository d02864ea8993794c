//! `upswing plan … --try`: any change on a copy, the weeks that differ side by side (`planner.md` §6).

use serde_json::Value as Json;

use crate::app::Facts;
use crate::app::tried::{Compared, Tried, compared};
use crate::cli::answer::{Answer, Problem};
use crate::cli::open::Opened;
use crate::cli::plan::view;
use crate::cli::told::Told;
use crate::domain::Day;
use crate::engine::planner::{self, Judgement, Plan};

/// Most weeks that are told.
const MOST_WEEKS: i64 = 4;

/// Does the change on a copy and tells what it would do.
pub fn run(opened: &mut Opened, change: impl FnOnce(&mut Opened) -> Result<Answer, Problem>) -> Result<Answer, Problem> {
    opened.tries = true;
    let before = opened.facts_on(opened.today());
    let tried = Tried::new(&opened.journal, &before);
    let said = change(opened)?;
    let after = opened.facts_on(opened.today());
    let days = tried.days(opened.history());
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Ok(said) };
    let week = opened.week_of(*first);
    let weeks: Vec<Day> = (0..MOST_WEEKS).map(|weeks| week.plus(7 * weeks)).filter(|week| week <= last).collect();
    let judged = |history, facts: &Facts, week: Day| {
        let plan = Plan::from_history(history, &facts.given(week, 7, opened.today()), opened.tuning());
        let judgement = planner::judge(&plan, opened.tuning());
        (plan, judgement)
    };
    let both = |week: &Day| (judged(tried.journal.history(), &before, *week), judged(opened.history(), &after, *week));
    let pairs: Vec<_> = weeks.iter().map(both).collect();
    match said {
        Answer::Exact(text) => json(opened, &text, &pairs),
        Answer::Text(text) => Ok(Answer::Lines(told(crate::cli::told::plain_lines(&text), &weeks, &pairs))),
        Answer::Lines(lines) => Ok(Answer::Lines(told(lines, &weeks, &pairs))),
    }
}

type Judged = (Plan, Judgement);

fn told(said: Vec<Told>, weeks: &[Day], pairs: &[(Judged, Judged)]) -> Vec<Told> {
    let mut lines = vec![Told::warning("Only tried; nothing is written.")];
    lines.extend(said);
    for (week, ((_, before), (_, after))) in weeks.iter().zip(pairs) {
        lines.push(Told::default());
        lines.push(Told::heading(format!("Week of {:<18}{:>14}{:>14}", week.short(), "as it is", "tried")));
        let row = |Compared { label, before, after }: &Compared| {
            let line = format!("  {label:<24}{before:>14}{after:>14}");
            if before == after { Told::muted(line) } else { Told::plain(line) }
        };
        lines.extend(compared(before, after).iter().map(row));
        let new = after.broken.iter().filter(|broken| before.broken.iter().all(|old| old.text != broken.text));
        lines.extend(new.map(|broken| Told::warning(format!("  + {}", broken.text))));
        let gone = before.broken.iter().filter(|broken| after.broken.iter().all(|new| new.text != broken.text));
        lines.extend(gone.map(|broken| Told::muted(format!("  − {}", broken.text))));
    }
    lines
}

/// The answer of the change, and each week as `upswing plan show --json` tells it, before and after.
fn json(opened: &Opened, said: &str, pairs: &[(Judged, Judged)]) -> Result<Answer, Problem> {
    let load = &opened.tuning().load;
    let week = |((plan, judgement), (tried, after)): &(Judged, Judged)| {
        let before = view::Plan::of(plan, judgement, None, load);
        serde_json::json!({"before": before, "after": view::Plan::of(tried, after, None, load)})
    };
    let weeks: Vec<Json> = pairs.iter().map(week).collect();
    let said = serde_json::from_str(said).unwrap_or_else(|_| Json::String(said.to_owned()));
    Answer::json(&serde_json::json!({"tried": true, "said": said, "weeks": weeks}))
}
