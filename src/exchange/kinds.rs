//! What kind of session the words of other programs mean (`formats.md` §1, *Kinds*).

use crate::domain::Kind;

/// Words in any of the languages of [`super::words`], in the order they are looked for. Each begins a word (`walk`,
/// `walking`, but no `catwalk`); one that ends in `=` is a whole word, because others begin alike; one that begins with `~`
/// may stand anywhere, because languages that join words put it last (`Hallenfußball`). A race is known by its flag, not by a
/// word: a title may hold "pace of the last race".
const WORDS: &[(Kind, &[&str])] = &[
    (
        Kind::Strength,
        &[
            "weight",
            "~strength",
            "gym=",
            "crossfit",
            "functional fitness",
            "~kraft",
            "~kracht",
            "~styrke",
            "~styrka",
            "musculation",
            "musculação",
            "musculación",
            "renforcement",
            "fuerza",
            "forza=",
            "força",
            "siłow",
            "siła=",
            "súlyz",
            "erősít",
            "pesas=",
            "pesi=",
            "gewicht",
            "~vekttren",
            "~vægttræn",
            "~viktträn",
            "haltère",
        ],
    ),
    (
        Kind::Mobility,
        &[
            "~yoga",
            "jóga",
            "joga=",
            "pilates",
            "stretch",
            "mobility",
            "breath",
            "meditat",
            "meditac",
            "meditaz",
            "walk",
            "~dehnen",
            "gehen",
            "~spazier",
            "marche",
            "caminata",
            "caminhada",
            "caminar",
            "cammin",
            "wandelen",
            "wandeling",
            "gång=",
            "gang=",
            "gåtur",
            "promenad",
            "spacer",
            "séta",
            "chód=",
            "étirement",
            "estiramiento",
            "méditation",
        ],
    ),
    (Kind::Balance, &["balance=", "balancing", "slackline", "slacklining"]),
    // To climb stairs is no climbing.
    (Kind::Endurance, &["stair", "~treppe", "floor climbing"]),
    (
        Kind::Skill,
        &[
            "climb",
            "~boulder",
            "dance",
            "dancing",
            "skate",
            "skating",
            "rollerskat",
            "martial",
            "~gymnast",
            "golf",
            "technique",
            "~klettern",
            "escalade",
            "escalada",
            "arrampicata",
            "~klimmen",
            "~klatr",
            "~klättr",
            "wspinacz",
            "falmászás",
            "tanz",
            "danse=",
            "baile=",
            "ballo=",
            "dança",
        ],
    ),
    (
        Kind::Intervals,
        &[
            "hiit",
            "~interval",
            "~boxing",
            "~boxen",
            "boxeo",
            "boxe=",
            "~boksen",
            "~boksing",
            "~boxning",
            "soccer",
            "~football",
            "~fußball",
            "~fussball",
            "fútbol",
            "futbol",
            "calcio",
            "futebol",
            "~voetbal",
            "~fotboll",
            "~fodbold",
            "~fotball",
            "piłka",
            "labdarúgás",
            "~basketball",
            "baloncesto",
            "~tennis",
            "tenis",
            "tênis",
            "~handball",
            "~volleyball",
            "~hockey",
            "rugby",
            "squash",
            "badminton",
            "futsal",
            "padel",
            "pádel",
            "~pickleball",
            "~floorball",
            "innebandy",
            "~baseball",
            "~softball",
            "cricket",
            "lacrosse",
            "~racquetball",
            "racket",
            "dodgeball",
            "ping pong",
            "pingpong",
            "water polo",
            "ultimate disc",
            "ultimate frisbee",
            "ball game",
        ],
    ),
];

/// Sports that say nothing about what was done: then the title decides.
const GENERIC: [&str; 39] = [
    "",
    "workout",
    "other",
    "training",
    "sport",
    "sports",
    "unknown",
    "cardio",
    "activity",
    "exercise",
    "generic",
    "sonstige",
    "sonstiges",
    "andere",
    "anderes",
    "autre",
    "otro",
    "otros",
    "altro",
    "outro",
    "overig",
    "anders",
    "övrigt",
    "annat",
    "andet",
    "annet",
    "inne",
    "egyéb",
    "entraînement",
    "entrenamiento",
    "allenamento",
    "treino",
    "work-out",
    "träning",
    "træning",
    "trening",
    "edzés",
    "outros",
    "kardio",
];

/// What programs record beside training, as the whole name of the sport.
const NO_TRAINING: [&str; 9] =
    ["transition", "day off", "rest", "rest day", "gaming", "commuting", "high stress work", "driving", "automotive"];

/// A kind, and whether the file says it or it was guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guess {
    /// What it is.
    pub kind: Kind,
    /// The sport decides.
    pub said: bool,
}

/// What a sport and a title stand for: the sport where it is one that is known, else the title; `None` = no training.
pub fn of(sport: &str, title: &str) -> Option<Guess> {
    let sport = plain(sport);
    if NO_TRAINING.contains(&sport.as_str()) {
        return None;
    }
    let said = !GENERIC.contains(&sport.as_str());
    Some(Guess { kind: guess(if said { &sport } else { title }), said })
}

/// The kind that the words of a sport, type or title stand for; what is not in the list moves steadily.
pub fn guess(words: &str) -> Kind {
    listed(words).unwrap_or(Kind::Endurance)
}

/// The kind that the list has for these words.
fn listed(words: &str) -> Option<Kind> {
    let words = plain(words);
    let whole: Vec<&str> = words.split(|character: char| !character.is_alphanumeric()).collect();
    WORDS.iter().find(|(_, list)| list.iter().any(|word| is_in(word, &words, &whole))).map(|(kind, _)| *kind)
}

/// Is a word of the list in these?
fn is_in(word: &str, words: &str, whole: &[&str]) -> bool {
    if let Some(anywhere) = word.strip_prefix('~') {
        return words.contains(anywhere);
    }
    match word.strip_suffix('=') {
        Some(word) => whole.contains(&word),
        None if word.contains(' ') => words.contains(word),
        None => whole.iter().any(|whole| whole.starts_with(word)),
    }
}

/// As words are compared: `Strength_Training` and `strength training` are the same.
fn plain(words: &str) -> String {
    words.trim().to_lowercase().replace('_', " ")
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
            ("CrossFit", Kind::Strength),
            ("Kickboxing", Kind::Intervals),
            ("marche nordique", Kind::Mobility),
            ("Spaziergang", Kind::Mobility),
            ("Gymnastik am Eingang", Kind::Skill),
            ("Ice Skating", Kind::Skill),
            ("Inline skates", Kind::Skill),
            ("Social dancing", Kind::Skill),
            ("Stair Climbing", Kind::Endurance),
            ("floor_climbing", Kind::Endurance),
            ("Rock climbing", Kind::Skill),
            ("Ride to the catwalk, good guidance", Kind::Endurance),
            ("Run without imbalance", Kind::Endurance),
            ("Hallenfußball", Kind::Intervals),
            ("Maximalkraft", Kind::Strength),
            ("Langdistanz", Kind::Endurance),
            ("Musculação", Kind::Strength),
            ("Vekttrening", Kind::Strength),
            ("", Kind::Endurance),
        ] {
            assert_eq!(guess(words), kind, "{words}");
        }
    }

    /// What moves steadily is not in the list of words.
    const STEADY: [&str; 5] = ["running", "cycling", "hiking", "swimming", "other"];

    #[test]
    fn what_a_table_of_numbers_calls_a_sport_is_in_the_list_of_words() {
        let tables = crate::exchange::polar::SPORTS.iter().chain(&crate::exchange::samsung::EXERCISES);
        for (number, words) in tables {
            let steady = STEADY.iter().any(|steady| words.contains(steady));
            assert!(steady != listed(words).is_some(), "{number} {words}: {:?}", listed(words));
        }
        let games = "futsal, padel, Pádel, pickleball, floorball, Innebandy, baseball, softball, cricket, lacrosse, racquetball, \
                     racket, dodgeball, ping pong, pingpong, water_polo, ultimate disc, squash, badminton, beach volleyball";
        for game in games.split(", ") {
            assert_eq!(guess(game), Kind::Intervals, "{game}");
        }
    }

    #[test]
    fn a_known_sport_goes_before_the_title() {
        let kind = |sport, title| of(sport, title).map(|guess| (guess.kind, guess.said));
        assert_eq!(kind("Run", "Run/walk with a friend"), Some((Kind::Endurance, true)));
        assert_eq!(kind("Virtual Ride", "Strength endurance 2×20"), Some((Kind::Endurance, true)));
        assert_eq!(kind("Workout", "Strength endurance"), Some((Kind::Strength, false)));
        assert_eq!(kind("Other", "Lunch"), Some((Kind::Endurance, false)));
        assert_eq!(kind("Träning", "Styrka"), Some((Kind::Strength, false)));
        assert_eq!(kind("Meditation", ""), Some((Kind::Mobility, true)));
        assert_eq!(kind("strength_training", "Legs"), Some((Kind::Strength, true)));
        for sport in ["Transition", "Day Off", "Rest", "Gaming", "High Stress Work"] {
            assert_eq!(of(sport, "Run"), None, "{sport}");
        }
    }
}
