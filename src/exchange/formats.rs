//! Every format that can be read: the one table from which recognising, help and documentation follow.

use super::door::{Keys, Stream};
use super::{
    Document, Found, ImportError, Progress, backup, elite_hrv, fit, garmin, golden_cheetah, gpx, hrv4training, intervals_icu,
    oura, pmdata, strava, strength_apps, tables, tcx, trainingpeaks, whoop,
};

/// A row of [`FORMATS`].
pub struct Format {
    /// A short name.
    pub id: &'static str,
    /// The name shown.
    pub name: &'static str,
    /// What the file is called where it comes from.
    pub file: &'static str,
    /// What is read of it.
    pub takes: &'static str,
    /// What is left out, although it is in many of these files.
    pub leaves: &'static str,
    /// How it is recognised and read.
    pub(super) way: Way,
}

/// Reads a file as it comes.
type Read = fn(&mut Stream) -> Result<Found, ImportError>;

/// How a format is recognised, always by what is in the file, and how it is read. Rows with mistakes are
/// noted in [`Found::errors`].
pub(super) enum Way {
    /// By its first bytes (64 KiB at most).
    Bytes(fn(&[u8]) -> bool, Read),
    /// XML: by the name of its root element or document type.
    Xml(&'static str, Read),
    /// JSON: by the keys at its beginning.
    Json(fn(&Keys) -> bool, Read),
    /// A text that is whole in memory, mostly a table.
    Text(fn(&Document) -> bool, fn(&Document, Progress) -> Result<Found, ImportError>),
}

/// Every format that can be read; of those that could take a file the first one does.
pub const FORMATS: &[Format] = &[
    Format {
        id: "backup",
        name: "Upswing backup (JSON lines)",
        file: "history.jsonl",
        takes: "everything",
        leaves: "nothing",
        way: Way::Text(backup::is, backup::parse),
    },
    Format {
        id: "export",
        name: "Upswing export (one JSON object)",
        file: "upswing.json",
        takes: "everything",
        leaves: "nothing",
        way: Way::Text(backup::is_export, backup::parse_export),
    },
    Format {
        id: "pmdata_wellness",
        name: "PMData wellness.csv",
        file: "wellness.csv",
        takes: "answers, sleep",
        leaves: "readiness",
        way: Way::Text(pmdata::is_wellness, pmdata::wellness),
    },
    Format {
        id: "pmdata_srpe",
        name: "PMData srpe.csv",
        file: "srpe.csv",
        takes: "sessions with RPE",
        leaves: "sessions without minutes",
        way: Way::Text(pmdata::is_srpe, pmdata::srpe),
    },
    Format {
        id: "intervals_wellness",
        name: "intervals.icu wellness (CSV)",
        file: "wellness.csv",
        takes: "answers, sleep, resting pulse, HRV",
        leaves: "scores, fitness and fatigue, SDNN",
        way: Way::Text(intervals_icu::is_wellness, intervals_icu::wellness),
    },
    Format {
        id: "intervals_activities",
        name: "intervals.icu activities (CSV)",
        file: "activities.csv",
        takes: "sessions with load and RPE",
        leaves: "distances, heart rates",
        way: Way::Text(intervals_icu::is_activities, intervals_icu::activities),
    },
    Format {
        id: "hevy",
        name: "Hevy workout_data.csv",
        file: "workout_data.csv",
        takes: "strength sessions",
        leaves: "RPE of single sets, weights",
        way: Way::Text(strength_apps::is_hevy, strength_apps::hevy),
    },
    Format {
        id: "strong",
        name: "Strong (CSV)",
        file: "strong.csv",
        takes: "strength sessions",
        leaves: "RPE of single sets, weights",
        way: Way::Text(strength_apps::is_strong, strength_apps::strong),
    },
    Format {
        id: "garmin",
        name: "Garmin Connect activities (CSV)",
        file: "Activities.csv",
        takes: "sessions with load",
        leaves: "training effect, body battery, distances",
        way: Way::Text(garmin::is, garmin::parse),
    },
    Format {
        id: "strava",
        name: "Strava activities.csv",
        file: "activities.csv",
        takes: "sessions with RPE",
        leaves: "Relative Effort, distances",
        way: Way::Text(strava::is, strava::parse),
    },
    Format {
        id: "trainingpeaks",
        name: "TrainingPeaks workouts.csv",
        file: "workouts.csv",
        takes: "sessions with load and RPE, plans",
        leaves: "Feeling, days off",
        way: Way::Text(trainingpeaks::is, trainingpeaks::parse),
    },
    Format {
        id: "whoop_workouts",
        name: "Whoop workouts.csv",
        file: "workouts.csv",
        takes: "sessions",
        leaves: "strain",
        way: Way::Text(whoop::are_workouts, whoop::workouts),
    },
    Format {
        id: "whoop_cycles",
        name: "Whoop physiological_cycles.csv",
        file: "physiological_cycles.csv",
        takes: "sleep, resting pulse, HRV",
        leaves: "recovery, strain",
        way: Way::Text(whoop::are_cycles, whoop::nights),
    },
    Format {
        id: "whoop_sleeps",
        name: "Whoop sleeps.csv",
        file: "sleeps.csv",
        takes: "sleep",
        leaves: "naps",
        way: Way::Text(whoop::are_sleeps, whoop::nights),
    },
    Format {
        id: "whoop_journal",
        name: "Whoop journal_entries.csv",
        file: "journal_entries.csv",
        takes: "nothing, it is only known",
        leaves: "its answers",
        way: Way::Text(whoop::is_journal, whoop::journal),
    },
    Format {
        id: "oura_trends",
        name: "Oura trends (CSV)",
        file: "oura_trends.csv",
        takes: "sleep, resting pulse, HRV",
        leaves: "scores",
        way: Way::Text(oura::are_trends, oura::trends),
    },
    Format {
        id: "oura_csv",
        name: "Oura sleep (CSV)",
        file: "sleep.csv, sleepmodel.csv",
        takes: "sleep, resting pulse, HRV",
        leaves: "scores, naps",
        way: Way::Text(oura::is, oura::parse),
    },
    Format {
        id: "elitehrv",
        name: "Elite HRV (CSV)",
        file: "export.csv",
        takes: "resting pulse, HRV",
        leaves: "scores, second readings",
        way: Way::Text(elite_hrv::is, elite_hrv::parse),
    },
    Format {
        id: "hrv4training",
        name: "HRV4Training (CSV)",
        file: "MyMeasurements.csv",
        takes: "resting pulse, HRV, sleep, illness",
        leaves: "sliders, recovery points",
        way: Way::Text(hrv4training::is, hrv4training::parse),
    },
    Format {
        id: "fit",
        name: "FIT recording",
        file: "activity.fit",
        takes: "sessions with load (TSS) and RPE",
        leaves: "positions, heart rates, beats, training effect; files of settings, weight, monitoring, courses",
        way: Way::Bytes(fit::is, fit::parse),
    },
    Format {
        id: "tcx",
        name: "TCX recording",
        file: "activity.tcx",
        takes: "sessions",
        leaves: "positions, heart rates; courses and workouts",
        way: Way::Xml(tcx::ROOT, tcx::parse),
    },
    Format {
        id: "gpx",
        name: "GPX track",
        file: "track.gpx",
        takes: "timed tracks as sessions",
        leaves: "positions, routes, waypoints, tracks without times",
        way: Way::Xml(gpx::ROOT, gpx::parse),
    },
    Format {
        id: "gcjson",
        name: "Golden Cheetah ride (JSON)",
        file: "2013_05_27_08_56_35.json",
        takes: "a session",
        leaves: "samples",
        way: Way::Json(golden_cheetah::is, golden_cheetah::parse),
    },
    Format {
        id: "tests",
        name: "Upswing tests (CSV)",
        file: "tests.csv",
        takes: "test results",
        leaves: "nothing",
        way: Way::Text(tables::are_tests, tables::tests),
    },
    Format {
        id: "sessions",
        name: "Upswing sessions (CSV)",
        file: "sessions.csv",
        takes: "sessions",
        leaves: "nothing",
        way: Way::Text(tables::are_sessions, tables::sessions),
    },
    Format {
        id: "checkins",
        name: "Upswing check-ins (CSV)",
        file: "checkins.csv",
        takes: "answers and measurements",
        leaves: "nothing",
        way: Way::Text(tables::are_check_ins, tables::check_ins),
    },
];
