//! What a morning asks of days that lie far, noted when they were packed away: the last races may lie years back, and are
//! asked for whenever one is planned.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::session::{Kind, Session};

use super::record::DayRecord;

/// So much is noted of a kind: what is asked for as a rule, and more.
pub(super) const MOST: usize = 16;

/// What is asked of the last sessions of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Asked {
    /// How hard they were, in tenths of RPE.
    Effort,
    /// How long they were, in minutes.
    Minutes,
}

impl Asked {
    const ALL: [Asked; 2] = [Asked::Effort, Asked::Minutes];

    fn of(self, session: &Session) -> Option<i64> {
        match self {
            Asked::Effort => session.rpe.map(|rpe| i64::from(rpe.halves()) * 5),
            Asked::Minutes => session.minutes.map(|minutes| i64::from(minutes.get())),
        }
    }
}

/// What the done sessions of a kind on a day say, the newest first.
pub(super) fn said(record: &DayRecord, kind: Kind, asked: Asked) -> impl Iterator<Item = i64> {
    let sessions = record.sessions.iter().rev().map(|recorded| &recorded.session);
    sessions.filter(move |session| session.kind == kind && session.is_done()).filter_map(move |session| asked.of(session))
}

/// What a morning asks of the days that lie far.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Noted {
    /// What the last done sessions say, the newest first.
    said: BTreeMap<(Kind, Asked), Vec<i64>>,
    /// The device that was typed last.
    pub device: Option<String>,
}

impl Noted {
    /// Of these days, the newest first. All are looked through, which is done only when they are packed: of a kind that is
    /// rare, or that was never done, only the first day tells that there is no more.
    pub fn of<'h>(days: impl Iterator<Item = &'h DayRecord>) -> Noted {
        let mut noted = Noted::default();
        for record in days {
            noted.device = noted.device.or_else(|| record.check_in.typed_device().map(str::to_owned));
            for (kind, asked) in Kind::ALL.iter().flat_map(|kind| Asked::ALL.map(|asked| (*kind, asked))) {
                let mut said = said(record, kind, asked).peekable();
                if said.peek().is_some() {
                    let known = noted.said.entry((kind, asked)).or_default();
                    known.extend(said.take(MOST - known.len()));
                }
            }
        }
        noted
    }

    /// What is noted of a kind: [`MOST`], or all there is.
    pub fn get(&self, kind: Kind, asked: Asked) -> &[i64] {
        self.said.get(&(kind, asked)).map(Vec::as_slice).unwrap_or_default()
    }
}
