//! What every command needs: the settings, the journal, the day; and the one way to write.

use crate::app::{Facts, Now, advice_of, days, doubts};
use crate::domain::{BatchId, Day, Entry, History, Journal, Op, Zone, typed};
use crate::engine::Tuning;
use crate::engine::readiness::{Advice, Season};
use crate::shell::clock::{self, Clock};
use crate::shell::{Fold, Paths, Settings, left_out, read_whole};
use crate::store::{Store, rotate, writer_id};

use super::answer::{Problem, complain};

/// What every command needs.
pub struct Opened {
    /// Where the files are.
    pub paths: Paths,
    /// The configuration.
    pub settings: Settings,
    /// The store that was read.
    pub store: Store,
    /// What was read from it.
    pub journal: Journal,
    /// The day and time.
    pub now: Now,
    /// Where the day comes from.
    pub clock: Clock,
    /// What was wrong but did not stop: a damaged entry, a mistake in the configuration.
    pub problems: Vec<String>,
    /// Is something in the journal that cannot be read?
    pub damaged: bool,
    /// Who writes: part of each stamp.
    pub device: u64,
    /// Was something written?
    pub wrote: bool,
    /// Is what is changed only tried, and never written?
    pub tries: bool,
    /// Where the journal's fold is kept.
    pub fold: Fold,
    /// Every morning as far as it is judged, and the earliest day that changed since.
    pub season: Option<Season>,
    changed: Day,
    /// The journal's revision of which the fold is.
    folded: Option<u64>,
}

/// How much of the journal is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Every entry.
    Whole,
    /// What is known. Check-ins can be added.
    Fold,
    /// The same for a first frame: what lies far is read when it is asked for.
    Near,
}

/// What holds before the journal is read; read once for each command.
pub struct Configured {
    /// Where the files are.
    pub paths: Paths,
    /// The configuration.
    pub settings: Settings,
    /// Where the day comes from.
    pub clock: Clock,
}

/// Reads the settings.
///
/// # Errors
/// A sentence: no home folder, a day or a zone that is none.
pub fn configured() -> Result<Configured, Problem> {
    let paths = Paths::find().map_err(|error| Problem::Failed(error.to_string()))?;
    let settings = Settings::read(&paths.config_file());
    let clock = Clock::new(settings.day_starts).map_err(Problem::Failed)?;
    Ok(Configured { paths, settings, clock })
}

/// Reads the journal, or its fold where that is enough and can be believed. Nothing is created.
///
/// # Errors
/// A sentence: a journal that cannot be read.
pub fn open(Configured { paths, settings, clock }: Configured, wanted: Wanted) -> Result<Opened, Problem> {
    let mut store = Store::at(paths.journal());
    let mut fold = Fold::at(&paths, &settings);
    let recalled = match wanted {
        Wanted::Whole => None,
        Wanted::Fold => fold.recall(&mut store, &settings.tuning),
        Wanted::Near => fold.recall_near(&mut store, &settings.tuning, clock.now().today),
    };
    let (journal, season, damage) = match recalled {
        Some((journal, season)) => (journal, Some(season), Vec::new()),
        None => {
            let (journal, damage) = read_whole(&mut store)?;
            (journal, None, damage)
        }
    };
    let damaged = !damage.is_empty();
    let problems = settings.problems.iter().cloned().chain(damage).collect();
    let folded = season.is_some().then_some(journal.revision());
    let opened = Opened { season, folded, problems, damaged, ..Opened::made(paths, settings, store, journal, clock, fold) };
    Ok(opened)
}

/// The name of a batch: its first stamp as `wall-counter-device`, in hex.
pub fn entry_id(batch: BatchId) -> String {
    let stamp = batch.0;
    format!("{:x}-{:x}-{:x}", stamp.wall_ms, stamp.counter, stamp.device)
}

impl Opened {
    /// A journal that was made and not read.
    pub fn made(paths: Paths, settings: Settings, store: Store, journal: Journal, clock: Clock, fold: Fold) -> Opened {
        let (now, device) = (clock.now(), writer_id());
        Opened {
            paths,
            settings,
            store,
            journal,
            now,
            clock,
            problems: Vec::new(),
            damaged: false,
            device,
            wrote: false,
            tries: false,
            fold,
            season: None,
            changed: Day::MAX,
            folded: None,
        }
    }

    /// What is known.
    pub fn history(&self) -> &History {
        self.journal.history()
    }

    /// The day it is.
    pub fn today(&self) -> Day {
        self.now.today
    }

    /// ` It is still Thu 26 Nov, until 03:00.` after midnight, of that day; else nothing.
    pub fn still(&self, day: Day) -> String {
        let until = typed::clock_duration(i64::from(self.settings.day_starts));
        let told = || format!(" It is still {}, until {until:0>5}.", day.short());
        if self.now.still && day == self.today() { told() } else { String::new() }
    }

    /// ` 2025-03-01 lies 270 days from every other record. …` of a day that was typed; else nothing. Asked before what
    /// is of that day is written.
    pub fn far(&self, typed: Option<&str>, day: Day) -> String {
        let far = typed.and_then(|_| doubts::far(self.history(), day, self.tuning()));
        far.map(|far| format!(" {far} `upswing undo` takes it back.")).unwrap_or_default()
    }

    /// The first day of a day's week.
    pub fn week_of(&self, day: Day) -> Day {
        self.tuning().week_starts.first(day)
    }

    /// The last day that can have been lived: the real one, or a later one that was fixed.
    pub fn newest_day(&self) -> Day {
        clock::real_date().max(self.clock.date())
    }

    /// Where the person lives, for times that come as UTC: as said, else where the machine is.
    pub fn zone(&self) -> Option<Zone> {
        self.history().profile().zone.or_else(clock::zone)
    }

    /// The numbers in force.
    pub fn tuning(&self) -> &Tuning {
        &self.settings.tuning
    }

    /// A name for something new.
    pub fn new_name(&self) -> String {
        self.journal.new_name(self.now.wall_ms, self.device)
    }

    /// Does something together: durably into the file, then into the history. Returns the entry's name.
    ///
    /// # Errors
    /// It could not be written; then nothing was.
    pub fn commit(&mut self, ops: Vec<Op>) -> Result<String, Problem> {
        let entries = Entry::batch(ops, self.journal.last_stamp(), self.now.wall_ms, self.device);
        let Some(batch) = entries.first().map(|entry| entry.batch) else {
            return Err(Problem::Failed("there is nothing to write.".to_owned()));
        };
        if !self.tries {
            self.write(&entries)?;
        }
        self.changed = self.changed.min(self.journal.add(entries).unwrap_or(Day::MAX));
        Ok(entry_id(batch))
    }

    fn write(&mut self, entries: &[Entry]) -> Result<(), Problem> {
        // The day's backup is of what was there before the day's first change.
        match rotate(&self.store, &self.paths.backups(), self.today(), self.settings.backup) {
            Err(error) => complain(&format!("There is no backup of today: {error}")),
            // What came from the fold has not seen the journal; its copy was read.
            Ok(Some(copied)) if !self.damaged => {
                copied.damaged.iter().for_each(|damage| complain(&left_out(damage)));
                self.damaged = !copied.damaged.is_empty();
            }
            Ok(_) => {}
        }
        self.store.append(entries)?;
        self.wrote = true;
        Ok(())
    }

    /// What takes back what was just done, as a sentence; nothing where it is only tried.
    pub fn undo(&self, does: &str) -> String {
        if self.tries { String::new() } else { format!(" `upswing undo` {does}.") }
    }

    /// The day that was typed, or today.
    ///
    /// # Errors
    /// What was typed is no day.
    pub fn day(&self, text: Option<&str>) -> Result<Day, Problem> {
        text.map_or(Ok(self.today()), |text| typed::day(text, self.today()).map_err(Problem::Usage))
    }

    /// The day that was typed, or today; what is told of it has happened already.
    ///
    /// # Errors
    /// What was typed is no day, or one that has not come yet.
    pub fn past_day(&self, text: Option<&str>) -> Result<Day, Problem> {
        let still_to_come = |told| Problem::Usage(format!("{told} What is still to come stands in `upswing plan`."));
        days::happened(self.day(text)?, self.now).map_err(still_to_come)
    }

    /// Keeps what the journal means beside it, if that is not kept yet: the next start need not read the journal.
    pub fn keep_fold(&mut self) {
        if self.journal.is_empty() {
            return Fold::forget(&self.paths);
        }
        // What is only tried is not what the file means, and a journal with damage is read each time, to tell it.
        if self.tries || self.damaged || self.folded == Some(self.journal.revision()) || self.fold.is_kept(&self.store) {
            return;
        }
        let season = self.season(self.today());
        self.fold.keep(&self.store, &self.journal, &season);
    }

    /// Every morning up to a day. Given back ([`Opened::give_back`]) it need not be judged again.
    pub fn season(&mut self, through: Day) -> Season {
        let changed = std::mem::replace(&mut self.changed, Day::MAX);
        match self.season.take() {
            Some(mut season) => {
                season.renew(self.journal.history(), changed, through);
                season
            }
            None => Season::new(self.journal.history(), through, self.tuning()),
        }
    }

    /// Takes a season back for the next question.
    pub fn give_back(&mut self, season: Season) {
        self.season = Some(season);
    }

    /// What followed on a day that was or is.
    pub fn facts_on(&self, day: Day) -> Facts {
        Facts::seen_from(self.history(), self.today(), day, self.tuning())
    }

    /// What is said about a day that was or is: before the session if that was asked, else its morning.
    pub fn advice(&mut self, day: Day) -> Advice {
        let season = self.season(day);
        let advice = advice_of(&season, self.history(), self.today(), day, self.tuning());
        self.give_back(season);
        advice
    }
}
