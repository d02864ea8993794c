//! What a person's own history may claim, on the command line: names and values of `learning.md` §1, §5, §6 and §7.

use std::fs;

use serde_json::{Value, json};

use super::Home;
use super::contract::has_keys;

/// A home that asks for ratings, on the last of 40 mornings that have one.
fn rated() -> Home {
    let home = Home::new();
    fs::create_dir(home.folder.path().join("config")).unwrap();
    fs::write(home.folder.path().join("config/config.toml"), "ask_ready = true\n").unwrap();
    let mut table = "day,energy,mood,motivation,soreness,stress,movement,sleep_quality,ready,tags\n".to_owned();
    let today: upswing::domain::Day = home.today.parse().unwrap();
    for number in 0..40_i64 {
        let (energy, mood) = (1 + number * 3 % 5, 1 + number * 7 % 4);
        table += &format!("{},{energy},{mood},3,3,3,3,3,{},sauna late-meal\n", today.minus(39 - number), 2 + energy + number % 2);
    }
    fs::write(home.folder.path().join("mornings.csv"), table).unwrap();
    home.says("import mornings.csv");
    home
}

#[test]
fn own_weights_and_expected_ratings_have_the_names_of_the_specification() {
    let home = rated();
    let today = home.json("today --json");
    let own = &today["own"];
    has_keys(own, &["ratings", "used", "since", "log_odds", "share", "weights", "as_specified"]);
    has_keys(&own["as_specified"], &["score", "score_milli", "band", "verdict"]);
    assert_eq!((&own["ratings"], &own["since"]), (&json!(39), &json!("2026-11-16")));
    let weights = own["weights"].as_array().unwrap();
    assert_eq!(weights.len(), 7);
    has_keys(&weights[0], &["id", "percent", "worst", "best"]);
    let sum = |key: &str| weights.iter().map(|weight| weight[key].as_i64().unwrap()).sum::<i64>();
    assert_eq!((sum("worst"), sum("best")), (-43_000, 25_000));
    has_keys(&today["expected"], &["mean", "low", "high"]);
    // Off, every number is the specified one.
    fs::remove_file(home.folder.path().join("config/config.toml")).unwrap();
    let off = home.json("today --json");
    assert_eq!((&off["own"], &off["expected"]), (&Value::Null, &Value::Null));
    for key in ["score", "score_milli", "band", "verdict"] {
        assert_eq!(off[key], own["as_specified"][key], "{key}");
    }
}

#[test]
fn the_proof_has_the_names_of_the_specification() {
    let keys = [
        "ratings",
        "window",
        "weeks",
        "pairs",
        "verdict",
        "why",
        "score",
        "energy",
        "own",
        "score_energy",
        "own_energy",
        "own_score",
        "expected",
        "sessions",
    ];
    let proof = rated().json("proof --json");
    has_keys(&proof, &keys);
    assert_eq!((&proof["ratings"], &proof["window"], &proof["verdict"]), (&json!(40), &json!(40), &json!("means_something")));
    has_keys(&proof["score"], &["c", "se", "low", "high", "verdict"]);
    has_keys(&proof["energy"], &["c", "se", "low", "high"]);
    has_keys(&proof["score_energy"], &["diff", "se", "verdict"]);
    has_keys(&proof["expected"], &["n", "error", "last_error"]);
    has_keys(&proof["sessions"], &["rpe", "charge"]);
    has_keys(&proof["sessions"]["rpe"], &["low_n", "high_n", "diff", "half", "verdict"]);
    let none = Home::new();
    let proof = none.json("proof --json");
    has_keys(&proof, &keys);
    assert_eq!((&proof["verdict"], &proof["why"], &proof["weeks"]), (&json!("unknown"), &json!("few"), &Value::Null));
    assert!(none.says("proof").contains("Unknown. Rate 20 more mornings and I can tell."));
    assert!(none.says("proof").contains("Your answers against your own rating: not performance, not health."));
}

#[test]
fn an_experiment_has_the_names_of_the_specification() {
    let home = rated();
    let new = "experiment new --question tea? --yes tea --outcome ready";
    home.run(&format!("{new} --outcome score")).refused(2, &["--outcome"]);
    let registered = home.json(&format!("{new} --json"));
    let one = &registered[0];
    has_keys(
        one,
        &[
            "id",
            "question",
            "yes",
            "unit",
            "kind",
            "outcome",
            "pairs",
            "first_day",
            "last_day",
            "seed",
            "state",
            "finished",
            "complete",
            "dropped",
            "kept",
            "find",
            "result",
        ],
    );
    assert_eq!((&one["pairs"], &one["seed"], &one["result"]), (&json!(20), &Value::Null, &Value::Null));
    assert_eq!(home.json("experiment --json"), registered);
    assert_eq!(home.json("experiment list --json"), registered);
    has_keys(&home.json("today --json")["experiment"], &["id", "question", "yes", "today", "tomorrow", "next"]);
    home.run(new).refused(1, &["waits already: one at a time"]);
    // An end is final, and tells the seed; stopped without a pair there is no result.
    let ended = &home.json("experiment end --json")[0];
    assert_eq!((&ended["state"], &ended["result"]["verdict"]), (&json!("stopped"), &json!("no_result")));
    assert!(ended["seed"].is_u64());
    home.run("experiment end").refused(1, &["found none: it is over, and `upswing experiment new` registers another"]);
    home.run("undo").refused(1, &["final", "register a new one"]);
}

/// What the program says where it refuses, without the name it says it by.
fn refusal(home: &Home, line: &str) -> String {
    let told = home.run(line);
    assert_eq!((told.code, told.out.as_str()), (1, ""), "{line}: {}", told.err);
    told.err.trim_end().trim_start_matches("upswing: ").to_owned()
}

#[test]
fn a_design_that_cannot_be_is_refused_with_its_reason_and_what_to_do() {
    let home = rated();
    let new = "experiment new --question tea? --yes tea";
    let refusals = [
        ("--outcome ready --pairs 9", "expected 10–30 pairs, found 9: fewer can hardly find anything. Take at least 10."),
        ("--outcome ready --pairs 31", "expected 10–30 pairs, found 31: so many hardly come to an end. Take at most 30."),
        ("--outcome ready --pairs 1000", "expected 10–30 pairs, found 1000: so many hardly come to an end. Take at most 30."),
        (
            "--outcome ready --from today",
            "expected a first day after today, 2026-11-22, found 2026-11-22: the coin falls before the day. Begin tomorrow.",
        ),
        (
            "--outcome ready --unit session --kind strength",
            "expected one outcome of charge, rpe, clean for a session, found ready. Choose one of these, or another unit.",
        ),
        (
            "--outcome charge",
            "expected one outcome of score, ready, rhr, hrv, sleep_minutes for a day, found charge. \
             Choose one of these, or another unit.",
        ),
        (
            "--outcome charge --unit session",
            "expected the kind of session, found none: say which one the coin decides (skill, strength, endurance, \
             intervals, balance, mobility, event).",
        ),
        (
            "--outcome ready --kind strength",
            "expected no kind of session for a day, found strength: leave it out, or let the coin decide sessions.",
        ),
    ];
    for (design, words) in refusals {
        assert_eq!(refusal(&home, &format!("{new} {design}")), words, "{design}");
    }
    let blank = ["experiment", "new", "--question", " ", "--yes", "tea", "--outcome", "ready"];
    home.run_words(&blank).refused(1, &["Say what you want to know"]);
    // Two outcomes are one too many, whatever they are.
    home.run(&format!("{new} --outcome ready --outcome score")).refused(2, &["--outcome"]);
    home.run(&format!("{new} --outcome luck")).refused(2, &["luck", "sleep_minutes"]);
    let none = "expected an experiment that waits or runs, found none: `upswing experiment new` registers one.";
    assert_eq!(refusal(&home, "experiment end"), none);
    home.run("experiment show").refused(1, &["found none"]);
    assert_eq!(home.json("experiment --json"), json!([]), "nothing was registered by all that");
}

#[test]
fn the_assignment_stands_in_the_status_from_the_evening_before_on() {
    let mut home = rated();
    let said = home.says("experiment new --question tea? --yes tea --outcome ready --from +2d");
    assert!(said.contains("It would find an effect of"), "what it can find, before it starts: {said}");
    assert!(!home.says("status").contains("tea"), "two days before nothing is told");
    for (today, days) in [("2026-11-23", ["tomorrow"].as_slice()), ("2026-11-24", &["today", "tomorrow"])] {
        home.today = today;
        let assigned = home.json("today --json")["experiment"].clone();
        let status = home.says("status");
        for day in days {
            let yes = assigned[day].as_bool().unwrap();
            let word = format!("{}: {}", day[..1].to_uppercase() + &day[1..], if yes { "tea." } else { "not “tea”." });
            assert!(status.to_lowercase().contains(&word.to_lowercase()), "expected {word} in {status}");
        }
    }
}

#[test]
fn a_registration_is_given_back_only_as_it_could_be_registered() {
    let mut home = rated();
    let new = |question: &str| format!("experiment new --question {question} --yes tea --outcome ready");
    home.says(&new("tea?"));
    home.says("undo");
    let first = home.json("undo --list --json")[0]["id"].as_str().unwrap().to_owned();
    home.says("undo --redo");
    home.says("undo");
    home.says(&new("coffee?"));
    assert!(refusal(&home, &format!("undo {first} --redo")).contains("waits already: one at a time"));
    home.says("experiment end");
    home.today = "2026-12-24";
    let late = refusal(&home, &format!("undo {first} --redo"));
    assert!(late.contains("expected a first day after today"), "{late}");
    assert_eq!(home.json("experiment --json").as_array().unwrap().len(), 1);
}

#[test]
fn an_import_with_a_begun_or_ended_experiment_goes_as_a_whole() {
    let mut other = rated();
    other.says("experiment new --question tea? --yes tea --outcome ready");
    other.today = "2026-11-25";
    other.run("undo").refused(1, &["It has begun: end it instead."]);
    other.says("backup begun.json");
    other.says("experiment end");
    other.says("backup ended.json");
    for file in ["begun.json", "ended.json"] {
        let home = Home::on("2026-11-25");
        fs::copy(other.folder.path().join(file), home.folder.path().join(file)).unwrap();
        home.says(&format!("import {file}"));
        assert_eq!(home.json("experiment --json").as_array().unwrap().len(), 1, "{file}");
        home.says("undo");
        assert_eq!(home.json("experiment --json"), json!([]), "{file}");
        home.says("undo --redo");
        assert_eq!(home.json("experiment --json").as_array().unwrap().len(), 1, "{file}");
    }
    // Of an import only the experiment was new, and it is over: still one change.
    let home = Home::on("2026-11-25");
    fs::copy(other.folder.path().join("ended.json"), home.folder.path().join("ended.json")).unwrap();
    fs::copy(other.folder.path().join("mornings.csv"), home.folder.path().join("mornings.csv")).unwrap();
    home.says("import mornings.csv");
    home.says("import ended.json");
    home.says("undo");
    assert_eq!(home.json("experiment --json"), json!([]));
}

#[test]
fn tags_are_said_after_a_session_too() {
    let home = Home::new();
    let told = home.run_words(&["log", "strength", "50", "7", "--tags", "Hot-Bath, a_b sauna"]).done();
    assert!(told.contains("No tags: a_b"), "{told}");
    home.run_words(&["log", "skill", "40", "6", "--tags", "sauna"]).done();
    let tags = home.json("tags --json");
    let tag = |tag: &str| json!({"tag": tag, "days": 1, "last": "2026-11-22"});
    assert_eq!(tags, json!([tag("hot-bath"), tag("sauna")]));
    assert_eq!(home.json("today --json")["score"], Value::Null, "a tag makes no score");
    // The first eight of a day count, and nothing is lost without a word.
    let told = home.run_words(&["log", "skill", "40", "6", "--new", "--tags", "a b c d e f g"]).done();
    assert!(told.contains("No tags: g;"), "{told}");
    assert_eq!(home.json("tags --json").as_array().unwrap().len(), 8);
}

#[test]
fn tags_are_counted_and_nothing_more() {
    let home = rated();
    assert_eq!(
        home.json("tags --json"),
        json!([
            {"tag": "late-meal", "days": 40, "last": "2026-11-22"},
            {"tag": "sauna", "days": 40, "last": "2026-11-22"},
        ])
    );
    assert!(home.says("tags").contains("A tag is a mark. To learn what it does, make it an experiment."));
    let words = ["checkin", "--tags", "Sauna, a_b"];
    let told = home.run_words(&words).done();
    assert!(told.contains("a_b") && told.contains("#sauna"), "{told}");
}

#[test]
fn a_rating_is_a_whole_number_and_moves_no_score() {
    let home = Home::new();
    home.run("checkin --ready 11").refused(2, &["0–10"]);
    home.run("checkin --ready 7.0").refused(2, &["7.0"]);
    let all = "--energy 4 --mood 4 --motivation 3 --soreness 3 --stress 3 --movement 3 --sleep-quality 3";
    home.says(&format!("checkin {all} --ready 9"));
    let before = home.json("today --json");
    // Answers and rating together are one said before; a second one, after a score was there, is one said later.
    home.says("checkin --ready 2");
    assert_eq!(home.json("today --json")["score_milli"], before["score_milli"]);
    let days = home.json("trend --json")["days"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&days["ready"], &days["ready_later"]), (&json!(9), &json!(2)));
}
