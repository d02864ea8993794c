//! A start from the fold beside the journal, and what happens meanwhile.

use std::path::Path;
use std::time::{Duration, Instant};

use upswing::domain::{Entry, Field, Moment, Op, Source, Value};
use upswing::store::Store;

use super::Home;

fn is_kept(home: &Home) -> bool {
    home.0.path().join("upswing.fold").exists()
}

fn says(home: &Home, words: &[&str]) -> String {
    let output = home.upswing(words).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn what_is_typed_while_only_the_fold_is_there_is_done_with_everything() {
    let home = Home::lived_in();
    says(&home, &["status"]);
    assert!(is_kept(&home));
    for round in 0..5 {
        // Typed before the program runs, so that it waits there.
        let mut terminal = home.start().go();
        terminal.keys("u");
        terminal.wait_for("Enter why");
        terminal.wait_for("Undone");
        terminal.quit();
        assert!(is_kept(&home), "round {round}");
    }
}

/// Writes an answer as another process does.
fn answer_elsewhere(home: &Home, energy: i64) {
    let mut store = Store::at(home.journal());
    let last = store.load().unwrap().entries.last().unwrap().stamp;
    let fields = vec![(Field::Energy, Some(Value::Whole(energy)))];
    let op = Op::SetCheckIn { day: crate::sample::today(), moment: Moment::Morning, fields, source: Source::typed() };
    store.append(&Entry::batch(vec![op], last, last.wall_ms + 1, 9)).unwrap();
}

#[test]
fn what_another_process_writes_between_load_and_watch_is_shown() {
    let home = Home::lived_in();
    for round in 0..48_u32 {
        // With the fold, and without it.
        if round % 2 == 0 {
            says(&home, &["status"]);
        } else {
            std::fs::remove_file(home.0.path().join("upswing.fold")).unwrap();
        }
        let energy = 1 + i64::from(round % 5);
        let terminal = home.start().go();
        let moment = Instant::now() + Duration::from_micros(u64::from(round) * 700);
        while Instant::now() < moment {
            std::thread::yield_now();
        }
        answer_elsewhere(&home, energy);
        terminal.wait_for(&format!("energy {energy}"));
        terminal.quit();
        assert!(is_kept(&home), "round {round}");
        let today = says(&home, &["today"]);
        std::fs::remove_file(home.0.path().join("upswing.fold")).unwrap();
        assert_eq!(today, says(&home, &["today"]), "round {round}");
    }
}

#[test]
fn the_fold_goes_with_its_journal() {
    let home = Home::lived_in();
    says(&home, &["status"]);
    assert!(is_kept(&home));
    let copy = home.0.path().join("copy.redb");
    std::fs::copy(home.journal(), &copy).unwrap();
    let before = says(&home, &["today"]);
    says(&home, &["checkin", "--energy", "1", "--ill"]);
    assert!(is_kept(&home) && says(&home, &["today"]) != before);
    let words = ["restore".as_ref(), copy.as_os_str()].map(|word| Path::new(word).to_str().unwrap().to_owned());
    says(&home, &words.each_ref().map(String::as_str));
    assert!(!is_kept(&home), "what was replaced is not told beside what replaced it");
    assert_eq!(says(&home, &["today"]), before);
    std::fs::remove_file(home.journal()).unwrap();
    says(&home, &["status"]);
    assert!(!is_kept(&home), "nothing is known any more");
}

/// The first frame does not look at it; what is looked at later is judged anew from the journal.
#[test]
fn what_lies_far_and_is_damaged_shows_what_the_journal_says() {
    let (home, today) = (Home::new(), crate::sample::today());
    home.add(&crate::sample::history(today.minus(1200), today));
    says(&home, &["status"]);
    let fold = home.0.path().join("upswing.fold");
    let sound = std::fs::read(&fold).unwrap();
    // The last tenth of the file lies far: mornings of long ago.
    let mut damaged = sound.clone();
    let begin = sound.len() * 9 / 10;
    damaged[begin..].iter_mut().step_by(999).for_each(|byte| *byte ^= 1);
    let seen = |bytes: &[u8]| {
        std::fs::write(&fold, bytes).unwrap();
        let mut terminal = home.open();
        terminal.keys("2z");
        terminal.keys(&"-".repeat(12));
        terminal.wait_for("2024");
        let text = terminal.text();
        terminal.quit();
        text
    };
    let (sound, damaged) = (seen(&sound), seen(&damaged));
    assert_eq!(sound, damaged);
    assert!(is_kept(&home));
}
