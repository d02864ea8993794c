//! Which inks the screen has, by name.

use super::list::{Line, Lines, Pick, Weight};

/// The themes there are. The inks themselves are the screen's.
#[derive(Debug, Clone, Default)]
pub struct Themes {
    /// Their names, one's own first.
    pub names: Vec<String>,
    /// The one that was chosen.
    pub chosen: String,
    /// The one that is seen: while the list is open, the one under the cursor.
    pub seen: String,
}

impl Themes {
    /// A line for each, the chosen one said so.
    pub fn lines(&self) -> Lines {
        let line = |name: &String| {
            let line = Line::new("", name.replace('_', " "), Weight::Plain).picks(Pick::Theme(name.clone()));
            if *name == self.chosen { line.noted("now") } else { line }
        };
        Lines::Written(self.names.iter().map(line).collect())
    }
}
