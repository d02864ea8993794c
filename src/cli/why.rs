//! `upswing why`: the whole explanation of a day, as the dashboard's list shows it.

use crate::app::{Action, Content, Line, Model, Now, Weight, explain};
use crate::ui::theme::Role;

use super::answer::{Answer, Problem};
use super::open::Opened;
use super::shown::full_date;
use super::told::TextLine;

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
    // What was planned on a past day is not kept: its facts are others.
    if today < opened.today() {
        model.facts = opened.facts_on(today);
        model.refresh_week();
    }
    // A line that names a key of the dashboard is of no use here: what the key shows follows at once.
    let key = format!("{} ", settings.keymap.key_of(Action::Cycle));
    let mut why = explain::why(&model);
    why.retain(|line| !line.text.starts_with(&key));
    let cycle = explain::cycle(&model);
    let mut lines = vec![TextLine::heading(full_date(today))];
    lines.extend(block(&why));
    lines.extend([TextLine::default(), TextLine::heading(Content::Cycle.title())]);
    lines.extend(block(&cycle));
    Ok(Answer::Lines(lines))
}

/// Lines with their leads below each other, and no air at the end.
pub fn block(lines: &[Line]) -> Vec<TextLine> {
    let width = lines.iter().map(|line| line.lead.chars().count()).max().unwrap_or(0);
    let end = lines.iter().rposition(|line| !(line.lead.is_empty() && line.text.is_empty())).map_or(0, |last| last + 1);
    lines.iter().take(end).map(|line| told(line, width)).collect()
}

fn told(line: &Line, width: usize) -> TextLine {
    let Line { lead, text, note, weight, .. } = line;
    let role = match weight {
        Weight::Heading | Weight::Strong => Role::Strong,
        Weight::Plain => Role::Plain,
        Weight::Muted => Role::Muted,
    };
    let told = match weight {
        Weight::Heading => TextLine::of(role, text.trim_end()),
        _ if text.is_empty() && lead.is_empty() => TextLine::default(),
        Weight::Strong | Weight::Plain | Weight::Muted if lead.is_empty() => TextLine::of(role, format!("  {}", text.trim_end())),
        Weight::Strong | Weight::Plain | Weight::Muted => TextLine::of(role, format!("  {lead:>width$}  {}", text.trim_end())),
    };
    if note.is_empty() { told } else { told.and(Role::Muted, format!("  ({note})")) }
}
