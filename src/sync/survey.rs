//! What is in a folder: the entries that can be read, whose files are whole, and what is still to come.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::path::{Path, PathBuf};

use crate::domain::{Entry, Stamp};

use super::error::SyncError;
use super::folder::{self, Listed};
use super::frame::{self, Head, Part};
use super::keys::{Keys, Read, Secret};
use super::state::Known;

/// A device, as its files tell.
#[derive(Debug, Clone, Default)]
pub(super) struct Device {
    pub name: String,
    /// When it wrote last, by its clock.
    pub last_ms: u64,
    /// The entries that could be read, by their place among the device's.
    spans: Vec<(u64, u64)>,
    /// How many entries it is known to have written.
    pub written: u64,
    /// Entries of a newer program.
    pub foreign: usize,
    /// The number of its last file, and of the last one with a fault.
    pub number: u32,
    faulty: Option<u32>,
}

impl Device {
    /// How many of its entries are not here yet.
    pub fn behind(&self) -> u64 {
        let mut spans = self.spans.clone();
        spans.sort_unstable();
        let mut reached = 0;
        let mut read = 0;
        for (from, to) in spans {
            read += to.saturating_sub(from.max(reached));
            reached = reached.max(to);
        }
        self.written.saturating_sub(read)
    }

    /// Is all that it wrote here, as far as can be known?
    pub fn is_complete(&self) -> bool {
        self.behind() == 0 && self.faulty.is_none_or(|number| number < self.number)
    }

    /// Could all of its entries between these places be read?
    fn covers(&self, from: u64, to: u64) -> bool {
        let mut spans = self.spans.clone();
        spans.sort_unstable();
        let reach = |reached: u64, (from, to): (u64, u64)| if from <= reached { reached.max(to) } else { reached };
        spans.into_iter().fold(from, reach) >= to
    }

    fn wrote(&mut self, head: &Head) {
        self.last_ms = self.last_ms.max(head.written_ms);
        self.written = self.written.max(head.end());
        self.number = self.number.max(head.segment);
    }
}

/// What keeps a file from being read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// Bytes are missing, or other than they were written.
    Torn,
    /// A newer program wrote some of it.
    Newer,
    /// The key of the device is still to come.
    NoKeyYet,
}

/// A file with a fault.
#[derive(Debug, Clone)]
pub(super) struct Faulty {
    pub file: Listed,
    pub device: Option<u64>,
    pub fault: Fault,
}

impl fmt::Display for Faulty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.file.name;
        match self.fault {
            Fault::Torn => write!(f, "{name} has not arrived whole; the rest of it is waited for."),
            Fault::Newer => write!(f, "{name} was written by a newer Upswing; what this one understands of it was taken."),
            Fault::NoKeyYet => write!(f, "{name} waits for the key of its device, which is still to arrive."),
        }
    }
}

/// What is in a folder.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The entries that were read this time, in the order of their stamps.
    pub entries: Vec<Entry>,
    pub devices: BTreeMap<u64, Device>,
    /// The files that are whole, also those that were not read again.
    pub files: BTreeMap<String, Known>,
    pub faulty: Vec<Faulty>,
    /// Second versions of files that a synchroniser kept.
    pub copies: Vec<PathBuf>,
    /// Did somebody write under our name what we do not know?
    pub is_forked: bool,
}

impl Survey {
    /// Is everything here that the others wrote, as far as can be known?
    ///
    /// `own`: the names of this device, the former ones too: what was lost under them only this device can write again.
    pub fn has_all_of_others(&self, own: &[u64]) -> bool {
        let others = self.devices.iter().filter(|(id, _)| !own.contains(id)).all(|(_, device)| device.is_complete());
        others && self.faulty.iter().all(|faulty| faulty.device.is_some())
    }

    /// Can what was once read of a file of a device still be read, there or elsewhere?
    pub fn still_reads(&self, known: &Known) -> bool {
        self.devices.get(&known.device).is_some_and(|device| device.covers(known.from, known.to))
    }

    /// Was the entry of this stamp read?
    pub fn holds(&self, stamp: &Stamp) -> bool {
        self.entries.binary_search_by_key(stamp, |entry| entry.stamp).is_ok()
    }

    /// What is waited for; a torn end is no matter once the device wrote the same into its next file. `own`: the names of
    /// this device, whose torn files nobody else brings to their end, and which writes what was in them again.
    pub fn waiting(&self, own: &[u64]) -> impl Iterator<Item = &Faulty> {
        let whole = |device| own.contains(&device) || self.devices.get(&device).is_some_and(Device::is_complete);
        self.faulty.iter().filter(move |faulty| faulty.fault != Fault::Torn || !faulty.device.is_some_and(whole))
    }
}

/// Who looks, and what need not be read again.
pub(super) struct Looking<'s> {
    /// The name of this device.
    pub own: u64,
    /// What the journal holds.
    pub known: &'s HashSet<Stamp>,
    /// Files that were read to their end.
    pub skip: &'s BTreeMap<String, Known>,
}

/// Reads the files of a folder.
///
/// # Errors
/// A file cannot be read, or is closed with a key that is not at hand. Nothing is known then.
pub(super) fn survey(listed: Vec<Listed>, keys: &mut Keys, looking: &Looking) -> Result<Survey, SyncError> {
    let mut survey = Survey::default();
    for file in listed {
        match looking.skip.get(&file.name).filter(|known| known.seen == file.seen) {
            Some(known) => survey.remember(&file, known.clone()),
            None => survey.read(file, keys, looking)?,
        }
    }
    survey.entries.sort_by_key(|entry| entry.stamp);
    survey.entries.dedup_by_key(|entry| entry.stamp);
    Ok(survey)
}

impl Survey {
    fn remember(&mut self, file: &Listed, known: Known) {
        if file.named.is_none() {
            self.copies.push(file.path.clone());
        }
        let device = self.devices.entry(known.device).or_default();
        device.spans.push((known.from, known.to));
        device.written = device.written.max(known.to);
        device.number = device.number.max(known.number);
        if known.written_ms >= device.last_ms {
            (device.last_ms, device.name) = (known.written_ms, known.name.clone());
        }
        self.files.insert(file.name.clone(), known);
    }

    fn read(&mut self, file: Listed, keys: &mut Keys, looking: &Looking) -> Result<(), SyncError> {
        let bytes = folder::bytes(&file.path)?;
        if file.named.is_none() {
            self.copies.push(file.path.clone());
        }
        let mut reading = Reading { of: file.named, fault: None, known: None, is_one: true };
        // A file that is made and not filled yet.
        if bytes.is_empty() {
            reading.fault = Some(Fault::Torn);
        }
        for part in frame::parts(&bytes) {
            match part {
                Part::Unknown(_) => reading.fault = Some(Fault::Torn),
                Part::Torn(head) => {
                    let device = self.devices.entry(head.device).or_default();
                    // What this device did not write to its end it writes again, from the same place on.
                    if head.device == looking.own {
                        device.number = device.number.max(head.segment);
                    } else {
                        device.wrote(&head);
                    }
                    reading.meets(&head);
                    reading.fault = Some(Fault::Torn);
                }
                Part::Whole(head, content) => {
                    self.devices.entry(head.device).or_default().wrote(&head);
                    reading.meets(&head);
                    if let Some(fault) = self.frame(&file, &head, content, keys, looking, &mut reading)? {
                        reading.fault = Some(fault);
                    }
                }
            }
        }
        self.conclude(file, reading, bytes.len() as u64);
        Ok(())
    }

    /// Takes in what is in a frame; returns why it could not be taken in whole.
    fn frame(
        &mut self,
        file: &Listed,
        head: &Head,
        content: &[u8],
        keys: &mut Keys,
        looking: &Looking,
        reading: &mut Reading,
    ) -> Result<Option<Fault>, SyncError> {
        if !frame::is_known(head) {
            return Ok(Some(Fault::Newer));
        }
        let opened;
        let content = if head.sealed {
            match keys.unseal(head.device, &file.path, content)? {
                Read::Content(content) => opened = content,
                Read::Damaged => return Ok(Some(Fault::Torn)),
                Read::NoKeyYet => return Ok(Some(Fault::NoKeyYet)),
            }
            &opened
        } else {
            content
        };
        let Some(content) = frame::decode_content(content) else { return Ok(Some(Fault::Torn)) };
        let device = self.devices.entry(head.device).or_default();
        device.spans.push((head.first, head.end()));
        device.foreign += content.foreign;
        if head.written_ms >= device.last_ms {
            device.name.clone_from(&content.name);
        }
        reading.took(head, &content.name);
        let ours = head.device == looking.own;
        self.is_forked |=
            ours && (file.named.is_none() || content.entries.iter().any(|entry| !looking.known.contains(&entry.stamp)));
        self.entries.extend(content.entries);
        Ok((content.foreign > 0).then_some(Fault::Newer))
    }

    fn conclude(&mut self, file: Listed, reading: Reading, length: u64) {
        let Reading { of, fault, known, is_one } = reading;
        if let Some((device, number)) = of {
            let device = self.devices.entry(device).or_default();
            device.number = device.number.max(number);
            if fault.is_some() {
                device.faulty = device.faulty.max(Some(number));
            }
        }
        match (fault, known) {
            // It may have grown while it was read.
            (None, Some(known)) if is_one && length == file.seen.length => {
                self.files.insert(file.name, Known { seen: file.seen, ..known });
            }
            (None, _) => {}
            (Some(fault), _) => self.faulty.push(Faulty { device: of.map(|(device, _)| device), file, fault }),
        }
    }
}

/// What is known of a file while it is read.
struct Reading {
    /// Whose it is, and its number.
    of: Option<(u64, u32)>,
    fault: Option<Fault>,
    known: Option<Known>,
    /// Do its frames follow one another, of one device?
    is_one: bool,
}

impl Reading {
    fn meets(&mut self, head: &Head) {
        self.of.get_or_insert((head.device, head.segment));
    }

    fn took(&mut self, head: &Head, name: &str) {
        match &mut self.known {
            None => {
                self.known = Some(Known {
                    seen: folder::Seen { length: 0, changed: 0 },
                    device: head.device,
                    number: head.segment,
                    from: head.first,
                    to: head.end(),
                    written_ms: head.written_ms,
                    name: name.to_owned(),
                });
            }
            Some(known) => {
                self.is_one &= known.device == head.device && known.to == head.first;
                known.to = head.end();
                known.written_ms = known.written_ms.max(head.written_ms);
                name.clone_into(&mut known.name);
            }
        }
    }
}

/// All that is in a folder, for somebody who only reads.
#[derive(Debug, Default)]
pub struct Shared {
    /// The entries, in the order of their stamps.
    pub entries: Vec<Entry>,
    /// What is waited for, in sentences.
    pub waiting: Vec<String>,
    /// How many files there are.
    pub files: usize,
}

/// Reads a folder; nothing is written and nothing is remembered.
///
/// # Errors
/// There is no such folder, a file cannot be read, or it is closed with a key that is not at hand.
pub fn read_folder(folder: &Path, secret: &Secret) -> Result<Shared, SyncError> {
    let mut keys = Keys::of(secret, folder, BTreeMap::new())?;
    let listed = folder::list(folder)?;
    let files = listed.len();
    let looking = Looking { own: 0, known: &HashSet::new(), skip: &BTreeMap::new() };
    let survey = survey(listed, &mut keys, &looking)?;
    let waiting = survey.waiting(&[]).map(ToString::to_string).collect();
    Ok(Shared { waiting, files, entries: survey.entries })
}
