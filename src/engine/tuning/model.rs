//! Numbers of load, fitness, fatigue and the performance model (`model.md`).

use super::thresholds;

thresholds! { "model",
    /// Numbers of `model.md`.
    Model {
        srpe_points: f64 = 0.238, 0.05..1.0, "points per RPE and minute", Judgement, "Session RPE to points: 60 min at 7 are 99.96";
        trimp_men_factor: f64 = 0.64, 0.1..2.0, "factor", Literature, "Banister TRIMP, a of men; also where the sex is not known";
        trimp_men_exponent: f64 = 1.92, 0.5..4.0, "exponent", Literature, "Banister TRIMP, b of men; also where the sex is not known";
        trimp_women_factor: f64 = 0.86, 0.1..2.0, "factor", Literature, "Banister TRIMP, a of women";
        trimp_women_exponent: f64 = 1.67, 0.5..4.0, "exponent", Literature, "Banister TRIMP, b of women";
        threshold_reserve: f64 = 0.85, 0.5..1.0, "share of heart-rate reserve", Judgement, "Heart rate at threshold, unless the profile says";
        edwards_per_point: f64 = 2.4, 1.0..5.0, "zone minutes per point", Judgement, "Edwards zones to points: an hour in zone 4 is 100";
        rpe_skill: f64 = 2.5, 0.0..10.0, "RPE", Judgement, "Typical effort of practice that was not rated";
        rpe_strength: f64 = 5.0, 0.0..10.0, "RPE", Judgement, "Typical effort of strength work that was not rated";
        rpe_endurance: f64 = 3.5, 0.0..10.0, "RPE", Judgement, "Typical effort of steady work that was not rated";
        rpe_intervals: f64 = 7.0, 0.0..10.0, "RPE", Judgement, "Typical effort of intervals that were not rated";
        rpe_balance: f64 = 2.0, 0.0..10.0, "RPE", Judgement, "Typical effort of balance work that was not rated";
        rpe_mobility: f64 = 1.0, 0.0..10.0, "RPE", Judgement, "Typical effort of mobility work that was not rated";
        rpe_event: f64 = 8.0, 0.0..10.0, "RPE", Judgement, "Typical effort of an event that was not rated";
        rated_needed: i64 = 5, 1..50, "sessions", Judgement, "Rated sessions of a kind before the person's own effort replaces the typical one";
        rated_used: i64 = 10, 1..50, "sessions", Judgement, "Rated sessions of a kind whose median effort is used";
        device_pairs: i64 = 10, 3..100, "sessions", Judgement, "Sessions with both a rating and a device load before that load is scaled to points";
        felt_ratio: f64 = 1.5, 1.1..5.0, "ratio", Judgement, "Felt against measured load from which the difference is shown";
        duplicate_overlap: f64 = 0.5, 0.1..1.0, "share", Judgement, "Overlap of the shorter record from which two records are one session";
        duplicate_minutes: f64 = 3.0, 0.0..30.0, "minutes", Judgement, "Difference in length within which two records without a time may be one session";
        duplicate_share: f64 = 0.1, 0.0..0.5, "share", Judgement, "The same difference as a share of the length; the larger one counts";
        gap_days: i64 = 14, 3..90, "days", Judgement, "A run of days without any record from which it is a gap";
        gap_settling: i64 = 28, 0..90, "days", Judgement, "How long states are marked as settling after a gap";
        fitness_tau: f64 = 42.0, 20.0..90.0, "days", Literature, "Time constant of fitness";
        fatigue_tau: f64 = 7.0, 2.0..20.0, "days", Literature, "Time constant of fatigue";
        seed_days: i64 = 28, 7..90, "days", Judgement, "First days whose mean load is the automatic start of fitness and fatigue";
        settling_days: i64 = 42, 0..180, "days", Judgement, "How long states are marked as settling after an automatic start";

        tau_steps: i64 = 24, 8..48, "values", Judgement, "Values of each time constant on the grid";
        tau1_low: f64 = 16.0, 8.0..40.0, "days", Literature, "Shortest time constant of the benefit";
        tau1_high: f64 = 90.0, 45.0..200.0, "days", Literature, "Longest time constant of the benefit";
        tau1_typical: f64 = 42.0, 20.0..90.0, "days", Literature, "Typical time constant of the benefit";
        tau1_spread: f64 = 0.35, 0.05..2.0, "natural log", Judgement, "How far it differs between people";
        tau2_low: f64 = 2.0, 0.5..5.0, "days", Literature, "Shortest time constant of the cost";
        tau2_high: f64 = 30.0, 10.0..60.0, "days", Literature, "Longest time constant of the cost";
        tau2_typical: f64 = 9.0, 3.0..20.0, "days", Literature, "Typical time constant of the cost";
        tau2_spread: f64 = 0.5, 0.05..2.0, "natural log", Judgement, "How far it differs between people";
        tau_ratio: f64 = 0.8, 0.3..0.95, "ratio", Judgement, "The cost's time constant is at most this share of the benefit's";
        start_zero_prior: f64 = 0.5, 0.01..0.99, "probability", Judgement, "Belief that nothing was trained before the first day, if the profile does not say";
        level_sd: f64 = 0.1, 0.01..1.0, "share of the median test", Judgement, "How far performance at the usual load may lie from the median test";
        benefit: f64 = 0.3, 0.0..1.0, "share of the median test", Literature, "What the usual load is worth in steady state";
        benefit_sd: f64 = 0.2, 0.02..1.0, "share of the median test", Judgement, "How far that differs between people";
        cost: f64 = 0.15, 0.0..1.0, "share of the median test", Literature, "What the usual load costs in steady state";
        cost_sd: f64 = 0.12, 0.02..1.0, "share of the median test", Judgement, "How far that differs between people";
        start_error_sd: f64 = 0.1, 0.01..1.0, "share of the median test", Judgement, "What the assumed start may get wrong";
        noise: f64 = 0.015, 0.002..0.1, "share of the median test", Literature, "Test-retest error (Hopkins 2001: 0.9-2 %)";
        noise_strength: i64 = 2, 1..20, "inverse gamma shape", Judgement, "How firmly that error is believed; whole, so that the predictive t has a closed form";
        drift: f64 = 0.007, 0.0005..0.1, "share of the median test", Judgement, "Wandering of the level over the drift days";
        drift_days: f64 = 90.0, 7.0..365.0, "days", Judgement, "Days in which the level wanders that far";
        load_floor: f64 = 1.0, 0.1..50.0, "points a day", Judgement, "Mean load before the last test below which nothing is fitted";
        negligible: f64 = 1e-12, 0.0..1e-6, "weight", Judgement, "Grid cells below this weight are left out of bands";

        tests_for_curve: i64 = 4, 1..20, "tests", Judgement, "Tests before a performance line is drawn: before, the prior would be speaking";
        tests_fitted: i64 = 8, 1..50, "tests", Judgement, "Tests from which the fit is no longer early";
        stale_days: i64 = 56, 7..365, "days", Judgement, "Age of the last test from which the band is called stale";
        informed_floor: f64 = 0.25, 0.0..1.0, "share", Judgement, "Share of the prior's variance the tests must have taken from the benefit";
        sign_chance: f64 = 0.1, 0.01..0.5, "probability", Judgement, "Chance that training does not help or tire from which it is said";
        edge_weight: f64 = 0.25, 0.05..1.0, "weight", Judgement, "Weight on the ends of a time constant from which it is said";

        effect_mornings: i64 = 21, 7..90, "mornings", Judgement, "Mornings after a session for which chances are shown";
        mark_mornings: i64 = 400, 60..2000, "mornings", Judgement, "Mornings after a session searched for its marks";
        back_share: f64 = 0.1, 0.01..0.9, "share of the peak", Judgement, "A session's gain is gone below this share";
        noticeable: f64 = 2.0, 0.1..20.0, "form points", Judgement, "A dip in form deeper than this is felt";
        paid_back_chance: f64 = 0.5, 0.05..0.95, "probability", Judgement, "Chance at which a session counts as paid back";
        sure_chance: f64 = 0.9, 0.5..0.99, "probability", Judgement, "Chance at which it surely is";

        forecast_days: i64 = 28, 7..180, "days", Judgement, "How far the forecast reaches without a later plan";
        forecast_limit: i64 = 180, 28..730, "days", Judgement, "How far it reaches at most";
        ease_share: f64 = 0.6, 0.1..1.0, "share of the plan", Judgement, "What an eased plan keeps";
        usual_weeks: i64 = 4, 1..12, "weeks", Judgement, "Past weeks that make the usual week";
        taper_days: i64 = 14, 3..28, "days", Literature, "Length of a taper (Bosquet 2007)";
        taper_floor: f64 = 0.25, 0.0..1.0, "share of the plan", Literature, "What the taper's volume falls towards: 52 % less over 14 equal days";
        taper_tau: f64 = 5.0, 1.0..20.0, "days", Literature, "How fast it falls";
        no_difference: f64 = 0.25, 0.0..1.0, "share of the 80 % level band", Judgement, "Differences below this are called none";

        monotony_flat: f64 = 1e-9, 0.0..0.01, "share of the mean", Judgement, "Spread of a week below which it is the same every day";
        ramp_hint: f64 = 5.0, 1.0..20.0, "points a week", Judgement, "Rise of fitness from which a hint is given";
        ramp_warning: f64 = 8.0, 1.0..30.0, "points a week", Judgement, "Rise of fitness from which it is a warning";
        acwr_floor: f64 = 5.0, 0.1..50.0, "points a day", Judgement, "Earlier load below which no ratio is given";
    }
}
