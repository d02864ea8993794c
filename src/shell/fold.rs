//! The fold beside the journal, as this program makes it: history and season, taken up without reading an entry.
//!
//! When it is not to be believed is [`crate::store`]'s; here is told what it depends on beside the journal: the
//! program and the configuration.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::app::chart::ChartView;
use crate::domain::packed::{Away, NEAR};
use crate::domain::{Day, History, Journal, Stamp};
use crate::engine::Tuning;
use crate::engine::readiness::Season;
use crate::store::{Recalled, Store, private};

use super::{Paths, Settings, clock};

/// The parts that lie far.
const SEASON: usize = 0;
const HISTORY: usize = 1;

/// Nothing that lies far is asked for up to so many days before the newest one of a fold, where a frame looks back at that
/// much less than what is near; some configurations look back further.
const LATELY: i64 = 60;

/// Where the fold is, and what it depends on.
#[derive(Debug, Clone)]
pub struct Fold {
    file: PathBuf,
    of: Vec<u8>,
    far: Option<Arc<dyn Away>>,
}

/// What stands before the season and the history.
#[derive(Serialize, Deserialize)]
struct Head {
    last: Stamp,
    entries: usize,
    season: usize,
}

impl Fold {
    /// The fold of the journal of these paths, for these settings. Nothing is read yet.
    pub fn at(paths: &Paths, settings: &Settings) -> Fold {
        // A copy of the program elsewhere may be another one, of the same length and time.
        let program = std::env::current_exe().ok().map(|program| (touched(&program), program));
        let of = format!("{}\n{program:?}\n{}", env!("CARGO_PKG_VERSION"), settings.text);
        Fold { file: file(paths), of: of.into_bytes(), far: None }
    }

    /// Is it there, of the journal as it is now?
    pub fn is_kept(&self, store: &Store) -> bool {
        store.has_fold(&self.file, &self.of)
    }

    /// Takes away what is kept, where the journal is gone that it is of.
    pub fn forget(paths: &Paths) {
        // As a rule there is none; one that stays is not believed.
        let file = file(paths);
        let _ = std::fs::remove_file(&file);
        let _ = std::fs::remove_file(private::beside(&file, private::DRAFT));
    }

    /// Takes up the journal and its season as they were kept; `None` if the journal has to be read.
    pub fn recall(&self, store: &mut Store, tuning: &Tuning) -> Option<(Journal, Season)> {
        taken_up(&store.recall(&self.file, &self.of)?, tuning)
    }

    /// The same for a first frame of a day, which asks for nothing that lies far: that is only read when it is asked for.
    /// Whoever goes on with it has to know that it [is sound](Fold::is_sound).
    pub fn recall_near(&mut self, store: &mut Store, tuning: &Tuning, today: Day) -> Option<(Journal, Season)> {
        let recalled = store.recall_near(&self.file, &self.of)?;
        let (journal, season) = taken_up(&recalled, tuning)?;
        // A day that has long passed may itself lie far, by when the journal was written or how far it was judged.
        let newest = season.last_day().max(Some(written(&journal)));
        let is_late =
            newest.is_none_or(|newest| today >= newest.minus(LATELY)) && looks_back(today, tuning) + LATELY <= NEAR as i64;
        self.far = Some(recalled.kept.away).filter(|far| is_late || far.is_whole());
        self.far.is_some().then_some((journal, season))
    }

    /// Is all there that lay far when it was taken up for a first frame? Reads it.
    pub fn is_sound(&self) -> bool {
        self.far.as_ref().is_none_or(|far| far.is_whole())
    }

    /// Keeps what a store read and wrote, and its season, for the next start; tells whether it did.
    pub fn keep(&self, store: &Store, journal: &Journal, season: &Season) -> bool {
        let content = || {
            let (season, history) = (season.freeze()?, journal.history().freeze(written(journal))?);
            let length = season.near.iter().map(Vec::len).sum();
            let head = Head { last: journal.last_stamp(), entries: journal.len(), season: length };
            Some((postcard::to_allocvec(&head).ok()?, season, history))
        };
        content().is_some_and(|(head, season, history)| {
            let near: Vec<&[u8]> = [&head].into_iter().chain(&season.near).chain(&history.near).map(Vec::as_slice).collect();
            let mut far: [&[u8]; 2] = Default::default();
            (far[SEASON], far[HISTORY]) = (season.far(), history.far());
            store.keep_fold(&self.file, &self.of, journal.len(), &near, &far)
        })
    }
}

/// So many days before today a frame looks at most: the chart, and what is usual on its first day.
fn looks_back(today: Day, tuning: &Tuning) -> i64 {
    today.since(ChartView::new(today).looks_back_to(tuning)) + tuning.readiness.baseline_days
}

fn taken_up(Recalled { kept, at }: &Recalled, tuning: &Tuning) -> Option<(Journal, Season)> {
    let (head, rest) = postcard::take_from_bytes::<Head>(kept.near.get(*at..)?).ok()?;
    let season = kept.near.len().checked_sub(rest.len())?;
    let history = History::thaw(kept, season.checked_add(head.season)?, HISTORY)?;
    let season = Season::thaw(kept, season, SEASON, &history, tuning)?;
    Some((Journal::folded(history, head.last, head.entries), season))
}

/// The last day on which the journal can have been written: where it was, it may have been the day after already.
fn written(journal: &Journal) -> Day {
    clock::date_of(journal.last_stamp().wall_ms).map_or(Day::MAX, |day| day.plus(1))
}

fn file(paths: &Paths) -> PathBuf {
    paths.state.join("upswing.fold")
}

/// What changes when a file is replaced.
fn touched(file: &Path) -> Option<(u64, std::time::SystemTime)> {
    let about = std::fs::metadata(file).ok()?;
    Some((about.len(), about.modified().ok()?))
}
