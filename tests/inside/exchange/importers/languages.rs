//! Tables in the languages of people: headers, months, durations, and what the words mean.

use upswing::domain::{Field, Kind, Minutes, Value};
use upswing::exchange::{self, Context, Found};

use super::{Life, context, read};

/// Day, start, kind and minutes of each session.
fn sessions(found: &Found) -> Vec<(String, Option<u16>, Kind, Option<u16>)> {
    let fact = |found: &exchange::FoundSession| {
        let session = &found.session;
        (session.day.to_string(), session.start, session.kind, session.minutes.map(Minutes::get))
    };
    found.sessions.iter().map(fact).collect()
}

fn madrid(text: &str) -> Found {
    let context = Context { zone: "Europe/Madrid".parse().ok(), ..context() };
    exchange::read("activities.csv", text.as_bytes(), &context, &mut |_, _| true).unwrap()
}

#[test]
fn strava_is_read_in_its_languages() {
    for (header, date) in [
        ("Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Moving Time", "\"Sep 12, 2021, 6:30:05\u{202f}PM\""),
        (
            "Activiteits-ID,Datum van activiteit,Naam activiteit,Activiteitstype,Verstreken tijd,Beweegtijd",
            "12 sep. 2021 18:30:05",
        ),
        (
            "Activiteits-ID,Datum van activiteit,Naam activiteit,Activiteitstype,Verstreken tijd,Beweegtijd",
            "\"12 sep 2021, 18:30:05\"",
        ),
        (
            "Id. de actividad,Fecha de la actividad,Nombre de la actividad,Tipo de actividad,Tiempo transcurrido,Tiempo en movimiento",
            "\"12 sept 2021, 06:30:05 p. m.\"",
        ),
        (
            "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Verstrichene Zeit,Bewegungszeit",
            "\"12.09.2021, 18:30:05\"",
        ),
        (
            "ID de l’activité,Date de l’activité,Nom de l’activité,Type d’activité,Temps écoulé,Durée de déplacement",
            "12 sept. 2021 à 18:30:05",
        ),
    ] {
        let found = madrid(&format!("{header}\n901,{date},Lunch,Ride,4000,3600.0\n"));
        assert_eq!(found.format, "Strava activities.csv");
        assert_eq!(sessions(&found), [("2021-09-12".to_owned(), Some(20 * 60 + 30), Kind::Endurance, Some(60))], "{header}");
        assert_eq!(found.sessions[0].session.source_id, "901");
    }
}

#[test]
fn strava_before_july_2019_is_read() {
    let found = madrid(
        "id,date,name,type,description,elapsed_time,distance,commute,gear,filename\n7,2018-09-12 15:02:23,Lunch,Run,,1800,5000,false,,#error#\n",
    );
    assert_eq!(sessions(&found), [("2018-09-12".to_owned(), Some(17 * 60 + 2), Kind::Endurance, Some(30))]);
}

#[test]
fn garmin_is_read_in_its_languages() {
    for header in [
        "Activity Type,Date,Title,Time,Training Stress Score® (TSS®)",
        "Activity Type,Date,Title,Activity Time,Training Stress Score®",
        "Aktivitätstyp,Datum,Titel,Zeit,Training Stress Score® (TSS®)",
        "Aktivitetstype,Dato,Titel,Tid,Training Stress Score®",
        "Aktivitetstyp,Datum,Namn,Tid,Training Stress Score®",
        "Type d'activité,Date,Titre,Durée,Training Stress Score®",
        "Tipo de actividad,Fecha,Título,Tiempo,Training Stress Score®",
        "Tipo de atividade,Data,Título,Tempo,Training Stress Score®",
        "Tipo de atividade,Data,Título,Tempo total,Training Stress Score®",
        "Tipo di attività,Data,Titolo,Tempo,Training Stress Score®",
        "Activiteittype,Datum,Titel,Tijd,Training Stress Score®",
        "Typ aktywności,Data,Tytuł,Czas,Training Stress Score®",
        "Tevékenység típusa,Dátum,Cím,Idő,Training Stress Score®",
    ] {
        let found = read("a.csv", format!("{header}\nRunning,2026-01-04 12:38:59,Lap,01:02:03,\"61,5\"\n")).unwrap();
        assert_eq!(sessions(&found), [("2026-01-04".to_owned(), Some(12 * 60 + 38), Kind::Endurance, Some(62))], "{header}");
        assert_eq!(found.sessions[0].session.load.map(|load| load.points.value()), Some(61.5), "{header}");
    }
}

#[test]
fn a_time_of_two_parts_is_what_the_file_says() {
    let header = "Activity Type,Date,Title,Distance,Time,Avg Pace,Moving Time";
    let minutes = |rows: &str| {
        read("a.csv", format!("{header}\n{rows}\n")).map(|found| sessions(&found).iter().map(|facts| facts.3).collect::<Vec<_>>())
    };
    // Another value of the column has three parts.
    assert_eq!(
        minutes("Running,2026-01-04 12:38:59,a,--,31:02,--,--\nRunning,2026-01-05 12:38:59,b,--,01:31:02,--,--").unwrap(),
        [Some(31), Some(91)]
    );
    // The moving time of the row says hours and minutes.
    assert_eq!(minutes("Running,2026-01-04 12:38:59,a,--,1:02,--,01:01:12").unwrap(), [Some(62)]);
    // … and so does distance × pace.
    assert_eq!(minutes("Running,2026-01-04 12:38:59,a,10.5,1:02,5:50,--").unwrap(), [Some(62)]);
    let told = minutes("Running,2026-01-04 12:38:59,a,--,1:02,--,--").unwrap_err().to_string();
    assert!(told.contains("a.csv:2: column \"time\"") && told.contains("hours and minutes or minutes and seconds"), "{told}");
}

#[test]
fn a_date_saved_again_by_a_spreadsheet_is_refused_with_the_reason() {
    let told = read("a.csv", "Activity Type,Date,Title,Time\nRunning,5/12/26 15:07,a,00:31:02\n").unwrap_err().to_string();
    assert!(told.contains("found \"5/12/26 15:07\"") && told.contains("do not open it in a spreadsheet"), "{told}");
}

#[test]
fn strong_is_read_in_its_languages_and_with_every_duration() {
    for (header, duration, minutes) in [
        ("Date,Workout Name,Duration,Exercise Name,Set Order", "21min", 21),
        ("Date,Workout Name,Duration,Exercise Name,Set Order", "1h 5min", 65),
        ("Datum,Workout-Name,Dauer,Name der Übung,Reihenfolge festlegen", "1h 5min", 65),
        ("Date,Nom de l'entraînement,Durée,Nom de l'exercice,Ordre de la série", "2h 18m", 138),
        ("日期,锻炼名称,时长,运动名称,设置顺序", "1小时13分钟", 73),
    ] {
        let rows = ["1", "W", "Rest Timer"].map(|order| format!("2021-02-10 16:46:13,Legs,{duration},Squat,{order}")).join("\n");
        let found = read("strong.csv", format!("{header}\n{rows}\n")).unwrap();
        assert_eq!(sessions(&found), [("2021-02-10".to_owned(), Some(1006), Kind::Strength, Some(minutes))], "{header}");
        assert_eq!(found.sessions[0].session.notes, "2 sets, 1 exercise");
    }
}

#[test]
fn hevy_months_are_read_in_any_language() {
    for start in ["5 Mai 2026, 10:00", "5 maj 2026, 10:00", "5 may 2026, 10:00", "May 5, 2026, 10:00 AM", "5 mei 2026, 10:00"] {
        let text = format!(
            "title,start_time,end_time,exercise_title,set_index\nLegs,\"{start}\",\"{}\",Squat,0\n",
            start.replace("10:00", "10:40")
        );
        let found = read("workout_data.csv", text).unwrap();
        assert_eq!(sessions(&found), [("2026-05-05".to_owned(), Some(600), Kind::Strength, Some(40))], "{start}");
    }
}

#[test]
fn whoop_is_read_in_spanish_and_two_main_sleeps_add_up() {
    let cycles = "Hora de inicio del ciclo,Zona horaria del ciclo,Puntuación de recuperación (%),Frecuencia cardíaca en reposo (lpm),Variabilidad de la frecuencia cardíaca (ms),Inicio del sueño,Inicio de la vigilia,Duración del sueño (min)\n\
        2025-01-09 22:00:00,UTC+01:00,60,52,63,2025-01-09 22:10:00,2025-01-10 06:40:00,412\n";
    let found = read("physiological_cycles.csv", cycles).unwrap();
    let fields = [
        (Field::SleepMinutes, Value::Whole(412)),
        (Field::RestingHr, Value::Number(52.0)),
        (Field::HrvRmssd, Value::Number(63.0)),
    ];
    assert_eq!(found.check_ins[0].fields, fields);
    let sleeps = "Hora de inicio del ciclo,Inicio del sueño,Inicio de la vigilia,Duración del sueño (min),Siesta\n\
        2025-01-09 22:00:00,2025-01-09 22:10:00,2025-01-10 02:40:00,220,false\n\
        2025-01-09 22:00:00,2025-01-10 03:40:00,2025-01-10 07:40:00,220,false\n\
        2025-01-09 22:00:00,2025-01-10 14:00:00,2025-01-10 14:40:00,35,true\n";
    let found = read("sueño.csv", sleeps).unwrap();
    assert_eq!((found.check_ins.len(), &found.check_ins[0].fields[..]), (1, &[(Field::SleepMinutes, Value::Whole(440))][..]));
    assert_eq!(found.skipped.get("nap"), Some(&1));
    let workouts = "Hora de inicio del ciclo,Hora de inicio del entrenamiento,Duración (min),Nombre de la actividad\n\
        2025-01-09 22:00:00,2025-01-10 18:00:00,40,Gaming\n2025-01-09 22:00:00,2025-01-10 19:00:00,40,Running\n";
    assert_eq!(sessions(&read("entrenamientos.csv", workouts).unwrap()).len(), 1);
    let journal = read(
        "journal_entries.csv",
        "Cycle start time,Cycle end time,Cycle timezone,Question text,Answered yes,Notes\n2025-01-09 22:00:00,,UTC,Read?,true,\n",
    )
    .unwrap_err()
    .to_string();
    assert_eq!(journal, "journal_entries.csv: Whoop's journal; there is nothing in it to import");
}

#[test]
fn oura_days_are_decided_for_the_column() {
    let header = "day,bedtime_start,bedtime_end,total_sleep_duration,type";
    let rows = "7/11/2024,2024-07-10T23:00:00-04:00,2024-07-11T07:00:00-04:00,25200,long_sleep\n\
        7/12/2024,2024-07-11T23:00:00-04:00,2024-07-12T07:00:00-04:00,25200,long_sleep\n\
        8/1/2024,2024-07-31T10:30:00-04:00,2024-07-31T19:00:00-04:00,25200,long_sleep";
    let found = read("oura.csv", format!("{header}\n{rows}\n")).unwrap();
    let days: Vec<String> = found.check_ins.iter().map(|check_in| check_in.day.to_string()).collect();
    assert_eq!(days, ["2024-07-11", "2024-07-12", "2024-08-01"], "a sleep that ends in the evening belongs to the next day");
    let parts = "2024-07-11,2024-07-10T23:00:00-04:00,2024-07-11T03:00:00-04:00,13200,long_sleep\n\
        2024-07-11,2024-07-11T04:00:00-04:00,2024-07-11T08:00:00-04:00,13200,long_sleep";
    let found = read("oura.csv", format!("{header}\n{parts}\n")).unwrap();
    assert_eq!(found.check_ins[0].fields, [(Field::SleepMinutes, Value::Whole(440))]);
}

#[test]
fn oura_trends_are_read() {
    let text = "date,Sleep Score,Total Sleep Score,Lowest Resting Heart Rate,Average HRV,Total Sleep Time\n2024-07-11,80,70,49,66,25200\n";
    let found = read("oura_trends.csv", text).unwrap();
    let fields = [
        (Field::SleepMinutes, Value::Whole(420)),
        (Field::HrvRmssd, Value::Number(66.0)),
        (Field::RestingHr, Value::Number(49.0)),
    ];
    assert_eq!(found.check_ins[0].fields, fields);
}

#[test]
fn what_is_left_out_or_changed_is_told_with_its_line() {
    let header = "id,start_date_local,name,type,moving_time,icu_training_load,icu_rpe";
    let rows = "i1,2026-01-04T10:00:00,Long,Ride,90000,5000,6.3\ni2,2026-01-05T10:00:00,Camp,Ride,61200,80,11\ni3,1989-12-31T00:00:00,Unset,Ride,3600,10,5";
    let found = read("a.csv", format!("{header}\n{rows}\n")).unwrap();
    let told: Vec<String> =
        found.warnings.first().iter().map(|note| format!("{}: {}", note.line.unwrap_or(0), note.text)).collect();
    let expected = [
        "2: a duration of 25.0 h, longer than a day; kept with unknown minutes",
        "2: a load of 5000 points is not possible (0–1000) and left out",
        "2: RPE 6.3 is taken as 6.5",
        "3: an RPE of 11 is not possible (0–10) and left out",
    ];
    assert_eq!(told[..4], expected);
    assert!(told[4].starts_with("4: column \"start_date_local\": found \"1989-12-31T00:00:00\", as a watch writes"), "{told:?}");
    assert_eq!(found.confirm.first()[0].text, "1020 minutes are unusual for a session; imported, have a look");
    assert_eq!((found.sessions.len(), found.sessions[0].session.minutes), (2, None));
    let wellness = read("w.csv", "date,restingHR,hrvSDNN,sleepSecs,ctl\n2026-01-04,50,80,25200,40\n").unwrap();
    let told: Vec<&str> = wellness.warnings.first().iter().map(|note| note.text.as_str()).collect();
    assert_eq!(told, ["column \"hrvsdnn\" is not taken: SDNN is no RMSSD", "column \"ctl\" is not taken: it is computed here"]);
    Life::default().import(&[found, wellness]);
}

#[test]
fn a_table_of_an_unknown_language_says_that_english_works() {
    let told = read("a.csv", "Aktiviteettityyppi,Päivämäärä,Otsikko,Aika\nJuoksu,2026-01-04 12:38:59,a,00:31:02\n")
        .unwrap_err()
        .to_string();
    assert!(told.contains("Aktiviteettityyppi,Päivämäärä") && told.contains("in English"), "{told}");
}
