//! Tables of text: the first byte chooses the header that tells the format.

#![no_main]

const HEADERS: [&str; 8] = [
    "day,sleep_minutes,energy,mood,note,source\n",
    "day,start,kind,minutes,rpe,load,status,source,source_id,id,parts\n",
    "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Moving Time\n",
    "id,start_date_local,name,type,moving_time,icu_training_load,icu_rpe\n",
    "date,weight,restingHR,hrv,sleepSecs,ctl\n",
    "com.samsung.shealth.sleep,1,1\nsleep_duration,start_time,end_time,time_offset\n",
    "{\"type\":\"header\",\"format\":\"upswing\",\"version\":1,\"checkins\":0,\"sessions\":1,\"tests\":0}\n",
    "",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some((which, rest)) = bytes.split_first() {
        let header = HEADERS[usize::from(*which) % HEADERS.len()];
        fuzz::import(&[header.as_bytes(), rest].concat());
    }
});
