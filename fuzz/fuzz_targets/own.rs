//! Our own files: the three tables, the backup and the export. The first byte chooses the beginning; a letter stands
//! for none, so that a whole file stays as it is.

#![no_main]

const STARTS: [&str; 6] = [
    "day,sleep_minutes,energy,mood,resting_hr,hrv_rmssd,pain,tags,note,source\n",
    "day,start,kind,title,minutes,rpe,load,status,planned_day,source,source_id,id,parts\n",
    "day,name,value,unit\n",
    "{\"type\":\"header\",\"format\":\"upswing\",\"version\":1,\"checkins\":0,\"sessions\":1,\"tests\":0}\n",
    "{\"type\":\"header\",\"format\":\"upswing\",\"version\":1,\"checkins\":1,\"sessions\":0,\"tests\":0}\n",
    "{\"profile\":null,\"days\":[],\"checkins\":[{",
];

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    match STARTS.get(usize::from(*first)) {
        Some(start) => fuzz::import(&[start.as_bytes(), rest].concat()),
        None => fuzz::import(data),
    }
});
