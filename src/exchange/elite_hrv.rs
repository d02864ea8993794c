//! Elite HRV: readings taken on purpose. `HRV` is a score of theirs; the reading is `Rmssd`.

use std::collections::BTreeSet;

use super::foreign::{each_row, measure};
use super::found::{Found, FoundCheckIn};
use super::{Document, ImportError, Progress};
use crate::domain::{Field, Origin};

/// Is this an export of Elite HRV?
pub fn is(document: &Document) -> bool {
    ["datetime", "type", "lnrmssd", "rmssd", "hr"].iter().all(|name| document.sheet.has(name))
}

/// Reads the first reading of each morning.
pub fn parse(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let mut found = document.found();
    let mut days = BTreeSet::new();
    each_row(document, progress, &mut found, |cells, found| {
        if !cells.raw("type").eq_ignore_ascii_case("readiness") {
            found.skip("reading that is no morning's", 1);
            return Ok(());
        }
        let day = cells.day("datetime", cells.time("datetime")?.date())?;
        if !days.insert(day) {
            found.skip("second reading of a morning", 1);
            return Ok(());
        }
        let mut check_in = FoundCheckIn::new(cells.line, day, Origin::OnPurpose);
        "Elite HRV".clone_into(&mut check_in.device);
        measure(found, &mut check_in, Field::HrvRmssd, cells.number("rmssd")?);
        measure(found, &mut check_in, Field::RestingHr, cells.number("hr")?);
        found.check_ins.push(check_in);
        Ok(())
    })?;
    Ok(found)
}
