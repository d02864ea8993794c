//! Tables of text: the first byte chooses the header that tells the format; a letter stands for none, so that a whole
//! file stays as it is.

#![no_main]

const HEADERS: &[&str] = &[
    "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Moving Time\n",
    "id,start_date_local,name,type,moving_time,icu_training_load,icu_rpe\n",
    "date,weight,restingHR,hrv,sleepSecs,ctl\n",
    "com.samsung.shealth.sleep,1,1\nsleep_duration,start_time,end_time,time_offset\n",
    "Activity Type,Date,Title,Distance,Time,Avg HR,Training Stress Score®\n",
    "Date;Workout Name;Duration;Exercise Name;Set Order;Weight;Reps;RPE;Workout Notes\n",
    "title,start_time,end_time,description,exercise_title,set_index,rpe\n",
    "Cycle start time,Cycle end time,Cycle timezone,Recovery score %,Resting heart rate (bpm)\n",
    "Title,WorkoutType,WorkoutDay,TimeTotalInHours,TSS,Rpe,Feeling\n",
    "",
];

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    match HEADERS.get(usize::from(*first)) {
        Some(header) => fuzz::import(&[header.as_bytes(), rest].concat()),
        None => fuzz::import(data),
    }
});
