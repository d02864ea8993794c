//! Which lists there are, and what can be done in each; what stands in them is decided in `lists`.

use crate::app::week::TemplateChoice;

/// Which list it is, so that it can be filled again when something changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Keys and words.
    Help,
    /// Commands by name.
    Palette,
    /// All days.
    Days,
    /// What was said.
    Messages,
    /// What was written, and can be taken back alone.
    Changes,
    /// What a file would bring.
    Import,
    /// Today's explanation.
    Why,
    /// What the last weeks of work led to.
    Cycle,
    /// What the tests say.
    Fit,
    /// The curves of the chart.
    Series,
    /// Weeks to begin with.
    Templates,
    /// May this one set the time of days?
    TemplateTime(TemplateChoice),
    /// Inks.
    Themes,
    /// What the curves mean and show.
    Curves,
    /// Something is not saved: leave all the same?
    Leaving,
    /// What was not saved the last time.
    Left,
    /// Does the score mean anything for this person?
    Proof,
    /// Experiments on oneself.
    Experiments,
    /// What holds over days.
    Spans,
    /// Everybody in a coach's folder; nothing is below it.
    People,
    /// What the numbers under the cursor are.
    What,
}

impl Content {
    /// The title on the border.
    pub fn title(self) -> &'static str {
        match self {
            Content::Help => "Help",
            Content::Palette => "Commands",
            Content::Days => "Days",
            Content::Messages => "Messages",
            Content::Changes => "Changes",
            Content::Import => "Import",
            Content::Why => "Why",
            Content::Cycle => "Did I let my body respond to the work I did?",
            Content::Fit => "What your tests say",
            Content::Series => "Curves",
            Content::Templates => "A week to begin with",
            Content::TemplateTime(_) => "More time on some days?",
            Content::Themes => "Themes",
            Content::Curves => "What the curves say",
            Content::Leaving => "Leave with changes that are not saved?",
            Content::Left => "Not saved the last time",
            Content::Proof => "Does the score mean anything for you?",
            Content::Experiments => "Experiments on yourself",
            Content::Spans => "Ill, injured or away",
            Content::People => "People",
            Content::What => "What is this?",
        }
    }

    /// Does typing look for lines?
    pub fn searchable(self) -> bool {
        match self {
            Content::Palette | Content::Days | Content::Help | Content::Changes | Content::People => true,
            Content::Messages
            | Content::Import
            | Content::Why
            | Content::Cycle
            | Content::Fit
            | Content::Series
            | Content::Templates
            | Content::TemplateTime(_)
            | Content::Themes
            | Content::Curves
            | Content::Leaving
            | Content::Left
            | Content::Proof
            | Content::Experiments
            | Content::Spans
            | Content::What => false,
        }
    }

    /// Is a line chosen, or is the text only scrolled?
    pub fn chooses(self) -> bool {
        match self {
            Content::Palette
            | Content::Days
            | Content::Series
            | Content::Templates
            | Content::TemplateTime(_)
            | Content::Themes
            | Content::Help
            | Content::Changes
            | Content::Import
            | Content::Leaving
            | Content::Left
            | Content::Spans
            | Content::People => true,
            Content::Messages
            | Content::Why
            | Content::Cycle
            | Content::Fit
            | Content::Curves
            | Content::Proof
            | Content::Experiments
            | Content::What => false,
        }
    }
}
