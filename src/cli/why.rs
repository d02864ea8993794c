//! `upswing why`: the whole explanation of a day, as the dashboard's list shows it.

use crate::app::{Action, Content, Line, Model, Now, Weight, explain};

use super::answer::{Answer, Problem};
use super::open::Opened;
use super::shown::full_date;

/// What can be asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: upswing why --day yesterday")]
pub struct Why {
    /// Another day: 2025-03-01, -3d, yesterday, last monday
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    day: Option<String>,
}

/// Explains a day.
pub fn run(args: &Why, opened: &Opened) -> Result<Answer, Problem> {
    let today = opened.past_day(args.day.as_deref())?;
    let now = Now { today, ..opened.now };
    let settings = &opened.settings;
    let mut model = Model::new(opened.journal.clone(), now, opened.device, settings.tuning.clone(), settings.keymap.clone());
    model.facts = opened.facts_on(today);
    model.refresh_week();
    // A line that names a key of the dashboard is of no use here: what the key shows follows at once.
    let key = format!("{} ", settings.keymap.key_of(Action::Cycle));
    let mut why = explain::why(&model);
    why.retain(|line| !line.text.starts_with(&key));
    let cycle = explain::cycle(&model);
    Ok(Answer::Text(format!("{}\n{}\n{}\n{}", full_date(today), block(&why), Content::Cycle.title(), block(&cycle))))
}

/// Lines with their leads below each other, and no air at the end.
pub fn block(lines: &[Line]) -> String {
    let width = lines.iter().map(|line| line.lead.chars().count()).max().unwrap_or(0);
    let lines: Vec<String> = lines.iter().map(|line| shown(line, width).trim_end().to_owned()).collect();
    lines.join("\n").trim_end().to_owned() + "\n"
}

fn shown(line: &Line, width: usize) -> String {
    let Line { lead, text, note, weight, .. } = line;
    let text = if note.is_empty() { text.clone() } else { format!("{text}  ({note})") };
    match weight {
        Weight::Heading => text,
        Weight::Strong | Weight::Plain | Weight::Muted if lead.is_empty() => format!("  {text}"),
        Weight::Strong | Weight::Plain | Weight::Muted => format!("  {lead:>width$}  {text}"),
    }
}
