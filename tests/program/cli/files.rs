//! Files in and out, and what is said when something is wrong with them.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

use serde_json::json;

use super::Home;
use super::contract::has_keys;

const SESSIONS: &str = "day,kind,minutes,rpe\n2026-11-20,strength,50,7\n2026-11-21,endurance,60,\n";

impl Home {
    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }
}

#[test]
fn an_import_is_one_change_and_twice_is_once() {
    let home = Home::new();
    home.file("sessions.csv", SESSIONS);
    let would = home.says("import sessions.csv --dry-run");
    assert!(would.contains("2 new") && would.ends_with("nothing was changed.\n"), "{would}");
    assert_eq!(home.json("export")["sessions"], serde_json::json!([]));
    let said = home.json("import sessions.csv --json");
    assert_eq!((&said["changes"], &said["files"][0]["sessions"]["new"]), (&2.into(), &2.into()));
    assert!(home.says("import sessions.csv").contains("All of it was known already"));
    let sessions = home.json("export")["sessions"].clone();
    assert_eq!(sessions[1]["load_origin"], "estimated", "an unrated session has the typical load of its kind");
    assert!(home.says("undo").contains("2 sessions"));
    assert_eq!(home.json("export")["sessions"], serde_json::json!([]));
}

#[test]
fn what_a_file_does_not_say_can_be_said() {
    let home = Home::new();
    let beats: String = (0..100).map(|beat| if beat % 2 == 0 { "1000\n" } else { "1040\n" }).collect();
    home.file("beats.txt", &beats);
    home.run("import beats.txt").refused(1, &["--day"]);
    assert!(home.says("import beats.txt --day yesterday").contains("1 new"));
    home.run("import beats.txt --hrv-kind sdnn").refused(2, &["rmssd"]);
    home.file(
        "sleep.csv",
        "com.samsung.shealth.sleep,1,1\nsleep_duration,start_time,end_time,time_offset\n424,2025-03-01 22:00:00.000,2025-03-02 05:00:00.000,UTC+0100,\n",
    );
    assert!(home.says("import sleep.csv --dry-run").contains("--sleep-windows"));
    assert!(home.says("import sleep.csv --sleep-windows").contains("1 night"));
    home.file("sessions.csv", SESSIONS);
    home.run("import sessions.csv --kind nonsense").refused(2, &["balance"]);
    home.says("import sessions.csv --kind balance");
    let sessions = home.json("export")["sessions"].clone();
    assert!(sessions.as_array().unwrap().iter().all(|session| session["kind"] == "balance"), "{sessions}");
}

#[test]
fn one_bad_row_keeps_everything_out_unless_asked_otherwise() {
    let home = Home::new();
    home.file("files/a.csv", SESSIONS);
    home.file("files/b.csv", "day,kind,minutes\n2026-11-20,strength,many\n2026-11-19,skill,30\n");
    home.run("import files").refused(1, &["b.csv:2: column \"minutes\"", "many", "--skip-bad-rows"]);
    assert_eq!(home.json("export")["sessions"], serde_json::json!([]));
    let said = home.says("import files --skip-bad-rows");
    assert!(said.contains("b.csv:2") && said.contains("Imported."), "{said}");
    assert_eq!(home.json("export")["sessions"].as_array().unwrap().len(), 3);
}

#[test]
fn of_a_folder_what_is_not_known_is_left_aside_and_said() {
    let home = Home::new();
    home.file("export/sessions.csv", SESSIONS);
    home.file("export/poem.txt", "Roses are red\n");
    home.file("export/.hidden", "nothing\n");
    let said = home.says("import export --dry-run");
    assert!(said.starts_with("Left aside, of no known format: export/poem.txt.\n") && said.contains("2 new"), "{said}");
    home.file("other/poem.txt", "Roses are red\n");
    home.run("import other").refused(1, &["found none"]);
}

#[test]
fn a_file_that_is_not_there_or_not_known_is_named() {
    let home = Home::new();
    home.run("import nowhere.csv").refused(1, &["cannot read nowhere.csv", "Nothing was changed"]);
    home.file("poem.txt", "Roses are red\n");
    home.run("import poem.txt").refused(1, &["poem.txt", "Roses are red", "Supported"]);
    home.run("import").refused(2, &["expected a file", "watch"]);
}

#[test]
fn a_backup_is_restored_to_the_same_bytes() {
    let home = Home::new();
    home.says("checkin --energy 4 --mood 3 --stress 4 --note good");
    home.says("log strength 50 7 --charge 4");
    home.says("plan add endurance 60 4 --day sat");
    home.says("test jump 40 cm");
    assert!(home.says("backup all.jsonl").contains("all.jsonl"));
    home.run("backup all.jsonl").refused(1, &["is there already"]);
    let other = Home::new();
    let file = home.folder.path().join("all.jsonl");
    other.run_words(&["restore", file.to_str().unwrap()]).done();
    assert_eq!(other.says("export --format jsonl"), fs::read_to_string(&file).unwrap());
    other.says("undo");
    assert_eq!(other.json("export")["sessions"], serde_json::json!([]));
    home.file("sessions.csv", SESSIONS);
    home.run("restore sessions.csv").refused(1, &["expected a backup", "upswing import"]);
}

#[test]
fn the_three_tables_are_written_and_read_back() {
    let home = Home::new();
    home.says("checkin --energy 4 --sleep 7:10");
    home.says("log strength 50 7");
    home.run("export --format csv").refused(2, &["--out FOLDER"]);
    home.says("export --format csv --out tables");
    home.run("export --format csv --out tables").refused(1, &["is there already"]);
    let other = Home::new();
    let folder = home.folder.path().join("tables");
    fs::remove_file(folder.join("tests.csv")).unwrap();
    other.run_words(&["import", folder.to_str().unwrap()]).done();
    assert_eq!(other.json("export")["sessions"][0]["rpe"], 7);
}

#[test]
fn nobody_reading_on_is_no_failure() {
    let home = Home::new();
    home.says("checkin --energy 4");
    for line in ["export", "--help", "completions bash"] {
        let mut program = home.command().args(line.split(' ')).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(program.stdout.take());
        let output = program.wait_with_output().unwrap();
        assert!(output.status.success(), "{line}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{line}");
    }
}

#[test]
fn a_file_that_is_no_journal_is_left_as_it_is() {
    let home = Home::new();
    let path = home.file("data/upswing.redb", "something else entirely");
    for line in ["today", "checkin --energy 4", "doctor"] {
        home.run(line).refused(1, &["expected a journal of Upswing"]);
    }
    assert_eq!(fs::read_to_string(path).unwrap(), "something else entirely");
}

#[test]
fn a_mistake_in_the_configuration_is_told_and_the_answer_still_comes() {
    let home = Home::new();
    home.file("config/config.toml", "theme = \"pink\"\n");
    let told = home.run("status");
    assert_eq!((told.code, told.out.as_str()), (0, "no score yet · form 0\n"));
    assert!(told.err.contains("pink") && told.err.contains("the default stands in its place"), "{}", told.err);
}

#[test]
fn doctor_says_what_is_sound() {
    let home = Home::new();
    assert!(home.says("doctor").contains("not there yet"));
    home.says("checkin --energy 4");
    let said = home.says("doctor");
    assert!(said.contains("1 entry: 1 day, 0 sessions, 0 tests") && said.contains("sound"), "{said}");
}

#[test]
fn a_real_file_gives_a_day_with_reasons() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/pmdata");
    if !folder.exists() {
        println!("skipped: the collection of real files is not beside the project");
        return;
    }
    let mut home = Home::new();
    for name in ["p01-wellness.csv", "p01-srpe.csv"] {
        home.run_words(&["import", folder.join(name).to_str().unwrap()]).done();
    }
    home.today = "2020-01-15";
    let today = home.json("today --json");
    let said = today["score"].is_i64() || !today["missing"].as_array().unwrap().is_empty();
    assert!(said && !today["reasons"].as_array().unwrap().is_empty(), "{today}");
    assert!(home.says("trend").contains("Fitness"));
}

#[test]
fn what_was_lived_after_a_day_that_is_looked_at_comes_in_too() {
    let home = Home::on("2020-01-15");
    fs::write(home.folder.path().join("c.csv"), "day,energy,mood,stress\n2020-01-15,3,3,3\n2020-03-01,4,4,4\n").unwrap();
    assert!(home.says("import c.csv").contains("2 new"));
    assert_eq!(home.json("today --json")["score"], 70);
}

#[test]
fn doctor_answers_a_script() {
    let home = Home::new();
    let (found, others) = (["sound", "journal", "backups", "configuration", "unsaved"], ["second_versions", "shared"]);
    let health = home.json("doctor --json");
    has_keys(&health, &[&found[..], &others, &["today", "today_goes_on", "today_fixed"]].concat());
    has_keys(&health["journal"], &["path", "exists", "entries", "days", "sessions", "tests", "damaged", "kept"]);
    assert_eq!((&health["sound"], &health["journal"]["exists"]), (&json!(true), &json!(false)));
    home.says("log skill 30 5");
    home.says("checkin --energy 4");
    fs::write(home.folder.path().join("data/unsaved.json"), "not understood").unwrap();
    let health = home.json("doctor --json");
    assert_eq!((&health["journal"]["entries"], &health["journal"]["sessions"]), (&json!(2), &json!(1)));
    assert_eq!(
        (&health["backups"]["count"], &health["today"], &health["unsaved"]),
        (&json!(1), &json!("2026-11-22"), &json!(null))
    );
}

#[test]
fn what_is_too_large_is_told_with_its_size() {
    let home = Home::new();
    let file = home.folder.path().join("large.jsonl");
    fs::write(&file, "{\"a\":\"").unwrap();
    fs::File::options().write(true).open(&file).unwrap().set_len(1 << 30).unwrap();
    for command in ["import", "restore"] {
        home.run(&format!("{command} large.jsonl")).refused(1, &["1024 MiB; at most 40"]);
    }
}

#[test]
fn a_damaged_entry_is_told_and_doctor_makes_a_sound_file_of_the_rest() {
    let home = Home::new();
    home.says("checkin --day yesterday --energy 4 --note marker");
    home.says("checkin --energy 3");
    let journal = home.folder.path().join("data/upswing.redb");
    let mut bytes = fs::read(&journal).unwrap();
    let found: Vec<usize> = (0..bytes.len() - 6).filter(|at| bytes.get(*at..*at + 6) == Some(b"marker")).collect();
    assert!(!found.is_empty());
    for at in found {
        bytes.splice(at..at + 6, *b"warped");
    }
    fs::write(&journal, bytes).unwrap();
    let told = home.run("status");
    assert_eq!((told.code, told.out.as_str()), (3, "no score yet · form 0\n"));
    assert!(told.err.contains("left out, because it cannot be read") && told.err.contains("upswing doctor"), "{}", told.err);
    let told = home.run("doctor");
    let said = told.out;
    assert!(told.code == 3 && said.contains("in a new file now") && said.contains("damaged-1"), "{said}");
    assert_eq!(home.json("export")["checkins"].as_array().unwrap().len(), 1);
    assert!(home.says("doctor").contains("sound"));
}

#[test]
fn a_dry_run_says_every_change_by_day_and_field() {
    let home = Home::new();
    home.file("a.csv", "day,sleep_minutes,hrv_rmssd,source\n2026-11-20,418,50,ring\n");
    let would = home.says("import a.csv --dry-run");
    assert!(would.contains("2026-11-20  added    slept 6:58"), "{would}");
    home.says("import a.csv");
    home.file("a.csv", "day,sleep_minutes,hrv_rmssd,source\n2026-11-20,418,52,ring\n");
    let would = home.json("import a.csv --dry-run --json");
    assert_eq!(would["rows"].as_array().map(Vec::len), Some(1));
    let row = &would["rows"][0];
    assert_eq!((&row["day"], &row["change"]), (&"2026-11-20".into(), &"changed".into()));
    assert!(row["text"].as_str().unwrap().contains("50 → 52"), "{row}");
}

#[test]
fn what_is_new_in_the_watched_folders_is_read_by_hand_and_only_that() {
    let home = Home::new();
    home.run("import").refused(2, &["watch"]);
    let folder = home.folder.path().join("sync");
    home.file("config/config.toml", &format!("[import]\nwatch = [\"{}\"]\n", folder.display()));
    home.file("sync/readme.txt", "nothing for us");
    home.file("sync/sessions.csv", SESSIONS);
    let would = home.says("import --dry-run");
    assert!(would.contains("2 new") && would.ends_with("nothing was changed.\n"), "{would}");
    assert!(home.says("import").contains("2 new"), "a dry run leaves it new");
    assert_eq!(home.says("import"), "There is nothing new in what is looked at.\n");
    let nothing = home.json("import --json");
    assert_eq!((nothing["id"].as_str(), &nothing["changes"], &nothing["files"]), (None, &0.into(), &serde_json::json!([])));
    assert!(home.says("undo").contains("2 sessions"));
    assert_eq!(home.says("import"), "There is nothing new in what is looked at.\n", "what was taken back stays out");
    home.file("sync/torn.csv", "day,kind,minutes\n2026-11-20,strength,many\n");
    home.file("sync/more.csv", "day,kind,minutes,rpe\n2026-11-19,skill,30,4\n");
    let told = home.run("import");
    assert!(told.out.contains("1 new") && told.err.contains("torn.csv:2"), "{} {}", told.out, told.err);
    assert_eq!(told.code, 0);
}
