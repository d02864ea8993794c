//! Draws the pictures of the documentation, `docs/pictures/*.svg`. `tests/inside/ui/pictures.rs` says when they are stale.

use std::path::Path;

use crate::drawn;

/// Draws all of them.
///
/// # Errors
///
/// If one cannot be written.
pub fn make() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    std::fs::create_dir_all(&folder)?;
    drawn::all().iter().try_for_each(|picture| std::fs::write(folder.join(picture.file), &picture.svg))
}
