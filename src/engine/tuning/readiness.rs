//! Numbers of the check-in, the score, the stages and the verdict (`readiness.md`).

use super::row::thresholds;

thresholds! { "readiness",
    /// Numbers of `readiness.md`.
    Readiness {
        base: i64 = 70_000, 0..100_000, "milli-points", Judgement, "Score of a morning on which everything is as usual";
        build_from: i64 = 78_000, 0..100_000, "milli-points", Judgement, "A build day from here: a morning of all 4s is one even after a train day";
        train_from: i64 = 60_000, 0..100_000, "milli-points", Judgement, "A training day from here";
        ease_from: i64 = 50_000, 0..100_000, "milli-points", Judgement, "A day for less of it from here";
        recover_from: i64 = 35_000, 0..100_000, "milli-points", Judgement, "Only what charges from here, rest below";
        margin: i64 = 3_000, 0..20_000, "milli-points", Judgement, "Asked on top to rise above yesterday's band, so that noise does not flip the advice";

        energy_worst: i64 = -14_000, -30_000..0, "milli-points", Literature, "Energy at 1: follows how ready people call themselves best (PMData)";
        energy_best: i64 = 9_000, 0..30_000, "milli-points", Literature, "Energy at 5 (PMData)";
        mood_worst: i64 = -5_000, -30_000..0, "milli-points", Judgement, "Mood at 1";
        mood_best: i64 = 3_000, 0..30_000, "milli-points", Judgement, "Mood at 5";
        motivation_worst: i64 = -5_000, -30_000..0, "milli-points", Judgement, "Motivation at 1";
        motivation_best: i64 = 3_000, 0..30_000, "milli-points", Judgement, "Motivation at 5";
        soreness_worst: i64 = -3_000, -30_000..0, "milli-points", Seed, "Soreness at 1, small on purpose: it says where one worked, not how well";
        soreness_best: i64 = 1_000, 0..30_000, "milli-points", Seed, "Soreness at 5";
        stress_worst: i64 = -5_000, -30_000..0, "milli-points", Seed, "Stress at 1: life stress counts like training";
        stress_best: i64 = 3_000, 0..30_000, "milli-points", Seed, "Stress at 5";
        movement_worst: i64 = -7_000, -30_000..0, "milli-points", Judgement, "Movement at 1";
        movement_best: i64 = 4_000, 0..30_000, "milli-points", Judgement, "Movement at 5";
        sleep_quality_worst: i64 = -4_000, -30_000..0, "milli-points", Judgement, "Sleep quality at 1";
        sleep_quality_best: i64 = 2_000, 0..30_000, "milli-points", Judgement, "Sleep quality at 5";
        sleep_night_worst: i64 = -4_000, -30_000..0, "milli-points", Judgement, "A night far below the need";
        sleep_night_best: i64 = 1_000, 0..30_000, "milli-points", Judgement, "A night above the need";
        sensor_worst: i64 = -4_000, -30_000..0, "milli-points", Judgement, "A sensor far on the bad side of its range; feel outweighs all sensors two to one (Saw 2016)";
        sensor_best: i64 = 1_000, 0..30_000, "milli-points", Judgement, "A sensor far on the good side of its range";
        form_worst: i64 = -2_000, -30_000..0, "milli-points", Judgement, "Fatigue far above fitness; being rested is no bonus";
        charge_worst: i64 = -3_000, -30_000..0, "milli-points", Seed, "Sessions that drain more often than they charge";
        charge_best: i64 = 1_000, 0..30_000, "milli-points", Seed, "Sessions that charge more often than they drain";
        trend_three: i64 = -2_000, -30_000..0, "milli-points", Judgement, "Three bad readings of the last five";
        trend_four: i64 = -2_500, -30_000..0, "milli-points", Judgement, "Four bad readings of the last five";
        trend_five: i64 = -3_000, -30_000..0, "milli-points", Judgement, "Five bad readings of the last five";

        short_dead: i64 = 30, 0..600, "minutes", Judgement, "A night this much short of the need costs nothing";
        short_full: i64 = 180, 1..1_440, "minutes", Judgement, "A night this much short costs all of it";
        extra_full: i64 = 30, 1..600, "minutes", Judgement, "A night this much above the need gives all of it";
        z_dead: i64 = 500, 0..5_000, "milli-spreads", Literature, "A sensor this near its centre says nothing (half a spread, Plews 2013)";
        z_full: i64 = 1_500, 1..10_000, "milli-spreads", Judgement, "A week's mean this far out has its full effect";
        z_full_single: i64 = 2_500, 1..10_000, "milli-spreads", Judgement, "A single reaction time this far out has its full effect";
        z_bad: i64 = -1_250, -10_000..0, "milli-spreads", Judgement, "A reading this low is a bad day";
        z_odd: i64 = -1_500, -10_000..0, "milli-spreads", Judgement, "One reading this low is told, not acted on";
        form_dead: i64 = 150, 0..2_000, "per mille of fitness", Judgement, "Fatigue this far above fitness costs nothing";
        form_full: i64 = 500, 1..5_000, "per mille of fitness", Judgement, "Fatigue this far above fitness costs all of it";
        form_floor: i64 = 10_000, 1..100_000, "milli-points a day", Judgement, "Form is compared with at least this fitness";
        form_after: i64 = 28, 0..365, "days", Judgement, "Form is known from so many days after the first record";
        charge_days: i64 = 14, 1..60, "days", Seed, "Sessions of so many days make the charge balance";
        charge_answers: i64 = 4, 1..50, "answers", Judgement, "So many answers are needed for it";
        charge_drain_full: i64 = 600, 1..1_000, "per mille of answers", Judgement, "This much more draining than charging costs all of it";
        charge_dead: i64 = 200, 0..1_000, "per mille of answers", Judgement, "This much more charging than draining gives nothing yet";
        charge_full: i64 = 600, 1..1_000, "per mille of answers", Judgement, "This much more charging than draining gives all of it";

        baseline_days: i64 = 60, 10..365, "days", Literature, "A baseline looks back so far: about two menstrual cycles";
        baseline_readings: i64 = 10, 1..60, "readings", Judgement, "A sensor counts from so many readings of its source";
        device_run: i64 = 5, 3..30, "readings", Judgement, "So many readings in a row far on one side of the range before them ask for a new device";
        device_far: i64 = 2_500, 500..10_000, "milli-spreads", Judgement, "How far that is: illness and hard weeks rarely hold a reading there for days";
        mad_scale: i64 = 14_826, 1..100_000, "1/10000", Literature, "Median absolute deviation to standard deviation (Leys 2013)";
        clamp: i64 = 3, 1..20, "spreads", Judgement, "Readings are held this near the centre, never dropped";
        hrv_spread: i64 = 50_000, 1..1_000_000, "micro-ln", Judgement, "Smallest spread of HRV";
        rhr_spread: i64 = 2_000, 1..50_000, "milli-bpm", Judgement, "Smallest spread of the resting pulse: whole beats make the deviation too small";
        reaction_spread: i64 = 12_000, 1..500_000, "micro-seconds", Judgement, "Smallest spread of the reaction time";
        position_readings: i64 = 3, 1..7, "readings", Judgement, "Readings of the last week that a position needs";
        trend_bad: i64 = 3, 1..5, "readings of 5", Seed, "So many bad readings of the last five days are a trend";
        travel_days: i64 = 2, 0..14, "days", Judgement, "Heart values wait so long after a travel day";

        score_answers: i64 = 3, 1..5, "answers of 5", Judgement, "Fewer of energy, mood, motivation, stress and movement: no score";
        evidence_medium: i64 = 30_000, 0..100_000, "milli-points", Judgement, "Confidence is medium from this much evidence";
        evidence_high: i64 = 56_000, 0..100_000, "milli-points", Judgement, "Confidence is high from this much evidence: only with sensors or trends";
        feel_low: i64 = -8_000, -50_000..0, "milli-points", Judgement, "Feel this low against fine data is told";
        feel_high: i64 = 5_000, 0..50_000, "milli-points", Judgement, "Feel this high against low data is told";
        data_low: i64 = -4_000, -50_000..0, "milli-points", Judgement, "Data this low against good feel is told";

        ill_cap: i64 = 20_000, 0..100_000, "milli-points", Judgement, "Highest score of an ill day";
        ill_first_cap: i64 = 44_000, 0..100_000, "milli-points", Judgement, "Highest score in the first half of the return after illness";
        ill_then_cap: i64 = 59_000, 0..100_000, "milli-points", Judgement, "Highest score in the second half of it";
        ill_return_min: i64 = 2, 1..30, "days", Judgement, "The return after illness takes at least so long";
        ill_return_max: i64 = 7, 1..60, "days", Judgement, "The return after illness takes at most so long";
        ill_silent: i64 = 14, 0..60, "days", Judgement, "So many silent days after an ill day belong to the illness";
        return_effort: i64 = 70, 0..100, "tenths of RPE", Judgement, "Highest effort in the first week of a return";
        sleep_very_short: i64 = 240, 0..1_440, "minutes", Literature, "Below this the night is very short (Van Dongen 2003)";
        sleep_very_short_cap: i64 = 40_000, 0..100_000, "milli-points", Judgement, "Highest score after a very short night";
        sleep_short: i64 = 300, 0..1_440, "minutes", Literature, "Below this the night is short";
        sleep_short_cap: i64 = 55_000, 0..100_000, "milli-points", Judgement, "Highest score after a short night";
        pain_cap: i64 = 55_000, 0..100_000, "milli-points", Judgement, "Highest score with an ache that changes movement";
        overreaching_cap: i64 = 40_000, 0..100_000, "milli-points", Literature, "Highest score while overreaching (Meeusen 2013)";
        deeper_cap: i64 = 59_000, 0..100_000, "milli-points", Seed, "Highest score with deeper fatigue";
        taper_days: i64 = 2, 0..14, "days", Literature, "So many days before an event nothing is built (Bosquet 2007)";
        post_event_days: i64 = 5, 0..30, "days", Seed, "So many days after an event nothing is built: the crash after the race";
        see_pro_ill: i64 = 7, 1..60, "days", Judgement, "From so many ill days on a doctor is named";
        see_pro_pain: i64 = 7, 1..14, "days of 14", Judgement, "From so many days with an ache on a doctor is named";

        low_days: i64 = 7, 1..30, "days", Judgement, "A pattern is looked for in so many days";
        low_answers: i64 = 3, 1..30, "answers", Judgement, "A pattern needs so many answers";
        low_share: i64 = 7, 1..10, "tenths", Judgement, "A pattern is this share of low days";
        recent_days: i64 = 14, 1..60, "days", Judgement, "Sessions are looked at so far back";
        recent_sessions: i64 = 4, 1..20, "sessions", Judgement, "The last so many sessions are looked at";
        recent_hits: i64 = 3, 1..20, "sessions", Judgement, "So many of them make a sign";
        shortage: i64 = 60, 1..300, "minutes", Judgement, "A mean shortage of sleep this large is a sign";
        shortage_nights: i64 = 4, 1..7, "nights", Judgement, "A mean shortage needs so many nights";
        shortage_floor: i64 = -120, -720..0, "minutes", Judgement, "One long night makes up for no more";
        shortage_ceiling: i64 = 300, 0..720, "minutes", Judgement, "One short night counts for no more";
        harder_by: i64 = 10, 1..50, "tenths of RPE", Seed, "A session this much harder than expected is judged hard";
        expected_days: i64 = 60, 1..365, "days", Judgement, "Own sessions of so many days make the expected effort";
        expected_sessions: i64 = 5, 1..50, "sessions", Judgement, "So many own sessions are needed for it";
        expected_minutes: i64 = 25, 0..100, "per cent", Judgement, "Own sessions this near in length are compared";
        drained_by: i64 = 2, 1..20, "sessions", Seed, "So many more drained than charged sessions are a sign";
        aches: i64 = 3, 1..7, "days of 7", Seed, "An ache on so many days is a sign";

        surface_signs: i64 = 2, 1..11, "signs", Judgement, "So many signs are surface fatigue";
        deeper_signs: i64 = 3, 1..11, "signs", Judgement, "So many signs, kept up, are deeper fatigue";
        deeper_deep: i64 = 1, 0..11, "deep signs", Judgement, "So many of them must be deep ones";
        deeper_mornings: i64 = 5, 1..7, "mornings of 7", Judgement, "On so many mornings";
        over_signs: i64 = 4, 1..11, "signs", Judgement, "So many signs, kept up, are overreaching";
        over_deep: i64 = 2, 0..11, "deep signs", Judgement, "So many of them must be deep ones";
        over_mornings: i64 = 11, 1..14, "mornings of 14", Judgement, "On so many mornings";
        over_held: i64 = 21, 0..90, "days", Literature, "Deeper fatigue held so long (Meeusen 2013)";
        over_rest_mornings: i64 = 5, 1..7, "mornings of 7", Judgement, "So many mornings on which even rest does not help are overreaching at once";
        calm_signs: i64 = 1, 0..11, "signs", Judgement, "A morning with at most so many signs is calm";
        surface_calm: i64 = 3, 1..30, "check-ins", Judgement, "So many calm check-ins end surface fatigue";
        deeper_calm: i64 = 5, 1..30, "check-ins", Judgement, "So many calm check-ins lead back from deeper fatigue";
        deeper_held: i64 = 7, 0..90, "days", Judgement, "Deeper fatigue lasts at least so long";
        over_calm: i64 = 7, 1..30, "check-ins", Judgement, "So many calm check-ins lead back from overreaching";
        over_stay: i64 = 14, 0..90, "days", Literature, "Overreaching lasts at least so long";
        forget_after: i64 = 14, 1..90, "days", Judgement, "Without a check-in for longer the stage is forgotten";

        default_minutes: i64 = 45, 1..1_440, "minutes", Judgement, "A planned session of unknown length";
        build_effort: i64 = 10, 0..50, "tenths of RPE", Judgement, "What a build day adds to the planned effort";
        ease_strength_effort: i64 = 60, 0..100, "tenths of RPE", Judgement, "Highest effort of strength on an ease day";
        ease_endurance_effort: i64 = 40, 0..100, "tenths of RPE", Judgement, "Highest effort of endurance on an ease day";
        older_effort: i64 = 30, 0..100, "tenths of RPE", Seed, "Highest effort of an older adult's balance on a recover day";
        event_effort: i64 = 50, 0..100, "tenths of RPE", Judgement, "Effort of an event one only takes part in";
        gentle_effort: i64 = 20, 0..100, "tenths of RPE", Judgement, "Effort of a session that only charges";
        build_volume: i64 = 110, 100..200, "per cent", Judgement, "Volume of a build day";
        ease_volume: i64 = 70, 10..100, "per cent", Judgement, "Volume of an ease day";
        ease_strength_volume: i64 = 60, 10..100, "per cent", Judgement, "Volume of strength on an ease day";
        athlete_volume: i64 = 60, 10..100, "per cent", Seed, "Volume of an athlete's intervals on an ease day, intensity kept";
        older_volume: i64 = 50, 10..100, "per cent", Seed, "Volume of an older adult's balance on a recover day";
        gentle_minutes: i64 = 30, 5..120, "minutes", Judgement, "Longest session that only charges";
        moved_minutes: i64 = 20, 5..120, "minutes", Judgement, "Longest session that stands in for a moved one";
        parent_minutes: i64 = 20, 5..120, "minutes", Seed, "Longest session of a parent on an ease day: the one that can be repeated";
        least_minutes: i64 = 5, 1..60, "minutes", Judgement, "Shortest session worth proposing";

        break_days: i64 = 14, 7..90, "days", Literature, "So long without training is a break";
        break_window: i64 = 28, 7..90, "days", Judgement, "A break follows so many days with training; the start day lies so far back";
        break_load: i64 = 140, 0..2_000, "points", Judgement, "So much was trained in the days before a break";
        break_long: i64 = 28, 14..180, "days", Judgement, "From so many days on a break asks for the longer return";
        return_long_1: i64 = 50, 10..100, "% of the usual week", Literature, "First week after a long break";
        return_long_2: i64 = 70, 10..100, "% of the usual week", Literature, "Second week after a long break";
        return_long_3: i64 = 80, 10..100, "% of the usual week", Literature, "Third week after a long break";
        return_long_4: i64 = 90, 10..100, "% of the usual week", Literature, "Fourth week after a long break";
        return_short_1: i64 = 70, 10..100, "% of the usual week", Literature, "First week after a shorter break";
        return_short_2: i64 = 90, 10..100, "% of the usual week", Literature, "Second week after a shorter break";

        deload_days: i64 = 28, 7..90, "days", Judgement, "So long without a lighter week, and one is due";
        deload_days_older: i64 = 21, 7..90, "days", Judgement, "The same for an older adult";
        deload_base: i64 = 42, 7..90, "days", Judgement, "A week is compared with the load of so many days";
        deload_share: i64 = 650, 0..1_000, "per mille", Judgement, "A week at or below this share of the usual one is a lighter one";
        hijack_answers: i64 = 5, 1..20, "answers", Seed, "The last so many answers about getting in life's way";
        hijack_no: i64 = 3, 1..20, "answers", Seed, "So many no make it worth telling";
        late_answers: i64 = 4, 1..20, "answers", Seed, "The last so many answers about sleep after a session";
        late_no: i64 = 3, 1..20, "answers", Seed, "So many no make it worth telling";
        told_from: i64 = 1_000, 0..10_000, "milli-points", Judgement, "A bar this long becomes a reason";
        album_days: i64 = 28, 14..90, "days", Seed, "The album looks back so far";
        hard_from: i64 = 70, 0..100, "tenths of RPE", Judgement, "A session from here on is a hard one in the album";
        smoother_answers: i64 = 4, 1..14, "answers", Judgement, "Each half of the album needs so many to compare movement";
    }
}
