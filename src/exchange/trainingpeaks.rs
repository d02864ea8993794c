//! TrainingPeaks' `workouts.csv`: what was done and what was planned, by day, without a start.

use std::collections::BTreeMap;

use super::foreign::{Cells, Mistake, each_row, whole_minutes};
use super::found::{Found, FoundSession};
use super::{Context, Document, ImportError, Progress, kinds};
use crate::domain::{Session, SessionId, Status};

/// Is this TrainingPeaks' table?
pub fn is(document: &Document) -> bool {
    ["workouttype", "workoutday", "timetotalinhours"].iter().all(|name| document.sheet.has(name))
}

/// Reads the workouts.
pub fn parse(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let mut found = document.found();
    let mut equals: BTreeMap<String, usize> = BTreeMap::new();
    each_row(document, progress, &mut found, |cells, found| {
        match workout(cells, document.context, found)? {
            Some(mut workout) => {
                // The file has no ids: day, type and title name a workout, and its rank among equals.
                let name = &mut workout.session.source_id;
                let rank = equals.entry(name.clone()).or_default();
                *rank += 1;
                name.push_str(&format!(" #{rank}"));
                found.sessions.push(workout);
            }
            None => found.skip("day off, note or recording of less than a minute", 1),
        }
        Ok(())
    })?;
    Ok(found)
}

fn workout(cells: &Cells, context: &Context, found: &mut Found) -> Result<Option<FoundSession>, Mistake> {
    let date = cells.raw("workoutday").parse().map_err(|_| cells.wrong("workoutday", "a day as 2025-03-01"))?;
    let day = cells.day_within("workoutday", date, &context.planned_days())?;
    let (sport, title) = (cells.line("workouttype")?, cells.line("title")?);
    let hours = |column| Ok(cells.number(column)?.map(|hours| hours * 3600.0).filter(|seconds| *seconds >= 60.0));
    let (done, planned) = (hours("timetotalinhours")?, hours("plannedduration")?);
    let guess = kinds::of(&sport, &title).filter(|_| !sport.eq_ignore_ascii_case("note"));
    let Some(guess) = guess else { return Ok(None) };
    let status = match (done, planned) {
        (Some(_), _) => Status::Done,
        (None, Some(_)) if day >= context.today => Status::Planned,
        (None, Some(_)) => Status::Skipped,
        (None, None) => return Ok(None),
    };
    let mut session = Session::new(SessionId(String::new()), day, guess.kind, status);
    session.source_id = format!("{day} {sport} {title}");
    session.minutes = found.minutes(cells.line, done.or(planned));
    if status == Status::Done {
        session.planned_minutes = planned.and_then(whole_minutes);
        session.load = found.load(cells.line, cells.number("tss")?);
        session.rpe = found.rpe(cells.line, cells.number("rpe")?.filter(|rpe| *rpe > 0.0));
    }
    // Which end of their scale is the good one is not said.
    let feeling = cells.line("feeling")?;
    session.notes = if feeling.is_empty() { feeling } else { format!("feeling {feeling}") };
    session.title = title;
    session.source = "trainingpeaks".to_owned();
    Ok(Some(FoundSession { line: cells.line, session, kind_said: guess.said }))
}
