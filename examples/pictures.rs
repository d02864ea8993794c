//! Draws the pictures of the documentation: `cargo run --example pictures` writes `docs/pictures/*.svg`.
//! `tests/inside/ui/pictures.rs` says when they are stale.

#![expect(clippy::panic, reason = "a picture that cannot be drawn is a mistake in this program")]

#[path = "../tests/support/pictures.rs"]
mod pictures;

use std::path::Path;

fn main() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    std::fs::create_dir_all(&folder)?;
    pictures::all().iter().try_for_each(|picture| std::fs::write(folder.join(picture.file), &picture.svg))
}
