//! A smaller run of `examples/learning.rs`: who gains, who loses nothing, how often nothing is found to be something.

use crate::raters::{Rater, experiments, group};

#[test]
fn people_with_other_weights_gain_and_random_ratings_are_not_believed() {
    let other = group(Rater::OwnWeights, 30);
    assert!(other.own > other.specified + 0.01, "{other:?}");
    let alike = group(Rater::AsSpecified, 30);
    assert!(alike.own > alike.specified - 0.01 && alike.share < other.share, "{alike:?} {other:?}");
    let random = group(Rater::Randomly, 30);
    assert!(random.share < 0.15 && random.own > random.specified - 0.03, "{random:?}");
    assert_eq!(group(Rater::Never, 5).changed, 0);
}

#[test]
fn the_exact_test_holds_its_level_where_the_naive_way_does_not() {
    for memory in [0.0, 0.6] {
        let found = experiments(600, memory);
        // Two standard errors above the level of 600 runs.
        assert!(found.differs <= 0.05 + 0.018 && found.hint <= 0.10 + 0.025, "{memory}: {found:?}");
        assert!(found.peeking > found.differs, "{memory}: {found:?}");
    }
    assert!(experiments(600, 0.6).tag > 0.3);
}
