//! JSON of phones: the first byte chooses the beginning that tells the format;
//! a whole file stays as it is.

#![no_main]

const STARTS: [&str; 10] = [
    "[{\"dateOfSleep\":\"2026-03-02\",\"minutesAsleep\":400,",
    "[{\"value\":{\"date\":\"03/02/26\",\"error\":1,\"value\":",
    "[{\"activityName\":\"Walk\",\"logId\":1,\"startTime\":",
    "{\"data\":[{\"bedtime_start\":\"2026-03-01T23:00:00+01:00\",\"total_sleep_duration\":",
    "{\"startTime\":\"2026-03-02T18:00:00\",\"durationMillis\":1,\"exercises\":",
    "[{\"night\":\"2026-03-02\",\"evaluation\":",
    "{\"data\":{\"metrics\":[{\"name\":\"sleep_analysis\",\"units\":\"hr\",\"data\":",
    "[{\"calendarDate\":\"2026-03-02\",\"metrics\":[{\"type\":\"HRV\",\"value\":",
    "[{\"summarizedActivitiesExport\":[{",
    "{\"dailySleepDTO\":{",
];

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    if matches!(first, b'{' | b'[') {
        fuzz::import(data);
    } else {
        fuzz::import(&[STARTS[usize::from(*first) % STARTS.len()].as_bytes(), rest].concat());
    }
});
