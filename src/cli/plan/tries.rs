//! `upswing plan … --try`: any change on a copy, the weeks that differ side by side (`planner.md` §6).

use serde_json::Value as Json;

use crate::app::Facts;
use crate::app::tried::{Compared, Tried, compared};
use crate::cli::answer::{Answer, Problem};
use crate::cli::open::Opened;
use crate::cli::plan::view;
use crate::cli::shown::count;
use crate::cli::told::{TextLine, plain_lines};
use crate::domain::Day;
use crate::engine::planner::{self, Judgement, Plan};

/// Most weeks that are told.
const MOST_WEEKS: usize = 4;

/// Does the change on a copy and tells what it would do.
pub fn run(opened: &mut Opened, change: impl FnOnce(&mut Opened) -> Result<Answer, Problem>) -> Result<Answer, Problem> {
    opened.tries = true;
    let before = opened.facts_on(opened.today());
    let tried = Tried::new(&opened.journal, &before);
    let said = change(opened)?;
    let after = opened.facts_on(opened.today());
    let mut weeks: Vec<Day> = tried.days(opened.history()).into_iter().map(|day| opened.week_of(day)).collect();
    weeks.dedup();
    let left_out = weeks.split_off(MOST_WEEKS.min(weeks.len())).len();
    let judged = |history, facts: &Facts, week: Day| {
        let plan = Plan::from_history(history, &facts.given(week, 7, opened.today()), opened.tuning());
        let judgement = planner::judge(&plan, opened.tuning());
        (plan, judgement)
    };
    let both = |week: &Day| (judged(tried.journal.history(), &before, *week), judged(opened.history(), &after, *week));
    let pairs: Vec<_> = weeks.iter().map(both).collect();
    match said {
        Answer::Exact(text) => json(opened, &text, &pairs),
        Answer::Text(text) => Ok(Answer::Lines(told(plain_lines(&text), &weeks, &pairs, left_out))),
        Answer::Lines(lines) => Ok(Answer::Lines(told(lines, &weeks, &pairs, left_out))),
    }
}

type Judged = (Plan, Judgement);

fn told(said: Vec<TextLine>, weeks: &[Day], pairs: &[(Judged, Judged)], left_out: usize) -> Vec<TextLine> {
    let mut lines = vec![TextLine::warning("Only tried; nothing is written.")];
    lines.extend(said);
    for (week, ((_, before), (_, after))) in weeks.iter().zip(pairs) {
        lines.push(TextLine::default());
        lines.push(TextLine::heading(format!("Week of {:<18}{:>14}{:>14}", week.short(), "as it is", "tried")));
        let row = |Compared { label, before, after }: &Compared| {
            let line = format!("  {label:<24}{before:>14}{after:>14}");
            if before == after { TextLine::muted(line) } else { TextLine::plain(line) }
        };
        lines.extend(compared(before, after).iter().map(row));
        let new = after.broken.iter().filter(|broken| before.broken.iter().all(|old| old.text != broken.text));
        lines.extend(new.map(|broken| TextLine::warning(format!("  + {}", broken.text))));
        let gone = before.broken.iter().filter(|broken| after.broken.iter().all(|new| new.text != broken.text));
        lines.extend(gone.map(|broken| TextLine::muted(format!("  − {}", broken.text))));
    }
    if left_out > 0 {
        lines.push(TextLine::plain(format!("{} more differ.", count(left_out, "week"))));
    }
    lines
}

/// The answer of the change, and each week as `upswing plan show --json` tells it, before and after.
fn json(opened: &Opened, said: &str, pairs: &[(Judged, Judged)]) -> Result<Answer, Problem> {
    let load = &opened.tuning().load;
    let week = |((plan, judgement), (tried, after)): &(Judged, Judged)| {
        let before = view::PlanView::of(plan, judgement, None, load);
        serde_json::json!({"before": before, "after": view::PlanView::of(tried, after, None, load)})
    };
    let weeks: Vec<Json> = pairs.iter().map(week).collect();
    let mut said = serde_json::from_str(said).unwrap_or_else(|_| Json::String(said.to_owned()));
    // Nothing was written that could be asked for by an id.
    said.as_object_mut().map(|said| said.remove("id"));
    Answer::json(&serde_json::json!({"tried": true, "said": said, "weeks": weeks}))
}
