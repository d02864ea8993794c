//! Files that were made to fill the memory: the program that reads them stays small beside them, and writes nothing.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

/// So much may be taken beside the file, bytes.
const BESIDE: u64 = 100 << 20;

/// The most memory that a process had so far, bytes; `None` where the system does not say, or it has ended.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()? << 10)
}

/// Imports a file that cannot be taken, in a home of its own; the most memory that took.
fn imported(file: &Path) -> u64 {
    let (most, written) = import(file);
    assert!(!written, "{}: something was written", file.display());
    most
}

/// Imports a file in a home of its own; the most memory that took, and whether anything was written.
fn import(file: &Path) -> (u64, bool) {
    let home = TempDir::new().unwrap();
    let data = home.path().join("data");
    let mut command = Command::new(env!("CARGO_BIN_EXE_upswing"));
    command.arg("import").arg(file).env("UPSWING_DATA_DIR", &data).env("UPSWING_CONFIG_DIR", home.path());
    command.env("UPSWING_TODAY", "2026-11-18").stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        most = most.max(peak(child.id()).unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    }
    let status = child.wait().unwrap();
    assert!(matches!(status.code(), Some(0 | 1)), "{}: {status}", file.display());
    (most, data.join("upswing.redb").exists())
}

fn gzip(pieces: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    pieces.for_each(|piece| packed.write_all(&piece).unwrap());
    packed.finish().unwrap()
}

/// A zip archive in zip archives, the innermost with zeros that unpack to far more than it has bytes.
fn zip() -> Vec<u8> {
    let mut held = vec![b'0'; 64 << 20];
    for name in ["a.csv", "b.zip", "c.zip"] {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(&held).unwrap();
        held = archive.finish().unwrap().into_inner();
    }
    held
}

/// Entities of entities, of which the outermost would be a thousand million letters.
fn entities() -> Vec<u8> {
    let mut text = "<?xml version=\"1.0\"?><!DOCTYPE HealthData [<!ENTITY a0 \"aaaaaaaaaa\">".to_owned();
    for level in 1..9 {
        let inner = format!("&a{};", level - 1).repeat(10);
        text += &format!("<!ENTITY a{level} \"{inner}\">");
    }
    (text + "]><HealthData><Record type=\"&a8;\" value=\"&a8;\"/></HealthData>").into_bytes()
}

/// A header that promises four gigabytes, and definitions of the largest messages there can be.
fn fit() -> Vec<u8> {
    let mut file = b"\x0e\x20\0\0\xff\xff\xff\xff.FIT\0\0".to_vec();
    file.extend([0x60, 0, 0, 18, 0, 255]);
    file.extend([1, 255, 0x0d].repeat(255));
    file.push(255);
    file.extend([1, 255, 0].repeat(255));
    file.extend(vec![0; 1 << 20]);
    file
}

fn behind(start: &str, piece: &str, bytes: usize) -> Vec<u8> {
    let mut file = start.as_bytes().to_vec();
    file.extend(piece.as_bytes().iter().cycle().take(bytes));
    file
}

#[test]
fn what_is_made_to_fill_the_memory_does_not() {
    if peak(std::process::id()).is_none() {
        println!("not measured: this system does not say how much memory a process has");
        return;
    }
    let folder = TempDir::new().unwrap();
    let backup = "{\"type\":\"header\",\"format\":\"upswing\",\"version\":1,\"checkins\":1,\"sessions\":0,\"tests\":0}\n";
    let files = [
        ("one-line.csv", behind("day,energy", ",x", 60 << 20)),
        ("one-header.csv", behind("day,energy", ",x", 900 << 10)),
        ("rows.csv", behind("day,energy\n", "2026-01-01,3,\n", 2 << 20)),
        ("deep.json", behind("{\"data\":", "[", 4 << 20)),
        ("objects.json", behind("[{\"dateOfSleep\":\"2026-03-02\"}", ",{}", 2 << 20)),
        ("export.json", behind("{\"profile\":null,\"days\":[1", ",1", 16 << 20)),
        ("entry.json", behind("{\"profile\":null,\"days\":[[1", ",1", 16 << 20)),
        ("backup.jsonl", behind(backup, "{\"type\":\"checkin\",\"day\":\"2026-01-01\",\"energy\":3}\n", 4 << 20)),
        ("entry.jsonl", behind(&format!("{backup}[1"), ",1", 16 << 20)),
        ("entities.xml", entities()),
        ("attributes.xml", behind("<?xml version=\"1.0\"?><HealthData><Record ", "a=\"1\" ", 8 << 20)),
        ("zeros.gz", gzip((0..256).map(|_| vec![b'0'; 1 << 20]))),
        ("zeros.zip", zip()),
        ("promise.fit", fit()),
    ];
    for (name, bytes) in files {
        let file = folder.path().join(name);
        fs::write(&file, &bytes).unwrap();
        let (most, size) = (imported(&file), bytes.len() as u64);
        println!("{name}: {} MB beside {} MB", most.saturating_sub(size) >> 20, size >> 20);
        assert!(most < size + BESIDE, "{name}: {} MB for {} MB", most >> 20, size >> 20);
    }
}

/// A table of so many rows, each with another number in it.
fn rows(header: &str, count: usize, row: impl Fn(usize) -> String) -> Vec<u8> {
    let mut text = format!("{header}\n");
    (0..count).for_each(|number| text += &(row(number) + "\n"));
    text.into_bytes()
}

/// A day of the last twenty-seven years.
fn day(number: usize) -> String {
    format!("{:04}-{:02}-{:02}", 2000 + number / 336 % 26, 1 + number / 28 % 12, 1 + number % 28)
}

#[test]
fn a_table_of_more_rows_than_any_life_has_does_not_fill_the_memory() {
    if peak(std::process::id()).is_none() {
        println!("not measured: this system does not say how much memory a process has");
        return;
    }
    let folder = TempDir::new().unwrap();
    let strong = "Date,Workout Name,Duration,Exercise Name,Set Order";
    let whoop = "Cycle start time,Wake onset,Asleep duration (min),Nap";
    let most = 999_000;
    let refused = [
        ("checkins.csv", rows("day,energy,mood", most, |number| format!("{},3,4", day(number)))),
        ("sessions.csv", rows("day,kind,minutes", most, |number| format!("{},skill,50", day(number)))),
        ("tests.csv", rows("day,name,value", most, |number| format!("{},a,{number}", day(number)))),
        ("strong.csv", rows(strong, most, |number| format!("{} 10:00:00,{number},1h,Squat,1", day(number)))),
        ("sleeps.csv", rows(whoop, most, |number| format!(",{} 07:00:00,400,false", day(number)))),
    ];
    for (name, bytes) in refused {
        let file = folder.path().join(name);
        fs::write(&file, &bytes).unwrap();
        let (most, size) = (imported(&file), bytes.len() as u64);
        println!("{name}: {} MB beside {} MB", most.saturating_sub(size) >> 20, size >> 20);
        assert!(most < size + BESIDE, "{name}: {} MB for {} MB", most >> 20, size >> 20);
    }
}

#[test]
fn a_table_of_many_sources_takes_no_more_memory_than_its_rows() {
    if peak(std::process::id()).is_none() {
        println!("not measured: this system does not say how much memory a process has");
        return;
    }
    let folder = TempDir::new().unwrap();
    let rows = 9_900;
    let of = |sources: usize| {
        let day = |number: usize| format!("{:04}-{:02}-{:02}", 2020 + number / 3696, 1 + number / 308 % 12, 1 + number / 11 % 28);
        let row = |number: usize| format!("{},skill,{},s{}", day(number), 30 + number % 60, number % sources);
        let file = folder.path().join(format!("{sources}.csv"));
        fs::write(&file, self::rows("day,kind,minutes,source", rows, row)).unwrap();
        let (most, written) = import(&file);
        assert!(written, "{}: nothing was written", file.display());
        most
    };
    let (one, nine) = (of(1), of(9));
    println!("{rows} sessions: {} MB of one source, {} MB of nine", one >> 20, nine >> 20);
    assert!(nine < one + one / 2, "{} MB of one source, {} MB of nine", one >> 20, nine >> 20);
}
