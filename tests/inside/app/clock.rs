//! The clock of the machine is set back while the dashboard is open: what comes later counts, and nothing is lost.

use crate::desk::Desk;
use upswing::app::Event;
use upswing::domain::{Day, Field};

const DAY_MS: u64 = 86_400_000;

fn energy(desk: &Desk, day: Day) -> Option<i64> {
    desk.model.journal.history().check_in(day).and_then(|check_in| check_in.whole(Field::Energy))
}

#[test]
fn a_clock_set_back_while_it_is_open() {
    let today = crate::sample::today();
    let mut desk = Desk::new(crate::sample::entries(), today);
    desk.press("c Home 5 Ctrl+s");
    assert_eq!(energy(&desk, today), Some(5));
    // A form is open when somebody mends the date.
    desk.press("c Home 2");
    desk.now.today = today.minus(3);
    desk.now.wall_ms -= 400 * DAY_MS;
    desk.send(Event::Deadline);
    assert_eq!(desk.model.today, today.minus(3));
    desk.press("Ctrl+s");
    assert_eq!(energy(&desk, today), Some(2), "the form's day is the one it was opened on, and the later change counts");
    // The change made last is undone first, whatever its time says.
    desk.press("u");
    assert_eq!(energy(&desk, today), Some(5));
    desk.press("U");
    assert_eq!(energy(&desk, today), Some(2));
    let before = energy(&desk, today.minus(3));
    desk.press("c Home 1 Ctrl+s");
    assert_eq!(energy(&desk, today.minus(3)), Some(1));
    desk.press("u");
    assert_eq!(energy(&desk, today.minus(3)), before);
    // And the right date again.
    desk.now.today = today;
    desk.now.wall_ms += 400 * DAY_MS;
    desk.send(Event::Deadline);
    assert_eq!(desk.model.today, today);
    assert_eq!(energy(&desk, today), Some(2));
}

#[test]
fn at_midnight_who_looks_at_today_goes_along_and_who_looks_elsewhere_stays() {
    let today = crate::sample::today();
    for back in [0, 1] {
        let mut desk = Desk::new(crate::sample::entries(), today);
        desk.press(if back == 1 { "2 Left 3 Left" } else { "2" });
        assert_eq!((desk.model.chart.crosshair, desk.model.week.day), (today.minus(back), today.minus(back)));
        desk.now.today = today.plus(1);
        desk.now.wall_ms += DAY_MS;
        desk.send(Event::Deadline);
        let then = if back == 0 { today.plus(1) } else { today.minus(1) };
        assert_eq!((desk.model.chart.crosshair, desk.model.week.day), (then, then));
    }
}
