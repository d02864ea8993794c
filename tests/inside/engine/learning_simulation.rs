//! A smaller run of `examples/made/learning.rs`: who gains, who loses nothing, how often nothing is found to be something.

use crate::raters::{Rater, experiments, group};

#[test]
fn people_with_other_weights_gain_and_random_ratings_are_not_believed() {
    let other = group(Rater::OwnWeights, 30);
    assert!(other.gain.mean - other.gain.error > 0.01, "{other:?}");
    assert!((other.own.mean - other.specified.mean - other.gain.mean).abs() < 1e-9, "{other:?}");
    let alike = group(Rater::AsSpecified, 30);
    assert!(alike.gain.mean > -0.01 && alike.share.mean < other.share.mean, "{alike:?} {other:?}");
    let random = group(Rater::Randomly, 30);
    assert!(random.share.mean < 0.15 && random.gain.mean > -0.03, "{random:?}");
    // Believed so little, they hardly move what is shown.
    assert!(random.moved.mean < 0.5 && other.moved.mean > random.moved.mean, "{random:?} {other:?}");
    let never = group(Rater::Never, 5);
    assert_eq!((never.changed.mean, never.moved.mean), (0.0, 0.0));
}

#[test]
fn the_exact_test_holds_its_level_where_the_naive_way_does_not() {
    for memory in [0.0, 0.6] {
        let found = experiments(600, memory);
        // The level, and the error of 600 runs.
        assert!(found.differs.mean <= 0.05 + found.differs.error, "{memory}: {found:?}");
        assert!(found.hint.mean <= 0.10 + found.hint.error, "{memory}: {found:?}");
        assert!(found.peeking.mean > found.differs.mean + found.peeking.error, "{memory}: {found:?}");
        assert!(found.peeking_hint.mean > found.hint.mean + found.peeking_hint.error, "{memory}: {found:?}");
    }
    assert!(experiments(600, 0.6).tag.mean > 0.3);
}
