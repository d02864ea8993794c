//! Nothing is lost on the way out: a journal that cannot be written, a terminal that is gone, a file put in the journal's place.

use std::time::{Duration, Instant};

use super::*;

/// Another program that has the journal open.
fn locked(home: &Home) -> redb::Database {
    // The dashboard may be looking just now.
    loop {
        match redb::Database::open(home.journal()) {
            Err(redb::DatabaseError::DatabaseAlreadyOpen) => std::thread::yield_now(),
            other => return other.unwrap(),
        }
    }
}

fn answers(home: &Home) -> usize {
    let mut journal = upswing::domain::Journal::default();
    journal.add(Store::at(home.journal()).load().unwrap().entries);
    journal.history().check_in(crate::sample::today()).map_or(0, |check_in| check_in.number(Field::Energy).is_some().into())
}

/// A check-in that is not saved, because another program has the journal.
fn unsaved(home: &Home, terminal: &mut Terminal) {
    terminal.keys("c");
    terminal.wait_for("of 10");
    terminal.keys("4444444");
    terminal.wait_for("7 of 10");
    terminal.keys("\x13");
    terminal.wait_for("Not saved yet, nothing is lost");
    assert!(!terminal.text().contains("Check-in of Wed 18 Nov saved."), "the word comes after the commit");
    assert!(!home.0.path().join("unsaved.json").exists());
}

/// A journal with one session in it.
fn begun() -> Home {
    let home = Home::new();
    let fields = vec![(Field::Mood, Some(Value::Whole(3)))];
    let day = crate::sample::today().minus(1);
    let op = Op::SetCheckIn { day, moment: Moment::Morning, fields, source: Source::typed() };
    home.add(&Entry::batch(vec![op], Stamp::default(), 1, 77));
    home
}

/// It ends within a second; a busy machine may take its time.
const SOON: Duration = Duration::from_secs(10);

#[test]
fn leaving_with_something_unsaved_asks_and_the_next_start_offers_it() {
    let home = begun();
    let mut terminal = home.open();
    let holder = locked(&home);
    unsaved(&home, &mut terminal);
    terminal.keys("q");
    terminal.wait_for("Leave with changes that are not saved?");
    terminal.wait_for("another program kept it open");
    terminal.wait_for("check-in of Wed 18 Nov, 7 answers");
    assert!(!terminal.text().contains("Nov saved."), "nothing that waits is called saved");
    terminal.keys("\r");
    assert_eq!(terminal.end(), 0);
    terminal.wait_given_back();
    terminal.wait_for("unsaved.json");
    holder.close().unwrap();
    assert_eq!(answers(&home), 0);

    let mut terminal = home.start().go();
    terminal.wait_for("Not saved the last time");
    terminal.wait_for("check-in of Wed 18 Nov");
    terminal.keys("\r");
    terminal.wait_for("What was not saved the last time is saved now.");
    terminal.quit();
    assert_eq!(answers(&home), 1);
    assert!(!home.0.path().join("unsaved.json").exists(), "it is offered once");
}

#[test]
fn leaving_without_what_is_unsaved_is_a_choice() {
    let home = begun();
    let mut terminal = home.open();
    let holder = locked(&home);
    unsaved(&home, &mut terminal);
    terminal.keys("q");
    terminal.wait_for("Leave with changes that are not saved?");
    terminal.keys("\x1b[B\x1b[B\r");
    assert_eq!(terminal.end(), 0);
    holder.close().unwrap();
    assert!(!home.0.path().join("unsaved.json").exists());
}

#[test]
fn a_signal_keeps_what_is_unsaved_without_asking() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let home = begun();
        let mut terminal = home.open();
        let holder = locked(&home);
        unsaved(&home, &mut terminal);
        terminal.signal(signal);
        assert_eq!(terminal.end(), code);
        assert!(home.0.path().join("unsaved.json").exists());
        holder.close().unwrap();
    }
}

#[test]
fn a_lock_that_is_let_go_needs_no_key() {
    let home = begun();
    let mut terminal = home.open();
    let holder = locked(&home);
    unsaved(&home, &mut terminal);
    holder.close().unwrap();
    terminal.wait_for("Check-in of Wed 18 Nov saved.");
    terminal.quit();
    assert_eq!(answers(&home), 1);
}

#[test]
fn a_folder_that_was_removed_and_comes_back_needs_no_key() {
    let home = begun();
    let (folder, aside) = (home.0.path().join("data"), home.0.path().join("aside"));
    std::fs::create_dir(&folder).unwrap();
    std::fs::rename(home.journal(), folder.join("upswing.redb")).unwrap();
    let mut terminal = home.start().env("UPSWING_DATA_DIR", folder.to_str().unwrap()).go();
    terminal.wait_for("Enter why");
    std::fs::rename(&folder, &aside).unwrap();
    unsaved(&home, &mut terminal);
    std::fs::rename(&aside, &folder).unwrap();
    terminal.wait_for("Check-in of Wed 18 Nov saved.");
    terminal.quit();
}

#[test]
fn a_terminal_that_is_gone_ends_it_soon_and_with_everything_saved() {
    let home = begun();
    let mut terminal = home.open();
    terminal.keys("c");
    terminal.wait_for("of 10");
    terminal.keys("4444444\x13");
    terminal.wait_for("Check-in of Wed 18 Nov saved.");
    let gone = Instant::now();
    assert_eq!(terminal.hang_up(), 129);
    assert!(gone.elapsed() < SOON, "{:?}", gone.elapsed());
    assert_eq!(answers(&home), 1);
}

#[test]
fn a_terminal_that_is_gone_without_a_word_ends_it_too() {
    let home = begun();
    let (code, program) = (home.0.path().join("code"), env!("CARGO_BIN_EXE_upswing"));
    // In a session of its own and with the signal ignored nobody is told that the terminal is gone.
    let script = format!("trap '' HUP; setsid -w {program}; echo $? > {}", code.display());
    let start = Start::program("sh", home.0.path()).arg("-c").arg(&script);
    let mut terminal = start.go();
    terminal.wait_for("Enter why");
    terminal.keys("c");
    terminal.wait_for("of 10");
    terminal.keys("4444444\x13");
    terminal.wait_for("Check-in of Wed 18 Nov saved.");
    // A form that is half filled in.
    terminal.keys("c");
    terminal.wait_for("of 10");
    terminal.keys("\x1b[H");
    terminal.keys("5");
    terminal.wait_for("●●●●●");
    let gone = Instant::now();
    terminal.hang_up();
    let ended = || std::fs::read_to_string(&code).is_ok_and(|told| told.trim() == "129");
    while !ended() {
        assert!(gone.elapsed() < Duration::from_secs(20), "it goes on: {:?}", std::fs::read_to_string(&code));
        std::thread::yield_now();
    }
    assert!(gone.elapsed() < SOON, "{:?}", gone.elapsed());
    assert_eq!(answers(&home), 1);
    let mut terminal = home.open();
    terminal.keys("c");
    terminal.wait_for("●●●●●");
    terminal.keys(ESC);
    terminal.quit();
}

#[test]
fn a_signal_keeps_a_form_that_is_half_filled_in() {
    let home = begun();
    let mut terminal = home.open();
    terminal.keys("c");
    terminal.wait_for("0 of 10");
    terminal.keys("45");
    terminal.wait_for("2 of 10");
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.end(), 143);
    let mut terminal = home.open();
    terminal.keys("c");
    terminal.wait_for("2 of 10");
    terminal.keys(ESC);
    terminal.wait_for("Enter why");
    terminal.quit();
}

/// The program as an ordinary user, where the tests are an administrator's: nobody else is refused anything.
fn ordinary(home: &Home) -> Option<Start> {
    use std::os::unix::fs::chown;
    if !rustix::process::geteuid().is_root() {
        return Some(home.start());
    }
    let nobody = 65_534;
    let program = home.0.path().join("upswing");
    std::fs::copy(env!("CARGO_BIN_EXE_upswing"), &program).unwrap();
    for path in [home.0.path(), &home.journal(), &program] {
        chown(path, Some(nobody), Some(nobody)).unwrap();
    }
    let there = std::process::Command::new("setpriv").arg("--version").output().is_ok();
    let args = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    let start = args.into_iter().fold(Start::program("setpriv", home.0.path()), Start::arg);
    there.then(|| start.arg(program.to_str().unwrap()))
}

#[test]
fn a_journal_that_cannot_be_written_is_told_at_the_start() {
    use std::os::unix::fs::PermissionsExt;
    let home = begun();
    std::fs::set_permissions(home.journal(), PermissionsExt::from_mode(0o400)).unwrap();
    let Some(start) = ordinary(&home) else { return eprintln!("skipped: setpriv is not here") };
    let mut terminal = start.go();
    terminal.wait_for("Cannot write the journal");
    terminal.wait_for("offered at the next");
    unsaved(&home, &mut terminal);
    terminal.keys("q");
    terminal.wait_for("Leave with changes that are not saved?");
    terminal.keys("\r");
    assert_eq!(terminal.end(), 0);
    assert!(home.0.path().join("unsaved.json").exists());
    std::fs::set_permissions(home.journal(), PermissionsExt::from_mode(0o600)).unwrap();
    let mut terminal = home.start().go();
    terminal.wait_for("Not saved the last time");
    terminal.keys("\r");
    terminal.wait_for("What was not saved the last time is saved now.");
    terminal.quit();
    assert_eq!(answers(&home), 1);
}

#[test]
fn another_journal_in_the_place_of_ours_is_told_and_shown() {
    let home = begun();
    let mut terminal = home.open();
    let other = home.0.path().join("other.redb");
    let fields = vec![(Field::Mood, Some(Value::Whole(5)))];
    let op = Op::SetCheckIn { day: crate::sample::today(), moment: Moment::Morning, fields, source: Source::typed() };
    Store::at(&other).append(&Entry::batch(vec![op], Stamp::default(), 1, 78)).unwrap();
    std::fs::rename(&other, home.journal()).unwrap();
    terminal.wait_for("was put in the place of yours");
    terminal.keys("1");
    terminal.wait_for("mood 5");
    terminal.quit();
}

/// Letting a file go is no change of it: nothing else would tell that it can be read now.
#[test]
fn what_another_program_still_holds_is_looked_at_again_and_nothing_is_said_of_it() {
    let home = begun();
    let other = home.0.path().join("other.redb");
    std::fs::copy(home.journal(), &other).unwrap();
    let fields = vec![(Field::Mood, Some(Value::Whole(5)))];
    let op = Op::SetCheckIn { day: crate::sample::today(), moment: Moment::Morning, fields, source: Source::typed() };
    Store::at(&other).append(&Entry::batch(vec![op], Stamp::default(), 2, 78)).unwrap();
    let mut terminal = home.open();
    let holder = redb::Database::open(&other).unwrap();
    std::fs::rename(&other, home.journal()).unwrap();
    terminal.keys("c");
    terminal.wait_for("of 10");
    terminal.keys("4444444\x13");
    // Looking comes before writing, and fails as that does.
    while !terminal.text().contains("Not saved yet, nothing is lost") {
        assert!(!terminal.text().contains("Cannot read"), "{}", terminal.text());
    }
    holder.close().unwrap();
    terminal.wait_for("Check-in of Wed 18 Nov saved.");
    terminal.quit();
    assert_eq!((answers(&home), Store::at(home.journal()).load().unwrap().entries.len()), (1, 3));
}

#[test]
fn escape_and_a_key_in_one_packet_are_both_taken() {
    let home = begun();
    let mut terminal = home.open();
    terminal.keys(":");
    terminal.wait_for("type to look for");
    terminal.keys("\x1bw");
    terminal.wait_for("Why");
    terminal.wait_without("type to look for");
    terminal.keys(ESC);
    terminal.wait_for("Enter why");
    terminal.quit();
}

#[test]
fn a_terminal_that_cannot_draw_gets_a_sentence_and_no_screen() {
    for name in ["dumb", ""] {
        let home = begun();
        let mut terminal = home.start().env("TERM", name).go();
        assert_eq!(terminal.end(), 1);
        terminal.wait_for("expected a terminal that can draw");
        terminal.wait_for("upswing today");
        assert!(terminal.modes().is_empty());
    }
}

#[test]
fn a_zone_that_never_ends_is_told() {
    let home = begun();
    for zone in ["/dev/zero", ":/dev/zero", "/"] {
        let mut terminal = home.start().arg("today").env("TZ", zone).go();
        assert_eq!(terminal.end(), 1);
        terminal.wait_for("TZ: expected the name of a time zone");
    }
    // Misspelt: where zones are known it is not silently the one of Greenwich.
    if std::path::Path::new("/usr/share/zoneinfo").is_dir() {
        let mut terminal = home.start().arg("today").env("TZ", "Europe/Madird").go();
        assert_eq!(terminal.end(), 1);
        terminal.wait_for("found \"Europe/Madird\"");
    }
    for zone in ["CET-1CEST", "UTC0", "localtime"] {
        let mut terminal = home.start().arg("today").env("TZ", zone).go();
        assert_eq!(terminal.end(), 0, "{zone}");
    }
}
