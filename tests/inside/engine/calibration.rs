//! The bands of simulated athletes hold what they promise: a smaller run of `examples/made/calibration.rs`.

use upswing::engine::Tuning;

#[test]
fn the_80_percent_test_band_holds_about_80_percent_of_later_tests() {
    let tallies = crate::athletes::tally(7, 240, 6, 32, &Tuning::default().model);
    for (ahead, tally) in crate::athletes::HORIZONS.iter().zip(tallies) {
        let share = tally.share(tally.test80);
        assert_eq!(tally.count, 240);
        assert!((0.75..=0.85).contains(&share), "{ahead} days ahead: {share}");
        let (error, as_last_test) = tally.errors();
        assert!(error < as_last_test, "{ahead} days ahead: {error} W against {as_last_test} W");
    }
}
