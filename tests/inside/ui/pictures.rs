//! The pictures of the documentation are what the program draws today, and stand on their own.

use std::path::Path;

#[test]
fn pictures_are_what_the_program_draws() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    for picture in crate::pictures::all() {
        let found = std::fs::read_to_string(folder.join(picture.file)).unwrap_or_default();
        assert!(
            found == picture.svg,
            "docs/pictures/{} is stale: cargo run --example made -- pictures draws it again",
            picture.file
        );
    }
}

#[test]
fn pictures_need_nothing_from_elsewhere() {
    for picture in crate::pictures::all() {
        assert!(picture.svg.starts_with("<svg ") && picture.svg.ends_with("</svg>\n"), "{}", picture.file);
        assert_eq!(picture.svg.matches("http").count(), 1, "{}: the name of the language alone", picture.file);
        assert!(["<script", "<image", "href", "url("].iter().all(|from| !picture.svg.contains(from)), "{}", picture.file);
    }
}
