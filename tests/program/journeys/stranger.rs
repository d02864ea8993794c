//! Somebody who never saw it. Every key is read from the screen, where it stands before the words that say what it
//! does; what they press is counted.

use super::{ESC, Home};
use crate::pty::Terminal;

/// A person who knows nothing but what stands on the screen.
struct Stranger {
    terminal: Terminal,
    presses: usize,
}

impl Stranger {
    fn at(home: &Home, columns: u16, rows: u16) -> Stranger {
        let terminal = home.start().size(columns, rows).go();
        terminal.wait_for("? help");
        Stranger { terminal, presses: 0 }
    }

    /// Presses the key that stands before these words.
    fn press_for(&mut self, words: &str) {
        self.terminal.wait(&format!("a key before {words:?}"), |screen| key_before(&screen.contents(), words).is_some());
        let key = key_before(&self.terminal.text(), words).unwrap();
        self.press(&key);
    }

    fn press(&mut self, key: &str) {
        self.terminal.keys(&sent(key));
        self.presses += 1;
    }

    fn types(&mut self, text: &str) {
        self.terminal.keys(text);
        self.presses += text.chars().count();
    }

    /// Answers the question that waits with its fourth word, by the digit before it.
    fn answers_well(&mut self, answered: usize) {
        self.terminal.wait_for(&format!("{answered} of 10"));
        let screen = self.terminal.text();
        let words = |line: &&str| ["1 ", "2 ", "3 ", "4 ", "5 "].iter().all(|digit| line.contains(&format!(" {digit}")));
        let options = screen.lines().find(words).unwrap_or_else(|| panic!("no words to choose from\n{screen}"));
        let fourth = options.split_once(" 4 ").unwrap().1.split("  ").next().unwrap().trim().to_owned();
        self.press_for(&fourth);
    }
}

/// Keys as they are shown, and as a terminal sends them.
const NAMED: [(&str, &str); 9] = [
    ("Enter", "\r"),
    ("Esc", ESC),
    ("Tab", "\t"),
    ("Space", " "),
    ("Ctrl+s", "\x13"),
    ("PgUp", "\x1b[5~"),
    ("PgDn", "\x1b[6~"),
    ("↑", "\x1b[A"),
    ("↓", "\x1b[B"),
];

fn sent(key: &str) -> String {
    NAMED.iter().find(|(name, _)| *name == key).map_or_else(|| key.to_owned(), |(_, bytes)| (*bytes).to_owned())
}

/// The key that stands right before these words, anywhere on the screen.
fn key_before(screen: &str, words: &str) -> Option<String> {
    let is_key = |word: &str| word.chars().count() == 1 || NAMED.iter().any(|(name, _)| *name == word);
    let before = |line: &str| {
        let places = line.match_indices(words);
        let mut keys = places.filter_map(|(at, _)| {
            let ends = line[at + words.len()..].chars().next().is_none_or(|next| !next.is_alphanumeric());
            let word = line[..at].strip_suffix(' ')?.split_whitespace().next_back()?;
            (ends && is_key(word)).then(|| word.to_owned())
        });
        keys.next()
    };
    screen.lines().find_map(before)
}

#[test]
fn a_stranger_checks_in_by_what_the_screen_says() {
    let home = Home::new();
    let mut stranger = Stranger::at(&home, 80, 24);
    stranger.press_for("checks in");
    for answered in 0..7 {
        stranger.answers_well(answered);
    }
    // No watch and no scales: the three numbers are left out.
    for _ in 0..3 {
        stranger.press_for("take or skip");
    }
    stranger.press_for("saves");
    stranger.terminal.wait_for("Check-in of Wed 18 Nov saved.");
    stranger.terminal.wait_for("energy 4");
    assert_eq!(stranger.presses, 12, "one to begin, seven answers, three left out, one to save");
    stranger.terminal.quit();
}

/// How many days before the 1st of October the axis begins, by its ticks: 18 November less three months are 44.
fn days_before_october(screen: &str) -> usize {
    let lines: Vec<&str> = screen.lines().collect();
    let Some(at) = lines.iter().position(|line| line.contains("└") && line.contains('┬')) else { return 0 };
    let column = |line: &str, text: &str| line.find(text).map(|at| line[..at].chars().count());
    let row = |at: usize| lines.get(at).copied().unwrap_or_default();
    let (axis, labels) = (row(at), row(at + 1));
    let ticks: Vec<usize> = axis.chars().enumerate().filter(|(_, sign)| *sign == '┬').map(|(place, _)| place).collect();
    let tick = |month: &str| {
        let label = column(labels, month)? + 1;
        ticks.iter().copied().min_by_key(|tick| tick.abs_diff(label))
    };
    let (Some(begin), Some(september), Some(october)) = (column(axis, "└"), tick("Sep"), tick("Oct")) else { return 0 };
    (october - begin - 1) * 30 / (october - september).max(1)
}

#[test]
fn a_stranger_sees_the_last_three_months() {
    let home = Home::lived_in();
    let mut stranger = Stranger::at(&home, 80, 24);
    stranger.press_for("Chart");
    stranger.press_for("wider");
    stranger.terminal.wait("three months", |screen| days_before_october(&screen.contents()) >= 44);
    assert_eq!(stranger.presses, 2);
    stranger.terminal.quit();
    // Where all panes stand there are no tabs: the command is found by its word.
    let mut stranger = Stranger::at(&home, 120, 36);
    stranger.press_for("commands");
    stranger.terminal.wait_for("type to look for");
    stranger.types("chart");
    stranger.terminal.wait_for("Go to the chart.");
    stranger.press_for("take");
    stranger.press_for("wider");
    stranger.terminal.wait("three months", |screen| days_before_october(&screen.contents()) >= 44);
    assert_eq!(stranger.presses, 8, "one for the commands, five letters, one to take, one to see more");
    stranger.terminal.quit();
}

#[test]
fn a_stranger_plans_the_next_week() {
    let home = Home::new();
    let mut stranger = Stranger::at(&home, 80, 24);
    stranger.press_for("Week");
    stranger.terminal.wait_for("Nothing on Wed 18 Nov.");
    // The ways to other weeks stand beside the days of this one: the last of them leads on.
    let screen = stranger.terminal.text();
    let title = screen.lines().find(|line| line.contains("16–22 Nov")).unwrap();
    let on = title.split_whitespace().rfind(|word| NAMED.iter().any(|(name, _)| name == word)).unwrap().to_owned();
    stranger.press(&on);
    stranger.terminal.wait_for("23–29 Nov");
    stranger.press_for("template");
    stranger.terminal.wait_for("A week to begin with");
    stranger.press_for("take");
    stranger.terminal.wait_for("7 sessions planned, as for desk-worker.");
    assert_eq!(stranger.presses, 4);
    stranger.terminal.quit();
}

#[test]
fn what_is_wrong_in_the_settings_stays_whole_and_says_that_there_is_more() {
    let home = Home::new();
    let text = "theme = \"pink\"\nascii = 3\n[thresholds.readiness]\nbuild_from = 10\n";
    std::fs::write(home.0.path().join("config.toml"), text).unwrap();
    let mut terminal = home.start().size(80, 24).go();
    terminal.wait_for("milli-points, found 10");
    terminal.wait_for("2 more: m shows all.");
    terminal.keys("m");
    terminal.wait_for("found \"pink\"");
    terminal.wait_for("ascii");
    terminal.keys(ESC);
    terminal.wait_for("Enter why");
    terminal.quit();
}
