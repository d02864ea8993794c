//! The fold beside the journal: what is shown from it is what reading everything shows, and it is believed only as
//! long as it is of just this journal.

use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tempfile::TempDir;
use upswing::app::chart::{Series, Shown};
use upswing::app::{Event, Facts, Key, Keymap, Model, Now, advice_of, update};
use upswing::domain::journal::Gathered;
use upswing::domain::*;
use upswing::engine::Tuning;
use upswing::engine::readiness::Season;
use upswing::shell::{Fold, Paths, Settings, read_whole};
use upswing::store::Store;
use upswing::ui::theme::{Glyphs, Theme};
use upswing::ui::{self, Look};

use crate::engine::renewal;

fn paths(home: &Path) -> Paths {
    Paths { data: home.to_owned(), config: home.to_owned(), state: home.to_owned() }
}

/// A journal in a folder of its own, with its fold as of a day.
pub struct Kept {
    home: TempDir,
    pub settings: Settings,
}

impl Kept {
    pub fn of(entries: &[Entry], today: Day, settings: Settings) -> Kept {
        let kept = Kept { home: TempDir::new().unwrap(), settings };
        kept.store().append(entries).unwrap();
        assert!(kept.keep(today));
        kept
    }

    pub fn store(&self) -> Store {
        Store::at(paths(self.home.path()).journal())
    }

    pub fn fold(&self) -> Fold {
        Fold::at(&paths(self.home.path()), &self.settings)
    }

    pub fn file(&self) -> std::path::PathBuf {
        self.home.path().join("upswing.fold")
    }

    pub fn keep(&self, today: Day) -> bool {
        let mut store = self.store();
        let (journal, damage) = read_whole(&mut store).unwrap();
        assert_eq!(damage, Vec::<String>::new());
        self.fold().keep(&store, &journal, &Season::new(journal.history(), today, &self.settings.tuning))
    }

    pub fn recalled(&self) -> Option<(Journal, Season)> {
        self.fold().recall(&mut self.store(), &self.settings.tuning)
    }

    pub fn whole(&self) -> Journal {
        read_whole(&mut self.store()).unwrap().0
    }
}

/// Its entries, as they are read from a file.
pub fn all(journal: &Journal) -> Gathered {
    gathered(journal.entries().iter().map(|entry| Entry::clone(entry)))
}

pub fn gathered(entries: impl IntoIterator<Item = Entry>) -> Gathered {
    let mut gathered = Gathered::default();
    gathered.extend(entries);
    gathered
}

pub fn frame(model: &Model, size: (u16, u16)) -> Buffer {
    let mut buf = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    ui::draw(model, Look { theme: Theme::Dark, glyphs: &Glyphs::UNICODE }, buf.area, &mut buf);
    buf
}

pub fn asked() -> Settings {
    Settings { tuning: Tuning { ask_ready: true, ..Tuning::default() }, ..Settings::default() }
}

/// Batches of a life, some of them taken back.
fn lives() -> impl Strategy<Value = Vec<Entry>> {
    let taken = vec(any::<prop::sample::Index>(), 0..3);
    (renewal::months(), vec(crate::any_ops::ops(3), 0..4), taken).prop_map(|(months, more, taken)| {
        let mut entries: Vec<Entry> = Vec::new();
        let write = |entries: &mut Vec<Entry>, ops: Vec<Op>| {
            let last = entries.last().map_or(Stamp::default(), |entry| entry.stamp);
            entries.extend(Entry::batch(ops, last, 1, 1));
        };
        for ops in months.chunks(7).map(<[Op]>::to_vec).chain(more) {
            write(&mut entries, ops);
        }
        for which in taken.iter().filter(|_| !entries.is_empty()).copied().collect::<Vec<_>>() {
            let batch = which.get(&entries).batch;
            write(&mut entries, vec![Op::Retract(batch)]);
        }
        entries
    })
}

/// A choice of curves.
fn shown() -> impl Strategy<Value = Shown> {
    let one = proptest::sample::select(Series::all().collect::<Vec<_>>());
    (vec(one, 1..5), any::<bool>()).prop_map(|(several, forecast)| {
        let mut shown = Shown { series: Vec::new(), test: None, forecast };
        for series in several {
            shown.toggle(series);
        }
        shown
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_shown_from_it_is_what_reading_everything_shows(
        entries in lives(),
        days in -30..60_i64,
        wide in any::<bool>(),
        shown in shown(),
    ) {
        prop_assume!(!entries.is_empty());
        let (kept, middle) = (Kept::of(&entries, renewal::middle(), asked()), renewal::middle());
        let (today, size) = (middle.plus(days), if wide { (120, 36) } else { (80, 24) });
        let (folded, season) = kept.recalled().unwrap();
        let whole = kept.whole();
        prop_assert_eq!(folded.history(), whole.history());
        prop_assert_eq!((folded.last_stamp(), folded.len()), (whole.last_stamp(), whole.len()));
        for session in whole.history().sessions() {
            prop_assert_eq!(folded.history().session(&session.id), Some(session));
        }
        let (now, tuning) = (Now { today, still: false, wall_ms: 1 }, kept.settings.tuning);
        let mut soon = Model::soon(folded, season, now, 1, tuning.clone(), Keymap::default());
        let mut anew = Model::new(whole.clone(), now, 1, tuning, Keymap::default());
        // Whatever was chosen the last time is shown at once.
        soon.show_curves(shown.clone());
        anew.show_curves(shown);
        prop_assert_eq!(soon.facts.season.curve(), anew.facts.season.curve());
        prop_assert_eq!(soon.facts.season.mornings(), anew.facts.season.mornings());
        prop_assert_eq!(&soon.facts.morning, &anew.facts.morning);
        prop_assert_eq!(&soon.facts.before, &anew.facts.before);
        prop_assert_eq!(&soon.facts.plan, &anew.facts.plan);
        prop_assert_eq!(&soon.facts.judgement, &anew.facts.judgement);
        prop_assert_eq!(&soon.facts.issues, &anew.facts.issues);
        prop_assert_eq!(&soon.facts.coming, &anew.facts.coming);
        prop_assert_eq!(frame(&soon, size), frame(&anew, size));
        let mut overtaken = soon.clone();
        soon.complete(soon.journal.filled(all(&whole), true));
        prop_assert!(soon.journal.is_whole() && soon.journal.entries() == whole.entries());
        prop_assert_eq!(&soon.facts.traces, &anew.facts.traces);
        for key in ["2", "0"] {
            for model in [&mut soon, &mut anew] {
                update(model, Event::Key(Key::parse(key).unwrap()), now);
            }
            prop_assert_eq!(frame(&soon, size), frame(&anew, size));
        }
        // Somebody answered between the fold and the journal.
        let fields = vec![(Field::Energy, Some(Value::Whole(1))), (Field::Ill, Some(Value::Flag(true)))];
        let op = Op::SetCheckIn { day: today.minus(1), moment: Moment::Morning, fields, source: Source::typed() };
        let mut more = whole;
        more.add(Entry::batch(vec![op], more.last_stamp(), 2, 7));
        let anew = Facts::new(more.history(), today, &overtaken.tuning);
        overtaken.complete(overtaken.journal.filled(all(&more), true));
        prop_assert_eq!(overtaken.facts.season.mornings(), anew.season.mornings());
        prop_assert_eq!(&overtaken.facts.morning, &anew.morning);
    }

    #[test]
    fn a_check_in_over_it_is_what_it_is_over_everything(entries in lives(), ops in vec(crate::any_ops::op(), 1..4), days in -3..3_i64) {
        prop_assume!(!entries.is_empty());
        let (kept, today) = (Kept::of(&entries, renewal::middle(), asked()), renewal::middle().plus(days));
        let ops: Vec<Op> = ops.into_iter().filter(|op| matches!(op, Op::SetCheckIn { .. })).collect();
        let (mut folded, mut season) = kept.recalled().unwrap();
        let mut whole = kept.whole();
        let added = Entry::batch(ops, whole.last_stamp(), 1, 1);
        let changed = folded.add(added.clone());
        prop_assert_eq!(changed, whole.add(added.clone()));
        prop_assert_eq!(folded.history(), whole.history());
        let tuning = &kept.settings.tuning;
        season.renew(folded.history(), changed.unwrap_or(Day::MAX), today);
        let anew = Season::new(whole.history(), today, tuning);
        let advice = |season: &Season, journal: &Journal| advice_of(season, journal.history(), today, today, tuning);
        prop_assert_eq!(advice(&season, &folded), advice(&anew, &whole));
        // Kept again without having been read, it says the same.
        let mut store = kept.store();
        kept.fold().recall(&mut store, tuning).unwrap();
        store.append(&added).unwrap();
        prop_assert!(kept.fold().keep(&store, &folded, &season));
        let (again, _) = kept.recalled().unwrap();
        prop_assert_eq!(again.history(), whole.history());
        for session in whole.history().sessions() {
            prop_assert_eq!(again.history().session(&session.id), Some(session));
        }
    }

    #[test]
    fn a_damaged_one_is_not_believed(at in any::<prop::sample::Index>(), flip in 1..=255_u8, cut in any::<bool>()) {
        let kept = Kept::of(&crate::sample::entries(), crate::sample::today(), Settings::default());
        let mut bytes = std::fs::read(kept.file()).unwrap();
        let at = at.index(bytes.len());
        if cut {
            bytes.truncate(at);
        } else {
            bytes[at] ^= flip;
        }
        std::fs::write(kept.file(), bytes).unwrap();
        prop_assert!(kept.recalled().is_none());
    }
}

#[test]
fn one_of_another_form_configuration_or_journal_is_not_believed() {
    let kept = Kept::of(&crate::sample::entries(), crate::sample::today(), Settings::default());
    assert!(kept.recalled().is_some());
    let other = Settings { text: "ascii = true".to_owned(), ..Settings::default() };
    assert!(Fold::at(&paths(kept.home.path()), &other).recall(&mut kept.store(), &other.tuning).is_none());
    let bytes = std::fs::read(kept.file()).unwrap();
    for version in 0..=255_u8 {
        let mut newer = bytes.clone();
        newer[13] = version;
        std::fs::write(kept.file(), &newer).unwrap();
        assert_eq!(kept.recalled().is_some(), newer == bytes, "form {version}");
    }
    std::fs::write(kept.file(), [bytes.as_slice(), b"more"].concat()).unwrap();
    assert!(kept.recalled().is_none());
    // The same entries in another file.
    std::fs::write(kept.file(), &bytes).unwrap();
    let journal = paths(kept.home.path()).journal();
    let copy = std::fs::read(&journal).unwrap();
    std::fs::remove_file(&journal).unwrap();
    std::fs::write(&journal, copy).unwrap();
    assert!(kept.recalled().is_none());
}

#[test]
fn a_journal_that_went_on_is_read() {
    let kept = Kept::of(&crate::sample::entries(), crate::sample::today(), Settings::default());
    let mut reader = kept.store();
    let (journal, season) = kept.fold().recall(&mut reader, &kept.settings.tuning).unwrap();
    let last = journal.last_stamp();
    let fields = vec![(Field::Energy, Some(Value::Whole(2)))];
    let op = Op::SetCheckIn { day: crate::sample::today(), moment: Moment::Morning, fields, source: Source::typed() };
    kept.store().append(&Entry::batch(vec![op], last, last.wall_ms + 1, 9)).unwrap();
    assert!(kept.recalled().is_none(), "another process wrote");
    assert!(!kept.fold().keep(&reader, &journal, &season), "what is in memory is not what is in the file");
    let news = reader.news().unwrap();
    assert_eq!((news.entries.len(), news.whole, news.replaced), (1, false, false), "only what came is read");
    assert!(!kept.fold().keep(&reader, &journal, &season), "it was read, but not folded");
}

#[test]
fn looking_leaves_the_journal_alone_and_the_fold_is_for_its_owner() {
    let kept = Kept::of(&crate::sample::entries(), crate::sample::today(), Settings::default());
    let journal = std::fs::read(paths(kept.home.path()).journal()).unwrap();
    assert!(kept.recalled().is_some() && kept.keep(crate::sample::today()));
    assert_eq!(std::fs::read(paths(kept.home.path()).journal()).unwrap(), journal);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(kept.file()).unwrap().permissions().mode() & 0o777, 0o600);
        // A link is replaced, not followed.
        let elsewhere = kept.home.path().join("elsewhere");
        std::fs::write(&elsewhere, "mine").unwrap();
        std::fs::remove_file(kept.file()).unwrap();
        std::os::unix::fs::symlink(&elsewhere, kept.file()).unwrap();
        assert!(kept.keep(crate::sample::today()));
        assert_eq!(std::fs::read(&elsewhere).unwrap(), b"mine");
    }
    let left: Vec<_> = std::fs::read_dir(kept.home.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(left.len(), if cfg!(unix) { 3 } else { 2 }, "no draft stays: {left:?}");
}

#[test]
fn a_damaged_journal_has_no_fold() {
    let kept = Kept::of(&crate::sample::entries(), crate::sample::today(), Settings::default());
    std::fs::remove_file(kept.file()).unwrap();
    let journal = paths(kept.home.path()).journal();
    let mut bytes = std::fs::read(&journal).unwrap();
    // Inside of an entry: a note that was written.
    let at = bytes.windows(6).position(|window| window == b"energy").unwrap();
    bytes[at] ^= 1;
    std::fs::write(&journal, bytes).unwrap();
    let mut store = kept.store();
    let (journal, damage) = read_whole(&mut store).unwrap();
    assert!(!damage.is_empty());
    let season = Season::new(journal.history(), crate::sample::today(), &Tuning::default());
    assert!(!kept.fold().keep(&store, &journal, &season));
    assert!(!kept.file().exists());
}
