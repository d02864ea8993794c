//! What is asked about or told once: a device, a date far from all others, another unit; and what is estimated.

use super::Home;

fn checked(home: &Home, day: i64, hrv: i64) -> String {
    home.says(&format!("checkin --hrv {hrv} --day -{day}d"))
}

#[test]
fn a_typed_device_is_remembered_and_another_one_starts_its_own_range() {
    let home = Home::new();
    assert!(home.says("checkin --rhr 50 --day -20d --device strap").contains("Device: strap, a new one"));
    for day in 1..=12 {
        let said = home.says(&format!("checkin --rhr {} --day -{day}d", 50 + day % 3));
        assert!(said.contains(" Device: strap."), "{said}");
    }
    let said = home.says("checkin --rhr 50 --energy 4 --mood 4 --stress 4");
    assert!(said.contains(" Device: strap."), "{said}");
    let reasons = |home: &Home| home.json("today --json")["reasons"].to_string();
    assert!(!reasons(&home).contains("source_changed"));
    // Named alone it is said of this morning's pulse.
    assert!(home.says("checkin --device ring").contains("Device: ring, a new one"));
    assert!(reasons(&home).contains("source_changed"), "{}", reasons(&home));
    assert!(home.json("export").to_string().contains("\"source\":\"ring\""));
    assert!(!home.says("checkin --device -").contains("Device:"));
    home.run("checkin --energy 4 --device ring --day -40d").refused(2, &["expected a pulse or an HRV with --device"]);
}

#[test]
fn five_readings_far_on_one_side_ask_for_a_new_device_once() {
    let home = Home::new();
    for day in (6..=25).rev() {
        assert!(!checked(&home, day, 60 + day % 4).contains("new device"));
    }
    let asked: Vec<bool> =
        (0..=5).rev().map(|day| checked(&home, day, 95).contains("5 HRV (rMSSD) readings in a row far above")).collect();
    assert_eq!(asked, [false, false, false, false, true, false]);
}

#[test]
fn a_typed_date_far_from_every_other_record_is_told() {
    let home = Home::new();
    let far = "lies 365 days from every other record.";
    assert!(!home.says("log strength 50 7").contains("every other"), "there is nothing to be far from");
    for line in
        ["log strength 50 7 --day 2025-11-22", "checkin --energy 4 --day 2025-11-22", "test squat 100 kg --day 2025-11-22"]
    {
        let said = home.says(line);
        assert!(said.contains(far) && said.contains("`upswing undo` takes it back"), "{said}");
        home.says("undo");
    }
    assert!(!home.says("log strength 50 7 --day 2026-10-01").contains("every other"));
}

#[test]
fn another_unit_of_a_test_is_told_and_stands_for_itself() {
    let home = Home::new();
    home.says("test squat 100 kg --day -3w");
    assert!(home.says("test squat 102").starts_with("Saved for Sun 22 Nov: squat 102 kg; before"));
    let said = home.says("test squat 225 lb");
    assert!(said.contains("squat had the unit kg") && said.contains("now the unit lb: results of another unit stand"), "{said}");
    assert!(!said.contains("before, on"), "kg and lb are not compared: {said}");
    assert!(home.says("test squat 230 lb").contains("before, on Sun 22 Nov, it was 225"), "the newest unit goes on");
}

#[test]
fn a_planned_session_without_an_effort_is_estimated_once_it_is_done() {
    let home = Home::new();
    home.says("plan add strength 50");
    home.says("plan add endurance");
    let planned = home.json("export")["sessions"].clone();
    for session in planned.as_array().unwrap() {
        assert!(session["rpe"].is_null() && session["load"].is_null(), "{session}");
    }
    assert_eq!(planned[1]["minutes"], 45, "{planned}");
    assert!(home.says("plan done strength").contains(", estimated"));
    let done = home.json("export")["sessions"][0].clone();
    assert_eq!((&done["rpe"], &done["load_origin"]), (&serde_json::Value::Null, &"estimated".into()), "{done}");
}

/// So many days before the Sunday of [`Home::new`].
fn home_day(back: usize) -> String {
    upswing::domain::Day::from_ymd(2026, 11, 22).unwrap().minus(back as i64).to_string()
}

#[test]
fn one_morning_has_one_form_in_every_answer_also_in_the_first_weeks() {
    for trained in [1_usize, 3, 9, 40] {
        let home = Home::new();
        for day in (0..trained).rev().filter(|day| day % 3 != 1) {
            home.says(&format!("log strength {} 7 --day -{day}d", 40 + day % 20));
        }
        home.says("plan add intervals 45 8 --day today");
        let trend = home.json("trend --from -13d --json")["days"].clone();
        let table = home.says("trend --from -13d --csv");
        let at = table.lines().next().unwrap().split(',').position(|name| name == "form").unwrap();
        let plan = home.json("plan show --start -13d --days 28 --json")["forecast"].clone();
        let shown = home.says("plan show --start -13d --days 14");
        assert_eq!(plan.as_array().unwrap().len(), 28, "a row a morning");
        for back in [0, 1, 2, 5, 13_usize] {
            let day = home_day(back);
            let day = day.as_str();
            let of = |days: &serde_json::Value, key: &str| days.as_array().unwrap().iter().find(|row| row[key] == day).cloned();
            let planned = of(&plan, "date").unwrap_or_else(|| panic!("{trained}: no forecast row for {day}"));
            let Some(row) = of(&trend, "day") else {
                assert!(planned["form"].is_null() || planned["form"] == 0.0, "{trained} {day}: {planned}");
                continue;
            };
            assert_eq!(planned["form"], row["form"], "{trained} {day}");
            assert_eq!(planned["settling"], row["settling"], "{trained} {day}");
            if let Some(form) = row["form"].as_f64() {
                if back == 0 {
                    let today = home.json("today --json");
                    assert_eq!(today["load"]["form"].as_f64(), Some(form), "{trained} {day}");
                }
                let cell = table.lines().find(|line| line.starts_with(day)).unwrap().split(',').nth(at).unwrap();
                assert!((cell.parse::<f64>().unwrap() - form).abs() < 0.05, "{trained} {day}: {cell} {form}");
                let line = shown.lines().nth(13 - back).unwrap().replace('−', "-");
                let told = line.split("form").nth(1).unwrap().split_whitespace().next().unwrap();
                assert!((told.parse::<f64>().unwrap() - form).abs() <= 0.051, "{trained} {day}: {told} {form}");
                let read = home.says(&format!("chart --from -20d --on {day}")).replace('−', "-");
                let line = read.lines().find(|line| line.contains(" · fatigue ")).unwrap_or_else(|| panic!("{read}"));
                let told = line.split("form ").nth(1).unwrap_or_else(|| panic!("{read}")).split_whitespace().next().unwrap();
                assert!((told.parse::<f64>().unwrap() - form).abs() <= 0.51, "{trained} {day}: {told} {form}\n{read}");
            }
        }
    }
}

#[test]
fn words_that_say_nothing_or_the_wrong_thing_are_not_said() {
    let home = Home::new();
    let told = home.says("today");
    assert!(!told.contains("Why:") || told.split("Why:\n").nth(1).unwrap().starts_with("  • "), "{told}");
    home.says("log endurance 300 8 --day yesterday");
    let told = home.says("trend");
    assert!(told.contains("Load 571 points on 1 training day.") && !told.contains("a week"), "{told}");
    home.says("checkin --energy 4 --mood 4 --motivation 4 --stress 4 --movement 4 --sleep 3:30");
    let told = home.says("today");
    assert!(told.contains("A full night would lift it to") && !told.contains("easier day"), "{told}");
}

#[test]
fn the_lowest_and_the_highest_are_of_days_that_were_lived() {
    let home = Home::new();
    let mut sessions = "day,kind,minutes,rpe\n".to_owned();
    for back in (0..200).filter(|back| !(20..70).contains(back)) {
        sessions += &format!("{},endurance,60,6\n", home_day(back));
    }
    std::fs::write(home.folder.path().join("sessions.csv"), sessions).unwrap();
    home.says("import sessions.csv");
    let told = home.says("trend --from -150d");
    let lowest = told.split("lowest on ").nth(1).unwrap_or_else(|| panic!("{told}")).split(" (").next().unwrap();
    let in_gap = (21..70).map(|back| upswing::domain::Day::from_ymd(2026, 11, 22).unwrap().minus(back));
    for day in in_gap {
        assert_ne!(lowest, day.short(), "{told}");
    }
}
