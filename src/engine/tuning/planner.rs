//! Costs and limits of the planner (`planner.md`).

use super::row::thresholds;

thresholds! { "planner",
    /// Numbers of `planner.md`.
    Planner {
        hard_row: i64 = 40, 0..200, "cost", Judgement, "A hard day after a hard day: no day between to respond";
        double_hard: i64 = 30, 0..200, "cost", Judgement, "Two or more hard sessions on one day";
        today_ease: i64 = 60, 0..200, "cost", Judgement, "A hard day today although the verdict is ease";
        strength_gap: i64 = 25, 0..200, "cost", Judgement, "Strength for the same muscles within 48 hours";
        rest_day: i64 = 30, 0..200, "cost", Judgement, "A week without a day that only charges";
        strength_days: i64 = 20, 0..200, "cost per missing day", Judgement, "Strength on fewer days than asked for";
        balance_days: i64 = 15, 0..200, "cost per missing day", Judgement, "Balance on fewer days than asked for";
        order: i64 = 12, 0..200, "cost", Judgement, "What needs a fresh mind comes after what tires, on one day";
        skill_fresh: i64 = 10, 0..200, "cost per session", Judgement, "Skill on the day after a day that drains";
        spread: i64 = 2, 0..200, "cost per started 10 points", Judgement, "Too much load on one day";
        moved_day: i64 = 3, 0..200, "cost", Judgement, "A session moves to another day; raise it to move less";
        moved_slot: i64 = 1, 0..200, "cost", Judgement, "A session moves to another slot";
        strength_target: i64 = 2, 0..7, "days a week", Literature, "Strength days asked for (WHO 2020)";
        balance_target: i64 = 3, 0..7, "days a week", Literature, "Balance days asked for from an older adult (WHO 2020)";
        spread_over: i64 = 120, 0..1000, "points", Judgement, "Load of one day above which spread costs";
        hard_rpe2: i64 = 14, 0..20, "half RPE", Literature, "From here a session is hard (Seiler & Kjerland 2006: session RPE 7)";
        hard_load: i64 = 100, 0..1000, "points", Judgement, "From here a session is hard whatever its RPE";
        hard_day: i64 = 120, 0..1000, "points", Judgement, "From this load a day is hard";
        drain_load: i64 = 60, 0..1000, "points", Judgement, "From this load a session or a day drains";
        drop_must: i64 = 1_000_000_000, 1_000_000_000..1_000_000_000, "cost", Judgement, "Dropping a must; fixed so that no rule outweighs it";
        drop_should: i64 = 10_000_000, 10_000_000..10_000_000, "cost", Judgement, "Dropping a should; fixed so that no rule outweighs it";
        drop_could: i64 = 100_000, 100_000..100_000, "cost", Judgement, "Dropping a could; fixed so that no rule outweighs it";
        illegal: i64 = 100_000_000_000_i64, 100_000_000_000_i64..100_000_000_000_i64, "cost", Judgement, "A breach in a plan typed by hand; fixed so that it outweighs everything";
        event_m3_over: i64 = 90, 0..1000, "points", Judgement, "Quiet load allowed three days before an event";
        event_m2_over: i64 = 60, 0..1000, "points", Judgement, "Quiet load allowed two days before an event";
        event_m1_over: i64 = 30, 0..1000, "points", Judgement, "Quiet load allowed on the day before an event";
        event_0_over: i64 = 20, 0..1000, "points", Judgement, "Quiet load allowed beside an event";
        event_p1_over: i64 = 20, 0..1000, "points", Judgement, "Quiet load allowed on the day after an event";
        event_p2_over: i64 = 40, 0..1000, "points", Judgement, "Quiet load allowed two days after an event";
        event_p3_over: i64 = 60, 0..1000, "points", Judgement, "Quiet load allowed three days after an event";
        event_m3: i64 = 1, 0..200, "cost per started 10 points", Judgement, "Too much three days before an event";
        event_m2: i64 = 2, 0..200, "cost per started 10 points", Judgement, "Too much two days before an event";
        event_m1: i64 = 3, 0..200, "cost per started 10 points", Judgement, "Too much on the day before an event";
        event_0: i64 = 3, 0..200, "cost per started 10 points", Judgement, "Too much beside an event";
        event_p1: i64 = 4, 0..200, "cost per started 10 points", Judgement, "Too much on the day after an event";
        event_p2: i64 = 3, 0..200, "cost per started 10 points", Judgement, "Too much two days after an event";
        event_p3: i64 = 2, 0..200, "cost per started 10 points", Judgement, "Too much three days after an event";
        deload_percent: i64 = 60, 10..100, "% of the minutes", Judgement, "A deload at stage deeper (Bell et al. 2023; the amount is ours)";
        deload_rpe2: i64 = 12, 0..20, "half RPE", Judgement, "Hardest session of a deload at stage deeper";
        deload_over_percent: i64 = 50, 10..100, "% of the minutes", Judgement, "A deload at stage overreaching";
        deload_over_rpe2: i64 = 8, 0..20, "half RPE", Judgement, "Hardest session of a deload at stage overreaching";
        deload_least: i64 = 15, 5..60, "minutes", Judgement, "A deload shortens no session below this";
        deload_step: i64 = 5, 1..15, "minutes", Judgement, "Shortened sessions are multiples of this";
        aerobic_least: i64 = 150, 0..600, "minutes a week", Literature, "Aerobic minutes asked for (WHO 2020)";
        aerobic_most: i64 = 300, 0..900, "minutes a week", Literature, "Upper end of the aerobic range (WHO 2020)";
        aerobic_rpe2: i64 = 6, 0..20, "half RPE", Judgement, "From here aerobic minutes count";
        vigorous_rpe2: i64 = 12, 0..20, "half RPE", Judgement, "From here aerobic minutes count double (WHO 2020; the CR-10 limit is ours)";
        ramp_percent: i64 = 130, 100..300, "% of the mean week", Judgement, "A planned week above this is told (Gabbett 2016, disputed by Impellizzeri et al. 2020)";
        ramp_least: i64 = 140, 0..2_000, "points", Judgement, "Four weeks with less than this compare with nothing";
        away_days: i64 = 3, 1..7, "days", Judgement, "So many days away, and what is asked of a week is not asked of this one";
        monotony: f64 = 2.0, 1.0..5.0, "mean / sd", Literature, "A more even week than this is told (Foster 1998)";
        form_low: f64 = -30.0, -100.0..0.0, "% of fitness", Judgement, "Forecast form below this is told";
        form_event_low: f64 = 5.0, -50.0..50.0, "% of fitness", Judgement, "Least form on the morning of an event";
        form_event_high: f64 = 25.0, 0.0..100.0, "% of fitness", Judgement, "Most form on the morning of an event";
        charges_from: i64 = 35, 10..50, "tenths of an answer", Judgement, "A session with this answer or a better one charges";
        drains_to: i64 = 25, 10..50, "tenths of an answer", Judgement, "A session with this answer or a worse one drains";
        feel_hard: i64 = 20, 10..50, "tenths of an answer", Judgement, "Expected answer after a hard session";
        feel_mobility: i64 = 45, 10..50, "tenths of an answer", Judgement, "Expected answer after mobility";
        feel_balance: i64 = 40, 10..50, "tenths of an answer", Judgement, "Expected answer after balance";
        feel_steady: i64 = 35, 10..50, "tenths of an answer", Judgement, "Expected answer after skill and endurance";
        feel_training: i64 = 30, 10..50, "tenths of an answer", Judgement, "Expected answer after strength and intervals";
    }
}

impl Planner {
    /// Sets a number by its name, held inside its limits; an unknown name changes nothing.
    pub fn set_within(&mut self, name: &str, value: i64) {
        if let Some(row) = Planner::ROWS.iter().find(|row| row.name == name) {
            self.put(name, (value as f64).clamp(row.min, row.max));
        }
    }
}
