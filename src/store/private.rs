//! Files for the person alone: whole or not at all, durable, never through a link, whatever the umask.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::writer::writer_id;

/// What ends the name of a file that [`replace_for_now`] has begun.
pub const DRAFT: &str = "new";

/// Makes the folder of a file, and those above it that are missing, for the person alone.
///
/// # Errors
/// The system refuses.
pub fn make_folder_of(path: &Path) -> io::Result<()> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    let missing: Vec<&Path> =
        folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists()).collect();
    for folder in missing.into_iter().rev() {
        match fs::create_dir(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            Err(_) => {}
            // A umask may have taken rights away from the person too.
            Ok(()) => allow(folder, 0o700)?,
        }
    }
    Ok(())
}

/// Opens a new file for reading and writing; what has the name already, also as a link, is an error.
///
/// # Errors
/// The system refuses, or the name is taken.
pub fn new_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(file)
}

/// Writes a file that is not there yet.
///
/// # Errors
/// The system refuses, or the name is taken. No half file stays.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = new_file(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| sync_folder(path));
    written.inspect_err(|_| {
        let _ = fs::remove_file(path);
    })
}

/// Writes a file in the place of another: at every moment the one or the other is there. A link is replaced, not followed.
///
/// # Errors
/// The system refuses; the old file stays.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    make_folder_of(path)?;
    let draft = beside(path, &format!("new-{:016x}", writer_id()));
    create(&draft, bytes)?;
    fs::rename(&draft, path).inspect_err(|_| {
        let _ = fs::remove_file(&draft);
    })?;
    sync_folder(path)
}

/// As [`replace`], but not durable: for what can be made again. What reads it has to notice a half one.
///
/// # Errors
/// The system refuses; the old file stays.
pub fn replace_for_now<'a>(path: &Path, mut parts: impl Iterator<Item = &'a [u8]>) -> io::Result<()> {
    // One name for all who write it: what somebody killed left behind does not pile up.
    make_folder_of(path)?;
    let draft = beside(path, DRAFT);
    let _ = fs::remove_file(&draft);
    let filled = new_file(&draft).and_then(|mut file| parts.try_for_each(|part| file.write_all(part)));
    let written = filled.and_then(|()| fs::rename(&draft, path));
    written.inspect_err(|_| {
        let _ = fs::remove_file(&draft);
    })
}

/// A name beside a file, hidden from a plain listing.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{ending}"))
}

/// Makes a new name durable.
///
/// # Errors
/// The system refuses.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn allow(path: &Path, mode: u32) -> io::Result<()> {
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))?;
    Ok(())
}
