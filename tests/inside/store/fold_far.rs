//! What lies far of a life of years: it stays packed until somebody asks for it, and is what it was when somebody does,
//! also where it changed.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use upswing::app::{self, Event, Keymap, Model, Now, advice_of, update};
use upswing::domain::history::Asked;
use upswing::domain::packed::{self, Away};
use upswing::domain::*;
use upswing::engine::readiness::Season;
use upswing::engine::{Tuning, experiments};
use upswing::shell::{Settings, read_rest};

use super::fold::{Kept, asked, frame};

/// How many days of a life lie far enough back to be read only when they are asked for.
const YEARS: i64 = 900;

proptest! {
    // Each judges some thousand mornings.
    #![proptest_config(ProptestConfig::with_cases(10))]

    #[test]
    fn years_that_are_read_when_asked_for_are_renewed_as_years_that_were_judged(
        ago in 0..YEARS + 30,
        days in -YEARS..5_i64,
        asked in 0..YEARS,
        ready in any::<bool>(),
    ) {
        let today = crate::sample::today();
        let settings = Settings { tuning: Tuning { ask_ready: ready, ..Tuning::default() }, ..Settings::default() };
        let kept = Kept::of(&years(today), today, settings);
        let (tuning, whole) = (&kept.settings.tuning, kept.whole());
        let (folded, mut season) = kept.recalled().unwrap();
        let (history, through) = (whole.history(), today.plus(days));
        season.renew(folded.history(), today.minus(ago), through);
        // Kept as it is, with what is still unread, and taken up again.
        let frozen = season.freeze().unwrap();
        let again = packed::Kept { near: Arc::new(frozen.near.concat()), away: Arc::new(Part(frozen.far().to_vec())) };
        let mut again = Season::thaw(&again, 0, 0, history, tuning).unwrap();
        again.renew(history, Day::MAX, through);
        let anew = Season::new(history, through, tuning);
        let advice = |season: &Season, journal: &Journal, day: Day| advice_of(season, journal.history(), today, day, tuning);
        let (day, rated) = (through.minus(asked), |season: &Season| format!("{:?}", season.rated(through)));
        for season in [&season, &again] {
            prop_assert_eq!(season.morning(day), anew.morning(day));
            prop_assert_eq!(season.feels(), anew.feels());
            prop_assert_eq!(season.lived(day, through), anew.lived(day, through));
            prop_assert_eq!(advice(season, &folded, through), advice(&anew, &whole, through));
            prop_assert_eq!(rated(season), rated(&anew));
            prop_assert!(season.usual_on(Field::RestingHr, [day, through]).eq(anew.usual_on(Field::RestingHr, [day, through])));
            prop_assert_eq!(season.curve(), anew.curve());
            prop_assert_eq!(season.mornings(), anew.mornings());
        }
    }
}

/// What lies far, kept in memory.
#[derive(Debug)]
struct Part(Vec<u8>);

impl Away for Part {
    fn part(&self, _: usize) -> Option<&[u8]> {
        Some(&self.0)
    }

    fn is_whole(&self) -> bool {
        true
    }
}

/// Years that were lived and rated: long ago an illness that a check-in ended, races and experiments that are over; another
/// race is planned.
pub fn years(today: Day) -> Vec<Entry> {
    let mut entries = crate::sample::history(today.minus(YEARS), today);
    let session = |id: &str, day: Day, status| Session::new(SessionId(id.to_owned()), day, Kind::Event, status);
    let raced = |(number, rpe): (i64, f64)| Session {
        minutes: Minutes::try_from(100 + number as u16).ok(),
        rpe: Rpe::try_from(rpe).ok(),
        ..session(&format!("race {number}"), today.minus(800 - number), Status::Done)
    };
    let fallen_ill = today.minus(700);
    let well = vec![(Field::Ill, Some(Value::Flag(false)))];
    let mut ops = vec![
        Op::PutSpan(Box::new(Span::new(SpanId("flu".to_owned()), SpanKind::Ill, fallen_ill))),
        Op::SetCheckIn { day: fallen_ill.plus(6), moment: Moment::Morning, fields: well, source: Source::typed() },
        Op::PutSession(Box::new(session("the race", today.plus(9), Status::Planned))),
    ];
    ops.extend([(850, "watch"), (820, "strap")].map(|(ago, device)| Op::SetCheckIn {
        day: today.minus(ago),
        moment: Moment::Morning,
        fields: vec![(Field::RestingHr, Some(Value::Number(51.0)))],
        source: Source { origin: Origin::Typed, device: device.to_owned() },
    }));
    ops.extend((0..20).zip([9.0, 8.0, 9.5, 7.0]).map(raced).map(|raced| Op::PutSession(Box::new(raced))));
    ops.extend(long_over(today));
    ops.extend(today.minus(YEARS).to(today).zip((0..8).cycle()).map(|(day, ready)| Op::SetCheckIn {
        day,
        moment: Moment::Morning,
        fields: vec![(Field::Ready, Some(Value::Whole(ready + 2)))],
        source: Source::typed(),
    }));
    let last = entries.last().unwrap().stamp;
    entries.extend(Entry::batch(ops, last, noon(today), 1));
    entries
}

/// When it is noon in Greenwich: which days are far is told by when the journal was written.
fn noon(day: Day) -> u64 {
    (day.since(Day::from_ymd(1970, 1, 1).unwrap()) as u64 * 24 + 12) * 60 * 60 * 1000
}

/// Experiments of long ago: one that was ended, one whose days are over and one whose sessions were done.
fn long_over(today: Day) -> Vec<Op> {
    let of = |name: &str, unit: Unit, ago: i64| Experiment {
        id: ExperimentId(name.to_owned()),
        registered: today.minus(ago + 1),
        question: format!("does {name} help?"),
        yes: name.to_owned(),
        unit,
        kind: (unit == Unit::Session).then_some(Kind::Endurance),
        outcome: if unit == Unit::Session { Outcome::Rpe } else { Outcome::Ready },
        pairs: 10,
        first_day: today.minus(ago),
        seed: 7,
    };
    let all = [of("tea", Unit::Block, 600), of("naps", Unit::Day, 500), of("gels", Unit::Session, 850)];
    let end = Op::EndExperiment { id: ExperimentId("tea".to_owned()), day: today.minus(590) };
    all.map(|experiment| Op::PutExperiment(Box::new(experiment))).into_iter().chain([end]).collect()
}

#[test]
fn one_that_is_over_is_none_that_waits_or_runs() {
    let today = crate::sample::today();
    let mut journal = Journal::default();
    journal.add(years(today));
    let (history, tuning) = (journal.history(), Tuning::default().learning);
    let season = Season::new(history, today, &Tuning::default());
    let mut open = BTreeSet::new();
    for day in (470..600).chain(740..860).map(|ago| today.minus(ago)) {
        let all = experiments::all(history, &season, day, &tuning);
        let current = experiments::current(history, &season, day, &tuning);
        open.extend(current.as_ref().map(|report| report.registered.experiment.id.clone()));
        assert_eq!(current, all.into_iter().find(experiments::Report::is_open), "{day}");
    }
    assert_eq!((open.len(), experiments::current(history, &season, today, &tuning)), (3, None));
}

/// A session on each of so many days to come.
fn planned_ahead(today: Day, days: i64, last: Stamp) -> Vec<Entry> {
    let session = |ahead: i64| {
        let (id, day) = (SessionId(format!("ahead {ahead}")), today.plus(ahead));
        Session { minutes: Minutes::try_from(40).ok(), ..Session::new(id, day, Kind::Endurance, Status::Planned) }
    };
    Entry::batch((1..=days).map(|ahead| Op::PutSession(Box::new(session(ahead)))).collect(), last, noon(today), 1)
}

fn answer(day: Day, field: Field, value: Option<Value>) -> Op {
    Op::SetCheckIn { day, moment: Moment::Morning, fields: vec![(field, value)], source: Source::typed() }
}

fn is_packed(journal: &Journal, season: &Season) -> bool {
    journal.history().is_packed() && season.is_packed()
}

/// Lays check-ins over the fold, and keeps it again without having read the journal; what was done to it.
fn checked_in(kept: &Kept, ops: Vec<Op>, day: Day) -> (Vec<Entry>, Journal, Season) {
    let (mut folded, mut season) = kept.recalled().unwrap();
    let added = Entry::batch(ops, folded.last_stamp(), noon(day), 1);
    let changed = folded.add(added.clone()).unwrap();
    season.renew(folded.history(), changed, day);
    let mut store = kept.store();
    kept.fold().recall(&mut store, &kept.settings.tuning).unwrap();
    store.append(&added).unwrap();
    assert!(kept.fold().keep(&store, &folded, &season));
    (added, folded, season)
}

#[test]
fn a_start_and_a_check_in_leave_packed_what_lies_far() {
    let today = crate::sample::today();
    let now = Now { today, still: false, wall_ms: 1 };
    // What is planned ahead takes the place of nothing that a start looks at.
    for planned in [0, 140, 300] {
        let mut entries = years(today);
        entries.extend(planned_ahead(today, planned, entries.last().unwrap().stamp));
        // Where somebody rates it is the same: what was learned is kept.
        let kept = Kept::of(&entries, today, asked());
        let (folded, season) = kept.recalled().unwrap();
        let soon = Model::soon(folded, season, now, 1, kept.settings.tuning.clone(), Keymap::default());
        for size in [(80, 24), (120, 36), (300, 90)] {
            frame(&soon, size);
        }
        assert_eq!(soon.experiment(), None);
        soon.facts.extra(soon.journal.history(), today, today, &kept.settings.tuning);
        assert!(is_packed(&soon.journal, &soon.facts.season), "a first frame, {planned} days planned");
        for energy in 2..4 {
            let op = answer(today, Field::Energy, Some(Value::Whole(energy)));
            let (_, folded, mut season) = checked_in(&kept, vec![op], today);
            season.renew(folded.history(), Day::MAX, today.plus(1));
            advice_of(&season, folded.history(), today, today, &kept.settings.tuning);
            assert!(is_packed(&folded, &season), "a check-in, {planned} days planned");
        }
    }
}

/// What most do every morning, at the dashboard: nothing of it asks for what lies far.
#[test]
fn a_check_in_at_the_dashboard_leaves_packed_what_lies_far() {
    let today = crate::sample::today();
    let now = Now { today, still: false, wall_ms: 1 };
    let kept = Kept::of(&years(today), today, asked());
    let mut store = kept.store();
    let (folded, season) = kept.fold().recall(&mut store, &kept.settings.tuning).unwrap();
    let mut model = Model::soon(folded, season, now, 1, kept.settings.tuning.clone(), Keymap::default());
    model.complete(read_rest(&mut store, &model.journal, None).unwrap().0);
    for key in ["c", "3", "Enter", "2", "Ctrl+s", "u", "U", "2", "Left", "3", "Right", "i"] {
        update(&mut model, Event::Key(app::Key::parse(key).unwrap()), now);
        assert!(is_packed(&model.journal, &model.facts.season), "after {key}");
    }
    assert_eq!(model.journal.len(), kept.whole().len() + 3, "a check-in, an undo and a redo");
}

#[test]
fn what_is_noted_of_what_lies_far_is_what_it_says() {
    let today = crate::sample::today();
    let kept = Kept::of(&years(today), today, asked());
    let (_, folded, _) = checked_in(&kept, vec![answer(today, Field::Energy, Some(Value::Whole(2)))], today);
    let (again, season) = kept.recalled().unwrap();
    let whole = kept.whole();
    for (history, whole) in [(folded.history(), whole.history()), (again.history(), whole.history())] {
        assert_eq!(history.held(), whole.held());
        assert!(history.held().iter().any(|held| held.well == Some(today.minus(694))));
        for (kind, asked, day) in questions(&[today, today.plus(20)]) {
            let said = |history: &History| history.said_before(kind, asked, day).take(16).collect::<Vec<_>>();
            assert_eq!(said(history), said(whole), "{kind} {asked:?}");
        }
        assert_eq!((history.typed_device(today), typed_device(whole, today)), (Some("strap"), Some("strap")));
    }
    assert!(is_packed(&again, &season), "what is noted");
    for asked in [Asked::Effort, Asked::Minutes] {
        let said = |history: &History| history.said_before(Kind::Endurance, asked, today).collect::<Vec<_>>();
        assert_eq!(said(again.history()), said(whole.history()));
        assert!(said(whole.history()).len() > 100);
    }
    assert!(!again.history().is_packed());
}

/// The device that was typed last up to a day, looked for.
fn typed_device(history: &History, until: Day) -> Option<&str> {
    history.days_in(Day::MIN, until).rev().find_map(|(_, record)| record.check_in.typed_device())
}

/// What can be asked of the sessions before some days.
fn questions(days: &[Day]) -> Vec<(Kind, Asked, Day)> {
    let kinds = Kind::ALL.iter().flat_map(|kind| [Asked::Effort, Asked::Minutes].map(|asked| (*kind, asked)));
    kinds.flat_map(|(kind, asked)| days.iter().map(move |day| (kind, asked, *day))).collect()
}

/// Holds what comes from a fold against what reading and judging everything gives.
fn is_the_whole(kept: &Kept, through: Day, several: &[(&Journal, &Season)], what: &str) {
    let (whole, tuning) = (kept.whole(), &kept.settings.tuning);
    let anew = Season::new(whole.history(), through, tuning);
    let days = [through.plus(20), through, through.minus(300), through.minus(795)];
    for (journal, season) in several {
        let history = journal.history();
        // What is noted is asked for while the days are unread.
        assert_eq!(history.held(), whole.history().held(), "{what}");
        for (kind, asked, day) in questions(&days) {
            let said = |history: &History| history.said_before(kind, asked, day).collect::<Vec<_>>();
            assert_eq!(said(history), said(whole.history()), "{what}: {kind} {asked:?} before {day}");
        }
        for day in days.into_iter().chain([through.minus(825), through.minus(855)]) {
            assert_eq!(history.typed_device(day), typed_device(whole.history(), day), "{what}: up to {day}");
        }
        let advice = |season: &Season, history: &History| advice_of(season, history, through, through, tuning);
        assert_eq!(advice(season, history), advice(&anew, whole.history()), "{what}");
        for session in whole.history().sessions() {
            assert_eq!(history.session(&session.id), Some(session), "{what}");
        }
        assert!(history.sessions().eq(whole.history().sessions()), "{what}");
        assert!(history == whole.history(), "{what}");
        assert_eq!((season.curve(), season.feels()), (anew.curve(), anew.feels()), "{what}");
        assert!(season.mornings() == anew.mornings(), "{what}");
    }
}

#[test]
fn a_check_in_of_long_ago_changes_what_reading_everything_changes() {
    let today = crate::sample::today();
    let is_well = |since: i64, value: Option<bool>| answer(today.minus(700 - since), Field::Ill, value.map(Value::Flag));
    let energy = |ago: i64| answer(today.minus(ago), Field::Energy, Some(Value::Whole(1)));
    let cases = [
        ("well before the day that is noted", vec![is_well(3, Some(false))], Some(697)),
        ("not said to be well any more", vec![is_well(6, None)], None),
        ("ill still on the day that is noted, well later", vec![is_well(6, Some(true)), is_well(8, Some(false))], Some(692)),
        ("well once more after it", vec![is_well(9, Some(false))], Some(694)),
        ("answers of years", [899, 700, 500, 258, 257, 256, 255, 3].map(energy).to_vec(), Some(694)),
        ("well before it after all", vec![is_well(6, Some(false)), is_well(2, Some(false))], Some(698)),
    ];
    for (what, ops, ago) in cases {
        let kept = Kept::of(&years(today), today, asked());
        let (_, folded, season) = checked_in(&kept, ops, today);
        let (again, other) = kept.recalled().unwrap();
        let well = folded.history().held().first().and_then(|held| held.well);
        assert_eq!(well, ago.map(|ago| today.minus(ago)), "{what}");
        is_the_whole(&kept, today, &[(&folded, &season), (&again, &other)], what);
    }
}

#[test]
fn what_was_taken_away_or_moved_long_ago_is_kept_so() {
    let today = crate::sample::today();
    let mut entries = years(today);
    let batch = entries.iter().find(|entry| matches!(&entry.op, Op::SetCheckIn { .. })).unwrap().batch;
    let race = |number: i64| SessionId(format!("race {number}"));
    let moved = Session { notes: "fell".to_owned(), ..Session::new(race(3), today.minus(820), Kind::Event, Status::Done) };
    let nearer = Session::new(race(4), today.minus(2), Kind::Event, Status::Done);
    let ops = vec![
        Op::Retract(batch),
        Op::Erase(Key::CheckIn(today.minus(600), Moment::Morning)),
        Op::Erase(Key::Session(race(2))),
        Op::PutSession(Box::new(moved)),
        Op::PutSession(Box::new(nearer)),
    ];
    entries.extend(Entry::batch(ops, entries.last().unwrap().stamp, noon(today), 1));
    let kept = Kept::of(&entries, today, asked());
    let (folded, season) = kept.recalled().unwrap();
    is_the_whole(&kept, today, &[(&folded, &season)], "kept");
    let (_, folded, season) = checked_in(&kept, vec![answer(today.minus(600), Field::Energy, Some(Value::Whole(1)))], today);
    let (again, other) = kept.recalled().unwrap();
    assert_eq!(again.history().session(&race(2)), None);
    is_the_whole(&kept, today, &[(&folded, &season), (&again, &other)], "answered anew");
}

#[test]
fn what_becomes_old_is_packed_away_once_enough_has() {
    let today = crate::sample::today();
    let kept = Kept::of(&years(today), today, asked());
    let mut packed_anew = (0, 0);
    for day in today.plus(1).to(today.plus(130)) {
        let (_, folded, season) = checked_in(&kept, vec![answer(day, Field::Energy, Some(Value::Whole(3)))], day);
        packed_anew.0 += i64::from(!folded.history().is_packed());
        packed_anew.1 += i64::from(!season.is_packed());
    }
    assert_eq!(packed_anew, (1, 1));
    let (folded, season) = kept.recalled().unwrap();
    assert!(is_packed(&folded, &season));
    is_the_whole(&kept, today.plus(130), &[(&folded, &season)], "after 130 days");
}

/// A first frame asks for nothing of it; what goes on from there does, and is judged anew.
#[test]
fn what_lies_far_and_is_damaged_is_not_believed() {
    let today = crate::sample::today();
    let now = Now { today, still: false, wall_ms: 1 };
    let kept = Kept::of(&years(today), today, asked());
    let (whole, tuning) = (kept.whole(), kept.settings.tuning.clone());
    let anew = Model::new(whole.clone(), now, 1, tuning.clone(), Keymap::default());
    let sound = std::fs::read(kept.file()).unwrap();
    // The last part is that of the history, the one before it that of the season.
    let history = whole.history().freeze(today.plus(1)).unwrap().far().len();
    let season = anew.facts.season.freeze().unwrap().far().len();
    assert!(history > 0 && season > 0);
    let inside = [1, history / 2, history, history + 1, history + season / 2, history + season];
    for (back, is_sound) in inside.map(|back| (Some(back), false)).into_iter().chain([(None, true)]) {
        let mut bytes = sound.clone();
        back.into_iter().for_each(|back| bytes[sound.len() - back] ^= 1);
        std::fs::write(kept.file(), &bytes).unwrap();
        assert_eq!(kept.recalled().is_some(), is_sound, "{back:?}");
        assert_eq!(kept.fold().is_kept(&kept.store()), is_sound, "{back:?}");
        let mut fold = kept.fold();
        let long_ago = fold.recall_near(&mut kept.store(), &tuning, today.minus(400));
        assert_eq!(long_ago.is_some(), is_sound, "{back:?}: a day that lies far");
        let mut store = kept.store();
        let (folded, season) = fold.recall_near(&mut store, &tuning, today).unwrap();
        let mut soon = Model::soon(folded, season, now, 1, tuning.clone(), Keymap::default());
        assert_eq!(frame(&soon, (120, 36)), frame(&anew, (120, 36)), "{back:?}");
        assert!(is_packed(&soon.journal, &soon.facts.season), "{back:?}");
        assert_eq!(fold.is_sound(), is_sound, "{back:?}");
        std::fs::write(kept.file(), &sound).unwrap();
        assert_eq!(fold.is_sound(), is_sound, "{back:?}: what was found once is not forgotten");
        soon.complete(read_rest(&mut store, &soon.journal, Some(&fold)).unwrap().0);
        assert_eq!(soon.journal.history().is_packed(), is_sound, "{back:?}");
        assert!(soon.facts.season.mornings() == anew.facts.season.mornings(), "{back:?}");
        assert_eq!(soon.facts.traces, anew.facts.traces, "{back:?}");
    }
}

/// Whoever began with a fold goes on with it, whatever has its name meanwhile.
#[test]
fn what_lies_far_is_that_of_the_fold_that_was_taken_up() {
    let today = crate::sample::today();
    let kept = Kept::of(&years(today), today, asked());
    let (tuning, whole) = (&kept.settings.tuning, kept.whole());
    let mut fold = kept.fold();
    let (folded, season) = fold.recall_near(&mut kept.store(), tuning, today).unwrap();
    checked_in(&kept, vec![answer(today.minus(800), Field::Energy, Some(Value::Whole(1)))], today);
    assert!(fold.is_sound() && is_packed(&folded, &season));
    assert!(folded.history() == whole.history());
    assert!(season.mornings() == Season::new(whole.history(), today, tuning).mornings());
}

#[test]
fn what_a_start_reads_at_once_does_not_grow_with_the_years() {
    let (today, tuning) = (crate::sample::today(), asked().tuning);
    let reads = |days: i64| {
        let mut journal = Journal::default();
        journal.add(crate::sample::history(today.minus(days), today));
        let rated =
            today.minus(days).to(today).map(|day| answer(day, Field::Ready, Some(Value::Whole(day.since(today).rem_euclid(8)))));
        journal.add(Entry::batch(rated.collect(), journal.last_stamp(), noon(today), 1));
        let season = Season::new(journal.history(), today, &tuning);
        [season.freeze(), journal.history().freeze(today)].map(|frozen| frozen.unwrap().near[1].len())
    };
    for (few, many) in reads(400).into_iter().zip(reads(800)) {
        assert!(many <= few + few / 10, "{few} bytes of 400 days, {many} of 800");
    }
}
