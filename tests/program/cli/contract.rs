//! The JSON that scripts rely on: every key is there, of its type; what is absent is null.

use serde_json::{Value, json};

use super::Home;

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[track_caller]
pub fn has_keys(value: &Value, expected: &[&str]) {
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    let mut found = keys(value);
    found.sort_unstable();
    assert_eq!(found, expected);
}

const TODAY: [&str; 24] = [
    "day",
    "score",
    "score_milli",
    "confidence",
    "evidence",
    "band",
    "verdict",
    "stage",
    "stage_days",
    "stage_return",
    "limits",
    "bars",
    "missing",
    "refused",
    "confirm",
    "headline",
    "reasons",
    "session",
    "change",
    "load",
    "charge",
    "own",
    "expected",
    "experiment",
];

#[test]
fn an_empty_journal_has_every_key_and_no_filler() {
    let today = Home::new().json("today --json");
    has_keys(&today, &TODAY);
    for absent in ["score", "score_milli", "band", "stage_days", "session"] {
        assert_eq!(today[absent], Value::Null, "{absent}");
    }
    assert_eq!((&today["verdict"], &today["stage"], &today["confidence"]), (&json!("none"), &json!("fresh"), &json!("none")));
    assert_eq!(today["change"], json!({"up": null, "down": null}));
    assert_eq!(today["missing"].as_array().unwrap().len(), 5);
    assert_eq!(today["headline"], json!(["no_checkin"]));
}

#[test]
fn a_morning_adds_up() {
    let home = Home::new();
    home.says("checkin --energy 2 --mood 3 --motivation 4 --stress 3 --movement 4 --sleep 4:30 --pain --hrv 250");
    home.says("plan add strength 50 8");
    let today = home.json("today --json");
    let sum = |key: &str| today["bars"].as_array().unwrap().iter().map(|bar| bar[key].as_i64().unwrap()).sum::<i64>();
    assert_eq!(70_000 + sum("milli"), today["score_milli"].as_i64().unwrap());
    assert_eq!(700 + sum("shown"), today["score_milli"].as_i64().unwrap().div_euclid(100));
    assert_eq!(today["score"].as_i64().unwrap(), today["score_milli"].as_i64().unwrap().div_euclid(1000));
    assert_eq!(today["limits"][0], json!({"id": "sleep_under_5", "cap": 55, "ceiling": "ease"}));
    assert_eq!(today["limits"][1]["id"], "pain");
    let bar = today["bars"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&bar["id"], &bar["group"]), (&json!("limit"), &json!("limit")));
    assert_eq!(today["confirm"], json!(["hrv_rmssd"]));
    has_keys(&today["reasons"][0], &["id", "class", "numbers", "text", "seed"]);
    let session = &today["session"];
    has_keys(session, &["id", "do", "kind", "minutes", "volume_pct", "rir", "rpe_cap", "failure_ok", "blocks"]);
    assert_eq!((&session["do"], &session["minutes"], &session["volume_pct"]), (&json!("ease"), &json!(30), &json!(60)));
    assert_eq!((&session["rir"], &session["rpe_cap"], &session["failure_ok"]), (&json!([3, 3]), &json!(6.0), &json!(false)));
    assert_eq!(session["blocks"].as_array().unwrap().iter().map(|block| block.as_i64().unwrap()).sum::<i64>(), 30);
    has_keys(&today["load"], &["fitness", "fatigue", "form", "settling"]);
    has_keys(&today["charge"], &["charged", "drained", "days"]);
}

#[test]
fn a_rest_day_has_a_session_that_says_rest() {
    let home = Home::new();
    home.says("checkin --ill");
    let session = &home.json("today --json")["session"];
    assert_eq!((&session["do"], &session["kind"], &session["minutes"]), (&json!("rest"), &Value::Null, &json!(0)));
    assert_eq!((&session["rir"], &session["rpe_cap"], &session["blocks"]), (&Value::Null, &Value::Null, &Value::Null));
}

#[test]
fn what_would_change_it_is_a_field_a_value_and_a_verdict() {
    let home = Home::new();
    let all = "--energy 3 --mood 3 --motivation 3 --stress 3 --movement 3 --soreness 3 --sleep-quality 3";
    home.says(&format!("checkin {all} --pain"));
    assert_eq!(home.json("today --json")["change"]["up"], json!(["pain", false, "train"]));
    home.says("checkin --pain=no --sleep 4:50");
    let change = &home.json("today --json")["change"];
    assert_eq!((&change["up"][0], &change["up"][1]), (&json!("sleep_minutes"), &json!(420)));
    home.says("checkin --sleep 7:00");
    assert_eq!(home.json("today --json")["change"]["down"], json!(["energy", 1, "ease"]));
}

#[test]
fn the_trend_has_every_day_and_every_field() {
    let home = Home::new();
    home.says("log endurance 60 4 --day -3d");
    home.says("checkin --energy 4 --mood 4 --stress 4 --sleep 7:00 --ill=no");
    let trend = home.json("trend --json");
    assert_eq!((&trend["from"], &trend["to"]), (&json!("2026-08-31"), &json!("2026-11-22")));
    let days = trend["days"].as_array().unwrap();
    assert_eq!(days.len(), 4, "from the first day that says anything");
    for key in ["day", "load", "fitness", "fatigue", "form", "settling", "gap", "score", "energy", "sleep_minutes", "note"] {
        assert!(keys(&days[0]).contains(&key), "{key}");
    }
    assert_eq!((&days[0]["load"], &days[0]["energy"], &days[0]["score"]), (&json!(57.12), &Value::Null, &Value::Null));
    assert_eq!((&days[3]["energy"], &days[3]["ill"], &days[3]["sleep_minutes"]), (&json!(4), &json!(false), &json!(420)));
    let table = home.says("trend --csv");
    assert_eq!(table.lines().count(), 5);
    assert_eq!(table.lines().next().unwrap().split(',').count(), table.lines().last().unwrap().split(',').count());
}

#[test]
fn the_plan_has_the_names_of_the_specification() {
    let home = Home::on("2026-11-23");
    for line in ["plan add strength 60 8 --day wed", "plan add intervals 50 8 --day thu", "plan add strength 45 6 --day fri"] {
        home.says(line);
    }
    let plan = home.json("plan show --json");
    has_keys(&plan, &["start", "days", "today", "sessions", "cost", "broken", "warnings", "meters", "forecast"]);
    assert_eq!((&plan["start"], &plan["days"], &plan["today"]), (&json!("2026-11-23"), &json!(7), &json!(0)));
    assert_eq!((&plan["sessions"][0]["day"], &plan["sessions"][0]["slot"]), (&json!(2), &json!("am")));
    has_keys(&plan["broken"][0], &["rule", "days", "sessions", "cost", "text"]);
    assert_eq!(plan["broken"][0]["rule"], "hard_row");
    let sum: i64 = plan["broken"].as_array().unwrap().iter().map(|broken| broken["cost"].as_i64().unwrap()).sum();
    assert_eq!(plan["cost"], sum);
    let proposal = &home.json("plan auto --json")["proposal"];
    has_keys(proposal, &["cost", "own_cost", "bound", "proven", "moves", "dropped", "eased", "saved"]);
    assert_eq!(proposal["proven"], true);
    has_keys(&proposal["moves"][0], &["id", "from", "to"]);
    assert!(proposal["cost"].as_i64().unwrap() < plan["cost"].as_i64().unwrap());
}

#[test]
fn a_write_answers_with_the_name_of_its_entry() {
    let home = Home::new();
    let lines = ["checkin --energy 4 --json", "log skill 30 5 --json", "test jump 40 cm --json", "plan add balance --json"];
    for line in lines {
        let told = home.json(line);
        assert!(told["id"].as_str().is_some_and(|id| id.split('-').count() == 3), "{line}: {told}");
        assert!(told["said"].as_str().is_some_and(|said| !said.contains('\n')), "{line}: {told}");
    }
    let list = home.json("undo --list --json");
    assert_eq!(list.as_array().unwrap().len(), lines.len());
}
