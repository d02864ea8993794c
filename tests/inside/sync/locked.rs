//! Encrypted folders: who has the key reads them, who has another is told and writes nothing.

#![cfg(feature = "encryption")]

use std::fs;

use super::*;

/// A file beside nothing else, with this text.
fn written(folder: &TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path
}

/// Two devices at one folder with these secrets.
fn two(one: Secret, other: Secret) -> (TempDir, Device, Device) {
    let folder = TempDir::new().unwrap();
    let device = |secret| Device { secret, ..Device::at(folder.path(), 1_700_000_000_000) };
    let (mut one, mut other) = (device(one), device(other));
    one.does(note(1));
    other.does(note(2));
    one.exchange().unwrap();
    (folder, one, other)
}

fn bytes(device: &Device) -> Vec<(PathBuf, Vec<u8>)> {
    device.files().into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

#[test]
fn a_passphrase_opens_what_it_closed() {
    let files = TempDir::new().unwrap();
    let secret = Secret::Passphrase(written(&files, "passphrase", "five quiet hills\n"));
    let (_folder, mut one, mut other) = two(secret.clone(), secret);
    let hidden = |needle: &[u8]| bytes(&one).iter().all(|(_, bytes)| !bytes.windows(needle.len()).any(|part| part == needle));
    assert!(hidden(b"set_check_in") && hidden(b"AGE-SECRET-KEY"));
    other.exchange().unwrap();
    one.exchange().unwrap();
    assert_eq!(one.history(), other.history());
    assert_eq!(one.entries().len(), 2);
}

#[test]
fn a_wrong_passphrase_is_told_and_nothing_is_written() {
    let files = TempDir::new().unwrap();
    let right = Secret::Passphrase(written(&files, "right", "five quiet hills\n"));
    let wrong = Secret::Passphrase(written(&files, "wrong", "six loud hills\n"));
    let (_folder, one, mut other) = two(right, wrong);
    let before = bytes(&one);
    let told = other.exchange().unwrap_err();
    assert!(matches!(told, SyncError::WrongKey(_)) && told.to_string().contains("another key"), "{told}");
    assert_eq!((bytes(&other), other.entries().len()), (before, 1));
}

#[test]
fn without_a_key_it_is_told_which_to_name() {
    let files = TempDir::new().unwrap();
    let secret = Secret::Passphrase(written(&files, "passphrase", "five quiet hills\n"));
    let (_folder, one, mut other) = two(secret, Secret::None);
    let before = bytes(&one);
    let told = other.exchange().unwrap_err().to_string();
    assert!(told.contains("passphrase_file"), "{told}");
    assert_eq!(bytes(&other), before);
}

#[test]
fn keys_of_age_open_it_for_the_owner_and_whom_they_named() {
    let files = TempDir::new().unwrap();
    // Made by age-keygen for this test alone.
    let own = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
    let identity = written(&files, "own", &format!("# created today\n{own}\n"));
    let secret = Secret::Identity { identity, recipients: None };
    let (folder, mut one, mut other) = two(secret.clone(), secret.clone());
    other.exchange().unwrap();
    one.exchange().unwrap();
    assert_eq!(one.history(), other.history());
    let stranger = Secret::Identity { identity: written(&files, "bad", "hello\n"), recipients: None };
    assert!(upswing::sync::read_folder(folder.path(), &stranger).unwrap_err().to_string().contains("age-keygen"));
    assert_eq!(upswing::sync::read_folder(folder.path(), &secret).unwrap().entries.len(), 2);
}

#[test]
fn a_key_that_is_late_is_waited_for() {
    let files = TempDir::new().unwrap();
    let secret = Secret::Passphrase(written(&files, "passphrase", "five quiet hills\n"));
    let (folder, one, mut other) = two(secret.clone(), secret);
    let key = one.files().into_iter().find(|path| path.extension().unwrap() == "key").unwrap();
    let away = files.path().join("late");
    fs::rename(&key, &away).unwrap();
    let round = other.exchange().unwrap();
    assert!(round.waiting.iter().any(|line| line.contains("key")), "{:?}", round.waiting);
    fs::rename(&away, &key).unwrap();
    assert_eq!(other.exchange().unwrap().arrived, 1);
    drop(folder);
}

#[test]
fn who_closed_what_was_written_never_goes_on_in_the_open() {
    let files = TempDir::new().unwrap();
    let secret = Secret::Passphrase(written(&files, "passphrase", "five quiet hills\n"));
    let (_folder, mut one, _other) = two(secret.clone(), Secret::None);
    let before = bytes(&one);
    one.secret = Secret::None;
    one.does(note(3));
    let told = one.exchange().unwrap_err();
    assert!(matches!(told, SyncError::KeyNeeded(_)), "{told}");
    assert_eq!(bytes(&one), before);
    one.secret = secret;
    assert_eq!(one.exchange().unwrap().sent, 1);
}
