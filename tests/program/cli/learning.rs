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
    let refusals = [
        (format!("{new} --pairs 9"), "10–30 pairs"),
        (format!("{new} --from today"), "a first day after today"),
        (format!("{new} --unit session --kind strength"), "charge, rpe, clean"),
        (format!("{new} --unit session"), "charge, rpe, clean"),
    ];
    for (line, words) in refusals {
        home.run(&line).refused(1, &[words]);
    }
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
    home.run("experiment end").refused(1, &["it is over"]);
    home.run("undo").refused(1, &["final"]);
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
