//! Folders and archives: what is found in them, and what was made to harm.

use std::fs;
use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use upswing::exchange::{self, FilesRead, ImportError};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{context, fixture};

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn bring(name: &str, bytes: &[u8]) -> FilesRead {
    exchange::bring_bytes(name, bytes, &context(), &mut |_, _| true).unwrap()
}

fn files(brought: &FilesRead) -> Vec<&str> {
    brought.found.iter().map(|found| found.file.as_str()).collect()
}

#[test]
fn what_is_packed_is_read_as_if_it_were_not() {
    let gpx = fixture("gpx/walk.gpx");
    let alone = bring("walk.gpx", &gpx).found;
    let packed = bring("walk.gpx", &gzipped(&gpx)).found;
    assert_eq!((alone.len(), &alone), (1, &packed));
    let csv = fixture("sessions.csv");
    assert_eq!(bring("s", &gzipped(&csv)).found, bring("s", &csv).found);
}

#[test]
fn an_archive_in_an_archive_gives_its_files_and_no_deeper() {
    let gpx = fixture("gpx/walk.gpx");
    let tcx = gzipped(&fixture("tcx/multi.tcx"));
    let inner = zipped(&[("b.gpx", &gpx), ("c.zip", &zipped(&[("d.gpx", &gpx)]))]);
    let outer = zipped(&[
        ("activities/1.tcx.gz", &tcx),
        ("poem.txt", b"Roses are red\n"),
        ("up/parts.zip", &inner),
        ("__MACOSX/._b.gpx", &gpx),
    ]);
    let brought = bring("export.zip", &outer);
    assert_eq!(files(&brought), ["export.zip/activities/1.tcx.gz", "export.zip/up/parts.zip/b.gpx"]);
    let aside: Vec<&str> = brought.aside.iter().map(ImportError::file).collect();
    assert_eq!(aside, ["export.zip/poem.txt", "export.zip/up/parts.zip/c.zip"]);
    assert!(brought.refused.is_empty());
}

#[test]
fn pictures_films_and_long_lines_beside_the_files_are_left_aside() {
    let (gpx, picture) = (fixture("gpx/walk.gpx"), [&b"\xff\xd8\xff\xe0\0\x10JFIF\0"[..], &[7; 3 << 20]].concat());
    let page = "<!DOCTYPE html><html><body></body></html>";
    let long = format!("window.data = {}", "x".repeat(3 << 20));
    let files = [("1.gpx", &gpx[..]), ("2.jpg", &picture), ("3.html", page.as_bytes()), ("4.js", long.as_bytes())];
    let brought = bring("export.zip", &zipped(&files));
    assert_eq!((brought.found.len(), brought.aside.len(), &brought.refused), (1, 3, &Vec::new()));
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, bytes)| fs::write(folder.path().join(name), bytes).unwrap());
    fs::write(folder.path().join("5.mp4"), vec![9; 45 << 20]).unwrap();
    let brought = exchange::bring(&[folder.path().to_owned()], &context(), &mut |_, _| true).unwrap();
    assert_eq!((brought.found.len(), brought.aside.len(), brought.refused), (1, 4, Vec::new()));
}

#[test]
fn a_name_that_leads_elsewhere_is_only_a_name() {
    let gpx = fixture("gpx/walk.gpx");
    let brought = bring("x.zip", &zipped(&[("../../../etc/evil.gpx", &gpx), ("/abs\x1b[2J.gpx", &gpx)]));
    assert_eq!(brought.found.len(), 2);
    assert!(files(&brought).iter().all(|name| name.starts_with("x.zip/") && !name.contains('\x1b')), "{brought:?}");
}

#[test]
fn what_was_made_to_fill_a_memory_is_refused() {
    let bomb = [b"<gpx>".to_vec(), b"<a></a>".repeat(3 << 20)].concat();
    for bytes in [gzipped(&bomb), zipped(&[("a.gpx", &bomb)])] {
        let brought = bring("b", &bytes);
        assert!(
            matches!(&brought.refused[..], [ImportError::TooLarge { what, .. }] if what.contains("200 times")),
            "{brought:?}"
        );
    }
    let inside = zipped(&[("a.zip", &zipped(&[("a.gpx", &bomb)]))]);
    assert!(!bring("b", &inside).refused.is_empty());
}

#[test]
fn an_archive_with_nothing_for_us_names_what_is_in_it() {
    let told = bring("p.zip", &zipped(&[("poem.txt", b"Roses are red\n")])).refused[0].to_string();
    assert!(told.contains("a zip archive with poem.txt"), "{told}");
    let torn = zipped(&[("a.gpx", &fixture("gpx/walk.gpx"))]);
    let told = bring("t.zip", &torn[..torn.len() - 30]).refused[0].to_string();
    assert!(told.contains("torn or damaged"), "{told}");
    let mut damaged = zipped(&[("a.gpx", &fixture("gpx/walk.gpx"))]);
    damaged[60] ^= 0x55;
    assert_eq!(bring("d.zip", &damaged).refused.len(), 1);
}

#[test]
fn a_folder_is_walked_in_order_and_many_files_are_read_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let gpx = fixture("gpx/walk.gpx");
    fs::create_dir_all(folder.path().join("a/b")).unwrap();
    for number in 0..60 {
        fs::write(folder.path().join(format!("a/b/{number:03}.gpx")), &gpx).unwrap();
    }
    fs::write(folder.path().join("a/._000.gpx"), b"twin").unwrap();
    fs::write(folder.path().join("z.zip"), zipped(&[("in.gpx", &gpx)])).unwrap();
    let mut last = (0, 0);
    let named = [folder.path().to_owned(), folder.path().join("nowhere")];
    let brought = exchange::bring(&named, &context(), &mut |done, total| {
        last = (done, total);
        true
    });
    let brought = brought.unwrap();
    assert_eq!((brought.found.len(), brought.refused.len()), (61, 1));
    assert!(files(&brought).is_sorted(), "{:?}", files(&brought));
    assert!(last.0 == last.1 && last.1 > 60 * gpx.len() as u64, "{last:?}");
    let cancelled = exchange::bring(&named, &context(), &mut |_, _| false);
    assert_eq!(cancelled, Err(ImportError::Cancelled));
}
