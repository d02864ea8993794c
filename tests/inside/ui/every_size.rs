//! Every pane and every overlay at many sizes and in three lives: no word is cut without its sign, no frame is
//! overwritten, no row of a week is blank while something it says is hidden.

use std::collections::HashSet;

use crate::desk::{Desk, text};
use upswing::app::Tone;
use upswing::domain::{Day, Entry, Kind, Minutes, Op, Rpe, Session, SessionId, Stamp, Status};
use upswing::ui::theme::{Glyphs, Theme};

const SIZES: [(u16, u16); 9] = [(60, 18), (61, 19), (80, 24), (80, 34), (99, 23), (100, 30), (120, 36), (200, 60), (300, 80)];

/// Keys that lead to a pane or open something over it.
const WAYS: &[&str] = &[
    "", "2", "3", "z", "2 z", "3 z", "c", "c 4 4", "l", "b", "w", "L", "?", ":", "P", "T", "H", "m", "C", "F", "p", "O", "r",
    "Ctrl+t", "Ctrl+e", "2 o", "2 i", "2 g", "2 s", "2 x", "2 -", "2 0", "3 n", "3 Enter", "3 d", "3 v", "3 i", "3 a", "3 R",
    "3 M",
];

fn hard_week() -> Desk {
    let monday = Day::from_ymd(2026, 3, 2).unwrap();
    let session = |(place, (title, day, kind)): (usize, (&str, i64, Kind))| {
        let mut session = Session::new(SessionId(place.to_string()), monday.plus(day), kind, Status::Planned);
        session.title = title.to_owned();
        session.minutes = Minutes::try_from(60).ok();
        session.rpe = Rpe::from_halves(15);
        Op::PutSession(Box::new(session))
    };
    let week = [
        ("Bench and pull-ups", 0, Kind::Strength),
        ("Eight by four minutes", 1, Kind::Intervals),
        ("Hill repeats", 1, Kind::Intervals),
        ("Technique", 2, Kind::Skill),
        ("Squats and deadlifts", 3, Kind::Strength),
        ("The long way round the lake", 5, Kind::Endurance),
        ("Half marathon", 6, Kind::Event),
    ];
    Desk::new(Entry::batch(week.into_iter().enumerate().map(session).collect(), Stamp::default(), 1, 1), monday)
}

/// Lives by their names, each made once: it is copied for whatever is pressed.
fn lives() -> [(&'static str, Desk); 3] {
    let sample = Desk::new(crate::sample::entries(), crate::sample::today());
    let empty = Desk::new(Vec::new(), crate::sample::today());
    [("sample", sample), ("empty", empty), ("hard week", hard_week())]
}

/// Walks every life, way and size; `check` gets what lies on top of the screen, its size and where it is. What was said
/// about the last key has left again.
fn walk(check: impl Fn(&str, (u16, u16), &str, &Desk)) {
    for (life, begun) in lives() {
        for way in WAYS {
            let mut desk = begun.clone();
            desk.press(way);
            desk.model.message_shown = false;
            for (width, height) in SIZES {
                let screen = text(&desk.draw(width, height, Theme::Dark, &Glyphs::UNICODE));
                let place = format!("{life}, keys {way:?}, {width}×{height}");
                let top = if desk.model.overlay.is_some() { framed(&screen, &place) } else { screen };
                check(&top, (width, height), &place, &desk);
            }
        }
    }
}

/// What stands inside the frame that has the focus, the frame with it: whole on all sides.
fn framed(screen: &str, place: &str) -> String {
    let rows: Vec<Vec<char>> = screen.lines().map(|row| row.chars().collect()).collect();
    let corner = |row: &Vec<char>| row.windows(2).position(|pair| pair == ['╭', '▌']);
    let found = rows.iter().enumerate().find_map(|(y, row)| Some((y, corner(row)?)));
    let (top, left) = found.unwrap_or_else(|| panic!("{place}: no frame\n{screen}"));
    let width =
        rows[top][left..].iter().position(|cell| *cell == '╮').unwrap_or_else(|| panic!("{place}: an open frame\n{screen}"));
    let mut inside = String::new();
    for row in &rows[top..] {
        let part: Vec<char> = row.iter().skip(left).take(width + 1).copied().collect();
        inside.extend(part.iter().chain(&['\n']));
        match (part.first(), part.get(width)) {
            (Some('╭'), Some('╮')) | (Some('│'), Some('│')) => {}
            (Some('╰'), Some('╯')) => return inside,
            _ => panic!("{place}: the frame is overwritten\n{screen}"),
        }
    }
    panic!("{place}: the frame has no end\n{screen}")
}

/// Words of letters only; what is drawn, numbered or ends in the sign of a cut is none, nor are the kinds of load under the
/// bars, a letter a day.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let letters = |word: &&str| word.chars().all(|letter| "ksembiR".contains(letter));
    let is_word = move |word: &&str| word.chars().count() > 2 && word.chars().all(char::is_alphabetic) && !letters(word);
    text.split(|letter: char| !letter.is_alphabetic() && letter != '…').filter(is_word)
}

#[test]
fn no_word_is_cut_without_its_sign() {
    let known = vocabulary();
    let cut = std::cell::RefCell::new(Vec::new());
    walk(|screen, _, place, _| {
        for row in screen.lines() {
            let words = words(row).filter(|word| !is_known(&known, &word.to_lowercase()));
            cut.borrow_mut().extend(words.map(|word| format!("{place}: \"{word}\" in {row}")));
        }
    });
    let cut = cut.into_inner();
    assert!(cut.is_empty(), "{} words are cut:\n{}", cut.len(), cut.join("\n"));
}

/// Is it a word, or one in three or four letters, as the legend has them where there is little room?
fn is_known(known: &HashSet<String>, word: &str) -> bool {
    known.contains(word) || (word.chars().count() < 5 && known.iter().any(|whole| whole.starts_with(word)))
}

/// Every word the program can say where there is room.
fn vocabulary() -> HashSet<String> {
    // Only said where there is no room for all.
    let mut known = HashSet::from(["scrolls".to_owned()]);
    for (_, begun) in lives() {
        for way in WAYS {
            let mut desk = begun.clone();
            desk.press(way);
            for size in [(300, 200), (200, 120), (120, 200)] {
                let screen = text(&desk.draw(size.0, size.1, Theme::Dark, &Glyphs::UNICODE));
                known.extend(words(&screen).map(str::to_lowercase));
            }
        }
    }
    known
}

#[test]
fn no_row_of_the_week_is_blank_while_something_is_hidden() {
    let hidden = std::cell::Cell::new(0);
    walk(|screen, _, place, desk| {
        if desk.model.overlay.is_none() && screen.contains(" scrolls)") {
            hidden.set(hidden.get() + 1);
            let rows: Vec<&str> = screen.lines().collect();
            let at = rows.iter().position(|row| row.contains(" scrolls)")).unwrap_or(0);
            let below = rows.get(at + 1).copied().unwrap_or_default();
            assert!(below.contains("╰"), "{place}: rows are free below what is hidden:\n{below}\n{screen}");
        }
    });
    assert!(hidden.get() > 0, "nothing was ever hidden");
}

#[test]
fn ways_out_stand_on_every_screen() {
    walk(|screen, size, place, desk| {
        if desk.model.overlay.is_none() && size.0 >= 60 && size.1 >= 18 {
            for way in ["? help", ": commands", "q quit"] {
                assert!(screen.contains(way), "{place}: {way} is missing\n{screen}");
            }
        } else if desk.model.overlay.is_some() {
            assert!(screen.contains("Esc "), "{place}: no way out\n{screen}");
        }
    });
}

/// The last row with a frame of what lies on top, and what a notice says below it.
#[test]
fn what_is_said_never_covers_the_ways_out() {
    let long = "Two sessions were planned, and as many were left out because the days they belong to are over already by now.";
    for (life, begun) in lives() {
        for way in WAYS {
            let mut desk = begun.clone();
            desk.press(way);
            for said in ["Saved.", "A sentence of fifty letters, as long as most are.", long] {
                desk.model.say(Tone::Notice, said, desk.now);
                for (width, height) in SIZES {
                    let screen = text(&desk.draw(width, height, Theme::Dark, &Glyphs::UNICODE));
                    let ways: &[&str] =
                        if desk.model.overlay.is_some() { &["Esc ", "╰"] } else { &["? help", ": commands", "q quit"] };
                    for way_out in ways {
                        assert!(
                            screen.contains(way_out),
                            "{life}, keys {way:?}, {width}×{height}, {said}: no {way_out}\n{screen}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn the_header_cuts_no_word_without_its_sign() {
    let mut desk = hard_week();
    desk.model.borrowed = Some("sample year".to_owned());
    let header = |desk: &Desk, width| {
        let screen = text(&desk.draw(width, 24, Theme::Dark, &Glyphs::UNICODE));
        screen.lines().next().unwrap_or_default().to_owned()
    };
    assert!(header(&desk, 80).contains(" upswing ") && header(&desk, 80).contains("sample year  "), "{}", header(&desk, 80));
    let narrow = header(&desk, 60);
    assert!(
        narrow.contains("2 Mar") && narrow.contains("sample year  "),
        "whose days they are before the program's name: {narrow}"
    );
    desk.model.borrowed = Some("a name that is rather long".to_owned());
    assert!(header(&desk, 60).contains("a name that is rath…  1 Today"), "{}", header(&desk, 60));
}

/// Two sessions after years of nothing: form falls further than any other word says.
#[test]
fn the_longest_word_for_form_stands_whole_and_apart_beside_its_days() {
    let today = crate::sample::today();
    let session = |(place, back): (usize, i64)| {
        let mut session = Session::new(SessionId(place.to_string()), today.minus(back), Kind::Strength, Status::Done);
        (session.minutes, session.rpe) = (Minutes::try_from(60).ok(), Rpe::from_halves(15));
        Op::PutSession(Box::new(session))
    };
    let desk = Desk::new(Entry::batch([1, 0].into_iter().enumerate().map(session).collect(), Stamp::default(), 1, 1), today);
    for (width, height) in SIZES {
        let screen = text(&desk.draw(width, height, Theme::Dark, &Glyphs::UNICODE));
        let row = screen.lines().find(|row| row.contains(" form ") && row.contains('█'));
        assert!(row.is_none_or(|row| row.contains(" very tired ")), "{width}×{height}:\n{screen}");
    }
}
