//! What kind of session the words of other programs mean (`formats.md` §1, *Kinds*).

use crate::domain::Kind;

/// Words in sport, type or title, in the order they are looked for. A race is known by its flag, not
/// by a word: a title may hold "pace of the last race".
const WORDS: &[(Kind, &[&str])] = &[
    (Kind::Strength, &["weight", "strength", "gym ", "crossfit", "kraft", "styrke", "styrka", "musculation", "fuerza"]),
    (Kind::Mobility, &["yoga", "pilates", "stretch", "mobility", "breath", "meditation", "walk", "dehnen", "gehen"]),
    (Kind::Balance, &["balance", "slackline"]),
    (Kind::Skill, &["climb", "boulder", "dance", "skate", "martial", "gymnast", "golf", "technique"]),
    (
        Kind::Intervals,
        &[
            "hiit",
            "interval",
            "soccer",
            "football",
            "basketball",
            "tennis",
            "handball",
            "volleyball",
            "hockey",
            "rugby",
            "squash",
            "badminton",
            "ball game",
        ],
    ),
];

/// The kind that the words of a sport, type or title stand for; what is not in the list moves steadily.
pub fn guess(words: &str) -> Kind {
    // A word at the very end is found like one in the middle.
    let words = format!("{} ", words.to_lowercase());
    let found = WORDS.iter().find(|(_, list)| list.iter().any(|word| words.contains(word)));
    found.map_or(Kind::Endurance, |(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_match_wins() {
        for (words, kind) in [
            ("Weight Training", Kind::Strength),
            ("team, soccer", Kind::Intervals),
            ("individual, running", Kind::Endurance),
            ("Gym", Kind::Strength),
            ("gymnastics", Kind::Skill),
            ("Morning walk", Kind::Mobility),
            ("", Kind::Endurance),
        ] {
            assert_eq!(guess(words), kind, "{words}");
        }
    }
}
