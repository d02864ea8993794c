//! Numbers of the performance model, the forecast and the week figures (`model.md`).

use super::row::thresholds;

thresholds! { "model",
    /// Numbers of `model.md`.
    Model {
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

        typed_far: i64 = 60, 14..3_650, "days", Judgement, "A typed date farther than this from every other record is asked about: a year is easily mistyped";
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
