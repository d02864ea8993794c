//! Any history, merged in any order, is the same history; so is its export.

use proptest::prelude::*;
use upswing::exchange::export;

use super::*;
use crate::any_ops;

/// What happens to several devices.
#[derive(Debug, Clone)]
enum Step {
    Does(usize, Vec<Op>),
    TakesBack(usize),
    Exchanges(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let device = 0..3_usize;
    let step = prop_oneof![
        4 => (device.clone(), any_ops::ops(3)).prop_map(|(device, ops)| Step::Does(device, ops)),
        1 => device.clone().prop_map(Step::TakesBack),
        4 => device.prop_map(Step::Exchanges),
    ];
    prop::collection::vec(step, 1..20)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn devices_of_different_years_end_with_one_history(steps in steps()) {
        let folder = TempDir::new().unwrap();
        let clocks = [1_000_000_000_000, 1_700_000_000_000, 5_000];
        let mut devices = clocks.map(|clock| Device::at(folder.path(), clock));
        for step in steps {
            match step {
                Step::Does(device, ops) => devices[device].does(ops),
                Step::TakesBack(device) => devices[device].takes_back(),
                Step::Exchanges(device) => { devices[device].exchange().unwrap(); }
            }
        }
        for round in 0..2 {
            for device in &mut devices {
                let told = device.exchange().unwrap();
                prop_assert!(!told.renamed && told.waiting.is_empty(), "{round}: {told:?}");
            }
        }
        let [one, other, third] = &devices;
        prop_assert_eq!(one.history(), other.history());
        prop_assert_eq!(one.history(), third.history());
        prop_assert_eq!(one.journal().undo_stacks().clone(), third.journal().undo_stacks().clone());
        let exports = [one, other].map(|device| export::json(&device.history()));
        prop_assert_eq!(&exports[0], &exports[1]);
        prop_assert_eq!(one.entries().len(), third.entries().len());
        prop_assert_eq!(read(folder.path()), one.history());
    }
}

/// The history that a coach reads from the folder.
fn read(folder: &Path) -> History {
    let mut journal = Journal::default();
    journal.add(upswing::sync::read_folder(folder, &Secret::None).unwrap().entries);
    journal.history().clone()
}
