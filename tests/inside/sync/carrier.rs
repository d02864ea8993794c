//! A synchroniser that delivers late, twice, in part, in any order, over itself, and keeps second versions.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;

use super::*;
use crate::any_ops;

const DEVICES: usize = 3;

/// What a synchroniser, or a device, does next.
#[derive(Debug, Clone)]
enum Step {
    Does(usize, Vec<Op>),
    TakesBack(usize),
    Exchanges(usize),
    /// A file of one device comes to another: so much of it, in 1/8.
    Brings {
        from: usize,
        to: usize,
        file: usize,
        eighths: usize,
    },
    /// An older version of a file comes again, under another name.
    Doubles {
        to: usize,
        file: usize,
    },
    /// Bytes in the middle have not come yet.
    Hole {
        to: usize,
        file: usize,
    },
    /// A device is put back to how it was at the last such step.
    PutBack(usize),
    Keeps(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let device = || 0..DEVICES;
    let brings = (device(), device(), 0..6_usize, 0..=8_usize);
    let step = prop_oneof![
        6 => (device(), any_ops::ops(2)).prop_map(|(device, ops)| Step::Does(device, ops)),
        1 => device().prop_map(Step::TakesBack),
        6 => device().prop_map(Step::Exchanges),
        8 => brings.prop_map(|(from, to, file, eighths)| Step::Brings { from, to, file, eighths }),
        1 => (device(), 0..6_usize).prop_map(|(to, file)| Step::Doubles { to, file }),
        1 => (device(), 0..6_usize).prop_map(|(to, file)| Step::Hole { to, file }),
        1 => device().prop_map(Step::Keeps),
        1 => device().prop_map(Step::PutBack),
    ];
    prop::collection::vec(step, 1..40)
}

/// The devices, and what a backup of each holds.
struct World {
    devices: Vec<Device>,
    backups: BTreeMap<usize, Vec<(String, Vec<u8>)>>,
    doubled: usize,
    /// The files in the order in which they were made: their names are another device's chance each time.
    made: Vec<std::ffi::OsString>,
}

impl World {
    fn new() -> World {
        let clocks = [1_000_000_000_000, 1_700_000_000_000, 4_000_000_000_000];
        World { devices: clocks.map(Device::new).into(), backups: BTreeMap::new(), doubled: 0, made: Vec::new() }
    }

    fn takes(&mut self, step: Step) {
        self.does(step);
        let files = self.devices.iter().flat_map(|device| device.files());
        let names: Vec<_> = files.filter_map(|path| path.file_name().map(ToOwned::to_owned)).collect();
        names.into_iter().for_each(|name| {
            if !self.made.contains(&name) {
                self.made.push(name);
            }
        });
    }

    fn does(&mut self, step: Step) {
        match step {
            Step::Does(device, ops) => self.devices[device].does(ops),
            Step::TakesBack(device) => self.devices[device].takes_back(),
            Step::Exchanges(device) => drop(self.devices[device].exchange().unwrap()),
            Step::Brings { from, to, file, eighths } => self.brings(from, to, file, eighths),
            Step::Doubles { to, file } => {
                let Some(path) = self.file(to, file) else { return };
                self.doubled += 1;
                let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
                let copy = path.with_file_name(format!("{stem}.sync-conflict-{}.segment", self.doubled));
                fs::copy(path, copy).unwrap();
            }
            Step::Hole { to, file } => {
                let own = self.own_names(to);
                let Some(path) = self.file(to, file).filter(|path| !own.contains(path)) else { return };
                let mut bytes = fs::read(&path).unwrap();
                let middle = bytes.len() / 2;
                bytes.iter_mut().skip(middle).take(9).for_each(|byte| *byte = 0);
                fs::write(path, bytes).unwrap();
            }
            Step::Keeps(device) => {
                let files = fs::read_dir(self.devices[device].home.path()).unwrap().flatten();
                let files = files.filter(|file| file.path().is_file());
                let kept = files.map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap()));
                let kept = kept.collect();
                self.backups.insert(device, kept);
            }
            Step::PutBack(device) => {
                let Some(kept) = self.backups.get(&device) else { return };
                // What was not carried away by then would be lost by anybody.
                self.devices[device].exchange().unwrap();
                let home = self.devices[device].home.path();
                let gone = fs::read_dir(home).unwrap().flatten().filter(|file| file.path().is_file());
                gone.for_each(|file| fs::remove_file(file.path()).unwrap());
                kept.iter().for_each(|(name, bytes)| fs::write(home.join(name), bytes).unwrap());
            }
        }
    }

    fn file(&self, device: usize, file: usize) -> Option<PathBuf> {
        let files = self.devices[device].files();
        let mut segments: Vec<PathBuf> = files.into_iter().filter(|path| path.extension().unwrap() == "segment").collect();
        segments.sort_by_key(|path| self.made.iter().position(|name| Some(name.as_os_str()) == path.file_name()));
        (!segments.is_empty()).then(|| segments[file % segments.len()].clone())
    }

    /// The files that a device has longer than anybody else: a synchroniser does not write over what is newer.
    fn own_names(&self, device: usize) -> Vec<PathBuf> {
        let longest = |path: &PathBuf| {
            let name = path.file_name().unwrap();
            let length = |folder: &Path| fs::metadata(folder.join(name)).map_or(0, |about| about.len());
            let own = length(&self.devices[device].folder);
            self.devices.iter().enumerate().all(|(other, there)| other == device || length(&there.folder) < own)
        };
        self.devices[device].files().into_iter().filter(longest).collect()
    }

    fn brings(&mut self, from: usize, to: usize, file: usize, eighths: usize) {
        let Some(path) = self.file(from, file).filter(|_| from != to) else { return };
        let bytes = fs::read(&path).unwrap();
        let there = self.devices[to].folder.join(path.file_name().unwrap());
        if self.own_names(to).contains(&there) {
            return;
        }
        fs::write(there, &bytes[..bytes.len() * eighths / 8]).unwrap();
    }

    /// Everything is carried everywhere, the longest version of each file.
    fn settles(&mut self) {
        for _ in 0..3 {
            let mut all: BTreeMap<std::ffi::OsString, Vec<u8>> = BTreeMap::new();
            for path in self.devices.iter().flat_map(Device::files) {
                let bytes = fs::read(&path).unwrap();
                let known = all.entry(path.file_name().unwrap().to_owned()).or_default();
                if bytes.len() >= known.len() && bytes.iter().filter(|byte| **byte == 0).count() <= zeros(known, &bytes) {
                    *known = bytes;
                }
            }
            for device in &mut self.devices {
                all.iter().for_each(|(name, bytes)| fs::write(device.folder.join(name), bytes).unwrap());
                device.exchange().unwrap();
            }
        }
    }
}

/// A hole is filled by the version that has none.
fn zeros(known: &[u8], new: &[u8]) -> usize {
    if known.len() < new.len() { usize::MAX } else { known.iter().filter(|byte| **byte == 0).count() }
}

/// So many worlds, or as many as `UPSWING_SYNC_WORLDS` says.
fn cases() -> u32 {
    std::env::var("UPSWING_SYNC_WORLDS").ok().and_then(|text| text.parse().ok()).unwrap_or(16)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_delivered_how_nothing_is_lost_and_the_history_is_one(steps in steps()) {
        let mut world = World::new();
        let mut said = std::collections::BTreeSet::new();
        for step in steps {
            let acts = matches!(step, Step::Does(..) | Step::TakesBack(_));
            world.takes(step);
            if acts {
                said.extend(world.devices.iter().flat_map(Device::entries).map(|entry| entry.stamp));
            }
        }
        world.settles();
        let [one, other, third] = world.devices.as_slice() else { panic!("three devices") };
        let known: std::collections::BTreeSet<_> = one.entries().into_iter().map(|entry| entry.stamp).collect();
        prop_assert_eq!(&known, &said);
        prop_assert_eq!(one.history(), other.history());
        prop_assert_eq!(one.history(), third.history());
    }
}
